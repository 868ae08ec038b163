"""What makes a tone towards an actor positive or negative: discourse/data/tone_label.csv, from annotated labels.

    python benchmarks/tone_label.py --data DIR [--out tone_label.csv]

DIR holds the annotated sets of `tone_valence.py`: persons in the news, and sentences with two parties.

Model. Multinomial logistic regression: negative, neutral or positive by the summaries of `discourse/tone/_label.py`.
Each summary is divided by its standard deviation; a ridge, chosen of RIDGES by the likelihood of parts that are left
out, keeps the weights small. In each set the three labels count the same together, as they do in macro-F1, and a
sentence of the second set counts PARTIES of one of the news: its labels are of attitudes of one party, and most are
neutral. That part was set by hand, with the figures of both sets in view. The texts of directed_dse_valid are left out:
`quality.py` measures them.

The values of words are fitted to the same news. So that no sentence is summed up with values that it helped to
estimate, the sums that weights are fitted to take the values from other parts of the documents.

The check fits values and weights on one half of the documents of both sets and judges the other, both ways.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import tone_valence as values
from quality_judges import macro_f
from scipy.optimize import minimize
from tone_valence import Ratings

from discourse._lists import read_rows
from discourse.tone import _label

RIDGES = (1.0, 10.0, 100.0)
PARTIES = 0.2
NEUTRAL = 1  # its place among the classes

#: Summaries, labels from -1, weights and parts of some sentences.
Sample = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class Sets:
    """The annotated sets with the list of words."""

    def __init__(self, folder: Path) -> None:
        self.table = values.load_tone()
        self.pieces = values.opinion_pieces(folder, self.table)
        self.news, self.parties = values.news(folder, self.table), values.parties(folder, self.table)

    def fit_values(self, half: int | None, part: int | None = None) -> np.ndarray:
        """The values of words that all but this half give, and of the news all but this part."""
        chosen = self.news.half != half
        if part is not None:
            chosen &= self.news.part != part
        return values.fit(self.table, [(self.pieces, self.pieces.half != half), (self.news, chosen)])

    def fit_weights(self, half: int | None, value: np.ndarray) -> np.ndarray:
        """The weights of summaries that all but this half give; `value` are the words' values from there."""
        x = np.empty((len(self.news.y), len(_label.summaries())))
        for part in range(values.PARTS_OF_A_HALF):
            rows = self.news.part == part
            x[rows] = _label.summarise(*sums(self.news, self.fit_values(half, part)))[rows]
        both = ((self.news, x, 1.0), (self.parties, _label.summarise(*sums(self.parties, value)), PARTIES))
        samples = [
            (x[r.half != half], *balanced(r.y[r.half != half].astype(int), share), r.part[r.half != half])
            for r, x, share in both
        ]
        return fit_best(tuple(np.concatenate(column) for column in zip(*samples, strict=True)))

    def by_halves(self) -> Iterator[tuple[float, float]]:
        """Macro-F1 of the news and of the parties, on each half with what the other gives."""
        for half in (0, 1):
            value = self.fit_values(half)
            by = self.fit_weights(half, value)
            yield tuple(
                macro_f(np.c_[r.y, _label.tell_label(*sums(r, value), by=by)][r.half == half])
                for r in (self.news, self.parties)
            )


def sums(ratings: Ratings, value: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the good words and the bad ones of each sum count for, and the circumstances."""
    place = {name: n for n, held in enumerate(_label.SUMS.values()) for name in held}
    column = np.array([place[name] for name in ratings.relation])
    return *ratings.sides(value, column, len(_label.SUMS)), ratings.around


def balanced(y: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """The labels, and how much each sentence counts: each label the same together, a sentence `share` on average."""
    return y, share * len(y) / 3 / np.bincount(y + 1, minlength=3)[y + 1]


def fit(sample: Sample, ridge: float) -> np.ndarray:
    """How much each summary adds to the scores of negative, neutral (0) and positive; the first is the constant."""
    x, y, weight, _ = sample
    scale = np.append(1.0, x[:, 1:].std(axis=0) + 1e-9)
    x, truth = x / scale, np.eye(3)[y + 1]
    keep = np.append(0.0, np.full(x.shape[1] - 1, ridge))[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        by = flat.reshape(-1, 3)
        log_p = log_likely(x, by)
        slope = x.T @ (weight[:, None] * (np.exp(log_p) - truth)) + keep * by
        return -(weight * (log_p * truth).sum(axis=1)).sum() + (keep * by**2).sum() / 2, slope.ravel()

    by = minimize(loss, np.zeros(x.shape[1] * 3), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x.reshape(
        -1, 3
    )
    return (by - by[:, [NEUTRAL]]) / scale[:, None]


def log_likely(x: np.ndarray, by: np.ndarray) -> np.ndarray:
    """The logarithm of how likely each label is."""
    score = x @ by
    score -= score.max(axis=1, keepdims=True)
    return score - np.log(np.exp(score).sum(axis=1, keepdims=True))


def fit_best(sample: Sample) -> np.ndarray:
    """The weights for positive and negative, by the ridge that is best for parts that are left out."""
    likely = dict.fromkeys(RIDGES, 0.0)
    for ridge in RIDGES:
        for part in range(values.PARTS_OF_A_HALF):
            out = sample[3] == part
            by = fit(tuple(column[~out] for column in sample), ridge)
            x, y, weight, _ = (column[out] for column in sample)
            likely[ridge] += (weight * log_likely(x, by)[np.arange(len(y)), y + 1]).sum()
    by = fit(sample, max(likely, key=likely.get))
    return by[:, [2, 0]]


def write(by: np.ndarray, path: Path) -> None:
    """The list anew; references stay."""
    reference = {row[:2]: row[2] for row in read_rows("tone_label", "summary", "words", "reference")}
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["summary", "words", "positive", "negative", "reference"])
        for key, pair in zip(_label.summaries(), by.tolist(), strict=True):
            rows.writerow([*key, *(f"{value + 0.0:.3f}" for value in np.round(pair, 3)), reference.get(key, "")])


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--out", type=Path)
    options = ask.parse_args()
    sets = Sets(options.data)
    for half, (news, parties) in enumerate(sets.by_halves()):
        print(f"half {half}, fitted on the other: macro-F1 of the news {news:.3f}, of the parties {parties:.3f}")
    if options.out:
        write(sets.fit_weights(None, sets.fit_values(None)), options.out)


if __name__ == "__main__":
    main()
