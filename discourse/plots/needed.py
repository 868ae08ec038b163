"""How many more codes: the width of an interval against further codes, with the program's help and without."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked
from discourse.plots._drawing import (
    LABEL,
    draw_legend,
    draw_markers,
    keep_alt_text,
    legend_rows,
    new_axes,
    put_notes,
    say_no_rows,
    style_of,
)

#: The two lines: what each is called, its column, and the column of how many codes are needed.
_LINES = (
    ("codes and program", "half_width", "needed"),
    ("codes alone", "half_width_alone", "needed_alone"),
)


@checked
def plot_needed(table: pd.DataFrame, *, group: str | None = None, ax: _types.Axes | None = None) -> _types.Axes:
    """Draw how an interval becomes narrower with further codes: two lines, with the help of the program and without.

    Parameters
    ----------
    table : DataFrame
        As `schema.TABLES["needed"]`, which `count_needed` gives. Needed: group, more, half_width, half_width_alone;
        needed, needed_alone and few are used if present.
    group : str, optional
        The group to draw; by default the last of the table, which for two groups is their difference.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The x axis shows further codes, and the y axis half the width of the expected 95 % interval, from zero. Marks
        are hollow if there are few codes so far. A line under the axis says how many codes are needed, if the table
        does.

    Raises
    ------
    ValueError
        If the table has no such group.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> table = pd.DataFrame({"group": "all", "more": [0, 100], "half_width": [0.08, 0.06],
    ...                       "half_width_alone": [0.1, 0.07]})
    >>> ax = dc.plot_needed(table)
    >>> ax.alt_text
    'Two lines: half of the 95 % interval of all. Codes and program: 0.08 now, 0.06 with 100 more codes. Codes alone: \
0.1 now, 0.07 with 100 more codes.'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(table, ["group", "more", "half_width", "half_width_alone"], "table")
    groups = table["group"].unique().tolist()
    if group is not None:
        schema.one_of(group, tuple(groups), "group")
    chosen = group if group is not None else groups[-1] if groups else ""
    frame = table[table["group"] == chosen].sort_values("more")
    names = [name for name, _, _ in _LINES]
    few = frame["few"].to_numpy(bool) if "few" in frame else np.zeros(len(frame), bool)
    needed = [f"{name}: {n} more needed" for name, n in _needed(frame)]
    notes = [*needed, *(["hollow: fewer than 20 codes so far"] if few.any() else [])]
    ax = new_axes(ax, 2.2 + (11 * legend_rows(names, 29) + 10 * len(notes)) / 72, x="further codes")
    ax.set_ylabel(f"half of the 95 % interval\n({chosen})" if chosen else "half of the 95 % interval", fontsize=LABEL)
    keep_alt_text(ax, _tell(frame, chosen, needed))
    if frame.empty:
        return say_no_rows(ax)
    x = frame["more"].to_numpy(np.float64)
    for i, (name, column, _) in enumerate(_LINES):
        y = frame[column].to_numpy(np.float64)
        ax.plot(x, y, style_of(i)[2], color=style_of(i)[0], lw=1.1, label=name)
        draw_markers(ax, x, y, few, i, size=3.2)
    top = np.nanmax([*frame["half_width"], *frame["half_width_alone"], 0]) or 1
    ax.set(ylim=(0, 1.05 * top), xlim=(-0.03 * x.max(), 1.03 * x.max()) if x.max() else None)
    draw_legend(ax, names, lines=True, above=4)
    put_notes(ax, notes)
    return ax


def _needed(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Of each line, how many more codes are needed, where that is known."""
    known = [(name, frame[column].dropna()) for name, _, column in _LINES if column in frame]
    return [(name, int(numbers.iloc[0])) for name, numbers in known if len(numbers)]


def _tell(frame: pd.DataFrame, group: str, needed: list[str]) -> str:
    """What the figure shows, in words."""
    if frame.empty:
        return "Two lines: half of an interval by further codes, 0 rows."
    last = frame.iloc[-1]
    ends = [
        f"{name.capitalize()}: {frame[column].iloc[0]:.2g} now, {last[column]:.2g} with {last['more']:,} more codes."
        for name, column, _ in _LINES
    ]
    return " ".join([f"Two lines: half of the 95 % interval of {group}.", *ends, *(f"{note}." for note in needed)])
