"""Write the table of registers in corpus/us_russia/README.md: `python docs/registers.py [DATA]`.

A register is how an author writes: how often sure, unsure, denying, at a distance, in others' words, and how long the
sentences are. DATA is a folder with the two collections of editorials that the sample corpus is held against; without
it their rows stay as they are in REFERENCE.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

import discourse as dc

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "corpus" / "us_russia" / "README.md"
HEAD = ("who", "texts", "words", "hedges", "boosters", "negations", "scare quotes", "quoted", "reported", "sentence")

#: As `measure_reference` gave them on 2026-11-30: opinion pieces of the New York Times, as rated for VADER (Hutto and
#: Gilbert 2014), and the press editorials of the Brown corpus (Francis and Kucera 1979).
REFERENCE = (
    ("New York Times opinion", 237, 42668, 12.9, 2.2, 9.9, 1.1, 6.1, 15.2, 17.5),
    ("Brown press editorials", 27, 54406, 14.3, 3.6, 11.0, 1.5, 6.1, 11.0, 20.4),
)


def load_sample() -> dc.Corpus:
    """The sample corpus in English, each text once."""
    corpus = dc.load_corpus(ROOT / "corpus" / "us_russia", languages=["en"])
    return dc.drop_duplicates(corpus, dc.find_duplicates(corpus))


def measure(corpus: dc.Corpus, by: str | None = None) -> pd.DataFrame:
    """Hits per 1,000 words, and words a sentence, in the corpus or for each group."""
    quotes = dc.find_quotes(corpus)
    found = {
        "hedges": dc.find_hedges(corpus),
        "boosters": dc.find_boosters(corpus),
        "negations": dc.find_negations(corpus),
        "scare quotes": quotes[quotes["kind"].isin(["scare", "word"])],
        "quoted": quotes[quotes["kind"].isin(["direct", "mixed"])],
        "reported": quotes[quotes["kind"] == "indirect"],
    }
    rates = {name: dc.count_rate(spans, corpus, by=by) for name, spans in found.items()}
    first = rates["hedges"]
    who = list(first[by]) if by else ["all"]
    table = pd.DataFrame({"who": who, "texts": first["n_docs"], "words": first["n_words"]})
    for name, rate in rates.items():
        table[name] = rate["rate"].to_numpy()
    sentences = dc.join_docvars(dc.find_sentences(corpus), corpus)
    n = sentences.groupby(by).size().loc[who].to_numpy() if by else len(sentences)
    return table.assign(sentence=table["words"] / n)


def measure_reference(data: Path) -> list[tuple[object, ...]]:
    """The rows of REFERENCE, from the files that they were made of."""
    rated = pd.read_json(data / "dev" / "sent_nyt_editorials.jsonl.gz", lines=True, dtype=False)
    pieces = rated.groupby("doc", sort=False)["text"].agg(" ".join).rename_axis("doc_id").reset_index()
    brown = pd.read_json(data / "corpora" / "brown_editorial.jsonl.gz", lines=True).rename(columns={"id": "doc_id"})
    rows = []
    for (name, *_), frame in zip(REFERENCE, (pieces, brown[["doc_id", "text"]]), strict=True):
        table = measure(dc.from_documents(frame)).assign(who=name)
        rows += table.round(1).itertuples(index=False, name=None)
    return rows


def make_rows(reference: list[tuple[object, ...]] | None = None) -> list[tuple[object, ...]]:
    """The rows of the table: each author, the corpus, and what it is held against."""
    corpus = load_sample()
    tables = [measure(corpus, by="author"), measure(corpus).assign(who="**all**")]
    rows = [row for table in tables for row in table.round(1).itertuples(index=False, name=None)]
    return rows + list(reference or REFERENCE)


def with_table(page: str, rows: list[tuple[object, ...]]) -> str:
    """The page with these rows in the place of those that it has."""
    head = f"| {' | '.join(HEAD)} |\n"
    start = page.index(head)
    end = page.index("\n\n", start)
    lines = [f"| {' | '.join(_written(cell) for cell in row)} |" for row in rows]
    return page[:start] + head + "|---" + "|--:" * (len(HEAD) - 1) + "|\n" + "\n".join(lines) + page[end:]


def _written(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="folder with dev/ and corpora/")
    data = parser.parse_args().data
    page = README.read_text(encoding="utf8")
    README.write_text(with_table(page, make_rows(data and measure_reference(data))), encoding="utf8", newline="\n")


if __name__ == "__main__":
    main()
