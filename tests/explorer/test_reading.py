"""Sentences with their marks, lines, and whole texts."""

from __future__ import annotations

import numpy as np
import pytest
from exploring import TEXTS, corpus, layers, tables

import discourse as dc
from discourse.explorer._matching import Matching
from discourse.explorer._reading import Readable
from discourse.explorer._selection import Selection


@pytest.fixture
def reading() -> Readable:
    return Readable(Matching(layers()))


def test_a_sentence_has_its_marks_scores_and_place(reading):
    chosen = Selection().with_spans("mentions", "actor", ["Soria"])
    (made,) = reading.sentences(np.array([1]), chosen, "mentions")
    assert made["text"] == "Soria will not talk, and Norland waits."
    assert [(made["text"][m["a"] : m["b"]], m["look"], m["note"]) for m in made["marks"]] == [
        ("Soria", "m-mentions is-counted", "Soria"),
        ("Norland", "m-mentions", "Norland"),
    ]
    assert made["scores"] == ["sentiment +0.00"]
    assert (made["id"], made["at"], made["cite"]) == ("d0", 2, "A, 2014-03-01")


def test_lines_are_those_of_kwic_in_its_order(reading):
    table, n = reading.lines(Selection(), "mentions", "1R")
    wanted = dc.kwic(corpus(), tables()["mentions"][["doc_id", "start", "end"]], window=12, sort="1R")
    assert n == len(wanted) and table.equals(wanted)
    table, n = reading.lines(Selection(words=("talk",)), "mentions", None)
    assert n == 2 and table["keyword"].tolist() == ["talk", "talk"]
    assert reading.lines(Selection(), "sentiment", None)[1] == 0, "a whole sentence is no key word"
    (line,) = reading.page_of_lines(table, 1, 2)
    assert line == {
        "s": 1,
        "pre": "Norland may talk. Soria will not",
        "key": "talk",
        "post": ", and Norland waits.",
        "id": "d0",
    }


def test_the_whole_text_is_the_page_of_show(reading):
    wanted = dc.show(corpus(), "d2", mentions=tables()["mentions"], hedges=tables()["hedges"]).html
    assert reading.whole(5) == wanted and TEXTS[2][:7] in wanted
