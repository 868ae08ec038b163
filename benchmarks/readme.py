"""Tables as Markdown, and their places in the README beside this file: each between two marks that bear its name.

METHODS.md quotes rows of the table of quality; `quote` puts them there anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

README = Path(__file__).with_name("README.md")
METHODS = README.parents[1] / "METHODS.md"


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


def rows_of(name: str) -> list[list[str]]:
    """The rows of the table between the two marks of that name."""
    text = README.read_text(encoding="utf-8").split(f"<!-- {name}: begin -->")[1].split(f"<!-- {name}: end -->")[0]
    lines = [line for line in text.split("\n") if line.startswith("| ")]
    return [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines[2:]]


def quoted(page: str, rows: Iterable[Sequence[str]]) -> str:
    """A page whose rows (data, measure and figures) are those measured, the first of a kind for the first.

    >>> quoted("| a | r | 0.1 |", [("tone", "a", "r", "0.2")])
    '| a | r | 0.2 |'
    """
    measured = defaultdict(list)
    for _, *cells in rows:
        measured[tuple(cells[:2])].append(cells)
    lines = page.split("\n")
    for n, line in enumerate(lines):
        cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
        known = measured[tuple(cells[:2])]
        if known and len(known[0]) == len(cells):
            lines[n] = f"| {' | '.join(known.pop(0))} |"
    return "\n".join(lines)


def quote(rows: Iterable[Sequence[str]]) -> None:
    """Put the figures that METHODS.md quotes there anew."""
    METHODS.write_text(quoted(METHODS.read_text(encoding="utf-8"), rows), encoding="utf-8")
