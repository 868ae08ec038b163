"""Names of authors: values of pages that name people, and values that name nobody."""

from __future__ import annotations

import pytest

from discourse.readers._people import is_full_name, letters_of, names_in


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Lee", "Ann Lee"),
        ("By Ann Lee & Bo Li", "Ann Lee; Bo Li"),
        ("Ann Lee; Bo Li", "Ann Lee; Bo Li"),
        ("Posted by: Ann Lee", "Ann Lee"),
        ("Words by Ann Lee", "Ann Lee"),
        ("Ann Lee, PhD", "Ann Lee, PhD"),
        ("  Ann \n Lee | ", "Ann Lee"),
        ("Staff Writer", "Staff Writer"),  # what the page has in the place of a name
    ],
)
def test_people(value, names):
    assert names_in([value]) == names


@pytest.mark.parametrize(
    "value",
    [
        *("", None, "admin", "Editorial Staff", "@annlee", "https://quay.example/ann", "ann@quay.example", "© Ann Lee"),
        *(
            "Copyright Ann Lee",
            "Iniciar Sesión",
            "Email",
            "Log in to comment",
            "Read more",
            "Ann Lee 4,112 followers 2019",
        ),
        *("Why the quay was closed by those who had promised to keep it", "A" * 101),
    ],
)
def test_nobody(value):
    assert names_in([value]) is None


def test_a_house_is_nobody_however_it_is_written():
    assert names_in(["The Quay", "Ann Lee", "the quay", "Ann Lee"], houses=["Quay", None, ""]) == "Ann Lee"
    assert letters_of("The Quay-Side Times") == letters_of("quaysidetimes")
    assert names_in(["…"], houses=["…"]) == "…"  # without a letter nothing is the same


def test_full_names():
    told = [is_full_name(name) for name in ("Ann Lee", "Ann", "ann lee", "Ann C. Lee", "One Two Three Four Five")]
    assert told == [True, False, False, True, False]
