"""The older exports of LexisNexis as text: `1 of 10 DOCUMENTS`, centred lines, labels in capitals, wrapped lines.

A centred line with its number begins each article, in the language of the interface (`Dokument 1 von 10`). `of 10`
counts the hits of the search, and not what is in the file. A cover, which states who asked for the articles and which
of them, may come first; files that were put one behind the other have several. Lines are wrapped at some 75
characters, and blank lines part the paragraphs. What the blocks of an article are is read in `_upper_articles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable, check_size, decode
from discourse.readers.exports._upper_articles import LabelledBlock, make_block, read_blocks
from discourse.readers.exports._upper_labels import CHECKED, find_label

EXPORT = "Nexis TXT"
_SNIFFED = 2**20
_NUMBER = r"\d{1,3}(?:[.,]\d{3})*|\d{1,7}"
_OF = r"(?:of|OF|von|VON|de|DE|van|VAN|di|DI|sur|SUR|af|AF|av|AV)"
_PAPERS = r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI?|DOCUMENTEN|DOKUMENTER)"
_PAPER = r"(?:Dokument|DOKUMENT|Document|DOCUMENT|Documento|DOCUMENTO)"
# The line that begins an article: centred, or alone between blank lines.
_START = re.compile(
    rf"^(?P<indent>[ \t\f\u00a0]{{0,200}}+)(?:FOCUS -? ?)?"
    rf"(?:(?:{_NUMBER}) {_OF} (?:{_NUMBER}) {_PAPERS}|{_PAPER} (?:{_NUMBER}) {_OF} (?:{_NUMBER}))[ \t\f]{{0,200}}$",
    re.MULTILINE,
)
_COVER = re.compile(
    r"^[ \t\f]{0,200}+(?:(?:Download|Print|E-?mail|Fax|Delivery) Request|Time of Request|Printopdracht)\s?:"
    r"(?P<said>.*)$"
    r"|^[ \t]{0,200}+\*+ ?Print Completed ?\*+",
    re.MULTILINE | re.IGNORECASE,
)
_RANGES = re.compile(r"(\d{1,7})(?: ?[-–] ?(\d{1,7}))?")
_CENTRED = 10  # blanks before a line that is surely centred
_WRAPPED = 100  # characters; a longer line of words is a paragraph
_LEAST = 20  # words
_PAGE_WIDTH, _FULL = 80, 65  # characters of a line, and of one that is centred and fills it


class _Mark(NamedTuple):
    start: int
    end: int
    is_cover: bool


def is_export(contents: bytes, form: str) -> bool:
    """Whether the text is such an export: it begins with a cover or an article, or holds several articles."""
    text = _even(_peek(contents))
    starts = list(_starts(text))
    if not starts:
        return _has_cover(text) or _is_one_article(text)
    before = text[: starts[0].start]
    if not before.strip() or _COVER.search(before):
        return len(starts) > 1 or _has_cover(before) or _has_label(text[starts[0].end :])
    bounds = [mark.start for mark in starts] + [len(text)]
    n_labelled = sum(_has_label(text[start : min(end, start + 5_000)]) for start, end in pairwise(bounds))
    return n_labelled > 0 and (n_labelled > 1 or _has_label(before))


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export.

    Raises
    ------
    Unreadable
        If it cannot be decoded, is too large, or holds no article.
    """
    check_size(len(contents), max_bytes)
    decoded = decode(contents, encoding=encoding)
    text = _even(decoded.text)
    doubts = [("encoding", decoded.doubt)] if decoded.doubt else []
    marks = _marks(text)
    if not any(not mark.is_cover for mark in marks):
        if not _is_one_article(text):
            raise Unreadable(f"{EXPORT} with 0 articles: it holds a cover page or a list of hits only")
        marks = [*marks, _Mark(at := marks[-1].end if marks else 0, at, False)]
    found = Pieces([], [], doubts + _doubt_begin(text[: marks[0].start]))
    n_lengths = 0
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    pieces = [(mark, end) for mark, end in zip(marks, ends, strict=True) if not mark.is_cover]
    for n, (mark, end) in enumerate(pieces, 1):
        blocks = list(_blocks(text[mark.end : end]))
        n_lengths += sum(block.field == "length" for block in blocks)
        article = read_blocks(n, blocks, EXPORT)
        if isinstance(article, Article):
            found.articles.append(article)
        else:
            found.rejected.append((n, article))
    found.doubts.extend(_doubt_count(text, len(pieces), n_lengths))
    return found


def _peek(contents: bytes) -> str:
    """The beginning of a text; a sign that is cut or wrong does not matter here."""
    head = contents[:_SNIFFED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    try:
        return head[: len(head) - 3 * (len(head) == _SNIFFED)].decode("utf-8-sig")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def _even(text: str) -> str:
    r"""The text with \n as the only end of line."""
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _starts(text: str) -> Iterator[_Mark]:
    for hit in _START.finditer(text):
        if _width(hit["indent"]) >= _CENTRED or _is_alone(text, hit.start(), hit.end()):
            yield _Mark(hit.start(), hit.end(), False)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether no line with a sign touches the line."""
    before = text[max(0, start - 200) : start].split("\n")
    after = text[end : end + 200].split("\n")
    return not "".join(before[-2:]).strip() and not "".join(after[:2]).strip()


def _marks(text: str) -> list[_Mark]:
    covers = (_Mark(hit.start(), hit.end(), True) for hit in _COVER.finditer(text))
    return sorted([*_starts(text), *covers])


def _has_cover(text: str) -> bool:
    """Whether a text has two lines of a cover; one alone may stand in a letter."""
    return len({hit[0].split(":")[0].strip().casefold() for hit in _COVER.finditer(text)}) > 1


def _has_label(text: str) -> bool:
    """Whether a line has a label whose value is of the right kind."""
    lines = (line for line in text.split("\n") if ":" in line[:30])
    return any(found[0] in CHECKED for line in lines if (found := find_label(line)))


def _is_one_article(text: str) -> bool:
    """Whether a text without a number on top is one article: its head and its end are those of an export."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [label[0] for line in lines if ":" in line[:30] and (label := find_label(line))]
    centred = bool(lines) and _indent(lines[0]) >= _CENTRED
    return centred and found.count("length") == 1 and bool({"load", "language"} & set(found))


def _doubt_begin(before: str) -> list[tuple[str, str]]:
    """The doubt about a file that was cut before its first article begins."""
    n_words = len(before.split())
    if n_words < _LEAST:
        return []
    return [("parts", f"{n_words:,} words before the first article or cover page are in no text")]


def _doubt_count(text: str, n_pieces: int, n_lengths: int) -> list[tuple[str, str]]:
    """The doubts that covers, and lines with a length, give about the number of articles."""
    asked = [_count_asked(hit["said"] or "") for hit in _COVER.finditer(text)]
    n_asked = sum(filter(None, asked))
    doubts = []
    if n_asked and n_asked != n_pieces:
        doubts.append(("count", f"{n_pieces:,} articles begin in the file, and its cover states {n_asked:,}"))
    if n_lengths > n_pieces:
        doubts.append(("count", f"{n_pieces:,} articles begin in the file, and {n_lengths:,} lengths are stated"))
    return doubts


def _count_asked(said: str) -> int:
    """How many articles `Selected Items: 1-3, 7` asks for."""
    kind, colon, items = said.rpartition(":")
    if not colon or any(map(str.isdecimal, kind)):  # a time
        return 0
    return sum(int(last or first) - int(first) + 1 for first, last in _RANGES.findall(items))


def _blocks(text: str) -> Iterator[LabelledBlock]:
    """What blank lines part, and lines that begin with a label."""
    for blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip()):
        if not blank:
            for part in _part_labels(list(lines)):
                yield from _make_blocks(part)


def _part_labels(lines: list[str]) -> Iterator[list[str]]:
    """Lines without a blank one between them, parted where a label begins among labels, or one that is sure."""
    part = lines[:1]
    labelled = find_label(lines[0]) is not None
    for line in lines[1:]:
        label = find_label(line) if ":" in line[:30] else None
        if label and (labelled or label[0] in CHECKED):
            yield part
            part, labelled = [], True
        part.append(line)
    yield part


def _make_blocks(lines: list[str]) -> Iterator[LabelledBlock]:
    label = find_label(lines[0])
    if label and label[0] in CHECKED and len(lines) > 1:  # a line of its own; what follows is text
        yield make_block([lines[0].strip()])
        lines, label = lines[1:], None
    if label:
        centred = _indent(lines[0]) >= _CENTRED
        yield make_block([" ".join(line.strip() for line in lines)], centred=centred)
    elif all(_indent(line) > 1 for line in lines) or _runs_over(lines):
        yield make_block([" ".join(line.split()) for line in lines], centred=True)
    else:
        yield LabelledBlock(list(_paragraphs(lines)))


def _runs_over(lines: list[str]) -> bool:
    """Whether the first of several centred lines is as wide as the page."""
    wide = len(lines) > 1 and _FULL <= len(lines[0].strip()) <= _WRAPPED
    return wide and all(_indent(line) >= _CENTRED and _is_in_the_middle(line) for line in lines[1:])


def _is_in_the_middle(line: str) -> bool:
    return abs(2 * _indent(line) + len(line.strip()) - _PAGE_WIDTH) <= 4


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Wrapped lines as one paragraph; a line that is a paragraph, or is set in, begins another."""
    part: list[str] = []
    for line in lines:
        unwrapped = len(line) > _WRAPPED and line.count(" ") > 10
        set_in = 1 < _indent(line) < _CENTRED and len(line) > _WRAPPED // 2
        if part and (unwrapped or set_in):
            yield " ".join(part)
            part = []
        part.append(line.strip())
        if unwrapped:
            yield " ".join(part)
            part = []
    if part:
        yield " ".join(part)


def _indent(line: str) -> int:
    return _width(line[: len(line) - len(line.lstrip())])


def _width(blanks: str) -> int:
    return len(blanks) + 7 * blanks.count("\t")
