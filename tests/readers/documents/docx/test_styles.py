"""Styles of Word documents."""

import pytest

from tests.word import paragraph, roles_of, styled, word


@pytest.mark.parametrize(
    ("style", "name", "role"),
    [
        ("Titel", "Title", "title"),
        ("Untertitel", "Subtitle", "standfirst"),
        ("berschrift2", "heading 2", "heading"),
        ("Heading 1", "Heading 1", "heading"),
        ("Titre1", "Titre 1", "heading"),
        ("Titre", "Titre", "title"),
        ("Kop3", "Kop 3", "heading"),
        ("Beschriftung", "caption", "caption"),
        ("Zitat", "Quote", None),
        ("Standard", "Normal", None),
        ("Kop", "Lead paragraph", None),
    ],
)
def test_a_style_gives_the_role_in_any_language(style, name, role):
    contents = word(paragraph("Milk is good."), paragraph("Tea", style=style), styles=[styled(style, name)])
    assert roles_of(contents) == [("Milk is good.", None), ("Tea", role)]


def test_a_style_has_the_role_of_the_one_it_is_based_on_and_circles_end():
    styles = [styled("Mine", "My own", based_on="H"), styled("H", "heading 4"), styled("O", "o", based_on="O")]
    body = paragraph("Tea", style="Mine"), paragraph("Milk", style="O"), paragraph("Nut", style="Heading5")
    assert roles_of(word(*body, styles=styles)) == [("Tea", "heading"), ("Milk", None), ("Nut", "heading")]
