"""Intervals over documents: how far a rate, a share or a mean would move had other documents been drawn.

Words of one document are no independent observations, so documents are the unit that is resampled. Take
`rate_interval` for counts in so many words, `share_interval` for the part of some things that are of a kind, and
`mean_interval` for scores: each keeps to what such a number can be. All three start from `ratio_interval`, which knows
of no limits.

References
----------
Breslow, N. E. and Day, N. E. (1987). Statistical Methods in Cancer Research II. IARC. (Byar's approximation, ch. 2.)
Cochran, W. G. (1977). Sampling Techniques. 3rd ed. Wiley. (The standard error of a ratio, ch. 6.)
Efron, B. and Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman and Hall. (Bootstrap-t, ch. 12.)
Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

#: A number, or one a column, and the ends of its interval.
Interval = tuple[np.ndarray, np.ndarray, np.ndarray]
#: Fewer documents than this, and an interval is to be read with care.
FEW = 10
#: The quantile of the normal distribution that a 95 % interval reaches to.
Z = 1.959964
_RESAMPLES = 1999
_SEED = 20180716
_MANY = 1000  # documents from which the normal quantile is as good as a bootstrapped one
_MOST_OF_NONE = 3.688879  # the expected number for which seeing nothing has a probability of 2.5 %
_STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}  # t(0.975) where there are too few documents to resample


def rate_interval(total: np.ndarray, size: np.ndarray) -> Interval:
    """How many there are in one word, with a 95 % interval over documents.

    For things that are counted and divided by something else, of which there may be more or fewer: spans by words.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        How many there are in each document.
    size : ndarray, documents
        What they are divided by: words.

    Returns
    -------
    rate, low, high : ndarray, one a column
        From 0 on. Where nothing was found, from 0 to the exact upper end of a Poisson count. All are NaN without any
        words; low and high are NaN where something was found and fewer than two documents have words, or all have the
        same rate.

    Notes
    -----
    That of `ratio_interval`, never narrower than the interval of a Poisson count by Byar's approximation (Breslow and
    Day 1987, ch. 2): where two or three documents hold all hits, drawing documents again says too little about how many
    there might have been.

    Examples
    --------
    >>> np.round(rate_interval(np.array([0, 0]), np.array([400, 600])), 4).tolist()  # at most 3.7 in 1,000 words
    [0.0, 0.0, 0.0037]
    >>> np.round(rate_interval(np.array([2, 4, 3]), np.array([100, 100, 100])), 3).tolist()
    [0.03, 0.005, 0.057]
    """
    rate, low, high = ratio_interval(total, size)
    n, sizes = np.asarray(total).sum(0), max(int(np.sum(size)), 1)
    least, most = (end / sizes for end in _poisson_interval(n))
    nothing = (n == 0) & (np.asarray(size) > 0).any()
    low = np.where(nothing, 0, np.minimum(low, least).clip(min=0))[()]
    return rate, low, np.where(nothing, most, np.maximum(high, most))[()]


def share_interval(
    total: np.ndarray, size: np.ndarray, *, floor: tuple[np.ndarray, np.ndarray] | None = None
) -> Interval:
    """How many of some things are of a kind, with a 95 % interval over documents.

    For parts of a whole: questions among sentences. No share is below 0 or above 1.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        How many in each document are of the kind.
    size : ndarray, documents
        How many there are.
    floor : pair of ndarray, optional
        The interval that is the narrowest; Wilson's unless given.

    Returns
    -------
    share, low, high : ndarray, one a column
        In [0, 1]. The share is NaN where there is nothing to be a share of; low and high are NaN where fewer than two
        documents have anything.

    Notes
    -----
    That of `ratio_interval`, never narrower than the interval of Wilson (1927), which takes the things as independent
    and knows an interval also where the share is 0 or 1 in all documents.

    Examples
    --------
    >>> np.round(share_interval(np.array([0, 0]), np.array([4, 6])), 3).tolist()
    [0.0, 0.0, 0.278]
    >>> np.round(share_interval(np.array([1, 4, 3]), np.array([4, 4, 4])), 3).tolist()
    [0.667, 0.0, 1.0]
    """
    share, low, high = ratio_interval(total, size)
    least, most = wilson_interval(np.sum(total, 0), np.sum(size)) if floor is None else floor
    known = np.sum(np.asarray(size) > 0) > 1
    low, high = np.fmax(np.fmin(low, least), 0), np.fmin(np.fmax(np.fmax(high, most), share), 1)
    return share, np.where(known, low, np.nan)[()], np.where(known, high, np.nan)[()]


def mean_interval(total: np.ndarray, size: np.ndarray, *, ends: tuple[float, float] = (-np.inf, np.inf)) -> Interval:
    """The mean of some scores, with a 95 % interval over documents.

    For scores: the tone of sentences. No mean lies beyond the ends of the scale.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        The sum of the scores of each document.
    size : ndarray, documents
        How many scores it has.
    ends : pair of float
        The ends of the scale, such as ``(-1, 1)``; none unless given.

    Returns
    -------
    mean, low, high : ndarray, one a column
        As `ratio_interval`, cut off at the ends of the scale: of few documents it would reach beyond, where no mean can
        be, so that nothing is lost by it.

    Examples
    --------
    >>> np.round(mean_interval(np.array([1.6, 1.4]), np.array([2, 2]), ends=(-1, 1)), 3).tolist()
    [0.75, 0.115, 1.0]
    """
    mean, low, high = ratio_interval(total, size)
    return mean, np.maximum(low, ends[0]), np.minimum(high, ends[1])


def wilson_interval(n: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of a proportion, of independent things (Wilson 1927); NaN for a proportion of none.

    >>> [round(float(end), 3) for end in wilson_interval(8, 10)]
    [0.49, 0.943]
    """
    of = np.where(np.equal(of, 0), np.nan, of)[()]
    centre, spread = n + Z**2 / 2, Z * np.sqrt(n * (of - n) / of + Z**2 / 4)
    return (centre - spread) / (of + Z**2), (centre + spread) / (of + Z**2)


def _poisson_interval(n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of the expected number where n were seen: exact for none, else Byar's approximation.

    >>> [x.round(1).tolist() for x in _poisson_interval(np.array([0, 1, 10]))]  # exact: 0, 0, 4.8 and 3.7, 5.6, 18.4
    [[0.0, 0.0, 4.8], [3.7, 5.6, 18.4]]
    """
    low, high = np.maximum(n, 1), n + 1
    low = low * (1 - 1 / (9 * low) - Z / (3 * np.sqrt(low))) ** 3
    high = high * (1 - 1 / (9 * high) + Z / (3 * np.sqrt(high))) ** 3
    return np.where(n > 0, low, 0), np.where(n > 0, high, _MOST_OF_NONE)


def ratio_interval(total: np.ndarray, size: np.ndarray) -> Interval:
    """Ratio of sums over documents with a 95 % bootstrap-t interval that knows nothing of what is counted.

    It may reach below 0 or beyond 1, and is NaN where nothing varies. `rate_interval`, `share_interval` and
    `mean_interval` mend that, each for its kind of number.

    Parameters
    ----------
    total : ndarray, documents or documents x columns
        What is counted or summed in each document.
    size : ndarray, documents
        What it is divided by (words, sentences).

    Returns
    -------
    ratio, low, high : ndarray, one a column
        NaN where all sizes are zero; low and high NaN where fewer than two documents have a size, or where all
        documents have the same ratio.

    Notes
    -----
    The standard error is the linearised one of a ratio of means (Cochran 1977, ch. 6); its studentised
    distribution is bootstrapped over documents (Efron and Tibshirani 1993, ch. 12) with 1,999 resamples from a
    fixed seed. Below six documents Student's quantile is used, from 1,000 on the normal one.

    Examples
    --------
    >>> np.round(ratio_interval(np.array([1, 4, 3]), np.array([4, 4, 4])), 3).tolist()  # a share cannot be 1.6
    [0.667, -0.282, 1.615]
    """
    total, size = np.asarray(total), np.asarray(size)
    if total.ndim > 1:
        return _ratio_of_columns(total, size)
    ratio, low, high = _ratio_of_columns(total[:, None], size)
    return ratio[0], low[0], high[0]


def _ratio_of_columns(total: np.ndarray, size: np.ndarray) -> Interval:
    live = size > 0
    total, size = total[live].astype(np.float64), size[live].astype(np.float64)
    n, columns = total.shape
    if n == 0:
        return np.full(columns, np.nan), np.full(columns, np.nan), np.full(columns, np.nan)
    sums = size.sum()
    ratio = total.sum(0) / sums
    if n < 2:
        return ratio, np.full(columns, np.nan), np.full(columns, np.nan)
    spread = _standard_error(total.sum(0), (total**2).sum(0), total.T @ size, sums, (size**2).sum(), n)
    if n in _STUDENT or n >= _MANY:
        reach = np.where(spread > 0, _STUDENT.get(n, Z) * spread, np.nan)
        return ratio, ratio - reach, ratio + reach
    weight = _weights(n)
    size_sum, size_square = weight @ size, weight @ size**2
    total_sum = weight @ total
    error = _standard_error(
        total_sum,
        weight @ total**2,
        weight @ (total * size[:, None]),
        size_sum[:, None],
        size_square[:, None],
        n,
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (total_sum / size_sum[:, None] - ratio) / error
    low, high = np.full(columns, np.nan), np.full(columns, np.nan)
    for column in range(columns):
        known = t[np.isfinite(t[:, column]), column]
        if spread[column] > 0 and len(known) > _RESAMPLES / 2:
            upper, lower = np.quantile(known, [0.975, 0.025])
            low[column] = ratio[column] - upper * spread[column]
            high[column] = ratio[column] - lower * spread[column]
    return ratio, low, high


@lru_cache(maxsize=8)
def _weights(n: int) -> np.ndarray:
    """How often each of n documents is drawn, one row a resample; the same in every run."""
    return np.random.default_rng(_SEED).multinomial(n, np.full(n, 1 / n), size=_RESAMPLES).astype(np.float64)


def _standard_error(total, total_square, product, size, size_square, n):
    """Of total / size, from sums over n documents of total, its square, its product with size, and size."""
    ratio = total / size
    squares = np.maximum(total_square - 2 * ratio * product + ratio**2 * size_square, 0)
    squares = np.where(squares < 1e-12 * np.maximum(total_square, 1e-300), 0, squares)
    return np.sqrt(squares * n / (n - 1)) / size
