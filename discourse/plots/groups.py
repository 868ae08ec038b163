"""Figures: a measure table in, a matplotlib Axes out.

A figure is one way to read a table, so nothing is computed here: what is drawn stands in the table, with its
interval and its n. Each function takes the table first and the rest by keyword, draws on `ax` or on a new
figure as wide as one column of a journal, and returns the Axes; showing is left to the notebook, writing to
`save_figure`. Groups differ in colour and in marker and line, so that a figure reads in greyscale too; those
of few documents or events are hollow or in brackets. No type is smaller than 7 pt. A table with no rows gives an Axes
with labels that says `no rows`. Every Axes has a description in words, see `alt_text`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit, need_per
from discourse.plots._drawing import (
    GREY,
    LABEL,
    SMALL,
    draw_counts,
    draw_legend,
    draw_markers,
    label_ends,
    legend_rows,
    new_axes,
    put_column,
    put_guides,
    put_text,
    say_no_rows,
    style_of,
    text_size,
    wrap,
    wrap_label,
)
from discourse.plots._frames import INTERVAL, caveats, frame_of, full_grid, groups_of, rate_label, tell

#: What `plot_tone` shows.
TONE = "mean compound tone, −1 to 1"
#: Column of a table of scores -> what its mean is, with its range.
MEANS = {
    "compound": TONE,
    "tone": "mean tone towards the actor, −1 to 1",
    "neg": "mean negative share, 0 to 1",
    "neu": "mean neutral share, 0 to 1",
    "pos": "mean positive share, 0 to 1",
    "certainty": "mean certainty, 0 to 1",
    "strength": "mean strength of hedges, 0 to 1",
}


@checked
def plot_rates(
    rates: pd.DataFrame,
    *,
    by: str | None = None,
    hue: str | None = None,
    sort: bool = True,
    limit: int | None = None,
    per: float | None = None,
    label: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
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
    label : str, optional
        What is counted, with its unit, which the table does not say: ``mentions of actors per 1,000 words``.
    ax : Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    Axes
        Rates in `rate per 1,000 words`. A group with no words has a line and its n but no dot.

    Examples
    --------
    >>> import discourse as dc
    >>> rates = pd.DataFrame({"outlet": ["A", "B"], "n": [3, 0], "n_words": [2000, 900], "rate": [1.5, 0],
    ...                       "low": [0.5, 0], "high": [2.5, 0], "few": [False, True]})
    >>> ax = plot_rates(rates)
    >>> print(dc.alt_text(ax))  # doctest: +NORMALIZE_WHITESPACE
    Dots with intervals: rate per 1,000 words (95 % interval) by outlet, 2 rows. n is 0 to 3.
    Largest: A, 1.50 (0.50 to 2.50), n = 3. Smallest: B, 0 (0 to 0), n = 0.
    1 row with few documents or events.
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(rates, ["n", "n_words", "rate", "low", "high", "few"], "rates")
    need_per(per, optional=True)
    label = f"{label}\n{INTERVAL}" if label else f"{rate_label(rates, per)} {INTERVAL}"
    ax, _, most = _dots(rates, "rate", label, by=by, hue=hue, sort=sort, limit=limit, ax=ax)
    ax.set_xlim(-0.04 * (most or 1), 1.05 * (most or 1))  # room at the left, so that a dot at zero is whole
    return ax


@checked
def plot_tone(
    means: pd.DataFrame,
    *,
    by: str | None = None,
    hue: str | None = None,
    sort: bool = True,
    limit: int | None = None,
    column: str | None = None,
    label: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw a dot with its interval for every row of a table of means; of tone, on both sides of a line at zero.

    Parameters
    ----------
    means : DataFrame
        As `schema.TABLES["means"]`, by-columns in front. Needed: n, mean, low, high, few.
    by, hue, sort
        As in `plot_rates`.
    limit : int, optional
        Only that many groups of `by`: those with the most scores or, with `sort=False`, the first.
    column : str, optional
        The score that `count_mean` was given, which the table does not say: compound unless given.
    label : str, optional
        What the mean is of, with its range; by default what is known of the column, such as ``mean certainty, 0 to
        1``, else ``mean`` and its name.
    ax : Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    Axes
        Means on an axis cut to the data, with zero always on it. Its sides are called negative and positive where the
        column is compound or tone, or, without a column, the label has the word tone; shares, rates and
        certainty have no such sides. A group with no score has no dot.

    Examples
    --------
    >>> means = pd.DataFrame({"actor": ["Iran", "Cuba"], "n": [4, 2], "mean": [0.2, -0.1], "low": [0.1, -0.3],
    ...                       "high": [0.3, 0.1], "few": False})
    >>> ax = plot_tone(means)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Iran', 'Cuba']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(means, ["n", "mean", "low", "high", "few"], "means")
    column = column or (None if label else "compound")
    of_tone = column in ("compound", "tone") if column else "tone" in (label or "").lower()
    label = f"{label or _mean_label(column or '')}\n{INTERVAL}"
    ax, least, most = _dots(means, "mean", label, by=by, hue=hue, sort=sort, limit=limit, ax=ax)
    if of_tone:  # each side has at least 3 tenths of the axis, which is room for its name
        least, most = min(least, -0.45 * most, -0.02), max(most, -0.45 * least, 0.02)
    most = most if most > least else 0.02
    ax.set_xlim(least - 0.04 * (most - least), most + 0.04 * (most - least))
    ax.axvline(0, color=GREY, lw=0.8, zorder=1.5, label="_zero")
    if not of_tone:
        return ax
    for name, shift, ha in (("negative", -4, "right"), ("positive", 4, "left")):
        put_text(ax, name, (0, 1), (shift, 3), on=ax.get_xaxis_transform(), ha=ha, va="bottom", color=GREY)
    return ax


def _mean_label(column: str) -> str:
    return MEANS.get(column, f"mean {column.replace('_', ' ')}")


@checked
def plot_trend(
    table: pd.DataFrame,
    *,
    hue: str | None = None,
    per: float | None = None,
    column: str | None = None,
    label: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw rates or means over time: a line with markers, a band from low to high, and n in a strip on top.

    Parameters
    ----------
    table : DataFrame
        As `schema.TABLES["rates"]` or `["means"]`, with a datetime column `period`, the start of each.
        Needed: period, n, low, high, few, and mean or rate, with n_words. Words and n-grams over time are rates as
        well, of the spans that `find_ngrams` gives.
    hue : str, optional
        The column that names the lines; the first by-column other than `period` unless given.
    per : float, optional
        As in `plot_rates`.
    column : str, optional
        Of means, the score that `count_mean` was given, for the label.
    label : str, optional
        What the values are, with their unit; due for means, whose table does not say what they are of, unless
        `column` does.
    ax : Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    Axes
        A line is broken, never carried over, where a value is missing or a period has no row. A period that
        no group has is seen by the step of the others: the largest in whole months, or days, that meets all.
        The strip has a line a group: n in figures where they fit, else bars, the highest as in `n ≤ 212`.

    Examples
    --------
    >>> table = pd.DataFrame({"period": pd.to_datetime(["2014-01-01", "2015-01-01"]), "n": [4, 2], "n_words": 2000,
    ...                       "rate": [2.0, 1.0], "low": [1.0, 0.5], "high": [3.0, 1.5], "few": False})
    >>> ax = plot_trend(table)
    >>> ax.alt_text.split(". ")[2]
    'Largest: 2014-01-01, 2 (1 to 3), n = 4'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    import matplotlib.dates as mdates

    value = _value_of_trend(table)
    mean = _mean_label(column) if column else "mean"
    need_per(per, optional=True)
    label = label or (rate_label(table, per) if value == "rate" else mean)
    hue = hue or next((c for c in groups_of(table) if c != "period"), None)
    frame = frame_of(table, value, "period", hue)
    frame["period"] = table["period"].dt.tz_localize(None).to_numpy()
    undated = int(frame["period"].isna().sum())
    frame = frame[frame["period"].notna()]
    names = list(frame["hue"].unique())

    ax = new_axes(ax, 2.4 + (9 * len(names) + 11 * legend_rows(names, 29)) / 72, x="start of the period")
    ax.set_ylabel(f"{wrap_label(label, 32)}\n{INTERVAL}", fontsize=LABEL, parse_math=False)
    notes = [f"{undated} without a date: not drawn"] if undated else []
    tell(ax, frame, f"Lines with bands: {label}", ("period", hue), [*caveats(frame), *notes])
    if frame.empty:
        return say_no_rows(ax)
    grid = full_grid(pd.DatetimeIndex(frame["period"].unique()).sort_values())
    x = mdates.date2num(grid.to_numpy())
    step = np.diff(x).min() if len(x) > 1 else 30
    groups = [frame[frame["hue"] == name].set_index("period").reindex(grid) for name in names]
    for i, (name, group) in enumerate(zip(names, groups, strict=True)):
        at = x + (i - (len(names) - 1) / 2) * 0.6 * step / len(names) * (len(x) == 1)  # side by side if nothing else
        _draw_line(ax, at, group, i, name, faint=min(1, 4 / len(names)))  # many bands would hide each other
    _set_dates(ax, grid, x, step)
    _set_values(ax, frame, value)
    draw_counts(ax, x, step, [group["n"].to_numpy() for group in groups])
    if hue and not label_ends(ax, x[-1], [group["value"].iloc[-1] for group in groups], names):
        draw_legend(ax, names, lines=True, above=10 + 9 * len(names))
    return ax


def _value_of_trend(table: pd.DataFrame) -> str:
    """The column that is drawn, rate or mean; an error where the table is none with periods."""
    value = "rate" if isinstance(table, pd.DataFrame) and "rate" in table else "mean"
    needed = ["period", "n", *["n_words"] * (value == "rate"), value, "low", "high", "few"]
    if isinstance(table, pd.DataFrame) and {"feature", "total"} <= set(table) and "low" not in table:
        raise ValueError(
            "table is of features, which have no intervals and no periods of their own; draw "
            "count_rate(find_ngrams(corpus, features), corpus, by='feature', freq='YS')"
        )
    schema.need(table, needed, "table")
    if not pd.api.types.is_datetime64_any_dtype(table["period"]):
        raise TypeError(f"period is of dtype {table['period'].dtype}; dates are needed: use pandas.to_datetime")
    return value


def _draw_line(ax: _types.Axes, at: np.ndarray, group: pd.DataFrame, i: int, name: str, *, faint: float) -> None:
    """The line of a group with its band and its markers; `group` has a row for each period."""
    colour, _, line = style_of(i)
    y, low, high = group[["value", "low", "high"]].to_numpy().T
    pale, edge = (colour, 0.15 * faint), (colour, 0.6 * faint)
    ax.fill_between(at, low, high, fc=pale, ec=edge, lw=0.4, ls=line, label="_band")
    alone = np.isnan(np.r_[np.nan, low[:-1]]) & np.isnan(np.r_[low[1:], np.nan])  # here a band has no width
    ax.vlines(at[alone], low[alone], high[alone], color=colour, lw=1.2, label="_alone")
    ax.plot(at, y, line, color=colour, lw=1.1, label=name)
    draw_markers(ax, at, y, group["few"].eq(True).to_numpy(), i, size=3.2 if len(at) < 40 else 2.4)


def _set_dates(ax: _types.Axes, grid: pd.DatetimeIndex, x: np.ndarray, step: float) -> None:
    """Ticks at dates; `x` are the periods as matplotlib counts them, `step` the least between two."""
    import matplotlib.dates as mdates

    ax.xaxis_date()
    ax.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=3, maxticks=6))
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    if len(x) == 1:
        ax.set_xticks(x, [f"{grid[0]:%Y-%m-%d}"])
    ax.set_xlim(x[0] - 0.6 * step, x[-1] + 0.6 * step)


def _set_values(ax: _types.Axes, frame: pd.DataFrame, value: str) -> None:
    """Rates from zero up; means as they come, with a line at zero where both signs are seen."""
    if value == "rate":
        top = np.nanmax([*frame["value"], *frame["high"], 0]) or 1
        ax.set_ylim(-0.04 * top, 1.05 * top)
    elif ax.get_ylim()[0] < 0 < ax.get_ylim()[1]:
        ax.axhline(0, color=GREY, lw=0.8, zorder=1.5, label="_zero")


def _dots(table: pd.DataFrame, value: str, label: str, *, by, hue, sort, limit, ax) -> tuple[_types.Axes, float, float]:
    """Lines of dots, intervals and n; the Axes and the least and greatest number on it, zero among them."""
    need_limit(limit, "groups")
    by = by or next((c for c in groups_of(table) if c != hue), None)
    hue = hue or next((c for c in groups_of(table) if c != by), None)
    frame = frame_of(table, value, by, hue)
    names = list(frame["hue"].unique())
    order, total, chosen = _order_of(frame, value, sort, None if limit is None else int(limit))
    gap = 0.5 if hue else 0  # between groups of lines, in lines
    frame = _place_lines(frame, order, gap)
    labels = [wrap(name) for name in order]
    notes = caveats(frame) + ([f"{len(order)} of {total} groups ({chosen})"] if len(order) < total else [])
    room = max(75, 54 + 12 * (label.count("\n") + 1) + 10 * len(notes))  # what stands above and below the lines
    room += 14 + 11 * legend_rows(names, 19) if hue else 0
    height = frame["y"].max() * _pitch(frame, labels, 11.5 if hue else 14, gap) + room
    ax = new_axes(ax, height / 72 if len(frame) else 1.2, x=label, y=by or "")
    tell(ax, frame, f"Dots with intervals: {label.split(chr(10))[0]}", (by, hue), notes)
    if frame.empty:
        return say_no_rows(ax), 0.0, 0.0

    _draw_dots(ax, frame, names, labels)
    if hue:
        draw_legend(ax, names, lines=False, above=14)
    ends = [*frame[["value", "low", "high"]].to_numpy().ravel(), 0.0]
    return ax, float(np.nanmin(ends)), float(np.nanmax(ends))


def _order_of(
    frame: pd.DataFrame, value: str, sort: bool, limit: int | np.integer | None
) -> tuple[list[str], int, str]:
    """The groups from the top on, how many there are, and how those that are drawn were chosen."""
    order = frame.groupby("by", sort=False).agg(value=("value", "mean"), n=("n", "sum"))
    total = len(order)
    if not sort:
        return list(order.index[:limit]), total, "first"
    rank = order["n" if value == "mean" else "value"].rank(ascending=False, method="first")
    order = order[~(rank > (limit or total))].sort_values("value", ascending=False, kind="stable")
    return list(order.index[:limit]), total, "largest n" if value == "mean" else "highest"


def _place_lines(frame: pd.DataFrame, order: list[str], gap: float) -> pd.DataFrame:
    """The rows that are drawn from the top on, each with the number of its group (rank) and its place (y, in lines)."""
    frame = frame.assign(rank=frame["by"].map({name: i for i, name in enumerate(order)}))
    frame = frame[frame["rank"].notna()].sort_values("rank", kind="stable", ignore_index=True)
    return frame.assign(y=frame.index + frame["rank"] * gap)


def _pitch(frame: pd.DataFrame, labels: list[str], least: float, gap: float) -> float:
    """Points from line to line, so that no name of several lines touches the next."""
    sizes = frame.groupby("rank").size()
    return max([least, *((text_size(t)[1] + 4) / (k + gap) for t, k in zip(labels, sizes, strict=True))])


def _draw_dots(ax: _types.Axes, frame: pd.DataFrame, names: list[str], labels: list[str]) -> None:
    """Dots with their intervals, the names of the lines, and n beside them."""
    known = frame["value"].notna()
    put_guides(ax, frame.loc[known, "y"])
    for i, name in enumerate(names):
        group = frame[frame["hue"] == name]
        x, y, few = (group[c].to_numpy() for c in ("value", "y", "few"))
        ax.hlines(y, group["low"], group["high"], color=style_of(i)[0], lw=1.2, label=f"_interval {name}")
        draw_markers(ax, x, y, few, i, size=4.6)
    ax.set_yticks(frame.groupby("by", sort=False)["y"].mean(), labels, fontsize=SMALL, parse_math=False)
    ax.tick_params("y", length=0)
    ax.set_ylim(frame["y"].max() + 0.6, -0.6)
    put_column(ax, frame["y"], [f"{n:,.0f}" for n in frame["n"]], 5)
    for y in frame.loc[~known, "y"]:
        put_text(ax, "no value", (0, y), (5, 0), on=ax.get_yaxis_transform(), color=GREY)
