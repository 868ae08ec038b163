"""Words that a line end breaks in two.

A printer breaks `expla-` and `nation` where the line ends, and no sign tells this hyphen from that of `well-known`. The
document does: a word that it has elsewhere is joined, a compound that it has elsewhere keeps its hyphen. Where neither
stands elsewhere, letters that go on in small letters are a broken word. Words that were joined are recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_HYPHENS = "\u2010-"
_SOFT = "\u00ad"
_BREAK = re.compile(rf"(\w[\w'’]*)([{_SOFT}{_HYPHENS}])$")
_END = re.compile(rf"[\w'’{_HYPHENS}]+$")
_LONGEST = 60  # letters of a word
_BEGIN = re.compile(rf"[\w'’]+(?:[{_HYPHENS}][\w'’]+)*")
_WORD = re.compile(rf"[^\W\d_][\w'’]*(?:[{_HYPHENS}][\w'’]+)*")
#: After a hyphen, one of these goes on with another word: `short- and long-term`. In English, German, French, Spanish.
AND = frozenset("and or to nor but und oder bis sowie noch et ou y o".split())


class Joiner:
    """Joins lines to paragraphs by what the whole document has."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        self.joined: list[str] = []
        broken = False
        for line in lines:
            words = _WORD.findall(line.casefold())
            ends_broken = _BREAK.search(line[-_LONGEST:]) is not None
            self._words.update(words[broken : len(words) - ends_broken])
            broken = ends_broken

    def join(self, lines: list[str]) -> str:
        """One text of several lines."""
        parts: list[str] = []
        for line in lines:
            if parts and (hit := _BREAK.search(parts[-1][-_LONGEST:])) and (begin := _BEGIN.match(line)):
                parts[-1], between = self._mend(parts[-1], hit[2], begin[0])
                parts.append(between)
            elif parts:
                parts.append(" ")
            parts.append(line)
        return "".join(parts)

    def _mend(self, line: str, hyphen: str, begin: str) -> tuple[str, str]:
        """A line without its hyphen or with it, and what stands between it and the next."""
        first = end[0][:-1] if (end := _END.search(line[-_LONGEST:].replace(_SOFT, "-"))) else ""
        if hyphen == _SOFT or self._is_broken(first, begin):
            self.joined.append(first + begin)
            return line[:-1], ""
        return line, " " if begin.casefold() in AND else ""

    def _is_broken(self, first: str, begin: str) -> bool:
        if begin.casefold() in AND or not (begin[0].islower() and first[-1:].islower()):
            return False
        joined, compound = (first + between + begin.casefold() for between in ("", "-"))
        return joined.casefold() in self._words or compound.casefold() not in self._words
