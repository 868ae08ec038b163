"""How often the 95 % intervals of rates, shares, means and their differences hold the truth, on made-up documents.

    python benchmarks/intervals.py [--samples 2000] [--seed 1] [--hard] [--write]

A cell is a measure, a process that makes hits or scores, the lengths of documents, their number, and how many
independent events are expected. Each cell is drawn `--samples` times, with a seed of its own. What counts as the first
kind of cell are 20 documents or more (in both groups) with lengths up to lognormal with sigma 1, and 10 independent
events or more: as many as a Poisson count has that varies as much, (rate / standard deviation of its estimate)^2. So
five hits in one burst are one event, and documents that differ are worth fewer events than they have hits.

For each measure and process the table gives, over its cells of the first kind, the lowest and the highest coverage, the
widest mean width beside an oracle (2 * 1.96 standard deviations of the estimate in all samples: it knows the process,
but not the value), and the largest share of samples that are `few`. Then, in the same cells, the coverage of two other
methods: Student's t with the linearised standard error, and bootstrap-t. Then, over all other cells, the lowest
coverage, and the lowest share of samples that are covered or `few`. The last table says how often the interval of
`count_difference` and its p say something else of 0.

`--hard` gives other tables in their place, of what the method is not made for: a row for each cell of processes of
which a sample does not tell; p where two groups of one rate vary differently; and a group without a hit. `--write` puts
the tables into README.md beside this file.
"""

from __future__ import annotations

import argparse
import warnings
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from readme import put, table
from scipy.stats import t as student

from discourse.measures.comparison import _permute
from discourse.measures.intervals import Z, mean_interval, rate_interval, share_interval
from discourse.measures.intervals.differences import mean_difference, rate_difference

Draw = Callable[[np.random.Generator, np.ndarray], np.ndarray]
Group = tuple[np.ndarray, np.ndarray]

# --- documents: how long they are, as a multiple of the mean ---------------------------------------------------------


def lognormal(sigma: float) -> Callable[[np.random.Generator, tuple[int, int]], np.ndarray]:
    return lambda rng, shape: rng.lognormal(-(sigma**2) / 2, sigma, shape)


LENGTHS = {
    "equal": lambda rng, shape: np.ones(shape),
    "lognormal .5": lognormal(0.5),
    "lognormal 1": lognormal(1),
    "Pareto 1.5": lambda rng, shape: (1 + rng.pareto(1.5, shape)) / 3,
}
_SKEWED = "Pareto 1.5"  # one document may be longer than all others, so that no cell is of the first kind

# --- hits: how many there are in each document, where so many are expected -------------------------------------------


def bursts(size: int) -> Draw:
    return lambda rng, expected: size * rng.poisson(expected / size)


def uneven_bursts(rng: np.random.Generator, expected: np.ndarray) -> np.ndarray:
    """Bursts of 2 to 10 hits, each size as likely as another: 6 on average."""
    return sum(size * rng.poisson(expected / 54) for size in range(2, 11))


def differing(shape: float) -> Draw:
    """Documents with a rate of their own, from a gamma distribution: the smaller its shape, the more they differ."""
    return lambda rng, expected: rng.poisson(expected * rng.gamma(shape, 1 / shape, expected.shape))


def seldom(share: float) -> Draw:
    """Hits in a part of the documents only."""
    return lambda rng, expected: rng.poisson(expected / share * (rng.random(expected.shape) < share))


#: Name -> how hits fall, and how many hits an event has.
HITS: dict[str, tuple[Draw, float]] = {
    "single hits": (lambda rng, expected: rng.poisson(expected), 1),
    "bursts of 2": (bursts(2), 2),
    "bursts of 5": (bursts(5), 5),
    "bursts of 10": (bursts(10), 10),
    "bursts of 2 to 10": (uneven_bursts, 6),
    "documents differ (gamma, shape 3)": (differing(3), 1),
    "documents differ (gamma, shape 1)": (differing(1), 1),
    "documents differ (gamma, shape .3)": (differing(0.3), 1),
    "in 30 % of the documents": (seldom(0.3), 1),
}

# --- shares and scores: the sum of so many in each document ----------------------------------------------------------


def binomial(share: float) -> Draw:
    return lambda rng, size: rng.binomial(size.astype(int), share)


def beta_binomial(share: float, weight: float) -> Draw:
    """Documents with a share of their own."""
    return lambda rng, size: rng.binomial(size.astype(int), rng.beta(weight * share, weight * (1 - share), size.shape))


#: Name -> how many are of a kind, and the share.
SHARES: dict[str, tuple[Draw, float]] = {
    "5 %, sentences alike": (binomial(0.05), 0.05),
    "30 %, sentences alike": (binomial(0.3), 0.3),
    "10 %, documents differ": (beta_binomial(0.1, 3), 0.1),
    "90 %, documents differ": (beta_binomial(0.9, 3), 0.9),
    "40 %, documents differ": (beta_binomial(0.4, 3), 0.4),
}


def scores(one: Callable[[np.random.Generator, np.ndarray, int], np.ndarray]) -> Draw:
    """Sums of scores: `one` draws a score for each of the documents that it is given the numbers of."""

    def draw(rng: np.random.Generator, size: np.ndarray) -> np.ndarray:
        doc = np.repeat(np.arange(size.size), size.astype(int).ravel())
        return np.bincount(doc, weights=one(rng, doc, size.size), minlength=size.size).reshape(size.shape)

    return draw


def _tone(rng, doc, n):
    sign = np.where(rng.random(len(doc)) < 0.15, -1, 1)
    return (rng.random(len(doc)) < 0.15) * rng.beta(2, 2, len(doc)) * sign


def _tone_of_some(rng, doc, n):
    return (rng.random(len(doc)) < rng.beta(0.5, 3, n)[doc]) * rng.beta(2, 2, len(doc))


def _certainty(rng, doc, n):
    return 1 - rng.beta(0.3, 4, len(doc))


def _certainty_of_some(rng, doc, n):
    hedged = (rng.random(len(doc)) < 0.1) * rng.random(len(doc))
    return 1 - np.minimum(1, rng.beta(0.5, 6, n)[doc] + hedged)


def _around(rng, doc, n):
    said = rng.random(len(doc)) < 0.7
    return np.clip(said * (rng.normal(0.05, 0.5, len(doc)) + rng.normal(0, 0.15, n)[doc]), -1, 1)


def _own(rng, doc, n):
    return rng.normal(0.1, 0.3, len(doc)) + rng.normal(0, 0.2, n)[doc]


#: Name -> how scores fall, and the ends of their scale.
SCORES: dict[str, tuple[Draw, tuple[float, float]]] = {
    "tone: many zeros, few large": (scores(_tone), (-1, 1)),
    "tone: documents differ, skewed": (scores(_tone_of_some), (-1, 1)),
    "tone: documents differ, even": (scores(_around), (-1, 1)),
    "certainty: near 1, a tail to the left": (scores(_certainty), (0, 1)),
    "certainty: documents differ, skewed": (scores(_certainty_of_some), (0, 1)),
    "a score without a scale": (scores(_own), (-np.inf, np.inf)),
}

# --- what breaks the promise ------------------------------------------------------------------------------------------


def rates_of(one: Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]) -> Draw:
    """Documents with a rate of their own: `one` draws how many times the mean it is."""
    return lambda rng, expected: rng.poisson(expected * one(rng, expected.shape))


def mostly_single(share: float, size: int) -> Draw:
    """A share of the hits in bursts, the rest single."""
    return lambda rng, expected: rng.poisson(expected * (1 - share)) + bursts(size)(rng, expected * share)


def longer_have_more(rng: np.random.Generator, expected: np.ndarray) -> np.ndarray:
    """Rates in proportion to the root of the length; over the documents of all samples as many as expected."""
    hits = expected**1.5
    return rng.poisson(hits * (expected.sum() / hits.sum()))


def one_is_half(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Three scores each, and in the first document as many as in all others."""
    return np.where(np.arange(shape[0])[:, None] == 0, shape[0] - 1, 1) * np.full(shape, 0.25)


def _seldom_tone(rng, doc, n):
    sign = np.where(rng.random(len(doc)) < 0.4, -1, 1)
    return (rng.random(len(doc)) < 0.05) * rng.beta(2, 2, len(doc)) * sign


HARD_LENGTHS = LENGTHS | {"one document is half": one_is_half}
HARD_HITS: dict[str, tuple[Draw, float]] = {
    "2 % of the documents have 51 times the rate": (
        rates_of(lambda rng, shape: np.where(rng.random(shape) < 0.02, 25.5, 0.5)),
        1,
    ),
    "rates differ (lognormal, sigma 1.5)": (rates_of(lognormal(1.5)), 1),
    "30 % of the hits in bursts of 10": (mostly_single(0.3, 10), 1),
    "50 % of the hits in bursts of 30": (mostly_single(0.5, 30), 1),
    "longer documents have higher rates": (longer_have_more, 1),
}
HARD_SCORES: dict[str, tuple[Draw, tuple[float, float]]] = {"tone: 95 % zeros": (scores(_seldom_tone), (-1, 1))}

# --- cells ----------------------------------------------------------------------------------------------------------


class Cell(NamedTuple):
    measure: str
    process: str
    lengths: str
    docs: tuple[int, ...]  # of one group, or of two
    events: tuple[float, ...] = ()  # that are expected in each, for rates

    def groups(self, samples: int, seed: int) -> tuple[list[Group], list[float]]:
        """Totals and sizes of each group, documents x samples, and the true value of each."""
        rng = np.random.default_rng([seed, zlib.crc32(repr(self).encode())])
        drawn = [self._draw(rng, i, samples) for i in range(len(self.docs))]
        return [group for group, _ in drawn], [truth for _, truth in drawn]

    def _draw(self, rng: np.random.Generator, i: int, samples: int) -> tuple[Group, float]:
        length = HARD_LENGTHS[self.lengths](rng, (self.docs[i], samples))
        if self.measure.startswith("rate"):
            draw, hits = (HITS | HARD_HITS)[self.process]
            rate = self.events[i] * hits / self.docs[i]
            return (draw(rng, rate * length).astype(float), length), rate
        size = np.maximum(np.round(length * 12), 1)
        if self.measure.startswith("share"):
            draw, truth = SHARES[self.process]
        else:
            draw, truth = (SCORES | HARD_SCORES)[self.process][0], true_mean(self.process)
        return (draw(rng, size).astype(float), size), truth


@cache
def true_mean(process: str) -> float:
    size = np.full((200, 1000), 20.0)
    return float((SCORES | HARD_SCORES)[process][0](np.random.default_rng(0), size).sum() / size.sum())


def all_cells() -> Iterator[Cell]:
    docs, events = (2, 5, 10, 20, 30, 60, 200), (0.5, 2, 5, 10, 20, 50, 500)
    for process, lengths, n, expected in product(HITS, LENGTHS, docs, events):
        yield Cell("rate", process, lengths, (n,), (expected,))
    for process, lengths, n in product(SHARES, LENGTHS, docs):
        yield Cell("share", process, lengths, (n,))
    for process, lengths, n in product(SCORES, LENGTHS, docs):
        yield Cell("mean", process, lengths, (n,))
    pairs = ((5, 50), (10, 30), (20, 20), (20, 200), (60, 60))
    for process, lengths, (n, m), expected in product(HITS, ("equal", "lognormal 1"), pairs, (0.5, 5, 10, 50)):
        for same in (1, 4):  # of one rate, or of one that is four times the other
            yield Cell("rate, difference", process, lengths, (n, m), (expected, expected * m / n * same))
    for process, lengths, pair in product(SCORES, ("equal", "lognormal 1"), pairs):
        yield Cell("mean, difference", process, lengths, pair)


def hard_cells() -> Iterator[Cell]:
    for process, n, hits in product(HARD_HITS, (20, 60, 200), (40, 400)):
        yield Cell("rate", process, "lognormal 1" if process.startswith("longer") else "equal", (n,), (hits,))
    for process, n in product(("30 % of the hits in bursts of 10", "50 % of the hits in bursts of 30"), (20, 60)):
        yield Cell("rate, difference", process, "equal", (n, n), (40, 40))
    for process, n in product(HARD_SCORES, (12, 20, 60)):
        yield Cell("mean", process, "one document is half", (n,))


# --- methods: value, low, high, few ---------------------------------------------------------------------------------


def ours(cell: Cell, groups: list[Group]) -> tuple[np.ndarray, ...]:
    ends = {"ends": (SCORES | HARD_SCORES)[cell.process][1]} if cell.measure.startswith("mean") else {}
    if len(groups) > 1:
        return (mean_difference(*groups, **ends) if ends else rate_difference(*groups))[2:]
    by_measure = {"rate": rate_interval, "share": share_interval, "mean": partial(mean_interval, **ends)}
    return by_measure[cell.measure](*groups[0])


def _linearised(total, size, weight=None):
    """The ratio and its standard error (Cochran 1977) of documents x samples, or of resamples of them."""
    n = len(total)
    weigh = (lambda of: of.sum(0)) if weight is None else (lambda of: weight @ of)
    all_, sizes = weigh(total), weigh(size)
    ratio = all_ / sizes
    squares = weigh(total**2) - 2 * ratio * weigh(total * size) + ratio**2 * weigh(size**2)
    squares = np.where(squares < 1e-12 * weigh(total**2), 0, squares)
    return ratio, np.sqrt(squares * n / (n - 1)) / sizes


def by_student(cell: Cell, groups: list[Group]) -> tuple[np.ndarray, ...]:
    """As textbooks have it; for a difference with Welch's degrees of freedom."""
    found = [(*_linearised(*group), len(group[0]) - 1) for group in groups]
    value = found[0][0] - (found[1][0] if len(found) > 1 else 0)
    error = np.sqrt(sum(e**2 for _, e, _ in found))
    with np.errstate(invalid="ignore"):
        degrees = error**4 / sum(e**4 / d for _, e, d in found)
    reach = student.ppf(0.975, np.where(degrees > 0, degrees, 1)) * error
    return value, value - reach, value + reach


def by_bootstrap(cell: Cell, groups: list[Group], resamples: int = 499) -> tuple[np.ndarray, ...] | None:
    """Bootstrap-t (Efron and Tibshirani 1993), of one group."""
    if len(groups) > 1:
        return None
    (total, size), n = groups[0], len(groups[0][0])
    weight = np.random.default_rng(0).multinomial(n, np.full(n, 1 / n), resamples).astype(float)
    ratio, error = _linearised(total, size)
    drawn, of_drawn = _linearised(total, size, weight)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(of_drawn > 0, (drawn - ratio) / of_drawn, np.nan)
    with warnings.catch_warnings(action="ignore"):  # samples in which nothing varies
        lower, upper = np.nanquantile(t, [0.025, 0.975], axis=0)
    return ratio, ratio - upper * error, ratio - lower * error


# --- what is measured -----------------------------------------------------------------------------------------------


def measure(cell: Cell, samples: int, seed: int, *, others: bool = True) -> dict[str, object]:
    """Coverage, mean width beside the oracle's, share of few, and whether the cell is of the first kind."""
    groups, truths = cell.groups(samples, seed)
    truth = truths[0] - (truths[1] if len(truths) > 1 else 0)
    value, low, high, few = ours(cell, groups)
    spread = np.sqrt(np.mean((value - truth) ** 2))
    covers = (low <= truth) & (truth <= high)
    first = is_first(cell, groups, truths)
    row = cell._asdict() | {
        "first": first,
        "away": truth**2 / spread**2,
        "coverage": covers.mean(),
        "width": np.mean(high - low) / (2 * Z * spread),
        "few": few.mean(),
        "covered_or_few": (covers | few).mean(),
        "no width": np.mean(~(high > low)),
    }
    for name, method in {"t": by_student, "bootstrap-t": by_bootstrap}.items() if others and first else ():
        ends = method(cell, groups)
        row[name] = np.nan if ends is None else np.mean((ends[1] <= truth) & (truth <= ends[2]))
    return row


def is_first(cell: Cell, groups: list[Group], truths: list[float]) -> bool:
    """Are there 20 documents and 10 independent events or more, and is no document longer than all others?"""
    if min(cell.docs) < 20 or cell.lengths == _SKEWED:
        return False
    if cell.measure.startswith("mean"):
        return True
    events = []
    for (total, size), truth in zip(groups, truths, strict=True):
        estimate = total.sum(0) / size.sum(0)
        away = min(truth, 1 - truth) if cell.measure == "share" else truth
        events.append(away**2 / np.mean((estimate - truth) ** 2))
    return min(events) > 9.5  # 10, but for what sampling makes of it


def table_of_hard(rows: pd.DataFrame) -> list[list[str]]:
    """A row for each cell; with the events that its estimate varies like, where it is a rate."""
    made = []
    for row in rows.itertuples():
        made.append(
            [
                row.measure,
                row.process,
                " and ".join(map(str, row.docs)),
                " and ".join(map(str, row.events)),
                f"{row.away:.1f}" if row.measure == "rate" else "",
                *(f"{100 * share:.1f}" for share in (row.coverage, row.few, row.covered_or_few)),
                f"{row.width:.2f}",
            ]
        )
    return made


HARD_COLUMNS = [
    "measure", "process", "documents", "hits expected", "independent events",
    "coverage", "few", "covered or few", "width",
]  # fmt: skip


def table_of(rows: pd.DataFrame) -> list[list[str]]:
    made = []
    for (name, process), cells in rows.groupby(["measure", "process"], sort=False):
        first, rest = cells[cells["first"]], cells[~cells["first"]]
        made.append(
            [
                name,
                process,
                str(len(first)),
                span(first["coverage"]),
                f"{first['width'].max():.2f}",
                f"{100 * first['few'].max():.1f}",
                span(first["t"]),
                span(first["bootstrap-t"]),
                str(len(rest)),
                f"{100 * rest['coverage'].min():.1f}",
                f"{100 * rest['covered_or_few'].min():.1f}",
            ]
        )
    return made


def span(shares: pd.Series) -> str:
    return "" if shares.isna().all() else f"{100 * shares.min():.1f} to {100 * shares.max():.1f}"


COLUMNS = [
    "measure", "process", "cells of the first kind", "coverage", "width, at most", "few, at most",
    "coverage of t", "of bootstrap-t", "other cells", "coverage, at least", "covered or few, at least",
]  # fmt: skip

# --- interval and p -------------------------------------------------------------------------------------------------


def disagreement(samples: int, seed: int) -> pd.DataFrame:
    """How often the interval of a difference leaves 0 out and p is above .05, or the other way round."""
    rows = []
    processes, pairs = (
        ("single hits", "bursts of 5", "documents differ (gamma, shape 1)"),
        ((5, 50), (20, 20), (20, 200)),
    )
    for process, pair, same in product(processes, pairs, (1, 2)):
        events = 2.0 * pair[0], 2.0 * pair[1] * same
        cell = Cell("rate, difference", process, "lognormal 1", pair, events)
        groups, _ = cell.groups(samples, seed)
        rates = "equal" if same == 1 else "one twice the other"
        rows.append([process, f"{pair[0]} and {pair[1]}", rates, *_agreement(groups)])
    return pd.DataFrame(rows, columns=["process", "documents", "rates", *AGREEMENT])


AGREEMENT = ["p at most .05", "0 outside", "not the same", "and not few", "their p"]


def _agreement(groups: list[Group]) -> list[str]:
    found = rate_difference(*groups)
    outside = (found.low > 0) | (found.high < 0)
    p = np.array([_p(groups, i) for i in range(len(outside))])
    other = (p <= 0.05) != outside
    return [f"{100 * share.mean():.1f}" for share in (p <= 0.05, outside, other, other & ~found.few)] + [
        f"{p[other].min():.3f} to {p[other].max():.3f}" if other.any() else ""
    ]


def level(samples: int, seed: int) -> pd.DataFrame:
    """How often two groups of one rate, which vary differently, are told apart."""
    rows, differ = [], "documents differ (gamma, shape .3)"
    for n in (12, 20, 60):
        cells = (Cell("rate", process, "equal", (n,), (5.0 * n,)) for process in ("single hits", differ))
        groups = [group for cell in cells for group in cell.groups(samples, seed)[0]]
        rows.append([f"single hits; {differ}", f"{n} and {n}", "equal", *_agreement(groups)])
    return pd.DataFrame(rows, columns=["processes", "documents", "rates", *AGREEMENT])


def without_a_hit() -> pd.DataFrame:
    """Some documents with 10 hits each, all in one group: is 0 outside, and what is p?"""
    rows = []
    for (n, m), documents in product(((12, 12), (20, 20), (20, 200)), (1, 3, 5, 7)):
        total = 10.0 * (np.arange(n) < documents)
        groups = [(total[:, None], np.ones((n, 1))), (np.zeros((m, 1)), np.ones((m, 1)))]
        found = rate_difference(*groups)
        ends = f"{n * found.low[0]:.1f} to {n * found.high[0]:.1f}"
        rows.append([f"{n} and {m}", str(documents), ends, f"{_p(groups, 0):.3f}", "yes" if found.few[0] else "no"])
    return pd.DataFrame(rows, columns=["documents", "with 10 hits", "interval, hits in the first", "p", "few"])


def _p(groups: list[Group], i: int) -> float:
    total, size = (np.concatenate([group[part][:, i] for group in groups]) for part in (0, 1))
    n = len(groups[0][0])
    return _permute(rate_difference, total, size, np.arange(n), np.arange(n, len(total)), 999, 0)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--samples", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--cells", type=Path, help="write a row for each cell to this CSV file")
    ask.add_argument("--hard", action="store_true", help="what the method is not made for, instead")
    ask.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    options = ask.parse_args()
    cells = hard_cells() if options.hard else all_cells()
    rows = pd.DataFrame([measure(cell, options.samples, options.seed, others=not options.hard) for cell in cells])
    if options.cells:
        rows.to_csv(options.cells, index=False)
    text = "\n\n".join((text_of_hard if options.hard else text_of)(rows, options.samples, options.seed))
    print(text)
    if options.write:
        put("hard intervals" if options.hard else "intervals", text)


def text_of(rows: pd.DataFrame, samples: int, seed: int) -> Iterator[str]:
    agree = disagreement(samples // 5, seed)
    yield f"{samples:,} samples a cell, seed {seed}; coverage and `few` in per cent."
    yield table(COLUMNS, table_of(rows))
    yield f"{samples // 5:,} samples, 999 dealings each, in per cent:"
    yield table(list(agree), agree.values.tolist())


def text_of_hard(rows: pd.DataFrame, samples: int, seed: int) -> Iterator[str]:
    yield f"{samples:,} samples a cell, seed {seed}, in per cent:"
    yield table(HARD_COLUMNS, table_of_hard(rows))
    yield f"Two groups of one rate that vary differently, 5 hits a document; {samples:,} samples, 999 dealings each:"
    apart = level(samples, seed)
    yield table(list(apart), apart.values.tolist())
    yield "All hits in some documents of the first group, none in the second; documents of one length:"
    none = without_a_hit()
    yield table(list(none), none.values.tolist())


if __name__ == "__main__":
    main()
