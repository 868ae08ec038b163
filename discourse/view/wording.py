"""Values and rows of tables in words, as pages and reports show them."""

from __future__ import annotations

import numpy as np
import pandas as pd

_UNTOLD = ("doc_id", "sentence_id", "section_id", "quote_id", "start", "end", "text", "rule")


#: Columns whose values need no name beside them, and values that are left out.
_PLAIN = ("actor", "type", "form", "category", "kind", "phrase", "label")


_USUAL = {"reading": "actor"}


#: What may not stand in a page, shown by a sign of the same length: control characters, half characters, and marks
#: of direction, which would turn round what follows them.
_UNSHOWN = {i: 0x2400 + i for i in range(32) if chr(i) not in "\t\n\r"} | {0x7F: 0x2421}

#: Docvars of which a citation is made.
CITED = ("author", "title", "outlet", "date")


def cite(row: pd.Series, *, title: bool = True) -> str:
    """Author, title, outlet and date of a document, of those that are known.

    >>> cite(pd.Series({"author": "A. Writer", "title": "Thaw", "outlet": None, "date": pd.Timestamp("2018-07-16")}))
    'A. Writer, “Thaw”, 2018-07-16'
    """
    parts = [say(row.get("author")), say(row.get("title")), say(row.get("outlet")), say(row.get("date"))]
    parts[1] = f"“{parts[1]}”" if parts[1] and title else ""
    return ", ".join(filter(None, parts))


def cite_all(documents: pd.DataFrame) -> list[str]:
    """`cite` of each document.

    >>> cite_all(pd.DataFrame({"title": ["Thaw", None], "outlet": ["Globe", "Times"]}))
    ['“Thaw”, Globe', 'Times']
    """
    none = [""] * len(documents)
    columns = {c: say_all(documents[c]) if c in documents else none for c in CITED}
    columns["title"] = [title and f"“{title}”" for title in columns["title"]]
    return [", ".join(filter(None, parts)) for parts in zip(*columns.values(), strict=True)]


def say(value: object) -> str:
    """A value of a table in words: a date as ISO 8601, numbers with four digits, and nothing where it is missing.

    >>> [say(v) for v in (pd.Timestamp("2018-07-16"), 0.123456, 12345, True, None)]
    ['2018-07-16', '0.1235', '12345', 'yes', '']
    """
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value + 0.0:.4g}"
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date()) if value == value.normalize() else value.isoformat(sep=" ")
    return showable(str(value))


def say_all(values: pd.Series) -> list[str]:
    """`say` of each value of a column, by the type of the column.

    >>> say_all(pd.Series([0.123456, None])), say_all(pd.Series(["a", "b", "a"], dtype="category"))
    (['0.1235', ''], ['a', 'b', 'a'])
    """
    dtype, listed = values.dtype, values.tolist()
    if isinstance(dtype, pd.CategoricalDtype):
        said = [*say_all(pd.Series(dtype.categories)), ""]
        return [said[code] for code in values.cat.codes.tolist()]
    if isinstance(dtype, pd.StringDtype):
        return ["" if not isinstance(v, str) else v if v.isprintable() else showable(v) for v in listed]
    if isinstance(dtype, np.dtype) and dtype.kind in "iu":
        return [str(v) for v in listed]
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        return ["" if v != v else f"{v + 0.0:.4g}" for v in listed]
    return [say(v) for v in listed]


def showable(text: str) -> str:
    """`text` with a sign in place of each character that may not stand in a page, and of the same length.

    >>> showable("a" + chr(0) + "b")
    'a␀b'
    """
    return text.translate(_UNSHOWN)


def notes_of(table: pd.DataFrame, *, leave_out: tuple[str, ...] = ()) -> list[str]:
    """What a table of spans says of each of its rows, beside where they stand.

    >>> notes_of(pd.DataFrame({"start": [0, 9], "category": ["modal", "verb"], "strength": [0.25, None]}))
    ['modal, strength 0.25', 'verb']
    """
    columns = [c for c in _told(table) if c not in leave_out]
    told = []
    for column in columns:
        lead = "" if column in _PLAIN else f"{column} "
        values = say_all(table[column])
        if column == "country" and "actor" in table:  # a state is its own country
            values = ["" if v == a else v for v, a in zip(values, say_all(table["actor"]), strict=True)]
        usual = _USUAL.get(column)
        told.append([lead + v if v and v != usual else "" for v in values])
    return [", ".join(filter(None, row)) for row in zip(*told, strict=True)] if told else [""] * len(table)


def _told(table: pd.DataFrame) -> list[str]:
    return [c for c in table.columns if c not in _UNTOLD and not str(c).endswith(("_start", "_end"))]
