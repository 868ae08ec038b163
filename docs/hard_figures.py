"""Draw every kind of figure of real corpora, with their longest names and most groups: `python docs/hard_figures.py`.

The corpora are in a folder that `--corpora` or the variable CORPORA names, and are read there: nothing of them is
copied into the project. Needed are `ungd2017.csv.gz` (speeches of 196 countries, with long names),
`ukmanifestos.csv.gz` (46 parties over 17 years) and `inaugural.jsonl.gz` (two centuries of speeches); one that is not
there is passed over. Each figure is drawn for the screen, in one column and in two, and in greys of both widths; the
pictures of a look are put together as one sheet. `tests/test_hard_figures.py` asks whether any text is cut or touches
another.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from PIL import Image

import discourse as dc

#: The looks, by the style sheets of each.
LOOKS = {
    "screen": ("screen",),
    "one_column": ("print", "colours", "one_column"),
    "two_columns": ("print", "colours", "two_columns"),
    "greys": ("print", "one_column"),
    "greys_wide": ("print", "two_columns"),
}
#: What draws a figure of a table that is there.
Figure = Callable[[], Axes]
_DPI = 100


class Corpora:
    """The corpora of a folder, each read once, and the tables that are made of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()

    @cache  # noqa: B019  # one object a run
    def speeches(self) -> dc.Corpus:
        return dc.load_corpus(self.folder / "ungd2017.csv.gz")

    @cache  # noqa: B019
    def mentions(self) -> pd.DataFrame:
        found = dc.find_mentions(self.speeches(), dc.load_actors("world"))
        return found[found["reading"] == "actor"]

    @cache  # noqa: B019
    def hedges(self) -> pd.DataFrame:
        return dc.find_hedges(self.speeches())

    @cache  # noqa: B019
    def manifestos(self) -> dc.Corpus:
        rows = pd.read_csv(self.folder / "ukmanifestos.csv.gz")
        rows["date"] = pd.to_datetime(rows["Year"].astype("str"))
        text = next(c for c in rows if c.lower() in ("text", "texts"))
        rows["text"] = rows[text].str[:6_000]
        return dc.from_documents(rows[["text", "Party", "Type", "date"]].assign(doc_id=rows.index.astype("str")))

    @cache  # noqa: B019
    def addresses(self) -> dc.Corpus:
        corpus = dc.load_corpus(self.folder / "inaugural.jsonl.gz")
        year = corpus.documents[["doc_id", "year"]]
        return dc.with_docvars(
            corpus, pd.DataFrame({"doc_id": year["doc_id"], "date": pd.to_datetime(year["year"].astype("str"))})
        )


UNGD, MANIFESTOS, ADDRESSES = "ungd2017.csv.gz", "ukmanifestos.csv.gz", "inaugural.jsonl.gz"
HEDGES = "hedges per 1,000 words in the author’s voice"
NAMED = "mentions of actors per 1,000 words"


def _top(table: pd.DataFrame, column: str, n: int) -> list[str]:
    return table[column].value_counts().index[:n].tolist()


def rates_of_countries(found: Corpora) -> Figure:
    corpus = found.speeches()
    longest = corpus.documents["country"].astype("str").str.len().nlargest(40).index
    some = dc.filter_corpus(corpus, corpus.documents.index.isin(longest))
    return partial(dc.plot_rates, dc.count_rate(dc.find_hedges(some), some, by="country"), label=HEDGES)


def rates_by_continent_and_kind(found: Corpora) -> Figure:
    rates = dc.count_rate(found.hedges(), found.speeches(), by=["continent", "category"])
    return partial(dc.plot_rates, rates, label=HEDGES)


def rates_by_actor_and_continent(found: Corpora) -> Figure:
    mentions = found.mentions()
    some = mentions[mentions["actor"].isin(_top(mentions, "actor", 12))]
    return partial(
        dc.plot_rates, dc.count_rate(some, found.speeches(), by=["actor", "continent"]), limit=8, label=NAMED
    )


def tone_of_actors(found: Corpora) -> Figure:
    tone = dc.score_actor_sentiment(found.speeches(), found.mentions())
    return partial(
        dc.plot_tone, dc.count_mean(tone, found.speeches(), column="tone", by="actor"), limit=30, column="tone"
    )


def trend_of_parties(found: Corpora) -> Figure:
    corpus = found.manifestos()
    return partial(dc.plot_trend, dc.count_rate(dc.find_hedges(corpus), corpus, by="Party", freq="YS"), label=HEDGES)


def trend_of_two(found: Corpora) -> Figure:
    corpus = found.manifestos()
    some = dc.filter_corpus(corpus, corpus.documents["Party"].isin(["Con", "Lab", "LD", "SNP"]))
    return partial(dc.plot_trend, dc.count_rate(dc.find_hedges(some), some, by="Party", freq="YS"), label=HEDGES)


def trend_of_addresses(found: Corpora) -> Figure:
    corpus = found.addresses()
    return partial(dc.plot_trend, dc.count_rate(dc.find_hedges(corpus), corpus, freq="YS"), label=HEDGES)


def heatmap_of_pairs(found: Corpora) -> Figure:
    return partial(dc.plot_heatmap, _edges(found), label="sentences that name both")


def heatmap_of_rates(found: Corpora) -> Figure:
    corpus, mentions = found.speeches(), found.mentions()
    some = mentions[mentions["actor"].isin(_top(mentions, "actor", 20))]
    countries = _longest(corpus, 20)
    part = dc.filter_corpus(corpus, corpus.documents["country"].isin(countries))
    some = some[some["doc_id"].isin(part.documents["doc_id"])]
    rates = dc.count_rate(some.drop(columns="country"), part, by=["country", "actor"])
    return partial(dc.plot_heatmap, rates, label=NAMED)


def heatmap_of_tone(found: Corpora) -> Figure:
    tone = dc.score_actor_sentiment(found.speeches(), found.mentions())
    some = tone[tone["actor"].isin(_top(found.mentions(), "actor", 12))]
    means = dc.count_mean(some, found.speeches(), column="tone", by=["actor", "continent"])
    return partial(
        dc.plot_heatmap, means, label="mean tone towards the actor, −1 to 1", counted="mentions of the actor"
    )


def difference_of_actors(found: Corpora) -> Figure:
    mentions, corpus = found.mentions(), found.speeches()
    tables = []
    for actor in _top(mentions, "actor", 10):
        options = {"by": "continent", "groups": ("Africa", "Europe"), "permutations": 9}
        table = dc.count_difference(mentions[mentions["actor"] == actor], corpus, **options)
        table.insert(0, "actor", actor)
        tables.append(table)
    return partial(dc.plot_difference, pd.concat(tables, ignore_index=True), label=NAMED)


def keyness_of_continents(found: Corpora) -> Figure:
    corpus = found.speeches()
    africa = (corpus.documents["continent"] == "Africa").fillna(False).to_numpy(bool)
    parts = [dc.count_features(dc.filter_corpus(corpus, mask)) for mask in (africa, ~africa)]
    return partial(dc.plot_keyness, dc.keyness(*parts), names=("Africa", "all other continents of the world"))


def collocates_of_nations(found: Corpora) -> Figure:
    return partial(dc.plot_collocates, dc.collocates(found.speeches(), "nation*", min_n=5))


def dispersion_of_climate(found: Corpora) -> Figure:
    return partial(dc.plot_dispersion, dc.kwic(found.speeches(), "climate"), found.speeches(), by="country", limit=60)


def dispersion_of_actors(found: Corpora) -> Figure:
    mentions = found.mentions()
    some = mentions[mentions["actor"].isin(_top(mentions, "actor", 20))]
    return partial(dc.plot_dispersion, some, found.speeches(), by="actor")


def _edges(found: Corpora) -> pd.DataFrame:
    return dc.count_cooccurrence(found.mentions(), zeros=False)


def _longest(corpus: dc.Corpus, n: int) -> list[str]:
    return sorted(corpus.documents["country"].dropna().astype("str"), key=lambda name: (-len(name), name))[:n]


def network_of_actors(found: Corpora) -> Figure:
    return partial(dc.plot_network, _edges(found), unit="sentences")


def network_of_long_names(found: Corpora) -> Figure:
    edges = _edges(found)
    length = edges["source"].str.len() + edges["target"].str.len()
    return partial(dc.plot_network, edges[length > length.quantile(0.6)], unit="sentences", limit=20)


def network_of_kinds(found: Corpora) -> Figure:
    mentions = found.mentions()
    some = mentions[mentions["actor"].isin(_top(mentions, "actor", 15))]
    return partial(
        dc.plot_network, dc.count_affiliations(some, found.hedges(), zeros=False), two_mode=True, unit="sentences"
    )


def network_of_speakers(found: Corpora) -> Figure:
    corpus, mentions = found.speeches(), found.mentions()
    quotes = dc.resolve_sources(dc.find_quotes(corpus), mentions)
    edges = dc.count_speakers(dc.with_voice(mentions, quotes))
    return partial(dc.plot_network, edges, directed=True, limit=20, unit="mentions")


def probability_of_continents(found: Corpora) -> Figure:
    odds = dc.join_docvars(dc.find_probability_words(found.speeches()), found.speeches())
    return partial(dc.plot_probability, odds, by="country")


def multiverse_of_tone(found: Corpora) -> Figure:
    corpus = found.speeches()
    masks = {"nothing": None, "the names of all actors that are on the list of the world": found.mentions()}
    choices = {"lexicon": {"VADER": "vader", "made for political prose": "commentary"}, "masked": masks}

    def mean_tone(lexicon, masked):
        return dc.count_mean(dc.score_sentiment(corpus, lexicon=lexicon, mask=masked), corpus, by="continent")

    runs = dc.count_multiverse(mean_tone, choices)
    return partial(
        dc.plot_multiverse, runs, choices=[*choices, "continent"], value="mean", label="mean compound tone, −1 to 1"
    )


def needed_codes(found: Corpora) -> Figure:
    corpus = found.speeches()
    sample = dc.sample_sentences(corpus, n=60, seed=1, codes=[])
    coded = dc.with_found(sample, found.hedges(), name="code")
    coded["code"] ^= coded.index % 9 == 0
    scores = dc.score_spans(found.hedges(), corpus)
    return partial(dc.plot_needed, dc.count_needed(scores, coded, column="n", code="code", half_width=0.08))


#: Name -> the corpus that is needed, and what draws it.
FIGURES: dict[str, tuple[str, Callable[[Corpora], Figure]]] = {
    "rates_of_countries": (UNGD, rates_of_countries),
    "rates_by_continent_and_kind": (UNGD, rates_by_continent_and_kind),
    "rates_by_actor_and_continent": (UNGD, rates_by_actor_and_continent),
    "tone_of_actors": (UNGD, tone_of_actors),
    "trend_of_parties": (MANIFESTOS, trend_of_parties),
    "trend_of_two": (MANIFESTOS, trend_of_two),
    "trend_of_addresses": (ADDRESSES, trend_of_addresses),
    "heatmap_of_pairs": (UNGD, heatmap_of_pairs),
    "heatmap_of_rates": (UNGD, heatmap_of_rates),
    "heatmap_of_tone": (UNGD, heatmap_of_tone),
    "difference_of_actors": (UNGD, difference_of_actors),
    "keyness_of_continents": (UNGD, keyness_of_continents),
    "collocates_of_nations": (UNGD, collocates_of_nations),
    "dispersion_of_climate": (UNGD, dispersion_of_climate),
    "dispersion_of_actors": (UNGD, dispersion_of_actors),
    "network_of_actors": (UNGD, network_of_actors),
    "network_of_long_names": (UNGD, network_of_long_names),
    "network_of_kinds": (UNGD, network_of_kinds),
    "network_of_speakers": (UNGD, network_of_speakers),
    "probability_of_continents": (UNGD, probability_of_continents),
    "multiverse_of_tone": (UNGD, multiverse_of_tone),
    "needed_codes": (UNGD, needed_codes),
}


def draw_all(folder: Path, names: list[str] | None = None) -> Iterator[tuple[str, str, Axes]]:
    """Every figure in every look, of the corpora that are there: its name, its look, and its Axes, closed behind it."""
    found = Corpora(folder)
    for name in names or FIGURES:
        needed, draw = FIGURES[name]
        if not found.has(needed):
            continue
        figure = draw(found)  # of a table that is counted once
        for look, sheets in LOOKS.items():
            with plt.style.context([f"discourse.styles.{sheet}" for sheet in sheets]):
                ax = figure()
                yield name, look, ax
                plt.close(ax.figure)


def make_sheet(pictures: list[Path], path: Path, *, width: int = 2400, gap: int = 16) -> None:
    """Put pictures side by side, in rows."""
    places, x, y, tall = [], gap, gap, 0
    images = [Image.open(picture).convert("RGB") for picture in pictures]
    for image in images:
        if x + image.width > width:
            x, y, tall = gap, y + tall + gap, 0
        places.append((x, y))
        x, tall = x + image.width + gap, max(tall, image.height)
    sheet = Image.new("RGB", (width, y + tall + gap), "#DDDDEE")
    for image, place in zip(images, places, strict=True):
        sheet.paste(image, place)
    sheet.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, default=os.environ.get("CORPORA") or None, help="the folder of the corpora"
    )
    parser.add_argument("--out", type=Path, default=Path("results/gallery"), help="where pictures go")
    parser.add_argument("figures", nargs="*", help=f"of {', '.join(FIGURES)}; all unless named")
    asked = parser.parse_args()
    if not asked.corpora or not Path(asked.corpora).is_dir():
        print("no corpora: name their folder with --corpora or CORPORA")
        return
    asked.out.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, list[Path]] = {look: [] for look in LOOKS}
    for name, look, ax in draw_all(Path(asked.corpora), asked.figures):
        pictures[look].append(dc.save_figure(ax, asked.out / f"{name}_{look}.png", dpi=_DPI))
    for look, some in pictures.items():
        if some:
            make_sheet(some, asked.out / f"all_{look}.png")


if __name__ == "__main__":
    main()
