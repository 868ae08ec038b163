"""How the speed of the library is measured: runs in turn, processes of their own, rows of the table; and the texts.

What `speed.py` and `speed_words.py` share.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median

ONE_THREAD = [f"{name}_NUM_THREADS" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")]
ONE_THREAD.append("POLARS_MAX_THREADS")
SLOW = 1000  # documents for peers that take long
WHOLE = 5000  # documents, at most, for the peers of the whole process and of words, and for opening
PLAIN = re.compile(r"\w+|[^\w\s]")


def in_turn(rounds: int, runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median CPU seconds of each run, the runs one after the other in every round."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            gc.collect()
            begin = time.process_time()
            result = run()
            seconds[name].append(time.process_time() - begin)
            del result
    return {name: median(times) for name, times in seconds.items()}


def run_process(*command: object, threads: bool = False) -> tuple[str, float, float]:
    """What a fresh Python process prints, its CPU seconds (user and system) and its peak memory in MB.

    It has one thread, or with `threads` as many as its libraries take. The process that calls this stays small: a
    child's peak begins at the size of its parent.
    """
    alone = dict.fromkeys(ONE_THREAD, "1") | {"ARROW_IO_THREADS": "1"}
    environment = os.environ | ({} if threads else alone) | {"PYTHONHASHSEED": "0"}
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen([sys.executable, *map(str, command)], stdout=out, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read()
    if child.returncode:
        raise SystemExit(f"speed.py: {' '.join(map(str, command))} ended with {child.returncode}")
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return text, usage.ru_utime + usage.ru_stime, peak


def row(measure: str, data: str, ours: float, peer: str = "", *, at_most=None, at_least=None, unit="") -> list[str]:
    """One row of the table: the texts of COLUMNS."""
    target, reached = "", ""
    if at_most is not None:
        target, reached = f"at most {at_most}{unit}", "yes" if ours <= at_most else "no"
    elif at_least is not None:
        target, reached = f"at least {at_least}{unit}", "yes" if ours >= at_least else "no"
    return [measure, data, number(ours) + unit, peer, target, reached]


def number(value: float) -> str:
    """Whole numbers as they are; others with two figures behind the point below 10, one below 100, else none."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:,.0f}"


def beside(seconds: dict[str, float], n: int, *packages: str) -> str:
    """Peers as ratios to the `re.findall` that ran in turn with them, and which packages are not there."""
    base = seconds["re.findall"]
    ratios = [f"{name} {number(value / base)}" for name, value in seconds.items() if name != "re.findall"]
    measured = [f"on {n:,} documents: {', '.join(ratios)}"] if ratios else []
    return "; ".join(["re.findall 1", *measured, *absent(*packages)])


def absent(*packages: str) -> list[str]:
    return [f"{name} left out: not installed (extra bench)" for name in packages if not find_spec(name)]


def read(folder: Path, n: int):
    import pandas as pd

    frame = pd.read_parquet(folder / f"{n}.parquet")
    return frame, frame["text"].tolist()


def texts_of(corpus, spans) -> list[str]:
    texts = dict(zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True))
    return [texts[i][s:e] for i, s, e in zip(spans["doc_id"], spans["start"], spans["end"], strict=True)]


def find_all(texts: list[str]) -> None:
    for text in texts:
        PLAIN.findall(text)
