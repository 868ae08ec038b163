"""The parts of a heatmap: which columns and cells are drawn, what stands in them, and the room that they take."""

import pandas as pd
import pytest

from discourse.plots import heatmap

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
    assert heatmap._notes(grid) == []  # nobody meets himself, which is no missing value


def test_the_limit_keeps_the_largest_and_says_so():
    grid = grid_of(MEANS, limit=1)
    assert (grid.down, grid.across) == (["x"], ["Q"])
    assert heatmap._notes(grid) == ["1 of 2 rows (largest n)", "1 of 2 columns (largest n)"]


def test_what_stands_in_a_cell():
    grid = grid_of(MEANS)
    assert heatmap._write_cells(grid) == ["(+0.25)\nn = 4", "−0.50\nn = 9"]
    assert heatmap._notes(grid) == ["in brackets: fewer than 10 documents", "hatched: no value"]
    assert heatmap._write_cells(grid_of(PAIRS)) == ["5", "0", "1", "5", "0", "1"]


def test_names_wider_than_their_cells_are_turned():
    short, long = (PAIRS.replace({"A": name}) for name in ("Oman", "Confederation"))
    table = pd.concat([long.assign(target=f"T{i} {'x' * 20}") for i in range(9)]).drop_duplicates(["source", "target"])
    for frame, turned in ((short, False), (table, True)):
        grid = grid_of(frame)
        room = heatmap._fit(grid, heatmap._write_cells(grid), "n")
        assert bool(room.turned) is turned
        assert len(room.x_names) == len(grid.across)
