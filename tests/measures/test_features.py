"""Words and n-grams counted by hand; the matrix agrees with the table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, typed_text
from hypothesis import given

import discourse as dc
from discourse.measures.features import count_documents

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
    with pytest.raises(ValueError, match="give a whole number of words, at least 1"):
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


# --- find_ngrams ------------------------------------------------------------------------------------------------


def test_spans_of_features_by_hand():
    spans = dc.find_ngrams(TALKS, ["talks", "us russia", "trade-off", "war", "talks trade-off"])
    assert spans[["doc_id", "text", "feature"]].values.tolist() == [
        ["d0", "Talks", "talks"], ["d0", "Talks", "talks"], ["d1", "US–Russia", "us russia"], ["d1", "talks", "talks"],
        ["d1", "talks’ trade-off", "talks trade-off"], ["d1", "trade-off", "trade-off"],
    ]  # fmt: skip
    assert spans["sentence_id"].tolist() == [0, 1, 2, 2, 2, 2]
    texts = TALKS.documents.set_index("doc_id")["text"]
    assert [texts[row.doc_id][row.start : row.end] for row in spans.itertuples()] == spans["text"].tolist()
    assert list(spans["feature"].cat.categories) == ["talks", "us russia", "trade-off", "war", "talks trade-off"]


@given(typed_text, typed_text)
def test_each_feature_has_as_many_spans_as_are_counted(one, other):
    corpus = corpus_of(one, other)
    for n in (1, 2, 3):
        table = dc.count_features(corpus, n=n)
        if not len(table):
            continue
        spans = dc.find_ngrams(corpus, table)
        found = spans.groupby("feature", observed=False).agg(n=("start", "size"), n_docs=("doc_id", "nunique"))
        assert found["n"].tolist() == table["n"].tolist()
        assert found["n_docs"].tolist() == table["n_docs"].tolist()
        texts = corpus.documents.set_index("doc_id")["text"]
        assert [texts[row.doc_id][row.start : row.end] for row in spans.itertuples()] == spans["text"].tolist()


def test_stems_have_the_spans_of_all_their_forms():
    corpus = corpus_of("He negotiates, they negotiated; negotiating.", "Negotiate!")
    stems = dc.count_features(corpus, stem=True, min_n=2)
    assert dc.find_ngrams(corpus, stems, stem=True)["text"].tolist() == [
        "negotiates", "negotiated", "negotiating", "Negotiate",
    ]  # fmt: skip


def test_rates_of_features_over_time_have_zeros_windows_and_intervals():
    texts = ["war war peace now", "war is over", "peace holds", "war again", "peace", "peace now"]
    dates = pd.to_datetime(["2014-01-05", "2014-02-05", "2014-05-05", "2015-03-06", "2015-04-01", "2015-04-02"])
    corpus = corpus_of(*texts, date=dates, outlet=list("ABABAB"))
    spans = dc.find_ngrams(corpus, ["war", "peace", "truce"])
    table = dc.count_rate(spans, corpus, by="feature", freq="YS", per=100)
    assert table["feature"].tolist() == ["war", "peace", "truce"] * 2
    assert table[["n", "n_words"]].values.tolist() == [[3, 9], [2, 9], [0, 9], [1, 5], [2, 5], [0, 5]]
    assert table["rate"].tolist() == pytest.approx([300 / 9, 200 / 9, 0, 20, 40, 0])
    assert table[["low", "high"]].notna().all(axis=None)
    rolling = dc.count_rate(spans, corpus, by="feature", freq="YS", rolling=2)
    assert rolling["n"].tolist() == [3, 2, 0, 4, 4, 0]
    by_outlet = dc.count_rate(spans, corpus, by=["outlet", "feature"], freq="2YS")
    assert by_outlet[["outlet", "feature", "n"]].values.tolist() == [
        ["A", "war", 2], ["A", "peace", 3], ["A", "truce", 0], ["B", "war", 2], ["B", "peace", 1], ["B", "truce", 0],
    ]  # fmt: skip


def test_features_of_an_empty_corpus_stand_nowhere():
    empty = dc.filter_corpus(TALKS, [False, False])
    spans = dc.find_ngrams(empty, ["talks", "us russia"])
    assert list(spans.columns) == ["doc_id", "sentence_id", "start", "end", "text", "feature"]
    assert len(spans) == 0
    assert dc.count_rate(spans, empty, by="feature")["n"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("features", "wrong"),
    [([], "are none"), (["War"], "have 'War'"), (["war", ""], "have ''"), (["a  b"], "have 'a  b'"),
     (["war", "war"], "have 'war' twice")],
)  # fmt: skip
def test_features_are_written_as_they_are_counted(features, wrong):
    with pytest.raises(ValueError) as raised:
        dc.find_ngrams(TALKS, features)
    assert str(raised.value) == (
        f"the features {wrong}; give each feature once, as count_features writes it, such as 'foreign policy'"
    )


def test_features_are_a_list_or_a_table_of_them():
    with pytest.raises(ValueError, match=r"features is 'war'; give a list, such as \['war'\]"):
        dc.find_ngrams(TALKS, "war")
    with pytest.raises(ValueError, match="features lacks the column feature; it has word"):
        dc.find_ngrams(TALKS, pd.DataFrame({"word": ["war"]}))


def test_the_point_of_an_abbreviation_makes_no_difference():
    texts = ["Mr. Lee met Mr Roe in the U.S. with us.", "Sen. J. Roe said No. 10 said no."]
    counted = dc.count_features(dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": texts})))
    n = counted.set_index("feature")["n"]
    assert n["mr"] == 2 and n["sen"] == 1 and n["j."] == 1
    assert n["u.s."] == n["us"] == 1 and n["no"] == 1 and n["no."] == 1
    assert "mr." not in n.index
