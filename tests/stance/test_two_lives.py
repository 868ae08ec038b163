"""Words with two lives: is it the hedge or booster this time, or its namesake?"""

from __future__ import annotations

import numpy as np
import pytest
from conftest import check_spans, corpus_of, odd_text, typed_text
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse.english.neighbours import Neighbours
from discourse.stance._two_lives import BOOSTERS, HEDGES, match_cues


def hedges(text: str, **options) -> list[str]:
    corpus = corpus_of(text)
    found = dc.find_hedges(corpus, **options)
    check_spans(found, corpus)
    return found["text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may rain.", ["may"]),
        ("It may, in May, rain.", ["may"]),
        ("In May 2018 it rained.", []),
        ("It rained on 7 May. May 2018 was wet.", []),
        ("Theresa May left. Mrs May’s party stayed; May stayed too.", []),
        ("May left in June.", []),
        ("Nobody asked May the next day.", []),
        ("May it last! May the best win. May God help us.", []),
        ("‘May we go?’ “May I?”", []),
        ("It rains. May they win.", []),
        ("Does she, May, the minister, know?", []),
        ("They\nMay the best win.\n", []),
    ],
)
def test_may(text, found):
    assert hedges(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moscow could strike.", ["could"]),
        ("It could not be ruled out and could have failed.", ["could not be ruled out", "could"]),
        ("She could not leave. They couldn’t stay, and he could never sing.", []),
        ("It could neither win nor end the war; it could rarely act and seldom speak.", []),
        ("It could not only fail.", ["could"]),
        ("Nothing is possible. None seems possible. It is rarely possible, nowhere possible.", ["seems"]),
        ("He could hear the guns and ran as fast as he could.", []),
        ("As a child he could read.", []),
        ("About 300 came; about two dozen stayed, for about $5.", ["About", "about", "about"]),
        ("They spoke about the war, talked about two plans and read a book about three kings.", []),
        ("The book is about two men.", []),
        ("The army appears to be losing. It appears that he lost.", ["appears to be", "appears"]),
        ("Russia appears strong. It fell, it appears.", ["appears", "appears"]),
        ("He appeared before a court. A ship appeared, then many. Ghosts appear suddenly in bars.", []),
        ("The data suggest fraud. This suggests that he lied.", ["suggest", "suggests"]),
        ("He suggested a truce. We suggest leaving. I suggest you go.", []),
        ("He suggested that talks be held and that they should go. A suggested price fell.", []),
        ("Rain is likely. It is not likely. It isn’t very likely.", ["likely", "not likely", "isn’t very likely"]),
        ("It would fail. If asked, he would go.", ["would", "would"]),
        ("He said that Russia would attack. She promised they would pay.", []),
        ("He said so; it would fail. “I know,” he said, but it would rain.", ["would", "would"]),
        ("A deal is possible. A possible deal fell.", ["possible", "possible"]),
        ("It is possible to sail, the best deal possible, the fastest possible car; not possible.", []),
        ("Nearly 40 came, almost all by car, in an almost empty bus.", ["Nearly", "almost all", "almost"]),
        ("He almost died and nearly fainted, but it almost doubled.", ["almost"]),
        ("A potential crisis looms. Its potential is large, with potential for harm.", ["potential"]),
        ("The apparent winner lost. It was most apparent.", ["apparent"]),
        ("I believe in ghosts; we believe in you. I believe, in fact, that he lied.", ["I believe"]),
        ("I suspect a plot. The suspect fled with a hint at guilt.", ["I suspect"]),
        ("There are doubts. A chorus of doubts met the plan. The doubts that remain are many.", ["doubts", "doubts"]),
        ("The suggestion is that he lied. He took up the suggestion.", ["suggestion"]),
        ("Few, if any, came. If any rain falls, stay. The story, if true, hurts.", ["if any", "if true"]),
    ],
)
def test_words_with_two_lives(text, found):
    assert hedges(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is certain. Success is sure.", ["certain", "sure"]),
        ("Certain states left. A certain man came.", []),
        ("The aim is clear. It became clear that he lied. A clear sky.", ["clear"]),
        ("They clear the way, and had to clear it up.", []),
        ("It must be true. It must be signed. It must be done.", ["must be"]),
    ],
)
def test_boosters_with_two_lives(text, found):
    assert dc.find_boosters(corpus_of(text))["text"].tolist() == found


@pytest.mark.parametrize("rules", [HEDGES, BOOSTERS])
def test_a_cue_has_one_rule(rules):
    cues = [cue for of, _ in rules for cue in of]
    assert len(cues) == len(set(cues)) > 3


@given(st.lists(odd_text | typed_text, max_size=3))
def test_what_is_read_as_a_namesake_leaves_the_others_as_they_are(texts):
    corpus = corpus_of(*texts)
    cues = dc.load_hedges()
    words = Neighbours(corpus.arrays)
    every = match_cues(words, cues)
    kept = match_cues(words, cues, HEDGES)
    assert set(zip(*map(np.ndarray.tolist, kept), strict=True)) <= set(zip(*map(np.ndarray.tolist, every), strict=True))
