"""The lines of code choose the same rows."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of
from exploring import corpus, layers, selections, tables
from hypothesis import given

import discourse as dc
from discourse.explorer._layers import Layers
from discourse.explorer._matching import Matching
from discourse.explorer._query import query_of
from discourse.explorer._selection import Selection


def ran(code: str, corpus: dc.Corpus, **tables: pd.DataFrame) -> dict:
    space = {"corpus": corpus, **tables}
    exec(code, space)
    return space


@given(selections())
def test_the_same_rows_and_the_same_corpus(chosen):
    matching = Matching(layers())
    for count in layers().layers:
        made = ran(query_of(chosen, layers(), count), corpus(), **tables())
        pd.testing.assert_frame_equal(made["selection"], matching.table(chosen, count))
        ids = matching.corpus(chosen).documents["doc_id"].tolist()
        assert made["chosen"].documents["doc_id"].tolist() == ids


def test_as_it_is_read():
    chosen = Selection(words=("talk",)).with_spans("mentions", "actor", ["Soria"]).with_documents("outlet", ["A"])
    assert query_of(chosen, layers(), "hedges").splitlines() == [
        "import discourse as dc",
        "",
        "# corpus, hedges and mentions are what explore was given under these names",
        "documents = corpus.documents",
        'chosen = dc.filter_corpus(corpus, documents["outlet"].isin(["A"]))',
        'mentions_chosen = mentions[mentions["doc_id"].isin(chosen.documents["doc_id"]) '
        '& mentions["actor"].isin(["Soria"])]',
        'lines = dc.kwic(chosen, ["talk"])',
        'selection = hedges[hedges["doc_id"].isin(chosen.documents["doc_id"])]',
        'sentences = set(mentions_chosen["sentence_id"]) & set(lines["sentence_id"])',
        'selection = selection[selection["sentence_id"].isin(sentences)]',
    ]


def test_years_and_dates_that_are_texts():
    for docvars in ({"Year": [1974, 1979]}, {"Year": ["1974", "1979"]}, {"date": ["1974-02-01", "1979-05-01"]}):
        texts = corpus_of("It may.", "It might.", **docvars)
        hedges = dc.find_hedges(texts)
        own = Layers(texts, {"hedges": hedges})
        code = query_of(Selection(when=("1979-01-01", "1980-01-01")), own, "hedges")
        assert ran(code, texts, hedges=hedges)["selection"]["text"].tolist() == ["might"]


@pytest.mark.filterwarnings("ignore:.*are not counted")
def test_rows_that_are_not_read_are_left_out_by_the_code_too():
    texts = dc.from_documents(
        pd.DataFrame({"doc_id": ["a"], "text": ["# It may be\n\nIt may rain today, or not."]}), roles=["body"]
    )
    spans = pd.DataFrame({"doc_id": "a", "start": [0, 18], "end": [4, 21]})
    assert len(texts.sections) >= 1
    own = Layers(texts, {"terms": spans})
    code = query_of(Selection(), own, "terms")
    pd.testing.assert_frame_equal(ran(code, texts, terms=spans)["selection"], Matching(own).table(Selection(), "terms"))
