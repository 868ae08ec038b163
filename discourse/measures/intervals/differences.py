"""Differences over documents: how far two groups are apart, and how far that would move had others been drawn.

Take `rate_difference` for counts in so many words, and `mean_difference` for scores. Each end of the interval is as far
from the difference as the two ends concerned are from their numbers, put together as standard errors are: so it leans
as they lean, and has a width wherever they have one.

References
----------
Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Stat. in Medicine 17.
Welch, B. L. (1947). The generalization of `Student's' problem. Biometrika 34.
Zou, G. Y. and Donner, A. (2008). Construction of confidence limits about effect measures. Stat. in Medicine 27.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from discourse.measures.intervals import Interval, beyond_chance, mean_of, rate_of
from discourse.measures.intervals._spread import for_two, spread_of

#: The total and the size of each document of a group; one a column, as arrays of documents x columns. Of corrected
#: scores, the arrays of `discourse.measures.intervals._spread.OfCodes` behind them.
Group = tuple[np.ndarray, ...]
_GROWTH = 1.25  # less than that of one group, as of two one leans to the left and the other to the right


class Difference(NamedTuple):
    """The difference of two numbers with its 95 % interval over documents; or one a column, as arrays.

    Attributes
    ----------
    one, other : the two numbers
    value, low, high : one - other, and the ends of its interval
    few : there is too little to go by in either
    """

    one: np.ndarray
    other: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    few: np.ndarray


def rate_difference(one: Group, other: Group) -> Difference:
    """The difference of the rates of two groups of documents, with a 95 % interval.

    Parameters
    ----------
    one, other : pair of ndarray
        The total and the size of each document of a group, as in `rate_interval`.

    Returns
    -------
    Difference
        one, other, value, low, high, few; one a column.

    Notes
    -----
    Each end is as far from the difference as the two ends concerned are from their rates, put together as standard
    errors are (Newcombe 1998; Zou and Donner 2008): so it leans as they lean, and has a width where they have one. The
    ends of the rates are those of `rate_interval`, but with Student's quantile at Welch's (1947) degrees of freedom,
    and with a variance that grows with the 1.25th power: of two groups one leans to the left and one to the right. A
    group without a hit cannot tell whether hits come in bursts. It is taken to have those of the other group, so that
    its upper end is 3.84 of them in all its words, and not 3.84 hits.

    Examples
    --------
    >>> difference = rate_difference((np.array([4, 4]), np.array([50, 50])), (np.array([0, 0]), np.array([50, 50])))
    >>> [round(float(end), 3) for end in difference[2:5]]
    [0.08, 0.025, 0.158]
    """
    first, second = for_two(spread_of(*one), spread_of(*other), growth=_GROWTH)
    return _difference(
        rate_of(first, unseen=beyond_chance(second)),
        rate_of(second, unseen=beyond_chance(first)),
    )


def mean_difference(
    one: Group,
    other: Group,
    *,
    ends: tuple[float, float] = (-np.inf, np.inf),
    seen: tuple[float, float] | None = None,
) -> Difference:
    """The difference of the means of two groups of documents, with a 95 % interval: as `rate_difference`.

    >>> difference = mean_difference((np.array([1.6, 1.4]), np.array([2, 2])), (np.zeros(2), np.ones(2)), ends=(-1, 1))
    >>> [round(float(end), 3) for end in difference[2:5]]
    [0.75, -0.145, 1.628]
    """
    groups = for_two(*(spread_of(*group, extremes=True) for group in (one, other)), growth=_GROWTH)
    return _difference(*(mean_of(spread, ends, seen) for spread in groups))


def _difference(one: Interval, other: Interval) -> Difference:
    value = one.value - other.value
    low = value - np.hypot(one.value - one.low, other.high - other.value)
    high = value + np.hypot(one.high - one.value, other.value - other.low)
    return Difference(one.value, other.value, value, low, high, one.few | other.few)
