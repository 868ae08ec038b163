"""Units: what coders are given one by one, be they sentences, mentions, quotations, documents or any other spans."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse.actors.mentions import find_mentions, load_actors
from discourse.corpus.corpus import Corpus, number_documents
from discourse.corpus.foreign import as_spans
from discourse.corpus.spans import find_containing, make_spans
from discourse.text.tokens import Tokens
from discourse.text.words import is_word, words_of_documents
from discourse.voice.quotes import find_quotes


class Units(NamedTuple):
    """All units of a corpus.

    Attributes
    ----------
    places : doc_id, start and end of each
    doc : the number of its document
    rows : given positions, these units as a table: doc_id, sentence_id, start, end, text, and columns that ride along
    """

    places: pd.DataFrame
    doc: np.ndarray
    rows: Callable[[np.ndarray], pd.DataFrame]


def units_of(corpus: Corpus, units: str | pd.DataFrame) -> Units:
    """The units of a kind, or the rows of a table of spans."""
    if isinstance(units, pd.DataFrame):
        return _of_table(as_spans(units, corpus), corpus)
    schema.one_of(units, tuple(KINDS), "units")
    return KINDS[units](corpus)


def _of_table(spans: pd.DataFrame, corpus: Corpus) -> Units:
    return Units(spans[["doc_id", "start", "end"]], number_documents(spans, corpus), lambda at: spans.iloc[at])


def _sentences(corpus: Corpus) -> Units:
    tokens = corpus.arrays
    first, last = _worded(tokens)
    doc = tokens.doc_at(first)
    doc_id = tokens.doc_ids.astype("str").array.take(doc)
    places = pd.DataFrame({"doc_id": doc_id, "start": tokens.start[first], "end": tokens.end_at(last)})
    return Units(places, doc, lambda at: make_spans(corpus, first[at], last[at]))


def _worded(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of each sentence that has a word."""
    first = tokens.opening
    last = tokens.after - 1
    words = np.concatenate([[0], np.cumsum(is_word(tokens))])
    some = words[last + 1] > words[first]
    return first[some], last[some]


def _documents(corpus: Corpus) -> Units:
    documents = corpus.documents[words_of_documents(corpus.arrays) > 0]
    whole = pd.DataFrame({"doc_id": documents["doc_id"], "start": 0, "end": documents["text"].str.len()})
    return _of_table(as_spans(whole, corpus), corpus)


def _found(spans: pd.DataFrame, corpus: Corpus) -> Units:
    """Without what the program says of them: whoever codes is not to know."""
    return _of_table(spans[["doc_id", "sentence_id", "start", "end", "text"]], corpus)


#: Kinds of units by their names.
KINDS: dict[str, Callable[[Corpus], Units]] = {
    "sentences": _sentences,
    "mentions": lambda corpus: _found(find_mentions(corpus, load_actors("world")), corpus),
    "quotes": lambda corpus: _found(find_quotes(corpus), corpus),
    "documents": _documents,
}


def numbers_of(units: Units, scores: pd.DataFrame, column: str) -> np.ndarray:
    """The largest number that the scores have in each unit, else that of the scored row that it stands in, else 0."""
    value = scores[column].to_numpy(np.float64, na_value=np.nan)
    known = ~np.isnan(value)
    rows, value = scores[known], value[known]
    if not {"start", "end"} <= set(scores.columns):
        of_doc = pd.Series(value).groupby(rows["doc_id"].astype("str").to_numpy()).max()
        return of_doc.reindex(units.places["doc_id"]).fillna(0).to_numpy()
    rows, places = (table[["doc_id", "start", "end"]].astype({"doc_id": "str"}) for table in (rows, units.places))
    found = np.zeros(len(places))
    held, holder = find_containing(rows, places), find_containing(places, rows)
    inside = holder >= 0
    found[inside] = value[holder[inside]]
    own = np.full(len(places), -np.inf)
    np.maximum.at(own, held[held >= 0], value[held >= 0])
    return np.where(np.isfinite(own), own, found)
