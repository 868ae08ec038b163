"""The docvars of a metadata.csv: which document a row is about, and what fits none."""

from __future__ import annotations

import pandas as pd
import pytest
from reading import read, write

from discourse.readers.metadata import _match_rows


def test_metadata_joins_on_doc_id_and_wins_where_it_says_something(tmp_path):
    files = {
        "a.md": "---\nauthor: Front Matter\noutlet: Front Outlet\n---\nTea.",
        "b.txt": "Milk.",
        "metadata.csv": "doc_id,author,outlet,year,date\na,Ann Lee,,2018,2018-04-12\nb,Bo,The Quay,2019,12 May 2019\n",
    }
    documents, rejected = read(write(tmp_path, files))
    assert rejected.empty
    assert documents["author"].tolist() == ["Ann Lee", "Bo"]
    assert documents["outlet"].tolist() == ["Front Outlet", "The Quay"]
    assert documents["year"].tolist() == [2018, 2019]
    assert documents["date"].tolist() == [pd.Timestamp("2018-04-12"), pd.Timestamp("2019-05-12")]
    assert str(documents["year"].dtype) == "int64"


@pytest.mark.parametrize("column", ["file", "filename", "file_name", "name"])
@pytest.mark.parametrize("name", ["texts/a.txt", "a.txt", "a", "texts/a", "./texts/a.txt", "texts\\a.txt"])
def test_metadata_joins_on_file_names(tmp_path, column, name):
    files = {"texts/a.txt": "Tea.", "metadata.csv": f"{column},author\n{name},Ann Lee\n"}
    documents, _ = read(write(tmp_path, files))
    assert documents[["doc_id", "author"]].to_numpy().tolist() == [["a", "Ann Lee"]]
    assert column not in documents.columns


def test_metadata_with_file_and_doc_id_names_the_document(tmp_path):
    files = {
        "a.txt": "Tea.",
        "b.txt": "Milk.",
        "metadata.csv": "doc_id,file,author\n2018-01,b.txt,Bo\n2018-02,a.txt,Ann\n",
    }
    documents, _ = read(write(tmp_path, files))
    assert documents[["doc_id", "author", "source"]].to_numpy().tolist() == [
        ["2018-02", "Ann", "a.txt"],
        ["2018-01", "Bo", "b.txt"],
    ]


def test_what_does_not_fit_is_warned_of(tmp_path):
    files = dict.fromkeys(["a.txt", "b.txt", "c.txt"], "Tea.")
    files["metadata.csv"] = "doc_id,year\na,2018\na,2019\nx,2020\ny,2021\n"
    with pytest.warns(UserWarning) as caught:
        documents, rejected = read(write(tmp_path, files))
    assert [str(warning.message) for warning in caught] == [
        "metadata.csv: 2 rows without a text: x, y",
        "metadata.csv: there is a second row, which is left out, for a",
        "2 of 3 texts have no row in metadata.csv: b.txt, c.txt",
    ]
    assert documents["year"].fillna(0).tolist() == [2018, 0, 0]
    assert str(documents["year"].dtype) == "Int64"
    assert rejected.empty


def test_metadata_of_another_kind_than_the_files_docvar(tmp_path):
    files = {
        "a.md": "---\nissue: 12\n---\nTea.",
        "b.md": "---\nissue: 13\n---\nMilk.",
        "metadata.csv": "doc_id,issue,text\na,12a,x\nb,,x\n",
    }
    with pytest.warns(UserWarning, match=r"^metadata.csv: its column text was not used$"):
        documents, _ = read(write(tmp_path, files))
    assert documents["issue"].tolist() == ["12a", "13"]
    assert documents["text"].tolist() == ["Tea.", "Milk."]


def test_dates_of_files_and_of_metadata_may_differ_in_kind(tmp_path):
    pd.DataFrame({"id": ["a", "b"], "text": ["Tea.", "Milk."], "date": pd.to_datetime(["2018-04-12"] * 2)}).to_parquet(
        tmp_path / "t.parquet"
    )
    documents, _ = read(write(tmp_path, {"metadata.csv": "doc_id,date\nb,1 May 2018\n"}))
    assert documents["date"].tolist() == [pd.Timestamp("2018-04-12"), pd.Timestamp("2018-05-01")]


def test_a_short_name_that_two_files_share_is_about_neither(tmp_path):
    files = {"x/a.txt": "Tea.", "y/a.txt": "Milk.", "metadata.csv": "file,author\na.txt,Ann\ny/a.txt,Bo\n"}
    with pytest.warns(UserWarning) as caught:
        documents, _ = read(write(tmp_path, files))
    assert documents["author"].fillna("").tolist() == ["", "Bo"]
    assert [str(warning.message) for warning in caught] == [
        "metadata.csv: 1 row without a text: a.txt",
        "1 of 2 texts have no row in metadata.csv: x/a.txt",
    ]


def test_metadata_of_a_folder_below_is_about_that_folder_and_wins(tmp_path):
    files = {
        "metadata.csv": "file,author\nx/a.txt,Above\nb.txt,Above\n",
        "x/metadata.csv": "file,author\na.txt,Below\n",
        "x/a.txt": "Tea.",
        "b.txt": "Milk.",
    }
    documents, _ = read(write(tmp_path, files))
    assert documents[["source", "author"]].to_numpy().tolist() == [["b.txt", "Above"], ["x/a.txt", "Below"]]


def test_metadata_with_names_in_capitals(tmp_path):
    documents, _ = read(write(tmp_path, {"metadata.csv": "FILE,DATE,AUTHOR\na.txt,25/04/2018,Ann\n", "a.txt": "Tea."}))
    assert documents["AUTHOR"].tolist() == ["Ann"]
    assert documents["date"].astype(str).tolist() == ["2018-04-25"]


def test_metadata_beside_a_table_joins_on_doc_id_and_asks_for_no_more(tmp_path):
    files = {"t.csv": "id,text\na,Tea.\nb,Milk.\n", "metadata.csv": "doc_id,author\nb,Bo\n"}
    documents, _ = read(write(tmp_path, files))
    assert documents["author"].fillna("").tolist() == ["", "Bo"]


def test_metadata_by_file_is_about_all_rows_of_a_table(tmp_path):
    files = {"t.csv": "id,text\na,Tea.\nb,Milk.\n", "metadata.csv": "file,outlet\nt.csv,The Quay\n"}
    documents, _ = read(write(tmp_path, files))
    assert documents["outlet"].tolist() == ["The Quay", "The Quay"]
    assert documents["doc_id"].tolist() == ["a", "b"]


def test_metadata_beside_one_file_is_used_without_complaint(tmp_path):
    files = {"a.txt": "Tea.", "b.txt": "Milk.", "metadata.csv": "doc_id,author\na,Ann\nb,Bo\n"}
    documents, _ = read(write(tmp_path, files) / "b.txt")
    assert documents[["doc_id", "author"]].to_numpy().tolist() == [["b", "Bo"]]


@pytest.mark.parametrize(
    ("table", "note", "n_rejected"),
    [
        (b"PK\x03\x00\x00\x01", "metadata.csv was not used: binary: it has NUL bytes", 1),
        (b"a,b\n1,2,3\n", "metadata.csv was not used: row 1: 3 fields, but the header has 2", 1),
        (b"\n\n", "metadata.csv was not used: no rows", 1),
        (b"doc_id,author\n", "metadata.csv was not used: no rows", 1),
        (b"a,b\n1,2\n", "metadata.csv has neither doc_id nor file, so it was not used; it has a, b", 0),
    ],
)
def test_metadata_that_cannot_be_used_stops_nothing(tmp_path, table, note, n_rejected):
    with pytest.warns(UserWarning) as caught:
        documents, rejected = read(write(tmp_path, {"a.txt": "Tea.", "metadata.csv": table}))
    assert str(caught[0].message) == note
    assert len(documents) == 1
    assert rejected["source"].tolist() == ["metadata.csv"] * n_rejected


BY_ID = {"a": [0], "b": [1], "t:1": [2], "t:2": [3]}
BY_FILE = {"texts/a.txt": [0], "a": [0], "b.txt": [1], "t.csv": [2, 3]}


@pytest.mark.parametrize(
    ("said", "rows", "places", "ids", "lost", "twice"),
    [
        ([("a", None), ("b", None)], [0, 1], [0, 1], {}, [], []),
        ([(None, "texts/a.txt")], [0], [0], {}, [], []),
        ([(None, "./texts\\a.txt")], [0], [0], {}, [], []),
        ([("first", "texts/a.txt")], [0], [0], {0: "first"}, [], []),  # the table gives the file its id
        ([("b.txt", "")], [0], [1], {}, [], []),  # a doc_id that is the name of a file
        ([(None, "t.csv")], [0, 0], [2, 3], {}, [], []),  # a file of two documents
        ([("x", "t.csv")], [0, 0], [2, 3], {}, [], []),  # two cannot have one id
        ([("x", None), (None, None)], [], [], {}, ["x", "None"], []),
        ([("a", None), (None, "a")], [0], [0], {}, [], ["a"]),
    ],
)
def test_rows_find_their_documents(said, rows, places, ids, lost, twice):
    assert _match_rows(said, BY_ID, BY_FILE) == (rows, places, ids, lost, twice)


def test_a_file_in_other_characters_of_the_same_name_is_that_file(tmp_path):
    composed, apart = "caf\u00e9", "cafe\u0301"
    files = {f"{apart}.txt": "Tea.", "metadata.csv": f"file,author\n{composed}.txt,Ann Lee\n"}
    documents, _ = read(write(tmp_path, files))
    assert documents["author"].tolist() == ["Ann Lee"]
