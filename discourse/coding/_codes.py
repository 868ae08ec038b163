"""Codes beside scores: which row of the scores each coded row is, and whether the two can be put together.

A code can correct a score only if chance alone decided which rows were coded. What shows that it did not is refused:
rows that were not drawn, that are not coded, or that stand for more or fewer rows than there are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse.coding.reliability import NO, YES, is_unsaid, plain_codes, refuse_uncoded, say_unit
from discourse.corpus.spans import find_containing, offsets_of, say_place
from discourse.measures.corrected import PROBABILITY
from discourse.measures.means import scores_of

_STRAY = 5  # standard errors that the sample may miss the scores by, which chance does once in millions of samples
_PART = (
    "code them. If you coded the sample in its order and had no time for the rest, drop these rows, and multiply "
    "probability by the share of the rows that are coded"
)


_UNSAID = (
    "They cannot be left out, because the sample would then contain only clear cases. Decide on a code for each of "
    "them (adjudicate, or code_sample again). Or correct twice, once with the lowest code and once with the highest "
    "code for them, and report both results"
)


class Codes(NamedTuple):
    """Hand codes of some rows of a table of scores.

    Attributes
    ----------
    score : the score of every row, NaN where there is none
    fold : the number of the fold of every row: of its document, where no folds are given
    at : the positions of the coded rows that have a score
    code, chance : of these rows, the code and the probability with which it was drawn
    """

    score: np.ndarray
    fold: np.ndarray
    at: np.ndarray
    code: np.ndarray
    chance: np.ndarray


def codes_in(scores: pd.DataFrame, coded: pd.DataFrame, *, column: str, code: str, folds: str | None) -> Codes:
    """The codes of `coded` as codes of rows of `scores`, or an error that says why they cannot be."""
    score = scores_of(scores, column).to_numpy()
    schema.need(coded, ("doc_id", PROBABILITY, code), "the coded table")
    if code == PROBABILITY:
        raise ValueError(f"code is {code!r}, which is the chance of being drawn; name the column with the codes")
    at = _rows_of(coded, scores)
    value, chance = _numbers(coded, code), _chances(coded)
    known = ~np.isnan(score[at])
    document, fold = _folds(scores, folds)
    codes = Codes(score, fold, at[known], value[known], chance[known])
    _refuse_few(codes, "document" if folds is None else "fold")
    _refuse_other_sample(codes, document)
    if folds is None:
        _refuse_trained(codes, document, column)
    return codes


# --- which row is coded -----------------------------------------------------------------------------------------


def _rows_of(coded: pd.DataFrame, scores: pd.DataFrame) -> np.ndarray:
    """The position in the scores of each coded row: of the one row that stands in it."""
    mine, every = (_units(table, set(coded.columns) & set(scores.columns)) for table in (coded, scores))
    twice = np.flatnonzero(mine.duplicated())
    if len(twice):
        raise ValueError(
            f"{say_place(coded.iloc[twice[0]])} is coded in two rows; keep one row with one code for each unit "
            "(adjudicate helps to decide)"
        )
    row = find_containing(every, mine)
    at = np.flatnonzero(row >= 0)
    if not len(at):
        first = [say_place(table.iloc[0]) if len(table) else "none" for table in (coded, scores)]
        raise ValueError(
            f"the coded table and the scores have no row in common (first coded row: {first[0]}; first scored row: "
            f"{first[1]}). Score the corpus that was sampled, in the same units, and read the coded file with "
            "dtype={'doc_id': 'str'}"
        )
    n = np.bincount(row[at], minlength=len(mine))
    if n.max() > 1:
        raise ValueError(
            f"{n.max()} rows of the scores are in {say_place(coded.iloc[int(n.argmax())])}, but a code is for one row; "
            "sample the scores themselves as units, or give both tables the column actor, so that the rows differ"
        )
    missing = np.flatnonzero(n == 0)
    if len(missing):
        raise ValueError(
            f"{len(missing)} of {len(mine)} coded rows have no row in the scores (the first is "
            f"{say_place(coded.iloc[missing[0]])}); score every unit that was sampled, or drop these rows if your "
            "finding is only about units that have a score"
        )
    return at[np.argsort(row[at])]


def _units(table: pd.DataFrame, both: set[str]) -> pd.DataFrame:
    """Where each row stands, by what both tables say of it: units of other actors stand apart, as of documents."""
    places = {"start", "end"} <= both
    keys = ["doc_id", *(["actor"] if "actor" in both else [])]
    if not places and "sentence_id" in both:
        keys.append("sentence_id")
    doc = table[keys[0]].astype("str").str.cat([table[key].astype("str") for key in keys[1:]], sep="\0", na_rep="")
    start, end = (offsets_of(table, edge) if places else edge == "end" for edge in ("start", "end"))
    return pd.DataFrame({"doc_id": doc.to_numpy(), "start": start, "end": end}).astype({"start": int, "end": int})


# --- what stands in the row -------------------------------------------------------------------------------------


def _numbers(coded: pd.DataFrame, name: str) -> np.ndarray:
    codes = coded[name]
    plain = plain_codes(codes)
    refuse_uncoded(coded, name, _PART, unsaid=False)
    unsaid = np.flatnonzero(is_unsaid(codes))
    if len(unsaid):
        raise ValueError(
            f"{len(unsaid)} of {len(codes)} drawn units are 'cannot say' in the column {name!r} (the first is "
            f"{say_unit(coded, int(unsaid[0]))}). {_UNSAID}"
        )
    if plain.isin(YES | NO).all():
        return plain.isin(YES).to_numpy(np.float64)
    numbers = pd.to_numeric(plain, errors="coerce").to_numpy(np.float64)
    odd = ~np.isfinite(numbers)
    if odd.any():
        worst = odd & ~plain.isin(YES | NO).to_numpy()
        value = codes.iloc[int((worst if worst.any() else odd).argmax())]
        raise ValueError(
            f"the column {name!r} has {value!r}; codes for a correction must be numbers, or yes and no. If there are "
            "several categories, make a column with yes and no for one of them"
        )
    return numbers


def _chances(coded: pd.DataFrame) -> np.ndarray:
    """The probability of each coded row."""
    chance = pd.to_numeric(coded[PROBABILITY], errors="coerce").to_numpy(np.float64)
    undrawn = np.flatnonzero(np.isnan(chance))
    if len(undrawn):
        raise ValueError(
            f"{len(undrawn)} of {len(coded)} coded rows have no probability (the first is row {undrawn[0]}), so they "
            "were not drawn at random. A correction needs a random sample, such as one from sample_sentences; drop the "
            "rows that were not drawn"
        )
    odd = np.flatnonzero(~((chance > 0) & (chance <= 1)))
    if len(odd):
        raise ValueError(
            f"probability is {chance[odd[0]]:g} in row {odd[0]} of the coded table; the chance of being drawn is above "
            "0 and at most 1. Leave the column as sample_sentences made it"
        )
    return chance


def _folds(scores: pd.DataFrame, folds: str | None) -> tuple[np.ndarray, np.ndarray]:
    """The number of the document of each row, and of its fold."""
    document = pd.factorize(scores["doc_id"].astype("str"))[0]
    if folds is None:
        return document, document
    schema.need(scores, (folds,), "the scores")
    fold = pd.factorize(scores[folds])[0]
    if (fold < 0).any():
        raise ValueError(f"{folds} is empty in {(fold < 0).sum()} rows of the scores; give every row a fold")
    several = fold != fold[np.unique(document, return_index=True)[1]][document]
    if several.any():
        doc = scores["doc_id"].iloc[int(several.argmax())]
        raise ValueError(f"document {doc!r} is in several folds of {folds!r}; put all rows of a document in one fold")
    return document, fold


# --- whether it is a sample of these scores ---------------------------------------------------------------------


def _refuse_few(codes: Codes, of: str) -> None:
    n = len(np.unique(codes.fold[codes.at]))
    if n < 2:
        raise ValueError(
            f"the codes are from {n} {of}{'s' * (n != 1)}; at least 2 are needed, and about 200 are better"
        )


def _refuse_other_sample(codes: Codes, document: np.ndarray) -> None:
    """An error where the coded rows stand for many more or fewer rows than have a score."""
    n, stands_for = int((~np.isnan(codes.score)).sum()), (1 / codes.chance).sum()
    # The error of the number of rows that the codes stand for, were they drawn from those that are scored.
    error = _error(np.ones(len(codes.at)), codes, document) * np.sqrt(n / stands_for)
    if abs(stands_for - n) > _STRAY * error + 0.5:
        raise ValueError(
            f"by their probability, the coded rows were drawn from about {stands_for:,.0f} rows, but {n:,} rows have a "
            "score; score all the units that were sampled, and only these"
        )


def _refuse_trained(codes: Codes, document: np.ndarray, column: str) -> None:
    """An error where the scores of coded rows are not those of a random sample."""
    score = codes.score[~np.isnan(codes.score)]
    of_rows, of_all = codes.score[codes.at] - score.mean(), score - score.mean()
    for drawn, every, what in ((of_rows, of_all, "mean"), (of_rows**2, of_all**2, "variance")):
        drawn, expected = drawn - every.mean(), every.mean()
        error = max(_error(drawn, codes, document), len(every) * every.std() / np.sqrt(len(codes.at)))
        off = abs((drawn / codes.chance).sum())
        if off > _STRAY * error and off > _STRAY * 1e-9 * len(every) * max(abs(expected), 1e-9):
            raise ValueError(
                f"the {what} of {column} in the coded rows differs from the {what} in all rows by {off / error:.0f} "
                "standard errors: either the coded rows are not a sample of these rows, or the program was trained on "
                "their codes. If it was, score each document with a program that was trained without its codes, and "
                "give the column with the fold of each document as folds"
            )


def _error(of_rows: np.ndarray, codes: Codes, document: np.ndarray) -> float:
    """The standard error of the sum of numbers of the coded rows by their chance, over documents."""
    by_row = of_rows * np.sqrt(1 - codes.chance) / codes.chance
    return float(np.sqrt((np.bincount(document[codes.at], by_row) ** 2).sum()))
