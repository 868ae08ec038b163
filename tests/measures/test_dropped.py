"""Words that are left out of a table: rows go, totals stay."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.measures._dropped import find_kept

CORPUS = corpus_of("The war of words is a cold war. It isn’t the cold war of old.", "A war and the peace.")


@pytest.mark.parametrize(
    ("drop", "kept"),
    [
        (None, ["of", "cold war", "war of words", "don't"]),
        ("function words", ["cold war"]),
        (["of"], ["cold war", "don't"]),
        (["WAR*"], ["of", "don't"]),
        (["Don’t", "c*d"], ["of", "war of words"]),
        (pd.DataFrame({"pattern": ["words"], "category": "x"}), ["of", "cold war", "don't"]),
        ([], ["of", "cold war", "war of words", "don't"]),
    ],
)
def test_what_is_kept(drop, kept):
    forms = ["of", "cold war", "war of words", "don't"]
    assert [form for form, keep in zip(forms, find_kept(forms, drop), strict=True) if keep] == kept


def test_stems_are_left_out_by_the_stems_of_the_words():
    assert find_kept(["negoti", "war"], ["negotiations"], stem=True).tolist() == [False, True]


@pytest.mark.parametrize("n", [1, 2])
def test_features_keep_their_totals(n):
    whole = dc.count_features(CORPUS, n=n).set_index("feature")
    some = dc.count_features(CORPUS, n=n, drop="function words").set_index("feature")
    pd.testing.assert_frame_equal(some, whole.loc[some.index])
    assert some.index.tolist() == [["war", "cold", "old", "peace", "words"], ["cold war"]][n - 1]


def test_keyness_compares_with_the_whole():
    target, reference = (dc.count_features(corpus) for corpus in (CORPUS, corpus_of("The peace of the old.")))
    whole, some = dc.keyness(target, reference), dc.keyness(target, reference, drop="function words")
    same = ["feature", "n_target", "n_reference", "total_target", "total_reference", "g2", "log_ratio"]
    left = whole[whole["feature"].isin(some["feature"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(some[same], left[same])
    assert sorted(some["feature"]) == ["cold", "old", "peace", "war", "words"]
    bare = dc.keyness(target.drop(columns="total"), reference.drop(columns="total"), drop="function words")
    pd.testing.assert_frame_equal(bare, some)


def test_collocates_and_collocations_are_measured_against_the_whole():
    whole, some = (dc.collocates(CORPUS, "war", drop=drop).set_index("collocate") for drop in (None, ["of", "the"]))
    pd.testing.assert_frame_equal(some, whole.drop(index=["of", "the"]))
    runs, few = (dc.collocations(CORPUS, min_n=1, drop=drop) for drop in (None, "function words"))
    runs = runs.set_index("collocation")
    assert few["collocation"].tolist() == ["cold war"]
    pd.testing.assert_frame_equal(few.set_index("collocation"), runs.loc[["cold war"]])


def test_a_name_that_no_list_has_is_an_error():
    message = "drop is 'the'; give 'function words', a list of words, or a table with pattern"
    for count in (dc.count_features, dc.collocations, lambda corpus, drop: dc.collocates(corpus, "war", drop=drop)):
        with pytest.raises(ValueError, match=message):
            count(CORPUS, drop="the")
    with pytest.raises(ValueError, match="the pattern '\\*' has a word without letters"):
        dc.count_features(CORPUS, drop=["*"])
    with pytest.raises(ValueError, match="the table drop lacks the column pattern"):
        dc.count_features(CORPUS, drop=pd.DataFrame({"word": ["a"]}))
