"""Regular expressions that are compiled when they are first used, as there are many and most sessions need few."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any


class Expression:
    """What `re.compile` gives, later.

    >>> dashes = Expression("[–—]")
    >>> dashes.sub("-", "US–Russia")
    'US-Russia'
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._arguments = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there yet: a method of the compiled expression, which is kept."""
        if name.startswith("_"):
            raise AttributeError(name)
        value = self.__dict__[name] = getattr(re.compile(*self._arguments), name)
        return value


class Guarded(Expression):
    """An expression that is tried only where one of some words is there, as most texts are told by that.

    Parameters
    ----------
    holds : strings in lower case, one of which stands in every text that matches
    opens : words in lower case, with one of which every other text opens that `match` is to match

    >>> links = Guarded("see also|.*newsletter", re.IGNORECASE, holds=["newsletter"], opens=["see"])
    >>> [bool(links.match(text)) for text in ("See also", "Our Newsletter", "The sea")]
    [True, True, False]
    """

    def __init__(self, pattern: str, flags: int = 0, *, holds: Iterable[str] = (), opens: Iterable[str] = ()) -> None:
        super().__init__(pattern, flags)
        self._holds, self._heads = tuple(holds), frozenset(word[:2].ljust(2) for word in opens)

    def may_match(self, text: str) -> bool:
        """Is one of the words there? Of those that open the text, the first two letters tell."""
        head = text[:2].lower()
        if head in self._heads or (self._heads and not (head.isascii() and head[:1].isalpha())):
            return True
        lower = text.lower() if self._holds else ""
        return any(word in lower for word in self._holds)

    def match(self, text: str) -> re.Match[str] | None:
        return self._compiled.match(text) if self.may_match(text) else None

    def search(self, text: str) -> re.Match[str] | None:
        return self._compiled.search(text) if self.may_match(text) else None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._arguments)


def any_of(words: Iterable[str]) -> str:
    """The alternatives of a pattern that matches any of the words, the longest first.

    >>> any_of({"Sep", "Sept", "U.S."})
    'Sept|U\\\\.S\\\\.|Sep'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
