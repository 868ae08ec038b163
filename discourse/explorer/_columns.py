"""Columns for a browser that filters by itself: numbers alone, as bytes that it reads without parsing.

Each column is the data of an Arrow array of fixed width without nulls, 32 bits a number with the smallest byte first:
what a typed array of JavaScript is made of as it stands, so that no library stands between. Missing values are -1.
"""

from __future__ import annotations

import numpy as np

from discourse.explorer._counting import Counting
from discourse.text.words import words_of_documents

#: More spans than this are counted by Python alone.
MOST_SPANS = 20_000


def fits_browser(counting: Counting) -> bool:
    """Are there so few spans that the browser can count them?"""
    return sum(len(layer.sentence) for layer in counting.layers.layers.values() if not layer.has_score) <= MOST_SPANS


def pack_columns(counting: Counting) -> dict[str, bytes]:
    """Documents (`doc.`), sentences (`sentence.`) and rows (`row.LAYER.`) as columns.

    Returns
    -------
    dict of str -> bytes
        doc.words, doc.period, doc.docvar.NAME; sentence.doc, sentence.id; row.LAYER.sentence, row.LAYER.facet.NAME.
    """
    layers = counting.layers
    arrays = layers.corpus.arrays
    columns = {
        "doc.words": words_of_documents(arrays),
        "doc.period": _periods(counting),
        "sentence.doc": arrays.doc_of_sentence,
        "sentence.id": arrays.sentence_id,
    }
    columns |= {f"doc.docvar.{name}": facet.codes for name, facet in layers.docvars.items()}
    for name, layer in layers.layers.items():
        columns[f"row.{name}.sentence"] = layer.sentence
        columns |= {f"row.{name}.facet.{column}": facet.codes for column, facet in layer.facets.items()}
    return {name: np.ascontiguousarray(values, dtype="<i4").tobytes() for name, values in columns.items()}


def _periods(counting: Counting) -> np.ndarray:
    """The number of the period of each document; -1 where it has no date."""
    dates = counting.layers.dates
    if dates is None or not counting.spans:
        return np.full(len(counting.layers.corpus.documents), -1)
    starts = np.array(list(counting.spans), dtype="datetime64[us]")
    number = np.searchsorted(starts, dates.to_numpy("datetime64[us]"), side="right") - 1
    return np.where(dates.isna(), -1, number)
