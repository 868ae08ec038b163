"""CSV that a spreadsheet opens well: with a byte order mark, rounded, and without a cell that it would run.

A cell that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet, and a formula can call programs and send
what stands beside it elsewhere (OWASP 2026). An apostrophe before it makes it a text. Texts stand in quotation
marks, so that a spreadsheet that parts cells at semicolons begins no cell inside of one.

References
----------
OWASP Foundation (2026). CSV Injection. https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from discourse.study.forms.decimals import decimals_of, round_numbers
from discourse.study.parts.stored import Stored

_RUN = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\Z")


def write_spreadsheet(table: pd.DataFrame | Stored, path: Path) -> None:
    """The table as CSV for a spreadsheet."""
    pieces = table.each() if isinstance(table, Stored) else [table]
    decimals = {harmless(str(c)): n for c, n in decimals_of(_numbers_of(table)).items()}
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        for number, rows in enumerate(pieces):
            round_numbers(harmless_table(rows), decimals).to_csv(
                file, header=number == 0, index=False, lineterminator="\n", date_format="%Y-%m-%d",
                quoting=csv.QUOTE_NONNUMERIC,
            )  # fmt: skip


def _numbers_of(table: pd.DataFrame | Stored) -> pd.DataFrame:
    """The table, of which only the columns of numbers are read where it lies in files."""
    if not isinstance(table, Stored):
        return table
    return table.frame(list(table.head().select_dtypes("number")))


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it.

    >>> [harmless(text) for text in ("=1+1", "-5", "@home", "war", " +SUM(A1)")]
    ["'=1+1", '-5', "'@home", 'war', "' +SUM(A1)"]
    """
    return f"'{text}" if _RUN.match(text) and not _NUMBER.match(text) else text


def harmless_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table without a cell or a header that a spreadsheet would run."""
    told = table.rename(columns=lambda name: harmless(str(name)))
    texts = told.select_dtypes(["object", "string", "category"]).columns
    return told.assign(**{name: told[name].astype("object").map(_defused) for name in texts})


def _defused(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value
