"""Collocation: which words keep company.

Association compares how often two words meet with how often they would by chance. What chance is differs between
tools: here `expected` is n_node * n_collocate / total, times the size of the window when `span` says so.

References
----------
Church, K. and Hanks, P. (1990). Word association norms, mutual information, and lexicography. CL 16.
Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: An International Handbook. Berlin: De Gruyter.
Rychly, P. (2008). A lexicographer-friendly association score. RASLAN.
Gries, S. Th. (2013). 50-something years of work on collocations. IJCL 18.
Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.
Blaheta, D. and Johnson, M. (2001). Unsupervised learning of multi-word verbs. ACL Workshop on Collocation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_min_n, need_number, need_whole
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import are_spans, places_of, read_ranges, sentences_around
from discourse.lexicon.match import match, patterns_of
from discourse.measures._dropped import find_kept
from discourse.measures._runs import count_runs
from discourse.measures.features import count_documents
from discourse.text.tokens import Tokens
from discourse.text.words import Numbering, kinds_of_words, largest_first


@checked
def collocates(
    corpus: Corpus,
    node: str | Sequence[str] | pd.DataFrame,
    *,
    window: int = 5,
    min_n: int = 1,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
    span: bool = True,
) -> pd.DataFrame:
    """The words that occur near a word, phrase or any other span.

    Parameters
    ----------
    corpus : Corpus
    node : str, list of str, or DataFrame
        One or more patterns, as in a lexicon; a lexicon table (with pattern); or a table of spans (doc_id, start, end).
    window : int
        How many words to the left and to the right count, inside the sentence.
    min_n : int
        Rarer collocates are left out.
    drop : "function words", list of str or DataFrame, optional
        Words to leave out: the closed classes of English, your own words (``*`` stands for any letters), or a table
        with pattern. Such a collocate has no row; totals are still those of the whole.
    span : bool
        Whether `expected` is multiplied by the size of the window (2 * window), because each node has that many places.

    Returns
    -------
    DataFrame
        collocate, n (how often it is in the window of a node; a word near two nodes counts for both), n_left, n_right,
        n_docs, n_node, n_collocate, total (words of the corpus), and the measures of `score_association`: expected, mi,
        mi3, t, z, g2, log_dice, delta_p_collocate, delta_p_node, npmi. The largest log_dice comes first.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Cold war fears. A cold war is no war."]})
    >>> near = dc.collocates(dc.from_documents(texts), "cold", window=1)
    >>> near[["collocate", "n", "n_left", "n_right"]].values.tolist()
    [['war', 2, 0, 2], ['a', 1, 1, 0]]
    """
    need_whole(window, "window", "give a whole number of words, at least 1, such as 5")
    need_min_n(min_n)
    near, n_node = count_near(corpus, node, window=window)
    forms, n = pd.Index(corpus.arrays.once(Numbering).forms), corpus.arrays.once(Numbering).count()
    near = near.assign(n_collocate=n[forms.get_indexer(near["collocate"])])
    return score_near(near, n_node, int(n.sum()), window=window, min_n=min_n, drop=drop, span=span)


def count_near(corpus: Corpus, node: str | Sequence[str] | pd.DataFrame, *, window: int) -> tuple[pd.DataFrame, int]:
    """The words that stand near a node: collocate, n_left, n_right, n_docs; and how many nodes there are."""
    tokens, numbering = corpus.arrays, corpus.arrays.once(Numbering)
    forms, (low, high) = numbering.forms, _places(corpus, node)
    near = _neighbours(tokens, numbering, low, high, window)
    n_left, n_right = (np.bincount(near.kind, n, len(forms)).astype(np.int64) for n in (near.left, near.right))
    met = near.left + near.right > 0
    n_docs = count_documents(tokens.doc_at(near.place[met]), near.kind[met], len(forms))
    at = np.flatnonzero(n_left + n_right)
    names = pd.array([forms[i] for i in at.tolist()], dtype="str")
    table = pd.DataFrame({"collocate": names, "n_left": n_left[at], "n_right": n_right[at], "n_docs": n_docs[at]})
    return table, len(low)


def merge_near(
    parts: Sequence[pd.DataFrame], n_nodes: Sequence[int], words: Sequence[pd.DataFrame], *, window: int, **options
) -> pd.DataFrame:
    """The table of `collocates`, of what `count_near` and `count_features` found in the parts of a corpus."""
    near = pd.concat(parts, ignore_index=True).groupby("collocate", sort=False).sum().reset_index()
    n = pd.concat(words, ignore_index=True).groupby("feature", sort=False)["n"].sum()
    near = near.assign(n_collocate=n.reindex(near["collocate"]).to_numpy(np.int64))
    return score_near(near, sum(n_nodes), int(n.sum()), window=window, **options)


def score_near(
    near: pd.DataFrame,
    n_node: int,
    total: int,
    *,
    window: int,
    min_n: int = 1,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
    span: bool = True,
) -> pd.DataFrame:
    """The table of `collocates`, of collocate, n_left, n_right, n_docs and n_collocate."""
    table = near.assign(n=near["n_left"] + near["n_right"])
    kept = (table["n"] >= max(min_n, 1)).to_numpy()
    table = table[kept].reset_index(drop=True)
    table = table[find_kept(table["collocate"].tolist(), drop)].reset_index(drop=True)
    scored = score_association(table.assign(n_node=n_node, total=total), span=2 * window if span else 1)
    out = schema.conform(scored, "collocates")
    return out.take(largest_first(out["collocate"], out["log_dice"], out["n"])).reset_index(drop=True)


class _Near(NamedTuple):
    """The words of the sentences of nodes: where they start, their types, and of how many nodes on either side."""

    place: np.ndarray
    kind: np.ndarray
    left: np.ndarray
    right: np.ndarray


def _neighbours(tokens: Tokens, numbering: Numbering, low: np.ndarray, high: np.ndarray, window: int) -> _Near:
    """The words around nodes from token `low[i]` to `high[i]`; each word is asked how many windows it stands in.

    So neither a wide window nor a sentence full of nodes takes more than the text does.
    """
    opens, _ = sentences_around(tokens, low, low)
    closes = sentences_around(tokens, high, high)
    at = places_of(np.append(opens, closes[0]), np.append(tokens.after[tokens.row_at(low)] - 1, closes[1]))
    kind = numbering.at(at)
    word = np.flatnonzero(kind < len(numbering.forms))
    at, kind, window = at[word], kind[word], min(window, len(word))
    before, behind = np.searchsorted(at, low), np.searchsorted(at, high, "right")
    left = _count_windows(np.maximum(before - window, np.searchsorted(at, opens)), before, len(at))
    right = _count_windows(behind, np.minimum(behind + window, np.searchsorted(at, closes[1], "right")), len(at))
    return _Near(at, kind, left, right)


def _count_windows(first: np.ndarray, after: np.ndarray, n: int) -> np.ndarray:
    """In how many windows each of n words stands; a window goes from its first word to before the one behind its last.

    >>> _count_windows(np.array([0, 1]), np.array([2, 3]), 4).tolist()
    [1, 2, 1, 0]
    """
    return np.cumsum(np.bincount(first, minlength=n + 1) - np.bincount(after, minlength=n + 1))[:-1]


def _places(corpus: Corpus, node) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of every node."""
    if isinstance(node, pd.DataFrame) and are_spans(node):
        _, first, last = read_ranges(node, corpus)
        return first, last
    first, last, _ = match(corpus.arrays, patterns_of(node, "node"))
    return first, last


@checked
def score_association(table: pd.DataFrame, *, span: int = 1) -> pd.DataFrame:
    """Measures of association from counts.

    Parameters
    ----------
    table : DataFrame
        Needs n (how often both occur together), n_node, n_collocate and total.
    span : int
        The factor for the expected frequency: the number of places in a window, or 1 for pairs.

    Returns
    -------
    DataFrame
        The table with: expected; mi, mi3 (bits; Church and Hanks 1990; Daille 1994); t, z; g2 (log-likelihood ratio
        of the four cells, signed; Dunning 1993, Evert 2008); log_dice (at most 14; Rychly 2008); delta_p_collocate
        (how much likelier the collocate is beside the node than elsewhere, -1 to 1), delta_p_node (in the other
        direction; Gries 2013); npmi (-1 to 1; Bouma 2009). Delta P, g2 and npmi are those of pairs, whatever `span` is.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> pairs = pd.DataFrame({"n": [8], "n_node": [16], "n_collocate": [8], "total": [64]})
    >>> dc.score_association(pairs)[["expected", "mi", "log_dice"]].iloc[0].round(3).tolist()
    [2.0, 2.0, 13.415]
    """
    from scipy.special import xlogy

    need_whole(span, "span", "give the number of places in a window, a whole number of at least 1, or 1 for pairs")
    schema.need(table, ("n", "n_node", "n_collocate", "total"), "the table of pairs")
    n, f1, f2, total = (table[c].to_numpy(np.float64) for c in ("n", "n_node", "n_collocate", "total"))
    with np.errstate(divide="ignore", invalid="ignore"):
        pair = f1 * f2 / total
        expected = pair * span
        observed = np.array([n, f1 - n, f2 - n, total - f1 - f2 + n])
        chance = np.array(
            [pair, f1 * (total - f2) / total, (total - f1) * f2 / total, (total - f1) * (total - f2) / total]
        )
        sound = (observed >= 0).all(axis=0)  # in a window a word may meet the node more often than it occurs
        terms = xlogy(np.maximum(observed, 0), np.where(chance > 0, np.maximum(observed, 0) / chance, 1))
        measures = {
            "expected": expected,
            "mi": np.log2(n / expected),
            "mi3": np.log2(n**3 / expected),
            "t": (n - expected) / np.sqrt(n),
            "z": (n - expected) / np.sqrt(expected),
            "g2": np.where(sound, np.sign(n - pair) * 2 * terms.sum(axis=0), np.nan),
            "log_dice": 14 + np.log2(2 * n / (f1 + f2)),
            "delta_p_collocate": np.where(sound, n / f1 - (f2 - n) / (total - f1), np.nan),
            "delta_p_node": np.where(sound, n / f2 - (f1 - n) / (total - f2), np.nan),
            "npmi": np.log2(n / pair) / -np.log2(n / total),
        }
    return table.assign(**measures)


@checked
def collocations(
    corpus: Corpus,
    *,
    size: int = 2,
    min_n: int = 5,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
    smoothing: float = 0.5,
) -> pd.DataFrame:
    """Multi-word expressions: runs of words that occur together more often than one would expect from their parts.

    Parameters
    ----------
    corpus : Corpus
    size : int
        Words in a run, 2 to 5. Runs stay inside their sentence.
    min_n : int
        Rarer runs are left out.
    drop : "function words", list of str or DataFrame, optional
        Words to leave out: the closed classes of English, your own words (``*`` stands for any letters), or a table
        with pattern. A run with one of them has no row; runs are still compared with the whole text.
    smoothing : float
        The number that is added to every count before logarithms are taken.

    Returns
    -------
    DataFrame
        collocation, n, n_docs, length, `lambda_` (the interaction of the highest order in a log-linear model of which
        words stand at each place; Blaheta and Johnson 2001), z (`lambda_` divided by its standard error). The largest z
        comes first.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Cold war fears. A cold war is no war."]})
    >>> dc.collocations(dc.from_documents(texts), min_n=2)["collocation"].tolist()
    ['cold war']
    """
    need_whole(size, "size", "give a whole number of words from 2 to 5", least=2, most=5)
    need_min_n(min_n)
    need_number(smoothing, "smoothing", "give a number above 0, such as 0.5", above=0, most=1000)
    runs = count_runs(corpus.arrays, *kinds_of_words(corpus.arrays), size)
    counts = pd.DataFrame({"n": runs.n, "n_docs": runs.n_docs})
    return _score_runs(counts, runs.words, runs.names, min_n=min_n, drop=drop, smoothing=smoothing)


def merge_runs(
    parts: Sequence[pd.DataFrame],
    *,
    size: int = 2,
    min_n: int = 5,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
    smoothing: float = 0.5,
) -> pd.DataFrame:
    """The table of `collocations`, of the tables that `count_features` made of runs of `size` words in the parts."""
    every = pd.concat(parts, ignore_index=True)[["feature", "n", "n_docs"]]
    counts = every.groupby("feature", sort=False).sum().reset_index().rename(columns={"feature": "collocation"})
    words = [word for run in counts["collocation"].tolist() for word in run.split(" ")]
    slots = pd.factorize(np.array(words, dtype=object))[0].reshape(-1, size)
    names = counts.pop("collocation")
    named = lambda at: names.iloc[at].tolist()  # noqa: E731
    return _score_runs(counts, slots, named, min_n=min_n, drop=drop, smoothing=smoothing)


def _score_runs(
    counts: pd.DataFrame,
    slots: np.ndarray,
    names_of: Callable[[np.ndarray], list[str]],
    *,
    min_n: int,
    drop: str | Sequence[str] | pd.DataFrame | None,
    smoothing: float,
) -> pd.DataFrame:
    """The table of `collocations`, of n, n_docs and the numbers of the words of all runs, and how some are written."""
    size, n = slots.shape[1], counts["n"].to_numpy(np.int64)
    at = np.flatnonzero(n >= max(min_n, 1))
    names = names_of(at)
    kept = find_kept(names, drop)
    at, collocation = at[kept], pd.array(names, dtype="str")[kept]
    score, variance = np.zeros(len(at)), np.zeros(len(at))
    for pattern, count in _marginals(slots, n, at).items():
        sign = (-1) ** (size - sum(pattern))
        score += sign * np.log(count + smoothing)
        variance += 1 / (count + smoothing)
    table = counts.iloc[at].reset_index(drop=True).assign(collocation=collocation)
    out = schema.conform(table.assign(length=size, lambda_=score, z=score / np.sqrt(variance)), "collocations")
    return out.take(largest_first(out["collocation"], out["z"])).reset_index(drop=True)


def _marginals(slots: np.ndarray, n: np.ndarray, at: np.ndarray) -> dict[tuple[bool, ...], np.ndarray]:
    """How many runs agree with each of the runs `at` in certain places and in no others; for each choice of places.

    `slots` are the words of all different runs, and `n` says how often each of these stands.
    """
    size = slots.shape[1]
    at_least = {}
    for pattern in product((False, True), repeat=size):
        chosen = np.flatnonzero(pattern)
        if not len(chosen):
            at_least[pattern] = np.full(len(at), n.sum(), np.float64)
            continue
        code = slots[:, chosen[0]].astype(np.int64)
        for column in chosen[1:]:
            code = pd.factorize(code * (int(slots[:, column].max(initial=0)) + 1) + slots[:, column])[0]
        seen = np.bincount(code, n, minlength=1)
        at_least[pattern] = seen[code[at]].astype(np.float64)
    exactly = {}
    for pattern in at_least:  # inclusion and exclusion over the places that must not agree
        open_ = [i for i in range(size) if not pattern[i]]
        count = np.zeros(len(at))
        for also in product((False, True), repeat=len(open_)):
            wider = tuple(pattern[i] or (i in open_ and also[open_.index(i)]) for i in range(size))
            count += (-1) ** sum(also) * at_least[wider]
        exactly[pattern] = count
    return exactly
