"""Features: words and n-grams as they are counted, the ground of keyness, collocation and dispersion.

A feature is a word in lower case, without typography and clitics, or a run of n of them inside one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_min_n, need_per, need_whole
from discourse.corpus.corpus import Corpus
from discourse.measures._dropped import find_kept
from discourse.measures._runs import count_runs
from discourse.text.tokens import distinct
from discourse.text.vocabulary import count_types
from discourse.text.words import Numbering, find_words, kinds_of_words, largest_first, number_words, rank_names

_LONGEST = 1000  # words of a feature
_AT_ONCE, _ROOM = 128, 32  # documents in one table of ticks; its cells for each word of the text


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


def find_features(corpus: Corpus, *, n: int = 1, stem: bool = False) -> Features:
    """The words (n = 1) or n-grams of a corpus; none crosses a sentence."""
    _check(n)
    tokens = corpus.arrays
    first, word, forms = find_words(tokens)
    if stem:
        number, forms = _stems(forms)
        word = number[word]
    kind, names = word, forms
    if n > 1:
        sentence = tokens.sentence[first]
        at = np.flatnonzero(sentence[n - 1 :] == sentence[: max(len(first) - n + 1, 0)])
        first, kind = first[at], word[at]
        for k in range(1, n):
            kind, seen = pd.factorize(kind.astype(np.int64) * len(forms) + word[at + k])
            names = [f"{names[left]} {forms[right]}" for left, right in zip(*divmod(seen, len(forms)), strict=True)]
    return Features(first, tokens.doc_at(first), kind, names)


def _number_features(corpus: Corpus, n: int, stem: bool) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The document and the type of every feature, and the types; a type beyond them is none.

    Of words alone these are the tokens as they stand, which saves picking out the words among them.
    """
    _check(n)
    if n > 1:
        return find_features(corpus, n=n, stem=stem)[1:]
    kind, forms = number_words(corpus.arrays)
    if stem:
        kind, forms = _stemmed(kind, forms)
    return corpus.arrays.doc, kind, forms


def _stemmed(kind: np.ndarray, forms: list[str]) -> tuple[np.ndarray, list[str]]:
    """The stem of the word that starts at each token, and the stems; the number of none is as many as there are."""
    number, stems = _stems(forms)
    return np.append(number, np.int32(len(stems))).take(kind), stems


def _check(n: int) -> None:
    need_whole(n, "n", "give a whole number of words, at least 1, such as 2 for bigrams", most=_LONGEST)


def _stems(forms: list[str]) -> tuple[np.ndarray, list[str]]:
    """For each form the number of its stem, and the stems."""
    from nltk.stem.snowball import SnowballStemmer

    stem = SnowballStemmer("english").stem
    number, stems = pd.factorize(np.array([stem(form) for form in forms], dtype=object))
    return number.astype(np.int32), stems.tolist()


@checked
def count_features(
    corpus: Corpus,
    *,
    n: int = 1,
    stem: bool = False,
    by: str | list[str] | None = None,
    min_n: int = 1,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
    per: float = 1000,
) -> pd.DataFrame:
    """How often each word or n-gram occurs, and in how many documents.

    Parameters
    ----------
    corpus : Corpus
    n : int
        Words in a feature: 1 for words, 2 for bigrams.
    stem : bool
        Whether inflected forms count as one feature, by the Snowball stemmer (Porter 2001) in NLTK.
    by : str or list of str, optional
        Docvars that divide the corpus into groups; each group has its own rows and total.
    min_n : int
        Rarer features are left out of the table, but the total counts them.
    drop : "function words", list of str or DataFrame, optional
        Words to leave out: the closed classes of English, your own words (``*`` stands for any letters), or a table
        with pattern. A feature with one of them has no row; totals are still those of the whole.
    per : float
        The number of words that the rate is given for.

    Returns
    -------
    DataFrame
        The by-columns, feature, n (occurrences), n_docs (documents with it: the range), total (all occurrences of
        any feature in the group), rate (n per `per` of total). In each group, the most frequent features come first.

    See Also
    --------
    find_ngrams : where features occur; use it for rates with intervals, and over time.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["Talks fail. Talks end.", "Talks!"]}))
    >>> dc.count_features(corpus, min_n=2).to_dict("records")
    [{'feature': 'talks', 'n': 3, 'n_docs': 2, 'total': 5, 'rate': 600.0}]
    """
    need_min_n(min_n)
    need_per(per)
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    schema.need(corpus.documents, names, "corpus.documents")
    _check(n)
    if n > 1 and not names:
        tables = [_count_runs(corpus, n, stem, min_n, drop)]
    else:
        tables = _count_groups(corpus, n, stem, names, min_n, drop)
    tables = [table.assign(rate=table["n"] * per / table["total"].clip(lower=1)) for table in tables]
    none = schema.empty("features").assign(**{name: corpus.documents[name].head(0) for name in names})
    out = schema.conform(pd.concat(tables, ignore_index=True) if tables else none, "features")
    out = out[[*names, *(c for c in out.columns if c not in names)]]
    return out.astype({name: corpus.documents[name].dtype for name in names})


def _count_groups(
    corpus: Corpus, n: int, stem: bool, names: list[str], min_n: int, drop: str | Sequence[str] | pd.DataFrame | None
) -> list[pd.DataFrame]:
    """The features of each group of documents: the columns `names`, feature, n, n_docs, total."""
    doc, kind, forms = _number_features(corpus, n, stem)
    numbering = corpus.arrays.once(Numbering)
    same = forms is numbering.forms
    feature, alphabet = numbering.names if same else (pd.array(forms, dtype="str"), rank_names(forms))
    if not names:
        parts = [((), slice(None))]
    else:
        grouped = corpus.documents.groupby(names, sort=True, observed=True, dropna=True)
        group = grouped.ngroup().to_numpy()[doc] if len(doc) else np.zeros(0, np.int64)
        keys = grouped.size().reset_index()[names].itertuples(index=False)
        parts = [(tuple(key), group == number) for number, key in enumerate(keys)]
    tables, kept = [], find_kept(forms, drop, stem=stem)
    for key, rows in parts:
        mine = kind[rows]
        count = count_types(mine, len(forms))
        at = np.flatnonzero((count >= max(min_n, 1)) & kept)
        at = at[np.lexsort((alphabet[at], -count[at]))]
        docs = count_documents(doc[rows], mine, len(forms))
        table = pd.DataFrame(dict(zip(names, key, strict=True)), index=range(len(at)))
        tables.append(table.assign(feature=feature.take(at), n=count[at], n_docs=docs[at], total=int(count.sum())))
    return tables


def _count_runs(
    corpus: Corpus, n: int, stem: bool, min_n: int, drop: str | Sequence[str] | pd.DataFrame | None
) -> pd.DataFrame:
    """The runs of n words of all documents: feature, n, n_docs, total."""
    word, forms = kinds_of_words(corpus.arrays)
    if stem:
        word, forms = _stemmed(word, forms)
    runs = count_runs(corpus.arrays, word, forms, n)
    at = np.flatnonzero(runs.n >= max(min_n, 1))
    names = runs.names(at)
    kept = find_kept(names, drop, stem=stem)
    order = largest_first(names, runs.n[at])
    order = order[kept[order]]
    at = at[order]
    features = pd.array(names, dtype="str").take(order)
    return pd.DataFrame({"feature": features, "n": runs.n[at], "n_docs": runs.n_docs[at], "total": int(runs.n.sum())})


def merge_features(
    parts: Sequence[pd.DataFrame],
    documents: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    stem: bool = False,
    min_n: int = 1,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
    per: float = 1000,
) -> pd.DataFrame:
    """The table of `count_features`, of those of the parts of a corpus; these have all features.

    Words are known by how they are written, and rare ones are left out when all parts are put together.
    """
    need_min_n(min_n)
    need_per(per)
    names = list(by)
    every = pd.concat(parts, ignore_index=True)[[*names, "feature", "n", "n_docs"]]
    every = every.astype({name: documents[name].dtype for name in names})
    table = every.groupby([*names, "feature"], sort=False, observed=True)[["n", "n_docs"]].sum().reset_index()
    group = table.groupby(names, sort=True, observed=True).ngroup().to_numpy() if names else np.zeros(len(table), int)
    total = np.bincount(group, table["n"]).astype(np.int64)
    table = table.assign(total=total[group] if len(table) else total[:0])
    kept = (table["n"] >= max(min_n, 1)).to_numpy() & find_kept(table["feature"].tolist(), drop, stem=stem)
    table, group = table[kept], group[kept]
    order = np.lexsort((rank_names(table["feature"].tolist()), -table["n"].to_numpy(), group))
    table = table.iloc[order].reset_index(drop=True)
    out = schema.conform(table.assign(rate=table["n"] * per / table["total"].clip(lower=1)), "features")
    out = out[[*names, *(c for c in out.columns if c not in names)]]
    return out.astype({name: documents[name].dtype for name in names})


def count_documents(doc: np.ndarray, kind: np.ndarray, n_types: int) -> np.ndarray:
    """In how many documents each type occurs; `doc` does not fall, and kinds from `n_types` on are no types.

    The types that come early in the text, which are most of it, are ticked in a table of documents by types, some
    documents at a time; the pairs of the others are told apart one by one.
    """
    if not len(doc):
        return np.zeros(n_types, np.int64)
    n_docs = int(doc[-1]) + 1
    n_common = min(n_types, _ROOM * len(kind) // n_docs)  # so that the table takes no more time than the text
    bounds = np.searchsorted(doc, np.arange(n_docs + 1, dtype=doc.dtype))
    ticked = np.zeros((_AT_ONCE, n_common + 1), np.uint8)
    count = np.zeros(n_common + 1, np.int64)
    for low in range(0, n_docs, _AT_ONCE):
        high = min(low + _AT_ONCE, n_docs)
        row = np.arange(high - low) * (n_common + 1)
        cell = np.minimum(kind[bounds[low] : bounds[high]], np.int32(n_common))
        ticked.reshape(-1)[cell + np.repeat(row, np.diff(bounds[low : high + 1]))] = 1
        count += ticked.sum(axis=0, dtype=np.uint8)
        ticked[:] = 0
    rare = np.flatnonzero((kind >= n_common) & (kind < n_types))
    pairs = distinct(doc[rare].astype(np.int64) * n_types + kind[rare])
    out = np.bincount(pairs % n_types, minlength=n_types)
    out[:n_common] = count[:n_common]
    return out


@checked
def make_matrix(corpus: Corpus, *, n: int = 1, stem: bool = False) -> tuple[_types.csr_array, list[str]]:
    """A document-feature matrix in the form that scikit-learn takes.

    Parameters
    ----------
    corpus : Corpus
    n, stem
        As in `count_features`.

    Returns
    -------
    matrix : scipy.sparse.csr_array
        Counts, with one row for every document of `corpus.documents`, in their order.
    features : list of str
        The columns, in alphabetical order.

    Examples
    --------
    >>> import pandas as pd
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
