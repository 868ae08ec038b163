"""The spreadsheet of ProQuest: a row an article, its text in a column `Full text`, or else an abstract.

The columns are called in English in every language of the interface (`StoreId`, `pubtitle`, `pubdate`).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pandas as pd

from discourse.readers.article import Article, Paragraph, Pieces, check_length
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.fields.names import join_authors, split_outlet
from discourse.readers.exports.fields.standfirsts import find_standfirst
from discourse.readers.tabular import Rows
from discourse.readers.tabular.delimited import column_names, read_csv
from discourse.readers.tabular.workbook import read_xlsx
from discourse.readers.worded_dates import find_date

#: Columns that no other table has; a file with three of them is such a spreadsheet.
_OWN = (
    "storeid",
    "articletype",
    "pubtitle",
    "pubdate",
    "placeofpublication",
    "documenturl",
    "entrydate",
    "documenttype",
)
_FEWEST_OWN = 3
#: Columns with the whole text, the usual name first, and with an abstract.
_TEXTS = ("Full text", "FullText", "fullText", "fulltext", "Full Text", "Text", "text")
_ABSTRACTS = ("Abstract", "abstract")
#: Docvar -> columns, folded.
_DOCVARS = {
    "title": ("title",),
    "author": ("authors", "author"),
    "date": ("pubdate", "publicationdate"),
    "outlet": ("pubtitle", "publicationtitle"),
    "section": ("section",),
    "page": ("pages", "startpage", "page"),
    "edition": ("edition",),
    "language": ("language", "languageofpublication"),
    "n_words_stated": ("wordcount",),
    "url": ("documenturl", "url"),
    "export_id": ("storeid", "proquestdocumentid", "docid"),
}
_TOP = 1_000_000  # bytes of a part of a workbook that are looked at
_PARTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet.xml")
_NO_FULL_TEXT = (
    "this spreadsheet of ProQuest has no column of full texts, and its column 'Abstract' is read, which may be a "
    "summary; the export as text has full texts"
)


def is_export(contents: bytes, form: str) -> bool:
    """Whether the header has columns that no other table has."""
    if form == "csv":
        names = [_fold(name) for name in column_names(contents)] if b"ubtitle" in contents[:_TOP] else []
    else:
        names = [_fold(name) for name in re.findall(r">([A-Za-z ]{3,30})<", _top_of_workbook(contents))]
    return sum(name in names for name in _OWN) >= _FEWEST_OWN


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the spreadsheet, and the rows that hold no text."""
    found, column = _read_rows(contents, form, encoding, max_bytes)
    columns = {_fold(name): name for name in reversed(found.frame.columns)}
    is_abstract = column in _ABSTRACTS
    articles = [
        _article(int(n), row, columns, f"ProQuest {form.upper()}", is_abstract)
        for n, row in zip(found.rows, found.frame.to_dict("records"), strict=True)
    ]
    told = [(kind, why if n == 0 else f"row {n}: {why}") for n, kind, why in found.doubts]
    doubts = [*told, *([("cut", _NO_FULL_TEXT)] if is_abstract else [])]
    return Pieces(articles, [(n, why) for n, why in found.bad], doubts)


def _read_rows(contents: bytes, form: str, encoding: str | None, max_bytes: int) -> tuple[Rows, str]:
    """The table, and the column that its texts are from."""
    for column in (*_TEXTS, *_ABSTRACTS):
        try:
            if form == "csv":
                return read_csv(contents, text=column, encoding=encoding), column
            if f">{column}<" in _top_of_workbook(contents):
                return read_xlsx(contents, text=column, max_bytes=max_bytes), column
        except Unreadable as error:
            if not str(error).startswith("no column"):
                raise
    raise Unreadable("a spreadsheet of ProQuest with neither full texts nor abstracts")


def _article(n: int, row: dict[str, Any], columns: dict[str, str], export: str, is_abstract: bool) -> Article:
    said = {name: _cell(row, columns, names) for name, names in _DOCVARS.items()}
    body = [Paragraph(line) for line in str(row["text"]).splitlines() if line.strip()]
    abstract = "" if is_abstract else _cell(row, columns, ("abstract",)) or ""
    words = said["n_words_stated"]
    docvars: dict[str, Any] = {
        **said,
        "author": join_authors((said["author"] or "").split(";")),
        "date": find_date(said["date"] or "") or said["date"],
        "n_words_stated": int(words) if words and words.isdecimal() else None,
        "export": export,
        **split_outlet(said["outlet"] or ""),
    }
    paragraphs = [Paragraph(said["title"] or "", "title"), *find_standfirst(abstract.splitlines(), body), *body]
    doubts = check_length(docvars["n_words_stated"], paragraphs)
    return Article(n, paragraphs, {name: value for name, value in docvars.items() if value}, doubts)


def _cell(row: dict[str, Any], columns: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The first of some columns that says something, as text: a page is 14, and not 14.0."""
    for name in names:
        value = row.get(columns.get(name, ""))
        if value is None or pd.isna(value) or not str(value).strip():
            continue
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value)) if whole else str(value).strip()
    return None


def _fold(name: str) -> str:
    return name.replace(" ", "").casefold()


def _top_of_workbook(contents: bytes) -> str:
    """The beginning of the strings and sheets of a workbook, as XML; the empty string where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as packed:
            names = [name for name in packed.namelist() if name in _PARTS]
            tops = [packed.open(name).read(_TOP) for name in names[: len(_PARTS)]]
    except Exception:  # what is damaged decides what kind of error it is
        return ""
    return b"".join(tops).decode("utf-8", "replace")
