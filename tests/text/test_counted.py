"""Sentences without their tokens: they answer what was counted, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

import discourse as dc
from discourse.corpus.corpus import Corpus
from discourse.text.counted import Counted, TokensElsewhere, places_of_sentences
from discourse.text.words import words_of_documents, words_of_sentences


@pytest.fixture
def counted() -> tuple[Corpus, Corpus]:
    """A corpus, and the same without its tokens."""
    frame = pd.DataFrame(
        {"doc_id": ["a", "b"], "text": ["It may. Why now?", "No trade-off is free."], "outlet": ["A", "B"]}
    )
    corpus = dc.from_documents(frame)
    tokens = corpus.arrays
    start, end = places_of_sentences(tokens)
    sentences = pd.DataFrame(
        {
            "section_id": tokens.section_id,
            "sentence_id": tokens.sentence_id,
            "doc": tokens.doc_of_sentence,
            "start": start,
            "end": end,
            "n_words": words_of_sentences(tokens),
            "asks": [False, True, False],
        }
    )
    return corpus, Corpus(corpus.documents, corpus.sections, Counted(sentences, tokens.doc_ids), corpus.rejected)


def test_words_and_questions_are_those_of_the_tokens(counted):
    corpus, light = counted
    assert words_of_documents(light.arrays).tolist() == words_of_documents(corpus.arrays).tolist() == [4, 4]
    pd.testing.assert_frame_equal(dc.count_questions(light, by="outlet"), dc.count_questions(corpus, by="outlet"))
    spans = dc.find_hedges(corpus)[["doc_id", "category"]]
    pd.testing.assert_frame_equal(dc.count_rate(spans, light, by="outlet"), dc.count_rate(spans, corpus, by="outlet"))


def test_documents_are_left_out(counted):
    fewer = dc.filter_corpus(counted[1], counted[1].documents["doc_id"] == "b")
    assert fewer.arrays.sentence_id.tolist() == [2] and words_of_documents(fewer.arrays).tolist() == [4]
    assert [places.tolist() for places in places_of_sentences(fewer.arrays)] == [[0], [21]]


def test_who_asks_for_tokens_gets_an_error_and_no_number(counted):
    with pytest.raises(
        TokensElsewhere, match="the tokens of this corpus are in its parts, and codes was asked of them"
    ):
        len(counted[1].arrays)
    with pytest.raises(TokensElsewhere):
        dc.count_features(counted[1])
