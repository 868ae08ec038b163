"""Clauses: where the one around a word begins and ends, told by marks and by words that open another."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, odd_text, typed_text
from hypothesis import assume, given

from discourse.english.neighbours import Neighbours
from discourse.english.scope import Clauses


def clauses_of(tokens) -> Clauses:
    return Clauses(tokens, Neighbours(tokens))


def clause(text: str, word: str, which: str) -> str:
    """From the word to the end that is asked for, or from the beginning to the word."""
    tokens = corpus_of(text).arrays
    at = np.flatnonzero(tokens.types[tokens.codes] == word)[:1]
    found = getattr(clauses_of(tokens), which)(at)
    first, last = (found, at) if which == "clause_start" else (at, found)
    return text[tokens.start[first[0]] : tokens.end_at(last)[0]]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Talks may fail.", "may fail"),
        ("Talks may fail, but he will go.", "may fail"),
        ("Talks may fail; he left.", "may fail"),
        ("Talks may fail because he lied.", "may fail"),
        ("Talks may, in May, fail.", "may, in May, fail"),
        ("Talks may fail and he will go.", "may fail"),
        ("Talks may stop and start.", "may stop and start"),
        ("Talks may fail – again.", "may fail"),
        ("Talks may be far-reaching.", "may be far-reaching"),
        ("Talks may fail (in Rome).", "may fail"),
        ("It failed (as talks may do) again.", "may do"),
    ],
)
def test_where_a_clause_ends(text, rest):
    assert clause(text, "may", "clause_end") == rest


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Talks may fail.", "Talks may"),
        ("In Rome, the talks may fail.", "the talks may"),
        ("He knows that it may fail.", "it may"),
        ("A man who may go left.", "who may"),
        ("He left. And they may go.", "they may"),
    ],
)
def test_where_a_clause_begins(text, before):
    assert clause(text, "may", "clause_start") == before


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A possible war in Asia is near.", "possible war in Asia"),
        ("A possible war, they say.", "possible war"),
        ("It is possible.", "possible"),
        ("A possible end to war.", "possible end"),
    ],
)
def test_where_a_noun_phrase_ends(text, phrase):
    assert clause(text, "possible", "phrase_end") == phrase


def test_whether_a_sentence_asks():
    tokens = corpus_of("Will they go? “Will they?” They will.").arrays
    assert clauses_of(tokens).asks(tokens.opening).tolist() == [True, True, False]


@given(typed_text | odd_text)
def test_a_clause_holds_its_word_and_stays_in_the_sentence(text):
    tokens = corpus_of(text).arrays
    assume(len(tokens))
    every, found = np.arange(len(tokens)), clauses_of(tokens)
    for end in (found.clause_end(every), found.clause_end(every, skip=2), found.phrase_end(every)):
        assert (end >= every).all()
        assert (tokens.sentence[end] == tokens.sentence).all()
    start = found.clause_start(every)
    assert (start <= every).all()
    assert (tokens.sentence[start] == tokens.sentence).all()
