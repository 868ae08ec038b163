"""Draws: which units chance takes, and how likely it was to take each.

References
----------
Hartley, H. O. and Rao, J. N. K. (1962). Sampling with unequal probabilities and without replacement. Annals of
Mathematical Statistics 33. (A systematic draw from a shuffled list.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Drawn(NamedTuple):
    """What was drawn: the positions of some units, and the chance that each had."""

    units: np.ndarray
    chance: np.ndarray


def draw_alike(members: np.ndarray, n: int, random: np.random.Generator) -> Drawn:
    """So many of the units, each as likely as any other."""
    return Drawn(random.choice(members, n, replace=False), np.full(n, n / max(len(members), 1)))


def draw_unlike(members: np.ndarray, n: int, weight: np.ndarray, random: np.random.Generator) -> Drawn:
    """So many of the units, each as likely as its weight says: every n-th part of a shuffled list."""
    chance = chances_of(weight[members], n)
    order = random.permutation(len(members))
    reach = np.cumsum(chance[order])
    at = order[np.minimum(np.searchsorted(reach, random.random() + np.arange(n), side="right"), len(order) - 1)]
    return Drawn(members[at], chance[at])


def draw_clusters(members: np.ndarray, of: np.ndarray, n: int, each: int, random: np.random.Generator) -> Drawn:
    """So many clusters, each as likely as any other, and some units of each; `of` is the cluster of each unit."""
    order = members[np.argsort(of[members], kind="stable")]
    _, first, size = np.unique(of[order], return_index=True, return_counts=True)
    drawn = random.choice(len(size), n, replace=False)
    take = np.minimum(size[drawn], each)
    parts = [order[first[c] + random.choice(size[c], k, replace=False)] for c, k in zip(drawn, take, strict=True)]
    at = np.concatenate([np.empty(0, np.int64), *parts])
    return Drawn(at, np.repeat(n / max(len(size), 1) * take / size[drawn], take))


def chances_of(weight: np.ndarray, n: int) -> np.ndarray:
    """The chance of each unit to be one of n: half of it alike for all, half by its weight, and never above 1.

    The half that is alike keeps the smallest chance at half of what it is in a simple sample, so that no single code
    stands for too many rows.

    >>> chances_of(np.array([0.0, 1, 1, 2]), 2).tolist()
    [0.25, 0.5, 0.5, 0.75]
    >>> chances_of(np.array([0.0, 0, 0, 9]), 2).round(2).tolist()
    [0.33, 0.33, 0.33, 1.0]
    """
    weight = weight + weight.mean() if weight.any() else np.ones(len(weight))
    certain = np.zeros(len(weight), bool)
    chance = np.ones(len(weight))
    while True:
        rest = ~certain
        chance[rest] = weight[rest] * (n - certain.sum()) / weight[rest].sum()
        if not (chance > 1 + 1e-12).any():
            return np.minimum(chance, 1)
        certain |= chance >= 1
        chance[certain] = 1


def share_by_size(size: np.ndarray, n: int) -> np.ndarray:
    """n shared out by size: whole parts, then one more for the largest remainders.

    >>> share_by_size(np.array([50, 30, 20]), 7).tolist()  # 3.5, 2.1, 1.4
    [4, 2, 1]
    """
    whole, rest = np.divmod(size * n, size.sum())
    whole[np.argsort(-rest, kind="stable")[: n - whole.sum()]] += 1
    return whole


def share_evenly(size: np.ndarray, n: int) -> np.ndarray:
    """n shared out evenly, as far as the sizes go.

    >>> share_evenly(np.array([50, 1, 20]), 10).tolist()
    [5, 1, 4]
    """
    share = np.zeros(len(size), np.int64)
    order = np.argsort(size, kind="stable")
    for left, group in zip(range(len(size), 0, -1), order.tolist(), strict=True):
        share[group] = min(size[group], (n - share.sum()) // left)
    return share
