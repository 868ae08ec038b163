"""A study by parts gives the bytes of the study in one piece: whatever the parts, the order and who makes them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from parted import SMALL, Now, differing, files_of, make_study, texts

import discourse as dc
from discourse.study.load import load_study
from discourse.study.run import run_study

TESTS = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A study with every measure, made in one piece."""
    folder = tmp_path_factory.mktemp("whole")
    run_study(make_study(folder), folder / "results")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A study of few tables, made in one piece."""
    folder = tmp_path_factory.mktemp("small")
    run_study(make_study(folder, study=SMALL), folder / "results")
    return folder


@pytest.mark.parametrize(("size", "backwards"), [(3, False), (5, True)])
def test_every_measure_gives_the_same_bytes_by_parts(whole, size, backwards):
    study, out = load_study(whole / "study.toml"), whole / f"of-{size}"
    run_study(study, out, size=size, executor=Now(backwards=backwards))
    assert len(files_of(out)) > 80
    assert differing(whole / "results", out) == []
    assert not (out / ".parts").exists()  # the texts lie in it, and results may be handed on


@pytest.mark.parametrize("corpus", ["files", "saved", "copies drop", "copies keep", "one file after another"])
def test_texts_of_any_kind_give_the_same_bytes_by_parts(tmp_path, corpus):
    frame, study = texts(12), SMALL
    if corpus.startswith("copies"):
        frame = pd.concat([frame, frame.iloc[[2, 5]].assign(doc_id=["x1", "x2"])], ignore_index=True)
        study = study.replace('path = "texts"', f'path = "texts"\nduplicates = "{corpus.split()[1]}"')
    made = make_study(tmp_path, frame, study, files=corpus == "files")
    if corpus == "saved":
        dc.save_corpus(dc.load_corpus(tmp_path / "texts"), tmp_path / "saved")
        (tmp_path / "study.toml").write_text(study.replace('"texts"', '"saved"'))
        made = load_study(tmp_path / "study.toml")
    run_study(made, tmp_path / "one")
    run_study(made, tmp_path / "other", size=4, executor=Now())
    rows = pd.read_parquet(tmp_path / "other" / "tables" / "documents.parquet")
    assert set(rows["doc_id"]) >= {"x1", "x2"} if corpus == "copies keep" else {"x1", "x2"}.isdisjoint(rows["doc_id"])
    assert len(rows) == 12 or corpus.startswith("copies")
    assert differing(tmp_path / "one", tmp_path / "other") == []


OUTPUT = """
[tables.said]
measure = "rows"
of = "quotes"
[tables.lines]
measure = "kwic"
node = "war"
[output]
tables = ["docx", "xlsx"]
spreadsheet = true
texts = {}
"""


@pytest.mark.parametrize("with_texts", ["true", "false"])
def test_tables_of_another_form_are_the_same_by_parts(tmp_path, with_texts):
    pytest.importorskip("docx", reason="needs the extra office")
    study = make_study(tmp_path, texts(9), SMALL + OUTPUT.format(with_texts))
    run_study(study, tmp_path / "one")
    run_study(study, tmp_path / "other", size=2, executor=Now())
    assert {"tables.docx", "tables.xlsx"} <= {path.name for path in (tmp_path / "other").iterdir()}
    assert differing(tmp_path / "one", tmp_path / "other") == []


def test_two_processes_give_the_same_bytes_as_one(small):
    study = load_study(small / "study.toml")
    run_study(study, small / "two", jobs=2, size=8)
    assert differing(small / "results", small / "two") == []


CODE = """
import sys
import discourse as dc
dc.map_corpus({texts!r}, {study!r}, {out!r}, size=2)
"""


def call(folder: Path, out: Path, **environment: str) -> subprocess.Popen:
    code = CODE.format(texts=str(folder / "texts"), study=str(folder / "study.toml"), out=str(out))
    return subprocess.Popen([sys.executable, "-c", code], env=os.environ | environment)


def test_neither_the_seed_of_hashes_nor_the_order_of_files_makes_a_difference(tmp_path):
    frame = texts(6)
    orders = {"0": frame, "1": frame.iloc[::-1], "2": frame}
    for seed, ordered in orders.items():
        make_study(tmp_path / seed / "study", ordered, SMALL, files=True)
        metadata = frame.drop(columns="text")
        metadata.to_csv(tmp_path / seed / "study" / "texts" / "metadata.csv", index=False)
        assert call(tmp_path / seed / "study", tmp_path / seed / "out", PYTHONHASHSEED=seed).wait() == 0
    assert differing(tmp_path / "0" / "out", tmp_path / "1" / "out") == []
    assert differing(tmp_path / "0" / "out", tmp_path / "2" / "out") == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_run_that_was_killed_goes_on_where_it_was(small):
    out = small / "killed"
    process = call(small, out)
    while len(found := list(out.glob(".parts/found-*"))) < 3 and process.poll() is None:
        time.sleep(0.01)
    process.kill()
    process.wait()
    before = {path: path.stat().st_mtime_ns for path in found}
    dc.map_corpus(small / "texts", small / "study.toml", out, size=2)
    assert differing(small / "results", out) == []
    assert before == {path: path.stat().st_mtime_ns for path in found}, "what was made is not made again"
    assert not list(out.glob(".parts/.*")), "what was half made is gone"
