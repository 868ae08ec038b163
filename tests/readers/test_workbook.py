"""Excel workbooks."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook
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
        ("rows", "only the sheet 'Texts' is read, and not 'Notes'; save what is to be read as a file of its own")
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (book(One=[["a", "b"], [1, 2]]), "no column 'text'; the columns are 'a', 'b'"),
        (book(One=[]), "no rows"),
        (b"PK\x03\x04 broken", "no Excel workbook that can be read: File is not a zip file"),
    ],
)
def test_workbooks_that_cannot_be_read(tmp_path, raw, reason):
    documents, rejected = read(write(tmp_path, {"a.xlsx": raw, "b.txt": "Tea."}))
    assert documents["doc_id"].tolist() == ["b"]
    assert reasons(rejected) == {"a.xlsx": reason}


def test_a_workbook_that_unpacks_to_too_much(tmp_path):
    raw = book(One=[["text"], *[["Tea. " * 2000]] * 50])
    _, rejected = read(write(tmp_path, {"a.xlsx": raw}), max_bytes=20_000)
    assert reasons(rejected)["a.xlsx"].startswith("more than 20,000 bytes when unpacked")
