"""Differences of two groups: a dot with its interval on both sides of none, and how many documents each group has."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit
from discourse.plots._drawing import (
    GREY,
    draw_markers,
    keep_alt_text,
    new_rows,
    put_arrows,
    put_column,
    say_no_rows,
    style_of,
    wrap,
    wrap_notes,
    write_numbers,
)
from discourse.plots._frames import INTERVAL, Reach, few_of, reach_of

_NEEDED = ("group", "other", "difference", "low", "high", "n_docs", "other_n_docs", "few")


@checked
def plot_difference(
    table: pd.DataFrame,
    *,
    by: str | None = None,
    sort: bool = True,
    limit: int | None = None,
    label: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw the difference between two groups with its interval, and the numbers of documents of both beside it.

    Parameters
    ----------
    table : DataFrame
        As `schema.TABLES["differences"]`, which `count_difference` gives. Join several tables with `pandas.concat`.
        Needed: group, other, difference, low, high, n_docs, other_n_docs, few.
    by : str, optional
        The column that names the rows, such as the actor of each difference. By default the first column before those
        of `count_difference`; without such a column, the two groups name a row.
    sort : bool
        Whether the largest difference is on top; if not, rows are as in the table.
    limit : int, optional
        The largest number of rows; those farthest from 0 are drawn, and the figure says how many there are in all.
    label : str, optional
        What is compared, with its unit: ``hedges per 1,000 words``.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        One row per difference, with its numbers of documents at the right. 0 is always on the axis. If all rows compare
        the same two groups, the axis says which is subtracted from which. Dots are hollow if documents or events are
        few.

    Raises
    ------
    ValueError
        If the table has several rows with one name.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> table = pd.DataFrame({"group": ["A"], "other": ["B"], "difference": [2.0], "low": [0.5], "high": [3.5],
    ...                       "n_docs": [12], "other_n_docs": [30], "few": [False]})
    >>> ax = dc.plot_difference(table, label="hedges per 1,000 words")
    >>> ax.alt_text
    'Dots with intervals: difference in hedges per 1,000 words (95 % interval), 1 row. n counts documents. Largest: \
A − B, 2.00 (0.50 to 3.50), n = 12 and 30.'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(table, [*_NEEDED, *([by] if by else [])], "table")
    need_limit(limit, "rows")
    frame = _frame_of(table, by)
    total = len(frame)
    if limit is not None and total > limit:
        kept = frame["value"].abs().sort_values(ascending=False, kind="stable").index[:limit]
        frame = frame.loc[kept.sort_values()]
    if sort:
        frame = frame.sort_values("value", ascending=False, kind="stable")
    frame = frame.reset_index(drop=True)
    reach = reach_of(frame, start=0) if total else Reach(0.0, 1.0, np.zeros(0, bool), np.zeros(0, bool))
    what = f"difference in {label}" if label else "difference"
    pairs = (frame["group"] + " −\N{NO-BREAK SPACE}" + frame["other"]).unique()
    header = by or next(iter(_front(table)), "groups")
    alike = len(pairs) == 1 and header != "groups"
    notes = _notes(frame, total, what, reach, len(pairs) == 1)
    x = "\n".join([f"{what}:", wrap(pairs[0], 40), INTERVAL] if alike else [what, INTERVAL])
    ax, y = new_rows(ax, [wrap(name) for name in frame["name"]], x=x, header=header, notes=notes)
    keep_alt_text(ax, _tell(frame, what))
    if frame.empty:
        return say_no_rows(ax)
    _draw(ax, frame, y, reach)
    return ax


def _front(table: pd.DataFrame) -> list[str]:
    """The columns in front of those of `count_difference`."""
    columns = [str(column) for column in table.columns]
    return columns[: next((i for i, c in enumerate(columns) if c in schema.TABLES["differences"]), 0)]


def _frame_of(table: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """What is drawn, under fixed names; an error where two rows would have one name."""
    by = by or next(iter(_front(table)), None)
    frame = table[["group", "other"]].astype("object").map(str).reset_index(drop=True)
    named = table[by].astype("object").map(str).reset_index(drop=True) if by else None
    frame["name"] = frame["group"] + " − " + frame["other"] if named is None else named
    for name, column in {"value": "difference", "low": "low", "high": "high"}.items():
        frame[name] = table[column].to_numpy(np.float64)
    for column in ("n_docs", "other_n_docs", "few"):
        frame[column] = table[column].to_numpy()
    twice = frame["name"].duplicated()
    if twice.any():
        raise ValueError(
            f"table has several rows called {frame.loc[twice, 'name'].iloc[0]!r}; name a column that distinguishes "
            f"them as by; put it first with table.insert(0, ...)"
        )
    return frame


def _notes(frame: pd.DataFrame, total: int, what: str, reach: Reach, alike: bool) -> list[str]:
    if frame.empty:
        return []
    one, other = frame.loc[0, ["group", "other"]] if alike else ("the first", "the other")
    notes = [f"n: documents of {one}, and of {other}"]
    notes += [f"hollow: {few_of(what)}"] if frame["few"].any() else []
    notes += [f"{len(frame)} of {total} rows (farthest from 0)"] if len(frame) < total else []
    return wrap_notes([*notes, *reach.notes(frame)])


def _draw(ax: _types.Axes, frame: pd.DataFrame, y: np.ndarray, reach: Reach) -> None:
    """Dots, intervals, the line at 0, and both numbers of documents."""
    low, high = frame["low"].clip(lower=reach.least), frame["high"].clip(upper=reach.most)
    ax.hlines(y, low, high, color=style_of(0)[0], lw=1.2, label="_interval")
    draw_markers(ax, frame["value"].to_numpy(), y, frame["few"].to_numpy(bool), 0, size=4.6)
    for side, cut in enumerate((reach.under, reach.over)):
        put_arrows(ax, y[cut], side, 0, across=True)
    edge = 0.04 * (reach.most - reach.least) or 1.0
    ax.set_xlim(reach.least - edge, reach.most + edge)
    ax.axvline(0, color=GREY, lw=0.8, zorder=1.5, label="_zero")
    right = 5.0
    for column in ("n_docs", "other_n_docs"):
        right = put_column(ax, y, [f"{n:,.0f}" for n in frame[column]], right) + 7


def _tell(frame: pd.DataFrame, what: str) -> str:
    """What the figure shows, in words."""
    said = [f"Dots with intervals: {what} {INTERVAL}, {len(frame)} row{'s' * (len(frame) != 1)}. n counts documents."]
    for word, at in (("Largest", "idxmax"), ("Smallest", "idxmin"))[: len(frame)]:
        row = frame.loc[getattr(frame["value"], at)()]
        value, low, high = write_numbers(pd.Series([row["value"], row["low"], row["high"]], dtype="float64"))
        n = f"{row['n_docs']:,.0f} and {row['other_n_docs']:,.0f}"
        said += [f"{word}: {row['name']}, {value} ({low} to {high}), n = {n}."]
    if count := int(frame["few"].sum()):
        said += [f"{count} row{'s' * (count > 1)} with {few_of(what)} in either group."]
    return " ".join(said)
