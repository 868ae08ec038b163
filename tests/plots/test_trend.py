"""Lines over time, one Axes or a panel a group: artists are compared with rows, the layout is measured after a draw."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest
from drawn import clashes, drawn_texts, line, words, y_names
from figures import OUTLETS, QUARTERS, cross, make_means, make_rates, quarters

import discourse as dc
from discourse.plots import groups as plots
from discourse.plots.groups import TONE


def test_trend_breaks_where_a_period_is_missing():
    ax = dc.plot_trend(quarters())
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
    ax = dc.plot_trend(quarters())
    alone = [ends for c in ax.collections if c.get_label() == "_alone" for ends in c.get_segments()]
    table = quarters().query("outlet == 'A'").set_index("period").loc[["2018-10-01", "2019-04-01", "2019-10-01"]]
    a_alone = [ends[:, 1].tolist() for ends in alone[:3]]
    assert a_alone == table[["low", "high"]].to_numpy().tolist()


def test_trend_shows_n_in_figures_or_in_bars():
    table = quarters()
    strip = dc.plot_trend(table).child_axes[0]
    assert words(strip) == [f"{n}" for n in table["n"]]
    dense = make_rates(cross(outlet=OUTLETS, period=QUARTERS))
    strip = dc.plot_trend(dense).child_axes[0]
    heights = np.array([bar.get_height() for bar in strip.patches])
    np.testing.assert_allclose(heights, dense["n"] * 0.85 / dense["n"].max())
    tops = dense.groupby("outlet", sort=False)["n"].max()
    assert y_names(strip) == [f"n ≤ {n}" for n in tops]


def test_trend_names_lines_at_their_ends_or_in_a_legend():
    apart = make_rates(cross(outlet=["A", "B"], period=QUARTERS[:6]))
    level = np.repeat([2.0, 8.0], 6)
    ax = dc.plot_trend(apart.assign(rate=level, low=level - 1, high=level + 1), per=1000)
    assert ax.get_legend() is None
    ends = {artist.get_text(): artist.xy for artist in ax.texts if artist.get_text() in ("A", "B")}
    last = mdates.date2num(QUARTERS[5])
    assert ends == {"A": (last, 2.0), "B": (last, 8.0)}
    ax = dc.plot_trend(apart.assign(rate=2.0, low=1.0, high=3.0), per=1000)  # ends at one place: names are moved apart
    assert ax.get_legend() is None
    assert clashes(ax.figure) == []
    ax = dc.plot_trend(apart[:-1])  # B ends before
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["A", "B"]


def test_trend_of_means_and_of_one_group():
    ax = dc.plot_trend(make_means(cross(period=QUARTERS)), label=TONE)
    assert ax.get_ylabel() == "mean compound tone, −1 to 1\n(95 % interval)"
    assert ax.get_legend() is None
    assert len(line(ax, "_zero")) == 2
    assert ax.get_xlabel() == "start of the period"
    assert dc.plot_trend(make_rates(cross(period=QUARTERS))).get_ylim()[0] < 0


def test_trend_of_a_score_is_labelled_by_its_column():
    means = make_means(cross(period=QUARTERS))
    assert dc.plot_trend(means, column="certainty").get_ylabel() == "mean certainty, 0 to 1\n(95 % interval)"
    assert dc.plot_trend(means, column="tone", label="x").get_ylabel() == "x\n(95 % interval)"
    assert dc.plot_trend(means).get_ylabel() == "mean\n(95 % interval)"


def test_trend_of_features_is_that_of_the_table():
    import discourse as dc

    texts = ["war war peace now", "war is over", "peace holds", "war again", "peace now"]
    dates = pd.to_datetime(["2014-01-05", "2014-02-05", "2015-05-05", "2016-03-06", "2016-04-01"])
    corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abcde"), "text": texts, "date": dates}))
    top = dc.count_features(corpus).head(2)
    table = dc.count_rate(dc.find_ngrams(corpus, top), corpus, by="feature", freq="YS", rolling=2)
    ax = dc.plot_trend(table)
    assert line(ax, "war")[:, 1].tolist() == table.loc[table["feature"] == "war", "rate"].tolist()
    assert line(ax, "peace")[:, 1].tolist() == table.loc[table["feature"] == "peace", "rate"].tolist()
    assert len([c for c in ax.collections if c.get_label() == "_band"]) == 2
    with pytest.raises(ValueError, match=r"table is of features, .* draw count_rate\(find_ngrams\(corpus, features\)"):
        dc.plot_trend(dc.count_features(corpus, by="date"))


def test_trend_takes_one_period_and_time_zones():
    one = quarters().iloc[[1]]
    ax = dc.plot_trend(one)
    ax.figure.draw_without_rendering()
    assert line(ax, "A")[:, 1].tolist() == one["rate"].tolist()
    assert "A" in words(ax)
    zoned = quarters().assign(period=quarters()["period"].dt.tz_localize("Europe/London"))
    np.testing.assert_array_equal(line(dc.plot_trend(zoned), "B"), line(dc.plot_trend(quarters()), "B"))


def test_trend_says_how_many_rows_have_no_date():
    table = make_rates(cross(period=QUARTERS))
    table.loc[[0, 1], "period"] = pd.NaT
    assert "2 without a date: not drawn" in words(dc.plot_trend(table))[0]


# Panels

PARTIES = ["Ministry of Foreign Affairs of the Russian Federation", *(f"Party {i}" for i in range(2, 13))]


def panels(ax):
    return [inset for inset in ax.child_axes if inset.get_label() in PARTIES]


def test_many_groups_have_a_panel_each():
    table = make_rates(cross(party=PARTIES, period=QUARTERS[::4]))
    ax = dc.plot_trend(table, label="mentions of actors per 1,000 words")
    assert [panel.get_label() for panel in panels(ax)] == PARTIES
    for panel, (_, rows) in zip(panels(ax), table.groupby("party", sort=False), strict=True):
        assert line(panel, panel.get_label())[:, 1].tolist() == rows["rate"].tolist()
        assert words(panel)[0].endswith(f"\nn = {rows['n'].min()} to {rows['n'].max()}")
        assert len([other for other in panel.lines if other.get_label() == "_others"]) == 11
    assert len({panel.get_ylim() for panel in panels(ax)}) == 1
    assert ax.get_ylabel() == "mentions of actors\nper 1,000 words\n(95 % interval)"
    assert clashes(ax.figure) == []
    assert {"2014", "2019"} <= {text.get_text() for text in drawn_texts(ax.figure)}


def test_the_largest_groups_are_kept_and_the_others_counted():
    table = make_rates(cross(party=PARTIES, period=QUARTERS[::4]))
    ax = dc.plot_trend(table, limit=8)
    kept = table.groupby("party", sort=False)["n"].sum().nlargest(8).index
    assert {panel.get_label() for panel in panels(ax)} == set(kept)
    assert "8 of 12 groups (largest n)" in words(ax)[0]


@pytest.mark.parametrize(
    ("periods", "ends"),
    [
        (["2020-02-01", "2020-05-01"], ["2020-02", "05"]),
        (["2020-02-03", "2020-02-10"], ["2020-02-03", "10"]),
        (["2020-02-01"], ["2020-02-01"]),
    ],
)
def test_panels_name_their_first_and_last_period(periods, ends):
    ax = dc.plot_trend(make_rates(cross(party=PARTIES[:7], period=pd.to_datetime(periods))))
    assert [text.get_text() for text in panels(ax)[-1].get_xticklabels()] == ends
    assert clashes(ax.figure) == []


# Intervals of few documents


def test_an_interval_of_few_documents_does_not_set_the_axis():
    table = make_rates(cross(period=QUARTERS[:6])).assign(few=False, rate=10.0, low=8.0, high=12.0)
    table.loc[5, ["rate", "low", "high", "few"]] = [11.0, 0.1, 53.0, True]
    ax = dc.plot_trend(table, per=1000)
    assert ax.get_ylim()[1] == pytest.approx(1.05 * 12)
    assert "arrow: the interval goes on to 53" in words(ax)[0]
    assert [marks.get_marker() for marks in ax.lines if marks.get_label() == "_beyond"] == ["^"]
    assert line(ax, "_beyond").tolist() == [[mdates.date2num(QUARTERS[5]), 1.0]]
    assert dc.plot_trend(table.assign(few=False), per=1000).get_ylim()[1] > 53
    assert dc.plot_trend(table.assign(few=True), per=1000).get_ylim()[1] > 53  # there is nobody else to be seen


def test_rows_of_dots_cut_such_an_interval_too():
    table = make_rates(cross(outlet=list("ABC"))).assign(few=[False, False, True], rate=[9.0, 10, 11], low=8.0)
    ax = plots.plot_rates(table.assign(high=[11.0, 12, 53]), per=1000)
    assert ax.get_xlim()[1] == pytest.approx(1.05 * 12)
    assert line(ax, "_beyond").tolist() == [[1.0, 0.0]]
    assert "arrow: the interval goes on to 53" in words(ax)[0]
