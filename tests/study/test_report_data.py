"""What leads from a number to its sentences: every span and sentence once, and sets of spans."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.study import _report_data
from discourse.study._report_data import Traces, display_name, draw, filters_of_row, hold

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


@pytest.mark.parametrize(
    ("spec", "columns", "filters"),
    [
        ({"by": ["outlet", "actor"]}, ["outlet", "actor", "n"], [(0, "outlet"), (1, "key")]),
        ({"by": "actor", "freq": "YS"}, ["period", "actor", "n"], [(1, "key"), (0, "year")]),
        ({"by": "actor", "freq": "MS"}, ["period", "actor", "n"], []),  # no month can be chosen
        ({"by": ["actor", "type"]}, ["actor", "type", "n"], []),  # nor a type
        ({"by": []}, ["n"], []),
    ],
)
def test_a_row_leads_to_its_sentences_where_they_can_be_chosen(spec, columns, filters):
    dates = pd.to_datetime(["2014-05-01", "2015-05-01"])
    corpus = corpus_of("France left.", "France may talk.", outlet=["Globe", "Times"], date=dates)
    spec = {"measure": "rate", "of": "mentions"} | spec
    traces = Traces(corpus)
    traces.add_set("t", spec, dc.find_mentions(corpus, pd.DataFrame({"actor": ["France"], "alias": ["France"]})), 0)
    data = traces.data(SimpleNamespace(tables={"t": {"by": ["outlet"]}}))
    assert filters_of_row(data, "t", spec, columns) == filters
    assert filters_of_row(data, "other", spec, columns) == []


def test_a_row_of_a_pair_leads_to_what_has_both():
    actors = pd.DataFrame({"actor": ["France", "Spain"], "alias": ["France", "Spain"]})
    corpus = corpus_of("France met Spain.")
    traces = Traces(corpus)
    traces.add_set("t", {"measure": "cooccurrence"}, dc.find_mentions(corpus, actors), 0)
    data = traces.data(STUDY)
    found = filters_of_row(data, "t", {"measure": "cooccurrence"}, ["source", "target", "n"])
    assert found == [(0, "key"), (1, "with")]


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


# --- samples ----------------------------------------------------------------------------------------------------


def test_of_each_group_as_many_are_drawn_as_far_as_it_has_rows():
    groups = np.repeat([3, 7, 9], [1000, 2, 50])
    drawn = draw(np.arange(1052), groups, 42)
    assert np.bincount(groups[drawn])[[3, 7, 9]].tolist() == [20, 2, 20]
    assert len(set(drawn.tolist())) == 42
    assert sorted(draw(np.arange(5), np.zeros(5, np.int64), 9).tolist()) == [0, 1, 2, 3, 4]


def test_tables_of_the_same_spans_draw_the_same_ones():
    place, one = np.arange(0, 4000, 7), np.zeros(572, np.int64)
    some = np.flatnonzero(place % 2 == 0)
    drawn, of_some = place[draw(place, one, 100)], place[some][draw(place[some], one[some], 100)]
    assert set(drawn[drawn % 2 == 0]) <= set(of_some)
    assert draw(place, one, 100).tolist() == draw(place, one, 100).tolist()
    assert sorted(drawn.tolist()) != place[:100].tolist()  # not the first ones


def many(n: int = 40) -> tuple[dc.Corpus, pd.DataFrame]:
    """A corpus with France in each of n sentences and Peru in one more."""
    corpus = corpus_of("France left. " * n + "Peru left.")
    return corpus, dc.find_mentions(corpus, pd.DataFrame({"actor": ["France", "Peru"], "alias": ["France", "Peru"]}))


def test_a_sample_says_of_how_many_and_has_what_is_rare(monkeypatch):
    monkeypatch.setattr(_report_data, "_MOST_SPANS", 10)
    corpus, mentions = many()
    traces = Traces(corpus)
    traces.add_evidence({"mentions": mentions})
    traces.add_set("t", {"measure": "rate", "of": "mentions", "by": ["actor"]}, mentions, 0)
    data = traces.data(STUDY)
    for found in data["sets"]:
        assert (found["of"], found["files"]) == (41, ["tables/mentions.csv"])
        assert sorted(texts_of(data, unrun(found["runs"]))) == ["France"] * 9 + ["Peru"]
    assert len(data["sentences"]["t"]) == 10  # both sets draw the same spans


def test_what_is_there_whole_is_no_sample():
    traces = Traces(CORPUS)
    traces.add_evidence({"mentions": MENTIONS, "hedges": HEDGES})
    assert [s["of"] for s in traces.sets] == [0, 0, 0]


def test_sentences_are_held_as_far_as_there_is_room(monkeypatch):
    monkeypatch.setattr(_report_data, "_MOST_TEXT", 130)  # of sentences of 12 and 10 characters
    corpus, mentions = many()
    traces = Traces(corpus)
    traces.add_evidence({"mentions": mentions})
    data = traces.data(STUDY)
    assert 100 < sum(map(len, data["sentences"]["t"])) <= 130
    assert data["sets"][0]["of"] == 41


def test_of_many_documents_those_that_a_sentence_is_of(monkeypatch):
    monkeypatch.setattr(_report_data, "_MOST_DOCUMENTS", 1)
    corpus = corpus_of("It rains.", "France left.", "It may.", outlet=["Globe", "Times", "Post"])
    traces = Traces(corpus)
    traces.add_evidence({"mentions": MENTIONS.iloc[:0], "hedges": dc.find_hedges(corpus)})
    data = traces.data(STUDY)
    assert [doc["id"] for doc in data["docs"]] == [corpus.documents["doc_id"].iloc[2]]
    assert (data["sentences"]["t"], data["sentences"]["d"]) == (["It may."], [0])


@pytest.mark.parametrize("longest", [400, 10**6])
def test_a_table_is_held_with_its_first_rows_and_a_sample(longest):
    table = pd.DataFrame({"actor": ["a"] * 9000 + ["b"], "text": "x" * 300})
    held = hold(table, 24, longest=longest)
    assert held.index[:24].tolist() == list(range(24))
    assert held.index.is_monotonic_increasing
    assert len(held) < 2000  # 300 characters each: there is no room for more
    assert held["actor"].iloc[-1] == "b"
    assert len(hold(table.drop(columns="text"), 24, longest=longest)) == 5000
    assert hold(table.head(30), 24, longest=longest).equals(table.head(30))


def test_the_signs_of_markdown_are_left_out_and_spans_stay_on_their_words():
    text = "## Moscow *may* wait\n\nKyiv and **Moscow** talk."
    corpus = corpus_of(text, source=["a.md"])
    actors = pd.DataFrame({"actor": ["Russia", "Ukraine"], "alias": ["Moscow", "Kyiv"]})
    hedges, mentions = dc.find_hedges(corpus), dc.find_mentions(corpus, actors)
    traces = Traces(corpus)
    traces.add_evidence({"mentions": mentions, "hedges": hedges})
    data = traces.data(SimpleNamespace(tables={}))
    assert data["sentences"]["t"] == ["Moscow may wait", "Kyiv and Moscow talk."]
    spans = data["spans"]
    words = [data["sentences"]["t"][s][a:b] for s, a, b in zip(spans["s"], spans["a"], spans["b"], strict=True)]
    assert sorted(words) == ["Kyiv", "Moscow", "Moscow", "may"]
    assert traces.data(SimpleNamespace(tables={})) == data, "a second time, too"
