"""The pages of a PDF as words with their places, by pdfplumber.

A PDF says where letters stand, and not what a word, a line or a column is. pdfplumber puts letters together to words.
What it is given is under limits here, because a small file can unpack to a large one, and a page of drawings can take
minutes. Text that stands on its side is set aside, and letters whose signs the file does not tell are none.

References
----------
ISO 32000-2:2020. Document management: Portable document format, PDF 2.0.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from discourse.readers.documents import MISSING
from discourse.readers.encoding import Unreadable
from discourse.readers.html import silence

#: Most pages of a file, bytes that draw a page, letters on it, and bytes of a packed part.
MAX_PAGES, MAX_CONTENT, MAX_LETTERS, MAX_STREAM = 2_000, 8 * 2**20, 30_000, 64 * 2**20
#: More letters of a page without a sign than this share of all, and it has no text that can be read.
MOST_UNKNOWN = 0.2
_BOLD = re.compile(r"bold|black|heavy|semibd|demi(?!.*light)", re.IGNORECASE)
# What is not the family in the name of a font: `ABCDEF+Times-Bold`.
_FAMILY = re.compile(r"^[A-Z]{6}\+|[-,].*$")
_UNKNOWN = "(cid:"
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\b"
_PACKED_TWICE = re.compile(_PACKED + rb"\s*" + _PACKED)
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_ASCII85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_LONGEST_DICT, _PIECE = 4_000, 2**16


class Word(NamedTuple):
    """A word on a page, in points from its left and upper edge; `size` is that of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    font: str = ""


class PrintedPage(NamedTuple):
    """The words of a page in no order, and why there are none."""

    words: list[Word]
    width: float
    height: float
    reason: str | None = None


class Opened(NamedTuple):
    """A PDF: what it says of itself, and its pages."""

    info: dict[str, str]
    pages: list[PrintedPage]


def read_pages(contents: bytes, *, max_bytes: int) -> Opened:
    """Words of all pages, and the title and author that the file states.

    Raises
    ------
    Unreadable
        If it is no PDF, damaged or encrypted, or has more pages than are read.
    """
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise Unreadable(MISSING.format(form="PDF")) from None
    if b"%PDF-" not in contents[:1024]:
        raise Unreadable("not a PDF: it does not begin with %PDF")
    check_streams(contents, max_bytes)
    with warnings.catch_warnings(), silence("pdfminer", "pdfplumber"):
        warnings.simplefilter("ignore")
        try:
            with pdfplumber.open(io.BytesIO(contents)) as pdf:
                if (n := len(pdf.pages)) > MAX_PAGES:
                    raise Unreadable(f"PDF of {n:,} pages; at most {MAX_PAGES:,} are read: split it")
                return Opened(_info(pdf.metadata), [_read_page(page) for page in pdf.pages])
        except Unreadable:
            raise
        except Exception as error:  # what is damaged decides what kind of error it is
            if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
                raise Unreadable("PDF with a password; save it without one") from None
            raise Unreadable(f"not a readable PDF: {str(error)[:200] or type(error).__name__}") from error


def _info(metadata: dict[str, Any]) -> dict[str, str]:
    found = {
        name.lower(): value.replace("\0", "").strip() for name, value in metadata.items() if isinstance(value, str)
    }
    return {name: value for name, value in found.items() if value.isprintable()}


def _read_page(page: Any) -> PrintedPage:
    words: list[Word] = []
    try:
        reason = None
        if sum(len(stream.get_data()) for stream in page.page_obj.contents) > MAX_CONTENT:
            reason = f"a drawing of more than {MAX_CONTENT:,} bytes"
        elif len(letters := _letters(page)) > MAX_LETTERS:
            reason = f"more than {MAX_LETTERS:,} letters"
        elif sum(letter["text"].startswith(_UNKNOWN) for letter in letters) > MOST_UNKNOWN * len(letters):
            reason = "letters for which the file does not give the characters"
        else:
            words = list(_words(letters))
    except Exception as error:  # what is damaged decides what kind of error it is
        reason = f"damage ({str(error)[:100] or type(error).__name__})"
    finally:
        page.close()
    return PrintedPage(words, float(page.width), float(page.height), reason)


def _letters(page: Any) -> list[dict[str, Any]]:
    """The upright letters inside the page, each once: some are printed twice to look bold.

    They are pdfminer's: pdfplumber's own copy everything that is known of a letter, which takes twice the time.
    """
    from pdfminer.layout import LTChar, LTContainer

    left, top, right, bottom = _edges(page)
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    waiting = [page.layout]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, LTContainer):
                waiting.append(item)
            elif isinstance(item, LTChar) and item.upright and item.size >= 1:
                x0, x1, y0, y1 = item.x0, item.x1, page.layout.height - item.y1, page.layout.height - item.y0
                if left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom:
                    text = item.get_text()
                    letter = {"text": text, "x0": x0, "x1": x1, "top": y0, "bottom": y1, "doctop": y0, "upright": True}
                    letter |= {"size": item.size, "fontname": item.fontname, "height": y1 - y0, "width": x1 - x0}
                    found.setdefault((text, round(x0), round(y0)), letter)
    return list(found.values())


def _edges(page: Any) -> tuple[float, float, float, float]:
    """What is seen of a page: beside it a printer leaves marks and the name of the file."""
    whole = (0.0, 0.0, float(page.layout.width), float(page.layout.height))
    if page.rotation:
        return whole
    x, _, _, y = page.page_obj.mediabox
    x0, y0, x1, y1 = page.page_obj.cropbox
    seen = (x0 - x, y - y1, x1 - x, y - y0)
    return seen if seen[0] < seen[2] and seen[1] < seen[3] else whole


def _words(letters: list[dict[str, Any]]) -> Iterator[Word]:
    from pdfplumber.utils import extract_words

    known = [letter for letter in letters if not letter["text"].startswith(_UNKNOWN)]
    for word in extract_words(known, x_tolerance_ratio=0.15, extra_attrs=["fontname", "size"]):
        text = word["text"].encode("utf-8", "ignore").decode().replace("\0", "")
        if text.strip():
            font = word["fontname"]
            x0, x1, top, bottom, size = (float(word[name]) for name in ("x0", "x1", "top", "bottom", "size"))
            yield Word(text, x0, x1, top, bottom, size, _BOLD.search(font) is not None, _FAMILY.sub("", font))


def check_streams(contents: bytes, max_bytes: int) -> None:
    """Unreadable where a packed part that pdfplumber would unpack is larger than may be, or packed twice."""
    left, most = max_bytes, min(MAX_STREAM, max_bytes)
    for hit in _STREAM.finditer(contents):
        earliest = max(hit.start() - _LONGEST_DICT, 0)
        said = contents[max(contents.rfind(b" obj", earliest, hit.start()), earliest) : hit.start()]
        if _IMAGE.search(said) or not _FLATE.search(said):
            continue
        if _PACKED_TWICE.search(said):
            raise Unreadable("PDF with a part that is packed twice; print it to a PDF again")
        data = memoryview(contents)[hit.end() :]
        if _ASCII85.search(said):
            data = memoryview(_plain(contents, hit.end(), left))
            left -= len(data)
        size = _unpacked_size(data, min(most, left))
        left -= size
        if size > most or left < 0:
            raise Unreadable(f"PDF that unpacks to more than {most:,} bytes")


def _plain(contents: bytes, start: int, most: int) -> bytes:
    end = contents.find(b"~>", start, start + most)
    try:
        return base64.a85decode(contents[start:end].strip()) if end >= 0 else b""
    except ValueError:
        return b""


def _unpacked_size(data: memoryview, most: int) -> int:
    """The size of packed data, of which no more than a piece is held; what is damaged ends it."""
    unpack, size, at = zlib.decompressobj(), 0, 0
    try:
        while size <= most and not unpack.eof:
            piece = unpack.unconsumed_tail
            if not piece:
                piece, at = bytes(data[at : at + _PIECE]), at + _PIECE
            if not piece:
                break
            size += len(unpack.decompress(piece, 16 * _PIECE))
    except zlib.error:
        pass
    return size
