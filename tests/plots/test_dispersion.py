"""X-rays: a stroke for every hit, at its place and in its own row."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawn import words, y_names
from figures import lettered, many_texts, three, xray
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse.plots.dispersion import plot_dispersion


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
    corpus = lettered("war now", "then peace war", "peace war", outlet=["X", "Y", "X"], year=[2, 1, 1])
    ax = xray(corpus, by="outlet", position="absolute")
    assert rows_of(ax) == {"X": [0.5, 3.5], "Y": [2.5]}
    assert [x for x, _ in strokes(ax, "_ends")] == [2.0]
    turned = xray(corpus, by="outlet", position="absolute", order="year")
    assert rows_of(turned) == {"Y": [2.5], "X": [1.5, 2.5]}
    assert turned.get_xlabel() == "place in the texts of the row\n(words from the start)"
    assert words(turned)[0] == "grey strokes: ends of documents"


def test_rows_of_patterns_hold_the_whole_corpus():
    corpus = lettered("war now", "then peace war", "peace war")
    ax = xray(corpus, ["peace", "war", "then"], by="pattern", position="absolute")
    assert y_names(ax) == ["war", "peace", "then"]
    assert rows_of(ax) == {"war": [0.5, 4.5, 6.5], "peace": [3.5, 5.5], "then": [2.5]}
    assert len(strokes(ax, "_ends")) == 2 * 3
    assert ax.get_xlabel() == "place in the corpus (words from the start)"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["war", "peace", "and"]), min_size=1, max_size=12), min_size=1, max_size=8))
def test_every_hit_has_its_stroke_in_its_own_row(texts):
    corpus = lettered(*(" ".join(text) for text in texts))
    try:
        drawn = rows_of(xray(corpus, position="absolute"))
        assert drawn == {
            chr(97 + i): [k + 0.5 for k, word in enumerate(text) if word == "war"] for i, text in enumerate(texts)
        }
    finally:
        plt.close("all")


def test_a_part_of_a_corpus_keeps_its_places():
    corpus = lettered("war now", "then peace war", "peace war")
    part = dc.filter_corpus(corpus, np.array([False, True, True]))
    assert rows_of(xray(part, position="absolute")) == {"b": [2.5], "c": [1.5]}
    quotes = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 4], "end": [1, 9]})
    marked = lettered("“War or peace”")  # the first mark alone, and `or pe`
    assert rows_of(plot_dispersion(quotes, marked, position="absolute")) == {"a": [0.5, 1.5]}


def test_hits_that_were_not_read_are_told():
    corpus = three()
    spans = pd.DataFrame({"doc_id": ["a", "c"], "start": [0, 0], "end": [3, 1]})
    ax = plot_dispersion(spans, corpus)
    assert words(ax)[0] == "hits outside the paragraphs read, not drawn: 1"
    assert rows_of(ax) == {"a": [10.0], "b": [], "c": []}


def test_limit_keeps_the_rows_with_most_hits_in_their_order():
    corpus = lettered("war", "peace", "war war war", "war war")
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


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="position is 'left'; choose one of 'relative', 'absolute'"):
        xray(three(), position="left")
    with pytest.raises(ValueError, match="by names 'speaker', which is a column of neither the documents"):
        xray(three(), by="speaker")
    with pytest.raises(ValueError, match=r"corpus\.documents lacks the column year"):
        xray(three(), order="year")
    with pytest.raises(ValueError, match=r"limit is -1; give a whole number above 0, or None for all rows"):
        xray(three(), limit=-1)
