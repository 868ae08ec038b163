"""Tables that lie in files, one for each part of a corpus: a column is read when somebody asks for it.

A `Stored` stands where a DataFrame would, for those who look at some columns of all rows, or at all columns of some. It
has as much of the ways of a DataFrame as they use: columns, a mask, rows by their place, and new columns beside its
own. `frame` makes a DataFrame of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from discourse.corpus.concat import KEYS, shift


@dataclass(frozen=True)
class Piece:
    """The file of one part: how many rows it has, what is added to its keys, and the categories of its columns."""

    path: Path
    n_rows: int
    before: dict[str, int] = field(default_factory=dict)
    categories: dict[str, list] = field(default_factory=dict)

    def read(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Some columns of the part, its keys counted on."""
        rows = pd.read_parquet(self.path, columns=None if columns is None else list(columns))
        kinds = {name: pd.CategoricalDtype(values) for name, values in self.categories.items() if name in rows}
        return shift(rows.astype(kinds), self.before)


@dataclass(frozen=True, eq=False)
class Stored:
    """A table in pieces.

    Attributes
    ----------
    pieces : the files, in the order of the parts
    at : the rows that are meant, by their place among all; all if None
    own : columns that stand beside those of the files, or in their place; each with a value a row of all
    """

    pieces: tuple[Piece, ...]
    at: np.ndarray | None = None
    own: dict[str, pd.Series] = field(default_factory=dict)

    @cached_property
    def n_rows(self) -> int:
        """The rows of all files."""
        return sum(piece.n_rows for piece in self.pieces)

    @cached_property
    def columns(self) -> pd.Index:
        from pyarrow.parquet import read_schema

        names = read_schema(self.pieces[0].path).names if self.pieces else []
        return pd.Index(dict.fromkeys([*names, *self.own]))

    def __len__(self) -> int:
        return self.n_rows if self.at is None else len(self.at)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __getitem__(self, asked):
        """A column, several, or the rows of a mask."""
        if isinstance(asked, str):
            return self._column(asked)
        mask = np.asarray(asked)
        return self.iloc[np.flatnonzero(mask)] if mask.dtype == bool else self.frame(list(asked))

    @property
    def iloc(self) -> _Rows:
        return _Rows(self)

    @property
    def places(self) -> np.ndarray:
        """The places of the rows among all."""
        return np.arange(self.n_rows) if self.at is None else self.at

    def assign(self, **columns: pd.Series) -> Stored:
        """With columns beside its own; each has a value for each row."""
        if self.at is None:
            return replace(self, own=self.own | {name: pd.Series(values) for name, values in columns.items()})
        spread = {}
        for name, values in columns.items():
            back = np.full(self.n_rows, -1)
            back[self.at] = np.arange(len(self.at))
            spread[name] = pd.Series(pd.Series(values).array.take(back, allow_fill=True), name=name)
        return replace(self, own=self.own | spread)

    def frame(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows, with some columns or with all."""
        names = list(self.columns if columns is None else columns)
        made = {name: self._column(name) for name in names}
        return pd.DataFrame(made, columns=pd.Index(names), index=self._index, copy=False)

    @property
    def _index(self) -> pd.Index:
        return pd.RangeIndex(self.n_rows) if self.at is None else pd.Index(self.at)

    def _column(self, name: str) -> pd.Series:
        if name in self.own:
            values = self.own[name]
            return values if self.at is None else values.iloc[self.at].set_axis(self._index)
        if name not in self.columns:
            raise KeyError(name)
        if self.at is None:
            return _join([piece.read([name])[name] for piece in self.pieces])
        return self._chosen(name, self.at)

    def _chosen(self, name: str, at: np.ndarray) -> pd.Series:
        """The column at some rows, read part by part, so that what is not wanted is let go of."""
        edges = np.cumsum([0, *(piece.n_rows for piece in self.pieces)])
        ordered = np.sort(at)
        bounds = np.searchsorted(ordered, edges)
        found = [
            piece.read([name])[name].iloc[ordered[low:high] - first]
            for piece, first, low, high in zip(self.pieces, edges[:-1], bounds[:-1], bounds[1:], strict=True)
            if low < high or not len(ordered)
        ]
        column = _join(found)
        if not np.array_equal(ordered, at):
            column = column.iloc[np.searchsorted(ordered, at)]
        return column.set_axis(self._index)

    def head(self) -> pd.DataFrame:
        """No row, with all columns and their kinds."""
        return self.iloc[:0].frame()

    def kinds(self) -> dict[str, pd.CategoricalDtype]:
        """The categories that columns have in all parts."""
        kinds = self.head().dtypes
        return {name: self._column(name).dtype for name, kind in kinds.items() if isinstance(kind, pd.CategoricalDtype)}

    def each(self) -> Iterator[pd.DataFrame]:
        """All columns of the rows, part by part; there is one part at least."""
        edges = np.cumsum([0, *(piece.n_rows for piece in self.pieces)])
        for piece, low, high in zip(self.pieces, edges[:-1], edges[1:], strict=True):
            rows = piece.read()
            places = np.arange(low, high)
            if self.at is not None:
                places = self.at[np.searchsorted(self.at, low) : np.searchsorted(self.at, high)]
                rows = rows.iloc[places - low]
            own = {name: values.iloc[places].array for name, values in self.own.items()}
            yield rows.assign(**own).reset_index(drop=True)


def frame_of(table: pd.DataFrame | Stored, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The table as a DataFrame, with some columns or with all."""
    if isinstance(table, Stored):
        return table.frame(columns)
    return table if columns is None else table[list(columns)]


class _Rows:
    """Rows by their place, as `iloc` of a DataFrame gives them."""

    def __init__(self, table: Stored) -> None:
        self._table = table

    def __getitem__(self, asked) -> Stored:
        return replace(self._table, at=self._table.places[asked])


def _join(columns: list[pd.Series]) -> pd.Series:
    """Columns of parts as one; categories of all where they differ."""
    if len(columns) == 1:
        return columns[0].reset_index(drop=True)
    if all(isinstance(column.dtype, pd.CategoricalDtype) for column in columns):
        return pd.Series(union_categoricals([column.array for column in columns]), name=columns[0].name)
    return pd.concat(columns, ignore_index=True)


def counted(tables: Sequence[pd.DataFrame], key: str) -> int:
    """How many keys there are in some tables."""
    highest = [table[name].max() for table in tables for name, of in KEYS.items() if of == key and name in table]
    return max((int(n) + 1 for n in highest if pd.notna(n)), default=0)
