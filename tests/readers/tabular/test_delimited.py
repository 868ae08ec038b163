"""CSV and TSV: texts verbatim, docvars as pandas reads them, a bad row told and the rest read."""

from __future__ import annotations

import csv

import pytest
from reading import doubts, read, reasons, write

from discourse.readers.tabular.delimited import column_names


def test_csv_text_is_verbatim_and_docvars_are_read_as_pandas_does(tmp_path):
    table = 'id,text,year,country,note\r\n007,NA,2018,NA,\r\n008,"null, ""he"" said\r\nso ",2019,UK,x\r\n'
    documents, rejected = read(write(tmp_path, {"a.csv": table}))
    assert rejected.empty
    assert documents["doc_id"].tolist() == ["007", "008"]
    assert documents["text"].tolist() == ["NA", 'null, "he" said\r\nso ']
    assert documents["year"].tolist() == [2018, 2019]
    assert documents["country"].tolist() == ["NA", "UK"]
    assert "id" not in documents.columns
    assert documents["encoding"].tolist() == ["utf-8", "utf-8"]


def test_rows_without_a_text_are_rejected_one_by_one(tmp_path):
    table = "doc_id,text,year\na,Tea.,1\nb,,2\nc,  ,3\nd,Milk.,4\ne\n"
    documents, rejected = read(write(tmp_path, {"t.csv": table}))
    assert documents["doc_id"].tolist() == ["a", "d"]
    assert documents["year"].tolist() == [1, 4]
    assert reasons(rejected) == {"t.csv:2": "no text", "t.csv:3": "no text, only white space", "t.csv:5": "no text"}


@pytest.mark.parametrize(
    ("table", "row"),
    [("doc_id,text\na,Tea.\nb,one,two,three\nc,Milk.\n", 2), ("doc_id,text\nb,one,two,three\na,Tea.\nc,Milk.\n", 1)],
)
def test_rows_with_too_many_fields_are_rejected_and_the_rest_is_read(tmp_path, table, row):
    documents, rejected = read(write(tmp_path, {"t.csv": table}))
    assert documents["text"].tolist() == ["Tea.", "Milk."]
    assert reasons(rejected) == {f"t.csv:{row}": "4 fields, but the header has 2"}


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


@pytest.mark.parametrize(
    "table",
    [
        "sep=;\r\ndoc_id;text\r\n1;Tea, hot\r\n",
        '"sep=|"\ndoc_id|text\n1|Tea, hot\n',
        "doc_id|text\n1|Tea, hot\n",
        'doc_id, text\n1, "Tea, hot"\n',
        " doc_id ;text \n1;Tea, hot\n",
    ],
)
def test_separators_and_blanks_of_the_header(tmp_path, table):
    documents, rejected = read(write(tmp_path, {"a.csv": table}))
    assert documents[["doc_id", "text"]].values.tolist() == [["1", "Tea, hot"]]
    assert rejected.empty


def test_a_quotation_mark_that_may_have_swallowed_rows_is_told(tmp_path):
    root = write(
        tmp_path, {"a.csv": 'text,x\n"Tea,1\nMilk,2\n"Jam",3\n', "b.csv": 'text\n"""Tea,"" he said"\nHe "sat"\n'}
    )
    assert [(kind, why) for _, kind, why in doubts(root)] == [
        ("rows", "in row 1 a quotation mark closes in the middle of a field; rows may be missing")
    ]


def test_rows_that_a_line_end_may_have_cut_are_told(tmp_path):
    files = {
        "a.csv": "id,text,year\n1,Tea and\nmilk.,2018\n2,Bread.,2018\n",  # in two, for want of quotation marks
        "b.csv": 'text,year\n"Tea, hot.",2018\n\nMilk.\n',
        "c.csv": "text,year,\nTea.,2018\nMilk.,2019\n",  # a separator too many in the header cuts nothing
        "d.csv": "text,year\nTea.\n \nMilk.,\n",
    }
    end = "fewer fields than the header; a line break may have cut a text"
    assert [why for _, kind, why in doubts(write(tmp_path, files)) if kind == "rows"] == [
        f"2 rows have, the first of them row 1, {end}",
        f"row 2 has {end}",
        f"row 1 has {end}",
    ]


def test_lines_of_blanks_and_rows_that_are_too_long(tmp_path):
    documents, rejected = read(write(tmp_path, {"a.csv": "text,n\nTea.,1\n \nMilk.,2,3\n\t\nJam.,3\n"}))
    assert documents[["text", "n"]].values.tolist() == [["Tea.", 1], ["Jam.", 3]]
    assert rejected["reason"].tolist() == ["3 fields, but the header has 2"]


def test_names_of_columns_in_other_letters_are_known(tmp_path):
    table = "ID;Date;Text;Party\r\n7;25.04.2018;Tea.;Lab\r\n\x1a"
    documents, rejected = read(write(tmp_path, {"a.csv": table}))
    assert documents[["doc_id", "text", "Party"]].values.tolist() == [["7", "Tea.", "Lab"]]
    assert documents["date"].astype(str).tolist() == ["2018-04-25"]
    assert rejected.empty


def test_rounded_ids_and_signs_for_no_text_are_told(tmp_path):
    root = write(tmp_path, {"a.csv": "id,text\n1.23457E+18,Tea.\n2,NA\n"})
    assert [why for _, _, why in doubts(root)] == [
        "1 ids are rounded numbers, such as '1.23457E+18'; export them as text from the original program",
        "the text is 'NA', which may mean that there is none",
    ]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"title;url\nTea;example.org\n", ["title", "url"]),
        (b"sep=\t\r\ntitle\turl\r\n", ["title", "url"]),
        ("title,url\nTea,x\n".encode("utf-16"), ["title", "url"]),
        ("title,été\nTea,x\n".encode("utf-8-sig"), ["title", "été"]),
        (("title,url\n" + "é,x\n" * 50_000).encode(), ["title", "url"]),
        (b"title", ["title"]),
        (b"a," * 2_000, []),
        (b"", []),
        (b"\0\1\2", []),
    ],
)
def test_names_of_columns(raw, names):
    assert column_names(raw) == names
