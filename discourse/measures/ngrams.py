"""N-grams as spans: where the features stand that `count_features` counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.lexicon.match import patterns_of
from discourse.measures.features import find_features
from discourse.text.words import word_ranges


@checked
def find_ngrams(corpus: Corpus, features: list[str] | pd.DataFrame, *, stem: bool = False) -> pd.DataFrame:
    """Where words or n-grams occur: the occurrences that `count_features` counts, as spans.

    `count_rate` takes these spans. So features can be counted by any docvar and over time, with intervals over
    documents and rolling windows, and drawn by `plot_trend`.

    Parameters
    ----------
    corpus : Corpus
    features : list of str, or DataFrame
        Features as `count_features` writes them: words and n-grams in lower case, in any mixture. Or a table with the
        column feature, such as the first rows of `count_features` or `keyness`.
    stem : bool
        Whether the features are stems, from a table counted with ``stem=True``.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end, text, and feature. Its categories are all features that were asked for, so a
        feature that does not occur is counted as 0. Spans of different features may overlap.

    Raises
    ------
    ValueError
        If there is no feature, if a feature occurs twice, or if a feature is not in lower case, so that no text can
        have it.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["War’s end.", "No war talks."]})
    >>> corpus = dc.from_documents(texts.assign(date=pd.to_datetime(["2014-05-01", "2015-05-01"])))
    >>> spans = dc.find_ngrams(corpus, ["war", "war talks"])
    >>> spans[["doc_id", "text", "feature"]].values.tolist()
    [['a', 'War', 'war'], ['b', 'war', 'war'], ['b', 'war talks', 'war talks']]
    >>> rates = dc.count_rate(spans, corpus, by="feature", freq="YS")
    >>> rates.assign(period=rates["period"].dt.year)[["period", "feature", "n"]].values.tolist()
    [[2014, 'war', 1], [2014, 'war talks', 0], [2015, 'war', 1], [2015, 'war talks', 1]]
    """
    if isinstance(features, pd.DataFrame):
        schema.need(features, ("feature",), "features")
        features = features["feature"].tolist()
    if isinstance(features, str):
        raise ValueError(f"features is {features!r}; give a list, such as [{features!r}]")
    wanted = patterns_of(features, "features")
    odd = next((f for f in wanted if f != " ".join(f.lower().split()) or not f), None)
    index = pd.Index(wanted, dtype="str")
    twice = next(iter(index[index.duplicated()]), None)
    if not wanted or odd is not None or twice is not None:
        wrong = "are none" if not wanted else f"have {twice!r} twice" if odd is None else f"have {odd!r}"
        raise ValueError(
            f"the features {wrong}; give each feature once, as count_features writes it, such as 'foreign policy'"
        )
    opens, closes = word_ranges(corpus.arrays)
    parts = []
    for n in sorted({len(feature.split(" ")) for feature in wanted}):
        first, _, kind, forms = find_features(corpus, n=n, stem=stem)
        number = index.get_indexer(forms)
        at = np.flatnonzero(number[kind] >= 0) if len(kind) else np.zeros(0, np.int64)
        word = np.searchsorted(opens, first[at]) + n - 1  # the last word of the run
        parts.append((first[at], closes[word], number[kind[at]]))
    first, last, number = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((last, first))
    spans = make_spans(corpus, first[order], last[order])
    return spans.assign(feature=pd.Categorical.from_codes(number[order], categories=index))
