"""Tables with one text a row, whatever their format: the columns of text and id, and columns of one kind."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read, reasons, write

from discourse.readers.tabular import read_values


def test_the_same_column_of_two_kinds_becomes_text_and_gaps_keep_numbers_whole(tmp_path):
    files = {
        "a.csv": "text,year,issue\nTea.,2018,12\n",
        "b.csv": "text,issue\nMilk.,12a\n",
        "c.md": "---\nyear: 2019\n---\nBread.",
        "d.txt": "Butter.",
    }
    documents, _ = read(write(tmp_path, files))
    assert documents["issue"].tolist()[:2] == ["12", "12a"]
    assert str(documents["year"].dtype) == "Int64"
    assert documents["year"].fillna(0).tolist() == [2018, 0, 2019, 0]


def test_text_and_doc_id_by_name(tmp_path):
    table = "slug,body,text,doc_id\na,Tea.,teaser,1\nb,Milk.,teaser,2\n"
    documents, _ = read(write(tmp_path, {"t.csv": table}), text="body", doc_id="slug")
    assert documents["doc_id"].tolist() == ["a", "b"]
    assert documents["text"].tolist() == ["Tea.", "Milk."]
    assert documents["text_in_file"].tolist() == ["teaser", "teaser"]
    assert documents["doc_id_in_file"].tolist() == [1, 2]


def test_an_id_that_a_row_lacks_is_file_and_row(tmp_path):
    files = {
        "a.csv": "id,text\n,Tea.\nx,Milk.\n",
        "b.jsonl": '{"text": "Bread.", "id": null}\n{"text": "Jam.", "id": 3}\n',
    }
    documents, _ = read(write(tmp_path, files))
    assert documents["doc_id"].tolist() == ["a.csv:1", "x", "b.jsonl:1", "3"]


def test_an_id_of_blanks_is_none(tmp_path):
    documents, rejected = read(write(tmp_path, {"a.csv": 'id,text\n" ",Tea.\n\u00a0,Milk.\nx,Jam.\n'}))
    assert documents["doc_id"].tolist() == ["a.csv:1", "a.csv:2", "x"]
    assert rejected.empty


def test_tables_that_cannot_be_read(tmp_path):
    files = {
        "header.csv": "text,year\n",
        "lacks.csv": "body,year\nTea.,2018\n",
        "noid.csv": "text,year\nTea.,2018\n",
        "quote.csv": 'slug,text\na,"never closed\n',
        "blank.jsonl": "\n\n",
        "fake.parquet": "PAR1",
    }
    documents, rejected = read(write(tmp_path, files), doc_id="slug")
    assert documents.empty
    found = reasons(rejected)
    assert found.pop("fake.parquet").startswith("not a readable Parquet file: ")
    assert found == {
        "blank.jsonl": "no rows",
        "header.csv": "no column 'slug'; the columns are 'text', 'year'",
        "lacks.csv": "no column 'text'; the columns are 'body', 'year'",
        "noid.csv": "no column 'slug'; the columns are 'text', 'year'",
        "quote.csv": "a quotation mark opens and never closes",
    }
    assert reasons(read(tmp_path)[1])["header.csv"] == "no rows"


def test_a_files_own_source_and_sha256_are_kept(tmp_path):
    documents, _ = read(write(tmp_path, {"t.csv": "text,source,sha256\nTea.,The Quay,abc\n"}))
    assert documents.loc[0, ["source", "sha256"]].tolist() == ["The Quay", "abc"]


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(cell, min_size=1, max_size=5), st.sampled_from(["csv", "jsonl", "parquet"]))
def test_texts_come_out_of_tables_as_they_went_in(texts, kind):
    frame = pd.DataFrame({"text": texts})
    # Enough letters that control characters among them are no sign of a binary file.
    frame["pad"] = "x" * 100 * sum(map(len, texts))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"t.{kind}")
        if kind == "csv":
            frame.to_csv(path, index=False, quoting=csv.QUOTE_ALL)
        elif kind == "jsonl":
            path.write_text("\n".join(json.dumps(row) for row in frame.to_dict("records")))
        else:
            frame.to_parquet(path)
        documents, rejected = read(path)
    assert documents["text"].tolist() == texts
    assert rejected.empty


@pytest.mark.parametrize(
    ("cells", "values", "dtype"),
    [
        (["2001", "-3"], ["2001", "-3"], "int64"),
        (["2001", ""], ["2001", None], "Int64"),
        (["00123", "7"], ["00123", "7"], "str"),
        (["NA", "DE", ""], ["NA", "DE", None], "str"),
        (["TRUE", "FALSE", "NA"], ["True", "False", None], "boolean"),
        (["CDU", "SPD", "NA"], ["CDU", "SPD", None], "str"),
        (["NA", "Ada Moe"], [None, "Ada Moe"], "str"),
        (["NA", "4"], [None, "4"], "Int64"),
        (["1.5", "null"], ["1.5", None], "float64"),
        (["true", "FALSE"], ["True", "False"], "bool"),
        (["9223372036854775808", "1"], ["9223372036854775808", "1"], "str"),
        (["1234567890123456789", ""], ["1234567890123456789", None], "Int64"),
        (["", "n/a"], [None, None], "str"),
        (["1e3x", "5"], ["1e3x", "5"], "str"),
    ],
)
def test_docvars_of_a_table_keep_their_form(cells, values, dtype):
    found = read_values(pd.Series(cells, dtype="str"))
    assert ([None if pd.isna(value) else str(value) for value in found], str(found.dtype)) == (values, dtype)


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.none(), min_size=1))
def test_whole_numbers_come_out_as_they_went_in(numbers):
    found = read_values(pd.Series(["" if n is None else str(n) for n in numbers], dtype="str"))
    assert [None if pd.isna(n) else int(n) for n in found] == numbers


def test_a_row_without_text_is_rejected_with_its_key(tmp_path):
    _, rejected = read(write(tmp_path, {"a.csv": "doc_id,text\n7,Tea.\n8,\n,\n7,Jam.\n"}))
    assert rejected.astype("object").where(rejected.notna(), None).values.tolist() == [
        ["a.csv:2", "8", "no text"],
        ["a.csv:3", None, "no text"],
        ["a.csv:4", "7", "doc_id '7' is already the doc_id of a.csv:1"],
    ]
