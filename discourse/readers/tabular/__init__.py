"""Tables with one text a row, whatever their format.

One column holds the text and is never interpreted: `NA` or `null` there are words. One may hold the id. The
others are docvars, read as pandas reads them. A row that cannot be read is left out with its reason and the
rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.readers.dates import find_order, is_read_two_ways, parse_dates
from discourse.readers.encoding import Unreadable
from discourse.readers.plain import MAX_DOCVARS, flatten, free_name

LARGEST = 2**53  # of the whole numbers that a float holds one by one
_WHOLE = re.compile(r"[+-]?(?:0|[1-9]\d*)")
_PADDED = re.compile(r"[+-]?0\d")
_CODE = re.compile(r"[A-Z]{2}")  # of countries; R writes NA for a gap beside TRUE and CDU
#: What stands for a missing value in a table, beside the empty cell.
MISSING = frozenset(
    "#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,NaN,None,n/a,nan,null".split(",")
)
#: Columns that say how a table is read.
KNOWN = ("doc_id", "id", "text", "date", "language")
# A whole number that a spreadsheet has rounded.
_ROUNDED = re.compile(r"-?\d(?:\.\d+)?[eE]\+?\d+")
_TRUTH = {"True": True, "TRUE": True, "true": True, "False": False, "FALSE": False, "false": False}


class Rows(NamedTuple):
    """What a table reader returns: rows are counted from 1."""

    frame: pd.DataFrame  # the readable rows: doc_id, text, docvars
    rows: np.ndarray  # their numbers in the file
    bad: list[tuple[int, str]]  # number and reason of the others,
    names: dict[int, str]  # and the doc_id of those that have one
    doubts: list[tuple[int, str, str]]  # number (0: of the whole file), kind and detail


def about_bytes(doubt: str | None) -> list[tuple[int, str, str]]:
    """The doubt about the encoding of a table, if there is one."""
    return [] if doubt is None else [(0, "encoding", doubt)]


def need_text(columns: list[str], text: str) -> None:
    """Unreadable, with the columns that there are, when the one with the text is not among them."""
    if text not in columns:
        raise Unreadable(f"no column {text!r}; the columns are {', '.join(map(repr, columns))[:500] or 'none'}")


def known_names(names: list[str], wanted: Sequence[str]) -> list[str]:
    """Names of columns, those that say how a table is read as we write them: `Text` is `text`, unless both are there.

    Examples
    --------
    >>> known_names(["ID", "Text", "date", "Date", "Party"], ["text"])
    ['id', 'text', 'date', 'Date', 'Party']
    """
    known = {name.lower(): name for name in (*KNOWN, *wanted)}
    small = [name.lower() for name in names]
    return [
        known[low] if low in known and small.count(low) == 1 and name not in wanted else name
        for name, low in zip(names, small, strict=True)
    ]


def id_column(columns: list[str], doc_id: str | None, *, needed: bool = True) -> str | None:
    """The column of ids: `doc_id` if given, else one called doc_id, else one called id, else None."""
    if doc_id is None:
        return next((name for name in ("doc_id", "id") if name in columns), None)
    if needed and doc_id not in columns:
        raise Unreadable(f"no column {doc_id!r}; the columns are {', '.join(map(repr, columns))[:500]}")
    return doc_id if doc_id in columns else None


def finish(frame: pd.DataFrame, rows: np.ndarray, bad: list, text: str, name: str | None) -> Rows:
    """The readable rows of a table.

    Parameters
    ----------
    frame : DataFrame
        The table as the file has it, without the rows in `bad`.
    rows : array of int
        Number in the file of each row.
    bad : list of (int, str)
        Number and reason of the rows that are left out already.
    text, name : str
        The columns of the text and, if there is one, of the id.

    Returns
    -------
    tuple
        See `Rows`. doc_id comes first and is NA where the file says none, then text, then the other columns.
    """
    frame = frame.set_axis(frame.columns.map(str), axis=1)
    check_width(frame.shape[1])
    if not frame.columns.is_unique:
        raise Unreadable(f"two columns are called {frame.columns[frame.columns.duplicated()][0]!r}")
    for ours, theirs in (("text", text), ("doc_id", name)):
        if theirs is not None and theirs != ours:
            # A column that was not asked for keeps its values under another name.
            frame = frame.rename(columns={ours: free_name(f"{ours}_in_file", frame.columns)})
            frame = frame.rename(columns={theirs: ours})
    if frame.empty and not bad:
        raise Unreadable("no rows")
    said = frame["text"].astype(object) if isinstance(frame["text"].dtype, pd.CategoricalDtype) else frame["text"]
    if len(frame) and pd.api.types.infer_dtype(said, skipna=True) not in ("string", "empty"):
        raise Unreadable(f"the column {text!r} has the type {said.dtype}, not text")
    said = said.astype("str")
    ids = frame["doc_id"] if "doc_id" in frame else pd.Series(np.nan, index=frame.index, dtype="object")
    ids = _whole_ids(ids).astype("str")
    ids = ids.where(ids.str.strip() != "")
    frame = with_columns(frame, {"doc_id": ids, "text": said})
    reasons = pd.Series("", index=frame.index, dtype="str")
    if _has_nul(said):
        reasons = reasons.mask(said.str.contains("\0", regex=False, na=False), "binary: it has NUL bytes")
    reasons = reasons.mask(said.str.isspace().fillna(False).astype(bool), "no text, only white space")
    reasons = reasons.mask(said.isna() | (said == ""), "no text").to_numpy()
    good = reasons == ""
    front = ["doc_id", "text"]
    frame = frame[[*front, *(column for column in frame if column not in front)]]
    doubts = [*_doubt_ids(ids), *_doubt_missing(said, rows)]
    if good.all():
        return Rows(frame, rows, bad, {}, doubts)
    bad = sorted([*bad, *zip(rows[~good].tolist(), reasons[~good].tolist(), strict=True)])
    lost = ids[~good]
    names = {row: name for row, name in zip(rows[~good].tolist(), lost, strict=True) if not pd.isna(name)}
    return Rows(frame[good].reset_index(drop=True), rows[good], bad, names, doubts)


def _whole_ids(ids: pd.Series) -> pd.Series:
    """Ids without the `.0` that becomes of the id 7 in a column with gaps; those that a float rounds stay."""
    if ids.dtype.kind != "f" or (ids.dropna() % 1 != 0).any():
        return ids
    return ids.astype("object").map(lambda id_: str(int(id_)) if abs(id_) < LARGEST else str(id_), na_action="ignore")


def _doubt_ids(ids: pd.Series) -> list[tuple[int, str, str]]:
    """A doubt where ids are numbers in powers of ten: their last digits are lost."""
    rounded = ids[ids.str.fullmatch(_ROUNDED.pattern).fillna(False).astype(bool)]
    why = f"{len(rounded)} ids are rounded numbers, such as {{}}; export them as text from the original program"
    return [(0, "rows", why.format(repr(rounded.iloc[0])))] if len(rounded) else []


def _doubt_missing(texts: pd.Series, rows: np.ndarray) -> list[tuple[int, str, str]]:
    """A doubt for each text that is nothing but a sign for a missing value."""
    marks = texts[texts.isin(MISSING).to_numpy()]
    return [
        (int(rows[n]), "rows", f"the text is {text!r}, which may mean that there is none") for n, text in marks.items()
    ]


def read_values(cells: pd.Series) -> pd.Series:
    """Docvars of a table of text as what they are: whole numbers, numbers, truth values, else text as it stands.

    Numbers that begin with a needless 0 are codes, and so are whole numbers that 64 bits do not hold. An empty cell is
    missing. `NA` and the like are missing too, except `NA` among other codes of two capitals.

    Examples
    --------
    >>> [read_values(pd.Series(cells)).tolist() for cells in (["2001", ""], ["00123", "7"], ["NA", "DE"])]
    [[2001, <NA>], ['00123', '7'], ['NA', 'DE']]
    """
    codes, kinds = pd.factorize(cells)
    kinds = pd.Series(kinds, dtype="str")
    missing = kinds.isin(["", *MISSING])
    said = kinds[~missing]
    if kinds.eq("NA").any() and len(said) and said.map(lambda cell: bool(_CODE.fullmatch(cell))).all():
        missing &= kinds.ne("NA")
        said = kinds[~missing]
    values = _values(said).reindex(kinds.index)
    out = values.take(codes) if not (codes < 0).any() else values.reindex(codes)
    return _plain(out.set_axis(cells.index))


def _values(said: pd.Series) -> pd.Series:
    """Different cells, none of them missing, as what they are."""
    if not len(said) or said.map(lambda cell: bool(_PADDED.match(cell))).any():
        return said
    if said.isin(_TRUTH.keys()).all():
        return said.map(_TRUTH).astype("boolean")
    try:
        if said.map(lambda cell: bool(_WHOLE.fullmatch(cell))).all():
            return said.map(int).astype("Int64")
        return pd.to_numeric(said).astype("float64")
    except (OverflowError, TypeError, ValueError):  # 2**63 is no Int64, and a word no number
        return said


def _plain(values: pd.Series) -> pd.Series:
    """Whole numbers and truth values without gaps in the kinds of NumPy."""
    if values.isna().any() or not isinstance(values.dtype, pd.Int64Dtype | pd.BooleanDtype):
        return values
    return values.astype("int64" if isinstance(values.dtype, pd.Int64Dtype) else "bool")


def settle_dates(frame: pd.DataFrame, dayfirst: bool | None) -> pd.DataFrame:
    """`frame` with its dates in figures as dates, where the user or the rest of the column settles their order."""
    order = (find_order(frame["date"]) if dayfirst is None else dayfirst) if "date" in frame else None
    if order is None:
        return frame
    stated = frame["date"]
    open_ = stated.map(is_read_two_ways).astype("bool")
    settled = parse_dates(stated[open_], dayfirst=order).dt.strftime("%Y-%m-%dT%H:%M:%S")
    return with_columns(frame, {"date": stated.mask(open_, settled.reindex(stated.index))}) if open_.any() else frame


def check_width(n_columns: int) -> None:
    """Unreadable where a table has more columns than docvars are read."""
    if n_columns > MAX_DOCVARS:
        raise Unreadable(f"a table of more than {MAX_DOCVARS:,} columns; leave out those that are not needed")


def with_columns(frame: pd.DataFrame, columns: dict) -> pd.DataFrame:
    """`frame` with columns put in or replaced all at once; pandas is slow, and warns, where many come one by one."""
    return pd.DataFrame({name: frame[name] for name in frame} | columns, index=frame.index)


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with no column of Python objects: lists as text, and numbers whole if they are, gaps or not.

    Examples
    --------
    >>> tidy(pd.DataFrame({"year": pd.Series([2018, None], dtype=object)})).dtypes.to_dict()
    {'year': Int64Dtype()}
    """
    kinds = {
        "integer": ("int64", "Int64"),
        "boolean": ("bool", "boolean"),
        "floating": ("float64", "float64"),
        "mixed-integer-float": ("float64", "float64"),
    }
    out = {}
    for column in frame.columns[[pd.api.types.is_object_dtype(dtype) for dtype in frame.dtypes]]:
        values = frame[column]
        missing = values.isna()
        cells = [None if gap else flatten(value) for value, gap in zip(values, missing, strict=True)]
        values = pd.Series(cells, index=frame.index, dtype="object")
        kind = kinds.get(pd.api.types.infer_dtype(values, skipna=True), ("str", "str"))[int(missing.any())]
        try:
            out[column] = values.astype(kind)
        except (OverflowError, TypeError, ValueError):  # 10**30 is no Int64
            kind = "str"
        if kind == "str":
            out[column] = values.map(str, na_action="ignore").astype("str")
    return with_columns(frame, out) if out else frame


def nullable(frame: pd.DataFrame, *, except_in: set[str] | frozenset[str] = frozenset()) -> pd.DataFrame:
    """`frame` with whole numbers and truth values of a kind that stays whole beside gaps, some columns excepted.

    Examples
    --------
    >>> nullable(pd.DataFrame({"year": [2018], "n": [1]}), except_in={"n"}).dtypes.astype(str).tolist()
    ['Int64', 'int64']
    """
    kinds = {"i": "Int64", "u": "UInt64", "b": "boolean"}
    plain = {c: kinds[t.kind] for c, t in frame.dtypes.items() if t.kind in kinds and c not in except_in}
    return frame.astype({c: kind for c, kind in plain.items() if not pd.api.types.is_extension_array_dtype(frame[c])})


def _has_nul(texts: pd.Series) -> bool:
    """Whether any text has a NUL; a look at the memory takes a tenth of the time of a search in each text."""
    import pyarrow as pa

    array = pa.array(texts, from_pandas=True)
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    # The last buffer of an array of strings holds their bytes.
    return any(b"\0" in chunk.buffers()[-1].to_pybytes() for chunk in chunks if chunk.buffers()[-1] is not None)
