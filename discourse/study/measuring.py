"""The measures that a study file can ask for, each by its name there."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from discourse.corpus.corpus import Corpus, filter_corpus
from discourse.corpus.docvars import join_docvars
from discourse.measures.collocation import collocates, collocations
from discourse.measures.comparison import count_difference
from discourse.measures.concordance import kwic
from discourse.measures.contested import count_contested
from discourse.measures.counts import count_words
from discourse.measures.dispersion import count_dispersion
from discourse.measures.features import count_features
from discourse.measures.keyness import keyness
from discourse.measures.means import count_mean
from discourse.measures.networks import count_affiliations, count_cooccurrence, count_speakers
from discourse.measures.rates import count_rate
from discourse.study.register import SCORES

_Tables = dict[str, pd.DataFrame]


def measure(corpus: Corpus, spec: dict, rows: pd.DataFrame | None, tables: _Tables) -> pd.DataFrame:
    """The table that `spec` of a study asks for, of `rows` where it is of spans or scores."""
    options = {k: v for k, v in spec.items() if k not in ("measure", "of", "where", "by")}
    return _COUNT[spec["measure"]](corpus, rows, spec["by"] or None, spec, options, tables)


def needs_of(spec: dict) -> tuple[str, ...]:
    """The tables of spans and scores that a table of a study is made from."""
    tone = ("sentiment",) if spec["measure"] in ("cooccurrence", "affiliations", "speakers") else ()
    return tuple(spec[key] for key in ("of", "with") if key in spec) + tone


def _rate(corpus: Corpus, rows, by, spec, options, tables) -> pd.DataFrame:
    return count_rate(rows, corpus, by=by, quotes=tables.get("quotes"), **options)


def _mean(corpus: Corpus, rows, by, spec, options, tables) -> pd.DataFrame:
    return count_mean(rows, corpus, column=SCORES[spec["of"]], by=by, **options)


def _difference(corpus: Corpus, rows, by, spec, options, tables) -> pd.DataFrame:
    if len(by) != 1:
        raise ValueError(f"by is {by!r}; a difference is between two values of one column")
    return count_difference(rows, corpus, by=by[0], column=SCORES.get(spec["of"]), **options)


def _affiliations(corpus: Corpus, rows, by, spec, options, tables) -> pd.DataFrame:
    terms = tables[options.pop("with")]
    return count_affiliations(rows, terms, scores=tables.get("sentiment"), **options)


def _keyness(corpus: Corpus, rows, by, spec, options, tables) -> pd.DataFrame:
    """The words of one value of a docvar against those of all others."""
    target, least = options.pop("target"), options.pop("min_n", 1)
    if len(by) != 1 or by[0] not in corpus.documents:
        raise ValueError(f"by is {by!r}; one column of the documents is needed")
    values = corpus.documents[by[0]]
    chosen = (values.astype("str") == target).fillna(False).to_numpy(bool)
    if not chosen.any():
        known = ", ".join(map(repr, sorted(values.dropna().astype("str").unique())[:10]))
        raise ValueError(f"target is {target!r}, which no document has as {by[0]}; there are {known}")
    mine, others = (count_features(filter_corpus(corpus, mask), **options) for mask in (chosen, ~chosen))
    table = keyness(mine, others)
    return table[table["n_target"] + table["n_reference"] >= least].reset_index(drop=True)


_COUNT: dict[str, Callable[..., pd.DataFrame]] = {
    "rate": _rate,
    "mean": _mean,
    "difference": _difference,
    "affiliations": _affiliations,
    "keyness": _keyness,
    "rows": lambda corpus, rows, *_: join_docvars(rows, corpus),
    "words": lambda corpus, rows, by, *_: count_words(corpus, by=by),
    "cooccurrence": lambda corpus, rows, by, spec, options, tables: count_cooccurrence(
        rows, scores=tables.get("sentiment"), **options
    ),
    "speakers": lambda corpus, rows, by, spec, options, tables: count_speakers(rows, scores=tables.get("sentiment")),
    "contested": lambda corpus, rows, by, *_: count_contested(rows, corpus, by=by),
    "features": lambda corpus, rows, by, spec, options, _: count_features(corpus, by=by, **options),
    "kwic": lambda corpus, rows, by, spec, options, _: kwic(corpus, options.pop("node"), **options),
    "collocates": lambda corpus, rows, by, spec, options, _: collocates(corpus, options.pop("node"), **options),
    "collocations": lambda corpus, rows, by, spec, options, _: collocations(corpus, **options),
    "dispersion": lambda corpus, rows, by, spec, options, _: count_dispersion(corpus, **options),
}
