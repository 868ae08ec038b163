"""Groups: what counts are made by, docvars, columns of spans, and periods of time.

Docvars part the documents, and with them the words; columns of the spans part the spans alone. A group is a row
whether anything is in it or not. A new measure needs `table_by_group` and an interval; `blocks_of` is for one that
divides by something else than its rows, as rates do by words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus, documents_of, number_documents
from discourse.corpus.dates import find_dates, first_days
from discourse.corpus.docvars import meaning_of, resolve_names
from discourse.corpus.spans import is_read

#: Documents times levels of a block, but for one level alone: what is worked out of a block is as large, several times.
_CELLS = 1 << 24
#: By-columns with their dtypes.
Keys = list[tuple[str, object]]
#: Of a block: its key, its levels, and the columns of the table with a number a level.
_Made = tuple[tuple, list[tuple], list[np.ndarray]]


@dataclass(frozen=True)
class Block:
    """A group of documents, with a column for each group that its spans or scores form by columns of their own.

    Attributes
    ----------
    key : the values of the docvars, and the period
    levels : the values of the columns of the rows, a tuple each; one that is empty where there are none
    docs : the positions of the documents
    total : what is summed, documents x levels
    count : how many rows there are, documents x levels
    beside : what else is summed, each documents x levels
    """

    key: tuple
    levels: list[tuple]
    docs: np.ndarray
    total: np.ndarray
    count: np.ndarray
    beside: tuple[np.ndarray, ...] = ()


class _Parts(NamedTuple):
    """Things parted by some columns: the values of each part, and the part of each thing (-1 for none)."""

    keys: Keys
    values: list[tuple]
    part_of: np.ndarray


def names_of(by: str | list[str] | None) -> list[str]:
    """The by-columns as a list."""
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    if len(set(names)) < len(names):
        raise ValueError(f"by names a column twice: {names}")
    return names


def group_documents(corpus: Corpus, columns: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """The groups of documents, sorted, and the group of each document (-1 where a value is missing)."""
    schema.need(corpus.documents, columns, "corpus.documents")
    documents_of(corpus)
    if not columns:
        return pd.DataFrame(index=[0]), np.zeros(len(corpus.documents), np.int64)
    grouped = corpus.documents.groupby(columns, sort=True, observed=True, dropna=True)
    groups = grouped.size().reset_index()[columns]
    return groups, grouped.ngroup().fillna(-1).to_numpy(np.int64)


def rows_of_sentences(corpus: Corpus) -> pd.DataFrame:
    """A row for each sentence, with doc_id and the role of its paragraph: what a measure of sentences counts."""
    tokens = corpus.arrays
    role = corpus.sections.set_index("section_id")["role"].loc[tokens.section_id].array.remove_unused_categories()
    return pd.DataFrame({"doc_id": tokens.doc_ids.astype("str").take(tokens.doc_of_sentence), "role": role})


def table_by_group(
    rows: pd.DataFrame,
    corpus: Corpus,
    name: str,
    numbers: Callable[..., tuple],
    *,
    value: pd.Series,
    beside: Sequence[pd.Series] = (),
    by: str | list[str] | None,
    freq: str | None = None,
    rolling: int = 1,
    date: str | None = None,
) -> pd.DataFrame:
    """A measure by docvars, by columns of the rows and over time.

    Parameters
    ----------
    rows : DataFrame
        What is counted: needs doc_id, and the columns of `by` that are not docvars.
    corpus : Corpus
    name : str
        The table of the schema that is made.
    numbers : callable
        Takes two arrays with a number for each document of a group, the sum of `value` and how many rows there are,
        and one more for each of `beside`. Gives the columns of the table, in their order.
    value : Series
        What is summed, a number a row: a score, or 1 where something is so and 0 where not.
    beside : sequence of Series
        What else is summed.
    by, freq, rolling, date
        As in `count_rate`.

    Returns
    -------
    DataFrame
        The by-columns, period where asked for, then the columns of the table `name`; a row for every group.
    """
    keys, blocks = blocks_of(rows, corpus, by, freq, value, rolling, date, beside)
    made = []
    for block in blocks:
        for i, level in enumerate(block.levels):
            sums = (of_docs[:, i] for of_docs in (block.total, block.count, *block.beside))
            made.append((*block.key, *level, *numbers(*sums)))
    return as_measure(made, keys, name)


def blocks_of(
    rows: pd.DataFrame,
    corpus: Corpus,
    by: str | list[str] | None,
    freq: str | None,
    value: pd.Series,
    rolling: int = 1,
    date: str | None = None,
    beside: Sequence[pd.Series] = (),
) -> tuple[Keys, Iterator[Block]]:
    """The by-columns with their dtypes, and for each group of documents a block: what is summed, and counted."""
    rows, corpus = resolve_names(names_of(by), rows, corpus)
    of_docs, of_rows = _of_documents_or_rows(names_of(by), rows, corpus)
    read = is_read(rows, corpus)
    rows, sums = rows[read], [numbers[read].to_numpy() for numbers in (value, *beside)]
    groups, levels = _part_documents(corpus, of_docs, freq, rolling, date), _part_rows(rows, of_rows)
    live = levels.part_of >= 0
    row = number_documents(rows, corpus)[live]
    # With `rolling` a document is in the periods that follow its own as well: one entry for each.
    entry = np.concatenate([row + shift * len(corpus.documents) for shift in range(rolling)])
    level, weights = np.tile(levels.part_of[live], rolling), [np.tile(numbers[live], rolling) for numbers in sums]
    return [*groups.keys, *levels.keys], _fill(groups, levels.values, entry, level, weights, len(corpus.documents))


def _of_documents_or_rows(by: list[str], rows: pd.DataFrame, corpus: Corpus) -> tuple[list[str], list[str]]:
    """The by-columns that are docvars, and those that are columns of the rows."""
    meant = {name: meaning_of(name, rows, corpus) for name in by}
    of_docs, of_rows = ([name for name in by if meant[name] == side] for side in ("documents", "table"))
    return of_docs, of_rows


def _part_documents(corpus: Corpus, columns: list[str], freq: str | None, rolling: int, date: str | None) -> _Parts:
    """Documents by docvars and periods; `rolling` times as many of them, each in the periods that follow too."""
    groups, group = group_documents(corpus, columns)
    keys: Keys = [(c, corpus.documents[c].dtype) for c in columns]
    values = [tuple(r) for r in groups.itertuples(index=False)] if columns else [()]
    if not isinstance(rolling, int) or isinstance(rolling, bool) or rolling < 1 or (rolling > 1 and freq is None):
        raise ValueError(f"rolling is {rolling!r}; give a whole number of periods, and also freq")
    if freq is None:
        if date is not None:
            raise ValueError(f"date is {date!r} and freq is not given; give the length of the periods, such as 'YS'")
        return _Parts(keys, values, group)
    span, first = _periods(corpus, freq, date)
    periods = (np.where(first >= 0, first + shift, -1) for shift in range(rolling))
    part_of = [np.where((group >= 0) & (n >= 0) & (n < len(span)), group * len(span) + n, -1) for n in periods]
    return _Parts([*keys, ("period", span.dtype)], [(*v, p) for v, p in product(values, span)], np.concatenate(part_of))


def _part_rows(rows: pd.DataFrame, columns: list[str]) -> _Parts:
    """Rows by columns of their own, with categories that no row has."""
    if not columns:
        return _Parts([], [()], np.zeros(len(rows), np.int64))
    size = rows.groupby(columns, sort=True, observed=False, dropna=True).size()
    number = rows.groupby(columns, sort=True, observed=True, dropna=True).ngroup().fillna(-1).to_numpy(np.int64)
    values = [tuple(r) for r in size.reset_index()[columns].itertuples(index=False)]
    return _Parts([(c, rows[c].dtype) for c in columns], values, np.append(np.flatnonzero(size > 0), -1)[number])


def _fill(
    groups: _Parts, levels: list[tuple], entry: np.ndarray, level: np.ndarray, weights: list[np.ndarray], n_docs: int
) -> Iterator[Block]:
    """The block of each group: of every row that counts, the number of its document, its level and its weights.

    A group of very many documents has several blocks, one for some of its levels each.
    """
    place = np.zeros(len(groups.part_of), np.int64)  # of a document within its group
    n = len(groups.values)
    members = zip(groups.values, _members(groups.part_of, n), _members(groups.part_of[entry], n), strict=True)
    for key, docs, mine in members:
        place[docs] = np.arange(len(docs))
        step = max(_CELLS // max(len(docs), 1), 1)
        for low in range(0, max(len(levels), 1), step):
            some = levels[low : low + step]
            own = mine if len(some) == len(levels) else mine[(level[mine] >= low) & (level[mine] < low + step)]
            shape = len(docs), len(some)
            cell = place[entry[own]] * shape[1] + level[own] - low
            count, total, *beside = (
                np.bincount(cell, weights=weight, minlength=shape[0] * shape[1]).reshape(shape)
                for weight in (None, *(weight[own] for weight in weights))
            )
            yield Block(key, some, docs % max(n_docs, 1), total, count, tuple(beside))


def _members(part_of: np.ndarray, n: int) -> list[np.ndarray]:
    """The things of each of n parts, in their order.

    >>> [things.tolist() for things in _members(np.array([1, -1, 0, 1]), 3)]
    [[2], [0, 3], []]
    """
    order = np.argsort(part_of, kind="stable")
    return np.split(order, np.searchsorted(part_of[order], np.arange(n + 1)))[1:-1]


def _periods(corpus: Corpus, freq: str, date: str | None) -> tuple[pd.DatetimeIndex, np.ndarray]:
    """First days of the periods from the first date to the last, and the period of each document (-1 undated)."""
    offset = first_days(freq)
    dates = find_dates(
        corpus.documents, date=date, yearly=isinstance(offset, pd.offsets.YearBegin) and offset.month == 1
    )
    if not dates.notna().any():
        return pd.DatetimeIndex([], dtype=dates.dtype), np.full(len(dates), -1)
    first = offset.rollback(dates.min().normalize()) if hasattr(offset, "rollback") else dates.min().normalize()
    span = pd.date_range(first, dates.max(), freq=offset)
    number = np.searchsorted(span.to_numpy("datetime64[us]"), dates.to_numpy("datetime64[us]"), side="right") - 1
    return span, np.where(dates.isna(), -1, number)


def as_counts(groups: pd.DataFrame, counts: dict[str, np.ndarray], name: str, by: list[str]) -> pd.DataFrame:
    """Counts of groups as the table `name`, the by-columns in front."""
    _no_clash(by, name)
    table = groups[by].reset_index(drop=True).assign(**counts)
    return table.astype({c: dtype for c, (dtype, _) in schema.TABLES[name].items()})


def as_measure(rows: list[tuple], keys: Keys, name: str) -> pd.DataFrame:
    """Rows of keys and numbers as the table `name`; `keys` are the by-columns with their dtypes."""
    columns = schema.TABLES[name]
    names = [key for key, _ in keys]
    _no_clash(names, name)
    table = pd.DataFrame(rows, columns=[*names, *columns])
    return table.astype(_dtypes(keys) | {c: dtype for c, (dtype, _) in columns.items()})


def as_table(made: list[_Made], keys: Keys, name: str) -> pd.DataFrame:
    """As `as_measure`, of blocks: the key of each, its levels, and the columns of the table with a number a level.

    Keys and levels are made into columns once and then repeated, as there may be many blocks of the same levels.
    """
    columns = schema.TABLES[name]
    _no_clash([key for key, _ in keys], name)
    made = _whole(made)
    key, levels, _ = made[0] if made else ((), [], [])
    n_of_key = len(key)
    of_blocks = _as_columns([key for key, _, _ in made], keys[:n_of_key], len(levels), np.repeat)
    of_levels = _as_columns(levels, keys[n_of_key:], len(made), np.tile)
    numbers = [np.concatenate(column) for column in zip(*(numbers for _, _, numbers in made), strict=True)]
    numbers = numbers or [np.zeros(0)] * len(columns)
    counted = dict(zip(columns, numbers, strict=True))
    table = pd.concat([of_blocks, of_levels, pd.DataFrame(counted)], axis=1)
    return table.astype({c: dtype for c, (dtype, _) in columns.items()})


def _whole(made: list[_Made]) -> list[_Made]:
    """With the blocks of each group, which have the same key, as one."""
    joined: list[_Made] = []
    for key, levels, numbers in made:
        if joined and joined[-1][0] is key:
            _, before, others = joined.pop()
            both = [np.concatenate(columns) for columns in zip(others, numbers, strict=True)]
            joined.append((key, [*before, *levels], both))
        else:
            joined.append((key, levels, numbers))
    return joined


def _as_columns(values: list[tuple], keys: Keys, times: int, repeat: Callable[..., np.ndarray]) -> pd.DataFrame:
    names = [key for key, _ in keys]
    table = pd.DataFrame(values, columns=names, index=range(len(values))).astype(_dtypes(keys))
    return table.take(repeat(np.arange(len(values)), times)).reset_index(drop=True)


def _dtypes(keys: Keys) -> dict[str, object]:
    """The dtype of each by-column in a measure: of a category, that of its values."""
    return {key: getattr(dtype, "categories", pd.Series(dtype=dtype)).dtype for key, dtype in keys}


def _no_clash(keys: list[str], name: str) -> None:
    """Raise an error where a by-column is called as a column of the measure is."""
    taken = [key for i, key in enumerate(keys) if key in schema.TABLES[name] or key in keys[:i]]
    if taken:
        raise ValueError(f"by names {taken[0]!r}, which is a column of the result; rename it in the documents")
