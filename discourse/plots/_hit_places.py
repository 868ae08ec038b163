"""Where hits stand among the words of their rows, a row being a document, several in turn, or the whole corpus.

A place counts the words before it. A hit of marks alone, or of a later part of a word, has the place of that word.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import meaning_of
from discourse.corpus.spans import find_token_ranges
from discourse.text.words import is_word


class Places(NamedTuple):
    """What stands where in an x-ray."""

    rows: pd.DataFrame  # name, n, n_words
    hits: pd.DataFrame  # row, word: how many words stand before it in its row
    ends: pd.DataFrame  # the same of the ends of documents
    unread: int  # hits outside the paragraphs read
    total: int  # rows, drawn or not


class _WordCounts:
    """The words of the corpus, counted along the rows: which row each document is of, and what stands before it."""

    def __init__(self, corpus: Corpus, group: np.ndarray, turn: np.ndarray) -> None:
        """`group` is the row of each document, and `turn` the order in which documents stand."""
        tokens, n_docs = corpus.arrays, len(corpus.documents)
        word = is_word(tokens) if len(tokens) else np.zeros(0, bool)
        self.doc_of = tokens.doc.astype(np.int64)
        self.group = group
        self.n_words = np.bincount(self.doc_of[word], minlength=n_docs)
        self.before = np.r_[0, np.cumsum(word)]  # words of the corpus before each token
        self.own = np.r_[0, np.cumsum(self.n_words)]  # words of the corpus before each document
        # Words of the same row before each document, in their turn.
        self.ahead = np.zeros(n_docs, np.int64)
        self.run: dict[int, int] = {}
        for doc in turn.tolist():
            self.ahead[doc] = self.run.get(group[doc], 0)
            self.run[group[doc]] = self.ahead[doc] + self.n_words[doc]

    def place(self, spans: pd.DataFrame, corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
        """The row of the document, and the place in its row, of each hit that was read."""
        first, last = find_token_ranges(spans, corpus)
        doc = self.doc_of[first]
        place = self.before[first] - self.own[doc]
        # Only marks, or a later part of a word: that word's place.
        place -= self.before[last + 1] == self.before[first]
        return self.group[doc], self.ahead[doc] + np.maximum(place, 0) + 0.5

    def ends(self) -> pd.DataFrame:
        """Where documents end inside their rows; none where they are too many to tell apart."""
        inner = [(g, self.ahead[d]) for d, g in enumerate(self.group.tolist()) if 0 < self.ahead[d] < self.run[g]]
        if len(inner) > 150 * max(1, len(self.run)):
            inner = []
        return pd.DataFrame(inner, columns=["row", "word"], dtype="float64")


def find_places(spans: pd.DataFrame, corpus: Corpus, by: str, order: str | None) -> Places:
    """Rows by a docvar or by a column of the spans (see `meaning_of`); documents stand in the order of a docvar."""
    documents = corpus.documents
    turn = np.arange(len(documents))
    if order:
        turn = documents[order].reset_index(drop=True).sort_values(kind="stable", na_position="last").index.to_numpy()
    of_documents = meaning_of(by, spans, corpus) == "documents"
    return (_rows_of_documents if of_documents else _rows_of_spans)(spans, corpus, by, turn)


def _rows_of_spans(spans: pd.DataFrame, corpus: Corpus, by: str, turn: np.ndarray) -> Places:
    """A row for each value of the spans' column, the whole corpus in each."""
    words = _WordCounts(corpus, np.zeros(len(turn), np.int64), turn)
    name = _names(spans[by])
    values = list(name.unique())
    placed = [words.place(spans[name == value], corpus)[1] for value in values]
    n = [len(place) for place in placed]
    rows = pd.DataFrame({"name": values, "n": n, "n_words": int(words.n_words.sum())})
    rows = rows.sort_values(["n", "name"], ascending=[False, True], kind="stable")
    rank = dict(zip(rows.index, range(len(rows)), strict=True))
    hits = [pd.DataFrame({"row": np.full(len(place), rank[i]), "word": place}) for i, place in enumerate(placed)]
    ends = words.ends()
    ends = pd.concat([ends.assign(row=i) for i in range(len(rows))], ignore_index=True) if len(rows) else ends
    hits = pd.concat(hits, ignore_index=True) if hits else pd.DataFrame({"row": [], "word": []})
    return Places(rows.reset_index(drop=True), hits, ends, len(spans) - sum(n), len(rows))


def _rows_of_documents(spans: pd.DataFrame, corpus: Corpus, by: str, turn: np.ndarray) -> Places:
    """A row for each value of a docvar, its documents one behind the other."""
    group, names = pd.factorize(_names(corpus.documents[by]).to_numpy()[turn])
    group = group[np.argsort(turn)] if len(turn) else group.astype(np.int64)
    words = _WordCounts(corpus, group, turn)
    row, place = words.place(spans, corpus)
    n = np.bincount(row, minlength=len(names))
    rows = pd.DataFrame({"name": names, "n": n, "n_words": np.bincount(group, words.n_words, len(names))})
    hits = pd.DataFrame({"row": row, "word": place})
    return Places(rows, hits, words.ends(), len(spans) - len(row), len(rows))


def keep_largest(found: Places, limit: int | None) -> Places:
    """Only the rows with the most hits, and what stands in them."""
    rows = found.rows
    if limit is not None and len(rows) > limit:
        kept = rows["n"].sort_values(ascending=False, kind="stable").index[:limit]
        rows = rows.loc[kept.sort_values()]
    return found._replace(rows=rows)


def _names(values: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    return values.astype("object").where(values.notna(), "(missing)").map(str)
