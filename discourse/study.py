"""A study: one TOML file that names a corpus, tables and figures, and the run that makes them.

The file is checked before anything is read, so that a typo is an error that names the valid words, not an analysis
that was never asked for. A run writes `tables/`, `figures/` and `manifest.json`, which says from what they were made.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import pandas as pd

from discourse import schema
from discourse.actors import find_mentions, load_actors
from discourse.corpus import DEFAULT_ROLES, Corpus, load_corpus
from discourse.hedging import find_hedges
from discourse.network import count_cooccurrence
from discourse.rates import count_mean, count_rate, count_words, score_mentions
from discourse.sections import ROLES
from discourse.sentiment import score_sentiment

SPANS = ("mentions", "hedges")
SCORES = ("sentiment", "actor_sentiment")
UNITS = ("sentence", "document")
MEASURES = ("rate", "mean", "words", "cooccurrence")
PLOTS = ("rates", "trend", "tone", "heatmap")

# What each part of a study file may say: key -> type.
_KEYS: dict[str, dict[str, type]] = {
    "": {
        "title": str, "question": str, "corpus": dict, "actors": dict, "sentiment": dict, "tables": dict,
        "figures": dict,
    },
    "corpus": {"path": str, "text": str, "doc_id": str, "roles": list, "sections": bool},
    "actors": {"lists": list},
    "sentiment": {"lexicon": str, "mask_actors": bool},
    "table": {"measure": str, "of": str, "by": list, "freq": str, "per": int, "unit": str, "where": dict},
    "figure": {
        "table": str, "plot": str, "by": str, "hue": str, "rows": str, "columns": str, "value": str,
        "limit": int, "title": str,
    },
}  # fmt: skip
_OPTIONS_OF_PLOT = {
    "rates": ("by", "hue", "limit"),
    "trend": ("hue",),
    "tone": ("by", "hue", "limit"),
    "heatmap": ("rows", "columns", "value", "limit"),
}
_PACKAGES = ("numpy", "pandas", "pyarrow", "nltk", "vaderSentiment", "matplotlib", "trafilatura")
_WORD_LISTS = ("data/actors_world.csv", "data/hedges.csv")
# The evidence that a run writes beside the tables of the study.
_EVIDENCE = ("documents", "sections", "rejected", "mentions", "hedges", "sentiment", "actor_sentiment")


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
    sentiment: dict
    tables: dict[str, dict]
    figures: dict[str, dict]
    source: dict = field(repr=False)

    @property
    def folder(self) -> Path:
        return self.path.parent


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
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise StudyError(f"{path} is no TOML file: {why}") from why
    _check(raw, "", str(path))
    for part in ("corpus", "actors", "sentiment"):
        _check(raw.get(part, {}), part, f"{path}, [{part}]")
    tables = {name: _table(name, table, path) for name, table in raw.get("tables", {}).items()}
    figures = {name: _figure(name, figure, tables, path) for name, figure in raw.get("figures", {}).items()}
    study = Study(
        path=path,
        title=raw.get("title", path.absolute().parent.name),
        question=raw.get("question", ""),
        corpus=raw.get("corpus", {}),
        actors=list(raw.get("actors", {}).get("lists", ["world"])),
        sentiment=raw.get("sentiment", {}),
        tables=tables,
        figures=figures,
        source=raw,
    )
    if corpus is not None:
        study = replace(study, corpus=study.corpus | {"path": os.fspath(Path(corpus).absolute())})
    if "path" not in study.corpus:
        raise StudyError(f'{path}, [corpus]: path is missing; name the file or folder of texts, such as path = "."')
    for role in study.corpus.get("roles", []):
        _among(role, ROLES, f"{path}, [corpus] roles")
    _among(study.sentiment.get("lexicon", "vader"), ("vader",), f"{path}, [sentiment] lexicon")
    return study


def _among(value: object, allowed: tuple, where: str) -> None:
    try:
        schema.one_of(value, allowed, where)
    except ValueError as why:
        raise StudyError(str(why)) from None


def _check(part: object, kind: str, where: str) -> None:
    """Raise an error for a key that is not known or has a value of another type."""
    keys = _KEYS[kind]
    if not isinstance(part, dict):
        raise StudyError(f"{where} is {part!r}; a table of the keys {', '.join(keys)} is needed")
    for key, value in part.items():
        if key not in keys:
            raise StudyError(f"{where}: there is no key {key!r}; valid are {', '.join(keys)}")
        if key == "by" and kind == "table" and isinstance(value, str):
            continue
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
    if name.lower() in _EVIDENCE:
        raise StudyError(f"{where}: the name {name!r} is that of a table that every run writes; choose another")
    _check(table, "table", where)
    table = {"measure": "rate", "by": []} | table
    if isinstance(table["by"], str):
        table["by"] = [table["by"]]
    _among(table["measure"], MEASURES, f"{where} measure")
    of = {"rate": SPANS, "mean": SCORES, "cooccurrence": ("mentions",), "words": ()}[table["measure"]]
    if of:
        table.setdefault("of", of[0])
        _among(table["of"], of, f"{where} of (for measure {table['measure']!r})")
    allowed = {
        "rate": ("of", "by", "freq", "per", "where"),
        "mean": ("of", "by", "freq", "where"),
        "words": ("by",),
        "cooccurrence": ("of", "unit", "where", "by"),
    }[table["measure"]]
    for key in table:
        if key != "measure" and key not in allowed:
            raise StudyError(
                f"{where}: {key!r} has no meaning for measure {table['measure']!r}; valid are {', '.join(allowed)}"
            )
    _among(table.get("unit", "sentence"), UNITS, f"{where} unit")
    if table["measure"] == "cooccurrence" and table["by"]:
        raise StudyError(f"{where}: by is {table['by']!r}; co-occurrence is not grouped: leave it out")
    return table


def _figure(name: str, figure: dict, tables: dict, path: Path) -> dict:
    where = f"{path}, [figures.{name}]"
    _name(name, where)
    _check(figure, "figure", where)
    if "plot" not in figure:
        raise StudyError(f"{where}: plot is missing; choose one of {', '.join(map(repr, PLOTS))}")
    _among(figure["plot"], PLOTS, f"{where} plot")
    figure = {"table": name} | figure
    _among(figure["table"], tuple(tables), f"{where} table")
    for key in figure:
        if key not in ("plot", "table", "title", *_OPTIONS_OF_PLOT[figure["plot"]]):
            valid = ", ".join(_OPTIONS_OF_PLOT[figure["plot"]])
            raise StudyError(f"{where}: {key!r} has no meaning for plot {figure['plot']!r}; valid are {valid}")
    return figure


def _name(name: str, where: str) -> None:
    if not name.replace("_", "").replace("-", "").isalnum() or not name.isascii():
        raise StudyError(f"{where}: the name {name!r} becomes a file name; use letters, digits, - and _")


# --- the run ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Results:
    """What a run made.

    Attributes
    ----------
    corpus : Corpus
    tables : dict of name -> DataFrame, the spans and scores first, then the tables of the study
    figures : dict of name -> list of files
    out : the folder
    """

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    figures: dict[str, list[Path]]
    out: Path


def run_study(study: Study, out: str | os.PathLike, *, progress: Callable | None = None) -> Results:
    """Make the tables and figures of a study and write them to the folder `out`.

    Parameters
    ----------
    study : Study
    out : str or path
        Gets tables/*.csv and *.parquet, figures/*.svg and *.png, and manifest.json. Files there of the same
        names are replaced, each whole.
    progress : callable, optional
        Wraps the list of steps, as tqdm does; each step is called by its name.

    Returns
    -------
    Results

    Raises
    ------
    StudyError
        If a table names a column that neither the corpus nor its spans have, a figure does not fit its table, or
        `out` lies in the folder of texts.
    """
    out = Path(out)
    actors = _actors(study)
    where = Path(study.corpus["path"])
    texts = (study.folder / where).resolve()
    if texts.is_dir() and out.resolve().is_relative_to(texts):
        raise StudyError(
            f"the results would go to {out}, in the folder of texts {study.folder / where}, and be read as texts by "
            "the next run; choose a folder outside of it"
        )
    options = {k: v for k, v in study.corpus.items() if k in ("text", "doc_id", "sections")}
    roles = study.corpus.get("roles", list(DEFAULT_ROLES))
    try:
        corpus = load_corpus(study.folder / where, roles=roles, **options)
    except ValueError as why:  # a saved corpus that is damaged
        raise StudyError(f"{study.path}, [corpus] path: {why}") from why
    if not len(corpus.documents):
        reasons = "; ".join(f"{r.source}: {r.reason}" for r in corpus.rejected.head(3).itertuples())
        raise StudyError(f"{study.path}: no document could be read from {where}. {reasons}")
    tables: dict[str, pd.DataFrame] = {}
    figures: dict[str, list[Path]] = {}
    written: list[Path] = []
    alts: dict[str, str] = {}

    def spans() -> None:
        docvars = corpus.documents.drop(columns="text").assign(n_words=_words(corpus))
        tables["documents"], tables["sections"], tables["rejected"] = docvars, corpus.sections, corpus.rejected
        tables["mentions"] = find_mentions(corpus, actors)
        tables["hedges"] = find_hedges(corpus)

    def scores() -> None:
        mask = tables["mentions"] if study.sentiment.get("mask_actors", True) else None
        tables["sentiment"] = score_sentiment(corpus, lexicon=study.sentiment.get("lexicon", "vader"), mask=mask)
        scored = score_mentions(tables["mentions"], tables["sentiment"])
        kinds = tables["mentions"].drop_duplicates("actor")[["actor", "type", "country"]]
        tables["actor_sentiment"] = scored.merge(kinds, on="actor", how="left")

    def write_tables() -> None:
        for name, table in tables.items():
            written.extend(_write_table(table, out / "tables" / name))

    steps: list[tuple[str, Callable[[], None]]] = [("finding mentions and hedges", spans), ("scoring tone", scores)]
    for name, spec in study.tables.items():
        steps.append(
            (name, lambda name=name, spec=spec: tables.update({name: _measure(study, name, spec, corpus, tables)}))
        )
    steps.append(("writing tables", write_tables))
    for name, spec in study.figures.items():
        steps.append(
            (name, lambda name=name, spec=spec: figures.update({name: _draw(study, name, spec, tables, out, alts)}))
        )
    for _, step in progress(steps) if progress else steps:
        step()
    written += [file for drawn in figures.values() for file in drawn]
    manifest = _manifest(study, corpus, out, written, alts)
    with _whole(out / "manifest.json") as draft:
        draft.write_text(
            json.dumps(manifest, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf8", newline="\n"
        )
    return Results(corpus, tables, figures, out)


def _actors(study: Study) -> pd.DataFrame:
    lists = []
    for name in study.actors:
        if not isinstance(name, str):
            raise StudyError(f'{study.path}, [actors] lists: {name!r} is no text; name "world" or a CSV file')
        if name != "world" and not (study.folder / name).is_file():
            raise StudyError(
                f"{study.path}, [actors] lists: there is no list {name!r}; name 'world' or a CSV file beside the study"
            )
        try:
            lists.append(load_actors(name if name == "world" else study.folder / name))
        except ValueError as why:
            raise StudyError(f"{study.path}, [actors] lists: {why}") from why
    return pd.concat(lists, ignore_index=True) if lists else schema.empty("actors")


def _words(corpus: Corpus) -> pd.Series:
    counted = count_words(corpus, by="doc_id").set_index("doc_id")["n_words"]
    return corpus.documents["doc_id"].map(counted).astype("int64")


def _measure(study: Study, name: str, spec: dict, corpus: Corpus, tables: dict) -> pd.DataFrame:
    """One table of the study."""
    where = f"{study.path}, [tables.{name}]"
    rows = tables.get(spec.get("of", ""), pd.DataFrame())
    known = [c for c in corpus.documents.columns if c != "text"]
    own = [c for c in rows.columns if c not in ("start", "end", "text", *known)]
    valid = (*known, "role") if spec["measure"] == "words" else (*known, *own)
    for column in spec["by"]:
        _among(column, valid, f"{where} by")
    for column, wanted in spec.get("where", {}).items():
        _among(column, tuple(own), f"{where} where")
        rows = rows[rows[column].isin(wanted if isinstance(wanted, list) else [wanted])]
    by = spec["by"] or None
    try:
        if spec["measure"] == "words":
            return count_words(corpus, by=by)
        if spec["measure"] == "cooccurrence":
            return count_cooccurrence(rows, unit=spec.get("unit", "sentence"))
        if spec["measure"] == "mean":
            return count_mean(rows, corpus, column="compound", by=by, freq=spec.get("freq"))
        return count_rate(rows, corpus, by=by, per=spec.get("per", 1000), freq=spec.get("freq"))
    except ValueError as why:
        raise StudyError(f"{where}: {why}") from why


def _draw(study: Study, name: str, spec: dict, tables: dict, out: Path, alts: dict) -> list[Path]:
    """One figure of the study, as SVG and PNG."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from discourse import plots

    options = {k: v for k, v in spec.items() if k in _OPTIONS_OF_PLOT[spec["plot"]]}
    with mpl.rc_context({"backend": "agg"}):
        try:
            ax = getattr(plots, f"plot_{spec['plot']}")(tables[spec["table"]], **options)
        except ValueError as why:
            raise StudyError(f"{study.path}, [figures.{name}]: {why}") from why
        FigureCanvasAgg(ax.figure)
        if "title" in spec:
            ax.set_title(spec["title"], fontsize=9, loc="left")
        alts[name] = plots.describe(ax)
        files_ = []
        for suffix in (".svg", ".png"):
            file = out / "figures" / f"{name}{suffix}"
            with _whole(file) as draft:
                plots.save_figure(ax, draft)
            files_.append(file)
        _close(ax)
    return files_


def _close(ax) -> None:
    import matplotlib.pyplot as plt

    plt.close(ax.figure)


def _write_table(table: pd.DataFrame, stem: Path) -> list[Path]:
    written = []
    for suffix in (".csv", ".parquet"):
        file = stem.with_name(stem.name + suffix)
        with _whole(file) as draft:
            if suffix == ".csv":
                table.to_csv(draft, index=False, lineterminator="\n", encoding="utf8", date_format="%Y-%m-%d")
            else:
                table.to_parquet(draft, index=False)
        written.append(file)
    return written


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its name only when it is finished."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".draft-{path.name}")
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _manifest(study: Study, corpus: Corpus, out: Path, written: list[Path], alts: dict) -> dict:
    """Versions, inputs and outputs by sha256, and parameters: from what the results were made."""
    inputs = {study.path.name: _sha256(study.path.read_bytes())}
    inputs |= {name: _sha256((study.folder / name).read_bytes()) for name in study.actors if name != "world"}
    metadata = study.folder / study.corpus["path"] / "metadata.csv"
    if metadata.is_file():
        inputs["metadata.csv"] = _sha256(metadata.read_bytes())
    documents = corpus.documents
    if {"source", "sha256"} <= set(documents.columns):
        files_ = documents[["source", "sha256"]].drop_duplicates("source").sort_values("source")
        inputs |= {str(name): str(digest) for name, digest in files_.itertuples(index=False)}
    lists = {name: _sha256(files("discourse").joinpath(name).read_bytes()) for name in _WORD_LISTS}
    lexicon = files("vaderSentiment").joinpath("vader_lexicon.txt")
    return {
        "title": study.title,
        "question": study.question,
        "parameters": study.source,
        "corpus": {
            "documents": len(documents),
            "words": int(_words(corpus).sum()),
            "rejected": corpus.rejected.to_dict("records"),
        },
        "versions": {"discourse": _version("discourse-toolkit"), "python": platform.python_version()}
        | {name: _version(name) for name in _PACKAGES},
        "word_lists": lists | {"vader_lexicon.txt": _sha256(lexicon.read_bytes())},
        "inputs": inputs,
        "outputs": {file.relative_to(out).as_posix(): _sha256(file.read_bytes()) for file in sorted(written)},
        "alt_texts": alts,
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
