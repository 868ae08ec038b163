"""Dates: one reading or none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read, write

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
        "3 dates left out, being no single day: '03/04/2018', 'spring 2018'; they are kept in date_text"
    ]
    assert documents["date"].isna().tolist() == [False, True, True, True, True, False]
    assert documents["date_text"].fillna("").tolist() == ["", "03/04/2018", "spring 2018", "03/04/2018", "", ""]
