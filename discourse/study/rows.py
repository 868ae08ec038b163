"""The rows of spans or scores behind a table of a study: the rows that `where` keeps, and why there may be none.

A value of `where` that no row has counts as a typing error, unless the study says that it may be absent. Otherwise a
table would report a zero with an interval for something that was misspelt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import OF_TABLE, SUFFIX
from discourse.corpus.voices import VOICES
from discourse.study.load import Study, StudyError, among
from discourse.voice.quotes import KINDS

_UNSAID = ("doc_id", "start", "end", "text")  # columns by which nobody chooses rows
_Tables = Mapping[str, pd.DataFrame]

#: Columns that can have these values alone: of which evidence (None for all), and which values.
_CLOSED: tuple[tuple[str, str | None, Callable[[Study], Collection[str]]], ...] = (
    ("voice", None, lambda study: VOICES),
    ("reading", "mentions", lambda study: ("actor", "place")),
    ("kind", "quotes", lambda study: KINDS),
    ("category", "terms", lambda study: study.terms),
    ("label", "actor_sentiment", lambda study: ("negative", "neutral", "positive")),
)
#: Columns whose values are those of the lists of actors.
_OF_ACTORS = ("actor", "type", "form", "country")


def rows_of(
    study: Study, spec: dict, corpus: Corpus, actors: pd.DataFrame, tables: _Tables, place: str, also: _Tables
) -> pd.DataFrame:
    """The spans or scores that a table of the study is of.

    Parameters
    ----------
    study, spec, corpus, actors : Study, dict, Corpus, DataFrame
    tables : mapping
        The evidence.
    place : str
        Where in the study the table stands, for errors.
    also : mapping
        Evidence of another reading of the same texts, whose values are no typing errors either.
    """
    rows = tables[spec["of"]]
    docvars = [c for c in corpus.documents.columns if c != "text"]
    own = [c for c in rows.columns if c not in _UNSAID]
    check_by(spec["by"], docvars, own, place)
    for column, wanted in spec.get("where", {}).items():
        among(column, tuple(own), f"{place} where")
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if not wanted:
            raise StudyError(f"{place} where: {column} is an empty list; name the values to keep")
        if isinstance(rows[column].dtype, pd.StringDtype):
            wanted = [str(value) for value in wanted]
        _check_values(study, spec, column, wanted, actors, (tables, also), f"{place} where")
        rows = rows[rows[column].isin(wanted)]
        if {column, f"{column}{OF_TABLE}"} & {*spec["by"]}:  # one that is nowhere found is a row with zero
            rows = rows.assign(**{column: pd.Categorical(rows[column], categories=dict.fromkeys(wanted))})
    return rows


def check_by(by: list[str], docvars: Collection[str], own: Collection[str], place: str) -> None:
    """Raise an error for a column of `by` that neither the documents nor the rows have, under any of its names."""
    for column in by:
        if column.removesuffix(SUFFIX) not in docvars and column.removesuffix(OF_TABLE) not in own:
            among(column, tuple(dict.fromkeys([*docvars, *own])), f"{place} by")


def _check_values(
    study: Study, spec: dict, column: str, wanted: list, actors: pd.DataFrame, found: tuple[_Tables, ...], place: str
) -> None:
    """Raise an error for a value that no row has, unless it is valid and the study allows that it is absent."""
    of = spec["of"]
    seen = {value for tables in found if of in tables for value in tables[of][column].dropna().unique()}
    absent = [value for value in wanted if value not in seen]
    if not absent:
        return
    closed = check_closed(study, of, column, absent, place)
    listed = set(actors[column].dropna()) if column in _OF_ACTORS and column in actors else set()
    for value in absent:
        said = f"{place}: {column} is {value!r}, which no row of {of} has"
        valid = value in (closed or listed)
        alike = next((other for other in seen if str(other) == str(value)), None)
        if alike is not None:
            raise StudyError(f"{said}; write {alike} as it is in the table, without quotation marks")
        near = [] if valid else _near(value, seen | listed)
        if near:
            raise StudyError(f"{said}; did you mean {' or '.join(map(repr, near))}?")
        if not spec.get("allow_absent"):
            there = "" if valid else _some(seen)
            raise StudyError(f"{said}{there}. If it is correct and may be absent, add allow_absent = true")


def check_closed(study: Study, of: str, column: str, wanted: list, place: str) -> Collection[str] | None:
    """The only values that a column can have, None if it can have any; an error for one that it cannot have."""
    for named, evidence, values in _CLOSED:
        if named == column and evidence in (None, of):
            closed = set(values(study))
            for value in wanted:
                if value not in closed:
                    said = f"{place}: {column} is {value!r}, which no row of {of} can have"
                    raise StudyError(f"{said}; choose from {', '.join(map(repr, sorted(closed)))}")
            return closed
    return None


def _near(value: object, known: set) -> list[str]:
    """Values that are spelt nearly so, letter case aside."""
    spelt = {str(name).lower(): str(name) for name in sorted(map(str, known))}
    return [spelt[name] for name in get_close_matches(str(value).lower(), spelt, n=3, cutoff=0.75)]


def _some(seen: set) -> str:
    names = sorted(map(str, seen))
    return f"; there are {', '.join(map(repr, names[:10]))}{' and others' * (len(names) > 10)}" if names else ""


def _plain(of: str) -> str:
    return of.replace("_", " ")


def why_empty(spec: dict, corpus: Corpus, tables: _Tables, rows: pd.DataFrame | None) -> str:
    """Why a table of the study has no rows, in a clause."""
    for name in (spec[key] for key in ("of", "with") if key in spec):
        if name in tables and not len(tables[name]):
            return f"there are no {_plain(name)} in these texts"
    if "of" in spec and rows is not None and not len(rows):
        return f"none of the {len(tables[spec['of']]):,} {_plain(spec['of'])} fits where"
    for column in spec.get("by", []):
        values = rows[column] if rows is not None and column in rows else corpus.documents.get(column)
        if values is not None and not values.notna().any():
            return f"{column} has no value in any row"
    if spec.get("freq"):
        return "no document has a date"
    return _NONE.get(spec["measure"], "these texts contain nothing that it counts")


#: Why a measure of its own kind finds nothing.
_NONE = {
    "cooccurrence": "fewer than two actors are mentioned",
    "speakers": "no actor is mentioned in somebody else's words",
    "contested": "nothing is in scare quotes",
    "kwic": "the node does not occur in these texts",
    "collocates": "the node does not occur in these texts, or no word occurs near it often enough",
    "collocations": "no words occur together often enough",
    "features": "no word occurs often enough",
    "keyness": "no word occurs often enough",
    "dispersion": "no word occurs often enough",
}
