"""What the command says, where it says it, and with which exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from discourse import __version__
from discourse.cli import main

STUDY = """
[corpus]
path = "texts"

[actors]
lists = ["actors.csv"]

[tables.mentions_by_actor]
by = "actor"
"""


@pytest.fixture
def study(tmp_path, monkeypatch) -> Path:
    """A study of one text, in the working directory."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lee.txt").write_text("Freedonia may wait for Sylvania.")
    (tmp_path / "actors.csv").write_text("actor,alias\nFreedonia,Freedonia\nSylvania,Sylvania\n")
    (tmp_path / "study.toml").write_text(STUDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "study.toml"


def test_a_run_writes_to_results_and_says_so(study, capsys):
    assert main(["run", "study.toml"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "1 document read, 0 rejected",
        f"8 tables in {Path('results', 'tables')}, as CSV and Parquet",
        f"0 figures in {Path('results', 'figures')}, as SVG and PNG",
    ]
    assert said.err == ""
    assert Path("results", "tables", "mentions_by_actor.csv").is_file()
    assert Path("results", "manifest.json").is_file()


def test_out_and_quiet(study, capsys):
    assert main(["run", "study.toml", "--out", "elsewhere", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert Path("elsewhere", "manifest.json").is_file()
    assert not Path("results").exists()


def test_the_folder_of_a_study_stands_for_it(study):
    assert main(["run", ".", "--quiet"]) == 0
    assert Path("results", "manifest.json").is_file()


def test_other_texts(study, capsys):
    Path("others").mkdir()
    Path("others", "roe.txt").write_text("Sylvania may sleep. Sylvania will wake.")
    assert main(["run", "study.toml", "--corpus", "others"]) == 0
    lines = Path("results", "tables", "mentions_by_actor.csv").read_text().splitlines()
    assert lines[0].startswith("actor,n,n_words,")
    assert [line.split(",")[:3] for line in lines[1:]] == [["Sylvania", "2", "6"]]


def test_rejected_files_and_notes_are_told_on_stderr(study, capsys):
    Path("texts", "photo.txt").write_bytes(bytes(range(256)))
    Path("texts", "empty.txt").write_text("")
    Path("texts", "metadata.csv").write_text("file,outlet\nlee.txt,Globe\nroe.txt,Times\n")
    assert main(["run", "study.toml", "--quiet"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert [line for line in lines if line.startswith("discourse: note: ") and "roe.txt" in line]
    rejected = [line for line in lines if line.startswith("discourse: rejected: ")]
    assert sorted(line.split(": ")[2] for line in rejected) == ["empty.txt", "photo.txt"]


def fails(capsys, *arguments: str) -> str:
    """What a run that fails says on stderr, in one line and without a traceback."""
    assert main(["run", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("discourse: ")
    return said.err.removeprefix("discourse: ").rstrip("\n")


def test_a_study_that_cannot_be_run_is_exit_code_1(study, capsys):
    assert fails(capsys, "none.toml") == "there is no study file none.toml; give the path of a study.toml"
    study.write_text(STUDY.replace("by =", "bye ="))
    assert fails(capsys, "study.toml") == (
        "study.toml, [tables.mentions_by_actor]: there is no key 'bye'; valid are "
        "measure, of, by, freq, per, unit, where"
    )


def test_texts_that_are_not_there_are_exit_code_1(study, capsys):
    assert fails(capsys, "study.toml", "--corpus", "nowhere") == (
        f"no file or folder {str(Path.cwd() / 'nowhere')!r}; give the path of a text or of a folder of texts"
    )


def test_results_that_cannot_be_written_are_exit_code_1(study, capsys):
    Path("taken").write_text("a file")
    assert "taken" in fails(capsys, "study.toml", "--out", "taken")
    assert "in the folder of texts" in fails(capsys, "study.toml", "--out", "texts/results")


@pytest.mark.parametrize(
    "arguments",
    [[], ["walk"], ["run"], ["run", "a", "b"], ["run", "study.toml", "--outt", "x"]],
    ids=["no command", "unknown command", "no study", "two studies", "unknown option"],
)
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: discourse ")


def test_version_and_help(capsys):
    for arguments, says in (["--version"], f"discourse {__version__}"), (["--help"], "usage: discourse "):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 0
        assert capsys.readouterr().out.startswith(says)


def test_the_module_runs_as_a_program(study):
    command = [sys.executable, "-W", "error", "-m", "discourse.cli", "run"]
    done = subprocess.run([*command, "study.toml"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 document read")
    failed = subprocess.run([*command, "none.toml"], capture_output=True, text=True, check=False)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("discourse: there is no study file")
