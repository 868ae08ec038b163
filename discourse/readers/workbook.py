"""Excel workbooks: the first sheet that has the column of texts is a table with one text a row.

openpyxl reads the cells as they were last saved; formulas are not worked out. Other sheets with anything in them are
told, as a reader would expect them to count.
"""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pandas as pd

from discourse.readers.encoding import MAX_BYTES, Unreadable, check_size
from discourse.readers.plain import MAX_DOCVARS
from discourse.readers.tabular import Rows, finish, id_column, need_text


def read_xlsx(raw: bytes, *, text: str, doc_id: str | None = None, max_bytes: int = MAX_BYTES) -> Rows:
    """Rows of `documents` from a workbook of at most `max_bytes` unpacked; otherwise as `read_csv`."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            check_size(sum(part.file_size for part in packed.infolist()), max_bytes, " when unpacked")
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = {sheet.title: _cells(sheet) for sheet in book.worksheets}
    except (Unreadable, ImportError):
        raise
    except Exception as error:  # what is damaged in the file decides what kind of error openpyxl raises
        raise Unreadable(f"no Excel workbook that can be read: {error}") from error
    sheets = {title: cells for title, cells in sheets.items() if cells}
    if not sheets:
        raise Unreadable("no rows")
    chosen = next((title for title, cells in sheets.items() if text in cells[0]), next(iter(sheets)))
    header, *body = sheets.pop(chosen)
    need_text([name for name in header if name], text)
    places = [n for n, name in enumerate(header) if name]
    # A cell is what it is: 7, 7.5, a date, or text.
    frame = pd.DataFrame([[row[n] for n in places] for row in body], columns=[header[n] for n in places], dtype=object)
    frame[text] = frame[text].map(str, na_action="ignore")
    rows = np.arange(1, len(frame) + 1)
    filled = frame.notna().any(axis=1).to_numpy()
    found = finish(frame[filled].reset_index(drop=True), rows[filled], [], text, id_column(list(frame), doc_id))
    others = ", ".join(map(repr, sheets))
    doubt = f"only the sheet {chosen!r} is read, and not {others}; save what is to be read as a file of its own"
    return found._replace(doubts=[(0, "rows", doubt)] if sheets else [])


def _cells(sheet) -> list[list]:
    """The rows of a sheet down to the last that holds anything, with the names of the header as text."""
    if (sheet.max_column or 0) > MAX_DOCVARS:
        raise Unreadable(f"a table of more than {MAX_DOCVARS:,} columns; leave out those that are not needed")
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    if rows:
        rows[0] = ["" if name is None else str(name).strip() for name in rows[0]]
        rows = [row + [None] * (len(rows[0]) - len(row)) for row in rows]
    return rows
