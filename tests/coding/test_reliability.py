"""Agreement between coders: the figures of textbooks, and of NLTK."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from discourse import schema
from discourse.coding.reliability import count_reliability

#: Krippendorff (2011), sections A to C and E.
BINARY = {"meg": list("0100000010"), "owen": list("1110010000")}
NOMINAL = {"ben": list("aabbdcccedda"), "gerry": list("babbbccceddd")}
MISSING = {
    "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "c": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


@pytest.mark.parametrize(
    ("codes", "level", "n", "alpha"),
    [
        (BINARY, "nominal", 10, 0.095),
        (BINARY, "interval", 10, 0.095),
        (NOMINAL, "nominal", 12, 0.692),
        (MISSING, "nominal", 11, 0.743),
        (MISSING, "interval", 11, 0.849),
    ],
)
def test_alpha_is_that_of_krippendorff_2011(codes, level, n, alpha):
    table = count_reliability(pd.DataFrame(codes), columns=list(codes), level=level, uncoded="skip")
    assert round(table["alpha"][0], 3) == alpha
    assert table["n"][0] == n
    assert table["n_coders"][0] == len(codes)


def test_kappa_is_that_of_fleiss_levin_and_paik():
    """Fleiss, Levin and Paik (2003), table 18.1: 100 subjects, three diagnoses, .89 observed and .66 by chance."""
    counts = {"pp": 75, "pn": 1, "po": 4, "np": 5, "nn": 4, "no": 1, "oo": 10}
    coded = pd.DataFrame([list(pair) for pair, n in counts.items() for _ in range(n)], columns=["a", "b"])
    table = count_reliability(coded, columns=["a", "b"])
    assert len(table) == 1
    assert table["agreement"][0] == pytest.approx(0.89)
    assert table["kappa"][0] == pytest.approx((0.89 - 0.66) / (1 - 0.66))
    # Alpha sets the joint codes apart by n (n - 1): 200 codes, of them 160, 15 and 25.
    chance = (160 * 159 + 15 * 14 + 25 * 24) / (200 * 199)
    assert table["alpha"][0] == pytest.approx(1 - 0.11 / (1 - chance))


def test_of_three_coders_all_come_first_and_then_each_pair():
    coded = pd.DataFrame({"a": list("xxyy"), "b": list("xxyx"), "c": list("xyyy")}, index=[5, 5, 9, 1])
    table = count_reliability(coded, columns=["a", "b", "c"])
    assert table["coders"].tolist() == ["a, b, c", "a, b", "a, c", "b, c"]
    assert table["n_coders"].tolist() == [3, 2, 2, 2]
    assert table["agreement"].tolist() == pytest.approx([8 / 12, 0.75, 0.75, 0.5])
    assert table["kappa"][1:].tolist() == pytest.approx([0.5, 0.5, (0.5 - 0.375) / (1 - 0.375)])
    assert table["kappa"][0] == pytest.approx(table["kappa"][1:].mean())
    assert table.columns.tolist() == list(schema.TABLES["reliability"])
    assert count_reliability(coded.assign(**{c: [1, 2, 3, 4] for c in "ab"}), columns=["a", "b"], level="interval")[
        "kappa"
    ].isna()[0]


def test_codes_are_the_same_in_any_spelling_of_a_spreadsheet():
    coded = pd.DataFrame({"a": [1.0, 0.0, None, 1.0], "b": ["1", " 0", "yes", "1 "]})
    table = count_reliability(coded, columns=["a", "b"], uncoded="skip")
    assert table[["n", "agreement", "kappa", "alpha"]].iloc[0].tolist() == [3, 1, 1, 1]
    coded = pd.DataFrame({"a": ["Yes", "no"], "b": [" yes", "NO"]})
    assert count_reliability(coded, columns=["a", "b"])["agreement"][0] == 1
    coded = pd.DataFrame({"a": ["Yes", "no", "no"], "b": [1, 0, 1], "c": [True, False, True]})
    table = count_reliability(coded, columns=["a", "b", "c"])
    assert table["agreement"].tolist() == pytest.approx([7 / 9, 2 / 3, 2 / 3, 1])


def test_alpha_of_numbers_is_that_of_nltk():
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import interval_distance

    codes = pd.DataFrame(np.random.default_rng(3).integers(1, 8, (30, 3)).astype(float), columns=list("abc"))
    codes.iloc[[1, 4], 0] = codes.iloc[[4, 9], 1] = np.nan
    triples = [(c, u, v) for c in codes for u, v in codes[c].dropna().items()]
    wanted = AnnotationTask(triples, distance=interval_distance).alpha()
    table = count_reliability(codes, columns=list("abc"), level="interval", uncoded="skip")
    assert table["alpha"][0] == pytest.approx(wanted)
    assert table["n"].tolist() == [29, 27, 28, 28]


@pytest.mark.parametrize(
    ("codes", "options", "message"),
    [
        (
            {"a": [1, 0, None], "b": [1, 1, 0]},
            {},
            r"1 of 3 units are not coded in the column 'a' \(the first is row 2\)",
        ),
        (
            {"a": ["x", " "], "b": ["x", "y"]},
            {},
            r"1 of 2 units are not coded in the column 'a' \(the first is row 1\); code",
        ),
        (
            {"a": [1, None], "b": [None, 0]},
            {"uncoded": "skip"},
            "a and b have no unit in common; agreement needs units",
        ),
        ({"a": [], "b": []}, {}, "a and b have no unit in common"),
        ({"a": [1, 1], "b": [1, 1]}, {}, "a and b gave the same code to all 2 units, so kappa and alpha"),
        (
            {"a": [1, "x"], "b": [1, 2]},
            {"level": "interval"},
            "the column 'a' has 'x', which is not a number; use level=",
        ),
        ({"a": [1, 2], "b": [1, 2]}, {"level": "ratio"}, "level is 'ratio'; choose one of 'nominal', 'interval'"),
        ({"a": [1, 2], "b": [1, 2]}, {"uncoded": "drop"}, "uncoded is 'drop'; choose one of 'refuse', 'skip'"),
        ({"a": [1, 2], "b": [1, 2]}, {"columns": ["a"]}, r"columns is \['a'\]; name the columns of at least two"),
        ({"a": [1, 2], "b": [1, 2]}, {"columns": ["a", "a"]}, "each only once"),
        ({"a": [1, 2], "b": [1, 2]}, {"columns": ["a", "c"]}, "the coded table lacks the column c; it has a, b"),
    ],
)
def test_reliability_that_cannot_be_computed_is_refused(codes, options, message):
    with pytest.raises(ValueError, match=message):
        count_reliability(pd.DataFrame(codes), **({"columns": ["a", "b"]} | options))


def test_agreement_by_value_is_the_specific_one():
    """Cicchetti and Feinstein (1990): of 2 a / (2 a + b + c)."""
    coded = pd.DataFrame({"a": list("xxxyyz"), "b": list("xxyyyx")})
    table = count_reliability(coded, columns=["a", "b"], by_value=True).set_index("value")
    assert table.index.fillna("-").tolist() == ["-", "x", "y", "z"]
    assert table["n"].tolist() == [6, 4, 3, 1]
    assert table["agreement"].tolist() == pytest.approx([4 / 6, 4 / 6, 4 / 5, 0])
    for value in "xyz":  # kappa and alpha are those of this value against the others
        alone = count_reliability(coded == value, columns=["a", "b"])
        assert table.loc[value, ["kappa", "alpha"]].tolist() == pytest.approx(alone.loc[0, ["kappa", "alpha"]].tolist())


def test_agreement_by_value_of_three_coders_counts_each_pair():
    coded = pd.DataFrame({"a": list("xxy"), "b": ["x", "y", None], "c": list("xxy")})
    table = count_reliability(coded, columns=list("abc"), uncoded="skip", by_value=True)
    # x: in unit 0 three pairs of two; in unit 1 one pair of two, and two pairs of one.
    assert table.set_index("value").loc["x", "agreement"] == pytest.approx(8 / (6 + 2 + 1 + 1))


def _kappa(codes: pd.DataFrame) -> float:
    seen = (codes["a"] == codes["b"]).mean()
    chance = sum((codes["a"] == value).mean() * (codes["b"] == value).mean() for value in "xyz")
    return (seen - chance) / (1 - chance)


def test_intervals_are_those_of_a_bootstrap_over_documents():
    random = np.random.default_rng(5)
    coded = pd.DataFrame({"doc_id": np.repeat([f"d{n}" for n in range(30)], 5), "a": random.choice(list("xyz"), 150)})
    coded["b"] = np.where(random.random(150) < 0.7, coded["a"], random.choice(list("xyz"), 150))
    row = count_reliability(coded, columns=["a", "b"]).iloc[0]
    by_doc = [rows for _, rows in coded.groupby("doc_id")]
    draws = [_kappa(pd.concat([by_doc[n] for n in random.integers(0, 30, 30)])) for _ in range(300)]
    assert row["kappa"] == pytest.approx(_kappa(coded))
    assert [row["kappa_low"], row["kappa_high"]] == pytest.approx(np.quantile(draws, [0.025, 0.975]).tolist(), abs=0.04)
    for figure in ("agreement", "kappa", "alpha"):
        assert row[f"{figure}_low"] < row[figure] < row[f"{figure}_high"]
    again = count_reliability(coded, columns=["a", "b"]).iloc[0]
    assert again.equals(row), "the seed is fixed"
    assert not row["few"]
    assert count_reliability(coded[:30], columns=["a", "b"])["few"].tolist() == [True], "six documents"


def test_units_of_one_document_give_no_interval():
    coded = pd.DataFrame({"doc_id": "a", "a": list("xyxy"), "b": list("xyxx")})
    row = count_reliability(coded, columns=["a", "b"]).iloc[0]
    assert row[["kappa_low", "kappa_high", "alpha_low", "agreement_high"]].isna().all()
    assert row["few"]


def test_alpha_of_numbers_has_an_interval_and_kappa_has_none():
    coded = pd.DataFrame({"a": range(20), "b": [n + n % 3 for n in range(20)]})
    row = count_reliability(coded, columns=["a", "b"], level="interval").iloc[0]
    assert row["alpha_low"] < row["alpha"] <= row["alpha_high"] <= 1
    assert row[["kappa", "kappa_low", "kappa_high"]].isna().all()


def test_a_pair_that_shares_nothing_and_one_that_has_one_value_say_so():
    coded = pd.DataFrame({"a": list("xx") + [None] * 2, "b": list("xxyy"), "c": [None] * 2 + list("yx")})
    table = count_reliability(coded, columns=list("abc"), uncoded="skip")
    assert table["reason"].tolist()[1].startswith("a and b gave the same code to all 2 units, so kappa and alpha")
    assert table["reason"].tolist()[2] == (
        "a and c have no unit in common; agreement needs units that at least two coders have coded"
    )
    assert table["reason"].tolist()[::3] == ["", ""]
    assert table["agreement"].isna().tolist() == [False, False, True, False]
    assert table["alpha"].isna().tolist() == [False, True, True, False]


def test_cannot_say_is_no_code():
    coded = pd.DataFrame({"a": ["x", "y", "cannot say"], "b": ["x", "y", "x"]})
    assert count_reliability(coded, columns=["a", "b"], uncoded="skip")["n"][0] == 2
    with pytest.raises(ValueError, match="1 of 3 units are not coded in the column 'a'"):
        count_reliability(coded, columns=["a", "b"])
