"""How many more codes are needed: the expected width of an interval after more coding.

Coders want to know when they can stop. The variance of a mean has two parts. One part comes from the random sample. It
becomes smaller as codes are added. The other part comes from the differences between documents. It stays, so there is a
width below which no number of codes can bring an interval.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_number
from discourse.coding._codes import Codes, codes_in
from discourse.coding.correction import corrected_by
from discourse.measures.corrected import CORRECTED, codes_of
from discourse.measures.intervals import FEW_CODES, mean_interval

#: Of the codes that there are, how many more a table gives.
_STEPS = (0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 9)
_LEAST_DEGREES = 2


class _Group(NamedTuple):
    """What the interval of a group is made of.

    Attributes
    ----------
    variance : that of the mean
    drawn : the part of the variance that comes from the draw, each document taken as one
    of_rows : the same of each coded row taken by itself, but for the factor 1 - chance
    chance : that of each coded row to be drawn
    degrees : of freedom
    """

    variance: float
    drawn: float
    of_rows: np.ndarray
    chance: np.ndarray
    degrees: float


@checked
def count_needed(
    scores: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    column: str,
    code: str,
    by: str | None = None,
    half_width: float | None = None,
    folds: str | None = None,
) -> pd.DataFrame:
    """Estimate how many more units you need to code.

    The function tells how wide the interval would be after more coding. It does so twice: for means that use the scores
    of the program as well, and for means that use the codes alone.

    Parameters
    ----------
    scores, coded, column, code, folds
        As in `with_correction`. `scores` has the scores of all units. `coded` has the codes so far. There should be at
        least about 50.
    by : str, optional
        A column of the scores. Its values are the groups that you compare. To use a docvar, pass
        ``join_docvars(scores, corpus)`` as scores.
    half_width : float, optional
        The half width that you want: how far each end of the interval may be from the mean or the difference. It is on
        the scale of the codes. For a share, .05 is five percentage points.

    Returns
    -------
    DataFrame
        Several rows for each group, with these columns:

        - group: ``all``, or a value of `by`. If there are two values, there are also rows for their difference, such as
          ``A - B``.
        - n: the number of codes in the group so far.
        - more: how many more codes there are, in all groups together.
        - half_width: half the expected width of the 95 % interval, with the scores of the program.
        - half_width_alone: the same for the codes alone, each weighted by 1 / probability.
        - needed and needed_alone: the smallest number of additional codes that gives the `half_width` that you want. NA
          if you did not give one, or if it cannot be reached even by coding all units.
        - few: true if there are fewer than 20 codes so far. The figures are then only a guess.

    Raises
    ------
    ValueError
        As in `with_correction`. Also if `half_width` is not above 0.

    Notes
    -----
    The estimate assumes that more units are drawn in the same way as before, from more documents. The probability of
    each row then grows by the same factor, up to 1. The first row of a group is for no more codes. It has the interval
    that `count_mean` or `count_difference` gives now. Documents are assumed to differ to the same degree with and
    without the program. This is true when all rows are coded.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> import discourse as dc
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame({"doc_id": [f"d{i}" for i in range(1000)], "score": rng.random(1000)})
    >>> coded = scores.iloc[:100, :1].assign(probability=0.1, code=(scores["score"] > rng.random(1000)).astype(int))
    >>> table = dc.count_needed(scores, coded, column="score", code="code", half_width=0.05)
    >>> table[["group", "more", "half_width", "half_width_alone", "needed", "needed_alone"]].round(3).iloc[[0, 3]]
      group  more  half_width  half_width_alone  needed  needed_alone
    0   all     0       0.083             0.101     213           320
    3   all   100       0.060             0.071     213           320
    """
    if half_width is not None:
        need_number(half_width, "half_width", "give a number above 0, such as 0.05", above=0, most=1e9)
    codes = codes_in(scores, coded, column=column, code=code, folds=folds)
    names = _names(scores, by)
    alone = codes._replace(score=np.where(np.isnan(codes.score), np.nan, 0.0))
    n, total = len(codes.at), int((~np.isnan(codes.score)).sum())
    more = np.unique([min(round(n * step), total - n) for step in _STEPS])
    rows = []
    for name, members in _groups(names):
        pairs = [_level(*(_group(scores, of, names == member) for of in (codes, alone))) for member in members]
        both = [list(groups) for groups in zip(*pairs, strict=True)]
        of_group = int(np.isin(names[codes.at], members).sum())
        fewest = min(int((names[codes.at] == member).sum()) for member in members)
        widths = [_half_width(groups, more, n) for groups in both]
        needed = [_needed(groups, half_width, n, total) for groups in both]
        rows += [(name, of_group, m, *of, *needed, fewest < FEW_CODES) for m, *of in zip(more, *widths, strict=True)]
    return schema.conform(pd.DataFrame(rows, columns=list(schema.TABLES["needed"])), "needed")


def _names(scores: pd.DataFrame, by: str | None) -> np.ndarray:
    """The group of each row, as text."""
    if by is None:
        return np.full(len(scores), "all", object)
    if by not in scores:
        raise ValueError(
            f"by is {by!r}, but the scores have no such column; to use a docvar, pass join_docvars(scores, corpus, "
            f"columns={by!r}) as scores"
        )
    return scores[by].astype("str").where(scores[by].notna(), None).to_numpy(object)


def _groups(names: np.ndarray) -> list[tuple[str, list[str]]]:
    """What is estimated: the mean of each group, and of two their difference."""
    values = sorted({name for name in names if name is not None})
    means = [(value, [value]) for value in values]
    return means if len(values) != 2 else [*means, (f"{values[0]} - {values[1]}", values)]


def _group(scores: pd.DataFrame, codes: Codes, members: np.ndarray) -> _Group:
    """What there is of a group, from its rows."""
    table = corrected_by(codes, scores)[members & ~np.isnan(codes.score)]
    document = pd.factorize(table["doc_id"])[0]
    of_codes = codes_of(table, CORRECTED)
    total, size, *sums = (
        np.bincount(document, weights=of_rows) for of_rows in (table[CORRECTED], np.ones(len(table)), *of_codes)
    )
    interval = mean_interval(total, size, *sums)
    carried = sums[-1]
    degrees = max(carried.sum() ** 2 / (carried**2).sum() - 1, _LEAST_DEGREES)  # as in `measures.intervals._spread`
    coded, stands_for, residual, _ = (of_rows.to_numpy() for of_rows in of_codes)
    of_draw = (residual - stands_for * residual.sum() / stands_for.sum()) / stands_for.sum()
    chance = np.where(coded > 0, 1 / np.where(coded > 0, stands_for, 1), 1)
    variance = float((float(interval.high - interval.low) / 2 / _student(degrees)) ** 2)
    drawn = (np.bincount(document, of_draw * np.sqrt(1 - chance)) ** 2).sum()
    return _Group(variance, min(drawn, variance), of_draw[coded > 0] ** 2, chance[coded > 0], degrees)


def _level(helped: _Group, alone: _Group) -> tuple[_Group, _Group]:
    """The same group with the program and without, with one number for what no further codes take away.

    Once every row is coded, the program has no say. So how documents differ is the same in both, and the mean of the
    two guesses at it is taken.
    """
    stays = float(np.mean([group.variance - group.drawn for group in (helped, alone)]))
    stays = min(stays, helped.variance, alone.variance)
    helped, alone = (group._replace(drawn=group.variance - stays) for group in (helped, alone))
    return helped, alone


def _half_width(groups: list[_Group], more: np.ndarray, n: int) -> np.ndarray:
    """Half the expected width with so many more codes; of two groups, that of their difference."""
    return np.sqrt(sum(_half_of(group, 1 + more / n) ** 2 for group in groups))


def _half_of(group: _Group, times: np.ndarray) -> np.ndarray:
    """Of one group, with so many times the codes.

    A row of chance c stands for 1 / c rows. Each of these, drawn with chance C, adds what it adds now times c^2 / C.
    """
    chance = np.minimum(np.multiply.outer(times, group.chance), 1)
    then, now = ((group.of_rows * group.chance * (1 - c) / c).sum(axis=-1) for c in (chance, group.chance))
    variance = group.variance - group.drawn + group.drawn * (then / now if now else 0)
    return np.sqrt(variance) * _student((group.degrees + 1) * times - 1)


def _student(degrees: np.ndarray | float) -> np.ndarray:
    """The quantile of Student's t for a 95 % interval."""
    from scipy.special import stdtrit

    return stdtrit(degrees, 0.975)


def _needed(groups: list[_Group], half_width: float | None, n: int, total: int) -> object:
    """The least number of further codes with which half the width is no more than asked for; NA for none."""
    if half_width is None or not _half_width(groups, np.array([total - n]), n)[0] <= half_width:
        return pd.NA
    low, high = 0, total - n
    while low < high:
        middle = (low + high) // 2
        if _half_width(groups, np.array([middle]), n)[0] <= half_width:
            high = middle
        else:
            low = middle + 1
    return low
