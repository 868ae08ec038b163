"""How a word stands to a mention in its sentence: who does it, to whom it is done, who is meant."""

from __future__ import annotations

import pytest
from conftest import corpus_of, mentions_of

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
        ("Lee said that Ash attacked them.", [("attacked", "Lee", "a verb in another clause")]),
        ("Lee and his terrible plan.", [("terrible", "Lee", "behind, in its clause")]),
        ("Lee spoke; it was terrible.", [("terrible", "Lee", "behind, in another clause")]),
        ("It was a terrible Lee.", [("terrible", "Lee", "before, next to it")]),
        ("A terrible plan of the senator Lee.", [("terrible", "Lee", "before, in its clause")]),
        ("It was terrible when Lee spoke.", [("terrible", "Lee", "before, in another clause")]),
        ("Ash: “It was terrible,” said Lee.", [("terrible", "Lee", "before, in its clause, in another voice")]),
    ],
)
def test_relations(text, expected):
    assert relations(text) == expected
