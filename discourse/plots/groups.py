"""Figures: a measure table in, a matplotlib Axes out.

A figure is one way to read a table, so nothing is computed here: what is drawn stands in the table, with its
interval and its n. Each function takes the table first and the rest by keyword, draws on `ax` or on a new
figure as wide as one column of a journal, and returns the Axes; showing is left to the notebook, writing to
`save_figure`. Groups differ in colour and in marker and line, so that a figure reads in greyscale too; those
of few documents or events are hollow or in brackets. No type is smaller than 7 pt. A table with no rows gives an Axes
with labels that says `no rows`. Every Axes has a description in words, see `alt_text`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit, need_per
from discourse.plots._drawing import (
    GREY,
    MOST_MARKS,
    SMALL,
    draw_legend,
    draw_markers,
    fit_label,
    legend_rows,
    new_axes,
    put_arrows,
    put_column,
    put_guides,
    put_text,
    say_no_rows,
    style_of,
    text_size,
    wrap,
    wrap_notes,
)
from discourse.plots._frames import (
    INTERVAL,
    Reach,
    caveats,
    counted_of,
    frame_of,
    groups_of,
    rate_label,
    reach_of,
    tell,
)

#: What `plot_tone` shows.
TONE = "mean compound tone, −1 to 1"
#: Column of a table of scores -> what its mean is, with its range.
MEANS = {
    "compound": TONE,
    "corrected": "mean of the code, corrected by hand codes",
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
    counted: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw every row of a table of rates as a dot with its interval, and n beside it.

    Parameters
    ----------
    rates : DataFrame
        As `schema.TABLES["rates"]`, with by-columns first. Needed: n, n_words, rate, low, high, few.
    by, hue : str, optional
        The column that names the lines, and the one that names the colours within a line. By default the first and the
        second by-column. If the table has a third, first select one of its values.
    sort : bool
        Whether the highest rate (with `hue`, the highest mean of the rates) is on top, and groups without a rate are
        last. If not, rows are as in the table.
    limit : int, optional
        The largest number of groups of `by`, from the top; the figure says how many there are in all.
    per : float, optional
        The number of words that a rate is for. By default `rate * n_words / n`, computed from the rows with n > 0. It
        appears in the label and changes no number.
    label : str, optional
        What is counted, with its unit, because the table does not say so: ``mentions of actors per 1,000 words``.
    counted : str, optional
        What n counts, for a note; by default the words before ``per`` in the label.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The unit of the axis is `rate per 1,000 words`. A group without words has a line and its n, but no dot.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> rates = pd.DataFrame({"outlet": ["A", "B"], "n": [3, 0], "n_words": [2000, 900], "rate": [1.5, 0],
    ...                       "low": [0.5, 0], "high": [2.5, 0], "few": [False, True]})
    >>> ax = dc.plot_rates(rates)
    >>> print(dc.alt_text(ax))  # doctest: +NORMALIZE_WHITESPACE
    Dots with intervals: rate per 1,000 words (95 % interval) by outlet, 2 rows. n is 0 to 3.
    Largest: A, 1.50 (0.50 to 2.50), n = 3. Smallest: B, 0 (0 to 0), n = 0.
    1 row with under 10 documents or 3 events.
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(rates, ["n", "n_words", "rate", "low", "high", "few"], "rates")
    need_per(per, optional=True)
    counted = counted_of(label or "") if counted is None else counted
    label = f"{label}\n{INTERVAL}" if label else f"{rate_label(rates, per)} {INTERVAL}"
    ax, _, most = _dots(rates, "rate", label, by=by, hue=hue, sort=sort, limit=limit, counted=counted, ax=ax)
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
    counted: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw every row of a table of means as a dot with its interval. A line marks zero.

    Parameters
    ----------
    means : DataFrame
        A table with the columns of `schema.TABLES["means"]`, such as `count_mean` returns. The by-columns come first.
        It must have n, mean, low, high and few.
    by, hue, sort
        As in `plot_rates`.
    limit : int, optional
        How many groups of `by` are drawn at most. The groups with the most scores are kept. With ``sort=False``, the
        first groups of the table are kept.
    column : str, optional
        The name of the score, as you gave it to `count_mean`. The table does not contain this name. By default
        compound.
    label : str, optional
        The name and the range of the score, for the axis. For columns of the library there is a default, such as
        ``mean certainty, 0 to 1``. For other columns the default is ``mean`` and the name of the column.
    counted : str, optional
        The things that n counts, for a note in the figure. For columns of the library there is a default, such as
        ``sentences`` for compound.
    ax : Axes, optional
        The Axes to draw on. By default a new figure is made.

    Returns
    -------
    Axes
        The axis covers the data and always includes zero. If the figure shows tone, the two sides of zero have the
        names negative and positive. The figure shows tone if the column is compound or tone. If only a label is given,
        the figure shows tone if the label contains the word tone. A group without scores has no dot.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> means = pd.DataFrame({"actor": ["Iran", "Cuba"], "n": [4, 2], "mean": [0.2, -0.1], "low": [0.1, -0.3],
    ...                       "high": [0.3, 0.1], "few": False})
    >>> ax = dc.plot_tone(means)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Iran', 'Cuba']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(means, ["n", "mean", "low", "high", "few"], "means")
    column = column or (None if label else "compound")
    of_tone = column in ("compound", "tone") if column else "tone" in (label or "").lower()
    counted = counted_of("", column) if counted is None else counted
    label = f"{label or mean_label(column or '')}\n{INTERVAL}"
    ax, least, most = _dots(means, "mean", label, by=by, hue=hue, sort=sort, limit=limit, counted=counted, ax=ax)
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


def mean_label(column: str) -> str:
    """What the mean of a score is, with its range where that is known."""
    return MEANS.get(column, f"mean {column.replace('_', ' ')}")


class _Drawn(NamedTuple):
    """Lines of dots that were drawn: where, and between which numbers, zero among them."""

    ax: _types.Axes
    least: float
    most: float


def _dots(
    table: pd.DataFrame, value: str, label: str, *, by, hue, sort, limit, counted: str, ax: _types.Axes | None
) -> _Drawn:
    """Lines of dots, intervals and n."""
    need_limit(limit, "groups")
    by = by or next((c for c in groups_of(table) if c != hue), None)
    hue = hue or next((c for c in groups_of(table) if c != by), None)
    frame = frame_of(table, value, by, hue)
    names = list(frame["hue"].unique())
    order, total, chosen = _order_of(frame, value, sort, None if limit is None else int(limit))
    written = len(names) > MOST_MARKS  # too many to be looked up: the name of each stands beside its dot
    unit = 11.5 if hue else 14  # points of a line
    frame, labels, lines = _place_lines(frame, order, unit, written)
    reach = reach_of(frame, start=0) if len(frame) else None
    if reach and frame["low"].isna().all():  # there is no interval to be named
        label = label.removesuffix(INTERVAL).strip()
    what, label = label.split("\n")[0], fit_label(label, [text.text for text in labels])
    notes = caveats(frame, label, counted) + (reach.notes(frame) if reach else [])
    notes = wrap_notes(notes + ([f"{len(order)} of {total} groups ({chosen})"] if len(order) < total else []))
    legend = bool(hue) and not written
    room: float = max(61, 40 + 12 * (label.count("\n") + 1) + 10 * len(notes))  # what stands above and below the lines
    room += 14 + 11 * legend_rows(names, 19) if legend else 0
    room += (lines + 0.2) * unit if reach else 25
    ax = new_axes(ax, room / 72, x=label, y=(hue if written else by) or "")
    tell(ax, frame, f"Dots with intervals: {what}", (by, hue), notes, counted)
    if reach is None:
        return _Drawn(say_no_rows(ax), 0.0, 0.0)

    _draw_dots(ax, frame, [""] if written else names, labels, reach)
    ax.set_ylim(lines - 0.4, -0.6)
    if legend:
        draw_legend(ax, names, lines=False, above=14)
    return _Drawn(ax, reach.least, reach.most)


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


class _Label(NamedTuple):
    """A name beside the lines, and where it stands; if it heads those below, it is bold."""

    y: float
    text: str
    heads: bool = False


def _place_lines(
    frame: pd.DataFrame, order: list[str], unit: float, written: bool
) -> tuple[pd.DataFrame, list[_Label], float]:
    """The rows that are drawn from the top on, each with its place (y, in lines); the names; how many lines all take.

    The name of a group is in the middle of its lines or, where each line has a name that is `written`, at their head.
    """

    def tall(name: str) -> float:
        return max(1.0, (text_size(wrap(name))[1] + 4) / unit)

    parts, labels, top = [], [], -0.5
    for name in order:
        rows = frame[frame["by"] == name]
        if written:
            labels.append(_Label(top + tall(name) / 2, wrap(name), True))
            top += tall(name)
        each = [tall(line) if written else max(1.0, tall(name) / len(rows)) for line in rows["hue"]]
        y = top + np.cumsum(each) - np.array(each) / 2
        labels += [_Label(at, wrap(line)) for at, line in zip(y, rows["hue"], strict=True) if written]
        labels += [] if written else [_Label(float(y.mean()), wrap(name))]
        parts.append(rows.assign(y=y))
        top += sum(each) + 0.5 * (len(rows) > 1)  # room between groups of lines
    placed = pd.concat(parts, ignore_index=True) if parts else frame.assign(y=0.0)
    return placed, labels, top + 0.5


def _draw_dots(ax: _types.Axes, frame: pd.DataFrame, names: list[str], labels: list[_Label], reach: Reach) -> None:
    """Dots with their intervals, the names of the lines, and n beside them."""
    known = frame["value"].notna()
    put_guides(ax, frame.loc[known, "y"])
    for i, name in enumerate(names):
        mine = ((frame["hue"] == name) | (len(names) == 1)).to_numpy()
        group = frame[mine]
        x, y, few = (group[c].to_numpy() for c in ("value", "y", "few"))
        low, high = group["low"].clip(lower=reach.least), group["high"].clip(upper=reach.most)
        ax.hlines(y, low, high, color=style_of(i)[0], lw=1.2, label=f"_interval {name}")
        draw_markers(ax, x, y, few, i, size=4.6)
        for side, cut in enumerate((reach.under, reach.over)):
            put_arrows(ax, y[cut[mine]], side, i, across=True)
    ax.set_yticks([label.y for label in labels], [label.text for label in labels], fontsize=SMALL, parse_math=False)
    for tick, label in zip(ax.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if label.heads else "normal")
    ax.tick_params("y", length=0)
    put_column(ax, frame["y"], [f"{n:,.0f}" for n in frame["n"]], 5)
    for y in frame.loc[~known, "y"]:
        put_text(ax, "no value", (0, y), (5, 0), on=ax.get_yaxis_transform(), color=GREY)
