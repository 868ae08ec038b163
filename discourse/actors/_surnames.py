"""Who is meant, if one name stands for several: the row of an alias that holds, the person behind a bare surname.

`Clinton` is Bill in a text of 1995 and Hillary in one of 2016. But if the sentence before names one of them in full, it
is that person, whatever the date, and `Mrs Clinton` is no man. The questions are asked of matches, in arrays, and each
answer that had to be found has a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from discourse._lists import all_words, read_words
from discourse.actors import _gender as gender
from discourse.actors._longer_names import strangers
from discourse.actors._name_words import given_names
from discourse.actors._persons import Persons
from discourse.actors._surname_or_word import spelled_like_a_surname
from discourse.english.neighbours import Neighbours
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens


@dataclass(frozen=True)
class Hits:
    """Matches that may become mentions: first and last token, row of the actors table, rule (None: none needed)."""

    first: np.ndarray
    last: np.ndarray
    row: np.ndarray
    rule: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Hits:
        return Hits(self.first[which], self.last[which], self.row[which], self.rule[which])

    @classmethod
    def of(cls, first: np.ndarray, last: np.ndarray, row: np.ndarray) -> Hits:
        return cls(first, last, row, np.full(len(row), None, dtype=object))

    @classmethod
    def join(cls, *parts: Hits) -> Hits:
        """The matches of all parts, one part behind the other."""
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("first", "last", "row", "rule")))

    def in_order(self) -> Hits:
        """By first token, the longest in front; of equal ones the order stays."""
        return self[np.lexsort((-self.last, self.first))]


def context_patterns(context: str) -> list[str]:
    """The patterns of a row's context, which `;` parts."""
    return [part.strip() for part in context.split(";") if part.strip()]


def choose_rows(hits: Hits, names: list[str], actors: pd.DataFrame, doc: np.ndarray, dates: pd.Series) -> Hits:
    """The matches, each with the last row of its alias that holds in its document; without such a row it is left out.

    Parameters
    ----------
    hits : Hits
        All matches; a row beyond the table's is that of a context pattern, which counts for contexts alone.
    names : list of str
        The aliases of the table, then the context patterns that are no alias; all folded.
    actors : DataFrame
        Needs valid_from, valid_to, context.
    doc : ndarray of int
        For each match, the number of its document.
    dates : Series
        The date of each document; NaT where it has none.
    """
    bounds = _Bounds(actors)
    # A number for each alias that is bound to something, and for each pattern of a context; -1 for all others.
    wanted = {names[row] for row in np.flatnonzero(bounds.bound).tolist()}
    wanted |= {pattern for group in bounds.patterns.values() for pattern in group}
    number = {name: n for n, name in enumerate(sorted(wanted))}
    key = np.array([number.get(name, -1) for name in names], np.int64)
    rows_of: dict[int, list[int]] = {}
    for row in np.flatnonzero(np.isin(key[: len(actors)], key[: len(actors)][bounds.bound])).tolist():
        rows_of.setdefault(int(key[row]), []).append(row)
    found = key[hits.row]
    seen_in = {  # the documents of each context
        text: set(doc[np.isin(found, [number[pattern] for pattern in group])].tolist())
        for text, group in bounds.patterns.items()
    }
    date = pd.to_datetime(dates, errors="coerce").to_numpy("datetime64[D]")
    best, rule = hits.row.copy(), hits.rule.copy()
    best[hits.row >= len(actors)] = -1
    known: dict[tuple[int, int], int] = {}  # the row of each alias in each document
    for hit in np.flatnonzero(np.isin(found, list(rows_of)) & (best >= 0)).tolist():
        at = int(found[hit]), int(doc[hit])
        if at not in known:
            name, here = at
            rows = reversed(rows_of[name])
            known[at] = next((row for row in rows if bounds.hold(row, here, date[here], seen_in)), -1)
        row = best[hit] = known[at]
        if row >= 0:
            rule[hit] = bounds.rule(row)
    return Hits(hits.first, hits.last, best, rule)[best >= 0]


class _Bounds:
    """What rows of the actors table are bound to: dates, and patterns of which a document has to have one."""

    def __init__(self, actors: pd.DataFrame) -> None:
        self.dated = actors[["valid_from", "valid_to"]].notna().any(axis=1).to_numpy()
        self.context = actors["context"].notna().to_numpy()
        self.texts = actors["context"].tolist()
        self.low, self.high = np.full((2, len(actors)), np.datetime64("NaT", "D"))
        for day, column in ((self.low, "valid_from"), (self.high, "valid_to")):
            day[self.dated] = pd.to_datetime(actors[column][self.dated]).to_numpy("datetime64[D]")
        contexts = actors["context"].dropna().unique().tolist()
        self.patterns = {text: fold(context_patterns(text)) for text in contexts}

    @property
    def bound(self) -> np.ndarray:
        """Which rows are bound to something."""
        return self.dated | self.context

    def hold(self, row: int, here: int, day: np.datetime64, seen_in: dict[str, set[int]]) -> bool:
        """Does the row hold in document `here` of that day? `seen_in` has the documents of each context."""
        if self.dated[row]:
            low, high = self.low[row], self.high[row]
            if not ((np.isnat(low) or day >= low) and (np.isnat(high) or day <= high)):
                return False
        return not self.context[row] or here in seen_in[self.texts[row]]

    def rule(self, row: int) -> str:
        """What the choice of the row is called."""
        return "context" if self.context[row] else "date" if self.dated[row] else "no bound row holds"


def resolve_surnames(tokens: Tokens, hits: Hits, taken: np.ndarray, actors: pd.DataFrame) -> Hits:
    """The hits, with bare surnames resolved by the persons named in full; surnames of strangers are left out.

    Parameters
    ----------
    tokens : Tokens
        Those of a corpus.
    hits : Hits
        Matches that do not overlap, by position.
    taken : ndarray of bool
        For each token: is it part of a listed name?
    actors : DataFrame
        Needs actor, alias, type, form, valid_from, valid_to, context.

    Returns
    -------
    Hits, by position.
    """
    people = Persons(actors)
    hits = _without_words(tokens, hits, people)
    whole = people.surname[hits.row]  # the number of the surname of a full name, or -1
    bare = people.bare[hits.row]  # the number of the surname that is the whole alias, or -1
    title = people.titled[hits.row]
    hits = Hits(np.where(title, hits.last, hits.first), hits.last, hits.row, np.where(title, "title", hits.rule))
    alone = _of_strangers(tokens, hits, bare, taken, people)
    spots, owner, strange = _unlisted(tokens, taken, people, np.unique(whole[whole >= 0]))
    # Who is named in full; and strangers, who take the surname for what follows.
    at, odd = np.flatnonzero(whole >= 0), np.flatnonzero(alone)
    near = Neighbours(tokens)
    full = _Named.of(
        np.concatenate([hits.first[at], hits.first[odd], spots[strange]]),
        np.concatenate([whole[at], bare[odd], owner[strange]]),
        np.concatenate([hits.row[at], np.full(len(odd) + int(strange.sum()), -1)]),
        people,
    )
    firm = full[(full.row >= 0) | near.verbatim(full.place - 1, given_names())]
    listed = np.flatnonzero((bare >= 0) & ~alone)
    one = ~people.is_open[bare[listed]]
    who, rule = np.full(len(listed), -1, np.int64), np.full(len(listed), None, dtype=object)
    for part, ask, named in ((~one, _nearest, full), (one, _rivals, firm)):
        at = listed[part]
        asked = _Asked(hits.first[at], bare[at], gender.of_titles(near, hits.first[at]), tokens.doc, hits.row[at])
        who[part], rule[part] = _by_title(asked, people, *ask(asked, named, people))
    spots, owner = spots[~strange], owner[~strange]
    found = _Asked(spots, owner, gender.of_titles(near, spots), tokens.doc, np.full(len(spots), -1))
    fresh_row, fresh_rule = _nearest(found, full, people)
    fresh = np.flatnonzero(fresh_row >= 0)

    settled_row, settled_rule, keep = hits.row.copy(), hits.rule.copy(), ~alone
    known = listed[who >= 0]
    settled_row[known], settled_rule[known] = who[who >= 0], rule[who >= 0]
    keep[listed[who == -2]] = False
    first = np.concatenate([hits.first[keep], spots[fresh]])
    order = np.argsort(first, kind="stable")
    return Hits(
        first[order],
        np.concatenate([hits.last[keep], spots[fresh]])[order],
        np.concatenate([settled_row[keep], fresh_row[fresh]])[order],
        np.concatenate([settled_rule[keep], fresh_rule[fresh]])[order],
    )


@cache
def titles_before_names() -> frozenset[str]:
    """Titles in small letters, with and without their point."""
    titles = [title.lower() for title in all_words("titles")]
    return frozenset(form for title in titles for form in (title, f"{title}."))


def names_of_documents(tokens: Tokens, actors: pd.DataFrame, hits: Hits) -> np.ndarray:
    """Which hits are surnames in the name of a document or committee (`the Orrery Report`), of whom nobody speaks?

    The person counts where the document names him or her otherwise: in full, or behind a title.
    """
    person = ((actors["type"] == "person") & (actors["form"] == "name")).to_numpy()[hits.row]
    single, near = hits.first == hits.last, Neighbours(tokens)
    titled = hits.rule == "title"
    heads = read_words("name_parts", "part")["document"]
    named = person & single & ~titled & near.verbatim(hits.last + 1, heads)
    named &= near.at(hits.first - 1, ("the",), beside=hits.first)
    if named.any():
        who, doc = actors["actor"].to_numpy()[hits.row], tokens.doc_at(hits.first)
        told = person & (~single | titled | near.at(hits.first - 1, titles_before_names()))
        known = set(zip(who[told].tolist(), doc[told].tolist(), strict=True))
        named[named] = [pair not in known for pair in zip(who[named].tolist(), doc[named].tolist(), strict=True)]
    return named


@dataclass(frozen=True)
class _Asked:
    """Bare surnames: where, which, of what gender by the title, the document of each token, the row of the alias."""

    place: np.ndarray
    surname: np.ndarray
    gender: np.ndarray
    doc: np.ndarray
    row: np.ndarray

    def __getitem__(self, which: np.ndarray) -> _Asked:
        return _Asked(self.place[which], self.surname[which], self.gender[which], self.doc, self.row[which])


@dataclass(frozen=True)
class _Named:
    """Who is named in full, by surname and position: row -1 for a stranger."""

    place: np.ndarray
    surname: np.ndarray
    row: np.ndarray
    gender: np.ndarray

    @classmethod
    def of(cls, place: np.ndarray, surname: np.ndarray, row: np.ndarray, people: Persons) -> _Named:
        order = np.lexsort((place, surname))
        place, surname, row = place[order], surname[order], row[order]
        return cls(place, surname, row, np.where(row >= 0, people.gender_of(row), gender.OPEN))

    def __getitem__(self, which: np.ndarray) -> _Named:
        return _Named(self.place[which], self.surname[which], self.row[which], self.gender[which])


def _nearest(asked: _Asked, named: _Named, people: Persons) -> tuple[np.ndarray, np.ndarray]:
    """For each bare surname the row of the person last named before it, else first after it, of a gender that fits.

    -1 where nobody of that surname is named in the document, -2 where only strangers are.
    """
    who = np.full(len(asked.place), -1, np.int64)
    rule = np.full(len(asked.place), None, dtype=object)
    for own, other in ((gender.OPEN, -1), (gender.FEMALE, gender.MALE), (gender.MALE, gender.FEMALE)):
        part, fits = asked.gender == own, named[named.gender != other]
        if part.any() and len(fits.place):
            who[part], rule[part] = _last_named(asked.place[part], asked.surname[part], asked.doc, fits)
    return who, rule


def _last_named(asked: np.ndarray, name: np.ndarray, doc: np.ndarray, named: _Named) -> tuple[np.ndarray, np.ndarray]:
    """As `_nearest`, whatever the gender."""
    who = np.full(len(asked), -1, np.int64)
    rule = np.full(len(asked), None, dtype=object)
    size = len(doc) + 1
    wanted = name * size + asked

    def same(at: np.ndarray, of: _Named) -> np.ndarray:
        held = np.clip(at, 0, len(of.place) - 1)
        return (held == at) & (of.surname[held] == name) & (doc[of.place[held]] == doc[asked])

    strange, listed = named[named.row < 0], named[named.row >= 0]
    if len(listed.place):
        after = np.searchsorted(listed.surname * size + listed.place, wanted)
        for at, why in ((after, "named in full later"), (after - 1, "named in full before")):
            fits = same(at, listed)
            who[fits], rule[fits] = listed.row[at[fits]], why
    if len(strange.place):
        before = np.searchsorted(strange.surname * size + strange.place, wanted) - 1
        who[same(before, strange) & (who == -1)] = -2
    return who, rule


def _rivals(asked: _Asked, named: _Named, people: Persons) -> tuple[np.ndarray, np.ndarray]:
    """The same of surnames that the table gives to one person: others have them until the text comes to that person.

    So `Trudeau` is Pierre Trudeau in a text on him, and stays Justin in a text that spoke of Justin before.
    """
    who = np.full(len(asked.place), -1, np.int64)
    rule = np.full(len(asked.place), None, dtype=object)
    rival = named[np.isin(named.surname, asked.surname)]
    owners = dict(zip(asked.surname.tolist(), people.actor_of(asked.row), strict=True))
    whose = zip(rival.surname.tolist(), rival.row.tolist(), people.actor_of(rival.row), strict=True)
    is_owner = np.array([row >= 0 and owners[name] == actor for name, row, actor in whose], bool)
    if is_owner.all():
        return who, rule
    # The first word on the owner in each document: the full name, or a surname before any other of that surname.
    doc, size = asked.doc, len(asked.doc) + 1

    def first(place: np.ndarray, surname: np.ndarray) -> dict[tuple[int, int], int]:
        keys = zip(surname[::-1].tolist(), doc[place[::-1]].tolist(), strict=True)
        return dict(zip(keys, place[::-1].tolist(), strict=True))

    others, owner = rival[~is_owner], rival[is_owner]
    odd = people.gender_of(asked.row) == gender.OTHER[asked.gender]
    led, came = first(others.place, others.surname), first(owner.place, owner.surname)
    opened = first(asked.place[~odd], asked.surname[~odd])
    ask = np.zeros(len(asked.place), bool)
    for i, key in enumerate(zip(asked.surname.tolist(), doc[asked.place].tolist(), strict=True)):
        start = led.get(key, size)
        ask[i] = start < asked.place[i] < came.get(key, size) and start < opened.get(key, size)
    ask |= odd
    who[ask], rule[ask] = _nearest(asked[ask], others, people)
    return who, rule


def _by_title(asked: _Asked, people: Persons, who: np.ndarray, rule: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The answers, mended where a title tells that the person is of the other gender: whoever fits in the table."""
    row = np.where(who >= 0, who, asked.row)
    odd = (asked.gender != gender.OPEN) & (who != -2) & (people.gender_of(row) == gender.OTHER[asked.gender])
    for i in np.flatnonzero(odd).tolist():
        who[i] = people.only(int(asked.surname[i]), int(asked.gender[i]))
        rule[i] = "title"
    return who, rule


def _without_words(tokens: Tokens, hits: Hits, people: Persons) -> Hits:
    """The hits without words that are spelled like a surname, where full names decide about it."""
    bare = people.bare[hits.row]
    at = np.flatnonzero(bare >= 0)
    at = at[people.is_open[bare[at]]]
    keep = np.ones(len(bare), bool)
    keep[at] = ~spelled_like_a_surname(tokens, hits.first[at])
    return hits[keep]


def _of_strangers(tokens: Tokens, hits: Hits, bare: np.ndarray, taken: np.ndarray, people: Persons) -> np.ndarray:
    """Which hits are the surname of somebody else?"""
    found = np.zeros(len(bare), bool)
    lone = np.flatnonzero(bare >= 0)
    found[lone] = strangers(tokens, hits.first[lone], hits.last[lone], taken)
    odd = np.flatnonzero(found)
    found[odd] = ~_with_initial(tokens, hits.first[odd], people)
    return found


def _with_initial(tokens: Tokens, spots: np.ndarray, people: Persons) -> np.ndarray:
    """Is it the surname of a listed person with an initial (`Joseph F. Dunford` where `Joseph Dunford` is listed)?"""
    types, codes = tokens.types, tokens.codes
    found = np.zeros(len(spots), bool)
    for i, spot in enumerate(spots.tolist()):
        if spot > 1 and len(types[codes[spot - 1]].rstrip(".")) == 1:
            found[i] = f"{types[codes[spot - 2]]} {types[codes[spot]]}" in people.full
    return found


def _unlisted(
    tokens: Tokens, taken: np.ndarray, people: Persons, surnames: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Surnames of the persons found, where they are no listed name: where, which surname, and is it a stranger's?"""
    types = tokens.types
    surnames = surnames[people.is_open[surnames]]
    code = types.get_indexer([people.names[i] for i in surnames.tolist()])
    owner_of = np.full(len(types), -1, np.int64)
    owner_of[code[code >= 0]] = surnames[code >= 0]
    codes = tokens.codes
    spots = np.flatnonzero((owner_of >= 0).take(codes) & ~taken) if (code >= 0).any() else np.zeros(0, np.int64)
    spots = spots[~spelled_like_a_surname(tokens, spots)]
    return spots, owner_of[codes[spots]], strangers(tokens, spots, spots, taken)
