"""Write the figure gallery: `python docs/gallery.py` makes docs/gallery.md and the pictures in docs/gallery/.

An entry is a question, code from corpus to Axes, and the table behind the figure. The code that the page shows is the
code that is run: all of it once, and its last statement, which draws, again in each style.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from PIL import Image

import discourse as dc

ROOT = Path(__file__).resolve().parents[1]
DPI = 144
WIDTHS = {"one_column": "one column", "two_columns": "two columns"}


class Entry(NamedTuple):
    """What stands on the page under `plot_` and `name`.

    Attributes
    ----------
    name : of the plot function, behind `plot_`
    question : that the figure answers
    code : from corpus to Axes; the last statement draws
    table : expression that gives the table behind the figure, its first rows are shown
    width : style sheet of the printed figure
    """

    name: str
    question: str
    code: str
    table: str
    width: str = "one_column"


ENTRIES = (
    Entry(
        "rates",
        "Which author hedges most?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
hedges = dc.find_hedges(corpus)
rates = dc.count_rate(hedges, corpus, by="author")
ax = dc.plot_rates(rates, label="hedges per 1,000 words")
""",
        "rates",
    ),
    Entry(
        "tone",
        "In what tone does each outlet write about the same actors?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
mentions = dc.find_mentions(corpus, dc.load_actors("world"))
tone = dc.score_actor_sentiment(corpus, mentions)
some = tone[tone["actor"].isin(["Russia", "United States", "Ukraine", "Vladimir Putin", "Donald Trump"])]
means = dc.count_mean(some, corpus, column="tone", by=["actor", "outlet"])
ax = dc.plot_tone(means, by="actor", column="tone")
""",
        "means",
    ),
    Entry(
        "difference",
        "Do two outlets differ in how they hedge?",
        """
import pandas as pd

corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
pair = {"by": "outlet", "groups": ("Penhallow House", "The Calverton Ledger")}
kinds = dict(list(dc.find_hedges(corpus).groupby("category", observed=True)))
table = pd.concat({kind: dc.count_difference(some, corpus, **pair) for kind, some in kinds.items()}, names=["kind"])
table = table.reset_index("kind")
ax = dc.plot_difference(table, by="kind", label="hedges per 1,000 words")
""",
        "table",
    ),
    Entry(
        "trend",
        "Which state is named as an actor, and when?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
corpus = dc.filter_corpus(corpus, corpus.documents["date"] >= "2016-07")  # at least ten texts per half-year
mentions = dc.find_mentions(corpus, dc.load_actors("world"))
acting = mentions[mentions["reading"] == "actor"]  # named as an actor, not as a place
states = acting[acting["actor"].isin(["Russia", "United States", "Ukraine"])]
rates = dc.count_rate(states, corpus, by="actor", freq="2QS")  # half-years
ax = dc.plot_trend(rates, label="mentions of actors per 1,000 words")
""",
        "rates",
    ),
    Entry(
        "heatmap",
        "With which kinds of words does each outlet hedge?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
hedges = dc.find_hedges(corpus)
rates = dc.count_rate(hedges, corpus, by=["outlet", "category"])
ax = dc.plot_heatmap(rates, rows="category", columns="outlet", label="hedges per 1,000 words")
""",
        "rates",
        "two_columns",
    ),
    Entry(
        "keyness",
        "Which words set one outlet apart from the others?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
ours = corpus.documents["outlet"] == "Penhallow House"
target = dc.count_features(dc.filter_corpus(corpus, ours))
reference = dc.count_features(dc.filter_corpus(corpus, ~ours))
key = dc.keyness(target, reference)
ax = dc.plot_keyness(key, limit=10, names=("Penhallow House", "the other outlets"))
""",
        'key[["feature", "n_target", "n_reference", "log_ratio", "log_ratio_low", "log_ratio_high", "g2"]]',
    ),
    Entry(
        "collocates",
        "Which words stand near *sanction* and *sanctions*, and on which side?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
near = dc.collocates(corpus, "sanction*", window=5, min_n=3)
ax = dc.plot_collocates(near, limit=15)
""",
        'near[["collocate", "n", "n_left", "n_right", "n_docs", "log_dice"]]',
    ),
    Entry(
        "dispersion",
        "Which commentaries of 2018 mention sanctions, and where in the text?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
year = dc.filter_corpus(corpus, corpus.documents["date"].dt.year == 2018)
lines = dc.kwic(year, "sanction*")
ax = dc.plot_dispersion(lines, year, order="date")
""",
        'lines[["doc_id", "sentence_id", "start", "end", "keyword"]]',
        "two_columns",
    ),
    Entry(
        "network",
        "Who is named together with whom, and in what tone?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
mentions = dc.find_mentions(corpus, dc.load_actors("world"))
scores = dc.score_sentiment(corpus, mask=mentions)
edges = dc.count_cooccurrence(mentions, scores=scores)
ax = dc.plot_network(edges[edges["n"] >= 10], limit=20, unit="sentences")
""",
        'edges[["source", "target", "n", "n_source", "n_target", "tone"]]',
        "two_columns",
    ),
    Entry(
        "probability",
        "How likely are things, according to the authors?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
odds = dc.find_probability_words(corpus)
odds = dc.join_docvars(odds, corpus)
ax = dc.plot_probability(odds, by="author")
""",
        'odds[["author", "text", "phrase", "scale", "low", "high"]]',
    ),
    Entry(
        "needed",
        "How many more sentences have to be coded, if these made-up codes were real?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
hedges = dc.find_hedges(corpus)
sample = dc.sample_sentences(corpus, n=80, seed=1, codes=[])
coded = dc.with_found(sample, hedges, name="code")
coded["code"] ^= coded.index % 9 == 0  # made up: a coder who differs in every ninth sentence
scores = dc.score_spans(hedges, corpus)
needed = dc.count_needed(scores, coded, column="n", code="code", half_width=0.08)
ax = dc.plot_needed(needed)
""",
        'needed[["group", "n", "more", "half_width", "half_width_alone", "needed", "needed_alone"]]',
    ),
    Entry(
        "multiverse",
        "Does the tone of the corpus depend on how it is measured?",
        """
corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
names, quotations = dc.find_mentions(corpus, dc.load_actors("world")), dc.find_quotes(corpus)
masks = {"nothing": None, "names": names, "quotations": quotations}
choices = {"lexicon": {"VADER": "vader", "political prose": "commentary"}, "masked": masks}


def mean_tone(lexicon, masked):
    return dc.count_mean(dc.score_sentiment(corpus, lexicon=lexicon, mask=masked), corpus)


runs = dc.count_multiverse(mean_tone, choices)
ax = dc.plot_multiverse(runs, choices=list(choices), value="mean", label="mean compound tone, −1 to 1")
""",
        "runs",
    ),
)

#: How a figure gets into a journal; the tests run it.
PRINT = """
import discourse as dc
import matplotlib.pyplot as plt

corpus = dc.load_corpus("corpus/us_russia", languages=["en"])
rates = dc.count_rate(dc.find_hedges(corpus), corpus, by="author")
with plt.style.context(["discourse.styles.print", "discourse.styles.one_column"]):
    ax = dc.plot_rates(rates, label="hedges per 1,000 words")
dc.save_figure(ax, "hedges.pdf")
"""

HEAD = f"""# Figures

This page shows every plot function: a question, code that you can paste at the root of the repository, the first rows
of the table behind the figure, and the figure itself. Each figure is drawn for the screen, and in greys for print.
The texts are the sample corpus. They were written for this project, so do not draw any findings from them. The page is
written by `python docs/gallery.py`.

Styles are switched on and off like those of matplotlib: `discourse.styles.screen`, or `discourse.styles.print` together
with `discourse.styles.one_column` (3.5 inches) or `discourse.styles.two_columns` (7 inches). For a journal, save a PDF
(its typeface is embedded as TrueType) or an SVG (its letters are shapes):

```python
{PRINT.strip()}
```

No type is smaller than 7 pt. Intervals are shown wherever there are any. Each count n stands beside the group that it
belongs to. Groups differ in marker and line as well as in colour. `dc.alt_text(ax)` describes a figure in words; the
pictures on this page have these texts as descriptions.
"""


def full_code(entry: Entry) -> str:
    return f"import discourse as dc\n\n{entry.code.strip()}\n"


def split_code(code: str) -> tuple[str, str]:
    """What leads up to the figure, and the last statement, which draws it."""
    last = ast.parse(code).body[-1].lineno - 1
    lines = code.splitlines(keepends=True)
    return "".join(lines[:last]), "".join(lines[last:])


def markdown_table(table: pd.DataFrame) -> str:
    """The rows of a table in Markdown, floats with two decimals.

    >>> print(markdown_table(pd.DataFrame({"author": ["A"], "n": [1200], "rate": [-0.5]})))
    | author | n | rate |
    |---|--:|--:|
    | A | 1,200 | −0.50 |
    """

    def write(value: object) -> str:
        if pd.isna(value):
            return ""
        if isinstance(value, pd.Timestamp):
            return f"{value:%Y-%m-%d}"
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:z,.2f}".replace("-", "−") if isinstance(value, float) else f"{value:,}"
        return str(value).replace("|", "\\|")

    right = [pd.api.types.is_numeric_dtype(kind) and kind != "bool" for kind in table.dtypes]
    rows = [list(table.columns), ["--:" if to_right else "---" for to_right in right]]
    rows += [[write(value) for value in row] for row in table.astype("object").to_numpy().tolist()]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines[1] = lines[1].replace(" ", "")
    return "\n".join(lines)


def save_picture(ax: Axes, path: Path) -> Path:
    """A PNG of a palette, a third of the size, and always the same bytes."""
    with Image.open(dc.save_figure(ax, path, dpi=DPI)) as image:
        image.convert("RGB").quantize(dither=Image.Dither.NONE).save(path, optimize=True, dpi=(DPI, DPI))
    return path


def draw_entry(entry: Entry, folder: Path) -> str:
    """Run the code of an entry, write its two pictures into `folder`, and return its part of the page."""
    steps, draw = split_code(full_code(entry))
    found: dict[str, object] = {}
    exec(steps, found)
    pictures = []
    for kind, styles in (("screen", ["screen"]), ("print", ["print", entry.width])):
        with plt.style.context([f"discourse.styles.{style}" for style in styles]):
            exec(draw, found)
            path = save_picture(found["ax"], folder / f"{entry.name}_{kind}.png")
            plt.close(found["ax"].figure)
        what = "" if kind == "screen" else f" In greys, {WIDTHS[entry.width]} wide."
        alt = (dc.alt_text(found["ax"]) + what).replace("[", "\\[").replace("]", "\\]")
        pictures.append(f"![{alt}]({folder.name}/{path.name})")
    table = eval(entry.table, found)
    parts = [
        f"## plot_{entry.name}\n\n{entry.question}",
        f"```python\n{full_code(entry)}```",
        f"The first of {len(table):,} rows of `{entry.table.split('[')[0]}`:",
        markdown_table(table.head(4)),
        "\n".join(pictures),
    ]
    return "\n\n".join(parts) + "\n"


def write_page(folder: Path) -> Iterator[str]:
    """Write all pictures into `folder`, made if need be, and yield the parts of the page."""
    folder.mkdir(exist_ok=True)
    yield HEAD
    with chdir(ROOT):
        for entry in ENTRIES:
            yield draw_entry(entry, folder)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    page = "\n".join(write_page(ROOT / "docs" / "gallery"))
    (ROOT / "docs" / "gallery.md").write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
