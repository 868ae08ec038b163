"""Passages: a unit in its sentence, in the sentences around it, in its document."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.coding._passages import Passages

TEXT = "One came. Two may\nstay here. Three left.\n\nFour is new. Five."


def read(start: int, end: int, context: int, *, in_words: bool = False, text: str = TEXT) -> list:
    rows = pd.DataFrame({"doc_id": ["d1"], "start": [start], "end": [end]})
    corpus = corpus_of("Before. All.", text, "After. All.", sections=True)
    found = Passages(rows, corpus, context).paragraphs(0, in_words=in_words)
    return [[(piece.text, piece.look) for piece in part] for part in found]


def test_a_sentence_with_none_and_one_around_it():
    assert read(10, 28, 0) == [[("Two may stay here.", "unit")]]
    assert read(10, 28, 1) == [[("One came. ", "context"), ("Two may stay here.", "unit"), (" Three left.", "context")]]
    assert [len(part) for part in read(10, 28, 2)] == [3, 1]
    assert read(10, 28, 99) == read(10, 28, 3), "documents never touch"


def test_what_is_set_aside_is_not_read():
    text = "It may rain.\n\n*A caption.*\n\nIt is so."
    corpus = corpus_of(text)
    tokens = corpus.tokens[corpus.tokens["section_id"] != 1]
    corpus = dc.Corpus(corpus.documents, corpus.sections, tokens, corpus.rejected)
    rows = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [12]})
    found = Passages(rows, corpus, 1).paragraphs(0)
    assert [[piece.text for piece in part] for part in found] == [["It may rain."], ["It is so."]]


def test_a_mention_is_marked_in_its_sentence():
    assert read(14, 17, 0) == [[("Two ", "sentence"), ("may", "unit"), (" stay here.", "sentence")]]


def test_a_document_is_read_whole():
    assert [[look for _, look in part] for part in read(0, len(TEXT), 1)] == [["unit"], ["unit"]]


def test_words_are_numbered_and_signs_are_none():
    rows = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [14]})
    passages = Passages(rows, corpus_of("It may – yes! – rain."), 0)
    assert [word.text for word in passages.words(0)] == ["It", "may", "yes"]
    pieces = passages.paragraphs(0, in_words=True)[0]
    assert [(piece.text, piece.word) for piece in pieces if piece.look == "unit"] == [
        ("It", 0), (" ", None), ("may", 1), (" – ", None), ("yes", 2), ("! ", None),
    ]  # fmt: skip


def test_a_unit_without_a_word_is_shown_alone():
    assert read(9, 10, 3) == []


@pytest.mark.parametrize("sign", ["\x00", "\u202e"])
def test_what_may_not_stand_in_a_page_is_shown_by_a_sign(sign):
    assert sign not in str(read(0, 9, 0, text=f"One{sign}came."))
