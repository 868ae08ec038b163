"""Word lists, lists of actors and study files that are broken, enormous or hostile: each is an error that says so."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pandas as pd
import pytest
from hostile import WHOLE, link, make, pipe, tree

import discourse as dc
from discourse.study.load import StudyError, load_study

LISTS = {
    "empty": (b"", r"cannot be read: empty file$"),
    "nul": (b"pattern,category\nTe\0a,x\n", r"cannot be read: binary: it has NUL bytes$"),
    "blank-lines": (b"\n\n", r"is not a CSV file in UTF-8|lacks the columns"),
    "open-quote": (b'pattern,category\n"Tea,x\n', r"is not a CSV file in UTF-8: .*EOF inside string"),
    "latin-1": (b"pattern,category\ncaf\xe9,x\n", r"is not a CSV file in UTF-8: "),
    "long-row": (b"pattern,category\nTea,x,y\n", r"more fields than the header"),
    "longer-row": (
        b"pattern,category\nTea,x\nMilk,x,y,z\n",
        r"is not a CSV file in UTF-8: .*Expected 2 fields in line 3, saw 4",
    ),
    "million-columns": (
        b"pattern,category" + b",x" * 10**6 + b"\n",
        r"cannot be read: a table of more than 1,000 columns$",
    ),
    "million-fields": (
        b"pattern,category\nTea,x" + b",y" * 10**6,
        r"cannot be read: a table of more than 1,000 columns$",
    ),
    "other-columns": (b"a,b\n1,2\n", r"lacks the columns? "),
    "gzip": (WHOLE, r"cannot be read: binary: it has NUL bytes$"),
    "pickle": (b"cos\nsystem\n(S'touch pwned'\ntR.", r"lacks the columns? "),
    "html": (b"<script>alert(1)</script>", r"lacks the columns? "),
    "pipe": (pipe, r"cannot be read: not a regular file$"),
    "folder": (Path.mkdir, r"cannot be read: (?:not a regular file|cannot be opened: Is a directory)$"),
    "endless": (link("/dev/zero"), r"cannot be read: not a regular file$"),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("load", [dc.load_lexicon, dc.load_actors])
def test_hostile_word_lists_and_actors(load, name, tmp_path, monkeypatch):
    content, message = LISTS[name]
    if load is dc.load_actors and isinstance(content, bytes):
        content = content.replace(b"pattern,category", b"actor,alias")
    monkeypatch.chdir(tmp_path)
    make(tmp_path, {"list.csv": content})
    before = tree(tmp_path)
    with pytest.raises(ValueError, match=message):
        load(tmp_path / "list.csv")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("load", [dc.load_lexicon, dc.load_actors])
@pytest.mark.parametrize(
    "path", ["https://example.org/list.csv", "s3://bucket/list.csv", "nothing.csv", "x" * 300, "a\0b"]
)
def test_word_lists_and_actors_are_files_and_never_fetched(load, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "socket", None)
    with pytest.raises((FileNotFoundError, ValueError), match=r"there is no|cannot be read"):
        load(path)


def test_a_pattern_of_many_stars_takes_no_time():
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["a" * 300 + " aXbXc abc"]}))
    lexicon = pd.DataFrame({"pattern": ["*a" * 30 + "*b", "a*b*c"], "category": "x"})
    began = time.perf_counter()
    assert dc.find_terms(corpus, lexicon)["text"].tolist() == ["aXbXc", "abc"]
    assert time.perf_counter() - began < 5


TEXTS = '[corpus]\npath = "texts"\n'
STUDIES = {
    "empty": (b"", r"\[corpus\]: path is missing"),
    "no-toml": (b"<html>", r"is not a TOML file: "),
    "nul": (b"title = 'a\0b'", r"is not a TOML file: "),
    "latin-1": (b"title = 'caf\xe9'", r"is not a TOML file: "),
    "utf-16": ("title = 'x'".encode("utf-16"), r"is not a TOML file: "),
    "key-twice": ("title = 'a'\ntitle = 'b'", r"is not a TOML file: Cannot overwrite a value"),
    "unknown-key": ('run = "touch pwned"', r"there is no key 'run'"),
    "unknown-key-of-corpus": (TEXTS + 'command = "touch pwned"', r"there is no key 'command'"),
    "number-as-path": ("[corpus]\npath = 7", r"path is 7; a text in quotation marks is needed"),
    "list-as-corpus": ("corpus = [1]", r"corpus is \[1\]; a table is needed"),
    "date-as-title": (TEXTS.replace("[corpus]", "title = 2018-01-01\n[corpus]"), r"title is datetime.date"),
    "unknown-role": (TEXTS + 'roles = ["__import__"]', r"roles is '__import__'; choose one of"),
    "nested-role": (TEXTS + 'roles = [["body"]]', r"roles is \['body'\]; choose one of"),
    "path-as-table": (TEXTS + '[tables."../../x"]\nmeasure = "words"', r"the name '../../x' becomes a file name"),
    "absolute-table": (TEXTS + '[tables."/tmp/x"]\nmeasure = "words"', r"the name '/tmp/x' becomes a file name"),
    "dots-as-table": (TEXTS + '[tables.".."]\nmeasure = "words"', r"the name '..' becomes a file name"),
    "nothing-as-table": (TEXTS + '[tables.""]\nmeasure = "words"', r"the name '' becomes a file name"),
    "nul-as-table": (TEXTS + '[tables."a\\u0000b"]\nmeasure = "words"', r"becomes a file name"),
    "script-as-table": (TEXTS + '[tables."<script>"]\nmeasure = "words"', r"the name '<script>' becomes a file name"),
    "path-as-figure": (TEXTS + '[figures."../x"]\nplot = "rates"', r"the name '../x' becomes a file name"),
    "evidence-as-table": (TEXTS + '[tables.documents]\nmeasure = "words"', r"every run writes a table called"),
    "unknown-measure": (TEXTS + '[tables.x]\nmeasure = "os.system"', r"measure is 'os.system'; choose one of"),
    "unknown-plot": (TEXTS + '[tables.x]\n[figures.x]\nplot = "__class__"', r"plot is '__class__'; choose one of"),
    "number-as-table": (TEXTS + "[tables]\nx = 5", r"is 5; a table of the keys"),
    "text-as-per": (TEXTS + '[tables.x]\nper = "1"', r"per is '1'; a whole number is needed"),
    "nothing-as-per": (TEXTS + "[tables.x]\nper = -1", r"per is -1; a number above 0 is needed"),
    "numbers-as-columns": (TEXTS + "[tables.x]\nby = [1, [2]]", r"by is \[1, \[2\]\]; the names of columns"),
    "long-table": (
        TEXTS + f"[tables.{'x' * 300}]",
        r"the name has 300 letters and becomes a file name; use at most 100",
    ),
    "deep": (TEXTS + f"x = {'[' * 100_000}", r"is not a TOML file"),
    "long-number": (TEXTS + f"x = {'9' * 5000}", r"is not a TOML file"),
    "long-key": (f"{'a.' * 50_000}b = 1", r"a line with more than 1,000 points"),
    "too-large": ("#" * (1 << 20) + "\n" + TEXTS, r"has 1,048,\d+ bytes; but a study file has at most 1,048,576"),
    "unknown-lexicon": (TEXTS + '[sentiment]\nlexicon = "../x"', r"lexicon is '../x'; choose one of"),
    "folder": (Path.mkdir, r"there is no study file"),
    "pipe": (pipe, r"there is no study file"),
    "link-to-nothing": (link("nothing"), r"there is no study file"),
}


@pytest.mark.parametrize("name", STUDIES)
def test_hostile_studies(name, tmp_path, monkeypatch):
    content, message = STUDIES[name]
    monkeypatch.chdir(tmp_path)
    make(tmp_path, {"study.toml": content})
    before = tree(tmp_path)
    with pytest.raises(StudyError, match=message):
        load_study("study.toml")
    assert tree(tmp_path) == before
