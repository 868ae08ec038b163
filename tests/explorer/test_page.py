"""The explorer without Python: what a piece and a file hold, and what they leave out."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from conftest import corpus_of
from exploring import TEXTS, layers

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

    return np.frombuffer(b64decode(data["columns"][name]), "<i4").tolist()


def test_the_piece_has_the_view_and_its_sentences():
    made = static_of(answers(), Selection().with_spans("mentions", "actor", ["Soria"]), "mentions", of="x1")
    assert "4 mentions in 4 sentences of 4 documents. Chosen: actor: Soria." in made
    assert '<th scope="row">Norland</th><td>6</td>' in made and "<script" not in made
    assert '<mark class="m-mentions is-counted is-first is-last">Soria</mark> will not talk' in made


def test_the_file_holds_every_row_sentence_and_place():
    data = data_of(answers(), Selection(), "mentions")
    assert data["spans"] == {"held": 10 + 7 + 11, "of": 10 + 7 + 11}
    assert data["read"]["held"] == data["read"]["of"] == 11
    place, texts = ints(data, "sentence.held"), data["read"]["texts"]
    rows = zip(*(ints(data, f"row.mentions.{c}") for c in ("sentence", "start", "end")), strict=True)
    words = [texts[place[s]][a:b] for s, a, b in rows]
    assert words == layers().layers["mentions"].rows["text"].tolist()
    rank = ints(data, "row.mentions.1R")
    lines = dc.kwic(layers().corpus, layers().layers["mentions"].rows, window=1, sort="1R")
    starts = layers().layers["mentions"].rows["start"].to_numpy()
    assert starts[np.argsort(rank)].tolist() == lines["start"].tolist()


def test_without_texts_no_word_of_them_is_anywhere():
    chosen = Selection().with_spans("hedges", "category", ["modal"])
    for made in (
        page_of(answers(texts=False), chosen, "mentions"),
        static_of(answers(texts=False), chosen, "mentions"),
    ):
        assert not [word for word in ("waits", "meadow", "river", "pact", TEXTS[3]) if word in made]
    assert data_of(answers(texts=False), chosen, "mentions")["read"] is None


def test_a_file_has_only_so_many_spans_and_letters(monkeypatch):
    monkeypatch.setattr(_page, "MOST_HELD", 12)
    monkeypatch.setattr(_page, "MOST_TEXT", 60)
    data = data_of(answers(), Selection().with_documents("outlet", ["A"]), "mentions")
    assert data["spans"]["of"] == 28 and data["spans"]["held"] <= 12
    assert data["spans"]["why"] == "those in the sentences that are chosen, as far as there is room"
    assert data["numbers"]["whole"]["n"] == 6, "the numbers are those of the whole"
    assert sum(map(len, data["read"]["texts"])) <= 60 and data["read"]["held"] < data["read"]["of"]


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
    assert f"{len(layers().layers[count].sentence)} {count} in" in made
