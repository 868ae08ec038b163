"""Files to rows of `documents`.

`read_path` reads a file or every file of a folder (`folder`). `files` chooses the reader of each: plain text and
Markdown (`plain`), saved web pages (`html`, which leaves out `_inserts`; the folder `page` has what they say about
themselves), tables with a text a row (`tabular`, a folder), and files that hold many texts, which two folders read:
`exports` of news databases, and `documents` of word processors, printers, parliaments and archives. Those hand over an
`article` at a time; `archive` opens what is packed, and `worded_dates` reads dates in the languages of such files.

`encoding`, a folder, turns bytes into text. `doubts` tells texts that are garbled, in other `languages` or without
capitals, and `markup` sees HTML in a text. `dates` reads dates, `metadata` joins the docvars of a `metadata.csv`,
`addresses` those of a list of pages. `lists` reads CSV files that are no texts: lists of words, of actors.

A file or a row that cannot be read becomes a row of `rejected` with its reason, and the rest is read: what goes in =
documents + rejected. What is read with a doubt is a row of `doubts` as well.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse.readers.addresses import join_by_address
from discourse.readers.dates import has_short_year, is_read_two_ways, parse_dates, read_figures
from discourse.readers.encoding import MAX_BYTES, Unreadable, need_encoding, read_bytes
from discourse.readers.exports.media_cloud import REFUSED
from discourse.readers.files import Found, How, Roles, format_of, read_file
from discourse.readers.folder import FORMATS, METADATA, TABLES, Files, list_files, relative, stem, suffix_of, why_closed
from discourse.readers.markup import find_markup
from discourse.readers.metadata import few, join_metadata
from discourse.readers.plain import MAX_DOCVARS
from discourse.readers.tabular import delimited, nullable, settle_dates, tidy

__all__ = ["FORMATS", "MAX_BYTES", "Read", "read_path"]

_FIRST = ("doc_id", "text", "title", "author", "date", "outlet", "url")
_LAST = ("date_text", "source", "encoding", "n_dropped", "sha256")


class Read(NamedTuple):
    """What `read_path` returns: four tables."""

    documents: pd.DataFrame
    rejected: pd.DataFrame
    doubts: pd.DataFrame
    roles: pd.DataFrame


class _Told(NamedTuple):
    """What is amiss, as rows of the tables: what stands last may hold anything, as it quotes files."""

    rejected: list[tuple[str, str | None, str]]
    doubts: list[tuple[str, str | None, str, str]]


def read_path(
    path: str | os.PathLike,
    *,
    text: str = "text",
    doc_id: str | None = None,
    dayfirst: bool | None = None,
    encoding: str | None = None,
    progress: bool | None = None,
    max_bytes: int = MAX_BYTES,
    only: Collection[str] | None = None,
) -> Read:
    """Read a file, or a folder of texts with its subfolders.

    Parameters
    ----------
    path : str or path
        A file or a folder. Of a folder, hidden files, `metadata.csv`, `actors.csv`, `codebook.toml`, `study.toml`,
        README and LICENSE are no texts; the docvars of a `metadata.csv` are joined to the texts in its folder and
        below.
    text : str
        Column or field of a table that holds the text.
    doc_id : str, optional
        Column or field of a table that holds the id. By default `doc_id`, else `id`, else `<file>:<row>`,
        with rows counted from 1 (of JSON Lines, the line). A file that is one text is called by its name
        without suffix, after the folders that it is in below `path`, a first one called `texts` excepted; a
        doc_id in its front matter or in `metadata.csv` comes before that.
    dayfirst : bool, optional
        Whether the day comes first in dates such as 03/04/2018. By default the other dates of a table's column tell.
    encoding : str, optional
        The encoding of all files of text. By default each file is looked at.
    progress : bool, optional
        Whether to show a progress bar on stderr; by default only when reading takes more than a second.
    max_bytes : int
        Most bytes of one file, as it lies on disk and unpacked, that are read; of a larger one no more than that
        is unpacked. By default 512 MiB.
    only : collection of str, optional
        The files of the folder that are read, each by its way from there; of the others nothing is told.

    Returns
    -------
    documents : DataFrame
        doc_id and text; then the docvars that the files carry, among them title, author, date (datetime64,
        NaT where no single date is stated; then date_text has what is), outlet and url; then source (the
        file, relative to `path`), encoding (the codec that reads the file), n_dropped (blocks of a web page
        that are not in the text, from 0) and sha256 (of the file as it lies on disk). A docvar of one of
        those names that a file carries is kept instead.
    rejected : DataFrame
        source (the file, or `<file>:<row>`), doc_id (NA where there is none) and reason.
    doubts : DataFrame
        source, doc_id (NA where the doubt is about a whole file), kind and detail.
    roles : DataFrame
        doc_id, start, end and role of the paragraphs of which the files show what they are.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If `max_bytes` is not a whole number of at least 1, or `encoding` none that is known.

    Warns
    -----
    UserWarning
        If rows of `metadata.csv` have no text or texts no row in it, and if dates were not understood.
    """
    if isinstance(max_bytes, bool) or not isinstance(max_bytes, int) or max_bytes < 1:
        raise ValueError(f"max_bytes is {max_bytes!r}; give a whole number of bytes, at least 1")
    if encoding is not None:
        need_encoding(encoding)
    root = Path(path)
    if not os.path.exists(root):
        raise FileNotFoundError(f"no file or folder {str(root)!r}; give the path of a text or of a folder of texts")
    if root.is_dir():
        files, tables, closed = list_files(root)
        if only is not None:
            files, closed = [(file, source) for file, source in files if source in only], []
    else:
        files, closed = [(root, relative(root, root.parent))], []
        beside = [(root.parent / name, name) for name in METADATA if not why_closed(root.parent / name, root.parent)]
        tables = [] if FORMATS.get(suffix_of(root.name)) in TABLES else beside

    told = _Told([(source, None, reason) for source, reason in closed], [])
    how = How(text, doc_id, dayfirst, encoding, max_bytes)
    founds: list[Found] = []
    docvars: set[str] = set()
    for file, source in _with_bar(files, progress):
        try:
            for found in read_file(file, source, how):
                holds = found.single if found.frame is None else found.frame
                docvars = _with_docvars(docvars, () if holds is None else holds)
                founds.append(found)
        except Unreadable as error:
            told.rejected.append((source, None, str(error) + _advice(source)))
        except ImportError:  # nothing is wrong with the file
            raise
        except Exception as error:  # a file that no rule foresaw must not keep the others from being read
            told.rejected.append((source, None, f"{type(error).__name__}: {error}"))
    for found in founds:
        told.rejected.extend((_label(found.source, n), name, why) for n, name, why in found.bad)

    documents, origin = _stack(founds)
    documents, notes = _join_tables(
        documents,
        origin,
        tables,
        told,
        whole=root.is_dir() and only is None,
        dayfirst=dayfirst,
        encoding=encoding,
        max_bytes=max_bytes,
    )
    documents, origin = _drop_duplicates(documents.assign(doc_id=_ids(documents, origin)), origin, told)
    documents, unsaved = _join_lists(documents, founds, told)
    documents, late = _read_dates(documents, origin, told, dayfirst)
    for note in [*notes, *unsaved, *late]:
        warnings.warn(note, UserWarning, stacklevel=2)
    columns = [*_FIRST, *(c for c in documents if c not in _FIRST + _LAST), *_LAST]
    documents = documents[[column for column in columns if column in documents]]
    told.doubts.extend(_doubt_texts(documents, origin, founds))
    roles = _roles_of(documents, origin, founds)
    return Read(documents, _as_table(told.rejected, "rejected"), _as_table(told.doubts, "doubts"), roles)


def _with_bar(files: Files, progress: bool | None) -> Iterable[tuple[Path, str]]:
    from tqdm import tqdm

    # Unless asked for, a bar is shown in a terminal only: not if standard error is a file, a pipe or a notebook.
    disable = {None: None, True: False, False: True}[progress]
    return tqdm(files, desc="reading", unit=" files", delay=0 if progress else 1, disable=disable)


def _advice(source: str) -> str:
    """What to do with a table of docvars that is taken for one of texts."""
    named = stem(source.rpartition("/")[2]).lower() == "metadata"
    is_table = FORMATS.get(suffix_of(source)) in TABLES
    return "; for other files, docvars are read from metadata.csv" if named and is_table else ""


def _with_docvars(docvars: set[str], found: Iterable[str]) -> set[str]:
    """`docvars` and those of a document or a table; an error if there are so many that they would fill the memory."""
    together = docvars.union(found)
    if len(together) > MAX_DOCVARS:
        raise Unreadable(f"with its docvars, the folder would have more than {MAX_DOCVARS:,} docvars")
    return together


def _stack(founds: list[Found]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All documents in the order of the files, and the file, row and key of each.

    The row is 0 where the file is one text; the key is the id that an export gives an article.
    """
    singles = [(found.source, found.single) for found in founds if found.single is not None]
    tables = [(found, found.frame) for found in founds if found.frame is not None]
    pieces = [frame for _, frame in tables]
    files = [np.repeat(np.array([found.source], dtype=object), len(found.rows)) for found, _ in tables]
    rows = [found.rows for found, _ in tables]
    keys = [np.array(found.keys or [None] * len(found.rows), dtype=object) for found, _ in tables]
    if singles:
        names = dict.fromkeys(name for _, row in singles for name in row)
        cells = {name: pd.Series([row.get(name) for _, row in singles], dtype="object") for name in names}
        pieces.append(tidy(pd.DataFrame(cells)))
        files.append(np.array([source for source, _ in singles], dtype=object))
        rows.append(np.zeros(len(singles), dtype=int))
        keys.append(np.full(len(singles), None, dtype=object))
    if not pieces:
        none = {name: pd.Series(dtype=kind) for name, kind in (("file", "str"), ("row", int), ("key", "str"))}
        return schema.empty("documents"), pd.DataFrame(none)
    origin = pd.DataFrame({"row": np.concatenate(rows)})
    origin = origin.assign(
        **{name: pd.Series(np.concatenate(of), dtype="str") for name, of in (("file", files), ("key", keys))}
    )
    everywhere = set.intersection(*(set(piece.columns) for piece in pieces))
    pieces = [nullable(piece, except_in=everywhere) for piece in pieces]
    documents = pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)
    if len(pieces) > 1:
        order = origin.sort_values(["file", "row"]).index
        documents, origin = documents.loc[order], origin.loc[order].reset_index(drop=True)
    return schema.conform(tidy(documents), "documents"), origin


def _join_tables(
    documents: pd.DataFrame,
    origin: pd.DataFrame,
    tables: Files,
    told: _Told,
    *,
    whole: bool,
    dayfirst: bool | None,
    encoding: str | None,
    max_bytes: int,
) -> tuple[pd.DataFrame, list[str]]:
    """`documents` with the docvars of each metadata table, and notes on what did not fit."""
    notes: list[str] = []
    ids = documents.assign(doc_id=_ids(documents, origin))
    missing = origin["row"] == 0  # a row of a table has its docvars with it
    used = []
    for file, source in tables:
        try:
            metadata = delimited.read_docvars(read_bytes(file, max_bytes=max_bytes)[1], encoding=encoding)
            metadata = settle_dates(metadata, dayfirst)
        except Unreadable as error:
            told.rejected.append((source, None, str(error)))
            notes.append(f"{source} was not used: {error}")
            continue
        folder = source.rpartition("/")[0]
        ids, joined, amiss = join_metadata(
            ids, origin["file"], metadata, folder=f"{folder}/" * bool(folder), name=source
        )
        missing &= ~joined
        used.append(source)
        notes += amiss if whole else []
    if used and missing.any():
        sources = origin["file"][missing].tolist()
        notes.append(f"{len(sources)} of {len(origin)} texts have no row in {few(used)}: {few(sources)}")
    return ids, notes


def _join_lists(documents: pd.DataFrame, founds: list[Found], told: _Told) -> tuple[pd.DataFrame, list[str]]:
    """`documents` with what lists of pages say of those that were saved; a list of none of them is rejected."""
    notes: list[str] = []
    for found in founds:
        if found.listed is None:
            continue
        documents, joined, missing = join_by_address(documents, found.listed, name=found.source)
        notes += missing if joined.any() else []
        if not joined.any():
            told.rejected.append((found.source, None, REFUSED.format(n=len(found.listed))))
    return documents, notes


def _ids(documents: pd.DataFrame, origin: pd.DataFrame) -> pd.Series:
    """doc_id, filled where no file says it: the key in an export, else the name of the file, and the row in a table."""
    key = origin["key"].set_axis(documents.index)
    first = key.notna() & ~key.duplicated() & ~key.isin(documents["doc_id"])
    documents = documents.assign(doc_id=documents["doc_id"].where(~first | documents["doc_id"].notna(), key))
    unnamed = documents["doc_id"].isna()
    if not unnamed.any():
        return documents["doc_id"]
    files, row = origin["file"][unnamed], origin["row"][unnamed]
    names = files.str.removeprefix("texts/").map(stem).where(row == 0, _labels(origin[unnamed]))
    return documents["doc_id"].where(~unnamed, names.astype("str"))


def _labels(origin: pd.DataFrame) -> pd.Series:
    """The file, or `<file>:<row>`, of each document."""
    return origin["file"].where(origin["row"] == 0, origin["file"] + ":" + origin["row"].astype("str"))


def _label(source: str, row: int) -> str:
    return f"{source}:{row}" if row else source


def _drop_duplicates(documents: pd.DataFrame, origin: pd.DataFrame, told: _Told) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first document of each doc_id; the others are rejected."""
    again = documents["doc_id"].duplicated()
    if not again.any():
        return documents, origin
    labels = _labels(origin)
    first = dict(zip(documents["doc_id"][~again], labels[~again], strict=True))
    for label, name in zip(labels[again], documents["doc_id"][again], strict=True):
        told.rejected.append((label, name, f"doc_id {name!r} is already the doc_id of {first[name]}"))
    return documents[~again].reset_index(drop=True), origin[~again].reset_index(drop=True)


def _read_dates(
    documents: pd.DataFrame, origin: pd.DataFrame, told: _Told, dayfirst: bool | None
) -> tuple[pd.DataFrame, list[str]]:
    """`date` as dates; what is no single date goes to date_text, into the doubts and into one note."""
    if "date" not in documents:
        return documents, []
    stated = documents["date"]
    dates = parse_dates(stated, dayfirst=dayfirst)
    unclear = dates.isna() & stated.notna()
    documents = documents.assign(date=dates)
    if not unclear.any():
        return documents, []
    left = stated.astype("str").where(unclear)
    examples = few([repr(value) for value in dict.fromkeys(left[unclear])], n=3)
    note = f"{unclear.sum()} dates left out, because they are not a single day: {examples}; they are kept in date_text"
    if left[unclear].map(is_read_two_ways).any():
        note += "; dayfirst=True or False says how to read dates such as 03/04/2018"
    labels = _labels(origin)[unclear]
    for label, name, value in zip(labels, documents["doc_id"][unclear], left[unclear], strict=True):
        told.doubts.append((label, name, "date", _say_date(value)))
    if "date_text" in documents:
        left = documents["date_text"].where(documents["date_text"].notna(), left)
    return documents.assign(date_text=left), [note]


def _doubt_texts(
    documents: pd.DataFrame, origin: pd.DataFrame, founds: list[Found]
) -> Iterator[tuple[str, str | None, str, str]]:
    """Rows of doubts: what the readers saw, and HTML in what is no page."""
    labels, names = _labels(origin), documents["doc_id"]
    known = dict(zip(labels, names, strict=True))
    for found in founds:
        for n, kind, why in found.doubts:
            label = _label(found.source, n)
            yield label, known.get(label) if n or found.single is not None else None, kind, why
    no_page = ~origin["file"].map(format_of).isin(["html", "markdown"])
    for row, why in find_markup(documents["text"][no_page.to_numpy()]).dropna().items():
        yield labels[row], names[row], "markup", why


def _roles_of(documents: pd.DataFrame, origin: pd.DataFrame, founds: list[Found]) -> pd.DataFrame:
    """The roles that files show of their paragraphs: doc_id, start, end and role."""
    shown: dict[tuple[str, int], Roles] = {
        (found.source, row): roles for found in founds for row, roles in found.roles.items() if roles
    }
    rows = [
        (name, *span)
        for name, file, row in zip(documents["doc_id"], origin["file"], origin["row"], strict=True)
        for span in shown.get((file, row), ())
    ]
    kinds = {"doc_id": "str", "start": "int32", "end": "int32", "role": "str"}
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


def _say_date(value: str) -> str:
    """Why a date is left out."""
    first, second = read_figures(value)
    if has_short_year(value):
        return f"{value!r} has a year with two digits; write four digits; the date is kept in date_text"
    if first is None or second is None:
        return f"{value!r} is not a single day; it is kept in date_text"
    readings = " or ".join(f"{date.day} {date:%B %Y}" for date in (first, second))
    return f"{value!r} is {readings}; dayfirst=True or False says which"


def _as_table(rows: list[tuple], name: str) -> pd.DataFrame:
    columns = list(schema.TABLES[name])
    said = [(*row[:-1], " ".join(row[-1].encode("utf-8", "backslashreplace").decode().split())[:1000]) for row in rows]
    return schema.conform(pd.DataFrame(said, columns=columns), name)
