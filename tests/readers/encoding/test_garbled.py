"""Garbled text is told, and text in any script is not."""

from __future__ import annotations

import pytest

from discourse.readers.encoding.garbled import why_garbled


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Britainâ€™s economy donâ€™t grow.", "looks garbled in 2 places: Britainâ€™s"),
        ("In the cafÃ© it is warm.", "looks garbled in 1 place: cafÃ©"),
        ("BritainÕs exports rose.", "looks garbled in 1 place: BritainÕs"),
        ("In the caf\ufffd it is warm.", "looks garbled in 1 place: caf\ufffd"),
        ("Britain?s exports don?t rise.", "looks garbled in 2 places: Britain?s"),
        ("Iran\x92s plan", "looks garbled in 1 place: Iran\x92s"),
    ],
)
def test_garbled_text_is_told(text, told):
    assert why_garbled(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tea?",
        "a.php?t=1",
        "“It’s 20 °C – naïve”",
        "Владимир",
        "हिन्दी",
        "大臣は述べた",
        "العربية",
        "cafe\u0301",
        "x² 😀",
    ],
)
def test_sound_text_is_not(text):
    assert why_garbled(text) is None


def test_one_odd_sign_among_many_is_no_garbled_text():
    assert why_garbled("é " * 3 + "café " * 20 + "Europe¹s") is None
