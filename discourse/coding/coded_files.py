"""Coded files: the CSV file of a coder, read and checked.

A coded file may come from `code_sample`, or from a coder who used a spreadsheet. A spreadsheet can sort the file, cut
zeros off an id, change texts into dates, write decimals with a comma, lose rows, or save in another encoding. Rows are
identified by their places in the texts, so their order makes no difference. Decimal commas are read as well. All other
changes are found here, and are an error or a warning.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from discourse._arguments import checked
from discourse.coding.reliability import plain_codes
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import say_place
from discourse.readers.encoding import Unreadable, decode, read_bytes
from discourse.readers.tabular.delimited import read_docvars

#: Where a row stands.
PLACE = ["doc_id", "start", "end"]
#: Columns that tell rows apart that stand in one place.
APART = ["actor", "category"]
_LARGEST = 2**28
_KEEP = "Fill in the codes only, and do not change the columns of the sample"
_UTF8 = "some characters of notes may be lost. Save it as CSV UTF-8"
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


@checked
def load_codes(path: str | os.PathLike, corpus: Corpus) -> pd.DataFrame:
    """Load a coded file as a table, and check it against the texts.

    A spreadsheet can damage such a file. The function finds the damage, and the message says what to do.

    Parameters
    ----------
    path : str or path
        A CSV file of `code_sample` or `adjudicate`, or a sample that was filled in with another program. Columns are
        separated by commas, semicolons or tabs. Decimals may be written with a comma.
    corpus : Corpus
        The corpus from which the sample was drawn.

    Returns
    -------
    DataFrame
        The rows and columns of the file. doc_id is text, start and end are whole numbers, and probability is a number.
        Empty cells are NA. Rows without a doc_id are left out. `count_reliability`, `count_agreement` and
        `with_correction` take this table.

    Raises
    ------
    ValueError
        If the file cannot be read. If it does not have the columns doc_id, start and end. If a spreadsheet has changed
        places or ids. If most texts of the file are not in their places in the corpus.

    Warns
    -----
    UserWarning
        If the file is not in UTF-8.

    See Also
    --------
    code_sample : code a sample in the notebook
    find_coded : the parts of the text that coders have marked

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> import discourse as dc
    >>> from tempfile import TemporaryDirectory
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["007"], "text": ["It may rain."]}))
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "anna.csv").write_text("doc_id;start;end;hedged\\n007;0;12;yes\\n")
    ...     dc.load_codes(Path(folder, "anna.csv"), corpus)
      doc_id  start  end hedged
    0    007      0   12    yes
    """
    path = Path(path)
    try:
        rows, told = read_coded(read_bytes(path, max_bytes=_LARGEST)[1])
        rows = in_texts(rows, corpus)
    except Unreadable as why:
        raise ValueError(f"{path.name} cannot be read: {why}; save it as CSV in UTF-8") from None
    except ValueError as why:
        raise ValueError(f"{path.name} {why}") from None
    for note in told:
        warnings.warn(f"{path.name} {note}", UserWarning, stacklevel=2)
    return rows


def read_coded(raw: bytes, *, needed: tuple[str, ...] = ()) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a coded file, and what is to be told of it.

    Raises
    ------
    Unreadable, ValueError
        If it cannot be read; if it lacks a column, or has another thing in the place of a number.
    """
    rows = read_docvars(raw)
    lacks = [column for column in (*PLACE, *needed) if column not in rows]
    if lacks:
        raise ValueError(f"lacks the column {lacks[0]}; it has {', '.join(map(str, rows.columns))}. {_KEEP}")
    encoding = decode(raw).encoding
    told = [] if encoding.startswith("utf") else [f"is not in UTF-8, and was read as {encoding}; {_UTF8}"]
    return _typed(rows), told


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Places as whole numbers, probabilities as numbers, also with a comma; rows without anything are left out."""
    rows = rows[plain_codes(rows["doc_id"]).notna()].astype({"doc_id": "str"}).reset_index(drop=True)
    fits: dict[str, Callable[[pd.Series], pd.Series]] = dict.fromkeys(
        ("start", "end"), lambda of: (of >= 0) & (of % 1 == 0)
    )
    places = {name: _numbers(rows, name, fit).astype("int64") for name, fit in fits.items()}
    rows = rows.assign(**places)
    if "probability" in rows:
        rows["probability"] = _numbers(rows, "probability", lambda of: (of > 0) & (of <= 1))
    return rows


def _numbers(rows: pd.DataFrame, name: str, fits: Callable[[pd.Series], pd.Series]) -> pd.Series:
    said = rows[name]
    if not pd.api.types.is_numeric_dtype(said):
        said = said.astype("str").str.replace(",", ".")
    numbers = pd.to_numeric(said, errors="coerce").astype("float64")
    odd = np.flatnonzero(~fits(numbers))
    if len(odd):
        raise ValueError(
            f"has {rows[name].iloc[odd[0]]!r} for {name} in row {odd[0] + 1}; a spreadsheet may have changed it. "
            f"{_KEEP}"
        )
    return numbers


# --- held against the sample, or the texts ------------------------------------------------------------------------


def as_drawn(rows: pd.DataFrame, sample: pd.DataFrame, *, other: str) -> pd.DataFrame:
    """The rows in the order of the sample, with its probabilities; an error where they are not those of the sample.

    `other` says what to do where most rows are missing: the file is of another sample.
    """
    on = [*PLACE, *(name for name in APART if name in sample and name in rows)]
    mine, drawn = (pd.MultiIndex.from_frame(table[on].astype({"doc_id": "str"})) for table in (rows, sample))
    twice = np.flatnonzero(mine.duplicated())
    if len(twice):
        raise ValueError(f"has {say_place(rows.iloc[twice[0]])} in two rows; keep one of them")
    at = mine.get_indexer(drawn)
    lost, strange = np.flatnonzero(at < 0), np.flatnonzero(~mine.isin(drawn))
    changed = say_changed(rows["doc_id"].iloc[strange], sample["doc_id"])
    if changed:
        raise ValueError(changed)
    if 2 * len(lost) > len(sample) and len(strange):
        raise ValueError(f"has {len(rows) - len(strange)} of the {len(sample)} rows that {other}")
    if len(strange):
        raise ValueError(
            f"has {len(strange)} rows that are not in the sample, such as {say_place(rows.iloc[strange[0]])}"
            + (f", and lacks {len(lost)} rows of it, such as {say_place(sample.iloc[lost[0]])}" if len(lost) else "")
            + "; a spreadsheet may have changed them. Put the rows back as the sample has them"
        )
    if len(lost) and lost[0] != len(sample) - len(lost):  # not the end of the sample alone
        raise ValueError(
            f"lacks {len(lost)} of the {len(sample)} rows of the sample, such as {say_place(sample.iloc[lost[0]])}; "
            "put these rows back, and code them"
        )
    found = (
        rows.reset_index(drop=True).reindex(at).set_axis(range(len(sample)))
    )  # a row that is lost is one without codes
    kept = [name for name in (*on, "sentence_id", "probability") if name in sample]
    return found.assign(**{name: sample[name].to_numpy() for name in kept})


def in_texts(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The rows, each of a document that there is, with its text as far as it is there."""
    texts = dict(zip(corpus.documents["doc_id"].astype("str"), corpus.texts, strict=True))
    strange = np.flatnonzero(~rows["doc_id"].isin(texts.keys()))
    if len(strange):
        changed = say_changed(rows["doc_id"].iloc[strange], pd.Series(list(texts)))
        raise ValueError(
            changed
            or f"has {len(strange)} rows of documents that are not in the corpus, such as "
            f"{rows['doc_id'].iloc[strange[0]]!r}; a spreadsheet may have changed the ids. Put them back as the sample "
            "has them"
        )
    if "text" in rows:
        there = [texts[doc][start:end].split() for doc, start, end in zip(*(rows[c] for c in PLACE), strict=True)]
        moved = [i for i, said in enumerate(rows["text"]) if str(said).split() != there[i]]
        if 2 * len(moved) > len(rows):
            raise ValueError(
                f"has {len(moved)} of {len(rows)} rows whose text is not in its place in the corpus, such as "
                f"{say_place(rows.iloc[moved[0]])}: the texts have changed since the sample was drawn"
            )
    return rows


def say_changed(strange: pd.Series, known: pd.Series) -> str:
    """What a spreadsheet has done to ids that are not known, where it can be told; else nothing.

    >>> say_changed(pd.Series(["7"]), pd.Series(["007", "12"]))[:48]
    "has '7' where the sample has '007': a spreadshee"
    """
    ids = {str(name): str(name) for name in known}
    for kind, plain in _CHANGES.items():
        by_plain = {plain(name): name for name in ids if plain(name)}
        for name in strange.astype("str"):
            if plain(name) in by_plain and name not in ids:
                return (
                    f"has {name!r} where the sample has {by_plain[plain(name)]!r}: a spreadsheet has {kind}. Put the "
                    "ids back, and open the file again with doc_id as text"
                )
    return ""


def _as_number(name: str) -> str:
    """An id that is a number as a spreadsheet may write it: 007 as 7, 2018071600001 as 2.0180716E+12."""
    try:
        return f"{float(name.replace(',', '.')):.5g}" if re.fullmatch(r"[\d.,]+([eE][+-]?\d+)?", name) else ""
    except ValueError:
        return ""


def _as_date(name: str) -> str:
    """The figures of an id that is a date, whatever their order: 2018-07-16 and 16/07/2018."""
    if not _DATE.fullmatch(name):
        return ""
    parts = sorted(int(part) % 2000 for part in re.findall(r"\d+", name))
    return " ".join(map(str, parts))


#: What spreadsheets do to ids, and what stays the same when they do.
_CHANGES: dict[str, Callable[[str], str]] = {
    "cut off its zeros": lambda name: name.lstrip("0") if name.isdecimal() else "",
    "changed it into a number": _as_number,
    "changed it into a date": _as_date,
}
