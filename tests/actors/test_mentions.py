"""Actors tables of one's own and the shipped one, and the mentions they give."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import check_spans, corpus_of

import discourse as dc
from discourse import schema


def actors_of(*rows: tuple, columns: tuple = ("actor", "alias")) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns))


def mentions(text: str, actors: pd.DataFrame) -> list[tuple[str, str]]:
    corpus = corpus_of(text)
    found = dc.find_mentions(corpus, actors)
    check_spans(found, corpus)
    return list(zip(found["text"], found["actor"], strict=True))


# --- the shipped table ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia’s envoy met the Russians.", [("Russia", "Russia"), ("Russians", "Russia")]),
        ("Moscow and Washington talk.", [("Moscow", "Russia"), ("Washington", "United States")]),
        ("They told us that the US would go.", [("US", "United States")]),
        ("The U.S.’s aims", [("U.S.", "United States")]),
        ("US–Russia talks", [("US", "United States"), ("Russia", "Russia")]),
        ("US-led, anti-Russian", [("US", "United States"), ("Russian", "Russia")]),
        ("Nato and NATO's men", [("Nato", "NATO"), ("NATO", "NATO")]),
        ("North Korea and the north", [("North Korea", "North Korea")]),
        ("President Vladimir Putin’s China", [("Vladimir Putin", "Vladimir Putin"), ("China", "China")]),
        ("Congress’s and the CIA’s", [("Congress", "US Congress"), ("CIA", "CIA")]),
        ("turkey and china on a plate", []),
    ],
)
def test_the_world(world, text, found):
    assert mentions(text, world) == found


def test_country_names_the_state_behind_a_seat_of_government(world):
    corpus = corpus_of("The Kremlin answered the White House.")
    found = dc.find_mentions(corpus, world).set_index("actor")
    assert found.loc["White House", ["type", "country"]].tolist() == ["government", "United States"]
    assert found["country"].tolist() == ["Russia", "United States"]


# --- a table of one's own ---------------------------------------------------------------------------------------


def test_load_actors_fills_what_a_file_leaves_out(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("\ufeffactor,alias,type,wing\nNA Party,NA,party,left\nAda Moe,Moe,,\n", encoding="utf-8")
    table = dc.load_actors(path)
    assert table.columns.tolist() == [*schema.TABLES["actors"], "wing"]
    assert {str(dtype) for dtype in table.dtypes} == {"str"}
    assert table["alias"].tolist() == ["NA", "Moe"]
    assert table["type"].tolist() == ["party", "other"]
    assert table["form"].tolist() == ["name", "name"]
    assert table[["country", "source", "valid_from", "valid_to", "context"]].isna().all(axis=None)


def test_tables_stack_and_the_later_row_of_an_alias_wins(world, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("actor,alias,country\nMoscow (Idaho),Moscow,\nAda Moe,Moe’s lot,\n", encoding="utf-8")
    both = pd.concat([world, dc.load_actors(path)])
    assert mentions("Moscow and Moe's lot and Russia", both) == [
        ("Moscow", "Moscow (Idaho)"),
        ("Moe's lot", "Ada Moe"),
        ("Russia", "Russia"),
    ]


def test_the_longest_name_wins_and_title_and_possessive_stay_outside():
    actors = actors_of(("Ada Moe", "Moe"), ("Ada Moe", "Ada Moe"), ("Office", "the President"))
    text = "President Moe’s aide and Ada Moe's; the President of the US, the PRESIDENT, Moes."
    assert mentions(text, actors) == [
        ("Moe", "Ada Moe"),
        ("Ada Moe", "Ada Moe"),
        ("the President", "Office"),
    ]


def test_a_row_holds_only_on_its_days():
    columns = ("actor", "alias", "valid_from", "valid_to")
    actors = actors_of(
        ("Office", "the minister", None, None),
        ("Ada Moe", "the minister", "2016-01-10", "2018-07-16"),
        ("Bo Lee", "the minister", "2018-07-17", None),
        ("Ada Moe", "the minister Moe", None, "2018-07-16"),
        columns=columns,
    )
    days = ["2016-01-09", "2016-01-10", "2018-07-16", "2018-07-17", None]
    corpus = corpus_of(*["So the minister Moe said."] * 5, date=pd.to_datetime(days))
    found = dc.find_mentions(corpus, actors)
    assert found["doc_id"].tolist() == ["d0", "d1", "d2", "d3", "d4"]
    assert found["actor"].tolist() == ["Ada Moe", "Ada Moe", "Ada Moe", "Bo Lee", "Office"]
    assert found["text"].tolist() == [*["the minister Moe"] * 3, "the minister", "the minister"]
    undated = dc.find_mentions(corpus_of("So the minister said."), actors)
    assert undated["actor"].tolist() == ["Office"]


def test_columns_and_dtypes_are_the_same_with_and_without_mentions():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["mentions"].items()}
    for texts in ((), ("Nobody.",), ("Moe.",)):
        for actors in (actors_of(("Ada Moe", "Moe")), actors_of()):
            found = dc.find_mentions(corpus_of(*texts), actors)
            assert {c: str(d) for c, d in found.dtypes.items()} == listed
            assert list(found.columns) == list(listed)
            assert len(found) == (texts == ("Moe.",) and len(actors))


def test_inputs_are_left_as_they_are():
    corpus, actors = corpus_of("Moe may go."), actors_of(("Ada Moe", "Moe"))
    tokens, copy = corpus.tokens.copy(deep=True), actors.copy(deep=True)
    found = dc.find_mentions(corpus, actors)
    assert found[["type", "form", "reading"]].to_numpy().tolist() == [["other", "name", "actor"]]
    pd.testing.assert_frame_equal(corpus.tokens, tokens)
    pd.testing.assert_frame_equal(actors, copy)


# --- readings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("They met in Moscow and Brussels.", ["place", "place"]),
        ("They met in the Kremlin near the White House.", ["place", "place"]),
        ("The Kremlin and Downing Street refused.", ["actor", "actor"]),
        ("They believe in Russians, Putin and the CIA.", ["actor", "actor", "actor"]),
        ("He travelled to Europe, and Europe shrugged.", ["place", "actor"]),
        ("In Congress, in NATO, in Brussels.", ["actor", "actor", "place"]),
    ],
)
def test_states_capitals_and_buildings_may_be_places_and_nothing_else(world, text, readings):
    found = dc.find_mentions(corpus_of(text), world)
    assert found["reading"].tolist() == readings


def test_a_rule_stands_where_something_was_decided(world):
    found = dc.find_mentions(corpus_of("In Moscow Putin told Russians that Russia won."), world).set_index("text")
    assert found["rule"].dropna().to_dict() == {"Moscow": "after in, at, near, ...", "Russia": "subject of a verb"}


# --- errors -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "name,alias\nA,a\n",
            r"the actors table .*mine\.csv lacks the column actor; it has name, alias\. Add or rename",
        ),
        ("actor,alias\nA,a\n\n,b\n", r"mine\.csv, line 4: actor is empty; fill it or drop the line"),
        ("actor,alias\nA,a\nB, \n", r"mine\.csv, line 3: alias is empty; fill it or drop the line"),
        (
            "actor,alias,type\nA,a,\nB,b,firm\n",
            r"line 3: type is 'firm'; choose one of state, organisation, government,",
        ),
        ("actor,alias,form\nA,a,nick\n", r"line 2: form is 'nick'; choose one of name, acronym, demonym, metonym, "),
        ("actor,alias,context\nA,a,;\n", r"line 2: context is ';'; write patterns separated by `;`, or nothing"),
        ("actor,alias,valid_to\nA,a,16/7/2018\n", r"line 2: valid_to is '16/7/2018'; write a date as 2018-07-16"),
    ],
)
def test_load_actors_names_what_is_wrong_and_where(tmp_path, lines, message):
    path = tmp_path / "mine.csv"
    path.write_text(lines)
    with pytest.raises(ValueError, match=message):
        dc.load_actors(path)


def test_load_actors_names_the_shipped_tables_when_there_is_no_such_file():
    with pytest.raises(FileNotFoundError, match="there is no actors table 'wordl'; name one of 'world' or a CSV file"):
        dc.load_actors("wordl")


def test_find_mentions_names_a_missing_column():
    with pytest.raises(ValueError, match="the actors table lacks the column alias; it has actor"):
        dc.find_mentions(corpus_of("a"), pd.DataFrame({"actor": ["a"]}))


@pytest.mark.parametrize("alias", ["", " ", None])
def test_find_mentions_names_the_row_without_an_alias(alias):
    with pytest.raises(ValueError, match="row 1 of the actors table has no alias; fill it or drop the row"):
        dc.find_mentions(corpus_of("a"), actors_of(("A", "a"), ("B", alias)))


def test_lines_with_more_fields_than_the_header_are_an_error(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor,alias\na,b,c,d\n", encoding="utf8")
    with pytest.raises(ValueError, match=r"actors\.csv: its lines have more fields than the header"):
        dc.load_actors(path)
