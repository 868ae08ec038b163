"""Names of authors: values of pages that name people, and values that name nobody."""

from __future__ import annotations

import pytest

from discourse.readers.page._people import is_full_name, letters_of, names_in


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Lee", "Ann Lee"),
        ("By Ann Lee & Bo Li", "Ann Lee; Bo Li"),
        ("Ann Lee; Bo Li", "Ann Lee; Bo Li"),
        ("Posted by: Ann Lee", "Ann Lee"),
        ("Words by Ann Lee", "Ann Lee"),
        ("Article by Ann Lee", "Ann Lee"),
        ("Ann Lee, PhD", "Ann Lee, PhD"),
        ("  Ann \n Lee | ", "Ann Lee"),
        ("Ann Lee, Political Editor", "Ann Lee"),
        ("Ann Lee, Quay News, Northport, and Bo Li", "Ann Lee; Bo Li"),
        ("By Ann Lee | November 13, 2014", "Ann Lee"),
        ("By Ann Lee, Bo Li and Cy D Fox - Harbour Safety team", "Ann Lee; Bo Li; Cy D Fox"),
        ("Ann Lee November 13, 2014", "Ann Lee"),
        ("Ann Lee in Northport", "Ann Lee"),
        ("Ann Lee (photos by Cy Fox)", "Ann Lee"),
        ("Von Ann Lee und Bo Li", "Ann Lee; Bo Li"),
        ("Par Ann Lee", "Ann Lee"),
        ("Von Lee", "Von Lee"),
        ("---- by Ann Lee", "Ann Lee"),
        ("Ludwig van der Lee and Ana de la Cruz", "Ludwig van der Lee; Ana de la Cruz"),
        ("José Ortega y Gasset", "José Ortega y Gasset"),
        ("Ann Lee 4,112 followers 2019", "Ann Lee"),
        ("Staff Writer", "Staff Writer"),  # what the page has in the place of a name
    ],
)
def test_people(value, names):
    assert names_in([value]) == names


@pytest.mark.parametrize(
    "value",
    [
        *("Article by", "Cortesía", "Courtesy"),  # a label and a credit that lost their names
        *("", None, "admin", "Editorial Staff", "@annlee", "https://quay.example/ann", "ann@quay.example", "© Ann Lee"),
        *(
            "Copyright Ann Lee",
            "Iniciar Sesión",
            "Email",
            "Log in to comment",
            "Read more",
            "4,112 followers 2019",
        ),
        *("Why the quay was closed by those who had promised to keep it", "A" * 101),
    ],
)
def test_nobody(value):
    assert names_in([value]) is None


def test_a_house_is_nobody_however_it_is_written():
    assert names_in(["The Quay", "Ann Lee", "the quay", "Ann Lee"], houses=["Quay", None, ""]) == "Ann Lee"
    assert names_in(["Quay Sport", "Quayle Ann"], houses=["The Quay"]) == "Quayle Ann"
    assert letters_of("The Quay-Side Times") == letters_of("quaysidetimes")
    assert names_in(["…"], houses=["…"]) == "…"  # without a letter nothing is the same


def test_full_names():
    told = [is_full_name(name) for name in ("Ann Lee", "Ann", "ann lee", "Ann C. Lee", "One Two Three Four Five")]
    assert told == [True, False, False, True, False]
