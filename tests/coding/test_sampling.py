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

DESIGNS = ({}, {"by": "outlet"}, {"by": "outlet", "allocation": "equal"})
BEFORE = [[2, 79, 78, 46, 64], [48, 74, 1, 84, 86], [54, 85, 75, 58, 1]]


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


def test_what_is_drawn_is_as_it_was():
    """The same seed draws the same sentences as before the chance of being drawn stood beside them."""
    corpus = many([40, 30, 30], outlet=["A", "B", "A"])
    drawn = [sample_sentences(corpus, n=5, seed=5, **options)["sentence_id"].tolist() for options in DESIGNS]
    assert drawn == BEFORE


def test_the_chance_of_being_drawn_stands_beside_each_row():
    corpus = many([60, 20, 15, 5], outlet=["A", "B", "B", None])
    simple = sample_sentences(corpus, n=20, seed=1)
    assert simple["probability"].tolist() == [0.2] * 20
    equal = sample_sentences(corpus, n=24, seed=1, by="outlet", allocation="equal")
    outlet = equal["doc_id"].map(corpus.documents.set_index("doc_id")["outlet"]).fillna("none")
    chances = equal.groupby(outlet)["probability"].unique().map(list).to_dict()
    assert chances == {"A": [10 / 60], "B": [9 / 35], "none": [1]}
    assert (1 / equal["probability"]).sum() == pytest.approx(100), "they stand for all sentences"


def test_clusters_are_whole_documents_or_so_many_of_each():
    corpus = many([6, 6, 2, 6], outlet=["A", "A", "B", "B"])
    sample = sample_sentences(corpus, n=9, seed=4, per_document=3)
    sizes = sample["doc_id"].value_counts()
    assert len(sizes) == 3
    assert sizes.drop("d2", errors="ignore").eq(3).all()
    said = sample.drop_duplicates("doc_id").set_index("doc_id")["probability"]
    assert said.to_dict() == {doc: pytest.approx(3 / 4 * (1 if doc == "d2" else 1 / 2)) for doc in sizes.index}
    by = sample_sentences(corpus, n=6, seed=4, per_document=3, by="outlet", allocation="equal")
    assert by["doc_id"].isin(["d0", "d1"]).sum() == 3
    assert by["probability"].isin([0.25, 0.5]).all()


def test_more_is_drawn_where_the_program_is_unsure():
    corpus = many([50, 50], outlet=["A", "B"])
    sentences = dc.find_sentences(corpus)
    scores = sentences.assign(uncertainty=np.where(np.arange(100) % 2, 0.9, 0.1))
    sample = sample_sentences(corpus, n=20, seed=1, scores=scores)
    unsure = sample["sentence_id"] % 2 == 1
    assert sample["probability"].where(unsure).dropna().unique().tolist() == [pytest.approx(20 * 1.4 / 100)]
    assert sample["probability"].where(~unsure).dropna().unique().tolist() == [pytest.approx(20 * 0.6 / 100)]
    many_times = [sample_sentences(corpus, n=20, seed=seed, scores=scores) for seed in range(60)]
    assert np.mean([(one["sentence_id"] % 2).mean() for one in many_times]) == pytest.approx(0.7, abs=0.04)
    by = sample_sentences(corpus, n=20, seed=1, scores=scores, by="outlet")
    assert by["doc_id"].value_counts().tolist() == [10, 10]
    pd.testing.assert_frame_equal(sample, sample_sentences(corpus, n=20, seed=1, scores=scores))


def test_mentions_quotations_documents_and_rows_of_a_table_are_units():
    corpus = corpus_of("Iran may talk. “We want peace,” Russia said.", "Talks failed.")

    def texts(**options) -> set[str]:
        return set(sample_sentences(corpus, seed=1, **options)["text"])

    assert texts(n=2, units="mentions") == {"Iran", "Russia"}
    assert texts(n=1, units="quotes") == {"“We want peace,”"}
    assert texts(n=2, units="documents") == set(corpus.documents["text"])
    found = dc.find_hedges(corpus)
    sample = sample_sentences(corpus, n=1, seed=1, units=found)
    assert sample.columns.tolist() == [*schema.TABLES["sample"], "code"], "blind: nothing that the program found"
    assert sample["text"].tolist() == ["may"]


def test_units_in_one_place_are_told_apart():
    corpus = corpus_of("Iran and Cuba may talk.")
    units = pd.DataFrame({"doc_id": "d0", "start": 0, "end": 23, "actor": ["Iran", "Cuba"]})
    sample = sample_sentences(corpus, n=2, seed=1, units=units, docvars="actor")
    assert sorted(sample["actor"]) == ["Cuba", "Iran"]
    with pytest.raises(ValueError, match="several units have the same place, 'd0' from 0 to 23; in docvars, name"):
        sample_sentences(corpus, n=2, seed=1, units=units)
    with pytest.raises(ValueError, match="several units have the same place, 'd0'"):
        sample_sentences(corpus, n=2, seed=1, units=units.assign(actor="Iran"), docvars="actor")


SCORES = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [4], "uncertainty": [0.5]})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 3, "units": "documents"}, "n is 3; the corpus has 2 documents, so give a whole number from 1 to that"),
        ({"n": 1, "units": "words"}, "units is 'words'; choose one of 'sentences', 'mentions', 'quotes', 'documents'"),
        ({"n": 1, "per_document": 0}, "per_document is 0; give a whole number of sentences from 1 on, or None"),
        (
            {"n": 5, "per_document": 2},
            "n is 5 and per_document is 2; give an n that is a multiple of 2, up to 4, because",
        ),
        ({"n": 6, "per_document": 2}, "n is 6 and per_document is 2; give an n that is a multiple of 2, up to 4"),
        (
            {"n": 2, "per_document": 2, "scores": SCORES},
            "per_document and scores are both given, but they cannot be used",
        ),
        ({"n": 2, "scores": SCORES, "uncertainty": "u"}, "the scores lacks the column u; it has doc_id, start, end"),
        (
            {"n": 2, "scores": SCORES.assign(uncertainty=-1)},
            "uncertainty is -1 in a row of the scores; an uncertainty must",
        ),
        ({"n": 2, "scores": SCORES.assign(uncertainty=0)}, "uncertainty is 0 in all units, or no row of the scores"),
        ({"n": 2, "scores": SCORES.assign(doc_id="x")}, "uncertainty is 0 in all units, or no row of the scores is"),
    ],
)
def test_what_a_design_cannot_be(options, message):
    with pytest.raises(ValueError, match=message):
        sample_sentences(many([3, 3]), seed=1, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 7}, "n is 7; the corpus has 6 sentences, so give a whole number from 1 to that"),
        ({"n": 0}, "n is 0; the corpus has 6"),
        ({"n": 2.0}, r"n is 2\.0; the corpus has 6"),
        ({"n": True}, "n is True; the corpus has 6"),
        ({"n": 1, "codes": ["text"]}, "codes names the column 'text', but this name is already in use; choose"),
        ({"n": 1, "codes": ["a", "a"]}, "codes names the column 'a', but"),
        ({"n": 1, "codes": "outlet", "docvars": ["outlet"]}, "codes names the column 'outlet', but"),
        ({"n": 1, "by": "paper"}, r"corpus\.documents lacks the column paper; it has doc_id, text, outlet"),
        ({"n": 1, "allocation": "half"}, "allocation is 'half'; choose one of 'proportional', 'equal'"),
    ],
)
def test_what_a_sample_cannot_be(options, message):
    with pytest.raises(ValueError, match=message):
        sample_sentences(many([3, 3], outlet=["A", "B"]), seed=1, **options)
    with pytest.raises(ValueError, match="the corpus has 0 sentences"):
        sample_sentences(corpus_of(), n=1, seed=1)
