"""Growth: what twice as long a text costs, for texts made of one thing over and over; 2 is linear, less is better.

    python benchmarks/growth.py [--characters 50000] [--shapes hyphens,names] [--all]

Each text is read at N characters and at twice as many, each time in a process of its own, and CPU time and memory are
compared. What takes less than a tenth of a second, or 20 MB more than the smallest text, is not told, as the clock
cannot tell it from what does not grow; `--all` tells it. The last line names what grew more than three times.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
import warnings
from collections.abc import Callable

import pandas as pd

import discourse as dc

PROSE = (
    "The talks in Moscow may have failed, said Putin. “We will not yield,” the president told reporters, and nobody in "
    "Washington clearly won. According to Merkel, it is likely that sanctions hurt the so-called ‘hawks’! Good? "
)
NAMES = "Putin, the White House, Russia, the president of the United States, Moscow, Merkel, the EU, Prime Minister "
REPEATED = {
    "prose": PROSE, "paragraphs": PROSE + "\n\n", "short paragraphs": "Tea may.\n\n",
    "one sentence": PROSE.replace(".", ","), "one token": "a", "hyphens": "a-", "dashes": "a–", "stops": "…",
    "points": ". ", "digits": "1,", "initials": "A. B. ",
    "abbreviations": "Mr. Dr. ", "capitals": "ABC Def ", "names": NAMES, "us Russia": "us Russia ",
    "offices": "the president of ", "his": "his predecessor ", "open marks": "“a ", "single marks": "(‘a ",
    "straight marks": "'a \"b ", "quotations": "“Yes,” he said. ", "said": "said ", "not": "not ", "may": "may ",
    "brackets": "[a(", "addresses": "http://a", "accents": "e\u0301", "blanks": "a      ", "blank lines": "a\n\n\n\n",
    "markup": "*a _b [c](",
}  # fmt: skip


def nested(n: int) -> str:
    return "“a " * (n // 6) + "b” " * (n // 6)


def different(n: int) -> str:
    return " ".join(f"The Abc W{i:x}" for i in range(n // 15))


MADE: dict[str, Callable[[int], str]] = {"nested marks": nested, "different names": different}
TEXTS = {name: lambda n, piece=piece: (piece * (n // len(piece) + 1))[:n] for name, piece in REPEATED.items()} | MADE


def asked(frame: pd.DataFrame) -> dict[str, Callable[[], object]]:
    """What is asked of the text; tables that several functions need are made first."""
    corpus, actors = dc.from_documents(frame, sections=False), dc.load_actors("world")
    mentions, quotes, hedges = dc.find_mentions(corpus, actors), dc.find_quotes(corpus), dc.find_hedges(corpus)
    word = next((token for token in corpus.tokens["token"].astype("str") if token.isalnum()), "the")
    layers = {"mentions": mentions, "quotes": quotes, "hedges": hedges}
    return {
        "from_documents": lambda: dc.from_documents(frame),
        "find_mentions": lambda: dc.find_mentions(corpus, actors),
        "find_quotes": lambda: dc.find_quotes(corpus),
        "find_hedges": lambda: dc.find_hedges(corpus),
        "score_sentiment": lambda: dc.score_sentiment(corpus, lexicon="commentary"),
        "score_actor_sentiment": lambda: dc.score_actor_sentiment(corpus, mentions, quotes=quotes),
        "resolve_sources": lambda: dc.resolve_sources(quotes, mentions),
        "with_voice": lambda: dc.with_voice(mentions, quotes),
        "count_words": lambda: dc.count_words(corpus),
        "count_features": lambda: dc.count_features(corpus, n=3),
        "kwic": lambda: dc.kwic(corpus, word),
        "collocates": lambda: dc.collocates(corpus, word, window=10**9),
        "suggest_actors": lambda: dc.suggest_actors(corpus),
        "show": lambda: dc.show(corpus, "a", **layers),
    }


def measure(function: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds and megabytes of a call, in a process of its own that has all that is there by now."""
    out, into = os.pipe()
    if (child := os.fork()) == 0:
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        function()
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        os.write(into, json.dumps([time.process_time() - start, more / 1024]).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        seconds, megabytes = json.loads(pipe.read())
    os.waitpid(child, 0)
    return seconds, megabytes


def growth_of(text: Callable[[int], str], n: int) -> dict[str, list[tuple[float, float]]]:
    """For each function, seconds and megabytes at n characters and at 2 n."""
    found: dict[str, list[tuple[float, float]]] = {}
    for size in (n, 2 * n):
        frame = pd.DataFrame({"doc_id": ["a"], "text": [text(size)], "date": pd.Timestamp("2017-01-01")})
        for name, function in asked(frame).items():
            found.setdefault(name, []).append(measure(function))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--characters", type=int, default=50_000)
    parser.add_argument("--shapes", default=",".join(TEXTS))
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    steep = []
    for shape in options.shapes.split(","):
        for name, ((one, small), (two, large)) in growth_of(TEXTS[shape], options.characters).items():
            ratio = two / max(one, 0.01)
            if options.all or two > 0.1 or large - small > 20:
                print(
                    f"{shape:16} {name:22} {one:6.2f} s, {ratio:4.1f} x; {small:.0f} MB to {large:.0f} MB", flush=True
                )
            steep += [f"{shape}: {name}"] * ((two > 0.3 and ratio > 3) or (large - small > 20 and large > 3 * small))
    print("more than linear:", ", ".join(steep) or "nothing")


if __name__ == "__main__":
    main()
