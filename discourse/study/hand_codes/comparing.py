"""What hand codes say of a study, in three tables: coders among one another, coders and program, raw and corrected.

A figure that cannot be given has no number, and the reason beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse.coding.agreement import count_agreement
from discourse.coding.reliability import count_reliability, plain_codes
from discourse.corpus.corpus import Corpus
from discourse.measures.corrected import CORRECTED, EXPECTED, PROBABILITY
from discourse.measures.intervals import FEW, FEW_CODES, FEW_EVENTS
from discourse.measures.means import count_mean
from discourse.study.hand_codes.files import HandCodes
from discourse.study.register import MEASURES, score_of

#: Given the name of a table, the corrected scores that it is of, and the rows behind them (`correcting`).
_Scores = Callable[[str], tuple[pd.DataFrame, pd.DataFrame]]
_BEFORE, _AFTER = "coders with one another", "a coder with the agreed codes"
#: The columns of the three tables.
RELIABILITY = ["code", "compares", *schema.TABLES["reliability"]]
AGREEMENT = ["table", "code", "n", "figure", "value", "low", "high", "few", "reason"]
SIDE_BY_SIDE = [
    "table", "group", "n_coded", "raw", "raw_low", "raw_high", "corrected", "low", "high", "few", "reason",
]  # fmt: skip


def count_coders(codes: HandCodes, names: list[str]) -> pd.DataFrame:
    """How far coders agree in each of the codes `names` (see `count_reliability`).

    First with one another; then, where they settled what they differ on, each with what was agreed.
    """
    rows = []
    for code in names:
        coders = [coder for coder in codes.coders if code in codes.files[coder]]
        agreed = [name for name in codes.files if name not in codes.coders and code in codes.files[name]]
        if len(coders) > 1:
            rows.append(_reliability(codes, code, coders).assign(compares=_BEFORE))
        rows += [_reliability(codes, code, [coder, *agreed]).assign(compares=_AFTER) for coder in coders if agreed]
    return pd.concat(rows, ignore_index=True)[RELIABILITY] if rows else pd.DataFrame(columns=RELIABILITY)


def _reliability(codes: HandCodes, code: str, files: list[str]) -> pd.DataFrame:
    """The rows of one code for the coders of some files, by their names."""
    key = ["doc_id", "start", "end", *(["actor"] if "actor" in codes.files[files[0]] else [])]
    columns = [codes.files[name].set_index(key)[code].rename(name) for name in files]
    coded = pd.concat(columns, axis=1).reset_index()
    level: Literal["nominal", "interval"] = "nominal" if _are_names(coded[files]) else "interval"
    try:
        found = count_reliability(coded, columns=files, level=level, uncoded="skip", by_value=level == "nominal")
    except ValueError as why:
        none: dict = {name: np.nan for name, (dtype, _) in schema.TABLES["reliability"].items() if dtype == "float64"}
        none |= {"coders": ", ".join(files), "n_coders": len(files), "n": len(coded), "few": True, "reason": str(why)}
        found = schema.conform(pd.DataFrame([none]), "reliability")
    return found.assign(code=code)


def _are_names(codes: pd.DataFrame) -> bool:
    """Whether codes are names, or yes and no, and not numbers whose distance counts."""
    plain = plain_codes(pd.Series(codes.to_numpy(object).ravel())).dropna()
    return bool(pd.to_numeric(plain, errors="coerce").isna().any() or plain.isin(["0", "1"]).all())


def count_program(codes: HandCodes, specs: Mapping[str, dict], scores_of: _Scores) -> pd.DataFrame:
    """How far the program agrees with the codes behind each table; of rows that it counts as spans, and of scores."""
    rows: list[tuple] = []
    for name, spec in specs.items():
        try:
            found = _agreement(codes, spec, *scores_of(name))
        except ValueError as why:
            found = [(0, "", np.nan, np.nan, np.nan, True, str(why))]
        rows += [(name, spec["code"], *row) for row in found]
    return pd.DataFrame(rows, columns=AGREEMENT)


def _agreement(codes: HandCodes, spec: dict, scores: pd.DataFrame, rows: pd.DataFrame) -> list[tuple]:
    coded = codes.coded(spec["code"])
    score = score_of(spec)
    value = codes_as_numbers(scores)
    n, r = len(value), _correlation(scores.loc[value.index, score or "n"], value)
    few = n < FEW_CODES
    out = [(n, "correlation of score and code", r, np.nan, np.nan, few, _why_few(few, n))]
    if score is None:
        yes = coded.assign(**{spec["code"]: (pd.to_numeric(plain_codes(coded[spec["code"]])) > 0)})
        yes = yes[["doc_id", "start", "end", spec["code"]]]
        row = count_agreement(yes, rows[["doc_id", "start", "end"]], column=spec["code"]).iloc[0]
        for figure in ("precision", "recall", "f1"):
            ends = row[figure], row[f"{figure}_low"], row[f"{figure}_high"]
            said = f"{figure if figure != 'f1' else 'F1'} of units with any"
            out.append((int(row["n"]), said, *ends, bool(row["few"]), _why_few(bool(row["few"]), int(row["n"]))))
    return out


def codes_as_numbers(scores: pd.DataFrame) -> pd.Series:
    """The codes of the coded rows, as corrected scores hold them."""
    coded = scores[scores[PROBABILITY].notna()]
    return coded[EXPECTED] + (coded[CORRECTED] - coded[EXPECTED]) * coded[PROBABILITY]


def _correlation(score: pd.Series, code: pd.Series) -> float:
    varies = score.std() > 0 and code.std() > 1e-9
    return float(np.corrcoef(score.astype("float64"), code)[0, 1]) if varies else np.nan


def compare_corrected(
    specs: Mapping[str, dict],
    corpus: Corpus,
    tables: Mapping[str, pd.DataFrame],
    raw_of: Callable[[str], pd.DataFrame],
    scores_of: _Scores,
) -> pd.DataFrame:
    """Each corrected table beside what the program alone would have said, row by row."""
    rows: list[tuple] = []
    for name, spec in specs.items():
        raw, corrected = raw_of(name), tables[name]
        finding = MEASURES[spec["measure"]].finding
        keys = [c for c in corrected if c in [*spec["by"], "period"] or c in ("group", "other")]
        n_coded = _n_coded(spec, scores_of(name)[0], corpus, corrected)
        for i, (_, one), (_, other) in zip(range(len(raw)), raw.iterrows(), corrected.iterrows(), strict=True):
            group = (
                " - ".join(map(_said, one[["group", "other"]]))
                if spec["measure"] == "difference"
                else (", ".join(map(_said, one[keys])) or "all")
            )
            ends = (of[c] for of in (one, other) for c in (finding, "low", "high"))
            few = bool(other["few"])
            rows.append((name, group, n_coded[i], *ends, few, _why_few(few, n_coded[i])))
    return pd.DataFrame(rows, columns=SIDE_BY_SIDE)


def _said(value: object) -> str:
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _n_coded(spec: dict, scores: pd.DataFrame, corpus: Corpus, corrected: pd.DataFrame) -> list[int]:
    """The coded rows of each row of a corrected table; of a difference, those of the group that has fewer."""
    options = {key: spec[key] for key in ("by", "freq", "rolling", "date") if spec.get(key)}
    coded = scores.assign(coded=scores[PROBABILITY].notna().astype("float64"))
    counts = count_mean(coded, corpus, column="coded", **options)
    n = (counts["mean"] * counts["n"]).fillna(0).round().astype(int)
    if spec["measure"] != "difference":
        return n.tolist()
    of_group = dict(zip(counts[spec["by"][0]].astype("str"), n.tolist(), strict=True))
    group, other = corrected[["group", "other"]].iloc[0]
    others = of_group.get(other, sum(n) - of_group.get(group, 0))
    return [min(of_group.get(group, 0), others)]


def _why_few(few: bool, n_coded: int) -> str:
    if not few:
        return ""
    if n_coded < FEW_CODES:
        return f"fewer than {FEW_CODES} rows are coded"
    return f"fewer than {FEW} documents or {FEW_EVENTS} independent events"
