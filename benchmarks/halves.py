"""Halves of the annotated sets, by a hash of the document: what is fitted on one half is quoted on the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np


def half_of(documents: Iterable[object]) -> np.ndarray:
    """For the id of each document its half, 0 or 1; the same in every run and on every machine.

    >>> half_of(["1", "4", "1"]).tolist()
    [1, 0, 1]
    """
    return np.array([zlib.crc32(str(document).encode()) % 2 for document in documents], int)
