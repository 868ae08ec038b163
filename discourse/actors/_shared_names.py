"""Names that several states give to bodies and parties of their own: `Congress`, `the Democrats`, `Labour`.

The table has each for one state, which mostly is meant. It is not where the text says whose it is (`the Democrats in
Hong Kong`, `Congress met in Brighton`, `a European Senate`), or where the outlet is of another state and nothing else
in the document of that one. Nor is it where the document has no such outlet and is about another state whose texts are
in English, which it names far more often. Behind another nationality, a body's name is part of a longer one
(`the Welsh Environmental Protection Agency`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from discourse._lists import read_rows, read_words
from discourse.actors._surnames import Hits
from discourse.english import closed_classes
from discourse.english.neighbours import Bits, Neighbours
from discourse.text.tokens import Tokens

_REACH = 5  # words from the name to `in`
_OFTEN = 4  # how many times as often as the state of a name another is named, where that one is meant
_STOPS = closed_classes.DETERMINERS | closed_classes.PREPOSITIONS | closed_classes.PRONOUNS
_BIT = Bits(["in", "stop", "small", "clitic", "the", "a", "auxiliary", "relative", "past", "any"])
_has = _BIT.has


def states_of_outlets(documents: pd.DataFrame) -> list[str | None]:
    """The state of each document's outlet, by the docvar outlet, where it is a listed newspaper or broadcaster."""
    if "outlet" not in documents:
        return [None] * len(documents)
    return [_homes().get(_squash(name)) if isinstance(name, str) else None for name in documents["outlet"].tolist()]


def of_other_states(tokens: Tokens, actors: pd.DataFrame, hits: Hits, homes: list[str | None]) -> np.ndarray:
    """Which hits are shared names that here are of another state than the table says?

    Parameters
    ----------
    tokens : Tokens
    actors : DataFrame
        Needs alias, type, country.
    hits : Hits
        By position.
    homes : list of str or None
        The state of each document's outlet.
    """
    country = actors["country"].astype("object").where(actors["country"].notna(), None).to_numpy(dtype=object)[hits.row]
    found = _of_another_nation(tokens, actors, hits, country)
    shared = actors["alias"].isin(_shared()).to_numpy()[hits.row]
    at = np.flatnonzero(shared)
    if not len(at):
        return found
    doc, row = tokens.doc_at(hits.first), tokens.row_at(hits.first)
    counts = Counter(zip(doc[~shared].tolist(), country[~shared], strict=True))
    beside = set(zip(row[~shared].tolist(), country[~shared], strict=True))
    here = _whose(tokens, hits, at, _nation(actors, hits, country))
    for place, said in zip(at.tolist(), here, strict=True):
        own, number = country[place], int(doc[place])
        home = homes[number]
        abroad = home not in (None, own) and not counts[number, own]
        abroad |= home is None and (int(row[place]), own) not in beside and _is_about_another(counts, number, own)
        found[place] |= said != own if said is not None else abroad
    body = (actors["type"] == "government").to_numpy()[hits.row[at]]
    found[at] |= body & _any_such(tokens, hits, at)
    generic = actors["alias"].eq("the administration").to_numpy()[hits.row[at]]
    found[at] |= generic & np.isin(tokens.codes.take(hits.last[at] + 1, mode="clip"), tokens.types.get_indexer(["of"]))
    return found


def _is_about_another(counts: Counter, doc: int, own: str) -> bool:
    """Does the document name another state whose texts are in English far more often, and at least twice?"""
    most = max(counts[doc, state] for state in _english() if state != own)
    return most > 1 and most >= _OFTEN * counts[doc, own]


def _nation(actors: pd.DataFrame, hits: Hits, country: np.ndarray) -> np.ndarray:
    """The country of each hit; of a demonym without one (`European`) what it is of."""
    demonym = (actors["form"] == "demonym").to_numpy()[hits.row]
    lacking = demonym & np.array([c is None for c in country], bool)
    return np.where(lacking, actors["actor"].to_numpy(dtype=object)[hits.row], country)


def _any_such(tokens: Tokens, hits: Hits, at: np.ndarray) -> np.ndarray:
    """Is a body meant that is one of many or is not yet (`a Senate`)?

    Not where the name is an attribute (`a Senate vote`) or where a clause tells what it did (`a Senate that had`).
    """
    first, last = hits.first[at], hits.last[at]
    look = Neighbours(tokens).look(_classes, first, last, reach=2)
    after, second = look(last + 1), look(last + 2)
    did = _has(after, "relative") & _has(second, "past")
    return _has(look(first - 1), "a") & ~did & (~_has(after, "small") | _has(after, "stop", "auxiliary"))


def _of_another_nation(tokens: Tokens, actors: pd.DataFrame, hits: Hits, country: np.ndarray) -> np.ndarray:
    """Which hits are the end of a longer name of a body, behind the demonym of another state than theirs?"""
    found = np.zeros(len(hits.row), bool)
    demonym = (actors["form"] == "demonym").to_numpy()[hits.row]
    body = ((actors["type"] == "government") & (actors["form"] == "name")).to_numpy()[hits.row]
    at = np.flatnonzero(body[1:] & demonym[:-1] & (hits.last[:-1] + 1 == hits.first[1:])) + 1
    at = at[tokens.row_at(hits.first[at]) == tokens.row_at(hits.first[at - 1])]
    at = at[Neighbours(tokens).at(hits.last[at], _heads()) & (hits.last[at] > hits.first[at])]
    nation = _nation(actors, hits, country)
    found[at] = [None not in pair and pair[0] != pair[1] for pair in zip(nation[at - 1], country[at], strict=True)]
    return found


def _whose(tokens: Tokens, hits: Hits, at: np.ndarray, country: np.ndarray) -> list[str | None]:
    """The state that the words around each of the hits `at` name: `India's Congress`, `Congress met in Leeds`."""
    first, last = hits.first[at], hits.last[at]
    look = Neighbours(tokens).look(_classes, first, last, reach=_REACH + 3)
    place, live = np.full(len(at), -1), np.ones(len(at), bool)
    for step in range(1, _REACH + 1):
        here = look(last + step)
        spot = last + step + 1 + _has(look(last + step + 1), "the")
        place = np.where(live & _has(here, "in") & (place < 0), spot, place)
        live &= _has(here, "small") & ~_has(here, "stop", "in")
    before = first - 1
    before = before - _has(look(before), "clitic")
    start, end = ({int(p): c for p, c in zip(places, country, strict=True)} for places in (hits.first, hits.last))
    answers = []
    row = tokens.sentence
    for n in range(len(at)):
        answer = end.get(int(before[n])) if before[n] >= 0 and row[before[n]] == row[first[n]] else None
        spot = int(place[n])
        if answer is None and 0 <= spot < len(tokens) and row[spot] == row[first[n]]:
            answer = start.get(spot) or _town(tokens, spot)
        answers.append(answer)
    return answers


def _town(tokens: Tokens, spot: int) -> str | None:
    """The state of a town that the table of actors lacks."""
    return _towns().get(str(tokens.types[tokens.codes[spot]]))


@cache
def _shared() -> frozenset[str]:
    return frozenset(word for (word,) in read_rows("shared_names", "name", kind="shared"))


@cache
def _english() -> tuple[str, ...]:
    """States whose texts are in English, and that call bodies and parties of their own by such names."""
    return tuple(state for (state,) in read_rows("shared_names", "name", kind="English"))


@cache
def _heads() -> frozenset[str]:
    """Nouns that head the name of a body: agency, commission."""
    return read_words("name_heads", "body")["yes"]


@cache
def _towns() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("shared_names", "name", "country", kind="town")}


@lru_cache(maxsize=1 << 12)
def _classes(word: str) -> int:
    bits, lower = _BIT["any"], word.lower()
    bits |= _BIT["stop"] * (lower in _STOPS)
    bits |= (
        _BIT["in"] * (lower in ("in", "at")) | _BIT["clitic"] * (word in ("'s", "'")) | _BIT["the"] * (lower == "the")
    )
    bits |= _BIT["a"] * (lower in ("a", "an")) | _BIT["auxiliary"] * (lower in closed_classes.AUXILIARIES)
    bits |= _BIT["relative"] * (lower in ("that", "which")) | _BIT["past"] * (lower in ("has", "had", "was", "were"))
    return bits | _BIT["small"] * (word[:1].islower() or word == "Party")


def _squash(name: str) -> str:
    """An outlet's name or domain, as `_homes` has it."""
    return re.sub(r"^the|^www|com$|[^a-z]", "", re.sub(r"\.com?\b.*$", "", name.lower()).removeprefix("www."))


@cache
def _homes() -> dict[str, str]:
    """Name of a newspaper or broadcaster -> the state where it is published."""
    rows = read_rows("actors_world", "alias", "country", type="media")
    return {_squash(alias): country for alias, country in rows if country}
