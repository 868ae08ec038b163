"""Groups: what counts are made by, docvars, columns of spans, and periods of time.

Docvars part the documents, and with them the words; columns of the spans part the spans alone. A group is a row
whether anything is in it or not.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus, number_documents

# A period is named by its first day, whichever end of it the frequency names.
_STARTS = {"Y": "YS", "YE": "YS", "Q": "QS", "QE": "QS", "M": "MS", "ME": "MS", "W": "W-MON"}


def names_of(by: str | list[str] | None) -> list[str]:
    """The by-columns as a list."""
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    if len(set(names)) < len(names):
        raise ValueError(f"by names a column twice: {names}")
    return names


def group_documents(corpus: Corpus, columns: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """The groups of documents, sorted, and the group of each document (-1 where a value is missing)."""
    schema.need(corpus.documents, columns, "corpus.documents")
    if not columns:
        return pd.DataFrame(index=[0]), np.zeros(len(corpus.documents), np.int64)
    grouped = corpus.documents.groupby(columns, sort=True, observed=True, dropna=True)
    groups = grouped.size().reset_index()[columns]
    return groups, grouped.ngroup().fillna(-1).to_numpy(np.int64)


def blocks_of(
    rows: pd.DataFrame, corpus: Corpus, by, freq, value: pd.Series, rolling: int = 1
) -> tuple[list[tuple[str, object]], list]:
    """For each group of documents: its key, the levels of the span columns, and sums and counts per document.

    Before them come the by-columns with their dtypes. Each block is (key of the group, levels, positions of its
    documents, sum of `value` by document and level, rows by document and level).
    """
    by = names_of(by)
    documents = corpus.documents
    of_docs = [c for c in by if c in documents.columns and c != "text"]
    of_rows = [c for c in by if c not in of_docs]
    for name in of_rows:
        if name not in rows.columns:
            raise ValueError(
                f"by names {name!r}, which is a column of neither the documents "
                f"({', '.join(c for c in documents.columns if c != 'text')}) nor the table ({', '.join(rows.columns)})"
            )
    groups, group_of_doc = group_documents(corpus, of_docs)
    columns = [(c, documents[c].dtype) for c in of_docs] + [(c, rows[c].dtype) for c in of_rows]
    frames = [tuple(r) for r in groups.itertuples(index=False)] if of_docs else [()]
    if not isinstance(rolling, int) or isinstance(rolling, bool) or rolling < 1 or (rolling > 1 and freq is None):
        raise ValueError(f"rolling is {rolling!r}; give a whole number of periods, and freq with it")
    if freq is not None:
        span, number = _periods(corpus, freq)
        columns.insert(len(of_docs), ("period", span.dtype))
        frames = [(*f, start) for f, start in product(frames, span)]
        # With `rolling` a document is in the periods that follow its own as well: one entry for each.
        group_of_doc = np.concatenate(
            [
                np.where((group_of_doc >= 0) & (n >= 0) & (n < len(span)), group_of_doc * len(span) + n, -1)
                for n in (np.where(number >= 0, number + shift, -1) for shift in range(rolling))
            ]
        )
    row = number_documents(rows, corpus)
    if of_rows:
        size = rows.groupby(of_rows, sort=True, observed=False, dropna=True).size()  # with categories that none has
        number = rows.groupby(of_rows, sort=True, observed=True, dropna=True).ngroup().fillna(-1).to_numpy(np.int64)
        level = np.append(np.flatnonzero(size > 0), -1)[number]
        levels = [tuple(r) for r in size.reset_index()[of_rows].itertuples(index=False)]
    else:
        level, levels = np.zeros(len(rows), np.int64), [()]
    live = level >= 0
    order = np.argsort(group_of_doc, kind="stable")
    starts = np.searchsorted(group_of_doc[order], np.arange(len(frames) + 1))
    place = np.zeros(len(group_of_doc), np.int64)  # of a document within its group
    blocks = []
    row = np.concatenate([row[live] + shift * len(documents) for shift in range(rolling)])
    level, value = np.tile(level[live], rolling), np.tile(value.to_numpy()[live], rolling)
    by_group = np.argsort(group_of_doc[row], kind="stable") if len(row) else np.zeros(0, np.int64)
    bounds = (
        np.searchsorted(group_of_doc[row][by_group], np.arange(len(frames) + 1))
        if len(row)
        else np.zeros(len(frames) + 1, int)
    )
    for g, frame in enumerate(frames):
        docs = order[starts[g] : starts[g + 1]]
        place[docs] = np.arange(len(docs))
        mine = by_group[bounds[g] : bounds[g + 1]]
        cell = place[row[mine]] * len(levels) + level[mine]
        shape = (len(docs), len(levels))
        total = np.bincount(cell, weights=value[mine], minlength=len(docs) * len(levels)).reshape(shape)
        count = np.bincount(cell, minlength=len(docs) * len(levels)).reshape(shape)
        blocks.append((frame, levels, docs % max(len(documents), 1), total, count))
    return columns, blocks


def _periods(corpus: Corpus, freq: str) -> tuple[pd.DatetimeIndex, np.ndarray]:
    """First days of the periods from the first date to the last, and the period of each document (-1 undated)."""
    documents = corpus.documents
    if "date" not in documents or not pd.api.types.is_datetime64_any_dtype(documents["date"]):
        raise ValueError(
            "freq needs dates, and corpus.documents has no column date of dtype datetime64; "
            "add metadata with dates, or use pd.to_datetime"
        )
    try:
        offset = pd.tseries.frequencies.to_offset(_STARTS.get(freq, freq))
        if offset.n < 1:
            raise ValueError("it does not go forward")
    except (TypeError, ValueError) as why:
        raise ValueError(f"freq is {freq!r}; use a pandas frequency such as 'YS', 'QS', 'MS' or 'W'") from why
    dates = documents["date"]
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


def as_measure(rows: list[tuple], keys: list[tuple[str, object]], name: str) -> pd.DataFrame:
    """Rows of keys and numbers as the table `name`; `keys` are the by-columns with their dtypes."""
    columns = schema.TABLES[name]
    names = [key for key, _ in keys]
    _no_clash(names, name)
    dtypes = {key: getattr(dtype, "categories", pd.Series(dtype=dtype)).dtype for key, dtype in keys}
    table = pd.DataFrame(rows, columns=[*names, *columns])
    return table.astype(dtypes | {c: dtype for c, (dtype, _) in columns.items()})


def _no_clash(keys: list[str], name: str) -> None:
    """Raise an error where a by-column is called as a column of the measure is."""
    taken = [key for i, key in enumerate(keys) if key in schema.TABLES[name] or key in keys[:i]]
    if taken:
        raise ValueError(f"by names {taken[0]!r}, which is a column of the result; rename it in the documents")
