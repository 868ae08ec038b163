"""The articles in Rich Text of Factiva.

There are no frames. An article ends with the line of its accession number (`Document HARCOU00...`), and mostly begins
on a new page. The codes of its fields, where they are shown, stand in a line of their own or before a tab; without
them, the headline is set larger or in bold letters. The list of hits before the first article and the summary of the
search behind the last one are no pieces; what stands on a page of its own between two articles is one, and no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from discourse.readers.documents.rtf import RtfParagraph, paragraphs_of, parse
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.factiva.fields import OPENING, WHOLE, Fields, Finds, accession_of, count_of
from discourse.readers.exports.factiva.lines import BEFORE, MarkedLine, find_length, has_header, name_lines, split_code

_ACCESSION = re.compile(rb"(?<![A-Za-z0-9=/])" + WHOLE.pattern.encode() + rb"(?![A-Za-z0-9])")  # but not in a link
_CODES = tuple(re.compile(rb"(?<![A-Za-z0-9])" + code + rb"(?![A-Za-z0-9])") for code in (b"HD", b"PD", b"SN"))
_LOOK = 2**20  # bytes in which the first article ends
_LEAST = {"HD", "PD", "SN"}
_FEWEST_SUMMARY = 6  # lines; an error page has fewer

Paragraphs = list[RtfParagraph]


def is_export(contents: bytes) -> bool:
    """Whether an article ends in it as those of Factiva do, or its fields have their codes."""
    if not contents[:100].lstrip().startswith(b"{\\rtf"):
        return False
    if not _ACCESSION.search(contents) and not all(code.search(contents) for code in _CODES):
        return False
    try:
        found = _find(paragraphs_of(contents[:_LOOK], max_bytes=_LOOK))
    except Unreadable:
        return False
    return any(fields.keys() >= _LEAST for fields, _ in found.pieces)


def find_in_rtf(contents: bytes, *, max_bytes: int) -> Finds:
    """The fields of each article, and other marks of how many there are."""
    document = parse(contents, max_bytes=max_bytes)
    found = _find(document.paragraphs)
    n_in_bytes = len(_ACCESSION.findall(contents))
    unread = n_in_bytes > sum(bool(WHOLE.search("".join(fields.get("AN", ())))) for fields, _ in found.pieces)
    marks = found.marks | ({"accession numbers": n_in_bytes} if unread else {})
    return found._replace(marks=marks, doubts=document.doubts)


def _find(paragraphs: Paragraphs) -> Finds:
    lines = [line for paragraph in paragraphs for line in _split(paragraph)]
    chunks = _join(_chunks(lines))
    whole = [place for place, chunk in enumerate(chunks) if chunk.opens or chunk.ends]
    pieces = [
        _read(chunk.lines)
        for place, chunk in enumerate(chunks)
        if whole and whole[0] <= place and (place <= whole[-1] or not _is_summary(chunk.lines))
    ]
    return Finds(pieces, {"lines of a length": sum(_is_count(line.text) for line in lines)}, [])


def _split(paragraph: RtfParagraph) -> Iterator[RtfParagraph]:
    """The paragraph if it holds any sign; a header that is one paragraph in its lines."""
    lines = [line.strip(" \r") for line in paragraph.text.split("\n") if line and not line.isspace()]
    if len(lines) > 1 and not any(_is_count(line) or _accession(line) for line in lines):
        lines = [" ".join(lines)]
    for n, line in enumerate(lines):
        yield paragraph._replace(text=line, page_break=paragraph.page_break and not n)


class _Chunk(NamedTuple):
    """Lines that stand together, and whether an article opens and ends in them."""

    lines: Paragraphs
    opens: bool
    ends: bool


def _chunks(lines: Paragraphs) -> Iterator[_Chunk]:
    """What stands between ends of articles, new pages, and headlines of which the end before is missing."""
    chunk: Paragraphs = []
    codes: set[str] = set()
    for line in lines:
        code = (split_code(line.text) or ("",))[0]
        if chunk and (line.page_break or ("HD" in codes and _opens_next(code, codes))):
            yield _Chunk(chunk, _opens(chunk, codes), False)
            chunk, codes = [], set()
        chunk.append(line)
        codes.add(code)
        if _accession(line.text):
            yield _Chunk(chunk, _opens(chunk, codes), True)
            chunk, codes = [], set()
    if chunk:
        yield _Chunk(chunk, _opens(chunk, codes), False)


def _opens_next(code: str, codes: set[str]) -> bool:
    return code == "HD" or (code in OPENING and "PD" in codes)


def _opens(chunk: Paragraphs, codes: set[str]) -> bool:
    return "HD" in codes or has_header([MarkedLine(line.text) for line in chunk])


def _join(chunks: Iterator[_Chunk]) -> list[_Chunk]:
    """An article across a new page is one."""
    out: list[_Chunk] = []
    for chunk in chunks:
        if out and out[-1].opens and not out[-1].ends and chunk.ends and not chunk.opens:
            out[-1] = _Chunk(out[-1].lines + chunk.lines, True, True)
        else:
            out.append(chunk)
    return out


def _is_summary(lines: Paragraphs) -> bool:
    """Whether what stands behind the last article is the summary of the search; an error page is shorter."""
    return len(lines) >= _FEWEST_SUMMARY or any("Factiva" in line.text for line in lines)


def _read(lines: Paragraphs) -> tuple[Fields, str]:
    """The fields of the article that the lines are, and their text."""
    fields = _read_codes(lines) or name_lines(_mark_headline(lines))
    return fields, " ".join(" ".join(line.text.split()) for line in lines[:5])


def _read_codes(lines: Paragraphs) -> dict[str, list[str]]:
    """The fields by their codes; none where no headline has its code."""
    fields: dict[str, list[str]] = {}
    opened = [(line, split_code(line.text)) for line in lines]
    set_bold = any(line.bold for line, code in opened if code == ("HD", ""))
    last = ""
    for line, code in opened:
        if code and (code[1] or line.bold or not set_bold):  # a line of the body may be IN or RE
            last, text = code
        else:
            text = line.text
        if text and last:
            fields.setdefault(last, []).append(" ".join(text.split()))
    return fields if "HD" in fields else {}


def _mark_headline(lines: Paragraphs) -> list[MarkedLine]:
    """The lines, with the one marked that is larger than the others above the length, or alone in bold letters."""
    marked = [MarkedLine(" ".join(line.text.split())) for line in lines]
    length = find_length(marked) or 0
    first = max(length - BEFORE, 0)
    above = lines[first:length]
    largest = max((line.size for line in above), default=0)
    large = [n for n, line in enumerate(above) if line.size == largest]
    bold = [n for n, line in enumerate(above) if line.bold]
    for alone in (large, bold):
        if len(alone) == 1:
            marked[first + alone[0]] = marked[first + alone[0]]._replace(mark="HD")
            break
    return marked


def _is_count(text: str) -> bool:
    code = split_code(text)
    return count_of(code[1] if code else text) is not None


def _accession(text: str) -> str | None:
    code = split_code(text)
    return accession_of(code[1] if code else text)
