"""Regular expressions that are compiled when they are first used, as there are many and most sessions need few."""

from __future__ import annotations

import re
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
