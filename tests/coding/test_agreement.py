"""Agreement of the program with coders: counted by hand, and intervals that cover as often as they say."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse import schema
from discourse.coding.agreement import count_agreement, with_found
from discourse.coding.reliability import count_reliability
from discourse.coding.sampling import sample_sentences

CODED = pd.DataFrame(
    {
        "doc_id": ["d0", "d0", "d0", "d1", "d1", "d2"],
        "sentence_id": range(6),
        "start": [0, 10, 20, 0, 10, 0],
        "end": [9, 19, 29, 9, 19, 9],
        "hedged": ["yes", "yes", "no", "yes", "no", "no"],
    }
)
# In the first, twice in the second (once only by its edge), in the fifth; one between sentences, one elsewhere.
FOUND = pd.DataFrame(
    {"doc_id": ["d0", "d0", "d0", "d0", "d1", "d9"], "start": [2, 12, 18, 9, 10, 0], "end": [4, 14, 20, 10, 19, 5]}
)


def test_what_was_found_is_a_column_of_the_coded_table():
    table = with_found(CODED, FOUND)
    assert table.columns.tolist() == [*CODED.columns, "found"]
    assert table["found"].tolist() == [True, True, False, False, True, False]
    assert "found" not in CODED
    assert with_found(CODED, FOUND[:0], name="machine")["machine"].tolist() == [False] * 6


def test_precision_recall_and_f1_are_those_counted_by_hand():
    table = count_agreement(CODED, FOUND, column="hedged")
    assert table.columns.tolist() == list(schema.TABLES["agreement"])
    row = table.iloc[0]
    assert row[["category", "n", "n_docs", "n_coded", "n_found", "n_both", "few"]].tolist() == [
        "hedged",
        6,
        3,
        3,
        3,
        2,
        True,
    ]
    assert row[["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3] * 3)
    assert 0 <= row["precision_low"] < 2 / 3 < row["precision_high"] <= 1
    pd.testing.assert_frame_equal(count_agreement(CODED, FOUND), table)
    same = count_reliability(with_found(CODED, FOUND), columns=["hedged", "found"])
    assert same["agreement"][0] == pytest.approx(4 / 6)
    assert same["kappa"][0] == pytest.approx(1 / 3)


def test_labels_are_compared_code_by_code():
    tone = pd.Series(["negative", "neutral", "positive", "positive", "neutral", "neutral"])
    coded = CODED.assign(tone=["Negative", "negative", "positive", "positive ", "neutral", "neutral"])
    scores = CODED[["doc_id", "start", "end"]].assign(label=tone)
    table = count_agreement(coded, scores, column="tone", label="label")
    assert table["category"].tolist() == ["negative", "neutral", "positive"]
    assert table[["n_coded", "n_found", "n_both"]].to_numpy().tolist() == [[2, 1, 1], [2, 3, 2], [2, 2, 2]]
    assert table["precision"].tolist() == pytest.approx([1, 2 / 3, 1])
    assert table["recall"].tolist() == pytest.approx([0.5, 1, 1])
    assert table["f1"].tolist() == pytest.approx([2 / 3, 4 / 5, 1])
    shuffled = count_agreement(coded.sample(frac=1, random_state=1), scores, column="tone", label="label")
    pd.testing.assert_frame_equal(shuffled[["category", "f1"]], table[["category", "f1"]])


def test_where_nothing_is_found_recall_is_nought_and_precision_is_not_known():
    row = count_agreement(CODED, FOUND[:0], column="hedged").iloc[0]
    assert (row["recall"], row["f1"]) == (0, 0)
    assert math.isnan(row["precision"])
    assert row["recall_high"] > 0.3


def test_intervals_cover_as_often_as_they_say():
    """Of 200 samples of 20 documents with 5 rows, found with recall 0.8 and precision 0.8, about 95 % cover."""
    random = np.random.default_rng(5)
    frame = pd.DataFrame(list(itertools.product(range(20), range(0, 50, 10))), columns=["doc_id", "start"])
    coded = frame.assign(doc_id=frame["doc_id"].astype("str"), end=frame["start"] + 9)
    hits = np.zeros(3)
    for _ in range(200):
        human = random.random(100) < 0.5
        seen = np.where(human, random.random(100) < 0.8, random.random(100) < 0.2)
        table = count_agreement(coded.assign(code=human), coded[seen], column="code").iloc[0]
        hits += [table[f"{name}_low"] <= 0.8 <= table[f"{name}_high"] for name in ("precision", "recall", "f1")]
    assert (hits >= 184).all()


def test_perfect_agreement_is_not_certainty_and_one_document_says_nothing():
    coded = CODED.assign(hedged=[1, 0, 0, 1, 0, 1])
    found = coded[coded["hedged"] == 1]
    row = count_agreement(coded, found, column="hedged").iloc[0]
    assert row[["precision", "precision_high", "recall", "f1", "f1_high"]].tolist() == [1, 1, 1, 1, 1]
    low = 3 / (3 + 1.959964**2)
    assert row[["precision_low", "recall_low", "f1_low"]].tolist() == pytest.approx([low, low, 2 * low / (1 + low)])
    one = count_agreement(coded[:3].assign(hedged=[1, 1, 0]), found, column="hedged").iloc[0]
    assert np.isnan(one[["precision_low", "recall_high", "f1_low"]].to_numpy(float)).all()
    by_row = count_agreement(coded[:3].assign(hedged=[1, 1, 0]), found, column="hedged", unit="sentence").iloc[0]
    assert by_row["recall_low"] < 0.5 < by_row["recall_high"]


def test_what_the_coder_cannot_say_is_left_out_and_counted():
    """Of six rows the second is left out: of five, the program has found the first and the fifth."""
    row = count_agreement(CODED.assign(hedged=["yes", "Cannot say", "no", "yes", "no", "no"]), FOUND).iloc[0]
    assert row[["n", "n_unsaid", "n_docs", "n_coded", "n_found", "n_both"]].tolist() == [5, 1, 3, 2, 2, 1]
    assert count_agreement(CODED, FOUND)["n_unsaid"].tolist() == [0]


@pytest.mark.parametrize(
    ("coded", "found", "options", "message"),
    [
        (
            CODED.assign(hedged=[1, None, 0, 1, None, 0]),
            FOUND,
            {},
            r"2 of 6 units are not coded in the column 'hedged' \(the first is 'd0' from 10 to 19\); code them or drop",
        ),
        (
            CODED.assign(hedged="no"),
            FOUND,
            {},
            "all 6 rows have the same code in 'hedged', 'no'; agreement needs at least two codes",
        ),
        (CODED[:0], FOUND, {}, "all 0 rows have the same code"),
        (
            CODED.assign(hedged=["yes", "maybe", "no", "no", "no", "no"]),
            FOUND,
            {},
            r"the column 'hedged' has 'maybe'; write yes or no \(1 or 0",
        ),
        (
            CODED.assign(more=1),
            FOUND,
            {"column": None},
            "column is not given, and the coded table has hedged, more; name one",
        ),
        (CODED.drop(columns="hedged"), FOUND, {"column": None}, "the coded table has no codes; name one"),
        (pd.concat([CODED, CODED[:1]]), FOUND, {}, "the coded table has 'd0' from 0 to 9 more than once; each"),
        (CODED, FOUND, {"unit": "word"}, "unit is 'word'; choose one of 'document', 'sentence'"),
        (CODED, FOUND, {"label": "label"}, "the found table lacks the column label"),
        (
            CODED.assign(doc_id=7),
            FOUND,
            {},
            "no document of the coded table is in the found table: the first is '7' in coded, and 'd0' in found",
        ),
        (
            CODED,
            CODED[1:].assign(label="x"),
            {"label": "label"},
            "1 of 6 coded rows have no 'label' in the found table; make",
        ),
        (
            CODED,
            pd.concat([CODED.assign(label="x"), CODED[4:].assign(label="y")]),
            {"label": "label"},
            "found has 2 different values of 'label' in the coded row of 'd1' at 10; give one value for each row",
        ),
        (
            CODED.assign(text="It may."),
            FOUND.assign(text="might"),
            {},
            "found has 'might' in 'd0' between 0 and 9, but the coded text does not contain it: the corpus has changed",
        ),
    ],
)
def test_agreement_that_cannot_be_computed_is_refused(coded, found, options, message):
    with pytest.raises(ValueError, match=message):
        count_agreement(coded, found, **({"column": "hedged"} | options))


def test_the_column_of_the_program_must_be_new():
    with pytest.raises(ValueError, match="the coded table already has a column 'hedged'; choose another name"):
        with_found(CODED, FOUND, name="hedged")


def test_from_the_sample_to_a_file_to_two_coders_and_back(tmp_path):
    texts = [f"It may rain “today” in town {n}. The sun shines. =Perhaps it holds,\nsaid he." for n in range(12)]
    corpus = corpus_of(*texts, year=[2017, 2018] * 6)
    sample = sample_sentences(corpus, n=24, by="year", seed=3)
    sample.to_csv(tmp_path / "sample.csv", index=False, encoding="utf-8-sig")
    files = {}
    for coder in ("anna", "ben"):  # Ben sorts the rows, and takes no notice of `perhaps`
        file = pd.read_csv(tmp_path / "sample.csv", dtype={"doc_id": "str"})
        cue = r"may|Perhaps" if coder == "anna" else r"may"
        file = file.assign(code=file["text"].str.contains(cue).map({True: "Yes", False: "no"}))
        files[coder] = file if coder == "anna" else file.sort_values("text")
    other = files["ben"][["sentence_id", "code"]].rename(columns={"code": "ben"})
    coded = files["anna"].rename(columns={"code": "anna"}).merge(other, on="sentence_id")
    assert len(coded) == 24
    perhaps = coded["text"].str.contains("Perhaps").sum()
    reliability = count_reliability(coded, columns=["anna", "ben"])
    assert reliability["agreement"][0] == pytest.approx(1 - perhaps / 24)
    hedges = dc.find_terms(corpus, pd.DataFrame({"pattern": ["may", "perhaps"], "category": "hedge"}))
    table = count_agreement(coded, hedges, column="anna")
    assert (table["precision"][0], table["recall"][0]) == (1, 1)
    row = count_agreement(coded, hedges, column="ben").iloc[0]
    assert (row["n_found"] - row["n_both"], row["recall"]) == (perhaps, 1)
    scores = dc.score_sentiment(corpus).assign(label=lambda t: np.where(t["compound"] > 0, "Yes", "no"))
    assert count_agreement(coded, scores, column="anna", label="label")["n"].tolist() == [24, 24]
