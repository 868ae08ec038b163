"""Units: sentences, mentions, quotations, documents, and rows of any table of spans."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import check_spans, corpus_of

import discourse as dc
from discourse.coding._units import KINDS, numbers_of, units_of

TEXTS = ["Iran may talk. “We want peace,” Russia said. ...", "Talks failed.", "…"]


@pytest.fixture
def corpus() -> dc.Corpus:
    return corpus_of(*TEXTS)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("sentences", ["Iran may talk.", "“We want peace,” Russia said. ...", "Talks failed."]),
        ("mentions", ["Iran", "Russia"]),
        ("quotes", ["“We want peace,”"]),
        ("documents", TEXTS[:2]),
    ],
)
def test_kinds(corpus, kind, texts):
    every = units_of(corpus, kind)
    rows = every.rows(np.arange(len(every.doc)))
    assert rows["text"].tolist() == texts
    assert rows.columns.tolist() == ["doc_id", "sentence_id", "start", "end", "text"]
    assert [corpus.documents["doc_id"][doc] for doc in every.doc] == rows["doc_id"].tolist()
    assert every.places.reset_index(drop=True).equals(rows[["doc_id", "start", "end"]].reset_index(drop=True))
    check_spans(rows, corpus)


def test_rows_of_a_table(corpus):
    spans = pd.DataFrame({"doc_id": ["d1", "d0"], "start": [0, 5], "end": [5, 8], "actor": ["x", "y"]})
    every = units_of(corpus, spans)
    assert every.rows(np.array([1]))[["text", "actor"]].values.tolist() == [["may", "y"]]
    with pytest.warns(UserWarning, match="1 of 2 rows are left out"):
        assert len(units_of(corpus, spans.assign(end=[99, 8])).doc) == 1


def test_an_unknown_kind(corpus):
    with pytest.raises(ValueError, match=r"units is 'words'; choose one of 'sentences', 'mentions', 'quotes', 'doc"):
        units_of(corpus, "words")
    assert all(len(units_of(corpus_of(), kind).doc) == 0 for kind in KINDS)


def test_numbers_are_those_in_a_unit_or_around_it(corpus):
    scores = pd.DataFrame({"doc_id": ["d0"] * 3, "start": [0, 5, 15], "end": [4, 8, 43], "u": [0.25, 0.5, 0.75]})
    assert numbers_of(units_of(corpus, "sentences"), scores, "u").tolist() == [0.5, 0.75, 0]
    assert numbers_of(units_of(corpus, "mentions"), scores, "u").tolist() == [0.25, 0.75]
    assert numbers_of(units_of(corpus, "documents"), scores[["doc_id", "u"]], "u").tolist() == [0.75, 0]
    assert numbers_of(units_of(corpus, "documents"), scores.assign(u=[None, 0.5, None]), "u").tolist() == [0.5, 0]
