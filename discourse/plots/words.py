"""Words as lines of dots: those that tell two corpora apart, and those that keep company with a word.

Both tables have thousands of rows. A figure shows both ends of them, and says how many rows there are and by which
measure they were chosen. How often a word occurs stands beside its dot, as a measure alone tells little.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit
from discourse.plots._drawing import (
    GREY,
    draw_legend,
    draw_markers,
    figure_of,
    keep_alt_text,
    legend_rows,
    make_room,
    new_rows,
    put_column,
    put_text,
    say_no_rows,
    style_of,
    wrap,
    write_numbers,
)

#: Column of a keyness table -> what the axis says.
KEYNESS = {
    "log_ratio": "log ratio: +1 is twice, −1 half as frequent\n(95 % interval)",
    "g2": "log-likelihood ratio G², four terms, signed",
    "ll": "log-likelihood G², two terms, signed",
    "chi2": "χ² (Pearson), signed",
    "chi2_yates": "χ² with Yates’ correction, signed",
}
#: Column of a table of collocates -> what the axis says.
ASSOCIATION = {
    "log_dice": "logDice, at most 14",
    "mi": "mutual information (bits)",
    "mi3": "mutual information, n cubed (bits)",
    "t": "t-score",
    "z": "z-score",
    "g2": "log-likelihood ratio G², signed",
    "npmi": "normalised mutual information, −1 to 1",
    "delta_p_collocate": "ΔP of the collocate beside the node, −1 to 1",
    "delta_p_node": "ΔP of the node beside the collocate, −1 to 1",
}


@checked
def plot_keyness(
    table: pd.DataFrame,
    *,
    value: str = "log_ratio",
    limit: int | None = 15,
    choose: str = "g2",
    names: tuple[str, str] = ("target", "reference"),
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw the words in which two corpora differ most: those of the target on top, those of the reference below.

    Parameters
    ----------
    table : DataFrame
        As `keyness` gives it. Needed: feature, n_target, n_reference, the columns `value` and `choose`; for
        log_ratio also log_ratio_low and log_ratio_high.
    value : {"log_ratio", "g2", "ll", "chi2", "chi2_yates"}
        What the dots show. The log ratio is a size, and has an interval; the others are evidence for a difference.
    limit : int, optional
        The largest number of words on each side; None draws all.
    choose : {"g2", "ll", "chi2", "chi2_yates", "log_ratio"}
        The column that selects the words by its size, and their side by its sign. With log_ratio, the rarest words come
        first.
    names : (str, str)
        What to call the target and the reference.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        One row per word: its dot, the interval of a log ratio, and at the right n in the target and in the reference. A
        dot is hollow if one n is 0, because the log ratio then uses 0.5. Words that are equally frequent in both are
        not drawn.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> target = pd.DataFrame({"feature": ["x", "y", "z"], "n": [4, 1, 2]})
    >>> reference = pd.DataFrame({"feature": ["x", "y", "w", "z"], "n": [1, 4, 4, 1]})
    >>> ax = dc.plot_keyness(dc.keyness(target, reference), limit=1)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['x', 'w']
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.one_of(value, tuple(KEYNESS), "value")
    schema.one_of(choose, tuple(KEYNESS), "choose")
    ends = [f"{value}_low", f"{value}_high"] if value == "log_ratio" else []
    schema.need(table, ["feature", "n_target", "n_reference", value, choose, *ends], "table")
    need_limit(limit, "words")
    if not isinstance(names, tuple | list) or len(names) != 2 or not all(isinstance(name, str) for name in names):
        raise ValueError(f"names is {schema.shown(names)}; give two names, for the target and for the reference")
    called = [str(name) for name in names]
    size = table[choose].abs()
    sides = [
        size[table[choose] * sign > 0].sort_values(ascending=False, kind="stable").index[:limit] for sign in (1, -1)
    ]
    frame = pd.concat(
        [
            table.loc[rows].sort_values(value, ascending=False, kind="stable").assign(side=i)
            for i, rows in enumerate(sides)
        ],
        ignore_index=True,
    )
    gap = 0.5 if frame["side"].nunique() == 2 else 0
    few = (frame[["n_target", "n_reference"]] == 0).any(axis=1).to_numpy() & (value == "log_ratio")
    notes = ["hollow: one n is 0, taken as 0.5"] if few.any() else []
    if len(frame) < len(table):
        kind = KEYNESS[choose].split(",")[0].split(":")[0]
        notes += [f"{len(frame):,} of {len(table):,} features ({_by(kind)})"]
    labels = [wrap(str(name)) for name in frame["feature"]]
    room = 24 + 11 * legend_rows(called, 19)
    ax, y = new_rows(
        ax,
        labels,
        x=KEYNESS[value],
        header="feature",
        notes=notes,
        gaps=gap * frame["side"].to_numpy(np.float64),
        room=room,
    )
    keep_alt_text(ax, _tell_keyness(frame, value, called, len(table), notes))
    if frame.empty:
        return say_no_rows(ax)

    low, high = (frame[c].to_numpy(np.float64) for c in ends) if ends else (np.full(len(frame), np.nan),) * 2
    for i in (0, 1):
        mine = (frame["side"] == i).to_numpy()
        if ends:
            ax.hlines(y[mine], low[mine], high[mine], color=style_of(i)[0], lw=1.2, label=f"_interval {called[i]}")
        draw_markers(ax, frame.loc[mine, value].to_numpy(np.float64), y[mine], few[mine], i, size=4.2)
    ax.axvline(0, color=GREY, lw=0.8, zorder=1.5, label="_zero")
    _spread(ax, np.r_[frame[value].to_numpy(np.float64), low, high, 0.0])
    right = 0.0
    for i, column in enumerate(("n_target", "n_reference")):
        right = put_column(ax, y, [f"{n:,.0f}" for n in frame[column]], max(right + 7, 12 * i), " n    ")
        _mark(ax, i, right)
    draw_legend(ax, called, lines=False, above=14)
    return ax


@checked
def plot_collocates(
    table: pd.DataFrame, *, value: str = "log_dice", limit: int | None = 20, ax: _types.Axes | None = None
) -> _types.Axes:
    """Draw the collocates of a word: how strong the association is, how often, and on which side.

    Parameters
    ----------
    table : DataFrame
        As `collocates` gives it. Needed: collocate, n, n_left, n_right, and the column `value`. These measures have no
        interval. Most of them are unreliable for rare words; `collocates(…, min_n=5)` leaves these out.
    value : str
        What the dots show: log_dice, mi, mi3, t, z, g2, npmi, delta_p_collocate or delta_p_node.
    limit : int, optional
        The largest number of words; those with the largest values are drawn. None draws all.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        One row per word, with the largest value on top. The area of a dot grows with n. n stands at the right, beside
        bars that show the shares of n to the left and to the right of the node.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> table = pd.DataFrame({"collocate": ["war", "a"], "n": [2, 1], "n_left": [0, 1], "n_right": [2, 0],
    ...                       "log_dice": [13.7, 13.0]})
    >>> ax = dc.plot_collocates(table)
    >>> ax.alt_text.split(". ")[1]
    'Largest: war, 13.7, n = 2, 0 left and 2 right'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.one_of(value, tuple(ASSOCIATION), "value")
    schema.need(table, ["collocate", "n", "n_left", "n_right", value], "table")
    need_limit(limit, "words")
    known = table[np.isfinite(table[value].astype("float64"))]
    frame = known.sort_values([value, "n"], ascending=False, kind="stable").head(len(known) if limit is None else limit)
    notes = ["dot: larger if more frequent"] if len(set(frame["n"])) > 1 else []
    if len(frame) < len(known):
        notes += [f"{len(frame):,} of {len(known):,} words (largest value)"]
    if len(known) < len(table):
        notes += [f"{len(table) - len(known):,} without a value: not drawn"]
    labels = [wrap(str(name)) for name in frame["collocate"]]
    ax, y = new_rows(ax, labels, x=ASSOCIATION[value], header="collocate", notes=notes)
    keep_alt_text(ax, _tell_collocates(frame, value, len(table)))
    if frame.empty:
        return say_no_rows(ax)

    x, n = frame[value].to_numpy(np.float64), frame["n"].to_numpy(np.float64)
    size = np.maximum(8 * np.sqrt(n / max(n.max(), 1)), 2)
    ax.scatter(x, y, s=size**2, color=style_of(0)[0], lw=0, zorder=3, label="_dots")
    _spread(ax, x)
    if ax.get_xlim()[0] < 0 < ax.get_xlim()[1]:
        ax.axvline(0, color=GREY, lw=0.8, zorder=1.5, label="_zero")
    right = put_column(ax, y, [f"{k:,.0f}" for k in n], 5)
    _draw_sides(ax, y, frame, right + 8)
    return ax


def _spread(ax: _types.Axes, values: np.ndarray) -> None:
    """Limits with room for a whole dot at either end."""
    least, most = np.nanmin(values), np.nanmax(values)
    edge = 0.06 * (most - least) or 0.5
    ax.set_xlim(least - edge, most + edge)


def _mark(ax: _types.Axes, i: int, right: float) -> None:
    """The marker of group i over the column that ends `right` points behind the Axes."""
    from matplotlib.transforms import ScaledTranslation

    colour, marker, _ = style_of(i)
    shift = ScaledTranslation((right - 2.5) / 72, 6.5 / 72, figure_of(ax).dpi_scale_trans)
    ax.plot(1, 1, marker, color=colour, ms=4, clip_on=False, transform=ax.transAxes + shift, label="_key")


def _draw_sides(ax: _types.Axes, y: np.ndarray, frame: pd.DataFrame, left: float, width: float = 46) -> None:
    """Bars of the shares to the left and to the right of the node, in a strip beside the Axes."""
    from matplotlib import transforms

    dpi = figure_of(ax).dpi_scale_trans
    points = transforms.Affine2D().scale(1 / 72) + dpi + transforms.ScaledTranslation(1, 0, cast(Any, ax.transAxes))
    strip = ax.inset_axes((left, 0, width, 1), transform=transforms.blended_transform_factory(points, ax.transAxes))
    strip.set(xlim=(-1, 1), ylim=ax.get_ylim(), xticks=[], yticks=[], facecolor="none", label="sides")
    strip.spines[:].set_visible(False)
    n = np.maximum(frame["n"].to_numpy(np.float64), 1)
    for column, sign in (("n_left", -1), ("n_right", 1)):
        share = sign * frame[column].to_numpy(np.float64) / n
        strip.hlines(y, np.zeros(len(y)), share, color="#A0A0A0", lw=6, capstyle="butt", label=f"_{column}")
    strip.axvline(0, color="black", lw=0.8, label="_node")
    for name, at in (("left", -0.5), ("right", 0.5)):
        put_text(strip, name, (at, 1), (0, 3), on=strip.get_xaxis_transform(), ha="center", va="bottom", style="italic")
    make_room(ax, 12)


def _by(kind: str) -> str:
    return f"largest {kind.removeprefix('log-likelihood ratio ').removeprefix('log-likelihood ')}"


def _tell_keyness(frame: pd.DataFrame, value: str, names: list[str], total: int, notes: list[str]) -> str:
    said = [f"Dots: {KEYNESS[value].replace(chr(10), ' ')}, of {len(frame)} of {total} features."]
    if frame.empty:
        said = ["Dots: keyness, 0 rows."]
    for i, name in enumerate(names):
        mine = frame[frame["side"] == i]
        if mine.empty:
            continue
        row = mine.iloc[0 if i == 0 else -1]
        numbers = row.reindex([value, f"{value}_low", f"{value}_high"]).astype("float64")
        at, low, high = write_numbers(numbers)
        between = f" ({low} to {high})" if numbers.notna().all() else ""
        said += [
            f"{len(mine)} typical of {name}, most of all {row['feature']}, {at}{between}, "
            f"n = {row['n_target']:,.0f} in {names[0]} and {row['n_reference']:,.0f} in {names[1]}."
        ]
    return " ".join(said + [f"{note}." for note in notes if note.startswith("hollow")])


def _tell_collocates(frame: pd.DataFrame, value: str, total: int) -> str:
    if frame.empty:
        return f"Dots: {ASSOCIATION[value]}, 0 rows."
    said = [f"Dots: {ASSOCIATION[value]}, of {len(frame)} of {total} words."]
    values = write_numbers(frame[value].astype("float64"))
    for word, at in (("Largest", 0), ("Smallest", -1)):
        row = frame.iloc[at]
        said += [
            f"{word}: {row['collocate']}, {values[at]}, n = {row['n']:,.0f}, "
            f"{row['n_left']:,.0f} left and {row['n_right']:,.0f} right."
        ]
    return " ".join(said)
