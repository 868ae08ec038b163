"""Odds in words on one axis: where a commentary's or an author's phrases stand between 0 and 100 %."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit
from discourse.plots._drawing import PALE, keep_alt_text, new_rows, put_column, say_no_rows, style_of, wrap


@checked
def plot_probability(
    table: pd.DataFrame, *, by: str | None = None, limit: int | None = 30, ax: _types.Axes | None = None
) -> _types.Axes:
    """Draw the odds stated in a text, or in each group, as ranges on one axis from 0 to 100 %.

    Parameters
    ----------
    table : DataFrame
        As `schema.TABLES["probability_words"]`, of one scale. Needed: phrase, scale, low, high, and the column `by`.
    by : str, optional
        The column whose values are the lines, such as `doc_id`, or `author` after `join_docvars`. By default each
        phrase has its own line.
    limit : int, optional
        The largest number of lines; those with the most phrases are drawn, and the figure says how many there are in
        all.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Without `by`, there is one line per phrase, with the likeliest on top; its range is a bar, and n is at the
        right. With `by`, there is one line per group, with the group that states the highest odds on top. It has the
        range of each of its phrases in a pale colour, a dot at each midpoint whose area grows with the number of uses,
        a stroke at the mean, and n. The axis names the scale.

    Raises
    ------
    ValueError
        If the table has phrases from several scales.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> odds = pd.DataFrame({"phrase": ["likely", "unlikely", "likely"], "scale": "icd203",
    ...                      "low": [0.55, 0.2, 0.55], "high": [0.8, 0.45, 0.8]})
    >>> ax = dc.plot_probability(odds)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['likely', 'unlikely']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    need_limit(limit, "phrases")
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
    lines = lines.sort_values(["mean", "n"], ascending=False, kind="stable")
    frame = frame[frame[line].isin(lines.index)]
    counts = frame.groupby([line, "low", "high", "middle"], observed=True).size().rename("n").reset_index()
    notes = ["bar: range of a phrase, dot: its midpoint"]
    notes += ["dot: larger if more frequent"] if len(set(counts["n"])) > 1 else []
    notes += ["stroke: mean of the midpoints"] if by else []
    notes += [f"{len(lines)} of {total} lines (largest n)"] if len(lines) < total else []
    label = "probability (%)" + (f"\nread by the scale {scales[0]}" if scales else "")
    names = [wrap(str(name)) for name in lines.index]
    ax, y = new_rows(ax, names, x=label, header=line, notes=notes if len(lines) else [])
    keep_alt_text(ax, _tell(lines, line, scales[0] if scales else ""))
    if lines.empty:
        return say_no_rows(ax)
    ax.set(xlim=(-2, 102), xticks=[0, 25, 50, 75, 100])
    ax.axvline(50, color=PALE, lw=0.8, zorder=0.5, label="_even")
    size = 60 * counts["n"] / counts["n"].max()
    for at, (name, row) in zip(y, lines.iterrows(), strict=True):
        mine = counts[line] == name
        _draw_line(ax, at, counts[mine], size[mine].clip(lower=8), mean=row["mean"] if by else None)
    put_column(ax, y, [f"{n:,.0f}" for n in lines["n"]], 5)
    return ax


def _tell(lines: pd.DataFrame, line: str, scale: str) -> str:
    """What the figure shows, in words."""
    if lines.empty:
        return "Ranges: stated odds, 0 rows."
    ends = [f"{name}, {100 * row['mean']:.0f} %, n {int(row['n'])}" for name, row in lines.iloc[[0, -1]].iterrows()]
    return (
        f"Ranges: stated odds read by the scale {scale}, by {line}, {len(lines)} line{'s' * (len(lines) != 1)}. "
        f"Highest midpoint: {ends[0]}. Lowest: {ends[1]}."
    )


def _draw_line(ax: _types.Axes, at: float, counts: pd.DataFrame, size: pd.Series, *, mean: float | None) -> None:
    """The ranges of one line, a dot of `size` at each middle, and a stroke at the mean of a group."""
    colour, here = style_of(0)[0], np.full(len(counts), at)
    low, high, middle = (100 * counts[c].to_numpy() for c in ("low", "high", "middle"))
    ax.hlines(here, low, high, color=colour, alpha=0.35, lw=5, capstyle="butt", label="_ranges")
    ax.scatter(middle, here, s=size, fc=colour, ec="white", lw=0.4, zorder=3, label="_middles")
    if mean is not None:
        ax.plot(100 * mean, at, "|", color="black", ms=10, mew=1.2, zorder=4, label="_mean")
