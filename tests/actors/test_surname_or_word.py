"""Surnames that are words: the month of May, major powers, brown bread."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of

from discourse.actors._surname_or_word import spelled_like_a_surname


@pytest.mark.parametrize(
    "text",
    [
        "May said so.",
        "May told us.",
        "May has lost.",
        "May wanted more.",
        "May clearly won.",
        "May never won.",
        "May, who lost, left.",
        "May, the prime minister, left.",
        "May and Roe met.",
        "May’s plan failed.",
        "Then May left.",
        "“No,” said May.",
        "Major won.",
        "Major, however, won.",
        "We saw Brown there.",
        "Roe may sing.",  # no word that is listed
    ],
)
def test_a_person(text):
    assert not found(text).any()


@pytest.mark.parametrize(
    "text",
    [
        "In May it rained.",
        "May 2018 was hot.",
        "On 5 May it rained.",
        "May it be so.",
        "May I go?",
        "May God help.",
        "May and June were wet.",
        "May elections came.",
        "Major powers met.",
        "“Brown bread,” he said.",
    ],
)
def test_a_word(text):
    assert found(text).all()


def found(text: str) -> np.ndarray:
    tokens = corpus_of(text).arrays
    spots = np.flatnonzero(tokens.types[tokens.codes].isin(["May", "Major", "Brown", "Roe"]))
    spots = spots[:1]
    assert len(spots)
    return spelled_like_a_surname(tokens, spots)


def test_no_spots():
    assert spelled_like_a_surname(corpus_of("a b").arrays, np.zeros(0, np.int64)).tolist() == []
