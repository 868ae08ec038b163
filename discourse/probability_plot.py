"""Odds in words on one axis: where a commentary's or an author's phrases stand between 0 and 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from discourse import schema
from discourse.drawing import GREY, OKABE_ITO, PALE, new_axes, put_text, say_no_rows, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_probability(
    table: pd.DataFrame, *, by: str | None = None, limit: int | None = 30, ax: Axes | None = None
) -> Axes:
    """Draw the stated odds of a text, or of each group, as ranges on one axis from 0 to 100 %.

    Parameters
    ----------
    table : DataFrame
        As `schema.TABLES["probability_words"]`, of one scale. Needed: phrase, scale, low, high, and the column `by`.
    by : str, optional
        The column whose values are the lines, such as `doc_id`, or `author` after `join_docvars`; by default each
        phrase has a line of its own.
    limit : int, optional
        Only that many lines, those with the most phrases; the figure says how many there are.
    ax : Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    Axes
        Without `by`: a line a phrase, the likeliest on top, its range as a bar, n at the right. With `by`: a line a
        group, the one that states the highest odds on top; the range of each of its phrases in pale, a dot at each
        middle, the larger the more often it is used, a stroke at the mean, and n. The axis names the scale.

    Raises
    ------
    ValueError
        If the table has phrases of several scales.

    Examples
    --------
    >>> odds = pd.DataFrame({"phrase": ["likely", "unlikely", "likely"], "scale": "icd203",
    ...                      "low": [0.55, 0.2, 0.55], "high": [0.8, 0.45, 0.8]})
    >>> ax = plot_probability(odds)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['unlikely', 'likely']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(table, ["phrase", "scale", "low", "high", *([by] if by else [])], "table")
    scales = table["scale"].unique().tolist()
    if len(scales) > 1:
        raise ValueError(f"the table has odds of the scales {', '.join(scales)}; draw one scale at a time")
    line = by or "phrase"
    frame = table.assign(middle=(table["low"] + table["high"]) / 2).dropna(subset=[line])
    lines = frame.groupby(line, observed=True).agg(n=("middle", "size"), mean=("middle", "mean"))
    total = len(lines)
    if limit is not None and total > limit:
        lines = lines.sort_values("n", ascending=False, kind="stable").head(limit)
    lines = lines.sort_values(["mean", "n"], kind="stable")
    label = f"probability (%), as if read under scale {scales[0]}" if scales else "probability (%)"
    if len(lines) < total:
        label += f"\n{len(lines)} of {total} lines"
    ax = new_axes(ax, 0.7 + 0.19 * max(len(lines), 3), x=label)
    if lines.empty:
        return say_no_rows(ax)
    for at, (name, row) in enumerate(lines.iterrows()):
        counts = frame[frame[line] == name].groupby(["low", "high", "middle"]).size().reset_index(name="n")
        _draw_line(ax, at, counts, mean=row["mean"] if by else None)
        put_text(ax, f"{int(row['n']):,}", (1, at), (4, 0), on=ax.get_yaxis_transform(), color=GREY)
    put_text(ax, "n", (1, len(lines) - 0.5), (4, 3), on=ax.get_yaxis_transform(), color=GREY)
    ax.set_yticks(np.arange(len(lines)), [wrap(str(name)) for name in lines.index], parse_math=False)
    ax.set(xlim=(-2, 102), ylim=(-0.7, len(lines) + 0.1), xticks=[0, 25, 50, 75, 100])
    ax.axvline(50, color=PALE, lw=0.8, zorder=0.5, label="_even")
    ax.alt_text = _tell(lines, line, scales[0])
    return ax


def _tell(lines: pd.DataFrame, line: str, scale: str) -> str:
    """What the figure shows, in words."""
    ends = [f"{name}, {100 * row['mean']:.0f} %, n {int(row['n'])}" for name, row in lines.iloc[[-1, 0]].iterrows()]
    return (
        f"Ranges: stated odds as if read under scale {scale}, by {line}, {len(lines)} line{'s' * (len(lines) != 1)}. "
        f"Highest middle: {ends[0]}. Lowest: {ends[1]}."
    )


def _draw_line(ax: Axes, at: int, counts: pd.DataFrame, *, mean: float | None) -> None:
    """The ranges of one line, a dot at each middle, and a stroke at the mean of a group."""
    colour = OKABE_ITO[0]
    low, high, middle = (100 * counts[c].to_numpy() for c in ("low", "high", "middle"))
    ax.hlines(np.full(len(counts), at), low, high, color=colour, alpha=0.35, lw=5, label="_ranges")
    size = 14 * np.sqrt(counts["n"].to_numpy())
    ax.scatter(middle, np.full(len(counts), at), s=size, color=colour, zorder=3, lw=0, label="_middles")
    if mean is not None:
        ax.plot(100 * mean, at, "|", color=OKABE_ITO[1], ms=11, mew=1.4, zorder=4, label="_mean")
