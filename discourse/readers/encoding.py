"""Bytes to text, without a guess that is not told.

A file is decoded by its byte order mark, else as UTF-8, else as UTF-16 when its zero bytes say so, else as
Windows-1252 (cp1252), which also covers Latin-1 text. Every attempt is strict: bytes that no attempt can
read make the file unreadable, with a reason, and never turn into question marks. The mark is not text; line
ends are kept as they are. `raw.decode(encoding)` with the encoding that is recorded gives the text again.
"""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import stat
import unicodedata
import zlib
from pathlib import Path

import numpy as np

#: Most bytes of one file, after unpacking, that are read unless the caller says otherwise.
MAX_BYTES = 512 * 2**20
_PIECE = 2**20

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Character sets of web pages; everything else that Python can decode (idna, base64, ...) is none.
_CHARSETS = re.compile(r"utf-8$|iso8859|iso2022|cp\d|koi8|mac|tis|gb|hz$|big5|euc|johab|shift_jis")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r")


class Unreadable(Exception):
    """A file or a row that cannot be read; the message is the `reason` in `rejected`."""


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> tuple[bytes, bytes]:
    """The bytes of a file as it lies on disk, and its contents: the same, or unpacked if it is a `.gz`.

    Raises
    ------
    Unreadable
        If the file cannot be opened, is no regular file, is empty, is no whole gzip file, or holds more than
        `max_bytes`; of such a file no more than that is read or unpacked.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable("not a regular file")
            check_size(status.st_size, max_bytes)
            raw = file.read(status.st_size + 1)
            while (more := file.read(_PIECE)) and len(raw) <= max_bytes:  # one that grows, or says that it has no size
                raw += more
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        raise Unreadable(f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    check_size(len(raw), max_bytes)
    contents = raw
    if path.suffix.lower() == ".gz" and raw:
        contents = _unpack(raw, max_bytes)
        check_size(len(contents), max_bytes, " when unpacked")
    if not contents:
        raise Unreadable("empty file")
    return raw, contents


def check_size(n_bytes: int, max_bytes: int, when: str = "") -> None:
    """Unreadable where there are more bytes than may be read."""
    if n_bytes > max_bytes:
        raise Unreadable(f"more than {max_bytes:,} bytes{when}; split the file or raise max_bytes")


def decode(raw: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """The text of `raw` and the name of its encoding.

    Parameters
    ----------
    raw : bytes
        The contents of a file.
    declared : str, optional
        An encoding that the file itself names (the charset of a page), tried when UTF-8 fails.

    Returns
    -------
    tuple of str
        The text, without byte order mark, and the codec that reads it.

    Raises
    ------
    Unreadable
        If the bytes are no text, or text in an encoding that is none of those above.

    Examples
    --------
    >>> decode("caf\\u00e9".encode("cp1252"))
    ('café', 'cp1252')
    >>> decode(b"\\xef\\xbb\\xbfTea")
    ('Tea', 'utf-8-sig')
    """
    text, encoding = _decode(raw, declared)
    if "\0" in text:
        raise Unreadable("binary: it has NUL bytes")
    utf8 = raw if encoding.startswith("utf-8") else text.encode()
    n_controls = len(utf8) - len(utf8.translate(None, _CONTROLS))
    if n_controls * 100 > len(text):
        raise Unreadable(f"binary: {n_controls:,} of {len(text):,} characters are control characters")
    return text, encoding


def _open(path: str, flags: int) -> int:
    # Without O_NONBLOCK a pipe to which nobody writes would be waited for.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unpack(raw: bytes, max_bytes: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            return file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"broken gzip file: {error}") from error


def _decode(raw: bytes, declared: str | None) -> tuple[str, str]:
    for mark, name in _MARKS:
        # FF FE 00 00 is also UTF-16 that begins with NUL: no text either way.
        if raw.startswith(mark):
            try:
                return raw.decode(name), name
            except UnicodeDecodeError as error:
                raise Unreadable(f"broken encoding: the mark says {name}, byte {error.start:,} does not") from None
    if b"\0" in raw:
        if pattern := _zero_pattern(raw):
            return raw.decode(pattern), pattern
        raise Unreadable("binary: it has NUL bytes")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = f"broken encoding: not UTF-8 (byte {error.start:,} is 0x{raw[error.start]:02X})"
        if _SURROGATE.match(raw, error.start):
            raise Unreadable(f"broken encoding: a lone surrogate (byte {error.start:,})") from None
    if declared and (codec := _codec(declared)) and codec != "utf-8":
        try:
            return raw.decode(codec), codec
        except UnicodeDecodeError as error:
            raise Unreadable(f"{broken}, nor {codec}, which it declares (byte {error.start:,})") from None
    # Damaged UTF-8 would pass as cp1252 and read "â€™" for an apostrophe: rather say that it is damaged.
    lenient = raw.decode("utf-8", "replace")
    n_bad = lenient.count("\ufffd")
    n_good = len(lenient) - len(lenient.encode("ascii", "ignore")) - n_bad
    if n_good > n_bad:
        raise Unreadable(f"{broken}, though {n_good:,} other characters are")
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{broken}, nor cp1252 (byte {error.start:,} is 0x{raw[error.start]:02X})") from None
    # No language written in cp1252 has every third letter accented; Cyrillic read as cp1252 has all.
    letters = [character for character in text[:100_000] if character.isalpha()]
    n_high = sum(character > "\x7f" for character in letters)
    if len(letters) >= 20 and n_high * 3 > len(letters):
        raise Unreadable(f"{broken}, nor Western European (cp1252); save it as UTF-8")
    return text, "cp1252"


def _zero_pattern(raw: bytes) -> str | None:
    """UTF-16 without a mark: zero bytes are mostly at even or mostly at odd places, and characters come out."""
    if len(raw) % 2:
        return None
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if min(even, odd) * 4 > max(even, odd):
        return None
    pairs = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 2)
    if ((pairs >= 0x20) & (pairs < 0x7F)).all(axis=1).sum() >= max(even, odd):
        return None  # ASCII with a stray zero byte, which as UTF-16 would read as Chinese
    name = "utf-16-be" if even > odd else "utf-16-le"
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return None
    return None if {"Cn", "Co"} & {unicodedata.category(character) for character in set(text[:100_000])} else name


def _codec(name: str) -> str | None:
    """Python's name for a declared charset; None for those in which no page is written, such as `idna`."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    # As browsers do: pages that say Latin-1 or ASCII are Windows-1252.
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return found if _CHARSETS.match(found) else None
