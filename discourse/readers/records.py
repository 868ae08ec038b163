"""JSON Lines and Parquet: rows whose values have types of their own."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from discourse.readers.encoding import MAX_BYTES, Unreadable, decode
from discourse.readers.plain import flatten
from discourse.readers.tabular import Rows, finish, id_column, need_text


def read_jsonl(raw: bytes, *, text: str, doc_id: str | None = None) -> Rows:
    """Rows of `documents` from JSON Lines, one object a line; rows are numbered by line.

    Parameters, returns and raises as `read_csv`; each line without the text is left out.

    Examples -------- >>> frame, rows, bad = read_jsonl(b'{"text": "Tea.", "year": 2018}\\n[1]\\n',
    text="text") >>> frame.to_dict("records"), rows.tolist(), bad ([{'doc_id': nan, 'text': 'Tea.', 'year':
    2018, 'encoding': 'utf-8'}], [1], [(2, 'of type list, not an object')])
    """
    lines, encoding = decode(raw)
    records, rows, bad = [], [], []
    for row, line in enumerate(lines.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            records.append(_read_object(line, text, doc_id))
            rows.append(row)
        except Unreadable as error:
            bad.append((row, str(error)))
    if not records and not bad:
        raise Unreadable("no rows")
    frame = pd.DataFrame(records, columns=None if records else [text])
    frame = frame if "encoding" in frame else frame.assign(encoding=encoding)
    return finish(frame, np.array(rows, dtype=int), bad, text, id_column(list(frame), doc_id, needed=False))


def read_parquet(raw: bytes, *, text: str, doc_id: str | None = None, max_bytes: int = MAX_BYTES) -> Rows:
    """Rows of `documents` from a Parquet file of at most `max_bytes` in memory; otherwise as `read_csv`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(raw))
        need_text(file.schema_arrow.names, text)
        batches, size = [], 0
        for batch in file.iter_batches(batch_size=4096):
            batch.validate(full=True)  # bytes that are not UTF-8 would only fail later
            size += batch.nbytes
            if size > max_bytes:
                raise Unreadable(f"more than {max_bytes:,} bytes when unpacked; split the file or raise max_bytes")
            batches.append(batch)
        frame = pa.Table.from_batches(batches, schema=file.schema_arrow).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"no Parquet file that can be read: {error}") from error
    if frame.index.names != [None]:
        frame = frame.reset_index()
    name = id_column(list(frame), doc_id)
    return finish(frame, np.arange(1, len(frame) + 1), [], text, name)


def _read_object(line: str, text: str, doc_id: str | None) -> dict[str, Any]:
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise Unreadable(f"of type {type(record).__name__}, not an object")
        for name in (text, doc_id):
            if name is not None and name not in record:
                fields = ", ".join(map(repr, record))[:200] or "none"
                raise Unreadable(f"no field {name!r}; the fields are {fields}")
        if not isinstance(record[text], str) and record[text] is not None:
            raise Unreadable(f"the field {text!r} is of type {type(record[text]).__name__}, not text")
        if "\\ud" in line.lower():  # half of a surrogate pair, which no table can store
            json.dumps(record, ensure_ascii=False).encode()
        return {name: flatten(value) for name, value in record.items()}
    except RecursionError:
        raise Unreadable("JSON nested too deeply") from None
    except UnicodeEncodeError:
        raise Unreadable("a lone surrogate") from None
    except ValueError as error:
        raise Unreadable(f"no JSON: {error}") from None
