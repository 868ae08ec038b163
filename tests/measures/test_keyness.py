"""Keyness against figures of R 4.2.2 and quanteda 4.3.1, and against what can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import discourse as dc

TARGET = pd.DataFrame({"feature": ["x", "y", "z"], "n": [4, 1, 2]})
REFERENCE = pd.DataFrame({"feature": ["x", "y", "w", "z"], "n": [1, 4, 4, 1]})


def test_the_example_of_quanteda():
    """textstat_keyness of "x x x x y z z" against "x y y y y w w w w z", quanteda.textstats 0.97.2."""
    table = dc.keyness(TARGET, REFERENCE).set_index("feature").loc[["x", "z", "y", "w"]]
    assert table["g2"].tolist() == pytest.approx([4.5347421, 0.9665411, -1.3952532, -5.0899822], abs=1e-7)
    assert table["chi2"].tolist() == pytest.approx([4.4079, 0.9772, -1.3114, -3.6615], abs=1e-4)
    assert table["chi2_yates"].tolist() == pytest.approx([2.4295833, 0.1170918, -0.3652976, -1.7758929], abs=1e-7)


def test_the_four_cells_by_hand():
    row = dc.keyness(TARGET, REFERENCE).set_index("feature").loc["x"]
    assert row[["n_target", "n_reference", "total_target", "total_reference"]].tolist() == [4, 1, 7, 10]
    assert row["log_ratio"] == pytest.approx(np.log2((4 / 7) / (1 / 10)))
    error = np.sqrt(1 / 4 - 1 / 7 + 1 / 1 - 1 / 10) / np.log(2)
    assert row["log_ratio_high"] - row["log_ratio"] == pytest.approx(1.959963984540054 * error)
    assert row["log_ratio"] - row["log_ratio_low"] == pytest.approx(1.959963984540054 * error)
    assert row["pct_diff"] == pytest.approx((4 / 7 - 0.1) / 0.1 * 100)
    assert row["odds_ratio"] == pytest.approx(4 * 9 / (1 * 3))
    expected = np.array([7 * 5 / 17, 10 * 5 / 17])
    assert row["ll"] == pytest.approx(2 * (np.array([4, 1]) * np.log(np.array([4, 1]) / expected)).sum())
    assert row["bic"] == pytest.approx(row["ll"] - np.log(17))


def test_a_feature_that_one_side_lacks():
    table = dc.keyness(TARGET, REFERENCE).set_index("feature")
    assert table.loc["w", "n_target"] == 0
    assert table.loc["w", "log_ratio"] == pytest.approx(np.log2((0.5 / 7) / (4 / 10)))
    swapped = dc.keyness(REFERENCE, TARGET).set_index("feature")
    assert swapped.loc["w", "pct_diff"] == np.inf
    assert (swapped["g2"] + table["g2"]).abs().max() < 1e-12


def test_p_values_after_holm_and_benjamini_hochberg():
    table = dc.keyness(TARGET, REFERENCE).sort_values("p", ignore_index=True)
    p = table["p"].to_numpy()
    assert table["p_holm"].tolist() == pytest.approx(np.maximum.accumulate(np.minimum(p * [4, 3, 2, 1], 1)).tolist())
    adjusted = np.minimum.accumulate((p * 4 / np.arange(1, 5))[::-1])[::-1]
    assert table["p_bh"].tolist() == pytest.approx(adjusted.tolist())


def test_fisher_only_when_asked_for():
    assert dc.keyness(TARGET, REFERENCE)["fisher_p"].isna().all()
    table = dc.keyness(TARGET, REFERENCE, exact=True).set_index("feature")
    assert table.loc["x", "fisher_p"] == pytest.approx((350 + 21 + 252) / 6188)  # tables as rare as 4, 1, 3, 9


def test_the_total_of_the_corpus_counts_not_the_rows_that_are_left():
    some = dc.count_features(dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["war war peace"]})), min_n=2)
    assert dc.keyness(some, some)["total_target"].tolist() == [3]


def test_what_cannot_be_compared_is_said():
    with pytest.raises(ValueError, match=r"the target table has 'x' in more than one row; give the rows of one group"):
        dc.keyness(pd.concat([TARGET, TARGET]), REFERENCE)
    with pytest.raises(ValueError, match=r"one of the corpora has no words \(7 and 0\); there is nothing to compare"):
        dc.keyness(TARGET, REFERENCE.iloc[:0])
    with pytest.raises(ValueError, match="the reference table lacks the column n"):
        dc.keyness(TARGET, REFERENCE[["feature"]])


def test_a_word_that_is_all_there_is():
    only = pd.DataFrame({"feature": ["x"], "n": [5]})
    row = dc.keyness(only, only).iloc[0]
    assert row[["ll", "g2", "chi2", "chi2_yates"]].tolist() == [0, 0, 0, 0]
    assert row["p"] == 1


def test_the_inaugural_addresses_against_r(shared):
    """Counts since 1945 against those before; R 4.2.2, and formulas written out for log ratio, %DIFF and BIC."""
    gold = pd.read_csv(shared / "data" / "statistics" / "keyness_inaugural_post_vs_pre.csv")
    target = pd.DataFrame({"feature": gold["word"], "n": gold["target"], "total": gold["n_target"]})
    reference = pd.DataFrame({"feature": gold["word"], "n": gold["reference"], "total": gold["n_reference"]})
    table = dc.keyness(target, reference).set_index("feature").loc[gold["word"]]
    for ours, theirs in {
        "ll": "ll_rayson_2cell", "g2": "g2_4cell", "chi2": "chi2", "chi2_yates": "chi2_yates", "p": "g2_p",
        "log_ratio": "log_ratio_05zero", "pct_diff": "pct_diff", "odds_ratio": "odds_ratio", "bic": "bic",
    }.items():  # fmt: skip
        value = table[ours].abs() if ours in ("ll", "g2", "chi2", "chi2_yates") else table[ours]
        np.testing.assert_allclose(value.to_numpy(), gold[theirs].to_numpy(), rtol=1e-9, atol=1e-20, err_msg=ours)
    some = np.flatnonzero(gold["target"] + gold["reference"] < 60)[::40]
    exact = dc.keyness(target.iloc[some], reference.iloc[some], exact=True).set_index("feature").loc[gold["word"][some]]
    np.testing.assert_allclose(exact["fisher_p"].to_numpy(), gold["fisher_p"][some].to_numpy(), rtol=1e-9)
