"""The spreadsheet of ProQuest: a row an article, with full text or with an abstract."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.proquest.table import is_export, read

TEXT = "The mayor of Quell read the report aloud.\n\nThen he asked who had written it."
ROW = {
    "Title": "A report",
    "Abstract": "A mayor asks.",
    "StoreId": "3100000001",
    "ArticleType": "Commentary",
    "Authors": "Marr, Ida; Pell, Jon",
    "language": "English",
    "pages": "A6",
    "pubdate": "Mar 4, 2031",
    "pubtitle": "Quell Gazette",
    "DocumentURL": "https://example.org/docview/3100000001",
}


def workbook(*rows: dict) -> bytes:
    book = Workbook()
    names = list(dict.fromkeys(name for row in rows for name in row))
    book.active.append(names)
    for row in rows:
        book.active.append([row.get(name) for name in names])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def table(*rows: dict, separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    ("form", "write"), [("xlsx", workbook), ("csv", table), ("csv", lambda *rows: table(*rows, separator=";"))]
)
@pytest.mark.parametrize("column", ["Full text", "FullText", "fulltext"])
def test_full_texts_are_read_and_abstracts_are_standfirsts(form, write, column):
    contents = write(ROW | {column: TEXT}, ROW | {column: TEXT, "Title": "Two", "Authors": ""})
    assert is_export(contents, form)
    found = read(contents, form, max_bytes=10**6)
    assert [(role, text) for text, role in found.articles[0].paragraphs] == [
        ("title", "A report"),
        ("standfirst", "A mayor asks."),
        (None, "The mayor of Quell read the report aloud."),
        (None, "Then he asked who had written it."),
    ]
    assert found.articles[0].docvars == {
        "title": "A report",
        "author": "Ida Marr; Jon Pell",
        "date": "2031-03-04",
        "outlet": "Quell Gazette",
        "page": "A6",
        "language": "English",
        "url": "https://example.org/docview/3100000001",
        "export": f"ProQuest {form.upper()}",
        "export_id": "3100000001",
    }
    assert [piece.n for piece in found.articles] == [1, 2] and "author" not in found.articles[1].docvars
    assert found.rejected == [] and found.doubts == []


def test_abstracts_are_read_for_want_of_full_texts_and_told():
    found = read(workbook(ROW, ROW | {"Abstract": None}), "xlsx", max_bytes=10**6)
    assert [(role, text) for text, role in found.articles[0].paragraphs] == [
        ("title", "A report"),
        (None, "A mayor asks."),
    ]
    assert found.rejected == [(2, "no text")]
    assert found.doubts == [
        (
            "cut",
            "this spreadsheet of ProQuest has no column of full texts, and its column 'Abstract' is read, which may be "
            "a summary; the export as text has full texts",
        )
    ]


def test_cells_that_are_no_text():
    row = ROW | {"StoreId": 3100000001, "pages": 14.0, "pubdate": datetime(2031, 3, 4)}
    docvars = read(workbook(row), "xlsx", max_bytes=10**6).articles[0].docvars
    assert (docvars["export_id"], docvars["page"], docvars["date"]) == ("3100000001", "14", "2031-03-04")


def test_another_table_is_none():
    for row in (
        {"Title": "Tea", "Abstract": "Good.", "language": "English"},
        {"text": "On pubtitle, pubdate and StoreId."},
    ):
        assert not is_export(workbook(row), "xlsx") and not is_export(table(row), "csv")
    assert not is_export(b"PK\x03\x04 no workbook", "xlsx") and not is_export(b"pubtitle", "csv")


def test_a_spreadsheet_without_either_is_refused():
    with pytest.raises(Unreadable, match=r"^a spreadsheet of ProQuest with neither full texts nor abstracts$"):
        read(table({name: value for name, value in ROW.items() if name != "Abstract"}), "csv", max_bytes=10**6)


def test_a_workbook_beyond_the_limit_is_refused():
    with pytest.raises(Unreadable, match=r"^more than 100 bytes when unpacked"):
        read(workbook(ROW), "xlsx", max_bytes=100)
