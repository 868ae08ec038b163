"""Duplicates: pairs counted by hand, whatever order and typography; which document stays; what is rejected."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import corpus_of, straighten
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.corpus import duplicates
from discourse.corpus.duplicates import find_copies

WORDS = [f"{a}{b}{c}" for a in "bdfg" for b in "aeiou" for c in "klmnr"]  # 100 words, each of which is used once


def text_of(*stretches: tuple[int, int]) -> str:
    """Stretches of the hundred words as a text; a stretch is a paragraph."""
    return "\n\n".join(" ".join(WORDS[start:stop]) for start, stop in stretches)


def changed(text: str, *places: int) -> str:
    words = text.split(" ")
    for place in places:
        words[place] = f"other{place}"
    return " ".join(words)


WHOLE = text_of((0, 40))


def rows_of(corpus: dc.Corpus, **options) -> list[tuple]:
    table = dc.find_duplicates(corpus, **options)
    return list(table[["doc_id", "other_id", "n_shared", "kind"]].itertuples(index=False, name=None))


def dropped(corpus: dc.Corpus, pairs: pd.DataFrame | None = None, **options) -> dict[str, str]:
    """The copies, each with the document that stays in its place, as `rejected` has them."""
    fewer = dc.drop_duplicates(corpus, dc.find_duplicates(corpus) if pairs is None else pairs, **options)
    assert len(fewer.documents) + len(fewer.rejected) == len(corpus.documents) + len(corpus.rejected)
    new = fewer.rejected.iloc[len(corpus.rejected) :]
    assert new["reason"].str.startswith("copy of ").all()
    return dict(zip(new["doc_id"], new["reason"].str.removeprefix("copy of "), strict=True))


# Pairs --------------------------------------------------------------------------------------------------------------


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
    assert dropped(corpus, keep="last") == dict.fromkeys(["d0", "d1", "d2", "d3"], "d4")


@pytest.mark.parametrize("texts", [[WHOLE] * 4, [changed(WHOLE, n) for n in range(4)]])
def test_more_pairs_than_a_table_holds(monkeypatch, texts):
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 5)
    with pytest.raises(
        ValueError, match=r"more than 5 pairs of documents that share 0\.8 .*; give a higher threshold, or leave out"
    ):
        dc.find_duplicates(corpus_of(*texts))


# What stays ---------------------------------------------------------------------------------------------------------

VERSIONS = corpus_of(
    WHOLE, "Peace.", changed(WHOLE, 30) + " in the end", WHOLE,
    date=pd.to_datetime(["2018-03-02", "2018-01-01", None, "2018-03-01"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("keep", "stays"),
    [
        ("first", "d0"),
        ("last", "d3"),
        ("longest", "d2"),
        ("earliest", "d3"),
        ("latest", "d0"),
        (lambda rows: rows["doc_id"].iloc[1], "d2"),
    ],
)
def test_which_document_stays(keep, stays):
    assert dropped(VERSIONS, keep=keep) == dict.fromkeys({"d0", "d2", "d3"} - {stays}, stays)


def test_without_dates_the_first_is_the_earliest_and_the_latest():
    for keep in ("earliest", "latest"):
        assert dropped(corpus_of(WHOLE, WHOLE), keep=keep) == {"d1": "d0"}


def test_ids_and_tokens_of_the_others_are_as_they_were():
    pairs = dc.find_duplicates(VERSIONS)
    fewer = dc.drop_duplicates(VERSIONS, pairs)
    wanted = dc.filter_corpus(VERSIONS, VERSIONS.documents["doc_id"].isin(["d0", "d1"]))
    for name in ("documents", "sections", "tokens", "doubts"):
        pd.testing.assert_frame_equal(getattr(fewer, name), getattr(wanted, name))
    assert dc.find_duplicates(fewer).empty
    assert dropped(fewer, pairs.head(0)) == {}


def test_the_file_of_a_copy_is_told():
    corpus = corpus_of(WHOLE, WHOLE, source=["a.html", "b.html"])
    assert dc.drop_duplicates(corpus, dc.find_duplicates(corpus)).rejected.values.tolist() == [
        ["b.html", "d1", "copy of d0"]
    ]


def test_pairs_that_were_taken_out_are_kept():
    corpus = corpus_of(WHOLE, WHOLE, text_of((50, 90)), text_of((50, 90)))
    pairs = dc.find_duplicates(corpus)
    assert dropped(corpus, pairs[pairs["doc_id"] != "d0"]) == {"d3": "d2"}


def test_versions_of_versions_are_one_text():
    drift = [WHOLE, changed(WHOLE, 10, 20), changed(WHOLE, 10, 20, 25, 32)]
    corpus = corpus_of(*drift)
    assert [row[:2] for row in rows_of(corpus)] == [("d0", "d1"), ("d1", "d2")]
    assert dropped(corpus) == {"d1": "d0", "d2": "d0"}


def test_an_excerpt_goes_whatever_keep_says():
    corpus = corpus_of(text_of((0, 20)), WHOLE)
    for keep in ("first", "last", "longest"):
        assert dropped(corpus, keep=keep) == {"d0": "d1"}


def test_two_texts_that_hold_one_excerpt_are_two():
    corpus = corpus_of(text_of((0, 40)), text_of((0, 20), (50, 70)), text_of((0, 20)))
    assert dropped(corpus) == {"d2": "d0"}


def test_an_excerpt_of_a_copy_is_one_of_what_stays():
    corpus = corpus_of(WHOLE, changed(WHOLE, 39), text_of((0, 20)), text_of((0, 20)))
    assert dropped(corpus, keep="last") == {"d0": "d1", "d2": "d1", "d3": "d1"}


def test_a_chain_of_excerpts_loses_no_text():
    """The second holds the third, and the first the second, but not the third: it stays."""
    corpus = corpus_of(text_of((0, 42), (60, 70)), text_of((0, 42), (42, 50)), text_of((37, 50)))
    assert rows_of(corpus) == [("d0", "d1", 40, "edited"), ("d1", "d2", 11, "excerpt")]
    corpus = corpus_of(text_of((0, 42), (60, 100)), text_of((0, 42), (42, 50)), text_of((37, 50)))
    assert rows_of(corpus) == [("d0", "d1", 40, "excerpt"), ("d1", "d2", 11, "excerpt")]
    assert dropped(corpus) == {"d1": "d0"}


def test_a_circle_of_excerpts_keeps_one():
    corpus = corpus_of("One.", "Two.", "Three.", "Four.")
    pairs = pd.DataFrame({"doc_id": ["d0", "d1", "d2", "d2"], "other_id": ["d1", "d2", "d0", "d3"], "kind": "excerpt"})
    assert dropped(corpus, pairs) == {"d1": "d0", "d3": "d2"}


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["same", "excerpt"])), max_size=12))
def test_every_copy_is_one_of_a_document_that_stays(drawn):
    corpus = corpus_of(*["War came."] * 8)
    pairs = pd.DataFrame([(f"d{i}", f"d{j}", kind) for i, j, kind in drawn], columns=["doc_id", "other_id", "kind"])
    copies = dropped(corpus, pairs)
    assert not set(copies) & set(copies.values())
    alike = {frozenset([a, b]) for a, b, kind in pairs.itertuples(index=False) if kind == "same" and a != b}
    assert all({a, b} & set(copies) for a, b in alike)


def test_pairs_of_another_corpus():
    pairs = dc.find_duplicates(corpus_of(WHOLE, WHOLE))
    with pytest.raises(ValueError, match="pairs has rows of document 'd1', which the corpus lacks; pass the corpus"):
        dc.drop_duplicates(corpus_of(WHOLE), pairs)
    with pytest.raises(ValueError, match="the table of pairs lacks the column kind"):
        dc.drop_duplicates(corpus_of(WHOLE), pairs.drop(columns="kind"))


def test_keep_returns_one_of_its_rows():
    corpus = corpus_of(WHOLE, WHOLE, "Peace.")
    said = "keep returned 'd2'; the doc_id of one of the rows that it was given is needed, here 'd0', 'd1'"
    with pytest.raises(ValueError, match=re.escape(said)):
        dc.drop_duplicates(corpus, dc.find_duplicates(corpus), keep=lambda rows: "d2")


def test_copies_are_told_without_dropping_them():
    assert find_copies(VERSIONS, dc.find_duplicates(VERSIONS)).to_dict() == {"d2": "d0", "d3": "d0"}
