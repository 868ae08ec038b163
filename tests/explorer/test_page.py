"""The explorer without Python: what a piece and a file hold, and what they leave out."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from conftest import corpus_of
from exploring import TEXTS, layers, tables

import discourse as dc
from discourse.explorer import _page
from discourse.explorer._answers import Answers
from discourse.explorer._counting import Counting
from discourse.explorer._layers import Layers
from discourse.explorer._matching import Matching
from discourse.explorer._page import data_of, page_of, static_of
from discourse.explorer._reading import Readable
from discourse.explorer._selection import Selection


def answers(held: Layers | None = None, *, texts: bool = True) -> Answers:
    matching = Matching(held or layers())
    return Answers(Counting(matching, "YS"), Readable(matching) if texts else None)


def ints(data: dict, name: str) -> list[int]:
    from base64 import b64decode

    width, *written = data["columns"][name]
    return np.frombuffer(b64decode("".join(written)), f"<i{width}").tolist()


def test_the_piece_has_the_view_and_its_sentences():
    made = static_of(answers(), Selection().with_spans("mentions", "actor", ["Soria"]), "mentions", of="x1")
    assert "4 mentions in 4 sentences of 4 documents. Chosen: actor: Soria." in made
    assert '<th scope="row">Norland</th><td>6</td>' in made and "<script" not in made
    assert '<mark class="m-mentions is-counted is-first is-last">Soria</mark> will not talk' in made


def test_the_file_holds_every_row_sentence_and_place():
    data = data_of(answers(), Selection(), "mentions")
    assert {name: len(ints(data, f"row.{name}.sentence")) for name in ("mentions", "hedges", "sentiment")} == {
        "mentions": 10, "hedges": 7, "sentiment": 11,
    }  # fmt: skip
    assert data["left_out"] == []
    assert data["read"]["held"] == data["read"]["of"] == 11
    place, texts = ints(data, "sentence.held"), data["read"]["texts"]
    rows = zip(*(ints(data, f"row.mentions.{c}") for c in ("sentence", "start", "end")), strict=True)
    words = [texts[place[s]][a:b] for s, a, b in rows]
    assert words == layers().layers["mentions"].rows["text"].tolist()
    rank = ints(data, "row.mentions.1R")
    lines = dc.kwic(layers().corpus, layers().layers["mentions"].rows, window=None, sort="1R")
    starts = layers().layers["mentions"].rows["start"].to_numpy()
    assert starts[np.argsort(rank)].tolist() == lines["start"].tolist(), "the word to the right ends at the sentence"


def test_without_texts_no_word_of_them_is_anywhere():
    chosen = Selection().with_spans("hedges", "category", ["modal"])
    for made in (
        page_of(answers(texts=False), chosen, "mentions"),
        static_of(answers(texts=False), chosen, "mentions"),
    ):
        assert not [word for word in ("waits", "meadow", "river", "pact", TEXTS[3]) if word in made]
    assert data_of(answers(texts=False), chosen, "mentions")["read"] is None


def test_a_file_counts_all_rows_where_it_has_no_room_for_all_sentences(monkeypatch):
    monkeypatch.setattr(_page, "MOST_TEXT", 60)
    data = data_of(answers(), Selection().with_documents("outlet", ["A"]), "mentions")
    assert sum(map(len, data["read"]["texts"])) <= 60 and data["read"]["held"] < data["read"]["of"] == 11
    assert data["read"]["texts"][0] == "Norland may talk.", "what is chosen comes first"
    assert data["numbers"]["whole"]["n"] == 6 and len(ints(data, "row.mentions.sentence")) == 10
    table = dc.count_rate(tables()["mentions"], layers().corpus, by="actor")
    codes = ints(data, "row.mentions.facet.actor")
    assert [codes.count(code) for code in (0, 1)] == table["n"].tolist()


def test_a_table_is_in_a_file_whole_or_not_at_all(monkeypatch):
    monkeypatch.setattr(_page, "MOST_ROWS", 17)
    data = data_of(answers(), Selection(), "mentions")
    assert data["left_out"] == ["sentiment"], "10 mentions and 7 hedges have room, 11 scores have none"
    assert [layer["name"] for layer in data["book"]["layers"]] == ["mentions", "hedges"] == list(data["counted"])
    assert not [name for name in data["columns"] if "sentiment" in name]
    monkeypatch.setattr(_page, "MOST_ROWS", 1)
    data = data_of(answers(), Selection().with_spans("hedges", "category", ["modal"]), "mentions")
    assert data["left_out"] == ["sentiment"], "what is counted and chosen from is always whole"


def test_the_first_view_of_a_file_has_its_intervals_whatever_is_counted():
    told = data_of(answers(), Selection(), "mentions")["counted"]
    for name in ("mentions", "hedges", "sentiment"):
        rates = dc.count_rate(tables()[name], layers().corpus, by="outlet")
        assert told[name]["docvars"]["outlet"]["low"] == rates["low"].tolist()
        assert told[name]["whole"]["n"] == len(tables()[name]) and told[name]["time"]["d"] == [1, 2, 0, 1]


def test_the_title_says_what_is_counted():
    made = page_of(answers(), Selection(), "mentions")
    assert "<title>Explore: 10 mentions</title>" in made
    made = page_of(answers(), Selection().with_documents("outlet", ["A"]), "sentiment")
    assert "<title>Explore: 4 scored sentences (outlet: A)</title>" in made


def test_nothing_in_a_text_is_markup():
    evil = corpus_of("It may </script><script>alert(1)</script> & rain.", title=["<b>"])
    held = Layers(evil, {"hedges": dc.find_hedges(evil)})
    made = page_of(answers(held), Selection(), "hedges")
    assert made.count("<script") == 2 and "alert(1)<" not in made
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', made)
    assert policy.startswith("default-src 'none'") and "script-src 'sha256-" in policy
    data = json.loads(re.search(r'id="data">(.+?)</script>', made, re.S)[1])
    assert "</script>" in data["read"]["texts"][0]


@pytest.mark.parametrize("count", ["hedges", "sentiment"])
def test_other_tables_are_counted_too(count):
    made = static_of(answers(), Selection(), count)
    noun = {"hedges": "hedges", "sentiment": "scored sentences"}[count]
    assert f"{len(layers().layers[count].sentence)} {noun} in" in made
