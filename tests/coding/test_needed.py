"""How many more codes: now, later, and beside what an interval becomes when so many are drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse import schema
from discourse.coding.needed import count_needed

N = 2000


@pytest.fixture(scope="module")
def truth() -> tuple[pd.DataFrame, np.ndarray, dc.Corpus]:
    rng = np.random.default_rng(1)
    score = rng.random(N)
    side = np.where(np.arange(N) % 2, "A", "B")
    corpus = corpus_of(*["Talk."] * N, side=side.tolist())
    scores = pd.DataFrame({"doc_id": [f"d{i}" for i in range(N)], "score": score, "side": side})
    return scores, (rng.random(N) < score).astype(float), corpus


def draw(scores: pd.DataFrame, code: np.ndarray, n: int) -> pd.DataFrame:
    rows = np.random.default_rng(n).choice(N, n, replace=False)
    return scores.iloc[rows][["doc_id"]].assign(probability=n / N, code=code[rows])


def needed(scores, coded, **options) -> pd.DataFrame:
    return count_needed(scores, coded, column="score", code="code", **options)


def half(scores, coded, corpus, **options) -> float:
    corrected = dc.with_correction(scores, coded, column="score", code="code")
    found = dc.count_mean(corrected, corpus, column="corrected") if not options else dc.count_difference(
        corrected, corpus, column="corrected", permutations=1, **options
    )  # fmt: skip
    return float((found["high"] - found["low"]).iloc[0] / 2)


def test_the_first_row_is_what_there_is_and_the_others_what_will_be(truth):
    scores, code, corpus = truth
    coded = draw(scores, code, 100)
    table = needed(scores, coded).set_index("more")
    assert table.index.tolist() == [0, 25, 50, 100, 150, 200, 300, 400, 600, 900]
    assert table["half_width"][0] == pytest.approx(half(scores, coded, corpus))
    assert table["half_width"][300] == pytest.approx(half(scores, draw(scores, code, 400), corpus), rel=0.1)
    assert table["half_width"].is_monotonic_decreasing
    assert (table["half_width"] < table["half_width_alone"]).all()
    hand = coded["code"].std() / 10
    assert table["half_width_alone"][0] == pytest.approx(2 * hand, rel=0.05)
    assert (table["n"] == 100).all()
    assert not table["few"].any()
    assert table["needed"].isna().all()


def test_of_two_groups_their_difference_is_told(truth):
    scores, code, corpus = truth
    coded = draw(scores, code, 100)
    table = needed(scores, coded, by="side")
    assert table["group"].unique().tolist() == ["A", "B", "A - B"]
    now = table[table["more"] == 0].set_index("group")
    assert now["n"].sum() == 200
    assert now["half_width"]["A - B"] == pytest.approx(half(scores, coded, corpus, by="side"), rel=0.02), (
        "but for degrees of freedom"
    )
    three = scores.assign(side=np.arange(N) % 3)
    assert needed(three, coded, by="side")["group"].unique().tolist() == ["0", "1", "2"]


def test_what_is_needed_is_the_least_number_that_will_do(truth):
    scores, code, _ = truth
    coded = draw(scores, code, 100)
    row = needed(scores, coded, half_width=0.05).iloc[0]
    assert 0 < row["needed"] < row["needed_alone"] < N
    nearly = [needed(scores, coded, half_width=0.05 + change).iloc[0]["needed"] for change in (0.001, -0.001)]
    assert nearly[0] <= row["needed"] <= nearly[1]
    assert needed(scores, coded, half_width=0.5).iloc[0][["needed", "needed_alone"]].tolist() == [0, 0]
    beyond = needed(scores, coded, half_width=0.001)
    assert beyond[["needed", "needed_alone"]].isna().all(axis=None), "all codes together leave how documents differ"


def test_few_codes_are_told_and_no_more_are_offered_than_there_are(truth):
    scores, code, _ = truth
    coded = draw(scores, code, 30)
    table = needed(scores, coded, by="side")
    assert table["few"].all()
    small = scores.head(40)
    every = small[["doc_id"]].assign(probability=1.0, code=code[:40])
    assert needed(small, every)["more"].tolist() == [0]
    assert table.dtypes.equals(schema.empty("needed").dtypes)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"half_width": 0}, r"half_width is 0; give a number above 0, such as 0\.05"),
        ({"by": "outlet"}, r"by is 'outlet', but the scores have no such column; to use a docvar, pass join_docvars"),
    ],
)
def test_what_cannot_be_asked(truth, options, message):
    scores, code, _ = truth
    with pytest.raises(ValueError, match=message):
        needed(scores, draw(scores, code, 50), **options)


def test_once_every_row_is_coded_the_program_has_no_say_and_before_it_never_widens_much(truth):
    scores, code, _ = truth
    place = pd.Series(range(N))
    rows = scores.assign(doc_id="d" + (place // 20).astype("str"), start=place, end=place + 1)  # 20 rows of each
    coded = rows.iloc[np.random.default_rng(300).choice(N, 300, replace=False)][["doc_id", "start", "end"]]
    table = needed(rows, coded.assign(probability=300 / N, code=code[coded.index]))
    assert table["more"].iloc[-1] == N - 300
    last = table.iloc[-1]
    assert last["half_width"] == pytest.approx(last["half_width_alone"], rel=0.01)
    assert (table["half_width"] <= table["half_width_alone"] * 1.01).all()
