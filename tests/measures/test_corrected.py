"""Means of corrected scores: codes weighed by what they stand for, degrees of freedom counted from them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from scipy.stats import t

import discourse as dc
from discourse.measures.corrected import codes_of, tell_few_codes


def scores(n=60, coded=30, chance=0.5, expected=0.25, **columns) -> pd.DataFrame:
    """Each row a document; the first so many are coded, in turn 1 and 0."""
    code, drawn = np.arange(n) % 2, np.arange(n) < coded
    corrected = np.where(drawn, expected + (code - expected) / chance, expected)
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(n)], "corrected": corrected, "expected": expected,
                         "probability": np.where(drawn, chance, np.nan)} | columns)  # fmt: skip


def talks(n: int, **docvars) -> dc.Corpus:
    return corpus_of(*["Talks failed."] * n, **docvars)


def mean_of(table, n=60, **options):
    return dc.count_mean(table, talks(n), column="corrected", **options).iloc[0]


def test_a_mean_is_what_is_expected_and_the_mean_of_what_codes_are_off_by():
    assert mean_of(scores())["mean"] == pytest.approx(0.5)
    # Of 60 rows 40 are coded, which stand for 80: their plain sum would count them for a third too much.
    table = scores(coded=40)
    assert table["corrected"].mean() == pytest.approx(0.25 + 80 / 60 * 0.25)
    assert mean_of(table)["mean"] == pytest.approx(0.5)
    weighed = table.assign(probability=np.where(table["corrected"] > 0.25, 0.5, 0.25) + table["probability"] * 0)
    residual = np.where(table["corrected"] > 0.25, 0.75, -0.25)
    weighed["corrected"] = 0.25 + (residual / weighed["probability"]).fillna(0)
    assert mean_of(weighed)["mean"] == pytest.approx(0.25 + (40 * 0.75 - 80 * 0.25) / 120)


def test_the_interval_has_the_degrees_of_the_codes():
    table = scores(n=2000, coded=20, chance=0.01)
    found = mean_of(table, 2000)
    off = np.tile([0.5, -0.5], 10)
    error = np.sqrt((off**2).sum()) / 20 / (1 - 1 / 20)  # each code held against the others
    width = t.ppf(0.975, 19) * error
    assert (found["high"] - found["low"]) / 2 == pytest.approx(width, rel=0.01)


def test_without_what_stands_beside_it_the_column_is_a_score_like_others():
    table = scores(coded=40).drop(columns="expected")
    assert codes_of(table, "corrected") == codes_of(scores(), "expected") == ()
    assert mean_of(table)["mean"] == pytest.approx(table["corrected"].mean())


def test_groups_with_few_codes_are_told():
    outlet = np.repeat(["A", "B", "C"], 20).tolist()
    with pytest.warns(
        UserWarning, match=r"coded in 2 of 3 groups \(B: 10; C: 0\), so few is True for them\. Code more"
    ):
        means = dc.count_mean(scores(), talks(60, outlet=outlet), column="corrected", by="outlet")
    assert means["few"].tolist() == [False, True, True]
    assert means["mean"].tolist() == [pytest.approx(0.5), pytest.approx(0.5), 0.25]
    assert means["low"].isna().tolist() == [False, False, True], "without two codes, nothing is known of how far off"
    with pytest.warns(UserWarning, match=r"fewer than 20 rows were coded in 1 of 2 groups \(B: 10\)"):
        found = dc.count_difference(
            scores(), talks(60, outlet=outlet), by="outlet", groups=("A", "B"), column="corrected", permutations=9
        )
    assert found["few"].tolist() == [True]
    assert found["difference"].tolist() == [pytest.approx(0)]


def test_many_groups_are_not_all_named(recwarn):
    tell_few_codes([(f"g{i}", 3) for i in range(9)])
    assert "in 9 of 9 groups (g0: 3; g1: 3; g2: 3; g3: 3; g4: 3; ...)" in str(recwarn[0].message)
    tell_few_codes([("a", 20), ("b", np.inf)])
    assert len(recwarn) == 1


def test_trends_and_columns_of_rows_have_their_codes():
    table = scores(voice=["author", "quoted"] * 30)
    corpus = talks(60, date=pd.to_datetime(["2014-05-01", "2015-05-01"] * 30))
    with pytest.warns(UserWarning, match="author: 15; quoted: 15"):
        by_voice = dc.count_mean(table, corpus, column="corrected", by="voice")
    assert by_voice["mean"].tolist() == [pytest.approx(0), pytest.approx(1)]
    with pytest.warns(UserWarning, match="2014-01-01 00:00:00: 15"):
        by_year = dc.count_mean(table, corpus, column="corrected", freq="YS")
    assert by_year["mean"].tolist() == [pytest.approx(0), pytest.approx(1)]
    with pytest.warns(UserWarning, match=r"1 of 2 groups \(2014-01-01 00:00:00: 15\)"):
        rolled = dc.count_mean(table, corpus, column="corrected", freq="YS", rolling=2).iloc[1]
    assert (rolled["n"], rolled["mean"], rolled["few"]) == (60, pytest.approx(0.5), False)


def test_a_permutation_test_of_groups_that_differ():
    code = np.r_[np.tile([1, 1, 1, 0], 25), np.tile([0, 0, 0, 1], 25)]
    table = scores(200, 200, 0.5).assign(corrected=0.25 + (code - 0.25) / 0.5)
    corpus = talks(200, side=["A"] * 100 + ["B"] * 100)
    found = dc.count_difference(table, corpus, by="side", column="corrected", permutations=199).iloc[0]
    assert found["difference"] == pytest.approx(0.5)
    assert found["p"] == 1 / 200
    assert 0 < found["low"] < 0.5 < found["high"] < 1
