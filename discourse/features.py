"""Features: words and n-grams as they are counted, the ground of keyness, collocation and dispersion.

A feature is a word in lower case, without typography and clitics, or a run of n of them inside one sentence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse.spans import make_spans
from discourse.tokens import is_word, vocabulary_of
from discourse.words import find_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_AT_ONCE = 16  # documents whose types are told apart in one table


class Features(NamedTuple):
    """Every feature of a corpus, in the order of the text.

    Attributes
    ----------
    first : position in `tokens` at which each starts
    doc : the number of its document
    kind : the number of its type
    forms : the types, by number
    """

    first: np.ndarray
    doc: np.ndarray
    kind: np.ndarray
    forms: list[str]


def find_features(corpus, *, n: int = 1, stem: bool = False) -> Features:
    """The words (n = 1) or n-grams of a corpus; none crosses a sentence."""
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise ValueError(f"n is {n!r}; give a whole number of words from 1 on, such as 2 for bigrams")
    tokens = corpus.tokens
    first, word, forms = find_words(tokens)
    if stem:
        word, forms = _stemmed(word, forms)
    kind, names = word, forms
    if n > 1:
        sentence = tokens["sentence_id"].to_numpy()[first]
        at = np.flatnonzero(sentence[n - 1 :] == sentence[: max(len(first) - n + 1, 0)])
        first, kind = first[at], word[at]
        for k in range(1, n):
            kind, seen = pd.factorize(kind.astype(np.int64) * len(forms) + word[at + k])
            names = [f"{names[left]} {forms[right]}" for left, right in zip(*divmod(seen, len(forms)), strict=True)]
    return Features(first, tokens["doc_id"].array.codes[first], kind, names)


def _stemmed(kind: np.ndarray, forms: list[str]) -> tuple[np.ndarray, list[str]]:
    from nltk.stem.snowball import SnowballStemmer

    stem = SnowballStemmer("english").stem
    number, stems = pd.factorize(np.array([stem(form) for form in forms], dtype=object))
    return number.astype(np.int32)[kind], stems.tolist()


def count_features(
    corpus,
    *,
    n: int = 1,
    stem: bool = False,
    by: str | list[str] | None = None,
    min_n: int = 1,
    per: float = 1000,
) -> pd.DataFrame:
    """How often each word or n-gram occurs, and in how many documents.

    Parameters
    ----------
    corpus : Corpus
    n : int
        Words in a feature: 1 for words, 2 for bigrams.
    stem : bool
        Whether inflected forms count as one, by the Snowball stemmer (Porter 2001) in NLTK.
    by : str or list of str, optional
        Docvars that part the corpus into groups; each group has its own rows and total.
    min_n : int
        Rarer features are left out of the table; the total still counts them.
    per : float
        Base of the rate.

    Returns
    -------
    DataFrame
        The by-columns, feature, n (occurrences), n_docs (documents with it: the range), total (all occurrences of
        any feature in the group), rate (n per `per` of total). By group, the most frequent first.

    See Also
    --------
    find_ngrams : where features stand; the way to rates of them with intervals, and over time.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["Talks fail. Talks end.", "Talks!"]}))
    >>> dc.count_features(corpus, min_n=2).to_dict("records")
    [{'feature': 'talks', 'n': 3, 'n_docs': 2, 'total': 5, 'rate': 600.0}]
    """
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    schema.need(corpus.documents, names, "corpus.documents")
    _, doc, kind, forms = find_features(corpus, n=n, stem=stem)
    feature = pd.Series(pd.array(forms, dtype="str"))
    if not names:
        parts = [((), slice(None))]
    else:
        grouped = corpus.documents.groupby(names, sort=True, observed=True, dropna=True)
        group = grouped.ngroup().to_numpy()[doc] if len(doc) else np.zeros(0, np.int64)
        keys = grouped.size().reset_index()[names].itertuples(index=False)
        parts = [(tuple(key), group == number) for number, key in enumerate(keys)]
    tables = []
    for key, rows in parts:
        mine = kind[rows]
        count = np.bincount(mine, minlength=len(forms))
        at = np.flatnonzero(count >= max(min_n, 1))
        docs = count_documents(doc[rows], mine, len(forms))
        total = int(count.sum())
        table = pd.DataFrame(dict(zip(names, key, strict=True)), index=range(len(at)))
        table = table.assign(feature=feature.take(at).array, n=count[at], n_docs=docs[at], total=total)
        tables.append(
            table.assign(rate=table["n"] * per / max(total, 1)).sort_values(["n", "feature"], ascending=[False, True])
        )
    out = schema.conform(pd.concat(tables, ignore_index=True) if tables else schema.empty("features"), "features")
    out = out[[*names, *(c for c in out.columns if c not in names)]]
    return out.astype({name: corpus.documents[name].dtype for name in names})


def find_ngrams(corpus, features: list[str] | pd.DataFrame, *, stem: bool = False) -> pd.DataFrame:
    """Where words or n-grams stand: the occurrences that `count_features` counts, as spans.

    Spans are what `count_rate` takes, so that features can be counted by any docvar and over time, with intervals over
    documents and rolling windows, and drawn by `plot_trend`.

    Parameters
    ----------
    corpus : Corpus
    features : list of str, or DataFrame
        Features as `count_features` writes them, in lower case, words and n-grams in any mixture; or a table with the
        column feature, such as the first rows of what `count_features` or `keyness` gave.
    stem : bool
        Whether the features are stems, of a table counted with ``stem=True``.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end, text, and feature, a category with all features that were asked for, so that
        one that stands nowhere is counted as 0. Spans of different features may overlap.

    Raises
    ------
    ValueError
        If there is no feature, one twice, or one that no text can have because it is not in lower case.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["War’s end.", "No war talks."]})
    >>> corpus = dc.from_documents(texts.assign(date=pd.to_datetime(["2014-05-01", "2015-05-01"])))
    >>> spans = find_ngrams(corpus, ["war", "war talks"])
    >>> spans[["doc_id", "text", "feature"]].values.tolist()
    [['a', 'War', 'war'], ['b', 'war', 'war'], ['b', 'war talks', 'war talks']]
    >>> rates = dc.count_rate(spans, corpus, by="feature", freq="YS")
    >>> rates.assign(period=rates["period"].dt.year)[["period", "feature", "n"]].values.tolist()
    [[2014, 'war', 1], [2014, 'war talks', 0], [2015, 'war', 1], [2015, 'war talks', 1]]
    """
    if isinstance(features, pd.DataFrame):
        schema.need(features, ("feature",), "features")
        features = features["feature"]
    if isinstance(features, str):
        raise ValueError(f"features is {features!r}; give a list, such as [{features!r}]")
    wanted = [str(feature) for feature in features]
    odd = next((f for f in wanted if f != " ".join(f.lower().split()) or not f), None)
    index = pd.Index(wanted, dtype="str")
    twice = next(iter(index[index.duplicated()]), None)
    if not wanted or odd is not None or twice is not None:
        wrong = "are none" if not wanted else f"have {twice!r} twice" if odd is None else f"have {odd!r}"
        raise ValueError(f"the features {wrong}; give each once as count_features writes it, such as 'foreign policy'")
    ends = _last_tokens(corpus.tokens)
    parts = []
    for n in sorted({len(feature.split(" ")) for feature in wanted}):
        first, _, kind, forms = find_features(corpus, n=n, stem=stem)
        number = index.get_indexer(forms)
        at = np.flatnonzero(number[kind] >= 0) if len(kind) else np.zeros(0, np.int64)
        word = np.searchsorted(ends[0], first[at]) + n - 1  # the last word of the run
        parts.append((first[at], ends[1][word], number[kind[at]]))
    first, last, number = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((last, first))
    spans = make_spans(corpus, first[order], last[order])
    return spans.assign(feature=pd.Categorical.from_codes(number[order], categories=index))


def _last_tokens(tokens: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of every word, the last part of a compound but no clitic."""
    if not len(tokens):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    word = is_word(tokens)
    first = np.flatnonzero(word)
    last = first.copy()
    joined = np.flatnonzero(vocabulary_of(tokens).lettered.take(tokens["token"].array.codes) & ~word)
    last[np.searchsorted(first, joined) - 1] = joined  # of several parts the last stays
    return first, last


def count_documents(doc: np.ndarray, kind: np.ndarray, n_types: int) -> np.ndarray:
    """In how many documents each type occurs; `doc` does not fall."""
    if not len(doc):
        return np.zeros(n_types, np.int64)
    last = np.zeros(_AT_ONCE * n_types, np.int32)  # where each type stands last in each of a few documents
    bounds = np.searchsorted(doc, np.arange(0, int(doc[-1]) + 1 + _AT_ONCE, _AT_ONCE)).tolist()
    places = np.arange(max(high - low for low, high in pairwise(bounds)), dtype=np.int32)
    once = np.empty(len(kind), bool)
    for low, high in pairwise(bounds):
        cell = (doc[low:high] % _AT_ONCE).astype(np.int32) * np.int32(n_types) + kind[low:high]
        last[cell] = places[: high - low]
        once[low:high] = last[cell] == places[: high - low]
    return np.bincount(kind[once], minlength=n_types)


def make_matrix(corpus, *, n: int = 1, stem: bool = False) -> tuple[csr_array, list[str]]:
    """A document-feature matrix, as scikit-learn takes it.

    Parameters
    ----------
    corpus : Corpus
    n, stem
        As in `count_features`.

    Returns
    -------
    matrix : scipy.sparse.csr_array
        Counts, a row for every document of `corpus.documents`, in their order.
    features : list of str
        The columns, in the order of the alphabet.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["War and war.", "And peace."]}))
    >>> matrix, features = dc.make_matrix(corpus)
    >>> features, matrix.toarray().tolist()
    (['and', 'peace', 'war'], [[1, 0, 2], [1, 1, 0]])
    """
    from scipy.sparse import coo_array

    _, doc, kind, forms = find_features(corpus, n=n, stem=stem)
    seen = np.flatnonzero(np.bincount(kind, minlength=len(forms)))
    names = [forms[i] for i in seen.tolist()]
    order = sorted(range(len(names)), key=names.__getitem__)
    column = np.zeros(len(forms), np.int32)
    column[seen[order]] = np.arange(len(seen), dtype=np.int32)
    cells = np.ones(len(doc), np.int64), (doc.astype(np.int32), column[kind])
    counts = coo_array(cells, shape=(len(corpus.documents), len(seen))).tocsr()
    counts.sum_duplicates()
    return counts, [names[i] for i in order]
