"""CSV and TSV: lines of fields between commas, semicolons, tabs or bars.

The separator is the one that a first line `sep=;` states, else the one with which the header has the wanted column.
pandas reads the table as text, and `read_values` says what is a number; only when pandas stops at a row with more
fields than the header has is the table gone through row by row, and such rows are set apart.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd

from discourse.readers.encoding import Unreadable, decode
from discourse.readers.plain import MAX_DOCVARS
from discourse.readers.tabular import (
    Rows,
    about_bytes,
    check_width,
    finish,
    id_column,
    known_names,
    need_text,
    read_values,
    with_columns,
)

# Characters within which the header and the first row are looked at.
_HEAD = 10_000_000
_TOP = 100_000  # bytes in which a header ends
# The columns by which a table of docvars says what it is about.
_KEYS = ("doc_id", "id", "file", "filename", "file_name", "name")
#: What may part the fields, the usual first.
_SEPARATORS = (",", ";", "\t", "|")
# Excel writes the separator in a line of its own before the header.
_SAID = re.compile(r'"?sep=(.)"?[,;\t|]*\r?\n', re.IGNORECASE)


def read_csv(
    raw: bytes, *, text: str, doc_id: str | None = None, first: str = ",", encoding: str | None = None
) -> Rows:
    """Rows of `documents` from a table in CSV, separated by commas, semicolons, tabs or bars.

    Parameters
    ----------
    raw : bytes
        The table, with a header line.
    text, doc_id : str
        Columns that hold the text and, if any, the id; without it `doc_id`, else `id`.
    first : str
        The separator that is assumed where the header does not tell.
    encoding : str, optional
        The encoding, where the user states it.

    Returns
    -------
    Rows
        A row with more fields than the header is left out. A quotation mark that closes in the midst of a field is a
        doubt: it may have swallowed rows. So are rows with fewer fields than the header: a line end may have cut them.

    Raises
    ------
    Unreadable
        If the file cannot be decoded, has no column `text` or no rows, or a quotation mark is never closed.

    Examples
    --------
    >>> found = read_csv(b"doc_id;text\\n7;NA\\n8;\\n", text="text")
    >>> found.frame.to_dict("records"), found.rows.tolist(), found.bad, found.names
    ([{'doc_id': '7', 'text': 'NA', 'encoding': 'utf-8'}], [1], [(2, 'no text')], {2: '8'})
    """
    table, encoding, doubt = decode(raw, encoding=encoding)
    table, header, separator = _read_header(table, [text, *([doc_id] if doc_id else [])], first)
    need_text(header, text)
    name = id_column(header, doc_id)
    verbatim = [text, *([name] if name else [])]
    body, rows, bad = _read_records(table, header, separator, verbatim)
    body = body if "encoding" in body else with_columns(body, {"encoding": encoding})
    found = finish(body, rows, bad, text, name)
    return found._replace(doubts=[*about_bytes(doubt), *_doubt_rows(table, header, separator), *found.doubts])


def read_docvars(raw: bytes, *, encoding: str | None = None) -> pd.DataFrame:
    """The table of a `metadata.csv`: ids and file names as text, all other columns as what they are."""
    table = decode(raw, encoding=encoding).text
    table, header, separator = _read_header(table, _KEYS, ",")
    names = [name for name in header if name in _KEYS]
    body, _, bad = _read_records(table, header, separator, names)
    if bad:
        row, reason = bad[0]
        raise Unreadable(f"row {row}: {reason}")
    return body


def column_names(raw: bytes, *, encoding: str | None = None) -> list[str]:
    """The names in the header of a table; none where it cannot be read.

    Examples
    --------
    >>> column_names(b"title;url\\nTea;example.org\\n")
    ['title', 'url']
    """
    whole = len(raw) <= _TOP or raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    end = _TOP if whole else raw.rfind(b"\n", 0, _TOP) + 1  # not inside a sign
    try:
        head = decode(raw[:end], encoding=encoding).text
        return [name for name in _read_header(head, ("text",), ",")[1] if name]
    except (Unreadable, csv.Error):
        return []


def _read_header(table: str, wanted: Sequence[str], first: str) -> tuple[str, list[str], str]:
    """The table without a line that states the separator, the column names, and the separator.

    Where none is stated, it is the one that gives the first wanted column, else the most columns.
    """
    table = table.rstrip("\x1a")  # with which DOS ends a file
    stated = _SAID.match(table)
    if stated:
        table = table[stated.end() :]
    best: tuple[list[str], str] = ([], first)
    for separator in (stated[1],) if stated else dict.fromkeys((first, *_SEPARATORS)):
        with _records(table[:_HEAD], separator) as records:
            header = known_names([name.strip() for name in next(records, [])], wanted)
        if (wanted[0] in header, len(header)) > (wanted[0] in best[0], len(best[0])):
            best = (header, separator)
    check_width(len(best[0]))
    return table, *best


def _doubt_rows(table: str, header: list[str], separator: str) -> list[tuple[int, str, str]]:
    """A doubt where rows may have been swallowed or cut.

    A quotation mark that closes in the midst of a field may have held rows, and rows with fewer fields than the header
    may be parts of one.
    """
    width = max((place for place, name in enumerate(header, start=1) if name), default=0)
    limit, row = csv.field_size_limit(sys.maxsize), 0
    short = []
    try:
        for record in csv.reader(io.StringIO(table, newline=""), delimiter=separator, strict=True):
            if len(record) > 1 or "".join(record).strip():  # as pandas does, which passes over lines of blanks
                short += [row] if len(record) < width else []
                row += 1
    except csv.Error:
        return [
            (0, "rows", f"in row {max(row, 1)} a quotation mark closes in the middle of a field; rows may be missing")
        ]
    finally:
        csv.field_size_limit(limit)
    if not short:
        return []
    many = f"{len(short):,} rows have, the first of them row {short[0]}," if len(short) > 1 else f"row {short[0]} has"
    return [(0, "rows", f"{many} fewer fields than the header; a line break may have cut a text")]


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


def _read_records(
    table: str, header: list[str], separator: str, verbatim: list[str]
) -> tuple[pd.DataFrame, np.ndarray, list[tuple[int, str]]]:
    options: dict[str, Any] = {
        "sep": separator,
        "index_col": False,
        "low_memory": False,
        "encoding": "utf-8-sig",
        "dtype": "str",
        "keep_default_na": False,
        "skipinitialspace": _is_spaced(table, separator),
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
                raise Unreadable("a quotation mark opens and never closes") from error
            table, rows, bad = _leave_out_long(table, separator)
            frame = pd.read_csv(io.BytesIO(table.encode()), **options)
        except pd.errors.EmptyDataError:
            raise Unreadable("no rows") from None
    if frame.empty and not bad:
        raise Unreadable("no rows")
    # A name that stands twice is told by `finish`; pandas has numbered the second.
    frame = frame.set_axis(known_names(list(frame.columns.str.strip()), verbatim), axis=1)
    if frame.columns.is_unique:
        frame = with_columns(frame, {c: read_values(frame[c]) for c in frame.columns if c not in verbatim})
    return frame, np.arange(1, len(frame) + 1) if rows is None else rows, bad


def _is_spaced(table: str, separator: str) -> bool:
    """Does a blank follow each separator of the header (`doc_id, text`)?"""
    names = table[: table.find("\n") + 1].split(separator)[1:]
    return bool(names) and all(name.startswith(" ") for name in names)


def _leave_out_long(table: str, separator: str) -> tuple[str, np.ndarray, list[tuple[int, str]]]:
    """The table without the rows that have more fields than its header, which pandas will not read."""
    with _records(table, separator) as read:
        records = list(read)
    width = len(records[0])
    rows, bad = [], []
    # As pandas does, which passes over lines of blanks.
    body = [record for record in records[1:] if len(record) > 1 or record[0].strip()]
    for row, record in enumerate(body, start=1):
        if any(record[width:]):
            bad.append((row, f"{len(record)} fields, but the header has {width}"))
        else:
            rows.append(row)
    kept = io.StringIO(newline="")
    # Everything in quotation marks: an empty field alone on its line would be passed over.
    csv.writer(kept, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        record[:width] for record in (records[0], *(body[row - 1] for row in rows))
    )
    return kept.getvalue(), np.array(rows, dtype=int), bad
