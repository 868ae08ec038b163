"""Figures of words, places and networks: what is drawn stands in the table, and nothing overlaps or is cut."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import networkx
from matplotlib.colors import to_hex
from plots.test_groups import by_row, close_figures, drawn_texts, intervals, line, words, y_names  # noqa: F401

import discourse as dc
from discourse import schema
from discourse.plots import _drawing as drawing
from discourse.plots._network_layout import place_network
from discourse.plots.dispersion import plot_dispersion
from discourse.plots.networks import plot_network
from discourse.plots.words import ASSOCIATION, KEYNESS, plot_collocates, plot_keyness

LONG = [
    "of the United States",
    "$a_1$",
    "antidisestablishmentarianism",
    "_x",
    "the Organization for Security and Co-op",
]


def features(**counts):
    return pd.DataFrame({"feature": counts.keys(), "n": counts.values()})


def toy():
    """x x x x y z z against x y y y y w w w w z."""
    return dc.keyness(features(x=4, y=1, z=2), features(x=1, y=4, w=4, z=1))


def many_key(k=60):
    rng = np.random.default_rng(3)
    names = [f"{LONG[i % 5]} {i}" for i in range(k)]
    tables = [pd.DataFrame({"feature": names, "n": rng.integers(0, 4000, k)}) for _ in range(2)]
    return dc.keyness(*tables)


def near():
    return pd.DataFrame(
        {
            "collocate": ["cold", "a", "the", "odd"],
            "n": [4, 1, 16, 2],
            "n_left": [4, 0, 12, 1],
            "n_right": [0, 1, 4, 1],
            "log_dice": [12.0, 11.5, 12.0, 9.0],
            "g2": [20.0, -3.0, 8.0, np.nan],
        }
    )


def many_near(k=30):
    rng = np.random.default_rng(3)
    left, right = rng.integers(0, 9000, k), rng.integers(0, 900, k)
    names = [f"{LONG[i % 5]} {i}" for i in range(k)]
    return pd.DataFrame(
        {"collocate": names, "n": left + right, "n_left": left, "n_right": right, "log_dice": rng.normal(9, 2, k)}
    )


def corpus_of(*texts, **docvars):
    names = [chr(97 + i) if len(texts) < 27 else f"2014-{i:03}_a_commentary" for i in range(len(texts))]
    return dc.from_documents(pd.DataFrame({"doc_id": names, "text": texts, **docvars}))


def three():
    return corpus_of(
        "War and peace and war.",
        "Peace, then war, then trade-off now.",
        "?!",
        outlet=["X", "Y", "X"],
        date=pd.to_datetime(["2020-05-01", "2019-01-01", None]),
    )


def many_texts(k):
    return corpus_of(*["war " * (i % 7) + "and peace " * (5 + i % 11) + "war" for i in range(k)])


def xray(corpus, pattern="war", **options):
    return plot_dispersion(dc.kwic(corpus, pattern), corpus, **options)


def pairs():
    return pd.DataFrame(
        {
            "source": ["A", "A", "B", "C", "E"],
            "target": ["B", "C", "C", "D", "F"],
            "n": [8, 2, 4, 0, 1],
            "n_source": [9, 9, 12, 5, 1],
            "n_target": [12, 5, 5, 3, 1],
            "tone": [0.4, -0.3, 0.01, np.nan, np.nan],
        }
    )


def many_pairs(k=30, share=0.3, seed=0):
    rng = np.random.default_rng(seed)
    names = [f"{LONG[i % 5]} {i}" if i % 3 == 0 else f"Actor {i}" for i in range(k)]
    rows = [(a, b, int(rng.geometric(0.2)), rng.normal(0, 0.2)) for a, b in combinations(names, 2)]
    table = pd.DataFrame(rows, columns=["source", "target", "n", "tone"])
    return table[rng.random(len(table)) < share]


#: name -> function that draws
FIGURES = {
    "key_toy": lambda **k: plot_keyness(toy(), **k),
    "key_many": lambda **k: plot_keyness(many_key(), names=("a newspaper of record", "all think tanks"), **k),
    "key_g2": lambda **k: plot_keyness(many_key(), value="g2", limit=3, **k),
    "near_toy": lambda **k: plot_collocates(near(), **k),
    "near_many": lambda **k: plot_collocates(many_near(), limit=None, **k),
    "xray_3": lambda **k: xray(three(), order="date", **k),
    "xray_40": lambda **k: xray(many_texts(40), position="absolute", **k),
    "xray_200": lambda **k: xray(many_texts(200), **k),
    "xray_pattern": lambda **k: xray(three(), ["war", "peace", "then"], by="pattern", **k),
    "net_toy": lambda **k: plot_network(pairs(), **k),
    "net_30": lambda **k: plot_network(many_pairs(), **k),
    "net_dense": lambda **k: plot_network(many_pairs(share=0.9).drop(columns="tone"), **k),
    "net_arrows": lambda **k: plot_network(many_pairs(12), directed=True, **k),
    "net_one": lambda **k: plot_network(pairs()[:1], **k),
}


# Keyness


def test_keyness_draws_both_directions_of_the_table():
    table = toy().set_index("feature")
    ax = plot_keyness(toy())
    assert y_names(ax) == ["x", "z", "y", "w"]
    dots = by_row(line(ax, "_dots"))
    np.testing.assert_allclose(dots[:, 0], table.loc[["x", "z", "y"], "log_ratio"])
    np.testing.assert_allclose(line(ax, "_few")[:, 0], table.loc[["w"], "log_ratio"])  # w: 0 in the target
    assert by_row(np.vstack([line(ax, "_dots"), line(ax, "_few")]))[:, 1].tolist() == [0, 1, 2.5, 3.5]
    ends = table.loc[["x", "z", "y", "w"], ["log_ratio_low", "log_ratio_high"]]
    np.testing.assert_allclose([pair for pair, _ in intervals(ax)], ends)
    assert "hollow: one n is 0, taken as 0.5" in words(ax)[0]
    assert ax.get_xlabel() == "log ratio: +1 is twice, −1 half as frequent\n(95 % interval)"


def test_keyness_shows_n_of_both_beside_each_word():
    ax = plot_keyness(toy())
    beside = [(t.xy[1], t.get_text()) for t in ax.texts if t.xy[0] == 1 and t.get_text().isdigit()]
    assert beside == [(0, "4"), (1, "2"), (2.5, "1"), (3.5, "0"), (0, "1"), (1, "1"), (2.5, "4"), (3.5, "4")]
    keys = [(a.get_marker(), to_hex(a.get_color())) for a in ax.lines if a.get_label() == "_key"]
    assert keys == [("o", "#0072b2"), ("s", "#d55e00")]


def test_keyness_chooses_by_evidence_and_orders_by_size():
    table = pd.DataFrame(
        {
            "feature": ["common", "rare", "some", "even", "less"],
            "n_target": [90, 1, 20, 5, 1],
            "n_reference": [10, 0, 1, 5, 30],
            "g2": [50.0, 1.0, 20.0, 0.0, -25.0],
            "log_ratio": [3.0, 6.0, 4.0, 0.0, -5.0],
            "log_ratio_low": [2.5, -1.0, 2.0, -1.0, -6.0],
            "log_ratio_high": [3.5, 13.0, 6.0, 1.0, -4.0],
        }
    )
    ax = plot_keyness(table, limit=2)
    assert y_names(ax) == ["some", "common", "less"]  # not rare, whose ratio is the largest
    assert "3 of 5 features (largest G²)" in words(ax)
    assert y_names(plot_keyness(table, limit=1, choose="log_ratio")) == ["rare", "less"]
    assert "even" not in y_names(plot_keyness(table, limit=None))


def test_keyness_of_evidence_has_no_interval():
    ax = plot_keyness(toy(), value="g2")
    assert intervals(ax) == []
    assert len(line(ax, "_few")) == 0
    np.testing.assert_allclose(by_row(line(ax, "_dots"))[:, 0], [4.5347, 0.9665, -1.3953, -5.09], atol=1e-4)
    assert ax.get_xlabel() == KEYNESS["g2"]


def test_keyness_of_one_side():
    ax = plot_keyness(toy().query("g2 > 0"), names=("Trump", "Putin"))
    assert y_names(ax) == ["x", "z"]
    assert line(ax, "_dots")[:, 1].tolist() == [0, 1]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["Trump", "Putin"]


def test_keyness_in_words():
    text = dc.alt_text(plot_keyness(toy(), value="g2", limit=1, names=("A", "B")))
    assert text == (
        "Dots: log-likelihood ratio G², four terms, signed, of 2 of 4 features. "
        "1 typical of A, most of all x, 4.53, n = 4 in A and 1 in B. "
        "1 typical of B, most of all w, −5.09, n = 0 in A and 4 in B."
    )


# Collocates


def test_collocates_are_drawn_by_value_with_n_and_sides():
    ax = plot_collocates(near())
    assert y_names(ax) == ["the", "cold", "a", "odd"]  # of equal values the more frequent first
    dots = next(c for c in ax.collections if c.get_label() == "_dots")
    assert dots.get_offsets().tolist() == [[12.0, 0], [12.0, 1], [11.5, 2], [9.0, 3]]
    areas = dots.get_sizes()
    np.testing.assert_allclose(areas / areas.max(), [1, 4 / 16, 1 / 16, 2 / 16])
    assert [t.get_text() for t in ax.texts if t.xy[0] == 1] == ["n", "16", "4", "1", "2"]
    sides = next(child for child in ax.child_axes if child.get_label() == "sides")
    left, right = (
        [s[1, 0] for s in c.get_segments()] for c in sides.collections if c.get_label() in ("_n_left", "_n_right")
    )
    assert left == [-0.75, -1, 0, -0.5]
    assert right == [0.25, 0, 1, 0.5]
    assert words(sides) == ["left", "right"]
    assert ax.get_xlabel() == ASSOCIATION["log_dice"]


def test_collocates_say_what_they_leave_out():
    ax = plot_collocates(near(), value="g2", limit=2)
    assert y_names(ax) == ["cold", "the"]
    assert words(ax)[0] == "dot: the larger, the more often\n2 of 3 words (largest value)\n1 without a value: not drawn"
    assert len(line(plot_collocates(near(), value="g2"), "_zero")) == 2
    assert len(line(ax, "_zero")) == 0
    assert dc.alt_text(ax) == (
        "Dots: log-likelihood ratio G², signed, of 2 of 4 words. "
        "Largest: cold, 20, n = 4, 4 left and 0 right. Smallest: the, 8, n = 16, 12 left and 4 right."
    )


def test_every_measure_of_the_table_has_a_label():
    measures = set(schema.TABLES["collocates"]) - {
        "collocate", "n", "n_left", "n_right", "n_docs", "n_node", "n_collocate", "total", "expected",
    }  # fmt: skip
    assert set(ASSOCIATION) == measures


# X-rays


def strokes(ax, label="_hits"):
    """x and the middle of every stroke."""
    found = [s for c in ax.collections if c.get_label() == label for s in c.get_segments()]
    return [(s[0, 0], s[:, 1].mean()) for s in found]


def rows_of(ax):
    """name -> x of the strokes of the row."""
    ticks = dict(zip(np.round(ax.get_yticks(), 6), y_names(ax), strict=True))
    out = {name: [] for name in ticks.values()}
    for x, y in strokes(ax):
        out[ticks[round(y, 6)]].append(round(x, 6))
    return {name: sorted(places) for name, places in out.items()}


def test_strokes_stand_at_their_place_in_the_row_of_their_document():
    ax = xray(three())
    # a: 5 words, war is the 1st and the 5th; b: 6 words (trade-off is one), war is the 3rd.
    assert rows_of(ax) == {"a": [10.0, 90.0], "b": [round(250 / 6, 6)], "c": []}
    assert [t.get_text() for t in ax.texts if t.xy[0] == 1] == ["n", "2", "1", "0"]
    assert [t.xy[1] for t in ax.texts if t.get_text() == "no words"] == [ax.get_yticks()[2]]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first on top
    assert ax.get_xlabel() == "place in the text (% of words)"
    assert rows_of(xray(three(), "now"))["b"] == [round(550 / 6, 6)]


def test_absolute_places_and_order_of_date():
    ax = xray(three(), position="absolute", order="date")
    assert rows_of(ax) == {"b": [2.5], "a": [0.5, 4.5], "c": []}
    assert y_names(ax) == ["b", "a", "c"]  # no date last
    texts = next(c for c in ax.collections if c.get_label() == "_texts").get_segments()
    assert [s[1, 0] for s in texts] == [6, 5]
    assert ax.get_xlabel() == "place in the text (words from the start)"


def test_documents_of_a_group_stand_one_behind_the_other():
    corpus = corpus_of("war now", "then peace war", "peace war", outlet=["X", "Y", "X"], year=[2, 1, 1])
    ax = xray(corpus, by="outlet", position="absolute")
    assert rows_of(ax) == {"X": [0.5, 3.5], "Y": [2.5]}
    assert [x for x, _ in strokes(ax, "_ends")] == [2.0]
    turned = xray(corpus, by="outlet", position="absolute", order="year")
    assert rows_of(turned) == {"Y": [2.5], "X": [1.5, 2.5]}
    assert turned.get_xlabel() == "place in the texts of the row\n(words from the start)"
    assert words(turned)[0] == "grey strokes: ends of documents"


def test_rows_of_patterns_hold_the_whole_corpus():
    corpus = corpus_of("war now", "then peace war", "peace war")
    ax = xray(corpus, ["peace", "war", "then"], by="pattern", position="absolute")
    assert y_names(ax) == ["war", "peace", "then"]
    assert rows_of(ax) == {"war": [0.5, 4.5, 6.5], "peace": [3.5, 5.5], "then": [2.5]}
    assert len(strokes(ax, "_ends")) == 2 * 3
    assert ax.get_xlabel() == "place in the corpus (words from the start)"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["war", "peace", "and"]), min_size=1, max_size=12), min_size=1, max_size=8))
def test_every_hit_has_its_stroke_in_its_own_row(texts):
    corpus = corpus_of(*(" ".join(text) for text in texts))
    try:
        drawn = rows_of(xray(corpus, position="absolute"))
        assert drawn == {
            chr(97 + i): [k + 0.5 for k, word in enumerate(text) if word == "war"] for i, text in enumerate(texts)
        }
    finally:
        plt.close("all")


def test_a_part_of_a_corpus_keeps_its_places():
    corpus = corpus_of("war now", "then peace war", "peace war")
    part = dc.filter_corpus(corpus, np.array([False, True, True]))
    assert rows_of(xray(part, position="absolute")) == {"b": [2.5], "c": [1.5]}
    quotes = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 4], "end": [1, 9]})
    marked = corpus_of("“War or peace”")  # the first mark alone, and `or pe`
    assert rows_of(plot_dispersion(quotes, marked, position="absolute")) == {"a": [0.5, 1.5]}


def test_hits_that_were_not_read_are_told():
    corpus = three()
    spans = pd.DataFrame({"doc_id": ["a", "c"], "start": [0, 0], "end": [3, 1]})
    ax = plot_dispersion(spans, corpus)
    assert words(ax)[0] == "hits outside the paragraphs read, not drawn: 1"
    assert rows_of(ax) == {"a": [10.0], "b": [], "c": []}


def test_limit_keeps_the_rows_with_most_hits_in_their_order():
    corpus = corpus_of("war", "peace", "war war war", "war war")
    ax = xray(corpus, limit=2)
    assert y_names(ax) == ["c", "d"]
    assert "2 of 4 rows (largest n)" in words(ax)
    assert dc.alt_text(ax).startswith("X-ray: strokes at the places of 5 hits, 2 rows of 4 by doc_id.")


def test_two_hundred_documents_fit_a_page():
    ax = xray(many_texts(200))
    assert ax.figure.get_size_inches()[1] < 9
    names = y_names(ax)
    assert 20 < len(names) < 200
    rows = [round(y * 200 / ax.get_yticks()[-1]) for y in ax.get_yticks()]
    assert len(set(np.diff(rows))) <= 2  # evenly spaced names
    strip = next(child for child in ax.child_axes if child.get_label() == "n")
    counts = [i % 7 + 1 for i in range(200)]
    assert [bar.get_width() for bar in strip.patches] == counts
    assert "n ≤ 7" in words(strip) + words(ax)
    assert len(strokes(ax)) == sum(counts)


# Networks


def parts_of(ax):
    dots = {t.get_text(): tuple(np.round(t.xy, 6)) for t in ax.texts if t.get_path_effects()}
    links = next((c for c in ax.collections if c.get_label() == "_links"), None)
    return dots, links


def test_links_join_the_dots_of_their_row():
    ax = plot_network(pairs())
    dots, links = parts_of(ax)
    assert sorted(dots) == ["A", "B", "C", "E", "F"]  # D has no link
    name = {at: key for key, at in dots.items()}
    ends = [{name[tuple(np.round(p, 6))] for p in s} for s in links.get_segments()]
    assert ends == [{"E", "F"}, {"A", "C"}, {"B", "C"}, {"A", "B"}]  # the strongest on top
    assert (np.diff(links.get_linewidths()) > 0).all()
    nodes = next(c for c in ax.collections if c.get_label() == "_nodes o")
    size = dict(zip([name[tuple(np.round(p, 6))] for p in nodes.get_offsets()], nodes.get_sizes(), strict=True))
    np.testing.assert_allclose([size["A"] / size["B"], size["C"] / size["B"]], [9 / 12, 5 / 12])
    assert ax.get_xlabel() == "line: units with both, 1 to 8"
    assert words(ax)[0] == "dot: units that name it, 1 to 12\n5 of 6 nodes; 1 has no link"


def test_tone_is_told_by_colour_and_by_line():
    ax = plot_network(pairs())
    _, links = parts_of(ax)
    colours = [to_hex(c) for c in links.get_colors()]
    assert colours == [drawing.GREY, "#d55e00", drawing.GREY, "#0072b2"]
    assert len({str(style) for style in links.get_linestyles()[1:]}) == 3
    assert [t.get_text() for t in ax.get_legend().get_texts()] == [
        "positive tone", "negative tone", "between or no tone",
    ]  # fmt: skip
    plain = plot_network(pairs().drop(columns="tone"))
    assert plain.get_legend() is None
    assert [dashes for _, dashes in parts_of(plain)[1].get_linestyles()] == [None] * 4
    strict = plot_network(pairs(), neutral=0.35)
    assert [to_hex(c) for c in parts_of(strict)[1].get_colors()][1] == drawing.GREY


def test_names_need_not_be_text():
    table = pd.DataFrame({"source": [1, 1, 2], "target": [2, 3, np.nan], "n": pd.array([4, None, 5], dtype="Int64")})
    ax = plot_network(table)
    assert sorted(parts_of(ax)[0]) == ["1", "2.0"]
    kinds = pairs().astype({"source": "category", "target": "category"})
    assert parts_of(plot_network(kinds))[0] == parts_of(plot_network(pairs()))[0]


def test_limits_of_nodes_and_links():
    ax = plot_network(pairs(), limit=3)
    assert sorted(parts_of(ax)[0]) == ["A", "B", "C"]
    assert words(ax)[0].split("\n")[1:] == ["3 of 6 nodes; 1 has no link", "3 of 4 links"]
    ax = plot_network(pairs(), links=1)
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
    ax = plot_network(pairs()[:2], two_mode=True)
    squares = next(c for c in ax.collections if c.get_label() == "_nodes s")
    assert len(squares.get_offsets()) == 2
    style = {t.get_text(): t.get_fontstyle() for t in ax.texts if t.get_path_effects()}
    assert style == {"A": "normal", "B": "italic", "C": "italic"}


def test_the_same_seed_gives_the_same_places():
    table = many_pairs(15)
    first, second, other = (parts_of(plot_network(table.sample(frac=1, random_state=k), seed=s))[0]
                            for k, s in ((1, 0), (2, 0), (1, 5)))  # fmt: skip
    assert first == second
    assert first != other


@pytest.mark.parametrize("seed", range(4))
def test_names_of_a_network_are_apart(seed):
    rng = np.random.default_rng(seed)
    k = (6, 15, 30, 30)[seed]
    graph = networkx.gnp_random_graph(k, 0.2, seed=seed)
    networkx.set_edge_attributes(graph, {e: float(rng.integers(1, 9)) for e in graph.edges}, "weight")
    sizes = np.column_stack([rng.uniform(15, 80, k), rng.choice([8.4, 16.8], k)])
    radius = rng.uniform(2, 7, k)
    place = place_network(graph, radius=radius, names=sizes, width=245, height=60 + 12 * k)
    assert place.clear
    for i, j in combinations(range(k), 2):
        apart = np.abs(place.names[i] - place.names[j]) - (sizes[i] + sizes[j]) / 2
        assert (apart > 0).any()
    low, high = place.names - sizes / 2, place.names + sizes / 2
    assert low.min() >= -0.01
    assert (high <= [245.01, 60 + 12 * k + 0.01]).all()


# Every figure


@pytest.mark.parametrize("name", FIGURES)
def test_text_is_large_enough_apart_and_inside(name):
    ax = FIGURES[name]()
    figure = ax.figure
    texts = drawn_texts(figure)
    boxes = [text.get_window_extent() for text in texts]
    assert all(text.get_fontsize() >= 7 for text in texts)
    for text, box in zip(texts, boxes, strict=True):
        inside = box.x0 >= -0.5 and box.y0 >= -0.5 and box.x1 <= figure.bbox.x1 + 0.5 and box.y1 <= figure.bbox.y1 + 0.5
        assert inside, f"{text.get_text()!r} at {box} leaves {figure.bbox}"
    for (a, box_a), (b, box_b) in combinations(zip(texts, boxes, strict=True), 2):
        wide = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
        high = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
        assert wide < 0.5 or high < 1.5, f"{a.get_text()!r} and {b.get_text()!r} overlap by {wide:.1f} x {high:.1f}"
    assert figure.get_size_inches()[0] == 3.5
    assert figure.get_size_inches()[1] < 9


@pytest.mark.parametrize("name", FIGURES)
def test_settings_and_given_axes_are_kept(name):
    before = dict(matplotlib.rcParams)
    figure, (first, second) = plt.subplots(2, figsize=(8, 20), layout="constrained")
    assert FIGURES[name](ax=second) is second
    assert plt.get_fignums() == [figure.number]
    assert not first.has_data()
    figure.draw_without_rendering()
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", ["key_many", "near_toy", "xray_3", "net_30"])
def test_a_title_stands_above_all(name):
    ax = FIGURES[name]()
    title = ax.set_title("Title")
    texts = drawn_texts(ax.figure)
    below = [text.get_window_extent().y1 for text in texts if text is not title]
    assert title.get_window_extent().y0 > max(below) - 0.5
    assert title.get_window_extent().y1 <= ax.figure.bbox.y1 + 0.5


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plot_keyness, schema.empty("keyness")),
        (plot_keyness, toy()[:0]),
        (plot_collocates, schema.empty("collocates")),
        (plot_network, schema.empty("cooccurrence")),
        (plot_network, schema.empty("speakers")),
        (plot_network, pairs().assign(n=0)),
        (lambda table: plot_dispersion(table, corpus_of("war"), by="pattern"), schema.empty("kwic")),
        (lambda table: plot_dispersion(table, dc.filter_corpus(three(), [False] * 3)), schema.empty("kwic")),
    ],
)
def test_a_table_without_rows_says_so(draw, table):
    ax = draw(table)
    ax.figure.draw_without_rendering()
    assert words(ax) == ["no rows"]
    assert ax.get_xlabel()
    assert "0 rows" in dc.alt_text(ax)


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plot_keyness, toy()),
        (plot_collocates, near()),
        (plot_network, pairs()),
        (lambda table: plot_dispersion(table, three()), dc.kwic(three(), "war")),
    ],
)
def test_tables_are_not_changed(draw, table):
    before = table.copy()
    draw(table)
    pd.testing.assert_frame_equal(table, before)


def test_names_are_drawn_as_they_are():
    odd = ["$a_1$ and $b$", "_hidden"]
    ax = plot_keyness(dc.keyness(features(a=3, b=2).assign(feature=odd), features(c=3)), names=("_x", "$y$"))
    ax.figure.draw_without_rendering()
    assert y_names(ax)[:2] == odd
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["_x", "$y$"]
    table = pairs().replace({"A": "_hidden", "B": "$b$"})
    assert {"_hidden", "$b$"} <= set(parts_of(plot_network(table))[0])


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="value is 'odds_ratio'; choose one of 'log_ratio', 'g2'"):
        plot_keyness(toy(), value="odds_ratio")
    with pytest.raises(ValueError, match="table lacks the columns log_ratio_low, log_ratio_high"):
        plot_keyness(toy().drop(columns=["log_ratio_low", "log_ratio_high"]))
    with pytest.raises(ValueError, match="names is 'ab'; give two, what to call the target and the reference"):
        plot_keyness(toy(), names="ab")
    with pytest.raises(ValueError, match="limit is 0; give a whole number above 0, or None for all words"):
        plot_collocates(near(), limit=0)
    with pytest.raises(ValueError, match="value is 'dice'; choose one of 'log_dice', 'mi'"):
        plot_collocates(near(), value="dice")
    with pytest.raises(ValueError, match="position is 'left'; choose one of 'relative', 'absolute'"):
        xray(three(), position="left")
    with pytest.raises(ValueError, match="spans lacks the column speaker"):
        xray(three(), by="speaker")
    with pytest.raises(ValueError, match=r"corpus\.documents lacks the column year"):
        xray(three(), order="year")
    with pytest.raises(ValueError, match=r"limit is -1; give a whole number above 0, or None for all rows"):
        xray(three(), limit=-1)
    with pytest.raises(ValueError, match="edges lacks the column jaccard"):
        plot_network(pairs(), weight="jaccard")
    with pytest.raises(ValueError, match=r"tone has values from -0\.3 to 0\.4; the width of a line is 0 or more"):
        plot_network(pairs(), weight="tone")
    with pytest.raises(ValueError, match=r"edges has more than one row for A and B; .* or pass directed=True"):
        plot_network(pd.DataFrame({"source": ["A", "B"], "target": ["B", "A"], "n": 1}))
    with pytest.raises(ValueError, match="'B' is both source and target; in a network of two modes"):
        plot_network(pairs(), two_mode=True)
    with pytest.raises(ValueError, match="links is 0; give a whole number above 0, or None for all"):
        plot_network(pairs(), links=0)


SCRIPT = """
import sys, matplotlib
matplotlib.use("Agg")
sys.path[:0] = [{tests!r}]
import plots.test_words as t
import discourse as dc
from discourse.plots import groups as plots
for name in ("key_toy", "near_toy", "xray_3", "net_30", "net_arrows"):
    dc.save_figure(t.FIGURES[name](), f"{folder}/{name}.svg")
"""


def test_files_are_the_same_bytes_in_every_process(tmp_path):
    for seed in ("0", "1"):
        folder = tmp_path / seed
        folder.mkdir()
        tests = str(Path(__file__).parents[1])
        script = SCRIPT.replace("{tests!r}", repr(tests)).replace("{folder}", str(folder))
        subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    files = sorted(path.name for path in (tmp_path / "0").iterdir())
    assert len(files) == 5
    assert [f for f in files if (tmp_path / "0" / f).read_bytes() != (tmp_path / "1" / f).read_bytes()] == []
