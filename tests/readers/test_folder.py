"""The files of a folder: which are texts, in which order, and what is told of the others."""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
from pathlib import Path

import pytest
from reading import read, reasons, write

from discourse.readers.folder import is_sample, list_files


def test_order_and_ids_in_folders(tmp_path):
    # Written backwards; the folder called texts is no part of the id.
    names = ["z.txt", "texts/b.txt", "texts/2018/a.txt", "b/a.txt", "a.txt"]
    documents, _ = read(write(tmp_path, dict.fromkeys(names, "Tea.")))
    assert documents["source"].tolist() == ["a.txt", "b/a.txt", "texts/2018/a.txt", "texts/b.txt", "z.txt"]
    assert documents["doc_id"].tolist() == ["a", "b/a", "2018/a", "b", "z"]


def test_furniture_and_hidden_files_are_no_texts(tmp_path):
    names = [
        "actors.csv",
        "codebook.toml",
        "study.toml",
        "README",
        "readme.md",
        "LICENSE.txt",
        ".hidden.txt",
        ".git/a.txt",
    ]
    documents, rejected = read(write(tmp_path, dict.fromkeys([*names, "readme_first.txt", "a.txt"], "Tea.")))
    assert documents["doc_id"].tolist() == ["a", "readme_first"]
    assert rejected.empty


def test_furniture_is_read_when_asked_for_by_name(tmp_path):
    documents, _ = read(write(tmp_path, {"README.md": "Tea."}) / "README.md")
    assert documents["text"].tolist() == ["Tea."]


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
        "broken.txt": "a link to a file that does not exist",
        "leaves.txt": "a link that leaves the folder, not followed",
        "loop": "a link to a folder, not followed",
        "pipe.txt": "not a regular file",
    }


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


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("doc_id,sentence_id,start,end,text,probability,code", True),
        ("\ufeffdoc_id;sentence_id;start;end;text;probability;code", True),
        ('"doc_id","sentence_id","start","end","text","probability"', True),
        ("doc_id,text,probability", False),
        ("", False),
    ],
)
def test_a_sample_for_coders_is_no_text(tmp_path, head, found):
    (tmp_path / "anna.csv").write_text(f"{head}\na,1,0,4,Talk,0.5,\n", encoding="utf8")
    (tmp_path / "a.txt").write_text("Talk")
    assert is_sample(tmp_path / "anna.csv") == found
    assert [name for _, name in list_files(tmp_path)[0]] == ["a.txt", *["anna.csv"] * (not found)]
