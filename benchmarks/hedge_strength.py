"""How much doubt a hedge voices: the column `strength` of discourse/data/hedges.csv, from readers' ratings.

    python benchmarks/hedge_strength.py --data DIR [--out hedges.csv]

DIR holds the annotated sets, one record a line (gzip, JSON):

- certainty_sentence: sentences of science and of the news about it, rated by readers from 1 (uncertain)
  to 6 (certain) (Pei & Jurgens 2021);
- commitment: sentences whose clause under a modal was rated from -3 (false for the speaker) to 3 (true)
  (CommitmentBank: de Marneffe, Simons & Tonhauser 2019); only those with embedding `modal` are read;
- hedge_sfu, hedge_bioscope_full_papers, hedge_conll2010wiki: annotated cues and hedged sentences
  (Konstantinova et al. 2012; Vincze et al. 2008; Farkas et al. 2010). They tell whether a cue is a hedge,
  not how strong: their share of true hedges stands in the table beside the estimate and is not part of
  it.

Model. A rating, put on 0 to 1, is what readers grant a plain statement times what every cue leaves of it:
E[rating] = base * product(1 - strength). With weight = -log(1 - strength) that is exp(log base - sum of
weights). The inflections of a word (suggest, suggests, suggested, suggesting) share one weight. Weights
are shrunk towards the mean of their group by empirical Bayes: weight ~ Normal(mean of the group, spread
of the group); the maximum a posteriori (Gauss-Newton) and the means and spreads are found in turn until
they settle, and a group's mean is itself drawn to the mean of all cues as by PSEUDO further cues. A group
is a category; cues that admit to something not known (note `what is left open`) are a group of their own.
Each data set has its own base and its own noise. A cue that the data do not hold takes the estimate of
the seen cue that it begins with (`may well`: `may`), else its group's mean. Strengths are kept within
FLOOR and CEILING.

The check at the end is the rank correlation of the ratings with 1 - product(1 - strength), by halves: no sentence is
judged with a strength that it helped to estimate. Which cues are on the list was decided with the sentences in view.
How strongly weights are shrunk hardly matters: with PSEUDO from 1 to 200 the mean of the halves moves by .001.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from quality_data import half_of

import discourse as dc

PSEUDO = 5.0
FLOOR, CEILING = 0.02, 0.9
OPEN = "what is left open"
#: Speculation in reviews and abstracts, but no hedging as Hyland has it.
OTHER = {"if", "or", "can", "can't", "can’t", "cannot", "and"}
#: Words that do not tell one cue from another.
LIGHT = {
    "a",
    "an",
    "be",
    "been",
    "has",
    "is",
    "it",
    "n't",
    "quite",
    "very",
    "was",
    "well",
    "were",
    "yet",
    "are",
}
ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


def read(folder: Path, stem: str) -> list[dict]:
    """The records of one annotated set; none where the file is not there."""
    path = folder / f"{stem}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def find(texts: list[str], lexicon: pd.DataFrame) -> list[list[tuple[int, int, str]]]:
    """The cues of each text as (start, end, pattern), those that `find_hedges` keeps."""
    frame = pd.DataFrame({"doc_id": [f"{n:06d}" for n in range(len(texts))], "text": texts})
    corpus = dc.from_documents(frame, sections=False)
    terms = dc.find_terms(corpus, lexicon[["pattern", "category"]])
    hedges = dc.find_hedges(corpus, lexicon=lexicon, vague=True)  # with the rules on context
    kept = set(zip(hedges["doc_id"], hedges["start"], strict=True))
    out: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for doc, start, end, pattern in terms[["doc_id", "start", "end", "pattern"]].itertuples(index=False):
        if (doc, start) in kept:
            out[int(doc)].append((int(start), int(end), pattern))
    return out


def stem(word: str) -> str:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: len(word) - len(ending)] + instead
    return word


def lemma(pattern: str, group: str) -> str:
    """One name for the inflections of a cue.

    >>> lemma("suggests", "verb") == lemma("suggesting", "verb")
    True
    """
    words = pattern.lower().replace("n't", " n't").replace("-", " ").split()
    return group + ": " + " ".join(stem(w) for w in words if w not in LIGHT)


def fit(cues: list[list[str]], rating: np.ndarray, source: np.ndarray, group: dict[str, str], rounds: int = 60):
    """Weight of every lemma seen, mean weight of every group.

    `cues` are the lemmas in each sentence, `rating` its rating on 0 to 1, `source` the number of its set.
    """
    names = sorted({c for sentence in cues for c in sentence})
    where = {c: i for i, c in enumerate(names)}
    x = np.zeros((len(cues), len(names)))
    for i, sentence in enumerate(cues):
        for c in sentence:
            x[i, where[c]] += 1
    of = np.array([group[c] for c in names])
    groups = sorted(set(group.values()))
    sets = np.eye(source.max() + 1)[source]
    base, weight = np.full(sets.shape[1], np.log(0.8)), np.full(len(names), 0.2)
    mean, spread = dict.fromkeys(groups, 0.2), dict.fromkeys(groups, 0.15)
    noise = np.full(sets.shape[1], 0.03)
    for _ in range(rounds):
        expected = np.exp(sets @ base - x @ weight)
        slope = np.c_[expected[:, None] * sets, -expected[:, None] * x] / np.sqrt(noise[source])[:, None]
        miss = (rating - expected) / np.sqrt(noise[source])
        prior = np.array([mean[g] for g in of])
        pull = np.r_[np.full(len(base), 1e-6), 1 / np.array([spread[g] for g in of]) ** 2]
        hessian = slope.T @ slope + np.diag(pull)
        step = np.linalg.solve(hessian, slope.T @ miss - pull * np.r_[np.zeros(len(base)), weight - prior])
        base, weight = base + step[: len(base)], weight + step[len(base) :]
        variance = np.diag(np.linalg.inv(hessian))[len(base) :]
        noise = np.array([np.mean((rating - expected)[source == s] ** 2) for s in range(len(base))])
        overall = weight.mean()
        for g in groups:
            k = of == g
            mean[g] = max((weight[k].sum() + PSEUDO * overall) / (k.sum() + PSEUDO), 0.01)
            inside = (variance[k] + (weight[k] - mean[g]) ** 2).sum() + PSEUDO * 0.1**2
            spread[g] = np.sqrt(inside / (k.sum() + PSEUDO))
    return dict(zip(names, weight, strict=True)), mean, np.exp(base)


def strengths(patterns: list[str], lemma_of: dict[str, str], group: dict[str, str], weight: dict, mean: dict) -> dict:
    """Pattern -> (strength, where from): seen, the cue that it begins with, or its group."""
    seen = {p: weight[lemma_of[p]] for p in patterns if lemma_of[p] in weight}
    out = {}
    for p in patterns:
        g = group[lemma_of[p]]
        heads = [q for q in seen if p.startswith(q + " ") and group[lemma_of[q]] == g]
        if p in seen:
            value, origin = seen[p], "seen"
        elif heads:
            head = max(heads, key=len)
            value, origin = seen[head], head
        else:
            value, origin = mean[g], "group"
        out[p] = (float(np.clip(1 - np.exp(-value), FLOOR, CEILING)), origin)
    return out


class Ratings(NamedTuple):
    """What readers granted to sentences, and the cues of the list in each."""

    rated: list[dict]  # the records of certainty_sentence, first in what follows
    rating: np.ndarray  # 0 to 1
    source: np.ndarray  # 0: certainty_sentence, 1: commitment
    half: np.ndarray  # of certainty_sentence; -1: commitment, which is judged nowhere
    found: list[list[str]]
    lemma_of: dict[str, str]  # by pattern
    group: dict[str, str]  # by lemma

    @classmethod
    def of(cls, folder: Path, lexicon: pd.DataFrame) -> Ratings:
        rated = [g for g in read(folder, "certainty_sentence") if g.get("certainty") is not None]
        modal = [g for g in read(folder, "commitment") if g["embedding"] == "modal"]
        cues = lexicon[lexicon["category"] != "none"]
        grouped = np.where(cues["note"] == OPEN, OPEN, cues["category"])
        lemma_of = {p: lemma(p, g) for p, g in zip(cues["pattern"], grouped, strict=True)}
        return cls(
            rated,
            np.array([(g["certainty"] - 1) / 5 for g in rated] + [(g["mean"] + 3) / 6 for g in modal]),
            np.repeat([0, 1], [len(rated), len(modal)]),
            np.append(half_of(g["id"] for g in rated), np.full(len(modal), -1)),
            [[p for _, _, p in hits] for hits in find([g["text"] for g in rated + modal], lexicon)],
            lemma_of,
            {lemma_of[p]: g for p, g in zip(cues["pattern"], grouped, strict=True)},
        )

    def weights(self, chosen: np.ndarray) -> tuple[dict, dict, np.ndarray]:
        """`fit` on the chosen sentences."""
        chosen = np.flatnonzero(chosen)
        cues = [[self.lemma_of[p] for p in self.found[i]] for i in chosen]
        return fit(cues, self.rating[chosen], self.source[chosen], self.group)

    def strengths(self, chosen: np.ndarray) -> dict[str, tuple[float, str]]:
        """Pattern -> (strength, where from), by the chosen sentences alone."""
        weight, mean, _ = self.weights(chosen)
        return strengths(list(self.lemma_of), self.lemma_of, self.group, weight, mean)

    def doubt(self, strength: dict[str, tuple[float, str]], chosen: np.ndarray) -> np.ndarray:
        """1 - product(1 - strength) of each chosen sentence."""
        return np.array([1 - np.prod([1 - strength[p][0] for p in self.found[i]]) for i in chosen])


def shipped() -> pd.DataFrame:
    """The list that the library ships; strengths do not matter here."""
    return prepared(dc.load_hedges())


def prepared(lexicon: pd.DataFrame) -> pd.DataFrame:
    return lexicon.assign(strength=lexicon["strength"].fillna(0.1).astype(float), note=lexicon["note"].fillna(""))


def share_true(folder: Path, lexicon: pd.DataFrame) -> pd.DataFrame:
    """For each pattern, hits and how many are annotated cues, for Wikipedia stand in a hedged sentence."""
    count: dict = defaultdict(lambda: defaultdict(int))
    sets = {"sfu": "hedge_sfu", "bioscope": "hedge_bioscope_full_papers", "wiki": "hedge_conll2010wiki"}
    for name, file in sets.items():
        gold = read(folder, file)
        for g, hits in zip(gold, find([g["text"] for g in gold], lexicon) if gold else [], strict=True):
            spans = [c for c in g.get("cues", []) if c.get("type", "speculation").startswith("spec")]
            for start, end, pattern in hits:
                true = (
                    bool(g["hedged"]) if name == "wiki" else any(start < c["end"] and c["start"] < end for c in spans)
                )
                count[pattern][name + "_true"] += true
                count[pattern][name + "_n"] += 1
    columns = [f"{name}_{part}" for name in sets for part in ("true", "n")]
    return pd.DataFrame.from_dict(count, orient="index").reindex(columns=columns).fillna(0).astype(int)


def rank_correlation(a, b) -> float:
    return float(pd.Series(a).rank().corr(pd.Series(b).rank()))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True, help="folder with the annotated sets")
    ask.add_argument("--lexicon", type=Path, help="another list than the shipped one")
    ask.add_argument("--out", type=Path, help="write the list with its new strengths here")
    ask.add_argument("--all", action="store_true", help="print the cues that the ratings do not hold, too")
    options = ask.parse_args()
    lexicon = prepared(dc.load_lexicon(options.lexicon)) if options.lexicon else shipped()

    ratings = Ratings.of(options.data, lexicon)
    cues = lexicon[lexicon["category"] != "none"]
    patterns, n = cues["pattern"].tolist(), len(ratings.rated)
    every = np.ones(len(ratings.rating), bool)
    weight, mean, base = ratings.weights(every)
    estimate = strengths(patterns, ratings.lemma_of, ratings.group, weight, mean)
    as_lemmas = [{ratings.lemma_of[p] for p in sentence} for sentence in ratings.found]
    table = cues[["pattern", "category"]].assign(
        n=[sum(ratings.lemma_of[p] in s for s in as_lemmas[:n]) for p in patterns],
        n_commitment=[sum(ratings.lemma_of[p] in s for s in as_lemmas[n:]) for p in patterns],
        estimate=[round(estimate[p][0], 2) for p in patterns],
        origin=[estimate[p][1] for p in patterns],
    )
    table = table.join(share_true(options.data, lexicon), on="pattern").fillna(0)
    shown = table if options.all else table[table["origin"] == "seen"]
    print(shown.sort_values(["n", "pattern"], ascending=[False, True]).to_string(index=False))
    print("\ngroup means:", {g: round(1 - float(np.exp(-m)), 2) for g, m in mean.items()})
    print(
        "granted to a sentence without cues, 0 to 1:",
        dict(zip(("certainty", "commitment"), base.round(2).tolist(), strict=False)),
    )

    truth, n_cues = ratings.rating[:n], [len(found) for found in ratings.found[:n]]
    print(f"rank correlation of certainty with doubt, n = {n}:")
    print(f"  number of cues           {-rank_correlation(truth, n_cues):.3f}")
    for half in (0, 1):
        judged = np.flatnonzero(ratings.half == half)
        doubt = ratings.doubt(ratings.strengths(ratings.half != half), judged)
        print(f"  half {half}, by the other half {-rank_correlation(truth[judged], doubt):.3f}")
    print(f"  strengths, all sentences {-rank_correlation(truth, ratings.doubt(estimate, np.arange(n))):.3f}")

    if options.out:
        new = [round(estimate[p][0], 2) if p in estimate else 0.0 for p in lexicon["pattern"]]
        lexicon.assign(strength=new)[["pattern", "category", "strength", "reference", "note"]].to_csv(
            options.out, index=False, lineterminator="\n"
        )


if __name__ == "__main__":
    main()
