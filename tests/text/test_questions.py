"""Which sentences ask: those that end with a question mark, whatever closes behind it."""

from __future__ import annotations

import pytest
from conftest import corpus_of, odd_text
from hypothesis import given

import discourse as dc
from discourse.text.questions import find_asking


def asking(text: str) -> list[bool]:
    return find_asking(corpus_of(text).arrays).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "Why now?", "Why now??", "Why now ?", "Really?!", "“Why now?”", "‘Why now?’", "«Why now?»", "(Is it so?)",
        "“Is it (so)?”", "“Is it (so?)”", 'He asked, "Why now?"', "*Why now?*", "[Why “now?”]", "What？", "?",
    ],
)  # fmt: skip
def test_sentences_that_ask(text):
    assert asking(text) == [True]


@pytest.mark.parametrize(
    "text",
    ["He asked why.", "“Why?” he asked.", "He came (why?).", "Really!", "“Go!”", ")", "What a question", "Now!?.", "”"],
)
def test_sentences_that_do_not(text):
    assert asking(text) == [False]


def test_each_sentence_is_asked_for_itself():
    assert asking("Why now? It is late. “Is it?” No.\n\nWho knows?") == [True, False, True, False, True]


def test_no_sentence_no_answer():
    assert asking("") == []


@given(odd_text)
def test_typography_and_text_of_any_kind(text):
    corpus = corpus_of(text)
    found = find_asking(corpus.arrays)
    assert len(found) == dc.count_words(corpus)["n_sentences"].sum()
    assert not found.any() or any(mark in text for mark in "?？‽")
