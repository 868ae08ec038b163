"""JSON, JSON Lines and Parquet: records become rows, and what is no record is told by its number."""

from __future__ import annotations

import gzip
import io
import json

import pandas as pd
import pytest
from reading import doubts, read, reasons, write

import discourse as dc


def test_json_lines_are_numbered_by_line_and_bad_ones_rejected(tmp_path):
    lines = [
        '{"text": "Tea.", "id": "a", "tags": ["x", "y"], "n": 1}',
        "",
        "[1]",
        '{"body": "x"}',
        '{"text": 5}',
        '{"text": null}',
        "{bad",
        '{"text": "\\ud800"}',
        '{"text": "\\ud83c\\udf75 tea", "n": 2}\r',
        '{"text": "nul \\u0000"}',
        "[" * 100_000,
        '{"text": "x", "n": ' + "9" * 5000 + "}",
        '{"text": "line\u2028separator"}',
    ]
    documents, rejected = read(write(tmp_path, {"t.jsonl": "\n".join(lines)}))
    assert documents["doc_id"].tolist() == ["a", "t.jsonl:9", "t.jsonl:13"]
    assert documents["text"].tolist() == ["Tea.", "🍵 tea", "line\u2028separator"]
    assert documents["tags"].tolist()[0] == "x; y"
    assert str(documents["n"].dtype) in ("Int64", "float64")
    found = reasons(rejected)
    assert found.pop("t.jsonl:7").startswith("no JSON: ")
    assert found.pop("t.jsonl:12").startswith("no JSON: ")
    assert found == {
        "t.jsonl:3": "of type list, not an object",
        "t.jsonl:4": "no field 'text'; the fields are 'body'",
        "t.jsonl:5": "the field 'text' is of type int, not text",
        "t.jsonl:6": "no text",
        "t.jsonl:8": "a lone surrogate",
        "t.jsonl:10": "binary: it has NUL bytes",
        "t.jsonl:11": "JSON nested too deeply",
    }
    # 12 lines that are not blank = 3 documents + 9 rejected.
    assert (len(documents), len(rejected)) == (3, 9)


def test_numbers_that_no_column_can_hold_become_text(tmp_path):
    documents, _ = read(write(tmp_path, {"t.jsonl": '{"text": "x", "n": ' + "9" * 30 + '}\n{"text": "y", "n": 1}\n'}))
    assert documents["n"].tolist() == ["9" * 30, "1"]


def test_parquet(tmp_path):
    frame = pd.DataFrame(
        {
            "body": ["Tea.", None, "NUL \0", "Milk."],
            "date": pd.to_datetime(["2018-04-12T23:30:00+02:00"] * 4).tz_convert("Europe/Berlin"),
            "tags": [["a", "b"], [], None, ["c"]],
            "year": [1, 2, 3, 4],
        },
        index=pd.Index(["w", "x", "y", "z"], name="doc_id"),
    )
    frame.to_parquet(tmp_path / "t.parquet")
    documents, rejected = read(tmp_path / "t.parquet", text="body")
    assert documents["doc_id"].tolist() == ["w", "z"]
    assert documents["text"].tolist() == ["Tea.", "Milk."]
    assert documents["tags"].tolist() == ["a; b", "c"]
    assert documents["year"].tolist() == [1, 4]
    # The local date and time that are stated.
    assert documents["date"].tolist() == [pd.Timestamp("2018-04-12 23:30")] * 2
    assert reasons(rejected) == {"t.parquet:2": "no text", "t.parquet:3": "binary: it has NUL bytes"}


def test_parquet_without_text_or_too_large(tmp_path):
    pd.DataFrame({"text": [1, 2]}).to_parquet(tmp_path / "a.parquet")
    pd.DataFrame({"body": ["x"]}).to_parquet(tmp_path / "b.parquet")
    # 10,000 texts of 1,000 characters in a file of a few thousand bytes.
    pd.DataFrame({"text": ["x" * 1000] * 10_000}).to_parquet(tmp_path / "c.parquet", compression="zstd")
    assert (tmp_path / "c.parquet").stat().st_size < 100_000
    _, rejected = read(tmp_path, max_bytes=1_000_000)
    assert reasons(rejected) == {
        "a.parquet": "the column 'text' has the type int64, not text",
        "b.parquet": "no column 'text'; the columns are 'body'",
        "c.parquet": "more than 1,000,000 bytes when unpacked; split the file or raise max_bytes",
    }
    assert len(read(tmp_path / "c.parquet")[0]) == 10_000


def test_a_parquet_file_with_other_bytes_than_its_checksums_say(tmp_path):
    pd.DataFrame({"text": ["Tea and milk."]}).to_parquet(
        tmp_path / "a.parquet",
        compression="none",
        use_dictionary=False,
        write_page_checksum=True,
        write_statistics=False,
    )
    whole = (tmp_path / "a.parquet").read_bytes()
    assert whole.count(b"Tea and milk.") == 1
    (tmp_path / "b.parquet").write_bytes(whole.replace(b"Tea", b"Pea"))
    documents, rejected = read(tmp_path)
    assert documents["text"].tolist() == ["Tea and milk."]
    assert rejected["source"].tolist() == ["b.parquet"]
    assert "CRC" in rejected["reason"][0]


def test_parquet_of_no_rows_or_with_a_column_twice(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pd.DataFrame({"text": pd.Series(dtype="str")}).to_parquet(tmp_path / "a.parquet")
    pq.write_table(pa.table([["Tea."], [1], [2]], names=["text", "n", "n"]), tmp_path / "b.parquet")
    wrong = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\1\0\0\0"), pa.py_buffer(b"\xff"))
    pq.write_table(pa.table({"text": wrong}), tmp_path / "c.parquet")
    found = reasons(read(tmp_path)[1])
    assert found["a.parquet"] == "no rows"
    assert found["b.parquet"] == "two columns are called 'n'"
    assert found["c.parquet"].startswith("not a readable Parquet file: ")
    assert len(found) == 3


def test_parquet_gzipped_and_categorical(tmp_path):
    pd.DataFrame({"id": [7, 8], "text": pd.Categorical(["Tea.", "Milk."])}).to_parquet(tmp_path / "t.parquet")
    raw = (tmp_path / "t.parquet").read_bytes()
    documents, _ = read(write(tmp_path, {"only/t.parquet.gz": gzip.compress(raw)}) / "only")
    assert documents[["doc_id", "text"]].to_numpy().tolist() == [["7", "Tea."], ["8", "Milk."]]


def test_parquet_with_floats_for_the_sake_of_gaps(tmp_path):
    table = pd.DataFrame({"id": [7, None, 2.0**60], "text": ["Tea.", "Jam.", "Rum."], "year": [2001, None, 2003]})
    packed = io.BytesIO()
    table.to_parquet(packed)
    root = write(tmp_path, {"a.parquet": packed.getvalue()})
    documents, _ = read(root)
    assert documents["doc_id"].tolist() == ["7", "a.parquet:2", "1.152921504606847e+18"]
    assert documents["year"].map(str, na_action="ignore").fillna("").tolist() == ["2001", "", "2003"]
    assert [(kind, why.partition(",")[0]) for _, kind, why in doubts(root)] == [("rows", "1 ids are rounded numbers")]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([{"text": "Tea."}, {"text": "Milk.", "n": 1}], ["Tea.", "Milk."]),
        ({"posts": [{"text": "Tea."}], "n": 2, "tags": ["a", "b"], "empty": []}, ["Tea."]),
        ({"text": "Tea.", "posts": [{"text": "Milk."}]}, ["Tea."]),
    ],
)
def test_json_is_a_list_of_objects_an_object_that_holds_one_or_a_row(tmp_path, value, texts):
    documents, rejected = read(write(tmp_path, {"t.json": json.dumps(value, indent=1)}))
    assert documents["text"].tolist() == texts and rejected.empty


def test_json_is_numbered_by_place_and_bad_items_are_rejected(tmp_path):
    said = (
        '[{"text": "Tea.", "by": {"name": "Li"}}, 7, {"body": "x"}, {"text": null}, {"text": "\\ud800"}, '
        '{"text": "Rum."}]'
    )
    documents, rejected = read(write(tmp_path, {"t.json": said}))
    assert documents["doc_id"].tolist() == ["t.json:1", "t.json:6"]
    assert documents["by"].fillna("").tolist() == ['{"name": "Li"}', ""]
    assert reasons(rejected) == {
        "t.json:2": "of type int, not an object",
        "t.json:3": "no field 'text'; the fields are 'body'",
        "t.json:4": "no text",
        "t.json:5": "a lone surrogate",
    }


def test_json_lines_that_are_called_json(tmp_path):
    documents, rejected = read(write(tmp_path, {"t.json": '{"text": "Tea."}\n{"text": "Milk."}\n{"te'}))
    assert documents["doc_id"].tolist() == ["t.json:1", "t.json:2"]
    assert list(reasons(rejected)) == ["t.json:3"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('"Tea."', "JSON of type str; a list of objects is needed, one for each text"),
        (
            '{"a": [{"text": "x"}], "b": [{"text": "y"}]}',
            "JSON with several lists of objects ('a', 'b'); save the list with the texts as a separate file",
        ),
        (
            '{"a": 1, "b": [2]}',
            "JSON with neither a list of objects nor a field 'text' ('a', 'b'); save the list with the texts as a "
            "separate file",
        ),
        ("[]", "no rows"),
        ("[" * 100_000, "JSON nested too deeply"),
        ('[{"text": "a", "text": "b"}]', "the field 'text' occurs twice"),
    ],
)
def test_json_that_is_no_table(tmp_path, said, reason):
    documents, rejected = read(write(tmp_path, {"t.json": said}))
    assert documents.empty and reasons(rejected) == {"t.json": reason}


def test_json_in_another_encoding_and_with_another_column(tmp_path):
    root = write(tmp_path, {"t.json": '[{"body": "Čaj.", "key": "k"}]'.encode("utf-16")})
    documents = dc.load_corpus(root, text="body", doc_id="key").documents
    assert documents[["doc_id", "text", "encoding"]].to_numpy().tolist() == [["k", "Čaj.", "utf-16"]]
