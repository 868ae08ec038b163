"""Differences: rows, sides, and the documents of both groups."""

from __future__ import annotations

import pandas as pd
import pytest
from drawn import by_row, clashes, intervals, line, words, y_names

import discourse as dc
from discourse import schema


def table(**columns):
    rows = pd.DataFrame(
        {"group": "The Times", "other": "The Post", "difference": [1.0, -2.0, 0.5], "low": [0.5, -3, 0]}
    )
    rows = rows.assign(high=[1.5, -1.0, 1.0], n_docs=[12, 30, 1200], other_n_docs=[40, 9, 8], few=[False, True, False])
    rows.insert(0, "actor", ["Iran", "Oman", "Cuba"])
    return rows.assign(**columns)


def test_rows_intervals_and_both_n():
    ax = dc.plot_difference(table(), label="mentions per 1,000 words")
    assert y_names(ax) == ["Iran", "Cuba", "Oman"]
    assert line(ax, "_dots").tolist() == [[1.0, 0], [0.5, 1]]
    assert by_row(line(ax, "_few")).tolist() == [[-2.0, 2]]
    assert [ends for ends, _ in intervals(ax)] == [(0.5, 1.5), (0.0, 1.0), (-3.0, -1.0)]
    assert (
        ax.get_xlabel()
        == "difference in mentions per 1,000 words:\nThe Times −\N{NO-BREAK SPACE}The Post\n(95 % interval)"
    )
    numbers = [text.get_text() for text in ax.texts if text.xy[0] == 1]
    assert numbers == ["n", "12", "1,200", "30", "n", "40", "8", "9"]
    assert words(ax)[0].startswith("n: documents of The Times, and of The Post\nhollow: under 10 documents or 3 events")
    assert line(ax, "_zero")[:, 0].tolist() == [0, 0]
    assert clashes(ax.figure) == []


def test_zero_is_on_the_axis_and_pairs_that_differ_are_not_named():
    ax = dc.plot_difference(table(difference=5.0, low=4.0, high=6.0, other=["x", "y", "z"]), by="actor")
    assert ax.get_xlim()[0] < 0
    assert ax.get_xlabel() == "difference\n(95 % interval)"
    assert words(ax)[0].startswith("n: documents of the first, and of the other\nhollow: under 10")


def test_order_limit_and_names():
    assert y_names(dc.plot_difference(table(), sort=False)) == ["Iran", "Oman", "Cuba"]
    ax = dc.plot_difference(table(), limit=2)
    assert y_names(ax) == ["Iran", "Oman"]
    assert "2 of 3 rows (farthest from 0)" in words(ax)[0]
    assert y_names(dc.plot_difference(table()[:1].drop(columns="actor"))) == ["The Times − The Post"]
    with pytest.raises(ValueError, match="table has several rows called 'The Times − The Post'; name a column"):
        dc.plot_difference(table().drop(columns="actor"))


def test_what_it_says_in_words():
    assert dc.alt_text(dc.plot_difference(table())) == (
        "Dots with intervals: difference (95 % interval), 3 rows. n counts documents. "
        "Largest: Iran, 1.00 (0.50 to 1.50), n = 12 and 40. Smallest: Oman, −2 (−3 to −1), n = 30 and 9. "
        "1 row with under 10 documents or 3 events in either group."
    )
    assert dc.alt_text(dc.plot_difference(schema.empty("differences"))).endswith("0 rows. n counts documents.")


def test_it_draws_what_count_difference_gives():
    texts = ["It may.", "It may go.", "It did.", "It did go."]
    corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abcd"), "text": texts, "outlet": list("AABB")}))
    found = dc.count_difference(dc.find_hedges(corpus), corpus, by="outlet", per=100)
    ax = dc.plot_difference(found, label="hedges per 100 words")
    assert line(ax, "_few").tolist() == [[40.0, 0.0]]
