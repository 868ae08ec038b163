"""The persons of a table by their surnames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from discourse.actors._gender import FEMALE, MALE
from discourse.actors._persons import Persons, parts_of

ROWS = [
    ("Ada Moe", "Ada Moe", None),
    ("Ada Moe", "President Moe", None),
    ("Bill Moe", "Bill Moe", None),
    ("Bill Roe", "Bill Roe", None),
    ("Bill Roe", "Roe", None),
    ("Kim Bo-ram", "Kim Bo-ram", None),
    ("Bill Lee", "Lee", "2001-01-01"),
]


@pytest.fixture
def people() -> Persons:
    table = pd.DataFrame(ROWS, columns=["actor", "alias", "valid_from"])
    return Persons(table.assign(type="person", form="name", valid_to=None, context=None))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Moe", ("", "Moe")),
        ("Ada B. Moe", ("Ada B.", "Moe")),
        ("Ada Moe Jr.", ("Ada", "Moe")),
        ("Robert S. Moe III", ("Robert S.", "Moe")),
        ("Xi Jinping", ("Jinping", "Xi")),
        ("Kim Jong Un", ("Jong Un", "Kim")),
    ],
)
def test_the_surname_of_a_name(name, parts):
    assert parts_of(name) == parts


def test_rows_by_their_surname(people):
    assert [people.names[i] if i >= 0 else None for i in people.surname] == [
        "Moe",
        "Moe",
        "Moe",
        "Roe",
        None,
        "Kim",
        None,
    ]
    assert [people.names[i] if i >= 0 else None for i in people.bare] == [None] * 4 + ["Roe", None, "Lee"]
    assert np.flatnonzero(people.titled).tolist() == [1]


def test_a_surname_that_one_person_has_without_conditions_is_settled(people):
    assert dict(zip(people.names, people.is_open.tolist(), strict=True)) == {
        "Moe": True, "Roe": False, "Kim": True, "Lee": True,
    }  # fmt: skip


def test_genders_and_the_only_one_of_a_gender(people):
    assert people.gender_of(np.array([0, 2, 1])).tolist() == [FEMALE, MALE, FEMALE]
    moe = people.names.index("Moe")
    assert people.actor_of(np.array([people.only(moe, FEMALE)])) == ["Ada Moe"]
    assert people.only(people.names.index("Roe"), FEMALE) == -2
