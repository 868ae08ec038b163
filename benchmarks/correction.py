"""How well corrected numbers hold: simulations with clusters, unequal probabilities, and programs good and bad.

    python benchmarks/correction.py [--samples 400] [--seed 1] [--write]

2,000 sentences in 500 documents, four in each; the documents differ, a quarter of them is group A, whose codes are
unlike those of the others. A program errs in one direction, in A more. From this one truth samples are drawn again and
again. A row of the table is a design or a program; `--write` puts it into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import discourse as dc

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- correction: begin -->", "<!-- correction: end -->"
DOCUMENTS, EACH = 500, 4
HEAD = ("design, program", "codes", "bias (s.e.)", "RMSE by that of codes alone", "mean held", "difference held")
Program = Callable[[np.ndarray, np.ndarray, np.random.Generator], np.ndarray]


def erring(code: np.ndarray, in_a: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Misses every other case in A and a quarter elsewhere, and finds some that are none."""
    missed = random.random(len(code)) < np.where(in_a, 0.5, 0.25)
    return np.where(missed, 0, code) + (random.random(len(code)) < 0.1) * (1 - code)


#: What the program says, given the codes and who is in group A.
PROGRAMS: dict[str, Program] = {
    "a program that errs": erring,
    "noise": lambda code, in_a, random: random.random(len(code)),
    "a perfect program": lambda code, in_a, random: code,
}
#: Options of the sample.
SIMPLE: dict[str, object] = {"n": 200}
EQUAL = {"n": 200, "by": "group", "allocation": "equal"}
CLUSTERS = {"n": 200, "per_document": 4}
ROWS: list[tuple[str, dict, str]] = [
    ("simple", SIMPLE, "a program that errs"),
    ("simple", {"n": 60}, "a program that errs"),
    ("simple", SIMPLE, "noise"),
    ("simple", SIMPLE, "a perfect program"),
    ("as many of either group", EQUAL, "a program that errs"),
    ("whole documents", CLUSTERS, "a program that errs"),
    ("more where it is unsure", {"n": 200, "unsure": True}, "a program that errs"),
]


def make_truth(seed: int) -> tuple[dc.Corpus, pd.DataFrame, np.ndarray, np.ndarray]:
    """The corpus, its sentences, the code of each, and who is in group A."""
    random = np.random.default_rng(seed)
    group = np.where(np.arange(DOCUMENTS) % 4 == 0, "A", "B")
    frame = pd.DataFrame({"doc_id": [f"d{i}" for i in range(DOCUMENTS)], "text": "Talk goes on. " * EACH})
    corpus = dc.from_documents(frame.assign(group=group), sections=False)
    sentences = dc.find_sentences(corpus)[["doc_id", "sentence_id", "start", "end"]]
    in_a = np.repeat(group == "A", EACH)
    often = np.where(in_a, 0.55, 0.25) + np.repeat(random.normal(0, 0.15, DOCUMENTS), EACH)
    return corpus, sentences, (random.random(len(sentences)) < np.clip(often, 0.02, 0.98)).astype(float), in_a


def alone_of(coded: pd.DataFrame, in_a: np.ndarray) -> tuple[float, float]:
    """The mean of the codes and the difference of the groups, each code weighted by 1 / probability."""
    code, weight = coded["code"].to_numpy(), 1 / coded["probability"].to_numpy()
    a, b = (np.average(code[rows], weights=weight[rows]) for rows in (in_a, ~in_a))
    return float(np.average(code, weights=weight)), float(a - b)


def measure(options: dict, program: str, samples: int, seed: int) -> tuple[str, ...]:
    """A row of the table."""
    corpus, sentences, code, in_a = make_truth(seed)
    scores = sentences.assign(score=PROGRAMS[program](code, in_a, np.random.default_rng([seed, 1])))
    options = dict(options)
    if options.pop("unsure", False):
        options["scores"] = scores.assign(uncertainty=np.where(scores["score"] > 0, 0.3, 0.45))
    true = code.mean(), code[in_a].mean() - code[~in_a].mean()
    found = []
    for draw in range(samples):
        sample = dc.sample_sentences(corpus, seed=draw, codes=[], **options)
        coded = sample.assign(code=code[sample["sentence_id"]])
        corrected = dc.with_correction(scores, coded, column="score", code="code")
        mean = dc.count_mean(corrected, corpus, column="corrected").iloc[0]
        apart = dc.count_difference(corrected, corpus, by="group", column="corrected", permutations=1).iloc[0]
        row = [mean["mean"], mean["low"] <= true[0] <= mean["high"]]
        row += [apart["difference"], apart["low"] <= true[1] <= apart["high"]]
        found.append([*row, *alone_of(coded, in_a[sample["sentence_id"]])])
    mean, held, apart, apart_held, alone, alone_apart = np.array(found, float).T
    bias = (mean.mean() - true[0]) / (mean.std() / np.sqrt(samples)) if mean.std() > 1e-12 else 0
    rmse = [
        np.sqrt(np.mean((of - to) ** 2))
        for of, to in zip((mean, apart, alone, alone_apart), (*true, *true), strict=True)
    ]
    ratio = f"{rmse[0] / rmse[2]:.2f}; of the difference {rmse[1] / rmse[3]:.2f}"
    return str(options["n"]), f"{bias:+.1f}", ratio, f"{100 * held.mean():.1f} %", f"{100 * apart_held.mean():.1f} %"


def make_table(samples: int, seed: int) -> str:
    lines = ["| " + " | ".join(HEAD) + " |", "|" + " --- |" * len(HEAD)]
    for design, options, program in ROWS:
        cells = f"{design}, {program}", *measure(options, program, samples, seed)
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    return f"{samples:,} samples of each.\n\n" + "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # on few codes
        table = make_table(options.samples, options.seed)
    if options.write:
        text = README.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        README.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
