"""Killed runs: a study of many documents, killed at three random moments and begun again, gives the same bytes.

    python benchmarks/killed.py TEXTS [--docs 200000] [--words 25] [--jobs 2] [--out FOLDER]

TEXTS is a Parquet file with text; its texts are cut into documents of so many words. `discourse run --jobs N` makes the
study of `scale.py` of them once undisturbed. It begins again in another folder, and all its processes are killed by
SIGKILL three times, each time when a random number of folders of parts is there (fixed seed) and up to a second later.
The last run ends by itself. Its files are held against those of the first. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from scale import FILE, OUTLETS, STUDY, YEARS

KILLS = 3


def write_study(source: Path, folder: Path, docs: int, words: int) -> None:
    """The documents, as files of 5,000, and the study."""
    texts: list[str] = []
    for text in pd.read_parquet(source, columns=["text"])["text"]:
        every = text.split()
        texts += [" ".join(every[i : i + words]) for i in range(0, len(every) - words + 1, words)]
    if len(texts) < docs:
        raise SystemExit(f"{source} gives {len(texts):,} documents of {words} words; ask for no more with --docs")
    table = pd.DataFrame({"doc_id": [f"d{i}" for i in range(docs)], "text": texts[:docs]})
    at = pd.Series(range(docs))
    table = table.assign(outlet="Outlet " + (at % OUTLETS).astype("str"), year=2000 + at % YEARS)
    (folder / "texts").mkdir()
    for low in range(0, docs, FILE):
        table.iloc[low : low + FILE].to_parquet(folder / "texts" / f"part-{low // FILE:05}.parquet", index=False)
    (folder / "study.toml").write_text(STUDY, encoding="utf8")


def start(folder: Path, out: Path, jobs: int) -> subprocess.Popen:
    """A run whose processes are a group of their own."""
    command = [sys.executable, "-m", "discourse.cli", "run", str(folder / "study.toml"), "--out", str(out)]
    return subprocess.Popen([*command, "--jobs", str(jobs), "--quiet"], start_new_session=True)


def n_made(out: Path) -> int:
    """How many folders of parts are there."""
    store = out / ".parts"
    return sum(path.name.startswith(("texts-", "found-")) for path in store.iterdir()) if store.is_dir() else 0


def kill_at(folder: Path, out: Path, jobs: int, wanted: int) -> None:
    """Begin a run, and kill all its processes once so many folders are there."""
    process = start(folder, out, jobs)
    while n_made(out) < wanted and process.poll() is None:
        time.sleep(0.05)
    time.sleep(random.random())
    if process.poll() is not None:
        raise SystemExit("the run has ended before it was killed; ask for more documents")
    print(f"killed with {n_made(out)} folders made", flush=True)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def digests(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*") if path.is_file() and ".parts" not in path.parts)
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path)
    ask.add_argument("--docs", type=int, default=200_000)
    ask.add_argument("--words", type=int, default=25)
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--out", type=Path)
    options = ask.parse_args()
    random.seed(20261130)
    with tempfile.TemporaryDirectory(dir=options.out) as around:
        folder = Path(around)
        write_study(options.texts, folder, options.docs, options.words)
        one, other = folder / "undisturbed", folder / "killed"
        if start(folder, one, options.jobs).wait():
            raise SystemExit("the undisturbed run has failed")
        folders = 2 * -(-options.docs // FILE)
        for wanted in sorted(random.sample(range(1, folders + 1), KILLS)):
            kill_at(folder, other, options.jobs, wanted)
        if start(folder, other, options.jobs).wait():
            raise SystemExit("the run that was killed has failed in the end")
        mine, theirs = digests(one), digests(other)
        differ = sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))
        print(f"{len(mine)} files, {len(differ)} of them with other bytes {differ or ''}")


if __name__ == "__main__":
    main()
