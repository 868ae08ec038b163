"""Dots with intervals and lines over time: artists are compared with rows, the layout is measured after a draw."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawn import by_row, intervals, line, words, y_names
from figures import OUTLETS, cross, make_means, make_rates, quarters, tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex

import discourse as dc
from discourse.plots import _drawing as drawing
from discourse.plots import groups as plots

# Dots with intervals


def test_rates_draws_the_rows_of_the_table():
    ax = plots.plot_rates(tiny())
    assert y_names(ax) == ["B", "A", "C", "D"]
    assert list(ax.get_yticks()) == [0, 1, 2, 3]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first row is on top
    assert line(ax, "_dots").tolist() == [[1.5, 1], [0.0, 2]]
    assert line(ax, "_few")[0].tolist() == [3.0, 0]
    assert np.isnan(line(ax, "_few")[1, 0])  # D has a line but no dot
    assert intervals(ax) == [((2.0, 4.5), 0), ((0.4, 2.2), 1), ((0.0, 0.0), 2)]
    assert ax.get_xlabel() == "rate per 1,000 words (95 % interval)"
    assert ax.get_ylabel() == "outlet"
    assert ax.get_xlim()[0] < 0 < 4.5 < ax.get_xlim()[1]


def test_n_stands_at_the_right_of_its_row():
    ax = plots.plot_rates(tiny().assign(n_words=tiny()["n_words"] * 1000, n=tiny()["n"] * 1000))
    at = {artist.xy[1]: artist.get_text() for artist in ax.texts if artist.xy[0] == 1 and artist.get_text() != "n"}
    assert at == {0: "9,000", 1: "3,000", 2: "0", 3: "0"}
    assert "n" in words(ax)
    assert [artist.xy for artist in ax.texts if artist.get_text() == "no value"] == [(0, 3)]


def test_few_documents_are_hollow_and_noted():
    ax = plots.plot_rates(tiny())
    faces = {artist.get_label(): to_hex(artist.get_markerfacecolor()) for artist in ax.lines}
    assert faces == {"_dots": drawing.OKABE_ITO[0].lower(), "_few": "#ffffff"}
    assert "hollow: under 10 documents or 3 events" in words(ax)
    calm = plots.plot_rates(tiny().assign(few=False))
    assert not any("hollow" in text for text in words(calm))


def test_a_mark_without_interval_is_noted():
    ax = plots.plot_rates(tiny().assign(few=False, low=[np.nan, 2, 0, np.nan], high=[np.nan, 4.5, 0, np.nan]))
    assert words(ax)[0] == "mark alone: interval not known"
    assert [y for _, y in intervals(ax)] == [0, 2]
    assert dc.alt_text(ax).endswith("1 row with no value. 1 row with no interval.")


def test_order_of_the_table_and_limit():
    assert y_names(plots.plot_rates(tiny(), sort=False)) == ["A", "B", "C", "D"]
    ax = plots.plot_rates(tiny(), limit=2)
    assert y_names(ax) == ["B", "A"]
    assert "2 of 4 groups (highest)" in words(ax)[0]
    assert y_names(plots.plot_rates(tiny(), sort=False, limit=3)) == ["A", "B", "C"]
    means = tiny().rename(columns={"rate": "mean"})
    ax = plots.plot_tone(means.assign(n=[5, 3, 9, 0]), limit=2)
    assert y_names(ax) == ["A", "C"]  # the two with the most scores, the highest mean on top
    assert "2 of 4 groups (largest n)" in words(ax)[0]


def test_equal_rates_keep_the_order_of_the_table():
    flat = tiny().assign(rate=2.0, low=1.0, high=3.0, n=[4, 6, 1, 2], n_words=[2000, 3000, 500, 1000])
    assert y_names(plots.plot_rates(flat)) == ["A", "B", "C", "D"]


def test_two_groups_give_rows_and_colours():
    table = make_rates(cross(actor=["X", "Y"], outlet=["A", "B"]))
    table["rate"] = [1.0, 2.0, 5.0, 4.0]
    ax = plots.plot_rates(table, per=1000)
    assert y_names(ax) == ["Y", "X"]
    assert list(ax.get_yticks()) == [0.5, 3.0]
    drawn = by_row(np.vstack([line(ax, "_dots"), line(ax, "_few")]))
    assert drawn.tolist() == [[5, 0], [4, 1], [1, 2.5], [2, 3.5]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["A", "B"]
    marks = {(artist.get_markeredgecolor(), artist.get_marker()) for artist in ax.lines}
    assert marks == {("#0072B2", "o"), ("#D55E00", "s")}
    turned = plots.plot_rates(table, by="outlet", per=1000)
    assert turned.get_ylabel() == "outlet"
    assert [text.get_text() for text in turned.get_legend().get_texts()] == ["X", "Y"]


def test_tone_has_zero_and_both_sides():
    for shift in (-0.5, 0.0, 0.5):
        means = make_means(cross(outlet=OUTLETS), shift=shift)
        ax = plots.plot_tone(means)
        least, most = ax.get_xlim()
        assert least < min(0, means["low"].min())
        assert most > max(0, means["high"].max())
        assert min(-least, most) > 0.25 * (most - least)
        assert line(ax, "_zero")[:, 0].tolist() == [0, 0]
        assert {"negative", "positive", "n"} < set(words(ax))
        assert ax.get_xlabel() == "mean compound tone, −1 to 1\n(95 % interval)"
        ordered = means.sort_values("mean", ascending=False)
        assert y_names(ax) == list(ordered["outlet"])
        drawn = by_row(np.vstack([line(ax, "_dots"), line(ax, "_few")]))
        assert drawn[:, 0].tolist() == ordered["mean"].tolist()
        assert sorted(ends for ends, _ in intervals(ax)) == sorted(zip(means["low"], means["high"], strict=True))


@pytest.mark.parametrize(
    ("options", "label", "sides"),
    [
        ({}, plots.TONE, True),
        ({"column": "compound"}, plots.TONE, True),
        ({"column": "tone"}, "mean tone towards the actor, −1 to 1", True),
        ({"label": "difference in Tone"}, "difference in Tone", True),
        ({"column": "tone", "label": "lean"}, "lean", True),
        ({"column": "certainty"}, "mean certainty, 0 to 1", False),
        ({"column": "neg"}, "mean negative share, 0 to 1", False),
        ({"column": "word_length"}, "mean word length", False),
        ({"label": "mean of 1 − certainty, 0 to 1"}, "mean of 1 − certainty, 0 to 1", False),
        ({"column": "certainty", "label": "no tone"}, "no tone", False),
    ],
)
def test_only_tone_has_negative_and_positive_sides(options, label, sides):
    means = make_means(cross(outlet=OUTLETS), shift=0.6)
    ax = plots.plot_tone(means, **options)
    assert ax.get_xlabel() == f"{label}\n(95 % interval)"
    assert ({"negative", "positive"} <= set(words(ax))) is sides
    assert bool({"negative", "positive"} & set(words(ax))) is sides
    assert dc.alt_text(ax).startswith(f"Dots with intervals: {label} ")
    least, most = ax.get_xlim()
    assert most > means["high"].max()
    room = -least / (most - least)
    assert room > 0.25 if sides else 0 < room < 0.06


def test_means_below_zero_that_are_no_tone_are_drawn_whole():
    means = make_means(cross(outlet=OUTLETS), shift=-0.6)
    least, most = plots.plot_tone(means, column="change").get_xlim()
    assert least < means["low"].min()
    assert 0 < most < 0.06
    assert line(plots.plot_tone(means, column="change"), "_zero")[:, 0].tolist() == [0, 0]
    none = plots.plot_tone(means.assign(mean=0.0, low=0.0, high=0.0), column="change").get_xlim()
    assert none[0] < 0 < none[1]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5000), st.booleans()), min_size=1, max_size=12))
def test_every_row_is_drawn_whatever_the_counts(rows):
    n, n_words, few = (list(column) for column in zip(*rows, strict=True))
    n = [k if w else 0 for k, w in zip(n, n_words, strict=True)]
    rate = [k / w * 1000 if w else np.nan for k, w in zip(n, n_words, strict=True)]
    table = pd.DataFrame({"author": [f"$x_{i}" for i in range(len(n))], "n": n, "n_words": n_words})
    table = table.assign(n_docs=1, rate=rate, low=rate, high=rate, few=few)
    before = table.copy()
    try:
        ax = plots.plot_rates(table)
        pd.testing.assert_frame_equal(table, before)
        drawn = by_row(np.vstack([line(ax, "_dots"), line(ax, "_few")]))[:, 0]
        expected = table.set_index("author")["rate"][y_names(ax)].to_numpy()
        np.testing.assert_array_equal(drawn, expected)
        assert (np.diff(expected[~np.isnan(expected)]) <= 0).all()
        assert sorted(y_names(ax)) == sorted(table["author"])
        assert len(line(ax, "_few")) == sum(few)
    finally:
        plt.close("all")


# Units


@pytest.mark.parametrize(
    ("per", "label"),
    [(1, "rate per word"), (1000, "rate per 1,000 words"), (1e6, "rate per 1,000,000 words")],
)
def test_unit_is_told_from_the_table(per, label):
    table = make_rates(cross(outlet=OUTLETS), per=per, zero=[1])
    assert plots.plot_rates(table).get_xlabel() == f"{label} (95 % interval)"
    assert plots.plot_rates(table, per=500).get_xlabel() == "rate per 500 words (95 % interval)"


def test_no_hit_no_unit():
    assert plots.plot_rates(tiny()[2:]).get_xlabel() == "rate (95 % interval)"
    assert plots.plot_rates(tiny()[2:], per=100).get_xlabel() == "rate per 100 words (95 % interval)"


def test_rates_of_different_units_are_refused():
    mixed = tiny().assign(rate=[1.5, 30.0, 0.0, np.nan])
    with pytest.raises(ValueError, match=r"rates are per 1,000 to 10,000 words .* Count all with the same per"):
        plots.plot_rates(mixed)


# Names and notes


def test_names_are_drawn_as_they_are():
    table = tiny().assign(outlet=["$a_1$ and $b$", "_hidden", np.nan, "100 %"])
    assert y_names(plots.plot_rates(table)) == ["_hidden", "$a_1$ and $b$", "(missing)", "100 %"]
    table.insert(0, "actor", "X")
    ax = plots.plot_rates(table)
    ax.figure.draw_without_rendering()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == list(table["outlet"].fillna("(missing)"))


def test_a_single_line_has_room_under_all_its_notes():
    table = pd.DataFrame(
        {"outlet": ["A"], "n": [29], "n_docs": [1], "mean": [0.06], "low": [np.nan], "high": [np.nan], "few": [True]}
    )
    ax = plots.plot_tone(table)
    ax.figure.draw_without_rendering()
    assert ax.get_window_extent().height / ax.figure.dpi * 72 > 12  # points: more than the dot
    plt.close(ax.figure)


# Errors


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="rates lacks the columns low, high; it has outlet, n, "):
        plots.plot_rates(tiny().drop(columns=["low", "high"]))
    with pytest.raises(ValueError, match="means lacks the column mean"):
        plots.plot_tone(tiny())
    with pytest.raises(ValueError, match="table lacks the column period"):
        dc.plot_trend(tiny())
    with pytest.raises(ValueError, match="table lacks the column party"):
        plots.plot_rates(tiny(), by="party")
    with pytest.raises(TypeError, match="rates is a list; a pandas DataFrame with n, n_words"):
        plots.plot_rates([1])


def test_rows_that_would_coincide_are_refused():
    three = make_rates(cross(actor=["X"], outlet=["A"], voice=["author", "quoted"]))
    for draw in (plots.plot_rates, dc.plot_heatmap):
        with pytest.raises(ValueError, match=r"more than one row for actor and outlet \(X, A\); a figure shows one"):
            draw(three)
    twice = pd.concat([quarters(), quarters()])
    with pytest.raises(ValueError, match=r"more than one row for period and outlet \(2018-01-01, A\)"):
        dc.plot_trend(twice)


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="limit is 0; give a whole number above 0"):
        plots.plot_rates(tiny(), limit=0)
    with pytest.raises(TypeError, match=r"period is of dtype str; dates are needed: use pandas\.to_datetime"):
        dc.plot_trend(quarters().astype({"period": "str"}))
    with pytest.raises(TypeError, match="ax is a Figure; a matplotlib Axes is needed, or None for a new figure"):
        plots.plot_rates(tiny(), ax=plt.figure())
