"""A study: one TOML file that names a corpus, tables and figures.

The file is checked before anything is read. So a typing error gives a message with the valid words, and not the wrong
analysis. `discourse.study.run` runs it.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from discourse import schema
from discourse.corpus.sections import ROLES
from discourse.study._backslashes import hint, misread
from discourse.study._entries import joined
from discourse.study._options import Option
from discourse.study.register import (
    CODEBOOK,
    COLUMNS,
    DUPLICATES,
    EVIDENCE,
    KEYS,
    LEXICONS,
    MEASURES,
    OF_CODES,
    OF_CORPUS,
    OFFICE,
    PLOTS,
    SAMPLE,
    SETTINGS,
    SPANS,
    STYLES,
    UNITS,
    counts,
    keys_of_figures,
    keys_of_tables,
    with_needs,
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
    hedges: dict
    sentiment: dict
    coding: dict
    tables: dict[str, dict]
    figures: dict[str, dict]
    output: dict
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
    def drops_duplicates(self) -> bool:
        """Are copies of documents left out?"""
        return self.corpus.get("duplicates", DUPLICATES[0]) == "drop"

    @property
    def office(self) -> list[str]:
        """The forms of office in which the tables of the study are written, too."""
        return self.output.get("tables", [])

    @property
    def styles(self) -> tuple[str, ...]:
        """The looks in which figures are drawn, the first under their names; none if the study names none."""
        return tuple(self.output.get("style", ()))

    @property
    def has_texts(self) -> bool:
        """May results hold sentences of the texts?"""
        return self.output.get("texts", True)

    @property
    def all_tables(self) -> tuple[str, ...]:
        """The tables that a run writes: the evidence, then those of the study."""
        asked = {table.get(key) for table in self.tables.values() for key in ("of", "with")}
        always = with_needs([name for name, evidence in EVIDENCE.items() if evidence.always])
        needed = {*with_needs([name for name in EVIDENCE if name in asked])}
        units = self.coding.get("sample", {}).get("units")  # they are drawn again, to be compared with what was coded
        needed = {*needed, *with_needs([units] if units in EVIDENCE and self.coded else [])}
        on_request = (name for name in EVIDENCE if name in needed and name not in always)
        return (*OF_CORPUS, *always, *on_request, *self.of_coding, *self.tables)

    @property
    def of_coding(self) -> tuple[str, ...]:
        """The tables that hand codes and the codebook make."""
        return (*(OF_CODES if self.coded else ()), *([CODEBOOK] if CODEBOOK in self.coding else []))

    @property
    def coded(self) -> list[str]:
        """The files of hand codes, each by its way from the study; the first corrects."""
        settled = [self.coding["adjudicated"]] if "adjudicated" in self.coding else []
        return list(dict.fromkeys([*settled, *self.coding.get("files", [])]))


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
        raise StudyError(f"{path} has {path.stat().st_size:,} bytes; but a study file has at most {_MOST_BYTES:,}")
    data = path.read_bytes()
    if max(line.count(b".") for line in data.split(b"\n")) > _MOST_POINTS:  # tomllib would take hours for such a key
        raise StudyError(f"{path} has a line with more than {_MOST_POINTS:,} points; break it up")
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as why:  # UnicodeDecodeError and TOMLDecodeError are ValueErrors
        raise StudyError(f"{path} is not a TOML file: {why}{hint(data, str(why))}") from why
    _check(raw, KEYS[""], str(path))
    for part in ("corpus", "actors", "hedges", "sentiment", "coding", "output"):
        _check(raw.get(part, {}), KEYS[part], f"{path}, [{part}]")
    terms = raw.get("terms", {})
    _check_terms(terms, f"{path}, [terms]")
    coding = raw.get("coding", {})
    _check_coding(coding, f"{path}, [coding]")
    given = raw.get("tables", {})
    tables = {name: _table(name, table, path, coding) for name, table in given.items()}
    for name, table in tables.items():
        where = f"{path}, [tables.{name}]"
        for of in (table[key] for key in ("of", "with") if key in table):
            if (needed := EVIDENCE[of].part) and not raw.get(needed):
                raise StudyError(f"{where} is of {of}, but the study has none; {_TERMS}")
        if table["measure"] == "multiverse":
            _check_multiverse(name, table, tables, given, path, coding)
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
        hedges=raw.get("hedges", {}),
        sentiment=raw.get("sentiment", {}),
        coding=coding,
        output=raw.get("output", {}),
        tables=tables,
        figures=figures,
        source=raw,
        data=data,
        other_corpus=other,
    )
    if "path" not in study.corpus:
        raise StudyError(f'{path}, [corpus]: path is missing; name the file or folder of texts, such as path = "."')
    if "\0" in study.corpus["path"]:
        raise StudyError(f"{path}, [corpus]: path is {study.corpus['path']!r}; a path must not contain a NUL character")
    _check_paths(study)
    for role in study.corpus.get("roles", []):
        among(role, ROLES, f"{path}, [corpus] roles")
    among(study.corpus.get("duplicates", DUPLICATES[0]), DUPLICATES, f"{path}, [corpus] duplicates")
    among(study.sentiment.get("lexicon", "vader"), LEXICONS, f"{path}, [sentiment] lexicon")
    for form in study.office:
        among(form, tuple(OFFICE), f"{path}, [output] tables")
    for style in study.styles:
        among(style, STYLES, f"{path}, [output] style")
    if len(set(study.styles)) < len(study.styles):
        raise StudyError(f"{path}, [output]: style is {list(study.styles)!r}; name each style once")
    among(study.output.get("columns", 1), tuple(COLUMNS), f"{path}, [output] columns")
    if len(set(study.office)) < len(study.office):
        raise StudyError(f"{path}, [output]: tables is {study.office!r}; name each form once")
    return study


def with_texts(study: Study, path: str | os.PathLike) -> Study:
    """The study with other texts in place of its own, as `load_study` takes them; with its own, the study itself."""
    other = Path(os.path.abspath(path))
    if study.corpus_path.exists() and other.exists() and os.path.samefile(study.corpus_path, other):
        return study
    shown = study.corpus | {"path": other.name}
    return replace(
        study,
        corpus=study.corpus | {"path": os.fspath(other)},
        source=study.source | {"corpus": shown},
        other_corpus=other,
    )


def _check_paths(study: Study) -> None:
    """Raise an error for a path to nothing with a tab or the like in it, which was a backslash."""
    edits, book = ([study.coding[key]] if key in study.coding else [] for key in ("edits", "codebook"))
    for key, paths in (
        ("[corpus]: path", [study.corpus["path"]]),
        ("[actors]: lists", study.actors),
        ("[coding]: edits", edits),
        ("[coding]: codebook", book),
        ("[coding]: files", study.coded),
    ):
        for path in paths:
            why = misread(path) if isinstance(path, str) and not os.path.exists(study.folder / path) else None
            if why:
                raise StudyError(f"{study.path}, {key} has {path!r}; {why}")


def among(value: object, allowed: tuple, where: str) -> None:
    try:
        schema.one_of(value, allowed, where)
    except ValueError as why:
        raise StudyError(str(why)) from None


def _check(part: Any, keys: dict[str, type], where: str) -> None:
    """Raise an error for a key that is not known or has a value of another type."""
    _check_keys(part, tuple(keys), where)
    for key, value in part.items():
        _check_value(key, value, Option((keys[key],)), where)


def _check_keys(part: object, keys: tuple[str, ...], where: str) -> None:
    if not isinstance(part, dict):
        raise StudyError(f"{where} is {part!r}; a table of the keys {', '.join(keys)} is needed")
    for key in part:
        if key not in keys:
            raise StudyError(f"{where}: there is no key {key!r}; valid are {', '.join(keys)}")


def _check_value(key: str, value: object, option: Option, where: str) -> None:
    if not option.fits(value):
        raise StudyError(f"{where}: {key} is {value!r}; {option.says} is needed")
    if isinstance(value, int | float) and not isinstance(value, bool) and not value > 0:
        raise StudyError(f"{where}: {key} is {value!r}; a number above 0 is needed")


def _check_options(part: dict, options: dict[str, Option], where: str, what: str, *, besides: tuple[str, ...]) -> None:
    """Raise an error for a key that `what` has no use for, or whose value is of another type."""
    for key, value in part.items():
        if key in options:
            _check_value(key, value, options[key], where)
        elif key not in besides:
            raise StudyError(f"{where}: {key!r} cannot be used for {what}; valid are {', '.join(options)}")


def _table(name: str, table: dict, path: Path, coding: dict) -> dict:
    where = f"{path}, [tables.{name}]"
    _name(name, where)
    if name.lower() in (
        *OF_CORPUS,
        *EVIDENCE,
        *(OF_CODES if coding.get("files") else ()),
        *(CODEBOOK,) * (CODEBOOK in coding),
    ):
        raise StudyError(f"{where}: every run writes a table called {name!r}; choose another name")
    _check_keys(table, keys_of_tables(), where)
    table = {"measure": "rate", "by": []} | table
    _check_value("measure", table["measure"], Option((str,)), where)
    among(table["measure"], tuple(MEASURES), f"{where} measure")
    measure, what = MEASURES[table["measure"]], f"measure {table['measure']!r}"
    if isinstance(table["by"], str):
        table["by"] = [table["by"]]
    if measure.of:
        table.setdefault("of", measure.of[0])
    refused = [key for key in measure.refused if table.get(key)]
    _check_options(table, measure.options, where, what, besides=("measure", *refused, *["by"] * (not table["by"])))
    for key in refused:
        raise StudyError(f"{where}: {key} is {table[key]!r}; {measure.refused[key]}")
    if not all(isinstance(column, str) for column in table["by"]):
        raise StudyError(f"{where}: by is {table['by']!r}; the names of columns in quotation marks are needed")
    for key, option in measure.options.items():
        if option.needed and not table.get(key):
            raise StudyError(f"{where}: {key} is missing, which {what} needs")
        if option.allowed and key in table:
            among(table[key], option.allowed, f"{where} {key}" + f" (for {what})" * (key == "of"))
    if measure.other:
        among(table["with"], tuple(name for name in SPANS if name not in measure.of), f"{where} with")
        table = {"column": EVIDENCE[table["with"]].kind} | table
    return _coded(table, coding, where) if "code" in table or table.get("corrected") else table


# --- hand codes ---------------------------------------------------------------------------------------------------


def _check_coding(coding: dict, where: str) -> None:
    """Raise an error for a sample that cannot be drawn, or files that cannot be named."""
    sample = coding.get("sample")
    if sample is not None:
        _check_options(sample, SAMPLE, f"{where} sample", "a sample", besides=())
        for key, option in SAMPLE.items():
            if option.needed and key not in sample:
                raise StudyError(f"{where} sample: {key} is missing; write such as sample = {{ n = 200, seed = 1 }}")
            if option.allowed and key in sample:
                among(sample[key], option.allowed, f"{where} sample: {key}")
        among(sample.get("units", UNITS[0]), UNITS, f"{where} sample: units")
    files = coding.get("files", [])
    if not all(isinstance(name, str) and name for name in files) or len(set(files)) < len(files):
        raise StudyError(f"{where}: files is {files!r}; name each coded file once, such as " + _FILES)
    if "adjudicated" in coding and not files:
        raise StudyError(f"{where}: adjudicated is given, but files is not; also name the files of the coders")


def _coded(table: dict, coding: dict, where: str) -> dict:
    """The table with the code that it goes by; an error where hand codes are missing, or cannot correct it."""
    if not coding.get("files"):
        raise StudyError(f"{where} uses hand codes, but the study has none; add to [coding] {_FILES}. {_TO_CODE}")
    sample = coding.get("sample", {})
    known = sample.get("codes", SAMPLE["codes"].default) if sample else ()
    known = (known,) if isinstance(known, str) else tuple(known)
    if "code" not in table and len(known) == 1:
        table = table | {"code": known[0]}
    if "code" not in table:
        names = f", one of {', '.join(known)}" if known else ""
        raise StudyError(f"{where}: code is missing, but corrected needs it: name the column with the codes{names}")
    if known:
        among(table["code"], known, f"{where} code")
    units = sample.get("units", UNITS[0])
    if EVIDENCE[table["of"]].score is None and units not in ("sentences", "documents"):
        raise StudyError(
            f"{where} counts spans, and [coding] sample has {units!r} for units; a rate is corrected by the number of "
            'spans that a coder counts in a unit: units = "sentences" or "documents"'
        )
    if table.get("corrected") and table["measure"] == "difference" and EVIDENCE[table["of"]].score is None:
        raise StudyError(
            f'{where}: a difference of rates cannot be corrected; use measure = "rate" of {table["of"]} by '
            f"{joined(table['by'], 'and')}, or for a difference of scores"
        )
    return table


_FILES = 'files = ["anna.csv", "ben.csv"]'
_TO_CODE = "`discourse new --code` writes a sample to be coded"


_TERMS = 'add [terms] with a list of patterns for each category, such as war = ["war*", "attack*"]'


def _check_terms(terms: dict, where: str) -> None:
    for category, patterns in terms.items():
        if not isinstance(patterns, list) or not patterns or not all(isinstance(p, str) and p for p in patterns):
            raise StudyError(
                f'{where}: {category} is {patterns!r}; a list of patterns is needed, such as ["war*", "peace talks"]'
            )


def _check_multiverse(name: str, table: dict, tables: dict, given: dict, path: Path, coding: dict) -> None:
    """Raise an error unless each value of each choice makes a table that could stand in the study."""
    where = f"{path}, [tables.{name}]"
    among(table["table"], tuple(n for n, t in tables.items() if MEASURES[t["measure"]].finding), f"{where} table")
    base = tables[table["table"]]
    settings = SETTINGS if base.get("of") == "sentiment" else ("roles", "duplicates")
    options = tuple(key for key in MEASURES[base["measure"]].options if key not in _FIXED)
    for choice, values in table["choices"].items():
        among(choice, (*settings, *options), f"{where} choices")
        if not isinstance(values, list) or not values or len({label_of(value) for value in values}) < len(values):
            raise StudyError(f"{where} choices: {choice} is {values!r}; a list of different values is needed")
        for value in values:
            if choice == "lexicon":
                among(value, LEXICONS, f"{where} choices: lexicon")
            elif choice == "duplicates":
                among(value, DUPLICATES, f"{where} choices: duplicates")
            elif choice == "mask_actors":
                among(value, (True, False), f"{where} choices: mask_actors")
            elif choice == "roles":
                if not isinstance(value, list) or not value:
                    raise StudyError(f"{where} choices: roles has {value!r}; a list of lists of roles is needed")
                for role in value:
                    among(role, ROLES, f"{where} choices: roles")
            else:
                _table(name, given[table["table"]] | {choice: value}, path, coding)


#: Options of a table that a multiverse does not choose among.
_FIXED = ("by", "per", "allow_absent", "code")


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
    _check_keys(figure, keys_of_figures(), where)
    if "plot" not in figure:
        raise StudyError(f"{where}: plot is missing; choose one of {', '.join(map(repr, PLOTS))}")
    figure = {"table": name} | figure
    for key in ("plot", "table", "title"):
        _check_value(key, figure.get(key, ""), Option((str,)), where)
    among(figure["plot"], tuple(PLOTS), f"{where} plot")
    among(figure["table"], tuple(tables), f"{where} table")
    table, plot, what = tables[figure["table"]], PLOTS[figure["plot"]], f"plot {figure['plot']!r}"
    wanted = plot.of or tuple(MEASURES)
    if table["measure"] not in wanted:
        raise StudyError(
            f"{where}: {what} is of a table of measure {' or '.join(map(repr, wanted))}, and "
            f"{figure['table']!r} is of measure {table['measure']!r}"
        )
    _check_options(figure, plot.options, where, what, besides=("plot", "table", "title"))
    found = MEASURES[table["measure"]]
    told = plot.told(table, tables)
    known = {"value": found.finding} if found.drawn_as else {}
    if found.label and figure.get("value", found.finding) == found.finding:
        known["label"] = found.fill(found.label, table)
    if counts(table):
        known["counted"] = counts(table)
    if not found.finding and figure.get("value", "n") != "n":  # of pairs, another value than n
        told = {key: value for key, value in told.items() if key != "label"}
    return {key: known[key] for key in known if key in plot.options} | told | figure


def _name(name: str, where: str) -> None:
    if not name.replace("_", "").replace("-", "").isalnum() or not name.isascii():
        raise StudyError(f"{where}: the name {name!r} becomes a file name; use letters, digits, - and _")
    if len(name) > _MOST_LETTERS:
        raise StudyError(
            f"{where}: the name has {len(name)} letters and becomes a file name; use at most {_MOST_LETTERS}"
        )
