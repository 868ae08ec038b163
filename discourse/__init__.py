"""Read commentary at scale: actors, tone and hedging in pandas tables. Every number leads back to its sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discourse.actors.holders import load_holders
    from discourse.actors.mentions import find_mentions, load_actors, load_countries
    from discourse.actors.offices import find_offices
    from discourse.actors.suggest import suggest_actors
    from discourse.coding.adjudication import adjudicate
    from discourse.coding.agreement import count_agreement, with_found
    from discourse.coding.codebook import load_codebook
    from discourse.coding.coded_files import load_codes
    from discourse.coding.correction import with_correction
    from discourse.coding.counted import score_spans
    from discourse.coding.marks import find_coded
    from discourse.coding.needed import count_needed
    from discourse.coding.reliability import count_reliability
    from discourse.coding.sampling import sample_sentences
    from discourse.coding.widget import code_sample
    from discourse.corpus.concat import concat_tables
    from discourse.corpus.corpus import (
        DEFAULT_ROLES,
        Corpus,
        concat_corpora,
        filter_corpus,
        from_documents,
        load_corpus,
        save_corpus,
    )
    from discourse.corpus.docvars import join_docvars, with_docvars
    from discourse.corpus.duplicates import drop_duplicates, find_duplicates
    from discourse.corpus.edits import find_edits, with_edits
    from discourse.corpus.foreign import as_spans, find_outside
    from discourse.corpus.nearness import find_near
    from discourse.corpus.pieces import find_sentences, split_corpus
    from discourse.corpus.sections import ROLES
    from discourse.corpus.spans import find_containing
    from discourse.explorer.widget import explore
    from discourse.lexicon.dictionaries import read_dictionary
    from discourse.lexicon.terms import find_terms, load_lexicon
    from discourse.measures.collocation import collocates, collocations, score_association
    from discourse.measures.comparison import count_difference, count_multiverse
    from discourse.measures.concordance import kwic
    from discourse.measures.contested import count_contested
    from discourse.measures.counts import count_words
    from discourse.measures.dispersion import count_dispersion, score_dispersion
    from discourse.measures.features import count_features, make_matrix
    from discourse.measures.keyness import keyness
    from discourse.measures.means import count_mean, score_mentions
    from discourse.measures.networks import (
        count_affiliations,
        count_cooccurrence,
        count_speakers,
        make_graph,
        save_graph,
    )
    from discourse.measures.ngrams import find_ngrams
    from discourse.measures.questions import count_questions
    from discourse.measures.rates import count_rate
    from discourse.plots.difference import plot_difference
    from discourse.plots.dispersion import plot_dispersion
    from discourse.plots.groups import plot_rates, plot_tone
    from discourse.plots.heatmap import plot_heatmap
    from discourse.plots.multiverse import plot_multiverse
    from discourse.plots.needed import plot_needed
    from discourse.plots.networks import plot_network
    from discourse.plots.probability import plot_probability
    from discourse.plots.saving import alt_text, describe, save_figure
    from discourse.plots.trend import plot_trend
    from discourse.plots.words import plot_collocates, plot_keyness
    from discourse.stance.boosters import find_boosters, load_boosters
    from discourse.stance.certainty import score_certainty
    from discourse.stance.hedges import find_hedges, load_hedges
    from discourse.stance.negations import find_negations, load_negations
    from discourse.stance.probability_words import find_probability_words, load_probability_words
    from discourse.study.parts.mapped import map_corpus
    from discourse.tone.commentary import load_tone
    from discourse.tone.sentiment import score_sentiment, sentiment_evidence
    from discourse.tone.towards_actors import actor_sentiment_evidence, score_actor_sentiment
    from discourse.view.concordance import show_kwic
    from discourse.view.context import context
    from discourse.view.page import show
    from discourse.voice.quotes import find_quotes, with_voice
    from discourse.voice.reporting_verbs import load_reporting_verbs
    from discourse.voice.speakers import resolve_sources

__version__ = "0.2.0"

#: The module of each public name, which is imported when the name is first asked for: `discourse --help` loads no
#: pandas. Type checkers and editors read the imports above.
_NAMES = {
    "actors.holders": "load_holders",
    "actors.mentions": "find_mentions load_actors load_countries",
    "actors.offices": "find_offices",
    "actors.suggest": "suggest_actors",
    "coding.adjudication": "adjudicate",
    "coding.agreement": "count_agreement with_found",
    "coding.codebook": "load_codebook",
    "coding.coded_files": "load_codes",
    "coding.correction": "with_correction",
    "coding.counted": "score_spans",
    "coding.marks": "find_coded",
    "coding.needed": "count_needed",
    "coding.reliability": "count_reliability",
    "coding.sampling": "sample_sentences",
    "coding.widget": "code_sample",
    "corpus.concat": "concat_tables",
    "corpus.corpus": "DEFAULT_ROLES Corpus concat_corpora filter_corpus from_documents load_corpus save_corpus",
    "corpus.docvars": "join_docvars with_docvars",
    "corpus.duplicates": "drop_duplicates find_duplicates",
    "corpus.edits": "find_edits with_edits",
    "corpus.foreign": "as_spans find_outside",
    "corpus.nearness": "find_near",
    "corpus.pieces": "find_sentences split_corpus",
    "corpus.sections": "ROLES",
    "corpus.spans": "find_containing",
    "explorer.widget": "explore",
    "lexicon.dictionaries": "read_dictionary",
    "lexicon.terms": "find_terms load_lexicon",
    "measures.collocation": "collocates collocations score_association",
    "measures.comparison": "count_difference count_multiverse",
    "measures.concordance": "kwic",
    "measures.contested": "count_contested",
    "measures.counts": "count_words",
    "measures.dispersion": "count_dispersion score_dispersion",
    "measures.features": "count_features make_matrix",
    "measures.keyness": "keyness",
    "measures.means": "count_mean score_mentions",
    "measures.networks": "count_affiliations count_cooccurrence count_speakers make_graph save_graph",
    "measures.ngrams": "find_ngrams",
    "measures.questions": "count_questions",
    "measures.rates": "count_rate",
    "plots.difference": "plot_difference",
    "plots.dispersion": "plot_dispersion",
    "plots.groups": "plot_rates plot_tone",
    "plots.heatmap": "plot_heatmap",
    "plots.multiverse": "plot_multiverse",
    "plots.needed": "plot_needed",
    "plots.networks": "plot_network",
    "plots.probability": "plot_probability",
    "plots.saving": "alt_text describe save_figure",
    "plots.trend": "plot_trend",
    "plots.words": "plot_collocates plot_keyness",
    "stance.boosters": "find_boosters load_boosters",
    "stance.certainty": "score_certainty",
    "stance.hedges": "find_hedges load_hedges",
    "stance.negations": "find_negations load_negations",
    "stance.probability_words": "find_probability_words load_probability_words",
    "study.parts.mapped": "map_corpus",
    "tone.commentary": "load_tone",
    "tone.sentiment": "score_sentiment sentiment_evidence",
    "tone.towards_actors": "actor_sentiment_evidence score_actor_sentiment",
    "view.concordance": "show_kwic",
    "view.context": "context",
    "view.page": "show",
    "voice.quotes": "find_quotes with_voice",
    "voice.reporting_verbs": "load_reporting_verbs",
    "voice.speakers": "resolve_sources",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "DEFAULT_ROLES",
    "ROLES",
    "Corpus",
    "actor_sentiment_evidence",
    "adjudicate",
    "alt_text",
    "as_spans",
    "code_sample",
    "collocates",
    "collocations",
    "concat_corpora",
    "concat_tables",
    "context",
    "count_affiliations",
    "count_agreement",
    "count_contested",
    "count_cooccurrence",
    "count_difference",
    "count_dispersion",
    "count_features",
    "count_mean",
    "count_multiverse",
    "count_needed",
    "count_questions",
    "count_rate",
    "count_reliability",
    "count_speakers",
    "count_words",
    "describe",
    "drop_duplicates",
    "explore",
    "filter_corpus",
    "find_boosters",
    "find_coded",
    "find_containing",
    "find_duplicates",
    "find_edits",
    "find_hedges",
    "find_mentions",
    "find_near",
    "find_negations",
    "find_ngrams",
    "find_offices",
    "find_outside",
    "find_probability_words",
    "find_quotes",
    "find_sentences",
    "find_terms",
    "from_documents",
    "join_docvars",
    "keyness",
    "kwic",
    "load_actors",
    "load_boosters",
    "load_codebook",
    "load_codes",
    "load_corpus",
    "load_countries",
    "load_hedges",
    "load_holders",
    "load_lexicon",
    "load_negations",
    "load_probability_words",
    "load_reporting_verbs",
    "load_tone",
    "make_graph",
    "make_matrix",
    "map_corpus",
    "plot_collocates",
    "plot_difference",
    "plot_dispersion",
    "plot_heatmap",
    "plot_keyness",
    "plot_multiverse",
    "plot_needed",
    "plot_network",
    "plot_probability",
    "plot_rates",
    "plot_tone",
    "plot_trend",
    "read_dictionary",
    "resolve_sources",
    "sample_sentences",
    "save_corpus",
    "save_figure",
    "save_graph",
    "score_actor_sentiment",
    "score_association",
    "score_certainty",
    "score_dispersion",
    "score_mentions",
    "score_sentiment",
    "score_spans",
    "sentiment_evidence",
    "show",
    "show_kwic",
    "split_corpus",
    "suggest_actors",
    "with_correction",
    "with_docvars",
    "with_edits",
    "with_found",
    "with_voice",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
