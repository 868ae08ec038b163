"""Edits: corrections by hand in a table of spans, kept in a separate table.

The texts, the program and the table of spans do not change. A correction is a row of another table, such as a CSV
beside the study. It can be read, counted and undone, and it is applied again whenever the spans are found again.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import keys_of
from discourse.corpus.foreign import as_spans, find_outside
from discourse.corpus.spans import on_one_line

#: What an edit can do.
EDITS = ("drop", "add", "set")
#: Columns of edits that say nothing of the span: which table it is of, and what people write beside it.
_ASIDE = ("edit", "table", "note", "coder", "outcome")
_MISSING = "NA"  # a cell that makes a value missing; an empty cell leaves it as it is


@checked
def with_edits(
    spans: pd.DataFrame,
    edits: pd.DataFrame,
    *,
    corpus: Corpus | None = None,
    on: str | Sequence[str] = ("doc_id", "start", "end"),
) -> pd.DataFrame:
    """A table of spans with corrections made by hand: rows are dropped, added, or get other values.

    Parameters
    ----------
    spans : DataFrame
        Any table of spans or scores of sentences; needs doc_id, start, end.
    edits : DataFrame
        Needs doc_id, start, end (code points, as in `spans`) and edit:

        - ``drop`` removes the span at this place;
        - ``set`` gives it the values of the other columns, such as actor or category;
        - ``add`` makes a new span there, with these values.

        An empty cell changes nothing; ``NA`` makes the value missing. If there is a column text, it must be the text of
        the span. The columns table, note and coder are for people, and are not read.
    corpus : Corpus, optional
        With a corpus, added spans get their sentence_id and text. Without one, these are missing unless the edits give
        them.
    on : str or sequence of str
        The columns that identify a span. Name further ones if several spans have the same place, such as actor for
        `score_actor_sentiment`.

    Returns
    -------
    DataFrame
        The columns of `spans`, with the edits made one after another, and sorted by place if rows were added. An edit
        that does not fit is not made, and a warning says which edit and why: there is no span, it has another text, or
        the span to be added is already there.

    Raises
    ------
    ValueError
        If a column is missing or unknown, an edit is none of the three, several spans have the same place, or a value
        does not have the type of its column.

    See Also
    --------
    find_edits : what each edit did

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 9], "end": [3, 13], "actor": ["Poe", "Iran"]})
    >>> edits = pd.DataFrame({"doc_id": "a", "start": [0, 9], "end": [3, 13], "edit": ["set", "drop"],
    ...                       "actor": ["Ann Poe", None]})
    >>> dc.with_edits(spans, edits)
      doc_id  start  end    actor
    0      a      0    3  Ann Poe
    """
    edited, outcome = make_edits(spans, edits, corpus, on)
    failed = outcome[~outcome.isin(DONE)]
    if len(failed):
        told = "; ".join(f"row {row}: {why}" for row, why in failed.head(5).items())
        more = f", and {len(failed) - 5} more" if len(failed) > 5 else ""
        warnings.warn(f"{len(failed)} of {len(edits)} edits were not made: {told}{more}", UserWarning, stacklevel=3)
    return edited


@checked
def find_edits(
    spans: pd.DataFrame,
    edits: pd.DataFrame,
    *,
    corpus: Corpus | None = None,
    on: str | Sequence[str] = ("doc_id", "start", "end"),
) -> pd.DataFrame:
    """The effect of each edit on a table of spans.

    Parameters
    ----------
    spans, edits, corpus, on
        As in `with_edits`.

    Returns
    -------
    DataFrame
        The rows of `edits` with the column outcome: dropped, added, set, or the reason why the edit was not made.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> spans = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [3]})
    >>> edits = pd.DataFrame({"doc_id": "a", "start": [0, 9], "end": [3, 13], "edit": "drop"})
    >>> dc.find_edits(spans, edits)["outcome"].tolist()
    ['dropped', 'there is no span at this place']
    """
    _, outcome = make_edits(spans, edits, corpus, on)
    return edits.assign(outcome=pd.array(outcome, dtype="str"))


#: What came of an edit that was made, by edit.
_SAYS = {"drop": "dropped", "add": "added", "set": "set"}
DONE = frozenset(_SAYS.values())


def make_edits(
    spans: pd.DataFrame, edits: pd.DataFrame, corpus: Corpus | None, on: str | Sequence[str]
) -> tuple[pd.DataFrame, pd.Series]:
    """The table with the edits made, and what came of each."""
    on = [on] if isinstance(on, str) else list(on)
    schema.need(spans, on, "the spans")
    schema.need(edits, [*on, "edit"], "the edits")
    values = [c for c in edits.columns if c not in (*on, *_ASIDE)]
    schema.need(spans, [c for c in values if c != "text"], "the table of spans, which edits are of,")
    for row, edit in enumerate(edits["edit"]):
        schema.one_of(edit, EDITS, f"edit in row {row} of the edits")
    made = _Edited(spans, on)
    keys = pd.DataFrame({c: _key(edits[c], spans[c].dtype, c) for c in on}).itertuples(index=False, name=None)
    unread = _unread(edits, corpus)
    outcome = []
    for row, (key, edit, cells) in enumerate(zip(keys, edits["edit"], edits[values].to_dict("records"), strict=True)):
        given = {name: _stripped(cell) for name, cell in cells.items() if not _is_empty(cell)}
        outcome.append(unread.get(row) or getattr(made, edit)(key, given))
    return made.table(corpus), pd.Series(outcome, index=range(len(edits)), dtype="str")


def _unread(edits: pd.DataFrame, corpus: Corpus | None) -> dict[int, str]:
    """The edits that would add a span which is not read, and why it is not."""
    if corpus is None:
        return {}
    columns = [c for c in ("doc_id", "start", "end", "text") if c in edits]
    added = edits[columns].reset_index(drop=True)[(edits["edit"] == "add").to_numpy()]
    if "text" in added:
        added["text"] = added["text"].replace("", None)
    return find_outside(added, corpus)["reason"].to_dict()


def _key(cells: pd.Series, dtype: object, name: str) -> pd.Series:
    """The column by which spans are known, as they have it: the key 7 where a spreadsheet made 7.0 of it."""
    empty = [row for row, cell in enumerate(cells) if _is_empty(cell)]
    if empty:
        raise ValueError(f"{name} is missing in row {empty[0]} of the edits; fill it in or drop the row")
    return _cast(keys_of(cells) if name == "doc_id" else cells, dtype, name)


def _is_empty(cell: Any) -> bool:
    return pd.isna(cell) or (isinstance(cell, str) and not cell.strip())


def _stripped(cell: Any) -> Any:
    return cell.strip() if isinstance(cell, str) else cell


class _Edited:
    """A table of spans that is being corrected; what is done to it one edit after another is kept until the end."""

    def __init__(self, spans: pd.DataFrame, on: list[str]) -> None:
        self.spans, self.on = spans.reset_index(drop=True), on
        self.texts = spans["text"].astype("str").tolist() if "text" in spans else None
        self.rows: dict[tuple, list[int]] = {}
        for row, key in enumerate(spans[on].itertuples(index=False, name=None)):
            self.rows.setdefault(key, []).append(row)
        self.dropped: set[int] = set()
        self.values: dict[str, dict[int, object]] = {}  # by column and row
        self.new: dict[tuple, dict] = {}

    def drop(self, key: tuple, given: dict) -> str:
        if key in self.new:
            if other := self._other_text(self.new[key].get("text"), given):
                return other
            del self.new[key]
            return _SAYS["drop"]
        row = self._find(key, given)
        if isinstance(row, int):
            self.dropped.add(row)
            return _SAYS["drop"]
        return row

    def set(self, key: tuple, given: dict) -> str:
        if key in self.new:
            if other := self._other_text(self.new[key].get("text"), given):
                return other
            self.new[key] |= {name: cell for name, cell in given.items() if name != "text"}
            return _SAYS["set"]
        row = self._find(key, given)
        if isinstance(row, int):
            for name in given.keys() - {"text"}:
                self.values.setdefault(name, {})[row] = given[name]
            return _SAYS["set"]
        return row

    def add(self, key: tuple, given: dict) -> str:
        if key in self.new or self._there(key):
            return "there is already a span at this place"
        self.new[key] = given
        return _SAYS["add"]

    def _there(self, key: tuple) -> list[int]:
        return [row for row in self.rows.get(key, []) if row not in self.dropped]

    def _find(self, key: tuple, given: dict) -> int | str:
        """The row of the span, or why there is none."""
        rows = self._there(key)
        if len(rows) > 1:
            raise ValueError(
                f"{len(rows)} spans are at {', '.join(map(str, key))}; name the columns that distinguish them, such "
                f"as on={[*self.on, 'actor']!r}"
            )
        if not rows:
            return "there is no span at this place"
        return self._other_text(None if self.texts is None else self.texts[rows[0]], given) or rows[0]

    def _other_text(self, text: str | None, given: dict) -> str | None:
        """What is said where the edit is of a span with another text."""
        if text is None or "text" not in given or len({*on_one_line([text, str(given["text"])])}) == 1:
            return None
        return f"the span at this place is {text!r}, not {given['text']!r}"

    def table(self, corpus: Corpus | None) -> pd.DataFrame:
        out = self.spans.assign(**{name: _put(self.spans[name], cells) for name, cells in self.values.items()})
        out = out.drop(index=sorted(self.dropped)).reset_index(drop=True)
        if not self.new:
            return out
        added = pd.DataFrame([dict(zip(self.on, key, strict=True)) | cells for key, cells in self.new.items()])
        return _stack(out, added if corpus is None else _filled(added, out, corpus), corpus)


def _filled(added: pd.DataFrame, table: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """New spans with the sentence_id and text that the corpus knows, as far as the table has such columns."""
    known = as_spans(added, corpus)
    return known[[c for c in known.columns if c in table.columns]]


def _stack(table: pd.DataFrame, added: pd.DataFrame, corpus: Corpus | None) -> pd.DataFrame:
    """Both tables as one, sorted by place."""
    columns = {}
    for name in table.columns:
        new = _cast(added[name] if name in added else pd.Series([None] * len(added)), table[name].dtype, name)
        both = [table[name].astype(new.dtype), new] if table[name].dtype != new.dtype else [table[name], new]
        columns[name] = pd.concat(both, ignore_index=True)
    out = pd.DataFrame(columns)
    ids = corpus.documents["doc_id"] if corpus is not None else pd.Series(pd.unique(out["doc_id"].astype("str")))
    doc = pd.Index(ids).get_indexer(out["doc_id"].astype("str"))
    order = np.lexsort((-out["end"].to_numpy(np.int64), out["start"].to_numpy(np.int64), doc))
    return out.iloc[order].reset_index(drop=True)


def _put(column: pd.Series, cells: dict[int, object]) -> pd.Series:
    """The column with other values in some rows."""
    new = _cast(pd.Series(list(cells.values()), dtype="object"), column.dtype, str(column.name))
    out = column.astype(new.dtype)
    out.iloc[list(cells)] = new.array
    return out


def _cast(cells: pd.Series, dtype: object, name: str = "") -> pd.Series:
    """Cells of a spreadsheet as values of a column; whole numbers of which one is missing become nullable."""
    values = cells.astype("object").where(cells.notna() & (cells != _MISSING) & (cells != ""), None)
    if isinstance(dtype, pd.CategoricalDtype):
        plain = _cast(values, dtype.categories.dtype, name)
        known = [*dtype.categories, *(v for v in dict.fromkeys(plain.dropna()) if v not in dtype.categories)]
        return plain.astype(pd.CategoricalDtype(known, dtype.ordered))
    kind = getattr(dtype, "kind", "")
    if values.isna().any() and kind in "iub" and isinstance(dtype, np.dtype):
        dtype = "boolean" if kind == "b" else str(dtype).capitalize().replace("Ui", "UI")
    try:
        if kind == "b":
            values = values.map(lambda cell: None if cell is None else _TRUTH[str(cell).lower()])
        elif kind in "iu":
            values = values.map(lambda cell: None if cell is None else _whole(cell))
        return values.astype(dtype)
    except (KeyError, TypeError, ValueError) as why:
        raise ValueError(f"{name} is {values.dropna().tolist()!r} in the edits; its column has {dtype}") from why


#: What people write for true and false.
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _whole(cell: object) -> int:
    """The cell as a whole number; an error where it is none."""
    number = float(str(cell))
    if number % 1:
        raise ValueError(f"{cell!r} is not a whole number")
    return int(number)
