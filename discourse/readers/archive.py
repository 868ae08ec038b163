"""Files inside a file: ZIP archives, such as office documents are, and the XML in them.

Nothing is unpacked beyond the limit, whatever the archive says of its sizes, and XML is read without definitions,
entities or other files.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from discourse.readers.encoding import MAX_BYTES, Unreadable, check_size

#: Most files in an archive.
MAX_PARTS = 10_000


class Archive:
    """The files of a ZIP archive, each read when asked for.

    Raises
    ------
    Unreadable
        If the bytes are no ZIP archive, it is encrypted, has more than `MAX_PARTS` files, or its files hold more than
        `max_bytes`.
    """

    def __init__(self, raw: bytes, *, max_bytes: int = MAX_BYTES, what: str = "ZIP archive") -> None:
        self._what, self._left = what, max_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            parts = [part for part in self._zip.infolist() if not part.is_dir()]
        except Exception as error:  # what is damaged decides what kind of error it is
            raise Unreadable(f"not a readable {what}: {error}") from error
        if len(parts) > MAX_PARTS:
            raise Unreadable(f"{what} of {len(parts):,} files; at most {MAX_PARTS:,} are read")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable(f"{what} with a password; unpack it, or save it without one")
        check_size(sum(part.file_size for part in parts), max_bytes, " when unpacked")
        self._parts = {part.filename: part for part in parts}

    @property
    def names(self) -> list[str]:
        """The names of the files, in the order of the archive."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of a file in it; Unreadable where there is none, or it is damaged."""
        if name not in self._parts:
            raise Unreadable(f"{self._what} without {name}")
        try:
            with self._zip.open(self._parts[name]) as file:
                contents = file.read(self._left + 1)
        except Exception as error:
            raise Unreadable(f"not a readable {self._what}: {error}") from error
        check_size(len(contents), self._left, " when unpacked")
        return contents


def parse_xml(raw: bytes, what: str = "XML") -> Any:
    """The root of some XML; definitions and entities in it are not followed, and depth and sizes have a limit.

    Raises
    ------
    Unreadable
        If it is XML that cannot be parsed whole.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{what} that cannot be parsed: {str(error)[:200]}") from error
    if root is None:
        raise Unreadable(f"{what} that cannot be parsed: it is empty")
    return root
