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

from collections.abc import Sequence
from itertools import product

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_min_n, need_number, need_whole
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import find_token_ranges
from discourse.lexicon.match import match, patterns_of
from discourse.measures.features import count_documents, find_features
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import count_types
from discourse.text.words import Numbering, largest_first

_AT_ONCE = 1 << 14  # nodes whose neighbours are looked at in one table


@checked
def collocates(
    corpus: Corpus, node: str | Sequence[str] | pd.DataFrame, *, window: int = 5, min_n: int = 1, span: bool = True
) -> pd.DataFrame:
    """The words that stand near a word, phrase or any other span.

    Parameters
    ----------
    corpus : Corpus
    node : str, list of str, or DataFrame
        A pattern or several, as in a lexicon; a lexicon table (with pattern); or a spans table (doc_id, start, end).
    window : int
        Words to the left and to the right that are looked at, inside the sentence.
    min_n : int
        Collocates met less often are left out.
    span : bool
        Whether `expected` is multiplied by the window's size (2 * window), as each node has so many chances.

    Returns
    -------
    DataFrame
        collocate, n (times it stands in the window of a node; a word near two nodes counts for both), n_left, n_right,
        n_docs, n_node, n_collocate, total (words of the corpus), and the measures of `score_association`: expected,
        mi, mi3, t, z, g2, log_dice, delta_p_collocate, delta_p_node, npmi. The largest log_dice first.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Cold war fears. A cold war is no war."]})
    >>> near = dc.collocates(dc.from_documents(texts), "cold", window=1)
    >>> near[["collocate", "n", "n_left", "n_right"]].values.tolist()
    [['war', 2, 0, 2], ['a', 1, 1, 0]]
    """
    need_whole(window, "window", "give a whole number of words from 1 on, such as 5")
    need_min_n(min_n)
    tokens, numbering = corpus.arrays, corpus.arrays.once(Numbering)
    forms, (low, high) = numbering.forms, _places(corpus, node)
    (left, kind_left), (right, kind_right) = (
        _neighbours(tokens, numbering, places, step, window) for places, step in ((low, -1), (high, 1))
    )
    met, kind = np.append(left, right), np.append(kind_left, kind_right)
    order = np.argsort(met, kind="stable")
    n_collocate = numbering.count()
    counts = {
        "n": count_types(kind, len(forms)),
        "n_left": count_types(kind_left, len(forms)),
        "n_right": count_types(kind_right, len(forms)),
        "n_docs": count_documents(tokens.doc_at(met[order]), kind[order], len(forms)),
        "n_collocate": n_collocate,
    }
    at = np.flatnonzero(counts["n"] >= max(min_n, 1))
    table = pd.DataFrame({name: values[at] for name, values in counts.items()})
    table.insert(0, "collocate", pd.array([forms[i] for i in at.tolist()], dtype="str"))
    table = table.assign(n_node=len(low), total=int(n_collocate.sum()))
    scored = score_association(table, span=2 * window if span else 1)
    out = schema.conform(scored, "collocates")
    return out.take(largest_first(out["collocate"], out["log_dice"], out["n"])).reset_index(drop=True)


def _neighbours(
    tokens: Tokens, numbering: Numbering, anchors: np.ndarray, step: int, window: int
) -> tuple[np.ndarray, np.ndarray]:
    """The next `window` words from each token on one side, inside the sentence: where they start, and their types."""
    sentence, none = tokens.sentence, len(numbering.forms)
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int32))]
    for some in np.array_split(anchors, len(anchors) // _AT_ONCE + 1):
        reach = 3 * window
        while len(some):
            at = some[:, None] + step * np.arange(1, reach + 1)
            inside = (at >= 0) & (at < len(sentence))
            at = np.clip(at, 0, len(sentence) - 1)
            inside &= sentence[at] == sentence[some][:, None]
            kind = np.where(inside, numbering.at(at), none)
            nth = np.cumsum(kind < none, axis=1)
            whole = (nth[:, -1] >= window) | ~inside[:, -1]
            words = (kind < none) & (nth <= window) & whole[:, None]
            found.append((at[words], kind[words]))
            some, reach = some[~whole], 4 * reach  # where more marks stand between the words
    places, kinds = zip(*found, strict=True)
    return np.concatenate(places), np.concatenate(kinds)


def _places(corpus: Corpus, node) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of every node."""
    if isinstance(node, pd.DataFrame) and "pattern" not in node.columns:
        return find_token_ranges(node, corpus)
    first, last, _ = match(corpus.arrays, patterns_of(node, "node"))
    return first, last


@checked
def score_association(table: pd.DataFrame, *, span: int = 1) -> pd.DataFrame:
    """Measures of association from counts.

    Parameters
    ----------
    table : DataFrame
        Needs n (times both meet), n_node, n_collocate and total.
    span : int
        By how much the expected frequency is multiplied: the places of a window, or 1 for pairs.

    Returns
    -------
    DataFrame
        The table with: expected; mi, mi3 (bits; Church and Hanks 1990; Daille 1994); t, z; g2 (log-likelihood ratio
        of the four cells, signed; Dunning 1993, Evert 2008); log_dice (at most 14; Rychly 2008); delta_p_collocate
        (how much likelier the collocate is beside the node than elsewhere, -1 to 1), delta_p_node (the other way;
        Gries 2013); npmi (-1 to 1; Bouma 2009). Delta P, g2 and npmi are those of pairs whatever the span.

    Examples
    --------
    >>> pairs = pd.DataFrame({"n": [8], "n_node": [16], "n_collocate": [8], "total": [64]})
    >>> score_association(pairs)[["expected", "mi", "log_dice"]].iloc[0].round(3).tolist()
    [2.0, 2.0, 13.415]
    """
    from scipy.special import xlogy

    need_whole(span, "span", "give the places of a window, a whole number from 1 on, or 1 for pairs")
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
def collocations(corpus: Corpus, *, size: int = 2, min_n: int = 5, smoothing: float = 0.5) -> pd.DataFrame:
    """Multi-word expressions: runs of words that stand together more often than their parts let expect.

    Parameters
    ----------
    corpus : Corpus
    size : int
        Words in a run, 2 to 5. Runs stay inside their sentence.
    min_n : int
        Rarer runs are left out.
    smoothing : float
        What is added to every count before logarithms are taken.

    Returns
    -------
    DataFrame
        collocation, n, n_docs, length, lambda_ (the interaction of the highest order in a log-linear model of which
        words stand at each place; Blaheta and Johnson 2001), z (lambda_ by its standard error). The largest z first.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Cold war fears. A cold war is no war."]})
    >>> dc.collocations(dc.from_documents(texts), min_n=2)["collocation"].tolist()
    ['cold war']
    """
    need_whole(size, "size", "give a whole number of words from 2 to 5", least=2, most=5)
    need_min_n(min_n)
    need_number(smoothing, "smoothing", "give a number above 0, such as 0.5", above=0, most=1000)
    words = find_features(corpus)
    runs = find_features(corpus, n=size)
    n = np.bincount(runs.kind, minlength=len(runs.forms))
    at = np.flatnonzero(n >= max(min_n, 1))
    place = np.searchsorted(words.first, runs.first)
    example = np.zeros(len(runs.forms), np.int64)
    example[runs.kind] = place  # one run of each type, to read its words from
    parts = words.kind[example[at][:, None] + np.arange(size)] if len(at) else np.zeros((0, size), np.int32)
    slots = words.kind[place[:, None] + np.arange(size)] if len(place) else np.zeros((0, size), np.int32)
    score, variance = np.zeros(len(at)), np.zeros(len(at))
    for pattern, count in _marginals(slots, parts).items():
        sign = (-1) ** (size - sum(pattern))
        score += sign * np.log(count + smoothing)
        variance += 1 / (count + smoothing)
    table = pd.DataFrame(
        {
            "collocation": pd.array([runs.forms[i] for i in at.tolist()], dtype="str"),
            "n": n[at],
            "n_docs": count_documents(runs.doc, runs.kind, len(runs.forms))[at],
            "length": size,
            "lambda_": score,
            "z": score / np.sqrt(variance),
        }
    )
    out = schema.conform(table, "collocations")
    return out.take(largest_first(out["collocation"], out["z"])).reset_index(drop=True)


def _marginals(slots: np.ndarray, parts: np.ndarray) -> dict[tuple[bool, ...], np.ndarray]:
    """How many runs agree with each of `parts` in certain places and in no others; for each choice of places."""
    size = parts.shape[1]
    at_least = {}
    for pattern in product((False, True), repeat=size):
        chosen = np.flatnonzero(pattern)
        if not len(chosen):
            at_least[pattern] = np.full(len(parts), len(slots), np.float64)
            continue
        both = np.concatenate([slots[:, chosen], parts[:, chosen]])
        code = both[:, 0].astype(np.int64)
        for column in range(1, len(chosen)):
            code = pd.factorize(code * (int(both[:, column].max(initial=0)) + 1) + both[:, column])[0]
        seen = np.bincount(code[: len(slots)], minlength=int(code.max(initial=0)) + 1)
        at_least[pattern] = seen[code[len(slots) :]].astype(np.float64)
    exactly = {}
    for pattern in at_least:  # inclusion and exclusion over the places that must not agree
        open_ = [i for i in range(size) if not pattern[i]]
        count = np.zeros(len(parts))
        for also in product((False, True), repeat=len(open_)):
            wider = tuple(pattern[i] or (i in open_ and also[open_.index(i)]) for i in range(size))
            count += (-1) ** sum(also) * at_least[wider]
        exactly[pattern] = count
    return exactly
