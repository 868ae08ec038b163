"""The manifest of results: it says what they were made from, so that anyone can make them again and compare.

It contains the command (to be run in the folder of results), the parameters, the versions, and the sha256 of every
input, word list and output. Two runs of one study differ only in the line with the command.
"""

from __future__ import annotations

import json
import os
import platform
import shlex
from collections.abc import Collection
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path, PurePosixPath

from discourse.corpus.check import records
from discourse.corpus.corpus import Corpus
from discourse.corpus.duplicates import COPY
from discourse.readers.folder import FORMATS, METADATA, TABLES, list_files, suffix_of
from discourse.study._outputs import FURTHER, MANIFEST, REPORT, SINGLE, SUFFIXES, sha256
from discourse.study.load import Study, StudyError
from discourse.study.register import OFFICE
from discourse.text.words import words_of_documents

_PACKAGES = ("numpy", "pandas", "pyarrow", "nltk", "vaderSentiment", "matplotlib", "trafilatura")
#: What a manifest says of the making, and what a difference in it is called.
CAUSES = {"inputs": "data", "parameters": "parameters", "word_lists": "word lists", "versions": "versions"}
#: key -> type, of what a run writes and `verify` needs
_NEEDED = {
    "command": str, "title": str, "question": str, "outputs": dict, "alt_texts": dict, "left_out": list,
    **dict.fromkeys(CAUSES, dict),
}  # fmt: skip
#: Keys whose values are texts, or a list of texts.
_OF_TEXTS = ("outputs", "alt_texts", "left_out", "inputs", "word_lists", "versions")
#: What other versions of the software may say in another way.
_OF_SOFTWARE = ("versions", "word_lists", "alt_texts")


def make_manifest(
    study: Study,
    corpus: Corpus,
    out: Path,
    *,
    outputs: dict[str, str],
    alts: dict[str, str],
    only: list[str] | None = None,
    earlier: dict | None = None,
) -> dict:
    """The manifest of a run.

    Parameters
    ----------
    study, corpus : Study, Corpus
        What was run.
    out : Path
        The folder of results.
    outputs : dict of name -> sha256
        The files of this run.
    alts : dict of figure -> what it shows
    only : list of str, optional
        The names that the run was limited to.
    earlier : dict, optional
        The manifest that the folder had. Of its outputs those are kept of which all files are still there, unchanged,
        and were made from the same inputs, with the same parameters, word lists and versions.

    Returns
    -------
    dict
        command, title, question, parameters, corpus, versions, word_lists, inputs, outputs, alt_texts, and left_out:
        the outputs of the study that are not among the outputs, as `tables/words`.
    """
    made = {
        "command": command_of(study, out, only),
        "title": study.title,
        "question": study.question,
        "parameters": study.source,
        "corpus": {
            "documents": len(corpus.documents),
            "words": int(words_of_documents(corpus.arrays).sum()),
            "rejected": records(corpus.rejected),
            "doubts": records(corpus.doubts),
        },
        "versions": versions(study.office),
        "word_lists": word_lists(),
        "inputs": _inputs(study, corpus),
    }
    made = json.loads(json.dumps(made, default=str))  # dates and the like as they will be read
    wanted = {f"tables/{name}" for name in study.all_tables} | {f"figures/{name}" for name in study.figures}
    wanted |= {REPORT, *(f"tables.{form}" for form in study.office)}
    if only is not None and earlier is not None and not changes(earlier, made):
        before = earlier["outputs"]
        spoilt = {output_of(n) for n, digest in before.items() if not (out / n).is_file() or sha256(out / n) != digest}
        kept = {name: digest for name, digest in before.items() if output_of(name) in wanted - spoilt}
        outputs = kept | outputs
        drawn = {output_of(name) for name in kept}
        alts = {name: text for name, text in earlier.get("alt_texts", {}).items() if f"figures/{name}" in drawn} | alts
    left_out = sorted(wanted - {output_of(name) for name in outputs})
    return made | {
        "outputs": dict(sorted(outputs.items())),
        "alt_texts": {name: alts[name] for name in sorted(alts)},
        "left_out": left_out,
    }


def write_manifest(manifest: dict, path: Path) -> None:
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf8", newline="\n")


def read_manifest(folder: Path) -> dict:
    """The manifest in a folder of results; a `StudyError` where there is none that a run has written."""
    path = folder / MANIFEST
    if not path.is_file():
        raise StudyError(
            f"{folder} has no {MANIFEST}: it contains no results, or the results of a run that was broken off"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf8"))
        if isinstance(manifest, dict):
            _flat(manifest)
    except (ValueError, RecursionError) as why:
        raise StudyError(f"{path} is no JSON: {why}; run the study again") from why
    lacks = [
        key
        for key, kind in _NEEDED.items()
        if not isinstance(manifest, dict) or not isinstance(manifest.get(key), kind)
    ]
    if lacks:
        raise StudyError(
            f"{path} lacks {', '.join(lacks)}: another version wrote it, or it was changed by hand; run the study again"
        )
    for key in _OF_TEXTS:
        held = manifest[key].values() if isinstance(manifest[key], dict) else manifest[key]
        for value in held:
            if not isinstance(value, str):
                raise StudyError(f"{path} has {value!r} in {key}, but a run writes texts there; run the study again")
    for name in manifest["outputs"]:
        if output_of(name) is None:
            raise StudyError(f"{path} names {name!r}, but no run writes such a file; run the study again")
    return manifest


def output_of(name: str) -> str | None:
    """The table, figure, report or the like that a file is of, or None if a run writes no such file.

    Examples
    --------
    >>> output_of("tables/words.csv"), output_of("report.html"), output_of("tables/../words.csv")
    ('tables/words', 'report.html', None)
    >>> output_of("figures/words.svg"), output_of("figures/words.print.svg")
    ('figures/words', 'figures/words')
    """
    if name in SINGLE:
        return name
    path = PurePosixPath(name)
    whole = path.as_posix() == name and len(path.parts) == 2 and "\\" not in name
    if whole and path.suffix in SUFFIXES.get(path.parts[0], ()):
        stem = path.with_suffix("")
        further = path.parts[0] == "figures" and stem.suffix in FURTHER
        return f"{path.parts[0]}/{stem.stem if further else stem.name}"
    return None


def changes(old: dict, new: dict) -> list[str]:
    """What differs in what two results were made from: data, parameters, word lists, versions; a text for each."""
    said = []
    for key, cause in CAUSES.items():
        before, after = _flat(old[key]), _flat(new[key])
        parts = [f"{name} added" for name in sorted(after.keys() - before.keys())]
        parts += [f"{name} missing" for name in sorted(before.keys() - after.keys())]
        for name in sorted(before.keys() & after.keys()):
            if before[name] != after[name]:
                told = key in ("versions", "parameters")  # a sha256 would say nothing
                parts.append(f"{name} was {before[name]}, is {after[name]}" if told else f"{name} changed")
        if parts:
            more = f" and {len(parts) - 5} more" if len(parts) > 5 else ""
            said.append(f"{cause}: {', '.join(parts[:5])}{more}")
    return said


def unlike(old: dict, new: dict) -> list[str]:
    """What a manifest says that a run of today does not say, a text for each part; empty if nothing.

    The command says where things lie, and `verify` compares the outputs themselves. Of the software, other versions
    speak in another way: what they say is compared where the versions are the same.
    """
    drawn = {output_of(name) for name in old["outputs"]}
    new = new | {"alt_texts": {name: text for name, text in new["alt_texts"].items() if f"figures/{name}" in drawn}}
    skip = {"command", "outputs", "left_out", "inputs", "parameters", "versions"}
    if old["versions"] != new["versions"]:
        skip |= {*_OF_SOFTWARE}
    keys = sorted(({*old} | {*new}) - skip)
    said = [f"{key}{_apart(key, old, new)}" for key in keys if key not in old or key not in new or old[key] != new[key]]
    causes = [cause for key, cause in CAUSES.items() if key not in _OF_SOFTWARE and old[key] != new[key]]
    return said + [text for text in changes(old, new) if text.startswith(tuple(f"{cause}: " for cause in causes))]


def _apart(key: str, old: dict, new: dict) -> str:
    if key not in old:
        return " added"
    return ": different from what the run says" if key in new else ": not something that a run writes"


def _flat(part: dict, where: str = "") -> dict[str, object]:
    """Tables inside tables as names with dots.

    >>> _flat({"tables": {"words": {"by": "outlet"}}, "title": "Two states"})
    {'tables.words.by': 'outlet', 'title': 'Two states'}
    """
    found: dict[str, object] = {}
    for name, value in part.items():
        found |= _flat(value, f"{where}{name}.") if isinstance(value, dict) else {f"{where}{name}": value}
    return found


def command_of(study: Study, out: Path, only: list[str] | None = None) -> str:
    """The command that makes the results, to be typed in their folder.

    It names the study by its way from there, so that study and results can be moved together.
    """
    words = ["discourse", "run", _way(study.path, out), "--out", "."]
    words += ["--corpus", _way(study.other_corpus, out)] if study.other_corpus else []
    for name in only or ():
        words += ["--only", name]
    return shlex.join(words)


def read_command(command: str) -> tuple[str, str | None]:
    """The study and the corpus, if one was given in place of the study's, that a command names.

    Examples
    --------
    >>> read_command("discourse run ../study.toml --out . --corpus '../my texts'")
    ('../study.toml', '../my texts')
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    told = dict(zip(words[3::2], words[4::2], strict=False))
    if words[:2] != ["discourse", "run"] or len(words) % 2 == 0 or not {*told} <= {"--out", "--corpus", "--only"}:
        raise StudyError(f"the command of the manifest names no study: {command!r}; give the study")
    return words[2], told.get("--corpus")


def _way(path: Path, start: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.name


def versions(office: Collection[str] = ()) -> dict[str, str]:
    """Versions of this library, of Python, and of the packages that results in these forms depend on."""
    names = {"discourse": "discourse-toolkit"} | {name: name for name in (*_PACKAGES, *(OFFICE[f] for f in office))}
    found = {}
    for name, package in names.items():
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            found[name] = "unknown"
    return {"discourse": found.pop("discourse"), "python": platform.python_version()} | found


@cache
def word_lists() -> dict[str, str]:
    """sha256 of the word lists of the library."""
    shipped = files("discourse").joinpath("data")
    lists = {f"data/{path.name}": path for path in shipped.iterdir() if path.name.endswith(".csv")}
    lists["vader_lexicon.txt"] = files("vaderSentiment").joinpath("vader_lexicon.txt")
    return {name: sha256(lists[name].read_bytes()) for name in sorted(lists)}


def _inputs(study: Study, corpus: Corpus) -> dict[str, str]:
    """sha256 of the study, its lists of actors, edits, codebook and hand codes, and every file of texts or metadata."""
    inputs = {study.path.name: sha256(study.data)}
    inputs |= {name: sha256(study.folder / name) for name in study.actors if name != "world"}
    coded = [*(study.coding[key] for key in ("edits", "codebook") if key in study.coding), *study.coded]
    inputs |= {name: sha256(study.folder / name) for name in coded}
    root = study.corpus_path
    if (root / "corpus.json").is_file():  # a saved corpus: its tables, not the texts that it was made from
        return inputs | {path.name: sha256(path) for path in (root / "corpus.json", *sorted(root.glob("*.parquet")))}
    if root.is_dir():
        texts, tables, _ = list_files(root)
    else:
        texts = [(root, root.name)]
        beside = [] if FORMATS.get(suffix_of(root.name)) in TABLES else METADATA
        tables = [(root.parent / name, name) for name in beside if (root.parent / name).is_file()]
    rejected = corpus.rejected["source"][~corpus.rejected["reason"].str.startswith(COPY.format(""))]
    unread = set(rejected) - set(corpus.documents.get("source", ()))
    return inputs | {name: sha256(path) for path, name in (*tables, *texts) if name not in unread}
