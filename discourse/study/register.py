"""What a study can ask for, defined in one place: its keys, its evidence, its measures and its plots.

An entry names a function and adds what the function itself does not say (`discourse.study._entries`). The check of a
study file, the tables of the README and the words of the report are all made from these entries. To add a measure, see
CONTRIBUTING.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, KeysView, Mapping
from functools import wraps
from typing import Literal

import numpy as np
import pandas as pd

from discourse.actors.mentions import find_mentions
from discourse.coding.sampling import sample_sentences
from discourse.corpus.corpus import Corpus, filter_corpus
from discourse.corpus.docvars import join_docvars
from discourse.lexicon.terms import find_terms
from discourse.measures.collocation import collocates, collocations
from discourse.measures.comparison import count_difference, count_multiverse
from discourse.measures.concordance import kwic
from discourse.measures.contested import count_contested
from discourse.measures.corrected import CORRECTED
from discourse.measures.counts import count_words
from discourse.measures.dispersion import count_dispersion
from discourse.measures.features import count_features
from discourse.measures.keyness import keyness
from discourse.measures.means import count_mean
from discourse.measures.networks import count_affiliations, count_cooccurrence, count_speakers
from discourse.measures.questions import count_questions
from discourse.measures.rates import count_rate
from discourse.plots.difference import plot_difference
from discourse.plots.dispersion import plot_dispersion
from discourse.plots.groups import MEANS, plot_rates, plot_tone
from discourse.plots.heatmap import plot_heatmap
from discourse.plots.multiverse import plot_multiverse
from discourse.plots.networks import plot_network
from discourse.plots.probability import plot_probability
from discourse.plots.trend import plot_trend
from discourse.plots.words import plot_collocates, plot_keyness
from discourse.stance.boosters import find_boosters
from discourse.stance.certainty import score_certainty
from discourse.stance.hedges import find_hedges
from discourse.stance.negations import find_negations
from discourse.stance.probability_words import find_probability_words
from discourse.study._entries import Evidence, Measure, Plot, joined
from discourse.study._options import options_of
from discourse.tone.sentiment import score_sentiment
from discourse.tone.towards_actors import score_actor_sentiment
from discourse.voice.quotes import find_quotes
from discourse.voice.speakers import resolve_sources

# --- evidence ---------------------------------------------------------------------------------------------------


def _hedges(corpus: Corpus, hedging: dict) -> pd.DataFrame:
    return find_hedges(corpus, vague=hedging.get("vague", False))


def _quotes(corpus: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    return resolve_sources(find_quotes(corpus), mentions)


def _terms(corpus: Corpus, patterns: dict[str, list[str]]) -> pd.DataFrame:
    """The terms of the study, longest first within each category; one that is nowhere found is a category still."""
    rows = [(pattern, category) for category, listed in patterns.items() for pattern in listed]
    found = find_terms(corpus, pd.DataFrame(rows, columns=["pattern", "category"]), overlap="categories")
    return found.assign(category=pd.Categorical(found["category"], categories=list(patterns)))


def _sentiment(corpus: Corpus, mentions: pd.DataFrame, settings: dict) -> pd.DataFrame:
    mask = mentions if settings.get("mask_actors", True) else None
    return score_sentiment(corpus, lexicon=settings.get("lexicon", "vader"), mask=mask)


def _certainty(corpus: Corpus, hedges: pd.DataFrame, boosters: pd.DataFrame) -> pd.DataFrame:
    return score_certainty(corpus, hedges=hedges, boosters=boosters)


def _actor_sentiment(corpus: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    """The tone towards each actor, with the type and country that the mention has."""
    place = ["doc_id", "start", "end", "actor"]
    kinds = mentions.drop_duplicates(place)[[*place, "type", "country"]]
    return score_actor_sentiment(corpus, mentions).merge(kinds, on=place, how="left")


#: Spans and scores, in the order in which they are found; each gets the columns voice and speaker.
EVIDENCE: dict[str, Evidence] = {
    "mentions": Evidence(find_mentions, kind="actor", always=True),
    "hedges": Evidence(_hedges, always=True),
    "quotes": Evidence(_quotes, kind="kind", always=True),
    "boosters": Evidence(find_boosters),
    "negations": Evidence(find_negations),
    "probability_words": Evidence(find_probability_words, kind="phrase"),
    "terms": Evidence(_terms, part="terms"),
    "certainty": Evidence(_certainty, score="certainty", says="certainty of sentences"),
    "sentiment": Evidence(_sentiment, score="compound", always=True, says="tone of sentences"),
    "actor_sentiment": Evidence(_actor_sentiment, score="tone", always=True, says="tone of what is said of an actor"),
}
_FIRST = sorted(EVIDENCE, key=lambda name: not EVIDENCE[name].always)  # what every run finds
SPANS = tuple(name for name in _FIRST if EVIDENCE[name].score is None)
SCORES = tuple(name for name in _FIRST if EVIDENCE[name].score is not None)
#: What each is made from, the quotations for its voice among it.
NEEDS: dict[str, tuple[str, ...]] = {
    name: tuple(need for need in dict.fromkeys((*entry.takes, "quotes")) if need in EVIDENCE and need != name)
    for name, entry in EVIDENCE.items()
}
#: The tables of the corpus, which a run writes beside the evidence.
OF_CORPUS = ("documents", "sections", "rejected", "doubts", "duplicates")
#: The tables that hand codes make, which a run of a study that has some writes.
OF_CODES = ("reliability", "agreement", "raw_and_corrected")
#: The table that is the codebook, which a run of a study that names one writes.
CODEBOOK = "codebook"


def with_needs(names: Collection[str], needs: Mapping[str, Collection[str]] = NEEDS) -> KeysView[str]:
    """The tables `names` and all that they are made from.

    >>> list(with_needs(["hedges"]))
    ['hedges', 'quotes', 'mentions']
    """
    found: dict[str, None] = {}

    def add(name: str) -> None:
        if name not in found:
            found[name] = None
            for need in needs.get(name, ()):
                add(need)

    for name in names:
        add(name)
    return found.keys()


# --- measures ---------------------------------------------------------------------------------------------------


def _unit(spec: dict) -> str:
    """What a rate or a mean is, with its unit and of which rows; what hand codes correct is on the scale of the codes.

    >>> _unit({"of": "hedges", "by": [], "per": 100, "where": {"voice": "author", "category": "modal"}})
    'hedges per 100 words in the author’s voice (category modal)'
    """
    score = score_of(spec)
    what = f"{_counted(spec)} per {spec.get('per', 1000):,} words" if score is None else MEANS[score]
    if score and spec.get("corrected"):
        what = f"mean of the code {spec['code']}"
    said = f"{what}{_of_which(spec)}"
    return f"{said}, corrected by hand codes" if spec.get("corrected") else said


#: A value of `voice` -> where that is.
_VOICES = {
    "author": "in the author’s voice", "reported": "in reported speech", "scare": "in scare quotes",
    "quoted": "in quotations",
}  # fmt: skip
#: Columns whose values are told by other words, and how many values are named one by one.
_TOLD, _NAMED = ("reading", "voice"), 3


def _of_which(spec: dict) -> str:
    """Which rows are kept, but for what the groups of the table say themselves."""
    kept = {key: value if isinstance(value, list) else [value] for key, value in spec.get("where", {}).items()}
    voices = [_VOICES.get(str(value), str(value)) for value in kept.get("voice", [])]
    others = [
        f"{key.replace('_', ' ')} {joined([str(v) for v in values], 'or')}" if len(values) <= _NAMED
        else f"{len(values)} values of {key.replace('_', ' ')}"
        for key, values in kept.items() if key not in (*_TOLD, *spec.get("by", []))
    ]  # fmt: skip
    said = f" {joined(voices, 'or')}" if voices and "voice" not in spec.get("by", []) else ""
    return said + (f" ({'; '.join(others)})" if others else "")


def _counted(spec: dict) -> str:
    """What is counted; of mentions, in which reading.

    >>> _counted({"of": "mentions"}), _counted({"of": "mentions", "where": {"reading": ["actor"]}})
    ('mentions of actors and of places', 'mentions of actors')
    """
    if spec["of"] != "mentions":
        return spec["of"].replace("_", " ")
    asked = spec.get("where", {}).get("reading", ["actor", "place"])
    return f"mentions {joined([f'of {reading}s' for reading in ([asked] if isinstance(asked, str) else asked)], 'and')}"


def counts(spec: dict) -> str:
    """What n of a table counts, in words; nothing where it is not said."""
    if spec["measure"] in _OF_PAIRS:
        return _OF_PAIRS[spec["measure"]](spec)
    if score_of(spec) == "tone":
        return "mentions of the actor"
    return "sentences" if score_of(spec) else "questions" if spec["measure"] == "questions" else ""


#: Measures of pairs -> what n counts.
_OF_PAIRS: dict[str, Callable[[dict], str]] = {
    "cooccurrence": lambda spec: f"{spec.get('unit', 'sentence')}s",
    "affiliations": lambda spec: f"{spec.get('unit', 'sentence')}s",
    "speakers": lambda spec: "mentions",
}


def _rates(spec: dict) -> str:
    return _unit(spec)[:1].upper() + _unit(spec)[1:]


def _means(spec: dict) -> str:
    return _rates(spec) if spec.get("corrected") else f"Mean {EVIDENCE[spec['of']].says}"


def _differences(spec: dict) -> str:
    return f"The difference of two groups in {_unit(spec)}"


@wraps(count_difference)
def _difference(rows: pd.DataFrame, corpus: Corpus, *, by: list[str], **options) -> pd.DataFrame:
    if len(by) != 1:
        raise ValueError(f"by is {by!r}; a difference compares two values of one column")
    return count_difference(rows, corpus, by=by[0], **options)


def _keyness(
    corpus: Corpus,
    *,
    by: list[str],
    target: str,
    reference: str | None = None,
    n: int = 1,
    stem: bool = False,
    min_n: int = 1,
    drop: str | list[str] | None = None,
) -> pd.DataFrame:
    """The words of one value of a docvar against those of another, or of all others.

    Parameters
    ----------
    by : list of str
        One docvar.
    target : str
        The value whose words are compared.
    reference : str, optional
        The value that they are compared with; all others unless given.
    n : int
        The length of what is compared: 1 for words, 2 for pairs.
    stem : bool
        Whether forms of a word are one.
    min_n : int
        How often a word occurs at least.
    drop : str or list of str
        Words that are no rows, such as "function words".
    """
    chosen, against = sides_of_keyness(corpus, by, target, reference)
    mine, others = (count_features(filter_corpus(corpus, mask), n=n, stem=stem) for mask in (chosen, against))
    table = keyness(mine, others, drop=drop)
    return table[table["n_target"] + table["n_reference"] >= min_n].reset_index(drop=True)


def sides_of_keyness(
    corpus: Corpus, by: list[str], target: str, reference: str | None = None, *, part: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Which documents are compared with which; of a part of a corpus, there may be none."""
    if len(by) != 1 or by[0] not in corpus.documents:
        raise ValueError(f"by is {by!r}; one column of the documents is needed")
    values = corpus.documents[by[0]]
    chosen = _of_value(values, target, "target", by[0], part)
    against = ~chosen if reference is None else _of_value(values, reference, "reference", by[0], part)
    if (chosen & against).any():
        raise ValueError(f"target and reference are both {target!r}; name two values of {by[0]}")
    return chosen, against


def _of_value(values: pd.Series, value: str, key: str, column: str, part: bool) -> np.ndarray:
    """Which documents have this value of a docvar."""
    chosen = (values.astype("str") == value).fillna(False).to_numpy(bool)
    if not chosen.any() and not part:
        known = ", ".join(map(repr, sorted(values.dropna().astype("str").unique())[:10]))
        raise ValueError(f"{key} is {value!r}, but no document has it as {column}; there are {known}")
    return chosen


def _sides(spec: dict) -> list[str]:
    """Who is compared with whom in keyness."""
    return [spec["target"], spec.get("reference", "all others")]


def _count_cooccurrence(
    mentions: pd.DataFrame,
    *,
    unit: Literal["sentence", "document"] = "sentence",
    zeros: bool = False,
    scores: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The pairs that meet; with `zeros` those that never do, too."""
    return count_cooccurrence(mentions, unit=unit, zeros=zeros, scores=scores)


def _count_affiliations(
    mentions: pd.DataFrame,
    terms: pd.DataFrame,
    *,
    column: str = "category",
    unit: Literal["sentence", "document"] = "sentence",
    zeros: bool = False,
    scores: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The actors with the terms that they meet; with `zeros` those that they never meet, too."""
    return count_affiliations(mentions, terms, column=column, unit=unit, zeros=zeros, scores=scores)


_TONE = {"scores": "sentiment"}
_CODED = {"code": "the column with hand codes", "corrected": "by the hand codes: true or false"}
MEASURES: dict[str, Measure] = {
    "rate": Measure(
        count_rate, SPANS, _rates, "rates", finding="rate", label=_unit, tables={"quotes": "quotes"}, corrects=True,
        remarks=_CODED,
    ),
    "mean": Measure(
        count_mean, SCORES, _means, "means", finding="mean", label=_unit, score="column", corrects=True,
        remarks=_CODED,
    ),
    "difference": Measure(
        _difference, (*SPANS, *SCORES), _differences, "differences",
        finding="difference", label=lambda spec: f"difference: {_unit(spec)}", score="column",
        without=("permutations", "seed"), corrects=True,
        remarks={"of": "any of the above", "groups": "two values, or one to compare with all others", **_CODED},
    ),
    "words": Measure(count_words, (), "Documents, words, types and sentences", "counts", by=("role",)),
    "questions": Measure(
        count_questions, (), "Share of sentences that are questions", "questions", finding="share",
        label="share of sentences that are questions", drawn_as="mean", by=("role",),
    ),
    "rows": Measure(join_docvars, SPANS, "Every one of the {of}", without=("columns",)),
    "cooccurrence": Measure(
        _count_cooccurrence, ("mentions",), "How often two actors are mentioned in the same {unit}", "cooccurrence",
        tables=_TONE, refused={"by": "co-occurrence is not grouped: leave it out"},
    ),
    "affiliations": Measure(
        _count_affiliations, ("mentions",), "How often an actor is mentioned in the same {unit} as one of the {with}",
        "cooccurrence", tables=_TONE, other="terms", remarks={"with": "as `of` in `rate`: what the actors meet"},
    ),
    "speakers": Measure(count_speakers, ("mentions",), "Who speaks of whom", tables=_TONE),
    "contested": Measure(count_contested, ("quotes",), "Terms in scare quotes", without=("where",)),
    "features": Measure(count_features, (), "How often each word occurs"),
    "keyness": Measure(
        _keyness, (), lambda spec: f"What is typical of {' against '.join(_sides(spec))}",
        remarks={"target": "a value of `by`", "reference": "another value; by default all others"},
    ),
    "kwic": Measure(kwic, (), "{node} in its context", names={"pattern": "node"}, without=("columns",)),
    "collocates": Measure(collocates, (), "Words near {node}", without=("span",)),
    "collocations": Measure(collocations, (), "Words that occur together", without=("smoothing",)),
    "dispersion": Measure(count_dispersion, (), "How evenly words are spread"),
    # Counted by `discourse.study.multiverse`, which makes its table again and again.
    "multiverse": Measure(
        count_multiverse, (), "The table {table} under every combination of {choices}", names={"finding": "table"},
        remarks={
            "choices": "lists of values for `roles`, `duplicates`, `lexicon`, `mask_actors` and options of that table",
        },
    ),
}  # fmt: skip
#: What a multiverse can choose besides the options of its table.
SETTINGS = ("lexicon", "mask_actors", "roles", "duplicates")


def measure(corpus: Corpus, spec: dict, rows: pd.DataFrame | None, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The table that `spec` of a study asks for, of `rows` where it is of spans or scores."""
    score = CORRECTED if spec.get("corrected") else score_of(spec)
    return MEASURES[spec["measure"]].make(spec, corpus, rows, tables, score)


def needs_of(spec: dict) -> tuple[str, ...]:
    """The tables of spans and scores that a table of a study is made from."""
    return (*(spec[key] for key in ("of", "with") if key in spec), *MEASURES[spec["measure"]].tables.values())


def score_of(spec: dict) -> str | None:
    """The column of the score that a table of a study is of; none if it is of spans or words."""
    return EVIDENCE[spec["of"]].score if "of" in spec else None


def compares_unchecked(spec: dict, tables: Mapping[str, dict]) -> bool:
    """Whether a table sets groups or periods side by side by what the program found, and no hand codes correct it.

    Terms are words that the study names itself: of these nothing is guessed.
    """
    if spec["measure"] == "multiverse":
        return "corrected" not in spec["choices"] and compares_unchecked(tables[spec["table"]], tables)
    grouped = spec["measure"] == "difference" or bool(spec["by"]) or "freq" in spec
    return MEASURES[spec["measure"]].corrects and grouped and spec["of"] != "terms" and not spec.get("corrected")


# --- plots ------------------------------------------------------------------------------------------------------


def _network(table: dict, tables: dict) -> dict:
    kind = {"two_mode": table["measure"] == "affiliations", "directed": table["measure"] == "speakers"}
    return kind | ({"unit": counts(table)} if table["measure"] in _OF_PAIRS else {})


def _heatmap(table: dict, tables: dict) -> dict:
    """Of pairs what n is, which is drawn unless the figure asks for another value."""
    if table["measure"] not in _OF_PAIRS:
        return {}
    return {"label": counts(table) + " that name both" * (table["measure"] != "speakers")}


def _difference_label(table: dict, tables: dict) -> dict:
    return {"label": _unit(table)}


def _keyness_names(table: dict, tables: dict) -> dict:
    return {"names": _sides(table)} if table["measure"] == "keyness" else {}


def _multiverse(table: dict, tables: dict) -> dict:
    base = tables[table["table"]]
    found = MEASURES[base["measure"]]
    groups = [] if base["measure"] == "difference" else [*base["by"], *["period"] * ("freq" in base)]
    # What is chosen has no one value: a label with braces names the option in its place.
    chosen = {option: option for option in table["choices"]} if isinstance(found.label, str) else {}
    label = found.fill(found.label, base | chosen)
    if "corrected" in table["choices"]:
        label += ", or as corrected by hand codes"
    return {"choices": [*table["choices"], *groups], "value": found.finding, "label": label}


PLOTS: dict[str, Plot] = {
    "rates": Plot(plot_rates),
    "trend": Plot(plot_trend),
    "tone": Plot(plot_tone),
    "heatmap": Plot(plot_heatmap, told=_heatmap),
    "difference": Plot(plot_difference, of=("difference",), told=_difference_label),
    "keyness": Plot(plot_keyness, told=_keyness_names),
    "collocates": Plot(plot_collocates),
    "network": Plot(plot_network, told=_network, without=("neutral", "seed")),
    "probability": Plot(plot_probability),
    "dispersion": Plot(plot_dispersion, of=("rows", "kwic"), remark="an x-ray plot of the measures `rows` and `kwic`"),
    "multiverse": Plot(plot_multiverse, of=("multiverse",), told=_multiverse),
}

# --- the study file ---------------------------------------------------------------------------------------------

#: The keys of each part of a study file, and their types.
KEYS: dict[str, dict[str, type]] = {
    "": {
        "title": str, "question": str, "corpus": dict, "actors": dict, "terms": dict, "hedges": dict,
        "sentiment": dict, "coding": dict, "output": dict, "tables": dict, "figures": dict,
    },
    "corpus": {
        "path": str,
        "text": str,
        "doc_id": str,
        "dayfirst": bool,
        "encoding": str,
        "languages": list,
        "roles": list,
        "sections": bool,
        "duplicates": str,
        "max_bytes": int,
    },
    "actors": {"lists": list},
    "hedges": {"vague": bool},
    "sentiment": {"lexicon": str, "mask_actors": bool},
    "coding": {"edits": str, "codebook": str, "sample": dict, "files": list, "adjudicated": str},
    "output": {"tables": list, "spreadsheet": bool, "texts": bool, "style": list, "columns": int, "greys": bool},
}  # fmt: skip
#: The keys of a sample for human coders, and what can be sampled: sentences, documents, or rows of the evidence.
SAMPLE = options_of(sample_sentences, leave_out=("corpus", "scores", "uncertainty"))
UNITS = ("sentences", "documents", *EVIDENCE)
LEXICONS = ("vader", "commentary")
#: The tables of a study in one file of Word or Excel, and the packages that write it.
OFFICE = {"docx": "python-docx", "xlsx": "openpyxl"}
#: What becomes of documents with the text of another; the first is the default.
DUPLICATES = ("keep", "drop")


#: The looks that figures can have, and the widths: columns of a page.
STYLES, COLUMNS = ("screen", "print"), {1: "one_column", 2: "two_columns"}


def keys_of_tables() -> tuple[str, ...]:
    """The keys that a table can have: the options of all measures."""
    return tuple(dict.fromkeys(["measure", *(key for measure in MEASURES.values() for key in measure.options)]))


def keys_of_figures() -> tuple[str, ...]:
    """The keys that a figure can have: the options of all plots."""
    return tuple(dict.fromkeys(["plot", "table", "title", *(key for plot in PLOTS.values() for key in plot.options)]))
