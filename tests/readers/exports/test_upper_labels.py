"""Labels in capitals of the older exports of LexisNexis."""

from __future__ import annotations

import pytest

from discourse.readers.exports._upper_labels import CHECKED, find_label, read_number


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("BYLINE: By Ada Quill", "author", "By Ada Quill"),
        ("AUTEUR : Ada Quill", "author", "Ada Quill"),
        ("  SECTION: NEWS; Pg. 3", "section", "NEWS; Pg. 3"),
        ("LENGTH: 2,968 words", "length", "2,968 words"),
        ("LONGUEUR: 1\u202f234 mots", "length", "1\u202f234 mots"),
        ("LÄNGE: 17 Wörter", "length", "17 Wörter"),
        ("LA\u0308NGE: 17 Wörter", "length", "17 Wörter"),
        ("LOAD-DATE: January 11, 2010", "load", "January 11, 2010"),
        ("UPDATE: 2. September 2011", "load", "2. September 2011"),
        ("LANGUAGE: ENGLISH", "language", "ENGLISH"),
        ("SPRACHE: GERMAN; DEUTSCH", "language", "GERMAN; DEUTSCH"),
        ("PUBLICATION-TYPE: Newspaper", "type", "Newspaper"),
        ("JOURNAL-CODE: WXE", "code", "WXE"),
        ("CORRECTION:", "notes", ""),
    ],
)
def test_a_label_of_the_table_is_found(line, field, value):
    assert find_label(line) == (field, value)


@pytest.mark.parametrize(
    "line",
    [
        "NOTE: the prices are rounded.",
        "Byline: Ada Quill",
        "BYLINE Ada Quill",
        "ADA QUILL: And who pays?",
        "LENGTH: it was too long.",
        "LENGTH: 5 of the 7 metres",
        "UPDATE: the ferries are back, since January 5, 2010, and this is good news for the whole of the town.",
        "LANGUAGE: never stop to learn a new one",
        "LANGUAGE: Tea.",
        "JOURNAL-CODE: two words",
        "",
        ":",
        "A" * 10_000 + ": b",
    ],
)
def test_what_is_no_label_is_none(line):
    assert find_label(line) is None


def test_every_label_is_in_capitals_and_means_one_field():
    from discourse.readers.exports._upper_labels import _LABELS

    labels = [label for labels in _LABELS.values() for label in labels.split(", ")]
    assert len(labels) == len(set(labels))
    assert all(label == label.upper() for label in labels)
    assert set(CHECKED) < set(_LABELS)


@pytest.mark.parametrize(
    ("value", "number"), [("355 words", 355), ("1'234 Wörter", 1234), ("12,345,678", 12345678), ("words", None)]
)
def test_a_number_is_read_whatever_parts_its_thousands(value, number):
    assert read_number(value) == number
