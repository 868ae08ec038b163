"""What is chosen, and what a row of a table chooses."""

from __future__ import annotations

import pandas as pd
import pytest
from exploring import corpus, layers, tables

import discourse as dc
from discourse.explorer._counting import Counting
from discourse.explorer._matching import Matching
from discourse.explorer._selection import Selection, patterns_in, selection_of


def chosen(start, count="mentions") -> Selection:
    return selection_of(start, layers(), count, Counting(Matching(layers()), "YS").spans)


def test_filters_take_the_place_of_one_another_and_none_is_none():
    one = Selection().with_spans("hedges", "category", ["modal"]).with_documents("outlet", ["A"])
    assert one.spans == ((("hedges", "category"), ("modal",)),) and one.documents == (("outlet", ("A",)),)
    assert one.with_spans("hedges", "category", ["verb"]).of_layer("hedges") == {"category": ("verb",)}
    assert one.with_spans("hedges", "category", []).with_documents("outlet", []) == Selection()


def test_a_mapping_chooses_by_docvar_facet_year_and_words():
    start = {"actor": "Soria", "outlet": ["A", "B"], "year": 2015, "words": "talk, war*", "tone": "negative"}
    assert chosen(start) == Selection(
        ((("mentions", "actor"), ("Soria",)), (("sentiment", "tone"), ("negative",))),
        (("outlet", ("A", "B")),),
        ("2015-01-01", "2016-01-01"),
        ("talk", "war*"),
    )


@pytest.mark.parametrize("by", [["actor"], ["actor", "outlet"], ["outlet"], []])
@pytest.mark.parametrize("freq", [None, "YS"])
def test_a_row_of_a_table_of_rates_chooses_as_many_rows_as_it_counts(by, freq):
    mentions = tables()["mentions"]
    rates = dc.count_rate(mentions, corpus(), by=by, freq=freq)
    assert len(rates)
    for _, row in rates.iterrows():
        assert Matching(layers()).rows(chosen(row), "mentions").sum() == row["n"]


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ({"colour": 1}, "start names 'colour', by which nothing can be chosen here; there are actor, category, tone, "
                        "outlet, period, year, words"),
        ({"actor": "Utopia"}, "start has actor 'Utopia', which nothing here has; there are 'Norland', 'Soria'"),
        ({"period": "2014-02-01"}, "start has period 2014-02-01, which is the first day of no period here (2014-01-01, "
                                   "2015-01-01, 2016-01-01, ...); give freq as in the table"),
        ({"year": "soon"}, "start has year 'soon'; give a year such as 2019"),
        ({"words": 3}, "words is 3; give patterns as kwic takes them, such as 'sanction*'"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_told(start, message):
    with pytest.raises(ValueError) as raised:
        chosen(start)
    assert str(raised.value) == message


def test_searches_are_parted_by_commas():
    assert patterns_in(" , ") == () and patterns_in(["a b", "c"]) == ("a b", "c")


def test_numbers_of_numpy_are_those_of_python():
    row = pd.Series({"actor": "Soria", "n": 3, "rate": 1.5, "few": True})
    assert chosen(row) == Selection(((("mentions", "actor"), ("Soria",)),))
