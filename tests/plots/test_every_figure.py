"""What every figure keeps to: text large enough, apart and inside; settings, Axes and tables left as they are."""

from __future__ import annotations

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from drawn import clashes, drawn_texts, words
from figures import (
    FIGURES,
    LONG,
    MEASURES,
    OUTLETS,
    QUARTERS,
    WORDS,
    cross,
    edges,
    figure_of,
    lettered,
    make_means,
    make_rates,
    near,
    pairs,
    three,
    toy,
)

import discourse as dc
from discourse import schema
from discourse.plots import groups as plots
from discourse.plots.dispersion import plot_dispersion
from discourse.plots.networks import plot_network
from discourse.plots.words import plot_collocates, plot_keyness


@pytest.mark.parametrize("name", FIGURES)
def test_text_is_large_enough_apart_and_inside(name):
    ax = figure_of(name)
    texts = drawn_texts(ax.figure)
    assert len(texts) > 5
    assert all(text.get_fontsize() >= 7 for text in texts)
    assert clashes(ax.figure) == []


TITLED = ["rates_3", "rates_hue", "tone_hue", "trend_quarters", "trend_6_years"]
TITLED += ["key_many", "near_toy", "xray_3", "net_30"]


@pytest.mark.parametrize("name", TITLED)
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
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", MEASURES)
def test_without_axes_each_figure_is_new(name):
    before = dict(matplotlib.rcParams)
    assert figure_of(name).figure is not figure_of(name).figure
    assert len(plt.get_fignums()) == 2
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", ["rates_3", "tone_hue", "trend_quarters", "heat_tone"])
def test_new_figure_has_the_width_of_a_column(name):
    width, height = figure_of(name).figure.get_size_inches()
    assert width == pytest.approx(3.5, abs=0.15)
    assert 0.8 < height < 9
    tall = figure_of("rates_30").figure.get_size_inches()[1]
    assert tall > figure_of("rates_15").figure.get_size_inches()[1]


@pytest.mark.parametrize("name", WORDS)
def test_new_figure_of_words_is_a_column_wide_and_fits_a_page(name):
    figure = figure_of(name).figure
    figure.draw_without_rendering()
    assert figure.get_size_inches()[0] == 3.5
    assert figure.get_size_inches()[1] < 9


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plots.plot_rates, make_rates(cross(actor=LONG, outlet=OUTLETS))),
        (plots.plot_tone, make_means(cross(actor=LONG))),
        (dc.plot_trend, make_rates(cross(outlet=OUTLETS, period=QUARTERS))),
        (dc.plot_heatmap, make_rates(cross(actor=LONG, outlet=OUTLETS))),
        (dc.plot_heatmap, pairs()),
        (plot_keyness, toy()),
        (plot_collocates, near()),
        (plot_network, edges()),
        (lambda table: plot_dispersion(table, three()), dc.kwic(three(), "war")),
    ],
)
def test_tables_are_not_changed(draw, table):
    before = table.copy()
    draw(table)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plots.plot_rates, make_rates(cross(actor=LONG, outlet=OUTLETS))[:0]),
        (plots.plot_rates, schema.empty("rates")),
        (plots.plot_tone, make_means(cross(actor=LONG))[:0]),
        (dc.plot_trend, make_rates(cross(outlet=OUTLETS, period=QUARTERS))[:0]),
        (dc.plot_heatmap, make_rates(cross(actor=LONG, outlet=OUTLETS))[:0]),
        (dc.plot_heatmap, schema.empty("cooccurrence")),
        (plot_keyness, schema.empty("keyness")),
        (plot_keyness, toy()[:0]),
        (plot_collocates, schema.empty("collocates")),
        (plot_network, schema.empty("cooccurrence")),
        (plot_network, schema.empty("speakers")),
        (plot_network, edges().assign(n=0)),
        (lambda table: plot_dispersion(table, lettered("war"), by="pattern"), schema.empty("kwic")),
        (lambda table: plot_dispersion(table, dc.filter_corpus(three(), [False] * 3)), schema.empty("kwic")),
    ],
)
def test_a_table_without_rows_says_so(draw, table):
    ax = draw(table)
    ax.figure.draw_without_rendering()
    assert words(ax)[0] == "no rows"
    assert set(words(ax)[1:]) <= {"negative", "positive"}  # the sides of a figure of tone
    assert ax.get_xlabel()
    assert "0 rows" in dc.alt_text(ax)
