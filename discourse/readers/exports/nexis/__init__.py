"""Exports of Nexis Uni in its newer layout: DOCX, RTF, and either saved as text.

An article begins at a bookmark `Bookmark_N`, its body at a bookmark `Body_N`, and it closes with `End of Document`, in
the language of the interface. Files without bookmarks are parted by the heads of the articles: title, outlet, date,
copyright, labels. A cover may stand before them, with the name of the person who downloaded the file and the list of
hits: nothing of it is kept but the number of documents that it states. The older layouts, `1 of 10 DOCUMENTS` as text
and Nexis UK as web pages, are those of other modules.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from discourse.readers.article import Article, Pieces
from discourse.readers.documents import docx, rtf
from discourse.readers.documents.docx import MarkedParagraph
from discourse.readers.encoding import MAX_BYTES, Unreadable, decode
from discourse.readers.exports.nexis import _labels as labels
from discourse.readers.exports.nexis._article import read_article
from discourse.readers.worded_dates import find_date

_LINES = re.compile(r"\r{0,2}\n|[\r\n\f\v\x85\u2028\u2029]")
_BOOKMARK = re.compile(rb'w:name="Bookmark_\d+"|\\bkmkstart Bookmark_\d')
_BODY_MARK = re.compile(rb'w:name="Body(?:_\d+)?"|\\bkmkstart Body\b|\\bkmkstart Body_\d')
_MOST_LINES_OF_HEAD, _MOST_LINES_OF_TITLE = 25, 6
_MOST_LINES_ABOVE_COVER = 3
_LONGEST_MARK = 160  # characters of a line that marks something
_NAMES = {"docx": "Nexis Uni DOCX", "rtf": "Nexis Uni RTF", "txt": "Nexis Uni TXT"}


def is_export(contents: bytes, form: str) -> bool:
    """Whether the bytes are such an export: articles are marked in it, or have heads and ends, or there is a cover."""
    try:
        look = docx.main_xml(contents) if form == "docx" else contents
        if form != "txt" and _BOOKMARK.search(look) and _BODY_MARK.search(look):
            return True
        if not labels.may_be_in(look):
            return False
        blocks, _ = _blocks_of(contents, form, None, MAX_BYTES)
    except Unreadable:
        return False
    marks = _find_marks(blocks)
    return _is_cover(blocks, marks) or bool(
        (marks.heads and marks.bodies) or ((marks.heads or marks.begins) and marks.ends)
    )


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export.

    Raises
    ------
    Unreadable
        If the file cannot be read, or holds a cover or list of hits and no article.
    """
    return _read_pieces(*_blocks_of(contents, form, encoding, max_bytes), _NAMES[form])


def _blocks_of(
    contents: bytes, form: str, encoding: str | None, max_bytes: int
) -> tuple[list[MarkedParagraph], dict[str, str]]:
    """The lines of a file, and the targets of its links."""
    if form == "docx":
        document = docx.open_document(contents, max_bytes=max_bytes)
        return document.blocks, document.targets
    if form == "rtf":
        return _blocks_of_rtf(contents, max_bytes=max_bytes), {}
    return _blocks_of_text(decode(contents, encoding=encoding).text), {}


def _blocks_of_text(text: str) -> list[MarkedParagraph]:
    lines = _LINES.split(text)
    if not any(map(str.strip, lines[1::2])):  # a blank line behind each
        lines = lines[::2]
    return [MarkedParagraph(line) for line in lines]


class _Marks(NamedTuple):
    """The lines that say where the articles of a file are.

    `begins` have the bookmark of an article, `heads` begin the lines of title, outlet and date, `bodies` are headings
    of a body, `ends` close an article. `covers` are lines of a cover, which states the numbers of articles `stated`.
    """

    begins: list[int]
    heads: list[int]
    bodies: list[int]
    ends: list[int]
    covers: list[int]
    stated: list[int]


def _find_marks(blocks: Sequence[MarkedParagraph]) -> _Marks:
    marks = _Marks([], [], [], [], [], [])
    kinds: list[str] = []  # what each line is for the lines below it
    is_open = False  # whether a head was found whose body is to come
    for i, block in enumerate(blocks):
        if block.marks and labels.is_start(block):
            marks.begins.append(i)
        if len(block.text) > _LONGEST_MARK:
            kinds.append("label" if labels.read_label(block) else _kind(block.text))
        elif labels.heading_of(block) == "body":
            kinds.append("text")
            marks.bodies.append(i)
            if not is_open:
                _note_head(blocks, kinds, marks.heads)
            is_open = False
        elif label := labels.read_label(block):
            kinds.append("label" if label[0] not in ("cover", "load_date", "language") else "text")
            if label[0] == "cover":
                marks.covers.append(i)
            elif label[0] == "length" and labels.words_stated(label[1]) is not None:
                is_open |= _note_head(blocks, kinds, marks.heads)
        elif labels.END.fullmatch(block.text):
            kinds.append("end")
            marks.ends.append(i)
        elif found := labels.COVER_COUNT.fullmatch(block.text):
            kinds.append("text")
            marks.covers.append(i)
            marks.stated.append(int(found[1]))
        else:
            kinds.append(_kind(block.text))
    return marks


def _is_cover(blocks: Sequence[MarkedParagraph], marks: _Marks) -> bool:
    """Whether the file begins with a cover."""
    if not marks.stated or len(marks.covers) <= len(marks.stated):
        return False
    return sum(bool(block.text.strip()) for block in blocks[: marks.covers[0]]) <= _MOST_LINES_ABOVE_COVER


def _kind(text: str) -> str:
    if not text.strip():
        return "blank"
    if labels.COPYRIGHT.match(text):
        return "copyright"
    return "label" if labels.APPENDED.fullmatch(text) else "text"


def _note_head(blocks: Sequence[MarkedParagraph], kinds: list[str], heads: list[int]) -> bool:
    """Add the first line of the head that holds the last line of `kinds`, if there is one and it is new."""
    start = _head_above(blocks, kinds)
    if start is None or (heads and start <= heads[-1]):
        return False
    heads.append(start)
    return True


def _head_above(blocks: Sequence[MarkedParagraph], kinds: list[str]) -> int | None:
    """The first line of a head: of title, outlet and date, with labels or a copyright below."""
    at = len(kinds) - 1
    least = max(0, at - _MOST_LINES_OF_HEAD)
    copyrighted = False
    while at > least and kinds[at - 1] in ("blank", "copyright", "label"):
        at -= 1
        copyrighted |= kinds[at] == "copyright"
    top, least = at, max(0, at - _MOST_LINES_OF_TITLE)
    while top > least and kinds[top - 1] == "text":
        top -= 1
    lines = [block.text for block in blocks[top:at]]
    if len(lines) > 1 and (copyrighted or any(find_date(line) for line in lines if len(line) < _LONGEST_MARK)):
        return top
    return None


def _read_pieces(blocks: list[MarkedParagraph], targets: dict[str, str], export: str) -> Pieces:
    marks = _find_marks(blocks)
    starts = _starts(blocks, marks)
    if not starts:
        raise Unreadable(f"{export} with a cover or list of hits and no article")
    articles: list[Article] = []
    rejected: list[tuple[int, str]] = []
    closes = sorted({*marks.ends, *marks.covers, *starts[1:], len(blocks)})
    for n, start in enumerate(starts, 1):
        close = closes[bisect_right(closes, start)]
        try:
            articles.append(read_article(n, blocks[start:close], targets, export))
        except Unreadable as error:
            rejected.append((n, str(error)))
    return Pieces(articles, rejected, _compare(marks, len(starts), len(articles)))


def _starts(blocks: Sequence[MarkedParagraph], marks: _Marks) -> list[int]:
    """The lines at which the articles begin: at their bookmarks, or at their heads where these are lost.

    In a file without bookmarks, what follows the end of an article and is neither a head nor a cover is the beginning
    of an article that is cut.
    """
    marked = set(marks.begins)
    bounds = sorted({0, *marked, *(i + 1 for i in marks.ends)})
    starts: list[int] = []
    for begin, stop in zip(bounds, [*bounds[1:], len(blocks)], strict=True):
        found = marks.heads[bisect_left(marks.heads, begin) : bisect_left(marks.heads, stop)]
        if begin in marked:
            starts += [begin, *found[1:]]
        elif found:
            starts += found
        elif starts and not marked and _is_rest(blocks[begin:stop], marks.covers, begin, stop):
            starts.append(begin)
    return starts


def _is_rest(blocks: Sequence[MarkedParagraph], covers: list[int], begin: int, stop: int) -> bool:
    """Whether anything stands in these lines, and no cover."""
    return bisect_left(covers, begin) == bisect_left(covers, stop) and any(map(_is_filled, blocks))


def _is_filled(block: MarkedParagraph) -> bool:
    return bool(block.text.strip()) and not labels.END.fullmatch(block.text[:_LONGEST_MARK])


def _compare(marks: _Marks, n_pieces: int, n_articles: int) -> list[tuple[str, str]]:
    """The doubts about a file whose marks differ on how many articles it holds."""
    doubts = []
    if marks.stated and sum(marks.stated) != n_pieces:
        doubts.append(("count", f"the cover states {sum(marks.stated):,} articles, but the file has {n_pieces:,}"))
    if len(marks.ends) != n_pieces:
        doubts.append(("count", f"{len(marks.ends):,} ends of documents for {n_pieces:,} articles"))
    if len(marks.bodies) < n_articles:
        doubts.append(("count", f"{len(marks.bodies):,} headings of a body for {n_articles:,} articles"))
    return doubts


def _blocks_of_rtf(contents: bytes, *, max_bytes: int) -> list[MarkedParagraph]:
    paragraphs = rtf.paragraphs_of(contents, max_bytes=max_bytes)
    return [
        MarkedParagraph(each.text, lead=each.text.strip() if each.bold else "", marks=each.bookmarks)
        for each in paragraphs
    ]
