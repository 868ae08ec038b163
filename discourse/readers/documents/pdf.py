"""To be written."""

from __future__ import annotations

from discourse.readers.article import Pieces


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The articles of the file."""
    raise NotImplementedError
