"""Where the dots and names of a network stand: pure arithmetic in points, the same in every process.

Each connected part of a graph has its own field, as large as its names need. In it the nodes are placed by Kamada
and Kawai (1989), the closer the stronger their tie. Then names are put beside their dots where they are clear of
other names, dots and lines, and what still touches is pushed apart.

Where names cannot be clear of lines, the dots stand in two columns, bowed outwards, with the names outside of them and
the links inside: no link can reach a name. Who is closely linked stands near by.

References
----------
Kamada, T. and Kawai, S. (1989). An algorithm for drawing general undirected graphs. Information Processing
Letters 31.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import networkx

#: Where a name may stand beside its dot: right, left, above, below, and at the corners; the first is preferred.
_SIDES = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)], float)
#: Clear points around a name and around a dot.
_CLEAR = 1.5


class Layout(NamedTuple):
    """Centres of the dots and of their names, in points from the lower left corner, and whether all is clear.

    Attributes
    ----------
    dots : array of x and y, a row for every node
    names : array of x and y
    clear : whether no name touches another, a dot, or a line
    bowed : whether the dots stand in two columns, and links bend inwards
    """

    dots: np.ndarray
    names: np.ndarray
    clear: bool
    bowed: bool = False


def place_network(
    graph: networkx.Graph,
    *,
    radius: np.ndarray,
    names: np.ndarray,
    width: float,
    height: float,
    seed: int = 0,
) -> Layout:
    """Places of all nodes of a graph in a box.

    Parameters
    ----------
    graph : networkx.Graph
        Undirected, its edges with `weight`; nodes as they are to be numbered.
    radius : array
        Radius of each dot, in points.
    names : array of two columns
        Width and height of each name, in points.
    width, height : float
        The box.
    seed : int
        Of the turn in which nodes are first put round a circle; another seed gives another layout.
    """
    nodes = list(graph)
    dots = np.zeros((len(nodes), 2))
    number = {node: i for i, node in enumerate(nodes)}
    edges = np.array([(number[a], number[b]) for a, b in graph.edges], int).reshape(-1, 2)
    area = (names[:, 0] + 4) * (names[:, 1] + 4) + 16 * radius**2
    for part, (x, y, w, h) in _fields(graph, number, area, width, height):
        at = [number[node] for node in part]
        dots[at] = _place_part(graph.subgraph(part), part, w, h, seed) * _inner(w, h, names[at]) + (
            x + w / 2,
            y + h / 2,
        )
    box = np.array([width, height])
    for turn in range(120):
        if turn % 8 == 0:
            offsets = _place_names(dots, edges, radius, names, box)
        push, touching = _push(dots, dots + offsets, radius, names)
        inside = _keep_inside(dots + push, offsets, radius, names, box)
        if not touching and np.abs(inside - dots).max(initial=0) < 0.01:
            break
        dots = inside
    crossed = _crossed(dots, dots + offsets, edges, names).any()
    return Layout(dots, dots + offsets, not touching and not crossed)


def _crossed(dots: np.ndarray, centres: np.ndarray, edges: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Whether a line runs through each name, which may touch its edge."""
    steps = np.linspace(0, 1, 60)[:, None, None]
    along = (dots[edges[:, 0]] * (1 - steps) + dots[edges[:, 1]] * steps).reshape(-1, 2)
    return (np.abs(along[None] - centres[:, None]) < names[:, None] / 2 - 0.5).all(axis=2).any(axis=1)


# --- two columns ------------------------------------------------------------------------------------------------


def rows_of_columns(names: np.ndarray, radius: np.ndarray, sides: list[list[int]]) -> list[np.ndarray]:
    """The height that each node takes in its column: that of its name, or of its dot, and some room."""
    tall = np.maximum(np.maximum(names[:, 1] + 3, 2 * radius + 2), 10)
    return [tall[np.array(side, int)] for side in sides]


def part_columns(graph: networkx.Graph, second: set) -> list[list[int]]:
    """The nodes of the left and of the right column, by their number; those of the second kind on the right."""
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    order = _in_a_row(graph)
    if second:
        return [[number[node] for node in order if (node in second) is right] for right in (False, True)]
    half = (len(order) + 1) // 2
    return [[number[node] for node in order[:half]], [number[node] for node in order[half:][::-1]]]


def _in_a_row(graph: networkx.Graph) -> list:
    """The nodes in one row: behind each those that are most tied to it and to those shortly before."""
    nodes = list(graph)
    pull = dict.fromkeys(nodes, 0.0)
    row: list = []
    while pull:
        best = max(pull, key=lambda node: (pull[node], -nodes.index(node)))
        row.append(best)
        del pull[best]
        pull = {node: 0.6 * value for node, value in pull.items()}
        for other, link in graph[best].items():
            if other in pull:
                pull[other] += link["weight"]
    return row


def place_columns(
    graph: networkx.Graph, *, radius: np.ndarray, names: np.ndarray, width: float, height: float, second: set
) -> Layout:
    """Places of all nodes in two bowed columns, names outside; parameters as in `place_network`.

    `second` are the nodes of the second kind of a network of two modes, which stand on the right.
    """
    dots, centres = np.zeros((len(names), 2)), np.zeros((len(names), 2))
    sides = part_columns(graph, second)
    for side, rows, sign in zip(sides, rows_of_columns(names, radius, sides), (-1, 1), strict=True):
        if not side:
            continue
        wide = names[side, 0].max() + radius[side].max() + 5
        scale = height / rows.sum()
        y = height - (np.cumsum(rows) - rows / 2) * scale
        bow = min(0.12 * height, 0.12 * width) * (1 - np.abs(2 * y / height - 1) ** 2)
        edge = width / 2 - wide
        x = width / 2 + sign * np.maximum(edge - 0.12 * min(height, width) + bow, 4)
        dots[side] = np.column_stack([x, y])
        centres[side] = np.column_stack([x + sign * (radius[side] + 3 + names[side, 0] / 2), y])
    return Layout(dots, centres, True, True)


def _fields(graph, number, area: np.ndarray, width: float, height: float) -> list:
    """The connected parts of a graph, each with its part of the box (x, y, width, height) by the area it needs."""
    import networkx

    parts = [sorted(part, key=number.__getitem__) for part in networkx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), number[part[0]]))
    need = [float(area[[number[node] for node in part]].sum()) for part in parts]

    def split(some: list[int], x: float, y: float, w: float, h: float) -> list:
        if len(some) == 1:
            return [(parts[some[0]], (x, y, w, h))]
        total, cut, first = sum(need[i] for i in some), 1, need[some[0]]
        while cut < len(some) - 1 and first + need[some[cut]] <= 0.5 * total:
            first += need[some[cut]]
            cut += 1
        share = first / total
        if w > 1.6 * h:  # names are wider than tall
            return split(some[:cut], x, y, share * w, h) + split(some[cut:], x + share * w, y, (1 - share) * w, h)
        below = (1 - share) * h  # the larger above
        return split(some[:cut], x, y + below, w, share * h) + split(some[cut:], x, y, w, below)

    return split(list(range(len(parts))), 0, 0, width, height) if parts else []


def _place_part(graph, part: list, width: float, height: float, seed: int) -> np.ndarray:
    """A connected graph between -1 and 1 both ways, its longer side along that of the field."""
    import networkx

    if len(part) == 1:
        return np.zeros((1, 2))
    top = max(weight for _, _, weight in graph.edges(data="weight"))
    near = networkx.Graph()
    near.add_nodes_from(part)
    near.add_edges_from((a, b, {"far": 2 - w / top}) for a, b, w in graph.edges(data="weight"))
    turned = [part[i] for i in np.random.default_rng(seed).permutation(len(part))] if seed else part
    start = networkx.circular_layout(turned)
    found = networkx.kamada_kawai_layout(near, pos=start, weight="far")
    at = np.array([found[node] for node in part])
    at -= at.mean(axis=0)
    spread = np.linalg.svd(at, full_matrices=False)[2]
    at = at @ spread.T  # the longest way along x
    at *= np.where(at[np.abs(at).argmax(axis=0), [0, 1]] < 0, -1, 1)  # the sign of these is arbitrary
    if height > width:
        at = at[:, ::-1]
    low, high = at.min(axis=0), at.max(axis=0)
    span = np.maximum(high - low, 1e-9)
    flat = span < 0.05 * span.max()
    at = np.where(flat, 0, 2 * (at - low) / span - 1)
    if len(part) > 6:  # halfway to even steps, so that one far node does not press all others together
        rank = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
        at = (at + 2 * rank / (len(part) - 1) - 1) / 2
    return at


def _inner(width: float, height: float, names: np.ndarray) -> np.ndarray:
    """Half of the field, less room for names at its edge."""
    inside = np.array([width - 0.8 * names[:, 0].max() - 16, height - 2 * names[:, 1].max() - 12])
    return np.maximum(inside, [0.3 * width, 0.3 * height]) / 2


def _offsets(radius: float, name: np.ndarray) -> np.ndarray:
    """From the dot to the centre of its name, for every side."""
    far = np.where(np.abs(_SIDES).sum(axis=1, keepdims=True) == 2, 0.6, 1.0)
    return _SIDES * (radius * far + 2 + name / 2)


def _place_names(dots, edges, radius, names, box) -> np.ndarray:
    """The side of each dot where its name is farthest from others; the names of the largest dots are placed first."""
    offsets = np.zeros_like(dots)
    done: list[int] = []
    steps = np.linspace(0.02, 0.98, 49)[:, None, None]
    along = (dots[edges[:, 0]] * (1 - steps) + dots[edges[:, 1]] * steps).reshape(-1, 2)
    for i in np.argsort(-radius, kind="stable"):
        sides = _offsets(radius[i], names[i])
        centre, half = dots[i] + sides, names[i] / 2 + _CLEAR
        others = np.arange(len(dots)) != i
        cost = 0.4 * np.arange(len(sides))
        cost += 30 * _overlap(centre, half, dots[others], radius[others, None] + _CLEAR).sum(axis=1)
        if done:
            cost += 30 * _overlap(centre, half, (dots + offsets)[done], names[done] / 2).sum(axis=1)
        cost += 5 * np.maximum(np.abs(centre - box / 2) + half - box / 2, 0).sum(axis=1)
        cost += 6 * (np.abs(along[None] - centre[:, None]) < half).all(axis=2).sum(axis=1)
        offsets[i] = sides[cost.argmin()]
        done.append(int(i))
    return offsets


def _overlap(centre: np.ndarray, half: np.ndarray, other: np.ndarray, other_half: np.ndarray) -> np.ndarray:
    """Area that each box shares with each other box."""
    shared = half + other_half - np.abs(centre[:, None] - other[None])
    return np.maximum(shared, 0).prod(axis=2)


def _push(dots, centres, radius, names) -> tuple[np.ndarray, bool]:
    """How each node is to move so that no name or dot touches another, and whether any does."""
    push = np.zeros_like(dots)
    touching = False
    round_ = np.repeat(radius[:, None], 2, axis=1) + _CLEAR
    boxes = ((dots, round_), (centres, names / 2 + _CLEAR / 2))
    for a, half_a in boxes:
        for b, half_b in boxes:
            apart = a[:, None] - b[None]
            over = half_a[:, None] + half_b[None] - np.abs(apart)
            meet = (over > 0.01).all(axis=2)
            np.fill_diagonal(meet, False)
            if not meet.any():
                continue
            touching = True
            i, j = np.nonzero(meet)
            axis = over[i, j].argmin(axis=1)  # the short way out
            k = np.arange(len(i))
            sign = np.sign(apart[i, j][k, axis])
            sign[sign == 0] = np.where(i < j, 1.0, -1.0)[sign == 0]
            np.add.at(push, (i, axis), 0.3 * sign * over[i, j][k, axis])
            np.add.at(push, (j, axis), -0.3 * sign * over[i, j][k, axis])
    return np.clip(push, -6, 6), touching


def _keep_inside(dots, offsets, radius, names, box) -> np.ndarray:
    """Nodes moved into the box, with their names."""
    low = np.minimum(-radius[:, None], offsets - names / 2) - 1
    high = np.maximum(radius[:, None], offsets + names / 2) + 1
    return np.clip(dots, -low, np.maximum(box - high, -low))
