"""Actors: who is talked about, under whatever name.

An actors table says which names stand for whom: `Moscow`, `Russian` and `the Russian Federation` for Russia. Tables
stack with ``pd.concat``; of two rows with the same alias the later one wins.
"""

from __future__ import annotations

import os
from importlib.resources import files

import numpy as np
import pandas as pd

from discourse import schema
from discourse.lexicon import find_all, read_lines, settle
from discourse.spans import make_spans
from discourse.tokens import fold

TYPES = ("state", "organisation", "government", "party", "person", "media", "other")
FORMS = ("name", "acronym", "demonym", "metonym", "office", "group")
_SHIPPED = ("world",)


def load_actors(source: str | os.PathLike) -> pd.DataFrame:
    """An actors table: ``"world"``, which ships with the library, or a CSV file of one's own.

    Parameters
    ----------
    source : str or path
        ``"world"`` (states, international organisations, and whom commentary on US–Russia relations names), or
        the path of a CSV file. The file needs the columns actor and alias; type, form, country, source, valid_from
        and valid_to are filled where they are missing (type other, form name).

    Returns
    -------
    DataFrame
        actor, alias, type, form, country, source, valid_from, valid_to, then the file's other columns.

    Raises
    ------
    ValueError
        If a column is missing, a name is empty, or a type, form or date is not a valid one; the message names the line.
    """
    name = os.fspath(source)
    if name in _SHIPPED:
        with files("discourse").joinpath(f"data/actors_{name}.csv").open("rb") as file:
            return _check(read_lines(file, dtype="str"), name)
    if not os.path.exists(name):
        raise FileNotFoundError(
            f"there is no actors table {name!r}; name one of {', '.join(map(repr, _SHIPPED))} or a CSV file"
        )
    return _check(read_lines(name, dtype="str"), name)


def _check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    schema.need(table, ("actor", "alias"), f"the actors table {name}")
    lines = table.index + 2
    table = schema.conform(table, "actors")
    table["type"] = table["type"].fillna("other")
    table["form"] = table["form"].fillna("name")
    for column in ("actor", "alias"):
        blank = table[column].isna() | (table[column].str.strip() == "")
        if blank.any():
            raise ValueError(f"{name}, line {lines[blank.idxmax()]}: {column} is empty; fill it or drop the line")
    for column, allowed in (("type", TYPES), ("form", FORMS)):
        wrong = ~table[column].isin(allowed)
        if wrong.any():
            row = wrong.idxmax()
            raise ValueError(
                f"{name}, line {lines[row]}: {column} is {table[column][row]!r}; choose one of {', '.join(allowed)}"
            )
    for column in ("valid_from", "valid_to"):
        wrong = table[column].notna() & pd.to_datetime(table[column], format="%Y-%m-%d", errors="coerce").isna()
        if wrong.any():
            row = wrong.idxmax()
            raise ValueError(
                f"{name}, line {lines[row]}: {column} is {table[column][row]!r}; write a date as 2018-07-16"
            )
    return table


def find_mentions(corpus, actors: pd.DataFrame) -> pd.DataFrame:
    """Every mention of an actor; of overlapping names the longest. Titles and the possessive stay outside.

    Parameters
    ----------
    corpus : Corpus
    actors : DataFrame
        Needs actor and alias; see `load_actors`. A row with valid_from or valid_to holds only in documents of a
        date within; of several rows of an alias that hold, the last one counts.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, actor, type, form, country, reading. `reading` is
        ``actor`` throughout.

    Examples
    --------
    >>> import discourse as dc
    >>> text = "Moscow’s envoy met us in the US-led talks."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.find_mentions(corpus, dc.load_actors("world"))[["text", "actor"]].values.tolist()
    [['Moscow', 'Russia'], ['US', 'United States']]
    """
    schema.need(actors, ("actor", "alias"), "the actors table")
    actors = schema.conform(actors, "actors")
    actors["type"] = actors["type"].fillna("other")
    actors["form"] = actors["form"].fillna("name")
    first, last, row = find_all(corpus.tokens, actors["alias"].tolist())
    if len(row) and actors[["valid_from", "valid_to"]].notna().to_numpy().any():
        first, last, row = _valid(corpus, actors, first, last, row)
    first, last, row = settle(first, last, row)
    spans = make_spans(corpus, first, last)
    who = actors[["actor", "type", "form", "country"]].iloc[row].reset_index(drop=True)
    return schema.conform(pd.concat([spans, who], axis=1).assign(reading="actor"), "mentions")


def _valid(corpus, actors, first, last, row) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of the rows of each matched alias, the last one that holds on the document's date."""
    dates = corpus.documents.get("date", pd.Series(pd.NaT, index=corpus.documents.index))
    date = pd.to_datetime(dates, errors="coerce").to_numpy("datetime64[D]")[
        corpus.tokens["doc_id"].cat.codes.to_numpy()[first]
    ]
    low = pd.to_datetime(actors["valid_from"]).to_numpy("datetime64[D]")
    high = pd.to_datetime(actors["valid_to"]).to_numpy("datetime64[D]")
    alias = pd.factorize(np.array(fold(actors["alias"].tolist()), dtype=object))[0]
    rows_of = pd.Series(np.arange(len(actors))).groupby(alias).agg(list)
    dated = alias[actors["valid_from"].notna() | actors["valid_to"].notna()]
    best = row.copy()
    for hit in np.flatnonzero(np.isin(alias[row], dated)).tolist():
        best[hit] = -1
        for candidate in rows_of[alias[row[hit]]]:
            after = np.isnat(low[candidate]) or date[hit] >= low[candidate]
            before = np.isnat(high[candidate]) or date[hit] <= high[candidate]
            if after and before:
                best[hit] = candidate
    holds = best >= 0
    return first[holds], last[holds], best[holds]
