"""A table of two groups as coloured cells."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit, need_per
from discourse.plots._drawing import (
    LABEL,
    LABEL_WIDTH,
    OKABE_ITO,
    SMALL,
    column_width,
    new_axes,
    put_text,
    say_no_rows,
    shades,
    text_size,
    wrap,
    wrap_label,
    wrap_notes,
    write_numbers,
)
from discourse.plots._frames import counted_of, few_of, frame_of, groups_of, rate_label, tell

#: Width of a page in inches.
_PAGE = 7.0


@checked
def plot_heatmap(
    table: pd.DataFrame,
    *,
    rows: str | None = None,
    columns: str | None = None,
    value: str | None = None,
    limit: int | None = 20,
    per: float | None = None,
    label: str | None = None,
    counted: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw a table with two grouping columns as coloured cells, with the number in each cell.

    A cell has no room for an interval. It has n under the value, and brackets if documents or events are few.
    `plot_rates` and `plot_tone` draw the intervals of the same table. If the figure would be wider than a page, n is
    only in a note. If there is no room for values either, cells have only colours, and a dot marks cells with few
    documents or events.

    Parameters
    ----------
    table : DataFrame
        Rates or means with two by-columns, or co-occurrence (source, target, n), which is drawn on both sides of an
        empty diagonal. Needed: the columns named by the options; n and few are used if present.
    rows, columns : str, optional
        The columns that name the rows and the columns of cells. By default the first two by-columns, or source and
        target.
    value : str, optional
        The column that gives the colour; by default rate, mean or n, the first that exists. Colours of `mean` diverge
        from zero (orange below, blue above). All others start at zero. In greys, as in the style `print`, those of
        `mean` go from dark for the smallest value to white, so that values below and above zero differ.
    limit : int, optional
        The largest number of rows, and of columns: those with the largest sum of n (or of values, if there is no n) are
        drawn. None draws all.
    per : float, optional
        As in `plot_rates`.
    label : str, optional
        What the values are, with their unit. For a table of tone, use `label=plots.TONE`; for co-occurrence,
        ``sentences that name both``.
    counted : str, optional
        As in `plot_rates`.
    ax : Axes, optional
        Where to draw; by default a new figure, which is wider than a column if the cells need it.

    Returns
    -------
    Axes
        Rows and columns are in the order of the table (pairs in alphabetical order). A note says what the limit leaves
        out. A cell without a value, or without a row in the table, is hatched; 0 has a colour and a number.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> pairs = pd.DataFrame({"source": ["Iran", "Iran"], "target": ["Oman", "Cuba"], "n": [5, 2]})
    >>> ax = dc.plot_heatmap(pairs)
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['Cuba', 'Iran', 'Oman']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    need_limit(limit, "rows and columns")
    need_per(per, optional=True)
    what = _columns_of(table, rows, columns, value)
    grid = _cells_of(table, what, limit)
    counted = counted_of(label or "") if counted is None else counted
    label = label or _label(table, what, per)
    texts, room = _fit(grid, label)
    notes = wrap_notes(_notes(grid, texts, label, counted), room.width)
    x, y = ("actor", "actor") if what.pairs else (what.columns, what.rows)
    ax = new_axes(ax, (room.height + 10 * len(notes)) / 72, room.width, x=x, y=y)
    tell(ax, grid.frame, f"Cells: {label}", (what.rows, what.columns), notes, counted)
    if grid.frame.empty:
        return say_no_rows(ax)

    mesh = _paint(ax, grid)
    _put_texts(ax, grid, texts.cells, mesh)
    _name_cells(ax, room)
    _put_colour_bar(ax, mesh, room)
    return ax


# --- what is drawn -----------------------------------------------------------------------------------------------


class _Columns(NamedTuple):
    """The columns of the table that are drawn."""

    rows: str
    columns: str
    value: str
    pairs: bool  # of co-occurrence: the same actors down and across


class _Grid(NamedTuple):
    """The cells that are drawn."""

    what: _Columns
    down: list[str]  # the names of the rows, from the top
    across: list[str]  # the names of the columns, from the left
    cells: pd.DataFrame  # those with a value; of pairs, on both sides of the diagonal
    frame: pd.DataFrame  # the rows of the table that are drawn, with or without a value
    has_n: bool
    left_out: list[str]  # what the limit leaves out, in words

    @property
    def signed(self) -> bool:
        return self.what.value == "mean"

    @property
    def places(self) -> tuple[pd.Series, pd.Series]:
        """The number of the row, and of the column, of each cell."""
        by, hue = self.cells["by"], self.cells["hue"]
        return by.map(self.down.index).astype(int), hue.map(self.across.index).astype(int)


def _columns_of(table: pd.DataFrame, rows: str | None, columns: str | None, value: str | None) -> _Columns:
    """The columns that the caller names, and for the others those that the table suggests."""
    schema.need(table, [c for c in (rows, columns, value) if c], "table")
    pairs = {"source", "target"} <= set(table) and {rows, columns} <= {"source", "target", None}
    groups = ["source", "target"] if pairs else groups_of(table)
    rows = rows or next((c for c in groups if c != columns), None)
    columns = columns or next((c for c in groups if c != rows), None)
    value = value or next((c for c in ("rate", "mean", "n") if c in table), None)
    if rows is None or columns is None or value is None or rows == columns:
        raise ValueError(
            f"rows={rows!r}, columns={columns!r}, value={value!r} are not two grouping columns and a value; the table "
            f"has "
            f"{', '.join(map(str, table.columns))}. Name two grouping columns and one column of numbers."
        )
    return _Columns(rows, columns, value, pairs)


def _cells_of(table: pd.DataFrame, what: _Columns, limit: int | None) -> _Grid:
    """The cells of the largest rows and columns."""
    frame = frame_of(table, what.value, what.rows, what.columns)
    down, across = list(frame["by"].unique()), list(frame["hue"].unique())
    cells = frame[frame["value"].notna()]
    if what.pairs:
        down = across = sorted({*down, *across})
        mirror = cells.rename(columns={"by": "hue", "hue": "by"})
        cells = pd.concat([cells, mirror]).drop_duplicates(["by", "hue"])
    weight = cells["n"] if "n" in table else cells["value"].abs()
    rows = _largest(down, weight.groupby(cells["by"]).sum(), limit)
    columns = _largest(across, weight.groupby(cells["hue"]).sum(), limit)
    left_out = [
        f"{len(some)} of {len(names)} {'actors' if what.pairs else kind} (largest n)"
        for kind, names, some in (("rows", down, rows), ("columns", across, columns))
        if len(some) < len(names)
    ]
    cells, frame = (t[t["by"].isin(rows) & t["hue"].isin(columns)] for t in (cells, frame))
    return _Grid(what, rows, columns, cells, frame, "n" in table, left_out)


def _label(table: pd.DataFrame, what: _Columns, per: float | None) -> str:
    """What the values are, as far as the table tells."""
    if what.value == "rate":
        return rate_label(table, per)
    units = {"n": "units that name both" if what.pairs else "n", "jaccard": "Jaccard index, 0 to 1"}
    return units.get(what.value, what.value)


class _Texts(NamedTuple):
    """What stands in each cell, and whether that is n, and a value."""

    cells: list[str]
    has_n: bool
    has_value: bool

    @property
    def width(self) -> float:
        """Points that the widest needs."""
        return max([text_size(text)[0] + 7 * self.has_value for text in set(self.cells)], default=0)


def _write_cells(grid: _Grid) -> list[_Texts]:
    """What may stand in the cells, from most to least: value and n, the value, a dot where documents are few."""
    few = grid.cells["few"]
    numbers = write_numbers(grid.cells["value"], signed=grid.signed)
    values = [f"({text})" if some else text for text, some in zip(numbers, few, strict=True)]
    dots = ["•" * bool(some and not few.all()) for some in few]  # where all are few, a note is enough
    found = [_Texts(values, grid.what.value == "n", True), _Texts(dots, False, False)]
    if grid.what.value != "n" and grid.has_n:
        both = [f"{text}\nn = {n:,.0f}" for text, n in zip(values, grid.cells["n"], strict=True)]
        found.insert(0, _Texts(both, True, True))
    return found


def _notes(grid: _Grid, texts: _Texts, label: str, counted: str) -> list[str]:
    missing = len(grid.down) * len(grid.across) - len(grid.cells) - grid.what.pairs * len(grid.down)
    n = grid.cells["n"]
    ends = f"{n.min():,.0f} to {n.max():,.0f}" if grid.has_n and len(n) and not texts.has_n else ""
    said = [f"n: {', '.join(filter(None, (counted, ends)))}"] if ends or (counted and len(n)) else []
    absent = "no such pair" if grid.what.pairs else "no value"
    mark = "in brackets" if texts.has_value else "all" if grid.cells["few"].all() else "dot"
    few = [f"{mark}: {few_of(label)}"] if grid.cells["few"].any() else []
    return [*said, *few, *dict.fromkeys(grid.left_out), *([f"hatched: {absent}"] if missing else [])]


# --- room for it -------------------------------------------------------------------------------------------------


class _Room(NamedTuple):
    """The names of rows and columns in lines, and what they leave room for."""

    y_names: list[str]
    x_names: list[str]
    turned: dict[str, Any]  # how names of columns are turned, if they are
    label: str
    cell: float  # points from side to side
    width: float  # inches
    height: float  # points


def _fit(grid: _Grid, label: str) -> tuple[_Texts, _Room]:
    """What is written into cells, as much as a page has room for, and the room that it takes."""
    found = [(texts, _room_of(grid, texts, label)) for texts in _write_cells(grid)]
    return next((fit for fit in found if fit[1].width <= max(column_width(), _PAGE)), found[-1])


def _room_of(grid: _Grid, texts: _Texts, label: str) -> _Room:
    """Cells as wide as their text or, where there is room, as one column of a journal; names turned if wider."""
    y_names, left = [wrap(name) for name in grid.down], max([text_size(wrap(name))[0] for name in grid.down], default=0)
    share = (72 * column_width() - left - 14) / max(1, len(grid.across))
    wide = max(texts.width, share)
    x_names = [wrap(name, int(wide / 4)) for name in grid.across]
    turned: dict[str, Any] = {}
    if max([text_size(name)[0] for name in x_names], default=0) > wide - 2:
        x_names = [wrap(name) for name in grid.across]
        turned = {"rotation": 45, "ha": "right", "va": "center", "rotation_mode": "anchor"}
        wide = max(wide, *(1.5 * text_size(name)[1] for name in x_names))
    below = max([0.72 * sum(text_size(name)) if turned else text_size(name)[1] for name in x_names], default=0)
    pitch = max([8.4 * (text.count("\n") + 1) + 7 for text in texts.cells + y_names], default=16)
    width = max(column_width(), (left + len(grid.across) * wide + 14) / 72)
    label = wrap_label(label, int((LABEL_WIDTH - 2) * width))
    height = len(grid.down) * pitch + below + 60 + 12 * label.count("\n")
    return _Room(y_names, x_names, turned, label, wide, width, height)


# --- drawing -----------------------------------------------------------------------------------------------------


def _paint(ax: _types.Axes, grid: _Grid) -> Any:
    """The cells in their colours, those without a value hatched."""
    from matplotlib.patches import Rectangle

    values = np.full((len(grid.down), len(grid.across)), np.nan)
    values[grid.places] = grid.cells["value"]
    edges = np.arange(len(grid.across) + 1) - 0.5, np.arange(len(grid.down) + 1) - 0.5
    mesh = ax.pcolormesh(*edges, np.ma.masked_invalid(values), edgecolors="white", lw=0.5, **_scale_of(grid))
    for row, column in np.argwhere(np.isnan(values)):
        if not (grid.what.pairs and row == column):
            corner = (column - 0.5, row - 0.5)
            ax.add_patch(Rectangle(corner, 1, 1, fc="#EEEEEE", ec="#A0A0A0", hatch="////", lw=0))
    return mesh


def _scale_of(grid: _Grid) -> dict[str, Any]:
    """Which colours, and the values at both ends of them."""
    from matplotlib import colormaps
    from matplotlib.colors import LinearSegmentedColormap

    top = grid.cells["value"].abs().max() if grid.cells["value"].any() else 1
    more = colormaps[shades()]
    tone = LinearSegmentedColormap.from_list("tone", [OKABE_ITO[1], "#FFFFFF", OKABE_ITO[0]])
    if more.name != "Blues":  # in greys orange and blue are one: from dark (not black, for the figures) to pale
        tone = LinearSegmentedColormap.from_list("tone", more(np.linspace(0.75, 0.05, 64)))
        more = LinearSegmentedColormap.from_list("more", more(np.linspace(0.05, 1, 64)))  # paper is no cell
    return {"cmap": tone if grid.signed else more, "vmin": -top if grid.signed else 0, "vmax": top}


def _put_texts(ax: _types.Axes, grid: _Grid, texts: list[str], mesh: Any) -> None:
    """The text of each cell, in black on pale colours and in white on dark ones."""
    light = np.power(mesh.cmap(mesh.norm(grid.cells["value"].to_numpy()))[:, :3], 2.2) @ [0.2126, 0.7152, 0.0722]
    i, j = grid.places
    for at, text, bright in zip(zip(j, i, strict=True), texts, light > 0.18, strict=True):
        # 0.18 is as far from white as from black to the eye (contrast ratio of WCAG 2).
        put_text(ax, text, at, ha="center", color="black" if bright else "white")


def _name_cells(ax: _types.Axes, room: _Room) -> None:
    """The names of rows and columns."""
    ax.set_yticks(range(len(room.y_names)), room.y_names, fontsize=SMALL, parse_math=False)
    ax.set_xticks(range(len(room.x_names)), room.x_names, fontsize=SMALL, parse_math=False, **room.turned)
    ax.tick_params(length=0, pad=5 if room.turned else 3)
    ax.spines[:].set_visible(False)
    ax.set_ylim(len(room.y_names) - 0.5, -0.5)


def _put_colour_bar(ax: _types.Axes, mesh: Any, room: _Room) -> None:
    bar = ax.figure.colorbar(mesh, ax=ax, location="top", aspect=len(room.x_names) * room.cell / 7, pad=0.01)
    bar.set_label(room.label, fontsize=LABEL, parse_math=False)
    bar.ax.tick_params(labelsize=SMALL)
    bar.outline.set_visible(False)
    cast(Any, bar.locator).set_params(nbins=5, steps=[1, 2, 5, 10])


def _largest(names: list[str], weight: pd.Series, limit: int | None) -> list[str]:
    """Of the names, in their order, the `limit` with the largest weight."""
    if limit is None or len(names) <= limit:
        return names
    kept = set(weight.reindex(names).fillna(0).sort_values(ascending=False, kind="stable").index[:limit])
    return [name for name in names if name in kept]
