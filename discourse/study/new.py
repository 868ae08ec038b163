"""The start of a study: from a folder of texts to a study file that runs as it is and explains itself.

The tables and figures in the file depend on what is known about the texts: groups such as outlet or author, dates or
years. Missing information can be filled in in a `metadata.csv`. Nothing is overwritten.

The user's own list, `actors.csv`, starts with names from the texts, each with its frequency and the first sentence that
contains it. Later, `propose_actors` adds more. Existing rows do not change; errors are corrected by hand.
"""

from __future__ import annotations

import os
import shlex
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from discourse.actors.mentions import load_actors
from discourse.actors.suggest import suggest_actors
from discourse.corpus.check import check_corpus, say_exports
from discourse.corpus.corpus import Corpus, load_corpus
from discourse.readers.folder import FORMATS, METADATA, TABLES, suffix_of
from discourse.readers.lists import read_lines
from discourse.study._proposal import Known, look_at, write_study
from discourse.study.evidence import read_actors
from discourse.study.load import StudyError, load_study
from discourse.study.run import read_texts

_COLUMNS = ["actor", "alias", "type", "form", "country", "source", "n", "n_docs", "example"]  # of what is proposed
_ASKED = ("title", "author", "date", "outlet")
#: Of the names that the texts use, those that a list begins with: of these types, and no more than so many.
_KINDS, _MOST_NAMES = ("person", "organisation", "government", "party", "media"), 50
_OF_DATES = ("date", "datum", "publi", "day", "time")  # in the names of columns that may hold dates


@dataclass(frozen=True)
class Begun:
    """A study that was begun.

    Attributes
    ----------
    study : Path, the study file
    written : list of Path, all files that were written
    next_steps : list of str, what to do next, a line each
    """

    study: Path
    written: list[Path]
    next_steps: list[str]


def start_study(folder: str | os.PathLike, *, texts: str | os.PathLike | None = None) -> Begun:
    """Write study.toml, actors.csv and, for files that are one text each, metadata.csv.

    Parameters
    ----------
    folder : str or path
        The folder of texts, which gets the three files; readers do not take them for texts. Of a folder that holds
        its texts in a folder `texts`, only metadata.csv goes there.
    texts : str or path, optional
        A file or folder of texts elsewhere: then `folder` is made for study.toml and actors.csv, and metadata.csv goes
        to the texts, where it is read.

    Returns
    -------
    Begun

    Raises
    ------
    StudyError
        If there is a study already, or no text can be read. Other files that are there are kept as they are.
    """
    folder = Path(folder)
    path = folder / "study.toml"
    if path.exists():
        raise StudyError(f"there is a study already: {path}; run it with: {_command('run', folder)}")
    source = _texts(folder) if texts is None else Path(texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # on metadata, of which this is the beginning
        try:
            corpus = load_corpus(source)
        except ValueError as why:
            raise StudyError(str(why)) from why
    if not len(corpus.documents):
        reasons = "; ".join(f"{r.source}: {r.reason}" for r in corpus.rejected.head(3).itertuples())
        raise StudyError(f"no text could be read from {source}. {reasons}".strip())
    known = look_at(corpus)
    results = results_folder(folder, source)
    home = source if source.is_dir() else source.parent
    metadata = None if any((home / name).exists() for name in METADATA) else _metadata(corpus)
    title, own = Path(os.path.abspath(folder)).name, folder / "actors.csv"
    files = [
        (own, None if own.exists() else _as_csv(_names_of(corpus))),
        (home / "metadata.csv", None if metadata is None else _as_csv(metadata)),
        (path, write_study(known, title=title, path=_way(source, folder), command=_run(folder, results))),
    ]
    written = []
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files:
        if text is not None and not file.exists():
            with file.open("x", encoding="utf8", newline="\n") as new:
                new.write(text)
            written.append(file)
    asked = metadata if home / "metadata.csv" in written else None
    found = check_corpus(corpus)
    steps = [*_say_found(corpus, found, written, source), *_first_steps(folder, results)]
    steps += _further_steps(folder, source, asked, known, corpus, found["duplicates"]["copies"] or 0)
    steps += _name_steps(folder, own if own in written else None)
    return Begun(path, written, [*steps, f"  {_command('verify', results)}"])


def _names_of(corpus: Corpus) -> pd.DataFrame:
    """The names that a list begins with: those that more than one text uses, where there are several texts."""
    found = suggest_actors(corpus, known=load_actors("world"), min_n=2)
    several = len(corpus.documents) > 1
    kept = found["type"].isin(_KINDS) & ((found["n_docs"] > 1) if several else True)
    return found.loc[kept, _COLUMNS].head(_MOST_NAMES)


def _texts(folder: Path) -> Path:
    """Where the texts of a folder are: in it, or in its folder `texts`."""
    if folder.is_file():
        command = _command("new", Path(folder.name.partition(".")[0] or "study"), "--texts", str(folder))
        raise StudyError(f"{folder} is a file; name a new folder for its study: {command}")
    if not folder.is_dir():
        command = _command("new", folder, "--texts", "PATH")
        raise StudyError(f"there is no folder {folder}; for texts in another place: {command}")
    inside = folder / "texts"
    beside = [p for p in folder.iterdir() if p.is_file() and suffix_of(p.name) in FORMATS and p.name != "metadata.csv"]
    beside = [p for p in beside if p.name != "actors.csv" and not p.name.lower().startswith(("readme", "license"))]
    return inside if inside.is_dir() and not beside else folder


def results_folder(folder: Path, source: Path) -> Path:
    """A folder for results: in that of the study, unless they would lie among the texts."""
    inside, texts = folder / "results", source.resolve()
    if not source.is_dir() or not inside.resolve().is_relative_to(texts):
        return inside
    name = f"{texts.name}_results"
    return source.parent / name if source.name not in ("", ".", "..") else source / ".." / name


def _metadata(corpus: Corpus) -> pd.DataFrame | None:
    """One line for each file that is one text, and each article of an export, with what it says of itself.

    None if there are none: rows of a table have their docvars with them.
    """
    documents = corpus.documents
    if "source" not in documents:
        return None
    exported = documents["export"].notna() if "export" in documents else pd.Series(False, index=documents.index)
    single = exported | ~documents["source"].map(lambda name: FORMATS.get(suffix_of(str(name))) in TABLES)
    titles = corpus.sections[corpus.sections["role"] == "title"].drop_duplicates("doc_id").set_index("doc_id")
    table = documents[single].reindex(columns=["doc_id", "source", "text", *_ASKED])
    if table.empty:
        return None
    for row, doc in table[table["title"].isna() & table["doc_id"].isin(titles.index)].iterrows():
        start, end = titles.loc[doc["doc_id"], ["start", "end"]]
        table["title"] = table["title"].astype("object")
        table.loc[row, "title"] = " ".join(doc["text"][start:end].split())
    # A file that holds many is no name for one of them.
    many = exported[table.index] | table["source"].duplicated(keep=False)
    table = table.rename(columns={"source": "file"}).assign(file=table["source"].mask(many))
    table = table.assign(doc_id=table["doc_id"].where(many))
    key = ["doc_id", "file"] if many.any() and not many.all() else ["doc_id"] if many.any() else ["file"]
    return table[[*key, *_ASKED]]


def _as_csv(table: pd.DataFrame) -> str:
    return table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")


def _way(path: Path, start: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()


def _command(verb: str, *words: str | os.PathLike) -> str:
    return shlex.join(["discourse", verb, *map(str, words)])


def _run(folder: Path, results: Path) -> str:
    return _command("run", folder, "--out", results)


def _say_found(corpus: Corpus, found: dict[str, Any], written: list[Path], source: Path) -> list[str]:
    """What was read and written, a line for each kind of thing."""
    n, k = len(corpus.documents), len(corpus.rejected)
    lines = [f"{n} text{'s' * (n != 1)} read, {k} rejected. Written: {', '.join(map(str, written))}"]
    lines += say_exports(found)
    lines += [f"rejected: {row.source}: {row.reason}" for row in corpus.rejected.head(5).itertuples()]
    if len(corpus.doubts):
        kinds = ", ".join(corpus.doubts["kind"].drop_duplicates())
        lines.append(f"{len(corpus.doubts)} read with a doubt ({kinds}): {_command('check', source)}")
    return lines


def _first_steps(folder: Path, results: Path) -> list[str]:
    """The way to the first figure."""
    shown = f"  open {results / 'report.html'}; the figures are in {results / 'figures'}"
    return ["Next:", f"  {_run(folder, results)}", shown]


def _further_steps(
    folder: Path, source: Path, asked: pd.DataFrame | None, known: Known, corpus: Corpus, copies: int
) -> list[str]:
    """What makes the study one's own; all of it can wait."""
    study = folder / "study.toml"
    lines = ["Then, if you need it:"]
    home = source if source.is_dir() else source.parent
    if asked is not None:
        lines.append(f"  {_say_blanks(home / 'metadata.csv', asked)}")
    undated = asked is None or bool(asked["date"].isna().any())  # else the dates are too near each other
    missing = {"outlet": known.group is None, "date": known.freq is None and undated}
    lines += _say_later(study, source, missing, corpus, asked)
    if copies:
        count = f"{copies} document{'s' * (copies != 1)}"
        lines.append(f"  remove the # in {study} before duplicates, to leave out {count} with the text of another")
    return lines


def _say_later(
    study: Path, source: Path, missing: dict[str, bool], corpus: Corpus, asked: pd.DataFrame | None
) -> list[str]:
    """What has to be known of the texts before the parts that are remarks can be used, and how to say it."""
    parts = [part for name, part in (("outlet", "by outlet"), ("date", "over time")) if missing[name]]
    if not parts:
        return []
    use = f"remove the # in {study} before the tables {' or '.join(parts)}"
    if asked is not None or FORMATS.get(suffix_of(source.name)) not in TABLES:
        return [f"  {use}, once metadata.csv has"]
    columns = [name for name in ("outlet", "date") if missing[name]]
    dates = _column_of_dates(corpus.documents) if missing["date"] else None
    lines = [] if dates is None else [f"  rename the column {dates} of {source} to date: it seems to contain dates"]
    if dates is not None:
        columns.remove("date")
    if columns:
        lines.append(f"  give {source} the column{'s' * (len(columns) > 1)} {' and '.join(columns)}, if it is known")
    return [*lines, f"  then {use}"]


def _column_of_dates(documents: pd.DataFrame) -> str | None:
    """A column that by its name and most of its values holds dates, and is not called date."""
    for name in documents.select_dtypes("str"):
        values = documents[name].dropna().head(100)
        if name != "date" and len(values) and any(part in name.lower() for part in _OF_DATES):
            read = pd.to_datetime(values, errors="coerce", format="mixed", utc=True)
            if read.notna().mean() > 0.9:
                return name
    return None


def _name_steps(folder: Path, own: Path | None) -> list[str]:
    """What to do with the list of one's own; `own` if it was written just now."""
    path = folder / "actors.csv"
    n = 0 if own is None else len(read_lines(own, dtype="str"))
    lines = []
    if n:
        names = f"{n} name{'s' * (n != 1)} that the texts use"
        lines.append(f"  check {path}: it has {names}, with guessed types; correct or delete those that are wrong")
    lines.append(f"  add the actors that you look for to {path}, such as: Free University,FU,organisation,acronym,")
    more = "more names" if n else "names that the texts use; correct or delete them by hand"
    return [*lines, f"  {_command('suggest', folder)}  # adds {more}"]


def _say_blanks(path: Path, asked: pd.DataFrame) -> str:
    """What to do with metadata.csv: fill in what the texts do not say of themselves, or correct it."""
    blanks = {name: int(asked[name].isna().sum()) for name in _ASKED}
    told = [f"{n} {name}{'s' * (n != 1)}" for name, n in blanks.items() if n]
    if not told:
        return f"correct {path} where it is wrong: it has title, author, date and outlet of each text"
    missing = f"{', '.join(told)} of {len(asked)} text{'s' * (len(asked) != 1)} (dates as 2018-07-16)"
    return f"fill in {path}; these are still missing: {missing}; cells may stay empty"


# --- names that the lists of a study lack --------------------------------------------------------------------------


@dataclass(frozen=True)
class Proposed:
    """What was proposed: the list, how many names were added, and the commonest of them."""

    path: Path
    n: int
    commonest: list[str]


def propose_actors(study: str | os.PathLike, *, corpus: str | os.PathLike | None = None, min_n: int = 2) -> Proposed:
    """Add the names that no list of the study has to its own list of actors.

    Parameters
    ----------
    study : str or path
        A study.toml, or the folder that holds one.
    corpus : str or path, optional
        Texts to take in place of those that the study names.
    min_n : int
        The number of mentions that a name needs to be proposed.

    Returns
    -------
    Proposed

    Raises
    ------
    StudyError
        If the study cannot be read, or names no list of one's own.
    """
    known = load_study(study, corpus=corpus)
    own = [name for name in known.actors if name != "world"]
    if not own:
        raise StudyError(
            f'{known.path}, [actors] lists: name a CSV file of your own beside "world", such as actors.csv'
        )
    listed = read_actors(known)
    path = known.folder / own[-1]
    found = suggest_actors(read_texts(known, known.corpus_path.resolve().parent / "results"), known=listed, min_n=min_n)
    there = read_lines(path, dtype="str")
    rows = found[_COLUMNS].astype("str").where(found[_COLUMNS].notna())
    table = pd.concat([there, rows], ignore_index=True)
    draft = path.with_name(f"{path.name}.draft")
    table.to_csv(draft, index=False, lineterminator="\n", encoding="utf-8")
    draft.replace(path)
    return Proposed(path, len(found), found["alias"].head(5).tolist())
