"""`discourse help TOPIC`: what a measure, a plot, a table or a part of a study file is, and what a study can say of it.

All of it follows from the register of studies (`discourse.study.register`), from the signatures and docstrings of the
functions there, and from `discourse.schema`; nothing is said twice.
"""

from __future__ import annotations

import inspect
import json
import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from discourse.cli._talk import Talk

#: What the register says of an option: kinds, needed, default, allowed.
Option = Any

#: Values for examples, for options that a measure needs.
_SAMPLES = {
    "node": "peace",
    "target": "Globe",
    "groups": ["Globe", "Herald"],
    "with": "terms",
    "table": "hedges_by_outlet",
    "choices": {"roles": [["body"], ["heading", "body"]]},
    "by": "outlet",
}
_TERMS = {"war": ["war*", "attack*", "troops"], "peace": ["peace*", "talks"]}
#: Kinds of values, in a word.
_KINDS = {str: "text", int: "whole number", float: "number", bool: "true or false", list: "list", dict: "table"}
#: Options that every measure of spans or scores has.
_OF_ALL = {
    "where": 'keep only some rows, such as { voice = "author" }',
    "allow_absent": "may where name a value that no row has?",
    "table": "the table that is made again for every combination",
    "code": "the column with hand codes",
    "corrected": "do hand codes correct it? See [coding]",
}
#: Keys of the parts of a study file.
_OF_PARTS = {
    "corpus.path": "a file or folder of texts, relative to the study",
    "corpus.text": "the column of tables with the text (default: text)",
    "corpus.doc_id": "the column of tables with the key",
    "corpus.dayfirst": "is 03/04/2018 the 3rd of April?",
    "corpus.encoding": "of all text files, such as cp1252; by default it is detected for each",
    "corpus.languages": 'languages that are expected and give no doubt, such as ["en", "de"]',
    "corpus.roles": 'paragraphs that are read (default: ["standfirst", "heading", "body"])',
    "corpus.sections": "do paragraphs get roles? (default: true)",
    "corpus.duplicates": '"keep" or "drop": copies of documents (default: "keep")',
    "corpus.max_bytes": "the largest size of a file in bytes",
    "hedges.vague": "do plain quantities and unnamed sources count as hedges? (default: false)",
    "sentiment.lexicon": '"vader" or "commentary" (default: "vader")',
    "sentiment.mask_actors": "are words inside names not scored? (default: true)",
    "coding.edits": "a CSV file with corrections by hand",
    "coding.sample": 'how the sample was drawn, such as { n = 200, seed = 1, codes = ["negative"] }',
    "coding.files": 'the files of the coders, such as ["anna.csv", "ben.csv"]',
    "output.tables": 'also all tables in one file for Word or Excel: ["docx", "xlsx"]',
    "output.spreadsheet": "make CSV for spreadsheets: a byte order mark, rounded, no formulas? (default: false)",
    "output.texts": "may results contain sentences of the texts? (default: true)",
    "output.style": 'styles of the figures: ["screen", "print"]',
    "output.columns": "how many columns of a page a figure takes: 1 or 2",
    "output.greys": "draw figures in greys? (default: false)",
    "coding.codebook": "the TOML file that defines the codes",
    "coding.adjudicated": "the file with the codes that the coders agreed on",
}
_ACTORS = """\
Lists of actors are CSV files. Only actor and alias have to be filled.

  actor    the name by which all mentions are counted
  alias    a name that texts use, one a row
  type     state, organisation, government, party, person, media or other
  form     name, acronym, demonym, metonym or group
  country  the state that the actor belongs to

`discourse new` and `discourse suggest` add names that the texts use. Their rows have four columns more:

  source   suggested
  n        how often the alias stands in the texts
  n_docs   in how many texts it stands
  example  the first sentence with it

The type is a guess. Mend what is wrong, drop what you do not need.

example:
  [actors]
  lists = ["world", "actors.csv"]   # for the same alias, the later list wins"""


def explain(topic: str | None, commands: Mapping[str, str], talk: Talk) -> int:
    """Say what a topic is, or which topics there are; 2 if there is none of this name."""
    from discourse.study.register import EVIDENCE, KEYS, MEASURES, PLOTS

    parts = [*(part for part in KEYS if part), "terms", "tables", "figures"]
    topics: dict[str, tuple[Collection[str], Callable[[str], str]]] = {
        "measures": (MEASURES, _measure),
        "plots": (PLOTS, _plot),
        "spans and scores": (EVIDENCE, _evidence),
        "parts of a study file": (parts, _part),
    }
    if topic is None:
        listed = {"commands": commands} | {kind: names for kind, (names, _) in topics.items()}
        talk.print_text("\n".join(_contents(listed)))
        return 0
    name = topic.strip("[]")
    found = [say(name) for names, say in topics.values() if name in names]
    if found:
        talk.print_text("\n\n".join(found))
        return 0
    near = get_close_matches(name, [*commands, *MEASURES, *PLOTS, *EVIDENCE, *parts], n=3)
    advice = f"did you mean {' or '.join(near)}?" if near else "`discourse help` lists all topics"
    talk.complain(f"there is no topic {topic!r}; {advice}")
    return 2


def _contents(listed: Mapping[str, Collection[str]]) -> Iterator[str]:
    """All topics, by kind."""
    yield "discourse help TOPIC explains one of these:"
    for kind, names in listed.items():
        yield f"\n{kind}:"
        yield _listed(names)


def _listed(names: Iterable[str]) -> str:
    return textwrap.fill(", ".join(names), 88, initial_indent="  ", subsequent_indent="  ")


def _measure(name: str) -> str:
    from discourse import schema
    from discourse.study.register import MEASURES

    measure = MEASURES[name]
    lines = [f"{name}: a measure, for [tables.NAME]", "", *_first_words(measure.count), "", "options:"]
    lines += _options(measure.options, measure.count, measure.remarks, measure.names)
    if measure.table:
        lines += ["", "columns of its table:", *_columns(schema.TABLES[measure.table])]
    needed = {key: _SAMPLES[key] for key, option in measure.options.items() if option.needed or key == "by"}
    own = {"measure": name} | ({"of": measure.of[0]} if measure.of else {}) | needed
    return "\n".join([*lines, "", "example:", *_example(f"tables.{name}", own)])


def _plot(name: str) -> str:
    from discourse.study.register import MEASURES, PLOTS

    plot = PLOTS[name]
    of = f", of a table of measure {' or '.join(plot.of)}" if plot.of else ""
    lines = [f"{name}: a plot, for [figures.NAME]{of}", "", *_first_words(plot.draw), "", "options:"]
    lines += _table_of([("table", "text", "the table that it draws (default: the table with the same name)")])
    lines += _table_of([("title", "text", "the title above it")])
    asked = {key: replace(option, needed=False) for key, option in plot.options.items()}  # a study knows the rest
    lines += _options(asked, plot.draw, {}, {})
    drawn = next(iter(plot.of), name if name in MEASURES else "hedges_by_outlet")
    return "\n".join([*lines, "", "example:", *_example("figures.NAME", {"plot": name, "table": drawn})])


def _evidence(name: str) -> str:
    from discourse import schema
    from discourse.study.register import EVIDENCE

    entry = EVIDENCE[name]
    kind = "spans" if entry.score is None else f"scores (the column {entry.score})"
    lines = [f'{name}: {kind}, for of = "{name}" in a table of a study', "", *_first_words(entry.find)]
    table = schema.TABLES.get(name)
    lines += [] if table is None else ["", "columns:", *_columns(table)]
    said = '  also voice and speaker: whose words they are; by = "voice" compares them'
    measure = "rate" if entry.score is None else "mean"
    return "\n".join(
        [
            *lines,
            said,
            "",
            "example:",
            *_example(f"tables.{name}_by_outlet", {"measure": measure, "of": name, "by": "outlet"}),
        ]
    )


def _part(name: str) -> str:
    from discourse.study.register import KEYS, MEASURES, PLOTS, SAMPLE, UNITS

    if name == "actors":
        return f"[actors]: the actors to look for; a part of a study file\n\n{_ACTORS}"
    if name in ("tables", "figures"):
        what, names = ("measure", MEASURES) if name == "tables" else ("plot", PLOTS)
        first = next(iter(names))
        head = f"[{name}.NAME]: a {what} and its options\n\n{what}s:\n{_listed(names)}"
        return f"{head}\n\n`discourse help {first}` explains one."
    if name == "terms":
        return "\n".join(
            [
                "[terms]: your own words: one line for each category, with its patterns",
                "",
                "example:",
                *_example("terms", _TERMS),
            ]
        )
    lines = [f"[{name}]: a part of a study file", "", "keys:"]
    lines += _table_of((key, _KINDS[kind], _OF_PARTS.get(f"{name}.{key}", "")) for key, kind in KEYS[name].items())
    if name == "coding":
        lines += ["", "keys of sample:", _listed(SAMPLE), "", "units of a sample:", _listed(UNITS)]
    return "\n".join(lines)


def _first_words(function: Callable) -> list[str]:
    """The first paragraph of the docstring."""
    said = " ".join((inspect.getdoc(inspect.unwrap(function)) or "").split("\n\n")[0].split())
    return textwrap.wrap(_plain(said), 88)


def _options(
    options: Mapping[str, Option], function: Callable, remarks: Mapping[str, str], names: Mapping[str, str]
) -> list[str]:
    """A line for each option: its name, what it can be, what it is for."""
    told = {names.get(name, name): says for name, says in _parameters(function).items()}
    told |= _OF_ALL | {key: says for key, says in remarks.items() if key not in _OF_ALL}
    return _table_of((key, _values(option), told.get(key, "")) for key, option in options.items())


def _table_of(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    """Rows of a name, what it can be, and what it is for."""
    lines = []
    for key, values, says in rows:
        text = "; ".join(part for part in (values, says) if part)
        lines += textwrap.wrap(text, 96, initial_indent=f"  {key:<13} ", subsequent_indent=" " * 16) or [f"  {key}"]
    return lines


def _values(option: Option) -> str:
    """What an option can be."""
    said = (
        " or ".join(json.dumps(value) for value in option.allowed)
        if option.allowed
        else " or ".join(_KINDS[kind] for kind in option.kinds)
    )
    if option.needed:
        return f"{said} (needed)"
    plain = isinstance(option.default, str | int | float | bool)
    return f"{said} (default: {json.dumps(option.default)})" if plain else said


def _parameters(function: Callable) -> dict[str, str]:
    """The first sentence on each parameter in the docstring of a function.

    >>> def count(rows):
    ...     '''Count.
    ...
    ...     Parameters
    ...     ----------
    ...     rows : DataFrame
    ...         What is counted. Any
    ...         table will do.
    ...     '''
    >>> _parameters(count)
    {'rows': 'What is counted'}
    """
    doc = inspect.getdoc(inspect.unwrap(function)) or ""
    section = re.search(r"Parameters\n-+\n(.*?)(?=\n\n?\w[^\n]*\n-+\n|\Z)", doc, re.S)
    found: dict[str, str] = {}
    for names, text in re.findall(
        r"^(\w[\w, ]*?) :[^\n]*\n((?:(?: +[^\n]*)?\n?)*)", section[1] if section else "", re.M
    ):
        first = re.match(r".*?[.;](?= [A-Z]|$)|.*", " ".join(text.split()))
        found |= {name: _plain(first[0].rstrip(";.") if first else "") for name in names.split(", ")}
    return found


def _columns(table: Mapping[str, tuple[str, str]]) -> list[str]:
    return _table_of((name, "", _plain(says)) for name, (_, says) in table.items())


def _plain(text: str) -> str:
    """Without the marks of reStructuredText."""
    return text.replace("``", "")


def _example(part: str, keys: Mapping[str, object]) -> list[str]:
    """Lines of a study file."""
    return [f"  [{part}]", *(f"  {key} = {_toml(value)}" for key, value in keys.items())]


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
