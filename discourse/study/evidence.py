"""What a study finds in its texts before it counts: spans and scores, each with its voice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pandas as pd

from discourse import schema
from discourse.actors.mentions import load_actors
from discourse.corpus.corpus import Corpus
from discourse.study.corrections import Corrections
from discourse.study.load import Study, StudyError
from discourse.study.register import EVIDENCE
from discourse.voice.quotes import with_voice


def find_evidence(
    study: Study,
    corpus: Corpus,
    actors: pd.DataFrame,
    wanted: Collection[str],
    known: Mapping[str, pd.DataFrame] | None = None,
    corrections: Corrections | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of spans and scores that are wanted, and those that they need; each has the columns voice and speaker.

    Those `known` are not found again. What is edited by hand is edited before anything is made from it.
    """
    found = dict(known or {})
    given = {"corpus": corpus, "actors": actors, "patterns": study.terms}
    given |= {"hedging": study.hedges, "settings": study.sentiment}

    def find(name: str) -> pd.DataFrame:
        if name not in found:
            found[name] = _of_part(study, name, lambda take: given[take] if take in given else find(take))
            if corrections is not None:
                found[name] = corrections.make(name, found[name], corpus)
            if name != "quotes":  # they are found among the mentions, which get their voice from them
                found[name] = _voiced(study, found[name], find("quotes"))
        return found[name]

    for name in EVIDENCE:
        if name in wanted:
            find(name)
    return found


def _voiced(study: Study, rows: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    try:
        return with_voice(rows, quotes)
    except ValueError as why:  # a kind of quotation that somebody has made up
        raise StudyError(f"{study.path}, [coding] edits: {why}") from why


def _of_part(study: Study, name: str, take: Callable[[str], object]) -> pd.DataFrame:
    """The evidence; what is wrong with the part of the study that it is of is said of that part."""
    evidence = EVIDENCE[name]
    taken = [take(what) for what in evidence.takes]
    if evidence.part is None:
        return evidence.find(*taken)
    try:
        return evidence.find(*taken)
    except ValueError as why:
        raise StudyError(f"{study.path}, [{evidence.part}]: {why}") from why


def read_actors(study: Study) -> pd.DataFrame:
    """The lists of actors that a study names, as one table."""
    where = f"{study.path}, [actors] lists"
    lists = []
    for name in study.actors:
        if not isinstance(name, str):
            raise StudyError(f'{where}: {name!r} is not a text; name "world" or a CSV file')
        if name != "world" and ("\0" in name or not (study.folder / name).is_file()):
            raise StudyError(
                f"{where}: there is no list {name!r}; name 'world' or a CSV file in the folder of the study"
            )
        if name != "world" and not _is_named(study, study.folder / name):
            raise StudyError(
                f"{where}: the list {name!r} is outside the folders of the study and of its texts; copy it into the "
                f"folder of the study"
            )
        try:
            lists.append(load_actors(name if name == "world" else study.folder / name))
        except ValueError as why:
            raise StudyError(f"{where}: {why}") from why
    return pd.concat(lists, ignore_index=True) if lists else schema.empty("actors")


def _is_named(study: Study, path: Path) -> bool:
    """Whether a file, links followed, lies in a folder that the study names: its own or that of its texts."""
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in (study.folder, study.corpus_path))
