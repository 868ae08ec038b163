"""Dispersion: how evenly a word is spread over the parts of a corpus.

All measures are computed from the counts of a feature in each part and the sizes of the parts. Where they differ by
convention, the docstring says which is meant; 1 is not always the even end.

References
----------
Juilland, A., Brodin, D. and Davidovitch, C. (1970). Frequency Dictionary of French Words. The Hague: Mouton.
Carroll, J. B. (1970). An alternative to Juilland's usage coefficient. Computer Studies in the Humanities 3.
Rosengren, I. (1971). The quantitative concept of language and its relation to the structure of frequency
dictionaries. Etudes de linguistique appliquee 1.
Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13; (2024). Frequency, Dispersion,
Association, and Keyness. Amsterdam: Benjamins.
Lijffijt, J. and Gries, S. Th. (2012). Correction to "Dispersions and adjusted frequencies in corpora". IJCL 17.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_min_n
from discourse.corpus.corpus import Corpus
from discourse.measures.features import find_features
from discourse.text.words import rank_names

_AT_ONCE = 1000  # features
_TWO = "evenness needs at least two parts: name a docvar with more values"


@checked
def count_dispersion(
    corpus: Corpus, *, n: int = 1, stem: bool = False, parts: str = "doc_id", min_n: int = 5
) -> pd.DataFrame:
    """How evenly each feature is spread over the documents, or over other parts.

    Parameters
    ----------
    corpus : Corpus
    n, stem
        As in `count_features`.
    parts : str
        A docvar whose values are the parts; by default each document is a part. Documents without a value are left out.
    min_n : int
        Features with fewer occurrences are left out.

    Returns
    -------
    DataFrame
        feature, n, n_parts (parts with words), range (parts with the feature); then measures of evenness. For three of
        them, 1 is even: juilland_d (from 0; uses relative frequencies and the standard deviation over all parts, and is
        below 0 for a feature in one small part only), carroll_d2 (from 0) and rosengren_s (from 1 / parts). For the
        others, 0 is even: dp (up to 1; Gries 2008), dp_norm (up to 1; Lijffijt and Gries 2012), kld (in bits; Gries
        2024). The most frequent features come first.

    Raises
    ------
    ValueError
        If the corpus has words in one part only. Evenness over one part has no meaning: the formulas would divide by
        zero, which is then the number of parts less one (D), its logarithm (D2), and the share outside the smallest
        part (normalised DP).

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["war war peace", "peace now then"]})
    >>> spread = dc.count_dispersion(dc.from_documents(texts), min_n=2)
    >>> spread[["feature", "range", "dp"]].values.tolist()
    [['peace', 2, 0.0], ['war', 1, 0.5]]
    """
    need_min_n(min_n)
    schema.need(corpus.documents, (parts,), "corpus.documents")
    _, doc, kind, forms = find_features(corpus, n=n, stem=stem)
    part, _ = pd.factorize(corpus.documents[parts])
    part = part[doc] if len(doc) else np.zeros(0, np.int64)
    kind, part = kind[part >= 0], part[part >= 0]
    number, sizes = _sizes(np.bincount(part), parts)
    total = np.bincount(kind, minlength=len(forms))
    kept = np.flatnonzero(total >= max(min_n, 1))
    row = np.full(len(forms), -1)
    row[kept] = np.arange(len(kept))
    row = row[kind]
    held = np.flatnonzero(row >= 0)
    cells, n_cell = np.unique(row[held] * max(len(sizes), 1) + number[part[held]], return_counts=True)
    return _in_table([forms[i] for i in kept.tolist()], cells, n_cell, sizes)


def cells_of(corpus: Corpus, *, n: int = 1, stem: bool = False) -> pd.DataFrame:
    """How often each feature stands in each document: feature, doc (its number), n. What `merge_cells` takes."""
    _, doc, kind, forms = find_features(corpus, n=n, stem=stem)
    order = np.argsort(rank_names(forms))
    rank = np.empty(len(forms), np.int64)
    rank[order] = np.arange(len(forms))
    n_docs = max(len(corpus.documents), 1)
    cells, n_cell = np.unique(rank[kind] * n_docs + doc, return_counts=True)
    names = pd.Categorical.from_codes(cells // n_docs, [forms[i] for i in order.tolist()])
    return pd.DataFrame({"feature": names, "doc": (cells % n_docs).astype(np.int32), "n": n_cell.astype(np.int32)})


def merge_cells(
    totals: pd.Series, read: Callable[[pd.Index], pd.DataFrame], sizes: np.ndarray, part_of: np.ndarray, *, parts: str
) -> pd.DataFrame:
    """The table of `count_dispersion`, of the counts of documents; a number of features at a time.

    Parameters
    ----------
    totals : Series
        How often each feature that is wanted stands, by the feature.
    read : callable
        Gives for some features how often they stand in each document: feature, doc, n, in the order of the documents.
    sizes : ndarray
        How many features of any kind each document has.
    part_of : ndarray
        The number of the part of each document, in the order in which parts come first, or -1.
    parts : str
        What the parts are called, for errors.
    """
    there = part_of >= 0
    number, sizes = _sizes(np.bincount(part_of[there], sizes[there]).astype(np.int64), parts)
    tables = [_in_table([], np.zeros(0, np.int64), np.zeros(0, np.int64), sizes)]
    for low in range(0, len(totals), _AT_ONCE):
        names = totals.index[low : low + _AT_ONCE]
        found = read(names)
        part = part_of[found["doc"].to_numpy()]
        cell = names.get_indexer(found["feature"]) * len(sizes) + number[part]
        cells, place = np.unique(cell[part >= 0], return_inverse=True)
        n_cell = np.bincount(place, found["n"].to_numpy()[part >= 0], len(cells)).astype(np.int64)
        tables.append(_in_table(names.tolist(), cells, n_cell, sizes))
    return _most_first(pd.concat(tables, ignore_index=True))


def _sizes(sizes: np.ndarray, parts: str) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of parts without those that have no words, and the sizes of the others."""
    number = np.cumsum(sizes > 0) - 1
    sizes = sizes[sizes > 0]
    if len(sizes) == 1:
        raise ValueError(f"parts is {parts!r}, but only one part has words; {_TWO}, or split the corpus")
    return number, sizes


def _in_table(names: list[str], cells: np.ndarray, n_cell: np.ndarray, sizes: np.ndarray) -> pd.DataFrame:
    """The table, of cells: the number of the feature times that of parts, and the part; in their order."""
    measures = _measures(cells // max(len(sizes), 1), cells % max(len(sizes), 1), n_cell, sizes, len(names))
    table = pd.DataFrame({"feature": pd.array(names, dtype="str"), **measures})
    return _most_first(schema.conform(table, "dispersion"))


def _most_first(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["n", "feature"], ascending=[False, True], ignore_index=True)


@checked
def score_dispersion(counts: np.ndarray | pd.DataFrame, sizes: np.ndarray | pd.Series) -> pd.DataFrame:
    """The measures of `count_dispersion` from your own counts.

    Parameters
    ----------
    counts : array or DataFrame, with one row for every feature and one column for every part
    sizes : array or Series, with the words in each part; a Series is aligned by label with the columns of `counts`

    Returns
    -------
    DataFrame
        n, n_parts, range, juilland_d, carroll_d2, rosengren_s, dp, dp_norm, kld; one row for every row of `counts`.

    Examples
    --------
    >>> import discourse as dc
    >>> dc.score_dispersion([[1, 2, 3, 4, 5]], [9, 10, 10, 10, 11]).round(3).loc[0, ["juilland_d", "dp"]].tolist()
    [0.785, 0.18]
    """
    if isinstance(counts, pd.DataFrame) and isinstance(sizes, pd.Series):
        sizes = _aligned(sizes, counts.columns)
    counts, sizes = np.atleast_2d(_numbers(counts, "counts")), np.atleast_1d(_numbers(sizes, "sizes"))
    if counts.shape[1:] != sizes.shape or (sizes <= 0).any() or (counts < 0).any():
        raise ValueError(
            f"counts has {counts.shape[1]} parts, and sizes has {len(sizes)}; give one size for each part; every size "
            "must be above 0, and no count may be negative"
        )
    if len(sizes) == 1:
        raise ValueError(f"counts have one part; {_TWO}")
    row, part = np.nonzero(counts)
    return pd.DataFrame(_measures(row, part, counts[row, part], sizes, len(counts)))


def _aligned(sizes: pd.Series, parts: pd.Index) -> pd.Series:
    """The sizes in the order of the parts, which they are called after."""
    place = sizes.index.get_indexer(parts) if sizes.index.is_unique else np.array([-1])
    if len(sizes) == len(parts) and (place < 0).any():
        raise ValueError(
            f"sizes has the labels {sizes.index[:3].tolist()} ... and the columns of counts are {parts[:3].tolist()} "
            "...; give both the same labels, or pass sizes.to_numpy() if it is in the order of the columns"
        )
    return sizes.iloc[place] if len(sizes) == len(parts) else sizes


def _numbers(values: object, what: str) -> np.ndarray:
    """The values as an array of numbers."""
    array = np.asarray(values)
    if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        raise TypeError(f"{what} is {schema.shown(values)}; an array of numbers is needed")
    return array


def _measures(
    row: np.ndarray, part: np.ndarray, count: np.ndarray, sizes: np.ndarray, n_rows: int
) -> dict[str, np.ndarray]:
    """All measures, from the cells that are not zero: a feature (row), a part, a count."""
    k = len(sizes)  # two or more, or none in a corpus without words
    share = sizes / max(sizes.sum(), 1)

    def add(values: np.ndarray) -> np.ndarray:
        return np.bincount(row, weights=values, minlength=n_rows)

    n = add(count)
    seen = np.bincount(row, minlength=n_rows)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = count / sizes[part]
        mean = add(rate) / k
        deviation = np.sqrt(np.maximum(add(rate**2) / k - mean**2, 0))
        juilland = 1 - deviation / mean / np.sqrt(k - 1)
        relative = rate / add(rate)[row]
        carroll = -add(relative * np.log2(relative)) / np.log2(k)
        rosengren = add(np.sqrt(share[part] * count)) ** 2 / n
        observed = count / n[row]
        # Parts without the feature differ from what is expected by their whole share.
        dp = (add(np.abs(observed - share[part])) + 1 - add(share[part])) / 2
        dp_norm = dp / (1 - share.min(initial=1))
        kld = add(observed * np.log2(observed / share[part]))
    return {
        "n": n.astype(np.int64),
        "n_parts": np.full(n_rows, k),
        "range": seen,
        "juilland_d": juilland,
        "carroll_d2": carroll,
        "rosengren_s": rosengren,
        "dp": dp,
        "dp_norm": dp_norm,
        "kld": kld,
    }
