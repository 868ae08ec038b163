"""Which row of the scores a code is of, and what shows that it can be of none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from discourse.coding._codes import codes_in


def scores(n: int = 40, **columns) -> pd.DataFrame:
    return pd.DataFrame(
        {"doc_id": [f"d{i}" for i in range(n)], "start": 10, "end": 20, "score": np.arange(n) % 5 / 4, **columns}
    )


def sample(rows=range(0, 40, 2), **columns) -> pd.DataFrame:
    coded = scores().iloc[rows][["doc_id", "start", "end"]]
    return coded.assign(**{"probability": 0.5, "code": [i % 2 for i in range(len(coded))]} | columns)


def found(scores: pd.DataFrame, coded: pd.DataFrame, folds: str | None = None):
    return codes_in(scores, coded, column="score", code="code", folds=folds)


def test_rows_are_known_by_where_they_stand():
    coded = sample().sample(frac=1, random_state=1)
    codes = found(scores(), coded)
    assert codes.at.tolist() == [int(doc[1:]) for doc in coded["doc_id"]]
    assert codes.code.tolist() == coded["code"].tolist()


def test_a_code_of_a_sentence_is_that_of_the_scored_span_in_it():
    codes = found(scores(), sample().assign(start=0, end=30))
    assert codes.at.tolist() == list(range(0, 40, 2))


def test_rows_of_two_actors_in_one_sentence_are_told_apart():
    table = pd.concat([scores().assign(actor=actor) for actor in ("Iran", "Cuba")], ignore_index=True)
    coded = sample().assign(actor=["Cuba", "Iran"] * 10, probability=0.25)
    assert found(table, coded).at.tolist() == [i + 40 * (i % 4 == 0) for i in range(0, 40, 2)]
    with pytest.raises(ValueError, match=r"2 rows of the scores are in 'd0' from 10 to 20, but a code is for one row"):
        found(table, coded.drop(columns="actor"))


def test_tables_without_places_are_joined_by_their_documents_or_sentences():
    table = scores().drop(columns=["start", "end"])
    assert found(table, sample()).at.tolist() == list(range(0, 40, 2))
    table = table.assign(sentence_id=range(40), doc_id="d0")
    coded = sample().assign(sentence_id=range(0, 40, 2), doc_id="d0").drop(columns=["start", "end"])
    with pytest.raises(ValueError, match="the codes are from 1 document; at least 2 are needed, and about 200"):
        found(table, coded)


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [(["yes", "No "] * 10, [1, 0] * 10), ([True, False] * 10, [1, 0] * 10), (["3", "1.5"] * 10, [3, 1.5] * 10)],
)
def test_codes_are_numbers_or_yes_and_no(codes, numbers):
    assert found(scores(), sample(code=codes)).code.tolist() == numbers


def last(value: object, otherwise: object) -> list:
    return [otherwise] * 19 + [value]


FEW_ROWS = "the coded table and the scores have no row in common"
DRAWN = "by their probability, the coded rows were drawn from about {} rows, but 40 rows have a score"
ONE_STRAY = [*(f"d{2 * i}" for i in range(19)), "x"]


@pytest.mark.parametrize(
    ("coded", "message"),
    [
        (
            sample(probability=last(None, 0.5)),
            r"1 of 20 coded rows have no probability \(the first is row 19\), so they",
        ),
        (
            sample(probability=last(0, 0.5)),
            "probability is 0 in row 19 of the coded table; the chance of being drawn is",
        ),
        (sample(probability=last(1.5, 0.5)), r"probability is 1\.5 in row 19 of the coded table"),
        (sample(probability=last(-0.1, 0.5)), r"probability is -0\.1 in row 19"),
        (sample(doc_id="x"), "'x' from 10 to 20 is coded in two rows"),
        (
            sample(doc_id=[f"x{i}" for i in range(20)]),
            rf"{FEW_ROWS} \(first coded row: 'x0' from 10 to 20; first scored row: 'd0'",
        ),
        (sample(start=11), FEW_ROWS),
        (sample().iloc[:0], rf"{FEW_ROWS} \(first coded row: none; first scored row: 'd0' from 10 to 20"),
        (sample(doc_id=ONE_STRAY), r"1 of 20 coded rows have no row in the scores \(the first is 'x' from 10 to 20\)"),
        (pd.concat([sample(), sample().head(1)]), "'d0' from 10 to 20 is coded in two rows; keep one row"),
        (
            sample(code=last(None, 1)),
            r"1 of 20 units are not coded in the column 'code' \(the first is 'd38' from 10 to 20\); code",
        ),
        (
            sample(code=last("cannot say", 1), text=last("It may rain.", "x")),
            r"1 of 20 drawn units are 'cannot say' in the column 'code' \(the first is 'd38' from 10 to 20, “It may "
            r"rain.”\). They cannot be left out, because .* correct twice, once with the lowest code",
        ),
        (
            sample(code=last("unsure", "yes")),
            "the column 'code' has 'unsure'; codes for a correction must be numbers, or",
        ),
        (sample(code=last(3, "yes")), "the column 'code' has 'yes'; codes for a correction must be numbers"),
        (sample(range(1)), "the codes are from 1 document; at least 2 are needed, and about 200"),
        (sample(probability=0.05), DRAWN.format(400)),
        (sample(probability=1.0), DRAWN.format(20)),
    ],
)
def test_what_cannot_correct_is_told(coded, message):
    with pytest.raises(ValueError, match=message):
        found(scores(), coded)


def test_the_column_of_codes_is_not_that_of_chances():
    with pytest.raises(ValueError, match=r"code is 'probability', which is the chance of being drawn; name"):
        codes_in(scores(), sample(), column="score", code="probability", folds=None)


def test_a_program_that_was_trained_on_the_codes_is_told():
    """Its scores are sure where it knows the codes, and near the middle elsewhere."""
    rng = np.random.default_rng(1)
    n, rows = 1000, np.arange(0, 1000, 10)
    code = (rng.random(n) < 0.4).astype(float)
    score = np.clip(rng.normal(0.4, 0.1, n), 0, 1)
    score[rows] = np.where(code[rows] == 1, 0.99, 0.01)
    table = pd.DataFrame({"doc_id": [f"d{i}" for i in range(n)], "score": score, "part": np.arange(n) % 3})
    coded = table.iloc[rows][["doc_id"]].assign(probability=0.1, code=code[rows])
    told = r"the variance of score in the coded rows differs from the variance in all rows by \d+ standard .* as folds"
    with pytest.raises(ValueError, match=told):
        found(table, coded)
    assert found(table, coded, folds="part").fold.tolist() == (np.arange(n) % 3).tolist()


def test_a_sample_of_other_rows_is_told_by_its_scores():
    table = scores(400, score=np.repeat([0.0, 1.0], 200) + np.arange(400) % 3 / 10)
    coded = table.iloc[:200:4][["doc_id", "start", "end"]].assign(probability=50 / 400, code=[1, 0] * 25)
    with pytest.raises(
        ValueError, match=r"the mean of score in the coded rows differs from the mean in all rows by 7 standard"
    ):
        found(table, coded)


def test_chance_is_not_taken_for_a_fault():
    rng = np.random.default_rng(2)
    table = scores(400, score=(rng.random(400) < 0.03).astype(float))
    for seed in range(60):
        rows = np.random.default_rng(seed).choice(400, 20, replace=False)
        coded = table.iloc[rows][["doc_id", "start", "end"]].assign(probability=0.05, code=1)
        assert len(found(table, coded).at) == 20


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([0, 1] * 40, "document 'd0' is in several folds of 'part'; put all rows of a document in one fold"),
        ([None, 1] * 40, "part is empty in 40 rows of the scores; give every row a fold"),
        ([1] * 80, "the codes are from 1 fold; at least 2 are needed"),
    ],
)
def test_folds_are_of_whole_documents(parts, message):
    table = pd.concat([scores(), scores().assign(start=30, end=40)]).sort_values(["doc_id", "start"])
    with pytest.raises(ValueError, match=message):
        found(table.assign(part=parts), sample(probability=0.25), folds="part")
    with pytest.raises(ValueError, match="the scores lacks the column fold"):
        found(table, sample(probability=0.25), folds="fold")
