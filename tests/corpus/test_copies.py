"""Copies: which document of a text stays, what is rejected for it, and that no text is lost."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import corpus_of
from corpora import WHOLE, changed, text_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse.corpus._copies import find_copies


def dropped(corpus: dc.Corpus, pairs: pd.DataFrame | None = None, **options) -> dict[str, str]:
    """The copies, each with the document that stays in its place, as `rejected` has them."""
    fewer = dc.drop_duplicates(corpus, dc.find_duplicates(corpus) if pairs is None else pairs, **options)
    assert len(fewer.documents) + len(fewer.rejected) == len(corpus.documents) + len(corpus.rejected)
    new = fewer.rejected.iloc[len(corpus.rejected) :]
    assert new["reason"].str.startswith("copy of ").all()
    return dict(zip(new["doc_id"], new["reason"].str.removeprefix("copy of "), strict=True))


def pairs_of(corpus: dc.Corpus) -> list[tuple]:
    table = dc.find_duplicates(corpus)
    return list(table[["doc_id", "other_id", "n_shared", "kind"]].itertuples(index=False, name=None))


VERSIONS = corpus_of(
    WHOLE, "Peace.", changed(WHOLE, 30) + " in the end", WHOLE,
    date=pd.to_datetime(["2018-03-02", "2018-01-01", None, "2018-03-01"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("keep", "stays"),
    [
        ("first", "d0"),
        ("last", "d3"),
        ("longest", "d2"),
        ("earliest", "d3"),
        ("latest", "d0"),
        (lambda rows: rows["doc_id"].iloc[1], "d2"),
    ],
)
def test_which_document_stays(keep, stays):
    assert dropped(VERSIONS, keep=keep) == dict.fromkeys({"d0", "d2", "d3"} - {stays}, stays)


def test_without_dates_the_first_is_the_earliest_and_the_latest():
    for keep in ("earliest", "latest"):
        assert dropped(corpus_of(WHOLE, WHOLE), keep=keep) == {"d1": "d0"}


def test_ids_and_tokens_of_the_others_are_as_they_were():
    pairs = dc.find_duplicates(VERSIONS)
    fewer = dc.drop_duplicates(VERSIONS, pairs)
    wanted = dc.filter_corpus(VERSIONS, VERSIONS.documents["doc_id"].isin(["d0", "d1"]))
    for name in ("documents", "sections", "tokens", "doubts"):
        pd.testing.assert_frame_equal(getattr(fewer, name), getattr(wanted, name))
    assert dc.find_duplicates(fewer).empty
    assert dropped(fewer, pairs.head(0)) == {}


def test_the_file_of_a_copy_is_told():
    corpus = corpus_of(WHOLE, WHOLE, source=["a.html", "b.html"])
    assert dc.drop_duplicates(corpus, dc.find_duplicates(corpus)).rejected.values.tolist() == [
        ["b.html", "d1", "copy of d0"]
    ]


def test_pairs_that_were_taken_out_are_kept():
    corpus = corpus_of(WHOLE, WHOLE, text_of((50, 90)), text_of((50, 90)))
    pairs = dc.find_duplicates(corpus)
    assert dropped(corpus, pairs[pairs["doc_id"] != "d0"]) == {"d3": "d2"}


def test_versions_of_versions_are_one_text():
    drift = [WHOLE, changed(WHOLE, 10, 20), changed(WHOLE, 10, 20, 25, 32)]
    corpus = corpus_of(*drift)
    assert [row[:2] for row in pairs_of(corpus)] == [("d0", "d1"), ("d1", "d2")]
    assert dropped(corpus) == {"d1": "d0", "d2": "d0"}


def test_an_excerpt_goes_whatever_keep_says():
    corpus = corpus_of(text_of((0, 20)), WHOLE)
    for keep in ("first", "last", "longest"):
        assert dropped(corpus, keep=keep) == {"d0": "d1"}


def test_two_texts_that_hold_one_excerpt_are_two():
    corpus = corpus_of(text_of((0, 40)), text_of((0, 20), (50, 70)), text_of((0, 20)))
    assert dropped(corpus) == {"d2": "d0"}


def test_an_excerpt_of_a_copy_is_one_of_what_stays():
    corpus = corpus_of(WHOLE, changed(WHOLE, 39), text_of((0, 20)), text_of((0, 20)))
    assert dropped(corpus, keep="last") == {"d0": "d1", "d2": "d1", "d3": "d1"}


def test_a_chain_of_excerpts_loses_no_text():
    """The second holds the third, and the first the second, but not the third: it stays."""
    corpus = corpus_of(text_of((0, 42), (60, 70)), text_of((0, 42), (42, 50)), text_of((37, 50)))
    assert pairs_of(corpus) == [("d0", "d1", 40, "edited"), ("d1", "d2", 11, "excerpt")]
    corpus = corpus_of(text_of((0, 42), (60, 100)), text_of((0, 42), (42, 50)), text_of((37, 50)))
    assert pairs_of(corpus) == [("d0", "d1", 40, "excerpt"), ("d1", "d2", 11, "excerpt")]
    assert dropped(corpus) == {"d1": "d0"}


def test_a_circle_of_excerpts_keeps_one():
    corpus = corpus_of("One.", "Two.", "Three.", "Four.")
    pairs = pd.DataFrame({"doc_id": ["d0", "d1", "d2", "d2"], "other_id": ["d1", "d2", "d0", "d3"], "kind": "excerpt"})
    assert dropped(corpus, pairs) == {"d1": "d0", "d3": "d2"}


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["same", "excerpt"])), max_size=12))
def test_every_copy_is_one_of_a_document_that_stays(drawn):
    corpus = corpus_of(*["War came."] * 8)
    pairs = pd.DataFrame([(f"d{i}", f"d{j}", kind) for i, j, kind in drawn], columns=["doc_id", "other_id", "kind"])
    copies = dropped(corpus, pairs)
    assert not set(copies) & set(copies.values())
    alike = {frozenset([a, b]) for a, b, kind in pairs.itertuples(index=False) if kind == "same" and a != b}
    assert all({a, b} & set(copies) for a, b in alike)


def test_pairs_of_another_corpus():
    pairs = dc.find_duplicates(corpus_of(WHOLE, WHOLE))
    with pytest.raises(ValueError, match="pairs has rows of document 'd1', which the corpus lacks; pass the corpus"):
        dc.drop_duplicates(corpus_of(WHOLE), pairs)
    with pytest.raises(ValueError, match="the table of pairs lacks the column kind"):
        dc.drop_duplicates(corpus_of(WHOLE), pairs.drop(columns="kind"))


def test_keep_returns_one_of_its_rows():
    corpus = corpus_of(WHOLE, WHOLE, "Peace.")
    said = "keep returned 'd2'; the doc_id of one of the rows that it was given is needed, here 'd0', 'd1'"
    with pytest.raises(ValueError, match=re.escape(said)):
        dc.drop_duplicates(corpus, dc.find_duplicates(corpus), keep=lambda rows: "d2")


def test_copies_are_told_without_dropping_them():
    assert find_copies(VERSIONS, dc.find_duplicates(VERSIONS)).to_dict() == {"d2": "d0", "d3": "d0"}
