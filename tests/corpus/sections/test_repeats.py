"""Pull quotes: how many words apart, and which of two paragraphs is the copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.corpus.sections import _repeats
from discourse.corpus.sections._repeats import distance_within, find_repeats, words_of
from discourse.corpus.sections._stretches import edits_allowed


def test_words_set_typography_and_case_aside():
    assert words_of("The “US–Russia” pact,\nTrump’s own: don't!") == [
        "the",
        "us",
        "russia",
        "pact",
        "trump's",
        "own",
        "don't",
    ]


@pytest.mark.parametrize(
    ("short", "long", "most", "edits"),
    [
        ("the talks may fail", "the talks may fail", 2, 0),
        ("the talks may fail", "he said the talks may fail again", 2, 0),
        ("the talks may fail", "the talks will fail", 2, 1),  # one changed
        ("the talks may fail", "the talks fail", 2, 1),  # one added
        ("the talks may fail", "the long talks may fail", 2, 1),  # one dropped inside; none at the edge
        ("the talks may fail", "they talk and fail", 2, 3),  # three changed: more than two, so three
        ("the talks may fail", "no word in common at all", 9, 4),
        ("the talks may fail", "", 9, 4),
        ("", "the talks", 2, 0),
    ],
)
def test_distances_by_hand(short, long, most, edits):
    assert distance_within(short.split(), long.split(), most) == edits


def distance_by_the_table(short: list, long: list, most: int) -> int:
    """Sellers' distance, column by column."""
    column = list(range(len(short) + 1))
    best = column[-1]
    for word in long:
        diagonal, column[0] = column[0], 0
        for i, own in enumerate(short, 1):
            cost = min(diagonal + (own != word), column[i] + 1, column[i - 1] + 1)
            diagonal, column[i] = column[i], cost
        best = min(best, column[-1])
    return min(best, most + 1)


@given(st.integers(1, 5), st.integers(0, 12), st.data())
def test_the_bits_tell_the_same_distance_as_the_table(kinds, most, data):
    word = st.integers(1, kinds)
    short, long = data.draw(st.lists(word, max_size=90)), data.draw(st.lists(word, max_size=60))
    assert distance_within(short, long, most) == distance_by_the_table(short, long, most)


def distance(one: tuple, other: tuple) -> int:
    """Levenshtein's, as it is defined."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


@given(st.lists(st.sampled_from("ab"), max_size=4), st.lists(st.sampled_from("ab"), max_size=5))
def test_the_distance_is_the_least_to_any_stretch(short, long):
    stretches = {tuple(long[i:j]) for i in range(len(long) + 1) for j in range(i, len(long) + 1)}
    assert distance_within(short, long, 99) == min(distance(tuple(short), stretch) for stretch in stretches)


BODY = "It rained for a week. The river rose above the old stone bridge before the men came. Then it fell."


def repeats_of(paragraphs: list[str], unfinished: list[bool]) -> dict[int, int]:
    """What is repeated on one page."""
    return find_repeats([paragraphs], [unfinished])[0]


@pytest.mark.parametrize(
    ("quote", "unfinished", "repeats"),
    [
        ("The river rose above the old stone bridge before the men came", True, True),
        ("the river rose above the old stone bridge", True, True),
        ("The lake rose above the old iron bridge before the men came", True, True),  # two changed
        ("The lake rose above the old iron tower before the men came", True, False),  # three changed
        ("The river rose above the bridge before the men came", True, True),  # two dropped
        ("rose above the old", True, False),  # too short
        ("above the old stone bridge", True, True),
        ("above the old iron bridge", True, False),  # short, so not a word may differ
        ("above the old stone bridge.", False, False),  # short and finished: a slogan
        ("The sun shone on a village that had never seen a flood", True, False),
    ],
)
def test_what_repeats_a_stretch(quote, unfinished, repeats):
    found = repeats_of([BODY, quote], [False, unfinished])
    assert found == ({1: 0} if repeats else {})
    assert repeats_of([quote, BODY], [unfinished, False]) == ({0: 1} if repeats else {})


def test_of_two_alike_the_unfinished_or_the_later_is_the_copy():
    line = "The river rose above the old stone bridge"
    assert repeats_of([line + ".", line + "."], [False, False]) == {1: 0}
    assert repeats_of([line, line + "."], [True, False]) == {0: 1}
    assert repeats_of([line + ".", line], [False, True]) == {1: 0}
    assert repeats_of([], []) == {}


def plain_repeats(paragraphs: list[str], unfinished: list[bool]) -> dict[int, int]:
    """The same by comparing every two paragraphs."""
    words, repeats = [words_of(p) for p in paragraphs], {}
    for i, own in sorted(enumerate(words), key=lambda pair: (len(pair[1]), -pair[0])):
        n, most = len(own), edits_allowed(len(own))
        if 5 <= n <= 80 and (n >= 8 or unfinished[i]):
            found = []
            for j in {*range(len(words))} - {i, *repeats}:
                edits, alike = distance_within(own, words[j], most), len(words[j]) <= n + most
                if edits <= most and not (alike and unfinished[j] and not unfinished[i]):
                    found.append((edits, alike, j))
            repeats |= {i: min(found)[2]} if found else {}
    return repeats


@given(st.data())
def test_the_same_as_by_comparing_every_two_paragraphs(data):
    word = st.sampled_from(["a", "b", "c", "d"][: data.draw(st.integers(1, 4))])
    texts = [data.draw(st.lists(word, min_size=1, max_size=30))]
    for _ in range(data.draw(st.integers(0, 5))):
        old = data.draw(st.sampled_from(texts))
        low = data.draw(st.integers(0, len(old) - 1))
        new = data.draw(st.lists(word, max_size=2))
        texts.append(old[low : low + data.draw(st.integers(5, 25))] + new)
    paragraphs = [" ".join(words) for words in texts]
    unfinished = [data.draw(st.booleans()) for _ in paragraphs]
    assert repeats_of(paragraphs, unfinished) == plain_repeats(paragraphs, unfinished)


def test_pages_know_nothing_of_one_another():
    line = "The river rose above the old stone bridge."
    assert find_repeats([[line, BODY], [line], [], [line, "No."]], [[False, False], [False], [], [False] * 2]) == [
        {0: 1},
        {},
        {},
        {},
    ]
    assert find_repeats([], []) == []


def test_what_stands_there_again_and_again_is_compared_once(monkeypatch):
    calls = []
    monkeypatch.setattr(_repeats, "distance_within", lambda *given: calls.append(given) or distance_within(*given))
    line = "The river rose above the old stone bridge in the night."
    many = [line, "Nothing else of this kind was seen in the year before or after it."] * 500
    assert len(repeats_of(many, [False] * len(many))) == 998
    assert len(calls) == 2
