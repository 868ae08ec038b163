"""Halves of the annotated sets, by a hash of the document: what is fitted on one half is quoted on the other.

    python benchmarks/halves.py --data DIR [--write]

DIR holds the annotated sets (`quality_data.py`). What is fitted is fitted again on one half of each set and judged on
the other, both ways round: the values of words of tone (`tone_valence.fit`), what makes a tone towards an actor
positive or negative (`tone_label.Sets.fit_weights`) and the strengths of hedges (`hedge_strength.Ratings.strengths`).
Lists and rules stay as they are; they were written with these texts in view, and the table says what was. Where nothing
is fitted, the figures are those of each half, and show how much a figure moves.
A set that is not in DIR has no row. `--write` puts the table into the README beside this file.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import hedge_strength
import numpy as np
import quality_judges as judges
import tone_label
import tone_valence as values
from quality_data import DATA, half_of, read
from readme import put, table

#: Task, set and measure as in `quality.py`, and the figure of half 0 and of half 1.
Row = tuple[str, str, str, tuple[float, float]]
COLUMNS = ("task", "data", "measure", "fitted on the other half", "half 0", "half 1", "mean")
FITTED = {
    "tone": "values of words",
    "actor_tone": "values of words, weights of the label",
    "certainty": "strengths of hedges",
}


def document_of(data: str, record: dict) -> object:
    """What of a record is halved together: the text it is from, where a set knows it."""
    if data == "sfu":
        return f"{record['domain']}/{record['doc']}"
    if data == "newswcl50":
        return judges.event_of(record)  # the articles on an event name the same actors
    return record.get("doc", record["id"])


def has(folder: Path, *stems: str) -> bool:
    """Are these sets there?"""
    return all((folder / f"{stem}.jsonl.gz").exists() for stem in stems)


def tone_by_halves(folder: Path) -> Iterator[Row]:
    """Tone of sentences and towards a person, with the values of words that the other halves of both sets give."""
    if not has(folder, "sent_nyt_editorials", "target_newsmtsc_train", "directed_dse_train", "directed_dse_valid"):
        return
    sets, figures = tone_label.Sets(folder), []
    for half in (0, 1):
        pieces, value = sets.pieces, sets.fit_values(half)
        tone, y = (column[pieces.half == half] for column in (pieces.tone(value), pieces.y))
        classes = np.c_[values.classes(y, pieces.rated), values.classes(tone, values.SAID)]
        figures.append((judges.pearson(np.c_[y, tone]), judges.macro_f(classes)))
    r, f = zip(*figures, strict=True)
    yield "tone", "nyt", "correlation with the mean rating, r", r
    yield "tone", "nyt", "three classes, macro-F1", f
    yield "actor_tone", "newsmtsc", "three classes, macro-F1", tuple(news for news, _ in sets.by_halves())


def certainty_by_halves(folder: Path) -> Iterator[Row]:
    """How sure a sentence sounds, with the strengths that the other half gives: of its hedges, and with boosters."""
    lexicon = hedge_strength.shipped()
    ratings = hedge_strength.Ratings.of(folder, lexicon)
    if not ratings.rated:
        return
    figures: list[tuple[float, float]] = []
    for half in (0, 1):
        strength = {cue: value for cue, (value, _) in ratings.strengths(ratings.half != half).items()}
        fitted = lexicon.assign(strength=[strength.get(pattern, 0.0) for pattern in lexicon["pattern"]])
        gold = [g for g, of in zip(ratings.rated, ratings.half, strict=False) if of == half]
        (doubt,) = judges.judge_certainty(gold, judges.find_hedges(gold, lexicon=fitted))
        (sure,) = judges.judge_sureness(gold, judges.find_sureness(gold, lexicon=fitted))
        figures.append((doubt.value(), sure.value()))
    doubt, sure = zip(*figures, strict=True)
    yield "certainty", "certainty", "correlation of ranks with readers, rho", doubt
    yield "certainty", "certainty", "the same, boosters counted (score_certainty)", sure


def plain_by_halves(folder: Path) -> Iterator[Row]:
    """What has nothing fitted in it, on either half."""
    plain: tuple[tuple[str, str, Callable, Callable], ...] = (
        ("stance", "opinion", judges.find_stance, judges.judge_stance),
        ("hedges", "sfu", lambda gold: judges.find_hedges(gold, vague=True), judges.judge_hedges),
        ("directed", "dse", judges.find_directed, judges.judge_directed),
        ("readings", "relocar", judges.find_readings, judges.judge_readings),
        ("readings", "geowebnews", judges.find_readings, judges.judge_readings),
        ("named", "editorials", judges.find_named, judges.judge_named),
        ("grouping", "newswcl50", judges.find_groups, judges.judge_groups),
        ("attribution", "polnear", judges.find_attributions, judges.judge_attributions),
    )
    for task, data, find, judge in plain:
        gold = read(folder, *DATA[data].files)
        half = half_of(document_of(data, g) for g in gold)
        parts = [[g for g, of in zip(gold, half, strict=True) if of == k] for k in (0, 1)]
        if all(parts):
            for first, second in zip(*(judge(part, find(part)) for part in parts), strict=True):
                yield task, data, first.measure, (first.value(), second.value())


def fitted_by_halves(folder: Path) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Task, set and measure -> the two figures, of all that is fitted."""
    rows = (*tone_by_halves(folder), *certainty_by_halves(folder))
    return {(task, data, measure): figures for task, data, measure, figures in rows}


def report(folder: Path) -> str:
    """The figures as a table in Markdown."""
    rows = [(*key, figures) for key, figures in fitted_by_halves(folder).items()]
    rows += plain_by_halves(folder)
    cells = []
    for task, data, measure, pair in rows:
        figures = (f"{value:.3f}" for value in (*pair, np.mean(pair)))
        cells.append((task, DATA[data].title, measure, FITTED.get(task, "nothing"), *figures))
    return table(COLUMNS, cells)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True, help="folder with the annotated sets")
    ask.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    options = ask.parse_args()
    if not options.data.is_dir():
        ask.error(f"--data {str(options.data)!r} is no folder; name the one with the annotated sets")
    text = report(options.data)
    print(text)
    if options.write:
        put("halves", text)


if __name__ == "__main__":
    main()
