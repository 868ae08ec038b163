"""Layers: the tables that somebody explores, one beside another, with the sentence and the document of each row.

What links one table with another is the sentence in which rows stand. A facet is a column by whose values the rows of a
layer are told apart: the actor of a mention, the category of a hedge, the tone of a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus, number_documents
from discourse.corpus.dates import find_dates, year_column
from discourse.corpus.spans import with_sentences

#: Columns by which rows are told apart, those that say most of a table first.
FACETS = ("actor", "category", "kind", "label", "phrase", "type", "reading", "voice", "country", "form")
#: Scores as words, by name of the facet: the column, and the test of each value, as `DataFrame.eval` reads it.
#: The bounds of tone are those of VADER's authors (Hutto and Gilbert 2014).
WORDED = {
    "tone": (
        "compound",
        {"negative": "compound <= -0.05", "neutral": "-0.05 < compound < 0.05", "positive": "compound >= 0.05"},
    ),
    "commitment": ("certainty", {"hedged": "certainty < 1", "unhedged": "certainty >= 1"}),
}
#: A column with more values is no choice; of other columns even fewer do, and none that are passages of the texts.
MOST_VALUES, MOST_CODES, LONGEST_CODE = 2000, 60, 5
#: Docvars that most people compare by, whatever case they are written in.
_USUAL = ("outlet", "party", "country", "speaker", "author", "section", "type")
_TECHNICAL = ("url", "sha256", "encoding", "source", "n_dropped", "n_words_stated", "export", "export_id")


@dataclass(frozen=True)
class Facet:
    """A column of a table or of the documents, as numbers.

    Attributes
    ----------
    values : what there is
    codes : of each row the number of its value; -1 where it has none
    """

    values: list
    codes: np.ndarray


@dataclass(frozen=True)
class Layer:
    """A table that is explored.

    Attributes
    ----------
    name : what the table is called
    rows : its rows that are read, with their sentence_id
    sentence, doc : of each row, the number of its sentence and of its document
    facets : by name
    as_given : whether the table itself has these rows and sentences
    """

    name: str
    rows: pd.DataFrame
    sentence: np.ndarray
    doc: np.ndarray
    facets: dict[str, Facet]
    as_given: bool

    @cached_property
    def has_score(self) -> bool:
        """Is each row a score of a sentence, and no words in it?"""
        return any(column in self.rows for column, _ in WORDED.values())

    @cached_property
    def by_sentence(self) -> tuple[np.ndarray, np.ndarray]:
        """The rows in the order of their sentences, and the sentences in that order."""
        order = np.argsort(self.sentence, kind="stable")
        return order, self.sentence[order]

    def rows_in(self, sentences: np.ndarray) -> np.ndarray:
        """The rows that stand in these sentences, which are given by number."""
        order, of = self.by_sentence
        low, high = np.searchsorted(of, sentences, "left"), np.searchsorted(of, sentences, "right")
        return np.concatenate([np.sort(order[a:b]) for a, b in zip(low, high, strict=True)] or [order[:0]])


class Layers:
    """The corpus, the tables that are explored, and what the documents can be chosen by.

    Attributes
    ----------
    corpus : Corpus
    layers : dict of name -> Layer
    docvars : dict of name -> Facet
    usual : the docvar that is shown first, or None
    dates : the date of each document, or None where none is known
    dated : the docvar that it is of
    yearly : whether only years are known
    """

    def __init__(self, corpus: Corpus, tables: Mapping[str, pd.DataFrame]) -> None:
        self.corpus = corpus
        self.layers = {name: _layer(name, table, corpus) for name, table in tables.items()}
        self.docvars = _docvars(corpus.documents)
        usual = [c for name in _USUAL for c in self.docvars if str(c).lower() == name]
        fewest = sorted(self.docvars, key=lambda c: len(self.docvars[c].values))
        self.usual = next(iter([*usual, *fewest]), None)
        self.dated, self.dates, self.yearly = _dates(corpus.documents)

    @property
    def n_sentences(self) -> int:
        return len(self.corpus.arrays.opening)

    def layer_with(self, column: str) -> str | None:
        """The first layer that has the facet."""
        return next((name for name, layer in self.layers.items() if column in layer.facets), None)


def _layer(name: str, table: pd.DataFrame, corpus: Corpus) -> Layer:
    schema.need(table, ("doc_id",), name)
    if not {"start", "end"} <= set(table.columns):
        schema.need(table, ("sentence_id",), name)
    rows = with_sentences(table, corpus, name)
    ids = rows["sentence_id"].to_numpy(np.int64)
    known = corpus.arrays.sentence_id
    sentence = np.searchsorted(known, ids)
    strange = np.append(known, -1)[sentence] != ids
    if strange.any():
        raise ValueError(
            f"{name} has rows of sentence {ids[int(strange.argmax())]}, which the corpus lacks; pass the corpus in "
            "which they were found"
        )
    same = len(rows) == len(table) and "sentence_id" in table and bool((table["sentence_id"] == ids).all())
    docvars = [c for c in corpus.documents.columns if c not in ("doc_id", "text")]
    return Layer(name, rows, sentence, number_documents(rows, corpus, name), _facets(rows, docvars), same)


def _facets(rows: pd.DataFrame, docvars: list) -> dict[str, Facet]:
    found = {name: facet for name in FACETS if name in rows and (facet := facet_of(rows[name])) is not None}
    for name, (column, tests) in WORDED.items():
        if column in rows and name not in rows:
            codes = np.full(len(rows), -1, np.int32)
            for number, test in enumerate(tests.values()):
                codes[rows.eval(test).to_numpy(bool)] = number
            found[name] = Facet(list(tests), codes)
    own = [c for c in rows if c not in found and c not in docvars and c not in ("doc_id", "text", "rule", "cue")]
    for name in own:  # codes and categories that somebody has given
        values = rows[name]
        plain = isinstance(values.dtype, pd.CategoricalDtype | pd.StringDtype) or pd.api.types.is_bool_dtype(values)
        facet = facet_of(values, most=MOST_CODES) if plain and isinstance(name, str) else None
        if facet is not None and not any(len(str(value).split()) > LONGEST_CODE for value in facet.values):
            found[name] = facet
    return found


def facet_of(values: pd.Series, *, least: int = 1, most: int = MOST_VALUES) -> Facet | None:
    """The values as numbers, in their order; none where there are too few or too many, or they are lists.

    >>> facet = facet_of(pd.Series(["b", "a", None, "b"]))
    >>> facet.values, facet.codes.tolist()
    (['a', 'b'], [1, 0, -1, 1])
    """
    try:
        codes, different = pd.factorize(values)
    except TypeError:
        return None
    if not least <= len(different) <= most:
        return None
    listed = different.tolist() if hasattr(different, "tolist") else list(different)
    try:
        order = sorted(range(len(listed)), key=lambda i: listed[i])
    except TypeError:
        order = sorted(range(len(listed)), key=lambda i: str(listed[i]))
    place = np.full(len(listed) + 1, -1, np.int32)
    place[order] = np.arange(len(listed))
    return Facet([listed[i] for i in order], place[codes])


def _docvars(documents: pd.DataFrame) -> dict[str, Facet]:
    found = {}
    for name in documents.columns:
        if name in ("doc_id", "text", *_TECHNICAL) or documents[name].dtype.kind == "M":
            continue
        facet = facet_of(documents[name], least=2)
        if facet is not None and isinstance(name, str):
            found[name] = facet
    return found


def _dates(documents: pd.DataFrame) -> tuple[str | None, pd.Series | None, bool]:
    """The docvar that says when documents are from, their dates, and whether these are years only."""
    has_date = "date" in documents and documents["date"].notna().any()
    year = None if has_date else year_column(documents)
    if not has_date and year is None:
        return None, None, False
    try:
        dates = find_dates(documents, yearly=True)
    except ValueError:
        return None, None, False
    return ("date", dates, False) if has_date else (year, dates, True)
