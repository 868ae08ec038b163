"""The order of rows and the decimals of numbers in tables that people read.

Files for programs keep each number whole and the order that the function gives. In a table on a page, the largest group
stands first, and the numbers of a column have the same decimals, so that they can be compared at a glance: three
figures for its largest numbers, which are read first. An estimate and the ends of its interval have the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

#: Measures whose rows have an order of their own only by name, and the column of their size.
_SIZES = {
    "rate": "n", "mean": "n", "questions": "n", "words": "n_words", "cooccurrence": "n", "affiliations": "n",
    "speakers": "n", "contested": "n",
}  # fmt: skip
_FIGURES, _MOST = 3, 4
_LARGEST = 12  # as many as stand first on a page
#: An estimate, and what has its decimals.
_TOGETHER = (
    ("precision", "precision_low", "precision_high"), ("recall", "recall_low", "recall_high"),
    ("f1", "f1_low", "f1_high"), ("log_ratio", "log_ratio_low", "log_ratio_high"), ("value", "other_value"),
)  # fmt: skip
_WITH_INTERVAL = ("rate", "mean", "share", "difference")


def by_size(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The table with the largest group first; one over time stays in the order of time.

    >>> by_size(pd.DataFrame({"actor": ["Iran", "Russia"], "n": [1, 4]}), "rate")["actor"].tolist()
    ['Russia', 'Iran']
    """
    size = size_of(table, measure)
    if size is None:
        return table
    return table.sort_values(size, ascending=False, kind="stable", ignore_index=True)


def size_of(table: pd.DataFrame, measure: str) -> str | None:
    """The column by which `by_size` sorts a table; none where it stays as it is."""
    size = _SIZES.get(measure)
    return None if size is None or size not in table or "period" in table else size


def decimals_of(table: pd.DataFrame) -> dict[str, int]:
    """How many decimals each column of decimal numbers has.

    >>> decimals_of(pd.DataFrame({"n": [3, 4], "rate": [21.5123, 3.2], "low": [0.1, 2.0], "high": [30.0, 5.0]}))
    {'rate': 1, 'low': 1, 'high': 1}
    """
    columns = [c for c in table.columns if _is_decimal(table[c])]
    found = {c: _decimals([table[c]]) for c in columns}
    groups: list[Iterable[str]] = [(*_WITH_INTERVAL, "low", "high"), *_TOGETHER]
    for group in groups:
        there = [c for c in group if c in found]
        if there:
            found |= dict.fromkeys(there, _decimals([table[c] for c in there]))
    return found


def round_numbers(table: pd.DataFrame, decimals: dict[str, int] | None = None) -> pd.DataFrame:
    """The table with its decimal numbers rounded as they are shown, or to `decimals` of each column."""
    decimals = decimals_of(table) if decimals is None else decimals
    return table.assign(**{c: (table[c] + 0.0).round(n) for c, n in decimals.items()})


def say_number(value: float, decimals: int) -> str:
    """A number with so many decimals, and none where it is missing; what is rounded to zero has no sign.

    >>> say_number(1234.5, 1), say_number(-0.001, 2), say_number(float("nan"), 2)
    ('1,234.5', '0.00', '')
    """
    if pd.isna(value):
        return ""
    return f"{round(float(value), decimals) + 0.0:,.{decimals}f}"


def _is_decimal(values: pd.Series) -> bool:
    return pd.api.types.is_float_dtype(values)


def _decimals(group: list[pd.Series]) -> int:
    """The decimals of an estimate, which stands first, and of what goes with it; none if all of them are whole."""
    values = [np.abs(column.to_numpy("float64", na_value=np.nan)) for column in group]
    values = [sizes[np.isfinite(sizes) & (sizes > 0)] for sizes in values]
    if all(np.all(sizes == np.floor(sizes)) for sizes in values):
        return 0
    sizes = next(sizes for sizes in values if len(sizes))
    return int(np.clip(_FIGURES - 1 - np.floor(np.log10(np.median(np.sort(sizes)[-_LARGEST:]))), 0, _MOST))
