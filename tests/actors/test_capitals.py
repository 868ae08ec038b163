"""Names in capitals are found, and the words that look like names are not."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import check_spans, corpus_of

import discourse as dc


def texts_in(text: str, table: pd.DataFrame) -> list[str]:
    corpus = corpus_of(text)
    found = dc.find_mentions(corpus, table)
    check_spans(found, corpus)
    return found["text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The treaty binds NORWAY.", ["NORWAY"]),
        ("SPAIN’S KING MEETS ANGELA MERKEL", ["SPAIN", "ANGELA MERKEL"]),
        ("XI JINPING AND XI", ["XI JINPING", "XI"]),
        ("We SAY so.", []),
        ("TRUMP: We won.", ["TRUMP"]),
        ("CANADA AND BRUSSELS SPROUTS", ["CANADA"]),
    ],
)
def test_names_in_capitals(world, text, found):
    assert texts_in(text, world) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HELP US WIN", []),
        ("SAVE US FROM NORWAY", ["NORWAY"]),
        ("NORWAY WARNS US", ["NORWAY", "US"]),
        ("WHAT THEY WANT FROM US", []),
        ("US LEAVES PACT", ["US"]),
        ("THE US AND THE WHO AGREE", ["US", "WHO"]),
        ("WHO WON THE VOTE?", []),
        ("WHO OFFICIALS LEAVE", ["WHO"]),
        ("They told US officials of a WHO report.", ["US", "WHO"]),
    ],
)
def test_an_acronym_that_is_a_word_needs_to_be_told(world, text, found):
    assert texts_in(text, world) == found


def test_names_of_ones_own_in_capitals():
    mine = pd.DataFrame({"actor": ["Acme", "Ib"], "alias": ["Acme Corp", "Ib"], "type": ["organisation", "person"]})
    assert texts_in("ACME CORP sued IB. Acme Corp won.", mine) == ["ACME CORP", "Acme Corp"]
    assert texts_in("ACME CORP SUED IB", mine) == ["ACME CORP", "IB"]


def test_capitals_of_ones_own_stay_as_they_are():
    mine = pd.DataFrame({"actor": ["Spain", "Tourism"], "alias": ["Spain", "SPAIN"], "type": ["state", "organisation"]})
    assert dc.find_mentions(corpus_of("SPAIN met Spain."), mine)["actor"].tolist() == ["Tourism", "Spain"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FIVE PENCE ON A LOAF OF BREAD", []),
        ("VICE PRESIDENT PENCE VISITS A BAKERY", ["PENCE"]),
        ("MIKE PENCE VISITS A BAKERY", ["MIKE PENCE"]),
        ("FIVE PENCE ON A LOAF\n\nMike Pence bakes bread.", ["PENCE", "Mike Pence"]),
        ("TRUMP VISITS A BAKERY", ["TRUMP"]),
        ("Then Pence left.", ["Pence"]),
        ("DEMOCRATIC CONTROL OF THE BAKERIES", []),
        ("REPUBLICAN HABITS AND DEMOCRATIC LEADERSHIP", []),
        ("THE DEMOCRATIC MAJORITY BAKES BREAD", ["DEMOCRATIC MAJORITY"]),
        ("THE BREAD OF THE DEMOCRATIC PARTY", ["DEMOCRATIC PARTY"]),
        ("DEMOCRATS BAKE MORE BREAD", ["DEMOCRATS"]),
        ("DEMOCRATIC CONTROL OF THE BAKERIES\n\nThe Democrats bake.", ["DEMOCRATIC CONTROL", "Democrats"]),
    ],
)
def test_a_surname_or_adjective_that_is_a_word_needs_to_be_told(world, text, found):
    assert texts_in(text, world) == found
