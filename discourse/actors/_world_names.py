"""What the table that ships knows of names that a corpus proposes: whose they are, and what kind of actor that is.

`North Korea` is a state and `U.S.` the United States, whatever the texts show of them. Names that need a date or a
context are left to the texts, but for those of states, and so is a surname that they give to somebody.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from discourse._lists import read_rows
from discourse.text.tokenise import fold


class Listed(NamedTuple):
    """Whom an alias of the table stands for."""

    actor: str
    type: str
    form: str
    country: str | None


class ShortName(NamedTuple):
    """An alias that stands for a state in documents that have its context."""

    actor: str
    alias: str
    type: str
    form: str
    country: str
    context: str


@cache
def world_names() -> dict[tuple[str, ...], Listed]:
    """The names of the table that ships, by their words; typography is set aside."""
    columns = ("alias", "actor", "type", "form", "country")
    aliases, *whose = zip(*read_rows("actors_world", *columns), strict=True)
    split = (tuple(alias_words(alias)) for alias in fold(list(aliases)))
    return {
        words: Listed(actor, kind, form, country or None)
        for words, actor, kind, form, country in zip(split, *whose, strict=True)
    }


@cache
def short_names() -> tuple[ShortName, ...]:
    """The short names of states that the table that ships has (`the North`)."""
    return tuple(ShortName(*row) for row in read_rows("actors_ambiguous", *ShortName._fields, type="state"))


@cache
def demonyms() -> frozenset[tuple[str, ...]]:
    """The names of those who are from a place: Russian."""
    return frozenset(words for words, listed in world_names().items() if listed.form == "demonym")


@cache
def places() -> frozenset[tuple[str, ...]]:
    """The names of states."""
    return frozenset(words for words, listed in world_names().items() if _is_place(listed))


def _is_place(listed: Listed) -> bool:
    return listed.type == "state" and listed.form in ("name", "acronym")


def alias_words(alias: str) -> list[str]:
    """The words of a folded alias, as the tokens of a text are."""
    return alias.replace("-", " - ").replace("'s", " 's").split()
