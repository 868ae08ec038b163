"""discourse map and reduce, and how far a run of many parts is."""

from __future__ import annotations

import pytest
from parted import SMALL, differing, make_study, texts

from discourse.cli import _parts as parts
from discourse.cli import main
from discourse.cli._talk import Talk
from discourse.study.run import run_study


def test_shares_that_are_reduced_give_the_results_of_a_run(tmp_path, capsys):
    study = make_study(tmp_path, texts(6), SMALL)
    run_study(study, tmp_path / "one")
    out = ["--out", str(tmp_path / "other")]
    assert main(["map", str(study.path), "--share", "1/1", *out]) == 0
    assert "1 part made in " in capsys.readouterr().out
    assert main(["reduce", str(study.path), *out]) == 0
    assert capsys.readouterr().out.startswith("6 documents read, 0 rejected")
    assert differing(tmp_path / "one", tmp_path / "other") == []


def test_what_is_no_share_is_wrong_usage(tmp_path, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["map", "study.toml", "--share", "4/3"])
    assert "'4/3' is not a share; write for example 3/100, the third of a hundred" in capsys.readouterr().err


def test_a_cluster_file_that_is_not_there_is_told(tmp_path, capsys):
    study = make_study(tmp_path, texts(2), SMALL)
    assert main(["run", str(study.path), "--out", str(tmp_path / "out"), "--cluster", str(tmp_path / "no.toml")]) == 1
    assert "no.toml cannot be read as TOML" in capsys.readouterr().err


def test_progress_is_told_now_and_then_with_the_time_left(monkeypatch, capsys):
    clock = iter([0.0, 5.0, 12.0, 12.0, 13.0])
    monkeypatch.setattr(parts.time, "monotonic", lambda: next(clock))
    told = parts.Progress(Talk())
    for done in (5000, 10_000, 15_000):
        told(done, 20_000, 90.0)
    assert capsys.readouterr().err == "discourse: 10,000 of 20,000 documents, 2 min left\n"
