"""A corpus on disk: a folder of Parquet files, and `corpus.json` with the rows and the sha256 of each.

Only what does not follow from the rest is kept. A sentence has one row with its paragraph and its number of tokens, a
token has its start and its type. Where it ends, and in which sentence, paragraph and document it stands, is worked out,
which is faster than reading it. The tokens stay packed in memory until somebody asks for them.

A file is held against its hash before anything is read of it: most at once, those of the packed tokens when they are
unpacked. These name the save that they are of, so that files of two saves are told at once. A save is known by the
hashes of its other files, so that the same corpus is always saved as the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.drafts import draft_of
from discourse.corpus.sections import ROLES
from discourse.readers.encoding import read_bytes
from discourse.readers.folder import why_closed
from discourse.text.tokens import Tokens, number_keys

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionArray
    from pyarrow import Buffer, ChunkedArray
    from pyarrow.parquet import ParquetFile

_FORMAT = 3
_LARGEST_JSON = 2**20
_FOREIGN = "corpus.json was not written by save_corpus"
_SAVE_AGAIN = "Load the texts and save them again."
#: The columns of each file that must be there, by kind: text or whole number.
_FILES = {
    "documents": {"doc_id": "str", "text": "str"},
    "sections": {"doc_id": "str", "section_id": "int", "role": "str", "start": "int", "end": "int"},
    "sentences": {"section_id": "int", "sentence_id": "int", "n_tokens": "int"},
    "types": {"token": "str"},
    "tokens": {"start": "int", "token": "int"},
    "rejected": {"source": "str", "reason": "str"},
    "doubts": {"kind": "str", "detail": "str"},
}
_PACKED = ("sentences", "types", "tokens")  # of which the tokens are made
_SAVE = b"discourse.save"  # in the footer of a packed file: the save that it is of


def is_saved(path: Path) -> bool:
    return os.path.isfile(path / "corpus.json")


def write_saved(tables: dict[str, pd.DataFrame], tokens: Tokens, path: Path) -> Path:
    """Write a corpus to a folder, which appears whole or not at all."""
    if path.exists() and not is_saved(path) and (path.is_file() or any(path.iterdir())):
        raise FileExistsError(f"{path} exists and is not a saved corpus; choose another folder")
    with draft_of(path) as draft:
        listed = {name: _write(table, name, draft) for name, table in tables.items()}
        save = _save_of(listed)
        listed |= {name: _write(table, name, draft, save) for name, table in _take_apart(tokens).items()}
        about = {"format": _FORMAT, "save": save, "files": listed}
        (draft / "corpus.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf8")
    return path


def _write(table: pd.DataFrame, name: str, folder: Path, save: str | None = None) -> dict:
    """Write a table to its file, with the save that it is of; what `corpus.json` says of it."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    file = folder / f"{name}.parquet"
    if save is None:
        table.to_parquet(file, index=False, **_encoding(name, table))
    else:
        whole = pa.Table.from_pandas(table, preserve_index=False)
        write_table(whole.replace_schema_metadata({_SAVE: save}), file, **_encoding(name, table))
    with open(file, "rb") as written:
        return {"rows": len(table), "sha256": hashlib.file_digest(written, "sha256").hexdigest()}


def _save_of(listed: dict[str, dict]) -> str:
    """The name of a save: a hash of the hashes of all files that are not packed."""
    hashes = [listed[name]["sha256"] for name in sorted(listed.keys() - set(_PACKED))]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _encoding(name: str, table: pd.DataFrame) -> dict:
    """How a table is written: as what opens fastest.

    Texts are neither packed nor looked up in a dictionary, and few go into one batch, as a page ends with a batch and
    must be smaller than 2 GiB. Tokens are in one piece, and byte by byte.
    """
    if name == "documents":
        plain = [column for column in table.columns if column != "text"]
        return {"compression": None, "use_dictionary": plain, "data_page_size": 2**24, "write_batch_size": 16}
    if name != "tokens":
        return {"compression": "lz4"}
    return {
        "compression": "lz4",
        "use_dictionary": False,
        "column_encoding": dict.fromkeys(table.columns, "BYTE_STREAM_SPLIT"),
        "row_group_size": max(len(table), 1),
    }


def _take_apart(tokens: Tokens) -> dict[str, pd.DataFrame]:
    """The tables from which `_put_together` makes the tokens again."""
    n_tokens = tokens.size.astype(np.int32)
    return {
        "sentences": pd.DataFrame(
            {"section_id": tokens.section_id, "sentence_id": tokens.sentence_id, "n_tokens": n_tokens}
        ),
        "types": pd.DataFrame({"token": tokens.types}),
        "tokens": pd.DataFrame({"start": tokens.start, "token": tokens.codes}),
    }


def open_saved(path: Path) -> dict[str, pd.DataFrame | Callable[[], Tokens]]:
    """The parts of a saved corpus; a clear error where the folder is damaged, foreign or of another format.

    In place of the tokens stands a function that makes them: all bytes are in memory, but unpacked only when needed.
    """
    with _telling_damage(path):
        _refuse_links(path)
        about = json.loads(read_bytes(path / "corpus.json", max_bytes=_LARGEST_JSON)[0])
        if not isinstance(about, dict) or type(about.get("format")) is not int or about["format"] < 1:
            raise ValueError(_FOREIGN)
        if about["format"] == _FORMAT:
            return _open(path, _listed(about))
    upgrade = "upgrade it, or load" if about["format"] > _FORMAT else "load"
    raise ValueError(
        f"{path} was saved in format {about['format']}, and this version of discourse reads {_FORMAT}; "
        f"{upgrade} the texts and save them again"
    )


@contextmanager
def _telling_damage(path: Path) -> Iterator[None]:
    """One kind of error, whatever is wrong with the corpus."""
    try:
        yield
    except FileNotFoundError as why:
        reason = f"{Path(why.filename or str(why)).name} is missing"
        raise ValueError(f"{path} is a damaged or foreign corpus: {reason}. {_SAVE_AGAIN}") from why
    except ImportError:  # nothing is wrong with the corpus
        raise
    except Exception as why:  # what the bytes of a damaged file say decides what kind of error pyarrow raises
        reason = str(why).rstrip(".") or type(why).__name__
        raise ValueError(f"{path} is a damaged or foreign corpus: {reason}. {_SAVE_AGAIN}") from why


def _refuse_links(path: Path) -> None:
    """Raise an error where a file of a saved corpus is no file, or a link that leads out of its folder."""
    for name in ("corpus.json", *(f"{table}.parquet" for table in _FILES)):
        reason = why_closed(path / name, path) if os.path.lexists(path / name) else None
        if reason:
            raise ValueError(f"{name}: {reason}")


def _listed(about: dict) -> dict[str, dict]:
    """What `corpus.json` says of each file: its rows and its sha256."""
    files = about.get("files")
    if not isinstance(files, dict) or not _FILES.keys() <= files.keys():
        raise ValueError(_FOREIGN)
    for said in files.values():
        if not isinstance(said, dict) or type(said.get("rows")) is not int or not isinstance(said.get("sha256"), str):
            raise ValueError(_FOREIGN)
    if about.get("save") != _save_of(files):
        raise ValueError(_FOREIGN)
    return files


def _open(path: Path, listed: dict[str, dict]) -> dict[str, pd.DataFrame | Callable[[], Tokens]]:
    save = _save_of(listed)
    packed = {name: _bytes_of(path, name) for name in _PACKED}
    for name, file in packed.items():
        _check_footer(file, name, listed[name]["rows"], save)
    tables = {}
    for name in _FILES.keys() - packed.keys():
        file = _bytes_of(path, name)
        _check_hash(file, name, listed[name])
        _check_footer(file, name, listed[name]["rows"])
        tables[name] = _read(file, name)
    lengths = tables["documents"]["text"].str.len().to_numpy(dtype=np.int64)
    if listed["tokens"]["rows"] > lengths.sum():
        raise ValueError(
            f"tokens.parquet has {listed['tokens']['rows']} rows, which is more than the texts have characters"
        )
    ids, sections = pd.Index(tables["documents"]["doc_id"].array), tables["sections"]
    owner = _check_sections(ids, lengths, sections)
    sections["role"] = pd.Categorical(sections["role"], categories=list(ROLES))
    places = sections[["section_id", "start", "end"]]
    return tables | {"tokens": partial(_unpack, path, ids, owner, places, packed, listed)}


def _bytes_of(path: Path, name: str) -> Buffer:
    import pyarrow as pa

    file = path / f"{name}.parquet"
    if not file.exists():
        raise FileNotFoundError(file.name)
    with pa.OSFile(str(file)) as opened:  # faster than Python, which asks the system for new memory
        return opened.read_buffer()


def _unpack(
    path: Path,
    ids: pd.Index,
    owner: np.ndarray,
    places: pd.DataFrame,
    packed: dict[str, Buffer],
    listed: dict[str, dict],
) -> Tokens:
    with _telling_damage(path):
        for name, file in packed.items():
            _check_hash(file, name, listed[name])
        return _put_together(ids, owner, places, *(_read(packed[name], name) for name in _PACKED))


def _check_hash(file: Buffer, name: str, said: dict) -> None:
    if hashlib.sha256(file).hexdigest() != said["sha256"]:
        raise ValueError(f"{name}.parquet is not the file that was saved")


@contextmanager
def _parquet(file: Buffer, name: str) -> Iterator[ParquetFile]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(pa.BufferReader(file)) as opened:
            yield opened
    except pa.ArrowInvalid as why:
        raise ValueError(f"{name}.parquet: {why}") from why


def _check_footer(file: Buffer, name: str, n_rows: int, save: str | None = None) -> None:
    """Raise an error if a file lacks a column, has another number of rows than was saved, or is from another save."""
    with _parquet(file, name) as opened:
        own = schema.TABLES.get(name, {}) if name not in _PACKED else {}
        found = opened.schema_arrow
        schema.need(pd.DataFrame(columns=found.names), list(own | _FILES[name]), f"{name}.parquet")
        if opened.metadata.num_rows != n_rows:
            raise ValueError(f"{name}.parquet has {opened.metadata.num_rows} rows, not {n_rows}")
        if save is not None and (found.metadata or {}).get(_SAVE) != save.encode():
            raise ValueError(f"{name}.parquet is from another save")


def _read(file: Buffer, name: str) -> pd.DataFrame:
    """A table. Columns that are in memory already are not copied."""
    import pyarrow as pa

    if name not in _PACKED:
        table = pd.read_parquet(pa.BufferReader(file))
    else:
        with _parquet(file, name) as opened:
            read = opened.read()
        table = pd.DataFrame({column: _as_array(read[column]) for column in read.column_names}, copy=False)
    _check_kinds(table, name)
    return table


def _as_array(column: ChunkedArray) -> np.ndarray | ExtensionArray:
    import pyarrow as pa

    if not pa.types.is_integer(column.type):
        return pd.StringDtype(na_value=np.nan).__from_arrow__(column)
    return column.chunk(0).to_numpy(zero_copy_only=False) if column.num_chunks == 1 else column.to_numpy()


def _check_kinds(table: pd.DataFrame, name: str) -> None:
    """Raise an error for a column with values of another kind than `write_saved` writes, or with gaps."""
    for column, kind in _FILES[name].items():
        values = table[column]
        if values.dtype.kind not in "iu":
            if column != "role" and not (kind == "str" and isinstance(values.dtype, pd.StringDtype)) and len(values):
                raise ValueError(f"{name}.parquet: the column {column} holds {values.dtype}")
            if values.isna().any():
                raise ValueError(f"{name}.parquet: the column {column} has gaps")
        elif kind != "int":
            raise ValueError(f"{name}.parquet: the column {column} holds {values.dtype}")


def _check_sections(ids: pd.Index, lengths: np.ndarray, sections: pd.DataFrame) -> np.ndarray:
    """The number of the document of each section; their keys must meet, and their spans lie in their texts."""
    if not ids.is_unique:
        raise ValueError("documents.parquet: a doc_id occurs twice")
    owner = number_keys(sections["doc_id"], ids)
    if (owner < 0).any():
        raise ValueError("sections.parquet: a doc_id is not in documents.parquet")
    start, end = sections["start"].to_numpy(), sections["end"].to_numpy()
    if (start < 0).any() or (end < start).any() or (end > lengths[owner]).any():
        raise ValueError("sections.parquet: a span is outside its text")
    if (np.diff(sections["section_id"]) <= 0).any() or (np.diff(owner) < 0).any():
        raise ValueError("sections.parquet: the paragraphs are not in order")
    if not sections["role"].isin(ROLES).all():
        raise ValueError("sections.parquet: a role is unknown")
    return owner


def _put_together(
    ids: pd.Index,
    owner: np.ndarray,
    places: pd.DataFrame,
    sentences: pd.DataFrame,
    types: pd.DataFrame,
    tokens: pd.DataFrame,
) -> Tokens:
    """The tokens; their spans must lie in the `places` of their paragraphs, of which `owner` is the document."""
    section, sentence, size = (sentences[c].to_numpy() for c in ("section_id", "sentence_id", "n_tokens"))
    new = np.flatnonzero(np.diff(section, prepend=section[:1] - 1))  # the first sentence of each paragraph
    row = pd.Index(places["section_id"]).get_indexer(section[new])
    if (row < 0).any():
        raise ValueError("sentences.parquet: a section_id is not in sections.parquet")
    if (np.diff(sentence) <= 0).any() or (np.diff(row) <= 0).any() or (size < 1).any() or size.sum() != len(tokens):
        raise ValueError("sentences.parquet: the sentences are not in order, or not those of tokens.parquet")
    start, code = tokens["start"].to_numpy(), tokens["token"].to_numpy()
    if len(code) and not 0 <= code.min() <= code.max() < len(types):
        raise ValueError("tokens.parquet: a token is not in types.parquet")
    words = pd.Index(types["token"].array)
    if types["token"].nunique() < len(types):
        raise ValueError("types.parquet: a type occurs twice")
    opening = np.cumsum(size) - size
    doc = np.repeat(owner[row], np.diff(new, append=len(section)))
    made = Tokens(code, words, start, opening, sentence, section, doc, ids)
    first = opening[new]
    last = np.append(first, len(code))[1:] - 1
    opens = np.zeros(len(code) + 1, bool)
    opens[first] = True
    behind = np.flatnonzero(made.compare(np.less)) + 1
    place = {c: places[c].to_numpy()[row] for c in ("start", "end")}
    if not opens[behind].all() or (start[first] < place["start"]).any() or (made.end_at(last) > place["end"]).any():
        raise ValueError("tokens.parquet: a span is outside its paragraph, or the tokens are not in order")
    return made
