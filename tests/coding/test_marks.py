"""Marks: cells that say which words were chosen, and the spans that they are."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse.coding.marks import Chosen, find_coded, marks_in, say_marks

TEXT = "It may rain (4-5); it could\nbe so."


@given(st.lists(st.integers(0, len(TEXT)), max_size=6, unique=True))
def test_a_cell_says_the_marks_again(places):
    ends = sorted(places)[: len(places) // 2 * 2]
    marks = [Chosen(TEXT[a:b], a, b) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    marks = [mark for mark in marks if mark.text.strip() == mark.text != ""]
    assert marks_in(say_marks(marks) or "none", TEXT, 0, len(TEXT)) == marks


@pytest.mark.parametrize(
    "cell", ["", "may", "may (3-7)", "may (3-6); ", "x may (3-6)", "may (3-6) and", "may (30-33)", "12-15", "may (6-3)"]
)
def test_what_is_no_cell_of_marks(cell):
    assert marks_in(cell, TEXT, 0, len(TEXT)) is None
    assert marks_in("may (3-6)", TEXT, 4, len(TEXT)) is None, "it stands outside of the unit"


def test_marks_become_spans_that_every_function_takes():
    corpus = corpus_of("It may rain. It could be so.", "No.", outlet=["A", "B"])
    coded = dc.sample_sentences(corpus, n=3, seed=1, codes="hedge").sort_values(["doc_id", "start"])
    coded["hedge"] = ["may (3-6)", "could be (16-24); so (25-27)", "none"]
    spans = find_coded(coded, corpus, code="hedge")
    assert spans["text"].tolist() == ["may", "could be", "so"]
    assert spans["sentence_id"].tolist() == [0, 1, 1]
    assert dc.count_rate(spans, corpus, by="outlet")["n"].tolist() == [3, 0]
    nothing = find_coded(coded.assign(hedge=[pd.NA, "cannot say", "None"]), corpus, code="hedge")
    assert nothing.columns.tolist() == spans.columns.tolist() and len(nothing) == 0
    assert nothing.dtypes.tolist() == spans.dtypes.tolist()


def test_a_cell_that_somebody_has_changed_is_told():
    corpus = corpus_of("It may rain.")
    coded = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [12], "hedge": ["might (3-6)"]})
    with pytest.raises(ValueError) as raised:
        find_coded(coded, corpus, code="hedge")
    assert str(raised.value) == (
        "row 0 of the coded table has 'might (3-6)' for 'hedge'; this must be words of the unit with their places, "
        "such as 'may (12-15)'; mark the words with code_sample, or correct the cell"
    )
