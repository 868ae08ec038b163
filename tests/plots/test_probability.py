"""The figure of stated odds: what is drawn stands in the table."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import corpus_of

from discourse import schema
from discourse.plots.probability import plot_probability
from discourse.stance.probability_words import find_probability_words


def odds() -> pd.DataFrame:
    """a: likely twice, unlikely once; b: unlikely once."""
    return find_probability_words(
        corpus_of("It is likely. It is likely. It is unlikely.", "It is unlikely."), scale="icd203"
    )


def ticks(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def notes(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def segments(ax) -> list[list[tuple]]:
    return [sorted((s[0][0], s[1][0]) for s in c.get_segments()) for c in ax.collections if c.get_label() == "_ranges"]


def middles(ax) -> list[list[float]]:
    return [sorted(c.get_offsets()[:, 0].tolist()) for c in ax.collections if c.get_label() == "_middles"]


def test_a_line_a_phrase():
    ax = plot_probability(odds())
    assert ticks(ax) == ["likely", "unlikely"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first line is on top
    assert [[pytest.approx(s) for s in line] for line in segments(ax)] == [[(55, 80)], [(20, 45)]]
    assert middles(ax) == [[pytest.approx(67.5)], [pytest.approx(32.5)]]
    assert notes(ax) == ["bar: range of a phrase, dot: its midpoint", "n", "2", "2"]
    assert ax.get_xlabel() == "probability (%)\nread by the scale icd203"
    assert ax.get_ylabel() == "phrase"


def test_a_line_a_group_with_its_mean():
    ax = plot_probability(odds(), by="doc_id")
    assert ticks(ax) == ["d0", "d1"]
    assert notes(ax)[1:] == ["n", "3", "1"]
    assert notes(ax)[0].split("\n")[1:] == ["dot: larger if more frequent", "stroke: mean of the midpoints"]
    means = [line.get_xdata()[0] for line in ax.lines if line.get_label() == "_mean"]
    assert means == [pytest.approx((2 * 67.5 + 32.5) / 3), pytest.approx(32.5)]
    sizes = [sorted(c.get_sizes().tolist()) for c in ax.collections if c.get_label() == "_middles"]
    assert sizes[0][1] == 2 * sizes[0][0]  # said twice, twice the area


def test_the_lines_left_out_are_told():
    ax = plot_probability(odds(), by="doc_id", limit=1)
    assert ticks(ax) == ["d0"]
    assert notes(ax)[0].endswith("\n1 of 2 lines (largest n)")


def test_it_draws_where_it_is_told_and_changes_nothing():
    ax = plt.figure().subplots()
    table = odds()
    copy = table.copy(deep=True)
    assert plot_probability(table, ax=ax) is ax
    pd.testing.assert_frame_equal(table, copy)


def test_no_rows():
    assert notes(plot_probability(schema.empty("probability_words"))) == ["no rows"]


def test_errors():
    table = odds()
    with pytest.raises(ValueError, match="table lacks the column author"):
        plot_probability(table, by="author")
    both = pd.concat([table, table.assign(scale="kent")])
    with pytest.raises(ValueError, match="the table has odds of the scales icd203, kent; draw one scale at a time"):
        plot_probability(both)


def test_what_the_figure_shows_in_words():
    columns = {"phrase": ["likely", "unlikely"], "scale": "survey", "low": [0.6, 0.1], "high": [0.8, 0.3]}
    ax = plot_probability(pd.DataFrame(columns))
    assert ax.alt_text == (
        "Ranges: stated odds read by the scale survey, by phrase, 2 lines. "
        "Highest midpoint: likely, 70 %, n 1. Lowest: unlikely, 20 %, n 1."
    )
