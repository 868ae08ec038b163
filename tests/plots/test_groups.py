"""What is drawn stands in the table: artists are compared with rows, the layout is measured after a draw."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

matplotlib.use("Agg")
import matplotlib.dates as mdates
import matplotlib.pyplot as plt
from matplotlib.colors import to_hex, to_rgb

import discourse as dc
from discourse import schema
from discourse.plots import _drawing as drawing
from discourse.plots import _frames as frames
from discourse.plots import groups as plots

LONG = [
    "Russia", "United States", "China", "Ukraine", "NATO", "European Union", "Vladimir Putin", "Donald Trump",
    "US House of Representatives", "Federal Security Service", "United Kingdom", "Syria", "Congress", "Iran",
    "Organization for Security and Co-operation in Europe",
]  # fmt: skip
OUTLETS = ["Chatham House", "RUSI", "Carnegie Endowment"]
QUARTERS = pd.date_range("2014-01-01", "2019-10-01", freq="QS")


def cross(**groups):
    return pd.MultiIndex.from_product(groups.values(), names=groups.keys()).to_frame(index=False)


def make_rates(keys, *, per=1000, zero=(), none=()):
    """Rates of a fixed pattern over `keys`; rows `zero` have no hit, rows `none` no word."""
    k = len(keys)
    rng = np.random.default_rng(7)
    n_words = rng.integers(3000, 60000, k)
    n = rng.integers(2, 300, k)
    n[list(zero)] = 0
    n[list(none)], n_words[list(none)] = 0, 0
    n_docs = -(-n_words // 1000)
    rate = np.divide(n * per, n_words, out=np.full(k, np.nan), where=n_words > 0)
    return keys.assign(n=n, n_words=n_words, n_docs=n_docs, rate=rate, low=rate * 0.7, high=rate * 1.4, few=n_docs < 10)


def make_means(keys, *, none=(), shift=0.0):
    k = len(keys)
    rng = np.random.default_rng(7)
    n = rng.integers(3, 900, k)
    n[list(none)] = 0
    mean = np.where(n > 0, np.clip(rng.normal(-0.05 + shift, 0.15, k), -0.9, 0.9), np.nan)
    return keys.assign(n=n, n_docs=n // 6, mean=mean, low=mean - 0.05, high=mean + 0.08, few=n // 6 < 10)


def tiny():
    return pd.DataFrame(
        {
            "outlet": ["A", "B", "C", "D"],
            "n": [3, 9, 0, 0],
            "n_words": [2000, 3000, 500, 0],
            "n_docs": [12, 4, 11, 0],
            "rate": [1.5, 3.0, 0.0, np.nan],
            "low": [0.4, 2.0, 0.0, np.nan],
            "high": [2.2, 4.5, 0.0, np.nan],
            "few": [False, True, False, True],
        }
    )


def pairs():
    return pd.DataFrame({"source": ["A", "A"], "target": ["B", "C"], "n": [5, 0], "jaccard": [0.5, 0.0]})


MANY = [f"{i}, {actor}" for actor in LONG for i in (1, 2)]
BOTH = cross(actor=LONG[:10], outlet=OUTLETS)
PAIRS = [(a, b, len(a) * len(b)) for a, b in combinations(sorted(LONG), 2)]

#: name -> function, table, options
FIGURES = {
    "rates_3": (plots.plot_rates, make_rates(cross(outlet=OUTLETS)), {}),
    "rates_15": (plots.plot_rates, make_rates(cross(actor=LONG), zero=[4], none=[7]), {}),
    "rates_30": (plots.plot_rates, make_rates(cross(actor=MANY)), {}),
    "rates_hue": (plots.plot_rates, make_rates(BOTH, none=[3]), {}),
    "tone_3": (plots.plot_tone, make_means(cross(outlet=OUTLETS), shift=-0.4), {}),
    "tone_30": (plots.plot_tone, make_means(cross(actor=MANY), none=[3]), {}),
    "tone_hue": (plots.plot_tone, make_means(BOTH), {}),
    "trend_quarters": (
        plots.plot_trend,
        make_rates(cross(outlet=OUTLETS, period=QUARTERS), none=[3, 30]),
        {},
    ),
    "trend_59_years": (
        plots.plot_trend,
        make_rates(cross(period=pd.date_range("1960", periods=59, freq="YS"))),
        {},
    ),
    "trend_6_years": (plots.plot_trend, make_means(cross(outlet=["X", "Y"], period=QUARTERS[::4])), {}),
    "heat_rates": (dc.plot_heatmap, make_rates(cross(actor=LONG, outlet=OUTLETS), none=[3]), {}),
    "heat_tone": (
        dc.plot_heatmap,
        make_means(cross(actor=LONG[:3], outlet=OUTLETS)),
        {"label": plots.TONE},
    ),
    "heat_pairs": (dc.plot_heatmap, pd.DataFrame(PAIRS, columns=["source", "target", "n"]), {}),
}


def figure_of(name, **options):
    draw, table, more = FIGURES[name]
    return draw(table, **more, **options)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def line(ax, label):
    """All points of the lines called `label`, as rows of x and y."""
    found = [np.column_stack(artist.get_data()) for artist in ax.lines if artist.get_label() == label]
    return np.vstack(found) if found else np.empty((0, 2))


def by_row(points):
    return points[np.argsort(points[:, 1], kind="stable")]


def intervals(ax):
    found = [c for c in ax.collections if str(c.get_label()).startswith("_interval")]
    return [(tuple(ends[:, 0]), ends[0, 1]) for c in found for ends in c.get_segments() if len(ends)]


def words(ax):
    return [artist.get_text() for artist in ax.texts]


def y_names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


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
    assert "hollow: fewer than 10 documents" in words(ax)
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
    with pytest.raises(ValueError, match=r"rates are for 1,000 to 10,000 words .* Count all with the same per"):
        plots.plot_rates(mixed)


# Trend


def quarters():
    """A has no row for the third quarter and no words in the fifth; nobody has the seventh."""
    periods = pd.date_range("2018-01-01", periods=8, freq="QS")
    table = make_rates(cross(outlet=["A", "B"], period=periods), none=[4])
    return table.drop(index=[2, 6, 14]).reset_index(drop=True)


def test_trend_breaks_where_a_period_is_missing():
    ax = plots.plot_trend(quarters())
    a, b = line(ax, "A"), line(ax, "B")
    grid = mdates.date2num(pd.date_range("2018-01-01", periods=8, freq="QS").to_numpy())
    assert a[:, 0].tolist() == b[:, 0].tolist() == grid.tolist()
    assert np.flatnonzero(np.isnan(a[:, 1])).tolist() == [2, 4, 6]
    assert np.flatnonzero(np.isnan(b[:, 1])).tolist() == [6]
    table = quarters().query("outlet == 'B'")
    assert b[~np.isnan(b[:, 1]), 1].tolist() == table["rate"].tolist()
    bands = [c for c in ax.collections if c.get_label() == "_band"]
    corners = {tuple(np.round(xy, 9)) for path in bands[1].get_paths() for xy in path.vertices}
    ends = zip(mdates.date2num(table["period"].to_numpy()), table["low"], table["high"], strict=True)
    assert all({(x, round(low, 9)), (x, round(high, 9))} <= corners for x, low, high in ends)


def test_trend_marks_the_interval_of_a_point_with_no_neighbour():
    ax = plots.plot_trend(quarters())
    alone = [ends for c in ax.collections if c.get_label() == "_alone" for ends in c.get_segments()]
    table = quarters().query("outlet == 'A'").set_index("period").loc[["2018-10-01", "2019-04-01", "2019-10-01"]]
    a_alone = [ends[:, 1].tolist() for ends in alone[:3]]
    assert a_alone == table[["low", "high"]].to_numpy().tolist()


def test_trend_shows_n_in_figures_or_in_bars():
    table = quarters()
    strip = plots.plot_trend(table).child_axes[0]
    assert words(strip) == [f"{n}" for n in table["n"]]
    dense = make_rates(cross(outlet=OUTLETS, period=QUARTERS))
    strip = plots.plot_trend(dense).child_axes[0]
    heights = np.array([bar.get_height() for bar in strip.patches])
    np.testing.assert_allclose(heights, dense["n"] * 0.85 / dense["n"].max())
    tops = dense.groupby("outlet", sort=False)["n"].max()
    assert y_names(strip) == [f"n ≤ {n}" for n in tops]


def test_trend_names_lines_at_their_ends_or_in_a_legend():
    apart = make_rates(cross(outlet=["A", "B"], period=QUARTERS[:6]))
    level = np.repeat([2.0, 8.0], 6)
    ax = plots.plot_trend(apart.assign(rate=level, low=level - 1, high=level + 1), per=1000)
    assert ax.get_legend() is None
    ends = {artist.get_text(): artist.xy for artist in ax.texts if artist.get_text() in ("A", "B")}
    last = mdates.date2num(QUARTERS[5])
    assert ends == {"A": (last, 2.0), "B": (last, 8.0)}
    ax = plots.plot_trend(apart.assign(rate=2.0, low=1.0, high=3.0), per=1000)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["A", "B"]


def test_trend_of_means_and_of_one_group():
    ax = plots.plot_trend(make_means(cross(period=QUARTERS)), label=plots.TONE)
    assert ax.get_ylabel() == "mean compound tone, −1 to 1\n(95 % interval)"
    assert ax.get_legend() is None
    assert len(line(ax, "_zero")) == 2
    assert ax.get_xlabel() == "start of the period"
    assert plots.plot_trend(make_rates(cross(period=QUARTERS))).get_ylim()[0] < 0


def test_trend_of_a_score_is_labelled_by_its_column():
    means = make_means(cross(period=QUARTERS))
    assert plots.plot_trend(means, column="certainty").get_ylabel() == "mean certainty, 0 to 1\n(95 % interval)"
    assert plots.plot_trend(means, column="tone", label="x").get_ylabel() == "x\n(95 % interval)"
    assert plots.plot_trend(means).get_ylabel() == "mean\n(95 % interval)"


def test_trend_of_features_is_that_of_the_table():
    import discourse as dc

    texts = ["war war peace now", "war is over", "peace holds", "war again", "peace now"]
    dates = pd.to_datetime(["2014-01-05", "2014-02-05", "2015-05-05", "2016-03-06", "2016-04-01"])
    corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abcde"), "text": texts, "date": dates}))
    top = dc.count_features(corpus).head(2)
    table = dc.count_rate(dc.find_ngrams(corpus, top), corpus, by="feature", freq="YS", rolling=2)
    ax = plots.plot_trend(table)
    assert line(ax, "war")[:, 1].tolist() == table.loc[table["feature"] == "war", "rate"].tolist()
    assert line(ax, "peace")[:, 1].tolist() == table.loc[table["feature"] == "peace", "rate"].tolist()
    assert len([c for c in ax.collections if c.get_label() == "_band"]) == 2
    with pytest.raises(ValueError, match=r"table is of features, .* draw count_rate\(find_ngrams\(corpus, features\)"):
        plots.plot_trend(dc.count_features(corpus, by="date"))


def test_trend_takes_one_period_and_time_zones():
    one = quarters().iloc[[1]]
    ax = plots.plot_trend(one)
    ax.figure.draw_without_rendering()
    assert line(ax, "A")[:, 1].tolist() == one["rate"].tolist()
    assert "A" in words(ax)
    zoned = quarters().assign(period=quarters()["period"].dt.tz_localize("Europe/London"))
    np.testing.assert_array_equal(line(plots.plot_trend(zoned), "B"), line(plots.plot_trend(quarters()), "B"))


def test_trend_says_how_many_rows_have_no_date():
    table = make_rates(cross(period=QUARTERS))
    table.loc[[0, 1], "period"] = pd.NaT
    assert "2 without a date: not drawn" in words(plots.plot_trend(table))[0]


@given(st.integers(1, 12), st.sets(st.integers(0, 40), min_size=1))
def test_grid_holds_every_period_and_has_one_step(step, at):
    periods = pd.DatetimeIndex([pd.Timestamp("1999-01-01") + pd.DateOffset(months=step * i) for i in sorted(at)])
    grid = frames.full_grid(periods)
    assert periods.isin(grid).all()
    assert (grid[0], grid[-1]) == (periods[0], periods[-1])
    if len(grid) > len(periods):
        assert len(set(np.diff(grid.year * 12 + grid.month))) == 1


def test_grid_of_weeks_and_of_dates_without_a_step():
    weeks = pd.DatetimeIndex(["2020-01-06", "2020-01-13", "2020-02-03"])
    assert list(frames.full_grid(weeks)) == list(pd.date_range("2020-01-06", "2020-02-03", freq="7D"))
    odd = pd.DatetimeIndex(["2020-01-06", "2020-05-14", "2021-08-03"])
    assert list(frames.full_grid(odd)) == list(odd)


# Heatmap


def test_heatmap_of_rates():
    table = tiny().assign(outlet=["A", "A", "B", "B"])
    table.insert(0, "actor", ["X", "Y", "X", "Y"])
    ax = dc.plot_heatmap(table)
    assert y_names(ax) == ["X", "Y"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["A", "B"]
    at = {artist.xy: artist.get_text() for artist in ax.texts[1:]}
    assert at == {(0, 0): "1.50\nn = 3", (0, 1): "(3.00)\nn = 9", (1, 0): "0\nn = 0"}
    assert [patch.get_xy() for patch in ax.patches if patch.get_hatch()] == [(0.5, 0.5)]  # D, with no words
    assert words(ax)[0] == "in brackets: fewer than 10 documents\nhatched: no value"
    mesh = ax.collections[0]
    assert mesh.get_clim() == (0, 3)
    assert mesh.get_array().tolist() == [[1.5, 0.0], [3.0, None]]
    assert mesh.colorbar.ax.get_xlabel() == "rate per 1,000 words"
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("actor", "outlet")
    turned = dc.plot_heatmap(table, rows="outlet")
    assert y_names(turned) == ["A", "B"]


def test_heatmap_of_tone_is_centred_on_zero():
    table = make_means(cross(actor=LONG[:4], outlet=OUTLETS)).drop(index=5)
    ax = dc.plot_heatmap(table, label=plots.TONE)
    top = table["mean"].abs().max()
    assert ax.collections[0].get_clim() == (-top, top)
    assert to_hex(ax.collections[0].cmap(0.5)) in ("#ffffff", "#fefefe", "#fefeff")
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == 1
    signs = {artist.get_text().strip("(")[0] for artist in ax.texts[1:]}
    assert signs == {"+", "−"}
    assert ax.collections[0].colorbar.ax.get_xlabel() == plots.TONE


def test_heatmap_of_pairs_is_symmetric_with_an_empty_diagonal():
    ax = dc.plot_heatmap(pairs())
    at = {artist.xy: artist.get_text() for artist in ax.texts[1:]}
    assert at == {(1, 0): "5", (0, 1): "5", (2, 0): "0", (0, 2): "0"}
    hatched = {patch.get_xy() for patch in ax.patches if patch.get_hatch()}
    assert hatched == {(0.5, 1.5), (1.5, 0.5)}  # B and C have no row; the diagonal is left blank
    assert ax.collections[0].colorbar.ax.get_xlabel() == "units with both"
    ax = dc.plot_heatmap(pairs(), value="jaccard")
    assert ax.collections[0].colorbar.ax.get_xlabel() == "Jaccard index, 0 to 1"
    assert {artist.get_text() for artist in ax.texts[1:]} == {"0.50\nn = 5", "0\nn = 0"}


@pytest.mark.parametrize("name", ["heat_rates", "heat_tone", "heat_pairs"])
def test_figures_in_cells_stand_out(name):
    ax = figure_of(name)
    mesh = ax.collections[0]
    values = mesh.get_array()

    def light(colour):
        rgb = np.array(to_rgb(colour))
        return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [
            0.2126,
            0.7152,
            0.0722,
        ]

    cells = [artist for artist in ax.texts if artist.get_color() in ("black", "white")]
    assert len(cells) == values.count()
    for artist in cells:
        column, row = artist.xy
        a, b = sorted([light(artist.get_color()), light(mesh.cmap(mesh.norm(values[row, column]))[:3])])
        assert (b + 0.05) / (a + 0.05) > 4.3


# Every figure


def drawn_texts(figure):
    """The texts that a draw shows: of tick labels, those of visible axes and within their ends."""
    figure.draw_without_rendering()
    kinds = matplotlib.text.Text, matplotlib.axes.Axes
    texts, every = (figure.findobj(kind) for kind in kinds)
    hidden = set()
    for ax in every:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                shown = ax.axison and low - 1e-9 <= tick.get_loc() <= high + 1e-9
                hidden |= {label for label in (tick.label1, tick.label2) if not (shown and label.get_visible())}
    return [text for text in texts if text not in hidden and text.get_visible() and text.get_text().strip()]


@pytest.mark.parametrize("name", FIGURES)
def test_text_is_large_enough_apart_and_inside(name):
    ax = figure_of(name)
    figure = ax.figure
    texts = drawn_texts(figure)
    boxes = [text.get_window_extent() for text in texts]
    assert len(texts) > 5
    assert all(text.get_fontsize() >= 7 for text in texts)
    for text, box in zip(texts, boxes, strict=True):
        inside = box.x0 >= -0.5 and box.y0 >= -0.5 and box.x1 <= figure.bbox.x1 + 0.5 and box.y1 <= figure.bbox.y1 + 0.5
        assert inside, f"{text.get_text()!r} at {box} leaves {figure.bbox}"
    for (a, box_a), (b, box_b) in combinations(zip(texts, boxes, strict=True), 2):
        if a.get_rotation() == b.get_rotation() == 45:
            # Turned names are as far apart as their ends, seen along the line of writing.
            lines = max(text.get_text().count("\n") + 1 for text in (a, b))
            apart = abs(a.get_transform().transform(a.get_position()) - b.get_transform().transform(b.get_position()))[
                0
            ]
            assert apart * np.sqrt(0.5) > 0.9 * 7 * lines * figure.dpi / 72
            continue
        wide = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
        high = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
        assert wide < 0.5 or high < 1.5, f"{a.get_text()!r} and {b.get_text()!r} overlap by {wide:.1f} x {high:.1f}"


@pytest.mark.parametrize("name", ["rates_3", "rates_hue", "tone_hue", "trend_quarters", "trend_6_years"])
def test_a_title_stands_above_all(name):
    ax = figure_of(name)
    title = ax.set_title("Title")
    texts = drawn_texts(ax.figure)
    assert title in texts
    below = [text.get_window_extent().y1 for text in texts if text is not title]
    assert title.get_window_extent().y0 > max(below) - 0.5
    assert title.get_window_extent().y1 <= ax.figure.bbox.y1 + 0.5


@pytest.mark.parametrize("name", FIGURES)
def test_settings_and_given_axes_are_kept(name):
    before = dict(matplotlib.rcParams)
    figure, (first, second) = plt.subplots(2, figsize=(8, 20), layout="constrained")
    assert figure_of(name, ax=second) is second
    assert plt.get_fignums() == [figure.number]
    assert not first.has_data()
    assert not hasattr(first, "alt_text")
    figure.draw_without_rendering()
    figure_of(name)
    assert len(plt.get_fignums()) == 2
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", ["rates_3", "tone_hue", "trend_quarters", "heat_tone"])
def test_new_figure_has_the_width_of_a_column(name):
    width, height = figure_of(name).figure.get_size_inches()
    assert width == pytest.approx(3.5, abs=0.15)
    assert 0.8 < height < 9
    tall = figure_of("rates_30").figure.get_size_inches()[1]
    assert tall > figure_of("rates_15").figure.get_size_inches()[1]


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plots.plot_rates, make_rates(cross(actor=LONG, outlet=OUTLETS))),
        (plots.plot_tone, make_means(cross(actor=LONG))),
        (plots.plot_trend, make_rates(cross(outlet=OUTLETS, period=QUARTERS))),
        (dc.plot_heatmap, make_rates(cross(actor=LONG, outlet=OUTLETS))),
        (dc.plot_heatmap, pairs()),
    ],
)
def test_tables_are_not_changed(draw, table):
    before = table.copy()
    draw(table)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plots.plot_rates, make_rates(cross(actor=LONG, outlet=OUTLETS))),
        (plots.plot_rates, schema.empty("rates")),
        (plots.plot_tone, make_means(cross(actor=LONG))),
        (plots.plot_trend, make_rates(cross(outlet=OUTLETS, period=QUARTERS))),
        (dc.plot_heatmap, make_rates(cross(actor=LONG, outlet=OUTLETS))),
        (dc.plot_heatmap, schema.empty("cooccurrence")),
    ],
)
def test_a_table_without_rows_says_so(draw, table):
    ax = draw(table[:0])
    ax.figure.draw_without_rendering()
    assert words(ax)[0] == "no rows"
    assert ax.get_xlabel()
    assert "0 rows" in dc.alt_text(ax)


def test_names_are_drawn_as_they_are():
    table = tiny().assign(outlet=["$a_1$ and $b$", "_hidden", np.nan, "100 %"])
    assert y_names(plots.plot_rates(table)) == ["_hidden", "$a_1$ and $b$", "(missing)", "100 %"]
    table.insert(0, "actor", "X")
    ax = plots.plot_rates(table)
    ax.figure.draw_without_rendering()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == list(table["outlet"].fillna("(missing)"))


def test_groups_differ_without_colour():
    styles = [drawing.style_of(i) for i in range(56)]
    assert len({(colour, marker) for colour, marker, _ in styles}) == 56
    assert len({marker for _, marker, _ in styles[:7]}) == 7


# Errors


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="rates lacks the columns low, high; it has outlet, n, "):
        plots.plot_rates(tiny().drop(columns=["low", "high"]))
    with pytest.raises(ValueError, match="means lacks the column mean"):
        plots.plot_tone(tiny())
    with pytest.raises(ValueError, match="table lacks the column period"):
        plots.plot_trend(tiny())
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
        plots.plot_trend(twice)


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="limit is 0; give a whole number above 0"):
        plots.plot_rates(tiny(), limit=0)
    with pytest.raises(TypeError, match=r"period is of dtype str; dates are needed: use pandas\.to_datetime"):
        plots.plot_trend(quarters().astype({"period": "str"}))
    with pytest.raises(TypeError, match="ax is a Figure; a matplotlib Axes is needed, or None for a new figure"):
        plots.plot_rates(tiny(), ax=plt.figure())
    with pytest.raises(ValueError, match=r"rows='outlet', columns=None, value='rate' are not two groups and a value"):
        dc.plot_heatmap(tiny())
    with pytest.raises(ValueError, match="this Axes has no description"):
        dc.alt_text(plt.figure().subplots())
    with pytest.raises(ValueError, match=r"the ending of path is '.jpg'; choose one of '.svg', '.pdf', '.png'"):
        dc.save_figure(plots.plot_rates(tiny()), "figure.jpg")


# Words and files


def test_description_says_what_the_table_says():
    assert dc.alt_text(plots.plot_rates(tiny())) == (
        "Dots with intervals: rate per 1,000 words (95 % interval) by outlet, 4 rows. n is 0 to 9. "
        "Largest: B, 3.00 (2.00 to 4.50), n = 9. Smallest: C, 0 (0 to 0), n = 0. "
        "2 rows with fewer than 10 documents. 1 row with no value."
    )
    assert dc.alt_text(dc.plot_heatmap(pairs())) == (
        "Cells: units with both by source and target, 2 rows. n is 0 to 5. Largest: A, B, 5. Smallest: A, C, 0."
    )
    ax = plots.plot_trend(make_means(cross(outlet=["A"], period=QUARTERS[:2])), label="tone")
    assert dc.alt_text(ax).startswith("Lines with bands: tone (95 % interval) by period and outlet, 2 rows.")


def test_the_old_name_of_alt_text_warns():
    ax = plots.plot_rates(tiny())
    with pytest.warns(FutureWarning, match="describe is now called alt_text; describe will go in version 0.3"):
        assert dc.describe(ax) == dc.alt_text(ax)


SCRIPT = """
import sys, matplotlib
matplotlib.use("Agg")
sys.path[:0] = [{tests!r}]
import plots.test_groups as t
from discourse.plots import _drawing as drawing
import discourse as dc
from discourse.plots import groups as plots
for name in ("trend_6_years", "heat_tone"):
    ax = t.figure_of(name)
    for ending in ("svg", "pdf", "png"):
        dc.save_figure(ax, f"{folder}/{name}.{ending}", dpi=60)
"""


def test_files_are_the_same_bytes_in_every_process(tmp_path):
    for seed in ("0", "1"):
        folder = tmp_path / seed
        folder.mkdir()
        tests = str(Path(__file__).parents[1])
        script = SCRIPT.replace("{tests!r}", repr(tests)).replace("{folder}", str(folder))
        subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    files = sorted(path.name for path in (tmp_path / "0").iterdir())
    assert len(files) == 6
    assert [f for f in files if (tmp_path / "0" / f).read_bytes() != (tmp_path / "1" / f).read_bytes()] == []


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_a_file_has_the_description_and_no_date(tmp_path, ending):
    before = dict(matplotlib.rcParams)
    ax = plots.plot_rates(tiny())
    path = dc.save_figure(ax, tmp_path / f"a.{ending}", dpi=100)
    data = path.read_bytes()
    assert dict(matplotlib.rcParams) == before
    assert b"Date" not in data
    assert b"dc:date" not in data
    if ending == "png":
        from PIL import Image

        with Image.open(path) as image:
            assert image.info["Description"] == dc.alt_text(ax)
            assert image.size == tuple(int(100 * inches) for inches in ax.figure.get_size_inches())
    elif ending == "svg":
        assert dc.alt_text(ax) in data.decode()
    else:
        assert dc.alt_text(ax).replace("(", r"\(").replace(")", r"\)").encode() in data
    assert dc.save_figure(ax, str(tmp_path / f"b.{ending}"), dpi=100).read_bytes() == data


def test_heatmap_draws_the_largest_rows_and_columns_and_says_so():
    table = pd.DataFrame(
        [(a, o, i * 10 + j, float(i * 10 + j)) for i, a in enumerate("abcd") for j, o in enumerate("xyz")],
        columns=["actor", "outlet", "n", "rate"],
    ).assign(n_words=1000)
    ax = dc.plot_heatmap(table, limit=2)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["c", "d"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["y", "z"]
    notes = " ".join(t.get_text() for t in ax.texts)
    assert "2 of 4 rows (largest n)" in notes and "2 of 3 columns (largest n)" in notes
    assert "Smallest: c, y, 21" in dc.alt_text(ax)
    plt.close(ax.figure)


def test_a_single_line_has_room_under_all_its_notes():
    table = pd.DataFrame(
        {"outlet": ["A"], "n": [29], "n_docs": [1], "mean": [0.06], "low": [np.nan], "high": [np.nan], "few": [True]}
    )
    ax = plots.plot_tone(table)
    ax.figure.draw_without_rendering()
    assert ax.get_window_extent().height / ax.figure.dpi * 72 > 12  # points: more than the dot
    plt.close(ax.figure)
