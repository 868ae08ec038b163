"""Lists that come as CSV files: of words, actors, holders of offices. Whatever is wrong in one, the line is named.

Row n of a file stands in line n + 2; `read_lines` keeps that number as the index, and the checks speak of it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

import pandas as pd

from discourse._lists import open_list
from discourse.readers.encoding import Unreadable, read_bytes

# Of a word list; longer ones are something else.
_LARGEST = 2**28
_MOST_COMMAS = 1_000


def name_of(source: str | os.PathLike[str] | IO[bytes]) -> str:
    """How errors call a file that was given by its path or open."""
    return os.fspath(source) if isinstance(source, str | os.PathLike) else str(getattr(source, "name", source))


def read_lines(source: str | os.PathLike[str] | IO[bytes], *, dtype: str | dict[str, str]) -> pd.DataFrame:
    """A CSV file, by its path or open, whose row n stands in line n + 2; lines without any value are left out."""
    name = name_of(source)
    options = {"keep_default_na": False, "na_values": [""], "encoding": "utf-8-sig", "skip_blank_lines": False}
    try:
        # Not pandas itself, which would also fetch an address or wait for a pipe.
        if isinstance(source, str | os.PathLike):
            raw = read_bytes(Path(source), max_bytes=_LARGEST)[1]
        else:
            raw = source.read()
        if b"\0" in raw:
            raise Unreadable("binary: it has NUL bytes")
        if max(line.count(b",") for line in raw.split(b"\n", 2)[:2]) > _MOST_COMMAS:
            raise Unreadable(f"a table of more than {_MOST_COMMAS:,} columns")
        table = pd.read_csv(io.BytesIO(raw), dtype=dtype, **options)
    except FileNotFoundError:
        raise
    except Unreadable as why:
        if isinstance(why.__cause__, FileNotFoundError):
            raise FileNotFoundError(f"there is no file {name!r}; give the path of a CSV file") from None
        raise ValueError(f"{name} cannot be read: {why}") from None
    except (ValueError, OverflowError) as why:  # pandas: no rows, an open quotation mark, bytes that are not UTF-8
        raise ValueError(f"{name} is not a CSV file in UTF-8: {why}") from why
    if not isinstance(table.index, pd.RangeIndex):  # pandas takes what the header does not name for an index
        raise ValueError(f"{name}: its lines have more fields than the header; name every column in the first line")
    return table.dropna(how="all")


def read_shipped(name: str) -> pd.DataFrame:
    """A list that ships with the library, as `read_lines` gives it, read once; each caller has a table of its own."""
    return _shipped(name).copy()


@cache
def _shipped(name: str) -> pd.DataFrame:
    with open_list(name) as file:
        return read_lines(file, dtype="str")


def check_filled(table: pd.DataFrame, columns: Sequence[str], name: str) -> None:
    """Raise an error that names the line where one of the columns is empty."""
    for column in columns:
        blank = table[column].isna() | (table[column].str.strip() == "")
        if blank.any():
            raise ValueError(f"{name}, line {blank.idxmax() + 2}: {column} is empty; fill it or drop the line")


def check_among(table: pd.DataFrame, column: str, allowed: Sequence[str], name: str) -> None:
    """Raise an error that names the line where the column has another value."""
    wrong = ~table[column].isin(allowed)
    if wrong.any():
        value = table.loc[wrong, column].iloc[0]
        raise ValueError(
            f"{name}, line {wrong.idxmax() + 2}: {column} is {value!r}; choose one of {', '.join(allowed)}"
        )


def check_dates(table: pd.DataFrame, columns: Sequence[str], name: str) -> None:
    """Raise an error that names the line where one of the columns has what is no date; it may be empty."""
    for column in columns:
        wrong = table[column].notna() & pd.to_datetime(table[column], format="%Y-%m-%d", errors="coerce").isna()
        if wrong.any():
            value = table.loc[wrong, column].iloc[0]
            raise ValueError(f"{name}, line {wrong.idxmax() + 2}: {column} is {value!r}; write a date as 2018-07-16")
