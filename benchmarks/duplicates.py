"""Duplicates: what is found of planted copies, and how the time grows with the documents, beside MinHash libraries.

    python benchmarks/duplicates.py [--data DIR] [--docs 10000,30000,100000] [--peers 10000] [--write]

DIR holds bench.parquet (text); without it the sample corpus is taken. Documents of 300 to 900 words are made from its
words: each word is the one that follows in the texts (7 of 10 times) or that follows the same word elsewhere in them.
So half of the shingles stand in several documents, by and large, and no document is another. Then copies are planted,
each of another document, 1 in 100 of each sort. Times are CPU seconds of one run, from tokens (for the peers: from
lists of words), each size in a process of its own. The last size is held against the first. `--write` puts the tables
into the README. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import readme

import discourse as dc

REPO = Path(__file__).resolve().parents[1]
BENCH = REPO.parent / "shared" / "data" / "bench"
GOES_ON, WORDS, SHARE, THRESHOLD = 0.7, (300, 900), 0.01, 0.8


def read_words(data: Path) -> list[str]:
    """The words of the texts, one behind the other."""
    source = data / "bench.parquet"
    texts = pd.read_parquet(source, columns=["text"])["text"] if source.exists() else None
    if texts is None:
        texts = dc.load_corpus(REPO / "corpus" / "us_russia").documents["text"]
    return " ".join(texts).split()


def make_documents(words: list[str], n: int, random: np.random.Generator) -> list[list[str]]:
    """Documents of words that follow each other in the texts."""
    number, forms = pd.factorize(np.array(words, dtype=object))
    order = np.argsort(number, kind="stable")
    edge = np.append(0, np.cumsum(np.bincount(number)))
    size = random.integers(*WORDS, n)
    at = random.integers(len(words), size=n)
    made = np.empty((n, WORDS[1]), np.int32)
    for step in range(WORDS[1]):
        made[:, step] = number[at]
        word = number[at]
        elsewhere = order[edge[word] + (random.random(n) * (edge[word + 1] - edge[word])).astype(np.int64)]
        at = (np.where(random.random(n) < GOES_ON, at, elsewhere) + 1) % len(words)
    return [forms[row[:length]].tolist() for row, length in zip(made, size.tolist(), strict=True)]


# --- planted copies ---------------------------------------------------------------------------------------------


def edited(words: list[str], random: np.random.Generator) -> list[str]:
    """One word in forty is another one."""
    other = random.permutation(words).tolist()
    return [o if new else w for w, o, new in zip(words, other, random.random(len(words)) < 1 / 40, strict=True)]


def moved(words: list[str], random: np.random.Generator) -> list[str]:
    """Paragraphs of sixty words in another order."""
    paragraphs = [words[i : i + 60] for i in range(0, len(words), 60)]
    return [word for i in random.permutation(len(paragraphs)) for word in paragraphs[i]]


def excerpt(words: list[str], random: np.random.Generator) -> list[str]:
    """A third of the text, from somewhere in it."""
    start = int(random.integers(len(words) * 2 // 3))
    return words[start : start + len(words) // 3]


def printed(words: list[str], random: np.random.Generator) -> list[str]:
    """The same words in capitals, with other lines of twenty words around them."""
    around = random.choice(words, 20).tolist()
    return [*around[:10], *map(str.upper, words), *around[10:]]


PLANTED: dict[str, Callable[[list[str], np.random.Generator], list[str]]] = {
    "the same": lambda words, random: list(words),
    "one word in 40 changed": edited,
    "paragraphs moved": moved,
    "in capitals, with other lines around": printed,
    "an excerpt of a third": excerpt,
}


def plant(documents: list[list[str]], random: np.random.Generator) -> dict[str, set[frozenset[int]]]:
    """Add copies behind the documents; gives the pairs of each sort."""
    n = len(documents)
    each = max(int(n * SHARE), 1)
    originals = iter(random.permutation(n).tolist())
    pairs: dict[str, set[frozenset[int]]] = {}
    for name, copy in PLANTED.items():
        pairs[name] = set()
        for original in (next(originals) for _ in range(each)):
            pairs[name].add(frozenset([original, len(documents)]))
            documents.append(copy(documents[original], random))
    return pairs


# --- ours and peers ---------------------------------------------------------------------------------------------


def ours(documents: list[list[str]]) -> tuple[float, set[frozenset[int]], int]:
    frame = pd.DataFrame({"doc_id": range(len(documents)), "text": [" ".join(words) for words in documents]})
    corpus = dc.from_documents(frame, sections=False)
    start = time.process_time()
    pairs = dc.find_duplicates(corpus, threshold=THRESHOLD)
    seconds = time.process_time() - start
    ends = pairs[["doc_id", "other_id"]].astype("int64").to_numpy().tolist()
    return seconds, {frozenset(pair) for pair in ends}, len(corpus.arrays)


def shingles_of(words: list[str]) -> set[str]:
    folded = [word.lower() for word in words]
    return {" ".join(folded[i : i + 3]) for i in range(len(folded) - 2)}


def datasketch(documents: list[list[str]]) -> tuple[float, set[frozenset[int]], int]:
    from datasketch import MinHash, MinHashLSH

    start = time.process_time()
    index, found = MinHashLSH(threshold=THRESHOLD, num_perm=128), set()
    for n, words in enumerate(documents):
        hashed = MinHash(num_perm=128)
        hashed.update_batch([shingle.encode() for shingle in shingles_of(words)])
        found |= {frozenset([n, other]) for other in index.query(hashed)}
        index.insert(n, hashed)
    return time.process_time() - start, found, 0


def rensa(documents: list[list[str]]) -> tuple[float, set[frozenset[int]], int]:
    from rensa import RMinHash, RMinHashLSH

    start = time.process_time()
    index, found = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=16), set()
    for n, words in enumerate(documents):
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update(list(shingles_of(words)))
        found |= {frozenset([n, other]) for other in index.query(hashed)}
        index.insert(n, hashed)
    return time.process_time() - start, found, 0


FINDERS = {"ours": ours, "datasketch": datasketch, "rensa": rensa}


def measure(data: Path, name: str, n: int) -> dict:
    """One finder on `n` documents and their copies: seconds, recall by sort, other pairs, memory."""
    random = np.random.default_rng(20180716)
    documents = make_documents(read_words(data), n, random)
    planted = plant(documents, random)
    seconds, found, tokens = FINDERS[name](documents)
    return {
        "finder": name,
        "documents": len(documents),
        "tokens": tokens,
        "seconds": seconds,
        "recall": {sort: len(pairs & found) / len(pairs) for sort, pairs in planted.items()},
        "other": len(found - set().union(*planted.values())),
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20),
    }


def measure_apart(data: Path, name: str, n: int) -> dict:
    command = [sys.executable, __file__, "--data", str(data), "--one", name, "--docs", str(n)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=BENCH)
    ask.add_argument("--docs", default="10000,30000,100000")
    ask.add_argument("--peers", type=int, default=10_000, help="documents for the peers")
    ask.add_argument("--one", help=argparse.SUPPRESS)
    ask.add_argument("--write", action="store_true")
    options = ask.parse_args()
    sizes = [int(size) for size in options.docs.split(",")]
    if options.one:
        print(json.dumps(measure(options.data, options.one, sizes[0])))
        return
    grown = [measure_apart(options.data, "ours", n) for n in sizes]
    there = [name for name in FINDERS if name == "ours" or find_spec(name)]
    beside = [measure_apart(options.data, name, options.peers) for name in there]
    text = "\n\n".join([say_growth(grown), say_peers(beside)])
    print(text)
    if options.write:
        readme.put("duplicates", text)


def say_growth(rows: list[dict]) -> str:
    each = [row["seconds"] / row["documents"] * 1000 for row in rows]
    lines = [
        (
            f"{row['documents']:,}",
            f"{row['tokens']:,}",
            f"{cost:.2f}",
            f"{cost / each[0]:.2f}",
            f"{np.mean(list(row['recall'].values())):.1%}",
            f"{row['other']:,}",
            f"{row['gigabytes']:.1f} GB",
        )
        for row, cost in zip(rows, each, strict=True)
    ]
    head = ("documents", "tokens", "milliseconds a document", "to the first", "planted pairs found", "other pairs")
    return readme.table((*head, "peak memory of the process"), lines)


def say_peers(rows: list[dict]) -> str:
    named = [row["finder"] + ("" if row["finder"] == "ours" else f" {version(row['finder'])}") for row in rows]
    lines = [["time", *(f"{row['seconds'] / rows[0]['seconds']:.1f}" for row in rows)]]
    lines += [[f"{sort}: found", *(f"{row['recall'][sort]:.1%}" for row in rows)] for sort in PLANTED]
    lines.append(["pairs that were not planted", *(f"{row['other']:,}" for row in rows)])
    return readme.table([f"of {rows[0]['documents']:,} documents", *named], lines)


if __name__ == "__main__":
    main()
