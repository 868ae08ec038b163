"""Values in words: what a span says, and characters that no page may hold."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

from discourse.view.page import show
from discourse.view.wording import cite, cite_all, notes_of, say, say_all, showable


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


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([1, 0, -12345]),
        pd.Series([0.123456, -0.0, float("nan"), float("inf"), 1e9]),
        pd.Series([1, None], dtype="Int64"),
        pd.Series([True, False]),
        pd.Series([True, None], dtype="boolean"),
        pd.Series(["a", None, "b\x00\u202e\n"], dtype="str"),
        pd.Series(["a", None, 2, 0.5, True], dtype="object"),
        pd.Series(["a", None, "b"], dtype="category"),
        pd.Series(pd.Categorical([2, 1, None], categories=[1, 2, 3])),
        pd.Series([pd.Timestamp("2018-07-16"), pd.NaT, pd.Timestamp("2018-07-16 12:30")]),
        pd.Series([], dtype="str"),
    ],
    ids=lambda values: str(values.dtype),
)
def test_a_column_is_said_as_its_values_are(values):
    assert say_all(values) == [say(value) for value in values.tolist()]


def test_documents_are_cited_as_each_of_them_is():
    documents = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "author": ["Roe", None],
            "title": ["Rain", "Thaw"],
            "date": pd.to_datetime(["2018", None]),
        }
    )
    assert (
        cite_all(documents) == [cite(row) for _, row in documents.iterrows()] == ["Roe, “Rain”, 2018-01-01", "“Thaw”"]
    )
    assert cite_all(documents[["doc_id"]]) == ["", ""]
