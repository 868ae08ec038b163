"""A study: one TOML file that names a corpus, tables and figures.

The file is checked before anything is read, so that a typo is an error that names the valid words, not an analysis
that was never asked for. `discourse.study.run` runs it.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from discourse import schema
from discourse.corpus.sections import ROLES
from discourse.plots.groups import MEANS
from discourse.study.register import (
    COLUMNS,
    EVIDENCE,
    FINDINGS,
    KEYS,
    LEXICONS,
    MEASURES,
    MEASURES_OF_PLOT,
    ON_REQUEST,
    OPTIONS_OF_PLOT,
    PLOTS,
    SCORES,
    SETTINGS,
    SPANS,
    UNITS,
)

_MOST_BYTES, _MOST_POINTS, _MOST_LETTERS = 1 << 20, 1000, 100


class StudyError(ValueError):
    """A study file that cannot be run; the message says where and what to write instead."""


@dataclass(frozen=True)
class Study:
    """A study file, read and checked; see `load_study`."""

    path: Path
    title: str
    question: str
    corpus: dict
    actors: list[str]
    terms: dict[str, list[str]]
    sentiment: dict
    tables: dict[str, dict]
    figures: dict[str, dict]
    source: dict = field(repr=False)
    data: bytes = field(default=b"", repr=False)  # of the file, as it was read
    other_corpus: Path | None = None

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def corpus_path(self) -> Path:
        """The file or folder of texts."""
        return self.folder / self.corpus["path"]

    @property
    def all_tables(self) -> tuple[str, ...]:
        """The tables that a run writes: the evidence, then those of the study."""
        asked = {table.get(key) for table in self.tables.values() for key in ("of", "with")}
        return (*EVIDENCE, *(name for name in ON_REQUEST if name in asked), *self.tables)


def load_study(path: str | os.PathLike, *, corpus: str | os.PathLike | None = None) -> Study:
    """Read and check a study file.

    Parameters
    ----------
    path : str or path
        A TOML file; the README's section on studies lists its keys.
    corpus : str or path, optional
        A file or folder of texts to take in place of the one that the study names.

    Returns
    -------
    Study

    Raises
    ------
    StudyError
        If the file is no TOML, a key, list, measure or plot is unknown, or something needed is missing; the message
        names the valid ones.
    """
    path = Path(path)
    if path.is_dir():
        path = path / "study.toml"
    if not path.is_file():
        raise StudyError(f"there is no study file {path}; give the path of a study.toml")
    if path.stat().st_size > _MOST_BYTES:
        raise StudyError(f"{path} has {path.stat().st_size:,} bytes; a study file has at most {_MOST_BYTES:,}")
    data = path.read_bytes()
    if max(line.count(b".") for line in data.split(b"\n")) > _MOST_POINTS:  # tomllib would take hours for such a key
        raise StudyError(f"{path} has a line with more than {_MOST_POINTS:,} points; break it up")
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as why:  # UnicodeDecodeError and TOMLDecodeError are ValueErrors
        raise StudyError(f"{path} is no TOML file: {why}") from why
    _check(raw, "", str(path))
    for part in ("corpus", "actors", "sentiment"):
        _check(raw.get(part, {}), part, f"{path}, [{part}]")
    terms = raw.get("terms", {})
    _check_terms(terms, f"{path}, [terms]")
    given = raw.get("tables", {})
    tables = {name: _table(name, table, path) for name, table in given.items()}
    for name, table in tables.items():
        where = f"{path}, [tables.{name}]"
        if "terms" in (table.get("of"), table.get("with")) and not terms:
            raise StudyError(f"{where} is of terms, and the study has none; {_TERMS}")
        if table["measure"] == "multiverse":
            _check_multiverse(name, table, tables, given, path)
    figures = {name: _figure(name, figure, tables, path) for name, figure in raw.get("figures", {}).items()}
    texts = raw.get("corpus", {})
    other = None if corpus is None else Path(os.path.abspath(corpus))
    if other is not None:
        texts = texts | {"path": os.fspath(other)}
        raw["corpus"] = texts | {"path": other.name}  # what the manifest shows: no path of one machine
    study = Study(
        path=path,
        title=raw.get("title", path.absolute().parent.name),
        question=raw.get("question", ""),
        corpus=texts,
        actors=list(raw.get("actors", {}).get("lists", ["world"])),
        terms=terms,
        sentiment=raw.get("sentiment", {}),
        tables=tables,
        figures=figures,
        source=raw,
        data=data,
        other_corpus=other,
    )
    if "path" not in study.corpus:
        raise StudyError(f'{path}, [corpus]: path is missing; name the file or folder of texts, such as path = "."')
    if "\0" in study.corpus["path"]:
        raise StudyError(f"{path}, [corpus]: path is {study.corpus['path']!r}; a path has no NUL character")
    for role in study.corpus.get("roles", []):
        among(role, ROLES, f"{path}, [corpus] roles")
    among(study.sentiment.get("lexicon", "vader"), LEXICONS, f"{path}, [sentiment] lexicon")
    return study


def among(value: object, allowed: tuple, where: str) -> None:
    try:
        schema.one_of(value, allowed, where)
    except ValueError as why:
        raise StudyError(str(why)) from None


def _check(part: object, kind: str, where: str) -> None:
    """Raise an error for a key that is not known or has a value of another type."""
    keys = KEYS[kind]
    if not isinstance(part, dict):
        raise StudyError(f"{where} is {part!r}; a table of the keys {', '.join(keys)} is needed")
    for key, value in part.items():
        if key not in keys:
            raise StudyError(f"{where}: there is no key {key!r}; valid are {', '.join(keys)}")
        if key == "by" and kind == "table" and isinstance(value, str):
            continue
        if keys[key] is int and isinstance(value, int) and not isinstance(value, bool) and value < 1:
            raise StudyError(f"{where}: {key} is {value!r}; a number above 0 is needed")
        if not isinstance(value, keys[key]) or (keys[key] is int and isinstance(value, bool)):
            raise StudyError(f"{where}: {key} is {value!r}; {_SAYS[keys[key]]} is needed")


_SAYS = {
    str: "a text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def _table(name: str, table: dict, path: Path) -> dict:
    where = f"{path}, [tables.{name}]"
    _name(name, where)
    if name.lower() in (*EVIDENCE, *ON_REQUEST):
        raise StudyError(f"{where}: the name {name!r} is that of a table that every run writes; choose another")
    _check(table, "table", where)
    table = {"measure": "rate", "by": []} | table
    if isinstance(table["by"], str):
        table["by"] = [table["by"]]
    if not all(isinstance(column, str) for column in table["by"]):
        raise StudyError(f"{where}: by is {table['by']!r}; the names of columns in quotation marks are needed")
    among(table["measure"], tuple(MEASURES), f"{where} measure")
    measure = MEASURES[table["measure"]]
    if measure.of:
        table.setdefault("of", measure.of[0])
        among(table["of"], measure.of, f"{where} of (for measure {table['measure']!r})")
    for key in table:
        if key != "measure" and key not in measure.options and (key != "by" or table["by"]):
            valid = ", ".join(measure.options)
            raise StudyError(f"{where}: {key!r} has no meaning for measure {table['measure']!r}; valid are {valid}")
    for key in measure.needs:
        if not table.get(key):
            raise StudyError(f"{where}: {key} is missing, which measure {table['measure']!r} needs")
    among(table.get("unit", "sentence"), UNITS, f"{where} unit")
    if table["measure"] == "affiliations":
        among(table["with"], tuple(name for name in SPANS if name != "mentions"), f"{where} with")
        table = {"column": COLUMNS.get(table["with"], "category")} | table
    if table["measure"] == "cooccurrence" and table["by"]:
        raise StudyError(f"{where}: by is {table['by']!r}; co-occurrence is not grouped: leave it out")
    return table


_TERMS = 'add [terms] with a list of patterns for each category, such as war = ["war*", "attack*"]'


def _check_terms(terms: dict, where: str) -> None:
    for category, patterns in terms.items():
        if not isinstance(patterns, list) or not patterns or not all(isinstance(p, str) and p for p in patterns):
            raise StudyError(
                f'{where}: {category} is {patterns!r}; a list of patterns is needed, such as ["war*", "peace talks"]'
            )


def _check_multiverse(name: str, table: dict, tables: dict, given: dict, path: Path) -> None:
    """Raise an error unless each value of each choice makes a table that could stand in the study."""
    where = f"{path}, [tables.{name}]"
    among(table["table"], tuple(n for n, t in tables.items() if t["measure"] in FINDINGS), f"{where} table")
    base = tables[table["table"]]
    settings = SETTINGS if base["of"] == "sentiment" else ("roles",)
    options = tuple(key for key in MEASURES[base["measure"]].options if key not in ("by", "per"))
    for choice, values in table["choices"].items():
        among(choice, (*settings, *options), f"{where} choices")
        if not isinstance(values, list) or not values or len({label_of(value) for value in values}) < len(values):
            raise StudyError(f"{where} choices: {choice} is {values!r}; a list of different values is needed")
        for value in values:
            if choice == "lexicon":
                among(value, LEXICONS, f"{where} choices: lexicon")
            elif choice == "mask_actors":
                among(value, (True, False), f"{where} choices: mask_actors")
            elif choice == "roles":
                if not isinstance(value, list) or not value:
                    raise StudyError(f"{where} choices: roles has {value!r}; a list of lists of roles is needed")
                for role in value:
                    among(role, ROLES, f"{where} choices: roles")
            else:
                _table(name, given[table["table"]] | {choice: value}, path)


def label_of(value: object) -> str:
    """A value of a choice as it stands in tables and figures.

    >>> [label_of(v) for v in (True, ["heading", "body"], {"voice": "author"}, {}, 5)]
    ['yes', 'heading + body', 'voice author', 'all', '5']
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{k} {label_of(v)}" for k, v in value.items()) or "all"
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _figure(name: str, figure: dict, tables: dict, path: Path) -> dict:
    where = f"{path}, [figures.{name}]"
    _name(name, where)
    _check(figure, "figure", where)
    if "plot" not in figure:
        raise StudyError(f"{where}: plot is missing; choose one of {', '.join(map(repr, PLOTS))}")
    among(figure["plot"], PLOTS, f"{where} plot")
    figure = {"table": name} | figure
    among(figure["table"], tuple(tables), f"{where} table")
    table = tables[figure["table"]]
    wanted = MEASURES_OF_PLOT.get(figure["plot"], MEASURES)
    if table["measure"] not in wanted:
        raise StudyError(
            f"{where}: plot {figure['plot']!r} is of a table of measure {' or '.join(map(repr, wanted))}, and "
            f"{figure['table']!r} is of measure {table['measure']!r}"
        )
    for key in figure:
        if key not in ("plot", "table", "title", *OPTIONS_OF_PLOT[figure["plot"]]):
            valid = ", ".join(OPTIONS_OF_PLOT[figure["plot"]])
            raise StudyError(f"{where}: {key!r} has no meaning for plot {figure['plot']!r}; valid are {valid}")
    return _from_table(figure, table, tables)


def _from_table(figure: dict, table: dict, tables: dict) -> dict:
    """The figure with the options that follow from what its table is of."""
    plot, measure = figure["plot"], table["measure"]
    if plot == "keyness" and measure == "keyness":
        return {"names": [table["target"], "all others"]} | figure
    if plot == "network":
        return {"two_mode": measure == "affiliations", "directed": measure == "speakers"} | figure
    if plot == "multiverse":
        base = tables[table["table"]]
        groups = [] if base["measure"] == "difference" else [*base["by"], *["period"] * ("freq" in base)]
        unit = MEANS[SCORES[base["of"]]] if base["of"] in SCORES else f"rate per {base.get('per', 1000):,} words"
        label = f"difference: {unit}" if base["measure"] == "difference" else unit
        return {"choices": [*table["choices"], *groups], "value": FINDINGS[base["measure"]], "label": label} | figure
    return figure


def _name(name: str, where: str) -> None:
    if not name.replace("_", "").replace("-", "").isalnum() or not name.isascii():
        raise StudyError(f"{where}: the name {name!r} becomes a file name; use letters, digits, - and _")
    if len(name) > _MOST_LETTERS:
        raise StudyError(
            f"{where}: the name has {len(name)} letters and becomes a file name; use at most {_MOST_LETTERS}"
        )
