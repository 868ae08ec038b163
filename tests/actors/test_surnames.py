"""Which of several actors: by date, by context, by the full names of the document."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd
import pytest
from conftest import check_spans, corpus_of

import discourse as dc

COLUMNS = ("actor", "alias", "type", "valid_from", "valid_to", "context")
MOES = pd.DataFrame(
    [
        ("Ada Moe", "Ada Moe", "person", None, None, None),
        ("Bo Moe", "Bo Moe", "person", None, None, None),
        ("Cy Lee", "Cy Lee", "person", None, None, None),
        ("Cy Lee", "Lee", "person", None, None, None),
        ("Di Lee", "Di Lee", "person", None, None, None),
        ("Theresa May", "Theresa May", "person", None, None, None),
    ],
    columns=COLUMNS,
)


def resolved(text: str, table: pd.DataFrame = MOES, **docvars: list) -> list[tuple]:
    corpus = corpus_of(text, **docvars)
    found = dc.find_mentions(corpus, table)
    check_spans(found, corpus)
    rule = found["rule"].astype("object").where(found["rule"].notna(), None)
    return list(zip(found["text"], found["actor"], rule, strict=True))


BEFORE, LATER = "named in full before", "named in full later"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Moe left.", []),
        ("Ada Moe left. Then Moe sang.", [("Ada Moe", "Ada Moe", None), ("Moe", "Ada Moe", BEFORE)]),
        ("Then Moe sang with Bo Moe.", [("Moe", "Bo Moe", LATER), ("Bo Moe", "Bo Moe", None)]),
        (
            "Ada Moe and Bo Moe met; Moe’s dog and MOE’s.",
            [("Ada Moe", "Ada Moe", None), ("Bo Moe", "Bo Moe", None), ("Moe", "Bo Moe", BEFORE)],
        ),
        ("Di Lee left. Then Lee sang.", [("Di Lee", "Di Lee", None), ("Lee", "Di Lee", BEFORE)]),
        ("Ada Moe met Eve Moe and Moe.", [("Ada Moe", "Ada Moe", None), ("Moe", "Ada Moe", BEFORE)]),
        (
            "Theresa May left in May 2018, and May may sing. May I?",
            [("Theresa May", "Theresa May", None), ("May", "Theresa May", BEFORE)],
        ),
    ],
)
def test_a_bare_surname_is_the_person_named_in_full(text, found):
    assert resolved(text) == found


COUPLES = pd.DataFrame(
    [
        (actor, alias, "person", None, None, None)
        for actor, alias in (
            ("Ada Moe", "Ada Moe"),
            ("Bill Moe", "Bill Moe"),
            ("Carl Roe", "Carl Roe"),
            ("Carl Roe", "Roe"),
            ("Dora Roe", "Dora Roe"),
            ("Hugh Lee", "Lee"),
            ("Ogo Poe", "Poe"),
            ("John Major", "John Major"),
            ("Kim Bo-ram", "Kim Bo-ram"),
        )
    ],
    columns=COLUMNS,
)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Ada Moe met Bill Moe. Mrs Moe sang, Mr. Moe too. Moe left.", ["Ada Moe", "Bill Moe", "Bill Moe"]),
        ("Mrs Moe came, then Bill Moe and Ada Moe.", ["Ada Moe"]),
        ("Mr and Mrs Moe came, then Bill Moe and Ada Moe.", ["Ada Moe"]),
        ("Mrs Roe came, Mr Roe too.", ["Dora Roe", "Carl Roe"]),  # the one woman of that name in the table
        ("Mrs Lee came.", []),  # none
        ("Mrs Poe and Mr Poe came.", ["Ogo Poe", "Ogo Poe"]),  # of a first name that tells nothing
        ("Carl Roe sang. Mrs Roe left.", ["Dora Roe"]),
        ("Klaus Lee sang. Then Lee left.", []),
    ],
)
def test_a_title_tells_who_of_a_couple_is_meant(text, actors):
    assert [actor for name, actor, _ in resolved(text, COUPLES) if " " not in name] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Dora Roe sang. Roe left.", ["Dora Roe"]),
        ("Dora Roe sang. Roe left. Carl Roe came. Roe sat.", ["Dora Roe", "Carl Roe"]),
        ("Carl Roe sang. Dora Roe left. Roe sat.", ["Carl Roe"]),
        ("Roe sang. Dora Roe left. Roe sat.", ["Carl Roe", "Carl Roe"]),
        ("Mr Roe sang. Dora Roe left. Roe sat.", ["Carl Roe", "Carl Roe"]),
        ("Dora Roe sang. Mr Roe left.", ["Carl Roe"]),
    ],
)
def test_a_surname_of_one_person_is_anothers_until_the_text_comes_to_that_person(text, actors):
    assert [actor for name, actor, _ in resolved(text, COUPLES) if " " not in name] == actors


def test_a_surname_may_be_a_word_or_stand_first():
    text = "John Major lost. Major powers met. Major said so. Kim Bo-ram came. Then Kim left."
    assert [r[0] for r in resolved(text, COUPLES)] == ["John Major", "Major", "Kim Bo-ram", "Kim"]


def test_full_names_count_in_their_own_document_alone():
    corpus = corpus_of("Ada Moe left.", "Then Moe left.", "Then Moe met Bo Moe.")
    found = dc.find_mentions(corpus, MOES)
    assert found[["doc_id", "actor"]].values.tolist() == [["d0", "Ada Moe"], ["d2", "Bo Moe"], ["d2", "Bo Moe"]]


DATED = pd.concat(
    [
        MOES,
        pd.DataFrame(
            [
                ("Ada Moe", "Moe", "person", None, "2000-12-31", None),
                ("Bo Moe", "Moe", "person", "2001-01-01", None, None),
                ("Moe’s Bar", "Moe", "organisation", None, None, "beer; the bar"),
            ],
            columns=COLUMNS,
        ),
    ]
)


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        ("Then Moe left.", "2000-12-31", [("Moe", "Ada Moe", "date")]),
        ("Then Moe left.", "2001-01-01", [("Moe", "Bo Moe", "date")]),
        ("Then Moe left.", None, []),
        ("Then Moe met Ada Moe.", "2001-01-01", [("Moe", "Ada Moe", LATER), ("Ada Moe", "Ada Moe", None)]),
        ("Then Moe was full of Beer.", "2001-01-01", [("Moe", "Moe’s Bar", "context")]),
        ("Then Eve Moe left, and Moe sang.", "2001-01-01", []),
    ],
)
def test_else_the_date_or_the_context_decides(text, date, found):
    assert resolved(text, DATED, date=[pd.Timestamp(date)]) == found


def test_the_last_row_that_holds_wins():
    rows = [
        ("A", "the body", "other", None, None, None),
        ("B", "the body", "other", None, None, "Borduria"),
        ("C", "the body", "other", "2010-01-01", "2019-12-31", "Borduria"),
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    texts = ["Here the body met.", "In Borduria the body met.", "The body of Borduria met."]
    days = pd.to_datetime(["2015-05-05", "2020-01-01", "2015-05-05"])
    found = dc.find_mentions(corpus_of(*texts, date=days), table)
    assert found["actor"].tolist() == ["A", "B", "C"]
    assert found["rule"].tolist() == ["no bound row holds", "context", "context"]
    turned = dc.find_mentions(corpus_of(*texts, date=days), table.iloc[::-1])
    assert turned["actor"].tolist() == ["A"] * 3


def test_a_context_may_be_an_alias_and_adds_no_mention():
    table = pd.DataFrame(
        [
            ("Borduria", "Borduria", "state", None, None, None),
            ("N", "the North", "state", None, None, "Borduria; zil* road"),
        ],
        columns=COLUMNS,
    )
    assert [r[:2] for r in resolved("The North and Borduria met.", table)] == [
        ("The North", "N"),
        ("Borduria", "Borduria"),
    ]
    assert resolved("The North has a Zilian road.", table)[0][:2] == ("The North", "N")
    assert resolved("The North met.", table) == []


@pytest.mark.parametrize(
    ("text", "date", "actor"),
    [
        ("Then Bush spoke.", "1990-05-01", "George H.W. Bush"),
        ("Then Bush spoke.", "2003-05-01", "George W. Bush"),
        ("Then Clinton spoke.", "1995-05-01", "Bill Clinton"),
        ("Then Clinton spoke.", "2016-05-01", "Hillary Clinton"),
        ("Then President Clinton spoke.", "2016-05-01", "Bill Clinton"),
        ("Then Mrs. Clinton spoke.", "1995-05-01", "Hillary Clinton"),
        ("Pyongyang tests; the North denies.", None, "North Korea"),
    ],
)
def test_the_shipped_table_knows_fathers_and_sons(text, date, actor):
    corpus = corpus_of(text, date=[pd.Timestamp(date)])
    found = dc.find_mentions(corpus, dc.load_actors("world"))
    assert found["actor"].iloc[-1] == actor
    assert found["text"].iloc[-1] in ("Bush", "Clinton", "the North")


def test_the_table_of_ambiguous_names_is_well_formed():
    tables = []
    for name in ("actors_ambiguous", "actors_world"):
        with files("discourse").joinpath(f"data/{name}.csv").open("rb") as file:
            tables.append(pd.read_csv(file, dtype="str", keep_default_na=False))
    ambiguous, world = tables
    bound = (ambiguous[["valid_from", "valid_to", "context"]] != "").any(axis=1)
    titled = ambiguous["alias"].str.split().str[0].isin(["President", "Secretary", "Senator", "Mrs", "Ms"])
    assert (bound | titled).all()
    assert (ambiguous[["actor", "alias", "type", "form", "source"]] != "").all(axis=None)
    assert set(ambiguous.loc[ambiguous["country"] == "", "actor"]) == {"Korean Peninsula"}
    known = world.drop_duplicates("actor").set_index("actor")[["type", "country"]]
    shared = ambiguous[ambiguous["actor"].isin(known.index)]
    assert set(ambiguous["actor"]) - set(shared["actor"]) == {"US Special Counsel"}
    assert (shared[["type", "country"]].to_numpy() == known.loc[shared["actor"]].to_numpy()).all()


def test_undated_and_unnamed_they_stay_out():
    assert resolved("Then Bush, Clinton and Michael Jackson sang in the North.", dc.load_actors("world")) == []


def test_persons_without_rows_of_their_own_cost_nothing():
    assert resolved("Then Moe left.", MOES.iloc[:0]) == []
    assert resolved("", MOES) == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("They read the Bolton Report.", []),
        ("Then the Tusk Committee and the Merkel Inquiry met.", []),
        ("Then the report by Bolton came.", ["John Bolton"]),
        ("They read the Bolton Report. Its author is John Bolton.", ["John Bolton", "John Bolton"]),
        ("They read the Bolton Report. Mr. Bolton wrote it.", ["John Bolton", "John Bolton"]),
        ("They read the Bolton report.", ["John Bolton"]),
    ],
)
def test_a_surname_that_names_a_document(world, text, actors):
    assert dc.find_mentions(corpus_of(text), world)["actor"].tolist() == actors
