"""CSV and TSV: lines of fields between commas, semicolons or tabs.

The separator is the one with which the header has the wanted column. pandas reads the table; only when it
stops at a row with more fields than the header has is the table gone through row by row, and such rows are
set apart.
"""

from __future__ import annotations

import csv
import io
import itertools
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd

from discourse.readers.encoding import Unreadable, decode
from discourse.readers.plain import MAX_DOCVARS
from discourse.readers.tabular import Rows, check_width, finish, id_column, need_text, with_columns

# Characters within which the header and the first row are looked at.
_HEAD = 10_000_000
# What pandas takes for a missing value, here in docvars only.
_MISSING = [
    *(
        "",
        "#N/A",
        "#N/A N/A",
        "#NA",
        "-1.#IND",
        "-1.#QNAN",
        "-NaN",
        "-nan",
        "1.#IND",
        "1.#QNAN",
        "<NA>",
        "N/A",
    ),
    *("NA", "NULL", "NaN", "None", "n/a", "nan", "null"),
]


def read_csv(raw: bytes, *, text: str, doc_id: str | None = None, first: str = ",") -> Rows:
    """Rows of `documents` from a table in CSV, separated by commas, semicolons or tabs.

    Parameters
    ----------
    raw : bytes
        The table, with a header line.
    text, doc_id : str
        Columns that hold the text and, if any, the id; without it `doc_id`, else `id`.
    first : str
        The separator that is assumed where the header does not tell.

    Returns
    -------
    tuple
        See `Rows`. A row with more fields than the header is left out.

    Raises
    ------
    Unreadable
        If the file cannot be decoded, has no column `text` or no rows, or a quotation mark is never closed.

    Examples
    --------
    >>> frame, rows, bad = read_csv(b"doc_id;text\\n7;NA\\n8;\\n", text="text")
    >>> frame.to_dict("records"), rows.tolist(), bad
    ([{'doc_id': '7', 'text': 'NA', 'encoding': 'utf-8'}], [1], [(2, 'no text')])
    """
    table, encoding, _ = decode(raw)
    header, separator = _read_header(table, text, first)
    need_text(header, text)
    name = id_column(header, doc_id)
    verbatim = [text, *([name] if name else [])]
    body, rows, bad = _read_records(table, header, separator, verbatim)
    body = body if "encoding" in body else with_columns(body, {"encoding": encoding})
    return finish(body, rows, bad, text, name)


def read_docvars(raw: bytes) -> pd.DataFrame:
    """The table of a `metadata.csv`: ids and file names as text, all other columns as pandas reads them."""
    table = decode(raw).text
    header, separator = _read_header(table, "doc_id", ",")
    names = [name for name in header if name in ("doc_id", "id", "file", "filename", "file_name", "name")]
    body, _, bad = _read_records(table, header, separator, names)
    if bad:
        row, reason = bad[0]
        raise Unreadable(f"row {row}: {reason}")
    return body


def _read_header(table: str, wanted: str, first: str) -> tuple[list[str], str]:
    """The column names, and the separator that gives the wanted column, else the most columns."""
    best: tuple[list[str], str] = ([], first)
    for separator in dict.fromkeys((first, ",", ";", "\t")):
        with _records(table[:_HEAD], separator) as records:
            header = next(records, [])
        if (wanted in header, len(header)) > (wanted in best[0], len(best[0])):
            best = (header, separator)
    check_width(len(best[0]))
    return best


@contextmanager
def _records(table: str, separator: str) -> Iterator[Iterator[list[str]]]:
    """The records of a table that are not empty, with fields of any length."""
    limit = csv.field_size_limit(sys.maxsize)
    try:
        yield filter(None, csv.reader(io.StringIO(table, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(limit)


def _is_wide(table: str, separator: str) -> bool:
    """Whether the first row has so many fields that pandas, which makes a column of each, would take too long."""
    with _records(table[:_HEAD], separator) as records:
        return len(next(itertools.islice(records, 1, None), [])) > MAX_DOCVARS


def _read_records(table: str, header: list[str], separator: str, verbatim: list[str]) -> Rows:
    options: dict[str, Any] = {
        "sep": separator,
        "index_col": False,
        "low_memory": False,
        "encoding": "utf-8-sig",
        "dtype": dict.fromkeys(verbatim, "str"),
        "keep_default_na": False,
        "na_values": {column: _MISSING for column in header if column not in verbatim},
    }
    bad: list[tuple[int, str]] = []
    rows = None
    if _is_wide(table, separator):
        table, rows, bad = _leave_out_long(table, separator)
    with warnings.catch_warnings():
        # Rows longer than the header lose their end with a warning: that is an error here.
        warnings.simplefilter("error", pd.errors.ParserWarning)
        try:
            frame = pd.read_csv(io.BytesIO(table.encode()), **options)
        except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
            if "EOF inside string" in str(error):
                raise Unreadable("a quotation mark is opened and never closed") from error
            table, rows, bad = _leave_out_long(table, separator)
            frame = pd.read_csv(io.BytesIO(table.encode()), **options)
        except pd.errors.EmptyDataError:
            raise Unreadable("no rows") from None
    if frame.empty and not bad:
        raise Unreadable("no rows")
    return frame, np.arange(1, len(frame) + 1) if rows is None else rows, bad


def _leave_out_long(table: str, separator: str) -> tuple[str, np.ndarray, list[tuple[int, str]]]:
    """The table without the rows that have more fields than its header, which pandas will not read."""
    with _records(table, separator) as read:
        records = list(read)
    width = len(records[0])
    rows, bad = [], []
    for row, record in enumerate(records[1:], start=1):
        if any(record[width:]):
            bad.append((row, f"{len(record)} fields where the header has {width}"))
        else:
            rows.append(row)
    kept = io.StringIO(newline="")
    csv.writer(kept, delimiter=separator, lineterminator="\n").writerows(
        record[:width] for record in (records[0], *(records[row] for row in rows))
    )
    return kept.getvalue(), np.array(rows, dtype=int), bad
