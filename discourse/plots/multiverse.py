"""The specification curve: one finding under every choice, in the order of what was found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked
from discourse.plots._drawing import (
    GREY,
    LABEL,
    PALE,
    SMALL,
    draw_markers,
    figure_of,
    keep_alt_text,
    make_room,
    new_axes,
    place_above,
    put_text,
    say_no_rows,
    style_of,
    text_size,
    wrap,
    wrap_label,
    wrap_notes,
    write_numbers,
)
from discourse.plots._frames import INTERVAL, few_of

#: Points that a row of choices needs, and the height of the curve.
_ROW, _CURVE = 12, 122


@checked
def plot_multiverse(
    table: pd.DataFrame,
    *,
    choices: list[str],
    value: str = "value",
    label: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw a finding under every combination of choices, from the smallest to the largest, with the choices below it.

    Parameters
    ----------
    table : DataFrame
        The result of `count_multiverse`, one row per combination. Needed: the columns `choices` and `value`. If there
        are `low` and `high`, they are drawn as intervals. `n` is above the dots (or only its range, if there is no
        room), and dots that are `few` are hollow.
    choices : list of str
        The columns with the choices.
    value : str
        The column with the result.
    label : str, optional
        What the values are, with their unit; by default the name of the column.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The Axes of the curve; the choices are in an inset below it.

    References
    ----------
    Simonsohn, U., Simmons, J. and Nelson, L. (2020). Specification curve analysis. Nature Human Behaviour 4.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> table = pd.DataFrame({"lexicon": ["VADER", "ours"], "mask": "names", "mean": [0.2, -0.1]})
    >>> ax = dc.plot_multiverse(table, choices=["lexicon", "mask"], value="mean", label="mean tone")
    >>> ax.get_ylabel()
    'mean tone'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(table, [*choices, value], "the table")
    if not choices:
        raise ValueError("choices is empty; name the columns with the choices")
    table = table.sort_values([value, *choices], kind="stable", ignore_index=True)
    known = {"low", "high"} <= set(table.columns)
    label = wrap_label(label or value.replace("_", " "), 26) + f"\n{INTERVAL}" * known
    marks = [(choice, chosen) for choice in choices for chosen in dict.fromkeys(table[choice].astype("str"))]
    names = [wrap(f"{choice.replace('_', ' ')}: {chosen}") for choice, chosen in marks]
    tall = np.array([max(_ROW, text_size(name)[1] + 3) for name in names])
    few = table["few"].astype(bool).to_numpy() if "few" in table else np.zeros(len(table), bool)

    ax = new_axes(ax, (_CURVE + 20 + tall.sum() + 24 + 10 * few.any()) / 72, x="")
    ax.set_ylabel(label, fontsize=LABEL, parse_math=False)
    keep_alt_text(ax, _tell(table, choices, value))
    if not len(table):
        return say_no_rows(ax)
    x = np.arange(len(table))
    if known:
        ax.vlines(x, table["low"], table["high"], color=style_of(0)[0], lw=1.1, label="_interval")
    draw_markers(ax, x, table[value].to_numpy(np.float64), few, 0, size=np.clip(90 / len(x), 2.4, 4.2))
    if ax.get_ylim()[0] < 0 < ax.get_ylim()[1]:
        ax.axhline(0, color=GREY, lw=0.8, zorder=0.5, label="_zero")
    ax.set_xlim(-0.7, len(table) - 0.3)
    ax.tick_params(axis="x", bottom=False, labelbottom=False)
    if "n" in table:
        _draw_n(ax, x, table["n"])
    below = _draw_choices(ax, x, table, marks, names, tall)
    many = f"{len(table):,} combinations, the smallest value first" if len(table) > 1 else "1 combination"
    notes = wrap_notes([many, *([f"hollow: {few_of(label)}"] if few.any() else [])])
    below.set_xlabel("\n".join(notes), fontsize=SMALL)
    return ax


def _draw_choices(
    ax: _types.Axes, x: np.ndarray, table: pd.DataFrame, marks: list, names: list[str], tall: np.ndarray
) -> _types.Axes:
    """Rows of strokes under the curve, one for each value of each choice, `tall` points each; returns their Axes."""
    below = ax.inset_axes((0, -tall.sum() - 8, 1, tall.sum()), transform=place_above(ax, 0), sharex=ax, label="choices")
    y = np.cumsum(tall) - tall / 2
    for at, (choice, chosen) in zip(y, marks, strict=True):
        made = (table[choice].astype("str") == chosen).to_numpy()
        below.plot(x[~made], np.full((~made).sum(), at), "|", ms=3, color=PALE, label="_not")
        below.plot(x[made], np.full(made.sum(), at), "|", ms=7, mew=1.6, color="black", label="_made")
    for (before, _), (here, _), edge in zip(marks[:-1], marks[1:], np.cumsum(tall), strict=False):
        if before != here:
            below.axhline(edge, color=PALE, lw=0.5, label="_between")
    below.set_yticks(y, names, fontsize=SMALL, parse_math=False)
    below.set_ylim(tall.sum(), 0)
    below.spines[:].set_visible(False)
    below.tick_params(left=False, bottom=False, labelbottom=False)
    return below


def _draw_n(ax: _types.Axes, x: np.ndarray, n: pd.Series) -> None:
    """n over every dot; where they are too many, or all the same, n or its range once."""
    low, high = f"{n.min():,.0f}", f"{n.max():,.0f}"
    points = 0.6 * ax.get_window_extent().width * 72 / figure_of(ax).dpi
    on = {"on": ax.get_xaxis_transform(), "va": "bottom"}
    if low != high and points / len(x) > text_size(high)[0] + 3:
        for at, some in zip(x, n, strict=True):
            put_text(ax, f"{some:,.0f}", (at, 1), (0, 3), ha="center", **on)
        put_text(ax, "n", (0, 1), (-4, 3), ha="right", style="italic", on="axes fraction", va="bottom")
    else:
        text = f"n = {low}" if low == high else f"n = {low} to {high}"
        put_text(ax, text, (1, 1), (0, 3), ha="right", on="axes fraction", va="bottom")
    make_room(ax, 12)


def _tell(table: pd.DataFrame, choices: list[str], value: str) -> str:
    """What the figure shows, in words."""
    if table.empty:
        return f"Dots: {value} under 0 combinations of {', '.join(choices)}, 0 rows."
    n = f" n is {table['n'].min():,.0f} to {table['n'].max():,.0f}." if "n" in table else ""
    both = table.iloc[[0, -1]]
    made = [", ".join(f"{choice} {row[choice]}" for choice in choices) for _, row in both.iterrows()]
    ends = [f"{m}, {v}" for m, v in zip(made, write_numbers(both[value].astype("float64")), strict=True)]
    return (
        f"Dots: {value} under {len(table)} combination{'s' * (len(table) > 1)} of {', '.join(choices)}.{n} "
        f"Smallest: {ends[0]}. Largest: {ends[1]}."
    )
