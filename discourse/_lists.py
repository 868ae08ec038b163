"""Lists of words that ship with the library: CSV files in `discourse/data`, with a reference in every row.

They are read here without pandas, as some rules need their words when they are imported, and from below all rooms, as
the words of a list may be needed in several.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from typing import IO


def open_list(name: str) -> IO[bytes]:
    """A list that ships with the library: a CSV file in `discourse/data`, by its name."""
    return files("discourse").joinpath("data", f"{name}.csv").open("rb")


@cache
def read_rows(name: str, *columns: str, **only: str) -> tuple[tuple[str, ...], ...]:
    """What a list has in these columns, row by row; `only` are columns with the values that rows must have there.

    >>> read_rows("office_words", "title", word="prime minister")
    (('Prime Minister',), ('Premier',))
    """
    header, *rows = _read(name)
    take, have = ([header.index(column) for column in some] for some in (columns, only))
    wanted = list(only.values())
    return tuple(tuple(row[at] for at in take) for row in rows if [row[at] for at in have] == wanted)


@cache
def _read(name: str) -> list[list[str]]:
    with io.TextIOWrapper(open_list(name), encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@cache
def read_words(name: str, column: str, *, of: str = "word", **only: str) -> dict[str, frozenset[str]]:
    """The words of a list by what one of its columns says of them; a word may have many rows.

    Parameters
    ----------
    name : str
        The name of the list.
    column : str
        By which the words are told apart; those without a value there stand under ``""``.
    of : str
        The column with the words.
    **only : str
        Columns with the values that rows must have there.

    Returns
    -------
    dict
        The words as frozensets, in the order in which the list first has each value.

    Examples
    --------
    >>> sorted(read_words("calendar", "kind")["season"])
    ['autumn', 'spring', 'summer', 'winter']
    >>> sorted(read_words("calendar", "number", kind="month, shortened")["9"])
    ['sep', 'sept']
    """
    words: dict[str, set[str]] = {}
    for value, word in read_rows(name, column, of, **only):
        words.setdefault(value, set()).add(word)
    return {value: frozenset(held) for value, held in words.items()}


@cache
def all_words(name: str) -> frozenset[str]:
    """All words of a list, which needs the column word.

    >>> {"ante", "anti", "franco"} <= all_words("prefixes")
    True
    """
    return frozenset(word for (word,) in read_rows(name, "word"))
