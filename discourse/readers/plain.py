"""Plain text and Markdown: the file is the text.

Nothing is changed but the encoding: line ends, spaces and Markdown signs stay. Of a Markdown file the YAML
front matter, a block between two lines of three hyphens at its very start, becomes docvars and is no text. A
block that is no mapping of names to values is a rule and a paragraph like any other, and stays in the text.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from discourse.readers.encoding import Unreadable, decode

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# YAML aliases can make a few lines stand for millions of values.
_MAX_VALUES = 10_000


def read_txt(raw: bytes) -> dict[str, Any]:
    r"""One row of `documents` from a plain text file: text and encoding.

    Raises
    ------
    Unreadable
        If the file is empty, binary or in no encoding that `decode` knows.

    Examples
    --------
    >>> read_txt(b"One.\r\n\r\nTwo.")
    {'text': 'One.\r\n\r\nTwo.', 'encoding': 'utf-8'}
    """
    text, encoding = decode(raw)
    return {"text": check_text(text), "encoding": encoding}


def read_markdown(raw: bytes) -> dict[str, Any]:
    r"""One row of `documents` from a Markdown file: text, encoding and the docvars of the front matter.

    Raises
    ------
    Unreadable
        As for plain text, and if the front matter is not YAML, is followed by no text or holds too many
        values.

    Examples
    --------
    >>> read_markdown(b"---\nauthor: [Ann Lee, Bo Li]\nyear: 2018\n---\nText.")
    {'text': 'Text.', 'encoding': 'utf-8', 'author': 'Ann Lee; Bo Li', 'year': 2018}
    """
    text, encoding = decode(raw)
    row = {}
    if found := _FRONT.match(text):
        try:
            docvars = _load_yaml(found["yaml"])
            row = {str(name): flatten(value) for name, value in (docvars or {}).items()}
        except RecursionError:
            raise Unreadable("front matter nested too deeply") from None
        text = text if docvars is None else text[found.end() :]
    if "text" in row:  # a docvar of that name, beside the text
        row["text_in_file"] = row.pop("text")
    return {"text": check_text(text), "encoding": encoding} | row


def check_text(text: str) -> str:
    """`text`, or Unreadable when there is nothing to read in it."""
    if not text.strip():
        raise Unreadable("no text" if text == "" else "no text but white space")
    return text


def flatten(value: Any) -> Any:
    """A value that fits in one cell: lists of plain values joined by `; `, others JSON, dates as ISO 8601.

    Examples
    --------
    >>> flatten(["Iran", 5]), flatten({"a": [1]}), flatten(2.5)
    ('Iran; 5', '{"a": [1]}', 2.5)
    """
    if hasattr(value, "tolist"):  # NumPy's, out of Parquet
        value = value.tolist()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | dict):
        _count(value, 0)
        if not isinstance(value, dict) and not any(isinstance(v, list | tuple | set | dict) for v in value):
            return "; ".join(str(flatten(v)) for v in value if v is not None)
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value


def _count(value: Any, n: int) -> int:
    """Number of values within `value`, added to `n`."""
    n += 1
    if n > _MAX_VALUES:
        raise Unreadable(f"a docvar with more than {_MAX_VALUES:,} values")
    if isinstance(value, dict):
        value = value.values()
    if not isinstance(value, str | bytes) and hasattr(value, "__iter__"):
        for item in value:
            n = _count(item, n)
    return n


def _load_yaml(front: str) -> dict | None:
    import yaml

    try:
        docvars = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: 2018-02-30 is no date
        where = getattr(error, "problem_mark", None)
        line = f"line {where.line + 2}: " if where else ""  # counted from the first line of the file
        raise Unreadable(
            f"front matter that is not YAML ({line}{getattr(error, 'problem', None) or error}); "
            "mend it, or put an empty line before the first ---"
        ) from None
    return docvars if isinstance(docvars, dict) else None
