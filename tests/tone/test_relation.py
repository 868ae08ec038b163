"""How a word stands to a mention in its sentence: who does it, to whom it is done, who is meant."""

from __future__ import annotations

import pytest
from conftest import corpus_of, mentions_of

from discourse.tone._relation import RELATIONS, VALUES, WEIGHTS
from discourse.tone.towards_actors import actor_sentiment_evidence


def relations(text: str) -> list[tuple[str, str, str]]:
    corpus = corpus_of(text)
    table = actor_sentiment_evidence(corpus, mentions_of(corpus, "Lee", "Poe"))
    return list(zip(table["text"], table["actor"], table["relation"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee attacked Poe.", [("attacked", "Lee", "does it"), ("attacked", "Poe", "it is done to")]),
        (
            "Lee was attacked by Poe.",
            [("attacked", "Lee", "is done to, in the passive"), ("attacked", "Poe", "does it, behind by")],
        ),
        ("Lee, who attacked them, left.", [("attacked", "Lee", "does it")]),
        ("Lee went to town and attacked them.", [("attacked", "Lee", "does it, further off")]),
        ("The men of Lee attacked them.", [("attacked", "Lee", "does it, and a preposition governs the name")]),
        ("They attacked President Lee.", [("attacked", "Lee", "it is done to")]),
        ("They attacked the Lee.", [("attacked", "Lee", "it is done to")]),
        ("They attacked the senator Lee.", [("attacked", "Lee", "it is done to, further off")]),
        ("In Lee they attacked us.", [("attacked", "Lee", "a verb elsewhere in its clause")]),
        ("They attacked them, Lee slept.", [("attacked", "Lee", "a verb elsewhere in its clause")]),
        ("Lee left when Ash attacked them.", [("attacked", "Lee", "a verb in another clause")]),
        ("They attacked the town which Lee left.", [("attacked", "Lee", "a verb in a clause before")]),
        (
            "They attacked Ash when Lee slept.",
            [("attacked", "Lee", "a verb in a clause before, beyond another name")],
        ),
        ("Lee said that Ash attacked them.", [("attacked", "Lee", "a verb in what it says")]),
    ],
)
def test_relations_of_verbs(text, expected):
    assert relations(text) == expected


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Lee had a terrible plan.", "behind, in its clause"),
        ("Lee met Ash at a terrible time.", "behind, beyond another name or and"),
        ("Lee had a plan and a terrible one.", "behind, beyond another name or and"),
        ("The plan of Lee is terrible.", "behind, and a preposition governs the name"),
        ("Lee spoke; it was terrible.", "behind, in another clause"),
        ("It was a terrible Lee.", "before, next to it"),
        ("It was a terrible President Lee.", "before, next to it"),
        ("It was terrible, and Lee left.", "before, in its clause"),
        ("The terrible plan of Lee.", "before, with of or against"),
        ("A terrible plan against Lee.", "before, with of or against"),
        ("A terrible plan of the senator Lee.", "before, in its clause"),
        ("It was terrible when Lee spoke.", "before, in another clause"),
        ("It was terrible for Ash when Lee spoke.", "before, in another clause, beyond another name"),
        ("Lee said it was terrible.", "in what it says"),
        ("Lee, who has left, said it was terrible.", "in what it says"),
        ("Lee was said to be terrible.", "behind, in its clause"),
        ("It was terrible, Lee said.", "in what it says"),
        ("Ash: “It was terrible,” said Lee.", "in what it says, in another voice"),
    ],
)
def test_relations_of_other_words(text, relation):
    found = [(actor, told) for word, actor, told in relations(text) if word == "terrible"]
    assert found == [("Lee", relation)]


def test_every_relation_has_a_weight_and_a_value_of_the_word():
    names = [name for name, _, _ in RELATIONS]
    assert len(set(names)) == len(names) == len(WEIGHTS)
    assert set(VALUES) == {"valence", "agent", "patient", "either"}
    assert WEIGHTS.min() > 0
