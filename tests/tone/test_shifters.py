"""Words that change the value of another: on which word each bears, by its class and place."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of

from discourse.english import negators
from discourse.english.neighbours import Neighbours
from discourse.tone import _shifters
from discourse.tone._shifters import CLASSES, Shifters


def bearing(text: str, word: str) -> tuple[str, bool, bool] | None:
    """What bears on a word: the shifter, whether it is denied, and whether it says that there is less."""
    words = Neighbours(corpus_of(text).arrays)
    at = np.flatnonzero(words.at(np.arange(len(words.codes)), {word}))
    places = np.arange(len(words.codes))
    denials = np.flatnonzero(negators.deny(words, places, negators.TONE, beside=places))
    found = Shifters.found(words)
    out = _shifters.bear(words, found, at, at, denials, lambda low, high: high - low)
    place = int(out.shifter[0])
    return None if place < 0 else (str(found.texts(place)), bool(out.denied[0]), bool(out.less[0]))


@pytest.mark.parametrize(
    ("text", "shifter"),
    [
        ("Hatred fell.", "fell"),
        ("Hatred in the towns has slowly fallen.", "fallen"),
        ("There was a decline in hatred.", "decline"),
        ("The fall of hatred came.", "fall"),
        ("A time of falling hatred came.", "falling"),
        ("They cut the deep hatred.", "cut"),
        ("Hatred was reduced.", "reduced"),
        ("Hatred, fanned for years, was reduced.", None),
        ("Hatred reduced by law came back.", "reduced"),
        ("They put an end to hatred.", "put an end to"),
        ("There is less hatred.", "less"),
        ("The end of hatred is near.", "end"),
        ("It fell into hatred.", None),
        ("It ended in hatred.", None),
        ("It ended sadly in hatred.", None),
        ("They declined to show hatred.", None),
        ("They cut taxes to spread hatred.", "spread"),
        ("Hatred was reduced to a joke.", None),
        ("Hatred rose to power.", None),
        ("Hatred rose to 10 percent.", "rose"),
    ],
)
def test_what_bears_on_hatred(text, shifter):
    found = bearing(text, "hatred")
    assert (found and found[0]) == shifter


def test_less_more_and_denied():
    assert bearing("Hatred fell.", "hatred") == ("fell", False, True)
    assert bearing("Hatred grew.", "hatred") == ("grew", False, False)
    assert bearing("Hatred has not fallen.", "hatred") == ("fallen", True, True)
    assert bearing("They did not stop hatred.", "hatred") == ("stop", True, True)
    assert bearing("Stop fighting.", "fighting") == ("stop", True, True)  # it is asked for, not done


def test_no_more_is_possible():
    words = Neighbours(corpus_of("I could not be happier. She couldn’t agree more. It has never been worse.").arrays)
    every = np.arange(len(words.codes))
    found = every[_shifters.beyond_better(words, every) & words.at(every, negators.types_in(words, negators.TONE))]
    assert [words.types[words.codes[i]] for i in found] == ["not", "couldn’t", "never"]


def test_classes_of_the_list():
    assert {"falls", "lowers", "ends", "rises", "raises", "less", "denier", "set phrase"} <= set(CLASSES)
    assert not CLASSES["falls"] & CLASSES["rises"]
    assert not CLASSES["lowers"] & CLASSES["raises"]
