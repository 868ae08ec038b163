"""What kind of actor a name seems to be: by its words, and by what stands around it."""

from __future__ import annotations

import numpy as np
import pytest

from discourse.actors._name_types import guess_type, is_actor
from discourse.actors._variants import Entry


def entry(text: str, **known) -> Entry:
    return Entry(text, text.replace("-", " - ").split(), 1, np.arange(1), **known)


@pytest.mark.parametrize(
    ("text", "known", "kind"),
    [
        ("Ministry of Defence", {}, "government"),
        ("Bank of England", {}, "organisation"),
        ("Daily Telegraph Newspaper", {}, "media"),
        ("Labour Party Norland", {}, "party"),
        ("Battle of Moscow", {}, "other"),
        ("2011 Norland election", {}, "other"),
        ("ISIL fighters", {}, "organisation"),
        ("Sons of the Marsh", {}, "organisation"),
        ("Clowns Without Borders", {}, "organisation"),
        ("Mission Norway", {}, "organisation"),
        ("Zogists", {}, "organisation"),
        ("Zoghis", {"definite": 1.0}, "organisation"),
        ("Zogopolis", {"definite": 1.0}, "other"),
        ("BuzzGoose", {}, "organisation"),
        ("Virginia", {}, "other"),
        ("Lake Ontario", {}, "other"),
    ],
)
def test_the_words_of_a_name_tell_its_type(text, known, kind):
    assert guess_type(entry(text, **known)) == kind


@pytest.mark.parametrize(
    ("text", "known", "kind"),
    [
        ("Ada Moe", {}, "person"),
        ("Ada Moe", {"plain": False}, "person"),  # a first name is enough
        ("Ada Moe", {"definite": 0.6}, "other"),
        ("Ada Moe", {"placed": 0.5}, "other"),
        ("Ogo Moe", {}, "person"),
        ("Ogo Moe", {"plain": False}, "other"),
        ("Ogo Moe", {"definite": 0.5}, "other"),
        ("Ogo Falcons", {}, "organisation"),
        ("Norwegian Moe", {}, "other"),
        ("Great Moe", {}, "other"),
        ("New Delhi", {}, "other"),
        ("Michael Bay", {}, "person"),
        ("Michael Bay", {"definite": 1.0}, "other"),
        ("Ogo Bay", {}, "other"),
        ("Robert S. Moe III", {}, "person"),
        ("Ada de la Moe", {}, "person"),
        ("Van der Moe", {}, "person"),
        ("Jean-Luc Moe", {}, "person"),
        ("Moe", {"titled": True}, "person"),
        ("Ada", {}, "person"),
        ("Petrenko", {}, "person"),
        ("Okafor", {}, "person"),
        ("Okafor", {"placed": 0.5}, "other"),
        ("O'Moe", {}, "person"),
        ("Moe-Okafor", {}, "person"),
        ("Moe", {}, "other"),
        ("Moe", {"human": 0.4}, "person"),
        ("Moe", {"human": 0.4, "before_noun": 0.5}, "other"),
        ("Moe", {"acts": 0.4}, "person"),
        ("Moe", {"acts": 0.4, "placed": 0.1}, "other"),
    ],
)
def test_persons_are_told_by_first_names_surnames_and_what_stands_around(text, known, kind):
    assert guess_type(entry(text, **known)) == kind


def test_a_group_is_marked_as_such():
    army = entry("Iraqi army")
    assert (guess_type(army), army.form) == ("government", "group")


@pytest.mark.parametrize(("text", "kind"), [("OFB", "organisation"), ("PA", "organisation"), ("B52", "other")])
def test_letters_stand_for_a_body(text, kind):
    assert guess_type(entry(text, form="acronym")) == kind


@pytest.mark.parametrize(
    ("text", "form", "actor"),
    [
        ("Islam", "name", False),
        ("Renaissance", "name", False),
        ("Middle Ages", "name", False),
        ("anti-Semitism", "name", False),
        ("Euro", "name", False),
        ("GDP", "acronym", False),
        ("Gdp", "name", True),
        ("Islamic League", "name", True),
        ("World War II", "name", True),  # events are named like actors
    ],
)
def test_faiths_times_and_currencies_are_no_actors(text, form, actor):
    assert is_actor(entry(text, form=form)) == actor


def test_a_title_makes_a_person_of_any_word():
    assert is_actor(entry("Yuan", titled=True))


def test_titles_of_works_are_no_actors():
    assert not is_actor(entry("Long Night", work=True))
    assert is_actor(entry("Ada Moe", work=True, type="person"))
