"""Nearness: words are counted by hand, and by going through all pairs."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc

CORPUS = corpus_of(
    "War came to Iran. One two three war-torn, said “Peru”.\n\nWar is far from here. Peru!", "War there. No name here."
)
WAR, NAMES = dc.kwic(CORPUS, ["war", "war-torn"]), dc.kwic(CORPUS, ["iran", "peru"])


def near(window: int) -> list:
    found = dc.find_near(WAR, NAMES, CORPUS, window=window)
    return found[["start", "near", "distance"]].values.tolist()


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (1, []),
        (2, [[32, "Peru", 2]]),
        (3, [[0, "Iran", 3], [32, "Peru", 2]]),
        (4, [[0, "Iran", 3], [32, "Peru", 2]]),
        (5, [[0, "Iran", 3], [32, "Peru", 2], [56, "Peru", 5]]),
        (10**9, [[0, "Iran", 3], [32, "Peru", 2], [56, "Peru", 5]]),
    ],
)
def test_words_are_counted_inside_the_paragraph(window, expected):
    assert near(window) == expected


def test_rows_keep_their_columns_and_get_the_place_of_the_nearest():
    found = dc.find_near(WAR, NAMES, CORPUS, window=3)
    assert found.columns.tolist() == [*WAR.columns, "near", "near_start", "near_end", "distance"]
    assert [CORPUS.texts[0][s:e] for s, e in zip(found["near_start"], found["near_end"], strict=True)] == [
        "Iran",
        "Peru",
    ]
    pd.testing.assert_frame_equal(found[WAR.columns], WAR.loc[found.index])


def test_spans_that_overlap_have_no_distance():
    whole = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [17]})
    assert dc.find_near(NAMES, whole, CORPUS, window=0)[["start", "near", "distance"]].values.tolist() == [
        [12, "War came to Iran.", 0]
    ]


def test_none_of_either():
    assert (
        dc.find_near(WAR, NAMES.iloc[:0], CORPUS).columns.tolist() == dc.find_near(WAR, NAMES, CORPUS).columns.tolist()
    )
    assert len(dc.find_near(WAR, NAMES.iloc[:0], CORPUS)) == 0
    assert len(dc.find_near(WAR.iloc[:0], NAMES, CORPUS)) == 0


@pytest.mark.parametrize("window", [-1, 1.5, True, "ten", None])
def test_a_window_that_is_none(window):
    with pytest.raises(ValueError, match=r"window is .*; give a whole number of words, at least 0, such as 10"):
        dc.find_near(WAR, NAMES, CORPUS, window=window)


_WORDS = st.lists(st.sampled_from(["war", "iran", "so", ".", "\n\n"]), min_size=1, max_size=30)


@given(st.lists(_WORDS, min_size=1, max_size=3), st.integers(0, 6))
def test_as_if_all_pairs_were_looked_at(texts, window):
    corpus = corpus_of(*(" ".join(words) for words in texts))
    some, others = dc.kwic(corpus, ["war", "so so"]), dc.kwic(corpus, ["iran", "so"])
    expected = []
    tokens = corpus.tokens.reset_index()
    for row in some.itertuples():
        best = min((_distance(tokens, row, other) for other in others.itertuples()), default=None)
        if best is not None and best <= window:
            expected.append([row.doc_id, row.start, best])
    found = dc.find_near(some, others, corpus, window=window)
    assert found[["doc_id", "start", "distance"]].values.tolist() == expected


def _distance(tokens: pd.DataFrame, one, other) -> float:
    of = [
        tokens[(tokens["doc_id"] == s.doc_id) & (tokens["start"] >= s.start) & (tokens["end"] <= s.end)]
        for s in (one, other)
    ]
    first, second = sorted(of, key=lambda rows: rows["index"].min())
    if one.doc_id != other.doc_id:
        return float("inf")
    if second["index"].min() <= first["index"].max():
        return 0
    between = tokens[(tokens["index"] > first["index"].max()) & (tokens["index"] < second["index"].min())]
    if first["section_id"].iloc[-1] != second["section_id"].iloc[0]:
        return float("inf")
    return 1 + int((between["token"] != ".").sum())
