"""Bytes that are no UTF-8 are read right, or with a doubt."""

from __future__ import annotations

import pytest

from discourse.readers.encoding.guessing import CODECS, guess

ENGLISH = "The minister said that the treaty would hold. "


@pytest.mark.parametrize(
    "text",
    [
        "Britain’s exports rose.",
        "“We won’t,” he said – twice…",
        "The café near Zürich, Señor Núñez and the Crèvecœurs of São Paulo",
        "It costs £100 million.",
        "talks—the third this year",
        "Søren Ærøskøbing and Håkan of Malmö",
    ],
)
def test_plain_windows_1252_gives_no_doubt(text):
    assert guess((ENGLISH + text).encode("cp1252")) == ("cp1252", None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Britain’s exports – so he said – rose.", "mac_roman"),
        ("The café is in Málaga.", "cp850"),
        ("Dubček and Dvořák met in Plzeň.", "cp1250"),
        ("Žádný z poslanců nečekal, že se vláda rozhodne. Škoda.", "iso8859-2"),
        ("Hiçbir milletvekili hükümetin böyle karar vereceğini beklemiyordu.", "cp1254"),
        ("Министр сообщил, что переговоры продолжатся.", "cp1251"),
        ("Министр сообщил, что переговоры продолжатся.", "koi8-u"),
        ("大臣は条約の交渉が来週も続くと述べた。", "euc_jp"),
        ("大臣は条約の交渉が来週も続くと述べた。", "cp932"),
        ("It is €50.", "iso8859-15"),
    ],
)
def test_other_encodings_are_read_with_a_doubt(text, encoding):
    raw = text.encode(encoding)
    found, doubt = guess(raw)
    assert raw.decode(found) == text
    assert doubt.startswith(f"not UTF-8; read as {found} ({CODECS[found]})")


@pytest.mark.parametrize("name", ["Erdoğan spoke", "Mr Barış spoke"])
def test_letters_of_turkish_are_never_read_in_silence(name):
    assert guess((ENGLISH + name).encode("cp1254"))[1]


def test_the_doubt_shows_both_readings():
    assert guess("Iran’s plan".encode("mac_roman")) == (
        "mac_roman",
        "not UTF-8; read as mac_roman (Western European, old Mac): Iran’s, where cp1252 has IranÕs",
    )


def test_signs_out_of_place_are_told_where_no_reading_is_better():
    encoding, doubt = guess((ENGLISH * 3 + "Europe\xb9s café, a fête, naïve").encode("latin-1"))
    assert encoding == "cp1252"
    assert doubt == "not UTF-8; read as cp1252, though 1 of 4 characters beyond ASCII are out of place (Europe¹s)"


def test_of_a_long_file_the_words_with_signs_are_looked_at():
    raw = (ENGLISH * 5000 + "\nBritainÕs\n" + ENGLISH * 5000).encode("cp1252")
    assert guess(raw)[0] == "mac_roman"
