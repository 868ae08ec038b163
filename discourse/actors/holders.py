"""Who held which office, and when: the table of holders, and functions that look things up in it."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.readers.lists import check_dates, check_filled, read_lines, read_shipped

_NEEDED = ("office", "country", "actor", "start", "end")
_OPEN = "2262-01-01"  # the end of a term that has none


@checked
def load_holders(source: str | os.PathLike = "world") -> pd.DataFrame:
    """Who held which office, and when: the table that ships with the library, or your own CSV file.

    Parameters
    ----------
    source : str or path
        ``"world"`` contains, since 2000, the heads of state and government and the foreign and defence ministers of
        seven states, the heads and some foreign ministers of thirty more, and the heads of NATO, the UN and the EU's
        institutions. Or give the path of a CSV file with the columns office (`President of France`), country, actor,
        start and end (ISO 8601; an empty end means that the term has not ended). Missing columns organisation, source
        and note are added.

    Returns
    -------
    DataFrame
        office, country, organisation, actor, start, end, source, note; dates as text.

    Raises
    ------
    ValueError
        If a column is missing, a name is empty, or a date is invalid. The message names the line.

    Examples
    --------
    >>> import discourse as dc
    >>> holders = dc.load_holders()
    >>> held = holders[(holders["office"] == "President of the United States") & (holders["start"] > "2008")]
    >>> held[["actor", "start", "end"]].values.tolist()[0]
    ['Barack Obama', '2009-01-20', '2017-01-20']
    """
    if os.fspath(source) == "world":
        return _world().copy()
    return check_holders(read_lines(source, dtype="str"), str(os.fspath(source)))


@cache
def _world() -> pd.DataFrame:
    return check_holders(read_shipped("office_holders"), "world")


def check_holders(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The table with all of its columns; an error that names the line where it is no table of holders."""
    schema.need(table, _NEEDED, f"the table of office-holders {name}")
    rest = {c: pd.Series(pd.NA, table.index, dtype="str") for c in ("organisation", "source", "note") if c not in table}
    table = table.assign(**rest)[["office", "country", "organisation", "actor", "start", "end", "source", "note"]]
    check_filled(table, ("office", "actor", "start"), name)
    lost = table["country"].isna() & table["organisation"].isna()
    if lost.any():
        raise ValueError(f"{name}, line {lost.idxmax() + 2}: country and organisation are empty; fill one")
    check_dates(table, ("start", "end"), name)
    return table.reset_index(drop=True)


class Term(NamedTuple):
    office: str
    actor: str
    start: int
    end: int
    note: str


class Holders:
    """The table of holders, by office and by person; days are counted from 1970."""

    def __init__(self, table: pd.DataFrame) -> None:
        table = table.sort_values("start", kind="stable")
        entity = table["organisation"].fillna(table["country"])
        days = (pd.to_datetime(table[c].fillna(_OPEN)).to_numpy("datetime64[D]") for c in ("start", "end"))
        start, end = (day.astype(int).tolist() for day in days)
        self.terms: dict[str, list[Term]] = defaultdict(list)  # office -> terms in order
        self.of: dict[str, list[Term]] = defaultdict(list)  # person -> terms
        self.country: dict[str, object] = {}
        self.office: dict[tuple[str, str], str] = {}  # (title, state or organisation) -> office
        rows = zip(table["office"], table["actor"], start, end, table["note"].fillna(""), strict=True)
        for term, e, c in zip(map(Term._make, rows), entity, table["country"], strict=True):
            self.terms[term.office].append(term)
            self.of[term.actor].append(term)
            self.country[term.office] = c
            self.office[re.sub(rf" of (the )?{re.escape(e)}$", "", term.office), e] = term.office
        self.organisations = set(table["organisation"].dropna())
        self.titles = {title for title, _ in self.office}

    def offices(self, titles: tuple[str, ...]) -> dict[str, str]:
        """State or organisation -> its office with one of the titles, the first that it has."""
        return {e: office for t in reversed(titles) for (title, e), office in self.office.items() if title == t}

    def at(self, office: str, day: int | None) -> Term | None:
        """Who held the office on that day; on the day of a handover, who took it over."""
        if day is None:
            return None
        return next((t for t in reversed(self.terms[office]) if t.start <= day <= t.end), None)

    def neighbour(self, person: str, day: int | None, step: int, office: str | None) -> Term | None:
        """Who held a person's office before or after him or her; None where that is not certain."""
        offices = {office} if office else {t.office for t in self.of[person] if day is None or t.start <= day}
        if len(offices) != 1:
            offices = {t.office for t in self.of[person] if day is not None and t.start <= day <= t.end}
        if len(offices) != 1:
            return None
        terms = [t for t in self.terms[offices.pop()] if not t.note.startswith("acting;") and t.note != "acting"]
        own = [i for i, t in enumerate(terms) if t.actor == person and (day is None or t.start <= day)]
        if not own or (day is None and len(own) > 1) or not 0 <= own[-1] + step < len(terms):
            return None
        other = terms[own[-1] + step]
        return None if other.actor == person or (day is not None and other.start > day) else other
