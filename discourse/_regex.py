"""Regular expressions that are compiled when they are first used, as there are many and most sessions need few."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def any_of(words: Iterable[str]) -> str:
    """The alternatives of a pattern that matches any of the words, the longest first.

    >>> any_of({"Sep", "Sept", "U.S."})
    'Sept|U\\\\.S\\\\.|Sep'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
