"""The specification curve draws what the table says, in the order of the values."""

from __future__ import annotations

import pandas as pd
import pytest

import discourse as dc

TABLE = pd.DataFrame(
    {
        "lexicon": ["vader", "vader", "own", "own"],
        "mask": ["names", "none", "names", "none"],
        "mean": [0.2, -0.1, 0.4, 0.0],
        "low": [0.1, -0.3, 0.2, -0.2],
        "high": [0.3, 0.1, 0.6, 0.2],
    }
)


def test_values_rise_and_the_choices_stand_below_them():
    ax = dc.plot_multiverse(TABLE, choices=["lexicon", "mask"], value="mean")
    dots = next(line for line in ax.lines if line.get_label() == "_dots")
    assert dots.get_ydata().tolist() == [-0.1, 0.0, 0.2, 0.4]
    below = next(child for child in ax.child_axes if child.get_label() == "choices")
    assert [t.get_text() for t in below.get_yticklabels()] == [
        "lexicon: vader", "lexicon: own", "mask: none", "mask: names",
    ]  # fmt: skip
    assert dc.alt_text(ax) == (
        "Dots: mean under 4 combinations of lexicon, mask. Smallest: lexicon vader, mask none, −0.10. "
        "Largest: lexicon own, mask names, 0.40."
    )
    made = [line.get_xdata().tolist() for line in below.lines if line.get_label() == "_made"]
    assert made == [[0, 2], [1, 3], [0, 1], [2, 3]]


def test_without_intervals_and_without_rows():
    assert not dc.plot_multiverse(TABLE[["mask", "mean"]], choices=["mask"], value="mean").collections
    assert dc.plot_multiverse(TABLE.iloc[:0], choices=["mask"], value="mean").child_axes == []


def test_choices_are_needed():
    with pytest.raises(ValueError, match="choices is empty; name the columns with the choices"):
        dc.plot_multiverse(TABLE, choices=[], value="mean")
    with pytest.raises(ValueError, match="the table lacks the column tone"):
        dc.plot_multiverse(TABLE, choices=["mask"], value="tone")
