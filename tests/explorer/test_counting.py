"""The numbers of the views are those of `count_rate`, of the rows that all other filters leave."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from conftest import corpus_of
from exploring import corpus, layers, selections, tables
from hypothesis import given

import discourse as dc
from discourse.explorer._counting import Counting, usual_freq
from discourse.explorer._layers import Layers
from discourse.explorer._matching import Matching
from discourse.explorer._selection import Selection


def counting(freq: str = "YS") -> Counting:
    return Counting(Matching(layers()), freq)


def tone_of(score: float) -> str:
    return "negative" if score <= -0.05 else "positive" if score >= 0.05 else "neutral"


def same(made: pd.DataFrame, wanted: pd.DataFrame) -> None:
    numbers = ["n", "n_words", "n_docs", "rate", "low", "high", "few"]
    pd.testing.assert_frame_equal(made[numbers].reset_index(drop=True), wanted[numbers].reset_index(drop=True))


@given(selections())
def test_views_are_tables_of_count_rate(chosen):
    views = counting()
    matching = views.matching
    for name, layer in layers().layers.items():
        for column, facet in layer.facets.items():
            other = chosen.with_spans(name, column, ())
            rows = matching.table(other, name)
            if column == "tone":
                rows = rows.assign(tone=rows["compound"].map(tone_of))
            made = views.of_facet(chosen, name, column)
            same(made, dc.count_rate(rows, matching.corpus(other), by=column) if len(rows) else made.head(0))
            assert [facet.values[i] for i in made["value"]] == sorted(rows[column].unique())
        other = chosen.with_documents("outlet", ())
        wanted = dc.count_rate(matching.table(other, name), matching.corpus(other), by="outlet")
        same(views.of_docvar(chosen, name, "outlet"), wanted)
        other = replace(chosen, when=None)
        same(views.of_time(chosen, name), dc.count_rate(matching.table(other, name), matching.corpus(other), freq="YS"))
        whole = dc.count_rate(matching.table(chosen, name), matching.corpus(chosen)).iloc[0]
        pd.testing.assert_series_equal(views.whole(chosen, name), whole)


def test_words_of_the_selection_against_the_rest_are_those_of_keyness():
    chosen = Selection().with_spans("mentions", "actor", ["Soria"])
    inside = tables()["mentions"].query("actor == 'Soria'")["sentence_id"]
    pieces = dc.split_corpus(corpus(), "sentence")
    mask = pieces.documents["doc_id"].str.extract(r"(\d+)$")[0].notna()
    named = dc.context(dc.find_sentences(corpus()), corpus())["sentence_id"].isin(inside).to_numpy()
    assert len(named) == len(mask)
    target, rest = (dc.count_features(dc.filter_corpus(pieces, keep)) for keep in (named, ~named))
    wanted = dc.keyness(target, rest, drop="function words")
    made = counting().words(chosen, "mentions")
    pd.testing.assert_frame_equal(made, wanted[wanted["g2"] > 0].reset_index(drop=True))
    assert len(counting().words(Selection(sentences=()), "mentions")) == 0


@pytest.mark.parametrize(
    ("dates", "freq"),
    [
        (["2010-01-01", "2019-01-01"], "YS"),
        (["2018-01-01", "2019-01-01"], "MS"),
        (["2019-01-01", "2019-02-01"], "W"),
        (["2019-01-01", "2019-01-03"], "D"),
        ([None, None], "YS"),
    ],
)
def test_the_timeline_is_cut_by_its_length(dates, freq):
    assert usual_freq(Layers(corpus_of("It may.", "It did.", date=pd.to_datetime(dates)), {})) == freq


@pytest.mark.parametrize(
    ("freq", "last"), [("YS", "2018-01-01"), ("YE", "2018-01-01"), ("MS", "2017-02-01"), ("10YS", "2024-01-01")]
)
def test_every_period_ends_where_the_next_begins(freq, last):
    spans = list(counting(freq).spans.values())
    assert [first for first, _ in spans[1:]] == [after for _, after in spans[:-1]]
    assert spans[-1][1] == last


def test_without_dates_there_are_no_periods():
    plain = corpus_of("It may.")
    assert Counting(Matching(Layers(plain, {"hedges": dc.find_hedges(plain)})), "YS").spans == {}
