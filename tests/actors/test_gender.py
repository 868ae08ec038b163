"""What titles and first names say of the gender of a person."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of

from discourse.actors._gender import FEMALE, MALE, OPEN, OTHER, of_name, of_titles, surname_first
from discourse.english.neighbours import Neighbours


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Ada Moe", FEMALE),
        ("Michelle Moe", FEMALE),
        ("Barack Moe", MALE),
        ("Robin Moe", OPEN),
        ("Ogo Moe", OPEN),
        ("Queen Ogo", FEMALE),
        ("Sir Ogo Moe", MALE),
        ("Kim Jong-un", MALE),
        ("Kim Jong Un", MALE),
        ("Kim Yo-jong", FEMALE),
        ("Kim Moe", OPEN),
        ("Jean Moe", OPEN),
        ("Jean-Ogo Moe", MALE),
        ("Marie-Ogo Moe", FEMALE),
    ],
)
def test_first_names_and_titles_of_a_full_name(name, gender):
    assert of_name(name) == gender


@pytest.mark.parametrize(
    ("name", "yes"), [("Xi Jinping", True), ("Kim Bo-ram", True), ("Kim Moe", False), ("Xi", False)]
)
def test_surnames_that_stand_first(name, yes):
    assert surname_first(name.split()) == yes


def test_the_word_right_before_a_name():
    tokens = corpus_of("Mrs Moe met Mr. Moe. Moe met President Moe and a congresswoman. Moe left.").arrays
    first = np.flatnonzero(tokens.types[tokens.codes] == "Moe")
    assert of_titles(Neighbours(tokens), first).tolist() == [FEMALE, MALE, OPEN, OPEN, OPEN]


def test_each_gender_has_another():
    assert (OTHER[FEMALE], OTHER[MALE]) == (MALE, FEMALE)
    assert OTHER[OPEN] not in (OPEN, FEMALE, MALE)
