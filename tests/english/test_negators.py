"""Negators: one list, what each kind of them denies, and where one denies nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours
from discourse.stance.negations import load_negations

with (Path(dc.__file__).parent / "data" / "negators.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["word"]: row for row in csv.DictReader(file)}
PROPERTIES = ("tone", "booster", "odds", "possibility", "counted")
ABSOLUTE = set("not n't cannot no never nowhere neither nor nobody none nothing".split())
NEARLY = set("barely hardly rarely scarcely seldom".split())


def properties(word: str) -> dict[str, bool]:
    assert {ROWS[word][name] for name in PROPERTIES} <= {"yes", ""}
    return {name: ROWS[word][name] == "yes" for name in PROPERTIES}


def denying(text: str, which: frozenset[str] = negators.BOOSTERS) -> list[str]:
    words = Neighbours(corpus_of(text).arrays)
    places = np.arange(len(words.codes))
    return [words.types[words.codes[i]] for i in np.flatnonzero(negators.deny(words, places, which, beside=places))]


def test_words_of_a_kind_deny_alike():
    assert set(ROWS) == ABSOLUTE | NEARLY | {"without", "few", "little"}
    assert all(all(properties(word).values()) for word in ABSOLUTE)
    for word in NEARLY:
        assert properties(word) == {"tone": True, "booster": True, "odds": True, "possibility": True, "counted": False}
    assert {name for name, does in properties("without").items() if does} == {"tone", "booster", "counted"}
    assert properties("few") == properties("little")
    assert {name for name, does in properties("few").items() if does} == {"booster"}


def test_the_list_knows_every_word_of_denial_of_the_closed_classes():
    classes = closed_classes.DETERMINERS | closed_classes.PRONOUNS | closed_classes.COORDINATORS | closed_classes.MODALS
    bare = {word for word in classes if word.startswith("no") and word not in {"now"}} | {"neither", "cannot"}
    assert bare <= set(ROWS)


@pytest.mark.parametrize("word", sorted(ABSOLUTE | {"without"}))
def test_what_counts_as_a_negation_is_in_the_list_of_negations(word):
    listed = load_negations().set_index("pattern")["category"]
    assert listed["*n't" if word == "n't" else word] == ROWS[word]["category"]


@pytest.mark.parametrize("word", sorted(NEARLY | {"few", "little"}))
def test_what_all_but_denies_does_not_count(word):
    assert word not in set(load_negations()["pattern"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nobody won. None won. Nowhere did he.", ["Nobody", "None", "Nowhere"]),
        ("He hasn’t, can't, isn't.", ["hasn’t", "can't", "isn't"]),
        ("Few won and little is left. Very few came.", ["Few", "little", "few"]),
        ("A few won, the little that is left, these few, his little plan.", []),
        ("In the past few years, the last few, the next few.", []),
        ("Not only he. Not just now. Nothing but noise. No doubt. No matter. Never mind.", []),
        ("Not only that is not so.", ["not"]),
        ("Out of nowhere, from nowhere, in the middle of nowhere, nowhere else.", ["nowhere"]),
        ("Every man may do so.", []),
        ("No 10 said so, and NO 11 too. The no 1 seed. Britain's no 2 is here.", []),
        ("There were no 12 jurors. No ten came. No 10-year plan.", ["no", "No", "No"]),
    ],
)
def test_where_a_word_denies(text, found):
    assert denying(text) == found


def test_only_the_words_that_are_asked_for():
    assert denying("Few left without it and nobody doesn’t.", negators.ODDS) == ["nobody", "doesn’t"]
    assert denying("It isn’t so; nobody is.", frozenset({"nobody"})) == ["nobody"]
