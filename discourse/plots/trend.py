"""Measures over time: lines with bands, and n in a strip on top; or a small panel a group where groups are many.

Few lines are told apart by marker, line and colour, and named at their ends where there is room. Beyond six nobody
follows one among the others, in greys least of all: then each group has a panel of its own, where the others stand pale
behind it. All panels have the same axes, so that they can be compared.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit, need_per
from discourse.plots._drawing import (
    GREY,
    LABEL,
    MOST_MARKS,
    PALE,
    SMALL,
    column_width,
    draw_counts,
    draw_legend,
    draw_markers,
    figure_of,
    label_ends,
    legend_rows,
    make_room,
    new_axes,
    put_arrows,
    put_text,
    say_no_rows,
    style_of,
    text_size,
    wrap,
    wrap_label,
    wrap_notes,
)
from discourse.plots._frames import (
    INTERVAL,
    Reach,
    caveats,
    counted_of,
    frame_of,
    full_grid,
    groups_of,
    rate_label,
    reach_of,
    tell,
)
from discourse.plots.groups import mean_label

#: What differs between two dates -> how the first and the last are written under a panel.
_DATES = {"year": ("%Y", "%Y"), "month": ("%Y-%m", "%m"), "day": ("%Y-%m-%d", "%d")}
#: The least width of a panel, its height, and what is between two, in points.
_PANEL, _TALL, _APART = 58, 44, 10


class _Lines(NamedTuple):
    """What a trend draws.

    Attributes
    ----------
    frame : the rows with a date
    names : of the groups
    grid : every period from the first to the last
    value : rate or mean
    reach : both ends of the upright axis
    """

    frame: pd.DataFrame
    names: list[str]
    grid: pd.DatetimeIndex
    value: str
    reach: Reach

    @property
    def x(self) -> np.ndarray:
        """The periods as matplotlib counts them."""
        import matplotlib.dates as mdates

        return mdates.date2num(self.grid.to_numpy())

    @property
    def step(self) -> float:
        """The least between two periods."""
        return float(np.diff(self.x).min()) if len(self.grid) > 1 else 30.0

    @property
    def groups(self) -> list[pd.DataFrame]:
        """A row for each period, of each group."""
        frame = self.frame.assign(under=self.reach.under, over=self.reach.over)
        return [frame[frame["hue"] == name].set_index("period").reindex(self.grid) for name in self.names]


@checked
def plot_trend(
    table: pd.DataFrame,
    *,
    hue: str | None = None,
    per: float | None = None,
    column: str | None = None,
    limit: int | None = 24,
    label: str | None = None,
    counted: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw rates or means over time: a line with markers, a band from low to high, and n in a strip at the top.

    Parameters
    ----------
    table : DataFrame
        A table with the columns of `schema.TABLES["rates"]` or `schema.TABLES["means"]`. It also has a datetime column
        `period`, with the start of each period. It must have period, n, low, high, few, and either mean, or rate and
        n_words. To draw words or n-grams over time, find them with `find_ngrams` and pass these spans to `count_rate`.
    hue : str, optional
        The column with the names of the lines. By default it is the first by-column other than `period`.
    per : float, optional
        As in `plot_rates`.
    column : str, optional
        For means: the name of the score, as you gave it to `count_mean`. The label uses this name.
    limit : int, optional
        How many groups are drawn at most. The groups with the largest n are kept. None draws all groups.
    label : str, optional
        The name and the unit of the values, for the axis. A table of means does not contain the name of its score. So
        for means, give `label` or `column`.
    counted : str, optional
        As in `plot_rates` and `plot_tone`.
    ax : Axes, optional
        The Axes to draw on. By default a new figure is made.

    Returns
    -------
    Axes
        A line has a gap where a value is missing or a period has no row. A period can be missing in all groups. The
        function finds it from the usual step between periods. This is the largest step, in whole months or days, that
        fits all periods.

        The strip at the top shows n, in one line per group. It shows numbers if there is room for them. Otherwise it
        shows bars, and the largest n as in `n ≤ 212`.

        With more than six groups, each group has its own panel. The panels are in the order of the table. They are
        insets of the Axes (`ax.child_axes`). Each panel also shows the lines of the other groups in a pale colour. The
        smallest and the largest n are beside the name of the group.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> table = pd.DataFrame({"period": pd.to_datetime(["2014-01-01", "2015-01-01"]), "n": [4, 2], "n_words": 2000,
    ...                       "rate": [2.0, 1.0], "low": [1.0, 0.5], "high": [3.0, 1.5], "few": False})
    >>> ax = dc.plot_trend(table)
    >>> ax.alt_text.split(". ")[2]
    'Largest: 2014, 2 (1 to 3), n = 4'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    value = _value_of_trend(table)
    need_per(per, optional=True)
    need_limit(limit, "groups")
    counted = counted_of(label or "", column) if counted is None else counted
    label = label or (rate_label(table, per) if value == "rate" else mean_label(column) if column else "mean")
    hue = hue or next((c for c in groups_of(table) if c != "period"), None)
    frame = frame_of(table, value, "period", hue)
    frame["period"] = table["period"].dt.tz_localize(None).to_numpy()
    undated = int(frame["period"].isna().sum())
    frame = frame[frame["period"].notna()].reset_index(drop=True)
    frame, chosen = _largest(frame, limit)
    notes = [f"{undated} without a date: not drawn"] * (undated > 0) + chosen
    lines = _Lines(frame, list(frame["hue"].unique()), full_grid(_periods(frame)), value, _reach(frame, value))
    notes = wrap_notes([*caveats(frame, label, counted), *lines.reach.notes(frame), *notes])
    draw = _draw_panels if len(lines.names) > MOST_MARKS else _draw_lines
    interval = f"\n{INTERVAL}" if frame["low"].notna().any() or frame.empty else ""
    ax = draw(lines, wrap_label(label, 32) + interval, len(notes), bool(hue), ax)
    tell(ax, frame, f"Lines with bands: {label}", ("period", hue), notes, counted)
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


def _largest(frame: pd.DataFrame, limit: int | None) -> tuple[pd.DataFrame, list[str]]:
    """The rows of the groups with the largest n, and a note on the others."""
    n = frame.groupby("hue", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    if limit is None or len(n) <= limit:
        return frame, []
    kept = frame[frame["hue"].isin(n.index[:limit])].reset_index(drop=True)
    return kept, [f"{limit} of {len(n)} groups (largest n)"]


def _periods(frame: pd.DataFrame) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(frame["period"].unique()).sort_values()


def _reach(frame: pd.DataFrame, value: str) -> Reach:
    """Both ends of the upright axis: rates from zero up, means as they come."""
    if frame.empty:
        return Reach(0.0, 1.0, np.zeros(0, bool), np.zeros(0, bool))
    return reach_of(frame, start=0 if value == "rate" else None)


# --- lines in one Axes --------------------------------------------------------------------------------------------


def _draw_lines(lines: _Lines, label: str, notes: int, named: bool, ax: _types.Axes | None) -> _types.Axes:
    """All groups in one Axes."""
    names = lines.names
    height = 2.4 + (9 * len(names) + 11 * legend_rows(names, 29) + 10 * max(0, notes - 1)) / 72
    ax = new_axes(ax, height, x="start of the period")
    ax.set_ylabel(label, fontsize=LABEL, parse_math=False)
    if lines.frame.empty:
        return say_no_rows(ax)
    x, step, groups = lines.x, lines.step, lines.groups
    for i, (name, group) in enumerate(zip(names, groups, strict=True)):
        at = x + (i - (len(names) - 1) / 2) * 0.6 * step / len(names) * (len(x) == 1)  # side by side if nothing else
        _draw_line(ax, at, group, i, name, faint=min(1, 4 / len(names)))  # many bands would hide each other
    _set_dates(ax, lines, 6)
    _set_values(ax, lines)
    draw_counts(ax, x, step, [group["n"].to_numpy() for group in groups])
    if named and not label_ends(ax, x[-1], [group["value"].iloc[-1] for group in groups], names):
        draw_legend(ax, names, lines=True, above=10 + 9 * len(names))
    return ax


def _draw_line(ax: _types.Axes, at: np.ndarray, group: pd.DataFrame, i: int, name: str, *, faint: float) -> None:
    """The line of a group with its band and its markers; `group` has a row for each period."""
    colour, _, line = style_of(i)
    y, low, high = group[["value", "low", "high"]].to_numpy(np.float64).T
    pale, edge = (colour, 0.15 * faint), (colour, 0.6 * faint)
    ax.fill_between(at, low, high, fc=pale, ec=edge, lw=0.4, ls=line, label="_band")
    alone = np.isnan(np.r_[np.nan, low[:-1]]) & np.isnan(np.r_[low[1:], np.nan])  # here a band has no width
    ax.vlines(at[alone], low[alone], high[alone], color=colour, lw=1.2, label="_alone")
    ax.plot(at, y, line, color=colour, lw=1.1, label=name)
    draw_markers(ax, at, y, group["few"].eq(True).to_numpy(), i, size=3.2 if len(at) < 40 else 2.4)
    for side, cut in enumerate(("under", "over")):
        put_arrows(ax, at[group[cut].eq(True).to_numpy()], side, i, across=False)


def _set_dates(ax: _types.Axes, lines: _Lines, most: int) -> None:
    """At most so many ticks at dates."""
    import matplotlib.dates as mdates

    x = lines.x
    ax.xaxis_date()
    ax.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=min(3, most - 1), maxticks=most))
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    if len(x) == 1:
        ax.set_xticks(x, [f"{lines.grid[0]:%Y-%m-%d}"])
    ax.set_xlim(x[0] - 0.6 * lines.step, x[-1] + 0.6 * lines.step)


def _set_values(ax: _types.Axes, lines: _Lines) -> None:
    """Rates from zero up; means as they come, with a line at zero where both signs are seen."""
    least, most = lines.reach[:2]
    if lines.value == "rate":
        ax.set_ylim(-0.04 * (most or 1), 1.05 * (most or 1))
        return
    if most > least:
        edge = 0.05 * (most - least)
        ax.set_ylim(least - edge, most + edge)
    if ax.get_ylim()[0] < 0 < ax.get_ylim()[1]:
        ax.axhline(0, color=GREY, lw=0.8, zorder=1.5, label="_zero")


# --- a panel a group ----------------------------------------------------------------------------------------------


def _draw_panels(lines: _Lines, label: str, notes: int, named: bool, ax: _types.Axes | None) -> _types.Axes:
    """Each group in a panel of its own, an inset of the Axes, all of one scale."""
    wide = 72 * (column_width() if ax is None else ax.get_window_extent().width / figure_of(ax).dpi) - 48
    across = min(len(lines.names), max(1, int((wide + _APART) / (_PANEL + _APART))))
    panel = (wide + _APART) / across - _APART
    heads = [_head_of(name, group, panel) for name, group in zip(lines.names, lines.groups, strict=True)]
    rows = [heads[i : i + across] for i in range(0, len(heads), across)]
    above = [max(text_size(head)[1] for head in row) + 5 for row in rows]
    height = sum(above) + len(rows) * (_TALL + 4)
    ax = new_axes(ax, (height + 56 + 10 * notes) / 72, x="start of the period")
    ax.set_ylabel(label, fontsize=LABEL, parse_math=False)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    top, panels = 0.0, []
    for row, (some, head) in enumerate(zip(rows, above, strict=True)):
        top += head
        for column, name in enumerate(some):
            i = row * across + column
            place = (column * (panel + _APART) / wide, 1 - (top + _TALL) / height, panel / wide, _TALL / height)
            panels.append(ax.inset_axes(place, label=lines.names[i]))
            _draw_panel(panels[i], lines, i, name, left=column == 0, last=i + across >= len(heads))
        top += _TALL + 4
    ax.yaxis.labelpad = 7 + max(text_size(tick.get_text())[0] for tick in _tick_labels(panels[0]))
    ax.xaxis.labelpad = 15
    make_room(ax, 0)
    return ax


def _head_of(name: str, group: pd.DataFrame, wide: float) -> str:
    """The name of a panel in lines, and its n."""
    low, high = (f"{n:,.0f}" for n in (group["n"].min(), group["n"].max()))
    return f"{wrap(name, max(8, int(wide / 4.2)))}\nn = {low}" + (f" to {high}" if high != low else "")


def _draw_panel(ax: _types.Axes, lines: _Lines, i: int, head: str, *, left: bool, last: bool) -> None:
    """The line of group i, in front of those of all others."""
    groups = lines.groups
    for k, group in enumerate(groups):
        if k != i:
            look: dict[str, Any] = {"color": PALE, "lw": 0.6, "ms": 1.5, "zorder": 0.6, "label": "_others"}
            ax.plot(lines.x, group["value"].to_numpy(np.float64), ".-", **look)
    _draw_line(ax, lines.x, groups[i], 0, lines.names[i], faint=1)
    _set_dates(ax, lines, 3)
    _set_ends(ax, lines)
    _set_values(ax, lines)
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize=SMALL, length=2, labelleft=left, labelbottom=last)
    ax.yaxis.set_major_locator(_few_ticks())
    ax.xaxis.get_offset_text().set_visible(False)
    put_text(ax, head, (0, 1), (0, 3), on="axes fraction", ha="left", va="bottom")


def _set_ends(ax: _types.Axes, lines: _Lines) -> None:
    """Ticks at the first and at the last period only."""
    first, last = lines.grid[0], lines.grid[-1]
    whole, part = next(
        (forms for unit, forms in _DATES.items() if getattr(first, unit) != getattr(last, unit)), ("%Y-%m-%d", "")
    )
    ends = [f"{first:{whole}}", f"{last:{part}}"] if part else [f"{first:{whole}}"]
    ax.set_xticks(lines.x[[0, -1]][: len(ends)], ends)
    edge = 0.08 * np.ptp(lines.x) or lines.step
    ax.set_xlim(lines.x[0] - edge, lines.x[-1] + edge)
    first, *last = ax.get_xticklabels()
    first.set_horizontalalignment("left" if last else "center")
    for text in last:
        text.set_horizontalalignment("right")


def _few_ticks() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(2, steps=[1, 2, 5, 10], min_n_ticks=2)


def _tick_labels(ax: _types.Axes) -> list[Any]:
    figure_of(ax).draw_without_rendering()
    return ax.get_yticklabels()
