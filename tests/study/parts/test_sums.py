"""Sums of parts: every measure that has some makes its table of them, as test_mapping shows of all at once."""

from __future__ import annotations

import pandas as pd
import pytest

import discourse as dc
from discourse.measures.collocation import merge_runs
from discourse.measures.features import merge_features
from discourse.study.parts.sums import SUMS, is_by_voice, sums_of
from discourse.study.register import MEASURES


def corpus_of(**texts: str) -> dc.Corpus:
    return dc.from_documents(pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}))


def test_sums_are_of_measures_that_there_are():
    assert SUMS.keys() <= MEASURES.keys()


def test_what_is_rare_in_each_part_may_be_frequent_in_all():
    parts = [corpus_of(a="War came."), corpus_of(b="No war.")]
    tables = [sums_of({"measure": "features", "by": []}, part, {})["features"] for part in parts]
    documents = pd.DataFrame({"doc_id": ["a", "b"]})
    found = merge_features(tables, documents, min_n=2)
    assert found.to_dict("records") == [{"feature": "war", "n": 2, "n_docs": 2, "total": 4, "rate": 500.0}]


def test_runs_are_counted_by_how_they_are_written():
    parts = [corpus_of(a="Cold war fears."), corpus_of(b="A cold war is no war.")]
    runs = [sums_of({"measure": "collocations", "by": []}, part, {})["runs"] for part in parts]
    whole = dc.collocations(corpus_of(a="Cold war fears.", b="A cold war is no war."), min_n=2)
    pd.testing.assert_frame_equal(merge_runs(runs, min_n=2), whole)
    assert whole["collocation"].tolist() == ["cold war"]


@pytest.mark.parametrize(("by", "asks"), [(["voice"], True), (["outlet", "voice_span"], True), (["outlet"], False)])
def test_words_of_voices_are_counted_where_a_rate_is_by_voices(by, asks):
    corpus = corpus_of(a="“War came,” he said. It rained.")
    quotes = dc.find_quotes(corpus)
    assert is_by_voice({"by": by}) == asks
    made = sums_of({"measure": "rate", "by": by}, corpus, {"quotes": quotes})
    assert {name: table.to_dict("records") for name, table in made.items()} == (
        {"voices": [{"author": 4, "reported": 0, "scare": 0, "quoted": 2}]} if asks else {}
    )
