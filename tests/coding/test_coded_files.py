"""Coded files: what a spreadsheet has done to them is mended where that is sure, and told where it is not."""

from __future__ import annotations

import pandas as pd
import pytest

import discourse as dc
from discourse.coding.coded_files import as_drawn, load_codes, say_changed


@pytest.fixture
def corpus() -> dc.Corpus:
    ids = ["007", "2018-07-16", "1234567890123", "tea"]
    texts = ["It may rain. So “be” it.", "No. Nobody.", "Well then. Good.", "One. Two."]
    return dc.from_documents(pd.DataFrame({"doc_id": ids, "text": texts}))


@pytest.fixture
def sample(corpus) -> pd.DataFrame:
    return dc.sample_sentences(corpus, n=8, seed=2, codes=["hedged"]).assign(hedged=["yes", "no"] * 4)


def test_a_file_comes_back_as_it_was(corpus, sample, tmp_path):
    path = tmp_path / "anna.csv"
    for options in ({}, {"sep": ";", "decimal": ","}, {"sep": "\t", "encoding": "utf-16"}, {"encoding": "utf-8-sig"}):
        sample.to_csv(path, index=False, **options)
        rows = load_codes(path, corpus)
        assert rows["doc_id"].tolist() == sample["doc_id"].tolist()
        assert rows["start"].dtype == rows["end"].dtype == "int64"
        assert rows["probability"].tolist() == sample["probability"].tolist()
        assert rows["hedged"].tolist() == sample["hedged"].tolist()
    assert dc.count_agreement(rows, dc.find_hedges(corpus), column="hedged")["n"].tolist() == [8]


def test_rows_without_anything_are_left_out(corpus, tmp_path):
    (tmp_path / "anna.csv").write_text("doc_id,start,end,a\ntea,0,4,yes\n,,,\n")
    assert len(load_codes(tmp_path / "anna.csv", corpus)) == 1


def test_another_encoding_is_told(corpus, sample, tmp_path):
    path = tmp_path / "anna.csv"
    sample.assign(note="“café”").to_csv(path, index=False, encoding="cp1252")
    with pytest.warns(
        UserWarning, match="anna.csv is not in UTF-8, and was read as cp1252; some characters of notes may"
    ):
        rows = load_codes(path, corpus)
    assert rows["note"][0] == "“café”"


MANGLED = {
    "zeros": (
        lambda rows: rows.assign(doc_id=rows["doc_id"].str.lstrip("0")),
        "has '7' where the sample has '007': a spreadsheet has cut off its zeros",
    ),
    "a date": (
        lambda rows: rows.assign(doc_id=rows["doc_id"].replace("2018-07-16", "16/07/2018")),
        "has '16/07/2018' where the sample has '2018-07-16': a spreadsheet has changed it into a date",
    ),
    "a number": (
        lambda rows: rows.assign(doc_id=rows["doc_id"].replace("1234567890123", "1.23457E+12")),
        "has '1.23457E+12' where the sample has '1234567890123': a spreadsheet has changed it into a number",
    ),
    "another": (
        lambda rows: rows.assign(doc_id=rows["doc_id"].replace("tea", "coffee")),
        "has 2 rows of documents that are not in the corpus, such as 'coffee'; a spreadsheet may have changed the ids",
    ),
    "a place": (
        lambda rows: rows.assign(start="Jul 16"),
        "has 'Jul 16' for start in row 1; a spreadsheet may have changed it. Fill in the codes only",
    ),
    "a column": (lambda rows: rows.drop(columns="end"), "lacks the column end; it has doc_id, sentence_id, start,"),
    "texts": (
        lambda rows: rows.assign(text=rows["text"].sort_values().tolist()),
        "rows whose text is not in its place in the corpus",
    ),
}


@pytest.mark.parametrize(("change", "says"), MANGLED.values(), ids=MANGLED)
def test_what_is_mangled_is_told(corpus, sample, tmp_path, change, says):
    path = tmp_path / "anna.csv"
    change(sample).to_csv(path, index=False)
    with pytest.raises(ValueError) as raised:
        load_codes(path, corpus)
    assert str(raised.value).startswith("anna.csv ")
    assert says in str(raised.value)
    if says.startswith("has '") and "where" in says:
        drawn = pd.read_csv(path, dtype={"doc_id": "str"})
        with pytest.raises(ValueError) as raised:
            as_drawn(drawn, sample, other="")
        assert says in str(raised.value), "the same is told where it is held against the sample"


@pytest.mark.parametrize(("name", "says"), [("gone.csv", "cannot be opened"), ("empty.csv", "empty file")])
def test_a_file_that_cannot_be_read(corpus, tmp_path, name, says):
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(ValueError, match=rf"{name} cannot be read: {says}.*; save it as CSV in UTF-8"):
        load_codes(tmp_path / name, corpus)


def test_ids_that_nobody_has_changed_are_not_explained():
    assert say_changed(pd.Series(["tea", "12"]), pd.Series(["coffee", "13"])) == ""


def test_in_the_order_of_the_sample_with_what_is_lost_at_its_end(sample):
    rows = as_drawn(sample[:5].sort_values("text"), sample, other="")
    assert rows["doc_id"].tolist() == sample["doc_id"].tolist()
    assert rows["hedged"].tolist()[:5] == sample["hedged"].tolist()[:5]
    assert rows["hedged"][5:].isna().all()
    with pytest.raises(ValueError, match="has 0 of the 8 rows that other"):
        as_drawn(sample.assign(start=sample["start"] + 1), sample, other="other")
