"""Words: compounds count once, clitics and marks not at all."""

from __future__ import annotations

import pytest
from conftest import corpus_of, straighten

from discourse.text.words import find_words, is_word


def test_possessive_behind_a_point_is_one_token_and_no_word():
    tokens = corpus_of("the U.S.’s aim").arrays
    assert is_word(tokens).sum() == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trade-off, Russo-American, anti-American, mid-2018, US-led", 5),
        ("US–Russia", 2),
        ("US-Russia, US–Mexico, Mexico–US", 6),
        ("Al-Qaeda’s and al-Qaeda’s", 3),
        ("Trump’s, Trump's, allies’", 3),
        ("we’ve, don’t, I’d", 3),
        ("handl[ing]", 1),
        ("2017-18 and 2017–18", 5),
        ("the talks—which failed—were short", 6),
        ("the talks – which failed -- were short", 6),
        ("so-called know-how", 2),
        ("once-in-a-decade", 1),
        ("pre- and post-war", 3),
        ("-led, - , US-", 2),
        ("£5m … 👍 & 30%", 2),
    ],
)
def test_words(text, words):
    assert is_word(corpus_of(text).arrays).sum() == words
    assert is_word(corpus_of(straighten(text)).arrays).sum() == words


def test_no_compound_crosses_a_paragraph():
    assert is_word(corpus_of("post-\nwar", "mid-", "2018").arrays).tolist() == [True, False, True, True, False, True]
    assert is_word(corpus_of().arrays).tolist() == []


def test_a_compound_of_many_parts_is_one_type_that_is_written_once():
    words = find_words(corpus_of("a-" * 3000 + "a and a-a, a-a-b or a-a").arrays)
    assert [words.forms[kind] for kind in words.kind[1:]] == ["and", "a-a", "a-a-b", "or", "a-a"]
    assert len(words.forms[words.kind[0]]) == 6001
    assert sum(map(len, words.forms)) < 6100
