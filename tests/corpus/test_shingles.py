"""Sets of shingles: what is numbered, what is shared, and that the search finds what comparing all pairs finds."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from discourse.corpus import _shingles
from discourse.corpus._shingles import (
    LEAST,
    Texts,
    TooMany,
    _pack,
    edges,
    find_pairs,
    number_same,
    shingles_of,
    texts_of,
)

#: Texts of few different words, so that many of them share shingles.
texts = st.lists(st.lists(st.integers(1, 4), max_size=24), max_size=9)
#: Versions of one text: pieces of it, with words exchanged.
versions = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 60), st.lists(st.integers(0, 59), max_size=3)), max_size=9
)


def as_texts(lists: list[list[int]]) -> Texts:
    return Texts(np.array([w for words in lists for w in words], np.int32), edges(np.array([*map(len, lists)], int)))


def search(lists: list[list[int]], threshold: float, most: int):
    return find_pairs(shingles_of(as_texts(lists)), len(lists), threshold, most)


def set_of(words: list[int]) -> set[tuple[int, ...]]:
    return {tuple(words[i : i + 3]) for i in range(max(len(words) - 2, 1))} if words else set()


def by_brute_force(lists: list[list[int]], threshold: float) -> set[tuple[int, int, int]]:
    """Every pair of lists (the longer, the shorter, what they share), compared one with one."""
    sets = [set_of(words) for words in lists]
    found = set()
    for i, one in enumerate(sets):
        for j, two in enumerate(sets):
            if i != j and two and (len(one), -i) > (len(two), -j):
                measure = len(two) if len(two) >= LEAST else len(one)
                if len(one & two) / measure >= threshold:
                    found.add((i, j, len(one & two)))
    return found


def found_in(lists: list[list[int]], threshold: float) -> set[tuple[int, int, int]]:
    pairs, size = search(lists, threshold, 10**6)
    assert size.tolist() == [len(set_of(words)) for words in lists]
    rows = list(zip(*(column.tolist() for column in pairs), strict=True))
    assert len(rows) == len(set(rows))
    return set(rows)


@given(texts, st.sampled_from([0.1, 0.3, 0.5, 0.8, 1.0]))
def test_the_search_finds_what_comparing_all_pairs_finds(lists, threshold):
    assert found_in(lists, threshold) == by_brute_force(lists, threshold)


@given(versions, st.sampled_from([0.3, 0.6, 0.8, 0.9, 1.0]))
def test_so_it_does_among_versions_of_one_text(made, threshold):
    lists = []
    for start, stop, changed in made:
        text = list(range(1, 61))
        for place in changed:
            text[place] = 61 + place
        lists.append(text[start:stop])
    assert found_in(lists, threshold) == by_brute_force(lists, threshold)


def test_versions_of_one_text_do_share_it():
    long, short = list(range(1, 31)), [*range(1, 16), 99, *range(17, 31)]
    assert found_in([short, long], 0.8) == {(0, 1, 25)}  # of 28; the changed word stands in three
    assert found_in([short, long], 0.9) == set()


@given(versions)
def test_work_in_small_parts_changes_nothing(made):
    lists = [list(range(start + 1, stop + 1)) for start, stop, _ in made]
    whole = found_in(lists, 0.8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_shingles, "_AT_ONCE", 3)
        patch.setattr(_shingles, "_SORTED_AT_ONCE", 5)
        assert found_in(lists, 0.8) == whole


def test_boilerplate_that_stands_in_every_text_is_no_candidate(monkeypatch):
    asked = []
    count = _shingles._count_shared
    monkeypatch.setattr(
        _shingles, "_count_shared", lambda sets, one, two: asked.append(len(one)) or count(sets, one, two)
    )
    rule = list(range(1, 31))
    lists = [[*rule, *range(100 * n, 100 * n + 20)] for n in range(1, 200)]
    assert found_in(lists, 0.8) == set()
    assert sum(asked) == 0


def test_more_pairs_than_allowed_are_told():
    lists = [[*range(1, 40), 100 + n] for n in range(20)]
    assert len(search(lists, 0.8, 190)[0].shared) == 190
    with pytest.raises(TooMany):
        search(lists, 0.8, 189)


def test_texts_with_the_same_words_have_one_number():
    lists = [[1, 2], [2, 1], [], [1, 2], [1, 2, 3], []]
    assert number_same(as_texts(lists)).tolist() == [0, 1, 2, 0, 4, 5]
    assert number_same(as_texts([])).tolist() == []


def test_texts_that_a_sum_takes_for_the_same_are_told_apart(monkeypatch):
    monkeypatch.setattr(_shingles, "_mix", lambda values: values & np.uint64(0))
    assert number_same(as_texts([[1, 2], [2, 1], [1, 2]])).tolist() == [0, 1, 0]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=30), st.sampled_from([1 << 64, 10]))
def test_three_words_are_one_number_of_their_own(triples, most):
    numbers = _pack(*np.array(triples).T, most=most)
    assert len(set(numbers.tolist())) == len(set(triples))
    assert len(set(zip(numbers.tolist(), triples, strict=True))) == len(set(triples))


def test_words_are_those_of_each_document_without_marks_and_clitics():
    texts = texts_of(corpus_of("“Trump’s Trade–off,” he said…", "", "?!", "TRADE-OFF: Mr Trump", "a").arrays)
    assert texts.size.tolist() == [5, 0, 3, 1][:1] + texts.size.tolist()[1:]
    assert texts.size.tolist() == [5, 0, 4, 1]
    trump, trade, off, _, _ = texts.words[:5].tolist()
    assert texts.words[5:9].tolist()[:2] == [trade, off]
    assert texts.words[5:9].tolist()[3] == trump
