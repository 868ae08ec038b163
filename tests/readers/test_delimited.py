"""CSV and TSV: texts verbatim, docvars as pandas reads them, a bad row told and the rest read."""

from __future__ import annotations

import csv

import pytest
from reading import read, reasons, write


def test_csv_text_is_verbatim_and_docvars_are_read_as_pandas_does(tmp_path):
    table = 'id,text,year,country,note\r\n007,NA,2018,NA,\r\n008,"null, ""he"" said\r\nso ",2019,UK,x\r\n'
    documents, rejected = read(write(tmp_path, {"a.csv": table}))
    assert rejected.empty
    assert documents["doc_id"].tolist() == ["007", "008"]
    assert documents["text"].tolist() == ["NA", 'null, "he" said\r\nso ']
    assert documents["year"].tolist() == [2018, 2019]
    assert documents["country"].isna().tolist() == [True, False]
    assert "id" not in documents.columns
    assert documents["encoding"].tolist() == ["utf-8", "utf-8"]


def test_rows_without_a_text_are_rejected_one_by_one(tmp_path):
    table = "doc_id,text,year\na,Tea.,1\nb,,2\nc,  ,3\nd,Milk.,4\ne\n"
    documents, rejected = read(write(tmp_path, {"t.csv": table}))
    assert documents["doc_id"].tolist() == ["a", "d"]
    assert documents["year"].tolist() == [1, 4]
    assert reasons(rejected) == {"t.csv:2": "no text", "t.csv:3": "no text but white space", "t.csv:5": "no text"}


@pytest.mark.parametrize(
    ("table", "row"),
    [("doc_id,text\na,Tea.\nb,one,two,three\nc,Milk.\n", 2), ("doc_id,text\nb,one,two,three\na,Tea.\nc,Milk.\n", 1)],
)
def test_rows_with_too_many_fields_are_rejected_and_the_rest_is_read(tmp_path, table, row):
    documents, rejected = read(write(tmp_path, {"t.csv": table}))
    assert documents["text"].tolist() == ["Tea.", "Milk."]
    assert reasons(rejected) == {f"t.csv:{row}": "4 fields where the header has 2"}


def test_row_numbers_count_rows_not_lines_and_survive_bad_rows(tmp_path):
    table = 'text,n\n"two\nlines",1\n\nx,2,3\nTea.,3\n'
    documents, rejected = read(write(tmp_path, {"t.csv": table}))
    assert documents["doc_id"].tolist() == ["t.csv:1", "t.csv:3"]
    assert documents["n"].tolist() == [1, 3]
    assert rejected["source"].tolist() == ["t.csv:2"]


def test_a_very_long_field_does_not_matter_beside_a_bad_row(tmp_path):
    limit = csv.field_size_limit()
    documents, rejected = read(write(tmp_path, {"t.csv": f"text,n\n{'x' * 200_000},1\ny,2,3\n"}))
    assert documents["text"].str.len().tolist() == [200_000]
    assert len(rejected) == 1
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("sep", [",", ";", "\t"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_separators_are_found_by_the_header(tmp_path, sep, suffix):
    lines = [["slug", "text"], ["a", "One; two, three\tfour."], ["b", "Five."]]
    table = "".join(sep.join(f'"{field}"' for field in line) + "\n" for line in lines)
    documents, _ = read(write(tmp_path, {f"t{suffix}": table}), doc_id="slug")
    assert documents["doc_id"].tolist() == ["a", "b"]
    assert documents["text"].tolist() == ["One; two, three\tfour.", "Five."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_tables_in_other_encodings(tmp_path, encoding):
    documents, rejected = read(write(tmp_path, {"t.csv": "text,author\nCafé.,Zoë\n".encode(encoding)}))
    assert rejected.empty
    assert documents.loc[0, ["text", "author", "encoding"]].tolist() == ["Café.", "Zoë", encoding]
