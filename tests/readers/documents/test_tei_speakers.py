"""Names and parties of speakers on a day."""

from __future__ import annotations

import pytest

from discourse.readers.archive import parse_xml
from discourse.readers.documents._tei_speakers import find_speakers


def speakers(affiliations: str, organisations: str = ""):
    person = '<person xml:id="a"><persName><surname>Quist</surname><nameLink>van</nameLink>'
    person += f"<forename>Orla</forename></persName>{affiliations}</person>"
    return find_speakers(parse_xml(f"<d>{person}{organisations}</d>".encode()))


def test_a_name_is_in_the_order_in_which_it_is_said():
    assert speakers("").name("a", "2019-01-01") == "Orla van Quist"
    assert speakers("").name("a", None) == "Orla van Quist"
    assert speakers("").name("b", None) is None


@pytest.mark.parametrize(
    ("affiliations", "party"),
    [
        ("", None),
        ('<affiliation ref="#GOV"/>', None),
        ('<affiliation ref="#party.A.1"/>', "A.1"),
        ('<affiliation ref="#politicalParty.A"/><affiliation ref="#parliamentaryGroup.B"/>', "B"),
        ('<affiliation ref="#party.A"/><affiliation ref="#party.B" from="2019-01"/>', "B"),
        ('<affiliation ref="#party.A" to="2018"/><affiliation ref="#party.B" from="2020"/>', None),
        ('<affiliation ref="#party.A" from="2019-05-14" to="2019-05-14"/>', "A"),
        ('<affiliation ref="#partying"/>', None),
        ("<affiliation/>", None),
    ],
)
def test_the_party_is_that_of_the_day(affiliations, party):
    assert speakers(affiliations).party("a", "2019-05-14") == party


def test_without_a_day_only_what_always_holds_is_known():
    held = '<affiliation ref="#party.A" from="2019"/>'
    assert speakers(held + '<affiliation ref="#party.B"/>').party("a", None) == "B"
    assert speakers(held + held).party("a", None) is None
    assert speakers(held).party("a", None) == "A"


def test_organisations_say_what_they_are():
    lists = '<org xml:id="x" role="politicalParty"><orgName>Axe Party</orgName><orgName full="abb">AX</orgName></org>'
    lists += '<org xml:id="y" role="parliament"/><org xml:id="z" role="politicalParty"/>'
    assert speakers('<affiliation ref="#x"/>', lists).party("a", "2019-05-14") == "AX"
    assert speakers('<affiliation ref="#y"/>', lists).party("a", "2019-05-14") is None
    assert speakers('<affiliation ref="#z"/>', lists).party("a", "2019-05-14") == "z"
