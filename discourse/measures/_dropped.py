"""Words that are left out of a table: those that a researcher names, or the function words of English.

Only rows go. Whatever is counted to measure the others, the size of a corpus or how often a word occurs, is that of the
whole, so that a rate or an association does not depend on what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from discourse import schema
from discourse.english.closed_classes import FUNCTION_WORDS
from discourse.lexicon.match import check_patterns, patterns_of
from discourse.text.tokenise import fold

#: The name of the list that ships.
NAMED = "function words"
#: What `drop` may be: the name, words, or a table with pattern.
Drop: TypeAlias = str | Sequence[str] | pd.DataFrame | None


def find_kept(forms: Sequence[str], drop: Drop, *, stem: bool = False) -> np.ndarray:
    """For each feature: is none of its words among those to be left out?

    Letter case and typography make no difference; ``*`` stands for any letters. With `stem` the forms are stems, and
    the words are stemmed as well.

    >>> find_kept(["of the", "cold war"], "function words").tolist(), find_kept(["war", "peace"], ["WAR*"]).tolist()
    ([False, True], [False, True])
    """
    if drop is None or not len(forms):
        _words_of(drop)
        return np.ones(len(forms), bool)
    words = _words_of(drop)
    if stem:
        words |= _stems(words)
    plain = {word for word in words if "*" not in word}
    globs = [".*".join(map(re.escape, word.split("*"))) for word in words - plain]
    matches = re.compile("|".join(globs)).fullmatch if globs else lambda word: None
    out = {word for word in {word for form in forms for word in form.split(" ")} if word in plain or matches(word)}
    return np.array([out.isdisjoint(form.split(" ")) for form in forms], bool)


def _words_of(drop: Drop) -> set[str]:
    """The words, in lower case with straight marks."""
    if drop is None:
        return set()
    if isinstance(drop, str):
        if drop != NAMED:
            raise ValueError(f"drop is {drop!r}; give {NAMED!r}, a list of words, or a table with pattern")
        return set(FUNCTION_WORDS)
    if isinstance(drop, pd.DataFrame):
        schema.need(drop, ("pattern",), "the table drop")
    patterns = patterns_of(drop, "drop")
    check_patterns(patterns)
    return {word.lower() for word in fold(patterns)}


def _stems(words: set[str]) -> set[str]:
    from nltk.stem.snowball import SnowballStemmer

    return set(map(SnowballStemmer("english").stem, words))
