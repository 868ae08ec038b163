"""Columns for the browser: 32 bits a number, the smallest byte first, as Arrow has them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from exploring import corpus, layers

from discourse.explorer import _columns
from discourse.explorer._columns import fits_browser, pack_columns
from discourse.explorer._counting import Counting
from discourse.explorer._matching import Matching


def test_columns_are_what_an_arrow_array_holds():
    made = pack_columns(Counting(Matching(layers()), "YS"))
    assert list(made) == [
        "doc.words", "doc.period", "sentence.doc", "sentence.id", "doc.docvar.outlet", "row.mentions.sentence",
        "row.mentions.facet.actor", "row.hedges.sentence", "row.hedges.facet.category", "row.sentiment.sentence",
        "row.sentiment.facet.tone",
    ]  # fmt: skip
    assert np.frombuffer(made["doc.period"], "<i4").tolist() == [0, 1, 1, 3, -1]
    assert np.frombuffer(made["doc.docvar.outlet"], "<i4").tolist() == [0, 1, 0, 1, -1]
    assert np.frombuffer(made["doc.words"], "<i4").tolist() == [10, 14, 11, 4, 10]
    number = pa.array(np.frombuffer(made["sentence.doc"], "<i4"))
    assert number.buffers()[1].to_pybytes()[: len(made["sentence.doc"])] == made["sentence.doc"]
    assert number.to_pylist() == corpus().arrays.doc_of_sentence.tolist()


def test_where_there_are_too_many_spans_python_counts(monkeypatch):
    counting = Counting(Matching(layers()), "YS")
    assert fits_browser(counting)
    monkeypatch.setattr(_columns, "MOST_SPANS", 10)
    assert not fits_browser(counting)
