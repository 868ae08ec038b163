"""A small corpus with tables to explore, and selections of it as hypothesis draws them."""

from __future__ import annotations

from functools import cache

import pandas as pd
from conftest import corpus_of, mentions_of
from hypothesis import strategies as st

import discourse as dc
from discourse.explorer._layers import Layers
from discourse.explorer._selection import Selection

TEXTS = (
    "Norland may talk. Soria will not talk, and Norland waits.",
    "Soria is at war. It could be bad for Norland. The river is high.",
    "Perhaps Norland lies. Norland and Soria may sign a good pact.",
    "The meadow is green.",
    "Soria might pay. Norland could pay as well. Nobody knows.",
)


@cache
def corpus() -> dc.Corpus:
    dates = pd.to_datetime(["2014-03-01", "2015-07-01", "2015-12-31", "2017-01-01", None])
    return corpus_of(*TEXTS, outlet=["A", "B", "A", "B", None], date=dates)


@cache
def tables() -> dict[str, pd.DataFrame]:
    mentions = dc.as_spans(mentions_of(corpus(), "Norland", "Soria"), corpus())
    return {"mentions": mentions, "hedges": dc.find_hedges(corpus()), "sentiment": dc.score_sentiment(corpus())}


@cache
def layers() -> Layers:
    return Layers(corpus(), tables())


def _some(values: list[str]) -> st.SearchStrategy[tuple]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


@st.composite
def selections(draw) -> Selection:
    """Any selection of the small corpus."""
    chosen = Selection()
    for (layer, column), values in {
        ("mentions", "actor"): ["Norland", "Soria"],
        ("hedges", "category"): ["modal", "adverb"],
        ("sentiment", "tone"): ["negative", "neutral", "positive"],
    }.items():
        chosen = chosen.with_spans(layer, column, draw(_some(values)))
    chosen = chosen.with_documents("outlet", draw(_some(["A", "B"])))
    days = ["2014-01-01", "2015-01-01", "2016-01-01", "2018-01-01"]
    low, high = sorted(draw(st.lists(st.integers(0, 3), min_size=2, max_size=2, unique=True)))
    return Selection(
        chosen.spans,
        chosen.documents,
        draw(st.sampled_from([None, (days[low], days[high])])),
        draw(st.sampled_from([(), ("talk",), ("pay", "war"), ("nowhere",)])),
        draw(st.sampled_from([None, (0, 1, 2, 5), ()])),
    )
