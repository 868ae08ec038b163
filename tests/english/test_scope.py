"""Scope without a parser: where the clause around a cue begins and ends, and the noun phrase behind it."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, odd_text, typed_text
from hypothesis import given
from hypothesis import strategies as st

from discourse.english.neighbours import Neighbours
from discourse.english.scope import Clauses


def clauses_of(*texts: str) -> Clauses:
    return Clauses(Neighbours(corpus_of(*texts).arrays))


def cue(clauses: Clauses, word: str) -> np.ndarray:
    """Where the first such word stands."""
    return clauses.words.places({word})[0][:1]


def told(text: str, clauses: Clauses, first: np.ndarray, last: np.ndarray) -> str:
    tokens = clauses.words.tokens
    return text[int(tokens.start[first][0]) : int(tokens.end_at(last)[0])]


def clause(text: str, word: str, **options: int) -> str:
    """From the cue to the end of its clause."""
    clauses = clauses_of(text)
    at = cue(clauses, word)
    return told(text, clauses, at, clauses.clause_end(at, **options))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They may go home.", "may go home"),
        ("It may fail; they know.", "may fail"),
        ("It may fail! They know.", "may fail"),
        ("They may go but we stay.", "may go"),
        ("They may go because it rains.", "may go"),
        ("They may go, which is bad.", "may go"),
        ("They may go, however, home.", "may go, however, home"),  # a comma alone ends nothing
        ("They may go and we stay.", "may go"),
        ("They may go and come.", "may go and come"),
        ("They may go – we stay.", "may go"),
        ("They may go—we stay.", "may go"),
        ("They may go -- we stay.", "may go"),
        ("They may be so-called friends.", "may be so-called friends"),
        ("They say (it may fail) so.", "may fail"),
        ("They may (at last) go.", "may (at last) go"),
        ("They may go (at last).", "may go"),
        ("“They may go,” he said.", "may go,” he said"),
        ("“They may go.”", "may go"),
        ("“‘They may go,’” but we stay.", "may go"),
        ("They may", "may"),
    ],
)
def test_a_clause_ends(text, found):
    assert clause(text, "may") == found


def test_stops_right_behind_the_cue_can_be_passed_over():
    text = "It seems that though late they come, but they go. We stay."
    assert clause(text, "seems") == "seems that"
    assert clause(text, "seems", skip=1) == "seems that"
    assert clause(text, "seems", skip=2) == "seems that though late they come"
    assert clause(text, "seems", skip=50) == "seems that though late they come, but they go"


def phrase(text: str, word: str) -> str:
    clauses = clauses_of(text)
    at = cue(clauses, word)
    return told(text, clauses, at, clauses.phrase_end(at))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About two hundred people were there.", "About two hundred people"),
        ("About two hundred, they say.", "About two hundred"),
        ("About ten people that we know left.", "About ten people"),
        ("About ten men came home.", "About ten men"),
        ("About ten.", "About ten"),
    ],
)
def test_a_noun_phrase_ends(text, found):
    assert phrase(text, "about") == found


def subject(text: str, word: str) -> str:
    """From the start of the clause to the cue."""
    clauses = clauses_of(text)
    at = cue(clauses, word)
    return told(text, clauses, clauses.clause_start(at), at)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The new talks seem to fail.", "The new talks seem"),
        ("He said that the talks seem to fail.", "the talks seem"),
        ("Here, talks seem to fail.", "talks seem"),
        ("We met, and talks seem to fail.", "talks seem"),
        ("The talks that seem to fail go on.", "that seem"),
        ("“Talks seem to fail.”", "Talks seem"),
        ("It rained. Talks seem to fail.", "Talks seem"),
        ("Seem they do.", "Seem"),
    ],
)
def test_a_clause_starts(text, found):
    assert subject(text, "seem") == found


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Did they go?", True),
        ("“Did they go?”", True),
        ("They did.", False),
        ("“They did.”", False),
        ("They did. Why?", False),
        ("They", False),
    ],
)
def test_a_question_is_told_by_its_mark(text, asks):
    assert clauses_of(text).asks(np.array([0])).tolist() == [asks]


def test_of_no_text_there_are_no_clauses():
    clauses, none = clauses_of(""), np.zeros(0, np.int64)
    assert not len(clauses.clause_end(none)) + len(clauses.clause_start(none)) + len(clauses.phrase_end(none))


@given(st.lists(st.one_of(typed_text, odd_text), min_size=1, max_size=3))
def test_no_clause_goes_past_its_sentence(texts):
    clauses = clauses_of(*texts)
    words, at = clauses.words, np.arange(len(clauses.words.codes))
    start, end, phrase_end = clauses.clause_start(at), clauses.clause_end(at), clauses.phrase_end(at)
    assert ((words.sentence_start(at) <= start) & (start <= at)).all()
    assert ((at <= end) & (end <= words.sentence_end(at))).all()
    assert ((at <= phrase_end) & (phrase_end <= words.sentence_end(at))).all()
