"""Dates: one reading or none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import doubts, read, write

from discourse.readers import dates


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2018-04-12", "2018-04-12"),
        ("2018-04-12T23:30:00+02:00", "2018-04-12 23:30"),
        ("2018-04-12T23:30:00.5Z", "2018-04-12 23:30:00.5"),
        ("2018-04-12 09:30", "2018-04-12 09:30"),
        ("20180412", "2018-04-12"),
        ("2018/4/12", "2018-04-12"),
        ("5 March 2018", "2018-03-05"),
        ("March 5, 2018", "2018-03-05"),
        ("Mar. 5 2018", "2018-03-05"),
        ("5th of March, 2018", "2018-03-05"),
        ("05-Sept-2018", "2018-09-05"),
        ("Thu, 12 Apr 2018 09:30:00 GMT", "2018-04-12 09:30"),
        ("Thursday, 12 April 2018", "2018-04-12"),
        ("April 12, 2018 at 12:05 a.m.", "2018-04-12 00:05"),
        ("2018-4-12", "2018-04-12"),
        ("Thu Apr 12 09:30:00 +0000 2018", "2018-04-12 09:30"),
        ("Thu Apr  2 09:30:00 UTC 2018", "2018-04-02 09:30"),
        ("2018/04/12 2:30:05 PM GMT+1", "2018-04-12 14:30:05"),
        ("April 12, 2018 Thursday", "2018-04-12"),
        ("April 12, 2018 Thursday 9:30 AM GMT", "2018-04-12 09:30"),
        ("25/04/2018", "2018-04-25"),
        ("04/25/2018", "2018-04-25"),
        ("05.05.2018", "2018-05-05"),
    ],
)
def test_dates_with_one_reading(stated, read):
    assert dates.parse_date(stated) == pd.Timestamp(read)


@pytest.mark.parametrize(
    "stated",
    [
        *("03/04/2018", "03.04.2018", "April 2018", "2018-04", "2018", "31 April 2018", "2018-02-30", "12/04/18"),
        *(
            "31/31/2018",
            "12 April 2018 25:00",
            "12 April 2018 13:00 pm",
            "2018-04-12 and 2018-04-13",
            "yesterday",
            "© 2018",
            "",
            "1 Maybe 2018",
        ),
        *(2018, 1.5, None),
    ],
)
def test_dates_with_none_or_two(stated):
    assert dates.parse_date(stated) is None


def test_dates_that_are_dates_already():
    assert dates.parse_date(date(2018, 4, 12)) == datetime(2018, 4, 12)
    assert dates.parse_date(datetime(2018, 4, 12, 9, tzinfo=UTC)) == datetime(2018, 4, 12, 9)
    assert dates.parse_date(pd.NaT) is None


def test_dates_of_columns():
    assert dates.parse_dates(pd.Series([20180412, 7])).tolist() == [pd.Timestamp("2018-04-12"), pd.NaT]
    assert dates.parse_dates(pd.Series([], dtype="str")).dtype == "datetime64[us]"
    mixed = pd.Series(["2018-04-12", None, pd.Timestamp("2018-04-13"), pd.NaT], dtype="object", index=[3, 1, 2, 0])
    assert dates.parse_dates(mixed).isna().tolist() == [False, True, False, True]
    assert dates.parse_dates(mixed).index.tolist() == [3, 1, 2, 0]


@given(st.datetimes(min_value=pd.Timestamp(1, 1, 1).to_pydatetime()))
def test_iso_dates_come_back(moment):
    assert dates.parse_date(moment.isoformat()) == moment
    assert dates.parse_date(moment.date().isoformat()).date() == moment.date()


def test_dates_that_are_not_understood_are_kept_and_counted_once(tmp_path):
    table = "text,date\na,2018-04-12\nb,03/04/2018\nc,spring 2018\nd,03/04/2018\ne,\nf,1 May 2018\n"
    with pytest.warns(UserWarning) as caught:
        documents, _ = read(write(tmp_path, {"t.csv": table}))
    assert [str(warning.message) for warning in caught] == [
        "3 dates left out, because they are not a single day: '03/04/2018', 'spring 2018'; they are kept in date_text; "
        "dayfirst=True or False says how to read dates such as 03/04/2018"
    ]
    assert documents["date"].isna().tolist() == [False, True, True, True, True, False]
    assert documents["date_text"].fillna("").tolist() == ["", "03/04/2018", "spring 2018", "03/04/2018", "", ""]


@pytest.mark.parametrize(
    ("stated", "dayfirst", "read_as"),
    [
        (["05.01.2018", "16.07.2018"], None, ["2018-01-05", "2018-07-16"]),
        (["01/05/2018", "07/16/2018"], None, ["2018-01-05", "2018-07-16"]),
        (["05/01/2018", "16/07/2018", "07/16/2018"], None, [None, "2018-07-16", "2018-07-16"]),
        (["05/01/2018", "2018-07-16"], None, [None, "2018-07-16"]),
        (["05/01/2018", "2018-07-16"], True, ["2018-01-05", "2018-07-16"]),
        (["05/01/2018", "16/07/2018"], False, ["2018-05-01", "2018-07-16"]),
        (["04/04/2018", "x"], None, ["2018-04-04", None]),
    ],
)
@pytest.mark.filterwarnings("ignore:.*dates left out")
def test_the_column_or_the_user_settles_the_order(tmp_path, stated, dayfirst, read_as):
    table = "text,date\n" + "".join(f"Tea {n},{date}\n" for n, date in enumerate(stated))
    documents, _ = read(write(tmp_path, {"a.csv": table}), dayfirst=dayfirst)
    assert [None if pd.isna(date) else str(date.date()) for date in documents["date"]] == read_as


@pytest.mark.filterwarnings("ignore:.*dates left out")
def test_a_date_that_stays_open_is_a_doubt_with_both_readings(tmp_path):
    root = write(tmp_path, {"a.csv": "doc_id,text,date\n1,Tea,05/01/2018\n2,Tea too,spring\n3,Jam,31.12.99\n"})
    assert doubts(root) == [
        ["1", "date", "'05/01/2018' is 5 January 2018 or 1 May 2018; dayfirst=True or False says which"],
        ["2", "date", "'spring' is not a single day; it is kept in date_text"],
        ["3", "date", "'31.12.99' has a year with two digits; write four digits; the date is kept in date_text"],
    ]


@pytest.mark.filterwarnings("ignore:.*dates left out")
def test_metadata_settles_its_own_dates(tmp_path):
    metadata = "file,date\na,05/01/2018\nb,16/07/2018\n"
    documents, _ = read(write(tmp_path, {"metadata.csv": metadata, "a.txt": "Tea.", "b.txt": "Jam."}))
    assert documents["date"].astype(str).tolist() == ["2018-01-05", "2018-07-16"]
