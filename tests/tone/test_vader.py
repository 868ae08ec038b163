"""What the rules return: where the words that count stand, and how patterns take the place of words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from discourse.corpus.corpus import from_documents
from discourse.text.tokens import Tokens
from discourse.tone._vader import score, score_table
from discourse.tone._valence import add_up, tell_rules


def tokens_of(text: str) -> Tokens:
    return from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}), sections=False).arrays


def found(text: str, scored) -> list[str]:
    tokens = tokens_of(text)
    start, end = tokens.start, tokens.end
    return [text[start[f] : end[last]] for f, last in zip(scored.first, scored.last, strict=True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is good, they say.", ["good"]),
        ("It is (good) or 'bad'!", []),  # VADER strips marks from one side of a word only
        ("A good plan :)", ["good", ":)"]),
        ("It is “good", ["good"]),
        ("It’s the Party’s best.", ["best"]),
        ("All neutral here.", []),
    ],
)
def test_words_stand_without_the_marks_around_them(text, words):
    assert found(text, score(tokens_of(text), None)) == words


def test_pattern_takes_the_place_of_its_words():
    text = "They said it was not good enough, a very good lie."
    patterns, valence = ["not good", "good enough", "good", "lie"], np.array([-2.0, 4.0, 1.0, -1.0])
    scored = score_table(tokens_of(text), patterns, valence, None, None)
    assert found(text, scored) == ["not good", "good", "lie"]
    assert scored.valence.tolist() == [-2, 1, -1]
    assert scored.words[scored.notes[0][1][scored.notes[0][1] >= 0]].tolist() == []
    rules = tell_rules(scored.notes, scored.words, 3).tolist()
    assert rules == [None, "boosted by very", "boosted by very"]


def test_case_column_settles_capitals():
    text = "The US told us."
    patterns, valence = ["us"], np.array([2.0])
    for case, expected in ((None, ["US", "us"]), ([True], ["us"])):
        assert found(text, score_table(tokens_of(text), patterns, valence, case, None)) == expected


def test_a_hidden_word_of_a_pattern_hides_it():
    tokens = tokens_of("It is not good")
    hidden = np.array([False, False, False, True])
    scored = score_table(tokens, ["not good"], np.array([-2.0]), None, hidden)
    assert len(scored.first) == 0
    assert add_up(scored).compound.tolist() == [0]
