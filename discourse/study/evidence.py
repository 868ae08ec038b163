"""What a study finds in its texts before it counts: spans and scores, each of a voice."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from discourse.actors.mentions import find_mentions
from discourse.corpus.corpus import Corpus
from discourse.lexicon.terms import find_terms
from discourse.stance.boosters import find_boosters
from discourse.stance.certainty import score_certainty
from discourse.stance.hedges import find_hedges
from discourse.stance.negations import find_negations
from discourse.stance.probability_words import find_probability_words
from discourse.study.load import Study, StudyError
from discourse.tone.sentiment import score_sentiment
from discourse.tone.towards_actors import score_actor_sentiment
from discourse.voice.quotes import find_quotes, with_voice
from discourse.voice.speakers import resolve_sources

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
    "terms": ("quotes",),
    "certainty": ("quotes",),
}
_SPANS = {
    "hedges": find_hedges,
    "boosters": find_boosters,
    "negations": find_negations,
    "probability_words": find_probability_words,
}


def with_needs(names: Collection[str], needs: Mapping[str, Collection[str]] = NEEDS) -> set[str]:
    """The tables `names` and all that they are made from.

    >>> sorted(with_needs(["hedges"]))
    ['hedges', 'mentions', 'quotes']
    """
    tables = new = set(names)
    while new := {need for name in new for need in needs.get(name, ())} - tables:
        tables = tables | new
    return tables


def find_evidence(
    study: Study,
    corpus: Corpus,
    actors: pd.DataFrame,
    wanted: Collection[str],
    known: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of spans and scores that are wanted; spans have the columns voice and speaker.

    Those `known` are not found again; what they need must be wanted or known as well.
    """
    found = dict(known or {})
    wanted = set(wanted) - set(found)
    if "mentions" in wanted:
        found["mentions"] = find_mentions(corpus, actors)
        found["quotes"] = resolve_sources(find_quotes(corpus), found["mentions"])
        found["mentions"] = with_voice(found["mentions"], found["quotes"])
    for name, find in _SPANS.items():
        if name in wanted:
            found[name] = with_voice(find(corpus), found["quotes"])
    if "terms" in wanted:
        found["terms"] = with_voice(_terms(study, corpus), found["quotes"])
    if "certainty" in wanted:
        found["certainty"] = with_voice(score_certainty(corpus), found["quotes"])
    if "sentiment" in wanted:
        options = study.sentiment
        mask = found["mentions"] if options.get("mask_actors", True) else None
        scored = score_sentiment(corpus, lexicon=options.get("lexicon", "vader"), mask=mask)
        found["sentiment"] = with_voice(scored, found["quotes"])
    if "actor_sentiment" in wanted:
        scored = score_actor_sentiment(corpus, found["mentions"])
        kinds = found["mentions"].drop_duplicates("actor")[["actor", "type", "country"]]
        found["actor_sentiment"] = with_voice(scored.merge(kinds, on="actor", how="left"), found["quotes"])
    return found


def _terms(study: Study, corpus: Corpus) -> pd.DataFrame:
    """The terms of the study, longest first within each category; one that is nowhere found is a category still."""
    rows = [(pattern, category) for category, patterns in study.terms.items() for pattern in patterns]
    try:
        found = find_terms(corpus, pd.DataFrame(rows, columns=["pattern", "category"]), overlap="categories")
    except ValueError as why:
        raise StudyError(f"{study.path}, [terms]: {why}") from why
    return found.assign(category=pd.Categorical(found["category"], categories=list(study.terms)))
