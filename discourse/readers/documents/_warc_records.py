"""The records of a WARC file, one at a time, also where it is damaged.

A record is a header and as many bytes as it says. A length that is wrong would hide the records behind it, so what
follows a record is looked at. Where it is no end, this record and those behind it end where the next header begins.
What stands in a record (an answer of a server, in pieces or packed) is FastWARC's to read.

References
----------
ISO 28500:2017. Information and documentation: WARC file format.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from discourse.readers.documents import MISSING
from discourse.readers.encoding import Unreadable

#: Most bytes of a header, and of a line in it.
MAX_HEADER, MAX_LINE = 2**20, 2**16
_GZIP = b"\x1f\x8b"
_VERSION = re.compile(rb"WARC/[01]\.\d+\s*$")
_LENGTH = re.compile(rb"^Content-Length\s*:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rb"^WARC/[01]\.\d+[ \t]*\r?\n(?=(?:WARC|Content)-[\w-]{1,40}[ \t]*:)", re.MULTILINE)


class Answer(NamedTuple):
    """What a server said: its status, media type and charset, and the page behind them."""

    status: int | None
    media: str
    charset: str | None
    reader: Any

    def page(self, max_bytes: int) -> bytes:
        """The page, unpacked; Unreadable where it cannot be, or has more than `max_bytes`."""
        try:
            page = self.reader.read(max_bytes + 1)
        except OSError as error:
            raise Unreadable(f"not a readable server response: {error}") from error
        if len(page) > max_bytes:
            raise Unreadable(f"record of more than {max_bytes:,} bytes when unpacked")
        return bytes(page)


class Record(NamedTuple):
    """A record: its header, its bytes, and what is wrong with them."""

    header: bytes
    block: bytes
    reason: str | None = None

    def field(self, name: str) -> str:
        """What the header says under a name."""
        key = re.escape(name.encode())
        found = re.search(rb"^" + key + rb"[ \t]*:[ \t]*([^\r\n]*)", self.header, re.IGNORECASE | re.MULTILINE)
        return found[1].decode("utf-8", "replace").strip() if found else ""

    def answer(self) -> Answer:
        """The answer of a server that it holds; Unreadable where it holds none."""
        try:
            record = _fastwarc().WarcRecord.from_bytes(self._for_fastwarc() + self.block + b"\r\n\r\n")
            record.parse_http(auto_decode="all", quirks_mode=True)
        except OSError as error:
            raise Unreadable(f"not a readable server response: {error}") from error
        status = None if record.http_headers is None else record.http_headers.status_code
        return Answer(status, (record.http_content_type or "").lower(), record.http_charset, record.reader)

    def _for_fastwarc(self) -> bytes:
        """The header with the length that holds."""
        length = len(self.block)
        return b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n" + (
            f"Content-Length: {length}\r\n\r\n".encode()
        )


def read_records(file: BinaryIO, *, max_bytes: int) -> Iterator[Record]:
    """The records of a WARC file, of which one at a time is held.

    Parameters
    ----------
    file : binary file
        Open at its beginning; packed by gzip, as a whole or each record, or not packed.
    max_bytes : int
        Most bytes of a record; of a longer one a reason is given.
    """
    _fastwarc()
    lines = _Lines(_unpacked(file))
    try:
        while True:
            line = lines.readline()
            if not line:
                return
            if _VERSION.match(line):
                yield _read_record(lines, line, max_bytes)
    except (OSError, EOFError, zlib.error) as error:
        yield Record(b"", b"", f"broken gzip file: {error}; the rest is not read")


def _read_record(lines: _Lines, first: bytes, max_bytes: int) -> Record:
    header = first + _read_header(lines)
    length = int(found[1]) if (found := _LENGTH.search(header)) else None
    if length is not None and length > max_bytes:
        block = lines.rest_of_record(min(MAX_LINE, max_bytes))  # what it is
        return Record(header, block, f"record of {length:,} bytes; at most {max_bytes:,} are read")
    block, reason = b"", None
    if lines.lengths_hold and length is not None:
        block = lines.read(length)
        if lines.is_at_end_of_record() and len(block) == length:
            return Record(header, block)
        lines.lengths_hold = False
        if hit := _NEXT.search(block):  # the next record is in this one
            lines.push(block[hit.start() :])
            return Record(header, block[: hit.start()])
        # Of the next header a part may have been read.
        start = block.rfind(b"\n") + 1
        lines.push(block[start:])
        block = block[:start]
    block += lines.rest_of_record(max_bytes - len(block))
    if length is not None and len(block) < length:
        reason = f"record cut off after {len(block):,} of {length:,} bytes"
    return Record(header, block, reason)


def _read_header(lines: _Lines) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < MAX_HEADER and (line := lines.readline()).strip():
        parts.append(line)
        size += len(line)
    return b"".join(parts)


class _Lines:
    """A stream to which what was read too far can be given back."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._back = stream, io.BytesIO()
        #: Whether records were as long as they said; once one is not, they are told by their first lines alone.
        self.lengths_hold = True

    def push(self, data: bytes) -> None:
        self._back = io.BytesIO(data + self._back.read())

    def readline(self) -> bytes:
        line = self._back.readline(MAX_LINE)
        return (
            line
            if line.endswith(b"\n") or len(line) == MAX_LINE
            else line + self._stream.readline(MAX_LINE - len(line))
        )

    def read(self, n: int) -> bytes:
        data = self._back.read(n)
        return data + self._stream.read(n - len(data)) if len(data) < n else data

    def is_at_end_of_record(self) -> bool:
        """Whether blank lines and a new record follow, or nothing; the blank lines are read."""
        read: list[bytes] = []
        while len(read) < 4 and (line := self.readline()):
            read.append(line)
            if line.strip():
                break
        else:
            return len(read) < 4
        self.push(b"".join(read))
        return bool(_VERSION.match(read[-1])) and len(read) > 1

    def rest_of_record(self, most: int) -> bytes:
        """The lines up to the next record, of which `most` bytes are kept."""
        parts: list[bytes] = []
        while line := self.readline():
            if _VERSION.match(line):
                self.push(line)
                break
            if most > 0:
                parts.append(line[:most])
                most -= len(line)
        return b"".join(parts)


def _unpacked(file: BinaryIO) -> Any:
    start = file.read(len(_GZIP))
    file.seek(-len(start), io.SEEK_CUR)
    return gzip.GzipFile(fileobj=file) if start == _GZIP else file


def _fastwarc() -> Any:
    try:
        from fastwarc import warc
    except ImportError:
        raise Unreadable(MISSING.format(form="WARC")) from None
    return warc
