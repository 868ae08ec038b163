"""What the page is told, and what it says: values by their numbers, and no number that is not that of a table."""

from __future__ import annotations

import json

import pytest
from exploring import corpus, layers, selections, tables
from hypothesis import given

import discourse as dc
from discourse.explorer._answers import Answers
from discourse.explorer._counting import Counting
from discourse.explorer._matching import Matching
from discourse.explorer._reading import Readable
from discourse.explorer._selection import Selection


def answers(*, texts: bool = True) -> Answers:
    matching = Matching(layers())
    return Answers(Counting(matching, "YS"), Readable(matching) if texts else None)


@given(selections())
def test_a_selection_comes_back_as_it_was_told(chosen):
    told = answers().as_told(chosen)
    assert answers().as_chosen(json.loads(json.dumps(told, allow_nan=False))) == chosen


def test_the_book_has_what_there_is():
    book = answers().book()
    assert [(one["name"], one["look"], one["score"]) for one in book["layers"]] == [
        ("mentions", "m-mentions", False),
        ("hedges", "m-hedges", False),
        ("sentiment", "m-x2", True),
    ]
    assert book["docvars"] == [{"name": "outlet", "values": ["A", "B"]}] and book["docvar"] == "outlet"
    assert [period["label"] for period in book["periods"]] == ["2014", "2015", "2016", "2017"]


@pytest.mark.parametrize(("freq", "label"), [("YS", "2014"), ("MS", "2014-03"), ("D", "2014-03-01"), ("10YS", "2014")])
def test_a_period_is_called_by_its_length(freq, label):
    told = Answers(Counting(Matching(layers()), freq), None).book()
    assert told["periods"][0]["label"] == label


def test_numbers_are_those_of_count_rate():
    told = answers().numbers(Selection(), "mentions", [["mentions", "actor"]], "outlet")
    rates = dc.count_rate(tables()["mentions"], corpus(), by="actor")
    view = told["facets"]["mentions.actor"]
    assert view["v"] == [0, 1]
    for column in ("n", "rate", "low", "high", "few"):
        assert view[column] == rates[column].tolist()
    by_outlet = dc.count_rate(tables()["mentions"], corpus(), by="outlet")
    assert told["docvar"]["n"] == by_outlet["n"].tolist() and told["docvar"]["low"] == by_outlet["low"].tolist()
    over_time = dc.count_rate(tables()["mentions"], corpus(), freq="YS")
    assert told["time"]["n"] == over_time["n"].tolist()
    assert told["time"]["rate"][2] is None, "nothing was written in 2016"
    assert told["whole"] | {"rate": 0, "low": 0, "high": 0} == {
        "n": 10, "rate": 0, "low": 0, "high": 0, "few": True, "n_sentences": 8, "n_docs": 4, "of_docs": 5,
    }  # fmt: skip
    assert told["query"].endswith("selection = mentions")
    json.dumps(told, allow_nan=False)


def test_searches_tell_where_they_hit():
    told = answers().numbers(Selection(words=("talk",)), "mentions", [], None)
    assert told["hits"] == [0, 1] and told["docvar"] is None and told["whole"]["n"] == 3


def test_pages_of_sentences_and_lines():
    told = answers().sentences(Selection(), "mentions", 6)
    assert (told["n"], [row["text"] for row in told["rows"]]) == (8, ["Soria might pay.", "Norland could pay as well."])
    lines = answers().lines(Selection(), "mentions", "1L", 9)
    assert (lines["n"], lines["of"], len(lines["rows"])) == (10, 10, 1)
    words = answers().words(Selection().with_spans("mentions", "actor", ["Soria"]), "mentions")
    assert words[0]["n_target"] >= words[0]["n_reference"]


def test_without_texts_there_are_none():
    silent = answers(texts=False)
    assert silent.sentences(Selection(), "mentions") == {"n": 8, "low": 0, "rows": []}
    assert silent.lines(Selection(), "mentions", None)["rows"] == []
    assert not silent.book()["texts"]
