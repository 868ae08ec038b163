"""A table of two groups as coloured cells."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
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
    write_numbers,
)
from discourse.plots._frames import FEW, frame_of, groups_of, rate_label, tell


def plot_heatmap(
    table: pd.DataFrame,
    *,
    rows: str | None = None,
    columns: str | None = None,
    value: str | None = None,
    limit: int | None = 20,
    per: float | None = None,
    label: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw a table of two groups as coloured cells, the number in each.

    A cell has no room for an interval: it has n under the value, and brackets where documents are few;
    `plot_rates` and `plot_tone` draw the intervals of the same table.

    Parameters
    ----------
    table : DataFrame
        Of rates or means with two by-columns, or of co-occurrence (source, target, n), which is drawn on both
        sides of an empty diagonal. Needed: the columns named by the options; n and few are used if present.
    rows, columns : str, optional
        The columns that name the rows and the columns of cells; the first two by-columns unless given, or
        source and target.
    value : str, optional
        The column that gives the colour: rate, mean or n, the first that is there, unless given. Colours of
        `mean` diverge from zero (orange below, blue above), all others run from zero up. In greys, as of the
        style `print`, those of `mean` run from dark for the least to white, so that below and above zero differ.
    limit : int, optional
        The most rows, and the most columns, to draw: those with the largest sum of n (of values where there
        is no n); None draws all.
    per : float, optional
        As in `plot_rates`.
    label : str, optional
        What the values are, with their unit. Of a table of tone, say `label=plots.TONE`.
    ax : Axes, optional
        Where to draw; a new figure unless given, wider than a column where the cells need it.

    Returns
    -------
    Axes
        Rows and columns in the order of the table (pairs in that of the alphabet), what the limit leaves out
        told in a note. A cell with no value, or
        no row in the table, is hatched; 0 is a colour and a figure.

    Examples
    --------
    >>> pairs = pd.DataFrame({"source": ["Iran", "Iran"], "target": ["Oman", "Cuba"], "n": [5, 2]})
    >>> ax = plot_heatmap(pairs)
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['Cuba', 'Iran', 'Oman']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(table, [c for c in (rows, columns, value) if c], "table")
    pairs = {"source", "target"} <= set(table) and {rows, columns} <= {"source", "target", None}
    groups = ["source", "target"] if pairs else groups_of(table)
    rows = rows or next((c for c in groups if c != columns), None)
    columns = columns or next((c for c in groups if c != rows), None)
    value = value or next((c for c in ("rate", "mean", "n") if c in table), None)
    if None in (rows, columns, value) or rows == columns:
        raise ValueError(
            f"rows={rows!r}, columns={columns!r}, value={value!r} are not two groups and a value; table has "
            f"{', '.join(map(str, table.columns))}. Name two group columns and one of numbers."
        )
    frame = frame_of(table, value, rows, columns)
    units = {"n": "units with both" if pairs else "n", "jaccard": "Jaccard index, 0 to 1"}
    label = label or (rate_label(table, per) if value == "rate" else units.get(value, value))
    down, across = list(frame["by"].unique()), list(frame["hue"].unique())
    cells = frame[frame["value"].notna()]
    if pairs:
        down = across = sorted({*down, *across})
        mirror = cells.rename(columns={"by": "hue", "hue": "by"})
        cells = pd.concat([cells, mirror]).drop_duplicates(["by", "hue"])
    weight = cells["n"] if "n" in table else cells["value"].abs()
    drawn = [
        _largest(names, weight.groupby(cells[side]).sum(), limit) for side, names in (("by", down), ("hue", across))
    ]
    left_out = [
        f"{len(some)} of {len(names)} {'actors' if pairs else kind} (largest n)"
        for kind, names, some in (("rows", down, drawn[0]), ("columns", across, drawn[1]))
        if len(some) < len(names)
    ]
    down, across = drawn
    cells, frame = (t[t["by"].isin(down) & t["hue"].isin(across)] for t in (cells, frame))
    signed = value == "mean"
    texts = write_numbers(cells["value"], signed=signed)
    texts = [f"({text})" if few else text for text, few in zip(texts, cells["few"], strict=True)]
    if value != "n" and "n" in table:
        texts = [f"{text}\nn = {n:,.0f}" for text, n in zip(texts, cells["n"], strict=True)]

    # Cells as wide as their text or, where there is room, as one column of a journal; names turned if wider.
    y_names, left = [wrap(name) for name in down], max([text_size(wrap(name))[0] for name in down], default=0)
    wide = max(
        [text_size(text)[0] + 7 for text in set(texts)] + [(72 * column_width() - left - 14) / max(1, len(across))]
    )
    x_names = [wrap(name, int(wide / 4)) for name in across]
    turned = {}
    if max([text_size(name)[0] for name in x_names], default=0) > wide - 2:
        x_names = [wrap(name) for name in across]
        turned = {"rotation": 45, "ha": "right", "va": "center", "rotation_mode": "anchor"}
        wide = max(wide, *(1.5 * text_size(name)[1] for name in x_names))
    below = max([0.72 * sum(text_size(name)) if turned else text_size(name)[1] for name in x_names], default=0)
    pitch = max([8.4 * (text.count("\n") + 1) + 7 for text in texts + y_names], default=16)
    width = max(column_width(), (left + len(across) * wide + 14) / 72)
    over = wrap_label(label, int((LABEL_WIDTH - 2) * width))
    height = len(down) * pitch + below + 84 + 12 * over.count("\n")
    x, y = ("actor", "actor") if pairs else (columns, rows)
    ax = new_axes(ax, height / 72, width, x=x, y=y)
    missing = len(down) * len(across) - len(cells) - pairs * len(down)
    notes = [*([f"in brackets: {FEW}"] if cells["few"].any() else []), *dict.fromkeys(left_out)]
    tell(ax, frame, f"Cells: {label}", (rows, columns), notes + (["hatched: no value"] if missing else []))
    if frame.empty:
        return say_no_rows(ax)

    from matplotlib import colormaps
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    i, j = cells["by"].map(down.index).astype(int), cells["hue"].map(across.index).astype(int)
    grid = np.full((len(down), len(across)), np.nan)
    grid[i, j] = cells["value"]
    top = cells["value"].abs().max() if cells["value"].any() else 1
    more = colormaps[shades()]
    tone = LinearSegmentedColormap.from_list("tone", [OKABE_ITO[1], "#FFFFFF", OKABE_ITO[0]])
    if more.name != "Blues":  # in greys orange and blue are one: from dark (not black, for the figures) to pale
        tone = LinearSegmentedColormap.from_list("tone", more(np.linspace(0.75, 0.05, 64)))
        more = LinearSegmentedColormap.from_list("more", more(np.linspace(0.05, 1, 64)))  # paper is no cell
    edges = np.arange(len(across) + 1) - 0.5, np.arange(len(down) + 1) - 0.5
    scale = {"cmap": tone if signed else more, "vmin": -top if signed else 0, "vmax": top}
    mesh = ax.pcolormesh(*edges, np.ma.masked_invalid(grid), edgecolors="white", lw=0.5, **scale)
    for row, column in np.argwhere(np.isnan(grid)):
        if not (pairs and row == column):
            corner = (column - 0.5, row - 0.5)
            ax.add_patch(Rectangle(corner, 1, 1, fc="#EEEEEE", ec="#A0A0A0", hatch="////", lw=0))
    light = np.power(mesh.cmap(mesh.norm(cells["value"].to_numpy()))[:, :3], 2.2) @ [0.2126, 0.7152, 0.0722]
    for at, text, bright in zip(zip(j, i, strict=True), texts, light > 0.18, strict=True):
        # 0.18 is as far from white as from black to the eye (contrast ratio of WCAG 2).
        put_text(ax, text, at, ha="center", color="black" if bright else "white")
    ax.set_yticks(range(len(down)), y_names, fontsize=SMALL, parse_math=False)
    ax.set_xticks(range(len(across)), x_names, fontsize=SMALL, parse_math=False, **turned)
    ax.tick_params(length=0, pad=5 if turned else 3)
    ax.spines[:].set_visible(False)
    ax.set_ylim(len(down) - 0.5, -0.5)
    bar = ax.figure.colorbar(mesh, ax=ax, location="top", aspect=len(across) * wide / 7, pad=0.01)
    bar.set_label(over, fontsize=LABEL, parse_math=False)
    bar.ax.tick_params(labelsize=SMALL)
    bar.outline.set_visible(False)
    bar.locator.set_params(nbins=5, steps=[1, 2, 5, 10])
    return ax


def _largest(names: list[str], weight: pd.Series, limit: int | None) -> list[str]:
    """Of the names, in their order, the `limit` with the largest weight."""
    if limit is None or len(names) <= limit:
        return names
    kept = set(weight.reindex(names).fillna(0).sort_values(ascending=False, kind="stable").index[:limit])
    return [name for name in names if name in kept]
