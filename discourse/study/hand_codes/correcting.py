"""Tables of a study that hand codes correct: means and differences of scores, and rates of spans.

A mean is that of the scores as the codes correct them (`discourse.coding.correction`), on the scale of the codes. A
rate is corrected through counts: a coder says how many spans there are in each unit of the sample. What `where` keeps
is kept of scores after they are corrected, and of spans before they are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from discourse.coding.correction import with_correction
from discourse.coding.counted import score_spans
from discourse.coding.reliability import plain_codes
from discourse.corpus.corpus import Corpus
from discourse.measures.corrected import CORRECTED
from discourse.measures.means import count_mean
from discourse.measures.rates import count_rate
from discourse.study.hand_codes.files import HandCodes
from discourse.study.register import measure, score_of

_GROUPED = ("by", "freq", "rolling", "date")  # options that counts share
_WORDS = {"yes", "no", "true", "false", "y", "n"}

#: Given the evidence, the rows that a table is of.
Rows = Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame]


def correct(
    codes: HandCodes, spec: dict, corpus: Corpus, tables: Mapping[str, pd.DataFrame], rows_of: Rows
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The corrected table that `spec` of a study asks for, and the rows of scores or spans behind it."""
    scores, rows = corrected_scores(codes, spec, corpus, tables, rows_of)
    if score_of(spec) is None:
        return _rate(spec, scores, rows, corpus), rows
    return measure(corpus, spec, scores, tables), rows


def corrected_scores(
    codes: HandCodes, spec: dict, corpus: Corpus, tables: Mapping[str, pd.DataFrame], rows_of: Rows
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The scores with what corrects them, and the rows of evidence that they are of."""
    of, score, coded = spec["of"], score_of(spec), codes.coded(spec["code"])
    if score is not None:
        every = with_correction(tables[of], coded, column=score, code=spec["code"])
        rows = rows_of({**tables, of: every})
        return rows, rows
    rows = rows_of(tables)
    _refuse_yes_and_no(coded, spec["code"])
    units = score_spans(rows, corpus, units="documents" if codes.units == "documents" else "sentences")
    return with_correction(units, coded, column="n", code=spec["code"]), rows


def _rate(spec: dict, scores: pd.DataFrame, rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The table of rates with corrected rates: spans a unit, by its words."""
    options = {key: spec[key] for key in _GROUPED if key in spec}
    own = [name for name in spec["by"] if name not in corpus.documents and name in rows]
    if own:
        raise ValueError(
            f"by names {own[0]!r}, a column of {spec['of']}; a coder counts all spans in a unit, so a corrected rate "
            f"can only be grouped by docvars and time. Select spans with where, and code only these"
        )
    per = spec.get("per", 1000)
    rates = count_rate(scores.head(0), corpus, per=per, **options)
    words, spans = (count_mean(scores, corpus, column=column, **options) for column in ("n_words", CORRECTED))
    found = count_mean(scores, corpus, column="n", **options)
    scale = per / words["mean"]
    ends = {end: spans[of] * scale for end, of in (("rate", "mean"), ("low", "low"), ("high", "high"))}
    n = (found["mean"] * found["n"]).fillna(0).round().astype("int64")
    ends["low"] = ends["low"].clip(lower=np.minimum(ends["rate"], 0))  # no rate is below 0, but for what few codes say
    return rates.assign(n=n, **ends, few=spans["few"])


def _refuse_yes_and_no(coded: pd.DataFrame, code: str) -> None:
    said = plain_codes(coded[code])
    words = said[said.isin(_WORDS)]
    if len(words):
        raise ValueError(
            f"the code {code!r} has {words.iloc[0]!r}; a rate is corrected by numbers: how many spans are in each "
            f"unit, 0 for none"
        )
