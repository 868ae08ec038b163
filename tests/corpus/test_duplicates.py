"""Duplicates: pairs counted by hand, whatever order and typography; what is a duplicate and what is none."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of, straighten
from corpora import WHOLE, changed, text_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.corpus import duplicates


def rows_of(corpus: dc.Corpus, **options) -> list[tuple]:
    table = dc.find_duplicates(corpus, **options)
    return list(table[["doc_id", "other_id", "n_shared", "kind"]].itertuples(index=False, name=None))


def test_an_edited_text_counted_by_hand():
    table = dc.find_duplicates(corpus_of(WHOLE, changed(WHOLE, 20)))
    assert table.to_dict("records") == [
        {
            "doc_id": "d0", "other_id": "d1", "n_shared": 35, "jaccard": 35 / 41, "containment": 35 / 38,
            "kind": "edited", "days": None,
        }
    ]  # fmt: skip
    assert {c: str(table[c].dtype) for c in table} == {c: d for c, (d, _) in schema.TABLES["duplicates"].items()}


def test_nothing_in_nothing_out():
    none = dc.find_duplicates(corpus_of())
    pd.testing.assert_frame_equal(none, schema.empty("duplicates"))
    pd.testing.assert_frame_equal(dc.find_duplicates(corpus_of("", "?!", "?!", WHOLE)), none)
    assert len(dc.drop_duplicates(corpus_of(), none).documents) == 0
    assert len(dc.drop_duplicates(corpus_of(WHOLE, WHOLE), none).documents) == 2


def test_the_same_text_whatever_its_typography_and_paragraphs():
    one = "“Talks – and trade-offs – won’t fail,” she said.\n\nThe ministers’ offer stands… Mr. Moe waits."
    two = "\"talks - and TRADE–OFFS - won't fail\" , she said. The ministers' offer stands... Mr Moe waits!"
    assert rows_of(corpus_of(one, two)) == [("d0", "d1", 13, "same")]
    assert rows_of(corpus_of(one, straighten(one), one.upper()))[0][3] == "same"


def test_an_excerpt_is_the_second_of_its_pair():
    corpus = corpus_of(text_of((10, 30)), WHOLE)
    assert rows_of(corpus) == [("d1", "d0", 18, "excerpt")]
    assert dc.find_duplicates(corpus)[["jaccard", "containment"]].values.tolist() == [[18 / 38, 1.0]]


def test_a_text_that_quotes_a_paragraph_is_no_duplicate():
    assert rows_of(corpus_of(WHOLE, text_of((0, 20), (50, 90)))) == []


def test_paragraphs_in_another_order():
    assert rows_of(corpus_of(text_of((0, 20), (20, 40)), text_of((20, 40), (0, 20)))) == [("d0", "d1", 36, "edited")]


def test_other_lines_around_the_text():
    one, two = text_of((50, 53), (0, 40), (53, 56)), text_of((60, 62), (0, 40), (62, 66))
    assert rows_of(corpus_of(one, two)) == [("d0", "d1", 38, "edited")]


def test_short_documents():
    corpus = corpus_of("War came.", "war came", "War", "war came home", "War, war!", "WAR")
    assert rows_of(corpus) == [("d0", "d1", 1, "same"), ("d2", "d5", 1, "same")]


def test_a_text_of_less_than_ten_words_is_no_excerpt():
    nine, ten = text_of((0, 9)), text_of((0, 10))
    assert rows_of(corpus_of(WHOLE, nine)) == []
    assert rows_of(corpus_of(WHOLE, ten)) == [("d0", "d1", 8, "excerpt")]
    assert rows_of(corpus_of(nine, ten)) == [("d1", "d0", 7, "edited")]


def test_the_threshold_is_of_the_shorter_document():
    corpus = corpus_of(WHOLE, changed(WHOLE, 10, 20))  # 32 of 38 shingles
    assert rows_of(corpus, threshold=32 / 38) == [("d0", "d1", 32, "edited")]
    assert rows_of(corpus, threshold=33 / 38) == []


@pytest.mark.parametrize("threshold", [0, 1.1, float("nan"), "much"])
def test_a_threshold_that_is_no_share(threshold):
    with pytest.raises(ValueError, match=r"threshold is .*; give a share above 0 and at most 1, such as 0\.8"):
        dc.find_duplicates(corpus_of("War."), threshold=threshold)


def test_only_what_is_read_counts():
    titles = ["Why the talks failed", "Talks: a post-mortem"]
    body = "\n\n".join(f"{text_of((n, n + 20)).capitalize()}." for n in (0, 20))
    corpus = corpus_of(*(f"{title}\n\n{body}" for title in titles), sections=True, title=titles)
    assert corpus.sections["role"].tolist() == ["title", "body", "body"] * 2
    assert rows_of(corpus) == [("d0", "d1", 38, "same")]
    whole = dc.from_documents(corpus.documents, roles=["title", "body"])
    assert rows_of(whole) == [("d0", "d1", 38, "edited")]


def test_days_between_dates():
    dates = pd.to_datetime(["2018-03-02 01:00", "2018-02-28 23:00", None])
    table = dc.find_duplicates(corpus_of(WHOLE, WHOLE, WHOLE, date=dates))
    assert table["days"].tolist() == [2, pd.NA, pd.NA]
    stated = dc.find_duplicates(corpus_of(WHOLE, WHOLE, date=["2018-03-02", "soon"]))
    assert stated["days"].tolist() == [pd.NA]


@given(st.randoms(use_true_random=False), st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), max_size=8))
def test_the_order_of_the_documents_makes_no_difference(shuffled, stretches):
    texts = {f"t{n}": text_of((start, start + size)) for n, (start, size) in enumerate(stretches)}
    frame = pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}, dtype="str")
    other = frame.sample(frac=1, random_state=shuffled.randint(0, 99))

    def told(rows: pd.DataFrame) -> set:
        table = dc.find_duplicates(dc.from_documents(rows, sections=False))
        return {(frozenset([r.doc_id, r.other_id]), r.n_shared, r.jaccard, r.kind) for r in table.itertuples()}

    assert told(frame) == told(other)


def test_of_very_many_that_are_the_same_each_stands_with_the_first(monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_SAME", 3)
    same, edited = WHOLE, changed(WHOLE, 20)
    assert len(rows_of(corpus_of(same, same, same, edited))) == 3 + 3
    corpus = corpus_of(same, same, same, same, edited)
    assert [row[:2] for row in rows_of(corpus)] == [("d0", "d1"), ("d0", "d2"), ("d0", "d3"), ("d0", "d4")]
    assert len(dc.drop_duplicates(corpus, dc.find_duplicates(corpus), keep="last").documents) == 1


@pytest.mark.parametrize("texts", [[WHOLE] * 4, [changed(WHOLE, n) for n in range(4)]])
def test_more_pairs_than_a_table_holds(monkeypatch, texts):
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 5)
    with pytest.raises(
        ValueError,
        match=r"more than 5 pairs of documents that share 0\.8 .*; give a higher threshold, or use filter_corpus",
    ):
        dc.find_duplicates(corpus_of(*texts))
