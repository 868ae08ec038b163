"""How good or bad a word is: the columns valence, agent and patient of discourse/data/tone.csv, from readers' ratings.

    python benchmarks/tone_valence.py --data DIR [--out tone.csv]

DIR holds the annotated sets, one record a line (gzip, JSON):

- sent_nyt_editorials: 2,447 sentences of opinion pieces, each rated by 20 people from -4 to 4 (Hutto & Gilbert 2014);
- target_newsmtsc_train: 8,734 sentences of political news, each labelled negative, neutral or positive towards one
  person who is mentioned in it (Hamborg & Donnay 2021);
- directed_dse_train, directed_dse_valid: 14,154 sentences with two parties, each labelled negative, neutral or positive
  of the one towards the other (Park et al. 2021). No value is fitted to these.

Model. The words and their grades were written by hand, from -1 to 1 in a few steps. A rating is modelled as a constant
plus a scale times the sum that the library computes: over the words of the sentence (or over those that bear on the
mention), grade times what the rules leave of it. The data then move the grades, by ridge regression: each class of
words by a factor of its own (by sign, and of verbs by who does it and whom it is done to), and each word, its
inflections together, by a shift. CLASS and WORD say how many ratings it takes to move them; a word that the ratings do
not hold moves with its class only; no word changes its sign or loses more than three quarters of its grade. What a verb
says of who does it and of whom it is done to starts at DIRECTION times its grade.

How much a word counts by its relation to a mention is set in discourse/tone/_relation.py, rounded from the regressions
that `relations` prints: the labels of both sets by the sums of each relation, half by half. `labels` prints what the
best rule for the label on one half (by the mean macro-F1 of both sets) reaches on the other, and what the rule of the
library does; its round numbers lie between what is best for the one set and for the other.

The checks fit on one half of the documents and score the other, both ways: no sentence is judged with a value that it
helped to estimate. Beside the correlation they say macro-F1 for negative, neutral and positive, with the library's own
rule towards persons, and with VADER's cut of 0.05 for sentences. The two halves of the sentences with two parties have
no sentence in common.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass, replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pandas as pd
from quality_data import half_of
from quality_judges import macro_f
from scipy import sparse

import discourse as dc
from discourse.text.tokenise import fold
from discourse.tone import commentary, towards_actors
from discourse.tone._relation import RELATIONS
from discourse.tone.commentary import load_tone
from discourse.tone.sentiment import sentiment_evidence
from discourse.tone.towards_actors import actor_sentiment_evidence

CLASS, WORD = 20.0, 8.0
LEAST, MOST = 0.25, 1.0  # of its grade; of the scale
#: What a verb of the class says of who does it, and of whom it is done to, as a part of its grade.
DIRECTION = {
    "harm": (1.0, 0.6),
    "against": (0.2, 1.2),
    "law": (0.1, 1.2),
    "failure": (1.1, 0.1),
    "vice": (1.2, 0.1),
    "lack": (0.7, 0.7),
    "for": (0.4, 1.2),
    "help": (1.1, 0.7),
    "success": (1.2, 0.2),
    "good": (1.0, 0.75),
}
SAID = 0.05  # a sentence is positive from this tone
ROLES = ("valence", "agent", "patient")
#: The part of each role in what is said, by the relation in which a word stands to a mention.
PARTS = {
    name: {"valence": (1, 0, 0), "agent": (0, 1, 0), "patient": (0, 0, 1), "either": (0, 0.5, 0.5)}[value]
    for name, _, value in RELATIONS
}


def read(folder: Path, stem: str) -> list[dict]:
    """The records of one annotated set."""
    with gzip.open(folder / f"{stem}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def corpus_of(texts: list[str]):
    frame = pd.DataFrame({"doc_id": [str(n) for n in range(len(texts))], "text": texts})
    return dc.from_documents(frame, sections=False)


def row_of(evidence: pd.DataFrame, table: pd.DataFrame) -> np.ndarray:
    """The row of the list behind each word found."""
    known = dict(zip(table["pattern"], range(len(table)), strict=True))
    forms = [" ".join(form.lower().split()) for form in fold([t.replace("\n", " ") for t in evidence["text"]])]
    rows = [known.get(form, known.get(form.rstrip("."), -1)) for form in forms]
    return np.array([known["*n't"] if r < 0 and f.endswith("n't") else r for r, f in zip(rows, forms, strict=True)])


@dataclass(frozen=True)
class Ratings:
    """One annotated set: for each word found, what a valence of 1 would contribute to which sentence."""

    y: np.ndarray
    half: np.ndarray
    owner: np.ndarray
    row: np.ndarray
    parts: np.ndarray  # of each role in what is said
    factor: np.ndarray
    alpha: float  # the tone of a sum s is s / sqrt(s² + alpha)
    rated: float  # positive from this rating
    relation: np.ndarray | None = None  # of each word to the mention; the classes are then those of `tell_side`

    def sides(self, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the good words of each sentence count for, and the bad ones; `value` as `fit` gives it."""
        said = (value.reshape(3, -1)[:, self.row].T * self.parts).sum(axis=1) * self.factor
        good, bad = (np.bincount(self.owner, np.maximum(side, 0), len(self.y)) for side in (said, -said))
        return good, bad

    def classes(self, value: np.ndarray) -> np.ndarray:
        """What the library calls each sentence: -1, 0 or 1."""
        good, bad = self.sides(value)
        if self.relation is not None:
            return towards_actors.tell_side(good, bad)
        return classes((good - bad) / np.sqrt((good - bad) ** 2 + self.alpha), SAID)

    def design(self, n_rows: int) -> sparse.csr_matrix:
        """Sentences by (role, row of the list)."""
        column = (np.arange(3)[:, None] * n_rows + self.row).ravel()
        data = (self.parts * self.factor[:, None]).T.ravel()
        owner = np.tile(self.owner, 3)
        return sparse.csr_matrix((data, (owner, column)), shape=(len(self.y), 3 * n_rows))


def opinion_pieces(folder: Path, table: pd.DataFrame) -> Ratings:
    gold = read(folder, "sent_nyt_editorials")
    found = sentiment_evidence(corpus_of([g["text"] for g in gold]), lexicon="commentary")
    row = row_of(found, table)
    keep = row >= 0
    found, row = found[keep], row[keep]
    parts = np.tile([1.0, 0.0, 0.0], (len(row), 1))
    factor = (found["contribution"] / found["valence"]).to_numpy()
    y = np.array([g["mean"] for g in gold])
    half = half_of(g["doc"] for g in gold)
    owner = found["doc_id"].astype(int).to_numpy()
    return Ratings(y, half, owner, row, parts, factor, commentary._ALPHA, rated=0.2)


def news(folder: Path, table: pd.DataFrame) -> Ratings:
    gold = read(folder, "target_newsmtsc_train")
    y = np.array([{"neg": -1.0, "neu": 0.0, "pos": 1.0}[g["label"]] for g in gold])
    article = ["_".join(g["id"].split("_")[:3]) for g in gold]
    return towards([g["text"] for g in gold], [(g["start"], g["end"]) for g in gold], y, half_of(article), table)


def parties(folder: Path, table: pd.DataFrame) -> Ratings:
    """The attitude towards the second of two parties; a text that stands in both parts is of one half."""
    gold = [g for part in ("train", "valid") for g in read(folder, f"directed_dse_{part}")]
    towards_first = [g["label_name"].startswith("q->p") for g in gold]
    targets = [g["p" if first else "q"] for g, first in zip(gold, towards_first, strict=True)]
    y = np.array([{"neg": -1.0, "pos": 1.0}.get(g["label_name"][-3:] if g["label"] else "", 0.0) for g in gold])
    texts = [g["text"] for g in gold]
    return towards(texts, [(t[0], t[1]) for t in targets], y, half_of(texts), table)


def towards(texts: list[str], spans: list[tuple[int, int]], y: np.ndarray, half: np.ndarray, table) -> Ratings:
    """The words that bear on the mention at each span."""
    mentions = pd.DataFrame(spans, columns=["start", "end"]).assign(actor="A", doc_id=[str(n) for n in range(len(y))])
    found = actor_sentiment_evidence(corpus_of(texts), mentions)
    row = row_of(found, table)
    found, row = found[row >= 0], row[row >= 0]
    relation = found["relation"].str.replace(", in another voice", "").to_numpy(str)
    parts = np.array([PARTS[r] for r in relation], float)
    factor = (found["contribution"] / found["valence"]).to_numpy()
    owner = found["doc_id"].astype(int).to_numpy()
    return Ratings(y, half, owner, row, parts, factor, towards_actors._ALPHA, rated=1.0, relation=relation)


def grades(table: pd.DataFrame) -> np.ndarray:
    """The starting value of each row in each role, one role after another; 0 where a word has none."""
    grade = table["grade"].to_numpy()
    verb = table["agent"].notna().to_numpy()
    share = np.array([DIRECTION.get(c, (0.0, 0.0)) for c in table["category"]])
    return np.concatenate([grade, *(np.where(verb, grade * share[:, i], 0.0) for i in (0, 1))])


def fit(table: pd.DataFrame, sets: list[tuple[Ratings, np.ndarray]]) -> np.ndarray:
    """The value of each row in each role, moved by the ratings of the chosen sentences of each set."""
    start = grades(table)
    n = len(table)
    sign = np.sign(start).astype(int).astype(str)
    kind = np.tile((table["category"] + table["part"]).to_numpy(str), 3)
    role = np.repeat(ROLES, n)
    group, names = pd.factorize(np.char.add(np.char.add(kind, role), sign))
    word, words = pd.factorize(np.char.add(np.char.add(np.tile(table["lemma"].to_numpy(str), 3), role), sign))
    live = np.flatnonzero(start != 0)
    shape = (3 * n, len(names) + len(words))
    spread = sparse.csr_matrix(
        (
            np.concatenate([start[live], np.ones(len(live))]),
            (np.tile(live, 2), np.concatenate([group[live], len(names) + word[live]])),
        ),
        shape=shape,
    )
    blocks, targets = [], []
    for ratings, chosen in sets:
        design, y = ratings.design(n)[chosen], ratings.y[chosen]
        total = design @ start
        scale, constant = np.polyfit(total, y, 1)
        left = y - scale * total - constant
        noise = left.std()
        block = (design @ spread) * (scale / noise)
        blocks.append(block)
        targets.append(left / noise)
    matrix, target = sparse.vstack(blocks).tocsr(), np.concatenate(targets)
    seen = np.flatnonzero(np.asarray(abs(matrix).sum(axis=0)).ravel() > 0)
    matrix = matrix[:, seen]
    ridge = np.where(seen < len(names), CLASS, WORD)
    # Each set keeps a constant of its own: what it moves by is taken from the means.
    gram, bound = (matrix.T @ matrix).toarray(), np.cumsum([0, *(len(t) for t in targets)])
    moment = matrix.T @ target
    for low, high in pairwise(bound.tolist()):
        mean = np.asarray(matrix[low:high].mean(axis=0)).ravel()
        gram -= (high - low) * np.outer(mean, mean)
        moment -= target[low:high].sum() * mean
    gram[np.diag_indices_from(gram)] += ridge
    moved = np.zeros(shape[1])
    moved[seen] = np.linalg.solve(gram, moment)
    value = start + spread @ moved
    return np.clip(value * np.sign(start), LEAST * np.abs(start), MOST) * np.sign(start)


def classes(number: np.ndarray, cut: float) -> np.ndarray:
    """-1, 0 or 1: negative and positive from `cut` away from 0."""
    return (number >= cut).astype(int) - (number <= -cut)


def check(table: pd.DataFrame, sets: dict[str, Ratings]) -> None:
    """Correlation with the ratings and macro-F1, by hand and fitted on the other half of all sets."""
    for half in (0, 1):
        value = fit(table, [(r, r.half != half) for r in sets.values()])
        for name, ratings in sets.items():
            judged, said = ratings.half == half, []
            gold = classes(ratings.y[judged], ratings.rated)
            for what, valence in (("grades", grades(table)), ("values from the other half", value)):
                total = ratings.design(len(table))[judged] @ valence
                r = np.corrcoef(ratings.y[judged], total / np.sqrt(total * total + ratings.alpha))[0, 1]
                said.append(
                    f"by {what} r {r:.3f}, macro-F1 {macro_f(np.c_[gold, ratings.classes(valence)[judged]]):.3f}"
                )
            print(f"{name}, half {half}:", "; ".join(said))


def blind(table: pd.DataFrame, sets: dict[str, Ratings]) -> dict[int, np.ndarray]:
    """For each half, the values that only the other half has moved."""
    return {half: fit(table, [(r, r.half != half) for r in sets.values()]) for half in (0, 1)}


def relations(judged: dict[str, Ratings], values: dict[int, np.ndarray]) -> None:
    """The weight of each relation on each half of each set, the first as 1, with values from the other half."""
    names = [name for name, _, _ in RELATIONS]
    table = pd.DataFrame({"set to": {name: weight for name, weight, _ in RELATIONS}})
    for name, ratings in judged.items():
        place = np.array([names.index(r) for r in ratings.relation])
        plain = replace(ratings, owner=ratings.owner * len(names) + place, y=np.repeat(ratings.y, len(names)))
        plain = replace(plain, factor=ratings.factor / table["set to"].to_numpy()[place])
        for half in (0, 1):
            good, bad = plain.sides(values[half])
            x = (good - bad).reshape(-1, len(names))[ratings.half == half]
            y = ratings.y[ratings.half == half]
            x, y = x - x.mean(axis=0), y - y.mean()
            slope = np.linalg.solve(x.T @ x + 5 * np.eye(len(names)), x.T @ y)
            table[f"{name}, {half}"] = slope / slope[0]
        table[f"{name}, words"] = np.bincount(place, minlength=len(names))
    print(table.round(2).to_string())


def labels(judged: dict[str, Ratings], values: dict[int, np.ndarray]) -> None:
    """Macro-F1 on each half by the rule for the label that is best on the other, and by the rule of the library."""
    shipped = (towards_actors._CUT, towards_actors._OTHER_SIDE)
    cuts, others = np.arange(20, 55, 5) / 100, np.arange(3, 11) / 10
    rules = [shipped, *product(cuts.tolist(), others.tolist())]
    score = {}
    for (name, ratings), half in product(judged.items(), (0, 1)):
        good, bad = (side[ratings.half == half] for side in ratings.sides(values[half]))
        gold = ratings.y[ratings.half == half].astype(int)
        score[name, half] = [
            macro_f(np.c_[gold, towards_actors.tell_side(good, bad, cut=cut, other=other)]) for cut, other in rules
        ]
    for half in (0, 1):
        best = int(np.argmax(sum(np.array(score[name, 1 - half]) for name in judged)))
        for name in judged:
            first, chosen = score[name, half][0], score[name, half][best]
            print(
                f"{name}, half {half}: macro-F1 {chosen:.3f} with the cut {rules[best][0]} and {rules[best][1]} of the "
                f"other side, from the other half; {first:.3f} with {shipped[0]} and {shipped[1]}"
            )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--out", type=Path)
    options = ask.parse_args()
    table = load_tone()
    sets = {"opinion pieces": opinion_pieces(options.data, table), "news": news(options.data, table)}
    check(table, sets)
    judged, values = {"news": sets["news"], "parties": parties(options.data, table)}, blind(table, sets)
    relations(judged, values)
    labels(judged, values)
    value = fit(table, [(r, np.ones(len(r.y), bool)) for r in sets.values()])
    if options.out:
        small = (value != 0) & (np.abs(value) < 0.01)  # kept from 0, which would say that the word does not count
        value = np.where(small, 0.01 * np.sign(value), value).round(2)
        columns = dict(zip(ROLES, value.reshape(3, -1), strict=True))
        verb = table["agent"].notna()
        columns = {c: v if c == "valence" else np.where(verb, v, np.nan) for c, v in columns.items()}
        out = table.assign(**columns)[["pattern", "category", "lemma", "part", "grade", *ROLES, "reference"]]
        out.to_csv(options.out, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
