"""Spans: what they are made of, which contain which, and that typography changes none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import check_spans, corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse.corpus.spans import longest, make_spans, read_at

ACTORS = pd.DataFrame(
    {
        "actor": ["US", "Russia", "Trump", "Mueller", "Bolton"],
        "alias": ["US", "Russia", "Trump", "mueller", "Mr Bolton"],
    }
)
TERMS = pd.DataFrame(
    {"pattern": ["Trump’s", "US-Russia", "won’t *ail", "“bargain”", "t*n", "trade–off", "“", "'", "’s visit"]}
)


def spans_of(*rows: tuple[str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["doc_id", "start", "end"]).astype({"start": "int32", "end": "int32"})


# --- every kind of span -----------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(st.lists(st.one_of(curly_text, typed_text), min_size=1, max_size=6))
def test_typography_changes_no_span(texts):
    curly, straight = corpus_of(*texts), corpus_of(*map(straighten, texts))
    for find in (
        lambda corpus: dc.find_terms(corpus, TERMS),
        lambda corpus: dc.find_mentions(corpus, ACTORS),
        dc.find_hedges,
    ):
        one, other = find(curly), find(straight)
        check_spans(one, curly)
        pd.testing.assert_frame_equal(one.drop(columns="text"), other.drop(columns="text"))
        assert [straighten(text) for text in one["text"]] == other["text"].tolist()


@given(st.lists(odd_text, max_size=4))
def test_a_span_is_its_own_text(texts):
    corpus = corpus_of(*texts)
    first = np.arange(len(corpus.tokens))
    one = make_spans(corpus, first, first)
    assert one["text"].tolist() == corpus.tokens["token"].tolist()
    check_spans(one, corpus)
    last = corpus.tokens.groupby("sentence_id").tail(1).index.to_numpy()
    first = corpus.tokens.groupby("sentence_id").head(1).index.to_numpy()
    check_spans(make_spans(corpus, first, last), corpus)


# --- the longest ------------------------------------------------------------------------------------------------

ranges = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), max_size=15).map(
    lambda pairs: sorted({(low, low + n) for low, n in pairs}, key=lambda pair: (pair[0], -pair[1]))
)


@given(ranges)
def test_longest_keeps_the_leftmost_and_of_those_the_longest(pairs):
    kept, covered = [], -1
    for n, (low, high) in enumerate(pairs):
        if low > covered:
            kept.append(n)
            covered = high
    first, last = (np.array([pair[k] for pair in pairs], np.int64) for k in (0, 1))
    assert longest(first, last).tolist() == kept


# --- which contains which ---------------------------------------------------------------------------------------


def test_find_containing():
    sentences = spans_of(("a", 0, 10), ("a", 11, 20), ("b", 0, 5))
    words = spans_of(("a", 0, 3), ("a", 11, 20), ("a", 9, 12), ("b", 4, 5), ("c", 0, 1), ("b", 5, 6), ("a", 10, 11))
    assert dc.find_containing(words, sentences).tolist() == [0, 1, -1, 2, -1, -1, -1]
    assert dc.find_containing(words, sentences, overlap=True).tolist() == [0, 1, 0, 2, -1, -1, -1]
    assert dc.find_containing(words.iloc[:0], sentences).tolist() == []
    assert dc.find_containing(words, sentences.iloc[:0]).tolist() == [-1] * 7


span_tables = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 12), st.integers(1, 8)), max_size=12).map(
    lambda rows: spans_of(*[(doc, low, low + n) for doc, low, n in rows])
)


@given(span_tables, span_tables, st.booleans())
def test_find_containing_finds_the_first_that_contains(inner, outer, overlap):
    found = dc.find_containing(inner, outer, overlap=overlap)
    ordered = outer.sort_values(["start", "end"], kind="stable")
    for row, at in zip(inner.itertuples(), found, strict=True):
        same = ordered[ordered["doc_id"] == row.doc_id]
        fits = (
            (same["start"] < row.end) & (same["end"] > row.start)
            if overlap
            else (same["start"] <= row.start) & (same["end"] >= row.end)
        )
        assert at == (same.index[fits][0] if fits.any() else -1)


def test_find_containing_names_what_is_missing():
    with pytest.raises(ValueError, match="the outer spans lacks the column end; it has doc_id, start"):
        dc.find_containing(spans_of(), spans_of().drop(columns="end"))
    with pytest.raises(ValueError, match="the inner spans lacks the columns start, end; it has doc_id"):
        dc.find_containing(spans_of()[["doc_id"]], spans_of())


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6), st.data())
def test_what_is_read_at_a_place_is_the_slice_of_the_text(texts, data):
    doc = np.array(data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=8)), np.int64)
    ends = [sorted(data.draw(st.tuples(*[st.integers(0, len(texts[d]))] * 2))) for d in doc.tolist()]
    start, end = np.array([a for a, _ in ends], np.int32), np.array([b for _, b in ends], np.int32)
    expected = [texts[d][a:b] for d, (a, b) in zip(doc.tolist(), ends, strict=True)]
    assert read_at(texts, doc, start, end) == expected
