"""Tables side by side: what they are told apart by, and the sentence of each row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from exploring import corpus, layers, tables

import discourse as dc
from discourse.explorer._layers import Layers, facet_of


def test_each_table_is_told_apart_by_its_columns():
    found = {name: {k: f.values for k, f in layer.facets.items()} for name, layer in layers().layers.items()}
    assert found == {
        "mentions": {"actor": ["Norland", "Soria"]},
        "hedges": {"category": ["adverb", "modal", "noun"]},
        "sentiment": {"tone": ["negative", "neutral", "positive"]},
    }
    assert list(layers().docvars) == ["outlet"] and layers().usual == "outlet"
    assert (layers().dated, layers().yearly) == ("date", False)


def test_tone_is_worded_by_the_bounds_of_its_authors():
    scores = pd.DataFrame({"doc_id": "d0", "sentence_id": 0, "compound": [-0.05, -0.049, 0.049, 0.05, np.nan]})
    tone = Layers(corpus(), {"sentiment": scores}).layers["sentiment"].facets["tone"]
    assert [tone.values[code] if code >= 0 else None for code in tone.codes] == [
        "negative", "neutral", "neutral", "positive", None,
    ]  # fmt: skip


def test_rows_are_found_by_sentence():
    layer = layers().layers["mentions"]
    for sentence in range(layers().n_sentences):
        assert layer.rows_in(np.array([sentence])).tolist() == np.flatnonzero(layer.sentence == sentence).tolist()
    assert layer.rows_in(np.array([], int)).tolist() == []


def test_the_sentence_of_a_span_is_that_of_its_place_whatever_it_says():
    wrong = tables()["mentions"].assign(sentence_id=0)
    layer = Layers(corpus(), {"mentions": wrong}).layers["mentions"]
    assert layer.sentence.tolist() == layers().layers["mentions"].sentence.tolist()
    assert not layer.as_given and layers().layers["mentions"].as_given


def test_spans_of_another_corpus_are_told():
    scores = pd.DataFrame({"doc_id": ["d0"], "sentence_id": [99], "compound": [0.0]})
    with pytest.raises(
        ValueError, match=r"^sentiment has rows of sentence 99, which the corpus lacks; pass the corpus"
    ):
        Layers(corpus(), {"sentiment": scores})
    with pytest.raises(ValueError, match="has rows of document 'x', which the corpus lacks"):
        Layers(corpus(), {"terms": pd.DataFrame({"doc_id": ["x"], "start": [0], "end": [1]})})


def test_years_do_where_there_are_no_dates_and_lists_are_no_choice():
    years = corpus_of("It may.", "It did.", Year=[1974, 1979], tags=[["a"], ["b"]])
    found = Layers(years, {"hedges": dc.find_hedges(years)})
    assert (found.dated, found.yearly, list(found.docvars)) == ("Year", True, ["Year"])
    assert Layers(corpus_of("It may."), {}).dated is None


def test_what_has_too_many_values_is_no_choice():
    assert facet_of(pd.Series(["a", "b", "c"]), most=2) is None
    assert facet_of(pd.Series(["a", "a"]), least=2) is None
    assert facet_of(pd.Series([2.0, 1.0])).values == [1.0, 2.0]
    assert facet_of(pd.Series([2, "b"], dtype=object)).values == [2, "b"]


def test_codes_of_ones_own_are_choices_and_passages_are_none():
    mentions = tables()["mentions"]
    passage = "he who had not seen the river"
    given = mentions.assign(code=["yes", "no"] * 5, source=[passage, "Lee"] * 5, score=1.5)
    assert list(Layers(corpus(), {"mentions": given}).layers["mentions"].facets) == ["actor", "code"]
