"""What leads from a number to its sentences: every span and sentence once, and sets of spans."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
from conftest import corpus_of

import discourse as dc
from discourse.study._report_data import Traces, display_name

CORPUS = corpus_of("It rains. France may talk. Perhaps it will.", "France left.", outlet=["Globe", "Times"])
MENTIONS = dc.find_mentions(CORPUS, pd.DataFrame({"actor": ["France"], "alias": ["France"]}))
HEDGES = dc.find_hedges(CORPUS)
STUDY = SimpleNamespace(tables={"t": {"by": ["outlet"]}})


def unrun(runs: list[int]) -> list[int]:
    return [first + i for first, n in zip(runs[::2], runs[1::2], strict=True) for i in range(n)]


def texts_of(data: dict, numbers: list[int]) -> list[str]:
    spans, sentences = data["spans"], data["sentences"]["t"]
    return [sentences[spans["s"][i]][spans["a"][i] : spans["b"][i]] for i in numbers]


def test_every_span_stands_in_its_sentence():
    traces = Traces(CORPUS)
    traces.add_evidence({"mentions": MENTIONS, "hedges": HEDGES})
    data = traces.data(STUDY)
    assert [kind["name"] for kind in data["kinds"]] == ["mentions", "hedges"]
    assert data["sentences"] == {
        "t": ["France may talk.", "Perhaps it will.", "France left."], "d": [0, 0, 1], "n": [2, 3, 1],
    }  # fmt: skip
    sets = {s["name"]: texts_of(data, unrun(s["runs"])) for s in data["sets"]}
    assert sets == {
        "all": ["France", "may", "Perhaps", "France"],
        "mentions": ["France", "France"],
        "hedges": ["may", "Perhaps"],
    }


def test_a_span_that_is_behind_two_tables_is_there_once():
    traces = Traces(CORPUS)
    traces.add_set("first", {"measure": "rate", "of": "hedges"}, HEDGES, 1)
    n = len(traces.columns["s"])
    traces.add_set("second", {"measure": "rate", "of": "hedges"}, HEDGES.iloc[1:], 0)
    assert len(traces.columns["s"]) == n == 2
    data = traces.data(STUDY)
    assert [(s["label"], s["key"], unrun(s["runs"])) for s in data["sets"]] == [
        ("figure 1: first", "Category", [0, 1]),
        ("table second", "Category", [1]),
    ]


def test_of_pairs_only_units_with_two_actors_count():
    mentions = pd.concat([MENTIONS, MENTIONS.iloc[[0]].assign(start=17, end=20, actor="May")])
    traces = Traces(CORPUS)
    traces.add_set("together", {"measure": "cooccurrence", "of": "mentions"}, mentions, 0)
    (found,) = traces.data(STUDY)["sets"]
    assert texts_of(traces.data(STUDY), unrun(found["runs"])) == ["France", "may"]
    assert found["pair"] == "sentence"


def test_rows_without_a_place_lead_nowhere():
    traces = Traces(CORPUS)
    traces.add_set("rates", {"measure": "words"}, pd.DataFrame({"n": [1]}), 0)
    traces.add_set("none", {"measure": "rate", "of": "hedges"}, HEDGES.iloc[:0], 0)
    assert traces.data(STUDY)["sets"] == []


def test_docvars_with_a_choice_are_facets():
    (facet,) = Traces(CORPUS).data(STUDY)["facets"]
    assert facet == {"name": "outlet", "values": ["Globe", "Times"], "codes": [0, 1]}
    assert display_name("mentions_by\x00actor") == "mentions by␀actor"
