"""Reading files: what comes back of a file or a folder, that nothing is lost on the way, and that nothing stops it."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read, reasons, write

from discourse.readers import FORMATS, read_path

SHARED = Path(__file__).parents[3] / "shared" / "data"
FURTHER = ["title", "author", "date", "outlet", "url"]


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
    assert rejected.dtypes.astype(str).to_dict() == {"source": "str", "doc_id": "str", "reason": "str"}


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


def test_the_working_directory_does_not_matter(tmp_path, monkeypatch):
    write(tmp_path, {"corpus/b/a.txt": "One.", "corpus/c.txt": "Two."})
    absolute, _ = read(tmp_path / "corpus")
    monkeypatch.chdir(tmp_path / "corpus" / "b")
    relative = read_path("..", progress=False).documents
    pd.testing.assert_frame_equal(absolute, relative)


def test_unknown_formats_are_told(tmp_path):
    _, rejected = read(write(tmp_path, {"a.pages": "x", "b": "x", "c.key.gz": gzip.compress(b"x")}))
    readable = ", ".join(FORMATS)
    assert reasons(rejected) == {
        "a.pages": f"unknown format .pages; readable are {readable}, also with .gz",
        "b": f"unknown format without suffix; readable are {readable}, also with .gz",
        "c.key.gz": f"unknown format .key; readable are {readable}, also with .gz",
    }


def test_duplicates_are_rejected_and_the_first_stays(tmp_path):
    files = {"a.md": "First.", "a.txt": "Second.", "b.csv": "doc_id,text\na,Third.\nb,Fourth.\nb,Fifth.\n"}
    documents, rejected = read(write(tmp_path, files))
    assert documents["text"].tolist() == ["First.", "Fourth."]
    assert reasons(rejected) == {
        "a.txt": "doc_id 'a' is already the doc_id of a.md",
        "b.csv:1": "doc_id 'a' is already the doc_id of a.md",
        "b.csv:3": "doc_id 'b' is already the doc_id of b.csv:2",
    }


# --- metadata.csv --------------------------------------------------------------------------------------------


def test_warnings_point_at_the_caller(tmp_path):
    write(tmp_path, {"a.csv": "text,date\nTea.,spring 2018\n"})
    with pytest.warns(UserWarning) as caught:
        read_path(tmp_path, progress=False)
    assert [warning.filename for warning in caught] == [__file__]


# --- nothing is lost, nothing stops --------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*FORMATS, ".txt.gz", ".pages", ""]), st.binary(max_size=60)), max_size=6))
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
    def fail(raw, **_):
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


# --- lists of pages that were saved beside them ---------------------------------------------------------------

LIST = "id,indexed_date,language,media_name,publish_date,title,url\n7,2024-03-05,en,Courier,2024-03-04,Tea,{}\n"
PAGE = "<html><head><link rel='canonical' href='https://www.example.org/tea/'></head><body><article><p>{}</p></article>"


def test_pages_have_what_a_list_of_stories_says_of_them_by_their_address(tmp_path):
    files = {
        "list.csv": LIST.format("http://example.org/tea"),
        "tea.html": PAGE.format("The tea may be late today. " * 9),
    }
    documents, rejected = read(write(tmp_path, files))
    assert documents["doc_id"].tolist() == ["tea"]
    assert documents[["outlet", "export_id"]].values.tolist() == [["Courier", "7"]]
    assert str(documents["date"][0])[:10] == "2024-03-04"
    assert rejected.empty


def test_a_list_of_stories_of_which_no_page_was_saved_is_rejected_with_their_number(tmp_path):
    documents, rejected = read(write(tmp_path, {"list.csv": LIST.format("example.org/cake"), "a.txt": "Tea."}))
    assert documents["doc_id"].tolist() == ["a"]
    assert reasons(rejected)["list.csv"].startswith("a list of 1 stories of Media Cloud, which contains no texts")
