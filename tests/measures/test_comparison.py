"""Differences of groups and multiverses: by hand, and against SciPy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from scipy import stats

import discourse as dc
from discourse.measures.intervals.differences import mean_difference, rate_difference
from discourse.schema import shown

TEXTS = ["may may rain", "may rain rain", "may rain", "rain rain rain", "rain may rain rain", "rain"]
CORPUS = corpus_of(*TEXTS, outlet=["A", "A", "A", "B", "B", "B"])
HEDGES = dc.find_hedges(CORPUS)


def test_the_rates_of_two_groups_by_hand():
    row = dc.count_difference(HEDGES, CORPUS, by="outlet").iloc[0]
    assert row[["group", "other", "n_docs", "other_n_docs", "few"]].tolist() == ["A", "B", 3, 3, True]
    assert row["value"] == pytest.approx(4 / 8 * 1000)
    assert row["other_value"] == pytest.approx(1 / 8 * 1000)
    assert row["difference"] == pytest.approx(375)
    same = rate_difference((np.array([2, 1, 1]), np.array([3, 3, 2])), (np.array([0, 1, 0]), np.array([3, 4, 1])))
    assert (row["low"], row["high"]) == pytest.approx((same.low * 1000, same.high * 1000))


def test_p_is_the_share_of_all_dealings():
    """Of the 20 ways to deal six documents to two groups of three, counted one by one."""
    n, words = np.array([2, 1, 1, 0, 1, 0]), np.array([3, 3, 2, 3, 4, 1])

    def distance(a, b):
        found = rate_difference((n[a], words[a]), (n[b], words[b]))
        return found.value / (found.value - found.low if found.value > 0 else found.high - found.value)

    exact = stats.permutation_test(
        (np.arange(3), np.arange(3, 6)),
        distance,
        permutation_type="independent",
        n_resamples=np.inf,
        alternative="two-sided",
        vectorized=False,
    )
    row = dc.count_difference(HEDGES, CORPUS, by="outlet", permutations=20000).iloc[0]
    share = np.mean(np.abs(exact.null_distribution) >= abs(exact.statistic) - 1e-9)
    assert row["p"] == pytest.approx(share, abs=0.015)


def test_groups_that_do_not_differ():
    """Without a hit, and with one in each document: p is 1, and the interval has a width."""
    corpus = corpus_of(*["may rain"] * 24, outlet=["A"] * 12 + ["B"] * 12)
    hedges = dc.find_hedges(corpus)
    for table, reach in ((hedges[:0], 1.959964**2 / 24), (hedges, None)):
        row = dc.count_difference(table, corpus, by="outlet", per=1, permutations=99).iloc[0]
        assert (row["difference"], row["p"]) == (0, 1)
        assert row["low"] == pytest.approx(-row["high"])
        assert row["high"] == pytest.approx(reach) if reach else row["high"] > 0
        assert row["few"] == (len(table) == 0)


def test_all_hits_in_one_group_of_documents_that_are_alike():
    corpus = corpus_of(*["may rain"] * 12, *["did rain"] * 12, outlet=["A"] * 12 + ["B"] * 12)
    row = dc.count_difference(dc.find_hedges(corpus), corpus, by="outlet", per=1).iloc[0]
    assert row["p"] == 1 / 10000
    assert 0 < row["low"] < row["difference"] == 0.5 < row["high"]
    assert row["few"], "in B there is no event"


@pytest.mark.parametrize("hits", [[1, 1, 1, 2, 0, 3, 4, 2, 5, 1, 0, 2], [0, 1, 0, 2, 1, 0, 0, 5, 6, 4, 7, 3]], ids=str)
def test_interval_and_p_say_the_same_of_zero(hits):
    corpus = corpus_of(*["may " * k + "rain " * 20 for k in hits], outlet=["A"] * 6 + ["B"] * 6)
    row = dc.count_difference(dc.find_hedges(corpus), corpus, by="outlet").iloc[0]
    assert (row["low"] <= 0 <= row["high"]) == (row["p"] > 0.05)


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("permutations", -1, "a whole number of at least 1 is needed, such as 9999"),
        ("permutations", 0, "a whole number of at least 1 is needed, such as 9999"),
        ("permutations", 99.5, "a whole number of at least 1 is needed, such as 9999"),
        ("permutations", True, "a whole number of at least 1 is needed, such as 9999"),
        ("seed", -1, "a whole number of at least 0 is needed, such as 0"),
        ("seed", "one", "a whole number of at least 0 is needed, such as 0"),
        ("per", 0, "a positive number of words is needed, such as 1000"),
        ("per", float("nan"), "a positive number of words is needed, such as 1000"),
        ("per", "1000", "a positive number of words is needed, such as 1000"),
    ],
)
def test_numbers_that_cannot_be(option, value, allowed):
    with pytest.raises(ValueError) as raised:
        dc.count_difference(HEDGES, CORPUS, by="outlet", **{option: value})
    assert str(raised.value) == f"{option} is {value!r}; {allowed}"


def test_means_of_a_score():
    scores = pd.DataFrame({"doc_id": ["d0", "d1", "d3", "d4"], "tone": [0.5, 0.1, -0.2, -0.4]})
    row = dc.count_difference(scores, CORPUS, by="outlet", column="tone").iloc[0]
    assert row[["value", "other_value", "difference"]].tolist() == pytest.approx([0.3, -0.3, 0.6])
    same = mean_difference((np.array([0.5, 0.1]), np.ones(2)), (np.array([-0.2, -0.4]), np.ones(2)), ends=(-1, 1))
    assert [row["low"], row["high"]] == pytest.approx([same.low, same.high])


def test_scores_that_are_one_number_do_not_differ():
    """On a known scale with an interval, on another with none; 3 * 0.1 / 3 and 2 * 0.1 / 2 differ by rounding."""
    docs = pd.DataFrame({"doc_id": ["d0", "d1", "d2", "d3", "d4"]})
    for column, known in (("tone", True), ("mine", False)):
        scores = docs.assign(**{column: 0.1})
        row = dc.count_difference(scores, CORPUS, by="outlet", column=column, permutations=99).iloc[0]
        assert row["difference"] == pytest.approx(0)
        assert (row["p"], row["few"]) == (1, True)
        assert np.isnan(row["low"]) == np.isnan(row["high"]) != known


def test_groups_that_agree_within_but_not_with_one_another():
    scores = pd.DataFrame({"doc_id": [f"d{i}" for i in range(6)], "stars": [2.0] * 3 + [4.0] * 3})
    row = dc.count_difference(scores, CORPUS, by="outlet", column="stars").iloc[0]
    assert row["low"] <= row["difference"] == -2 < row["high"]
    assert row["p"] == pytest.approx(0.1, abs=0.02), "of 20 dealings, two are as far apart"


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


@pytest.mark.parametrize("groups", ["AB", (), ("A", "B", "C"), ("A", "A"), 5, (["A"], ["B"]), {"B"}, {"A", "B"}])
def test_groups_are_one_or_two_values(groups):
    with pytest.raises(ValueError) as raised:
        dc.count_difference(HEDGES, CORPUS, by="outlet", groups=groups)
    assert str(raised.value) == (
        f"groups is {shown(groups)}; give two values of outlet, such as ('A', 'B'), or one, such as ('A',), "
        "to compare it with all others"
    )


@pytest.mark.parametrize("by", [None, ["outlet"], 3])
def test_by_is_one_docvar(by):
    with pytest.raises(TypeError) as raised:
        dc.count_difference(HEDGES, CORPUS, by=by)
    assert str(raised.value) == f"by is {by!r}; a string is needed"


def test_rounding_is_no_difference():
    """The same scores in another order in each group: their sums differ by 2.8e-17, and p must not see it."""
    corpus = corpus_of(*["Rain."] * 12, outlet=["A"] * 6 + ["B"] * 6)
    orders = {"A": [0.1, 0.2, -0.3], "B": [-0.3, 0.2, 0.1]}
    rows = [(f"d{i}", score) for i in range(12) for score in orders["A" if i < 6 else "B"]]
    row = dc.count_difference(
        pd.DataFrame(rows, columns=["doc_id", "compound"]), corpus, by="outlet", column="compound", permutations=99
    ).iloc[0]
    assert row["difference"] != 0
    assert row["low"] < -0.1 < 0.1 < row["high"]
    assert row["p"] == 1
    assert row["few"]


def test_groups_that_cannot_be_compared():
    three = corpus_of(*TEXTS, outlet=["A", "A", "B", "B", "C", "C"])
    says = r"outlet has 3 values \(A, B, C\); name two of them to compare, as groups, or one to compare with all others"
    with pytest.raises(ValueError, match=says):
        dc.count_difference(HEDGES, three, by="outlet")
    with pytest.raises(ValueError, match=r"outlet 'D' has 0 documents with words; at least two are needed"):
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
    with pytest.raises(ValueError, match="for each choice, give its name, its labels and their values, such as"):
        dc.count_multiverse(lambda: 1, {})
    with pytest.raises(ValueError, match="the finding has the column 'a', which is also the name of a choice"):
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
    with pytest.raises(ValueError, match="give a whole number of periods, and also freq"):
        dc.count_rate(HEDGES, CORPUS, rolling=rolling)
