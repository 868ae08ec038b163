"""What the fields of an article in Factiva become, and the words in which they are written."""

from __future__ import annotations

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.factiva.fields import (
    accession_of,
    article_of_fields,
    author_of,
    count_of,
    is_numbered,
    stated_language,
    strip_number,
)

FIELDS = {
    "HD": ["Tea"],
    "LP": ["Tea is good."],
    "TD": ["Milk is better."],
    "AN": ["Document TEATIM0020240304ek340000a"],
}


def test_lead_and_tail_are_both_body_and_a_sub_headline_is_a_standfirst():
    made = article_of_fields(
        3, FIELDS | {"SUB": ["A drink."], "ART": ["A cup."], "CX": ["It was coffee."]}, "Factiva RTF"
    )
    assert [tuple(paragraph) for paragraph in made.paragraphs] == [
        ("Tea", "title"), ("A drink.", "standfirst"), ("Tea is good.", None), ("Milk is better.", None),
        ("A cup.", "caption"), ("It was coffee.", "notes"),
    ]  # fmt: skip
    assert made.docvars == {"title": "Tea", "export": "Factiva RTF", "export_id": "TEATIM0020240304ek340000a"}


def test_a_column_is_kept_beside_the_section():
    docvars = article_of_fields(1, FIELDS | {"CLM": ["Letters"], "SE": ["Main; SECTA"]}, "Factiva HTML").docvars
    assert (docvars["column"], docvars["section"]) == ("Letters", "Main; SECTA")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"HD": ["Tea"], "LP": [], "TD": []}, "article without a body: Tea"),
        ({"WC": ["3 words"], "ART": ["A cup."]}, "article without a body: it has no headline either"),
    ],
)
def test_an_article_without_a_body_is_none(fields, reason):
    with pytest.raises(Unreadable, match=f"^{reason}$"):
        article_of_fields(1, fields, "Factiva HTML")


def test_words_are_not_counted_by_blanks_in_a_script_without_them():
    text = "渡船是島上居民的唯一交通工具，議會卻想把它賣掉。" * 20
    made = article_of_fields(1, {"HD": ["渡船"], "LP": [text], "WC": ["480 字"]}, "Factiva HTML")
    assert (made.docvars["n_words_stated"], made.doubts) == (480, [])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1,259 words", 1259), ("1.259 Wörter", 1259), ("1\xa0259 mots", 1259), ("1 259 mots", 1259),
        ("99 palabras", 99), ("12字", 12), ("1,024 слов", 1024), ("1 Wort", 1),
        ("808", None), ("words", None), ("100 days", None), ("2024 words of wisdom", None), ("808 words.", None),
    ],
)  # fmt: skip
def test_lengths(line, number):
    assert count_of(line) == number


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Document HARCOU0020240304ek34000a1", "HARCOU0020240304ek34000a1"),
        ("Document harcou0020240304ek34000a1", "harcou0020240304ek34000a1"),
        ("文件 HARCOU0020240304ek34000a1", "HARCOU0020240304ek34000a1"),
        ("Documento HARCOU002024", "HARCOU002024"),
        ("HARCOU0020240304ek34000a1", "HARCOU0020240304ek34000a1"),
        ("Document Management", None),
        ("Reference HARCOU002024", None),
        ("See Document HARCOU0020240304ek34000a1", None),
        ("", None),
    ],
)
def test_accession_numbers(line, number):
    assert accession_of(line) == number


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Nora Feld", "Nora Feld"), ("BY NORA FELD", "NORA FELD"), ("Par Nora Feld", "Nora Feld"),
        ("Von Nora Feld und Bram Teller", "Nora Feld und Bram Teller"), ("Von Hayek", "Von Hayek"),
        ("Byron Teller", "Byron Teller"), ("Nora Feld ; Bram Teller;", "Nora Feld; Bram Teller"), ("", ""),
    ],
)  # fmt: skip
def test_bylines(byline, names):
    assert author_of(byline) == names


@pytest.mark.parametrize(
    "name", ["German", "Deutsch", "Allemand", "Alemán", "Tedesco", "Alemão", "немецкий", "德文", "德语"]
)
def test_a_language_is_known_by_its_name_in_every_language_of_the_interface(name):
    assert stated_language(name) == "de"


def test_running_numbers():
    assert (is_numbered("12) The ferry"), strip_number("12) The ferry")) == (True, "The ferry")
    assert (is_numbered("12 ferries"), strip_number("12 ferries")) == (False, "12 ferries")
