"""Plain text and Markdown: the text stays as it is, and front matter becomes docvars."""

from __future__ import annotations

import pandas as pd
import pytest
from reading import read, reasons, write

from discourse.readers.plain import read_markdown


def test_empty_files_and_blank_files(tmp_path):
    _, rejected = read(write(tmp_path, {"a.txt": b"", "b.txt": b"\xef\xbb\xbf", "c.txt": b" \n\t", "d.csv": b""}))
    assert reasons(rejected) == {
        "a.txt": "empty file",
        "b.txt": "no text",
        "c.txt": "no text, only white space",
        "d.csv": "empty file",
    }


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
        ("title: Tea: a story", r"matter that is not YAML \(line 2: mapping values are not allowed here\); correct"),
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
