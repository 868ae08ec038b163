"""Heatmaps: the values stand in the table, the figures in cells stand out; and the parts that a heatmap is made of."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawn import words, y_names
from figures import LONG, OUTLETS, cross, figure_of, make_means, make_rates, pairs, tiny
from matplotlib.colors import to_hex, to_rgb

import discourse as dc
from discourse.plots import groups as plots
from discourse.plots import heatmap


def test_heatmap_of_rates():
    table = tiny().assign(outlet=["A", "A", "B", "B"])
    table.insert(0, "actor", ["X", "Y", "X", "Y"])
    ax = dc.plot_heatmap(table)
    assert y_names(ax) == ["X", "Y"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["A", "B"]
    at = {artist.xy: artist.get_text() for artist in ax.texts[1:]}
    assert at == {(0, 0): "1.50\nn = 3", (0, 1): "(3.00)\nn = 9", (1, 0): "0\nn = 0"}
    assert [patch.get_xy() for patch in ax.patches if patch.get_hatch()] == [(0.5, 0.5)]  # D, with no words
    assert words(ax)[0] == "in brackets: under 10 documents or 3 events\nhatched: no value"
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
    assert ax.collections[0].colorbar.ax.get_xlabel() == "units that name both"
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


def test_wrong_values_are_named():
    with pytest.raises(
        ValueError, match=r"rows='outlet', columns=None, value='rate' are not two grouping columns and a value"
    ):
        dc.plot_heatmap(tiny())


PAIRS = pd.DataFrame({"source": ["A", "A", "B"], "target": ["B", "C", "C"], "n": [5, 0, 1], "jaccard": [0.5, 0.0, 0.2]})
MEANS = pd.DataFrame(
    {"actor": ["x", "x", "y"], "outlet": ["P", "Q", "P"], "n": [4, 9, 0], "mean": [0.25, -0.5, None]}
).assign(few=[True, False, False], low=0.0, high=0.0)


def grid_of(table, limit=None, **named):
    what = heatmap._columns_of(table, *(named.get(name) for name in ("rows", "columns", "value")))
    return heatmap._cells_of(table, what, limit)


@pytest.mark.parametrize(
    ("table", "named", "chosen"),
    [
        (PAIRS, {}, ("source", "target", "n", True)),
        (PAIRS, {"rows": "target", "value": "jaccard"}, ("target", "source", "jaccard", True)),
        (MEANS, {}, ("actor", "outlet", "mean", False)),
        (MEANS, {"columns": "actor", "value": "n"}, ("outlet", "actor", "n", False)),
    ],
)
def test_the_columns_that_are_drawn(table, named, chosen):
    assert grid_of(table, **named).what == chosen


def test_pairs_are_drawn_on_both_sides_of_the_diagonal():
    grid = grid_of(PAIRS)
    assert grid.down == grid.across == ["A", "B", "C"]
    assert sorted(zip(grid.cells["by"], grid.cells["hue"], strict=True)) == [
        ("A", "B"), ("A", "C"), ("B", "A"), ("B", "C"), ("C", "A"), ("C", "B"),
    ]  # fmt: skip
    assert notes_of(grid) == []  # nobody meets himself, which is no missing value


def notes_of(grid, texts=0):
    return heatmap._notes(grid, heatmap._write_cells(grid)[texts], "mean", "sentences" if texts else "")


def test_where_n_has_no_room_a_note_says_it():
    assert notes_of(grid_of(MEANS), 1)[:2] == ["n: sentences, 4 to 9", "in brackets: under 10 documents or 3 events"]
    assert notes_of(grid_of(MEANS), 2)[1] == "dot: under 10 documents or 3 events"
    few = grid_of(MEANS.assign(few=True))
    assert notes_of(few, 2)[1] == "all: under 10 documents or 3 events"
    assert heatmap._write_cells(few)[2].cells == ["", ""]


def test_many_columns_are_no_wider_than_a_page():
    names = [f"Minister number {i}" for i in range(20)]
    written = {}
    for n in (3, 20):
        ax = dc.plot_heatmap(make_rates(cross(actor=names[:4], outlet=names[:n])), label="hedges per 1,000 words")
        assert ax.figure.get_size_inches()[0] <= 7
        written[n] = words(ax)[-1].count("n =")
    assert written == {3: 1, 20: 0}


def test_the_limit_keeps_the_largest_and_says_so():
    grid = grid_of(MEANS, limit=1)
    assert (grid.down, grid.across) == (["x"], ["Q"])
    assert notes_of(grid) == ["1 of 2 rows (largest n)", "1 of 2 columns (largest n)"]


def test_what_stands_in_a_cell():
    grid = grid_of(MEANS)
    found = [(texts.cells, texts.has_n, texts.has_value) for texts in heatmap._write_cells(grid)]
    assert found == [
        (["(+0.25)\nn = 4", "−0.50\nn = 9"], True, True),
        (["(+0.25)", "−0.50"], False, True),
        (["•", ""], False, False),
    ]
    assert notes_of(grid) == ["in brackets: under 10 documents or 3 events", "hatched: no value"]
    assert heatmap._write_cells(grid_of(PAIRS))[0].cells == ["5", "0", "1", "5", "0", "1"]


def test_names_wider_than_their_cells_are_turned():
    short, long = (PAIRS.replace({"A": name}) for name in ("Oman", "Confederation"))
    table = pd.concat([long.assign(target=f"T{i} {'x' * 20}") for i in range(9)]).drop_duplicates(["source", "target"])
    for frame, turned in ((short, False), (table, True)):
        grid = grid_of(frame)
        room = heatmap._fit(grid, "n")[1]
        assert bool(room.turned) is turned
        assert len(room.x_names) == len(grid.across)
