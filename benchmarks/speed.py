"""How fast the library is, beside `re.findall` and beside its peers; the README next to this file says how.

    python benchmarks/speed.py [--data DIR] [--docs N] [--rounds 3] [--write]

DIR holds bench.parquet (doc_id, source, text); without it a corpus is resampled from the sample corpus. Every section
runs in a process of its own, with one thread, its runs in turn (A B C, A B C, ...), in CPU seconds. `--write` puts the
table into the README. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import readme
from speed_measuring import SLOW, WHOLE, absent, beside, find_all, in_turn, number, read, row, run_process, texts_of
from speed_words import measure_words

REPO = Path(__file__).resolve().parents[1]
BENCH = REPO.parent / "shared" / "data" / "bench"
COLUMNS = ("measure", "data", "ours", "peer", "target", "reached")
PATTERNS = 700
TITLES = "Mr Mrs Ms Dr Gen Gov Sen Rep".split()
DASHES, APOSTROPHES = "-‐‑‒–—―−", "'’‘ʼ＇‛`´′"


# --- data -------------------------------------------------------------------------------------------------------


def make_data(folder: Path, source: Path, docs: int | None) -> dict:
    """Write the documents, their first quarter and their first twentieth to Parquet files named by their number."""
    import pandas as pd

    if source.exists():
        frame, name = pd.read_parquet(source, columns=["doc_id", "source", "text"]), source.name
    else:
        frame, name = resample(docs or 20_000), "resampled from corpus/us_russia (few different words)"
    frame = frame.head(docs) if docs else frame
    sizes = sorted({max(len(frame) // part, 1) for part in (20, 4, 1)})
    for n in sizes:
        frame.head(n).to_parquet(folder / f"{n}.parquet", index=False)
    return {"sizes": sizes, "name": name, "characters": int(frame["text"].str.len().sum())}


def resample(docs: int):
    """Documents of about 600 words, each of paragraphs drawn from one outlet of the sample corpus (fixed seed)."""
    import numpy as np
    import pandas as pd

    import discourse as dc

    corpus = dc.load_corpus(REPO / "corpus" / "us_russia")
    body = dc.join_docvars(corpus.sections[corpus.sections["role"] == "body"], corpus, columns=["outlet"])
    paragraphs = body.assign(text=texts_of(corpus, body)).groupby("outlet")["text"].agg(list)
    random, made = np.random.default_rng(20180716), []
    for n in range(docs):
        outlet, drawn, words = paragraphs.index[n % len(paragraphs)], [], 0
        while words < 600:
            drawn.append(paragraphs[outlet][random.integers(len(paragraphs[outlet]))])
            words += len(drawn[-1].split())
        made.append((str(n), outlet, "\n\n".join(drawn)))
    return pd.DataFrame(made, columns=["doc_id", "source", "text"])


# --- peers ------------------------------------------------------------------------------------------------------


def nltk_tokeniser() -> Callable[[str], list[tuple[int, int, list]]]:
    """Sentences (Punkt, untrained: its model has to be downloaded) and their words, with offsets."""
    from nltk.tokenize import PunktSentenceTokenizer, TreebankWordTokenizer

    sentences, words = PunktSentenceTokenizer().span_tokenize, TreebankWordTokenizer().span_tokenize
    return lambda text: [(s, e, list(words(text[s:e]))) for s, e in sentences(text)]


def nltk_analyser():
    """NLTK's VADER with the word list that vaderSentiment ships, as NLTK's own has to be downloaded."""
    from importlib.resources import files

    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyser = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    lines = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    analyser.lexicon = {line.split("\t")[0]: float(line.split("\t")[1]) for line in lines if line.strip()}
    analyser.constants = VaderConstants()
    return analyser


def flashtext_finder(patterns: list[str], *, case: bool):
    from flashtext import KeywordProcessor

    finder = KeywordProcessor(case_sensitive=case)
    finder.add_keywords_from_list(patterns)
    return finder


# --- 1: tokens, offsets, sentences ------------------------------------------------------------------------------


def measure_tokens(folder: Path, n: int, rounds: int) -> list[list[str]]:
    import discourse as dc

    frame, texts = read(folder, n)
    few, some, nltk = frame.head(SLOW), texts[:SLOW], nltk_tokeniser()
    peers = {"re.findall": lambda: find_all(some), "NLTK": lambda: [nltk(text) for text in some]}
    if find_spec("spacy"):
        import spacy

        pipeline = spacy.blank("en")
        peers["spaCy blank"] = lambda: list(pipeline.pipe(some))
    roles = {"with roles": lambda: dc.from_documents(few)}
    slow = in_turn(rounds, peers | roles)
    own = slow.pop("with roles") / slow["re.findall"]
    seconds = in_turn(
        rounds,
        {
            "re.findall": lambda: find_all(texts),
            "ours": lambda: dc.from_documents(frame, sections=False),
            "ours with the table": lambda: dc.from_documents(frame, sections=False).tokens,
        },
    )
    ratio, table = (seconds[name] / seconds["re.findall"] for name in ("ours", "ours with the table"))
    what = "tokens, offsets, sentences: `from_documents(…, sections=False)`, time"
    also = "the same with the roles of paragraphs: `from_documents(…)`, time"
    return [
        row(what, f"{n:,} documents", ratio, beside(slow, len(some), "spacy"), at_most=0.5),
        row("the same and the whole table: `….tokens`, time", f"{n:,} documents", table, "re.findall 1"),
        row(also, f"{len(some):,} documents", own, "re.findall 1"),
    ]


# --- 2: tone ----------------------------------------------------------------------------------------------------


def measure_tone(folder: Path, n: int, rounds: int) -> list[list[str]]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    import discourse as dc

    frame, _ = read(folder, n)
    corpus = dc.from_documents(frame.head(SLOW), sections=False)
    scores = dc.score_sentiment(corpus)
    texts = texts_of(corpus, scores)
    vader, nltk = SentimentIntensityAnalyzer(), nltk_analyser()
    runs = {
        "ours": lambda: dc.score_sentiment(corpus),
        "vaderSentiment": lambda: [vader.polarity_scores(text) for text in texts],
        "NLTK": lambda: [nltk.polarity_scores(text) for text in texts],
    }
    seconds = in_turn(rounds, runs)
    times = {peer: seconds[peer] / seconds["ours"] for peer in ("vaderSentiment", "NLTK")}
    names = ["neg", "neu", "pos", "compound"]
    plain = [text.isascii() for text in texts]
    pairs = zip(texts, scores[names].to_numpy().tolist(), plain, strict=True)
    equal = [
        all(abs(a - peer[name]) <= 0.001 for a, name in zip(own, names, strict=True))
        for own, peer in ((own, nltk.polarity_scores(text)) for text, own, ascii_ in pairs if ascii_)
    ]
    share = 100 * sum(equal) / max(len(equal), 1)
    data = f"{len(corpus.documents):,} documents, {len(texts):,} sentences"
    what = "tone from tokens: `score_sentiment`, times as fast"
    same = f"{len(equal):,} of these sentences (in ASCII)"
    return [
        row(what, data, times["vaderSentiment"], "vaderSentiment 1", at_least=30),
        row(what, data, times["NLTK"], "NLTK 1", at_least=80),
        row("tone: the four scores within 0.001", same, share, "NLTK", at_least=99.5, unit=" %"),
    ]


# --- 3: terms ---------------------------------------------------------------------------------------------------


def measure_terms(folder: Path, n: int, rounds: int) -> list[list[str]]:
    import discourse as dc

    frame, texts = read(folder, n)
    some, world, hedges = texts[:SLOW], dc.load_actors("world"), dc.load_hedges()
    actors = world.head(PATTERNS)
    aliases = actors["alias"].tolist()
    peers: dict[str, Callable[[], object]] = {"re.findall": lambda: find_all(some)}
    if find_spec("spacy"):
        import spacy
        from spacy.matcher import PhraseMatcher

        pipeline = spacy.blank("en")
        matcher = PhraseMatcher(pipeline.vocab)
        matcher.add("actor", [pipeline.make_doc(alias) for alias in aliases])
        docs = list(pipeline.pipe(some))
        peers["spaCy PhraseMatcher (from tokens)"] = lambda: [matcher(doc) for doc in docs]
    if find_spec("flashtext"):
        finder = flashtext_finder(aliases, case=True)
        peers["flashtext (from text)"] = lambda: [finder.extract_keywords(text, span_info=True) for text in some]
    peers = in_turn(rounds, peers)
    corpus = dc.from_documents(frame, sections=False)
    runs = {
        "re.findall": lambda: find_all(texts),
        "hedges": lambda: dc.find_hedges(corpus),
        "mentions": lambda: dc.find_mentions(corpus, actors),
        "world": lambda: dc.find_mentions(corpus, world),
    }
    seconds = in_turn(rounds, runs)
    own = {name: value / seconds["re.findall"] for name, value in seconds.items()}
    data, first = f"{n:,} documents", f"first {PATTERNS} aliases of the world table"
    compared = beside(peers, len(some), "spacy", "flashtext")
    small = dc.from_documents(frame.head(SLOW), sections=False)
    lists = {"some": actors, "all": world, "hedges": hedges}
    found = {
        name: dc.find_terms(small, some.rename(columns={"alias": "pattern"})[["pattern"]])
        for name, some in lists.items()
    }
    cues = found["hedges"].merge(hedges[["pattern", "category"]].drop_duplicates("pattern"), on="pattern", how="left")
    cues = cues[(cues["category_y"] != "none") & (cues["text"] != "May")]
    silent = hedges.loc[hedges["category"] == "none", "pattern"].tolist()
    phrases = hedges["pattern"].tolist()
    return [
        row("hedges from tokens: `find_hedges`, time", data, own["hedges"], "re.findall 1", at_most=0.333),
        row(f"mentions from tokens: `find_mentions`, {first}, time", data, own["mentions"], compared, at_most=0.333),
        row(f"the same, all {len(world):,} aliases, time", data, own["world"], "re.findall 1"),
        compare(f"the matcher, {PATTERNS} aliases", small, found["some"], aliases),
        compare("the matcher, all aliases", small, found["all"], world["alias"].tolist()),
        compare("the matcher, all hedges but a capital May", small, cues, phrases, ["May", *silent]),
    ]


# --- 4: voices, doubt, words --------------------------------------------------------------------------------------


def measure_annotators(folder: Path, n: int, rounds: int) -> list[list[str]]:
    """Everything else that is found in the tokens, beside `re.findall` over the same texts."""
    import discourse as dc

    frame, texts = read(folder, n)
    corpus = dc.from_documents(frame, sections=False)
    targets = {
        "find_quotes": 3, "find_boosters": 1, "find_negations": 1, "find_probability_words": 1, "score_certainty": 1,
        "suggest_actors": None,
    }  # fmt: skip
    runs: dict[str, Callable[[], object]] = {"re.findall": lambda: find_all(texts)}
    runs |= {name: (lambda name=name: getattr(dc, name)(corpus)) for name in targets}
    seconds = in_turn(rounds, runs)
    return [
        row(
            f"`{name}` from tokens, time",
            f"{n:,} documents",
            seconds[name] / seconds["re.findall"],
            "re.findall 1",
            at_most=most,
        )
        for name, most in targets.items()
    ]


def compare(what: str, corpus, found, patterns: list[str], silent: list[str] | None = None) -> list[str]:
    """A row with how many matches are not those of a regular expression, or the other way round, and their kinds."""
    expected = by_expression(corpus, patterns, silent or [])
    own = set(zip(found["doc_id"], found["start"].tolist(), found["end"].tolist(), strict=True))
    texts = dict(zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True))
    sides = (("only ours", own - expected), ("only the expression", expected - own))
    kinds = Counter(f"{side}, {kind_of(texts[i], s, e)}" for side, spans in sides for i, s, e in spans)
    listed = "".join(f"; {n} {kind}" for kind, n in kinds.most_common())
    peer = f"longest-match regular expression, {len(expected):,} matches{listed}"
    return row(f"matches that differ: {what}", f"{len(texts):,} documents", sum(kinds.values()), peer, at_most=0)


def by_expression(corpus, patterns: list[str], silent: list[str]) -> set[tuple[str, int, int]]:
    """(doc_id, start, end) of the matches of a longest-match regular expression, paragraph by paragraph.

    The alternatives are sorted by length; those with the same first letter stand behind one look at it, which changes
    no match and saves most of the time. A match of a `silent` pattern takes its place and is then dropped.
    """
    by_letter: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        by_letter.setdefault(pattern[0].lower(), []).append(as_expression(pattern))
    groups = (f"(?=(?i:{re.escape(letter)}))(?:{'|'.join(some)})" for letter, some in by_letter.items())
    expression = re.compile(rf"(?<!\w)(?:{'|'.join(groups)})")
    drop = re.compile("|".join(map(as_expression, silent)) or "(?!)")
    spans = corpus.sections[["doc_id", "start", "end"]]
    found = set()
    for (doc_id, start, _), text in zip(spans.itertuples(index=False), texts_of(corpus, spans), strict=True):
        matches = (match for match in expression.finditer(text) if not drop.fullmatch(match.group()))
        found |= {(doc_id, start + match.start(), start + match.end()) for match in matches}
    return found


def as_expression(pattern: str) -> str:
    """A pattern as a regular expression, with variants of marks, and no letter or digit behind it.

    A word in lower case matches any letter case, one with a capital only as it is written (see
    `discourse.lexicon.terms`); a title has its point or not.
    """
    parts = []
    for part in re.findall(r"\s+|-|(?:[^\W_]|['.])+|.", pattern):
        plain = re.escape(part).replace("'", f"[{APOSTROPHES}]")
        plain += r"\.?" * (part in TITLES)
        parts.append(r"\s+" if part.isspace() else f"[{DASHES}]" if part == "-" else plain)
        if part == part.lower():
            parts[-1] = f"(?i:{parts[-1]})"
    return "".join(parts) + r"(?!\w)" * (pattern[-1] != "-")  # `Austro-` is there for what follows


def kind_of(text: str, start: int, end: int) -> str:
    """Why a match may be there on one side only: what stands in it or beside it."""
    around = text[max(start - 2, 0) : end + 2]
    if "_" in text[max(start - 1, 0) : start] + text[end : end + 1]:
        return "beside an underscore"
    if re.search(rf"[{DASHES}]\s|\s[{DASHES}]", around):
        return "white space beside a dash"
    if re.search(rf"\w[.:{APOSTROPHES}]\w", text[max(start - 2, 0) : start + 1] + " " + text[end - 1 : end + 2]):
        return "joined to a word by a mark"
    return f"as in {' '.join(around.split())!r}".replace("|", "¦")


# --- 5: the whole process ---------------------------------------------------------------------------------------


def whole_ours(folder: Path, n: int, rounds: int) -> dict:
    """Documents from Parquet to mentions, tone, hedges and rates."""
    import pandas as pd

    import discourse as dc

    corpus = dc.from_documents(pd.read_parquet(folder / f"{n}.parquet"), sections=False)
    mentions = dc.find_mentions(corpus, dc.load_actors("world"))
    tone, hedges = dc.score_sentiment(corpus), dc.find_hedges(corpus)
    rates = [dc.count_rate(spans, corpus, by="source") for spans in (mentions, hedges)]
    return {"mentions": len(mentions), "hedges": len(hedges), "sentences": len(tone), "rates": sum(map(len, rates))}


def whole_peers(folder: Path, n: int, rounds: int) -> dict:
    """The same with NLTK, flashtext and vaderSentiment, put together as one would; rates without intervals."""
    import pandas as pd
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    import discourse as dc

    frame = pd.read_parquet(folder / f"{n}.parquet")
    tokenise, vader = nltk_tokeniser(), SentimentIntensityAnalyzer()
    mentions = flashtext_finder(dc.load_actors("world")["alias"].tolist(), case=True)
    hedges = flashtext_finder(dc.load_hedges()["pattern"].tolist(), case=False)
    found: dict[str, list] = {"mentions": [], "hedges": []}
    tone, words = [], []
    for doc_id, source, text in zip(frame["doc_id"], frame["source"], frame["text"], strict=True):
        sentences = tokenise(text)
        words.append((source, sum(text[s + first].isalnum() for s, _, spans in sentences for first, _ in spans)))
        tone += [(doc_id, s, e, *vader.polarity_scores(text[s:e]).values()) for s, e, _ in sentences]
        for name, finder in (("mentions", mentions), ("hedges", hedges)):
            found[name] += [(doc_id, source, *hit) for hit in finder.extract_keywords(text, span_info=True)]
    scores = pd.DataFrame(tone, columns=["doc_id", "start", "end", "neg", "neu", "pos", "compound"])
    n_words = pd.DataFrame(words, columns=["source", "n"]).groupby("source")["n"].sum()
    columns = ["doc_id", "source", "text", "start", "end"]
    tables = {name: pd.DataFrame(rows, columns=columns) for name, rows in found.items()}
    rates = [table.groupby("source").size() / n_words * 1000 for table in tables.values()]
    counts = {name: len(table) for name, table in tables.items()}
    return counts | {"sentences": len(scores), "rates": sum(map(len, rates))}


def measure_whole(folder: Path, sizes: list[int], rounds: int) -> list[list[str]]:
    """Against the peers at up to 5,000 documents, and how time and memory grow with the documents."""
    shared, missing = max([n for n in sizes if n <= WHOLE] or sizes[:1]), absent("flashtext")
    jobs = [("whole_ours", n) for n in sizes] + [("whole_peers", shared)] * (not missing)
    runs: dict[tuple, list[tuple[float, float]]] = {job: [] for job in jobs}
    for _ in range(rounds):
        for task, n in jobs:
            runs[task, n].append(run_process(__file__, "--task", task, "--folder", folder, "--docs", n)[1:])
    seconds = {job: median(second for second, _ in pairs) for job, pairs in runs.items()}
    memory = {job: median(peak for _, peak in pairs) for job, pairs in runs.items()}
    what = "whole process from Parquet to mentions, tone, hedges and rates"
    data, peer = f"{shared:,} documents", "NLTK + flashtext + vaderSentiment 1"
    if missing:
        rows = [[f"{what}, times as fast", data, "not measured", "; ".join(missing), "", ""]]
    else:
        ratio = seconds["whole_peers", shared] / seconds["whole_ours", shared]
        rows = [row(f"{what}, times as fast", data, ratio, peer, at_least=15)]
    for kind, values, unit in (("time", seconds, "s"), ("peak memory", memory, "MB")) if len(sizes) == 3 else ():
        at = [values["whole_ours", n] for n in sizes]
        growth = [(at[i + 1] - at[i]) / (sizes[i + 1] - sizes[i]) for i in (0, 1)]
        data = f"{' / '.join(f'{n:,}' for n in sizes)} documents: {' / '.join(map(number, at))} {unit}"
        step = f"whole process: {kind} a further document, last step over first"
        ratio = growth[1] / growth[0] if growth[0] > 0 else float("nan")
        rows.append(row(step, data, ratio, at_most=1.2 if sizes[-1] >= 2 * WHOLE else None))  # else too short to tell
    return rows


# --- 6: memory, opening, import ---------------------------------------------------------------------------------


_DERIVED = ("doc_id", "section_id", "sentence_id", "end")  # columns of `tokens` that follow from the others


def measure_memory(folder: Path, n: int, rounds: int) -> list[list[str]]:
    import discourse as dc

    frame, _ = read(folder, n)
    rows = []
    for size in sorted({n, min(WHOLE, n), min(SLOW, n)}, reverse=True):
        corpus = dc.from_documents(frame.head(size), sections=False)
        data, tokens = f"{size:,} documents", len(corpus.arrays)
        if size == n:
            kept = corpus.arrays
            arrays = (kept.codes, kept.start, kept.opening, kept.sentence_id, kept.section_id, kept.doc_of_sentence)
            held = sum(array.nbytes for array in arrays) + kept.types.memory_usage(deep=True)
            held += corpus.sections.memory_usage(deep=False).sum() + sum(map(sys.getsizeof, corpus.texts))
            what = "bytes a token beside `documents` (tokens, sections, and the texts once more as Python has them)"
            rows.append(row(what, f"{data}, {tokens:,} tokens", float(held / max(tokens, 1)), at_most=24))
            more = held + sum(corpus.tokens[c].memory_usage(index=False) for c in _DERIVED)
            what = "the same once the table `tokens` has been asked for"
            rows.append(row(what, f"{data}, {tokens:,} tokens", float(more / max(tokens, 1))))
        saved = dc.save_corpus(corpus, folder / f"saved-{size}")
        del corpus
        dc.load_corpus(saved)
        opening = {
            "open": lambda path=saved: dc.load_corpus(path),
            "unpacked": lambda path=saved: dc.load_corpus(path).arrays,
        }
        seconds = in_turn(rounds, opening)
        rows.append(row("a saved corpus opens", data, seconds["open"], at_most=0.1, unit=" s"))
        rows.append(row("a saved corpus opens, and its tokens are unpacked", data, seconds["unpacked"], unit=" s"))
    return rows


def measure_import() -> list[list[str]]:
    seconds: dict[str, list[float]] = {"pandas": [], "discourse": []}
    for _ in range(7):
        for name, times in seconds.items():
            times.append(run_process("-c", f"import {name}")[1])
    pandas, ours = median(seconds["pandas"]), median(seconds["discourse"])
    data, peer = "7 fresh processes each", f"import pandas {pandas:.2f} s"
    return [row("`import discourse` beyond `import pandas`", data, ours - pandas, peer, at_most=0.1, unit=" s")]


# --- the run ----------------------------------------------------------------------------------------------------

TASKS = {
    "tokens": measure_tokens,
    "tone": measure_tone,
    "terms": measure_terms,
    "annotators": measure_annotators,
    "words": measure_words,
    "memory": measure_memory,
    "whole_ours": whole_ours,
    "whole_peers": whole_peers,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=BENCH, help="folder with bench.parquet")
    parser.add_argument("--docs", type=int, help="the first so many documents only")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--task", choices=["data", *TASKS], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    for name in ("docs", "rounds"):
        value = getattr(args, name)
        if value is not None and value < 1:
            parser.error(f"--{name} is {value}; give 1 or more")
    if args.task == "data":
        print(json.dumps(make_data(args.folder, args.data / "bench.parquet", args.docs)))
    elif args.task:
        print(json.dumps(TASKS[args.task](args.folder, args.docs, args.rounds)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            report = measure(Path(folder), args)
        print(report)
        if args.write:
            readme.put("the table", report)


def measure(folder: Path, args: argparse.Namespace) -> str:
    """Every section in turn; the report in Markdown."""
    begin = time.monotonic()
    docs = ["--docs", args.docs] if args.docs else []
    data = json.loads(run_process(__file__, "--task", "data", "--folder", folder, "--data", args.data, *docs)[0])
    options = ["--folder", folder, "--docs", data["sizes"][-1], "--rounds", args.rounds]
    rows = []
    for section in ("tokens", "tone", "terms", "annotators", "words", "whole", "memory", "import"):
        print(f"{time.monotonic() - begin:5.0f} s: measuring {section}", file=sys.stderr, flush=True)
        if section == "whole":
            rows += measure_whole(folder, data["sizes"], args.rounds)
        elif section == "import":
            rows += measure_import()
        else:
            rows += json.loads(run_process(__file__, "--task", section, *options)[0])
    packages = ("pandas", "numpy", "pyarrow", "nltk", "vaderSentiment", "spacy", "flashtext", "textacy", "conc")
    used = ", ".join(f"{name} {version(name)}" for name in packages if find_spec(name))
    about = (
        f"{data['name']}: {data['sizes'][-1]:,} documents, {data['characters'] / 1e6:.1f} million characters. "
        f"Medians of {args.rounds}. {platform.python_implementation()} {platform.python_version()} on "
        f"{platform.system()} {platform.machine()}; {used}."
    )
    return f"{about}\n\n{readme.table(COLUMNS, rows)}"


if __name__ == "__main__":
    main()
