"""The share of sentences that ask, counted by hand: by docvars, by role, over time, and as a study asks for it."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of, odd_text
from hypothesis import given

import discourse as dc
from discourse import schema
from discourse.measures.intervals import share_interval
from discourse.study.load import load_study
from discourse.study.run import run_study

TEXTS = ("Why now? It is late.", "He asked why.", "“Is it?” Yes. No. (Who knows?)", "Who? Me? You.")
COLUMNS = ["n", "n_sentences", "n_docs"]


def corpus() -> dc.Corpus:
    dates = pd.to_datetime(["2014-01-01", "2014-06-01", "2016-01-01", None])
    return corpus_of(*TEXTS, outlet=["A", "A", "B", None], date=dates)


def test_questions_of_a_corpus_by_hand():
    table = dc.count_questions(corpus())
    assert list(table) == list(schema.TABLES["questions"])
    assert table[COLUMNS].values.tolist() == [[5, 10, 4]]
    _, low, high, _ = share_interval([1, 0, 2, 2], [2, 1, 4, 3])
    assert table[["share", "low", "high", "few"]].values.tolist() == [[0.5, low, high, True]]


def test_by_docvars_and_over_time():
    by_outlet = dc.count_questions(corpus(), by="outlet")
    assert by_outlet[["outlet", *COLUMNS]].values.tolist() == [["A", 1, 3, 2], ["B", 2, 4, 1]]
    years = dc.count_questions(corpus(), freq="YS")
    assert years["period"].dt.year.tolist() == [2014, 2015, 2016]
    assert years[COLUMNS].values.tolist() == [[1, 3, 2], [0, 0, 0], [2, 4, 1]]
    assert years["share"].isna().tolist() == [False, True, False]
    assert dc.count_questions(corpus(), freq="YS", rolling=2)["n"].tolist() == [1, 1, 2]


def test_by_role_of_those_that_are_read(tmp_path):
    (tmp_path / "a.md").write_text("# Why We Fight?\n\nWe fight on. Do we?\n\n## Who Knows?\n\nNobody does.\n")
    table = dc.count_questions(dc.load_corpus(tmp_path), by="role")
    assert table[["role", *COLUMNS]].values.tolist() == [["heading", 2, 2, 1], ["body", 1, 3, 1]]
    assert dc.count_questions(dc.load_corpus(tmp_path, roles=["body"]), by="role")["role"].tolist() == ["body"]


def test_a_column_that_is_not_there():
    with pytest.raises(ValueError, match=r"by names 'section', which is a column of neither the documents .* \(doc_id"):
        dc.count_questions(corpus(), by="section")


@given(odd_text)
def test_there_are_no_more_questions_than_sentences(text):
    table = dc.count_questions(corpus_of(text, "So? No."))
    assert table["n_sentences"][0] == dc.count_words(corpus_of(text, "So? No."))["n_sentences"][0]
    assert 1 <= table["n"][0] <= table["n_sentences"][0]
    assert not (table["low"] > table["share"]).any()


def test_no_text_no_share():
    table = dc.count_questions(corpus_of(""))
    assert table[COLUMNS].values.tolist() == [[0, 0, 0]]
    assert table[["share", "low", "high"]].isna().all(axis=None)


STUDY = """
[corpus]
path = "texts.csv"
[tables.asked]
measure = "questions"
by = ["outlet", "role"]
[tables.years]
measure = "questions"
freq = "YS"
[figures.asked]
plot = "tone"
[figures.years]
plot = "trend"
"""


def test_a_study_asks_for_it_and_draws_dots_and_lines(tmp_path):
    corpus().documents.to_csv(tmp_path / "texts.csv", index=False)
    (tmp_path / "study.toml").write_text(STUDY)
    results = run_study(load_study(tmp_path), tmp_path / "out")
    assert results.tables["asked"][["outlet", "role", "n"]].values.tolist() == [["A", "body", 1], ["B", "body", 2]]
    said = (results.out / "manifest.json").read_text(encoding="utf8")
    assert "Dots with intervals: share of sentences that are questions" in said
    assert "Lines with bands: share of sentences that are questions" in said
    report = (results.out / "report.html").read_text(encoding="utf8")
    assert "Share of sentences that are questions, by outlet and role" in report
    assert "documents with a sentence in the group" in report
