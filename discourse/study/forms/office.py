"""The tables of a study for a paper: one Word file with real tables, one workbook with a sheet a table.

Both hold what is shown, in the order of sizes; numbers in the workbook are numbers, whole, with the decimals in their
format. Texts are texts: no cell is a formula. The files have no date of their own, so that two runs give the same
bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from discourse.study.forms.decimals import decimals_of, say_number
from discourse.view.wording import say_all, showable

#: So many rows of a table stand in Word: more is no table that anybody reads.
MOST_ROWS = 200
_LONGEST_CELL, _LONGEST_NAME, _MOST_OF_SHEET = 32_000, 31, 1_048_575
_WIDE = 8  # more columns stand on a page that is turned
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
NEEDED = "{file} needs the package {package}, which is not installed: pip install 'discourse-toolkit[office]'"


@dataclass(frozen=True)
class Shown:
    """A table as it is shown: its name, what it holds, and its rows in order; why it has none."""

    name: str
    caption: str
    table: pd.DataFrame
    empty: str = ""


# --- Excel ----------------------------------------------------------------------------------------------------------


def write_workbook(tables: list[Shown], path: Path, *, title: str) -> None:
    """A workbook with a sheet a table, and a first sheet that says what each holds."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "", title
    names = _sheet_names([shown.name for shown in tables])
    listed = pd.DataFrame(
        {
            "sheet": names,
            "what it holds": [shown.caption for shown in tables],
            "rows": [len(shown.table) for shown in tables],
        }
    )
    _sheet(book, _contents_name(names), listed)
    for name, shown in zip(names, tables, strict=True):
        _sheet(book, name, shown.table)
    held = io.BytesIO()
    book.save(held)
    path.write_bytes(_without_dates(held.getvalue()))


def _sheet(book: Any, name: str, table: pd.DataFrame) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    table = table.head(_MOST_OF_SHEET)
    formats = {str(c): "0." + "0" * n if n else "0" for c, n in decimals_of(table).items()}
    columns = [list(_values(table.iloc[:, k])) for k in range(table.shape[1])]
    for k, (label, values) in enumerate(zip(table.columns, columns, strict=True), 1):
        longest = max([len(str(label)), *(len(str(v)) for v in values[:200] if not isinstance(v, float))])
        sheet.column_dimensions[get_column_letter(k)].width = min(max(longest + 2, 9), 60)
    sheet.freeze_panes = "A2"

    def cell(value: object, form: str | None = None) -> object:
        if value is None or (form is None and not isinstance(value, str | pd.Timestamp)):
            return value
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"  # never a formula
            made.quotePrefix = value[:1] in tuple("=+-@")
        made.number_format = "yyyy-mm-dd" if isinstance(value, pd.Timestamp) else form or "General"
        return made

    heads = [WriteOnlyCell(sheet, value=_text(str(label))) for label in table.columns]
    for head in heads:
        head.data_type, head.font = "s", Font(bold=True)
    sheet.append(heads)
    forms = [formats.get(str(label)) for label in table.columns]
    for row in zip(*columns, strict=True):
        sheet.append([cell(value, form) for value, form in zip(row, forms, strict=True)])


def _values(column: pd.Series) -> Iterator[object]:
    """Numbers, yes and no and dates as they are; all else as its text; nothing where a value is missing."""
    for value in column.astype("object").tolist():
        if not pd.api.types.is_scalar(value) or not pd.isna(value):
            if isinstance(value, bool | int | float):
                yield value
            elif isinstance(value, pd.Timestamp):
                yield value.tz_localize(None)
            else:
                yield _text(str(value))
        else:
            yield None


def _text(text: str) -> str:
    return showable(text)[:_LONGEST_CELL]


def _sheet_names(names: list[str]) -> list[str]:
    """Names that a workbook can have: at most 31 letters, no two alike but for capitals.

    >>> _sheet_names(["a" * 40, "A" * 40])
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA_2']
    """
    taken: set[str] = set()
    out = []
    for name in names:
        short, n = name[:_LONGEST_NAME], 1
        while short.lower() in taken:
            n += 1
            short = f"{name[: _LONGEST_NAME - len(str(n)) - 1]}_{n}"
        taken.add(short.lower())
        out.append(short)
    return out


def _contents_name(names: list[str]) -> str:
    return _sheet_names([*names, "contents"])[-1]


# --- Word -----------------------------------------------------------------------------------------------------------


def write_word(tables: list[Shown], path: Path, *, title: str) -> None:
    """A Word file with a table for each table of the study, ruled as journals do, with its caption above."""
    from docx import Document

    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = title
    document.add_heading(showable(title), level=1)
    wide = False
    for number, shown in enumerate(tables, 1):
        turned = shown.table.shape[1] > _WIDE
        if turned != wide:
            _turn(document)
            wide = turned
        _word_table(document, number, shown)
    held = io.BytesIO()
    document.save(held)
    path.write_bytes(_without_dates(held.getvalue()))


def _turn(document: Any) -> None:
    """A page on its side, or upright again."""
    from docx.enum.section import WD_ORIENT

    section = document.add_section()
    section.page_width, section.page_height = section.page_height, section.page_width
    upright = section.page_width < section.page_height
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE


def _word_table(document: Any, number: int, shown: Shown) -> None:
    from docx.shared import Pt

    caption = document.add_paragraph(style="Caption")
    caption.add_run(f"Table {number}. ").bold = True
    caption.add_run(showable(shown.caption) + ".")
    caption.paragraph_format.keep_with_next = True
    held = shown.table.head(MOST_ROWS)
    if not len(held):
        document.add_paragraph(f"No rows{': ' + shown.empty if shown.empty else ''}.")
        return
    columns, number_like = _as_texts(held, shown.table)
    table = document.add_table(rows=len(held) + 1, cols=held.shape[1])
    rows = [[showable(str(label)).replace("_", " ") for label in held.columns], *zip(*columns, strict=True)]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, right in zip(row.cells, texts, number_like, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.alignment = 2 if right else 0
            paragraph.add_run(text).font.size = Pt(8.5)
    _rule(table)
    notes = _notes(shown.table, len(held), shown.name)
    document.add_paragraph(notes).runs[0].font.size = Pt(8.5)


def _as_texts(held: pd.DataFrame, table: pd.DataFrame) -> tuple[list[list[str]], list[bool]]:
    """The cells of each column as texts, and whether they are numbers."""
    decimals = decimals_of(table)
    columns, number_like = [], []
    for k, label in enumerate(held.columns):
        values = held.iloc[:, k]
        number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        number_like.append(number)
        if label in decimals:
            columns.append([say_number(v, decimals[label]) for v in values.tolist()])
        elif number:
            columns.append(["" if pd.isna(v) else f"{v:,}" for v in values.tolist()])
        else:
            columns.append([text[:1000] for text in say_all(values)])
    return columns, number_like


def _notes(table: pd.DataFrame, held: int, name: str) -> str:
    said = ["Intervals (low, high) are 95 % intervals over documents."] if {"low", "high"} <= {*table.columns} else []
    if held < len(table):
        said.append(f"The first {held} of {len(table):,} rows; tables/{name}.csv has all.")
    return "Note. " + " ".join(said) if said else " "


def _rule(table: Any) -> None:
    """Lines above and below the table and under its head, which is said again on each page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    table.autofit = True
    line = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="000000"/>'
    borders = f"<w:tblBorders {nsdecls('w')}>{line.format('top', 8)}{line.format('bottom', 8)}</w:tblBorders>"
    table._tbl.tblPr.append(parse_xml(borders))
    head = table.rows[0]
    for cell in head.cells:
        under = f"<w:tcBorders {nsdecls('w')}>{line.format('bottom', 4)}</w:tcBorders>"
        cell._tc.get_or_add_tcPr().append(parse_xml(under))
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


# --- both -----------------------------------------------------------------------------------------------------------


def _without_dates(packed: bytes) -> bytes:
    """The ZIP with no time of day in it: not of its parts, and not of the document."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _DATES.sub(b"", part)
            entry = zipfile.ZipInfo(name, date_time=_NO_DATE)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            after.writestr(entry, part)
    return held.getvalue()
