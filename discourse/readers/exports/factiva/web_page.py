"""The articles in a web page of Factiva.

Each stands in a `div` of the class `article xxArticle` (xx is the language of the article), mostly inside another one
with its accession number as its id (`article-HARCOU00...`); that one is there alone where an error page has come in the
place of the article. Headline, author and paragraphs have classes; the rest of the header are plain `div`, and what
follows the body plain `p`. With indexing, all stands in a table with the codes in its first column.
"""

from __future__ import annotations

import re
from typing import Any

from discourse.readers.exports._tree import (
    decode_export,
    find_in_tags,
    marked_blocks,
    paragraphs_in,
    parse_export,
    part_frames,
)
from discourse.readers.exports.factiva.fields import CODES, WHOLE, Fields, Finds, accession_of, strip_number
from discourse.readers.exports.factiva.lines import MarkedLine, has_header, name_lines

# The language of an article. Other pages have classes such as leadArticle.
_CODE = "(?:[a-z]{2}|zh[a-z_-]{2,5}|pt[_-]?br)"
_CLASS = r"\bclass\s*=\s*[\"']?[^\"'<>=]{0,80}?\b"
_FRAME = re.compile(rf"{_CLASS}article\s+{_CODE}Article\b".encode(), re.IGNORECASE)
# What stands in the frame of an article, or around it.
_SIGN = re.compile(
    rf"{_CLASS}(?:articleParagraph|articlePre|{_CODE}Headline)\b|\bid\s*=\s*[\"']?article-|>\s*{WHOLE.pattern}".encode(),
    re.IGNORECASE,
)
_TITLE = re.compile(rb"<title>\s*(?:Dow Jones\s+)?Factiva\s*</title>", re.IGNORECASE)
_PAGE = re.compile(rb"\b(?:id|name)\s*=\s*[\"']?(?:PageBaseForm|pageFooter|headlineFrame)\b", re.IGNORECASE)
_TEXT = re.compile(r">([^<>]{10,80})<")
_HEADLINE = re.compile(rf"{_CODE}Headline", re.IGNORECASE)
_ARTICLE = re.compile(rf"{_CODE}Article", re.IGNORECASE)
_STANDFIRST = re.compile(r"subheadline|snippet|abstract|standfirst", re.IGNORECASE)
_MARKS = {"articleParagraph": "LP", "articlePre": "LP", "author": "BY"}
_COUNTED = "HD counted"  # a headline with a running number before it
_ID = "article-"


def is_export(contents: bytes) -> bool:
    """Whether the page has the frame of an article, or is one of Factiva's own without any."""
    page = contents.replace(b"\0", b"") if b"\0" in contents[:100] else contents
    if any(find_in_tags(page, _FRAME)) and _SIGN.search(page):
        return True
    return bool(_TITLE.search(page[:200_000])) and any(find_in_tags(page, _PAGE))


def find_in_page(contents: bytes, *, encoding: str | None, max_bytes: int) -> Finds:
    """The fields of each article in the page, and other marks of how many there are."""
    page, _, doubt = decode_export(contents, encoding=encoding, max_bytes=max_bytes)
    tree = parse_export(page)
    marked = "articleParagraph" in page
    pieces = [_read_frame(*frame, marked=marked) for frame in _frames(tree)] or _read_stream(tree, marked=marked)
    ends = sum(accession_of(" ".join(text.replace("&nbsp;", " ").split())) is not None for text in _TEXT.findall(page))
    return Finds(pieces, {"accession numbers": ends}, [("encoding", doubt)] if doubt else [])


def _frames(tree: Any) -> list[tuple[Any, str]]:
    """The frames of articles in their order, none inside another, each with the accession number that is its id."""
    divs = [(div, (div.get("class") or "").split()) for div in tree.iter("div")]
    whole = {div for div, names in divs if "article" in names and any(map(_ARTICLE.fullmatch, names))}
    around = set()
    for div in whole:
        for outer in div.iterancestors():
            if outer in around:
                break
            around.add(outer)
    filled = whole | around
    chosen = whole | {div for div, names in divs if "article" in names and div not in filled and _has_id(div)}
    frames = [(div, _id_of(div)) for div, _ in divs if div in chosen]
    part_frames([frame for frame, _ in frames])
    return frames


def _has_id(div: Any) -> bool:
    return (div.get("id") or "").startswith(_ID)


def _id_of(frame: Any) -> str:
    """The accession number that is the id of the frame, or of the one around it."""
    outer = frame if _has_id(frame) else frame.getparent()
    return outer.get("id").removeprefix(_ID) if outer is not None and _has_id(outer) else ""


def _read_frame(frame: Any, identity: str, *, marked: bool) -> tuple[Fields, str]:
    """The fields of the article in a frame, and its text."""
    fields = _read_table(frame)
    lines = [] if fields else _lines_of(frame)
    fields = fields or name_lines(lines, body_marked=marked)
    accession = " ".join(fields.get("AN", ()))
    if len(identity) > len(accession_of(accession) or accession):
        fields["AN"] = [identity]
    return fields, " ".join(line.text for line in lines)


def _read_table(frame: Any) -> dict[str, list[str]]:
    """The fields of a table that has their codes in its first column; none where there is no such table."""
    fields: dict[str, list[str]] = {}
    last = None
    for row in frame.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) < 2 or (code := _short_text(cells[0])) not in CODES | {""}:
            continue
        if last := code or last:
            for line in _lines_of(cells[1]):
                fields.setdefault("SUB" if line.mark == "SUB" else last, []).append(line.text)
    return fields if len(fields.keys() & {"HD", "WC", "PD", "SN", "LA", "AN"}) > 1 else {}


def _short_text(cell: Any) -> str:
    """The text of a cell that holds a code at most; of one that holds more, the beginning."""
    text = ""
    for part in cell.itertext():
        text += part.strip()
        if len(text) > 10:
            break
    return text


def _lines_of(element: Any) -> list[MarkedLine]:
    """The paragraphs in an element, each with the mark of the innermost element that has one."""
    lines = []
    for block, mark in marked_blocks(element, _mark_of, "head"):
        for text in paragraphs_in(block):
            lines.append(MarkedLine(strip_number(text), "HD") if mark == _COUNTED else MarkedLine(text, mark))
    return lines


def _mark_of(node: Any, around: str) -> str:
    """What the class of an element says that it holds; see `MarkedLine`."""
    names = node.get("class") or ""
    if not names:
        return "tail" if node.tag == "p" and around == "head" else around
    if _STANDFIRST.search(names):
        return "SUB"
    for name in names.split():
        if _HEADLINE.fullmatch(name):
            return _COUNTED if "counted" in names.split() else "HD"
        if name in _MARKS:
            return _MARKS[name]
    return around


def _read_stream(tree: Any, *, marked: bool) -> list[tuple[Fields, str]]:
    """The fields of articles in a page that has no frames: each ends with its accession number."""
    pieces: list[tuple[Fields, str]] = []
    lines: list[MarkedLine] = []
    for line in _lines_of(tree):
        lines.append(line)
        if line.mark != "LP" and accession_of(line.text):
            if has_header(lines):
                pieces.append((name_lines(lines, body_marked=marked), ""))
            lines = []
    return pieces
