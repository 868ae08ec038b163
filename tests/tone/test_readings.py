"""Where a word of the list is no evaluation: namesakes, names and parts of compounds."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of

from discourse.english.neighbours import Neighbours
from discourse.tone._readings import no_evaluation


def counts(text: str, word: str) -> bool:
    """Does the word evaluate where it first stands?"""
    words = Neighbours(corpus_of(text).arrays)
    at = np.flatnonzero(words.at(np.arange(len(words.codes)), {word}))[:1]
    return not no_evaluation(words, at, at, np.zeros(1, np.int64), [word])[0]


@pytest.mark.parametrize(
    ("word", "does", "does_not"),
    [
        (
            "like",
            ["They like the plan.", "I don’t like it."],
            ["It is like a stone.", "People like him.", "As you like."],
        ),
        ("kind", ["She is kind.", "A kind man came."], ["This kind of man.", "The same kind came."]),
        ("kindly", ["He spoke kindly."], ["Kindly stop.", "Would you kindly go?"]),
        ("sound", ["A sound policy.", "The plan is sound."], ["The sound of music.", "They sound like us."]),
        (
            "right",
            ["You are right.", "The right thing."],
            ["Go right now.", "The political right won.", "On the right."],
        ),
        ("fair", ["It was fair.", "A fair price."], ["The book fair opened.", "He went to the fair."]),
        ("fine", ["It is fine."], ["He paid a fine.", "They can fine him."]),
        ("just", ["A just war.", "It is just."], ["It is just a plan.", "He just left."]),
        ("mean", ["He is mean."], ["What do you mean?", "They mean it."]),
        ("content", ["He was content."], ["The content of it."]),
        ("novel", ["A novel idea."], ["The novel is long."]),
        ("critical", ["He was critical."], ["It is critical to us.", "A critical role."]),
        ("credit", ["He deserves credit."], ["A credit rating.", "A tax credit."]),
        ("natural", ["It was natural."], ["The natural gas."]),
        ("respect", ["He has our respect."], ["In this respect, no."]),
        ("firm", ["It is firm."], ["The firm is old."]),
        ("no", ["There is no plan."], ["No 10 said so."]),
    ],
)
def test_one_form_two_words(word, does, does_not):
    assert [text for text in does if not counts(text, word)] == []
    assert [text for text in does_not if counts(text, word)] == []


@pytest.mark.parametrize(
    ("text", "word", "evaluates"),
    [
        ("They read Vanity Fair daily.", "vanity", False),
        ("The Nobel Peace Prize went to her.", "peace", False),
        ("My friend Grace left.", "grace", False),
        ("Hope Hicks left the house.", "hope", False),
        ("Hope is left.", "hope", True),
        ("They won the Iraq War there.", "war", True),
        ("A Great Victory For Honest Workers", "honest", True),
        ("THIS IS A GREAT VICTORY", "victory", True),
        ("He is a victim of AIDS there.", "aids", True),
    ],
)
def test_names(text, word, evaluates):
    assert counts(text, word) == evaluates


@pytest.mark.parametrize(
    ("text", "word", "evaluates"),
    [
        ("The alt-right came.", "right", False),
        ("The post-war order.", "war", False),
        ("A scandal-plagued man.", "scandal", True),
        ("A scandal-plagued man.", "plagued", True),
        ("The much-loved man.", "loved", True),
        ("An anti-hatred law.", "hatred", True),
        ("A crime-free town.", "crime", True),
    ],
)
def test_compounds(text, word, evaluates):
    assert counts(text, word) == evaluates
