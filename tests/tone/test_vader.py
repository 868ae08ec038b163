"""What the rules return: where the words that count stand, and how patterns take the place of words."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from discourse.corpus.corpus import from_documents
from discourse.text.tokens import Tokens
from discourse.tone._vader import score, score_table
from discourse.tone._vader_words import constants
from discourse.tone._valence import add_up, round_half, tell_rules, token_ranges


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


def test_rules_in_words():
    notes = [("negated by", np.array([-1, 1, 0])), ("in a question", np.array([-2, -1, -2]))]
    words = np.array(["not", "never"], dtype=object)
    expected = ["in a question", "negated by never", "negated by not, in a question"]
    assert tell_rules(notes, words, 3).tolist() == expected


def test_rounding_is_pythons():
    values = np.array([0.125, 0.375, 2.675, -0.0005, 1.0005])
    assert round_half(values, 3).tolist() == [round(v, 3) for v in values.tolist()]
    assert round_half(values, 2).tolist() == [round(v, 2) for v in values.tolist()]


def test_token_ranges_leave_out_other_documents():
    tokens = tokens_of("one two three")
    spans = pd.DataFrame({"doc_id": ["b", "a", "a"], "start": [0, 4, 3], "end": [3, 13, 4]})
    rows, first, after = token_ranges(tokens, spans, "spans")
    assert rows.tolist() == [1, 2]
    assert list(zip(first.tolist(), after.tolist(), strict=True)) == [(1, 3), (1, 1)]  # a blank holds no token


def test_the_constants_are_those_of_nltk():
    from nltk.sentiment.vader import VaderConstants

    ours, theirs = vars(constants()), vars(VaderConstants)
    assert ours.keys() - {"__weakref__", "__dict__"} == theirs.keys() - {"__weakref__", "__dict__"}
    assert len(ours["NEGATE"]) > 50
    for name in theirs:
        if name.isupper():
            one, other = (getattr(known[name], "pattern", known[name]) for known in (ours, theirs))
            assert one == other, name


def test_scoring_does_not_import_all_of_nltk():
    code = (
        "import sys, pandas as pd, discourse as dc;"
        "dc.score_sentiment(dc.from_documents(pd.DataFrame({'doc_id': ['a'], 'text': ['Not so good!']})));"
        "sys.exit('nltk' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0
