"""What the roles of paragraphs cost: `from_documents()` beside the same with `sections=False`, on two kinds of text.

    python benchmarks/speed_sections.py [--data DIR] [--docs 4000] [--rounds 3] [--write]

DIR holds `bench/bench.parquet`, plain texts of eight long paragraphs, and `pages/html.tar.gz`, saved web pages, of some
fifty short ones with all their furniture; what is not there is left out. Each page is repeated with changes, so that a
paragraph that is known by heart saves nothing: in every copy a tenth of the different words are others, wherever they
stand. What a page has twice it still has twice. A process for each kind, runs in turn, CPU seconds; `--write` puts the
table into the README.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tarfile
import tempfile
from pathlib import Path

import readme
from speed_measuring import in_turn, number, row, run_process

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
COLUMNS = ("texts", "data", "with roles, by tokens alone", "CPU seconds a million words", "target", "reached")
COPIES = 20
CHANGED = 0.1
WORD = re.compile(r"\b[a-z]{4,}\b")


def read_plain(data: Path):
    """Plain texts."""
    import pandas as pd

    return pd.read_parquet(data / "bench" / "bench.parquet", columns=["doc_id", "text"])


def read_pages(data: Path):
    """Web pages as the library reads them, each in COPIES of different words."""
    import pandas as pd

    import discourse as dc

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(data / "pages" / "html.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        pages = dc.load_corpus(folder, sections=False).documents[["doc_id", "text", "title", "author"]]
    words = sorted({word for text in pages["text"] for word in WORD.findall(text)})
    drawn = random.Random(20261130)
    copies = [pages]
    for n in range(1, COPIES):
        other = {word: drawn.choice(words) for word in words if drawn.random() < CHANGED}
        texts = [WORD.sub(lambda found: other.get(found[0], found[0]), text) for text in pages["text"]]  # noqa: B023
        copies.append(pages.assign(doc_id=pages["doc_id"] + f" {n}", text=texts))
    return pd.concat(copies, ignore_index=True)


#: What is measured: a name, the file that has to be there, how it is read, and the most that the roles may cost.
KINDS = {
    "plain": ("plain texts", "bench/bench.parquet", read_plain, 4),
    "pages": ("web pages, repeated with changes", "pages/html.tar.gz", read_pages, 10),
}


def measure(kind: str, data: Path, docs: int, rounds: int) -> list[str]:
    import discourse as dc

    name, _, texts_of, most = KINDS[kind]
    frame = texts_of(data).head(docs)
    million = frame["text"].str.split().str.len().sum() / 1e6
    dc.from_documents(frame.head(100))  # lists are read, expressions compiled
    alone, whole = "tokens alone", "with roles"
    runs = {alone: lambda: dc.from_documents(frame, sections=False), whole: lambda: dc.from_documents(frame)}
    seconds = in_turn(rounds, runs)
    beside = "; ".join(f"{call} {number(seconds[call] / million)}" for call in (alone, whole))
    given = f"{len(frame):,} documents, {number(million)} million words"
    return row(name, given, seconds[whole] / seconds[alone], beside, at_most=most)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--docs", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--kind", choices=KINDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.kind:
        print(json.dumps(measure(given.kind, given.data, given.docs, given.rounds)))
        return
    same = ["--data", given.data, "--docs", given.docs, "--rounds", given.rounds]
    there = [kind for kind, (_, file, *_) in KINDS.items() if (given.data / file).exists()]
    if not there:
        parser.error(
            f"{given.data} has none of {', '.join(file for _, file, *_ in KINDS.values())}; see the head of this file"
        )
    report = readme.table(COLUMNS, [json.loads(run_process(__file__, "--kind", kind, *same)[0]) for kind in there])
    print(report)
    if given.write:
        readme.put("sections", report)


if __name__ == "__main__":
    main()
