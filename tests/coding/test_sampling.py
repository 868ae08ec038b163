"""Samples for coders: blind, shuffled, as likely as they say, and the same for the same seed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import check_spans, corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.coding.sampling import sample_sentences


def many(sizes: list[int], **docvars: list) -> dc.Corpus:
    """A corpus of documents with so many sentences each, all different."""
    texts = [" ".join(f"Number {d} and {s} stand here." for s in range(size)) for d, size in enumerate(sizes)]
    return corpus_of(*texts, **docvars)


def test_a_sample_is_blind_shuffled_and_the_same_for_the_same_seed():
    corpus = many([40, 30, 30], outlet=["A", "B", "A"], author=["x", "y", "z"])
    sample = sample_sentences(corpus, n=50, seed=7, codes=["hedged", "note"])
    assert sample.columns.tolist() == [*schema.TABLES["sample"], "hedged", "note"]
    assert len(sample) == sample["sentence_id"].nunique() == 50
    assert sample[["hedged", "note"]].isna().all(axis=None)
    assert [str(dtype) for dtype in sample.dtypes] == [
        *["str", "int32", "int32", "int32", "str", "float64"],
        *["str", "str"],
    ]
    assert not sample["sentence_id"].is_monotonic_increasing
    check_spans(sample.sort_values(["doc_id", "start"]), corpus)
    assert sample["text"].str.fullmatch(r"Number \d+ and \d+ stand here\.").all()
    pd.testing.assert_frame_equal(sample, sample_sentences(corpus, n=50, seed=7, codes=["hedged", "note"]))
    assert not sample.equals(sample_sentences(corpus, n=50, seed=8, codes=["hedged", "note"]))


def test_every_sentence_with_a_word_is_as_likely():
    corpus = corpus_of("One here. Two here. ... Three here.\n—\nFour here.", "Five here.")
    drawn = [sample_sentences(corpus, n=2, seed=seed)["text"] for seed in range(500)]
    counts = pd.concat(drawn).value_counts()
    assert set(counts.index.str.split().str[0]) >= {"One", "Two", "Four", "Five"}
    assert len(counts) == 5
    assert counts.between(150, 250).all()  # 200 expected, standard deviation 11


def test_strata_are_kept_in_proportion_or_alike():
    corpus = many([60, 20, 15, 5], outlet=["A", "B", "B", None], year=[1, 1, 2, 2])
    outlet = corpus.documents.set_index("doc_id")["outlet"]

    def drawn(**options) -> list[int]:
        sample = sample_sentences(corpus, seed=1, **options)
        return sample["doc_id"].map(outlet).value_counts(dropna=False).sort_index(na_position="last").tolist()

    assert drawn(n=20, by="outlet") == [12, 7, 1]
    assert drawn(n=21, by="outlet") == [13, 7, 1]  # 12.6, 7.35, 1.05
    assert drawn(n=24, by="outlet", allocation="equal") == [10, 9, 5]  # the last has no more than 5
    assert drawn(n=100, by="outlet", allocation="equal") == [60, 35, 5]
    by_both = sample_sentences(corpus, n=8, by=["outlet", "year"], allocation="equal", seed=3)
    assert by_both["doc_id"].value_counts().tolist() == [2, 2, 2, 2]


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(1, 45), st.sampled_from(["proportional", "equal"])
)
def test_allocations_add_up_and_never_draw_twice(sizes, n, allocation):
    corpus = many(sizes, group=list(range(len(sizes))))
    n = min(n, sum(sizes))
    sample = sample_sentences(corpus, n=n, by="group", allocation=allocation, seed=0)
    drawn = sample["doc_id"].value_counts().reindex(corpus.documents["doc_id"], fill_value=0).to_numpy()
    assert len(sample) == sample["sentence_id"].nunique() == n
    exact = np.array(sizes) * n / sum(sizes)
    if allocation == "proportional":
        assert (np.abs(drawn - exact) < 1).all()
    else:
        full = drawn == sizes
        assert np.ptp(drawn[~full]) <= 1 if (~full).any() else True
        assert (drawn[full].max(initial=0) <= drawn[~full].max(initial=99)) or not (~full).any()


def test_docvars_are_shown_only_on_request():
    corpus = many([3, 3], outlet=["A", "B"])
    sample = sample_sentences(corpus, n=6, seed=1, docvars=["outlet"], codes="tone")
    assert sample.columns.tolist() == [*schema.TABLES["sample"], "outlet", "tone"]
    assert set(zip(sample["doc_id"], sample["outlet"], strict=True)) == {("d0", "A"), ("d1", "B")}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 7}, "n is 7; the corpus has 6 sentences, so give a whole number from 1 to that"),
        ({"n": 0}, "n is 0; the corpus has 6"),
        ({"n": 2.0}, r"n is 2\.0; the corpus has 6"),
        ({"n": True}, "n is True; the corpus has 6"),
        ({"n": 1, "codes": ["text"]}, "codes names the column 'text', which the sample has already; choose another"),
        ({"n": 1, "codes": ["a", "a"]}, "codes names the column 'a', which"),
        ({"n": 1, "codes": "outlet", "docvars": ["outlet"]}, "codes names the column 'outlet', which"),
        ({"n": 1, "by": "paper"}, r"corpus\.documents lacks the column paper; it has doc_id, text, outlet"),
        ({"n": 1, "allocation": "half"}, "allocation is 'half'; choose one of 'proportional', 'equal'"),
    ],
)
def test_what_a_sample_cannot_be(options, message):
    with pytest.raises(ValueError, match=message):
        sample_sentences(many([3, 3], outlet=["A", "B"]), seed=1, **options)
    with pytest.raises(ValueError, match="the corpus has 0 sentences"):
        sample_sentences(corpus_of(), n=1, seed=1)
