"""Words for `speed.py`: concordance, keyness, collocates and co-occurrence, beside `re.findall` and beside peers.

The peers run on the first 5,000 documents, NLTK on 1,000, in turn with ours and with `re.findall` on the same ones.
What they have to make first (tokens, a corpus on disk) is not counted, as our corpus is not.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from speed_measuring import PLAIN, SLOW, WHOLE, absent, find_all, in_turn, number, read, row

NODE = "government"
WINDOW = 5  # words to each side, our default
EVERY = 10**9  # lines on a page of Conc, which shows 20 unless told
TARGETS = {
    "`kwic` of a frequent word": 30,
    "`keyness` of two halves": 10,
    "`collocates` of a frequent word": 15,
    "`count_cooccurrence` of mentions": 50,
}
KWIC, KEYNESS, COLLOCATES, COOCCURRENCE = TARGETS
Runs = dict[str, dict[str, Callable[[], object]]]


def measure_words(folder: Path, n: int, rounds: int) -> list[list[str]]:
    """One row for each of TARGETS."""
    frame, texts = read(folder, n)
    ours = ours_on(frame)
    seconds = in_turn(rounds, {"re.findall": lambda: find_all(texts)} | {name: ours[name]["ours"] for name in TARGETS})
    del ours
    peers = {name: ["re.findall 1"] for name in TARGETS}
    for most, kinds in ((WHOLE, [conc_on, textacy_on]), (SLOW, [nltk_on])):
        for name, text in beside_peers(frame.head(most), texts[:most], rounds, kinds).items():
            peers[name].append(text)
    for package, names in (("conc", (KWIC, KEYNESS, COLLOCATES)), ("textacy", (KWIC, COOCCURRENCE))):
        for name in names:
            peers[name] += absent(package)
    return [
        row(
            f"{name} from tokens, times as fast",
            f"{n:,} documents",
            seconds["re.findall"] / seconds[name],
            "; ".join(peers[name]),
            at_least=least,
        )
        for name, least in TARGETS.items()
    ]


def beside_peers(frame, texts: list[str], rounds: int, kinds: list[Callable]) -> dict[str, str]:
    """How many times as fast as `re.findall` ours and the peers are that are there, where there are any."""
    base, found = {"re.findall": lambda: find_all(texts)}, {}
    with tempfile.TemporaryDirectory() as folder:
        peers: list[Runs] = [kind(frame, texts, Path(folder)) for kind in kinds]
        ours = ours_on(frame) if any(peers) else {}
        for name in TARGETS:
            runs = {peer: run for kind in peers for peer, run in kind.get(name, {}).items()}
            if not runs:
                continue
            runs = ours[name] | runs
            for peer in [peer for peer in ("ours", "Conc") if peer in runs]:
                runs[peer]()  # both keep some of what they looked up, and import some modules then
            seconds = in_turn(rounds, base | runs)
            ratios = [f"{peer} {number(seconds['re.findall'] / seconds[peer])}" for peer in runs]
            found[name] = f"on {len(texts):,} documents: {', '.join(ratios)}"
    return found


def ours_on(frame) -> Runs:
    import numpy as np

    import discourse as dc

    corpus, half = dc.from_documents(frame, sections=False), np.arange(len(frame)) % 2 == 0
    one, other = dc.filter_corpus(corpus, half), dc.filter_corpus(corpus, ~half)
    mentions = dc.find_mentions(corpus, dc.load_actors("world"))
    runs = {
        KWIC: lambda: dc.kwic(corpus, NODE),
        KEYNESS: lambda: dc.keyness(dc.count_features(one), dc.count_features(other)),
        COLLOCATES: lambda: dc.collocates(corpus, NODE),
        COOCCURRENCE: lambda: dc.count_cooccurrence(mentions),
    }
    return {name: {"ours": run} for name, run in runs.items()}


def nltk_on(frame, texts: list[str], folder: Path) -> Runs:
    """Lines, with and without the making of the index; pairs of all words in a window, those of the node scored."""
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
    from nltk.text import ConcordanceIndex

    tokens = [token for text in texts for token in PLAIN.findall(text)]
    words = [token.lower() for token in tokens if token[0].isalnum()]

    def index() -> ConcordanceIndex:
        return ConcordanceIndex(tokens, key=str.lower)

    def collocates() -> list:
        finder = BigramCollocationFinder.from_words(words, window_size=WINDOW + 1)
        finder.apply_ngram_filter(lambda left, right: NODE not in (left, right))
        return finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)

    ready = index()
    return {
        KWIC: {
            "NLTK": lambda: index().find_concordance(NODE),
            "NLTK with its index made before": lambda: ready.find_concordance(NODE),
        },
        COLLOCATES: {"NLTK": collocates},
    }


def textacy_on(frame, texts: list[str], folder: Path) -> Runs:
    """Lines from text (it does not look at tokens), and a graph of the actors that a sentence names."""
    if not find_spec("textacy"):
        return {}
    from textacy.extract import keyword_in_context
    from textacy.representations.network import build_cooccurrence_network

    import discourse as dc

    mentions = dc.find_mentions(dc.from_documents(frame, sections=False), dc.load_actors("world"))
    named = mentions.groupby(["doc_id", "sentence_id"])["actor"].agg(lambda actors: sorted(set(actors))).tolist()
    longest = max(map(len, named), default=2)
    return {
        KWIC: {"textacy (from text)": lambda: [list(keyword_in_context(text, rf"\b{NODE}\b")) for text in texts]},
        COOCCURRENCE: {"textacy": lambda: build_cooccurrence_network(named, window_size=max(longest, 2))},
    }


def conc_on(frame, texts: list[str], folder: Path) -> Runs:
    """All lines, keywords and collocates, not the first page, from corpora that it has made on disk.

    It wants a spaCy model, of which it only takes the tokeniser: the rules for English get the names of the parts that
    it switches off, and nothing has to be downloaded.
    """
    if not find_spec("conc"):
        return {}
    import spacy
    from conc.conc import Conc
    from conc.corpus import Corpus

    logging.getLogger("conc").setLevel(logging.ERROR)
    model = spacy.blank("en")
    for part in ("parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler"):
        model.add_pipe("sentencizer", name=part)
    model.to_disk(folder / "model")

    def build(name: str, part) -> Corpus:
        part[["text"]].to_csv(folder / f"{name}.csv", index=False)
        return Corpus(name).build_from_csv(str(folder / f"{name}.csv"), str(folder), model=str(folder / "model"))

    parts = {"every": frame, "one": frame.iloc[::2], "other": frame.iloc[1::2]}
    every, one, other = (build(name, part) for name, part in parts.items())
    asked, compared = Conc(every), Conc(one)
    compared.set_reference_corpus(other)
    return {
        KWIC: {"Conc": lambda: asked.concordance(NODE, context_length=WINDOW, page_size=EVERY)},
        KEYNESS: {"Conc": lambda: compared.keywords(page_size=0, exclude_negative_keywords=False)},
        COLLOCATES: {
            "Conc": lambda: asked.collocates(NODE, context_length=WINDOW, min_collocate_frequency=1, page_size=0)
        },
    }
