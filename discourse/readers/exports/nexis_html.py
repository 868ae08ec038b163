"""The older exports of LexisNexis as a web page: Nexis UK and LexisNexis Academic.

    <A NAME="DOC_ID_0_1"></A><!-- Hide XML section from browser
    <DOC NUMBER=2>
    <DOCFULL> -->
    <DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">2002 of 2146 DOCUMENTS</SPAN></P></DIV>
    <DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN><SPAN CLASS="c2">By A. Person</SPAN></P></DIV>

An anchor begins each article, and an element of XML in a comment says so again: the two are compared. `of 2146` and
`META DOCUMENTS` count the hits of the search, and not what is in the page. The classes are numbered anew in each page,
and its style sheet says which of them are centred. An element `DIV` holds the text, or a label with its value. What
they are is read in `_upper_articles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.exports._tree import decode_export, lines_of, parse_export
from discourse.readers.exports._upper_articles import LabelledBlock, make_block, read_blocks
from discourse.readers.exports._upper_labels import find_label

EXPORT = "Nexis UK HTML"
_SNIFFED = 2**22
_ANCHOR = re.compile(r"<a\s[^<>]{0,50}?\bname\s?=\s?[\"']?DOC_ID_\d[^<>]{0,50}>", re.IGNORECASE)
_ELEMENT = re.compile(r"<DOC NUMBER\s?=\s?\d+>")
_END = "</DOCFULL>"
_COUNT = r"\d[\d.,]{0,8}"
_COUNTED = re.compile(
    rf"(?:FOCUS -? ?)?(?:{_COUNT} \w{{1,3}} {_COUNT} [^\W\d_]{{3,20}}|[^\W\d_]{{3,20}} {_COUNT} \w{{1,3}} {_COUNT})"
)
_CENTRED = re.compile(r"\.([\w-]{1,30})\s?\{[^{}]{0,300}?text-align:\s?center", re.IGNORECASE)
# The style sheet, what hides elements of XML, and an empty element that libxml2 may take for one that stays open.
_STYLE = re.compile(r"<style\b[^<>]{0,200}>(?:[^<]++|<!--)*+</style\s*>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<!--\s?Hide XML section from browser|<!--\s?LXNComment[^<>]{0,100}|-->|</?DOC(?:FULL|\s[^<>]{0,50})?>|"
    r"<div\b[^<>]{0,200}/>|</?(?:style|title)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_OPEN = {"standfirst", "caption", "notes", "body"}


def is_export(contents: bytes, form: str) -> bool:
    """Whether the page is such an export."""
    head = contents[:_SNIFFED]
    page = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1", "replace")
    return _ANCHOR.search(page) is not None or ("<DOCFULL>" in page and _ELEMENT.search(page) is not None)


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export.

    Raises
    ------
    Unreadable
        If it cannot be decoded, is too large, or holds no article.
    """
    page, _, doubt = decode_export(contents, encoding=encoding, max_bytes=max_bytes)
    pieces = _part(page)
    if not pieces:
        raise Unreadable(f"{EXPORT} with 0 articles: no anchor of one is in the page")
    found = Pieces([], [], [("encoding", doubt)] if doubt else [])
    centred = frozenset(_CENTRED.findall(page))
    for n, piece in enumerate(pieces, 1):
        article = _read_piece(n, piece, centred)
        if isinstance(article, Article):
            found.articles.append(article)
        else:
            found.rejected.append((n, article))
    n_elements = len(_ELEMENT.findall(page))
    if n_elements != len(pieces):
        found.doubts.append(("count", f"{len(pieces):,} anchors of articles, and {n_elements:,} DOC elements"))
    return found


def _part(page: str) -> list[str]:
    """The source of each article, from its anchor to the next; without anchors, from its element."""
    starts = [hit.end() for hit in _ANCHOR.finditer(page)] or [hit.end() for hit in _ELEMENT.finditer(page)]
    pieces = [page[start:end] for start, end in pairwise([*starts, len(page)])]
    return [_HIDDEN.sub("", _STYLE.sub("", _cut_at_end(piece))) for piece in pieces]


def _cut_at_end(piece: str) -> str:
    """A part of the page as far as its last element reaches: the cover of another page may follow."""
    whole, end, behind = piece.rpartition(_END)
    return whole if end and not _ELEMENT.search(behind) else piece


def _read_piece(n: int, piece: str, centred: frozenset[str]) -> Article | str:
    """The article in a part of the page. It is parsed alone, so that a damaged one does no harm to others."""
    try:
        tree = parse_export(piece)
    except Unreadable as error:
        return str(error) if piece.strip() else "an empty article"
    blocks = list(_blocks(tree, centred))
    while blocks and (_COUNTED.fullmatch(blocks[0].paragraphs[0]) or blocks[0].paragraphs[0] == "Return to List"):
        blocks.pop(0)
    article = read_blocks(n, blocks, EXPORT)
    if isinstance(article, Article) and (n_tables := sum(1 for _ in tree.iter("table"))):
        article.doubts.append(("parts", f"tables that are not in the text: {n_tables:,}"))
    return article


def _blocks(tree: Any, centred: frozenset[str]) -> Iterator[LabelledBlock]:
    """What the elements `DIV` hold together; paragraphs in tables are left out."""
    paragraphs: list[Any] = []
    is_centred = False
    for element in tree.iter("div", "p"):
        if element.tag == "p":
            if element.getparent().tag not in ("td", "th"):
                paragraphs.append(element)
            continue
        yield from _make_blocks(paragraphs, is_centred)
        paragraphs, is_centred = [], element.get("class") in centred
        if len(element) == 0 and element.text:
            paragraphs = [element]
    yield from _make_blocks(paragraphs, is_centred)


def _make_blocks(elements: list[Any], centred: bool) -> Iterator[LabelledBlock]:
    """Blocks of the paragraphs of an element `DIV`: what follows a label with one value is text."""
    part: list[str] = []
    for element in elements:
        lines = _lines(element, centred)
        if part and lines and _has_own_label(element, lines[0]):
            yield make_block(part)
            part = []
        is_first = not part
        part += lines
        if is_first and part and (label := find_label(part[0])) and label[0] not in _OPEN:
            yield make_block(part)
            part = []
    if part:
        yield make_block(part, centred=centred)


def _lines(element: Any, centred: bool) -> list[str]:
    """The lines of a centred paragraph; of another, what empty lines part."""
    lines = lines_of(element)
    if centred or len(lines) == 1:
        return list(filter(None, lines))
    return [" ".join(part) for is_empty, part in groupby(lines, key=lambda line: not line) if not is_empty]


def _has_own_label(element: Any, line: str) -> bool:
    """Whether a paragraph begins with a label that is set in a type of its own."""
    return find_label(line) is not None and len(element) > 0 and (element[0].text or "").strip().endswith(":")
