"""What a study finds in its texts before it counts: spans and scores, each of a voice."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from discourse.actor_tone import score_actor_sentiment
from discourse.actors import find_mentions
from discourse.boosting import find_boosters
from discourse.certainty import score_certainty
from discourse.corpus import Corpus
from discourse.hedging import find_hedges
from discourse.negation import find_negations
from discourse.probability import find_probability_words
from discourse.sentiment import score_sentiment
from discourse.speakers import resolve_sources
from discourse.study import Study
from discourse.voice import find_quotes, with_voice

#: What each needs besides the corpus.
NEEDS = {
    "quotes": ("mentions",),
    "mentions": ("quotes",),  # their voice
    "hedges": ("quotes",),
    "sentiment": ("mentions",),
    "actor_sentiment": ("mentions",),
    "boosters": ("quotes",),
    "negations": ("quotes",),
    "probability_words": ("quotes",),
}
_SPANS = {
    "hedges": find_hedges,
    "boosters": find_boosters,
    "negations": find_negations,
    "probability_words": find_probability_words,
}


def find_evidence(
    study: Study, corpus: Corpus, actors: pd.DataFrame, wanted: Collection[str]
) -> dict[str, pd.DataFrame]:
    """The tables of spans and scores that are wanted; spans have the columns voice and speaker."""
    found: dict[str, pd.DataFrame] = {}
    if "mentions" in wanted:
        found["mentions"] = find_mentions(corpus, actors)
        found["quotes"] = resolve_sources(find_quotes(corpus), found["mentions"])
        found["mentions"] = with_voice(found["mentions"], found["quotes"])
    for name, find in _SPANS.items():
        if name in wanted:
            found[name] = with_voice(find(corpus), found["quotes"])
    if "certainty" in wanted:
        found["certainty"] = score_certainty(corpus)
    if "sentiment" in wanted:
        options = study.sentiment
        mask = found["mentions"] if options.get("mask_actors", True) else None
        found["sentiment"] = score_sentiment(corpus, lexicon=options.get("lexicon", "vader"), mask=mask)
    if "actor_sentiment" in wanted:
        scored = score_actor_sentiment(corpus, found["mentions"])
        kinds = found["mentions"].drop_duplicates("actor")[["actor", "type", "country"]]
        found["actor_sentiment"] = with_voice(scored.merge(kinds, on="actor", how="left"), found["quotes"])
    return found
