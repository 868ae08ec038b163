"""Differences of groups and multiverses: by hand, and against SciPy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from scipy import stats

import discourse as dc

TEXTS = ["may may rain", "may rain rain", "may rain", "rain rain rain", "rain may rain rain", "rain"]
CORPUS = corpus_of(*TEXTS, outlet=["A", "A", "A", "B", "B", "B"])
HEDGES = dc.find_hedges(CORPUS)


def test_the_rates_of_two_groups_by_hand():
    row = dc.count_difference(HEDGES, CORPUS, by="outlet").iloc[0]
    assert row[["group", "other", "n_docs", "other_n_docs", "few"]].tolist() == ["A", "B", 3, 3, True]
    assert row["value"] == pytest.approx(4 / 8 * 1000)
    assert row["other_value"] == pytest.approx(1 / 8 * 1000)
    assert row["difference"] == pytest.approx(375)
    # residuals of A around 1/2: .5, -.5, 0; of B around 1/8: -3/8, 1/2, -1/8
    error = np.sqrt(0.5 * 3 / 2) / 8, np.sqrt((9 + 16 + 1) / 64 * 3 / 2) / 8
    degrees = (error[0] ** 2 + error[1] ** 2) ** 2 / (error[0] ** 4 / 2 + error[1] ** 4 / 2)
    assert row["high"] - row["difference"] == pytest.approx(stats.t.ppf(0.975, degrees) * np.hypot(*error) * 1000)


def test_p_is_the_share_of_all_dealings():
    """Of the 20 ways to deal six documents to two groups of three, counted one by one."""
    n, words = np.array([2, 1, 1, 0, 1, 0]), np.array([3, 3, 2, 3, 4, 1])
    exact = stats.permutation_test(
        (np.arange(3), np.arange(3, 6)),
        lambda a, b: n[a].sum() / words[a].sum() - n[b].sum() / words[b].sum(),
        permutation_type="independent",
        n_resamples=np.inf,
        alternative="two-sided",
        vectorized=False,
    )
    row = dc.count_difference(HEDGES, CORPUS, by="outlet", permutations=20000).iloc[0]
    share = np.mean(np.abs(exact.null_distribution) >= abs(exact.statistic) - 1e-12)
    assert row["p"] == pytest.approx(share, abs=0.015)


def test_means_of_a_score():
    scores = pd.DataFrame({"doc_id": ["d0", "d1", "d3", "d4"], "tone": [0.5, 0.1, -0.2, -0.4]})
    row = dc.count_difference(scores, CORPUS, by="outlet", column="tone").iloc[0]
    assert row[["value", "other_value", "difference"]].tolist() == pytest.approx([0.3, -0.3, 0.6])
    welch = stats.ttest_ind([0.5, 0.1], [-0.2, -0.4], equal_var=False).confidence_interval()
    assert [row["low"], row["high"]] == pytest.approx([welch.low, welch.high])


def test_the_same_seed_gives_the_same_p_and_groups_can_be_named():
    one = dc.count_difference(HEDGES, CORPUS, by="outlet", groups=("B", "A"), seed=5)
    assert one.equals(dc.count_difference(HEDGES, CORPUS, by="outlet", groups=("B", "A"), seed=5))
    assert one["difference"].iloc[0] == pytest.approx(-375)


def test_one_group_is_compared_with_all_others():
    """A against B and C together, a document without an outlet in neither."""
    texts = ["may", "may may rain rain", "rain may", "rain rain", "may rain rain rain", "rain", "may may may"]
    corpus = corpus_of(*texts, outlet=["A", "A", "B", "B", "C", "C", None])
    hedges = dc.find_hedges(corpus)
    row = dc.count_difference(hedges, corpus, by="outlet", groups=("A",)).iloc[0]
    assert row[["group", "other", "n_docs", "other_n_docs"]].tolist() == ["A", "all others", 2, 4]
    assert row["value"] == pytest.approx(3 / 5 * 1000)
    assert row["other_value"] == pytest.approx(2 / 9 * 1000)
    two = corpus_of(*texts, outlet=["A", "A", *["others"] * 4, None])
    same = dc.count_difference(hedges, two, by="outlet", groups=["A", "others"]).iloc[0]
    assert row.drop("other").equals(same.drop("other"))
    scores = pd.DataFrame({"doc_id": ["d0", "d1", "d2", "d5", "d6"], "tone": [0.5, 0.1, -0.2, -0.4, 0.9]})
    means = dc.count_difference(scores, corpus, by="outlet", groups=["A"], column="tone").iloc[0]
    assert means[["value", "other_value", "n_docs", "other_n_docs"]].tolist() == pytest.approx([0.3, -0.3, 2, 2])


def test_of_two_groups_one_against_all_others_is_one_against_the_other():
    one = dc.count_difference(HEDGES, CORPUS, by="outlet", groups=("B",)).assign(other="A")
    assert one.equals(dc.count_difference(HEDGES, CORPUS, by="outlet", groups=("B", "A")))


@pytest.mark.parametrize("groups", ["AB", (), ("A", "B", "C"), ("A", "A")])
def test_groups_are_one_or_two_values(groups):
    with pytest.raises(ValueError) as raised:
        dc.count_difference(HEDGES, CORPUS, by="outlet", groups=groups)
    assert str(raised.value) == (
        f"groups is {groups!r}; give two values of outlet, such as ('A', 'B'), or one, such as ('A',), "
        "to compare it with all others"
    )


def test_groups_that_cannot_be_compared():
    three = corpus_of(*TEXTS, outlet=["A", "A", "B", "B", "C", "C"])
    says = r"outlet has 3 values \(A, B, C\); name the two to compare as groups, or one to compare with all others"
    with pytest.raises(ValueError, match=says):
        dc.count_difference(HEDGES, three, by="outlet")
    with pytest.raises(ValueError, match=r"outlet 'D' has 0 documents with words; two are needed"):
        dc.count_difference(HEDGES, three, by="outlet", groups=("A", "D"))
    stranger = pd.DataFrame({"doc_id": ["z"]})
    with pytest.raises(ValueError, match="rows of document 'z', which the corpus lacks"):
        dc.count_difference(stranger, CORPUS, by="outlet")


def test_each_row_of_a_multiverse_is_the_single_run():
    mentions = dc.find_mentions(CORPUS, dc.load_actors("world"))

    def finding(outlet, mask):
        corpus = dc.filter_corpus(CORPUS, CORPUS.documents["outlet"].isin(outlet))
        return dc.count_mean(dc.score_sentiment(corpus, mask=mask), corpus)

    choices = {"outlet": {"both": ["A", "B"], "A": ["A"]}, "mask": {"names": mentions, "none": None}}
    table = dc.count_multiverse(finding, choices)
    assert table[["outlet", "mask"]].values.tolist() == [
        ["both", "names"], ["both", "none"], ["A", "names"], ["A", "none"],
    ]  # fmt: skip
    for row in table.to_dict("records"):
        single = finding(choices["outlet"][row["outlet"]], choices["mask"][row["mask"]]).iloc[0]
        assert {k: row[k] for k in single.index} == pytest.approx(single.to_dict(), nan_ok=True)


def test_choices_are_named_and_labelled():
    with pytest.raises(ValueError, match="give a mapping of names to mappings of labels to values"):
        dc.count_multiverse(lambda: 1, {})
    with pytest.raises(ValueError, match="the finding has the column 'a', which is a choice as well"):
        dc.count_multiverse(lambda a: {"a": a}, {"a": {"one": 1}})


def test_rolling_periods_cover_those_before_them():
    dates = pd.to_datetime(["2014-01-05", "2014-02-05", "2014-03-05", "2014-03-06", "2014-04-01", "2014-04-02"])
    corpus = corpus_of(*TEXTS, date=dates)
    table = dc.count_rate(dc.find_hedges(corpus), corpus, freq="MS", rolling=2)
    assert table["n"].tolist() == [2, 3, 2, 2]
    assert table["n_docs"].tolist() == [1, 2, 3, 4]
    assert table["n_words"].tolist() == [3, 6, 8, 10]
    plain = dc.count_rate(dc.find_hedges(corpus), corpus, freq="MS")
    assert plain["n"].tolist() == [2, 1, 1, 1]
    tone = dc.count_mean(dc.score_sentiment(corpus), corpus, freq="MS", rolling=4)
    assert tone["n"].tolist() == [1, 2, 4, 6]


@pytest.mark.parametrize("rolling", [0, 1.5, True])
def test_rolling_is_a_number_of_periods(rolling):
    with pytest.raises(ValueError, match="give a whole number of periods, and freq with it"):
        dc.count_rate(HEDGES, CORPUS, rolling=rolling)
