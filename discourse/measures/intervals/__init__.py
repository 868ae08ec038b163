"""Intervals over documents: how far a rate, a share or a mean would move had other documents been drawn.

Words of one document are no independent observations, so documents are the unit. Take `rate_interval` for counts in so
many words, `share_interval` for the part of some things that are of a kind, and `mean_interval` for scores: each keeps
to what such a number can be. Each gives four things: the number, the two ends of its 95 % interval, and `few`, which
says that there is too little to go by. `_spread` says how much documents vary, and `differences` is for two groups.

All are score intervals (Wilson 1927): an end is a value from which what was found would be 1.96 standard errors away,
with the standard error that goes with that value and not with the one found. So they lean to where there is room and
have a width also where nothing was found, or all documents agree.

References
----------
Cochran, W. G. (1977). Sampling Techniques. 3rd ed. Wiley. (The standard error of a ratio, ch. 6.)
McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models. 2nd ed. Chapman and Hall. (Dispersion, ch. 6.)
Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from discourse.measures.intervals._spread import Spread, one_number, spread_of

#: Fewer documents than this, and an interval is to be read with care.
FEW = 10
#: Fewer independent events than this as well.
FEW_EVENTS = 3
#: Fewer hand codes than this, of scores that are corrected by them.
FEW_CODES = 20
#: The quantile of the normal distribution that a 95 % interval reaches to.
Z = 1.959964


class Interval(NamedTuple):
    """A number with its 95 % interval over documents; or one a column, as arrays.

    Attributes
    ----------
    value, low, high : the number and the ends of its interval
    few : too little to go by, so that the interval is to be read with care
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    few: np.ndarray


def rate_interval(total: np.ndarray, size: np.ndarray) -> Interval:
    """How many there are in one word, with a 95 % interval over documents.

    For things that are counted and divided by something else, of which there may be more or fewer: spans by words.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        How many there are in each document.
    size : ndarray, documents or documents x columns
        What they are divided by: words.

    Returns
    -------
    Interval
        rate, low, high, few; one a column. From 0 on. All are NaN without any words; low and high are NaN where fewer
        than two documents have words.

    Notes
    -----
    Counts have at least the variance of a Poisson count, n. What documents vary beyond chance (each held against the
    rate of the others, with Student's quantile) is taken to grow with the rate for the lower end, and with its 1.5th
    power for the upper one. Without it the interval is the score interval of a Poisson count,
    n + z^2/2 -+ z sqrt(n + z^2/4), and it is never narrower.

    Examples
    --------
    >>> interval = rate_interval(np.array([0, 0]), np.array([400, 600]))
    >>> [round(float(end), 4) for end in interval[:3]]  # at most 3.8 in 1,000 words
    [0.0, 0.0, 0.0038]
    >>> [round(float(end), 3) for end in rate_interval(np.array([2, 4, 3]), np.array([100, 100, 100]))[:3]]
    [0.03, 0.016, 0.057]
    """
    return rate_of(spread_of(total, size))


def share_interval(total: np.ndarray, size: np.ndarray) -> Interval:
    """How many of some things are of a kind, with a 95 % interval over documents.

    For parts of a whole: questions among sentences. No share is below 0 or above 1.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        How many in each document are of the kind.
    size : ndarray, documents or documents x columns
        How many there are.

    Returns
    -------
    Interval
        share, low, high, few; one a column, in [0, 1]. The share is NaN where there is nothing to be a share of; low
        and high are NaN where fewer than two documents have anything.

    Notes
    -----
    As `rate_interval`, with the variance of a binomial count in place of a Poisson one. Where documents vary no more
    than that, the interval is Wilson's (1927), and it is never narrower.

    Examples
    --------
    >>> [round(float(end), 3) for end in share_interval(np.array([0, 0]), np.array([4, 6]))[:3]]
    [0.0, 0.0, 0.278]
    >>> [round(float(end), 3) for end in share_interval(np.array([1, 4, 3]), np.array([4, 4, 4]))[:3]]
    [0.667, 0.006, 0.976]
    """
    spread = spread_of(total, size)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, bend = spread.total / spread.size, 1 / spread.size
    return _of_count(spread, spread.total * (1 - share), slope=1 - 2 * share, bend=bend, top=1)


def mean_interval(
    total: np.ndarray,
    size: np.ndarray,
    *codes: np.ndarray,
    ends: tuple[float, float] = (-np.inf, np.inf),
    seen: tuple[float, float] | None = None,
) -> Interval:
    """The mean of some scores, with a 95 % interval over documents.

    For scores: the tone of sentences. No mean lies beyond the ends of the scale.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        The sum of the scores of each document.
    size : ndarray, documents or documents x columns
        How many scores it has.
    *codes : ndarray, documents or documents x columns
        Of scores that are corrected by hand codes, what `discourse.measures.corrected.codes_of` gives, summed. The mean
        is then what the scores let one expect, and the weighted mean of how far the codes are from that on top of it;
        `few` is true also below 20 codes, and the ends are NaN below two documents with a code.
    ends : pair of float
        The ends of the scale, such as ``(-1, 1)``; none unless given.
    seen : pair of float, optional
        For a scale without ends, the smallest and the largest score that there are, in this group or another.

    Returns
    -------
    Interval
        mean, low, high, few; one a column. As `ratio_interval`, cut off at the ends of the scale. Where all of n
        documents have the same mean, up to 1 - 0.025^(1/n) of all documents may be unlike them, and these may be at an
        end of the scale (or of `seen`): low and high are the means that this makes possible.

    Examples
    --------
    >>> interval = mean_interval(np.array([1.6, 1.4]), np.array([2, 2]), ends=(-1, 1))
    >>> [round(float(end), 3) for end in interval[:3]]
    [0.75, 0.446, 1.0]
    >>> [round(float(end), 3) for end in mean_interval(np.full(20, 0.5), np.ones(20), ends=(-1, 1))[:3]]
    [0.5, 0.247, 0.584]
    """
    return mean_of(spread_of(total, size, *codes, extremes=True), ends, seen)


def ratio_interval(total: np.ndarray, size: np.ndarray) -> Interval:
    """Ratio of sums over documents with a 95 % interval that knows nothing of what is counted.

    It may reach beyond what is possible, and is NaN where all documents agree. `rate_interval`, `share_interval` and
    `mean_interval` mend that, each for its kind of number.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        What is counted or summed in each document.
    size : ndarray, documents or documents x columns
        What it is divided by (words, sentences).

    Returns
    -------
    Interval
        ratio, low, high, few; one a column. NaN where all sizes are zero; low and high NaN where fewer than two
        documents have a size, or where all documents have the same ratio.

    Notes
    -----
    The standard error is the linearised one of a ratio (Cochran 1977, ch. 6), with each document held against the
    ratio of the others, and Student's quantile. The variance is taken to be 0 at the smallest and the largest ratio of
    a document, a and b, so that around r it grows by (a + b - 2 r) / ((r - a) (b - r)) of itself; 1.5 times that at
    the end that it leans to. Where r is as far from a as from b, the interval is symmetric.

    Examples
    --------
    >>> interval = ratio_interval(np.array([1, 4, 3]), np.array([4, 4, 4]))
    >>> [round(float(end), 3) for end in interval[:3]]  # a share cannot be 1.5
    [0.667, -1.252, 1.492]
    """
    return _ratio(spread_of(total, size, extremes=True))


def wilson_interval(n: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of a proportion, of independent things (Wilson 1927); NaN for a proportion of none.

    >>> [round(float(end), 3) for end in wilson_interval(8, 10)]
    [0.49, 0.943]
    """
    of = np.where(np.equal(of, 0), np.nan, of)[()]
    centre, spread = n + Z**2 / 2, Z * np.sqrt(n * (of - n) / of + Z**2 / 4)
    return (centre - spread) / (of + Z**2), (centre + spread) / (of + Z**2)


# --- of what documents say --------------------------------------------------------------------------------------


def rate_of(spread: Spread, *, unseen: np.ndarray | float = 0) -> Interval:
    """As `rate_interval`; where nothing was found, with `unseen` times the variance of single hits on top of it."""
    rate = _of_count(spread, spread.total, slope=1, bend=0, top=np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        bursts = np.where(spread.total > 0, 0, Z**2 * unseen / spread.size)
    return rate._replace(high=rate.high + bursts)


def beyond_chance(spread: Spread) -> np.ndarray:
    """How many times the variance of single hits that of counts is, beyond that itself and what few documents vary."""
    return _beyond(spread, spread.total)


def mean_of(spread: Spread, ends: tuple[float, float], seen: tuple[float, float] | None) -> Interval:
    """As `mean_interval`."""
    least, most = (end if seen is None or np.isfinite(end) else seen[i] for i, end in enumerate(ends))
    known = np.isfinite([least, most]).all()
    if known:  # documents are alike as seen from the scale: a mean near 0 may be one of large scores
        spread = spread._replace(scale=max(abs(least), abs(most)))
    mean, low, high, few = _ratio(spread)
    if known and not one_number(least, most):
        unlike = np.where(spread.alike() & (spread.docs > 1), 1 - 0.025 ** (1 / np.maximum(spread.docs, 1)), np.nan)
        low = np.fmin(low, mean - unlike * (mean - least))
        high = np.fmax(high, mean + unlike * (most - mean))
    return Interval(mean, np.maximum(low, ends[0]), np.minimum(high, ends[1]), few)


def _of_count(spread: Spread, base, *, slope, bend, top: float) -> Interval:
    """The interval of a count that cannot go beyond `top` times the size.

    Its variance is at least `base`, which grows by `slope` with each one more and falls by `bend` times its square.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        over = spread.student() * _beyond(spread, base)
        times, more = Z**2 + over, Z**2 + spread.growth * over
        low, high = spread.score_ends(times * base, slope * times, slope * more, bend * times)
        events = np.minimum(spread.total, top * spread.size - spread.total) ** 2 / np.maximum(spread.squares, base)
    return _interval(spread, np.maximum(low, 0), np.minimum(high, top), events)


def _beyond(spread: Spread, base: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(base > 0, np.maximum(spread.variance / base - spread.chance, 0), 0)


def _ratio(spread: Spread) -> Interval:
    with np.errstate(divide="ignore", invalid="ignore"):
        below, above = spread.total - spread.least * spread.size, spread.most * spread.size - spread.total
        reach = spread.student() * spread.variance
        lean = np.nan_to_num((above - below) / (below * above), posinf=0, neginf=0) * reach
        low, high = spread.score_ends(reach, lean, spread.growth * lean)
        events = np.minimum(below, above) ** 2 / spread.squares
    alike = spread.alike()
    return _interval(spread, np.where(alike, np.nan, low), np.where(alike, np.nan, high), np.where(alike, 0, events))


def _interval(spread: Spread, low: np.ndarray, high: np.ndarray, events: np.ndarray) -> Interval:
    """With ends where there are two documents, and told whether there are few documents or events."""
    known = spread.docs > 1
    with np.errstate(divide="ignore", invalid="ignore"):
        value = spread.total / spread.size
        ends = np.where(known, np.minimum(low, value), np.nan), np.where(known, np.maximum(high, value), np.nan)
    few = (spread.docs < FEW) | ~(events >= FEW_EVENTS) | (spread.codes < FEW_CODES)
    return Interval(value, ends[0][()], ends[1][()], np.asarray(few)[()])
