"""Tables that lie in files, one for each part of a corpus: a column is read when somebody asks for it.

A `Stored` stands where a DataFrame would, for those who look at some columns of all rows, or at all columns of some. It
has as much of the ways of a DataFrame as they use: columns, a mask, rows by their place, and new columns beside its
own. `frame` makes a DataFrame of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from discourse.corpus.concat import shift


@dataclass(frozen=True)
class PartFile:
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

    pieces: tuple[PartFile, ...]
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
        lacks = [name for name in names if name not in self.columns]
        if lacks:
            raise KeyError(lacks[0])
        rows = self._read([name for name in names if name not in self.own])
        own = {name: values if self.at is None else values.iloc[self.at] for name, values in self.own.items()}
        return rows.assign(**{name: own[name].array for name in names if name in own})[names]

    def _column(self, name: str) -> pd.Series:
        return self.frame([name])[name]

    def _read(self, names: list[str]) -> pd.DataFrame:
        """Columns of the files; part by part, so that rows that are not wanted are let go of."""
        if not names:
            return pd.DataFrame(index=pd.RangeIndex(self.n_rows) if self.at is None else pd.Index(self.at))
        if self.at is None:
            return _join([piece.read(names) for piece in self.pieces])
        ordered = np.sort(self.at)
        bounds = np.searchsorted(ordered, self._edges)
        wanted = zip(self.pieces, self._edges[:-1], bounds[:-1], bounds[1:], strict=True)
        found = [piece.read(names).iloc[ordered[low:high] - first] for piece, first, low, high in wanted if low < high]
        rows = _join(found) if found else self.pieces[0].read(names).iloc[:0]
        if not np.array_equal(ordered, self.at):
            rows = rows.iloc[np.searchsorted(ordered, self.at)]
        return rows.set_axis(pd.Index(self.at), axis=0)

    @cached_property
    def _edges(self) -> np.ndarray:
        """The first row of each file among all, and how many there are."""
        return np.cumsum([0, *(piece.n_rows for piece in self.pieces)])

    def head(self) -> pd.DataFrame:
        """No row, with all columns and their kinds."""
        return self.iloc[:0].frame()

    def kinds(self) -> dict[str, pd.CategoricalDtype]:
        """The categories that columns have in all parts."""
        kinds = self.head().dtypes.items()
        return {str(name): kind for name, kind in kinds if isinstance(kind, pd.CategoricalDtype)}

    def each(self) -> Iterator[pd.DataFrame]:
        """All columns of the rows, part by part; there is one part at least."""
        for piece, low, high in zip(self.pieces, self._edges[:-1], self._edges[1:], strict=True):
            rows = piece.read()
            places = np.arange(low, high)
            if self.at is not None:
                places = self.at[np.searchsorted(self.at, low) : np.searchsorted(self.at, high)]
                rows = rows.iloc[places - low]
            own = {name: values.iloc[places].array for name, values in self.own.items()}
            yield rows.assign(**own).reset_index(drop=True)

    def changed(self, change: Callable[[pd.DataFrame], pd.DataFrame], stem: Path) -> Stored:
        """The table with its rows changed, as files of their own whose names begin as `stem` does, part by part."""
        stem.parent.mkdir(parents=True, exist_ok=True)
        pieces = []
        for number, rows in enumerate(self.each()):
            made, path = change(rows), stem.with_name(f"{stem.name}-{number:05}.parquet")
            made.to_parquet(path, index=False)
            pieces.append(PartFile(path, len(made), {}, categories_of(made)))
        return Stored(tuple(pieces))


def categories_of(table: pd.DataFrame) -> dict[str, list]:
    """The categories of columns, as a file knows only those that its rows have."""
    kinds = table.dtypes[[isinstance(kind, pd.CategoricalDtype) for kind in table.dtypes]]
    return {str(name): list(kind.categories) for name, kind in kinds.items()}


def as_frame(table: pd.DataFrame | Stored, columns: Sequence[str] | None = None) -> pd.DataFrame:
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


def _join(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)
