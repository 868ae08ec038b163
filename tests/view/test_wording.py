"""Values in words: what a span says, and characters that no page may hold."""

from __future__ import annotations

import pandas as pd
from conftest import corpus_of

from discourse.view.page import show
from discourse.view.wording import notes_of, say, showable


def test_characters_that_may_not_stand_in_a_page_are_shown_by_signs():
    assert showable("a\x00\x1b\x7f\x85\ud800b\n\tc") == "a␀␛␡��b\n\tc"
    assert showable("\u202egnorts\u2066") == "�gnorts�"
    assert show(corpus_of("a\x00b"), "d0").html.count("a␀b") == 1


def test_what_a_span_says():
    table = pd.DataFrame(
        {
            "doc_id": ["a", "a"], "start": [0, 1], "end": [1, 2], "scope_start": [0, 0], "actor": ["Russia", "Kremlin"],
            "country": ["Russia", "Russia"], "reading": ["actor", "place"], "voice": ["author", None],
            "few": [True, False],
        }
    )  # fmt: skip
    assert notes_of(table) == [
        "Russia, voice author, few yes",
        "Kremlin, country Russia, reading place, few no",
    ]
    assert notes_of(table[["doc_id", "start", "end"]]) == ["", ""]
    assert say(pd.NaT) == say(pd.NA) == say(float("nan")) == ""
    assert say(pd.Timestamp("2018-07-16 09:30")) == "2018-07-16 09:30:00"
    assert say(-0.0) == "0"
