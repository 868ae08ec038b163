"""The start of hand coding: files that coders fill in, and lines that make the study of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from studies import CODED_TEXTS, make_study

from discourse.cli import main
from discourse.study.hand_codes.beginning import start_coding
from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study


@pytest.fixture
def texts(tmp_path, monkeypatch) -> Path:
    """A folder of twelve texts of two outlets, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    for name, text in CODED_TEXTS.items():
        Path("texts", name).write_text(text, encoding="utf8")
    lines = ["file,outlet", *(f"{name},{name[:5].capitalize()}" for name in CODED_TEXTS)]
    Path("texts", "metadata.csv").write_text("\n".join(lines))
    return Path("texts")


@pytest.mark.filterwarnings("ignore:fewer than 20 rows were coded")
def test_from_a_folder_of_texts_to_corrected_tables_by_the_command_line(texts, capsys):
    assert main(["new", "texts", "--code"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert f"36 sentences drawn. Written: {texts / 'anna.csv'}, {texts / 'ben.csv'}" in said
    first = said.index(f"  put these lines into {texts / 'study.toml'}:") + 1
    assert said[-1] == "  discourse run texts --out texts_results, and read Check and correct in its report"
    study = texts / "study.toml"
    study.write_text(study.read_text() + "\n".join(line.removeprefix("    ") for line in said[first:-1]))
    for name in ("anna", "ben"):
        rows = pd.read_csv(texts / f"{name}.csv")
        assert list(rows) == ["doc_id", "sentence_id", "start", "end", "text", "probability", "negative", "hedges"]
        bad = rows["text"].str.contains("bad")
        rows.assign(negative=bad.map({True: "yes", False: "no"}), hedges=bad.astype(int)).to_csv(
            texts / f"{name}.csv", index=False
        )
    assert main(["run", "texts", "--out", "texts_results", "--quiet"]) == 0
    tables = Path("texts_results", "tables")
    assert pd.read_csv(tables / "negative_by_outlet_corrected.csv")["mean"].tolist() == pytest.approx([4 / 18] * 2)
    assert pd.read_csv(tables / "hedges_by_outlet_corrected.csv")["rate"].tolist() == pytest.approx([4000 / 68] * 2)
    assert len(pd.read_csv(tables / "documents.csv")) == 12, "coded files are no texts"
    assert main(["verify", "texts_results", "--quiet"]) == 0


def test_what_the_study_asks_for_is_drawn_and_nothing_is_overwritten(tmp_path):
    study = make_study(tmp_path, '[coding]\nsample = { n = 4, seed = 3 }\nfiles = ["eva.csv"]\n')
    assert study.coded == ["eva.csv"]
    begun = start_coding(tmp_path)
    assert begun.written == [tmp_path / "eva.csv"]
    assert len(pd.read_csv(tmp_path / "eva.csv")) == 4
    assert not any(line.strip().startswith(("sample =", "files =", "[coding]")) for line in begun.next_steps)
    before = (tmp_path / "eva.csv").read_bytes()
    with pytest.raises(StudyError) as raised:
        start_coding(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / 'eva.csv'}: the sample already exists; fill it in, or move it away to draw a new one"
    )
    assert (tmp_path / "eva.csv").read_bytes() == before


def test_rows_of_the_evidence_are_drawn_as_a_run_draws_them(texts):
    assert main(["new", "texts", "--quiet"]) == 0
    path = texts / "study.toml"
    path.write_text(
        path.read_text() + '[coding]\nsample = { n = 2, seed = 1, units = "hedges" }\nfiles = ["eva.csv"]\n'
    )
    assert main(["new", "texts", "--code", "--quiet"]) == 0
    rows = pd.read_csv(texts / "eva.csv")
    assert rows["text"].tolist() == ["may", "may"]
    rows.assign(code="yes").to_csv(texts / "eva.csv", index=False)
    run_study(load_study(texts), "out", only=["hedges_by_category"])


def test_help_names_the_option(capsys):
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    assert "--code" in capsys.readouterr().out
