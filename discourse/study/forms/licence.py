"""Results without a sentence of the texts, for corpora whose licence allows numbers and no passages.

A study with ``[output] texts = false`` writes names, single words and places, and no passage: quotations lose their
words, a concordance what stands around its node, and any cell of more than five words that is taken from the texts says
the number of coders. Docvars stay: titles, too. The places (doc_id, start, end) lead whoever may have the texts to each
of them.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from discourse.study.register import OF_CORPUS

MOST_WORDS = 5
_AROUND = ("pre", "post")  # of a concordance
_PROSE = ("reason", "detail")  # what the program says itself


def without_texts(
    name: str, table: pd.DataFrame, docvars: Collection[str] = (), with_passages: Collection[str] | None = None
) -> pd.DataFrame:
    """The table `name` of a study without a passage of the texts; its docvars stay.

    Of a table in pieces, `with_passages` are the columns that hold a passage in any piece.

    >>> without_texts("q", pd.DataFrame({"quote_id": [1], "text": ["It may rain."]})).columns.tolist()
    ['quote_id']
    >>> without_texts("h", pd.DataFrame({"text": ["may", "a b c d e f"]}))["text"].tolist()
    ['may', '[6 words]']
    """
    table = _without_around(table)
    if with_passages is None:
        with_passages = columns_with_passages(name, table, docvars)
    return table.assign(**{c: _short(table[c]) for c in table if c in with_passages})


def columns_with_passages(name: str, table: pd.DataFrame, docvars: Collection[str] = ()) -> set[str]:
    """The columns of the table `name` of which `without_texts` shortens a cell."""
    if name in OF_CORPUS:
        return set()
    table = _without_around(table)
    texts = [c for c in table.select_dtypes(["object", "string", "category"]) if c not in (*docvars, *_PROSE, "doc_id")]
    return {c for c in texts if _passages(table[c])}


def _without_around(table: pd.DataFrame) -> pd.DataFrame:
    gone = [*_AROUND, *(["text"] if "quote_id" in table else [])]
    return table.drop(columns=gone, errors="ignore")


def _passages(values: pd.Series) -> list[str]:
    return [v for v in values.dropna().unique() if isinstance(v, str) and len(v.split()) > MOST_WORDS]


def _short(values: pd.Series) -> pd.Series:
    told = {value: f"[{len(value.split())} words]" for value in _passages(values)}
    return values.astype("object").map(lambda value: told.get(value, value)).astype("str")
