"""Intervals over documents: how far a rate or a mean would move had other documents been drawn.

Words of one document are no independent observations, so documents are the unit that is resampled.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

#: Fewer documents than this, and an interval is to be read with care.
FEW = 10
#: The quantile of the normal distribution that a 95 % interval reaches to.
Z = 1.959964
_RESAMPLES = 1999
_SEED = 20180716
_MANY = 1000  # documents from which the normal quantile is as good as a bootstrapped one
_STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}  # t(0.975) where there are too few documents to resample


@lru_cache(maxsize=8)
def _weights(n: int) -> np.ndarray:
    """How often each of n documents is drawn, one row a resample; the same in every run."""
    return np.random.default_rng(_SEED).multinomial(n, np.full(n, 1 / n), size=_RESAMPLES).astype(np.float64)


def ratio_interval(total: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ratio of sums over documents with a 95 % bootstrap-t interval.

    Parameters
    ----------
    total : ndarray, documents x columns
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
    """
    live = size > 0
    total, size = total[live].astype(np.float64), size[live].astype(np.float64)
    n, columns = total.shape
    if n == 0:
        return tuple(np.full(columns, np.nan) for _ in range(3))
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


def _standard_error(total, total_square, product, size, size_square, n):
    """Of total / size, from sums over n documents of total, its square, its product with size, and size."""
    ratio = total / size
    squares = np.maximum(total_square - 2 * ratio * product + ratio**2 * size_square, 0)
    squares = np.where(squares < 1e-12 * np.maximum(total_square, 1e-300), 0, squares)
    return np.sqrt(squares * n / (n - 1)) / size
