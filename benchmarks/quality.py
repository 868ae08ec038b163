"""How well the library agrees with annotations that nobody on the project made; the README next to this file shows it.

    python benchmarks/quality.py --data DIR [--write] [task ...]

DIR holds one file a set, as `quality_data.py` describes them. A set that is not in DIR is a row that says so. Without
tasks all are measured; `--write`, for which all are needed, puts the tables into the README, and anew the rows of
figures that METHODS.md quotes. Every interval is a
bootstrap over documents, or over sentences where a set knows no documents (95 %, seed 0).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import halves
import quality_judges as judges
from quality_data import DATA, read
from readme import put, quote, table

COLUMNS = ("task", "data", "measure", "ours", "simple, on the same texts", "others, on other texts")
DATA_COLUMNS = ("data", "size", "from", "licence", "in the making")


class Task(NamedTuple):
    """How something is found, by us and simply; how it is judged; on which sets; what the figure leaves open."""

    find: Callable[[list[dict]], object]
    simple: Callable[[list[dict]], object] | None
    simple_name: str
    judge: Callable[[list[dict], object], list[judges.Result]]
    data: tuple[str, ...]
    cannot: str


TASKS = {
    "sentences": Task(
        judges.find_starts,
        judges.punkt_starts,
        "NLTK's Punkt, untrained",
        judges.judge_starts,
        ("brown_editorial", "brown_news"),
        "The texts are American newspapers of 1961, clean and with their paragraphs given; nothing is said about web "
        "pages, headlines or text from PDF files.",
    ),
    "tone_vader": Task(
        lambda gold: judges.find_tone(gold, "vader"),
        None,
        "",
        judges.judge_tone,
        ("nyt",),
        "VADER as it is, to compare with; the correlation is over single sentences, on which readers differ.",
    ),
    "tone": Task(
        lambda gold: judges.find_tone(gold, "commentary"),
        lambda gold: judges.find_tone(gold, "vader"),
        "VADER",
        judges.judge_tone,
        ("nyt",),
        "Readers rated how positive a sentence sounds, not what its author thinks of anybody; one newspaper, "
        "one country. The values of words were moved by these same ratings: quote the figures by halves.",
    ),
    "actor_tone": Task(
        judges.find_actor_tone,
        lambda gold: judges.class_of(judges.find_tone(gold, "vader")),
        "VADER of the sentence",
        judges.judge_actor_tone,
        ("newsmtsc",),
        "Only persons in American news, one sentence at a time, and only sentences on which the coders agreed: harder "
        "ones are not in it, and states and organisations have not been measured.",
    ),
    "directed": Task(
        judges.find_directed,
        judges.plain_directed,
        "VADER of the sentence",
        judges.judge_directed,
        ("dse",),
        "Sentences of news with two parties, which are given; whether the right ones would be found is not asked.",
    ),
    "hedges": Task(
        lambda gold: judges.find_hedges(gold, vague=True),
        judges.plain_hedges,
        "a regular expression of common cues",
        judges.judge_hedges,
        ("sfu", "wikipedia", "bioscope_papers", "bioscope_abstracts"),
        "None of it is commentary. In reviews and papers `if`, `or`, `can`, quantifiers, shields and approximators are "
        "set aside, as those guidelines draw the line elsewhere; whether scope and owner of a doubt are right is "
        "not measured here.",
    ),
    "certainty": Task(
        judges.find_hedges,
        judges.plain_hedges,
        "number of common cues",
        judges.judge_certainty,
        ("certainty",),
        "Sentences on science and the news about it; how sure a commentary on foreign policy sounds may hang on other "
        "words, and the strengths come from the same readers.",
    ),
    "stance": Task(
        judges.find_stance,
        judges.plain_stance,
        "a regular expression of common cues",
        judges.judge_stance,
        ("opinion",),
        "The readers are language models that followed one guide after Hyland; they agree more with each other than "
        "people would. One newspaper; few sentences hold a booster. What only one of them marked counts neither way.",
    ),
    "negation": Task(
        judges.find_negations,
        lambda gold: judges.per_text(judges.PLAIN_NEGATIONS, gold),
        "a regular expression",
        judges.judge_negations,
        ("cdsco",),
        "Fiction of about 1900; whether a sentence has a negation, not what it covers; negation by affix is set aside.",
    ),
    "probability": Task(
        judges.find_odds,
        None,
        "",
        judges.judge_odds,
        ("odds",),
        "Seventeen phrases in one frame, in answers to surveys on the web; what a phrase means in a given sentence, "
        "to a given author, is not known from either survey.",
    ),
    "attribution": Task(
        judges.find_attributions,
        judges.plain_attributions,
        "what stands between double quotation marks",
        judges.judge_attributions,
        ("polnear",),
        "News reporting, in which sources are named and verbs of saying are many; commentary reports in freer ways. "
        "Exact spans punish a comma as much as a miss, so read the characters too.",
    ),
    "states": Task(
        judges.find_states,
        lambda gold: judges.find_states(gold, plain=True),
        "names of states and their acronyms alone",
        judges.judge_states,
        ("newswcl50",),
        "Only chains that the annotators followed are marked, so precision cannot be measured; five events of one "
        "year, and most mentions are of the United States and North Korea.",
    ),
    "named": Task(
        judges.find_named,
        judges.plain_named,
        "names of states as actors; runs of words with a capital, of no type",
        judges.judge_named,
        ("editorials",),
        "Coded by two language models, of two of a kind; only what both marked alike is asked for.",
    ),
    "grouping": Task(
        judges.find_groups,
        judges.plain_groups,
        "runs of words with a capital, by their last word",
        judges.judge_groups,
        ("newswcl50",),
        "The annotators put organs and officials with their state, and members with their group; five events.",
    ),
    "names": Task(
        judges.find_names,
        judges.plain_names,
        "runs of words with a capital",
        judges.judge_names,
        ("re3d", "crossner", "wikigold"),
        "Whether a span is a name, not whose name it is or of what type; in Wikipedia, from which the latter two are, "
        "names are many and a capital says nearly all.",
    ),
    "metonymy": Task(
        judges.find_readings,
        lambda gold: [[] for _ in gold],
        "always a place",
        judges.judge_readings,
        ("relocar", "geowebnews"),
        "Two readings only, without the mixed ones; in ReLocaR both are about equally frequent, which they need not be "
        "elsewhere; and which actor a place stands for is not asked.",
    ),
}

#: Figures of others for the same measure: set, measure, figure; on parts of the sets that the project has not been
#: given, or as published.
OTHERS_LISTED = """
brown_editorial | F1 of starts | Punkt untrained .91, with its trained model .984
brown_news | F1 of starts | Punkt untrained .80, with its trained model .967
nyt | correlation with the mean rating, r | VADER .49; three lexicons averaged .54; trained on four lexicons .57
nyt | correlation with the mean rating, r | one person against the other nineteen .73
nyt | three classes, macro-F1 | VADER .52; three lexicons averaged .56; trained on four lexicons .55
nyt | three classes, macro-F1 | one person against the other nineteen .64
newsmtsc | three classes, macro-F1 | VADER near the name .53; linear models trained on 8,700 sentences .58
newsmtsc | three classes, macro-F1 | the same with features from lexicons .63; RoBERTa .83
dse | for or against, AUC | trained on sentence embeddings of NewsMTSC .87
dse | three classes, macro-F1 | trained on sentence embeddings of NewsMTSC .51
sfu | hedged sentences, F1 | published list .72
sfu | cues, precision | published list .64
wikipedia | hedged sentence or not, accuracy | published list .58; trained .77
bioscope_papers | hedged sentences, F1 | published list .70
bioscope_abstracts | hedged sentences, F1 | published list .77; trained .86
certainty | correlation of ranks with readers, rho | number of published cues .61; trained .64
cdsco | negated sentences, F1 | a regular expression .94
odds | correlation of ranks with the medians, rho | medians of one survey against the other .985
odds | mean distance, percentage points | medians of one survey against the other 1.7
polnear | source, exact, F1 | regular expression .27; CoreNLP .14; trained CRF .51; BERT .83; two annotators .78
polnear | cue, exact, F1 | regular expression .28; trained CRF .53; BERT .75; two annotators .70
polnear | content, exact, F1 | regular expression .32; CoreNLP .18; trained CRF .29; BERT .73; two annotators .68
polnear | characters of content, F1 | regular expression .58
newswcl50 | names of states found, recall | plain names of countries .76; with White House and Washington .89
newswcl50 | right state, where a mention is met | plain names of countries .99
re3d | names, F1 | runs of capitals .56
crossner | names, F1 | runs of capitals .74
relocar | actor or place, accuracy | a rule on prepositions .70; trained .75 to .85; BERT .94; people .91 to .93
geowebnews | actor or place, accuracy | a rule on prepositions .84; trained .92
"""


def others_of(data: str, what: str) -> str:
    """The figures listed for one measure on one set.

    >>> others_of("sfu", "cues, precision")
    'published list .64'
    """
    rows = (line.split(" | ") for line in OTHERS_LISTED.strip().splitlines())
    return "; ".join(figure for *key, figure in rows if key == [data, what])


#: Sets from whose annotations figures that the library ships were estimated.
FITTED = {("certainty", "certainty"), ("tone", "nyt"), ("actor_tone", "newsmtsc")}


# --- the report ---------------------------------------------------------------------------------------------------


def number(value: float) -> str:
    """Three figures behind the point, two from 1 on.

    >>> number(0.5754), number(2.7789)
    ('0.575', '2.78')
    """
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.2f}"


@cache
def figures_by_halves(folder: Path) -> dict[tuple[str, str, str], tuple[float, float]]:
    return halves.fitted_by_halves(folder)


def by_halves(folder: Path, task: str, data: str, what: str) -> str:
    """How a figure is to be read whose set had a part in making the library; empty where it had none."""
    if (task, data) not in FITTED:
        return ""
    figures = figures_by_halves(folder).get((task, data, what))
    return f"; fitted to these; by halves {' and '.join(map(number, figures))}" if figures else "; fitted to these"


def measure(folder: Path, task: str, data: str, gold: list[dict]) -> list[list[str]]:
    """The rows of one task on one set."""
    how, title = TASKS[task], DATA[data].title
    try:
        ours = how.judge(gold, how.find(gold))
    except judges.MissingError as missing:
        return [[task, title, "", f"not there yet: {missing}", "", ""]]
    simple = {r.measure: r.value() for r in how.judge(gold, how.simple(gold))} if how.simple else {}
    rows = []
    for r in ours:
        low, high = r.interval()
        beside = f"{how.simple_name} {number(simple[r.measure])}" if r.measure in simple else ""
        others = others_of(data, r.measure)
        ours_is = f"{number(r.value())} [{number(low)}, {number(high)}]{by_halves(folder, task, data, r.measure)}"
        rows.append([task, title, r.measure, ours_is, beside, others])
    return rows


def report(folder: Path, tasks: list[str]) -> tuple[list[list[str]], str]:
    """The rows of figures; and Markdown: their table, that of the data, and what the figures cannot say."""
    rows, sources = [], {}
    for task in tasks:
        print(f"measuring {task}", file=sys.stderr, flush=True)
        for data in TASKS[task].data:
            about = DATA[data]
            gold = read(folder, *about.files)
            rows += measure(folder, task, data, gold) if gold else [[task, about.title, "", "not there", "", ""]]
            size = f"{len(gold):,} {about.unit}" if gold else f"not there ({about.unit})"
            sources[data] = [about.title, size, about.source, about.licence, about.making]
    limits = "\n".join(f"- **{task}**: {TASKS[task].cannot}" for task in tasks)
    return rows, (
        f"{table(COLUMNS, rows)}\n\nThe data:\n\n{table(DATA_COLUMNS, list(sources.values()))}\n\n"
        f"What the figures cannot say:\n\n{limits}"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("task", nargs="*", metavar="task", help=f"any of {', '.join(TASKS)}; all where none is named")
    ask.add_argument("--data", type=Path, required=True, help="folder with the annotated sets")
    ask.add_argument(
        "--write", action="store_true", help="put the tables into benchmarks/README.md, and the figures into METHODS.md"
    )
    options = ask.parse_args()
    unknown = [t for t in options.task if t not in TASKS]
    if unknown:
        ask.error(f"task {unknown[0]!r} is not known; choose from {', '.join(TASKS)}")
    if not options.data.is_dir():
        ask.error(f"--data {str(options.data)!r} is no folder; name the one with the annotated sets")
    if options.write and options.task:
        ask.error("--write needs all tasks, or the tables would lose the others; leave the names of tasks out")
    rows, text = report(options.data, options.task or list(TASKS))
    print(text)
    if options.write:
        put("quality", text)
        quote(rows)


if __name__ == "__main__":
    main()
