"""Terms at a distance: counted whatever their typography, every term in every group."""

from __future__ import annotations

import pytest
from conftest import corpus_of

import discourse as dc
from discourse import schema
from discourse.measures.contested import count_contested
from discourse.voice.quotes import find_quotes


@pytest.fixture
def three() -> dc.Corpus:
    return corpus_of(
        "A ‘reset’ failed. The “Reset,” again.",
        "No 'reset' came, nor a ‘grand bargain’. It is late.",
        "Nothing here.",
        outlet=["Post", "Times", "Echo"],
        year=[2016, 2018, None],
    )


def test_contested_terms_are_counted_whatever_their_typography(three):
    table = count_contested(find_quotes(three), three)
    assert table[["term", "n", "n_docs", "doc_id", "start", "end"]].values.tolist() == [
        ["reset", 3, 2, "d0", 2, 9],
        ["grand bargain", 1, 1, "d1", 23, 38],
    ]
    assert table["example"].tolist() == ["A ‘reset’ failed.", "No 'reset' came, nor a ‘grand bargain’."]


def test_every_group_has_every_term(three):
    table = count_contested(find_quotes(three), three, by="outlet")
    assert table[["outlet", "term", "n"]].values.tolist() == [
        ["Echo", "reset", 0],
        ["Echo", "grand bargain", 0],
        ["Post", "reset", 2],
        ["Post", "grand bargain", 0],
        ["Times", "reset", 1],
        ["Times", "grand bargain", 1],
    ]
    assert table["doc_id"].isna().tolist() == [True, True, False, True, False, False]
    assert {c: str(d) for c, d in table.dtypes.items() if c != "outlet"} == {
        c: d for c, (d, _) in schema.TABLES["contested"].items()
    }
    assert count_contested(find_quotes(three), three, by=["year"])["year"].tolist() == [2016, 2016, 2018, 2018]


def test_contested_terms_of_nothing(three):
    none = count_contested(find_quotes(three).iloc[:0], three, by="outlet")
    assert none.columns.tolist() == ["outlet", *schema.TABLES["contested"]]
    assert len(none) == 0
    with pytest.raises(ValueError, match=r"corpus.documents lacks the column paper"):
        count_contested(find_quotes(three), three, by="paper")
    with pytest.raises(ValueError, match=r"by has 'doc_id', which is a column of the result"):
        count_contested(find_quotes(three), three, by="doc_id")
