"""CSV that a spreadsheet opens well, and runs nothing of."""

from __future__ import annotations

import pandas as pd
import pytest
from studies import make_study

from discourse.study.forms.cells import harmless, harmless_table, write_spreadsheet
from discourse.study.run import run_study
from discourse.study.verify import verify_results


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-SUM(A1)", "@SUM", "\t=1", " =1", "＝1", "\rx"]
)
def test_what_a_spreadsheet_would_run_is_a_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+49", "-0.25", "war", "it = he", "", "’tis"])
def test_numbers_and_words_stay(text):
    assert harmless(text) == text


def test_headers_and_categories_are_defused_and_numbers_are_not():
    table = pd.DataFrame({"=a": pd.Categorical(["=b", "c"]), "n": [-1, 2], "x": ["@d", None]})
    found = harmless_table(table)
    assert found.columns.tolist() == ["'=a", "n", "x"]
    assert found["'=a"].tolist() == ["'=b", "c"]
    assert found["n"].tolist() == [-1, 2]
    assert found["x"].tolist()[0] == "'@d"
    assert found["x"].isna().tolist() == [False, True]


def test_a_file_has_a_mark_quoted_texts_and_rounded_numbers(tmp_path):
    table = pd.DataFrame(
        {"name": ["Łódź; =1", "=1"], "rate": [1.23456, 2.0], "day": pd.to_datetime(["2018-07-16", None])}
    )
    write_spreadsheet(table, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        '\ufeff"name","rate","day"\n"Łódź; =1",1.23,"2018-07-16"\n"\'=1",2.0,""\n'
    )


def test_a_study_asks_for_it_and_keeps_whole_numbers_in_parquet(tmp_path):
    run_study(make_study(tmp_path, "[output]\nspreadsheet = true"), tmp_path / "out", only=["named"])
    tables = tmp_path / "out" / "tables"
    # Of the eighteen words, Freedonia is named by two and Sylvania by two: 111.111... of a thousand.
    exact = pd.read_parquet(tables / "named.parquet")
    assert exact["rate"].round(3).tolist() == [111.111, 111.111]
    lines = (tables / "named.csv").read_text(encoding="utf8").splitlines()
    assert lines[0].startswith('\ufeff"actor","n",')
    assert lines[1].startswith('"Freedonia",2,18,2,111.0,')
    assert verify_results(tmp_path / "out")["same"].all()
