"""A study is checked before it is run: all that is wrong with it, and what can be read of its texts."""

from __future__ import annotations

import json

import pytest

from discourse.cli import main

STUDY = """
[corpus]
path = "texts"

[tables.hedges_by_outlet]
of = "hedges"
by = "outlet"
"""


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A study of two texts, in the working directory."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "t.csv").write_text("doc_id,outlet,text\n1,Globe,Talks may fail.\n2,Times,They will not.\n")
    (tmp_path / "study.toml").write_text(STUDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "study.toml"


@pytest.mark.parametrize("path", ["study.toml", "."])
def test_a_study_that_can_be_run(study, capsys, path):
    assert main(["check", path]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[0] == "2 documents read, 0 rejected, 0 doubts"
    assert said.out.splitlines()[-1] == "study.toml can be run: 1 table, 0 figures"
    assert not (study.parent / "results").exists()


def test_all_that_is_wrong_is_told_at_once(study, capsys):
    study.write_text(
        STUDY.replace('"outlet"', '"outlett"')
        + '[tables.who]\nwhere = { voice = "nobody" }\n'
        + '[tables.words]\nmeasure = "keyness"\nby = "outlet"\ntarget = "Glob"\n'
        + '[actors]\nlists = ["world", "mine.csv"]\n'
    )
    assert main(["check", "study.toml"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "discourse: study.toml, [actors] lists: there is no list 'mine.csv'; name 'world' or a CSV file in the folder "
        "of the study"
    ]
    study.write_text(study.read_text().replace('"world", "mine.csv"', '"world"'))
    assert main(["check", "study.toml"]) == 1
    said = capsys.readouterr()
    wrong = said.err.splitlines()
    assert [line.partition(": ")[2].partition("]")[0] for line in wrong] == [
        "study.toml, [tables.hedges_by_outlet",
        "study.toml, [tables.who",
        "study.toml, [tables.words",
    ]
    assert "outlett" in wrong[0]
    assert "which no row of mentions can have" in wrong[1]
    assert wrong[2].endswith("there is no outlet 'Glob' in the texts; there are 'Globe', 'Times'")
    assert "can be run" not in said.out


def test_as_json(study, capsys):
    study.write_text(STUDY.replace('"outlet"', '"outlett"'))
    assert main(["check", "study.toml", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] == 2
    assert len(found["study"]) == 1
