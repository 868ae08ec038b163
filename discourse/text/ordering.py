"""The order of rows: by numbers, the largest first, and what is equal by its name in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def rank_names(names: Sequence[str]) -> np.ndarray:
    """The place of each name in the order of code points.

    >>> rank_names(["war", "Peace", "peace"]).tolist()
    [2, 0, 1]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rank = np.empty(len(names), np.int64)
    rank[pc.array_sort_indices(pa.array(names, type=pa.large_string()))] = np.arange(len(names))
    return rank


def largest_first(names: Sequence[str], *numbers: np.ndarray) -> np.ndarray:
    """The rows in the order of the first numbers, of the next where these are equal, and then of the names.

    >>> largest_first(["b", "a", "c"], np.array([1, 1, 2])).tolist()
    [2, 1, 0]
    """
    return np.lexsort((rank_names(names), *(-np.asarray(n, np.float64) for n in reversed(numbers))))
