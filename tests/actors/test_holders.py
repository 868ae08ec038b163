"""The table of office-holders: without overlaps or gaps, and what is wrong in a line is named."""

from __future__ import annotations

import re
from importlib.resources import files

import pandas as pd
import pytest

from discourse.actors.holders import load_holders

#: The states whose offices are told whole since 2000; of others, holders that the table of actors has.
WHOLE = {"China", "France", "Germany", "Russia", "Ukraine", "United Kingdom", "United States"}
PARTS = {"Home Secretary of the United Kingdom", "Chancellor of the Exchequer of the United Kingdom"}


def whole(holders: pd.DataFrame) -> pd.DataFrame:
    """The rows of offices of which every holder is there."""
    told = holders["country"].isna() | holders["country"].isin(WHOLE) | holders["organisation"].notna()
    return holders[told & ~holders["office"].isin(PARTS)]


@pytest.fixture(scope="module")
def holders() -> pd.DataFrame:
    return load_holders()


def test_the_file_is_plain_and_sorted():
    raw = files("discourse").joinpath("data/office_holders.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    lines = raw.decode("utf-8").splitlines()
    assert lines[0] == "office,country,organisation,actor,start,end,source,note"


def test_dates_are_valid_and_in_order(holders):
    assert (holders["start"] < holders["end"].fillna("9999-12-31")).all()  # ISO days sort as text
    days = pd.concat([holders["start"], holders["end"].dropna()])
    assert days.str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert holders.equals(holders.sort_values(["office", "start"], kind="stable"))
    assert holders[["office", "actor", "start", "source"]].notna().all(axis=None)


def test_no_two_hold_an_office_at_once_and_every_gap_is_explained(holders):
    for office, terms in holders.groupby("office"):
        start, end = pd.to_datetime(terms["start"]).tolist(), pd.to_datetime(terms["end"]).tolist()
        for before, after, note in zip(end[:-1], start[1:], terms["note"].fillna("").tolist()[1:], strict=True):
            days = (after - before).days  # NaT, an end that is missing before the last row, fails too
            assert days in (0, 1) or (days > 1 and "before" in note), (office, before, after)


def test_the_last_holder_is_open_and_says_until_when_it_was_checked(holders):
    open_ = holders[holders["end"].isna()]
    assert open_["office"].is_unique
    assert set(whole(holders)["office"]) <= set(open_["office"])
    assert open_["note"].str.contains("unsure after 2025-12-31", regex=False).all()


def test_offices_are_named_after_their_state_or_organisation(holders):
    entity = holders["organisation"].fillna(holders["country"])
    for office, e in zip(holders["office"], entity, strict=True):
        assert re.fullmatch(rf".+ of (the )?{re.escape(e)}", office)


def test_offices_go_back_to_2000(holders):
    first = whole(holders).groupby("office")["start"].min()
    late = set(first[first > "2000-01-01"].index)
    assert late == {"President of the European Council", "Director of National Intelligence of the United States"}


@pytest.mark.parametrize(("office", "day", "actor"), [
    ("President of the United States", "2001-09-11", "George W. Bush"),
    ("President of the United States", "2017-01-20", "Donald Trump"),
    ("Secretary of State of the United States", "2014-03-24", "John Kerry"),
    ("National Security Advisor of the United States", "2017-02-15", "Keith Kellogg"),
    ("President of Russia", "2008-08-08", "Dmitry Medvedev"),
    ("Prime Minister of Russia", "2008-08-08", "Vladimir Putin"),
    ("Prime Minister of the United Kingdom", "2016-06-23", "David Cameron"),
    ("Chancellor of Germany", "2015-09-04", "Angela Merkel"),
    ("President of Ukraine", "2014-03-18", "Oleksandr Turchynov"),
    ("Foreign Minister of China", "2023-03-01", "Qin Gang"),
    ("Secretary General of NATO", "2003-01-01", "George Robertson"),
    ("President of the European Council", "2016-06-23", "Donald Tusk"),
    ("Home Secretary of the United Kingdom", "2016-06-23", "Theresa May"),
    ("Chancellor of the Exchequer of the United Kingdom", "2016-06-23", "George Osborne"),
    ("Prime Minister of Japan", "2016-06-23", "Shinzo Abe"),
    ("Foreign Minister of Iran", "2016-06-23", "Mohammad Javad Zarif"),
    ("President of Brazil", "2014-06-23", "Dilma Rousseff"),
])  # fmt: skip
def test_who_held_it(holders, office, day, actor):
    terms = holders[(holders["office"] == office) & (holders["start"] <= day)]
    terms = terms[terms["end"].isna() | (terms["end"] >= day)]
    assert terms["actor"].tolist()[-1] == actor


@pytest.mark.parametrize(("line", "message"), [
    ("President of X,X,A,2001-13-01,", "line 2: start is '2001-13-01'; write a date as 2018-07-16"),
    ("President of X,X,,2001-01-01,", "line 2: actor is empty; fill it"),
    ("President of X,,A,2001-01-01,", "line 2: country and organisation are empty; fill one"),
])  # fmt: skip
def test_a_wrong_line_is_named(tmp_path, line, message):
    path = tmp_path / "mine.csv"
    path.write_text(f"office,country,actor,start,end\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        load_holders(path)
