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


def without_texts(name: str, table: pd.DataFrame, docvars: Collection[str] = ()) -> pd.DataFrame:
    """The table `name` of a study without a passage of the texts; its docvars stay.

    >>> without_texts("q", pd.DataFrame({"quote_id": [1], "text": ["It may rain."]})).columns.tolist()
    ['quote_id']
    >>> without_texts("h", pd.DataFrame({"text": ["may", "a b c d e f"]}))["text"].tolist()
    ['may', '[6 words]']
    """
    gone = [*_AROUND, *(["text"] if "quote_id" in table else [])]
    table = table.drop(columns=gone, errors="ignore")
    if name in OF_CORPUS:
        return table
    texts = [c for c in table.select_dtypes(["object", "string", "category"]) if c not in (*docvars, *_PROSE, "doc_id")]
    return table.assign(**{c: _short(table[c]) for c in texts})


def _short(values: pd.Series) -> pd.Series:
    different = [v for v in values.dropna().unique() if isinstance(v, str) and len(v.split()) > MOST_WORDS]
    if not different:
        return values
    told = {value: f"[{len(value.split())} words]" for value in different}
    return values.astype("object").map(lambda value: told.get(value, value)).astype("str")
