"""A measure by group: what is summed and counted in each document of a group, counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.measures import _groups
from discourse.measures._groups import blocks_of, table_by_group

CORPUS = corpus_of(
    "It.", "It.", "It.", "It.",
    outlet=["A", "A", "B", None],
    date=pd.to_datetime(["2014-03-01", "2015-03-01", "2014-05-01", "2014-05-01"]),
)  # fmt: skip
ROWS = pd.DataFrame({
    "doc_id": ["d0", "d0", "d1", "d3"],
    "kind": pd.Categorical(["x", "y", "x", "x"], categories=["x", "y", "z"]),
    "score": [1.0, 2.0, 4.0, 8.0],
})  # fmt: skip


def blocks(by, freq=None, rolling=1) -> list[tuple]:
    _, found = blocks_of(ROWS, CORPUS, by, freq, ROWS["score"], rolling)
    return [(b.key, b.docs.tolist(), b.total.tolist(), b.count.tolist()) for b in found]


def test_documents_are_parted_by_docvars_and_those_without_a_value_left_out():
    assert blocks(None) == [((), [0, 1, 2, 3], [[3.0], [4.0], [0.0], [8.0]], [[2], [1], [0], [1]])]
    assert blocks("outlet") == [
        (("A",), [0, 1], [[3.0], [4.0]], [[2], [1]]),
        (("B",), [2], [[0.0]], [[0]]),
    ]


def test_rows_are_parted_by_their_own_columns_and_categories_that_none_has_are_kept():
    keys, found = blocks_of(ROWS, CORPUS, ["kind", "outlet"], None, ROWS["score"])
    first, second = found
    assert [name for name, _ in keys] == ["outlet", "kind"]
    assert first.levels == second.levels == [("x",), ("y",), ("z",)]
    assert first.total.tolist() == [[1.0, 2.0, 0.0], [4.0, 0.0, 0.0]]
    assert second.count.tolist() == [[0, 0, 0]]


def test_a_document_is_in_the_periods_that_follow_too():
    one = blocks(None, freq="YS")
    assert [(key[0].year, docs) for key, docs, _, _ in one] == [(2014, [0, 2, 3]), (2015, [1])]
    two = blocks(None, freq="YS", rolling=2)
    assert [(key[0].year, sorted(docs)) for key, docs, _, _ in two] == [(2014, [0, 2, 3]), (2015, [0, 1, 2, 3])]
    assert sum(map(sum, two[1][2])) == 15


def test_a_new_measure_is_what_it_sums_and_what_it_makes_of_it():
    def numbers(total: np.ndarray, size: np.ndarray) -> tuple:
        return size.sum(), (size > 0).sum(), total.sum(), 0, 1, True

    table = table_by_group(ROWS, CORPUS, "means", numbers, value=ROWS["score"], by=["outlet", "kind"])
    assert table[["outlet", "kind", "n", "n_docs", "mean"]].values.tolist() == [
        ["A", "x", 2, 2, 5.0], ["A", "y", 1, 1, 2.0], ["A", "z", 0, 0, 0.0],
        ["B", "x", 0, 0, 0.0], ["B", "y", 0, 0, 0.0], ["B", "z", 0, 0, 0.0],
    ]  # fmt: skip


@pytest.mark.parametrize("rolling", [0, 1.5, True, 2])
def test_rolling_is_a_number_of_periods(rolling):
    with pytest.raises(ValueError, match=f"rolling is {rolling!r}; give a whole number of periods, and also freq"):
        blocks(None, rolling=rolling)


PERIODS = pd.to_datetime(["2019-12-30", "2019-12-31", "2020-01-01", "2020-03-31", "2020-04-01", "2020-12-31"])


@pytest.mark.parametrize(
    ("freq", "first_days"),
    [
        ("YE", {"2019-01-01": 2, "2020-01-01": 4}),
        ("YE-DEC", {"2019-01-01": 2, "2020-01-01": 4}),
        ("YS", {"2019-01-01": 2, "2020-01-01": 4}),
        ("BYE", {"2019-01-01": 2, "2020-01-01": 4}),
        ("2YE", {"2019-01-01": 6}),
        ("YE-MAR", {"2019-04-01": 4, "2020-04-01": 2}),
        ("YS-APR", {"2019-04-01": 4, "2020-04-01": 2}),
        ("QE-DEC", {"2019-10-01": 2, "2020-01-01": 2, "2020-04-01": 1, "2020-10-01": 1}),
        ("QE", {"2019-10-01": 2, "2020-01-01": 2, "2020-04-01": 1, "2020-10-01": 1}),
        ("6ME", {"2019-12-01": 5, "2020-12-01": 1}),
        ("1ME", {"2019-12-01": 2, "2020-01-01": 1, "2020-03-01": 1, "2020-04-01": 1, "2020-12-01": 1}),
        ("W", {"2019-12-30": 3, "2020-03-30": 2, "2020-12-28": 1}),
        ("1W", {"2019-12-30": 3, "2020-03-30": 2, "2020-12-28": 1}),
        ("W-SUN", {"2019-12-30": 3, "2020-03-30": 2, "2020-12-28": 1}),
        ("W-SAT", {"2019-12-29": 3, "2020-03-29": 2, "2020-12-27": 1}),
    ],
)
def test_a_period_is_named_by_its_first_day_whichever_end_the_frequency_names(freq, first_days):
    corpus = corpus_of(*["It."] * 6, date=PERIODS)
    rows = pd.DataFrame({"doc_id": corpus.documents["doc_id"]})
    _, found = blocks_of(rows, corpus, None, freq, pd.Series(1.0, index=rows.index))
    counted = {str(b.key[0].date()): int(b.count.sum()) for b in found}
    assert {day: n for day, n in counted.items() if n} == first_days


@pytest.mark.parametrize("freq", ["YS-APR", "YE-MAR", "QS"])
def test_years_do_not_tell_periods_that_begin_within_a_year(freq):
    corpus = corpus_of("It.", "It.", year=[2014, 2015])
    with pytest.raises(ValueError, match=r"the documents have years \(year\) but no dates"):
        list(blocks_of(ROWS.iloc[:0], corpus, None, freq, ROWS["score"].iloc[:0])[1])


@pytest.mark.parametrize("freq", ["YS", "YE", "BYE", "2YE"])
def test_years_tell_whole_years(freq):
    corpus = corpus_of("It.", "It.", year=[2014, 2015])
    _, found = blocks_of(ROWS.iloc[:0], corpus, None, freq, ROWS["score"].iloc[:0])
    assert next(iter(found)).key[0] == pd.Timestamp("2014-01-01")


def test_a_group_of_many_documents_is_counted_some_levels_at_a_time(monkeypatch):
    corpus = dc.from_documents(
        pd.DataFrame({"doc_id": list("abcd"), "text": ["It may. It did."] * 4, "outlet": ["A", "B", "A", None]})
    )
    spans = pd.DataFrame({"doc_id": list("aabcd"), "kind": ["x", "z", "y", "x", "x"]})
    scores = spans.assign(compound=[0.1, 0.2, 0.3, 0.4, 0.5])
    by = ["outlet", "kind"]
    whole = dc.count_rate(spans, corpus, by=by), dc.count_mean(scores, corpus, by="kind")
    monkeypatch.setattr(_groups, "_CELLS", 4)
    assert len(list(_groups.blocks_of(spans, corpus, "kind", None, pd.Series(1.0, spans.index))[1])) == 3
    again = dc.count_rate(spans, corpus, by=by), dc.count_mean(scores, corpus, by="kind")
    for one, other in zip(whole, again, strict=True):
        pd.testing.assert_frame_equal(one, other)
