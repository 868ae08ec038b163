"""JSON, JSON Lines and Parquet: rows whose values have types of their own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from discourse.readers.encoding import MAX_BYTES, Decoded, Unreadable, check_size, decode
from discourse.readers.plain import MAX_DOCVARS, flatten
from discourse.readers.tabular import (
    LARGEST,
    Rows,
    about_bytes,
    check_width,
    finish,
    id_column,
    need_text,
    with_columns,
)


def read_jsonl(raw: bytes, *, text: str, doc_id: str | None = None, encoding: str | None = None) -> Rows:
    """Rows of `documents` from JSON Lines, one object a line; rows are numbered by line.

    Parameters, returns and raises as `read_csv`; each line without the text is left out.

    Examples
    --------
    >>> found = read_jsonl(b'{"text": "Tea.", "year": 2018}\\n[1]\\n', text="text")
    >>> found.frame[["text", "year"]].to_dict("records"), found.rows.tolist(), found.bad
    ([{'text': 'Tea.', 'year': 2018}], [1], [(2, 'of type list, not an object')])
    """
    decoded = decode(raw, encoding=encoding)
    lines = enumerate(decoded.text.split("\n"), start=1)
    return _rows(((row, line) for row, line in lines if line.strip()), _parse, decoded, text, doc_id)


def read_json(raw: bytes, *, text: str, doc_id: str | None = None, encoding: str | None = None) -> Rows:
    """Rows of `documents` from JSON: a list of objects, an object that holds one such list, or one that is a row.

    A file of JSON Lines that is called `.json` is read as what it is. Otherwise as `read_jsonl`; rows are numbered by
    their place in the list.

    Raises
    ------
    Unreadable
        If it is no JSON, or holds no list of objects or several.

    Examples
    --------
    >>> found = read_json(b'{"n": 2, "posts": [{"text": "Tea.", "by": {"name": "Li"}}, 7]}', text="text")
    >>> found.frame[["text", "by"]].to_dict("records"), found.bad
    ([{'text': 'Tea.', 'by': '{"name": "Li"}'}], [(2, 'of type int, not an object')])
    """
    decoded = decode(raw, encoding=encoding)
    try:
        value = _parse(decoded.text)
    except Unreadable as error:
        if "Extra data" in str(error):
            return read_jsonl(raw, text=text, doc_id=doc_id, encoding=encoding)
        raise
    return _rows(enumerate(_find_table(value, text), start=1), lambda record: record, decoded, text, doc_id)


def _rows(
    lines: Iterable[tuple[int, Any]], parse: Callable[[Any], Any], decoded: Decoded, text: str, doc_id: str | None
) -> Rows:
    """The table of numbered records, each read by `parse`."""
    records, rows, bad = [], [], []
    names: set[str] = set()
    has_surrogates = "\\ud" in decoded.text.lower()
    for row, line in lines:
        try:
            record = _check_record(parse(line), text, doc_id, has_surrogates)
            if not record.keys() <= names:
                if len(names | record.keys()) > MAX_DOCVARS:
                    raise Unreadable(f"with its fields the table would have more than {MAX_DOCVARS:,} columns")
                names |= record.keys()
            records.append(record)
            rows.append(row)
        except Unreadable as error:
            bad.append((row, str(error)))
    if not records and not bad:
        raise Unreadable("no rows")
    # As objects: pandas would make floats of whole numbers beside a gap, and round them.
    frame = pd.DataFrame(records, columns=None if records else [text], dtype=object)
    frame = frame if "encoding" in frame else with_columns(frame, {"encoding": decoded.encoding})
    found = finish(frame, np.array(rows, dtype=int), bad, text, id_column(list(frame), doc_id, needed=False))
    return found._replace(doubts=[*about_bytes(decoded.doubt), *found.doubts])


def _find_table(value: Any, text: str) -> list[Any]:
    """The list of objects in some JSON."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise Unreadable(f"JSON of type {type(value).__name__}; a list of objects is needed, one for each text")
    if text in value:
        return [value]
    lists = [name for name, part in value.items() if isinstance(part, list) and any(isinstance(x, dict) for x in part)]
    if len(lists) == 1:
        return value[lists[0]]
    fields = ", ".join(map(repr, lists or value))[:200] or "none"
    what = "several lists of objects" if lists else f"neither a list of objects nor a field {text!r}"
    raise Unreadable(f"JSON with {what} ({fields}); save the list with the texts as a separate file")


def read_parquet(raw: bytes, *, text: str, doc_id: str | None = None, max_bytes: int = MAX_BYTES) -> Rows:
    """Rows of `documents` from a Parquet file of at most `max_bytes` in memory; otherwise as `read_csv`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(raw), page_checksum_verification=True)
        need_text(file.schema_arrow.names, text)
        check_width(len(file.schema_arrow.names))
        batches, size = [], 0
        for batch in file.iter_batches(batch_size=_batch_size(file.metadata, max_bytes)):
            batch.validate(full=True)  # bytes that are not UTF-8 would only fail later
            size += batch.nbytes
            check_size(size, max_bytes, " when unpacked")
            batches.append(batch)
        frame = pa.Table.from_batches(batches, schema=file.schema_arrow).to_pandas(integer_object_nulls=True)
    except (Unreadable, ImportError):
        raise
    except Exception as error:  # what the bytes of a damaged file say decides what kind of error pyarrow raises
        raise Unreadable(f"not a readable Parquet file: {error}") from error
    if frame.index.names != [None]:
        frame = frame.reset_index()
    name = id_column(list(frame), doc_id)
    frame, reasons = _flatten_cells(frame, except_in=text)
    rows = np.arange(1, len(frame) + 1)
    bad = sorted(reasons.items())
    frame = _whole_again(frame, except_in=(text, name))
    good = ~np.isin(rows, list(reasons))
    return finish(frame[good].reset_index(drop=True), rows[good], bad, text, name)


def _whole_again(frame: pd.DataFrame, *, except_in: tuple[str | None, ...]) -> pd.DataFrame:
    """`frame` with whole numbers where pandas wrote them as floats, for the sake of a gap: 2001, not 2001.0."""
    if not frame.columns.is_unique:
        return frame
    gaps = {
        name: frame[name].astype("Int64")
        for name, dtype in frame.dtypes.items()
        if dtype.kind == "f"
        and name not in except_in
        and frame[name].isna().any()
        and ((frame[name].dropna() % 1 == 0) & (frame[name].dropna().abs() < LARGEST)).all()
    }
    return with_columns(frame, gaps) if gaps else frame


def _batch_size(metadata: Any, max_bytes: int) -> int:
    """Rows to read at once, fewer where a short file may repeat a long value in every row.

    No value is longer than the uncompressed part of the file that it stands in; nor can the file hold less than that.
    """
    groups = [metadata.row_group(n) for n in range(metadata.num_row_groups)]
    parts = [group.column(n) for group in groups for n in range(group.num_columns)]
    check_size(sum(part.total_uncompressed_size for part in parts), max_bytes, " when unpacked")
    check_size(max((part.num_values for part in parts), default=0), max_bytes, " when unpacked")
    longest = max((part.total_uncompressed_size for part in parts), default=0)
    return min(4096, max(4, max_bytes // max(longest, 1)))


def _flatten_cells(frame: pd.DataFrame, *, except_in: str) -> tuple[pd.DataFrame, dict[int, str]]:
    """`frame` with no lists and the like in its cells, and the reason for each row where that cannot be."""
    out: dict[str, list] = {}
    reasons: dict[int, str] = {}
    for place in [
        n
        for n, dtype in enumerate(frame.dtypes)
        if pd.api.types.is_object_dtype(dtype) and frame.columns[n] != except_in
    ]:
        cells = out[frame.columns[place]] = []
        for row, value in enumerate(frame.iloc[:, place], start=1):
            try:
                cells.append(flatten(value))
            except (Unreadable, RecursionError) as error:
                cells.append(None)
                reasons[row] = str(error) if isinstance(error, Unreadable) else "a docvar nested too deeply"
    columns = {name: pd.Series(cells, index=frame.index, dtype="object") for name, cells in out.items()}
    return (with_columns(frame, columns) if columns and frame.columns.is_unique else frame), reasons


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        name = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Unreadable(f"the field {name[:100]!r} occurs twice")
    return record


def _parse(said: str) -> Any:
    try:
        return json.loads(said, object_pairs_hook=_once)
    except RecursionError:
        raise Unreadable("JSON nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"no JSON: {error}") from None


def _check_record(record: Any, text: str, doc_id: str | None, has_surrogates: bool) -> dict[str, Any]:
    """A row of a table: an object with the text, its values flat."""
    if not isinstance(record, dict):
        raise Unreadable(f"of type {type(record).__name__}, not an object")
    for name in (text, doc_id):
        if name is not None and name not in record:
            fields = ", ".join(map(repr, record))[:200] or "none"
            raise Unreadable(f"no field {name!r}; the fields are {fields}")
    if not isinstance(record[text], str) and record[text] is not None:
        raise Unreadable(f"the field {text!r} is of type {type(record[text]).__name__}, not text")
    try:
        if has_surrogates:  # half of a pair, which no table can store
            json.dumps(record, ensure_ascii=False).encode()
        return {name: flatten(value) for name, value in record.items()}
    except RecursionError:
        raise Unreadable("JSON nested too deeply") from None
    except UnicodeEncodeError:
        raise Unreadable("a lone surrogate") from None
    except ValueError as error:
        raise Unreadable(f"no JSON: {error}") from None
