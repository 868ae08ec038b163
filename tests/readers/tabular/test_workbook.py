"""Excel workbooks."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook
from reading import doubts, read, reasons, write


def book(**sheets: list[list]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def test_a_sheet_is_a_table(tmp_path):
    rows = [
        ["doc_id", " text ", "year", "zip", "date"],
        [7, "Tea.", 2018, "007", datetime(2018, 4, 3)],
        [],
        [8, "Jam.", None, "012", datetime(2018, 4, 4)],
        [9, None, 2019, "1", None],
    ]
    documents, rejected = read(write(tmp_path, {"a.xlsx": book(One=rows)}))
    assert documents[["doc_id", "text", "zip"]].values.tolist() == [["7", "Tea.", "007"], ["8", "Jam.", "012"]]
    assert documents["year"].fillna(0).tolist() == [2018, 0]
    assert documents["date"].dt.strftime("%d.%m.%Y").tolist() == ["03.04.2018", "04.04.2018"]
    assert rejected.values.tolist() == [["a.xlsx:4", "9", "no text"]]


def test_the_sheet_with_the_texts_is_read_and_the_others_are_told(tmp_path):
    raw = book(Notes=[["note"], ["by Ada"]], Texts=[["text"], ["Tea."]], Empty=[])
    root = write(tmp_path, {"a.xlsx": raw})
    assert read(root)[0][["doc_id", "text"]].values.tolist() == [["a.xlsx:1", "Tea."]]
    assert [(kind, why) for _, kind, why in doubts(root)] == [
        ("rows", "only the sheet 'Texts' is read, and not 'Notes'; save each sheet that you need as a separate file")
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (book(One=[["a", "b"], [1, 2]]), "no column 'text'; the columns are 'a', 'b'"),
        (book(One=[]), "no rows"),
        (b"PK\x03\x04 broken", "not a readable Excel workbook: File is not a zip file"),
    ],
)
def test_workbooks_that_cannot_be_read(tmp_path, raw, reason):
    documents, rejected = read(write(tmp_path, {"a.xlsx": raw, "b.txt": "Tea."}))
    assert documents["doc_id"].tolist() == ["b"]
    assert reasons(rejected) == {"a.xlsx": reason}


def test_a_workbook_of_docvars_is_told_where_they_are_read_from(tmp_path):
    raw = book(One=[["file", "date"], ["b.txt", "2018-01-01"]])
    _, rejected = read(write(tmp_path, {"metadata.xlsx": raw, "b.txt": "Tea.", "~$metadata.xlsx": "Ada"}))
    reason = "no column 'text'; the columns are 'file', 'date'; for other files, docvars are read from metadata.csv"
    assert reasons(rejected) == {"metadata.xlsx": reason}


def test_a_workbook_that_unpacks_to_too_much(tmp_path):
    raw = book(One=[["text"], *[["Tea. " * 2000]] * 50])
    _, rejected = read(write(tmp_path, {"a.xlsx": raw}), max_bytes=20_000)
    assert reasons(rejected)["a.xlsx"].startswith("more than 20,000 bytes when unpacked")


def whys(root) -> list[str]:
    return [why for _, kind, why in doubts(root) if kind == "rows"]


def test_lines_above_the_header_are_no_texts_and_are_told(tmp_path):
    rows = [["Articles of 2018"], [], ["ID", "Text"], [7, "Tea."]]
    root = write(tmp_path, {"a.xlsx": book(One=rows)})
    assert read(root)[0][["doc_id", "text"]].values.tolist() == [["7", "Tea."]]
    assert whys(root) == ["the header is row 3; the lines above it are not read: 'Articles of 2018'"]


def test_formulas_without_a_value_and_errors_are_no_values(tmp_path):
    rows = [["text", "n"], ["Tea.", "=1+1"], ["#N/A", 3]]
    root = write(tmp_path, {"a.xlsx": book(One=rows)})
    documents, rejected = read(root)
    assert documents["n"].isna().tolist() == [True]
    assert rejected["reason"].tolist() == ["no text"]
    assert whys(root) == ["1 formulas have no value (B2); open the workbook in Excel and save it again"]


def test_merged_cells_are_told_but_for_a_title(tmp_path):
    made = load_workbook(io.BytesIO(book(One=[["Title", None], ["year", "text"], [2018, "Tea."], [None, "Jam."]])))
    made["One"].merge_cells("A1:B1")
    made["One"].merge_cells("A3:A4")
    packed = io.BytesIO()
    made.save(packed)
    told = whys(write(tmp_path, {"a.xlsx": packed.getvalue()}))
    assert told[1:] == ["only the first of merged cells has the value (A3:A4); unmerge them and fill it down"]


def test_numbers_that_excel_rounds_are_told(tmp_path):
    root = write(tmp_path, {"a.xlsx": book(One=[["text", "tweet"], ["Tea.", 1234567890123456789]])})
    assert [why.partition(",")[0] for why in whys(root)] == ["Excel keeps 15 digits of a number"]
    assert "'tweet'" in whys(root)[0]
