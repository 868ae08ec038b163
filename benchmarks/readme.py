"""Tables as Markdown, and their places in the README beside this file: each between two marks that bear its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

README = Path(__file__).with_name("README.md")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown.

    >>> print(table(("a", "b"), [("1", "2")]))
    | a | b |
    | --- | --- |
    | 1 | 2 |
    """
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows))


def put(name: str, text: str) -> None:
    """Put a text between the two marks of that name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    readme = README.read_text(encoding="utf-8")
    if readme.count(begin) != 1 or readme.count(end) != 1:
        raise SystemExit(f"{README.name} needs the lines {begin} and {end} once each; put them where the tables go")
    head, tail = readme.split(begin)[0], readme.split(end)[1]
    README.write_text(f"{head}{begin}\n{text}\n{end}{tail}", encoding="utf-8")
