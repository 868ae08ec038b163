"""Edits: what a researcher corrects by hand is made, and what does not fit is told."""

from __future__ import annotations

import io
import warnings

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc

CORPUS = corpus_of("It may rain. Perhaps it will, says Lee.", "They might go home.")
HEDGES = dc.find_hedges(CORPUS)


def edits_of(lines: str, **options) -> pd.DataFrame:
    return pd.read_csv(io.StringIO("doc_id,start,end,edit,category,strength,text,note\n" + lines), **options)


def test_there_are_these_hedges():
    assert HEDGES[["doc_id", "start", "text"]].values.tolist() == [
        ["d0", 3, "may"],
        ["d0", 13, "Perhaps"],
        ["d1", 5, "might"],
    ]


def test_rows_are_dropped_set_and_added():
    edits = edits_of("d0,3,6,drop,,,may,the month\nd1,5,10,set,verb,0.9,,\nd1,11,13,add,verb,0.5,,\n")
    edited = dc.with_edits(HEDGES, edits, corpus=CORPUS)
    assert edited.columns.tolist() == HEDGES.columns.tolist()
    assert edited[["doc_id", "sentence_id", "start", "end", "text", "category", "strength"]].values.tolist() == [
        ["d0", 1, 13, 20, "Perhaps", "adverb", HEDGES["strength"][1]],
        ["d1", 2, 5, 10, "might", "verb", 0.9],
        ["d1", 2, 11, 13, "go", "verb", 0.5],
    ]
    assert edited.dtypes.astype(str)[["doc_id", "sentence_id", "start", "text"]].tolist() == [
        "str",
        "int32",
        "int32",
        "str",
    ]
    assert dc.find_edits(HEDGES, edits, corpus=CORPUS)["outcome"].tolist() == ["dropped", "set", "added"]
    assert dc.count_rate(edited, CORPUS, by="category")["n"].tolist() == [1, 2]


def test_cells_as_text_and_as_numbers_are_the_same():
    lines = "d0,3,6,set,,0.25,,\nd1,5,10,drop,,,,\nd1,11,13,add,verb,,,\n"
    as_text = edits_of(lines, dtype="str", keep_default_na=False)
    pd.testing.assert_frame_equal(
        dc.with_edits(HEDGES, edits_of(lines), corpus=CORPUS), dc.with_edits(HEDGES, as_text, corpus=CORPUS)
    )


def test_without_the_corpus_what_is_not_said_is_missing():
    added = dc.with_edits(HEDGES, edits_of("d1,11,13,add,verb,0.5,go,\n")).iloc[3]
    assert (added["text"], added["category"], pd.isna(added["sentence_id"])) == ("go", "verb", True)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("d0,3,7,drop,,,,", "there is no span at this place"),
        ("d9,3,6,set,verb,,,", "there is no span at this place"),
        ("d0,3,6,drop,,,May,", "the span at this place is 'may', not 'May'"),
        ("d0,3,6,add,verb,,,", "there is already a span at this place"),
        ("d1,11,13,add,verb,,to,", "another text: 'go' is there, not 'to'"),
        ("d1,11,99,add,verb,,,", "beyond the text: it has 19 characters"),
    ],
)
def test_what_does_not_fit_is_not_made_and_told(line, outcome):
    edits = edits_of(line + "\nd1,5,10,drop,,,,\n")
    assert dc.find_edits(HEDGES, edits, corpus=CORPUS)["outcome"].tolist() == [outcome, "dropped"]
    with pytest.warns(UserWarning, match="1 of 2 edits were not made: row 0: "):
        edited = dc.with_edits(HEDGES, edits, corpus=CORPUS)
    pd.testing.assert_frame_equal(edited, HEDGES.iloc[:2])


def test_edits_are_made_one_after_another():
    lines = (
        "d0,3,6,drop,,,,\nd0,3,6,add,noun,,,\nd0,3,6,set,verb,,,\nd1,5,10,set,noun,,,\nd1,5,10,set,verb,,,\n"
        "d1,11,13,add,,,,\nd1,11,13,drop,,,,\n"
    )
    edited = dc.with_edits(HEDGES, edits_of(lines), corpus=CORPUS)
    assert edited[["text", "category"]].values.tolist() == [["may", "verb"], ["Perhaps", "adverb"], ["might", "verb"]]


def test_na_makes_a_value_missing_and_an_empty_cell_does_not():
    edits = edits_of("d0,3,6,set,NA,,,\nd0,13,20,set,,0.5,,\n", keep_default_na=False)
    edited = dc.with_edits(HEDGES, edits)
    assert edited["category"].isna().tolist() == [True, False, False]
    assert edited["scope_start"].equals(HEDGES["scope_start"])
    whole = dc.with_edits(HEDGES.assign(n=1), edits_of("d0,3,6,set,,,,\n").assign(n="NA"))
    assert whole["n"].isna().tolist() == [True, False, False]


def test_a_category_gets_a_value_that_it_did_not_have():
    hedges = HEDGES.astype({"category": "category"})
    edited = dc.with_edits(hedges, edits_of("d0,3,6,set,irony,,,\n"))
    assert edited["category"].tolist() == ["irony", "adverb", "modal"]


def test_several_spans_at_one_place_want_a_column_that_tells_them_apart():
    tone = pd.DataFrame({"doc_id": "a", "start": 0, "end": 9, "actor": ["Iran", "Peru"], "tone": [0.5, 0.25]})
    edits = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9], "actor": ["Peru"], "edit": ["set"], "tone": [-1]})
    with pytest.raises(
        ValueError, match=r"2 spans are at a, 0, 9; name the columns that distinguish them, such as on="
    ):
        dc.with_edits(tone, edits)
    edited = dc.with_edits(tone, edits, on=("doc_id", "start", "end", "actor"))
    assert edited["tone"].tolist() == [0.5, -1.0]


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        (edits_of("d0,3,6,delete,,,,\n"), "edit in row 0 of the edits is 'delete'; choose one of 'drop', 'add', 'set'"),
        (edits_of("d0,3,6,drop,,,,\n").drop(columns="edit"), "the edits lacks the column edit"),
        (
            edits_of("d0,3,6,drop,,,,\n").assign(actr="x"),
            "the table of spans, which edits are of, lacks the column actr",
        ),
        (edits_of("d0,3,6,set,,high,,\n"), r"strength is \['high'\] in the edits; its column has float64"),
    ],
)
def test_edits_that_cannot_be_read(edits, says):
    with pytest.raises(ValueError, match=says):
        dc.with_edits(HEDGES, edits)


def test_what_came_of_edits_can_be_given_back():
    edits = dc.find_edits(HEDGES, edits_of("d0,3,6,set,verb,,,\n"))
    assert dc.with_edits(HEDGES, edits)["category"].tolist() == ["verb", "adverb", "modal"]


@pytest.mark.parametrize(
    ("cell", "value"), [("False", False), ("no", False), ("0", False), ("TRUE", True), ("yes", True)]
)
def test_truth_values_are_read_as_people_write_them(cell, value):
    edits = edits_of("d0,3,6,set,,,,\n").assign(ironic=cell)
    assert dc.with_edits(HEDGES.assign(ironic=not value), edits)["ironic"].tolist() == [value, not value, not value]


@pytest.mark.parametrize(
    ("column", "values", "cell"),
    [("ironic", True, "perhaps"), ("stars", 1, "2.7"), ("stars", 1, 2.7), ("stars", 1, "many")],
)
def test_a_value_of_another_kind_is_refused(column, values, cell):
    edits = edits_of("d0,3,6,set,,,,\n").assign(**{column: cell})
    with pytest.raises(ValueError, match=f"{column} is .* in the edits; its column has"):
        dc.with_edits(HEDGES.assign(**{column: values}), edits)


def test_a_place_is_a_whole_number_and_is_there():
    with pytest.raises(ValueError, match=r"start is \[0\.9\] in the edits; its column has int32"):
        dc.with_edits(HEDGES, edits_of("d0,0.9,6,drop,,,,\n"))
    with pytest.raises(ValueError, match="start is missing in row 0 of the edits"):
        dc.with_edits(HEDGES, edits_of("d0,,6,add,,,,\n"))


def test_keys_that_a_spreadsheet_has_made_numbers():
    corpus = dc.from_documents(pd.DataFrame({"doc_id": [7, 8], "text": ["It may.", "So be it."]}), sections=False)
    edits = pd.DataFrame({"doc_id": [7.0, 8.0], "start": [3, 3], "end": [6, 5], "edit": ["drop", "add"]})
    hedges = dc.find_hedges(corpus)
    assert dc.find_edits(hedges, edits, corpus=corpus)["outcome"].tolist() == ["dropped", "added"]
    assert dc.with_edits(hedges, edits, corpus=corpus)["text"].tolist() == ["be"]


def test_blanks_around_a_cell_are_no_part_of_it():
    edited = dc.with_edits(HEDGES, edits_of("d0,3,6,set,adverb ,,,\nd1,5,10,set, ,,,\n"))
    assert edited["category"].tolist() == ["adverb", "adverb", "modal"]


def test_a_category_of_numbers_stays_one():
    stars = HEDGES.assign(stars=pd.Categorical([1, 2, 1]))
    assert dc.with_edits(stars, edits_of("d0,3,6,set,,,,\n").assign(stars="2"))["stars"].tolist() == [2, 2, 1]


def test_an_edit_of_an_added_span_is_held_against_its_text():
    lines = "d1,11,13,add,,,go,\nd1,11,13,drop,,,no,\nd1,11,13,set,verb,,went,\n"
    assert dc.find_edits(HEDGES, edits_of(lines), corpus=CORPUS)["outcome"].tolist() == [
        "added", "the span at this place is 'go', not 'no'", "the span at this place is 'go', not 'went'",
    ]  # fmt: skip


def test_one_column_can_be_named_alone():
    assert dc.find_edits(HEDGES, edits_of("d1,5,10,drop,,,,\n"), on="doc_id")["outcome"].tolist() == ["dropped"]


def test_no_edits_and_no_spans():
    none = edits_of("")
    pd.testing.assert_frame_equal(dc.with_edits(HEDGES, none), HEDGES)
    assert dc.find_edits(HEDGES, none)["outcome"].tolist() == []
    added = dc.with_edits(HEDGES.iloc[:0], edits_of("d1,11,13,add,verb,0.5,,\n"), corpus=CORPUS)
    assert added[["sentence_id", "text"]].values.tolist() == [[2, "go"]]


@given(st.lists(st.tuples(st.sampled_from([3, 13, 5, 11]), st.sampled_from(["drop", "add", "set"])), max_size=12))
def test_outcomes_add_up_and_nothing_given_is_changed(plan):
    ends = {3: ("d0", 6), 13: ("d0", 20), 5: ("d1", 10), 11: ("d1", 13)}
    edits = pd.DataFrame(
        [(ends[start][0], start, ends[start][1], edit, "noun") for start, edit in plan],
        columns=["doc_id", "start", "end", "edit", "category"],
    )
    before = HEDGES.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what cannot be made is told
        edited = dc.with_edits(HEDGES, edits, corpus=CORPUS)
    outcome = dc.find_edits(HEDGES, edits, corpus=CORPUS)["outcome"].value_counts()
    assert len(edited) == len(HEDGES) + outcome.get("added", 0) - outcome.get("dropped", 0)
    assert not edited.duplicated(["doc_id", "start", "end"]).any()
    pd.testing.assert_frame_equal(HEDGES, before)
