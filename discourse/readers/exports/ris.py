"""To be written."""

from __future__ import annotations

from discourse.readers.article import Pieces


def is_export(contents: bytes, form: str) -> bool:
    """Whether the bytes are such an export."""
    return False


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export."""
    raise NotImplementedError
