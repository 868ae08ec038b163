"""When documents are from: dates, else years, else an error that says what is there."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.corpus.dates import find_dates, year_column

TEXTS = "It may.", "It did go.", "It might.", "So."


def rates(corpus: dc.Corpus, **options) -> list:
    table = dc.count_rate(dc.find_hedges(corpus), corpus, **options)
    return [[str(period.date()), n] for period, n in zip(table["period"], table["n"], strict=True)]


@pytest.mark.parametrize(
    "docvars",
    [
        {"year": [2014, 2014, 2016, 2016]},
        {"Year": [2014.0, 2014.0, 2016.0, None]},
        {"year": ["2014", "2014", "2016", None]},
        {"year": pd.array([2014, 2014, 2016, None], dtype="Int16")},
        {"date": pd.to_datetime(["2014-05-01", "2014-07-01", "2016-01-01", None])},
        {"date": ["1 May 2014", "2014-07-01", "2016-01-01", None]},
        {"date": [None] * 4, "year": [2014, 2014, 2016, None]},
        {"date": pd.to_datetime(["2014-05-01", "2014-07-01", "2016-01-01", None]), "year": [1, 2, 3, 2018]},
    ],
    ids=[
        "whole numbers",
        "with a gap",
        "text",
        "nullable",
        "dates",
        "dates as text",
        "no dates at all",
        "dates before years",
    ],
)
def test_years_and_dates_make_the_same_periods(docvars):
    corpus = corpus_of(*TEXTS, **docvars)
    assert rates(corpus, freq="YS") == [["2014-01-01", 1], ["2015-01-01", 0], ["2016-01-01", 1]]


def test_every_measure_over_time_goes_by_the_same_rule():
    corpus = corpus_of(*TEXTS, year=[2014, 2014, 2015, 2015])
    tone = dc.score_sentiment(corpus)
    assert [str(p.date()) for p in dc.count_mean(tone, corpus, freq="YS")["period"]] == ["2014-01-01", "2015-01-01"]
    assert dc.count_questions(corpus, freq="YS")["n_sentences"].tolist() == [2, 2]
    assert rates(corpus, freq="2YS") == [["2014-01-01", 2]]


def test_another_docvar_can_be_named():
    corpus = corpus_of(*TEXTS, date=pd.to_datetime(["2014-05-01"] * 4), said=[2001, 2001, 2002, 2002])
    assert rates(corpus, freq="YS", date="said") == [["2001-01-01", 1], ["2002-01-01", 1]]
    spoken = corpus_of(*TEXTS, spoken=["3 May 2001", "4 June 2001", "4 June 2001", None])
    assert rates(spoken, freq="MS", date="spoken") == [["2001-05-01", 1], ["2001-06-01", 1]]


def test_years_are_too_coarse_for_months():
    corpus = corpus_of(*TEXTS, year=[2014, 2014, 2015, 2015])
    with pytest.raises(ValueError, match=r"the documents have years \(year\) but no dates.*use freq='YS'"):
        rates(corpus, freq="MS")
    with pytest.raises(ValueError, match=r"years \(year\) but no dates"):
        rates(corpus, freq="QS", date="year")


@pytest.mark.parametrize(
    ("docvars", "options", "says"),
    [
        ({}, {}, "freq needs dates, but the documents have neither a docvar date nor a docvar year"),
        ({"year": [2014, 2015, 2016.5, 1]}, {}, "the docvar year has 2016.5, which is not a year"),
        (
            {"year": ["2014", "n.d.", None, "2016"], "date": [None] * 4},
            {},
            "the docvar year has 'n.d.', which is not a year",
        ),
        ({"date": ["2014", "soon", "2016", "x"]}, {}, "the docvar date has '2014', which is not a date"),
        ({"outlet": list("AABB")}, {"date": "outlet"}, "the docvar outlet has 'A', which is not a date"),
        ({}, {"date": "published"}, "corpus.documents lacks the column published"),
    ],
)
def test_what_has_no_dates(docvars, options, says):
    with pytest.raises(ValueError, match=says):
        rates(corpus_of(*TEXTS, **docvars), freq="YS", **options)


def test_a_date_without_periods():
    with pytest.raises(ValueError, match="date is 'year' and freq is not given"):
        dc.count_rate(dc.find_hedges(corpus_of("So.")), corpus_of("So."), date="year")


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"year": [2016, 2018]}, "year"),
        ({"Year": [2016.0, None]}, "Year"),
        ({"YEAR": ["2016", "2018"]}, "YEAR"),
        ({"year": [2016.5, 2018]}, None),
        ({"year": [16, 18]}, None),
        ({"year": [True, False]}, None),
        ({"year": [None, None]}, None),
        ({"outlet": ["Globe", "Times"]}, None),
    ],
)
def test_which_docvar_says_the_year(columns, name):
    assert year_column(pd.DataFrame(columns)) == name


def test_years_before_the_first_that_pandas_counts_in_nanoseconds():
    assert find_dates(pd.DataFrame({"year": [1066]}), yearly=True).dt.year.tolist() == [1066]
