"""Place or actor: names read by the words around them, rule by rule."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, curly_text, straighten
from hypothesis import given, settings

import discourse as dc
from discourse.actors._place_or_actor import SURE, read_places


def read(text: str, name: str = "Arden") -> list[tuple[str, str]]:
    """(reading, rule) of every `name` in the text."""
    actors = pd.DataFrame({"actor": [name], "alias": [name], "type": ["state"], "form": ["name"]})
    found = dc.find_mentions(corpus_of(text), actors)
    return list(zip(found["reading"], found["rule"], strict=True))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Arden refused to sign.", "subject of a verb"),
        ("On Friday Arden quickly retaliated.", "subject of a verb"),
        ("Arden and Borduria agree.", "subject of a verb"),
        ("Arden on Monday said so.", "subject of a verb"),
        ("They say that Arden will answer.", "subject of a verb"),
        ("It is meant to offend Arden now.", "object of a verb"),
        ("They persuaded Arden to leave.", "object of a verb"),
        ("They put sanctions on Arden.", "after on, governed by a word of dealings"),
        ("He is soft on Arden.", "after on, governed by a word of dealings"),
        ("The rise is a threat to Arden.", "after to, governed by a word of dealings"),
        ("It won its independence from Arden.", "after from, governed by a word of dealings"),
        ("The government of Arden fell.", "after of, governed by a word of dealings"),
        ("A war between Borduria and Arden began.", "after between, governed by a word of dealings"),
        ("The port was sold by Arden.", "after by"),
        ("They played against Arden.", "after against, about, ..."),
        ("Arden’s decision stands.", "possessive before a noun of politics"),
        ("Arden’s Federal Security Service knew.", "possessive before a noun of politics"),
        ("The Arden sanctions bite.", "attribute of a noun of politics"),
        ("Arden President Jo Moe spoke.", "before a title or an organ of state"),
        ("Arden-backed rebels won.", "joined by a dash"),
        ("the anti-Arden mood", "after anti- or pro-"),
        ("The case was Moe v. Arden at first.", "beside versus"),
    ],
)
def test_actor(text, rule):
    assert read(text) == [("actor", rule)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("He lives in Arden.", "after in, at, near, ..."),
        ("She works in Syldavia and Arden.", "after in, at, near, ..."),
        ("Across all of northern Arden it rained.", "after northern, central, ..."),
        ("She flew to Arden.", "after to, governed by a word of place or motion"),
        ("A visit to Arden by Moe ended.", "after to, governed by a word of place or motion"),
        ("He invited the main adversary to Arden.", "after to, governed by a word of place or motion"),
        ("The expulsion of diplomats from Arden began.", "after from"),
        ("The refugees from Arden came.", "after from, governed by a word of place or motion"),
        ("The capital of Arden is old.", "after of, governed by a word of place or motion"),
        ("Moe visits Arden.", "object of a verb of place"),
        ("They left Arden in May.", "object of a verb of place"),
        ("Flights between Borduria and Arden stopped.", "after between, governed by a word of place or motion"),
        ("The border with Arden is long.", "after with, governed by a word of place or motion"),
        ("It is bordered by Arden.", "after bordered by"),
        ("Arden is a small country.", "subject of is a place"),
        ("Arden lies to the east.", "subject of a verb of lying"),
        ("Arden’s coast is long.", "possessive before a part of a place"),
        ("Arden’s largest firm fell.", "possessive before a superlative"),
        ("The Arden coast is long.", "attribute of a noun of place"),
        ("The Arden-based firm fell.", "before -based or -born"),
        ("Countries such as Arden.", "after such as"),
        ("Born in Zilchem, Arden, she left.", "part of an address"),
        ("Arden!", "no rule: taken for a place"),
    ],
)
def test_place(text, rule):
    assert read(text) == [("place", rule)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Arden mulls the offer.", "subject of a verb"),
        ("Arden left the talks.", "subject of a verb"),
        ("Arden was conducting flights there.", "subject of a verb"),
        ("Arden is the only state that signed.", "subject of is the first to"),
        ("Countries such as Arden oppose it.", "subject of a verb"),
        ("She called Arden a pillar of peace.", "called something"),
        ("In the autumn, her club Arden!", "in apposition to a noun"),
        ("The wrath of Arden was feared.", "after of, governed by a word of dealings"),
        ("A successor to Arden came.", "after to, governed by a word of dealings"),
        ("Arden were all out for ninety.", "subject of a plural verb"),
        ("It helped old friends, such as Arden.", "after such as, with actors"),
        ("They bought grain from Arden.", "after from, governed by a word of dealings"),
        ("Arden’s occupation of Borduria ended.", "possessive before an act"),
        ("Arden’s only match was lost.", "possessive before a noun of politics"),
        ("Moe spoke about ties of the two countries, Borduria and Arden.", "in apposition to states"),
        ("In favour were nine states: Borduria, Roe and Arden.", "in apposition to states"),
    ],
)
def test_actors_by_grammar(text, rule):
    assert read(text) == [("actor", rule)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It is found as far as Arden.", "after as far as"),
        ("The ferry between Borduria and Arden stopped.", "after between, governed by a word of place or motion"),
        ("Arden’s six largest ports closed.", "possessive before a part of a place"),
        ("It was named after Arden.", "called by the name"),
        ("Arden, officially the Republic of Arden, is hilly.", "opens a clause, with another name"),
        ("Inns located between Borduria and Arden.", "after between, governed by a word of place or motion"),
        ("Arden may have been humid.", "subject of is a place"),
        ("Arden has many small towns.", "subject of has a coast"),
        ("She thrived in prosperous Arden.", "after in, at, near, ..."),
        ("It is sold in nine states, Arden and Borduria.", "no rule: taken for a place"),
    ],
)
def test_places_by_grammar(text, rule):
    assert ("place", rule) in read(text)


def test_the_us_is_no_pronoun_among_names():
    found = dc.find_mentions(
        corpus_of("Spain and the US are at odds. In US custody he fell ill."), dc.load_actors("world")
    )
    assert found["reading"].tolist() == ["actor"] * 3


def test_both_in_one_sentence():
    text = "Arden sent troops to Arden, and Arden’s army left Arden."
    assert [reading for reading, _ in read(text)] == ["actor", "place", "actor", "place"]


def test_a_list_is_read_as_its_first_name_is():
    text = "He lived in Borduria, Arden and Syldavia."
    assert read(text) == [("place", "after in, at, near, ...")]
    text = "Sanctions on Borduria, Arden and Syldavia hold."
    assert read(text) == [("actor", "after on, governed by a word of dealings")]


def test_no_rule_looks_beyond_the_sentence():
    assert read("He went there from. Arden refused.") == [("actor", "subject of a verb")]
    assert read("Arden\nrefused.") == [("place", "no rule: taken for a place")]


def test_no_names_no_readings():
    tokens = corpus_of("Nobody here.").arrays
    none = np.zeros(0, np.int64)
    actor, rule = read_places(tokens, none, none)
    assert (len(actor), len(rule)) == (0, 0)


WORLD = dc.load_actors("world")


@settings(max_examples=40)  # each looks for some 12,000 names twice
@given(curly_text)
def test_typography_makes_no_difference(text):
    corpora = [corpus_of(t) for t in (text, straighten(text))]
    found = [dc.find_mentions(c, WORLD)[["actor", "reading", "rule"]] for c in corpora]
    pd.testing.assert_frame_equal(*found)


def test_the_rules_that_leave_no_doubt_exist():
    source = Path(read_places.__code__.co_filename).read_text(encoding="utf-8")
    for rule in SURE:
        assert rule in source or (rule.startswith("after ") and "governed by a word of place or motion" in rule)


def test_the_list_of_words_is_well_formed():
    with files("discourse").joinpath("data/reading.csv").open("rb") as file:
        table = pd.read_csv(file, dtype="str", keep_default_na=False)
    assert table.columns.tolist() == ["kind", "words", "reference"]
    assert (table != "").all(axis=None)
    words = table.assign(word=table["words"].str.split()).explode("word")
    assert words.loc[words.duplicated(["kind", "word"]), "word"].tolist() == []
    assert words["word"].str.fullmatch(r"[a-zé\-'.]+|&").all()
    verbs = table.loc[table["kind"] == "motion", "words"].tolist()
    assert "fly flies flew flown flying" in verbs


def test_the_seed_commentary(seed_text):
    """In the body Moscow acts three times; of four Washingtons only the one that is offended acts."""
    found = dc.find_mentions(corpus_of(seed_text, sections=True), dc.load_actors("world"))
    assert found.loc[found["text"] == "Moscow", "reading"].tolist() == ["actor"] * 3
    assert found.loc[found["text"] == "Washington", "reading"].tolist() == ["actor", "place", "place", "place"]
    assert found.loc[found["text"] == "Syria", "reading"].unique().tolist() == ["place"]
    fsb = found.index[found["actor"] == "FSB"][0]
    assert found.loc[[fsb - 1, fsb], "actor"].tolist() == ["Russia", "FSB"]
    assert found.loc[fsb - 1, "reading"] == "actor"


def test_a_name_that_ends_in_a_noun_of_place_is_a_place_unless_it_acts_and_the_name_of_a_state_is_not_one():
    assert read("They praised Arden Racecourse.", "Arden Racecourse") == [("place", "a river or road")]
    assert read("It hung over Arden Racecourse.", "Arden Racecourse") == [("place", "a river or road")]
    assert read("Arden Racecourse refused.", "Arden Racecourse") == [("actor", "subject of a verb")]
    assert read("They praised Arden Islands.", "Arden Islands") == [("actor", "object of a verb")]
