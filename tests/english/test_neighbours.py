"""The words around a token: letter case and typography set aside, and never past the sentence."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, curly_text, straighten
from hypothesis import given

from discourse.english.neighbours import Neighbours

#: 0 They 1 may 2 leave 3 . 4 May 5 we 6 ? 7 It 8 isn’t 9 2018
WORDS = Neighbours(corpus_of("They may leave. May we? It isn’t 2018").arrays)
EVERY = np.arange(10)


def where(flags: np.ndarray) -> list[int]:
    return np.flatnonzero(flags).tolist()


def test_words_at_a_place_whatever_their_case_and_marks():
    assert where(WORDS.at(EVERY, {"may"})) == [1, 4]
    assert where(WORDS.at(EVERY, {"isn't", "it"})) == [7, 8]
    assert where(WORDS.at(EVERY, {"May"})) == []  # classes are in lower case
    assert where(WORDS.at(np.array([-1, 10]), {"they", "2018"})) == []  # no place of the corpus


def test_no_look_goes_past_the_sentence():
    assert where(WORDS.after(EVERY, {"may"})) == [0]
    assert where(WORDS.after(EVERY, {".", "?"})) == [2, 5]
    assert where(WORDS.at(EVERY - 1, {"."}, beside=EVERY)) == []
    assert where(WORDS.at(EVERY - 1, {"."})) == [4]


def test_where_sentences_begin_and_end():
    assert where(WORDS.begins(EVERY)) == [0, 4, 7]
    assert where(WORDS.ends(EVERY)) == [3, 6, 9]


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        (lambda at: WORDS.ending(at, "ave"), [2]),
        (lambda at: WORDS.ending(at, "eave"), []),  # two letters or more stand before an ending
        (WORDS.digits, [9]),
        (WORDS.letters, [0, 1, 2, 4, 5, 7, 8]),
        (lambda at: WORDS.test(at, lambda word: len(word) == 2), [5, 7]),
    ],
)
def test_words_that_pass_a_test(ask, found):
    assert where(ask(EVERY)) == found


def test_a_corpus_without_words():
    nothing = Neighbours(corpus_of().arrays)
    none = np.zeros(0, np.int64)
    assert nothing.types_in({"may"}).tolist() == []
    assert nothing.test(none, str.isalpha).tolist() == []


@given(curly_text)
def test_typography_makes_no_difference(text):
    one, other = (Neighbours(corpus_of(t).arrays) for t in (text, straighten(text)))
    every = np.arange(len(one.codes))
    for words in ({"won't", "we've"}, {"'s", "'"}, {"-"}, {"the", "may"}):
        assert one.at(every, words).tolist() == other.at(every, words).tolist()
