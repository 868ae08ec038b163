"""Which rows are chosen, counted by hand, and as pandas would choose them."""

from __future__ import annotations

import pandas as pd
from exploring import corpus, layers, selections, tables
from hypothesis import given

import discourse as dc
from discourse.explorer._matching import Matching
from discourse.explorer._selection import Selection

EMPTY = Selection()


def texts(chosen: Selection, layer: str = "mentions") -> list[str]:
    found = Matching(layers()).table(chosen, layer)
    return [f"{d}: {t}" for d, t in zip(found["doc_id"], found["text"], strict=True)]


def test_by_hand():
    who = EMPTY.with_spans("mentions", "actor", ["Soria"])
    assert texts(who) == ["d0: Soria", "d1: Soria", "d2: Soria", "d4: Soria"]
    assert texts(who, "hedges") == ["d2: may", "d4: might"], "hedges in a sentence that names Soria"
    assert texts(who.with_documents("outlet", ["A"])) == ["d0: Soria", "d2: Soria"]
    modal = EMPTY.with_spans("hedges", "category", ["adverb"])
    assert texts(modal) == ["d2: Norland"] and texts(modal, "hedges") == ["d2: Perhaps"]
    assert texts(Selection(words=("talk",))) == ["d0: Norland", "d0: Soria", "d0: Norland"]
    assert texts(Selection(when=("2015-01-01", "2016-01-01"))) == [
        "d1: Soria", "d1: Norland", "d2: Norland", "d2: Norland", "d2: Soria",
    ]  # fmt: skip
    assert texts(Selection(sentences=(0,))) == ["d0: Norland"] and texts(Selection(sentences=())) == []


def test_the_corpus_is_that_of_where_and_when():
    matching = Matching(layers())
    assert matching.corpus(EMPTY.with_spans("mentions", "actor", ["Soria"])) is corpus()
    assert matching.corpus(EMPTY.with_documents("outlet", ["B"])).documents["doc_id"].tolist() == ["d1", "d3"]


@given(selections())
def test_rows_are_those_that_pandas_would_choose(chosen):
    matching = Matching(layers())
    documents = corpus().documents
    keep = pd.Series(True, index=documents.index)
    for docvar, values in chosen.documents:
        keep &= documents[docvar].isin(values)
    if chosen.when:
        keep &= (documents["date"] >= chosen.when[0]) & (documents["date"] < chosen.when[1])
    kept = dc.filter_corpus(corpus(), keep)
    own = {name: table[table["doc_id"].isin(kept.documents["doc_id"])] for name, table in tables().items()}
    tone = pd.cut(own["sentiment"]["compound"], [-1.1, -0.05, 0.0499, 1], labels=["negative", "neutral", "positive"])
    own["sentiment"] = own["sentiment"].assign(tone=tone.astype("str"))
    sentences = {}
    for (name, column), values in chosen.spans:
        own[name] = own[name][own[name][column].isin(values)]
        sentences[name] = set(own[name]["sentence_id"])
    if chosen.words:
        sentences["words"] = set(dc.kwic(kept, list(chosen.words))["sentence_id"])
    if chosen.sentences is not None:
        sentences["sentences"] = set(chosen.sentences)
    for name, table in own.items():
        for ids in sentences.values():
            table = table[table["sentence_id"].isin(ids)]
        assert matching.table(chosen, name).index.tolist() == table.index.tolist()


def test_hits_are_those_of_kwic():
    for words in (("talk",), ("pay", "w*"), ("a good pact",), ("nowhere",)):
        wanted = dc.kwic(corpus(), list(words))[["doc_id", "sentence_id", "start", "end"]]
        made = Matching(layers()).hits(words)
        pd.testing.assert_frame_equal(made.astype({"doc_id": "str"}), wanted, check_dtype=False)


def test_the_oldest_answers_are_forgotten():
    matching = Matching(layers())
    for n in range(40):
        matching.rows(Selection(sentences=(n,)), "mentions")
    assert len(matching._kept["rows"]) == 12
