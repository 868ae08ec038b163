"""Words as numbers, and the stretches of them that paragraphs share."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import odd_text
from hypothesis import example, given
from hypothesis import strategies as st

from discourse.corpus.sections import _stretches
from discourse.corpus.sections._repeats import words_of
from discourse.corpus.sections._stretches import edits_allowed, find_shared, number_words


def numbered(words: list[list[str]]) -> list[list[int]]:
    """The words of each paragraph, numbered as they come."""
    number: dict[str, int] = {}
    return [[number.setdefault(word, len(number)) for word in own] for own in words]


def numbers_of(paragraphs: list[str]) -> list[list[int]]:
    words = number_words(paragraphs)
    keys = [words.key[low:high].tolist() for low, high in zip(words.edge[:-1], words.edge[1:], strict=True)]
    return numbered(keys)


@given(st.lists(odd_text.map(lambda text: text.replace("\n", " ")), max_size=5))
@example(["rock 'n' roll", "rock n ROLL", "it''s `so' a'_b", "", "—", "don’t dont"])
@example(["Straße STRASSE naïve na\u00efve nai\u0308ve", "ΟΔΟΣ οδος", "co\u00adop", "ﬁrst first"])
def test_words_have_the_same_number_where_they_are_the_same(paragraphs):
    found = numbered([[word.replace("'", "") for word in words_of(p)] for p in paragraphs])  # marks are not told apart
    assert numbers_of(paragraphs) == found


def test_many_paragraphs_are_numbered_some_at_a_time(monkeypatch):
    paragraphs = ["The talks may fail", "", "and the TALKS may not", "fail"] * 3
    whole = numbers_of(paragraphs)
    monkeypatch.setattr(_stretches, "_AT_ONCE", 20)
    assert numbers_of(paragraphs) == whole == numbered([words_of(p) for p in paragraphs])
    assert number_words([]).edge.tolist() == [0]


def test_edits_allowed_grow_with_length():
    assert [edits_allowed(n) for n in (5, 7, 8, 23, 24, 80)] == [0, 0, 2, 2, 3, 10]


QUOTE = "the river rose above the old stone bridge"  # three parts of two words, and two words more


@pytest.mark.parametrize(
    ("other", "parts"),
    [
        (QUOTE, 3),
        ("He said the river rose above the old iron bridge.", 3),
        ("The lake rose above the old stone wall.", 2),
        ("He rose above an old stone wall.", 1),
        ("The lake rose again.", 0),
        ("the RIVER’s bank", 0),
    ],
)
def test_parts_that_another_paragraph_holds(other, parts):
    words = number_words([QUOTE, other])
    found = find_shared(words, np.zeros(2), np.array([0]))
    assert [some.tolist() for some in found.get(0, [])] == [[0, 1]] * parts
    assert find_shared(words, np.arange(2), np.array([0])) == {}  # on two pages


@given(st.data())
def test_whatever_has_few_words_changed_shares_a_part(data):
    word = st.sampled_from("abcdefghij")
    own = data.draw(st.lists(word, min_size=8, max_size=80))
    changed = list(own)
    for _ in range(edits_allowed(len(own))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 1))] = data.draw(st.lists(word, max_size=1))
    words = number_words([" ".join(own), "x", " ".join(["y", *changed, "z"])])
    assert any(2 in others for others in find_shared(words, np.zeros(3), np.array([0]))[0])
