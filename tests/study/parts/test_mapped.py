"""map_corpus: parts that are listed, what is made again, and what is told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from parted import SMALL, differing, make_study, texts

import discourse as dc
from discourse.study.load import StudyError
from discourse.study.run import run_study


def write_parts(folder: Path, frame: pd.DataFrame) -> list[Path]:
    """The texts as three files of Parquet."""
    parts = []
    for number, low in enumerate(range(0, len(frame), 3)):
        parts.append(folder / f"part-{number}.parquet")
        frame.iloc[low : low + 3].to_parquet(parts[-1], index=False)
    return parts


def folders(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (out / ".parts").iterdir()}


def test_a_part_that_has_changed_is_done_again_and_no_other(tmp_path):
    frame = texts(9)
    make_study(tmp_path, frame, SMALL)
    (tmp_path / "texts" / "texts.csv").unlink()
    parts = write_parts(tmp_path / "texts", frame)
    assert dc.map_corpus(parts, tmp_path / "study.toml", tmp_path / "out") == tmp_path / "out"
    first = folders(tmp_path / "out")
    dc.map_corpus(parts, tmp_path / "study.toml", tmp_path / "out")
    assert folders(tmp_path / "out") == first
    frame.loc[4, "text"] = "Nothing may come of it."
    write_parts(tmp_path / "texts", frame)[1]
    stamp = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / ".parts").iterdir()}
    dc.map_corpus(parts, tmp_path / "study.toml", tmp_path / "out")
    after = folders(tmp_path / "out")
    assert len(after.keys() - stamp.keys()) == 3  # what was dealt of one file, its texts, and what was found in them
    assert len(stamp.keys() - after.keys()) == 3  # what they stand for is removed
    assert all(after[name] == stamp[name] for name in after.keys() & stamp.keys())
    documents = pd.read_parquet(tmp_path / "out" / "tables" / "documents.parquet")
    assert documents["doc_id"].tolist() == frame["doc_id"].tolist()
    run_study_of_whole = run_study(dc_study(tmp_path), tmp_path / "whole")
    assert run_study_of_whole.out == tmp_path / "whole"
    assert differing(tmp_path / "whole", tmp_path / "out") == []


def dc_study(folder: Path):
    from discourse.study.load import load_study

    return load_study(folder / "study.toml")


def test_a_doc_id_of_two_parts_is_told(tmp_path):
    frame = texts(6)
    make_study(tmp_path, frame, SMALL)
    one, two = write_parts(tmp_path / "texts", frame)
    frame.assign(doc_id=["t000", "y1", "y2", "y3", "y4", "y5"]).iloc[:3].to_parquet(two, index=False)
    told = r"doc_id 't000' is in two parts \(part-0.parquet, part-1.parquet\), and 2 documents share their doc_id"
    with pytest.raises(StudyError, match=told):
        dc.map_corpus([one, two], tmp_path / "study.toml", tmp_path / "out")
    assert not (tmp_path / "out" / "tables").exists()


def test_what_cannot_be_done_by_parts_is_told(tmp_path):
    study = make_study(tmp_path, texts(3), SMALL)
    with pytest.raises(ValueError, match="parts is empty; give a folder of texts, or the files and folders"):
        dc.map_corpus([], study.path, tmp_path / "out")
    with pytest.raises(StudyError, match=r"no file or folder '.*gone'; give the paths of the parts"):
        dc.map_corpus([tmp_path / "gone"], study.path, tmp_path / "out")
    with pytest.raises(ValueError, match="size is 0; give a whole number of documents from 1 on"):
        dc.map_corpus(tmp_path / "texts", study.path, tmp_path / "out", size=0)
    xray = '[tables.lines]\nmeasure = "kwic"\nnode = "war"\n[figures.lines]\nplot = "dispersion"\n'
    (tmp_path / "study.toml").write_text(SMALL + xray)
    with pytest.raises(StudyError, match="asks for hand codes, a multiverse or an x-ray, which need all texts at once"):
        dc.map_corpus(tmp_path / "texts", study.path, tmp_path / "out")
