"""The tables of a study in one file of Word or Excel."""

from __future__ import annotations

import datetime
import time
import zipfile

import numpy as np
import pandas as pd
import pytest
from studies import make_study

import discourse.study.run
from discourse.study.forms.office import MOST_ROWS, Shown, write_word, write_workbook
from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study
from discourse.study.verify import verify_results

TABLE = pd.DataFrame(
    {
        "actor": ["Russia", "=cmd|' /C calc'!A0", "a\x01b"],
        "n": [1234, 3, 0],
        "rate": [21.5123, 3.25, np.nan],
        "low": [1.0, 0.2, np.nan],
        "high": [30.0, 5.0, np.nan],
        "few": [True, False, True],
        "day": pd.to_datetime(["2018-07-16", None, "2019-01-01"]),
    }
)
TABLES = [Shown("a" * 40, "Who is named", TABLE), Shown("A" * 40, "Nobody", TABLE.head(0), "nobody is named")]


def test_a_workbook_has_a_sheet_a_table_with_numbers_as_numbers(tmp_path):
    from openpyxl import load_workbook

    write_workbook(TABLES, tmp_path / "t.xlsx", title="Two states")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["contents", "a" * 31, "A" * 29 + "_2"]
    rows = list(book["a" * 31].iter_rows(values_only=True))
    assert rows[0] == tuple(TABLE.columns)
    assert rows[1] == ("Russia", 1234, 21.5123, 1, 30, True, datetime.datetime(2018, 7, 16))
    assert rows[3] == ("a␁b", 0, None, None, None, True, datetime.datetime(2019, 1, 1))
    risky = book["a" * 31]["A3"]
    assert (risky.value, risky.data_type, risky.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert book["a" * 31]["C2"].number_format == "0.0", "21.5, where a middling rate has three figures"
    assert list(book["contents"].iter_rows(min_row=2, values_only=True))[1] == ("A" * 29 + "_2", "Nobody", 0)


def test_a_word_file_has_real_tables_with_captions(tmp_path):
    docx = pytest.importorskip("docx", reason="needs the extra office")
    long = pd.DataFrame({"word": [f"w{n}" for n in range(MOST_ROWS + 5)], "n": range(MOST_ROWS + 5)})
    write_word([*TABLES, Shown("words", "Words", long)], tmp_path / "t.docx", title="Two states")
    document = docx.Document(tmp_path / "t.docx")
    first, last = document.tables
    assert [cell.text for cell in first.rows[0].cells] == list(TABLE.columns)
    assert [cell.text for cell in first.rows[1].cells] == [
        "Russia",
        "1,234",
        "21.5",
        "1.0",
        "30.0",
        "yes",
        "2018-07-16",
    ]
    assert len(last.rows) == MOST_ROWS + 1
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "Table 1. Who is named." in said
    assert "Note. Intervals (low, high) are 95 % intervals over documents." in said
    assert "No rows: nobody is named." in said
    assert f"Note. The first {MOST_ROWS} of {MOST_ROWS + 5} rows; tables/words.csv has all." in said


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_file_has_no_time_of_day_in_it(tmp_path, monkeypatch, form):
    pytest.importorskip("docx", reason="needs the extra office")
    write = {"docx": write_word, "xlsx": write_workbook}[form]
    write(TABLES, tmp_path / "1", title="Two states")
    later = time.localtime(time.time() + 10_000)
    monkeypatch.setattr(zipfile.time, "localtime", lambda *_: later)
    write(TABLES, tmp_path / "2", title="Two states")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    with zipfile.ZipFile(tmp_path / "1") as packed:
        assert b"dcterms:created" not in packed.read("docProps/core.xml")
        assert b"dcterms:modified" not in packed.read("docProps/core.xml")
        assert b"Two states" in packed.read("docProps/core.xml")


def test_a_study_asks_for_them_and_verify_compares_them(tmp_path):
    pytest.importorskip("docx", reason="needs the extra office")
    run_study(make_study(tmp_path, '[output]\ntables = ["docx", "xlsx"]'), tmp_path / "out")
    table = verify_results(tmp_path / "out")
    assert table["same"].all()
    assert table.loc[table["kind"] == "file", "name"].tolist() == ["tables.docx", "tables.xlsx"]
    with (tmp_path / "out" / "tables.docx").open("ab") as file:
        file.write(b" ")
    assert verify_results(tmp_path / "out").query("not same")["name"].tolist() == ["tables.docx"]


def test_what_a_study_cannot_ask_for(tmp_path, monkeypatch):
    study = make_study(tmp_path, '[output]\ntables = ["docx"]')
    monkeypatch.setattr(discourse.study.run, "find_spec", lambda name: None)
    with pytest.raises(StudyError) as raised:
        run_study(study, tmp_path / "out")
    assert str(raised.value) == (
        f"{study.path}, [output] tables: docx needs the package python-docx, which is not installed: "
        "pip install 'discourse-toolkit[office]'"
    )
    for said, message in (
        ('tables = ["pdf"]', r"\[output\] tables is 'pdf'; choose one of 'docx', 'xlsx'"),
        ('tables = ["docx", "docx"]', r"name each form once"),
        ("text = false", r"there is no key 'text'; valid are tables, spreadsheet, texts"),
    ):
        study.path.write_text(f'[corpus]\npath = "texts"\n[output]\n{said}')
        with pytest.raises(StudyError, match=message):
            load_study(study.path)
