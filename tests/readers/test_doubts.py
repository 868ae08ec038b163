"""Texts that are garbled, not English or without capitals have a row each."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse.readers.doubts import code_of, find_doubts, why_capitals

ENGLISH = "The minister said that the treaty of Paris would hold for yet another year."
SPANISH = "El presidente anunció que mañana comenzará la negociación con los sindicatos."


def found(texts, **docvars):
    rows = find_doubts(pd.DataFrame({"doc_id": list("abcdef")[: len(texts)], "text": texts, **docvars}))
    return list(rows.itertuples(index=False, name=None))


def test_doubts_in_the_order_of_documents():
    assert found([ENGLISH, SPANISH, "Britainâ€™s economy", ENGLISH.lower()]) == [
        ("b", "language", "detected as Spanish (es); the word lists are English"),
        ("c", "garbled", "looks garbled in 1 place: Britainâ€™s"),
        (
            "d",
            "capitals",
            "no capitals, by which names are recognised; only aliases in small letters are found",
        ),
    ]


def test_no_documents():
    assert found([]) == []


@pytest.mark.parametrize(
    ("text", "stated", "told"),
    [
        (ENGLISH, "en-GB", None),
        (ENGLISH, "Klingon?", None),
        (ENGLISH, "French", "detected as English (en), but stated as French (fr)"),
        (SPANISH, "spa", "detected as Spanish (es); the word lists are English"),
        (SPANISH, "en", "detected as Spanish (es), but stated as English (en)"),
        ("¡No!", "es", "the stated language is Spanish (es); the word lists are English"),
        ("No!", None, None),
    ],
)
def test_stated_languages(text, stated, told):
    assert found([text], language=[stated]) == ([("a", "language", told)] if told else [])


def test_near_languages_are_no_contradiction():
    text = "Regjeringen sier at forhandlingene må fortsette også neste år, og at ingen vet hvor lenge avtalen holder."
    assert found([text], language=["no"])[0][2].endswith("the word lists are English")


def test_codes_and_names():
    assert [code_of(name) for name in ("EN_us", "ger", "deu", "german", 5, "")] == ["en", "de", "de", "de", None, None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENGLISH.upper(), "all in capitals; names cannot be distinguished from other words"),
        (
            ENGLISH.lower(),
            "no capitals, by which names are recognised; only aliases in small letters are found",
        ),
        (ENGLISH, None),
        ("tea with milk", None),
        ("大臣は条約の交渉が来週も続くと述べた。" * 9, None),
        # Only the beginning has capitals, and the pieces that are looked at first miss most of it.
        ("x" * 300 + ENGLISH.upper() * 2 + "x" * 9000, None),
    ],
)
def test_capitals(text, told):
    assert why_capitals(text) == told
