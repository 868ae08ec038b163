"""What a single word can be in a name: its shape, and the classes of words that it is in."""

from __future__ import annotations

import pytest

from discourse.actors import _name_words as w


def classes(form: str) -> int:
    return w.classify(form, form.lower(), w.word_classes())


@pytest.mark.parametrize(
    ("form", "yes", "no"),
    [
        ("Moscow", w.WORD | w.CAPITAL, w.SMALL | w.ACRONYM | w.CLOSED),
        ("moscow", w.WORD | w.SMALL, w.CAPITAL),
        ("NATO", w.CAPITAL | w.ACRONYM | w.LOUD, w.CLOSED),
        ("U.S.", w.CAPITAL | w.ACRONYM, w.LETTER),
        ("MPs", w.ACRONYM | w.PLURAL, w.LOUD),
        ("W.", w.CAPITAL | w.LETTER, w.CLOSED),
        ("I", w.LETTER | w.CLOSED, 0),
        ("The", w.CAPITAL | w.CLOSED | w.FUNCTION | w.THE, w.TITLE),
        ("Ministers", w.TITLE | w.PLURAL, w.HEAD),
        ("Sen.", w.TITLE, w.HEAD),
        ("Ministry", w.HEAD | w.BODY, w.PLURAL),
        ("Congress", w.HEAD | w.CHAMBER, w.PLURAL),
        ("may", w.FUNCTION | w.CALENDAR, w.CLOSED | w.CAPITAL),  # the month may be a name
        ("said", w.VERB | w.SMALL, 0),
        ("marched", w.VERB | w.SMALL, 0),
        ("1990", w.NUMBER | w.YEAR, w.WORD),
        ("1990s", w.NUMBER | w.WORD, w.YEAR),
        ("42", w.NUMBER, w.YEAR),
        ("von", w.PARTICLE, w.CAPITAL),
        ("(", w.OPEN, w.WORD),
        ("'s", w.POSSESSIVE, w.QUOTE),
        ('"', w.QUOTE, w.POSSESSIVE),
        ("%", 0, w.WORD | w.NUMBER | w.QUOTE),
    ],
)
def test_the_classes_of_a_word(form, yes, no):
    assert classes(form) & yes == yes
    assert classes(form) & no == 0


def test_every_class_is_a_bit_of_its_own():
    bits = [value for name, value in vars(w).items() if name.isupper() and isinstance(value, int)]
    assert len(bits) > 40
    assert len(set(bits)) == len(bits)
    assert all(bit.bit_count() == 1 for bit in bits)


def test_the_month_of_may_is_a_name_of_time():
    assert classes("May") & w.CALENDAR
    assert not classes("May") & w.TITLE


@pytest.mark.parametrize(("word", "compound"), [("led", True), ("backed", True), ("wide", True), ("shek", False)])
def test_what_ends_a_compound_is_no_part_of_a_name(word, compound):
    assert w.ends_compound(word) == compound
