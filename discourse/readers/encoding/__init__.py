"""Bytes to text, without a guess that is not told.

A file is decoded as the user says, else by its byte order mark, else as UTF-16 when its zero bytes say so, else as an
encoding of seven bits that its signs tell (ISO-2022-JP, HZ, UTF-7), else as UTF-8, else as the page declares, else as
what reads best: mostly Windows-1252 (cp1252), which also covers Latin-1 text. What had to be guessed comes with a
doubt: `guessing` finds the reading in which `signs` stand in their places. `garbled` tells text that came here in a
wrong encoding already. Every attempt is strict: bytes that no attempt can read make the file unreadable, with a reason,
and never turn into question marks. The mark is not text; line ends are kept as they are. `raw.decode(encoding)` with
the encoding that is recorded gives the text again.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import re
import stat
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from discourse.readers.encoding.guessing import WESTERN, guess

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
# Encodings that write everything in bytes of ASCII, and what tells them; they are tried in this order.
_SEVEN_BITS = (
    ("iso2022_jp", re.compile(rb"\x1b\$[@B]")),
    ("iso2022_jp_2", re.compile(rb"\x1b\$[@B]")),
    ("iso2022_kr", re.compile(rb"\x1b\$\)C")),
    ("hz", re.compile(rb"~\{[!-~]{2,}?~\}")),
    ("utf-7", re.compile(rb"\+[A-Za-z0-9+/]{3,}")),
)
# Files that hold no NUL, as binary ones do, and are no plain text, by their first bytes.
_NO_TEXT = {b"{\\rtf": "RTF", b"%PDF-": "PDF"}
_FEWEST_OF_ASIA = 2
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r")


class Decoded(NamedTuple):
    """The text of a file, the codec that reads it, and in words why another codec may be right, or None."""

    text: str
    encoding: str
    doubt: str | None = None


class Unreadable(Exception):
    """A file or a row that cannot be read; the message is the `reason` in `rejected`."""


@contextmanager
def open_stream(path: Path) -> Iterator[BinaryIO]:
    """A regular file, opened to be read piece by piece; what is wrong with it is told as by `read_bytes`."""
    try:
        file = open(path, "rb", opener=_open)  # noqa: SIM115 (closed below)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        raise Unreadable(f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    with file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not a regular file")
        if not status.st_size:
            raise Unreadable("empty file")
        yield file


def hash_file(path: Path) -> str:
    """The sha256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with open_stream(path) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


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
        contents = unpack(raw, max_bytes)
    if not contents:
        raise Unreadable("empty file")
    return raw, contents


def check_size(n_bytes: int, max_bytes: int, when: str = "") -> None:
    """Unreadable where there are more bytes than may be read."""
    if n_bytes > max_bytes:
        raise Unreadable(f"more than {max_bytes:,} bytes{when}; split the file or raise max_bytes")


def decode(raw: bytes, *, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """The text of `raw`, the name of its encoding, and the doubt about it.

    Parameters
    ----------
    raw : bytes
        The contents of a file.
    declared : str, optional
        An encoding that the file itself names (the charset of a page), tried when UTF-8 fails.
    encoding : str, optional
        The encoding that the user states; no other is tried.

    Returns
    -------
    Decoded
        The text, without byte order mark; the codec that reads it; and the doubt, where it had to be guessed.

    Raises
    ------
    Unreadable
        If the bytes are no text, or text in an encoding that is none of those above.
    ValueError
        If `encoding` is none that Python knows.

    Examples
    --------
    >>> decode("caf\\u00e9".encode("cp1252"))
    Decoded(text='café', encoding='cp1252', doubt=None)
    >>> decode(b"\\xef\\xbb\\xbfTea").encoding
    'utf-8-sig'
    >>> decode("Iran’s".encode("mac_roman")).doubt
    'not UTF-8; read as mac_roman (Western European, old Mac): Iran’s, where cp1252 has IranÕs'
    >>> decode("Iran’s".encode("mac_roman"), encoding="mac_roman").text
    'Iran’s'
    """
    for first, form in _NO_TEXT.items():
        if raw.startswith(first):
            raise Unreadable(f"{form}, although its name says something else; save it as plain text")
    decoded = _decode_stated(raw, need_encoding(encoding)) if encoding else _decode(raw, declared)
    text = decoded.text
    if "\0" in text:
        raise Unreadable("binary: it has NUL bytes")
    utf8 = (raw if decoded.encoding.startswith("utf-8") else text.encode()).rstrip(b"\x1a")  # DOS ends files with it
    n_controls = len(utf8) - len(utf8.translate(None, _CONTROLS))
    if n_controls * 100 > len(text):
        raise Unreadable(f"binary: {n_controls:,} of {len(text):,} characters are control characters")
    return decoded


def need_encoding(name: str) -> str:
    """Python's name for an encoding that the user states, or an error that says what is allowed.

    Examples
    --------
    >>> need_encoding("MacRoman"), need_encoding("Windows-1250")
    ('mac-roman', 'cp1250')
    """
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        found = ""
    if (
        found not in ("utf-8-sig", "utf-7")
        and not _CHARSETS.match(found)
        and not found.startswith(("utf-16", "utf-32"))
    ):
        raise ValueError(
            f"encoding is {name!r}, which is not a text encoding that Python knows; give one such as 'utf-8', "
            "'cp1252', 'mac_roman' or 'iso8859-2', or leave it out"
        )
    return found


def _open(path: str, flags: int) -> int:
    # Without O_NONBLOCK a pipe to which nobody writes would be waited for.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def unpack(raw: bytes, max_bytes: int) -> bytes:
    """What is in a gzip file, of which no more than `max_bytes` is unpacked."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            contents = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"broken gzip file: {error}") from error
    check_size(len(contents), max_bytes, " when unpacked")
    return contents


def _decode_stated(raw: bytes, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        at = f"byte {error.start:,} is 0x{raw[error.start]:02X}" if error.start < len(raw) else "it is cut off"
        raise Unreadable(f"broken encoding: not {encoding}, the stated encoding ({at})") from None
    if encoding.startswith("utf-") or raw.isascii():
        return Decoded(text.removeprefix("\ufeff"), encoding)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return Decoded(text, encoding)
    return Decoded(text, encoding, f"read as {encoding}, the stated encoding; it can also be read as UTF-8")


def _decode(raw: bytes, declared: str | None) -> Decoded:
    for mark, name in _MARKS:
        # FF FE 00 00 is also UTF-16 that begins with NUL: no text either way.
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(name), name)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"broken encoding: the byte order mark says {name}, but byte {error.start:,} is not {name}"
                ) from None
    if b"\0" in raw:
        if pattern := _zero_pattern(raw):
            return Decoded(raw.decode(pattern), pattern)
        raise Unreadable("binary: it has NUL bytes")
    if raw.isascii() and (decoded := _decode_seven_bits(raw)):
        return decoded
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = f"broken encoding: not UTF-8 (byte {error.start:,} is 0x{raw[error.start]:02X})"
        if _SURROGATE.match(raw, error.start):
            raise Unreadable(f"broken encoding: a lone surrogate (byte {error.start:,})") from None
    if declared and (codec := _codec(declared)) and codec != "utf-8":
        try:
            return Decoded(raw.decode(codec), codec)
        except UnicodeDecodeError as error:
            raise Unreadable(f"{broken}, nor {codec}, which it declares (byte {error.start:,})") from None
    # Damaged UTF-8 would pass as cp1252 and read "â€™" for an apostrophe: rather say that it is damaged.
    lenient = raw.decode("utf-8", "replace")
    n_bad = lenient.count("\ufffd")
    n_good = len(lenient) - len(lenient.encode("ascii", "ignore")) - n_bad
    if n_good > n_bad:
        raise Unreadable(f"{broken}, though {n_good:,} other characters are")
    encoding, doubt = guess(raw)
    if encoding is None:
        raise Unreadable(f"{broken}, {_why_not_western(raw)}")
    return Decoded(raw.decode(encoding), encoding, doubt)


def _decode_seven_bits(raw: bytes) -> Decoded | None:
    """Bytes of ASCII that stand for other signs: a guess, but for ISO-2022, whose escapes are in no other text."""
    for encoding, sign in _SEVEN_BITS:
        if not (found := sign.search(raw)):
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = [character for character in text if character > "\x7f"]
        if encoding.startswith("iso2022"):
            return Decoded(text, encoding)
        if beyond and (encoding != "utf-7" or _are_of_utf_7(beyond)):
            shown = found[0][:20].decode("ascii")
            return Decoded(text, encoding, f"read as {encoding}, as {shown!r} stands for {beyond[0]!r} there")
    return None


def _are_of_utf_7(beyond: list[str]) -> bool:
    """Whether the signs are those of writing: the `+100` of a sum is a sign of Korean in UTF-7."""
    known = all(character < "\u0530" or "\u2010" <= character <= "\u20bf" for character in beyond)
    many = len(beyond) >= _FEWEST_OF_ASIA and all(character >= "\u3000" for character in beyond)
    return (known or many) and {unicodedata.category(character)[0] for character in beyond} <= set("LPSZ")


def _why_not_western(raw: bytes) -> str:
    try:
        raw.decode(WESTERN)
    except UnicodeDecodeError as error:
        return f"nor cp1252 (byte {error.start:,} is 0x{raw[error.start]:02X})"
    return "nor in any other encoding that is known; save it as UTF-8"


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
