"""Agreement beyond chance: Cohen's kappa and Krippendorff's alpha, with intervals by a bootstrap over documents.

Every figure is a function of sums over units, so a draw of documents is a weighted sum, and a thousand draws are one
product of matrices. Of names, the sums are how often each code was given, and how often two were the same; of numbers,
they are sums of values and of their squares.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np

from discourse.measures.intervals import FEW

_DRAWS, _SEED = 1000, 1
_AT_ONCE = 2**22  # cells of the matrix of draws and sums
_Figure = Callable[[np.ndarray], np.ndarray]


def figures_of(values: np.ndarray, doc: np.ndarray, level: str, *, specific: bool = False) -> dict:
    """agreement, kappa and alpha with low and high, and few.

    Parameters
    ----------
    values : ndarray, units x coders
        The codes as numbers, NaN where there is none; each unit has two at least.
    doc : ndarray
        The document of each unit.
    level : "nominal" or "interval"
    specific : bool
        Whether agreement is the specific one on the code 1, of 1 and 0.
    """
    _, of = np.unique(doc, return_inverse=True)
    n_docs = int(of.max()) + 1
    weights = np.random.default_rng(_SEED).multinomial(n_docs, np.full(n_docs, 1 / n_docs), size=_DRAWS)
    weights = np.vstack([np.ones(n_docs), weights])  # what was found itself comes first
    out: dict = {"few": n_docs < FEW}
    for name, (sums, figure) in _figures(values, level, specific).items():
        total = np.stack([np.bincount(of, column, minlength=n_docs) for column in sums.T], axis=1)
        step = max(1, _AT_ONCE // max(total.size, 1))
        drawn = np.concatenate([figure(weights[at : at + step] @ total) for at in range(0, len(weights), step)])
        known = drawn[1:][~np.isnan(drawn[1:])]
        ends = np.quantile(known, [0.025, 0.975]) if n_docs > 1 and len(known) else [np.nan, np.nan]
        out |= {name: float(drawn[0]), f"{name}_low": float(ends[0]), f"{name}_high": float(ends[1])}
    return out


def _figures(values: np.ndarray, level: str, specific: bool) -> dict[str, tuple[np.ndarray, _Figure]]:
    """Each figure: sums of units, and what they make."""
    pairs = list(combinations(range(values.shape[1]), 2))
    made = {"agreement": _specific(values, pairs) if specific else _same(values, pairs)}
    if level == "interval":
        none = np.zeros((len(values), 1)), lambda sums: np.full(len(sums), np.nan)
        return made | {"kappa": none, "alpha": _alpha_of_numbers(values)}
    codes = np.unique(values[~np.isnan(values)])
    place = np.where(np.isnan(values), -1, np.searchsorted(codes, values))
    return made | {"kappa": _kappa(place, pairs, len(codes)), "alpha": _alpha_of_names(place, len(codes))}


def _both(values: np.ndarray, pair: tuple[int, int]) -> np.ndarray:
    return ~np.isnan(values[:, list(pair)]).any(axis=1)


def _same(values: np.ndarray, pairs: list) -> tuple[np.ndarray, _Figure]:
    """The share of pairs of codes that are the same."""
    both = sum(_both(values, pair).astype(float) for pair in pairs)
    same = sum((values[:, a] == values[:, b]).astype(float) for a, b in pairs)
    return np.column_stack([same, both]), _ratio


def _specific(values: np.ndarray, pairs: list) -> tuple[np.ndarray, _Figure]:
    """Where a coder gave the code, how often another one did."""
    twice = sum(2.0 * ((values[:, a] == 1) & (values[:, b] == 1)) for a, b in pairs)
    given = sum((values[:, list(pair)] == 1).sum(axis=1) * _both(values, pair) for pair in pairs)
    return np.column_stack([twice, given]), _ratio


def _ratio(sums: np.ndarray) -> np.ndarray:
    return _divide(sums[:, 0], sums[:, 1])


def _divide(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """NaN where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 1e-12)


def _kappa(place: np.ndarray, pairs: list, n: int) -> tuple[np.ndarray, _Figure]:
    """The mean kappa over pairs of coders; the sums of a pair are same codes, and how often each gave each code."""
    parts = []
    for a, b in pairs:
        both = (place[:, a] >= 0) & (place[:, b] >= 0)
        mine, theirs = (both[:, None] & (place[:, [coder]] == np.arange(n)) for coder in (a, b))
        parts += [(both & (place[:, a] == place[:, b]))[:, None], mine, theirs]

    def figure(sums: np.ndarray) -> np.ndarray:
        each = sums.reshape(len(sums), len(pairs), 1 + 2 * n)
        seen, mine, theirs = each[:, :, 0], each[:, :, 1 : n + 1], each[:, :, n + 1 :]
        total, chance = mine.sum(axis=2), (mine * theirs).sum(axis=2)
        part, whole = seen * total - chance, total * total - chance
        return _divide(part.ravel(), whole.ravel()).reshape(part.shape).mean(axis=1)

    return np.hstack(parts).astype(float), figure


def _alpha_of_names(place: np.ndarray, n: int) -> tuple[np.ndarray, _Figure]:
    """The sums are how often each code was given, and the coincidences of equal codes.

    In a unit of m codes each pair of codes, in both orders, counts 1 / (m - 1).
    """
    counts = (place[:, :, None] == np.arange(n)).sum(axis=1).astype(float)
    same = (counts * (counts - 1)).sum(axis=1) / (counts.sum(axis=1) - 1)

    def figure(sums: np.ndarray) -> np.ndarray:
        same, of_code = sums[:, 0], sums[:, 1:]
        total = of_code.sum(axis=1)
        return 1 - _divide((total - same) * (total - 1), total * total - (of_code**2).sum(axis=1))

    return np.column_stack([same, counts]), figure


def _alpha_of_numbers(values: np.ndarray) -> tuple[np.ndarray, _Figure]:
    """Krippendorff's alpha of numbers.

    The squared differences of all pairs of m values add up to m times their squares less the square of their sum.
    """
    values = values - np.nanmean(values)
    count = (~np.isnan(values)).sum(axis=1)
    one, two = np.nansum(values, axis=1), np.nansum(values**2, axis=1)
    within = (count * two - one**2) / (count - 1)

    def figure(sums: np.ndarray) -> np.ndarray:
        within, n, one, two = sums.T
        return 1 - _divide(within * (n - 1), n * two - one**2)

    return np.column_stack([within, count, one, two]), figure
