"""What is wrong with a study, before anything is counted: all of it at once, where a run stops at the first.

The columns that a table can go by are those of the evidence, which is found in no documents at all: every column is
there. Values that only the texts can tell (a name that nobody bears) are for the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from discourse.corpus.check import check_corpus
from discourse.corpus.corpus import Corpus, filter_corpus
from discourse.corpus.docvars import SUFFIX
from discourse.study.corrections import read_corrections
from discourse.study.evidence import find_evidence
from discourse.study.hand_codes.files import read_hand_codes
from discourse.study.load import Study, StudyError, among
from discourse.study.register import MEASURES
from discourse.study.rows import check_by, check_closed
from discourse.study.run import read_actors, read_texts


def check_study(study: Study) -> tuple[dict[str, Any], list[str]]:
    """Read what a study names, and look whether its tables can be made.

    Parameters
    ----------
    study : Study

    Returns
    -------
    dict
        What `check_corpus` says of its texts.
    list of str
        What is wrong: lists and hand codes that cannot be read, columns and values that are not there. Empty if the
        study can be run.

    Raises
    ------
    StudyError
        If no text can be read.
    """
    corpus = read_texts(study, study.corpus_path.resolve().parent / "results")
    wrong: list[str] = []
    actors = _kept(partial(read_actors, study), wrong)
    corrections = _kept(partial(read_corrections, study), wrong)
    codes = _kept(partial(read_hand_codes, study), wrong)
    if codes is not None and "sample" not in study.coding:
        _kept(partial(codes.hold_against, corpus, None), wrong)
    if actors is not None and corrections is not None:
        none = filter_corpus(corpus, np.zeros(len(corpus.documents), bool))
        find = partial(find_evidence, study, none, actors, study.all_tables)
        tables = _kept(find, wrong)
        for name in study.tables if tables is not None else ():
            wrong += _wrong_with(study, name, corpus, tables)
    return check_corpus(corpus), wrong


def _kept(make: Callable[[], Any], wrong: list[str]) -> Any:
    """What `make` gives; None if it raises an error, which is noted."""
    try:
        return make()
    except StudyError as why:
        wrong.append(str(why))
        return None


def _wrong_with(study: Study, name: str, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """What is wrong with a table of the study."""
    spec, where = study.tables[name], f"{study.path}, [tables.{name}]"
    docvars = [c for c in corpus.documents.columns if c != "text"]
    own = tables[spec["of"]].columns.tolist() if "of" in spec else list(MEASURES[spec["measure"]].by)
    looks = [partial(check_by, spec["by"], docvars, own, where), partial(_check_groups, spec, corpus, where)]
    looks += [
        partial(_check_where, study, spec, column, wanted, own, f"{where} where")
        for column, wanted in spec.get("where", {}).items()
    ]
    found: list[str] = []
    for look in looks:
        _kept(look, found)
    yield from found


def _check_where(study: Study, spec: dict, column: str, wanted: object, own: list[str], place: str) -> None:
    among(column, tuple(own), place)
    check_closed(study, spec["of"], column, wanted if isinstance(wanted, list) else [wanted], place)


def _check_groups(spec: dict, corpus: Corpus, where: str) -> None:
    """Raise an error for a group of a docvar that no document is in."""
    column = spec["by"][0].removesuffix(SUFFIX) if spec["by"] else ""
    asked = [*spec.get("groups", []), *([spec["target"]] if "target" in spec else [])]
    if not asked or column not in corpus.documents:
        return
    there = set(corpus.documents[column].dropna().astype("str"))
    for group in asked:
        if str(group) not in there:
            some = ", ".join(map(repr, sorted(there)[:10]))
            raise StudyError(f"{where}: there is no {column} {group!r} in the texts; there are {some}")
