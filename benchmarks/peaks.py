"""Peaks: the most memory that each step takes, beside what is held once it is done.

    python benchmarks/peaks.py [--data DIR] [--docs 20000] [--steps "suggest_actors;find_quotes"] [--write]

Each step is a process of its own with the first documents of bench.parquet, read and tokenised. Then the highest
resident memory is set back (`/proc/self/clear_refs`), the step runs, and what it took at most is read (VmHWM), beside
what the process holds when the step is done (VmRSS, with its result; what the allocator only keeps is given back).
Needs Linux with glibc. With `--write` the rows go into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import time
from collections.abc import Callable
from pathlib import Path

from readme import put, table
from speed import BENCH
from speed_measuring import run_process

TARGET = 1.25
HEAD = ("step", "before, MB", "most, MB", "held after, MB", "most by held", "CPU s", "rows", "target", "reached")


def steps() -> dict[str, Callable]:
    """What is measured, each of a corpus."""
    import discourse as dc

    return {
        "find_mentions": lambda corpus: dc.find_mentions(corpus, dc.load_actors("world")),
        "find_hedges": dc.find_hedges,
        "find_quotes": dc.find_quotes,
        "score_sentiment": dc.score_sentiment,
        "suggest_actors": dc.suggest_actors,
        "find_duplicates": dc.find_duplicates,
        "count_features": dc.count_features,
        "count_features, n=2": lambda corpus: dc.count_features(corpus, n=2),
        "collocations": dc.collocations,
        "collocations, size=3": lambda corpus: dc.collocations(corpus, size=3),
        "count_dispersion": dc.count_dispersion,
        "collocates": lambda corpus: dc.collocates(corpus, "war"),
    }


def memory(name: str) -> float:
    """A line of the status of this process, in MB."""
    lines = Path("/proc/self/status").read_text().split("\n")
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def give_back() -> None:
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)


def measure(name: str, texts: Path, docs: int) -> list[float]:
    """Memory before, at most and after; CPU seconds; rows."""
    import pandas as pd

    import discourse as dc

    corpus = dc.from_documents(pd.read_parquet(texts).head(docs), sections=False)
    step, _ = steps()[name], corpus.arrays
    give_back()
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    start = time.process_time()
    found = step(corpus)
    seconds, most = time.process_time() - start, memory("VmHWM")
    give_back()
    return [before, most, memory("VmRSS"), seconds, len(found)]


def row(name: str, before: float, most: float, held: float, seconds: float, rows: float) -> list[str]:
    """A row of the table."""
    numbers = [f"{before:,.0f}", f"{most:,.0f}", f"{held:,.0f}", f"{most / held:.2f}", f"{seconds:.1f}", f"{rows:,}"]
    return [f"`{name}`", *numbers, f"at most {TARGET}", "yes" if most / held <= TARGET else "no"]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=BENCH, help="folder with bench.parquet")
    ask.add_argument("--docs", type=int, default=20_000)
    ask.add_argument("--write", action="store_true", help="put the rows into benchmarks/README.md")
    ask.add_argument("--steps", help="some of the steps, parted by semicolons")
    ask.add_argument("--step", help=argparse.SUPPRESS)
    options = ask.parse_args()
    texts = options.data / "bench.parquet"
    if options.step:
        print(json.dumps(measure(options.step, texts, options.docs)))
        return
    rows: list[list[str]] = []
    for name in options.steps.split(";") if options.steps else steps():
        said = run_process(__file__, "--data", options.data, "--docs", options.docs, "--step", name)[0]
        rows.append(row(name, *json.loads(said)))
        print(" | ".join(rows[-1]), flush=True)
        if options.write:
            put("peaks", f"{options.docs:,} documents of bench.parquet.\n\n{table(HEAD, rows)}")


if __name__ == "__main__":
    main()
