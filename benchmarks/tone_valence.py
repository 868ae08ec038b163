"""How good or bad a word is: the columns valence, agent and patient of discourse/data/tone.csv, from readers' ratings.

    python benchmarks/tone_valence.py --data DIR [--out tone.csv]

DIR holds the annotated sets, one record a line (gzip, JSON):

- sent_nyt_editorials: 2,447 sentences of opinion pieces, each rated by 20 people from -4 to 4 (Hutto & Gilbert 2014);
- target_newsmtsc_train: 8,734 sentences of political news, each labelled negative, neutral or positive towards one
  person who is mentioned in it (Hamborg & Donnay 2021);
- directed_dse_train: sentences with two parties, each labelled negative, neutral or positive of the one towards the
  other (Park et al. 2021), less those of directed_dse_valid, which `quality.py` measures. No value is fitted to these.

Model. The words and their grades were written by hand, from -1 to 1 in a few steps. A rating is modelled as a constant
plus a scale times the sum that the library computes: over the words of the sentence (or over those that bear on the
mention), grade times what the rules leave of it. The data then move the grades, by ridge regression: each class of
words by a factor of its own (by sign, and of verbs by who does it and whom it is done to), and each word, its
inflections together, by a shift. CLASS and WORD say how many ratings it takes to move them; a word that the ratings do
not hold moves with its class only; no word changes its sign or loses more than three quarters of its grade. What a verb
says of who does it and of whom it is done to starts at DIRECTION times its grade.

How much a word counts by its relation to a mention is set in discourse/tone/_relation.py, rounded from the regressions
that `relations` prints: the labels of both sets by the sums of each relation, half by half. The label is fitted on top
of the values, in `tone_label.py`.

The checks fit on one half of the documents and score the other, both ways: no sentence is judged with a value that it
helped to estimate. Beside the correlation they say for sentences macro-F1 for negative, neutral and positive, with
VADER's cut of 0.05. The two halves of the sentences with two parties have no sentence in common.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from quality_data import half_of, part_of
from quality_judges import macro_f
from scipy import sparse

import discourse as dc
from discourse.text.tokenise import fold
from discourse.tone import commentary, towards_actors
from discourse.tone._label import circumstances
from discourse.tone._relation import RELATIONS
from discourse.tone._scene import Scene
from discourse.tone._valence import token_ranges
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
PARTS_OF_A_HALF = 5
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
    part: np.ndarray | None = None  # one of `PARTS_OF_A_HALF` parts, for each sentence
    relation: np.ndarray | None = None  # of each word to the mention
    around: np.ndarray | None = None  # the circumstances of each mention

    def sides(self, value: np.ndarray, column: np.ndarray, n_columns: int) -> tuple[np.ndarray, np.ndarray]:
        """What the good words count for, and the bad ones: sentences by the `column` of each word."""
        said = (value.reshape(3, -1)[:, self.row].T * self.parts).sum(axis=1) * self.factor
        at, size = self.owner * n_columns + column, len(self.y) * n_columns
        good, bad = (np.bincount(at, np.maximum(side, 0), size).reshape(-1, n_columns) for side in (said, -said))
        return good, bad

    def tone(self, value: np.ndarray) -> np.ndarray:
        """The tone of each sentence, or towards its mention; `value` as `fit` gives it."""
        total = self.design(len(value) // 3) @ value
        return total / np.sqrt(total**2 + self.alpha)

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
    spans = [(g["start"], g["end"]) for g in gold]
    return towards([g["text"] for g in gold], spans, y, article, table)


def parties(folder: Path, table: pd.DataFrame) -> Ratings:
    """The attitude towards the second of two parties; without the texts of the part that `quality.py` measures."""
    measured = {g["text"] for g in read(folder, "directed_dse_valid")}
    gold = [g for g in read(folder, "directed_dse_train") if g["text"] not in measured]
    towards_first = [g["label_name"].startswith("q->p") for g in gold]
    targets = [g["p" if first else "q"] for g, first in zip(gold, towards_first, strict=True)]
    y = np.array([{"neg": -1.0, "pos": 1.0}.get(g["label_name"][-3:] if g["label"] else "", 0.0) for g in gold])
    texts = [g["text"] for g in gold]
    return towards(texts, [(t[0], t[1]) for t in targets], y, texts, table)


def towards(texts: list[str], spans: list[tuple[int, int]], y: np.ndarray, documents: list[str], table) -> Ratings:
    """The words that bear on the mention at each span."""
    mentions = pd.DataFrame(spans, columns=["start", "end"]).assign(actor="A", doc_id=[str(n) for n in range(len(y))])
    corpus = corpus_of(texts)
    found = actor_sentiment_evidence(corpus, mentions)
    _, first, after = token_ranges(corpus.arrays, mentions, "mentions")
    around = circumstances(Scene(corpus.arrays, first, after - 1))
    row = row_of(found, table)
    found, row = found[row >= 0], row[row >= 0]
    relation = found["relation"].str.replace(", in another voice", "").to_numpy(str)
    parts = np.array([PARTS[r] for r in relation], float)
    factor = (found["contribution"] / found["valence"]).to_numpy()
    owner = found["doc_id"].astype(int).to_numpy()
    half, part = half_of(documents), part_of(documents, PARTS_OF_A_HALF)
    alpha = towards_actors._ALPHA
    return Ratings(y, half, owner, row, parts, factor, alpha, 1.0, part, relation, around)


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
    """Correlation with the ratings, of sentences macro-F1 too, by hand and fitted on the other half of all sets."""
    for half in (0, 1):
        value = fit(table, [(r, r.half != half) for r in sets.values()])
        for name, ratings in sets.items():
            judged, said = ratings.half == half, []
            gold = classes(ratings.y[judged], ratings.rated)
            for what, valence in (("grades", grades(table)), ("values from the other half", value)):
                tone = ratings.tone(valence)[judged]
                r = np.corrcoef(ratings.y[judged], tone)[0, 1]
                f = f", macro-F1 {macro_f(np.c_[gold, classes(tone, SAID)]):.3f}" if ratings.relation is None else ""
                said.append(f"by {what} r {r:.3f}{f}")
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
        plain = replace(ratings, factor=ratings.factor / table["set to"].to_numpy()[place])
        for half in (0, 1):
            good, bad = plain.sides(values[half], place, len(names))
            x = (good - bad)[ratings.half == half]
            y = ratings.y[ratings.half == half]
            x, y = x - x.mean(axis=0), y - y.mean()
            slope = np.linalg.solve(x.T @ x + 5 * np.eye(len(names)), x.T @ y)
            table[f"{name}, {half}"] = slope / slope[0]
        table[f"{name}, words"] = np.bincount(place, minlength=len(names))
    print(table.round(2).to_string())


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
