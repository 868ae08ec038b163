"""Who is meant, if one name stands for several: the row of an alias that holds, the person behind a bare surname.

`Clinton` is Bill in a text of 1995 and Hillary in one of 2016. But if the sentence before names one of them in full, it
is that person, whatever the date. Both questions are asked of matches, in arrays, and each answer that had to be found
has a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from discourse._lists import read_words
from discourse.actors._longer_names import strangers
from discourse.english import closed_classes
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
    people = _People(actors)
    whole = people.surname[hits.row]  # the number of the surname of a full name, or -1
    bare = people.bare[hits.row]  # the number of the surname that is the whole alias, or -1
    title = people.titled[hits.row]
    hits = Hits(np.where(title, hits.last, hits.first), hits.last, hits.row, np.where(title, "title", hits.rule))
    lone = np.flatnonzero(bare >= 0)
    alone = np.zeros(len(bare), bool)
    alone[lone] = strangers(tokens, hits.first[lone], hits.last[lone], taken)
    odd = np.flatnonzero(alone)
    alone[odd] = ~_with_initial(tokens, hits.first[odd], people)
    doc = tokens.doc
    spots, owner, strange = _unlisted(tokens, taken, people, np.unique(whole[whole >= 0]))
    open_ = (bare >= 0) & ~alone & np.append(people.is_open, False)[bare]
    # Who is named in full, by surname and position; and strangers, who take the surname for what follows.
    named = np.flatnonzero(whole >= 0)
    odd = np.flatnonzero(alone)
    size = len(tokens) + 1
    place = np.concatenate([hits.first[named], hits.first[odd], spots[strange]])
    surname = np.concatenate([whole[named], bare[odd], owner[strange]])
    row = np.concatenate([hits.row[named], np.full(len(odd) + int(strange.sum()), -1)])
    order = np.argsort(surname * size + place, kind="stable")
    place, surname, row = place[order], surname[order], row[order]

    asked = np.concatenate([hits.first[open_], spots[~strange]])
    name = np.concatenate([bare[open_], owner[~strange]])
    who, rule = _nearest(asked, name, place, surname, row, doc, size)
    n_open = int(open_.sum())
    settled_row, settled_rule, keep = hits.row.copy(), hits.rule.copy(), ~alone
    at = np.flatnonzero(open_)
    known = who[:n_open] >= 0
    settled_row[at[known]], settled_rule[at[known]] = who[:n_open][known], rule[:n_open][known]
    keep[at[who[:n_open] == -2]] = False
    fresh = np.flatnonzero(who[n_open:] >= 0)
    first = np.concatenate([hits.first[keep], spots[~strange][fresh]])
    order = np.argsort(first, kind="stable")
    return Hits(
        first[order],
        np.concatenate([hits.last[keep], spots[~strange][fresh]])[order],
        np.concatenate([settled_row[keep], who[n_open:][fresh]])[order],
        np.concatenate([settled_rule[keep], rule[n_open:][fresh]])[order],
    )


def _nearest(asked, name, place, surname, row, doc, size) -> tuple[np.ndarray, np.ndarray]:
    """For each bare surname the row of the person last named before it, else first after it.

    -1 where nobody of that surname is named in the document, -2 where only strangers are.
    """
    who = np.full(len(asked), -1, np.int64)
    rule = np.full(len(asked), None, dtype=object)
    if not len(place) or not len(asked):
        return who, rule

    def same(at: np.ndarray, surname: np.ndarray, place: np.ndarray) -> np.ndarray:
        held = np.clip(at, 0, len(place) - 1)
        return (held == at) & (surname[held] == name) & (doc[place[held]] == doc[asked])

    keys, wanted = surname * size + place, name * size + asked
    stranger = row < 0
    before = np.searchsorted(keys[stranger], wanted) - 1
    odd = same(before, surname[stranger], place[stranger]) if stranger.any() else np.zeros(len(asked), bool)
    keys, place, surname, row = keys[~stranger], place[~stranger], surname[~stranger], row[~stranger]
    if len(place):
        after = np.searchsorted(keys, wanted)
        for at, why in ((after, "named in full later"), (after - 1, "named in full before")):
            fits = same(at, surname, place)
            who[fits], rule[fits] = row[at[fits]], why
    who[odd & (who == -1)] = -2
    return who, rule


def _with_initial(tokens: Tokens, spots: np.ndarray, people: _People) -> np.ndarray:
    """Is it the surname of a listed person with an initial (`Joseph F. Dunford` where `Joseph Dunford` is listed)?"""
    types, codes = tokens.types, tokens.codes
    found = np.zeros(len(spots), bool)
    for i, spot in enumerate(spots.tolist()):
        if spot > 1 and len(types[codes[spot - 1]].rstrip(".")) == 1:
            found[i] = f"{types[codes[spot - 2]]} {types[codes[spot]]}" in people.full
    return found


def _unlisted(tokens, taken, people, surnames) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Surnames of the persons found, where they are no listed name: where, which surname, and is it a stranger's?"""
    types = tokens.types
    surnames = surnames[people.is_open[surnames]]
    code = types.get_indexer([people.names[i] for i in surnames.tolist()])
    owner_of = np.full(len(types), -1, np.int64)
    owner_of[code[code >= 0]] = surnames[code >= 0]
    wanted = np.flatnonzero(owner_of >= 0)
    codes = tokens.codes
    hit = np.zeros(len(types), bool)
    hit[wanted] = True
    spots = np.flatnonzero(hit.take(codes) & ~taken) if len(wanted) else np.zeros(0, np.int64)
    spots = spots[~_is_month(tokens, spots)]
    return spots, owner_of[codes[spots]], strangers(tokens, spots, spots, taken)


def _is_month(tokens: Tokens, spots: np.ndarray) -> np.ndarray:
    """Is the word at each spot the name of a month or a modal verb rather than a surname (`in May`, `May 2018`)?"""
    types, codes = tokens.types, tokens.codes
    sentence = tokens.sentence
    out = np.zeros(len(spots), bool)
    leads = read_words("calendar", "kind")["before a month"]  # and seldom before Theresa May
    for i, spot in enumerate(spots.tolist()):
        if types[codes[spot]].lower() in closed_classes.MONTHS:
            opens = spot == 0 or sentence[spot - 1] != sentence[spot]
            before = "" if opens else types[codes[spot - 1]].lower()
            after = types[codes[spot + 1]] if spot + 1 < len(codes) else ""
            out[i] = opens or before in leads or before[:1].isdigit() or after[:1].isdigit()
    return out


@cache
def _titles() -> frozenset[str]:
    """The words of titles before a surname: `Secretary of State Clinton`."""
    parts = read_words("name_parts", "part")
    return read_words("titles", "inside")[""] | parts["modifier"] | parts["portfolio"] | {"of"}


def _plain(word: str) -> str:
    """The word as lists of titles have it."""
    return word.lower().rstrip(".")


class _People:
    """The persons of an actors table by their surnames."""

    def __init__(self, actors: pd.DataFrame) -> None:
        #: The number of the surname of each row, or -1: if its alias is a full name, and if it is the surname alone.
        self.surname, self.bare = np.full((2, len(actors)), -1, np.int64)
        self.titled = np.zeros(len(actors), bool)
        rows = np.flatnonzero(((actors["type"] == "person") & (actors["form"] == "name")).to_numpy())
        aliases, who = (actors[column].array.take(rows).tolist() for column in ("alias", "actor"))
        bound = actors[["valid_from", "valid_to", "context"]].notna().to_numpy().any(axis=1)[rows].tolist()
        number: dict[str, int] = {}
        owners: dict[int, set[str]] = {}
        named, titled = set(), []
        self.full = frozenset(aliases)
        titles, suffixes = _titles(), read_words("titles", "kind")["suffix"]
        for row, alias, actor, conditional in zip(rows.tolist(), aliases, who, bound, strict=True):
            others, _, name = alias.rpartition(" ")
            if _plain(name) in suffixes and " " in others:
                others, _, name = others.rpartition(" ")
            if not others:
                self.bare[row] = i = number.setdefault(name, len(number))
                owners.setdefault(i, set()).add("" if conditional else actor)
            elif len(name) > 2 and name[0].isupper() and name.isalpha():
                self.surname[row] = number.setdefault(name, len(number))
                if titles.issuperset(map(_plain, others.split())):
                    titled.append((row, actor, name))
                else:
                    named.add((actor, name))
        for row, actor, name in titled:
            self.titled[row] = (actor, name) in named
        self.names = list(number)
        #: Do full names decide about a bare surname? Not if the table gives it to one person, without conditions.
        self.is_open = np.ones(len(number), bool)
        self.is_open[[i for i, whose in owners.items() if len(whose) == 1 and "" not in whose]] = False
