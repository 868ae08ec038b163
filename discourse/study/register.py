"""What a study file may ask for: its keys, the measures and the plots, and the options of each.

Whatever is not named here is an error of `discourse.study.load`, which names what is.
"""

from __future__ import annotations

from dataclasses import dataclass

SPANS = ("mentions", "hedges", "quotes", "boosters", "negations", "probability_words", "terms")
#: The tables of scores, and the column that holds the score.
SCORES = {"sentiment": "compound", "actor_sentiment": "tone", "certainty": "certainty"}
UNITS = ("sentence", "document")
LEXICONS = ("vader", "commentary")


@dataclass(frozen=True)
class Measure:
    """What a table of a study may be: of which spans or scores (none: of the words), with which options."""

    of: tuple[str, ...]
    options: tuple[str, ...]
    needs: tuple[str, ...] = ()


MEASURES = {
    "rate": Measure(SPANS, ("of", "by", "freq", "rolling", "per", "where")),
    "mean": Measure(tuple(SCORES), ("of", "by", "freq", "rolling", "where")),
    "difference": Measure((*SPANS, *SCORES), ("of", "by", "groups", "per", "where"), ("by",)),
    "words": Measure((), ("by",)),
    "rows": Measure(SPANS, ("of", "where")),
    "cooccurrence": Measure(("mentions",), ("of", "unit", "where", "by")),
    "affiliations": Measure(("mentions",), ("of", "with", "column", "unit", "where"), ("with",)),
    "speakers": Measure(("mentions",), ("of", "where")),
    "contested": Measure(("quotes",), ("of", "by")),
    "features": Measure((), ("by", "n", "stem", "min_n", "per")),
    "keyness": Measure((), ("by", "target", "n", "stem", "min_n"), ("by", "target")),
    "kwic": Measure((), ("node", "window", "sort"), ("node",)),
    "collocates": Measure((), ("node", "window", "min_n"), ("node",)),
    "collocations": Measure((), ("size", "min_n")),
    "dispersion": Measure((), ("parts", "n", "stem", "min_n")),
    "multiverse": Measure((), ("table", "choices"), ("table", "choices")),
}
#: The column that names the second mode of affiliations, where it is not the category.
COLUMNS = {"probability_words": "phrase", "quotes": "kind"}
#: Measures that a multiverse can be of, and the column that its figure shows.
FINDINGS = {"rate": "rate", "mean": "mean", "difference": "difference"}
#: What a multiverse can choose besides the options of its table.
SETTINGS = ("lexicon", "mask_actors", "roles")

# What each part of a study file may say: key -> type.
KEYS: dict[str, dict[str, type]] = {
    "": {
        "title": str, "question": str, "corpus": dict, "actors": dict, "terms": dict, "sentiment": dict,
        "tables": dict, "figures": dict,
    },
    "corpus": {"path": str, "text": str, "doc_id": str, "roles": list, "sections": bool, "max_bytes": int},
    "actors": {"lists": list},
    "sentiment": {"lexicon": str, "mask_actors": bool},
    "table": {
        "measure": str, "of": str, "by": list, "freq": str, "rolling": int, "per": int, "unit": str, "where": dict,
        "groups": list, "target": str, "n": int, "stem": bool, "min_n": int, "node": str, "window": int, "sort": list,
        "size": int, "parts": str, "with": str, "column": str, "table": str, "choices": dict,
    },
    "figure": {
        "table": str, "plot": str, "by": str, "hue": str, "rows": str, "columns": str, "value": str,
        "limit": int, "title": str, "weight": str, "directed": bool, "two_mode": bool, "links": int, "sort": bool,
        "label": str, "choose": str, "names": list, "order": str, "position": str, "choices": list,
    },
}  # fmt: skip
OPTIONS_OF_PLOT = {
    "rates": ("by", "hue", "limit", "sort"),
    "trend": ("hue", "label"),
    "tone": ("by", "hue", "limit", "sort", "label"),
    "heatmap": ("rows", "columns", "value", "limit", "label"),
    "keyness": ("value", "limit", "choose", "names"),
    "collocates": ("value", "limit"),
    "network": ("weight", "limit", "links", "directed", "two_mode"),
    "probability": ("by", "limit"),
    "dispersion": ("by", "order", "position", "limit"),
    "multiverse": ("choices", "value", "label"),
}
#: Plots that can be of some measures only.
MEASURES_OF_PLOT = {"dispersion": ("rows", "kwic"), "multiverse": ("multiverse",)}
PLOTS = tuple(OPTIONS_OF_PLOT)
# The evidence that a run writes beside the tables of the study.
EVIDENCE = ("documents", "sections", "rejected", "mentions", "quotes", "hedges", "sentiment", "actor_sentiment")
#: What a run finds besides when a table is of it.
ON_REQUEST = ("boosters", "negations", "probability_words", "certainty", "terms")
