"""Dates with the month in words, in many languages."""

import pytest

from discourse.readers.worded_dates import find_date


@pytest.mark.parametrize(
    "line",
    [
        "October 5, 2013 Saturday",
        "Saturday, October 5, 2013 10:14:00 AM GMT",
        "5 October 2013",
        "Oct 5, 2013",
        "Oct. 5, 2013",
        "05-Oct-2013",
        "Samedi 5 octobre 2013 Le Courrier, p. 7",
        "5. Oktober 2013 Samstag",
        "5 de octubre de 2013",
        "sabato 5 ottobre 2013",
        "5 de outubro de 2013",
        "zaterdag 5 oktober 2013",
        "lördag 5 oktober 2013",
        "5 października 2013",
        "5. října 2013",
        "5 октября 2013",
        "2013. október 5.",
        "5 Ekim 2013",
        "2013年10月5日",
        "2013-10-05T09:30:00Z",
    ],
)
def test_a_day_is_read_in_the_language_in_which_it_is_written(line):
    assert find_date(line) == "2013-10-05"


@pytest.mark.parametrize("line", ["October 2013", "31 April 2013", "page 5 of 2013", "5 people in May 3000", "x" * 400])
def test_what_is_no_day_is_none(line):
    assert find_date(line) is None


@pytest.mark.parametrize(
    "line", ["10 December 2019", "10.Dezember 2019 Dienstag", "10. desember 2019", "10 de diciembre del 2019"]
)
def test_a_month_that_begins_as_a_word_for_of_is_a_month(line):
    assert find_date(line) == "2019-12-10"


def test_the_first_day_of_a_line_counts_and_french_first_of_a_month_is_read():
    assert find_date("1er mai 2012, mis à jour le 3 mai 2012") == "2012-05-01"


def test_a_name_that_is_two_months_needs_the_language():
    assert find_date("5. listopadu 2013") == "2013-11-05"  # this form is Czech alone
    assert [find_date("5. listopada 2013", language=code) for code in ("pl", "hr", None)] == [
        "2013-11-05",
        "2013-10-05",
        None,
    ]
