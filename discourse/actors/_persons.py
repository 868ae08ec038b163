"""The persons of an actors table by their surnames, for names of which only the surname stands in the text."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import pandas as pd

from discourse._lists import read_words
from discourse.actors import _gender as gender


class Persons:
    """The persons of an actors table.

    Attributes
    ----------
    surname, bare : ndarray of int
        The number of the surname of each row, or -1: if its alias is a full name, and if it is the surname alone.
    titled : ndarray of bool
        Whether the alias is a title and the surname of somebody who is listed in full (`President Clinton`).
    names : list of str
        The surnames by number.
    full : frozenset of str
        The aliases.
    is_open : ndarray of bool
        For each surname: do full names decide about it? The table may give it to one person, without conditions.
    """

    def __init__(self, actors: pd.DataFrame) -> None:
        self.surname, self.bare = np.full((2, len(actors)), -1, np.int64)
        self.titled = np.zeros(len(actors), bool)
        self._actors = actors["actor"].array
        self._alias = actors["alias"].array
        self._genders: dict[int, int] = {}
        rows = np.flatnonzero(((actors["type"] == "person") & (actors["form"] == "name")).to_numpy())
        aliases, who = (actors[column].array.take(rows).tolist() for column in ("alias", "actor"))
        bound = actors[["valid_from", "valid_to", "context"]].notna().to_numpy().any(axis=1)[rows].tolist()
        number: dict[str, int] = {}
        owners: dict[int, set[str]] = {}
        named, titled = set(), []
        self.full = frozenset(aliases)
        titles = _titles()
        for row, alias, actor, conditional in zip(rows.tolist(), aliases, who, bound, strict=True):
            others, name = parts_of(alias)
            if not others:
                self.bare[row] = i = number.setdefault(name, len(number))
                owners.setdefault(i, set()).add("" if conditional else actor)
            elif len(name) > 1 and name[0].isupper() and name.isalpha():
                self.surname[row] = number.setdefault(name, len(number))
                if titles.issuperset(map(_plain, others.split())):
                    titled.append((row, actor, name))
                else:
                    named.add((actor, name))
        for row, actor, name in titled:
            self.titled[row] = (actor, name) in named
        self.names = list(number)
        self.is_open = np.ones(len(number), bool)
        self.is_open[[i for i, whose in owners.items() if len(whose) == 1 and "" not in whose]] = False

    def actor_of(self, rows: np.ndarray) -> list[str]:
        """The actors of these rows."""
        return self._actors.take(rows).tolist()

    def gender_of(self, rows: np.ndarray) -> np.ndarray:
        """The gender of the person of each row, by the full name."""
        known, at = np.unique(rows, return_inverse=True)
        return np.array([self._gender(row) for row in known.tolist()], np.int64)[at]

    def _gender(self, row: int) -> int:
        if row not in self._genders:
            self._genders[row] = gender.of_name(self._alias[row]) or gender.of_name(self._actors[row])
        return self._genders[row]

    def only(self, surname: int, of: int) -> int:
        """The row of the one person in the table who has the surname and is of that gender; -2 if there is none."""
        rows = np.flatnonzero((self.surname == surname) & ~self.titled)
        rows = rows[self.gender_of(rows) == of] if len(rows) else rows
        return int(rows[0]) if len(set(self.actor_of(rows))) == 1 else -2


@lru_cache(maxsize=1 << 16)  # a table of actors is read again for every corpus
def parts_of(name: str) -> tuple[str, str]:
    """A name without its suffix, as what stands before the surname, and the surname.

    >>> parts_of("Ada B. Moe Jr."), parts_of("Kim Jong-un")
    (('Ada B.', 'Moe'), ('Jong-un', 'Kim'))
    """
    others, _, last = name.rpartition(" ")
    if _plain(last) in read_words("titles", "kind")["suffix"] and " " in others:
        others, _, last = others.rpartition(" ")
    words = [*others.split(), last]
    return (" ".join(words[1:]), words[0]) if gender.surname_first(words) else (others, last)


@cache
def _titles() -> frozenset[str]:
    """The words of titles before a surname: `Secretary of State Clinton`."""
    parts = read_words("name_parts", "part")
    return read_words("titles", "inside")[""] | parts["modifier"] | parts["portfolio"] | {"of"}


def _plain(word: str) -> str:
    """The word as lists of titles have it."""
    return word.lower().rstrip(".")
