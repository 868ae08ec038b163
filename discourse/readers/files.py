"""One file to what it holds: a text, a table with a text a row, or articles.

Which reader takes a file follows from its suffix and from how its bytes begin; an export of a database is known by what
stands in it. What a reader finds comes back in one form, whatever the format was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from discourse.readers import plain
from discourse.readers.archive import Archive
from discourse.readers.article import Article, Pieces, lay_out
from discourse.readers.documents import DOCUMENTS
from discourse.readers.doubts import code_of
from discourse.readers.encoding import Unreadable, decode, hash_file, open_stream, read_bytes, unpack
from discourse.readers.exports import media_cloud, recognise
from discourse.readers.folder import FORMATS, TABLES, is_furniture, suffix_of
from discourse.readers.tabular import Rows, delimited, records, settle_dates, tidy, with_columns, workbook

# By their first bytes, whatever the name says; those of a ZIP archive are many formats.
_BEGIN = {b"{\\rtf": "rtf", b"%PDF-": "pdf"}
#: Formats of which each file is one text, unless it is an export.
SINGLE = ("docx", "rtf", "odt", "pdf", "epub")

#: Start, end and role or shape of the paragraphs of a text of which the file itself shows it.
Roles = list[tuple[int, int, str]]


class How(NamedTuple):
    """How files are read, as the user says it; see `read_path`."""

    text: str
    doc_id: str | None
    dayfirst: bool | None
    encoding: str | None
    max_bytes: int


class Found(NamedTuple):
    """What a file holds. Places count from 1; 0 is the file as a whole.

    Either `single` is the one text, with docvars, or `frame` has a row for each text, at the places `rows`, or `listed`
    has what a list says of pages that lie elsewhere, each known by its url.
    """

    source: str
    single: dict[str, Any] | None = None
    frame: pd.DataFrame | None = None
    rows: np.ndarray = np.array([], dtype=int)
    keys: list[str | None] | None = None  # the ids that an export gives its articles
    bad: list[tuple[int, str | None, str]] = []  # noqa: RUF012 (place, doc_id, reason)
    doubts: list[tuple[int, str, str]] = []  # noqa: RUF012 (place, kind, detail)
    roles: dict[int, Roles] = {}  # noqa: RUF012
    listed: pd.DataFrame | None = None


def read_file(file: Path, source: str, how: How) -> Iterator[Found]:
    """What is in a file: once, but for a ZIP archive, which gives what is in each of its files.

    Raises
    ------
    Unreadable
        If nothing can be read of it.
    """
    form = format_of(source)  # first: a file of the system (/proc) may have no end
    if form == "warc":  # as large as a disk: one page after the other
        from discourse.readers.documents.warc import read_stream

        with open_stream(file) as stream:
            found = _gather(source, form, read_stream(stream, max_bytes=how.max_bytes))
        yield _sign(found, hash_file(file))
        return
    raw, contents = read_bytes(file, max_bytes=how.max_bytes)
    sha256 = hashlib.sha256(raw).hexdigest()
    for found in _read_zip(contents, source, how) if form == "zip" else [_read_contents(contents, source, form, how)]:
        yield _sign(found, sha256)


def format_of(source: str) -> str:
    """The format that the suffix of a file names."""
    suffix = suffix_of(source)
    if suffix not in FORMATS:
        readable = ", ".join(FORMATS)
        raise Unreadable(f"unknown format {suffix or 'without suffix'}; readable are {readable}, also with .gz")
    return FORMATS[suffix]


def _read_zip(contents: bytes, source: str, how: How) -> Iterator[Found]:
    """What is in each file of an archive that accompanies no texts; those that cannot be read are told."""
    archive = Archive(contents, max_bytes=how.max_bytes)
    names = sorted(name for name in archive.names if not _is_hidden(name))
    if not names:
        raise Unreadable("ZIP archive without files")
    for name in names:
        inside = f"{source}/{name}"
        try:
            if (form := format_of(name)) in ("zip", "warc"):
                raise Unreadable(f"a {form} inside a ZIP archive; unpack it")
            part = archive.read(name)
            if name.lower().endswith(".gz"):
                part = unpack(part, how.max_bytes)
            yield _read_contents(part, inside, form, how)
        except Unreadable as error:
            yield Found(inside, bad=[(0, None, str(error))])


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return is_furniture(parts[-1]) or any(part.startswith((".", "~$", "__MACOSX")) for part in parts)


def _read_contents(contents: bytes, source: str, form: str, how: How) -> Found:
    form = _look(contents, form)
    if not contents:
        raise Unreadable("empty file")
    export = recognise(contents, form)
    if export is media_cloud:
        return Found(source, listed=media_cloud.read_stories(contents, encoding=how.encoding))
    if export is not None:
        if form in TABLES and how.text != "text":  # whoever names the column of the texts means that
            with suppress(Unreadable):
                return _read_table(contents, source, form, how)
        return _gather(source, form, export.read(contents, form, encoding=how.encoding, max_bytes=how.max_bytes))
    if form in DOCUMENTS:
        reader = import_module(f"discourse.readers.documents.{DOCUMENTS[form]}")
        return _gather(source, form, reader.read(contents, max_bytes=how.max_bytes))
    if form == "ris":
        raise Unreadable("not RIS: a record begins with a line such as `TY  - NEWS`")
    return _read_table(contents, source, form, how) if form in TABLES else _read_single(contents, source, form, how)


def _look(contents: bytes, form: str) -> str:
    """The format as the first bytes tell it, where they do."""
    for begin, told in _BEGIN.items():
        if contents.startswith(begin):
            return told
    if form == "doc":
        if contents.startswith(b"PK"):
            return "docx"
        if contents.lstrip()[:1] == b"<":
            return "html"
        raise Unreadable("a Word document of before 2007; open it in Word or LibreOffice and save it as .docx")
    return form


def _read_single(contents: bytes, source: str, form: str, how: How) -> Found:
    """The one document of a file that is one text; its doc_id is None where the file says none."""
    shown: Roles = []
    if form == "html":
        from discourse.readers.html import decode_page, read_whole

        decoded = decode_page(contents, encoding=how.encoding)
        page = read_whole(contents, decoded=decoded)
        row, shown = page.row, page.shown()
    else:
        decoded = decode(contents, encoding=how.encoding)
        read = plain.read_markdown if form == "markdown" else plain.read_txt
        row = read(contents, decoded=decoded)
    _refuse_halves(row)
    name = next((name for name in (how.doc_id, "doc_id", "id") if name and row.get(name) is not None), None)
    said = None if name is None else str(row.pop(name))
    doubts = [(0, "encoding", decoded.doubt)] if decoded.doubt else []
    return Found(source, single=row | {"doc_id": said or None}, doubts=doubts, roles={0: shown})


def _read_table(contents: bytes, source: str, form: str, how: How) -> Found:
    table = _rows_of(contents, form, how)
    frame = settle_dates(table.frame, how.dayfirst)
    bad = [(n, table.names.get(n), why) for n, why in table.bad]
    return Found(source, frame=frame, rows=table.rows, bad=bad, doubts=table.doubts)


def _rows_of(contents: bytes, form: str, how: How) -> Rows:
    text, doc_id = how.text, how.doc_id
    if form == "parquet":
        return records.read_parquet(contents, text=text, doc_id=doc_id, max_bytes=how.max_bytes)
    if form == "jsonl":
        return records.read_jsonl(contents, text=text, doc_id=doc_id, encoding=how.encoding)
    if form == "json":
        return records.read_json(contents, text=text, doc_id=doc_id, encoding=how.encoding)
    if form == "xlsx":
        return workbook.read_xlsx(contents, text=text, doc_id=doc_id, max_bytes=how.max_bytes)
    first = "\t" if form == "tsv" else ","
    return delimited.read_csv(contents, text=text, doc_id=doc_id, first=first, encoding=how.encoding)


def _gather(source: str, form: str, pieces: Pieces | Iterator[Article | tuple[int, str]]) -> Found:
    """The articles of a file as a table, or as the one text that an office document is."""
    stream: Iterable[Article | tuple[int, str]]
    stream = [*pieces.articles, *pieces.rejected] if isinstance(pieces, Pieces) else pieces
    whole = pieces.doubts if isinstance(pieces, Pieces) else []
    bad: list[tuple[int, str | None, str]] = []
    doubts = [(0, kind, why) for kind, why in whole]
    places: list[int] = []
    cells: list[dict[str, Any]] = []
    roles: dict[int, Roles] = {}
    for piece in stream:
        if not isinstance(piece, Article):
            bad.append((piece[0], None, piece[1]))
            continue
        try:
            row, shown = _lay_out(piece)
        except Unreadable as error:
            bad.append((piece.n, None, str(error)))
            continue
        places.append(piece.n)
        cells.append(row)
        roles[piece.n] = shown
        doubts += [(piece.n, kind, why) for kind, why in piece.doubts]
    if form in SINGLE and len(cells) == 1 and not bad and "export" not in cells[0]:
        doubts = [(0, kind, why) for _, kind, why in doubts]
        return Found(source, single=cells[0] | {"doc_id": None}, doubts=doubts, roles={0: roles[places[0]]})
    if not cells:
        return Found(source, bad=sorted(bad) or [(0, None, "no text")], doubts=doubts)
    names = dict.fromkeys(name for row in cells for name in row)
    frame = tidy(pd.DataFrame({"doc_id": None} | {c: [row.get(c) for row in cells] for c in names}, dtype=object))
    keys = [row.get("export_id") if row.get("export") else None for row in cells]
    order = np.argsort(places, kind="stable")
    return Found(
        source,
        frame=frame.iloc[order].reset_index(drop=True),
        rows=np.array(places)[order],
        keys=[keys[n] for n in order],
        bad=sorted(bad),
        doubts=doubts,
        roles=roles,
    )


def _lay_out(article: Article) -> tuple[dict[str, Any], Roles]:
    """The row of an article, and the roles that the file shows."""
    text, roles = lay_out(article.paragraphs)
    docvars = {name: value for name, value in article.docvars.items() if value is not None and value != ""}
    if "language" in docvars:  # as the file has it where it is no language that is known
        docvars["language"] = code_of(docvars["language"]) or docvars["language"]
    row = {"text": text} | docvars
    _refuse_halves(row)
    return row, roles


def _refuse_halves(row: dict[str, Any]) -> None:
    try:
        "".join(value for item in row.items() for value in item if isinstance(value, str)).encode()
    except UnicodeEncodeError:  # half of a pair, which no table can store
        raise Unreadable("a lone surrogate") from None


def _sign(found: Found, sha256: str) -> Found:
    """What was found, with source and sha256, unless it has its own."""
    here = {"source": found.source, "sha256": sha256}
    if found.single is not None:
        return found._replace(single=found.single | {k: v for k, v in here.items() if k not in found.single})
    if found.frame is not None:
        return found._replace(frame=with_columns(found.frame, {k: v for k, v in here.items() if k not in found.frame}))
    return found
