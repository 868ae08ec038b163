"""Plain text and Markdown: the file is the text.

Nothing is changed but the encoding: line ends, spaces and Markdown signs stay. Of a Markdown file the YAML
front matter, a block between two lines of three hyphens at its very start, becomes docvars and is no text. A
block that is no mapping of names to values is a rule and a paragraph like any other, and stays in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from datetime import date
from typing import Any

from discourse.readers.encoding import Decoded, Unreadable, decode

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
#: Most docvars of a file or a folder.
MAX_DOCVARS = 1_000
# YAML aliases can make a few lines stand for millions of values.
_MAX_VALUES = 10_000
_TOO_MANY = f"a docvar with more than {_MAX_VALUES:,} values"
# Characters; PyYAML reads some 100,000 a second.
_MAX_FRONT = 2**16
_MAX_DEPTH = 50
# Python writes no number of more than 4,300 digits; one digit takes 3.33 bits.
_MAX_BITS = 13_288
_FLOAT_BITS = 1023  # a larger number is no float, for which some versions of pandas ask
_NO_FRONT_MATTER = "correct it, or put an empty line before the first ---"


def read_txt(raw: bytes, *, decoded: Decoded | None = None) -> dict[str, Any]:
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
    text, encoding, _ = decoded or decode(raw)
    return {"text": check_text(text), "encoding": encoding}


def read_markdown(raw: bytes, *, decoded: Decoded | None = None) -> dict[str, Any]:
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
    text, encoding, _ = decoded or decode(raw)
    row = {}
    if found := _FRONT.match(text):
        try:
            docvars = _load_yaml(found["yaml"])
            row = {str(name): flatten(value) for name, value in (docvars or {}).items()}
        except RecursionError:
            raise Unreadable("front matter nested too deeply") from None
        text = text if docvars is None else text[found.end() :]
    if "text" in row:  # a docvar of that name, beside the text
        row[free_name("text_in_file", row)] = row.pop("text")
    return {"text": check_text(text), "encoding": encoding} | row


def check_text(text: str) -> str:
    """`text`, or Unreadable when there is nothing to read in it."""
    if not text or text.isspace():
        raise Unreadable("no text" if text == "" else "no text, only white space")
    return text


def flatten(value: Any) -> Any:
    """A value that fits in one cell: lists of plain values joined by `; `, others JSON, dates as ISO 8601.

    A whole number beyond what a float holds is text.

    Raises
    ------
    Unreadable
        If there are too many values in it, or a number is too long to be written.

    Examples
    --------
    >>> flatten(["Iran", 5]), flatten({"a": [1]}), flatten(2.5)
    ('Iran; 5', '{"a": [1]}', 2.5)
    """
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise Unreadable("a number of more than 4,000 digits")
    if isinstance(value, int) and value.bit_length() > _FLOAT_BITS:
        return str(value)
    if hasattr(value, "tolist"):  # NumPy's, out of Parquet
        value = value.tolist()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | dict):
        value = _simplify(value, [0])
        if not isinstance(value, dict) and not any(isinstance(v, list | dict) for v in value):
            return "; ".join(str(v) for v in value if v is not None)
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value


def free_name(name: str, taken: Container[str]) -> str:
    """`name`, followed by as many `_` as it takes to be none of `taken`.

    Examples
    --------
    >>> free_name("text_in_file", ["text", "text_in_file"])
    'text_in_file_'
    """
    while name in taken:
        name += "_"
    return name


def _simplify(value: Any, counted: list[int]) -> Any:
    """`value` with lists for everything like one, names as text, and single values flat; `counted` has their number."""
    counted[0] += 1
    if counted[0] > _MAX_VALUES:
        raise Unreadable(_TOO_MANY)
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, dict):
        return {str(flatten(name)): _simplify(item, counted) for name, item in value.items()}
    if isinstance(value, set):  # in an order that is always the same
        return sorted((_simplify(item, counted) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_simplify(item, counted) for item in value]
    return flatten(value)


def _load_yaml(front: str) -> dict | None:
    import yaml

    if len(front) > _MAX_FRONT:
        raise Unreadable(
            f"front matter of {len(front):,} characters; at most {_MAX_FRONT:,} are read. {_NO_FRONT_MATTER}"
        )
    depth = 0
    for bracket in re.findall(r"[][{}]", front):  # at each of which PyYAML looks at all that are open
        depth += 1 if bracket in "[{" else -1
        if depth > _MAX_DEPTH:
            raise Unreadable("front matter nested too deeply")
    try:
        loader = yaml.SafeLoader(front)
        root = loader.get_single_node()
        if isinstance(root, yaml.MappingNode):
            _check_nodes(root)
        docvars = None if root is None else loader.construct_document(root)
    # The last three are how PyYAML fails on tags that do not fit their values, such as `!!bool x`.
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as error:  # 2018-02-30 is no date
        where = getattr(error, "problem_mark", None)
        line = f"line {where.line + 2}: " if where else ""  # counted from the first line of the file
        raise Unreadable(
            f"front matter that is not YAML ({line}{getattr(error, 'problem', None) or error}); {_NO_FRONT_MATTER}"
        ) from None
    return docvars if isinstance(docvars, dict) else None


def _check_nodes(root: Any) -> None:
    """Unreadable where a name stands twice, or where aliases stand for more values than one would write by hand.

    Counted before anything is made of the nodes, as merging (`<<`) copies what aliases stand for.
    """
    sizes: dict[int, int] = {}

    def size(node: Any) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = 0  # being counted
            parts = node.value if isinstance(node.value, list) else []
            pairs = [part if isinstance(part, tuple) else (part,) for part in parts]
            sizes[id(node)] = 1 + sum(size(item) for pair in pairs for item in pair)
        elif not sizes[id(node)]:
            raise Unreadable("front matter nested too deeply")  # a node within itself
        return sizes[id(node)]

    seen = set()
    for name, value in root.value:
        if isinstance(name.value, str) and name.value != "<<":
            if name.value in seen:
                raise Unreadable(f"front matter with {name.value[:100]!r} twice")
            seen.add(name.value)
        if size(name) + size(value) > _MAX_VALUES:
            raise Unreadable(_TOO_MANY)
