"""Reading files: every rule of `read_path`, with tiny files whose rows are counted by hand."""

import csv
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.readers import FORMATS, dates, read_path
from discourse.readers.encoding import Unreadable, decode
from discourse.readers.folder import list_files
from discourse.readers.html import read_html
from discourse.readers.plain import read_markdown

SHARED = Path(__file__).parents[3] / "shared" / "data"
FURTHER = ["title", "author", "date", "outlet", "url"]


def write(root: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path, **options) -> tuple[pd.DataFrame, pd.DataFrame]:
    return read_path(root, progress=False, **options)


def reasons(rejected: pd.DataFrame) -> dict[str, str]:
    return dict(zip(rejected["source"], rejected["reason"], strict=True))


# --- what comes back -----------------------------------------------------------------------------------------


def test_one_text_file(tmp_path):
    raw = "Tea in Łódź.\r\n\r\nMore tea.\n".encode()
    documents, rejected = read(write(tmp_path, {"lodz.txt": raw}) / "lodz.txt")
    assert documents.to_dict("records") == [
        {
            "doc_id": "lodz",
            "text": "Tea in Łódź.\r\n\r\nMore tea.\n",
            "source": "lodz.txt",
            "encoding": "utf-8",
            "sha256": hashlib.sha256(raw).hexdigest(),
        }
    ]
    assert rejected.empty
    assert [str(dtype) for dtype in documents.dtypes] == ["str"] * 5


def test_an_empty_folder_gives_empty_tables_with_their_columns(tmp_path):
    documents, rejected = read(tmp_path)
    assert (len(documents), len(rejected)) == (0, 0)
    assert documents.dtypes.astype(str).to_dict() == {"doc_id": "str", "text": "str"}
    assert rejected.dtypes.astype(str).to_dict() == {"source": "str", "reason": "str"}


def test_only_rejected_files(tmp_path):
    documents, rejected = read(write(tmp_path, {"a.txt": b"", "b.docx": b"PK"}))
    assert list(documents.columns) == ["doc_id", "text"]
    assert rejected["source"].tolist() == ["a.txt", "b.docx"]


def test_nothing_at_the_path(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no file or folder '.*nowhere'; give the path of a text or"):
        read(tmp_path / "nowhere")


def test_columns_have_one_order_whatever_the_files_say_first(tmp_path):
    table = "year,url,date,text,title,author,outlet\n2018,https://a.example/,2018-01-02,Tea.,T,A,O\n"
    documents, _ = read(write(tmp_path, {"a.csv": table}))
    assert list(documents.columns) == ["doc_id", "text", *FURTHER, "year", "source", "encoding", "sha256"]
    assert str(documents["date"].dtype) == "datetime64[us]"


# --- folders -------------------------------------------------------------------------------------------------


def test_order_and_ids_in_folders(tmp_path):
    # Written backwards; the folder called texts is no part of the id.
    names = ["z.txt", "texts/b.txt", "texts/2018/a.txt", "b/a.txt", "a.txt"]
    documents, _ = read(write(tmp_path, dict.fromkeys(names, "Tea.")))
    assert documents["source"].tolist() == ["a.txt", "b/a.txt", "texts/2018/a.txt", "texts/b.txt", "z.txt"]
    assert documents["doc_id"].tolist() == ["a", "b/a", "2018/a", "b", "z"]


def test_the_working_directory_does_not_matter(tmp_path, monkeypatch):
    write(tmp_path, {"corpus/b/a.txt": "One.", "corpus/c.txt": "Two."})
    absolute, _ = read(tmp_path / "corpus")
    monkeypatch.chdir(tmp_path / "corpus" / "b")
    relative, _ = read_path("..", progress=False)
    pd.testing.assert_frame_equal(absolute, relative)


def test_furniture_and_hidden_files_are_no_texts(tmp_path):
    names = ["actors.csv", "study.toml", "README", "readme.md", "LICENSE.txt", ".hidden.txt", ".git/a.txt"]
    documents, rejected = read(write(tmp_path, dict.fromkeys([*names, "readme_first.txt", "a.txt"], "Tea.")))
    assert documents["doc_id"].tolist() == ["a", "readme_first"]
    assert rejected.empty


def test_furniture_is_read_when_asked_for_by_name(tmp_path):
    documents, _ = read(write(tmp_path, {"README.md": "Tea."}) / "README.md")
    assert documents["text"].tolist() == ["Tea."]


def test_unknown_formats_are_told(tmp_path):
    _, rejected = read(write(tmp_path, {"a.docx": "x", "b": "x", "c.pdf.gz": gzip.compress(b"x")}))
    readable = ", ".join(FORMATS)
    assert reasons(rejected) == {
        "a.docx": f"unknown format .docx; readable are {readable}, also with .gz",
        "b": f"unknown format without suffix; readable are {readable}, also with .gz",
        "c.pdf.gz": f"unknown format .pdf; readable are {readable}, also with .gz",
    }


def test_suffixes_in_any_case_and_gzipped(tmp_path):
    files = {"a.TXT": b"Tea.", "b.2018.txt.gz": gzip.compress(b"Tea.\r\n"), "c.CSV.GZ": gzip.compress(b"text\nTea.\n")}
    documents, rejected = read(write(tmp_path, files))
    assert documents["doc_id"].tolist() == ["a", "b.2018", "c.CSV.GZ:1"]
    assert documents["text"].tolist() == ["Tea.", "Tea.\r\n", "Tea."]
    # Of the file as it lies on disk, so that it can be checked with any tool.
    assert documents["sha256"].tolist() == [hashlib.sha256(raw).hexdigest() for raw in files.values()]
    assert rejected.empty


def test_links_pipes_and_loops_are_not_followed(tmp_path):
    write(tmp_path, {"outside.txt": "Secret.", "corpus/a.txt": "Tea.", "corpus/b/c.txt": "Tea."})
    corpus = tmp_path / "corpus"
    (corpus / "inside.txt").symlink_to(corpus / "a.txt")
    (corpus / "leaves.txt").symlink_to(tmp_path / "outside.txt")
    (corpus / "broken.txt").symlink_to("nothing.txt")
    (corpus / "loop").symlink_to(corpus)
    os.mkfifo(corpus / "pipe.txt")
    documents, rejected = read(corpus)
    assert documents["doc_id"].tolist() == ["a", "b/c", "inside"]
    assert reasons(rejected) == {
        "broken.txt": "a link to nothing",
        "leaves.txt": "a link that leaves the folder, not followed",
        "loop": "a link to a folder, not followed",
        "pipe.txt": "not a regular file",
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may open any file")
def test_files_without_permission(tmp_path):
    (write(tmp_path, {"a.txt": "Tea.", "b.txt": "Tea."}) / "a.txt").chmod(0)
    documents, rejected = read(tmp_path)
    assert documents["doc_id"].tolist() == ["b"]
    assert reasons(rejected) == {"a.txt": "cannot be opened: Permission denied"}


def test_odd_names_stay_names(tmp_path):
    names = ["a..b.txt", "<script>alert(1)<.txt", "new\nline.txt", "ça va.txt", "x'; --.txt"]
    documents, rejected = read(write(tmp_path, dict.fromkeys(names, "Tea.")))
    assert sorted(documents["source"]) == sorted(names)
    assert "a..b" in documents["doc_id"].tolist()
    assert rejected.empty


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name must be text")
def test_a_name_that_is_no_text(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"Tea.")
    documents, _ = read(tmp_path)
    assert documents["source"].tolist() == ["caf\\xe9.txt"]


def test_list_files_is_sorted_by_the_whole_path(tmp_path):
    write(tmp_path, {"a/z.txt": "", "a-b/y.txt": "", "a.txt": "", "a/metadata.csv": "", "metadata.csv": ""})
    texts, tables, rejected = list_files(tmp_path)
    assert [source for _, source in texts] == ["a-b/y.txt", "a.txt", "a/z.txt"]
    assert [source for _, source in tables] == ["a/metadata.csv", "metadata.csv"]
    assert rejected == []


def test_duplicates_are_rejected_and_the_first_stays(tmp_path):
    files = {"a.md": "First.", "a.txt": "Second.", "b.csv": "doc_id,text\na,Third.\nb,Fourth.\nb,Fifth.\n"}
    documents, rejected = read(write(tmp_path, files))
    assert documents["text"].tolist() == ["First.", "Fourth."]
    assert reasons(rejected) == {
        "a.txt": "doc_id 'a' is already that of a.md",
        "b.csv:1": "doc_id 'a' is already that of a.md",
        "b.csv:3": "doc_id 'b' is already that of b.csv:2",
    }


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


# --- encodings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Café ’18".encode(), "utf-8"),
        ("Café ’18".encode("utf-8-sig"), "utf-8-sig"),
        ("Café ’18".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "Café ’18".encode("utf-16-be"), "utf-16"),
        ("Café ’18".encode("utf-32"), "utf-32"),
        ("Café ’18".encode("utf-16-le"), "utf-16-le"),
        ("Café ’18".encode("utf-16-be"), "utf-16-be"),
        ("Café ’18".encode("cp1252"), "cp1252"),
        ("Кафе и чай ’18".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encodings_are_found_and_recorded(raw, encoding):
    text, found = decode(raw)
    assert found == encoding
    assert text == raw.decode(encoding)
    assert text.endswith("’18")
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"caf\xe9 \x81", "broken encoding: not UTF-8 (byte 3 is 0xE9), nor cp1252 (byte 5 is 0x81)"),
        ("’’’".encode() + b"\xff", "broken encoding: not UTF-8 (byte 9 is 0xFF), though 3 other characters are"),
        ("Чашка чая и ещё одна чашка чая, пожалуйста".encode("cp1251"), "Western European (cp1252); save it as UTF-8"),
        (b"\xff\xfea", "broken encoding: the mark says utf-16, byte 2 does not"),
        (b"PK\x03\x04\x00\x01\x00\x00", "binary: it has NUL bytes"),
        (b"a\x00b\x00\x00c", "binary: it has NUL bytes"),
        ("\ufeffa\0b".encode("utf-16-le"), "binary: it has NUL bytes"),
        # Two bytes that would be a character for private use.
        (b"a\x00\x00\xe0", "binary: it has NUL bytes"),
        (b"\x01" * 2 + b"a" * 98, "binary: 2 of 100 characters are control characters"),
    ],
)
def test_what_is_no_text_is_refused(raw, reason):
    with pytest.raises(Unreadable) as caught:
        decode(raw)
    assert reason in str(caught.value)


def test_few_control_characters_are_text():
    assert decode(b"\x07" + b"a" * 99) == ("\x07" + "a" * 99, "utf-8")


text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"), max_size=3)


@given(text, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]))
def test_text_survives_its_encoding(text, encoding):
    # UTF-16 without a mark is known by the zero bytes of a few plain letters.
    raw = ("Tea with milk and sugar: " + text).encode(encoding)
    found, name = decode(raw)
    assert found == "Tea with milk and sugar: " + text
    assert raw.decode(name) == found


@given(st.binary())
def test_bytes_are_read_whole_or_refused(raw):
    try:
        found, name = decode(raw)
    except Unreadable as error:
        assert str(error)
    else:
        assert raw.decode(name) == found


def test_empty_files_and_blank_files(tmp_path):
    _, rejected = read(write(tmp_path, {"a.txt": b"", "b.txt": b"\xef\xbb\xbf", "c.txt": b" \n\t", "d.csv": b""}))
    assert reasons(rejected) == {
        "a.txt": "empty file",
        "b.txt": "no text",
        "c.txt": "no text but white space",
        "d.csv": "empty file",
    }


def test_broken_gzip_files_and_limits(tmp_path):
    whole = gzip.compress(b"Tea. " * 100)
    files = {
        "bomb.txt.gz": gzip.compress(b"\x20" * 100_000),
        "cut.txt.gz": whole[:-12],
        "fits.txt.gz": whole,
        "large.txt": b"x" * 501,
        "none.txt.gz": b"Tea.",
        "two.txt.gz": gzip.compress(b"One ") + gzip.compress(b"two."),
    }
    documents, rejected = read(write(tmp_path, files), max_bytes=500)
    assert documents["text"].tolist() == ["Tea. " * 100, "One two."]
    found = reasons(rejected)
    assert found["bomb.txt.gz"] == "more than 500 bytes when unpacked; split the file or raise max_bytes"
    assert found["large.txt"] == "more than 500 bytes; split the file or raise max_bytes"
    assert found["none.txt.gz"].startswith("broken gzip file: Not a gzipped file")
    assert found["cut.txt.gz"].startswith("broken gzip file: ")
    assert len(found) == 4


# --- Markdown ------------------------------------------------------------------------------------------------


def test_front_matter_becomes_docvars_and_no_text(tmp_path):
    front = (
        "---\r\ntitle: Tea\r\nauthor: [Ann Lee, Bo Li]\r\ndate: 2018-04-12\r\nid: 7\r\nx: {a: 1}\r\nnone:\r\n---\r\n"
    )
    documents, rejected = read(write(tmp_path, {"a.md": front + "# Tea\r\n\r\n---\r\nText.\r\n", "b.md": "No front."}))
    assert rejected.empty
    assert documents["text"].tolist() == ["# Tea\r\n\r\n---\r\nText.\r\n", "No front."]
    row = documents.iloc[0]
    assert (row["doc_id"], row["title"], row["author"], row["x"]) == ("7", "Tea", "Ann Lee; Bo Li", '{"a": 1}')
    assert row["date"] == pd.Timestamp("2018-04-12")
    assert pd.isna(row["none"])
    assert documents.loc[1, ["doc_id", "source"]].tolist() == ["b", "b.md"]
    assert pd.isna(documents.loc[1, "date"])


@pytest.mark.parametrize(
    "whole", ["---\nJust a line.\n---\nText.", "---\nnever closed: x\nText.", "\n---\na: 1\n---\nx"]
)
def test_what_is_no_front_matter_stays_in_the_text(whole):
    assert read_markdown(whole.encode()) == {"text": whole, "encoding": "utf-8"}


def test_docvars_of_a_reserved_name_are_kept():
    row = read_markdown(b"---\ntext: x\nencoding: y\n---\nTea.")
    assert row == {"text": "Tea.", "encoding": "y", "text_in_file": "x"}


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: Tea: a story", r"front matter that is not YAML \(line 2: mapping values are not allowed here\); mend"),
        ("a: !!python/object/apply:os.system [ls]", r"not YAML \(line 2: could not determine a constructor"),
        ("date: 2018-02-30", r"front matter that is not YAML \(day is out of range for month\)"),
        ("a: &a [*a]", "front matter nested too deeply"),
        ("[" * 5000, "front matter nested too deeply"),
        ('a: "\\ud800"', "a lone surrogate"),
        ("a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
         "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]", "a docvar with more than 10,000"),
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_read(tmp_path, front, reason):
    documents, rejected = read(write(tmp_path, {"a.md": f"---\n{front}\n---\nTea.", "b.md": "Milk."}))
    assert documents["doc_id"].tolist() == ["b"]
    assert rejected["source"].tolist() == ["a.md"]
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(rejected["reason"][0])


# --- tables --------------------------------------------------------------------------------------------------


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
    assert found.pop("fake.parquet").startswith("no Parquet file that can be read: ")
    assert found == {
        "blank.jsonl": "no rows",
        "header.csv": "no column 'slug'; the columns are 'text', 'year'",
        "lacks.csv": "no column 'text'; the columns are 'body', 'year'",
        "noid.csv": "no column 'slug'; the columns are 'text', 'year'",
        "quote.csv": "a quotation mark is opened and never closed",
    }
    assert reasons(read(tmp_path)[1])["header.csv"] == "no rows"


def test_a_files_own_source_and_sha256_are_kept(tmp_path):
    documents, _ = read(write(tmp_path, {"t.csv": "text,source,sha256\nTea.,The Quay,abc\n"}))
    assert documents.loc[0, ["source", "sha256"]].tolist() == ["The Quay", "abc"]


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
        "a.parquet": "the column 'text' holds int64, not text",
        "b.parquet": "no column 'text'; the columns are 'body'",
        "c.parquet": "more than 1,000,000 bytes when unpacked; split the file or raise max_bytes",
    }
    assert len(read(tmp_path / "c.parquet")[0]) == 10_000


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
    assert found["c.parquet"].startswith("no Parquet file that can be read: ")
    assert len(found) == 3


def test_parquet_gzipped_and_categorical(tmp_path):
    pd.DataFrame({"id": [7, 8], "text": pd.Categorical(["Tea.", "Milk."])}).to_parquet(tmp_path / "t.parquet")
    raw = (tmp_path / "t.parquet").read_bytes()
    documents, _ = read(write(tmp_path, {"only/t.parquet.gz": gzip.compress(raw)}) / "only")
    assert documents[["doc_id", "text"]].to_numpy().tolist() == [["7", "Tea."], ["8", "Milk."]]


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


# --- metadata.csv --------------------------------------------------------------------------------------------


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
        "metadata.csv: a second row, left out, for a",
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


def test_warnings_point_at_the_caller(tmp_path):
    write(tmp_path, {"a.csv": "text,date\nTea.,spring 2018\n"})
    with pytest.warns(UserWarning) as caught:
        read_path(tmp_path, progress=False)
    assert [warning.filename for warning in caught] == [__file__]


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
        (b"a,b\n1,2,3\n", "metadata.csv was not used: row 1: 3 fields where the header has 2", 1),
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


# --- dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2018-04-12", "2018-04-12"),
        ("2018-04-12T23:30:00+02:00", "2018-04-12 23:30"),
        ("2018-04-12T23:30:00.5Z", "2018-04-12 23:30:00.5"),
        ("2018-04-12 09:30", "2018-04-12 09:30"),
        ("20180412", "2018-04-12"),
        ("2018/4/12", "2018-04-12"),
        ("5 March 2018", "2018-03-05"),
        ("March 5, 2018", "2018-03-05"),
        ("Mar. 5 2018", "2018-03-05"),
        ("5th of March, 2018", "2018-03-05"),
        ("05-Sept-2018", "2018-09-05"),
        ("Thu, 12 Apr 2018 09:30:00 GMT", "2018-04-12 09:30"),
        ("Thursday, 12 April 2018", "2018-04-12"),
        ("April 12, 2018 at 12:05 a.m.", "2018-04-12 00:05"),
        ("25/04/2018", "2018-04-25"),
        ("04/25/2018", "2018-04-25"),
        ("05.05.2018", "2018-05-05"),
    ],
)
def test_dates_with_one_reading(stated, read):
    assert dates.parse_date(stated) == pd.Timestamp(read)


@pytest.mark.parametrize(
    "stated",
    [
        *("03/04/2018", "03.04.2018", "April 2018", "2018-04", "2018", "31 April 2018", "2018-02-30", "12/04/18"),
        *(
            "31/31/2018",
            "12 April 2018 25:00",
            "12 April 2018 13:00 pm",
            "2018-04-12 and 2018-04-13",
            "yesterday",
            "© 2018",
            "",
            "1 Maybe 2018",
        ),
        *(2018, 1.5, None),
    ],
)
def test_dates_with_none_or_two(stated):
    assert dates.parse_date(stated) is None


def test_dates_that_are_dates_already():
    assert dates.parse_date(date(2018, 4, 12)) == datetime(2018, 4, 12)
    assert dates.parse_date(datetime(2018, 4, 12, 9, tzinfo=UTC)) == datetime(2018, 4, 12, 9)
    assert dates.parse_date(pd.NaT) is None


def test_dates_of_columns():
    assert dates.parse_dates(pd.Series([20180412, 7])).tolist() == [pd.Timestamp("2018-04-12"), pd.NaT]
    assert dates.parse_dates(pd.Series([], dtype="str")).dtype == "datetime64[us]"
    mixed = pd.Series(["2018-04-12", None, pd.Timestamp("2018-04-13"), pd.NaT], dtype="object", index=[3, 1, 2, 0])
    assert dates.parse_dates(mixed).isna().tolist() == [False, True, False, True]
    assert dates.parse_dates(mixed).index.tolist() == [3, 1, 2, 0]


@given(st.datetimes(min_value=pd.Timestamp(1, 1, 1).to_pydatetime()))
def test_iso_dates_come_back(moment):
    assert dates.parse_date(moment.isoformat()) == moment
    assert dates.parse_date(moment.date().isoformat()).date() == moment.date()


def test_dates_that_are_not_understood_are_kept_and_counted_once(tmp_path):
    table = "text,date\na,2018-04-12\nb,03/04/2018\nc,spring 2018\nd,03/04/2018\ne,\nf,1 May 2018\n"
    with pytest.warns(UserWarning) as caught:
        documents, _ = read(write(tmp_path, {"t.csv": table}))
    assert [str(warning.message) for warning in caught] == [
        "3 dates left out, being no single day: '03/04/2018', 'spring 2018'; they are kept in date_text"
    ]
    assert documents["date"].isna().tolist() == [False, True, True, True, True, False]
    assert documents["date_text"].fillna("").tolist() == ["", "03/04/2018", "spring 2018", "03/04/2018", "", ""]


# --- web pages -----------------------------------------------------------------------------------------------

PARAGRAPHS = [
    "The Harbour Question",
    "The council may widen the harbour, although nobody on the quay has asked for it, and the bill would be large.",
    "What the fishermen say",
    "They fear that deeper water will bring bigger ships,\nand that bigger ships will bring higher fees for all.",
    "We were never asked, and we would have said no, because the old harbour is deep enough for us.",
    "The first plan would cost nine million over three years.",
    "The second plan would cost less but take longer.",
    "Whatever the council decides, it should publish the figures before the vote rather than after it.",
]


def page(head: str = "", top: str = "", bottom: str = "") -> bytes:
    one, two, three, four, five, six, seven, eight = PARAGRAPHS
    return f"""<!DOCTYPE html><html lang="en"><head><title>The Harbour Question - The Quay</title>{head}</head><body>
    <nav><ul><li>Home</li><li>Politics</li><li><a href="/">About us</a></li></ul></nav><article>{top}
    <h1>{one}</h1><p>{two}</p><h2>{three}</h2><p>{four.replace(chr(10), "<br>")}</p><script>let p = "x";</script>
    <blockquote><p>{five}</p></blockquote><ul><li>{six}</li>
    <li>{seven}</li></ul><p>{eight}</p></article><p> </p>{bottom}
    <aside><p>Read next: why the lighthouse was painted blue.</p></aside>
    <noscript><p>Please switch scripts on.</p></noscript><div><p><script>let q = "y";</script></p></div>
    <footer><p>Copyright 2024 The Quay. All rights reserved.</p></footer></body></html>""".encode()


JSON_LD = '<script type="application/ld+json">%s</script>'
ADDRESS = '<link rel="canonical" href="https://quay.example/%s">'
HEAD = """<meta charset="utf-8"><meta property="og:site_name" content="The Quay">
<meta property="article:published_time" content="2018-04-12T23:30:00+02:00">
<meta name="author" content="By Ann Lee and Bo Li"><link rel="canonical" href="https://quay.example/harbour">"""


def test_a_web_page(tmp_path):
    raw = page(HEAD)
    documents, rejected = read(write(tmp_path, {"a.html": raw, "b.txt": "Tea."}))
    assert rejected.empty
    row = documents.iloc[0]
    assert row["text"].split("\n\n") == PARAGRAPHS
    assert row[["doc_id", "title", "author", "outlet", "url"]].tolist() == [
        *("a", "The Harbour Question", "Ann Lee; Bo Li", "The Quay", "https://quay.example/harbour"),
    ]
    assert row["date"] == pd.Timestamp("2018-04-12")
    # Three entries of the menu, the paragraph beside the article and the one below it.
    assert row["n_dropped"] == 5
    assert row["sha256"] == hashlib.sha256(raw).hexdigest()
    assert str(documents["n_dropped"].dtype) == "Int64"
    assert documents["n_dropped"].isna().tolist() == [False, True]


def test_a_page_that_states_nothing_has_no_docvars_of_its_own():
    row = read_html(page())
    assert set(row) == {"title", "text", "encoding", "n_dropped"}
    assert row["title"] == "The Harbour Question"


@pytest.mark.parametrize(
    ("head", "top", "bottom"),
    [
        ("", "", "<p>© 2019-2024 The Quay</p><p>Copyright 12 April 2018</p>"),
        ("", "<p>On 12 April 2018 the council met for the first time and talked about the harbour all day.</p>", ""),
        ('<meta property="article:modified_time" content="2018-04-12">', "", ""),
        ("", "", '<div class="comments"><time datetime="2018-04-12">12 April 2018</time></div>'),
        ("", '<span class="date">12 April 2018</span>', '<span class="date">13 April 2018</span>'),
        ("", '<span class="last-updated">12 April 2018</span>', ""),
        ('<meta name="date" content="03/04/2018">', "", ""),
        ('<meta itemprop="copyrightYear" content="2018">', "", ""),
        (JSON_LD % '{"@type": "Comment", "datePublished": "2018-04-12"}', "", ""),
        (ADDRESS % "2018/04/", "", ""),
    ],
)
def test_dates_of_pages_are_never_invented(head, top, bottom):
    assert "date" not in read_html(page(head, top, bottom))


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<meta name="dc.date" content="12 April 2018">', ""),
        (JSON_LD % '{"@graph": [{"@type": "NewsArticle", "datePublished": "2018-04-12"}]}', ""),
        # The address has the day at the place of issue.
        (ADDRESS % "2018/04/12/harbour" + '<meta name="date" content="2018-04-13T01:00Z">', ""),
        (ADDRESS % "2018/4/12/", ""),
        ("", '<time datetime="2018-04-12T10:00">yesterday</time>'),
        ("", '<time itemprop="datePublished">April 12, 2018</time><time datetime="2018-05-01">later</time>'),
        ("", '<p class="article-date">Published on 12 April 2018</p>'),
    ],
)  # fmt: skip
def test_dates_that_pages_state(head, top):
    assert read_html(page(head, top))["date"] == "2018-04-12"


@pytest.mark.parametrize(
    ("head", "top", "author"),
    [
        ('<meta name="author" content="https://quay.example/ann">', "", None),
        ('<meta name="author" content="No Author">', "", None),
        ('<meta name="author" content="Ann Lee, PhD">', "", "Ann Lee, PhD"),
        ('<meta name="author" content="Ann Lee, Bo Li and Cy Fox">', "", "Ann Lee; Bo Li; Cy Fox"),
        ('<meta property="og:site_name" content="The Quay"><meta name="author" content="The Quay">', "", None),
        ("", '<a rel="author" href="/ann">Ann C. Lee</a>', "Ann C. Lee"),
        ("", '<p class="byline">By Ann Lee</p>', "Ann Lee"),
        ("", '<div class="related"><p class="byline">By Ann Lee</p></div>', None),
        (
            JSON_LD
            % '[{"author": [{"@id": "#1"}, {"name": "Bo Li"}]}, {"@type": "Person", "@id": "#1", "name": "Ann Lee"}]',
            "",
            "Ann Lee; Bo Li",
        ),
        (JSON_LD % '{"author": {"@type": "Organization", "name": "X"}}', "", None),
        (JSON_LD % "{broken" + '<meta name="dc.creator" content="Ann Lee">', "", "Ann Lee"),
    ],
)  # fmt: skip
def test_authors_of_pages(head, top, author):
    assert read_html(page(head, top)).get("author") == author


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Should we widen it?">', "The Harbour Question"),
        ('<meta property="og:title" content="The Harbour Question | The Quay">', "The Harbour Question"),
    ],
)
def test_the_title_is_the_heading_that_readers_see(head, title):
    assert read_html(page(head))["title"] == title


def test_without_a_heading_the_outlet_is_cut_from_the_title():
    raw = page('<meta property="og:site_name" content="The Quay">').replace(b"h1>", b"h3>")
    assert read_html(raw)["title"] == "The Harbour Question"


@pytest.mark.parametrize(
    ("codec", "head", "encoding"),
    [
        ("utf-8", "", "utf-8"),
        ("cp1251", '<meta charset="windows-1251">', "cp1251"),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        # The bytes are right, the declaration is not.
        ("utf-8", '<meta charset="windows-1251">', "utf-8"),
        ("cp1252", '<meta charset="unicode_escape">', "cp1252"),
        ("cp1252", '<meta charset="klingon">', "cp1252"),
        ("utf-16", "", "utf-16"),
    ],
)
def test_pages_in_other_encodings(codec, head, encoding):
    word = "Гавань" if codec == "cp1251" else "Café"
    raw = page(head, f"<p>{word} is the word that opens this paragraph, which has to be long enough.</p>")
    row = read_html(raw.decode().encode(codec))
    assert row["encoding"] == encoding
    assert f"{word} is the word" in row["text"]


def test_a_page_that_is_not_in_the_encoding_it_declares():
    raw = page('<meta charset="euc-jp">') + b"\xff"
    with pytest.raises(Unreadable, match=r"not UTF-8 \(byte [\d,]+ is 0xFF\), nor euc_jp, which it declares \(byte"):
        read_html(raw)


def test_pages_nested_too_deeply_too_long_or_too_large_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("discourse.readers.html.MAX_PAGE", 12_000_000)
    monkeypatch.setattr("discourse.readers.html.MAX_ELEMENTS", 1_000)
    deep = "<div>" * 100_000 + "<p>Deep.</p>" + "</div>" * 100_000
    files = {
        "deep.html": f"<html><body>{deep}</body></html>",
        "long.html": f"<html><body><p>{'word ' * 2_200_000}</p></body></html>",
        "large.html": b"<html>" + b" " * 12_000_000,
        "many.html": "<html><body>" + "<p>Tea.</p>" * 1_000,
        "nothing.html": "<html><body></body></html>",
        "blank.html": " \n",
        "tea.txt": "Tea.",
    }
    documents, rejected = read(write(tmp_path, files))
    assert documents["doc_id"].tolist() == ["tea"]
    found = reasons(rejected)
    assert found["deep.html"].startswith("web page that cannot be parsed whole: Excessive depth in document: 256")
    assert found["long.html"].startswith("web page that cannot be parsed whole: ")
    assert found["large.html"] == "web page of 12,000,006 bytes; at most 12,000,000 are read"
    assert found["many.html"] == "web page of 1,002 elements; at most 1,000 are read"
    assert found["nothing.html"] == "no article text in the page"
    assert found["blank.html"].startswith("no web page: ")


def test_reading_pages_logs_nothing_and_leaves_the_loggers_alone(tmp_path, caplog, capsys):
    import logging

    before = logging.getLogger("trafilatura").level
    read(write(tmp_path, {"a.html": "<html><body></body></html>"}))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert logging.getLogger("trafilatura").level == before


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "pages").exists(), reason="the annotated pages are not beside the repository")
def test_annotated_pages():
    """64 saved pages with what their text must and must not hold, and their title, author and date."""
    import tarfile

    gold = [json.loads(line) for line in (SHARED / "pages" / "gold.jsonl").read_text().splitlines()]
    with tarfile.open(SHARED / "pages" / "html.tar.gz") as tar:
        rows = [read_html(tar.extractfile(f"html/{item['file']}").read()) for item in gold]
    texts = [" ".join(row["text"].split()) for row in rows]
    counts = {}
    for kind in ("with", "without"):
        hits = [" ".join(s.split()) in text for item, text in zip(gold, texts, strict=True) for s in item[kind]]
        counts[kind] = sum(hits) / len(hits)
    assert counts["with"] >= 0.93
    assert counts["without"] <= 0.11
    same = {
        name: sum(
            bool(item[name]) and " ".join(str(item[name]).lower().split()) == row.get(name, "").lower()
            for item, row in zip(gold, rows, strict=True)
        )
        for name in ("title", "date")
    }
    assert same["title"] >= 55  # of 57
    assert same["date"] >= 41  # of 50


# --- nothing is lost, nothing stops --------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*FORMATS, ".txt.gz", ".docx", ""]), st.binary(max_size=60)), max_size=6))
def test_files_in_are_documents_and_rejected(contents):
    files = {f"f{number}{suffix}": raw for number, (suffix, raw) in enumerate(contents)}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of dates
        documents, rejected = read(write(Path(folder), files))
    assert documents["doc_id"].is_unique
    assert (documents["text"] != "").all()
    assert (rejected["reason"] != "").all()
    seen = [*documents["source"]] if len(documents) else []
    seen += [source.partition(":")[0] for source in rejected["source"]]
    assert set(seen) == set(files)
    single = [name for name in files if not name.endswith(("csv", "tsv", "jsonl", "ndjson", "parquet"))]
    assert sorted(name for name in seen if name in single) == sorted(single)


rows = st.lists(st.sampled_from(["a,Tea.", "b,Milk.", "c,", "d, ", "e,x,y", ",Jam.", 'f,"q\nr"', "g"]), min_size=1)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_rows_in_are_documents_and_rejected(rows):
    with tempfile.TemporaryDirectory() as folder:
        documents, rejected = read(write(Path(folder), {"t.csv": "doc_id,text\n" + "\n".join(rows) + "\n"}))
    assert len(documents) + len(rejected) == len(rows)


def test_an_error_that_no_rule_foresaw_stops_nothing(tmp_path, monkeypatch):
    def fail(raw):
        raise KeyError("surprise")

    monkeypatch.setattr("discourse.readers.plain.read_markdown", fail)
    documents, rejected = read(write(tmp_path, {"a.md": "Tea.", "b.txt": "Milk."}))
    assert documents["doc_id"].tolist() == ["b"]
    assert reasons(rejected) == {"a.md": "KeyError: 'surprise'"}


def test_a_missing_package_is_no_fault_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(ImportError):
        read(write(tmp_path, {"a.md": "---\na: 1\n---\nTea."}))


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes(tmp_path):
    raw = b"word " * 20 * 2**20
    documents, rejected = read(write(tmp_path, {"a.txt": raw}))
    assert documents["text"].str.len().tolist() == [100 * 2**20]
    assert rejected.empty


def test_the_progress_bar(tmp_path, capsys):
    write(tmp_path, {"a.txt": "Tea."})
    read_path(tmp_path, progress=False)
    read_path(tmp_path)  # done within a second
    assert capsys.readouterr() == ("", "")
    read_path(tmp_path, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "reading: 100%" in err


def test_import_does_no_work():
    code = (
        "import sys, discourse.readers\n"
        "print([name for name in ('trafilatura', 'lxml', 'yaml', 'tqdm', 'pyarrow.parquet') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not (SHARED / "corpora").exists(), reason="the corpora are not beside the repository")
@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("brown_editorial.jsonl.gz", 27),
        ("inaugural.jsonl.gz", 59),
        ("ukmanifestos.csv.gz", 101),
        ("ungd2017.csv.gz", 196),
    ],
)
def test_real_corpora(name, n):
    documents, rejected = read(SHARED / "corpora" / name)
    assert (len(documents), len(rejected)) == (n, 0)
    assert documents["doc_id"].is_unique
    assert "id" not in documents.columns
