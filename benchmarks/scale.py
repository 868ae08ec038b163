"""Scale: what a study costs as its texts grow, a part at a time, with one worker and with several.

    python benchmarks/scale.py TEXTS [--words 1e5,1e6,1e7] [--jobs 1,2] [--size 5000] [--out FOLDER] [--keep]

TEXTS is a Parquet file with doc_id and text. It is repeated until there are enough words, each time with new ids, years
and outlets, and written as files of so many documents. Then `discourse run --jobs N` makes a study of them in a process
of its own. CPU time is that of all its processes, and so independent of who else uses the machine; wall time is not.
Memory is the highest that each process held (VmHWM of Linux), and the largest of all is told for the process that puts
together and for those that look at parts. With `--write` the rows go into benchmarks/README.md, each as soon as it is
measured, in the place of an earlier one of as many words and jobs; so large sizes can be measured another day.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from readme import put, rows_of, table

STUDY = """
title = "Scale"
[corpus]
path = "texts"
[terms]
war = ["war*", "army", "troops"]
peace = ["peace*", "talks"]
[tables.named]
measure = "rate"
of = "mentions"
by = "actor"
[tables.named_by_outlet]
measure = "rate"
of = "mentions"
by = ["outlet", "type"]
[tables.hedged]
measure = "rate"
of = "hedges"
by = ["outlet", "category"]
[tables.terms_over_time]
measure = "rate"
of = "terms"
by = "category"
freq = "YS"
[tables.tone]
measure = "mean"
of = "sentiment"
by = "outlet"
[tables.tone_over_time]
measure = "mean"
of = "sentiment"
by = "outlet"
freq = "YS"
[tables.tone_of_actors]
measure = "mean"
of = "actor_sentiment"
by = "actor"
[tables.together]
measure = "cooccurrence"
[tables.words]
measure = "words"
by = "outlet"
[tables.frequent]
measure = "features"
min_n = 5
[tables.typical]
measure = "keyness"
by = "outlet"
target = "Outlet 1"
min_n = 5
[tables.near_war]
measure = "collocates"
node = "war"
min_n = 5
[figures.named]
plot = "rates"
limit = 15
[figures.tone]
plot = "tone"
[figures.tone_over_time]
plot = "trend"
"""
#: Words a document has on the average is asked of the texts; outlets and years are dealt out.
OUTLETS, YEARS, FILE = 6, 10, 5000
HEAD = (
    "words", "documents", "jobs", "CPU s", "CPU s a million words", "wall s", "memory of a worker, MB",
    "memory of the main process, MB", "results, MB",
)  # fmt: skip


def write_texts(source: pd.DataFrame, n_words: float, folder: Path) -> tuple[int, int]:
    """The texts over and over, as files of 5,000 documents; how many documents and words these are."""
    folder.mkdir(parents=True)
    sizes = source["text"].str.count(r"\S+").to_numpy()
    per_copy = int(sizes.sum())
    docs = words = copy = number = 0
    waiting: list[pd.DataFrame] = []
    while words < n_words:
        left = n_words - words
        n = len(source) if left >= per_copy else int(np.searchsorted(np.cumsum(sizes), left)) + 1
        some = source.iloc[:n]
        at = np.arange(docs, docs + len(some))
        waiting.append(
            pd.DataFrame(
                {
                    "doc_id": [f"c{copy:03}-{i}" for i in range(len(some))],
                    "text": some["text"].to_numpy(),
                    "outlet": [f"Outlet {i % OUTLETS}" for i in at],
                    "year": 2000 + at % YEARS,
                }
            )
        )
        docs, words, copy = docs + len(some), words + int(sizes[:n].sum()), copy + 1
        while sum(map(len, waiting)) >= FILE or (words >= n_words and waiting):
            every = pd.concat(waiting, ignore_index=True)
            every.iloc[:FILE].to_parquet(folder / f"part-{number:05}.parquet", index=False)
            rest = every.iloc[FILE:]
            waiting, number = ([rest] if len(rest) else []), number + 1
    return docs, words


def processes_of(root: int) -> Iterator[int]:
    """The process and all that it has started."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        try:
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except OSError:  # it has ended
            continue


def memory_of(pid: int) -> int:
    """The most memory that a process has held, in kilobytes; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().split("\n")
        return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def run(study: Path, out: Path, jobs: int) -> dict[str, float]:
    """CPU and wall seconds of a run, and the most memory of the main process and of any other, in MB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "discourse.cli", "run", str(study), "--out", str(out), "--jobs", str(jobs)]
    with subprocess.Popen([*command, "--quiet"], env=os.environ) as process:
        peak: dict[int, int] = {}
        while process.poll() is None:
            for pid in processes_of(process.pid):
                peak[pid] = max(peak.get(pid, 0), memory_of(pid))
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"the run has ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    main = peak.pop(process.pid)
    return {
        "cpu": cpu,
        "wall": time.monotonic() - start,
        "worker": max(peak.values(), default=0) / 1024,
        "main": main / 1024,
        "results": sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6,
    }


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path)
    ask.add_argument("--words", default="1e5,1e6,1e7")
    ask.add_argument("--jobs", default="1,2")
    ask.add_argument("--out", type=Path)
    ask.add_argument("--write", action="store_true", help="put the rows into benchmarks/README.md")
    options = ask.parse_args()
    source = pd.read_parquet(options.texts)
    with tempfile.TemporaryDirectory(dir=options.out) as around:
        for n_words in map(float, options.words.split(",")):
            base = Path(around) / f"{n_words:.0f}"
            base.mkdir()
            docs, words = write_texts(source, n_words, base / "texts")
            (base / "study.toml").write_text(STUDY, encoding="utf8")
            for jobs in map(int, options.jobs.split(",")):
                found = run(base / "study.toml", base / f"results-{jobs}", jobs)
                shutil.rmtree(base / f"results-{jobs}")
                cells = [f"{words:,}", f"{docs:,}", str(jobs), f"{found['cpu']:.0f}"]
                cells += [f"{found['cpu'] / words * 1e6:.1f}", f"{found['wall']:.0f}"]
                cells += [f"{found[name]:,.0f}" for name in ("worker", "main", "results")]
                print(" | ".join(cells), flush=True)
                if options.write:
                    put("scale", table(HEAD, with_row(rows_of("scale"), cells)))
            shutil.rmtree(base)


def with_row(rows: list[list[str]], cells: list[str]) -> list[list[str]]:
    """The rows with one more, in the place of one of as many words and jobs; by the number of words.

    >>> with_row([["9", "1", "1", "old"], ["10", "2", "1", "kept"]], ["9", "1", "1", "new"])
    [['9', '1', '1', 'new'], ['10', '2', '1', 'kept']]
    """
    others = [row for row in rows if row[:3] != cells[:3]]
    return sorted([*others, cells], key=lambda row: [int(cell.replace(",", "")) for cell in row[:3]])


if __name__ == "__main__":
    main()
