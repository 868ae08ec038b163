"""Memory that is free is given back, and what is in use stays."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import numpy as np
import pytest

from discourse.study.parts.released import release


def held() -> int:
    lines = Path("/proc/self/status").read_text().split("\n")
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="needs glibc")
def test_what_is_free_is_given_back():
    pieces = [np.ones(8_000) for _ in range(1_000)]  # 64 MB, each too small to be given back alone
    kept = pieces[-1]
    del pieces
    before = held()
    release()
    assert held() < before - 30_000
    assert kept.sum() == 8_000
