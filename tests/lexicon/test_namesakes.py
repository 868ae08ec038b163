"""Namesakes: each rule is asked of the hits of its own words alone, whatever their letter case in the list."""

from __future__ import annotations

import numpy as np
from conftest import corpus_of

from discourse.english.neighbours import Neighbours
from discourse.lexicon.match import match
from discourse.lexicon.namesakes import find_namesakes


def namesakes(text: str, patterns: list[str], rules) -> list[bool]:
    words = Neighbours(corpus_of(text).arrays)
    return find_namesakes(words, *match(words.tokens, patterns), patterns, rules).tolist()


def behind_the(words, first, last):
    return words.at(first - 1, {"the"}, beside=first)


def test_a_rule_is_asked_of_its_own_words():
    rules = ((("saw", "fall"), behind_the),)
    text = "The saw broke. They saw the fall of the tree."
    assert namesakes(text, ["fall", "saw", "tree"], rules) == [True, False, True, False]


def test_letter_case_of_the_list_is_set_aside_and_rows_may_be_doubled():
    rules = ((("march",), behind_the),)
    assert namesakes("In March the march began.", ["March", "march"], rules) == [False, True]


def test_no_hits_and_no_rules():
    assert namesakes("It rains.", ["snow"], ((("snow",), behind_the),)) == []
    assert namesakes("The snow.", ["snow"], ()) == [False]


def test_one_word_may_have_several_rules():
    rules = ((("saw",), behind_the), (("saw",), lambda words, first, last: np.ones(len(first), bool)))
    assert namesakes("They saw it.", ["saw"], rules) == [True]
