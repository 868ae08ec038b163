"""From a row back to its sentence: every row keeps its place, and gets the whole of its sentence on one line."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.view.context import context

CORPUS = corpus_of("Talks failed. They\nmay, perhaps, resume.", "It may rain.")


def test_each_row_has_its_sentence():
    hedges = dc.find_hedges(CORPUS).iloc[::-1]
    before = hedges.copy()
    table = context(hedges, CORPUS)
    assert table["sentence"].tolist() == ["It may rain.", "They may, perhaps, resume.", "They may, perhaps, resume."]
    pd.testing.assert_frame_equal(table.drop(columns="sentence"), before)
    pd.testing.assert_frame_equal(hedges, before)


def test_a_line_break_inside_a_sentence_is_a_blank():
    corpus = corpus_of("The talks in the old castle by the lake went on for days and days, and\nthey may go on yet.")
    (sentence,) = context(dc.find_hedges(corpus), corpus)["sentence"]
    assert "\n" not in sentence
    assert sentence.endswith("they may go on yet.")


def test_no_rows_and_rows_of_another_corpus():
    table = context(dc.find_hedges(CORPUS).iloc[:0], CORPUS)
    assert (len(table), str(table["sentence"].dtype)) == (0, "str")
    with pytest.raises(
        ValueError, match="the table has rows of sentence 9, which the corpus lacks; pass the corpus it"
    ):
        context(pd.DataFrame({"sentence_id": [0, 9]}), CORPUS)
    with pytest.raises(ValueError, match="the table lacks the column sentence_id; it has doc_id"):
        context(pd.DataFrame({"doc_id": ["d0"]}), CORPUS)
