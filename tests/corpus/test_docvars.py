"""Docvars from a table and docvars joined to one: every row keeps its own, and none is lost in silence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc

CORPUS = corpus_of("It may.", "It did go.", "It might.", outlet=["Globe", "Times", "Globe"], year=[2014, 2015, 2015])


def test_by_document():
    frame = pd.DataFrame({"doc_id": ["d2", "d0", "d1"], "leaning": ["left", "right", "left"], "coded": [3, 1, 2]})
    before = frame.copy(), CORPUS.documents.copy()
    corpus = dc.with_docvars(CORPUS, frame)
    assert corpus.documents["leaning"].tolist() == ["right", "left", "left"]
    assert corpus.documents["coded"].tolist() == [1, 2, 3]
    assert corpus.documents["coded"].dtype == np.int64
    assert corpus.documents.columns.tolist() == ["doc_id", "text", "outlet", "year", "leaning", "coded"]
    pd.testing.assert_frame_equal(corpus.documents[CORPUS.documents.columns], CORPUS.documents)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(CORPUS.documents, before[1])


def test_the_other_tables_are_the_same_objects():
    corpus = dc.with_docvars(CORPUS, pd.DataFrame({"doc_id": ["d0"], "x": [1]}))
    assert corpus.tokens is CORPUS.tokens
    assert corpus.sections is CORPUS.sections
    assert corpus.rejected is CORPUS.rejected


def test_by_outlet_and_then_counted_by_it():
    leaning = pd.DataFrame({"outlet": ["Times", "Globe"], "leaning": ["left", "right"]})
    corpus = dc.with_docvars(CORPUS, leaning, on="outlet")
    assert corpus.documents["leaning"].tolist() == ["right", "left", "right"]
    rates = dc.count_rate(dc.find_hedges(corpus), corpus, by="leaning")
    assert rates[["leaning", "n", "n_words"]].values.tolist() == [["left", 0, 3], ["right", 2, 4]]
    by_year = dc.with_docvars(CORPUS, pd.DataFrame({"year": [2015, 2014], "war": [True, False]}), on="year")
    assert by_year.documents["war"].tolist() == [False, True, True]


def test_documents_without_a_row_have_missing_values_and_dtypes_stay():
    frame = pd.DataFrame({"doc_id": ["d1"], "n": [7], "yes": [True], "name": ["x"], "share": [0.5]})
    frame = frame.assign(date=pd.to_datetime(["2014-05-01"]), kind=pd.Categorical(["k"]))
    documents = dc.with_docvars(CORPUS, frame).documents
    assert documents["doc_id"].tolist() == ["d0", "d1", "d2"]
    for column in frame.columns.drop("doc_id"):
        assert documents[column].isna().tolist() == [True, False, True], column
        assert documents.loc[1, column] == frame.loc[0, column]
    assert documents[["n", "yes", "name", "share"]].dtypes.astype("str").tolist() == [
        "Int64",
        "boolean",
        "str",
        "float64",
    ]
    assert pd.api.types.is_datetime64_any_dtype(documents["date"])
    assert str(documents["kind"].dtype) == "category"


def test_keys_that_pandas_has_read_as_numbers():
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["7", "12"], "text": ["War.", "Peace."]}))
    for key in ([12, 7], [12.0, 7.0], ["12", "7"]):
        assert dc.with_docvars(corpus, pd.DataFrame({"doc_id": key, "x": [1, 2]})).documents["x"].tolist() == [2, 1]


def test_a_corpus_without_documents():
    empty = dc.filter_corpus(CORPUS, [False] * 3)
    documents = dc.with_docvars(empty, pd.DataFrame({"doc_id": pd.Series(dtype="str"), "x": [0][:0]})).documents
    assert documents.columns.tolist() == ["doc_id", "text", "outlet", "year", "x"]
    assert len(documents) == 0


@given(st.permutations(range(3)), st.integers(0, 3))
def test_the_order_of_the_rows_is_of_no_account(order, n):
    rows = list(order)[:n]
    frame = pd.DataFrame(
        {"doc_id": pd.Series([f"d{i}" for i in rows], dtype="str"), "x": pd.Series(rows, dtype="int64")}
    )
    found = dc.with_docvars(CORPUS, frame).documents["x"]
    assert [None if pd.isna(x) else int(x) for x in found] == [i if i in rows else None for i in range(3)]


@pytest.mark.parametrize(
    ("frame", "on", "says"),
    [
        (
            {"doc_id": ["d0", "d9", "d8"], "x": 1},
            "doc_id",
            "the frame has 2 doc_id that no document has, such as 'd9'; correct them, or leave them out: "
            "frame[frame['doc_id'].isin(corpus.documents['doc_id'])]",
        ),
        (
            {"outlet": ["Globe", "Glob"], "x": 1},
            "outlet",
            "the frame has 1 outlet that no document has, such as 'Glob'; correct them, or leave them out: "
            "frame[frame['outlet'].isin(corpus.documents['outlet'])]",
        ),
        (
            {"doc_id": ["d0", "d1", "d0"], "x": 1},
            "doc_id",
            "the frame has doc_id 'd0' more than once; keep one row for each",
        ),
        ({"doc_id": ["d0", None], "x": 1}, "doc_id", "row 1 of the frame has no doc_id; fill it in or drop it"),
        (
            {"doc_id": ["d0"], "outlet": ["Times"]},
            "doc_id",
            "the frame has 'outlet', which is a column of the documents; give new columns under names of their own",
        ),
        (
            {"outlet": ["Globe"], "text": ["War."]},
            "outlet",
            "the frame has 'text', which is a column of the documents; give new columns under names of their own",
        ),
        (
            {"doc_id": ["d0"]},
            "doc_id",
            "the frame has no column besides doc_id; give new columns under names of their own",
        ),
        (
            {"id": ["d0"], "x": 1},
            "doc_id",
            "the frame lacks the column doc_id; it has id, x. Add or rename the column.",
        ),
        (
            {"paper": ["d0"], "x": 1},
            "paper",
            "corpus.documents lacks the column paper; it has doc_id, text, outlet, year. Add or rename the column.",
        ),
        ({"text": ["It may."], "x": 1}, "text", "on is 'text'; name doc_id or a docvar"),
    ],
)
def test_what_cannot_be_joined(frame, on, says):
    with pytest.raises(ValueError) as raised:
        dc.with_docvars(CORPUS, pd.DataFrame(frame), on=on)
    assert str(raised.value) == says


def test_two_columns_of_one_name():
    frame = pd.DataFrame([["d0", 1, 2]], columns=["doc_id", "x", "x"])
    with pytest.raises(ValueError, match="the frame has two columns 'x'; give new columns under names of their own"):
        dc.with_docvars(CORPUS, frame)


# --- joined to a table of spans ---------------------------------------------------------------------------------


def test_join_docvars_adds_them_row_by_row():
    corpus = corpus_of("He may.", "So.", "They may, she may.", outlet=["X", "Y", "Z"], year=[2016, 2017, 2018])
    hedges = dc.find_hedges(corpus).set_index(pd.Index([5, 5, 7]))
    joined = dc.join_docvars(hedges, corpus)
    assert joined.columns.tolist() == [*hedges.columns, "outlet", "year"]
    assert joined["outlet"].tolist() == ["X", "Z", "Z"]
    assert joined["year"].tolist() == [2016, 2018, 2018]
    assert joined.index.tolist() == [5, 5, 7]
    assert "outlet" not in hedges
    pd.testing.assert_frame_equal(dc.join_docvars(joined, corpus), joined)
    again = dc.join_docvars(joined.assign(outlet="?"), corpus, columns=["outlet"])
    assert (again["outlet"].tolist(), again["outlet_doc"].tolist()) == (["?"] * 3, ["X", "Z", "Z"])
    assert dc.join_docvars(hedges.iloc[:0], corpus).columns.tolist() == joined.columns.tolist()


def test_join_docvars_names_a_stranger_and_a_missing_docvar():
    corpus = corpus_of("He may.", outlet=["X"])
    with pytest.raises(
        ValueError, match="the table has rows of document 'd9', which the corpus lacks; pass the corpus it"
    ):
        dc.join_docvars(pd.DataFrame({"doc_id": ["d0", "d9"]}), corpus)
    with pytest.raises(ValueError, match=r"corpus\.documents lacks the column author; it has doc_id, text, outlet"):
        dc.join_docvars(pd.DataFrame({"doc_id": ["d0"]}), corpus, columns=["author"])


# --- one name, two columns ------------------------------------------------------------------------------------------

DESKS = corpus_of(
    "“It may rain,” Smith said. “It will not,” said Jones.", "“No more of it,” Jones said.",
    source=["a.txt", "b.txt"], category=["Opinion", "World"], kind=["column", "column"],
)  # fmt: skip


def test_a_docvar_of_the_same_name_is_joined_under_a_name_of_its_own():
    quotes = dc.find_quotes(DESKS)
    joined = dc.join_docvars(quotes, DESKS)
    assert joined.columns.tolist() == [*quotes.columns, "source_doc", "category", "kind_doc"]
    pd.testing.assert_frame_equal(joined[quotes.columns], quotes)
    assert joined["source_doc"].tolist() == ["a.txt", "a.txt", "b.txt"]
    pd.testing.assert_frame_equal(dc.join_docvars(joined, DESKS), joined)
    assert dc.join_docvars(quotes.iloc[:0], DESKS).columns.tolist() == joined.columns.tolist()


def test_a_docvar_cannot_be_joined_where_both_names_are_taken():
    quotes = dc.find_quotes(DESKS).assign(source_doc="mine")
    with pytest.raises(ValueError, match="the table has a column 'source_doc' already"):
        dc.join_docvars(quotes, DESKS)
    twice = dc.with_docvars(DESKS, pd.DataFrame({"doc_id": ["d0"], "source_doc": ["x"]}))
    with pytest.raises(ValueError, match="a column 'source_doc' already"):
        dc.join_docvars(dc.find_quotes(DESKS), twice)


def counted(table: pd.DataFrame, corpus: dc.Corpus, by: str) -> dict:
    rates = dc.count_rate(table, corpus, by=by)
    return dict(zip(rates[by], rates["n"], strict=True))


def test_quotations_by_source_are_counted_by_who_is_quoted_and_not_by_file():
    assert counted(dc.find_quotes(DESKS), DESKS, "source") == {"Jones": 2, "Smith": 1}


@pytest.mark.parametrize(
    ("find", "by", "of_spans", "of_documents"),
    [
        (dc.find_quotes, "kind", {"direct": 3}, {"column": 3}),
        (dc.find_hedges, "category", {"modal": 1}, {"Opinion": 1, "World": 0}),
    ],
)
def test_by_takes_what_the_library_says_of_spans_and_offers_a_name_for_each(find, by, of_spans, of_documents):
    spans = find(DESKS)
    told = f"by names '{by}', .* of the table is used.*: '{by}_span' is that of the table, and '{by}_doc' the docvar"
    with pytest.warns(UserWarning, match=told):
        assert counted(spans, DESKS, by) == of_spans
    with pytest.warns(UserWarning, match=told):
        assert counted(spans.iloc[:0], DESKS, by) == {}
    assert counted(spans, DESKS, f"{by}_span") == of_spans
    assert counted(spans, DESKS, f"{by}_doc") == of_documents


def test_each_name_has_its_own_words():
    hedges = dc.find_hedges(DESKS)
    assert dc.count_rate(hedges, DESKS, by="category_span")["n_words"].tolist() == [16]
    assert dc.count_rate(hedges, DESKS, by="category_doc")["n_words"].tolist() == [10, 6]
    strength = dc.count_mean(hedges, DESKS, column="strength", by=["category_doc", "category_span"])
    assert strength[["category_doc", "category_span", "n"]].values.tolist() == [
        ["Opinion", "modal", 1], ["World", "modal", 0],
    ]  # fmt: skip


def test_a_docvar_that_was_joined_is_the_docvar():
    corpus = corpus_of("It may.", "It did go.", outlet=["X", "Y"])
    joined = dc.join_docvars(dc.find_hedges(corpus), corpus)
    rates = dc.count_rate(joined, corpus, by="outlet")
    assert rates[["outlet", "n", "n_words"]].values.tolist() == [["X", 1, 2], ["Y", 0, 3]]
    none = dc.count_rate(joined.iloc[:0], corpus, by="outlet")
    assert none["n"].tolist() == [0, 0]
    pd.testing.assert_frame_equal(dc.count_rate(joined.astype({"outlet": "category"}), corpus, by="outlet"), rates)


def test_by_refuses_what_can_mean_either():
    corpus = corpus_of("It may.", "It may go.", outlet=["X", "Y"], country=["France", "Peru"])
    spans = dc.find_hedges(corpus).assign(outlet="X")
    with pytest.raises(
        ValueError, match=r"by names 'outlet', .*: 'outlet_span' is that of the table, and 'outlet_doc'"
    ):
        dc.count_rate(spans, corpus, by="outlet")
    joined = dc.join_docvars(dc.find_hedges(corpus), corpus)
    assert dc.count_rate(joined, corpus, by="country")["n_words"].tolist() == [2, 3]


def test_a_docvar_is_meant_by_its_name_with_doc():
    quotes = dc.find_quotes(DESKS)
    for table in (quotes, dc.join_docvars(quotes, DESKS)):
        rates = dc.count_rate(table, DESKS, by="source_doc")
        assert rates[["source_doc", "n", "n_words"]].values.tolist() == [["a.txt", 2, 10], ["b.txt", 1, 6]]
    both = dc.count_rate(quotes, DESKS, by=["source_doc", "source"])
    assert both.query("n > 0")[["source_doc", "source", "n"]].values.tolist() == [
        ["a.txt", "Jones", 1], ["a.txt", "Smith", 1], ["b.txt", "Jones", 1],
    ]  # fmt: skip
    own = quotes.assign(source_doc="mine")
    assert dc.count_rate(own, DESKS, by="source_doc")[["source_doc", "n"]].values.tolist() == [["mine", 3]]


def test_voices_are_counted_where_a_docvar_is_called_voice():
    corpus = corpus_of("“It may,” he said. It might.", voice=["active"])
    quotes = dc.find_quotes(corpus)
    rates = dc.count_rate(dc.with_voice(dc.find_hedges(corpus), quotes), corpus, by="voice", quotes=quotes)
    assert rates[["voice", "n", "n_words"]].values.tolist() == [
        ["author", 1, 4], ["reported", 0, 0], ["scare", 0, 0], ["quoted", 1, 2],
    ]  # fmt: skip


def test_functions_that_part_documents_refuse_another_column_of_that_name():
    quotes = dc.find_quotes(DESKS)
    for count in (dc.count_contested, dc.count_difference):
        with pytest.raises(
            ValueError, match="by names 'source': the table has a column of this name, and the documents"
        ):
            count(quotes, DESKS, by="source")
    assert dc.count_contested(quotes, DESKS, by="source_doc")["term"].tolist() == []
    corpus = corpus_of("It may.", "So.", "It may.", "No.", category=list("xyxy"))
    found = dc.count_difference(dc.find_hedges(corpus), corpus, by="category_doc", permutations=9)
    assert found[["group", "other", "n_docs"]].values.tolist() == [["x", "y", 2]]


def test_voices_have_their_words_under_either_name():
    corpus = corpus_of("“It may,” he said. It might.", voice=["active"])
    quotes = dc.find_quotes(corpus)
    voiced = dc.with_voice(dc.find_hedges(corpus), quotes)
    for by in ("voice", "voice_span"):
        assert dc.count_rate(voiced, corpus, by=by, quotes=quotes)["n_words"].tolist() == [4, 0, 0, 2]
    both = dc.count_rate(voiced, corpus, by=["voice", "voice_doc"], quotes=quotes)
    assert both["voice_doc"].unique().tolist() == ["active"]
    with pytest.raises(ValueError, match="the voice of a span is 'Author'; choose one of 'author'"):
        dc.count_rate(voiced.assign(voice="Author"), corpus, by="voice", quotes=quotes)


def test_the_file_of_a_text_is_a_docvar_where_it_was_joined():
    hedges = dc.join_docvars(dc.find_hedges(DESKS), DESKS)
    assert "source" in hedges
    for table in (hedges, hedges.iloc[:0]):
        assert dc.count_rate(table, DESKS, by="source")["n_words"].tolist() == [10, 6]


@pytest.mark.parametrize("count", [dc.count_words, dc.count_questions])
def test_the_role_of_a_paragraph_and_a_docvar_called_role(count):
    corpus = corpus_of("It may. So it is.", role=["minister"])
    with pytest.warns(UserWarning, match="by names 'role', .* the column of the table is used"):
        assert count(corpus, by="role")["role"].tolist() == ["body"]
    table = count(corpus, by=["role_doc", "role_span"])
    assert table[["role_doc", "role_span", "n_sentences"]].values.tolist() == [["minister", "body", 2]]


def test_a_concordance_has_no_room_for_a_docvar_of_its_own_names():
    with pytest.raises(ValueError, match="columns names the docvar 'pattern', and a concordance has"):
        dc.kwic(corpus_of("It may.", pattern=["x"]), "may", columns=["pattern"])
