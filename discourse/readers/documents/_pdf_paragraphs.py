"""Paragraphs of lines on pages, and what each is by how it is printed.

A paragraph ends where a gap, an indent, another size, or a line that had room for more shows it. It goes on in the
next column or on the next page where its sentence does. What is larger than the text or bold is a heading, the largest
on the first page the title, small print at the foot that begins with a number a note, and `Figure 1` or `Table 2`
begins a caption.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from discourse.readers.article import Paragraph
from discourse.readers.documents._pdf_hyphens import Joiner
from discourse.readers.documents._pdf_layout import Line

#: Small print, headings and titles by their size, as shares of the size of the text.
SMALL, LARGE, TITLE = 0.93, 1.08, 1.2
#: Most words of a heading and of a title.
LONGEST_HEADING, LONGEST_TITLE = 20, 40
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\[\d{1,3}\])[.)]?\s*(?=\S)")
_NUMBER = re.compile(r"\d{1,3}")
_FINISHED = re.compile(r"[.!?:;…。][\"'”’»)\]]*(?:\d{1,3})?$")
_CAPTION = re.compile(
    r"(?:Figure|Fig|Table|Chart|Box|Map|Exhibit|Photo|Plate|Graph|Abbildung|Abb|Tabelle|Tab|Grafik|Tableau|Graphique|"
    r"Figura|Tabla|Cuadro|Gráfico|Tabella|Grafico|Tabela|Rysunek|Rys|Wykres|Afbeelding|Figur|Tabell)\.?\s*"
    r"(?:\d+(?:[.-]\d+)*|[IVX]+|[A-Z]\d*)\s*(?:[.:|–—)]|(?-i:[A-ZÀ-Þ])|$)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•●▪■◦‣]\s*\S")
_ITEM = re.compile(r"(?:[–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
_SOURCE = re.compile(r"(?:Sources?|Notes?|Quellen?|Anmerkung|Fuente|Nota|Fonte|Źródło|Bron)\s?:", re.IGNORECASE)
# A line of a list of contents.
_LEADER = re.compile(r"(?:\. ?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$")
# Of the gap between two lines: how much more than that between most makes a paragraph.
_WIDE = 1.25
_INDENT, _SLACK = 0.8, 0.1


class Text:
    """The paragraphs of a document, and the words that were joined in them."""

    def __init__(self, lines: list[Line]) -> None:
        self.size = _body_size(lines)
        self.leading = _leading(lines)
        lines, notes = self._set_notes_apart(lines)
        joiner = Joiner(line.text for line in [*lines, *(line for note in notes for line in note)])
        groups = self._with_roles(self._group(lines))
        self.title = " ".join(joiner.join([line.text for line in group]) for group, role in groups if role == "title")
        self.paragraphs = [Paragraph(joiner.join([line.text for line in group]), role) for group, role in groups]
        self.paragraphs += [Paragraph(joiner.join([line.text for line in note]), "notes") for note in notes]
        self.joined = list(dict.fromkeys(joiner.joined))

    # --- notes ---------------------------------------------------------------------------------------------------

    def _set_notes_apart(self, lines: list[Line]) -> tuple[list[Line], list[list[Line]]]:
        """The lines of the text, and the notes at the foot of columns and pages."""
        kept: list[Line] = []
        notes: list[list[Line]] = []
        for column in _columns(lines):
            start = self._start_of_notes(column)
            kept += column[:start]
            for line in column[start:]:
                if _MARK.match(line.text) or not notes:
                    notes.append([line])
                else:
                    notes[-1].append(line)
        return kept, notes

    def _start_of_notes(self, column: list[Line]) -> int:
        """The place of the first line of small print that goes on to the foot of the column and begins with a mark."""
        start = len(column)
        while start and column[start - 1].size < SMALL * self.size:
            start -= 1
        small = range(start, len(column))
        return next((place for place in small if _MARK.match(column[place].text)), len(column))

    # --- paragraphs ----------------------------------------------------------------------------------------------

    def _group(self, lines: list[Line]) -> list[list[Line]]:
        groups: list[list[Line]] = []
        for before, line in zip([None, *lines], lines, strict=False):
            if before is None or self._begins(before, line, groups[-1]):
                groups.append([line])
            else:
                groups[-1].append(line)
        return groups

    def _begins(self, before: Line, line: Line, group: list[Line]) -> bool:
        """Whether a line begins a paragraph."""
        other = line.bold != before.bold or not line.fonts & before.fonts
        if not line.sizes & before.sizes or (other and not _is_mixed(before, line)):
            return True
        if _CAPTION.match(line.text) or _BULLET.match(line.text) or _has_leader(before):
            return True
        if _ITEM.match(line.text) and _is_finished(before):
            return True
        if (line.page, line.column) != (before.page, before.column):
            return _is_finished(before) or self._is_display(before)
        gap = line.top - before.bottom
        if line.top - before.top > _WIDE * self.leading * max(line.size / self.size, 1) and gap > 0.2 * line.size:
            return True
        if not _is_finished(before) and not self._is_display(before):
            return False
        if (
            line.x0 - before.x0 > _INDENT * line.size
            and before.x0 - before.left < _INDENT * line.size
            and len(group) > 0
        ):
            return not self._is_display(before)
        return _had_room(before, line) and not self._is_display(before)

    def _is_display(self, line: Line) -> bool:
        return line.size > LARGE * self.size or line.bold

    # --- roles ---------------------------------------------------------------------------------------------------

    def _with_roles(self, groups: list[list[Line]]) -> list[tuple[list[Line], str | None]]:
        """The paragraphs with their roles; what captions and headings between two halves parted is one again."""
        largest = max((group[0].size for group in groups if self._may_be_title(group)), default=0)
        found: list[tuple[list[Line], str | None]] = []
        for group in groups:
            is_title = group[0].size == largest and self._may_be_title(group) and not _has_text(found)
            role = "title" if is_title else self._role(group)
            open_ = self._open(found) if role is None else None
            if open_ is not None and _continues(open_[-1], group[0]):
                open_ += group
            else:
                found.append((list(group), role))
        return found

    def _role(self, group: list[Line]) -> str | None:
        text = " ".join(line.text for line in group)
        if _CAPTION.match(text) or (_SOURCE.match(text) and group[0].size < SMALL * self.size):
            return "caption"
        if _has_leader(group[-1]):
            return "related"
        short = (
            len(text.split()) <= LONGEST_HEADING and not text.endswith((".", ",", ";")) and any(map(str.isalpha, text))
        )
        return "heading" if short and all(map(self._is_display, group)) else None

    def _may_be_title(self, group: list[Line]) -> bool:
        return (
            group[0].page == 0
            and group[0].size >= TITLE * self.size
            and sum(len(line.words) for line in group) <= LONGEST_TITLE
        )

    def _open(self, found: list[tuple[list[Line], str | None]]) -> list[Line] | None:
        """The last paragraph of the text, if only captions follow it."""
        for group, role in reversed(found):
            if role != "caption":
                return group if role is None else None
        return None


def _is_mixed(before: Line, line: Line) -> bool:
    """Whether a line in other print goes on with a sentence."""
    same = (line.page, line.column) == (before.page, before.column)
    return same and not _is_finished(before) and line.text[:1].islower()


def _has_leader(line: Line) -> bool:
    return _LEADER.search(line.text[-200:]) is not None


def _continues(before: Line, line: Line) -> bool:
    """Whether a sentence that a column or a page cut off goes on in a line."""
    elsewhere = (line.page, line.column) != (before.page, before.column)
    near = elsewhere and abs(line.size - before.size) <= 0.5 and not _is_finished(before)
    return (
        near
        and not _BULLET.match(line.text)
        and not _has_leader(line)
        and (line.text[:1].islower() or not _had_room(before, line))
    )


def _columns(lines: list[Line]) -> list[list[Line]]:
    columns: list[list[Line]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or (before.page, before.column) != (line.page, line.column):
            columns.append([])
        columns[-1].append(line)
    return columns


def _body_size(lines: list[Line]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _leading(lines: list[Line]) -> float:
    """The distance of most lines of text from the one before."""
    size = _body_size(lines)
    steps = [
        line.top - before.top
        for before, line in pairwise(lines)
        if (line.page, line.column) == (before.page, before.column) and line.size == before.size == size
    ]
    return median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 1.2 * size


def _is_finished(line: Line) -> bool:
    return _FINISHED.search(line.text[-20:]) is not None


def _has_text(found: list[tuple[list[Line], str | None]]) -> bool:
    return any(role is None and len(group) > 2 for group, role in found)


def _had_room(before: Line, line: Line, slack: float = _SLACK) -> bool:
    """Whether the first word of a line would have had room on the line before, and a share of its width as well."""
    width = before.right - before.left
    return before.right - before.x1 > line.words[0].x1 - line.words[0].x0 + 0.3 * line.size + slack * width
