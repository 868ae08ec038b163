"""Write the tables of README.md and METHODS.md that list what a study can ask for: `python docs/tables.py`.

They are made from the register of studies (`discourse.study.register`). What stands around them is written by hand.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from discourse.study.register import KEYS, MEASURES, PLOTS

ROOT = Path(__file__).resolve().parents[1]
Rows = list[tuple[str, ...]]


def code(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)


def keys_of_a_study() -> Rows:
    """Each part of a study file and its keys."""
    parts = {f"`[{part}]`": code(keys) for part, keys in KEYS.items() if part}
    parts["`[actors]`"] += ': `"world"`, and CSV files with the columns actor and alias'
    own = {"top": code(key for key, kind in KEYS[""].items() if kind is str)}
    own |= {part: parts[part] for part in ("`[corpus]`", "`[actors]`")}
    own["`[terms]`"] = 'one line for each category, with its patterns: `war = ["war*", "attack*"]`'
    own |= parts
    own["`[tables.NAME]`"] = "`measure` and its options"
    own["`[figures.NAME]`"] = "`plot` and its options, `table` (by default the table with the same name), `title`"
    return list(own.items())


def options_of_measures() -> Rows:
    """Each measure and what a study can say of it."""
    said: dict[tuple[str, ...], str] = {}
    rows = []
    for name, measure in MEASURES.items():
        remarks = {"of": said.get(measure.of, code(measure.of)), "table": f"a table with the measure {_findings()}"}
        remarks |= measure.remarks
        if len(measure.of) > 1:
            said.setdefault(measure.of, f"as `{name}`")
        options = (f"`{key}` ({remarks[key]})" if key in remarks else f"`{key}`" for key in measure.options)
        rows.append((f"`{name}`", ", ".join(options)))
    return rows


def _findings() -> str:
    *names, last = (f"`{name}`" for name, measure in MEASURES.items() if measure.finding)
    return f"{', '.join(names)} or {last}"


def options_of_plots() -> Rows:
    """Each plot and what a study can say of it."""
    return [(f"`{name}`", f"({plot.remark}) " * bool(plot.remark) + code(plot.options)) for name, plot in PLOTS.items()]


def functions_of_measures() -> Rows:
    """Each measure, the function that makes its table, and the first sentence of what the function says of itself."""
    return [
        (f"`{name}`", f"`{function.__name__.lstrip('_')}`", " ".join(inspect.getdoc(function).split("\n\n")[0].split()))
        for name, measure in MEASURES.items()
        for function in [measure.count]
    ]


#: Page -> the head of a table there -> what makes its rows.
TABLES = {
    "README.md": {
        ("part", "keys"): keys_of_a_study,
        ("`measure`", "options"): options_of_measures,
        ("`plot`", "options"): options_of_plots,
    },
    "METHODS.md": {("`measure`", "function", "what it gives"): functions_of_measures},
}


def with_tables(page: str) -> str:
    """The text of a page with its tables as the register has them now."""
    text = (ROOT / page).read_text(encoding="utf8")
    for head, make in TABLES[page].items():
        lines = [line_of(head), "|" + "---|" * len(head), *map(line_of, make())]
        table = re.compile(rf"^{re.escape(line_of(head))}\n(?:\|.*\n)+", re.M)
        text, n = table.subn(lambda _, lines=lines: "\n".join(lines) + "\n", text)
        if n != 1:
            raise ValueError(f"{page} has {n} tables with the head {line_of(head)}; one is needed")
    return text


def line_of(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    for page in TABLES:
        (ROOT / page).write_text(with_tables(page), encoding="utf8")
