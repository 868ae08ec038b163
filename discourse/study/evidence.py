"""What a study finds in its texts before it counts: spans and scores, each of a voice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pandas as pd

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
