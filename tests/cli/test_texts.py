"""What can be read of some texts, and what a study of them begins with."""

from __future__ import annotations

from pathlib import Path

from discourse.cli import main
from discourse.cli._texts import troubles_of


def test_a_line_for_each_rejected_file_and_each_kind_of_doubt():
    doubts = [
        {"source": "a.txt", "doc_id": None, "kind": "garbled", "detail": "Ã©"},
        {"source": "b.txt", "doc_id": "b", "kind": "language", "detail": "German"},
        {"source": "c.txt", "doc_id": "c", "kind": "garbled", "detail": "Ã¼"},
    ]
    assert list(troubles_of([{"source": "x.txt", "reason": "empty file"}], doubts)) == [
        "rejected: x.txt: empty file",
        "doubt: garbled: a.txt: Ã©, and 1 more",
        "doubt: language: b: German",
    ]


def test_a_study_of_a_table_is_told_what_the_table_lacks(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows = "".join(f'{n},2019-05-{n:02},"Then Ada Moe slept, and Mrs Moe woke. Case {n}."\n' for n in range(1, 13))
    Path("news.csv").write_text("id,Published,text\n" + rows)
    assert main(["new", "study", "--texts", "news.csv"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "rename the column Published of news.csv to date: it seems to contain dates" in lines
    assert "give news.csv the column outlet, if it is known" in lines
    assert not any("metadata.csv" in line for line in lines)
    names = Path("study", "actors.csv").read_text().splitlines()
    assert names[0] == "actor,alias,type,form,country,source,n,n_docs,example"
    assert names[1].startswith("Ada Moe,Ada Moe,person,name,,suggested,12,12,")
