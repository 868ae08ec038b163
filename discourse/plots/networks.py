"""Networks drawn: who is linked with whom, how closely, and in what tone.

A picture of a network invites more than it can say: the places of the dots mean nothing but nearness, and a weak
link counts little. So the strongest links are drawn, no more than can be read, and the figure says how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit, need_number, need_seed
from discourse.plots._drawing import (
    GREY,
    SMALL,
    column_width,
    figure_of,
    keep_alt_text,
    make_room,
    new_axes,
    place_above,
    put_notes,
    say_no_rows,
    style_of,
    text_size,
    wrap,
    wrap_narrow,
    wrap_notes,
    write_numbers,
)
from discourse.plots._network_layout import Layout, part_columns, place_columns, place_network, rows_of_columns

if TYPE_CHECKING:
    import networkx

_UNITS = {
    "jaccard": "Jaccard index",
    "average": "n divided by the mean of both",
    "cosine": "cosine",
}
#: Tone beyond which a link counts as positive or negative, as VADER has it for sentences (Hutto and Gilbert 2014).
NEUTRAL = 0.05
#: Width of the weakest and of the strongest link in points, where there are few links and where there are many.
_THIN, _THICK, _THICK_OF_MANY = 0.5, 4.0, 2.8
#: Points of the page for every point of names and dots; arrows need more.
_SPACE, _SPACE_ARROWS = 4.0, 5.5
#: The head of an arrow, in parts of its size.
_HEAD = "-|>,head_length=0.8,head_width=0.36"
_KINDS = ("positive tone", "negative tone", "between or no tone")


class Totals(NamedTuple):
    """How many nodes and links the table has, and how many of the nodes are bare: without a link."""

    nodes: int
    bare: int
    links: int


@checked
def plot_network(
    edges: pd.DataFrame,
    *,
    weight: str = "n",
    limit: int | None = 30,
    links: int | None = 90,
    directed: bool = False,
    two_mode: bool = False,
    neutral: float = NEUTRAL,
    seed: int = 0,
    unit: str | None = None,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw a network: the size of a dot shows how often an actor is named, and the width of a line how closely two are
    linked.

    Parameters
    ----------
    edges : DataFrame
        As `count_cooccurrence`, `count_affiliations` or `count_speakers` give it. Needed: source, target and the column
        `weight`, with one row per pair; used if present: n_source, n_target and tone.
    weight : str
        The column that gives the width of lines, 0 or more. Rows with 0 or without a value give no link.
    limit : int, optional
        The largest number of nodes; those with the largest n are drawn. None draws all that have a link.
    links : int, optional
        The largest number of links; those with the largest weight are drawn. None draws all.
    directed : bool
        Whether lines are arrows from source to target, as is right for `count_speakers`.
    two_mode : bool
        Whether sources and targets are of two kinds, as in `count_affiliations`. Targets are then squares, with names
        in italics.
    neutral : float
        A tone above this value is positive, and a tone below minus this value is negative.
    seed : int
        A different seed tries a different layout; the same seed gives the same figure.
    unit : str, optional
        What n counts, such as ``sentences``: for a link those that name both, for a dot those that name it.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The area of a dot grows with n, the units that name it, or with the sum of its weights if the table has no
        n_source and n_target. If the table has a tone, positive links are solid and negative ones dashed, in two
        colours; the others are dotted and grey. Nodes without a link are left out, and so are links of a node to
        itself. A note says how many nodes and links there are. If names would lie on lines, the dots are in two columns
        with all links between them.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> edges = pd.DataFrame({"source": ["A", "A"], "target": ["B", "C"], "n": [5, 0]})
    >>> ax = dc.plot_network(edges)
    >>> ax.alt_text
    'Network: 2 of 3 nodes, 1 link by n. Strongest: A and B, 5. 1 has no link.'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.need(edges, ["source", "target", weight], "edges")
    for name, value in (("limit", limit), ("links", links)):
        need_limit(value, "", name)
    need_seed(seed)
    need_number(neutral, "neutral", "give a number from 0 to 1", above=-1e-300, most=1)
    edges = edges.dropna(subset=["source", "target"])
    edges = edges.assign(**{end: edges[end].astype("object").map(str) for end in ("source", "target")})
    _check_pairs(edges, weight, directed, two_mode)
    table, size, counted, totals = _strongest(edges, weight, limit, links)
    names = list(size.index)
    radius = _radius(size.to_numpy(np.float64))
    second = set(table["target"]) if two_mode else set()
    page = _Page(names, radius, _make_graph(table, weight, names), second, directed, seed)

    each = unit or "units"
    said = _UNITS.get(weight, f"{each} that name both" if weight == "n" and counted else weight)
    if directed and weight == "n":
        said = unit or "n"
    notes = wrap_notes(_notes(table, size, f"{each} that name it" if counted else f"sum of {said}", totals, links))
    signed = _is_signed(table)
    place, labels, height = page.lay_out(column_width() * 72 - 10) if names else (None, [], 40.0)
    label = f"line: {said}" + (f", {_range(table[weight])}" if len(table) else "")
    ax = new_axes(ax, (height + (13 if signed else 0) + 26 + 10 * len(notes)) / 72, x=label)
    put_notes(ax, notes)
    keep_alt_text(ax, _tell(table, size, counted, weight, directed, neutral, totals))
    if place is None:
        return say_no_rows(ax)
    ax.spines[:].set_visible(False)
    ax.set(xticks=[], yticks=[])
    if signed:
        _draw_key(ax)
    width, height = _box(ax)
    place, labels, _ = page.lay_out(width, height, bowed=place.bowed)
    ax.set(xlim=(0, width), ylim=(0, height))
    ends = {name: _End(dot, r) for name, dot, r in zip(names, place.dots, radius, strict=True)}
    _draw_links(ax, table, weight, ends, directed=directed, neutral=neutral, bowed=place.bowed)
    _draw_nodes(ax, names, labels, place, radius, second)
    return ax


class _End(NamedTuple):
    """Where a link begins or ends."""

    dot: np.ndarray
    radius: float


class _Page(NamedTuple):
    """What is to be placed: names, dots and links."""

    names: list[str]
    radius: np.ndarray
    graph: networkx.Graph
    second: set
    directed: bool
    seed: int

    def lay_out(
        self, width: float, height: float | None = None, *, bowed: bool | None = None
    ) -> tuple[Layout, list[str], float]:
        """Where all stands, names in lines, and the height that it takes; `bowed` says whether in columns, if known."""
        if not bowed:
            labels = [wrap(name, 16) for name in self.names]
            boxes = _boxes(labels)
            need = ((boxes[:, 0] + 6) * (boxes[:, 1] + 6) + (2 * self.radius + 6) ** 2).sum()
            tall = height or float(np.clip((_SPACE_ARROWS if self.directed else _SPACE) * need / width, 90, 520))
            place = place_network(self.graph, radius=self.radius, names=boxes, width=width, height=tall, seed=self.seed)
            if place.clear or bowed is False:
                return place, labels, tall
        labels = [wrap_narrow(name, int(width / 15)) for name in self.names]  # a third of the width for links
        boxes, sides = _boxes(labels), part_columns(self.graph, self.second)
        tall = height or max(90.0, *(float(rows.sum()) for rows in rows_of_columns(boxes, self.radius, sides)))
        place = place_columns(self.graph, radius=self.radius, names=boxes, width=width, height=tall, second=self.second)
        return place, labels, tall


def _boxes(labels: list[str]) -> np.ndarray:
    return np.array([text_size(label) for label in labels]).reshape(-1, 2)


def _check_pairs(edges: pd.DataFrame, weight: str, directed: bool, two_mode: bool) -> None:
    values = edges[weight].astype("float64")
    if (values < 0).any() or np.isinf(values).any():
        raise ValueError(
            f"{weight} has values from {values.min():g} to {values.max():g}; the width of a line must be finite and "
            f"at least 0. Choose a column of counts; colour and line style show the tone."
        )
    ends = edges[["source", "target"]]
    if not directed:
        ends = pd.DataFrame(np.sort(ends.to_numpy(dtype=object), axis=1), columns=["source", "target"])
    twice = ends.duplicated()
    if twice.any():
        where = " and ".join(ends[twice.to_numpy()].iloc[0])
        raise ValueError(
            f"edges has more than one row for {where}; a figure shows one. Select one value of its other "
            f"groups" + ("." if directed else ", or pass directed=True if source and target are to be distinguished.")
        )
    both = sorted(set(edges["source"]) & set(edges["target"]))
    if two_mode and both:
        raise ValueError(f"{both[0]!r} is both source and target; in a two-mode network each node is only one of them")


def _strongest(edges: pd.DataFrame, weight: str, limit, links) -> tuple[pd.DataFrame, pd.Series, bool, Totals]:
    """Links to draw, the strongest last; size of their nodes, largest first, and if it is n; totals."""
    every = {*edges["source"], *edges["target"]}
    sound = edges[(edges[weight] > 0) & (edges["source"] != edges["target"])]
    counted = {"n_source", "n_target"} <= set(edges)
    ends = [
        pd.Series(sound[f"n_{end}" if counted else weight].to_numpy(np.float64), index=sound[end].astype("object"))
        for end in ("source", "target")
    ]
    size = pd.concat(ends).groupby(level=0, sort=True)
    size = size.max() if counted else size.sum()
    size = size.sort_values(ascending=False, kind="stable")
    kept = set(size.index[:limit])
    among = sound[sound["source"].isin(kept) & sound["target"].isin(kept)]
    chosen = among.sort_values([weight, "source", "target"], ascending=[False, True, True]).head(
        len(among) if links is None else links
    )
    drawn = {*chosen["source"], *chosen["target"]}
    totals = Totals(len(every), len(every) - len(size), len(sound))
    return chosen.iloc[::-1].reset_index(drop=True), size[size.index.isin(drawn)], counted, totals


def _radius(size: np.ndarray) -> np.ndarray:
    return np.maximum(7 * np.sqrt(size / max(size.max(initial=0), 1e-9)), 1.8)


def _bare(totals: Totals) -> str:
    return f"{totals.bare:,} {'have' if totals.bare > 1 else 'has'} no link"


def _range(values: pd.Series) -> str:
    low, high = write_numbers(pd.Series([values.min(), values.max()], dtype="float64"))
    return low if low == high else f"{low} to {high}"


def _notes(table, size, what: str, totals: Totals, links) -> list[str]:
    if table.empty:
        return []
    notes = [f"dot: {what}, {_range(size)}"]
    if len(size) < totals.nodes:
        notes += [f"{len(size):,} of {totals.nodes:,} nodes" + f"; {_bare(totals)}" * (totals.bare > 0)]
    if len(table) < totals.links:
        notes += [f"{len(table):,} of {totals.links:,} links" + " (the strongest)" * (len(table) == links)]
    return notes


def _box(ax: _types.Axes) -> tuple[float, float]:
    """Width and height of the Axes in points, as it is laid out."""
    figure = figure_of(ax)
    figure.draw_without_rendering()
    extent = ax.get_window_extent()
    return extent.width * 72 / figure.dpi, extent.height * 72 / figure.dpi


def _make_graph(table: pd.DataFrame, weight: str, names: list[str]):
    """The undirected graph, its nodes and edges in a fixed order; both directions of a pair count together."""
    import networkx

    weights: dict[tuple[str, str], float] = {}
    for a, b, value in zip(table["source"], table["target"], table[weight], strict=True):
        pair = (a, b) if a < b else (b, a)
        weights[pair] = weights.get(pair, 0.0) + float(value)
    graph = networkx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((a, b, {"weight": weights[a, b]}) for a, b in sorted(weights))
    return graph


def _is_signed(table: pd.DataFrame) -> bool:
    return "tone" in table and bool(table["tone"].notna().any())


def _kinds(table: pd.DataFrame, neutral: float) -> np.ndarray:
    """0 for positive, 1 for negative, 2 for the rest."""
    tone = table["tone"].to_numpy(np.float64) if "tone" in table else np.full(len(table), np.nan)
    return np.where(tone > neutral, 0, np.where(tone < -neutral, 1, 2))


def _look(kind: int, signed: bool) -> tuple[str, object]:
    """Colour and line of a kind of links."""
    if not signed:
        return GREY, "-"
    return GREY if kind == 2 else style_of(kind)[0], ("-", (0, (2.6, 1.2)), (0, (0.8, 0.8)))[kind]


def _draw_links(ax, table, weight: str, ends: dict[str, _End], *, directed: bool, neutral: float, bowed: bool) -> None:
    value = table[weight].to_numpy(np.float64)
    share = value / value.max()
    wide = _THIN + ((_THICK if len(table) < 40 else _THICK_OF_MANY) - _THIN) * share
    least = 0.7 if _is_signed(table) and len(table) < 60 else 0.4  # the tone of a weak link is to be seen in greys too
    looks = [_look(kind, _is_signed(table)) for kind in _kinds(table, neutral)]
    pairs = list(zip(table["source"], table["target"], strict=True))
    if directed:
        _draw_arrows(ax, pairs, ends, wide, looks, least + (0.95 - least) * share, bowed)
        return
    from matplotlib.collections import LineCollection

    middle = sum(ax.get_xlim()) / 2
    lines = [_bend(ends[a].dot, ends[b].dot, middle) if bowed else [ends[a].dot, ends[b].dot] for a, b in pairs]
    ax.add_collection(
        LineCollection(
            lines,
            linewidths=wide,
            colors=[(c, f) for (c, _), f in zip(looks, least + (0.95 - least) * share, strict=True)],
            linestyles=[line for _, line in looks],
            label="_links",
            zorder=1,
            capstyle="butt",
        ),
        autolim=False,
    )


def _bend(start: np.ndarray, end: np.ndarray, middle: float) -> np.ndarray:
    """A curve that leaves both dots towards the middle: the farther apart two of one column are, the deeper."""
    share = 1.0 if (start[0] - middle) * (end[0] - middle) < 0 else min(1.0, 0.25 + abs(start[1] - end[1]) / 200)
    control = (start + end) / 2
    control = np.array([control[0] + (middle - control[0]) * share, control[1]])
    t = np.linspace(0, 1, 25)[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end


def _draw_arrows(ax, pairs: list, ends: dict[str, _End], wide, looks: list, faint, bowed: bool) -> None:
    from matplotlib.patches import FancyArrowPatch

    there, middle = set(pairs), sum(ax.get_xlim()) / 2
    for (a, b), width, (colour, line), alpha in zip(pairs, wide, looks, faint, strict=True):
        bend = 0.18 if (b, a) in there else 0.0
        (start, r), (end, r_end) = ends[a], ends[b]
        left = [dot[0] < middle for dot in (start, end)]
        if bowed and left[0] == left[1]:  # inwards, and the way back less deep
            deep = min(0.45, 60 / max(abs(end[1] - start[1]), 1)) * (1 if a < b else 0.6)
            bend = deep if left[0] == (end[1] > start[1]) else -deep
        elif bowed:
            bend = bend / 4  # of a long way
        size = 5 + 1.2 * width
        shared = {"color": colour, "alpha": alpha, "shrinkA": r, "zorder": 1, "capstyle": "butt"}
        shared["connectionstyle"] = f"arc3,rad={bend}"
        # The head by itself: with the dashes of its line it would be in pieces.
        parts = (("-", line, 0.6 * width, 0.7 * size, f"_link {a} -> {b}"), (_HEAD, "-", 0, 0, "_head"))
        for style, dashes, thick, short, label in parts:
            tip = {"shrinkB": r_end + 1 + short, "arrowstyle": style, "mutation_scale": size}
            ax.add_patch(FancyArrowPatch(tuple(start), tuple(end), **shared, **tip, ls=dashes, lw=thick, label=label))


def _draw_nodes(ax, names: list[str], labels: list[str], place, radius: np.ndarray, second: set) -> None:
    from matplotlib.patheffects import withStroke

    other = np.array([name in second for name in names])
    for mine, marker, face in ((~other, "o", "#404040"), (other, "s", "#FFFFFF")):
        size = (2 * radius[mine]) ** 2 * (1 if marker == "o" else np.pi / 4)
        ax.scatter(
            *place.dots[mine].T,
            s=size,
            marker=marker,
            fc=face,
            ec="#404040" if marker == "s" else "white",
            lw=1.0 if marker == "s" else 0.6,
            zorder=2,
            label=f"_nodes {marker}",
        )
    halo = [withStroke(linewidth=2.2, foreground=ax.get_facecolor())]
    for name, label, dot, at in zip(names, labels, place.dots, place.names, strict=True):
        shift = at - dot
        ha = "left" if shift[0] > 1 else "right" if shift[0] < -1 else "center"
        style = "italic" if name in second else "normal"
        wide = text_size(label)[0]
        edge = shift[0] - {"left": wide / 2, "right": -wide / 2, "center": 0}[ha]
        ax.annotate(
            label,
            dot,
            (edge, shift[1]),
            textcoords="offset points",
            ha=ha,
            va="center",
            fontsize=SMALL,
            parse_math=False,
            style=style,
            path_effects=halo,
            zorder=3,
            linespacing=1.1,
            annotation_clip=False,
        )


def _draw_key(ax: _types.Axes) -> None:
    """What colours and lines mean, over the Axes."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], color=_look(kind, True)[0], ls=_look(kind, True)[1], lw=1.8) for kind in range(3)]
    ax.legend(
        handles,
        _KINDS,
        ncols=3,
        loc="lower center",
        bbox_to_anchor=(0.5, 2),
        bbox_transform=place_above(ax),
        fontsize=SMALL,
        frameon=False,
        handlelength=2.2,
        handletextpad=0.5,
        columnspacing=1.1,
        borderpad=0,
        borderaxespad=0,
    )
    make_room(ax, 13)


def _tell(table, size, counted: bool, weight: str, directed: bool, neutral: float, totals: Totals) -> str:
    if table.empty:
        return f"Network: 0 rows with a link by {weight}."
    of = f" of {totals.nodes:,}" if len(size) < totals.nodes else ""
    of_links = f" of {totals.links:,}" if len(table) < totals.links else ""
    links = f"{len(table):,}{of_links} link{'s' * (totals.links > 1)}"
    said = [f"Network: {len(size):,}{of} nodes, {links} by {weight}."]
    row = table.iloc[-1]
    joined = f"{row['source']} {'to' if directed else 'and'} {row['target']}"
    said += [f"Strongest: {joined}, {write_numbers(pd.Series([float(row[weight])]))[0]}."]
    if counted:
        said += [f"Most often named: {size.index[0]}, n = {size.iloc[0]:,.0f}."]
    if _is_signed(table):
        kinds = _kinds(table, neutral)
        said += [f"Links of positive tone: {(kinds == 0).sum()}, of negative: {(kinds == 1).sum()}."]
    return " ".join(said + [f"{_bare(totals).capitalize()}."] * (totals.bare > 0))
