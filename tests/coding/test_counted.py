"""Counts by unit: each span in the sentence or document where it begins."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse import schema
from discourse.coding.counted import score_spans


def test_spans_count_where_they_begin():
    corpus = corpus_of("It may. ... It did. Or might it?", "Perhaps.")
    spans = pd.DataFrame({"doc_id": ["d0", "d0", "d0", "d1"], "start": [3, 6, 23, 0], "end": [6, 15, 28, 7]})
    table = score_spans(spans, corpus)
    assert table[["sentence_id", "n", "n_words"]].values.tolist() == [[0, 2, 2], [1, 0, 2], [2, 1, 3], [3, 1, 1]]
    assert table.columns.tolist() == list(schema.TABLES["unit_counts"])
    whole = score_spans(spans, corpus, units="documents")
    assert whole[["doc_id", "start", "end", "n", "n_words"]].values.tolist() == [
        ["d0", 0, 32, 3, 7],
        ["d1", 0, 8, 1, 1],
    ]


def test_every_unit_of_a_sample_has_a_row():
    corpus = corpus_of("One here. ... Two here.", "…", "Three here. — Four.")
    for units in ("sentences", "documents"):
        scores = score_spans(dc.find_hedges(corpus), corpus, units=units)
        sample = dc.sample_sentences(corpus, n=len(scores), seed=1, units=units)
        assert sorted(sample["start"]) == sorted(scores["start"])


def test_spans_outside_of_what_is_read_are_told():
    corpus = corpus_of("It may.")
    with pytest.warns(UserWarning, match="1 of 1 spans are outside the text that is read"):
        assert score_spans(pd.DataFrame({"doc_id": ["d0"], "start": [90], "end": [95]}), corpus)["n"].tolist() == [0]
    assert score_spans(schema.empty("hedges"), corpus_of()).dtypes.equals(schema.empty("unit_counts").dtypes)
    with pytest.raises(ValueError, match="the spans lacks the columns start, end"):
        score_spans(pd.DataFrame({"doc_id": ["d0"]}), corpus)
