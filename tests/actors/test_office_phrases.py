"""Titles in their phrases: what the words before and after say, and every rule by which a title stands for nobody."""

import pytest

from discourse.actors import _office_phrases
from discourse.actors._office_phrases import Phrase, Title, read_after, read_before, read_phrase, why_nobody

#: Mentions by the first of their words; Barack Obama and Vladimir Putin are of two.
TYPES = {"Russian": "state", "France": "state", "Obama": "person", "Putin": "person"}
NUMBER = {name: i for i, name in enumerate(TYPES)}


def around(text: str) -> tuple:
    """The words before a title in [brackets], nearest first, those after it, and the mentions that cover them."""
    before, _, rest = text.partition("[")
    name, _, after = rest.partition("]")
    left, right = before.split()[::-1], after.split()
    left, right = (words + [""] * (9 - len(words)) for words in (left, right))
    mentions = ([NUMBER.get(word, -1) for word in words] for words in (left, right))
    left_mentions, right_mentions = mentions
    return name, left, left_mentions, right, right_mentions, list(TYPES.values())


def read(text: str) -> Phrase | None:
    return read_phrase(*around(text))


def why(text: str) -> str | None:
    name, words, left, right, ahead, types = around(text)
    return why_nobody(Title(name, read_before(words, left), read_after(right, ahead), right, ahead, types))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("met the [president] in May", Phrase()),
        ("met the Russian [president] .", Phrase(owner=0, closed=True)),
        ("met Russian [president] in May", Phrase(owner=0)),
        ("met the former Russian [president]", Phrase(owner=0, past=True, closed=True)),
        ("met then - [president] Monday", None),
        ("the then [president] said", Phrase(past=True)),
        ("his newly elected [president] said", Phrase(possessor="his")),
        ("the country 's [president] said", Phrase()),
        ("met France 's [president] today", Phrase(owner=1)),
        ("the [president] of France said", Phrase(owner=1)),
        ("the [president] of the Republic of the France said", Phrase(owner=1)),
        ("the [president] of the country said", Phrase()),
        ("Putin , Russian [president] , said", Phrase(owner=0, named=3, closed=True)),
        ("the former [president] who became", Phrase(past=True)),
    ],
)
def test_what_the_words_around_a_title_say(text, told):
    assert read(text) == told


GENERAL = [
    ("the [secretary of state] for defence", "a British minister: secretary of state for"),
    ("the [chief] negotiator said", "the UN chief negotiator"),
    ("the pro - Russian [president] said", "the pro-Russian president; a party's president; as its president"),
    ("the bank 's [president] said", "the pro-Russian president; a party's president; as its president"),
    ("with Lee as its [president] .", "the pro-Russian president; a party's president; as its president"),
    ("met a new [president] today", "a president; 44 presidents"),
    ("met 44 [president] today", "a president; 44 presidents"),
    ("in Texas [president] today", "Texas Attorney General"),
    ("the [president] of the bank", "the president of the bank"),
    ("a Russian [president] of France", "a president; 44 presidents"),
    ("the [president] Obama said", "President Obama"),
    ("the [president] Lee said", "President Somebody"),
    ("the Russian [president] , Mr. Putin", "the Russian president, Vladimir Putin"),
    ("the [leader] said", "president without a state; the leader"),
    ("met [president] today", "president without a state; the leader"),
    ("became Russian [president] in", "became president; the next president"),
]


@pytest.mark.parametrize(("text", "rule"), GENERAL)
def test_why_a_title_stands_for_nobody(text, rule):
    assert why(text) == rule
    assert read(text) is None


def test_every_rule_has_an_example_above():
    assert {rule for _, rule in GENERAL} == {name for name, _ in _office_phrases._NOBODY}


def test_words_that_only_look_like_another_rule():
    assert why("the [president] Monday") is None
    assert why("the Russian [chief] 's") is None
    assert why("In [president] today") == "president without a state; the leader"
