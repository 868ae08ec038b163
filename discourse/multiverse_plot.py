"""The specification curve: one finding under every choice, in the order of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from discourse import schema
from discourse.drawing import SMALL, colours, column_width, new_axes, place_above, say_no_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW, _CURVE = 0.17, 1.7  # inches


def plot_multiverse(
    table: pd.DataFrame, *, choices: list[str], value: str = "value", label: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw a finding under every combination of choices, the smallest first, and below it which choices were made.

    Parameters
    ----------
    table : DataFrame
        What `count_multiverse` gave, one row a combination. Needed: the columns `choices` and `value`; where there
        are `low` and `high` they are drawn as intervals.
    choices : list of str
        The columns that say what was chosen.
    value : str
        The column of what was found.
    label : str, optional
        What the values are; by default the name of the column.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Of the curve; the choices are in an inset below it.

    References
    ----------
    Simonsohn, U., Simmons, J. and Nelson, L. (2020). Specification curve analysis. Nature Human Behaviour 4.

    Examples
    --------
    >>> table = pd.DataFrame({"lexicon": ["VADER", "ours"], "mask": "names", "mean": [0.2, -0.1]})
    >>> ax = plot_multiverse(table, choices=["lexicon", "mask"], value="mean", label="mean tone")
    >>> ax.get_ylabel()
    'mean tone'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(table, [*choices, value], "the table")
    if not choices:
        raise ValueError("choices is empty; name the columns that say what was chosen")
    table = table.sort_values([value, *choices], kind="stable", ignore_index=True)
    marks = [(choice, label_) for choice in choices for label_ in dict.fromkeys(table[choice].astype("str"))]
    new = ax is None
    ax = new_axes(ax, _CURVE + 0.4, x="", y="")
    if not len(table):
        return say_no_rows(ax)
    x = np.arange(len(table))
    colour = colours()[0]
    if {"low", "high"} <= set(table.columns):
        ax.vlines(x, table["low"], table["high"], color=colour, lw=1, label="_interval")
    ax.plot(x, table[value], "o", ms=3.2, color=colour, label="_dots")
    if table[value].min() <= 0 <= table[value].max():
        ax.axhline(0, color="0.6", lw=0.6, zorder=0)
    ax.set(xlim=(-0.7, len(table) - 0.3), ylabel=label or value.replace("_", " "))
    ax.yaxis.label.set_size(SMALL)
    ax.yaxis.set_visible(True)
    ax.tick_params(axis="x", bottom=False, labelbottom=False)
    rows = np.arange(len(marks))
    height = _ROW * len(marks)
    if new:
        ax.figure.set_size_inches(column_width(), _CURVE + height + 0.5)
    low = -72 * height - 8  # points
    below = ax.inset_axes([0, low, 1, 72 * height], transform=place_above(ax, 0), sharex=ax, label="choices")
    for row, (choice, chosen) in enumerate(marks):
        made = (table[choice].astype("str") == chosen).to_numpy()
        below.plot(x[~made], np.full((~made).sum(), row), "|", ms=3, color="0.85", label="_not")
        below.plot(x[made], np.full(made.sum(), row), "|", ms=7, mew=1.6, color="0.1", label="_made")
    below.set_yticks(rows, [f"{choice.replace('_', ' ')}: {chosen}" for choice, chosen in marks], fontsize=SMALL)
    below.set_ylim(len(marks) - 0.5, -0.5)
    below.spines[:].set_visible(False)
    below.tick_params(left=False, bottom=False, labelbottom=False)
    below.set_xlabel(f"{len(table)} combinations, the smallest value first", fontsize=SMALL)
    ends = [
        ", ".join(f"{c} {row[c]}" for c in choices) + f": {row[value]:.3g}" for _, row in table.iloc[[0, -1]].iterrows()
    ]
    of = ", ".join(choices)
    ax.alt_text = f"Dots: {value} under {len(table)} combinations of {of}. Smallest: {ends[0]}. Largest: {ends[1]}."
    return ax
