"""Attribution without a verb: nouns of saying and thinking, and phrases with `in` and `according to`."""

from __future__ import annotations

import pytest
from conftest import corpus_of

from discourse._lists import read_rows
from discourse.voice._phrase_cues import NOUNS
from discourse.voice.quotes import find_quotes
from discourse.voice.reporting_verbs import load_reporting_verbs


def found(text: str) -> list[tuple]:
    """(text, source, cue) of each row."""
    table = find_quotes(corpus_of(text)).fillna({"source": "", "cue": ""})
    return list(table[["text", "source", "cue"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("In Lee’s words, “we go home”.", "“we go home”", "Lee’s", "words"),
        ("In the words of Lee, “we go home”.", "“we go home”", "Lee", "In the words of"),
        ("In Lee’s view, the plan failed.", "the plan failed", "Lee’s", "view"),
        ("In her view, the plan failed.", "the plan failed", "her", "view"),
        ("Her claim that the plan failed was odd.", "that the plan failed was odd", "Her", "claim"),
        ("This is Lee’s long opposition to the plan.", "the plan", "Lee’s", "long opposition to"),
        ("Lee made the odd claim that the plan failed.", "that the plan failed", "Lee", "made the odd claim"),
        ("Fears that the plan had failed grew.", "that the plan had failed grew", "", "Fears"),
        ("A claim by Lee that the plan failed.", "that the plan failed", "Lee", "claim"),
    ],
)
def test_source_cue_and_content(text, content, source, cue):
    assert found(text) == [(content, source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "In my view, the plan failed.",
        "My claim that the plan failed was odd.",
        "The claim that was made is odd.",
        "The opposition to the plan grew.",
        "The words were long.",
    ],
)
def test_what_is_the_authors_own_or_nobodys(text):
    assert found(text) == []


def test_a_noun_that_is_a_verb_where_it_stands_is_read_once():
    assert found("Lee claims that the plan failed.") == [("that the plan failed", "Lee", "claims")]


def test_with_verbs_of_ones_own_nouns_are_not_read():
    corpus = corpus_of("Fears that talks fail grew. Lee said that talks failed.")
    verbs = load_reporting_verbs()
    assert find_quotes(corpus, verbs=verbs[verbs["verb"] == "say"])["cue"].tolist() == ["said"]


def test_every_row_of_the_list_is_sound():
    rows = read_rows("reporting_nouns", "noun", "frames", "prepositions", "reference")
    nouns = [noun for noun, *_ in rows]
    assert nouns == sorted(set(nouns))
    assert all((frames or prepositions) and reference for _, frames, prepositions, reference in rows)
    assert {frame for _, frames, *_ in rows for frame in frames.split()} <= set("tim")
    assert {"claim", "claims", "worries", "views"} <= set(NOUNS)
