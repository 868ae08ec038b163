"""Read commentary at scale: actors, tone and hedging in pandas tables, every number traceable to its sentence."""

from discourse.actor_tone import actor_sentiment_evidence, score_actor_sentiment
from discourse.actors import find_mentions, load_actors
from discourse.agreement import count_agreement, with_found
from discourse.boosting import find_boosters, load_boosters
from discourse.certainty import score_certainty
from discourse.collocation import collocates, collocations, score_association
from discourse.commentary_tone import load_tone
from discourse.comparison import count_difference, count_multiverse
from discourse.concordance import kwic
from discourse.corpus import (
    DEFAULT_ROLES,
    Corpus,
    concat_corpora,
    filter_corpus,
    from_documents,
    load_corpus,
    save_corpus,
)
from discourse.dictionaries import read_dictionary
from discourse.dispersion import count_dispersion, score_dispersion
from discourse.dispersion_plot import plot_dispersion
from discourse.docvars import with_docvars
from discourse.features import count_features, make_matrix
from discourse.hedging import find_hedges, load_hedges
from discourse.holders import load_holders
from discourse.keyness import keyness
from discourse.lexicon import find_terms, load_lexicon
from discourse.multiverse_plot import plot_multiverse
from discourse.negation import find_negations, load_negations
from discourse.network import count_affiliations, count_cooccurrence, count_speakers, make_graph, save_graph
from discourse.network_plot import plot_network
from discourse.ngrams import find_ngrams
from discourse.offices import find_offices
from discourse.plots import describe, plot_heatmap, plot_rates, plot_tone, plot_trend, save_figure
from discourse.probability import find_probability_words, load_probability_words
from discourse.probability_plot import plot_probability
from discourse.rates import count_mean, count_rate, count_words, score_mentions
from discourse.reliability import count_reliability
from discourse.reporting import load_reporting_verbs
from discourse.sampling import sample_sentences
from discourse.sections import ROLES
from discourse.sentiment import score_sentiment, sentiment_evidence
from discourse.spans import find_containing, join_docvars
from discourse.speakers import resolve_sources
from discourse.suggestion import suggest_actors
from discourse.view import context, show, show_kwic
from discourse.voice import count_contested, find_quotes, with_voice
from discourse.word_plots import plot_collocates, plot_keyness

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_ROLES",
    "ROLES",
    "Corpus",
    "actor_sentiment_evidence",
    "collocates",
    "collocations",
    "concat_corpora",
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
    "count_rate",
    "count_reliability",
    "count_speakers",
    "count_words",
    "describe",
    "filter_corpus",
    "find_boosters",
    "find_containing",
    "find_hedges",
    "find_mentions",
    "find_negations",
    "find_ngrams",
    "find_offices",
    "find_probability_words",
    "find_quotes",
    "find_terms",
    "from_documents",
    "join_docvars",
    "keyness",
    "kwic",
    "load_actors",
    "load_boosters",
    "load_corpus",
    "load_hedges",
    "load_holders",
    "load_lexicon",
    "load_negations",
    "load_probability_words",
    "load_reporting_verbs",
    "load_tone",
    "make_graph",
    "make_matrix",
    "plot_collocates",
    "plot_dispersion",
    "plot_heatmap",
    "plot_keyness",
    "plot_multiverse",
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
    "sentiment_evidence",
    "show",
    "show_kwic",
    "suggest_actors",
    "with_docvars",
    "with_found",
    "with_voice",
]
