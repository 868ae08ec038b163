"""A corpus on disk: a folder of Parquet files, and `corpus.json` that counts their rows.

Only what nothing else tells is kept. A sentence has one row with its paragraph and its number of tokens, a token its
start and its type; where it ends, and in which sentence, paragraph and document it stands, is worked out on opening,
which is faster than reading it. Every page has a checksum.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from discourse import schema
from discourse.arrays import Tokens, number_keys
from discourse.readers.encoding import read_bytes
from discourse.readers.folder import why_closed
from discourse.sections import ROLES

_FORMAT = 2
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
}


def is_saved(path: Path) -> bool:
    return os.path.isfile(path / "corpus.json")


def write_saved(tables: dict[str, pd.DataFrame], tokens: Tokens, path: Path) -> Path:
    """Write a corpus to a folder, which appears whole or not at all."""
    if path.exists() and not is_saved(path) and (path.is_file() or any(path.iterdir())):
        raise FileExistsError(f"{path} exists and is no saved corpus; choose another folder")
    files = tables | _take_apart(tokens)
    about = {"format": _FORMAT, "rows": {name: len(table) for name, table in files.items()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as around:
        draft = Path(around) / path.name
        draft.mkdir()  # not the temporary folder itself, which no one else may read
        for name, table in files.items():
            table.to_parquet(draft / f"{name}.parquet", index=False, write_page_checksum=True, **_encoding(name, table))
        (draft / "corpus.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf8")
        if path.exists():
            shutil.rmtree(path)
        draft.rename(path)
    return path


def _encoding(name: str, table: pd.DataFrame) -> dict:
    """How a table is written: as what opens fastest, tokens in one piece and byte by byte, texts without dictionary."""
    if name != "tokens":
        return {"compression": "lz4", "use_dictionary": [c for c in table.columns if c != "text"]}
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


def open_saved(path: Path) -> dict[str, pd.DataFrame | Tokens]:
    """The parts of a saved corpus; a clear error where the folder is damaged, foreign or of another format."""
    try:
        _refuse_links(path)
        about = json.loads(read_bytes(path / "corpus.json", max_bytes=_LARGEST_JSON)[0])
        if not isinstance(about, dict) or type(about.get("format")) is not int or about["format"] < 1:
            raise ValueError(_FOREIGN)
        if about["format"] == _FORMAT:
            return _open(path, about.get("rows"))
    except FileNotFoundError as why:
        reason = f"{Path(why.filename or str(why)).name} is missing"
        raise ValueError(f"{path} is a damaged or foreign corpus: {reason}. {_SAVE_AGAIN}") from why
    except ImportError:  # nothing is wrong with the corpus
        raise
    except Exception as why:  # what the bytes of a damaged file say decides what kind of error pyarrow raises
        reason = str(why).rstrip(".") or type(why).__name__
        raise ValueError(f"{path} is a damaged or foreign corpus: {reason}. {_SAVE_AGAIN}") from why
    upgrade = "upgrade it, or load" if about["format"] > _FORMAT else "load"
    raise ValueError(
        f"{path} was saved in format {about['format']}, and this version of discourse reads {_FORMAT}; "
        f"{upgrade} the texts and save them again"
    )


def _refuse_links(path: Path) -> None:
    """Raise an error where a file of a saved corpus is no file, or a link that leads out of its folder."""
    for name in ("corpus.json", *(f"{table}.parquet" for table in _FILES)):
        reason = why_closed(path / name, path) if os.path.lexists(path / name) else None
        if reason:
            raise ValueError(f"{name}: {reason}")


def _open(path: Path, rows: object) -> dict[str, pd.DataFrame | Tokens]:
    if not isinstance(rows, dict) or not _FILES.keys() <= rows.keys():
        raise ValueError(_FOREIGN)
    tables: dict[str, pd.DataFrame] = {}
    for name, columns in _FILES.items():
        if name == "tokens":
            lengths = tables["documents"]["text"].str.len().to_numpy(dtype=np.int64)
            if rows[name] > lengths.sum():
                raise ValueError(f"{name}.parquet has {rows[name]} rows, more than the texts have characters")
        tables[name] = table = _open_table(path / f"{name}.parquet")
        own = schema.TABLES.get(name, {}) if name != "tokens" else {}
        schema.need(table, list(own | columns), f"{name}.parquet")
        if len(table) != rows[name]:
            raise ValueError(f"{name}.parquet has {len(table)} rows, not {rows[name]}")
        _check_kinds(table, name)
    ids = pd.Index(tables["documents"]["doc_id"].array)
    owner = _check_sections(ids, lengths, tables["sections"])
    tokens = _put_together(ids, owner, *(tables[name] for name in ("sections", "sentences", "types", "tokens")))
    tables["sections"]["role"] = pd.Categorical(tables["sections"]["role"], categories=list(ROLES))
    return {name: tables[name] for name in ("documents", "sections", "rejected")} | {"tokens": tokens}


def _open_table(path: Path) -> pd.DataFrame:
    """A Parquet file; of numbers alone, nothing is copied that stands in memory already."""
    if path.stem not in ("sentences", "tokens"):
        return pd.read_parquet(path, page_checksum_verification=True)
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read()
    except pa.ArrowInvalid as why:
        raise ValueError(f"{path.name}: {why}") from why
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    return pd.DataFrame({name: column.to_numpy(zero_copy_only=False) for name, column in columns.items()}, copy=False)


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
        raise ValueError("documents.parquet: a doc_id is there twice")
    owner = number_keys(sections["doc_id"], ids)
    if (owner < 0).any():
        raise ValueError("sections.parquet: a doc_id is none of documents.parquet")
    start, end = sections["start"].to_numpy(), sections["end"].to_numpy()
    if (start < 0).any() or (end < start).any() or (end > lengths[owner]).any():
        raise ValueError("sections.parquet: a span lies outside its text")
    if (np.diff(sections["section_id"]) <= 0).any() or (np.diff(owner) < 0).any():
        raise ValueError("sections.parquet: the paragraphs are not in order")
    if not sections["role"].isin(ROLES).all():
        raise ValueError("sections.parquet: a role is none of ours")
    return owner


def _put_together(
    ids: pd.Index,
    owner: np.ndarray,
    sections: pd.DataFrame,
    sentences: pd.DataFrame,
    types: pd.DataFrame,
    tokens: pd.DataFrame,
) -> Tokens:
    """The tokens, whose spans must lie in their paragraphs; `owner` is the document of each section."""
    section, sentence, size = (sentences[c].to_numpy() for c in ("section_id", "sentence_id", "n_tokens"))
    row = pd.Index(sections["section_id"]).get_indexer(section)
    if (row < 0).any():
        raise ValueError("sentences.parquet: a section_id is none of sections.parquet")
    if (np.diff(sentence) <= 0).any() or (np.diff(row) < 0).any() or (size < 1).any() or size.sum() != len(tokens):
        raise ValueError("sentences.parquet: the sentences are not in order, or not those of tokens.parquet")
    start, code = tokens["start"].to_numpy(), tokens["token"].to_numpy()
    if len(code) and not 0 <= code.min() <= code.max() < len(types):
        raise ValueError("tokens.parquet: a token is none of types.parquet")
    words = pd.Index(types["token"].array)
    if types["token"].nunique() < len(types):
        raise ValueError("types.parquet: a type is there twice")
    opening = np.cumsum(size) - size
    made = Tokens(code, words, start, opening, sentence, section, owner[row], ids)
    new = np.diff(row, prepend=-1) > 0  # the first sentence of its paragraph
    first, last = opening[new], np.append(opening[new], len(code))[1:] - 1
    behind = np.flatnonzero(made.compare(np.less)) + 1
    place = {c: sections[c].to_numpy()[row[new]] for c in ("start", "end")}
    opens = np.zeros(len(code) + 1, bool)
    opens[first] = True
    if not opens[behind].all() or (start[first] < place["start"]).any() or (made.end_at(last) > place["end"]).any():
        raise ValueError("tokens.parquet: a span lies outside its paragraph, or the tokens are not in order")
    return made
