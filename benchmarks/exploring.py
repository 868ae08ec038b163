"""How long the explorer takes to answer a click: `python benchmarks/exploring.py [--spans 500000]`.

CPU seconds of Python for the numbers of all views, a page of lines and one of sentences, on made-up texts: sentences of
fifteen words, each with a mention of one of 300 actors, and hedges. Each click is asked once, so that nothing is kept.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import pandas as pd

import discourse as dc
from discourse.explorer._answers import Answers

SENTENCES, ACTORS = 25, 300  # of a document; of the corpus
WORDS = "may will could talks war peace trade pact with over never again sanctions law bad good".split()
CLICKS: tuple[dict, ...] = (
    {},
    {"actor": "Actor 1"},
    {"category": "modal"},
    {"outlet": "Outlet 3"},
    {"year": 2015},
    {"actor": "Actor 2", "outlet": "Outlet 4", "year": 2015},
    {"words": "sanction*"},
)


def made_up(n: int) -> tuple[dc.Corpus, pd.DataFrame, pd.DataFrame]:
    """A corpus with n mentions and hedges, half of each."""
    random = np.random.default_rng(1)
    n_docs = n // 2 // SENTENCES
    drawn = random.integers(0, len(WORDS), (n_docs, SENTENCES, 14))
    texts = [" ".join("Norland " + " ".join(WORDS[k] for k in row) + "." for row in doc) for doc in drawn]
    days = pd.to_timedelta(random.integers(0, 3650, n_docs), "D")
    frame = pd.DataFrame({"doc_id": [f"d{i}" for i in range(n_docs)], "text": texts})
    outlets = [f"Outlet {i}" for i in random.integers(0, 20, n_docs)]
    corpus = dc.from_documents(frame.assign(outlet=outlets, date=pd.Timestamp("2010-01-01") + days), sections=False)
    mentions = dc.find_sentences(corpus)[["doc_id", "sentence_id", "start"]]
    actors = [f"Actor {i}" for i in random.integers(0, ACTORS, len(mentions))]
    return corpus, mentions.assign(end=mentions["start"] + 7, actor=actors), dc.find_hedges(corpus).head(n // 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--spans", type=int, default=500_000)
    corpus, mentions, hedges = made_up(parser.parse_args().spans)
    view = dc.explore(corpus, mentions=mentions, hedges=hedges)
    answers: Answers = view._answers
    print(f"{len(mentions) + len(hedges):,} spans in {len(corpus.documents):,} documents; CPU seconds")
    print(f"{'click':<58} {'rows':>8} numbers lines sentences")
    for click in CLICKS:
        view.choose(click)
        chosen, count = view._chosen, view._count
        took = []
        for ask in (
            lambda chosen=chosen, count=count: answers.numbers(
                chosen, count, [["mentions", "actor"], ["hedges", "category"]], "outlet"
            ),
            lambda chosen=chosen, count=count: answers.lines(chosen, count, "1R"),
            lambda chosen=chosen, count=count: answers.sentences(chosen, count),
        ):
            begun = time.process_time()
            ask()
            took.append(time.process_time() - begun)
        print(f"{click!s:<58} {len(view.selection):>8,} {took[0]:7.2f} {took[1]:5.2f} {took[2]:9.2f}")


if __name__ == "__main__":
    main()
