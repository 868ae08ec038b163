"""Names as databases write them."""

import pytest

from discourse.readers.exports.fields.names import join_authors, natural_order, split_outlet


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Marr, Ida", "Ida Marr"),
        ("van der Pell, Jon K.", "Jon K. van der Pell"),
        ("Ida Marr", "Ida Marr"),
        ("Ida Marr and Jon Pell", "Ida Marr and Jon Pell"),
        ("Marr, Ida and Pell, Jon", "Marr, Ida and Pell, Jon"),
        ("Marr, I., Pell, J.", "Marr, I., Pell, J."),
        ("Marr Press, Ltd.", "Marr Press, Ltd."),
        ("Ida Marr, staff reporter", "Ida Marr, staff reporter"),
        ("Marr, Ida, ", "Ida Marr"),
        ("Ida Marr, 44", "Ida Marr, 44"),
        ("Ida Marr, who teaches history in the town of Quell", "Ida Marr, who teaches history in the town of Quell"),
        (",", ""),
    ],
)
def test_only_a_surname_and_a_first_name_change_places(stated, name):
    assert natural_order(stated) == name


def test_authors_stand_in_one_cell_each_once():
    assert join_authors(["Marr, Ida", "", "Ida Marr", "Pell, Jon"]) == "Ida Marr; Jon Pell"
    assert join_authors([]) is None and join_authors([" "]) is None


@pytest.mark.parametrize(
    ("stated", "parts"),
    [
        ("Quell Gazette; Quell", {"outlet": "Quell Gazette"}),
        ("Quell Gazette, Late Edition", {"outlet": "Quell Gazette", "edition": "Late Edition"}),
        ("Quell, Marr and Pell", {"outlet": "Quell, Marr and Pell"}),
        ("", {"outlet": ""}),
    ],
)
def test_an_outlet_stands_without_place_and_edition(stated, parts):
    assert split_outlet(stated) == parts
