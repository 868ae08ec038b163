"""Figures: a measure table in, a matplotlib Axes out.

A figure is one way to read a table, so nothing is computed here: what is drawn stands in the table, with its
interval and its n. Each function takes the table first and the rest by keyword, draws on `ax` or on a new
figure as wide as one column of a journal, and returns the Axes; showing is left to the notebook, writing to
`save_figure`. Groups differ in colour and in marker and line, so that a figure reads in greyscale too; those
of few documents are hollow or in brackets. No type is smaller than 7 pt. A table with no rows gives an Axes
with labels that says `no rows`. Every Axes has a description in words, see `describe`.
"""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from discourse import schema

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Colours that the colour-blind tell apart (Okabe and Ito 2008), yellow last as it is faint on white.
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
#: Group i has colour, marker and line i, each counted round its own list: 56 groups before a pair returns.
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", "-.", ":")
#: Width of one column of a journal in inches, and the two sizes of type in points.
WIDTH, SMALL, LABEL = 3.5, 7, 8
#: What `plot_tone` shows.
TONE = "mean compound tone, −1 to 1"

_INTERVAL, _FEW = "(95 % interval)", "fewer than 10 documents"
_GREY, _PALE = "#595959", "#DDDDDD"


def plot_rates(
    rates: pd.DataFrame,
    *,
    by: str | None = None,
    hue: str | None = None,
    sort: bool = True,
    limit: int | None = None,
    per: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a dot with its interval for every row of a table of rates, and its n beside it.

    Parameters
    ----------
    rates : DataFrame
        As `schema.TABLES["rates"]`, by-columns in front. Needed: n, n_words, rate, low, high, few.
    by, hue : str, optional
        The column that names the lines, and the one that names the colours within a line; the first and the
        second by-column unless given. A table with a third is to be cut to one of its values first.
    sort : bool
        Highest rate (with `hue`, mean of the rates) on top, groups with no rate last; else as in the table.
    limit : int, optional
        Only that many groups of `by` from the top; the figure says how many there are.
    per : float, optional
        The words that a rate is for. Unless given it is `rate * n_words / n`, told from the rows with n > 0.
        It goes into the label and changes no number.
    ax : Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    Axes
        Rates in `rate per 1,000 words`. A group with no words has a line and its n but no dot.

    Examples
    --------
    >>> rates = pd.DataFrame({"outlet": ["A", "B"], "n": [3, 0], "n_words": [2000, 900], "rate": [1.5, 0],
    ...                       "low": [0.5, 0], "high": [2.5, 0], "few": [False, True]})
    >>> ax = plot_rates(rates)
    >>> print(describe(ax))  # doctest: +NORMALIZE_WHITESPACE
    Dots with intervals: rate per 1,000 words (95 % interval) by outlet, 2 rows. n is 0 to 3.
    Largest: A, 1.50 (0.50 to 2.50), n = 3. Smallest: B, 0 (0 to 0), n = 0.
    1 row with fewer than 10 documents.
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(rates, ["n", "n_words", "rate", "low", "high", "few"], "rates")
    label = f"{_rate_label(rates, per)} {_INTERVAL}"
    ax, _, most = _dots(rates, "rate", label, by=by, hue=hue, sort=sort, limit=limit, ax=ax)
    ax.set_xlim(-0.04 * (most or 1), 1.05 * (most or 1))  # room at the left, so that a dot at zero is whole
    return ax


def plot_tone(
    means: pd.DataFrame,
    *,
    by: str | None = None,
    hue: str | None = None,
    sort: bool = True,
    limit: int | None = None,
    label: str = TONE,
    ax: Axes | None = None,
) -> Axes:
    """Draw a dot with its interval for every row of a table of means, on both sides of a line at zero.

    Parameters
    ----------
    means : DataFrame
        As `schema.TABLES["means"]`, by-columns in front. Needed: n, mean, low, high, few.
    by, hue, sort, ax
        As in `plot_rates`.
    limit : int, optional
        Only that many groups of `by`: those with the most scores or, with `sort=False`, the first.
    label : str
        What the mean is of, with its range.

    Returns
    -------
    Axes
        Means on an axis cut to the data, with zero always on it. A group with no score has no dot.
    """
    schema.need(means, ["n", "mean", "low", "high", "few"], "means")
    label = f"{label}\n{_INTERVAL}"
    ax, least, most = _dots(means, "mean", label, by=by, hue=hue, sort=sort, limit=limit, ax=ax)
    # Each side has at least 3 tenths of the axis, which is room for its name.
    least, most = min(least, -0.45 * most, -0.02), max(most, -0.45 * least, 0.02)
    ax.set_xlim(least - 0.04 * (most - least), most + 0.04 * (most - least))
    ax.axvline(0, color=_GREY, lw=0.8, zorder=1.5, label="_zero")
    for name, shift, ha in (("negative", -4, "right"), ("positive", 4, "left")):
        _put(ax, name, (0, 1), (shift, 3), on=ax.get_xaxis_transform(), ha=ha, va="bottom", color=_GREY)
    return ax


def plot_trend(
    table: pd.DataFrame,
    *,
    hue: str | None = None,
    per: float | None = None,
    label: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw rates or means over time: a line with markers, a band from low to high, and n in a strip on top.

    Parameters
    ----------
    table : DataFrame
        As `schema.TABLES["rates"]` or `["means"]`, with a datetime column `period`, the start of each.
        Needed: period, n, low, high, few, and mean or rate, with n_words.
    hue : str, optional
        The column that names the lines; the first by-column other than `period` unless given.
    per : float, optional
        As in `plot_rates`.
    label : str, optional
        What the values are, with their unit; due for means, whose table does not say what they are of.
    ax : Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    Axes
        A line is broken, never carried over, where a value is missing or a period has no row. A period that
        no group has is seen by the step of the others: the largest in whole months, or days, that meets all.
        The strip has a line a group: n in figures where they fit, else bars, the highest as in `n ≤ 212`.
    """
    import matplotlib.dates as mdates

    value = "rate" if isinstance(table, pd.DataFrame) and "rate" in table else "mean"
    needed = ["period", "n", *["n_words"] * (value == "rate"), value, "low", "high", "few"]
    schema.need(table, needed, "table")
    if not pd.api.types.is_datetime64_any_dtype(table["period"]):
        raise TypeError(f"period is of dtype {table['period'].dtype}; dates are needed: use pandas.to_datetime")
    label = label or (_rate_label(table, per) if value == "rate" else "mean")
    hue = hue or next((c for c in _groups(table) if c != "period"), None)
    frame = _frame(table, value, "period", hue)
    frame["period"] = table["period"].dt.tz_localize(None).to_numpy()
    undated = int(frame["period"].isna().sum())
    frame = frame[frame["period"].notna()]
    names = list(frame["hue"].unique())

    ax = _axes(ax, 2.4 + (9 * len(names) + 11 * _legend_rows(names, 29)) / 72, x="start of the period")
    ax.set_ylabel(f"{label}\n{_INTERVAL}", fontsize=LABEL, parse_math=False)
    notes = [f"{undated} without a date: not drawn"] if undated else []
    _tell(ax, frame, f"Lines with bands: {label}", ("period", hue), [*_caveats(frame), *notes])
    if frame.empty:
        return _no_rows(ax)
    grid = _grid(pd.DatetimeIndex(frame["period"].unique()).sort_values())
    x = mdates.date2num(grid.to_numpy())
    lasts, counts = [], []
    for i, name in enumerate(names):
        colour, _, line = _style(i)
        group = frame[frame["hue"] == name].set_index("period").reindex(grid)
        y, low, high, n = group[["value", "low", "high", "n"]].to_numpy().T
        ax.fill_between(x, low, high, fc=(colour, 0.15), ec=(colour, 0.6), lw=0.4, ls=line, label="_band")
        alone = np.isnan(np.r_[np.nan, low[:-1]]) & np.isnan(np.r_[low[1:], np.nan])  # here a band has no width
        ax.vlines(x[alone], low[alone], high[alone], color=colour, lw=1.2, label="_alone")
        ax.plot(x, y, line, color=colour, lw=1.1, label=name)
        _markers(ax, x, y, group["few"].eq(True).to_numpy(), i, size=3.2 if len(x) < 40 else 2.4)
        lasts.append(y[-1])
        counts.append(n)
    ax.xaxis_date()
    ax.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=3, maxticks=6))
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    step = np.diff(x).min() if len(x) > 1 else 30
    ax.set_xlim(x[0] - 0.6 * step, x[-1] + 0.6 * step)
    if value == "rate":
        top = np.nanmax([*frame["value"], *frame["high"], 0]) or 1
        ax.set_ylim(-0.04 * top, 1.05 * top)
    elif ax.get_ylim()[0] < 0 < ax.get_ylim()[1]:
        ax.axhline(0, color=_GREY, lw=0.8, zorder=1.5, label="_zero")
    _strip(ax, x, step, counts)
    if hue and not _labels_at_ends(ax, x[-1], lasts, names):
        _legend(ax, names, lines=True, above=10 + 9 * len(names))
    return ax


def plot_heatmap(
    table: pd.DataFrame,
    *,
    rows: str | None = None,
    columns: str | None = None,
    value: str | None = None,
    limit: int | None = 20,
    per: float | None = None,
    label: str | None = None,
    ax: Axes | None = None,
) -> Axes:
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
        `mean` diverge from zero (orange below, blue above), all others run from zero up.
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
    """
    schema.need(table, [c for c in (rows, columns, value) if c], "table")
    pairs = {"source", "target"} <= set(table) and {rows, columns} <= {"source", "target", None}
    groups = ["source", "target"] if pairs else _groups(table)
    rows = rows or next((c for c in groups if c != columns), None)
    columns = columns or next((c for c in groups if c != rows), None)
    value = value or next((c for c in ("rate", "mean", "n") if c in table), None)
    if None in (rows, columns, value) or rows == columns:
        raise ValueError(
            f"rows={rows!r}, columns={columns!r}, value={value!r} are not two groups and a value; table has "
            f"{', '.join(map(str, table.columns))}. Name two group columns and one of numbers."
        )
    frame = _frame(table, value, rows, columns)
    units = {"n": "units with both" if pairs else "n", "jaccard": "Jaccard index, 0 to 1"}
    label = label or (_rate_label(table, per) if value == "rate" else units.get(value, value))
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
        f"{len(some)} of {len(names)} {'actors' if pairs else side} (largest n)"
        for side, names, some in ((rows, down, drawn[0]), (columns, across, drawn[1]))
        if len(some) < len(names)
    ]
    down, across = drawn
    cells = cells[cells["by"].isin(down) & cells["hue"].isin(across)]
    signed = value == "mean"
    texts = _numbers(cells["value"], signed=signed)
    texts = [f"({text})" if few else text for text, few in zip(texts, cells["few"], strict=True)]
    if value != "n" and "n" in table:
        texts = [f"{text}\nn = {n:,.0f}" for text, n in zip(texts, cells["n"], strict=True)]

    # Cells as wide as their text or, where there is room, as one column of a journal; names turned if wider.
    y_names, left = [_wrap(name) for name in down], max([_size(_wrap(name))[0] for name in down], default=0)
    wide = max([_size(text)[0] + 7 for text in set(texts)] + [(72 * WIDTH - left - 14) / max(1, len(across))])
    x_names = [_wrap(name, int(wide / 4)) for name in across]
    turned = {}
    if max([_size(name)[0] for name in x_names], default=0) > wide - 2:
        x_names = [_wrap(name) for name in across]
        turned = {"rotation": 45, "ha": "right", "va": "center", "rotation_mode": "anchor"}
        wide = max(wide, *(1.5 * _size(name)[1] for name in x_names))
    below = max([0.72 * sum(_size(name)) if turned else _size(name)[1] for name in x_names], default=0)
    pitch = max([8.4 * (text.count("\n") + 1) + 7 for text in texts + y_names], default=16)
    height, width = len(down) * pitch + below + 84, left + len(across) * wide + 14
    x, y = ("actor", "actor") if pairs else (columns, rows)
    ax = _axes(ax, height / 72, max(WIDTH, width / 72), x=x, y=y)
    missing = len(down) * len(across) - len(cells) - pairs * len(down)
    notes = [*([f"in brackets: {_FEW}"] if cells["few"].any() else []), *dict.fromkeys(left_out)]
    _tell(ax, frame, f"Cells: {label}", (rows, columns), notes + (["hatched: no value"] if missing else []))
    if frame.empty:
        return _no_rows(ax)

    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    i, j = cells["by"].map(down.index).astype(int), cells["hue"].map(across.index).astype(int)
    grid = np.full((len(down), len(across)), np.nan)
    grid[i, j] = cells["value"]
    top = cells["value"].abs().max() if cells["value"].any() else 1
    tone = LinearSegmentedColormap.from_list("tone", [OKABE_ITO[1], "#FFFFFF", OKABE_ITO[0]])
    edges = np.arange(len(across) + 1) - 0.5, np.arange(len(down) + 1) - 0.5
    scale = {"cmap": tone if signed else "cividis_r", "vmin": -top if signed else 0, "vmax": top}
    mesh = ax.pcolormesh(*edges, np.ma.masked_invalid(grid), edgecolors="white", lw=0.5, **scale)
    for row, column in np.argwhere(np.isnan(grid)):
        if not (pairs and row == column):
            corner = (column - 0.5, row - 0.5)
            ax.add_patch(Rectangle(corner, 1, 1, fc="#EEEEEE", ec="#A0A0A0", hatch="////", lw=0))
    light = np.power(mesh.cmap(mesh.norm(cells["value"].to_numpy()))[:, :3], 2.2) @ [0.2126, 0.7152, 0.0722]
    for at, text, bright in zip(zip(j, i, strict=True), texts, light > 0.18, strict=True):
        # 0.18 is as far from white as from black to the eye (contrast ratio of WCAG 2).
        _put(ax, text, at, ha="center", color="black" if bright else "white")
    ax.set_yticks(range(len(down)), y_names, fontsize=SMALL, parse_math=False)
    ax.set_xticks(range(len(across)), x_names, fontsize=SMALL, parse_math=False, **turned)
    ax.tick_params(length=0, pad=5 if turned else 3)
    ax.spines[:].set_visible(False)
    ax.set_ylim(len(down) - 0.5, -0.5)
    bar = ax.figure.colorbar(mesh, ax=ax, location="top", aspect=len(across) * wide / 7, pad=0.01)
    bar.set_label(label, fontsize=LABEL, parse_math=False)
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


def describe(ax: Axes) -> str:
    """What a figure shows, in words: for the `alt` of an image, and to check a figure against its table.

    Parameters
    ----------
    ax : Axes
        As returned by a function of this module, which keeps the text in `ax.alt_text`.

    Returns
    -------
    str
        The kind of figure, its unit and groups, n, and the largest and the smallest value with interval and
        n, of the rows that are drawn.
    """
    if not hasattr(ax, "alt_text"):
        raise ValueError("this Axes has no description; pass one that a plot_ function of discourse returned")
    return ax.alt_text


def save_figure(ax: Axes, path: str | os.PathLike, *, dpi: int = 300) -> Path:
    """Write the figure of `ax`: the same table gives the same bytes, under one version of matplotlib.

    Parameters
    ----------
    ax : Axes
        One of the figure; all of its Axes are written.
    path : path
        Ends in .svg, .pdf or .png. Its folder must exist.
    dpi : int
        Pixels an inch, of a PNG.

    Returns
    -------
    Path
        The file, with no date, and with the descriptions of its Axes in its metadata. SVG has letters as
        shapes and PDF embeds its typeface, so that both look alike everywhere.
    """
    import matplotlib

    path = Path(path)
    schema.one_of(path.suffix, (".svg", ".pdf", ".png"), "the ending of path")
    figure = ax.get_figure(root=True)
    said = " ".join(a.alt_text for a in figure.axes if hasattr(a, "alt_text"))
    undated, field = {
        ".svg": ("Date", "Description"),
        ".pdf": ("CreationDate", "Subject"),
        ".png": ("Software", "Description"),
    }[path.suffix]
    with matplotlib.rc_context({"svg.hashsalt": "discourse", "svg.fonttype": "path", "pdf.fonttype": 42}):
        figure.savefig(path, dpi=dpi, metadata={undated: None, field: said})
    return path


def _groups(table: pd.DataFrame) -> list[str]:
    """The by-columns: those in front of the columns of a measure."""
    listed = {*schema.TABLES["rates"], *schema.TABLES["means"]}
    return list(table.columns[: next((i for i, c in enumerate(table) if c in listed), 0)])


def _rate_label(rates: pd.DataFrame, per: float | None) -> str:
    """`rate per 1,000 words`, told from the table; `rate` where all n are 0.

    >>> _rate_label(pd.DataFrame({"n": [3, 0], "n_words": [2000, 900], "rate": [1.5, 0.0]}), None)
    'rate per 1,000 words'
    """
    if per is None:
        hit = rates[rates["n"] > 0]
        each = (hit["rate"] * hit["n_words"] / hit["n"]).dropna()
        if each.empty:
            return "rate"
        per = float(each.median())
        if not np.allclose(each, per, rtol=1e-6):
            raise ValueError(
                f"rates are for {each.min():,.6g} to {each.max():,.6g} words (rate * n_words / n); a figure "
                "has one unit. Count all with the same per, or pass per= if n is not what the rate counts."
            )
    return "rate per word" if per == 1 else f"rate per {round(per, 4):,.10g} words"


def _frame(table: pd.DataFrame, value: str, by: str | None, hue: str | None) -> pd.DataFrame:
    """What is drawn, under fixed names, groups as text; an error where two rows would coincide."""
    schema.need(table, [c for c in (by, hue, value) if c], "table")

    def names(column: str | None) -> pd.Series:
        series = table[column] if column else pd.Series("", index=table.index)
        if pd.api.types.is_datetime64_any_dtype(series):
            series = series.dt.strftime("%Y-%m-%d")
        return series.astype("object").where(series.notna(), "(missing)").map(str)

    frame = pd.DataFrame({"by": names(by), "hue": names(hue)})
    for name, column in {"value": value, "low": "low", "high": "high", "n": "n"}.items():
        frame[name] = table[column].astype("float64") if column in table else np.nan
    frame["few"] = table["few"].astype(bool) if "few" in table else False
    twice = frame.duplicated(["by", "hue"]) & ~(table[by].isna() if by == "period" else False)
    if twice.any():
        where = ", ".join(filter(None, frame.loc[twice, ["by", "hue"]].iloc[0]))
        raise ValueError(
            f"table has more than one row for {' and '.join(filter(None, (by, hue))) or 'all'} ({where}); "
            "a figure shows one. Cut the table to one value of its other groups, or count by fewer."
        )
    return frame.reset_index(drop=True)


def _dots(table: pd.DataFrame, value: str, label: str, *, by, hue, sort, limit, ax) -> tuple[Axes, float, float]:
    """Lines of dots, intervals and n; the Axes and the least and greatest number on it, zero among them."""
    if limit is not None and not (isinstance(limit, int | np.integer) and limit > 0):
        raise ValueError(f"limit is {limit!r}; give a whole number above 0, or None for all groups")
    by = by or next((c for c in _groups(table) if c != hue), None)
    hue = hue or next((c for c in _groups(table) if c != by), None)
    frame = _frame(table, value, by, hue)
    names = list(frame["hue"].unique())
    order = frame.groupby("by", sort=False).agg(value=("value", "mean"), n=("n", "sum"))
    total, chosen = len(order), "first"
    if sort:
        order["rank"] = order["n" if value == "mean" else "value"].rank(ascending=False, method="first")
        order = order[~(order["rank"] > (limit or total))]
        order = order.sort_values("value", ascending=False, kind="stable")
        chosen = "largest n" if value == "mean" else "highest"
    order = list(order.index[:limit])
    frame["rank"] = frame["by"].map({name: i for i, name in enumerate(order)})
    frame = frame[frame["rank"].notna()].sort_values("rank", kind="stable", ignore_index=True)
    gap = 0.5 if hue else 0  # between groups of lines, in lines
    frame["y"] = frame.index + frame["rank"] * gap

    labels = [_wrap(name) for name in order]
    needed = [(_size(t)[1] + 4) / (k + gap) for t, k in zip(labels, frame.groupby("rank").size(), strict=True)]
    pitch = max([11.5 if hue else 14, *needed])
    room = 75 + (14 + 11 * _legend_rows(names, 19) if hue else 0)
    ax = _axes(ax, (frame["y"].max() * pitch + room) / 72 if len(frame) else 1.2, x=label, y=by or "")
    notes = [f"{len(order)} of {total} groups ({chosen})"] if len(order) < total else []
    _tell(ax, frame, f"Dots with intervals: {label.split(chr(10))[0]}", (by, hue), _caveats(frame) + notes)
    ends = [*frame[["value", "low", "high"]].to_numpy().ravel(), 0.0]
    if frame.empty:
        return _no_rows(ax), 0.0, 0.0

    edge, known = ax.get_yaxis_transform(), frame["value"].notna()
    ax.hlines(frame.loc[known, "y"], 0, 1, transform=edge, color=_PALE, lw=0.5, zorder=0.5, label="_guides")
    for i, name in enumerate(names):
        group = frame[frame["hue"] == name]
        x, y, few = (group[c].to_numpy() for c in ("value", "y", "few"))
        ax.hlines(y, group["low"], group["high"], color=_style(i)[0], lw=1.2, label=f"_interval {name}")
        _markers(ax, x, y, few, i, size=4.6)
    ax.set_yticks(frame.groupby("by", sort=False)["y"].mean(), labels, fontsize=SMALL, parse_math=False)
    ax.tick_params("y", length=0)
    ax.set_ylim(frame["y"].max() + 0.6, -0.6)
    figures = [f"{n:,.0f}" for n in frame["n"]]
    right = 5 + max(_size(text)[0] for text in figures)
    _put(ax, "n", (1, 1), (right, 3), on="axes fraction", ha="right", va="bottom", style="italic")
    for y, text in zip(frame["y"], figures, strict=True):
        _put(ax, text, (1, y), (right, 0), on=edge, ha="right")
    for y in frame.loc[~known, "y"]:
        _put(ax, "no value", (0, y), (5, 0), on=edge, color=_GREY)
    if hue:
        _legend(ax, names, lines=False, above=14)
    return ax, float(np.nanmin(ends)), float(np.nanmax(ends))


def _style(i: int) -> tuple[str, str, str]:
    return OKABE_ITO[i % len(OKABE_ITO)], MARKERS[i % len(MARKERS)], LINES[i % len(LINES)]


def _axes(ax: Axes | None, height: float, width: float = WIDTH, *, x: str, y: str = "") -> Axes:
    """`ax` or a new one, with small type, the label of x, and that of y as a header over its tick labels."""
    from matplotlib.ticker import MaxNLocator
    from matplotlib.transforms import ScaledTranslation

    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots(figsize=(width, height), layout="constrained")[1]
    elif not hasattr(ax, "get_yaxis_transform"):
        raise TypeError(f"ax is a {type(ax).__name__}; a matplotlib Axes is needed, or None for a new figure")
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize=SMALL)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axis.get_offset_text().set_fontsize(SMALL)
    ax.set_xlabel(x, fontsize=LABEL, parse_math=False)
    if y:
        header = {"rotation": 0, "ha": "right", "va": "bottom", "style": "italic"}
        ax.set_ylabel(y, fontsize=SMALL, parse_math=False, **header)
        shift = ScaledTranslation(-4 / 72, 3 / 72, ax.get_figure(root=True).dpi_scale_trans)
        ax.yaxis.set_label_coords(0, 1, transform=ax.transAxes + shift)
        _room(ax, 12)
    return ax


def _put(ax: Axes, text: str, at: tuple, shift: tuple = (0, 0), *, on: object = "data", **style) -> None:
    """Small type at `at` in the coordinates `on`, moved by `shift` points."""
    base = {"fontsize": SMALL, "parse_math": False, "va": "center" if "\n" in text else "center_baseline"}
    fixed = {"xycoords": on, "textcoords": "offset points", "annotation_clip": False}
    ax.annotate(text, at, shift, **fixed, **(base | style))


def _markers(ax: Axes, x: np.ndarray, y: np.ndarray, few: np.ndarray, i: int, *, size: float) -> None:
    colour, marker, _ = _style(i)
    for rows, face, label in ((~few, colour, "_dots"), (few, ax.get_facecolor(), "_few")):
        ax.plot(x[rows], y[rows], marker, ms=size, mfc=face, mec=colour, mew=0.9, label=label, zorder=3)


def _wrap(text: str, width: int = 28) -> str:
    """A long name in lines of up to `width` characters, none of it lost, words whole."""
    lines = textwrap.wrap(text, max(1, width), break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) or text


def _size(text: str) -> tuple[float, float]:
    """Width and height of small type in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    lines, font = text.split("\n"), FontProperties(size=SMALL)
    width = max(text_to_path.get_text_width_height_descent(line, font, False)[0] for line in lines)
    return width, 1.2 * SMALL * len(lines)


def _above(ax: Axes):
    """Coordinates: across in parts of the Axes, up in points from its upper edge."""
    from matplotlib import transforms

    points = transforms.Affine2D().scale(1 / 72) + ax.get_figure(root=True).dpi_scale_trans
    up = points + transforms.ScaledTranslation(0, 1, ax.transAxes)
    return transforms.blended_transform_factory(ax.transAxes, up)


def _legend_rows(names: list[str], handle: float) -> int:
    """Lines that a legend takes in one column of a journal, each name beside a handle of so many points."""
    widths = [_size(name)[0] + handle for name in names]
    for rows in range(1, len(names)):
        if sum(max(widths[i : i + rows]) for i in range(0, len(names), rows)) < 215:
            return rows
    return len(names)


def _room(ax: Axes, points: float) -> None:
    """Keep a later `ax.set_title` above what stands over the Axes: a title clears the Axes inside its own."""
    ax.inset_axes([0, 0, 1, points], transform=_above(ax), label="_room").set_axis_off()


def _legend(ax: Axes, names: list[str], *, lines: bool, above: float) -> None:
    """Names of the groups over the Axes, from `above` points on."""
    from matplotlib.lines import Line2D

    styles = [_style(i) for i in range(len(names))]
    handles = [Line2D([], [], c=c, marker=m, ls=ls if lines else "none", ms=4, lw=1.1) for c, m, ls in styles]
    place = {"loc": "lower right", "bbox_to_anchor": (1, above), "bbox_transform": _above(ax)}
    look = {"fontsize": SMALL, "frameon": False, "columnspacing": 1.2, "labelspacing": 0.3}
    size = {"handlelength": 2.4 if lines else 1, "handletextpad": 0.5, "borderpad": 0, "borderaxespad": 0}
    rows = _legend_rows(names, 29 if lines else 19)
    legend = ax.legend(handles, [" "] * len(names), ncols=-(-len(names) // rows), **place, **look, **size)
    _room(ax, above + 11 * rows)
    for text, name in zip(legend.get_texts(), names, strict=True):
        text.set(text=name, parse_math=False)  # only now: matplotlib leaves out labels that begin with `_`


def _strip(ax: Axes, x: np.ndarray, step: float, counts: list[np.ndarray]) -> None:
    """n of every period, a line a group, over the Axes: figures where all fit, else bars of one scale."""
    strip = ax.inset_axes([0, 5, 1, 9 * len(counts)], transform=_above(ax), sharex=ax)
    strip.set(ylim=(0, len(counts)), facecolor="none")
    strip.spines[:].set_visible(False)
    strip.tick_params(length=0, labelbottom=False, pad=2)
    strip.xaxis.offsetText.set_visible(False)
    tops = [np.nanmax([*n, 0]) for n in counts]
    points = 0.8 * ax.get_window_extent().width * 72 / ax.get_figure(root=True).dpi
    fits = step / np.ptp(ax.get_xlim()) * points > 3 + _size(f"{max(tops):,.0f}")[0]
    middles = len(counts) - 0.5 - np.arange(len(counts))
    for i, (n, y) in enumerate(zip(counts, middles, strict=True)):
        colour, marker, _ = _style(i)
        if fits:
            for at in np.flatnonzero(~np.isnan(n)):
                _put(strip, f"{n[at]:,.0f}", (x[at], y), ha="center")
        else:
            tall = np.where(n > 0, n * 0.85 / (max(tops) or 1), np.nan)  # n = 0 has no bar, n = 1 a hairline
            strip.bar(x, tall, 0.8 * step, bottom=y - 0.5, fc=colour, ec=colour, lw=0.5)
        if len(counts) > 1:
            edge = strip.get_yaxis_transform()
            strip.plot(1.02, y, marker, color=colour, ms=4, clip_on=False, transform=edge, label="_key")
    strip.set_yticks(middles, ["n" if fits else f"n ≤ {top:,.0f}" for top in tops], fontsize=SMALL)


def _labels_at_ends(ax: Axes, x: float, lasts: list[float], names: list[str]) -> bool:
    """Name up to four lines at their right ends; False, and nothing drawn, if long or too close."""
    y = ax.transData.transform([(0, last) for last in lasts])[:, 1] * 72 / ax.get_figure(root=True).dpi
    wide = max(_size(name)[0] for name in names)
    if len(names) > 4 or wide > 45 or np.isnan(y).any() or (np.diff(np.sort(y)) < 13).any():
        return False
    for i, (last, name) in enumerate(zip(lasts, names, strict=True)):
        _put(ax, name, (x, last), (6, 0), color=_style(i)[0])
    return True


def _grid(periods: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """All periods from the first to the last of sorted `periods`, with those that have no row.

    >>> list(_grid(pd.DatetimeIndex(["2014-01-01", "2014-04-01", "2014-10-01"])).month)
    [1, 4, 7, 10]
    """
    months = (periods.year * 12 + periods.month).to_numpy()
    days = (periods - periods[0]).days.to_numpy()
    if (periods.day == 1).all():
        step = int(np.gcd.reduce(months - months[0]))
        ahead = range(0, np.ptp(months) + 1, step or 1)
        grid = pd.DatetimeIndex([periods[0] + pd.DateOffset(months=m) for m in ahead])
    else:
        step = int(np.gcd.reduce(days))
        grid = periods[0] + pd.to_timedelta(np.arange(0, days[-1] + 1, step or 1), unit="D")
    # Dates with no common step would make a grid of days: then there are no periods but those of the table.
    return grid if periods.isin(grid).all() and len(grid) <= 20 * len(periods) else periods


def _numbers(values: pd.Series, *, signed: bool = False) -> list[str]:
    """Values with as many decimals as the largest needs for three figures (two if below 1); 0 is 0.

    >>> _numbers(pd.Series([8.66, 0.0, -0.5])), _numbers(pd.Series([1204.0, 3.0]))
    (['8.66', '0', '−0.50'], ['1,204', '3'])
    """
    top = values.abs().max()
    power = int(np.floor(np.log10(top))) if top > 0 else 0
    places = 0 if (values.dropna() % 1 == 0).all() else max(0, (2 if power >= 0 else 1) - power)
    form = f"{'+' if signed else ''},.{places}f"
    texts = [format(v, form).replace("-", "−") for v in values]
    return [
        "0" if v == 0 else t.lstrip("+−") if round(v, places) == 0 else t for v, t in zip(values, texts, strict=True)
    ]


def _no_rows(ax: Axes) -> Axes:
    ax.set(xticks=[], yticks=[])
    _put(ax, "no rows", (0.5, 0.5), on="axes fraction", ha="center", color=_GREY)
    return ax


def _caveats(frame: pd.DataFrame) -> list[str]:
    few, bare = frame["few"].any(), (frame["value"].notna() & frame["low"].isna()).any()
    return [f"hollow: {_FEW}"] * int(few) + ["mark alone: interval not known"] * int(bare)


def _tell(ax: Axes, frame: pd.DataFrame, what: str, by: tuple[str | None, ...], notes: list[str]) -> None:
    """Write the notes under the label of the x axis, and keep the description of what is drawn."""
    if notes:
        _put(ax, "\n".join(notes), (0.5, 0), (0, -2), on=ax.xaxis.label, ha="center", va="top", color=_GREY)
    groups, rows = " and ".join(filter(None, by)), f"{len(frame)} row{'s' * (len(frame) != 1)}"
    interval = f" {_INTERVAL}" if frame["low"].notna().any() and _INTERVAL not in what else ""
    said = [f"{what}{interval}{' by ' * bool(groups)}{groups}, {rows}."]
    known = frame[frame["value"].notna()]
    if frame["n"].notna().any():
        said += [f"n is {frame['n'].min():,.0f} to {frame['n'].max():,.0f}."]
    for word, at in (("Largest", "idxmax"), ("Smallest", "idxmin")):
        if len(known):
            row = known.loc[getattr(known["value"], at)()]
            value, low, high = _numbers(pd.Series([row["value"], row["low"], row["high"]], dtype=float))
            name = ", ".join(filter(None, (row["by"], row["hue"])))
            between = f" ({low} to {high})" if pd.notna(row["low"]) else ""
            n = f", n = {row['n']:,.0f}" if row["n"] == row["n"] and not what.endswith("units with both") else ""
            said += [f"{word}: {name + ', ' if name else ''}{value}{between}{n}."]
    bare = known["low"].isna() & frame["low"].notna().any()
    for rows, reason in ((frame["few"], _FEW), (frame["value"].isna(), "no value"), (bare, "no interval")):
        if count := int(rows.sum()):
            said += [f"{count} row{'s' * (count > 1)} with {reason}."]
    ax.alt_text = " ".join(said)
