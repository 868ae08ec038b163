"""Signs beyond ASCII are rated by their places."""

from __future__ import annotations

import unicodedata

import pytest

from discourse.readers.encoding.signs import Oddness, oddness_of, word_out_of_place


def test_ascii_has_no_points():
    assert oddness_of("Don't go - now.") == Oddness(0.0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "“D’accord,” said André – in 1999–2001 – at the Côte d’Azur…",
        "It costs £3m, €50 or 5 €; 20 °C; N° 5; ½p; m².",
        "Владимир и Ελένη, हिन्दी, Tiếng Việt, Hawaiʻi, hÉireann, great 😀",
        "«Le café»; ¿Quién? ¡No!; CAFÉ; São João; Łódź",
        "東京 and 서울",
    ],
)
def test_signs_of_writing_are_in_their_place(text):
    for form in ("NFC", "NFD"):
        assert oddness_of(unicodedata.normalize(form, text)).n_bad == 0
        assert word_out_of_place(unicodedata.normalize(form, text)) == ""


@pytest.mark.parametrize("word", ["DonÕt", "cafŽs", "Mal¢ga", "20Ω", "Тhomas", "Europe¹s", "caf\x8e", "Brasˇlia"])
def test_signs_out_of_place(word):
    assert oddness_of(f"In {word} it is.").n_bad == 1
    assert word_out_of_place(f"In {word} it is.") == word
