"""Rates: the CPU seconds that this library and its peers take for a million words; the README here says how.

    python benchmarks/rates.py [--data DIR] [--pages DIR] [--docs 1000] [--rounds 3] [--write]

DIR of `--data` holds bench.parquet, and that of `--pages` html.tar.gz, web pages whose texts are repeated with changes;
what is absent is left out. Each task runs in processes of its own, with one thread and with as many as there are cores,
and the programs in turn. `--write` puts the table into the README. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import random
import re
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import readme
from speed import BENCH, PATTERNS, flashtext_finder, make_data, nltk_analyser, nltk_tokeniser
from speed_measuring import PLAIN, find_all, number, read, run_process, texts_of
from speed_words import COLLOCATES, COOCCURRENCE, KEYNESS, KWIC, TARGETS, conc_on, nltk_on, ours_on, textacy_on

PAGES = BENCH.parent / "pages"
COLUMNS = ("task", "texts", "program", "one thread: CPU s", "times ours", "all threads: CPU s", "elapsed s")
WORD = re.compile(r"\w+")
CHANGED = 0.05  # the part of the words of a page that another word of the pages replaces in each repetition
PACKAGES = ("numpy", "pandas", "pyarrow", "nltk", "vaderSentiment", "spacy", "flashtext", "textacy", "conc", "polars")
Runs = dict[str, Callable[[], object]]


# --- texts ------------------------------------------------------------------------------------------------------


def make_texts(folder: Path, data: Path, pages: Path, docs: int) -> list[str]:
    """Write the documents of each kind to a folder of that name; returns the kinds."""
    kinds = []
    if (data / "bench.parquet").exists():
        (folder / "plain").mkdir()
        make_data(folder / "plain", data / "bench.parquet", docs)
        kinds.append("plain")
    if (pages / "html.tar.gz").exists():
        (folder / "pages").mkdir()
        repeat_pages(pages / "html.tar.gz", folder / "pages", docs)
        kinds.append("pages")
    return kinds


def repeat_pages(archive: Path, folder: Path, docs: int) -> None:
    """The texts of web pages, again and again, each time with other words in some places (fixed seed)."""
    import pandas as pd

    import discourse as dc

    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(archive) as file:
            file.extractall(unpacked, filter="data")
        texts = dc.load_corpus(unpacked).documents["text"].tolist()
    draw, words = random.Random(20180716), WORD.findall(" ".join(texts))
    change = lambda found: draw.choice(words) if draw.random() < CHANGED else found.group()  # noqa: E731
    made = [WORD.sub(change, texts[n % len(texts)]) for n in range(docs)]
    frame = pd.DataFrame({"doc_id": [str(n) for n in range(docs)], "source": "page", "text": made})
    frame.to_parquet(folder / f"{docs}.parquet", index=False)


# --- tasks: each gives what every program runs --------------------------------------------------------------------


def tokens(frame, texts: list[str], folder: Path) -> Runs:
    """Tokens with their places, and sentences; Polars and `re.findall` give neither places nor sentences."""
    import discourse as dc

    nltk = nltk_tokeniser()
    runs: Runs = {
        "ours": lambda: dc.from_documents(frame, sections=False).arrays,
        "ours, with the roles of paragraphs": lambda: dc.from_documents(frame).arrays,
        "NLTK": lambda: [nltk(text) for text in texts],
        "re.findall": lambda: find_all(texts),
    }
    if find_spec("spacy"):
        import spacy

        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer")
        runs["spaCy, blank with sentencizer"] = lambda: list(pipeline.pipe(texts))
    if find_spec("polars"):
        import polars

        column = polars.Series(texts)
        runs["Polars, extract_all"] = lambda: column.str.extract_all(PLAIN.pattern)
    return runs


def tone(frame, texts: list[str], folder: Path) -> Runs:
    """The scores of each sentence; the peers are given the sentences."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    import discourse as dc

    corpus = dc.from_documents(frame, sections=False)
    sentences = texts_of(corpus, dc.score_sentiment(corpus))
    vader, nltk = SentimentIntensityAnalyzer(), nltk_analyser()
    return {
        "ours": lambda: dc.score_sentiment(corpus),
        "vaderSentiment": lambda: [vader.polarity_scores(text) for text in sentences],
        "NLTK": lambda: [nltk.polarity_scores(text) for text in sentences],
    }


def names(frame, texts: list[str], folder: Path) -> Runs:
    """Where the first aliases of the world table stand; ours also tells whose name each is."""
    import discourse as dc

    actors = dc.load_actors("world").head(PATTERNS)
    aliases, corpus = actors["alias"].tolist(), dc.from_documents(frame, sections=False)
    runs: Runs = {"ours, from tokens": lambda: dc.find_mentions(corpus, actors)}
    if find_spec("spacy"):
        import spacy
        from spacy.matcher import PhraseMatcher

        pipeline = spacy.blank("en")
        matcher = PhraseMatcher(pipeline.vocab)
        matcher.add("actor", [pipeline.make_doc(alias) for alias in aliases])
        docs = list(pipeline.pipe(texts))
        runs["spaCy PhraseMatcher, from tokens"] = lambda: [matcher(doc) for doc in docs]
    if find_spec("flashtext"):
        finder = flashtext_finder(aliases, case=True)
        runs["flashtext, from text"] = lambda: [finder.extract_keywords(text, span_info=True) for text in texts]
    if find_spec("polars"):
        import polars

        column = polars.Series(texts)
        runs["Polars find_many, from text, also inside words"] = lambda: column.str.find_many(aliases)
    return runs


def words(frame, texts: list[str], folder: Path) -> Runs:
    """How often each word occurs; ours also in how many documents."""
    import discourse as dc

    corpus = dc.from_documents(frame, sections=False)
    runs: Runs = {
        "ours, from tokens": lambda: dc.count_features(corpus),
        "Counter and re.findall, from text": lambda: Counter(w for text in texts for w in WORD.findall(text.lower())),
    }
    if find_spec("polars"):
        import polars

        column = polars.Series(texts)
        extracted = lambda: column.str.to_lowercase().str.extract_all(WORD.pattern).explode()  # noqa: E731
        runs["Polars, from text"] = lambda: extracted().value_counts(sort=True)
    return runs


def indexed(name: str) -> Callable[..., Runs]:
    """A task of `speed_words`: from what each program has made before."""

    def runs_of(frame, texts: list[str], folder: Path) -> Runs:
        return {
            program: run
            for kind in (lambda frame, *_: ours_on(frame), conc_on, textacy_on, nltk_on)
            for program, run in kind(frame, texts, folder).get(name, {}).items()
        }

    return runs_of


TASKS: dict[str, Callable[..., Runs]] = {
    "tokens, places and sentences": tokens,
    "tone of sentences": tone,
    f"names, {PATTERNS} aliases": names,
    "words counted": words,
    **{name: indexed(name) for name in TARGETS},
}
#: Programs that keep what they looked up, so that each is asked once before the clock starts.
WARM = {KWIC, KEYNESS, COLLOCATES, COOCCURRENCE}


# --- the run ----------------------------------------------------------------------------------------------------


def measure(task: str, folder: Path, docs: int, rounds: int) -> dict[str, tuple[float, float]]:
    """The median CPU seconds, and the median elapsed, of every program for a million words, in turn."""
    frame, texts = read(folder, docs)
    million = sum(len(WORD.findall(text)) for text in texts) / 1e6
    with tempfile.TemporaryDirectory() as made:
        runs = TASKS[task](frame, texts, Path(made))
        for run in runs.values() if task in WARM else ():
            run()
        taken: dict[str, list[tuple[float, float]]] = {program: [] for program in runs}
        for _ in range(rounds):
            for program, run in runs.items():
                gc.collect()
                begin = time.process_time(), time.perf_counter()
                result = run()
                taken[program].append((time.process_time() - begin[0], time.perf_counter() - begin[1]))
                del result
    return {
        program: (median(cpu for cpu, _ in each) / million, median(wall for _, wall in each) / million)
        for program, each in taken.items()
    }


def rows_of(task: str, kind: str, one: dict, every: dict) -> list[list[str]]:
    """A row a program, ours first; `one` thread and `every`."""
    ours = next(iter(one.values()))[0]
    return [
        [task, kind, program, f"{cpu:.3g}", number(cpu / ours), f"{every[program][0]:.3g}", f"{every[program][1]:.3g}"]
        for program, (cpu, _) in one.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=BENCH, help="folder with bench.parquet")
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder with html.tar.gz")
    parser.add_argument("--docs", type=int, default=1000, help="documents of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--task", choices=["texts", *TASKS], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.task == "texts":
        print(json.dumps(make_texts(args.folder, args.data, args.pages, args.docs)))
    elif args.task:
        print(json.dumps(measure(args.task, args.folder, args.docs, args.rounds)))
    else:
        report = measure_all(args)
        print(report)
        if args.write:
            readme.put("rates", report)


def measure_all(args: argparse.Namespace) -> str:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        options = ["--docs", args.docs, "--rounds", args.rounds]
        where = ["--folder", folder, "--data", args.data, "--pages", args.pages]
        for kind in json.loads(run_process(__file__, "--task", "texts", *where, *options)[0]):
            for task in TASKS:
                command = [__file__, "--task", task, "--folder", Path(folder) / kind, *options]
                one, every = (json.loads(run_process(*command, threads=some)[0]) for some in (False, True))
                rows += rows_of(task.replace(" of a frequent word", ""), kind, one, every)
    used = ", ".join(f"{name} {version(name)}" for name in PACKAGES if find_spec(name))
    absent = ", ".join(name for name in PACKAGES if not find_spec(name))
    about = (
        f"{args.docs:,} documents of each kind, medians of {args.rounds}. {platform.python_implementation()} "
        f"{platform.python_version()} on {platform.system()} {platform.machine()}; {used}."
    )
    about += f" Not installed, so left out: {absent}." if absent else ""
    return f"{about}\n\n{readme.table(COLUMNS, rows)}"


if __name__ == "__main__":
    main()
