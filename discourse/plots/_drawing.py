"""The pieces of a figure: axes of a journal's width, type, markers, legends, rows of counts.

Nothing here knows of tables; `plots` puts the pieces together.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from discourse import _types

#: Colours that the colour-blind tell apart (Okabe and Ito 2008), yellow last as it is faint on white.
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
#: Group i has colour, marker and line i, each counted round its own list: 56 groups before a pair returns.
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", "-.", ":")
#: Groups beyond which nobody looks up a mark in a legend.
MOST_MARKS = 6
#: Width of one column of a journal in inches, and the two sizes of type in points.
WIDTH, SMALL, LABEL = 3.5, 7, 8
GREY, PALE = "#595959", "#DDDDDD"
#: Characters of a label that fit under an Axes beside long names, for every inch of the figure.
LABEL_WIDTH = 12.6
#: Points that a line of a name takes.
_ROW = 11.5


def colours() -> tuple[str, ...]:
    """The colours of groups: `OKABE_ITO`, or the cycle of a style that the user has chosen."""
    from matplotlib import rcParams, rcParamsDefault

    cycle = rcParams["axes.prop_cycle"]
    return OKABE_ITO if cycle == rcParamsDefault["axes.prop_cycle"] else tuple(cycle.by_key().get("color", OKABE_ITO))


def column_width() -> float:
    """Width of a new figure in inches: one column, or that of the style that the user has opted into."""
    from matplotlib import rcParams, rcParamsDefault

    size = rcParams["figure.figsize"]
    return WIDTH if list(size) == list(rcParamsDefault["figure.figsize"]) else float(size[0])


def shades() -> str:
    """Name of the colours from little to much: blues, or those of the style that the user has opted into."""
    from matplotlib import rcParams, rcParamsDefault

    chosen = rcParams["image.cmap"]
    return "Blues" if chosen == rcParamsDefault["image.cmap"] else chosen


def style_of(i: int) -> tuple[str, str, str]:
    cycle = colours()
    turn = i + i // len(cycle)  # where a colour comes back, it has another line
    return cycle[i % len(cycle)], MARKERS[i % len(MARKERS)], LINES[turn % len(LINES)]


def new_axes(ax: _types.Axes | None, height: float, width: float | None = None, *, x: str, y: str = "") -> _types.Axes:
    """`ax` or a new one, with small type, the label of x, and that of y as a header over its tick labels."""
    from matplotlib.transforms import ScaledTranslation

    lines = x.count("\n")
    x = wrap_label(x, int(LABEL_WIDTH * (width or column_width())) - max(0, len(y) - 22))
    if ax is None:
        import matplotlib.pyplot as plt

        height = np.ceil(72 * height + (x.count("\n") - lines) * 1.2 * LABEL) / 72
        ax = plt.subplots(figsize=(width or column_width(), height), layout="constrained")[1]
    elif not hasattr(ax, "get_yaxis_transform"):
        raise TypeError(f"ax is a {type(ax).__name__}; a matplotlib Axes is needed, or None for a new figure")
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize=SMALL)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(_make_locator())
        axis.get_offset_text().set_fontsize(SMALL)
    ax.set_xlabel(x, fontsize=LABEL, parse_math=False)
    if y:
        header: dict[str, Any] = {"rotation": 0, "ha": "right", "va": "bottom", "style": "italic"}
        ax.set_ylabel(y, fontsize=SMALL, parse_math=False, **header)
        shift = ScaledTranslation(-4 / 72, 3 / 72, figure_of(ax).dpi_scale_trans)
        ax.yaxis.set_label_coords(0, 1, transform=ax.transAxes + shift)
        make_room(ax, 12)
    return ax


def figure_of(ax: _types.Axes) -> _types.Figure:
    """The figure that holds the Axes."""
    return cast("_types.Figure", ax.get_figure(root=True))


def keep_alt_text(ax: _types.Axes, text: str) -> None:
    """Keep with the Axes what it shows, in words."""
    ax.alt_text = text  # type: ignore[attr-defined]  # an attribute of ours, read by `alt_text`


def _make_locator():
    """Up to six ticks at round numbers, fewer where an axis is short; at least three up an axis."""
    from matplotlib.ticker import MaxNLocator

    class Ticks(MaxNLocator):
        axis: Any  # set by matplotlib

        def tick_values(self, vmin, vmax):
            room = self.axis.get_tick_space()
            self.set_params(nbins=min(5, max(1, room)), min_n_ticks=3 if self.axis.axis_name == "y" and room > 7 else 2)
            return super().tick_values(vmin, vmax)

    return Ticks(5, steps=[1, 2, 5, 10])


def put_text(ax: _types.Axes, text: str, at: tuple, shift: tuple = (0, 0), *, on: object = "data", **style) -> None:
    """Small type at `at` in the coordinates `on`, moved by `shift` points."""
    base: dict[str, Any] = {
        "fontsize": SMALL,
        "parse_math": False,
        "va": "center" if "\n" in text else "center_baseline",
    }
    fixed: dict[str, Any] = {"xycoords": on, "textcoords": "offset points", "annotation_clip": False}
    ax.annotate(text, at, shift, **fixed, **(base | style))


def draw_markers(ax: _types.Axes, x: np.ndarray, y: np.ndarray, few: np.ndarray, i: int, *, size: float) -> None:
    colour, marker, _ = style_of(i)
    for rows, face, label in ((~few, colour, "_dots"), (few, ax.get_facecolor(), "_few")):
        ax.plot(x[rows], y[rows], marker, ms=size, mfc=face, mec=colour, mew=0.9, label=label, zorder=3)


def wrap(text: str, width: int = 28) -> str:
    """A long name in lines of up to `width` characters and of much the same length, none of it lost, words whole.

    >>> wrap("Micronesia (Federated States of)")
    'Micronesia (Federated\\nStates of)'
    """

    def lines_of(width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)

    lines = lines_of(max(1, width))
    for less in range(max(1, width) - 1, 0, -1):
        if len(lines) < 2 or len(even := lines_of(less)) > len(lines):
            break
        lines = even
    return "\n".join(lines) or text


def wrap_narrow(text: str, width: int) -> str:
    """A name in lines of no more than `width` characters, longer words parted by a hyphen.

    >>> wrap_narrow("the Organization", 8)
    'the\\nOrganiz-\\nation'
    """
    cut = [
        re.sub(rf"(.{{{width - 1}}})(?=.{{2}})", r"\1- ", word) if len(word) > width else word for word in text.split()
    ]
    return wrap(" ".join(cut), width)


def wrap_label(text: str, width: int = 44) -> str:
    """The label of an axis in lines of up to `width` characters, its unit whole where it can be.

    >>> wrap_label("mean compound tone, −1 to 1", 24)
    'mean compound tone,\\n−1 to 1'
    >>> wrap_label("mentions of actors per 1,000 words", 32)
    'mentions of actors\\nper 1,000 words'
    """
    lines: list[str] = []
    for line in text.split("\n"):
        ends = [m.start() for m in re.finditer(r"(?<=,) | (?=\(|per )", line)]
        halves = [(line[:end], line[end + 1 :]) for end in ends[::-1]]
        whole = next((half for half in halves if max(map(len, half)) <= width), (wrap(line, width),))
        lines += whole if len(line) > width else [line]
    return "\n".join(lines)


def fit_label(text: str, names: list[str]) -> str:
    """The label of an Axes that stands right of these names, in lines that reach no farther than the figure."""
    left = max([text_size(name)[0] for name in names], default=0)
    room = 72 * column_width() + 12 - left  # twice from the middle of the Axes to the edge
    return wrap_label(text, int(min(room / (0.52 * LABEL), LABEL_WIDTH * column_width())))


def text_size(text: str) -> tuple[float, float]:
    """Width and height of small type in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    lines, font = text.split("\n"), FontProperties(size=SMALL)
    width = max(text_to_path.get_text_width_height_descent(line, font, False)[0] for line in lines)
    return width, 1.2 * SMALL * len(lines)


def place_above(ax: _types.Axes, edge: float = 1):
    """Coordinates: across in parts of the Axes, up in points from its upper edge, or from the lower one with 0."""
    from matplotlib import transforms

    points = transforms.Affine2D().scale(1 / 72) + figure_of(ax).dpi_scale_trans
    up = points + transforms.ScaledTranslation(0, edge, cast(Any, ax.transAxes))
    return transforms.blended_transform_factory(ax.transAxes, up)


def legend_rows(names: list[str], handle: float) -> int:
    """Lines that a legend takes in the width of a new figure, each name beside a handle of so many points."""
    widths = [text_size(name)[0] + handle for name in names]
    for rows in range(1, len(names)):
        if sum(max(widths[i : i + rows]) for i in range(0, len(names), rows)) < 72 * column_width() - 37:
            return rows
    return len(names)


def make_room(ax: _types.Axes, points: float) -> None:
    """Make a later `ax.set_title` stand above what is drawn over the Axes, as a title is put above all inset Axes."""
    ax.inset_axes((0, 0, 1, points), transform=place_above(ax), label="make_room").set_axis_off()


def draw_legend(ax: _types.Axes, names: list[str], *, lines: bool, above: float) -> None:
    """Names of the groups over the Axes, from `above` points on."""
    from matplotlib.lines import Line2D

    styles = [style_of(i) for i in range(len(names))]
    handles = [Line2D([], [], c=c, marker=m, ls=ls if lines else "none", ms=4, lw=1.1) for c, m, ls in styles]
    place: dict[str, Any] = {"loc": "lower right", "bbox_to_anchor": (1, above), "bbox_transform": place_above(ax)}
    look: dict[str, Any] = {"fontsize": SMALL, "frameon": False, "columnspacing": 1.2, "labelspacing": 0.3}
    size: dict[str, Any] = {
        "handlelength": 2.4 if lines else 1,
        "handletextpad": 0.5,
        "borderpad": 0,
        "borderaxespad": 0,
    }
    rows = legend_rows(names, 29 if lines else 19)
    legend = ax.legend(handles, [" "] * len(names), ncols=-(-len(names) // rows), **place, **look, **size)
    make_room(ax, above + 2 + 9.6 * rows)
    for text, name in zip(legend.get_texts(), names, strict=True):
        text.set(text=name, parse_math=False)  # only now: matplotlib leaves out labels that begin with `_`


def draw_counts(ax: _types.Axes, x: np.ndarray, step: float, counts: list[np.ndarray]) -> None:
    """n of every period, a line a group, over the Axes: figures where all fit, else bars of one scale."""
    strip = ax.inset_axes((0, 5, 1, 9 * len(counts)), transform=place_above(ax), sharex=ax)
    strip.set(ylim=(0, len(counts)), facecolor="none")
    strip.spines[:].set_visible(False)
    strip.tick_params(length=0, labelbottom=False, pad=2)
    strip.xaxis.offsetText.set_visible(False)
    tops = [np.nanmax([*n, 0]) for n in counts]
    points = 0.8 * ax.get_window_extent().width * 72 / figure_of(ax).dpi
    fits = step / np.ptp(ax.get_xlim()) * points > 3 + text_size(f"{max(tops):,.0f}")[0]
    middles = len(counts) - 0.5 - np.arange(len(counts))
    for i, (n, y) in enumerate(zip(counts, middles, strict=True)):
        colour, marker, _ = style_of(i)
        if fits:
            for at in np.flatnonzero(~np.isnan(n)):
                put_text(strip, f"{n[at]:,.0f}", (x[at], y), ha="center")
        else:
            tall = np.where(n > 0, n * 0.85 / (max(tops) or 1), np.nan)  # n = 0 has no bar, n = 1 a hairline
            strip.bar(x, tall, 0.8 * step, bottom=y - 0.5, fc=colour, ec=colour, lw=0.5)
        if len(counts) > 1:
            edge = strip.get_yaxis_transform()
            strip.plot(1.02, y, marker, color=colour, ms=4, clip_on=False, transform=edge, label="_key")
    strip.set_yticks(middles, ["n" if fits else f"n ≤ {top:,.0f}" for top in tops], fontsize=SMALL)


def label_ends(ax: _types.Axes, x: float, lasts: list[float], names: list[str]) -> bool:
    """Name lines at their right ends, moved apart where they are too close; False, and nothing drawn, without room."""
    figure_of(ax).draw_without_rendering()  # the Axes takes its place
    y = ax.transData.transform([(0, last) for last in lasts])[:, 1] * 72 / figure_of(ax).dpi
    labels = [wrap(name, 18) for name in names]
    sizes = np.array([text_size(label) for label in labels])
    box = ax.get_window_extent()
    if np.isnan(y).any() or sizes[:, 0].max() > 0.28 * 72 * column_width():
        return False
    middles = move_apart(y, sizes[:, 1] + 2, box.y0 * 72 / figure_of(ax).dpi, box.y1 * 72 / figure_of(ax).dpi)
    if middles is None:
        return False
    for i, (last, label) in enumerate(zip(lasts, labels, strict=True)):
        shift = middles[i] - y[i]
        if abs(shift) > 1:
            link: dict[str, Any] = {"arrowstyle": "-", "lw": 0.5, "color": style_of(i)[0], "shrinkA": 1, "shrinkB": 3}
            put_text(ax, label, (x, last), (14, shift), arrowprops=link | {"relpos": (0, 0.5)}, va="center")
        else:
            put_text(ax, label, (x, last), (6, 0))
    return True


def move_apart(middles: np.ndarray, sizes: np.ndarray, low: float, high: float) -> np.ndarray | None:
    """Middles of things of these sizes so that none touches another, between `low` and `high`; None without room.

    >>> move_apart(np.array([5.0, 6.0, 15.0]), np.array([4.0, 4.0, 4.0]), 0, 20).tolist()
    [3.5, 7.5, 15.0]
    """
    if sizes.sum() > high - low:
        return None
    blocks: list[list[int]] = []  # of things that touch, from below

    def bottom(block: list[int]) -> float:
        tops = np.cumsum(sizes[block])
        return float(np.clip((middles[block] - tops + sizes[block] / 2).mean(), low, high - tops[-1]))

    for i in np.argsort(middles, kind="stable").tolist():
        blocks.append([i])
        while len(blocks) > 1 and bottom(blocks[-2]) + sizes[blocks[-2]].sum() > bottom(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    found = np.empty(len(middles))
    for block in blocks:
        found[block] = bottom(block) + np.cumsum(sizes[block]) - sizes[block] / 2
    return found


def write_numbers(values: pd.Series, *, signed: bool = False) -> list[str]:
    """Values as text. All have as many decimals as the largest needs for three figures (two if below 1); 0 is 0.

    >>> write_numbers(pd.Series([8.66, 0.0, -0.5])), write_numbers(pd.Series([1204.0, 3.0]))
    (['8.66', '0', '−0.50'], ['1,204', '3'])
    """
    top = values.abs().max()
    power = int(np.floor(np.log10(top))) if top > 0 else 0
    places = 0 if (values.dropna() % 1 == 0).all() else max(0, (2 if power >= 0 else 1) - power)
    form = f"{'+' if signed else ''},.{places}f"
    texts = [format(v, form).replace("-", "−") for v in values]
    return [
        "0" if v == 0 else t.lstrip("+−") if round(v, places) == 0 else t for v, t in zip(values, texts, strict=True)
    ]


def wrap_notes(notes: Sequence[str], width: float | None = None) -> list[str]:
    """Notes in lines that fit under an Axes of a figure `width` inches wide."""
    return [line for note in notes for line in wrap(note, int(LABEL_WIDTH * (width or column_width()))).split("\n")]


def put_notes(ax: _types.Axes, notes: Sequence[str]) -> None:
    """Lines in grey under the label of the x axis."""
    if notes:
        put_text(ax, "\n".join(notes), (0.5, 0), (0, -2), on=ax.xaxis.label, ha="center", va="top", color=GREY)


def put_column(ax: _types.Axes, y: np.ndarray, texts: list[str], left: float, header: str = "n") -> float:
    """Texts beside the Axes, the widest from `left` points behind its edge on; returns where they end."""
    right = left + max(text_size(text)[0] for text in [*texts, header])
    put_text(ax, header, (1, 1), (right, 3), on="axes fraction", ha="right", va="bottom", style="italic")
    for at, text in zip(y, texts, strict=True):
        put_text(ax, text, (1, at), (right, 0), on=ax.get_yaxis_transform(), ha="right")
    return right


def put_arrows(ax: _types.Axes, at: np.ndarray, side: float, i: int, *, across: bool) -> None:
    """Arrows of group i at an edge of the Axes, for what goes on beyond it: at the places `at` along that edge."""
    if not len(at):
        return
    marker = (("<", ">") if across else ("v", "^"))[int(side)]
    edge = np.full(len(at), side)
    place, along = ((edge, at), ax.get_yaxis_transform()) if across else ((at, edge), ax.get_xaxis_transform())
    look: dict[str, Any] = {"ms": 4, "mec": "none", "color": style_of(i)[0], "clip_on": False, "zorder": 4}
    ax.plot(*place, marker, transform=along, label="_beyond", **look)


def put_guides(ax: _types.Axes, y: np.ndarray) -> None:
    """Pale lines across the Axes, for the eye to follow a row."""
    ax.hlines(y, 0, 1, transform=ax.get_yaxis_transform(), color=PALE, lw=0.5, zorder=0.5, label="_guides")


def new_rows(
    ax: _types.Axes | None,
    names: list[str],
    *,
    x: str,
    header: str,
    notes: Sequence[str] = (),
    gaps: np.ndarray | float = 0.0,
    room: float = 14,
) -> tuple[_types.Axes, np.ndarray]:
    """An Axes as `new_axes`, with a line for each name from the top on; returns it and where the lines are.

    A name of several lines has more space, `gaps` are lines of space above each in all, `room` points over the Axes.
    """
    x = fit_label(x, names)
    tall = np.array([max(_ROW, text_size(name)[1] + 3) for name in names]) / _ROW
    y = np.cumsum(tall) - tall / 2 - tall[:1] / 2 + gaps
    below = 36 + 12 * x.count("\n") + 10 * len(notes)
    height = (tall.sum() + np.max(gaps, initial=0) + 0.2) * _ROW + room + below if len(y) else 86
    ax = new_axes(ax, max(height, 60 + below) / 72, x=x, y=header)
    put_notes(ax, notes)
    if len(y):
        put_guides(ax, y)
        ax.set_yticks(y, names, fontsize=SMALL, parse_math=False)
        ax.tick_params("y", length=0)
        ax.set_ylim(y[-1] + tall[-1] / 2 + 0.1, -tall[0] / 2 - 0.1)
    return ax, y


#: What an empty figure says.
NO_ROWS = "no rows"


def say_no_rows(ax: _types.Axes) -> _types.Axes:
    ax.set(xticks=[], yticks=[])
    put_text(ax, NO_ROWS, (0.5, 0.5), on="axes fraction", ha="center", color=GREY)
    keep_alt_text(ax, getattr(ax, "alt_text", "An empty figure: the table has no rows."))
    return ax
