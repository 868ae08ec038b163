"""Reliability: how far human coders agree with one another.

Codes that two people would not give alike measure the coder, not the text. Agreement by chance is set off (Cohen's
kappa, Krippendorff's alpha), and what cannot be computed is refused with the reason, never filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from textwrap import shorten
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.coding._chance import figures_of
from discourse.corpus.spans import say_place

YES = {"1", "true", "yes", "y"}
NO = {"0", "false", "no", "n"}
#: What coders give where no code can be given. It counts as none.
CANNOT_SAY = "cannot say"
_LETTERS = 80  # of the text of a unit, in a message


@checked
def count_reliability(
    coded: pd.DataFrame,
    *,
    columns: Sequence[str],
    level: Literal["nominal", "interval"] = "nominal",
    uncoded: Literal["refuse", "skip"] = "refuse",
    by_value: bool = False,
) -> pd.DataFrame:
    """Measure how well coders agree: share of agreement, Cohen's kappa, Krippendorff's alpha.

    Parameters
    ----------
    coded : DataFrame
        One row for each unit, and one column for each coder. If there is a column doc_id, intervals are over documents.
        Letter case and blanks around a code make no difference, and 1 is the same as 1.0. If all codes mean yes or no,
        then yes, 1 and true are the same, and so are no, 0 and false. ``cannot say`` counts as an empty cell.
    columns : sequence of str
        The columns of the coders. The program can be one of the coders (see `with_found`).
    level : "nominal" or "interval"
        The kind of codes. Use "nominal" for names: two codes are the same or not. Use "interval" for numbers: the
        difference between two codes counts. With "interval", kappa is NaN.
    uncoded : "refuse" or "skip"
        What to do with empty cells. "refuse" raises an error. "skip" leaves out units. Each row of the result then
        uses the units that at least two of its coders have coded.
    by_value : bool
        Whether the result has one more row for each code. In this row, agreement is the specific agreement: if one
        coder gave this code, how often did another coder give it too? Kappa and alpha compare this code with all other
        codes together.

    Returns
    -------
    DataFrame
        A table with these columns:

        - coders: the names of the coders, joined by commas.
        - n_coders: the number of coders.
        - value: the code that the row is about. NA if the row is about all codes.
        - n: the number of units. If the row is about one code, only units with this code count.
        - agreement: the share of pairs of codes that are the same, 0 to 1.
        - kappa and alpha: at most 1. The value 0 means that coders agree as often as by chance.
        - agreement_low, agreement_high, kappa_low, kappa_high, alpha_low, alpha_high: the ends of 95 % intervals.
        - few: true if there are fewer than 10 documents. Without doc_id, fewer than 10 units. Read such intervals with
          care.
        - reason: the reason why figures are missing. Empty if there are figures.

        The first row is about all coders. If there are more than two coders, the next rows are about each pair. The
        last rows are about each code. For more than two coders, kappa is the mean over the pairs (Light 1971).

    Raises
    ------
    ValueError
        If cells are empty. If the coders have no unit in common. If all codes are the same, because kappa and alpha are
        then undefined. If this is true only for one pair or one code, there is no error. Then the column reason says
        why.

    Notes
    -----
    The intervals come from a bootstrap over documents, with 1,000 draws and a fixed seed. Without doc_id, it is over
    units. The ends are the 2.5 % and 97.5 % quantiles. Draws for which a figure is undefined are left out.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20.
    Cicchetti, D. V. and Feinstein, A. R. (1990). High agreement but low kappa, II. Journal of Clinical Epidemiology 43.
    (Specific agreement.)
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    Light, R. J. (1971). Measures of response agreement for qualitative data. Psychological Bulletin 76.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> coded = pd.DataFrame({"anna": [1, 1, 0, 0], "ben": [1, 0, 0, 0]})
    >>> table = dc.count_reliability(coded, columns=["anna", "ben"], by_value=True)
    >>> table[["value", "n", "agreement", "kappa", "alpha"]].fillna("").round(2).values.tolist()
    [['', 4, 0.75, 0.5, 0.53], ['no', 3, 0.8, 0.5, 0.53], ['yes', 2, 0.67, 0.5, 0.53]]
    """
    schema.one_of(level, ("nominal", "interval"), "level")
    schema.one_of(uncoded, ("refuse", "skip"), "uncoded")
    columns = [columns] if isinstance(columns, str) else list(columns)
    if len(set(columns)) < max(len(columns), 2):
        raise ValueError(f"columns is {columns}; name the columns of at least two coders, each only once")
    schema.need(coded, columns, "the coded table")
    codes = pd.DataFrame({name: plain_codes(coded[name]) for name in columns})
    if uncoded == "refuse":
        for name in columns:
            refuse_uncoded(coded, name, 'code them, drop the rows, or use uncoded="skip"')
    if level != "interval" and codes.isin(YES | NO | {None}).all(axis=None):
        codes = codes.replace(dict.fromkeys(YES, "yes") | dict.fromkeys(NO, "no"))
    names = sorted({*codes.to_numpy(object).ravel()} - {None}) if by_value else []
    number = codes.apply(_numbers) if level == "interval" else _as_numbers(codes)
    doc = pd.factorize(coded["doc_id"].astype("str"))[0] if "doc_id" in coded else np.arange(len(coded))
    pairs = list(combinations(columns, 2)) if len(columns) > 2 else []
    rows = [_figures(number, columns, doc, level, refuse=True)]
    rows += [_figures(number, list(pair), doc, level) for pair in pairs]
    for value in names:
        given = (codes == value).where(codes.notna()).astype("float64")
        rows += [_figures(given, columns, doc, level, value=value)]
    return schema.conform(pd.DataFrame(rows), "reliability")


def plain_codes(column: pd.Series) -> pd.Series:
    """Codes as they are compared: text in small letters without blanks around it, 1 for 1.0; NA where there is none."""

    def plain(value) -> str | None:
        if isinstance(value, float | np.floating) and value.is_integer():
            value = int(value)
        text = str(value).strip().casefold()
        return None if text in ("", CANNOT_SAY) else text

    kept = [None if pd.isna(value) else plain(value) for value in column.tolist()]
    return pd.Series(kept, index=column.index, dtype="object")


def is_unsaid(codes: pd.Series) -> np.ndarray:
    """Where a coder has said that no code can be given."""
    return codes.astype("object").map(lambda cell: str(cell).strip().casefold() == CANNOT_SAY).to_numpy(bool)


def refuse_uncoded(coded: pd.DataFrame, name: str, way_out: str, *, unsaid: bool = True) -> None:
    """An error that says how many units have no code in a column, and which is the first.

    Without `unsaid`, those of which coders cannot say anything are let pass.
    """
    said = is_unsaid(coded[name])
    blank = np.flatnonzero(plain_codes(coded[name]).isna() & (unsaid | ~said))
    if len(blank):
        n = int(said[blank].sum())
        told = f", {n} of them because the code is 'cannot say'" * (n > 0)
        raise ValueError(
            f"{len(blank)} of {len(coded)} units are not coded in the column {name!r}{told} (the first is "
            f"{say_unit(coded, int(blank[0]))}); {way_out}"
        )


def say_unit(coded: pd.DataFrame, row: int) -> str:
    """A unit for messages: where it stands and how its text begins, or its row where the table tells neither."""
    if "doc_id" not in coded:
        return f"row {row}"
    unit = coded.iloc[row]
    text = (
        "" if "text" not in coded or pd.isna(unit["text"]) else shorten(str(unit["text"]), _LETTERS, placeholder=" …")
    )
    return say_place(unit) + (f", “{text}”" if text else "")


def _numbers(codes: pd.Series) -> pd.Series:
    try:
        return pd.to_numeric(codes).astype("float64")
    except ValueError:
        odd = codes[pd.to_numeric(codes, errors="coerce").isna() & codes.notna()]
        raise ValueError(
            f'the column {codes.name!r} has {odd.iloc[0]!r}, which is not a number; use level="nominal"'
        ) from None


def _as_numbers(codes: pd.DataFrame) -> pd.DataFrame:
    """Names as numbers, NaN where there is none."""
    number = pd.factorize(codes.to_numpy(object).ravel())[0].astype(np.float64).reshape(codes.shape)
    return pd.DataFrame(np.where(number < 0, np.nan, number), columns=codes.columns)


def _figures(
    codes: pd.DataFrame, columns: list[str], doc: np.ndarray, level: str, *, value: str | None = None, refuse=False
) -> dict:
    """A row of the table; where there is nothing to compare, without figures, and with the reason (or an error)."""
    several = (codes[columns].notna().sum(axis=1) > 1).to_numpy()
    values = codes.loc[several, columns].to_numpy()
    reason = _why_none(values, columns)
    if reason and refuse:
        raise ValueError(reason)
    n = len(values) if value is None else int((values == 1).any(axis=1).sum())
    row = {"coders": ", ".join(columns), "n_coders": len(columns), "value": value, "n": n, "reason": reason}
    if len(values) and (not reason or value is None):
        row["agreement"] = _agreement(values)
    if reason:
        return row | {"few": True}
    found = figures_of(values, doc[several], level, specific=value is not None)
    return row | found


def _why_none(values: np.ndarray, columns: list[str]) -> str:
    """Why kappa and alpha cannot be given, or nothing."""
    coders = " and ".join(columns)
    if not len(values):
        return f"{coders} have no unit in common; agreement needs units that at least two coders have coded"
    if np.nanmin(values) == np.nanmax(values):
        return (
            f"{coders} gave the same code to all {len(values)} units, so kappa and alpha are undefined; code a sample "
            "that also contains units with other codes"
        )
    return ""


def _agreement(values: np.ndarray) -> float:
    """The share of pairs of codes that are the same."""
    pairs = [values[:, [a, b]] for a, b in combinations(range(values.shape[1]), 2)]
    both = [pair[~np.isnan(pair).any(axis=1)] for pair in pairs]
    return float(sum((pair[:, 0] == pair[:, 1]).sum() for pair in both) / sum(map(len, both)))
