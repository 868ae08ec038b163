"""Keyness and collocates: what is drawn stands in the table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from drawn import by_row, intervals, line, words, y_names
from figures import features, near, toy
from matplotlib.colors import to_hex

import discourse as dc
from discourse import schema
from discourse.plots.words import ASSOCIATION, KEYNESS, plot_collocates, plot_keyness

# Keyness


def test_keyness_draws_both_directions_of_the_table():
    table = toy().set_index("feature")
    ax = plot_keyness(toy())
    assert y_names(ax) == ["x", "z", "y", "w"]
    dots = by_row(line(ax, "_dots"))
    np.testing.assert_allclose(dots[:, 0], table.loc[["x", "z", "y"], "log_ratio"])
    np.testing.assert_allclose(line(ax, "_few")[:, 0], table.loc[["w"], "log_ratio"])  # w: 0 in the target
    assert by_row(np.vstack([line(ax, "_dots"), line(ax, "_few")]))[:, 1].tolist() == [0, 1, 2.5, 3.5]
    ends = table.loc[["x", "z", "y", "w"], ["log_ratio_low", "log_ratio_high"]]
    np.testing.assert_allclose([pair for pair, _ in intervals(ax)], ends)
    assert "hollow: one n is 0, taken as 0.5" in words(ax)[0]
    assert ax.get_xlabel() == "log ratio: +1 is twice, −1 half as frequent\n(95 % interval)"


def test_keyness_shows_n_of_both_beside_each_word():
    ax = plot_keyness(toy())
    beside = [(t.xy[1], t.get_text()) for t in ax.texts if t.xy[0] == 1 and t.get_text().isdigit()]
    assert beside == [(0, "4"), (1, "2"), (2.5, "1"), (3.5, "0"), (0, "1"), (1, "1"), (2.5, "4"), (3.5, "4")]
    keys = [(a.get_marker(), to_hex(a.get_color())) for a in ax.lines if a.get_label() == "_key"]
    assert keys == [("o", "#0072b2"), ("s", "#d55e00")]


def test_keyness_chooses_by_evidence_and_orders_by_size():
    table = pd.DataFrame(
        {
            "feature": ["common", "rare", "some", "even", "less"],
            "n_target": [90, 1, 20, 5, 1],
            "n_reference": [10, 0, 1, 5, 30],
            "g2": [50.0, 1.0, 20.0, 0.0, -25.0],
            "log_ratio": [3.0, 6.0, 4.0, 0.0, -5.0],
            "log_ratio_low": [2.5, -1.0, 2.0, -1.0, -6.0],
            "log_ratio_high": [3.5, 13.0, 6.0, 1.0, -4.0],
        }
    )
    ax = plot_keyness(table, limit=2)
    assert y_names(ax) == ["some", "common", "less"]  # not rare, whose ratio is the largest
    assert "3 of 5 features (largest G²)" in words(ax)
    assert y_names(plot_keyness(table, limit=1, choose="log_ratio")) == ["rare", "less"]
    assert "even" not in y_names(plot_keyness(table, limit=None))


def test_keyness_of_evidence_has_no_interval():
    ax = plot_keyness(toy(), value="g2")
    assert intervals(ax) == []
    assert len(line(ax, "_few")) == 0
    np.testing.assert_allclose(by_row(line(ax, "_dots"))[:, 0], [4.5347, 0.9665, -1.3953, -5.09], atol=1e-4)
    assert ax.get_xlabel() == KEYNESS["g2"]


def test_keyness_of_one_side():
    ax = plot_keyness(toy().query("g2 > 0"), names=("Trump", "Putin"))
    assert y_names(ax) == ["x", "z"]
    assert line(ax, "_dots")[:, 1].tolist() == [0, 1]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["Trump", "Putin"]


def test_keyness_in_words():
    text = dc.alt_text(plot_keyness(toy(), value="g2", limit=1, names=("A", "B")))
    assert text == (
        "Dots: log-likelihood ratio G², four terms, signed, of 2 of 4 features. "
        "1 typical of A, most of all x, 4.53, n = 4 in A and 1 in B. "
        "1 typical of B, most of all w, −5.09, n = 0 in A and 4 in B."
    )


# Collocates


def test_collocates_are_drawn_by_value_with_n_and_sides():
    ax = plot_collocates(near())
    assert y_names(ax) == ["the", "cold", "a", "odd"]  # of equal values the more frequent first
    dots = next(c for c in ax.collections if c.get_label() == "_dots")
    assert dots.get_offsets().tolist() == [[12.0, 0], [12.0, 1], [11.5, 2], [9.0, 3]]
    areas = dots.get_sizes()
    np.testing.assert_allclose(areas / areas.max(), [1, 4 / 16, 1 / 16, 2 / 16])
    assert [t.get_text() for t in ax.texts if t.xy[0] == 1] == ["n", "16", "4", "1", "2"]
    sides = next(child for child in ax.child_axes if child.get_label() == "sides")
    left, right = (
        [s[1, 0] for s in c.get_segments()] for c in sides.collections if c.get_label() in ("_n_left", "_n_right")
    )
    assert left == [-0.75, -1, 0, -0.5]
    assert right == [0.25, 0, 1, 0.5]
    assert words(sides) == ["left", "right"]
    assert ax.get_xlabel() == ASSOCIATION["log_dice"]


def test_collocates_say_what_they_leave_out():
    ax = plot_collocates(near(), value="g2", limit=2)
    assert y_names(ax) == ["cold", "the"]
    assert words(ax)[0] == "dot: larger if more frequent\n2 of 3 words (largest value)\n1 without a value: not drawn"
    assert len(line(plot_collocates(near(), value="g2"), "_zero")) == 2
    assert len(line(ax, "_zero")) == 0
    assert dc.alt_text(ax) == (
        "Dots: log-likelihood ratio G², signed, of 2 of 4 words. "
        "Largest: cold, 20, n = 4, 4 left and 0 right. Smallest: the, 8, n = 16, 12 left and 4 right."
    )


def test_every_measure_of_the_table_has_a_label():
    measures = set(schema.TABLES["collocates"]) - {
        "collocate", "n", "n_left", "n_right", "n_docs", "n_node", "n_collocate", "total", "expected",
    }  # fmt: skip
    assert set(ASSOCIATION) == measures


# Both


def test_names_are_drawn_as_they_are():
    odd = ["$a_1$ and $b$", "_hidden"]
    ax = plot_keyness(dc.keyness(features(a=3, b=2).assign(feature=odd), features(c=3)), names=("_x", "$y$"))
    ax.figure.draw_without_rendering()
    assert y_names(ax)[:2] == odd
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["_x", "$y$"]


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="value is 'odds_ratio'; choose one of 'log_ratio', 'g2'"):
        plot_keyness(toy(), value="odds_ratio")
    with pytest.raises(ValueError, match="table lacks the columns log_ratio_low, log_ratio_high"):
        plot_keyness(toy().drop(columns=["log_ratio_low", "log_ratio_high"]))
    with pytest.raises(ValueError, match="names is 'ab'; give two names, for the target and for the reference"):
        plot_keyness(toy(), names="ab")
    with pytest.raises(ValueError, match="limit is 0; give a whole number above 0, or None for all words"):
        plot_collocates(near(), limit=0)
    with pytest.raises(ValueError, match="value is 'dice'; choose one of 'log_dice', 'mi'"):
        plot_collocates(near(), value="dice")
