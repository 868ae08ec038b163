"""Reliability: how far human coders agree with one another.

Codes that two people would not give alike measure the coder, not the text. Agreement by chance is set off (Cohen's
kappa, Krippendorff's alpha), and what cannot be computed is refused with the reason, never filled in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked

YES = {"1", "true", "yes", "y"}
NO = {"0", "false", "no", "n"}
#: What coders give where no code can be given. It counts as none.
CANNOT_SAY = "cannot say"


@checked
def count_reliability(
    coded: pd.DataFrame,
    *,
    columns: Sequence[str],
    level: Literal["nominal", "interval"] = "nominal",
    uncoded: Literal["refuse", "skip"] = "refuse",
) -> pd.DataFrame:
    """How far coders agree: share of agreement, Cohen's kappa, Krippendorff's alpha.

    Parameters
    ----------
    coded : DataFrame
        A row for each unit, a column for each coder. Codes count as the same in any letter case, with or without
        blanks around them, and 1 as 1.0; where all are yes or no, so are 1 and 0, true and false.
    columns : sequence of str
        The columns of the coders; the program may be one (`with_found`).
    level : "nominal" or "interval"
        Whether codes are names or numbers whose distance counts; with "interval", kappa is NaN.
    uncoded : "refuse" or "skip"
        What to do with empty cells. "skip" leaves out, for each row of the result, the units that fewer than two of
        its coders coded.

    Returns
    -------
    DataFrame
        coders (joined by ``, ``), n_coders, n (units), agreement (share of pairs of codes that are the same, 0 to
        1), kappa, alpha (at most 1; 0 is chance). First all coders, then, where there are more than two, each pair;
        kappa of more than two is the mean over the pairs (Light 1971).

    Raises
    ------
    ValueError
        If cells are empty, coders have no unit in common, or all codes are the same, in which case kappa and alpha
        are undefined.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20.
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    Of names both come from NLTK's AnnotationTask; alpha of numbers is computed here, without its matrix of distances.

    Examples
    --------
    >>> coded = pd.DataFrame({"anna": [1, 1, 0, 0], "ben": [1, 0, 0, 0]})
    >>> count_reliability(coded, columns=["anna", "ben"]).round(2).to_dict("records")
    [{'coders': 'anna, ben', 'n_coders': 2, 'n': 4, 'agreement': 0.75, 'kappa': 0.5, 'alpha': 0.53}]
    """
    schema.one_of(level, ("nominal", "interval"), "level")
    schema.one_of(uncoded, ("refuse", "skip"), "uncoded")
    columns = [columns] if isinstance(columns, str) else list(columns)
    if len(set(columns)) < max(len(columns), 2):
        raise ValueError(f"columns is {columns}; name the columns of two coders or more, each once")
    schema.need(coded, columns, "the coded table")
    codes = pd.DataFrame({name: plain_codes(coded[name]) for name in columns})
    if uncoded == "refuse":
        for name in columns:
            refuse_uncoded(codes[name], name, 'code them, drop the rows, or use uncoded="skip"')
    if level == "interval":
        codes = codes.apply(_numbers)
    else:
        if codes.isin(YES | NO | {None}).all(axis=None):
            codes = codes.replace(dict.fromkeys(YES, "yes") | dict.fromkeys(NO, "no"))
        number = pd.factorize(codes.to_numpy(object).ravel())[0].astype(np.float64).reshape(codes.shape)
        codes = pd.DataFrame(np.where(number < 0, np.nan, number), columns=columns)
    pairs = list(combinations(columns, 2))
    rows: dict[tuple[str, ...], tuple[int, float, float, float]]
    rows = {pair: _reliability(codes[list(pair)], level) for pair in pairs}
    if len(pairs) > 1:
        kappa = float(np.mean([row[2] for row in rows.values()]))
        n, agreement, _, alpha = _reliability(codes, level)
        rows = {tuple(columns): (n, agreement, kappa, alpha)} | rows
    table = [(", ".join(coders), len(coders), *row) for coders, row in rows.items()]
    return schema.conform(pd.DataFrame(table, columns=list(schema.TABLES["reliability"])), "reliability")


def plain_codes(column: pd.Series) -> pd.Series:
    """Codes as they are compared: text in small letters without blanks around it, 1 for 1.0; NA where there is none."""

    def plain(value) -> str | None:
        if isinstance(value, float | np.floating) and value.is_integer():
            value = int(value)
        text = str(value).strip().casefold()
        return None if text in ("", CANNOT_SAY) else text

    kept = [None if pd.isna(value) else plain(value) for value in column.tolist()]
    return pd.Series(kept, index=column.index, dtype="object")


def refuse_uncoded(codes: pd.Series, name: str, way_out: str) -> None:
    """An error that says how many cells of a column are empty, and which is the first."""
    blank = np.flatnonzero(codes.isna())
    if len(blank):
        raise ValueError(
            f"{len(blank)} of {len(codes)} rows are not coded in the column {name!r} (the first is row "
            f"{blank[0]}); {way_out}"
        )


def _numbers(codes: pd.Series) -> pd.Series:
    try:
        return pd.to_numeric(codes).astype("float64")
    except ValueError:
        odd = codes[pd.to_numeric(codes, errors="coerce").isna() & codes.notna()]
        raise ValueError(
            f'the column {codes.name!r} has {odd.iloc[0]!r}, which is no number; use level="nominal"'
        ) from None


def _reliability(codes: pd.DataFrame, level: str) -> tuple[int, float, float, float]:
    """n, agreement, kappa (of two coders, nominal), alpha."""
    from nltk.metrics.agreement import AnnotationTask

    codes = codes[codes.notna().sum(axis=1) > 1]
    coders = " and ".join(codes.columns)
    if not len(codes):
        raise ValueError(f"{coders} have no unit in common; agreement needs units that two have coded")
    values = codes.to_numpy()
    if np.nanmin(values) == np.nanmax(values):
        raise ValueError(
            f"{coders} gave the same code to all {len(codes)} units: agreement by chance is certain, so kappa and "
            "alpha are undefined; code a sample that has other codes"
        )
    same, pairs = 0, 0
    for a, b in combinations(codes.columns, 2):
        two = codes[[a, b]].dropna()
        same, pairs = same + int((two[a] == two[b]).sum()), pairs + len(two)
    if level == "interval":
        return len(codes), same / pairs, math.nan, _interval_alpha(values)
    unit, coder = np.nonzero(~np.isnan(values))
    task = AnnotationTask(list(zip(coder.tolist(), unit.tolist(), values[unit, coder].tolist(), strict=True)))
    kappa = task.kappa() if codes.shape[1] == 2 else math.nan
    return len(codes), same / pairs, float(kappa), float(task.alpha())


def _interval_alpha(values: np.ndarray) -> float:
    """Krippendorff's alpha of numbers, units x coders, each unit with two at least; NaN where not coded."""
    values = values - np.nanmean(values)
    count = (~np.isnan(values)).sum(axis=1)
    # The squared differences of all pairs of m values add up to m times their squares less the square of their sum.
    within = count * np.nansum(values**2, axis=1) - np.nansum(values, axis=1) ** 2
    n = count.sum()
    between = n * np.nansum(values**2) - np.nansum(values) ** 2
    return float(1 - (within / (count - 1)).sum() / n / (between / (n * (n - 1))))
