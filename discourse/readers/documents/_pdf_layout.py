"""Lines of a page in the order in which they are read.

The words of a page are cut into columns where a gap runs down between them: where several lines begin at one place
right of the edge, and no word crosses the gap before it. What crosses it (a title, a note at the foot) parts the page
into regions above and below, and each region is read by itself, column by column. Sides that hold no lines of running
text, such as the figures of a table or the pages in a list of contents, are no columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from discourse.readers.documents._pdf_pages import PrintedPage, Word

#: Of a column: least share of the width of the region, and fewest words a line.
LEAST_WIDTH, FEWEST_WORDS = 0.2, 2.5
#: Least share of the lines of a right column that begin at its edge, and how far from it, in points.
LEAST_FLUSH, FLUSH = 0.6, 2.0
#: Fewest lines beside a gap that show it, as blanks in a few lines may stand below one another by chance; and fewest
#: beside one that is shown elsewhere.
FEWEST_LINES, FEWEST_BESIDE_KNOWN = 4, 2
#: Narrowest gap between columns, in sizes of the letters.
NARROWEST_GAP = 0.7
#: Most columns beside one another.
MAX_COLUMNS = 6
# Lines at the edge of a page that may be page headers and footers, and the share of its height in which they stand.
_AT_EDGE, _EDGE = 4, 0.15
_SAME_PLACE = 4.0  # points
_MARK = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*")
_UNITS = frozenset("m km cm mm dm s".split())
_DIGITS = re.compile(r"\d+")
_AROUND = r"[-–—\[\]()|/•·~\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_AROUND}(?:(?:page|seite|p|s|pág|página|pagina|side|sida|strana|стр|стор)\W*)?(?:\d{{1,4}}|[ivxlc]{{1,7}})"
    rf"(?:\s*(?:of|von|de|/|sur|di|av|af|z|из)\s*\d{{1,4}})?{_AROUND}",
    re.IGNORECASE,
)


class Gap(NamedTuple):
    """What parts two columns: the place where the right one begins, and the width before it."""

    x: float
    width: float


class Line:
    """Words beside one another, on a page and in a column of it, both counted from 0."""

    def __init__(self, words: list[Word], *, page: int = 0, column: int = 0, left: float = 0, right: float = 0) -> None:
        self.words, self.page, self.column = words, page, column
        self.left, self.right = left, right  # the edges of the column

    @cached_property
    def text(self) -> str:
        """The words, with blanks where there are gaps: a change of the font inside a word is none.

        Raised numbers that lead to a note are left out.
        """
        out = self.words[0].text
        for before, word in pairwise(self.words):
            if not _is_mark(before, word):
                out += (" " if word.x0 - before.x1 > 0.1 * before.size else "") + word.text
        return out

    @cached_property
    def sizes(self) -> set[int]:
        """The sizes of its letters, in points."""
        return {round(word.size) for word in self.words}

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        counts: Counter[float] = Counter()
        for word in self.words:
            counts[round(word.size * 2) / 2] += len(word.text)
        return counts.most_common(1)[0][0]

    @cached_property
    def fonts(self) -> set[str]:
        """The families of its letters."""
        return {word.font for word in self.words}

    @cached_property
    def bold(self) -> bool:
        """Whether all words are."""
        return all(word.bold for word in self.words)

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return self.words[-1].x1

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def _is_mark(before: Word, word: Word) -> bool:
    """Whether a word is the raised number of a note: small figures after a word that is no number and no unit."""
    raised = word.size < 0.8 * before.size and word.top + word.bottom < before.top + before.bottom - 0.1 * before.size
    after = before.text not in _UNITS and not before.text[-1].isdigit()
    return raised and after and _MARK.fullmatch(word.text) is not None


def lines_of_pages(pages: list[PrintedPage], *, title: str | None = None) -> list[Line]:
    """The lines of all pages in reading order, without page headers, page footers and page numbers.

    Parameters
    ----------
    pages : list of PrintedPage
        The pages.
    title : str, optional
        The title of the document, which may head pages as well.
    """
    rows = [set_in_rows(page.words) for page in pages]
    furniture = _find_furniture(rows, pages, title)
    texts = [
        [word for place, row in enumerate(page) if (number, place) not in furniture for word in row.words]
        for number, page in enumerate(rows)
    ]
    known: list[Gap] = []
    for words in texts:  # a page may have a few lines in the columns that another shows
        list(columns_of(words, known))
    return [
        line
        for number, words in enumerate(texts)
        for column, part in enumerate(columns_of(words, known))
        for line in _lines_of(part, number, column)
    ]


def _lines_of(words: list[Word], page: int, column: int) -> list[Line]:
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    lines = [Line(row.words, page=page, column=column, left=left, right=right) for row in set_in_rows(words)]
    # A page has few initials; of many single letters none is one.
    for initial in [line for line in lines if _is_letter(line)][:20]:
        at = lines.index(initial)
        begun = [line for line in lines[max(at - 3, 0) : at + 4] if _begins_with(initial.words[0], line.words[0])]
        if begun:
            line = min(begun, key=lambda line: line.top)
            first = line.words[0]
            line.words[0] = first._replace(text=initial.words[0].text + first.text, x0=initial.words[0].x0)
            lines.remove(initial)
    return lines


def _is_letter(line: Line) -> bool:
    return len(line.words) == 1 and len(line.words[0].text) == 1 and line.words[0].text.isalpha()


def _begins_with(letter: Word, first: Word) -> bool:
    """Whether a word goes on from a letter that is several lines high."""
    beside = letter.x1 <= first.x0 + 1 < letter.x1 + 2 * first.size and letter.top < first.bottom < letter.bottom
    return letter.size > 1.7 * first.size and beside and first.text[0].isalpha()


def set_in_rows(words: list[Word]) -> list[Line]:
    """Words that stand on one line, from the top of the page; a smaller word is on the line that it overlaps most."""
    rows: list[tuple[list[Word], Word]] = []  # and the largest word in each
    for word in sorted(words, key=lambda word: (round(word.bottom), word.x0)):
        for at in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            row, largest = rows[at]
            if _are_beside(largest, word):
                row.append(word)
                rows[at] = (row, max(largest, word, key=lambda word: word.size))
                break
        else:
            rows.append(([word], word))
    rows.sort(key=lambda row: row[1].top)
    return [Line(sorted(row, key=lambda word: word.x0)) for row, _ in rows]


def _are_beside(one: Word, other: Word) -> bool:
    """Whether two words stand on one line: one is half beside the other, and no initial that is several lines high."""
    heights = sorted((one.bottom - one.top, other.bottom - other.top))
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap >= 0.5 * heights[0] and heights[0] >= 0.45 * heights[1]


# --- columns -------------------------------------------------------------------------------------------------


def columns_of(words: list[Word], known: list[Gap], *, most: int = MAX_COLUMNS) -> Iterator[list[Word]]:
    """The words of a page in parts that are read one after the other.

    Parameters
    ----------
    words : list of Word
        The words.
    known : list of Gap
        Gaps somewhere in the document; those that are found come to it.
    """
    if not words:
        return
    gap = _find_gap(words, known) if most > 1 else None
    across: list[Word] = []
    for region in [words] if gap is None else _regions(words, gap):
        left, right = ([], []) if gap is None else _sides(region, gap)
        if gap is None or not _are_columns(left, right, gap, FEWEST_BESIDE_KNOWN):
            across += region
            continue
        if across:
            yield across
            across = []
        yield from columns_of(left, known, most=most - 1)
        yield from columns_of(right, known, most=most - 1)
    if across:
        yield across


def _find_gap(words: list[Word], known: list[Gap]) -> Gap | None:
    """The gap beside which most words stand in columns."""
    narrowest = NARROWEST_GAP * median(word.size for word in words)
    begins = _begins(words)
    counted = [(_count_beside(words, gap, FEWEST_LINES), gap) for gap in (Gap(x, narrowest) for x in begins)]
    best, gap = max(counted, default=(0, Gap(0, 0)))
    if best:
        gap = Gap(gap.x, 0.9 * _width_before(words, gap))
        if gap not in known:
            known.append(gap)
        return gap
    seen = [gap for gap in known if any(abs(gap.x - x) <= FLUSH for x in begins)]
    best, gap = max(((_count_beside(words, gap, FEWEST_BESIDE_KNOWN), gap) for gap in seen), default=(0, gap))
    return gap if best else None


def _count_beside(words: list[Word], gap: Gap, fewest: int) -> int:
    """How many words stand in columns beside a gap."""
    return sum(len(region) for region in _regions(words, gap) if _are_columns(*_sides(region, gap), gap, fewest))


def _width_before(words: list[Word], gap: Gap) -> float:
    """How wide a gap is where columns stand beside it."""
    beside = (_sides(region, gap) for region in _regions(words, gap))
    ends = [max(word.x1 for word in left) for left, right in beside if _are_columns(left, right, gap, FEWEST_LINES)]
    return gap.x - max(ends)


def _begins(words: list[Word]) -> list[float]:
    """Places at which several lines begin, right of the left edge."""
    edge, width = min(word.x0 for word in words), max(word.x1 for word in words) - min(word.x0 for word in words)
    counts: Counter[int] = Counter()
    for row in set_in_rows(words):
        for before, word in zip([None, *row.words], row.words, strict=False):
            if before is None or word.x0 - before.x1 >= NARROWEST_GAP * word.size:
                counts[round(word.x0)] += 1
    for x in sorted(counts):  # what is half a point beside it is the same place
        counts[x] += counts.get(x + 1, 0)
    often = [x for x, n in counts.most_common(20) if n >= FEWEST_BESIDE_KNOWN and x > edge + LEAST_WIDTH * width]
    return sorted(x - 0.6 for x in often)


def _regions(words: list[Word], gap: Gap) -> Iterator[list[Word]]:
    """The words from top to bottom, parted into lines that cross a gap and what stands between them."""
    reach = gap.x - gap.width
    crossing = sorted((word.top, word.bottom) for word in words if word.x0 < gap.x - 0.5 and word.x1 > reach)
    bands: list[list[float]] = []
    for top, bottom in crossing:
        if bands and top < bands[-1][1]:
            bands[-1][1] = max(bands[-1][1], bottom)
        else:
            bands.append([top, bottom])
    ordered = sorted(words, key=lambda word: (word.top + word.bottom) / 2)
    region: list[Word] = []
    at, inside = 0, False
    for word in ordered:
        middle = (word.top + word.bottom) / 2
        while at < len(bands) and middle > bands[at][1]:
            at += 1
        here = at < len(bands) and bands[at][0] <= middle
        if region and here != inside:
            yield region
            region = []
        region.append(word)
        inside = here
    if region:
        yield region


def _sides(region: list[Word], gap: Gap) -> tuple[list[Word], list[Word]]:
    edge = gap.x - 0.5
    return [word for word in region if word.x0 < edge], [word for word in region if word.x0 >= edge]


def _are_columns(left: list[Word], right: list[Word], gap: Gap, fewest: int) -> bool:
    """Whether both sides are lines of running text, so many at least, and those on the right begin at its edge."""
    if not left or not right:
        return False
    width = max(word.x1 for word in right) - min(word.x0 for word in left)
    rows = [set_in_rows(side) for side in (left, right)]
    flush = sum(row.x0 - gap.x <= FLUSH for row in rows[1])
    return flush >= LEAST_FLUSH * len(rows[1]) and all(_is_text(side, width, fewest) for side in rows)


def _is_text(rows: list[Line], width: float, fewest: int) -> bool:
    wide = max(row.x1 for row in rows) - min(row.x0 for row in rows) >= LEAST_WIDTH * width
    return wide and len(rows) >= fewest and sum(len(row.words) for row in rows) >= FEWEST_WORDS * len(rows)


# --- page headers and footers --------------------------------------------------------------------------------


def _find_furniture(rows: list[list[Line]], pages: list[PrintedPage], title: str | None) -> set[tuple[int, int]]:
    """PrintedPage and place of the lines at its edges that other pages have in the same place, and of page numbers."""
    heads = _key(title or "")
    found = set()
    seen: dict[tuple[bool, str], list[tuple[int, int, float]]] = {}
    for number, (page, measures) in enumerate(zip(rows, pages, strict=True)):
        for place, line, is_top in _at_edges(page, measures.height):
            key = _key(line.text)
            if _PAGE_NUMBER.fullmatch(line.text) or (number and heads and key == heads):
                found.add((number, place))
            seen.setdefault((is_top, key), []).append((number, place, line.top))
        if _is_small_head(page, measures.height):
            found.add((number, 0))
    for places in seen.values():
        places.sort(key=lambda item: item[2])
        for one, other in pairwise(places):
            if one[0] != other[0] and other[2] - one[2] <= _SAME_PLACE:
                found |= {one[:2], other[:2]}
    return found


def _is_small_head(page: list[Line], height: float) -> bool:
    """Whether the first line of a page is smaller than its text and far above it."""
    if len(page) < 3 or page[0].bottom > 0.08 * height:
        return False
    text = median(line.size for line in page)
    return page[0].size < 0.93 * text and page[1].top - page[0].bottom > 2 * text


def _at_edges(page: list[Line], height: float) -> Iterator[tuple[int, Line, bool]]:
    n = len(page)
    for place, line in enumerate(page):
        if place < _AT_EDGE and line.bottom < _EDGE * height:
            yield place, line, True
        elif n - place <= _AT_EDGE and line.top > (1 - _EDGE) * height:
            yield place, line, False


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split())).casefold()
