"""Pieces of documents: their tokens, words and findings are those of the documents."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc

TEXT = "It may rain. “Will it?” she asked.\n\nPhoto: rain in winter\n\nThey might go. So be it."
CORPUS = dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, "War came."], "year": [2017, 2018]}))


def test_sentences_are_rows():
    table = dc.find_sentences(CORPUS)
    assert table.columns.tolist() == ["doc_id", "section_id", "sentence_id", "role", "start", "end", "text"]
    assert table["text"].tolist() == [
        "It may rain.",
        "“Will it?” she asked.",
        "They might go.",
        "So be it.",
        "War came.",
    ]
    assert table["doc_id"].tolist() == ["a", "a", "a", "a", "b"]
    assert table["role"].unique().tolist() == ["body"]
    assert table["sentence_id"].tolist() == dc.score_sentiment(CORPUS)["sentence_id"].tolist()
    assert all(row.text == TEXT[row.start : row.end] for row in table[table["doc_id"] == "a"].itertuples())


def test_sentences_of_nothing():
    empty = dc.find_sentences(dc.from_documents(pd.DataFrame({"doc_id": [], "text": []})))
    pd.testing.assert_frame_equal(empty, dc.find_sentences(CORPUS).iloc[:0])


def test_sentences_as_documents():
    pieces = dc.split_corpus(CORPUS, "sentence")
    assert pieces.documents.columns.tolist() == ["doc_id", "text", "year", "parent", "offset"]
    assert pieces.documents["doc_id"].tolist() == ["a#1", "a#2", "a#3", "a#4", "b#1"]
    assert pieces.documents["text"].tolist() == dc.find_sentences(CORPUS)["text"].tolist()
    assert pieces.documents["year"].tolist() == [2017] * 4 + [2018]
    assert pieces.documents["parent"].tolist() == list("aaaab")
    assert pieces.documents["offset"].tolist() == dc.find_sentences(CORPUS)["start"].tolist()


def test_paragraphs_as_documents():
    pieces = dc.split_corpus(CORPUS, "section")
    assert pieces.documents["text"].tolist() == [
        "It may rain. “Will it?” she asked.", "They might go. So be it.", "War came."
    ]  # fmt: skip
    assert pieces.documents["offset"].tolist() == [0, 59, 0]
    assert pieces.sections["role"].tolist() == ["body"] * 3


@pytest.mark.parametrize("unit", ["sentence", "section"])
def test_what_is_found_in_pieces_is_what_is_found_in_documents(unit):
    pieces = dc.split_corpus(CORPUS, unit)
    hedges, whole = dc.find_hedges(pieces), dc.find_hedges(CORPUS)
    moved = dc.join_docvars(hedges, pieces, columns=["parent", "offset"])
    assert (moved["start"] + moved["offset"]).tolist() == whole["start"].tolist()
    assert hedges["text"].tolist() == whole["text"].tolist() == ["may", "might"]
    assert hedges["sentence_id"].tolist() == whole["sentence_id"].tolist()
    assert dc.count_words(pieces)["n_words"].tolist() == dc.count_words(CORPUS)["n_words"].tolist() == [15]
    assert dc.count_rate(hedges, pieces, by="parent")["n"].tolist() == [2, 0]
    text = dict(zip(pieces.documents["doc_id"], pieces.documents["text"], strict=True))
    tokens = pieces.tokens
    assert [text[d][s:e] for d, s, e in zip(tokens["doc_id"], tokens["start"], tokens["end"], strict=True)] == [
        str(token) for token in tokens["token"]
    ]
    pd.testing.assert_frame_equal(dc.find_sentences(pieces)[["text"]], dc.find_sentences(CORPUS)[["text"]])


def test_pieces_can_be_saved_and_filtered(tmp_path):
    pieces = dc.split_corpus(CORPUS, "sentence")
    again = dc.load_corpus(dc.save_corpus(pieces, tmp_path / "saved"))
    pd.testing.assert_frame_equal(again.tokens.astype({"doc_id": "str"}), pieces.tokens.astype({"doc_id": "str"}))
    assert len(dc.filter_corpus(pieces, pieces.documents["parent"] == "b").documents) == 1


def test_pieces_of_pieces_want_other_names():
    pieces = dc.split_corpus(CORPUS, "section")
    with pytest.raises(
        ValueError, match="the documents have a docvar 'parent', but pieces get a docvar of this name; rename it"
    ):
        dc.split_corpus(pieces, "sentence")
    renamed = pieces.with_documents(pieces.documents.rename(columns={"parent": "article", "offset": "at"}))
    assert dc.split_corpus(renamed, "sentence").documents["doc_id"].tolist() == [
        "a#1#1",
        "a#1#2",
        "a#2#1",
        "a#2#2",
        "b#1#1",
    ]


def test_pieces_of_nothing_and_a_wrong_unit():
    assert len(dc.split_corpus(corpus_of(), "section").documents) == 0
    with pytest.raises(ValueError, match="unit is 'word'; choose one of 'sentence', 'section'"):
        dc.split_corpus(CORPUS, "word")


def test_doubts_about_a_document_stay_with_its_pieces():
    german = "Die Verhandlungen dauerten eine ganze Woche."
    pieces = dc.split_corpus(dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": [german, "War came."]})))
    of = {name: dc.filter_corpus(pieces, pieces.documents["parent"] == name).doubts for name in "ab"}
    assert [of[name]["doc_id"].tolist() for name in "ab"] == [["a"], []]
