"""Networks: lines join the dots of their row, and what they look like stands in the table."""

from __future__ import annotations

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawn import words
from figures import edges, many_edges
from matplotlib.colors import to_hex

import discourse as dc
from discourse.plots import _drawing as drawing
from discourse.plots.networks import plot_network


def parts_of(ax):
    dots = {t.get_text(): tuple(np.round(t.xy, 6)) for t in ax.texts if t.get_path_effects()}
    links = next((c for c in ax.collections if c.get_label() == "_links"), None)
    return dots, links


def test_links_join_the_dots_of_their_row():
    ax = plot_network(edges())
    dots, links = parts_of(ax)
    assert sorted(dots) == ["A", "B", "C", "E", "F"]  # D has no link
    name = {at: key for key, at in dots.items()}
    ends = [{name[tuple(np.round(p, 6))] for p in s} for s in links.get_segments()]
    assert ends == [{"E", "F"}, {"A", "C"}, {"B", "C"}, {"A", "B"}]  # the strongest on top
    assert (np.diff(links.get_linewidths()) > 0).all()
    nodes = next(c for c in ax.collections if c.get_label() == "_nodes o")
    size = dict(zip([name[tuple(np.round(p, 6))] for p in nodes.get_offsets()], nodes.get_sizes(), strict=True))
    np.testing.assert_allclose([size["A"] / size["B"], size["C"] / size["B"]], [9 / 12, 5 / 12])
    assert ax.get_xlabel() == "line: units that name both, 1 to 8"
    assert words(ax)[0] == "dot: units that name it, 1 to 12\n5 of 6 nodes; 1 has no link"


def test_tone_is_told_by_colour_and_by_line():
    ax = plot_network(edges())
    _, links = parts_of(ax)
    colours = [to_hex(c) for c in links.get_colors()]
    assert colours == [drawing.GREY, "#d55e00", drawing.GREY, "#0072b2"]
    assert len({str(style) for style in links.get_linestyles()[1:]}) == 3
    assert [t.get_text() for t in ax.get_legend().get_texts()] == [
        "positive tone", "negative tone", "between or no tone",
    ]  # fmt: skip
    plain = plot_network(edges().drop(columns="tone"))
    assert plain.get_legend() is None
    assert [dashes for _, dashes in parts_of(plain)[1].get_linestyles()] == [None] * 4
    strict = plot_network(edges(), neutral=0.35)
    assert [to_hex(c) for c in parts_of(strict)[1].get_colors()][1] == drawing.GREY


def test_names_need_not_be_text():
    table = pd.DataFrame({"source": [1, 1, 2], "target": [2, 3, np.nan], "n": pd.array([4, None, 5], dtype="Int64")})
    ax = plot_network(table)
    assert sorted(parts_of(ax)[0]) == ["1", "2.0"]
    kinds = edges().astype({"source": "category", "target": "category"})
    assert parts_of(plot_network(kinds))[0] == parts_of(plot_network(edges()))[0]


def test_limits_of_nodes_and_links():
    ax = plot_network(edges(), limit=3)
    assert sorted(parts_of(ax)[0]) == ["A", "B", "C"]
    assert words(ax)[0].split("\n")[1:] == ["3 of 6 nodes; 1 has no link", "3 of 4 links"]
    ax = plot_network(edges(), links=1)
    assert sorted(parts_of(ax)[0]) == ["A", "B"]
    assert "1 of 4 links (the strongest)" in words(ax)[0]
    assert dc.alt_text(ax) == (
        "Network: 2 of 6 nodes, 1 of 4 links by n. Strongest: A and B, 8. Most often named: B, n = 12. "
        "Links of positive tone: 1, of negative: 0. 1 has no link."
    )


def test_arrows_go_from_source_to_target():
    edges = pd.DataFrame({"source": ["A", "B", "A", "A"], "target": ["B", "A", "C", "A"], "n": [3, 1, 2, 9]})
    ax = plot_network(edges, directed=True)
    dots, _ = parts_of(ax)
    arrows = {p.get_label(): p for p in ax.patches if p.get_label().startswith("_link")}
    assert sorted(arrows) == ["_link A -> B", "_link A -> C", "_link B -> A"]  # none to itself
    for label, patch in arrows.items():
        a, b = label.removeprefix("_link ").split(" -> ")
        (start, end) = patch._posA_posB
        assert (tuple(np.round(start, 6)), tuple(np.round(end, 6))) == (dots[a], dots[b])
    bends = {label: patch.get_connectionstyle().rad for label, patch in arrows.items()}
    assert bends["_link A -> B"] == bends["_link B -> A"] != bends["_link A -> C"] == 0
    assert "dot: sum of n, 2 to 6" in words(ax)[0]  # A 3 + 1 + 2


def test_two_modes_differ_in_mark_and_in_type():
    ax = plot_network(edges()[:2], two_mode=True)
    squares = next(c for c in ax.collections if c.get_label() == "_nodes s")
    assert len(squares.get_offsets()) == 2
    style = {t.get_text(): t.get_fontstyle() for t in ax.texts if t.get_path_effects()}
    assert style == {"A": "normal", "B": "italic", "C": "italic"}


def test_the_same_seed_gives_the_same_places():
    table = many_edges(8)  # of more, two columns
    first, second, other = (parts_of(plot_network(table.sample(frac=1, random_state=k), seed=s))[0]
                            for k, s in ((1, 0), (2, 0), (1, 5)))  # fmt: skip
    assert first == second
    assert first != other


def lines_of(ax):
    """Points of all links, in the coordinates of the Axes."""
    arrows = [patch.get_path() for patch in ax.patches if patch.get_label().startswith("_link ")]
    if arrows:
        return np.vstack([curve(STEPS[:, 0]) for path in arrows for curve, _ in path.iter_bezier()])
    curves = [c for c in ax.collections if c.get_label() == "_links"]
    points = [path for c in curves for path in c.get_segments()]
    return np.vstack([start + (end - start) * t for path in points for start, end in pairwise(path) for t in STEPS])


STEPS = np.linspace(0, 1, 9)[:, None]


@pytest.mark.parametrize("style", ["screen", "two_columns"])
@pytest.mark.parametrize(
    "draw",
    [
        lambda: plot_network(edges()),
        lambda: plot_network(many_edges(30)),
        lambda: plot_network(many_edges(18, share=0.6), directed=True),
    ],
)
def test_no_name_lies_on_a_line(draw, style):
    with plt.style.context(f"discourse.styles.{style}"):
        ax = draw()
        ax.figure.draw_without_rendering()
        lines = ax.transData.transform(lines_of(ax))
        boxes = [text.get_window_extent() for text in ax.texts if text.get_text() in parts_of(ax)[0]]
    assert len(boxes) in (5, 18, 30)
    for box in boxes:
        on = (lines > (box.x0 + 1, box.y0 + 1)) & (lines < (box.x1 - 1, box.y1 - 1))
        assert not on.all(axis=1).any()


def test_a_network_of_two_modes_has_a_column_of_each_kind():
    rows = [(f"Actor {i}", f"The subject number {j}", 1 + i * j % 4) for i in range(9) for j in range(5)]
    ax = plot_network(pd.DataFrame(rows, columns=["source", "target", "n"]), two_mode=True)
    at = parts_of(ax)[0]
    actors, subjects = ([at[name][0] for name in at if name.startswith(word)] for word in ("Actor", "The"))
    assert max(actors) < min(subjects)


def test_what_n_counts_is_said():
    assert plot_network(edges(), unit="sentences").get_xlabel() == "line: sentences that name both, 1 to 8"
    assert "dot: sentences that name it, 1 to 12" in words(plot_network(edges(), unit="sentences"))[0]
    said = plot_network(edges().drop(columns=["n_source", "n_target"]), directed=True, unit="mentions").get_xlabel()
    assert said == "line: mentions, 1 to 8"


def test_names_are_drawn_as_they_are():
    table = edges().replace({"A": "_hidden", "B": "$b$"})
    assert {"_hidden", "$b$"} <= set(parts_of(plot_network(table))[0])


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="edges lacks the column jaccard"):
        plot_network(edges(), weight="jaccard")
    with pytest.raises(
        ValueError, match=r"tone has values from -0\.3 to 0\.4; the width of a line must be finite and at least 0"
    ):
        plot_network(edges(), weight="tone")
    with pytest.raises(ValueError, match=r"edges has more than one row for A and B; .* or pass directed=True"):
        plot_network(pd.DataFrame({"source": ["A", "B"], "target": ["B", "A"], "n": 1}))
    with pytest.raises(ValueError, match="'B' is both source and target; in a two-mode network"):
        plot_network(edges(), two_mode=True)
    with pytest.raises(ValueError, match="links is 0; give a whole number above 0, or None for all"):
        plot_network(edges(), links=0)
