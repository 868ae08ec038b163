"""Errors of the system are sentences that name the file and what to do."""

from __future__ import annotations

import errno
import os

import pytest

from discourse.cli import main
from discourse.cli._trouble import in_words


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EEXIST, "out already exists and is not a folder; choose another place, or move it away"),
        (errno.ENOENT, "out does not exist; check the path"),
        (errno.EACCES, "out may not be opened or written by you; change its permissions, or choose another place"),
        (errno.EIO, f"out: {os.strerror(errno.EIO).lower()}"),
    ],
    ids=["there", "not there", "not allowed", "another"],
)
def test_an_error_of_the_system_in_words(number, says):
    assert in_words(OSError(number, os.strerror(number), "out")) == says


def test_a_file_in_place_of_the_results(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lee.txt").write_text("Talks may fail.")
    (tmp_path / "study.toml").write_text('[corpus]\npath = "lee.txt"\n')
    (tmp_path / "results").write_text("taken")
    for out in ("results", os.path.join("results", "below")):
        assert main(["run", "study.toml", "--out", out]) == 1
        said = capsys.readouterr().err
        assert "Errno" not in said
        assert "choose another place" in said


def test_a_log_that_cannot_be_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".", "--log", os.path.join("none", "run.log")]) == 1
    assert capsys.readouterr().err == f"discourse: {os.path.join('none', 'run.log')} does not exist; check the path\n"
