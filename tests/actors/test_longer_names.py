"""Names inside other names, and surnames of somebody else, are no mentions."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd
import pytest
from conftest import check_spans, corpus_of

import discourse as dc


def actors_in(text: str, table: pd.DataFrame) -> list[str]:
    corpus = corpus_of(text)
    found = dc.find_mentions(corpus, table)
    check_spans(found, corpus)
    return found["actor"].tolist()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Russia’s Federal Security Service knew.", ["Russia", "FSB"]),
        ("She reads the Washington Post and China Daily.", ["Washington Post", "China Daily"]),
        ("She reads the London Evening Post.", []),
        ("He studied at Kyiv Polytechnic and the University of Ottawa.", []),
        ("The Kremlin critic was freed.", ["Kremlin"]),
        ("It is a Trump Kremlin meeting.", ["Donald Trump", "Kremlin"]),
        ("He runs the Union Bank of Borneo and the Church of Norway.", []),
        ("Ships left the South China Sea.", ["South China Sea"]),
        ("We flew British Mountain Airways.", []),
        ("They met Jordan Ellery and Irving Berlin and Mr. Ireland.", []),
        ("Jordan King Abdullah and Jordan PM met.", ["Jordan", "Jordan"]),
        ("She lives in Moscow, Texas, and Havana, Ill., now.", []),
        ("They toured Rome, Paris, and Madrid.", ["Italy", "France", "Spain"]),
        ("Then US President Donald Trump and UK Prime Minister Theresa May met.",
         ["United States", "Donald Trump", "United Kingdom", "Theresa May"]),
        ("Then Russian Foreign Minister Sergei Lavrov left.", ["Russia", "Sergei Lavrov"]),
        ("Near Fort Washington and on Air Norway it rained.", []),
        ("the North Sea and the South Pacific", []),
        ("Air Norway flew and Radio Ghana sang.", []),
        ("He left Norway, New Jersey, for Warsaw, North Dakota.", []),
        ("Talks in Norway, New Jersey, and Oslo failed.", ["Norway", "Norway"]),
        ("She died in Dublin, Georgia.", []),
        ("Talks in Rome, Georgia and Iran failed.", ["Italy", "Georgia", "Iran"]),
        ("It costs US$3m, not 3m for the US.", ["United States"]),
        ("North Korea left the North American Free Trade Agreement.",
         ["North Korea", "North American Free Trade Agreement"]),
        ("North Korea knows. The North knows.", ["North Korea", "North Korea"]),
        ("North Korea waits. The South Koreans wait.", ["North Korea", "South Korea"]),
        ("Then Ida Holland left and Holland wept.", []),
        ("Holland wept.", ["Netherlands"]),
        ("Oxfam America asked Amnesty International UK.", ["Oxfam", "Amnesty International"]),
        ("Oxfam’s America plan is what the World Bank America built knows.",
         ["Oxfam", "United States", "World Bank", "United States"]),
        ("N. Korea and S. Korea met.", ["North Korea", "South Korea"]),
    ],
)  # fmt: skip
def test_names_in_names(world, text, actors):
    assert actors_in(text, world) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Then Mary Putin left.", []),
        ("Mary Putin left.", []),
        ("But Putin left.", ["Vladimir Putin"]),
        ("Then Mr. Putin and President Putin left.", ["Vladimir Putin", "Vladimir Putin"]),
        ("Then Senators Rubio and Cruz left.", ["Marco Rubio"]),
        ("Then Mikhail B. Khodorkovsky left.", ["Mikhail Khodorkovsky"]),
        ("Then Igor B. Khodorkovsky left.", []),
        ("Then Putin Jr. left.", []),
        ("He moved to Merkel, Texas.", []),
    ],
)
def test_surnames_of_strangers(world, text, actors):
    assert actors_in(text, world) == actors


def test_in_a_heading_capitals_tell_nothing(world):
    assert actors_in("Russia Times Its Next Move Well", world) == ["Russia"]
    assert actors_in("Why They Fear Putin", world) == ["Vladimir Putin"]
    assert actors_in("He read the Russia Times in the train.", world) == []


def test_a_longer_name_of_ones_own_table_is_kept(world):
    mine = pd.DataFrame({"actor": ["Union Bank"], "alias": ["Union Bank of Norway"], "type": ["organisation"]})
    assert actors_in("He runs the Union Bank of Norway.", pd.concat([world, mine])) == ["Union Bank"]


@pytest.mark.parametrize(
    "text",
    ["Brazil nuts and a Brussels sprout", "He plays Russian roulette.", "They roast a Turkey.",
     "She lives in Little Italy.", "It is all Greek to him.",
     "A bull in a China shop", "He had German measles and wore a Panama hat."],
)  # fmt: skip
def test_names_of_things_are_no_actors(world, text):
    assert actors_in(text, world) == []


def test_a_thing_that_ones_own_table_has_is_kept(world):
    mine = pd.DataFrame({"actor": ["Roulette"], "alias": ["Russian roulette"], "type": ["other"]})
    assert actors_in("He plays Russian roulette.", pd.concat([world, mine])) == ["Roulette"]


def test_the_parts_of_names_are_well_formed():
    with files("discourse").joinpath("data/name_parts.csv").open("rb") as file:
        table = pd.read_csv(file, dtype="str", keep_default_na=False)
    assert table.columns.tolist() == ["part", "word", "reference"]
    assert (table != "").all(axis=None)
    assert table.loc[table.duplicated(["part", "word"])].empty
    assert {"label", "before", "US state"} <= set(table["part"])
