"""Words and n-grams counted by hand; the matrix agrees with the table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, typed_text
from hypothesis import given

import discourse as dc
from discourse.features import count_documents

TALKS = corpus_of("Talks fail. Talks end.", "The US–Russia talks’ trade-off.", outlet=["A", "B"])


def rows(table: pd.DataFrame) -> list[list]:
    return table.drop(columns=["rate", "total"]).values.tolist()


def test_words_are_counted_in_lower_case_without_clitics():
    table = dc.count_features(TALKS)
    assert rows(table) == [
        ["talks", 3, 2], ["end", 1, 1], ["fail", 1, 1], ["russia", 1, 1], ["the", 1, 1], ["trade-off", 1, 1],
        ["us", 1, 1],
    ]  # fmt: skip
    assert table["total"].tolist() == [9] * 7
    assert table["rate"].iloc[0] == pytest.approx(3 / 9 * 1000)


def test_bigrams_stay_in_their_sentence():
    assert rows(dc.count_features(TALKS, n=2)) == [
        ["russia talks", 1, 1], ["talks end", 1, 1], ["talks fail", 1, 1], ["talks trade-off", 1, 1],
        ["the us", 1, 1], ["us russia", 1, 1],
    ]  # fmt: skip


def test_groups_have_totals_of_their_own():
    table = dc.count_features(TALKS, by="outlet", min_n=2)
    assert table.values.tolist() == [["A", "talks", 2, 1, 4, 500.0]]
    assert dc.count_features(TALKS, by="outlet").groupby("outlet")["n"].sum().to_dict() == {"A": 4, "B": 5}


def test_stems_join_inflected_forms():
    corpus = corpus_of("He negotiates, they negotiated; negotiating.")
    assert dc.count_features(corpus, stem=True, min_n=2)[["feature", "n"]].values.tolist() == [["negoti", 3]]


def test_the_range_is_right_across_many_documents():
    corpus = corpus_of(*["war war peace" if i % 3 == 0 else "peace" for i in range(50)])
    table = dc.count_features(corpus).set_index("feature")
    assert table["n_docs"].to_dict() == {"peace": 50, "war": 17}
    assert table["n"].to_dict() == {"peace": 50, "war": 34}


def test_an_empty_corpus_has_no_features():
    empty = dc.filter_corpus(TALKS, [False, False])
    assert len(dc.count_features(empty)) == len(dc.count_features(empty, n=2)) == len(dc.count_dispersion(empty)) == 0
    assert list(dc.count_features(empty).columns) == ["feature", "n", "n_docs", "total", "rate"]


@pytest.mark.parametrize("n", [0, True, 1.5])
def test_n_is_a_whole_number(n):
    with pytest.raises(ValueError, match="give a whole number of words from 1 on"):
        dc.count_features(TALKS, n=n)


@given(typed_text, typed_text)
def test_the_matrix_holds_the_counts_of_the_table(one, other):
    corpus = corpus_of(one or "a", other or "b")
    matrix, names = dc.make_matrix(corpus)
    table = dc.count_features(corpus).set_index("feature")
    assert matrix.shape == (len(corpus.documents), len(table))
    assert dict(zip(names, np.asarray(matrix.sum(axis=0)).ravel().tolist(), strict=True)) == table["n"].to_dict()
    assert table["n"].sum() == dc.count_words(corpus)["n_words"].sum()


def test_documents_are_counted_once_for_each_type():
    doc, kind = np.array([0, 0, 0, 3, 40, 40]), np.array([1, 1, 0, 1, 1, 2])
    assert count_documents(doc, kind, 4).tolist() == [1, 3, 1, 0]
