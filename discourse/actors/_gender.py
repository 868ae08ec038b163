"""Gender: what a title before a surname, and the first name of a person, say of who is meant.

`Mrs Moe` is no man, so she is not Bo Moe, though he was named last. First names stand in `name_given.csv`, titles in
`name_parts.csv`. What is not listed, and names that women and men have, say nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np

from discourse._lists import read_rows, read_words
from discourse.english.neighbours import Neighbours

OPEN, FEMALE, MALE = range(3)
#: What a person of each gender is not; -1 is nobody's gender.
OTHER = np.array([-1, MALE, FEMALE])
_VALUES = {"female": FEMALE, "male": MALE, "either": OPEN}
_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")  # Jong-un


def of_titles(near: Neighbours, first: np.ndarray) -> np.ndarray:
    """The gender that the word right before each name tells."""
    woman, man = (near.at(first - 1, words, beside=first) for words in _titles())
    return np.where(woman, FEMALE, np.where(man, MALE, OPEN))


@cache
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    """The titles that women have, and those that men have, with and without a point."""
    parts = read_words("name_parts", "part")
    woman, man = (frozenset(word + point for word in parts[part] for point in ("", ".")) for part in ("woman", "man"))
    return woman, man


@lru_cache(maxsize=1 << 16)
def of_name(name: str) -> int:
    """The gender that a full name tells.

    >>> of_name("Michelle Obama") == FEMALE, of_name("Kim Jong-un") == MALE, of_name("Kim Philby") == OPEN
    (True, True, True)
    """
    words = name.split()
    woman, man = _titles()
    if words[0].lower() in woman | man:
        return FEMALE if words[0].lower() in woman else MALE
    given = "-".join(words[1:]).capitalize() if surname_first(words) else words[0]
    first, hyphen, _ = given.partition("-")
    return _given().get(given, MALE if hyphen and first == "Jean" else _given().get(first, OPEN))


@cache
def _given() -> dict[str, int]:
    return {word: _VALUES[gender] for word, gender in read_rows("name_given", "word", "gender")}


def surname_first(words: list[str]) -> bool:
    """Does the surname stand first, as in Kim Jong-un and Xi Jinping?"""
    if len(words) < 2 or words[0] not in read_words("name_parts", "part")["surname first"]:
        return False
    given = "-".join(words[1:]).capitalize()
    return given in _given() if len(words) == 3 else words[0] in _CHINESE or bool(_TWO_SYLLABLES.fullmatch(given))


#: Surnames that are no first names, so that what follows is one.
_CHINESE = frozenset("Xi Li Wang Zhang Chen Deng Mao Hu Jiang Zhou Zhao Liu Wen Zhu Wu Tsai Chiang Leung".split())
