"""The multiverse of a study: one of its tables made again under every combination of choices.

A choice is a setting of the study (the lexicon, whether names are masked, the roles that are read, whether duplicates
are dropped) or an option of the table. Each combination is a separate run on the same texts; results that two of them
share are computed once. The roles that the study itself reads decide which documents are duplicates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from discourse.corpus.corpus import DEFAULT_ROLES, Corpus
from discourse.measures.comparison import count_multiverse
from discourse.study.corrections import Corrections
from discourse.study.evidence import find_evidence
from discourse.study.load import Study, label_of
from discourse.study.register import SETTINGS, needs_of, with_needs
from discourse.text.tokenise import make_tokens

_Tables = dict[str, pd.DataFrame]


def measure_multiverse(
    study: Study,
    spec: dict,
    texts: Mapping[str, Corpus],
    actors: pd.DataFrame,
    tables: _Tables,
    corrections: Corrections,
    count: Callable[[Study, str, dict, Corpus, pd.DataFrame, _Tables], pd.DataFrame],
) -> pd.DataFrame:
    """The table of a study that `spec` names, once for every combination of its choices.

    Parameters
    ----------
    study : Study
    spec : dict
        Its `table` and `choices`, as `load_study` has checked them.
    texts : mapping of "keep" and "drop" to Corpus
        The texts with their duplicates and without; what the choices do not ask for may be missing.
    actors, tables, corrections : DataFrame, dict, Corrections
        Those of the run, with what it has found.
    count : callable
        Makes a table of a study from its name, what is asked for, a corpus, the actors and what is found there.

    Returns
    -------
    DataFrame
        As `count_multiverse` gives it: the choices, then the columns of the table.
    """
    base = study.tables[spec["table"]]
    roles = tuple(study.corpus.get("roles", DEFAULT_ROLES))
    copies = "drop" if study.drops_duplicates else "keep"
    corpora = {(roles, name): corpus for name, corpus in texts.items()}
    found = {(roles, copies, *_tone(study)): tables, (roles, copies): _without_tone(tables)}

    def finding(**made: Any) -> pd.DataFrame:
        read = tuple(made.get("roles", roles)), made.get("duplicates", copies)
        if read not in corpora:
            whole = texts[read[1]]
            tokens = make_tokens(whole.documents, whole.sections, read[0], texts=whole.texts)
            corpora[read] = Corpus(whole.documents, whole.sections, tokens, whole.rejected, whole.doubts)
        # What the corrections do in another reading of the texts is not reported.
        edits = replace(corrections, outcome={})
        tone = {key: made[key] for key in ("lexicon", "mask_actors") if key in made}
        settings = study.corpus | {"roles": list(read[0]), "duplicates": read[1]}
        other = replace(study, sentiment=study.sentiment | tone, corpus=settings)
        table = base | {key: value for key, value in made.items() if key not in SETTINGS}
        wanted, key = with_needs((*needs_of(table), "quotes")), (*read, *_tone(other))
        shared = find_evidence(other, corpora[read], actors, wanted - {"sentiment"}, found.get(read), edits)
        found[read] = shared
        found[key] = find_evidence(other, corpora[read], actors, wanted, shared | found.get(key, {}), edits)
        return count(other, spec["table"], table, corpora[read], actors, found[key])

    labelled = {name: {label_of(value): value for value in values} for name, values in spec["choices"].items()}
    return count_multiverse(finding, labelled)


def _tone(study: Study) -> tuple:
    return study.sentiment.get("lexicon", "vader"), study.sentiment.get("mask_actors", True)


def _without_tone(tables: _Tables) -> _Tables:
    return {name: table for name, table in tables.items() if name != "sentiment"}
