"""What the table that ships knows of names, by their words."""

from __future__ import annotations

import pytest

from discourse.actors._world_names import Listed, alias_words, demonyms, places, world_names


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (("North", "Korea"), Listed("North Korea", "state", "name", "North Korea")),
        (("U.S.",), Listed("United States", "state", "acronym", "United States")),
        (("Merkel",), Listed("Angela Merkel", "person", "name", "Germany")),
        (("NATO",), Listed("NATO", "organisation", "acronym", None)),
    ],
)
def test_names_of_the_table_that_ships(words, listed):
    assert world_names()[words] == listed


def test_names_that_need_a_date_or_a_context_are_left_to_the_texts():
    assert ("Clinton",) not in world_names()


def test_the_words_of_a_name_are_tokens():
    assert alias_words("Guinea-Bissau's army") == ["Guinea", "-", "Bissau", "'s", "army"]


def test_states_and_those_who_are_from_there():
    assert {("Norway",), ("North", "Korea"), ("US",)} <= places()
    assert not {("Norwegian",), ("Oslo",), ("NATO",)} & places()
    assert {("Norwegian",), ("French",)} <= demonyms()
    assert ("Norway",) not in demonyms()
