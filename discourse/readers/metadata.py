"""`metadata.csv`: docvars kept in a table beside the texts.

A row is about the document that its column `doc_id` names, or about the file that its column `file` (or
`filename`, `file_name`, `name`) names, with or without folder and suffix. What the table says about a
document wins over what the file says of itself, because someone wrote it down by hand; an empty cell says
nothing. A table is about the texts in its own folder and below.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

import pandas as pd

from discourse.readers.folder import stem
from discourse.readers.tabular import nullable, tidy, with_columns

_FILE = ("file", "filename", "file_name", "name")


def join_metadata(
    documents: pd.DataFrame,
    files: pd.Series,
    metadata: pd.DataFrame,
    *,
    folder: str = "",
    name: str = "metadata.csv",
) -> tuple[pd.DataFrame, pd.Series, list[str]]:
    """`documents` with the docvars of `metadata`.

    Parameters
    ----------
    documents : DataFrame
        With doc_id and text.
    files : Series
        The file of each document, with `/` between folders, from the folder that is read.
    metadata : DataFrame
        With doc_id or file, and docvars.
    folder : str
        The folder of the table, ending in `/`, or the empty string.
    name : str
        What the notes call the table.

    Returns
    -------
    tuple
        The documents; which of them have a row, as booleans; and notes on what did not fit: rows without a
        document and second rows for one document.
    """
    key = next((column for column in _FILE if column in metadata), None)
    columns = [column for column in ("doc_id", "id") if column in metadata][:1]
    joined = pd.Series(False, index=documents.index)
    if key is None and not columns:
        has = ", ".join(map(str, metadata.columns))
        return documents, joined, [f"{name} has neither doc_id nor file, so it was not used; it has {has}"]
    ids = metadata[columns[0]].astype("object").tolist() if columns else [None] * len(metadata)
    named = metadata[key].astype("object").tolist() if key else [None] * len(metadata)
    found = _match_rows(list(zip(ids, named, strict=True)), *_index(documents, files, folder))
    docvars = metadata.drop(columns=[*columns, *([key] if key else [])])
    docvars = docvars.drop(columns=["doc_id", "text"], errors="ignore")
    documents = _fill(documents, docvars, found.rows, found.places)
    if found.ids:
        given = pd.Series(found.ids).reindex(documents.index)
        documents = documents.assign(doc_id=given.fillna(documents["doc_id"]))
    joined.iloc[found.places] = True
    return documents, joined, _notes(found, name, "text" in metadata)


class _Matches(NamedTuple):
    """Which row is about which document."""

    rows: list[int]
    places: list[int]  # of the documents, one for each of `rows`
    ids: dict[int, str]  # by place: the doc_id that the table gives a file
    lost: list[str]  # rows without a document,
    twice: list[str]  # and rows about a document that has one


def _match_rows(said: list[tuple[object, object]], by_id: dict, by_file: dict) -> _Matches:
    """The documents of rows that say a doc_id, a file or both."""
    found = _Matches([], [], {}, [], [])
    taken: set[int] = set()
    for row, (doc_id, file) in enumerate(said):
        about = by_file.get(_plain(file)) if _said(file) else None
        if about and len(about) == 1 and _said(doc_id):
            found.ids[about[0]] = str(doc_id)  # the table gives the file its id
        if about is None and _said(doc_id):
            about = by_id.get(_composed(str(doc_id))) or by_file.get(_plain(doc_id))
        label = str(file if _said(file) else doc_id)
        if not about:
            found.lost.append(label)
        elif taken.intersection(about):
            found.twice.append(label)
        else:
            taken.update(about)
            found.rows.extend([row] * len(about))
            found.places.extend(about)
    return found


def _notes(found: _Matches, name: str, has_text: bool) -> list[str]:
    """What of the table called `name` was not used."""
    lost, twice = found.lost, found.twice
    notes = [f"{name}: its column text was not used"] if has_text else []
    if lost:
        notes.append(f"{name}: {len(lost)} row{'s' * (len(lost) > 1)} without a text: {few(lost)}")
    if twice:
        notes.append(f"{name}: there is a second row, which is left out, for {few(twice)}")
    return notes


def few(names: list[str], n: int = 5) -> str:
    """The first `n` names, and how many more there are.

    Examples
    --------
    >>> few(["a", "b", "c"], n=2)
    'a, b and 1 more'
    """
    more = f" and {len(names) - n} more" if len(names) > n else ""
    return ", ".join(name if len(name) <= 200 else f"{name[:200]}..." for name in names[:n]) + more


def _index(documents: pd.DataFrame, files: pd.Series, folder: str) -> tuple[dict, dict]:
    """Places of documents by doc_id, and by every name that a table may call their file."""
    by_id: dict[str, list[int]] = {}
    by_file: dict[str, list[int]] = {}
    short: dict[str, dict[str, list[int]]] = {}
    for place, (doc_id, file) in enumerate(zip(documents["doc_id"], files, strict=True)):
        if not file.startswith(folder):
            continue
        by_id.setdefault(_composed(doc_id), [place])
        inside = _composed(file[len(folder) :])
        by_file.setdefault(inside, []).append(place)
        for name in {stem(inside), inside.rpartition("/")[2], stem(inside.rpartition("/")[2])}:
            short.setdefault(name, {}).setdefault(file, []).append(place)
    for name, found in short.items():
        if len(found) == 1:  # a short name that two files share is about neither
            by_file.setdefault(name, next(iter(found.values())))
    return by_id, by_file


def _fill(documents: pd.DataFrame, metadata: pd.DataFrame, rows: list[int], places: list[int]) -> pd.DataFrame:
    """`documents` with the cells of `metadata` that are not empty: row `rows[i]` for the document at `places[i]`."""
    told = nullable(metadata).iloc[rows].set_axis(documents.index[places], axis=0).reindex(documents.index)
    told = told.astype({column: metadata[column].dtype for column in told if told[column].notna().all()})
    out = {}
    for column in told.columns:
        values = told[column]
        if column in documents:
            old = nullable(documents[[column]])[column]
            if values.dtype != old.dtype:
                old, values = old.astype("object"), values.astype("object")
            values = values.where(values.notna(), old)
        out[column] = values
    return tidy(with_columns(documents, out))


def _said(value: object) -> bool:
    return value is not None and not pd.isna(value) and str(value) != ""


def _composed(name: str) -> str:
    """The name with composed characters (NFC): macOS writes names of files with accents as signs of their own."""
    return unicodedata.normalize("NFC", name)


def _plain(file: object) -> str:
    return _composed(str(file)).replace("\\", "/").removeprefix("./")
