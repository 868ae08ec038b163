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

from discourse.study.forms.decimals import round_numbers

_RUN = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\Z")


def write_spreadsheet(table: pd.DataFrame, path: Path) -> None:
    """The table as CSV for a spreadsheet."""
    round_numbers(harmless_table(table)).to_csv(
        path, index=False, lineterminator="\n", encoding="utf-8-sig", date_format="%Y-%m-%d",
        quoting=csv.QUOTE_NONNUMERIC,
    )  # fmt: skip


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
