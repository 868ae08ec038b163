"""The sample of a study: which units its coders are given, the same whenever it is drawn."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from discourse.coding.sampling import sample_sentences
from discourse.corpus.corpus import Corpus
from discourse.study.load import Study, StudyError
from discourse.study.register import EVIDENCE

#: What the program says of rows that may stand in one place; coders have to see it to tell them apart.
_APART = {"actor_sentiment": ["actor"], "terms": ["category"]}


def draw_sample(study: Study, spec: dict, corpus: Corpus, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The sample that `spec` asks for ([coding] sample), as `sample_sentences` gives it.

    Parameters
    ----------
    study : Study
    spec : dict
        Options of `sample_sentences`; `units` may name evidence of the study, which is in `tables`.
    corpus : Corpus
    tables : mapping

    Raises
    ------
    StudyError
        If the texts have fewer units, or a column is not there.
    """
    units = spec.get("units", "sentences")
    options = {key: value for key, value in spec.items() if key != "units"}
    given: str | pd.DataFrame = units
    if units in EVIDENCE:
        apart = _APART.get(units, [])
        blind = ["doc_id", "sentence_id", "start", "end", "text", *apart]
        given = tables[units][[name for name in blind if name in tables[units]]]
        options["docvars"] = [*apart, *_listed(options.get("docvars", []))]
    try:
        return sample_sentences(corpus, units=given, **options)
    except ValueError as why:
        raise StudyError(f"{study.path}, [coding] sample: {why}") from why


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def write_sample(sample: pd.DataFrame, path) -> None:
    """The sample as a CSV file that spreadsheets read: UTF-8 with a mark, as without it they take it for another."""
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        sample.to_csv(file, index=False, lineterminator="\n")
