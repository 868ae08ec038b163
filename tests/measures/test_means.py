"""Means of scores: of all scores of a group, with the ends of the scale, and of the sentences that name an actor."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from discourse.measures.means import RANGES, count_mean, score_mentions

CORPUS = corpus_of("One.", "Two.", "Three.", outlet=["A", "A", "B"])


def scores_of(*rows: tuple[str, float], column: str = "compound") -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["doc_id", column]).astype({"doc_id": "str", column: "float64"})


def test_a_mean_is_of_scores_and_not_of_documents():
    scores = scores_of(("d0", 0.5), ("d0", 0.1), ("d0", 0.3), ("d1", -0.5))
    table = count_mean(scores, CORPUS, by="outlet")
    assert table[["outlet", "n", "n_docs", "few"]].values.tolist() == [["A", 4, 2, True], ["B", 0, 0, True]]
    assert table["mean"].tolist() == [pytest.approx(0.1), pytest.approx(float("nan"), nan_ok=True)]


def test_one_actor_in_a_sentence_counts_once():
    mentions = pd.DataFrame({"doc_id": "d0", "sentence_id": [0, 0, 1, 2], "actor": ["X", "X", "Y", "X"]})
    tone = pd.DataFrame({"sentence_id": [0, 1], "compound": [0.5, -0.5]})
    assert score_mentions(mentions, tone).values.tolist() == [["X", 0, 0.5], ["Y", 1, -0.5]]


@given(
    st.sampled_from(sorted(RANGES)),
    st.lists(st.tuples(st.sampled_from(["d0", "d1", "d2"]), st.floats(0, 1)), min_size=1, max_size=12),
)
def test_a_mean_lies_in_its_interval_and_both_on_the_scale(column, rows):
    least, most = RANGES[column]
    rows = [(doc, least + share * (most - least)) for doc, share in rows]
    row = count_mean(scores_of(*rows, column=column), CORPUS, column=column).iloc[0]
    assert row["n"] == len(rows)
    assert row["mean"] == pytest.approx(sum(value for _, value in rows) / len(rows))
    if not pd.isna(row["low"]):
        assert least <= row["low"] <= row["mean"] + 1e-9
        assert row["mean"] - 1e-9 <= row["high"] <= most
