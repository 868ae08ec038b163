"""Excel workbooks: the first sheet that has the column of texts is a table with one text a row.

openpyxl reads the cells as they were last saved; formulas are not worked out. What a reader of the sheet sees and the
table has not is told: other sheets, lines above the header, formulas without a value, merged cells, rounded numbers.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import pandas as pd

from discourse.readers.encoding import MAX_BYTES, Unreadable, check_size
from discourse.readers.plain import MAX_DOCVARS
from discourse.readers.tabular import Rows, finish, id_column, known_names, need_text

# A title and some notes may stand above the header.
_MOST_ABOVE = 20
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_DIGITS = 15  # Excel writes zeros for what a number has more


def read_xlsx(raw: bytes, *, text: str, doc_id: str | None = None, max_bytes: int = MAX_BYTES) -> Rows:
    """Rows of `documents` from a workbook of at most `max_bytes` unpacked; otherwise as `read_csv`."""
    from openpyxl import load_workbook

    if raw[:2] != b"PK":
        raise Unreadable("not a readable Excel workbook: File is not a zip file")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            check_size(sum(part.file_size for part in packed.infolist()), max_bytes, " when unpacked")
            odd = any(_has_more(packed.read(part)) for part in packed.infolist() if "/worksheets/" in part.filename)
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = {sheet.title: _cells(sheet, [text, *([doc_id] if doc_id else [])]) for sheet in book.worksheets}
        whole = load_workbook(io.BytesIO(raw)) if odd else None
    except (Unreadable, ImportError):
        raise
    except Exception as error:  # what is damaged in the file decides what kind of error openpyxl raises
        raise Unreadable(f"not a readable Excel workbook: {error}") from error
    sheets = {title: found for title, found in sheets.items() if found[0]}
    if not sheets:
        raise Unreadable("no rows")
    chosen = next((title for title, (cells, _) in sheets.items() if text in cells[0]), next(iter(sheets)))
    (header, *body), above = sheets.pop(chosen)
    need_text([name for name in header if name], text)
    places = [n for n, name in enumerate(header) if name]
    # A cell is what it is: 7, 7.5, a date, or text.
    frame = pd.DataFrame([[row[n] for n in places] for row in body], columns=[header[n] for n in places], dtype=object)
    rounded = _doubt_numbers(frame)
    frame[text] = frame[text].map(str, na_action="ignore")
    rows = np.arange(1, len(frame) + 1)
    filled = frame.notna().any(axis=1).to_numpy()
    found = finish(frame[filled].reset_index(drop=True), rows[filled], [], text, id_column(list(frame), doc_id))
    doubts = [*_doubt_others(chosen, list(sheets)), *_doubt_above(above), *rounded]
    doubts += _doubt_cells(whole[chosen], body, len(above) + 2) if whole else []
    return found._replace(doubts=[*found.doubts, *((0, "rows", why) for why in doubts)])


def _cells(sheet: Any, wanted: list[str]) -> tuple[list[list], list[list]]:
    """The rows of a sheet from its header to the last that holds anything, with names as text, and those above it.

    The header is the first row that has the wanted columns, if it is one of the first, else the first that holds
    anything.
    """
    if (sheet.max_column or 0) > MAX_DOCVARS:
        raise Unreadable(f"a table of more than {MAX_DOCVARS:,} columns; leave out those that are not needed")
    rows = [[None if cell in _ERRORS else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    if not rows:
        return [], []
    headers = [_names(row, wanted) for row in rows[:_MOST_ABOVE]]
    first = next((n for n, row in enumerate(rows) if any(cell is not None for cell in row)), 0)
    n = next((n for n, names in enumerate(headers) if wanted[0] in names), first)
    header = _names(rows[n], wanted)
    return [header, *(row + [None] * (len(header) - len(row)) for row in rows[n + 1 :])], rows[:n]


def _names(row: list, wanted: list[str]) -> list[str]:
    return known_names(["" if name is None else str(name).strip() for name in row], wanted)


def _has_more(sheet: bytes) -> bool:
    """Whether the XML of a sheet has formulas or merged cells."""
    return any(tag in sheet for tag in (b"<f>", b"<f ", b"<f/>", b"<mergeCell "))


def _doubt_others(chosen: str, others: list[str]) -> list[str]:
    named = ", ".join(map(repr, others))
    why = f"only the sheet {chosen!r} is read, and not {named}; save each sheet that you need as a separate file"
    return [why] if others else []


def _doubt_above(above: list[list]) -> list[str]:
    said = [str(cell) for row in above for cell in row if cell is not None]
    return [f"the header is row {len(above) + 1}; the lines above it are not read: {said[0]!r}"] if said else []


def _doubt_numbers(frame: pd.DataFrame) -> list[str]:
    """A doubt for each column with whole numbers of more digits than Excel keeps."""
    doubts = []
    for name in frame.columns.unique():
        cells = frame[[name]].to_numpy().ravel()
        large = [cell for cell in cells if isinstance(cell, int | float) and abs(cell) >= 10**_DIGITS]
        if large:
            doubts.append(
                f"Excel keeps {_DIGITS} digits of a number, and {name!r} has longer numbers, such as {large[0]!r}; "
                "export them as text from the original program"
            )
    return doubts


def _doubt_cells(sheet: Any, body: list[list], first: int) -> list[str]:
    """Doubts about formulas that have no value, and merged cells, from row `first` on."""
    lost = [
        cell.coordinate
        for row, values in zip(sheet.iter_rows(min_row=first), body, strict=False)
        for cell, value in zip(row, values, strict=False)
        if cell.data_type == "f" and value is None
    ]
    merged = [span.coord for span in sheet.merged_cells.ranges if span.max_row > max(span.min_row, first - 1)]
    doubts = []
    if lost:
        doubts.append(f"{len(lost)} formulas have no value ({lost[0]}); open the workbook in Excel and save it again")
    if merged:
        doubts.append(f"only the first of merged cells has the value ({merged[0]}); unmerge them and fill it down")
    return doubts
