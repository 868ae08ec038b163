"""Comparison: does one group of documents differ from another, and does a finding survive other choices?

References
----------
Manly, B. F. J. (2007). Randomization, Bootstrap and Monte Carlo Methods in Biology. 3rd ed. Chapman and Hall.
Cochran, W. G. (1977). Sampling Techniques. 3rd ed. Wiley. (The standard error of a ratio, ch. 6.)
Welch, B. L. (1947). The generalization of `Student's' problem. Biometrika 34.
Steegen, S. et al. (2016). Increasing transparency through a multiverse analysis. Perspectives on Psych. Science 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus, number_documents
from discourse.measures.intervals import FEW
from discourse.text.words import words_of_documents

_OTHERS = "all others"


@checked
def count_difference(
    table: pd.DataFrame,
    corpus: Corpus,
    *,
    by: str,
    groups: tuple[object, ...] | list | None = None,
    column: str | None = None,
    per: float = 1000,
    permutations: int = 9999,
    seed: int = 0,
) -> pd.DataFrame:
    """The difference of two groups of documents, with its interval and a permutation test.

    Parameters
    ----------
    table : DataFrame
        Spans, for rates, or scores, for means. Needs doc_id and, for means, `column`.
    corpus : Corpus
    by : str
        The docvar that parts the documents.
    groups : tuple or list, optional
        Two of its values, or one, such as ``("The Meridian",)``, which is compared with all other documents that have
        a value, as one group; by default the only two values that there are.
    column : str, optional
        The score whose means are compared; without it rates of spans are.
    per : float
        The number of words that rates are given for; means are as they are.
    permutations : int
        How often documents are dealt to the groups anew.
    seed : int
        For the dealing; the same seed gives the same p.

    Returns
    -------
    DataFrame
        One row: group, other (``all others`` where one group was named); value, other_value (rate or mean);
        difference (value - other_value), low, high (its 95 % interval over documents, from the standard errors of both
        ratios, Cochran 1977, with Welch's degrees of freedom); p (two-sided: the share of dealings with a difference
        at least as large; Manly 2007); n_docs, other_n_docs; few (fewer than 10 documents in either group).

    Raises
    ------
    ValueError
        If `by` has not two values and no groups are named, one group or two are not what `groups` names, or a group
        has fewer than two documents.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = ["It may.", "It may go.", "It did.", "It did go."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abcd"), "text": texts, "outlet": list("AABB")}))
    >>> found = dc.count_difference(dc.find_hedges(corpus), corpus, by="outlet", per=100)
    >>> found[["group", "other", "value", "other_value", "difference", "n_docs"]].values.tolist()
    [['A', 'B', 40.0, 0.0, 40.0, 2]]
    >>> dc.count_difference(dc.find_hedges(corpus), corpus, by="outlet", groups=("B",))["other"].tolist()
    ['all others']
    """
    schema.need(corpus.documents, (by,), "corpus.documents")
    schema.need(table, ("doc_id",) if column is None else ("doc_id", column), "the table")
    total, size = _by_document(table, corpus, column)
    parted = [(name, np.flatnonzero(chosen & (size > 0))) for name, chosen in _part(corpus.documents[by], by, groups)]
    for group, docs in parted:
        if len(docs) < 2:
            raise ValueError(
                f"{by} {group!r} has {len(docs)} document{'s' * (len(docs) != 1)} with "
                f"{'a score' if column else 'words'}; two are needed"
            )
    (first, one), (second, other) = parted
    scale = 1 if column else per
    (value, error), (other_value, other_error) = (_ratio(total[docs], size[docs]) for docs in (one, other))
    difference = (value - other_value) * scale
    reach = _welch(error, len(one), other_error, len(other)) * np.hypot(error, other_error) * scale
    row = {
        "group": str(first),
        "other": str(second),
        "value": value * scale,
        "other_value": other_value * scale,
        "difference": difference,
        "low": difference - reach,
        "high": difference + reach,
        "p": _permute(total, size, one, other, permutations, seed),
        "n_docs": len(one),
        "other_n_docs": len(other),
        "few": min(len(one), len(other)) < FEW,
    }
    return schema.conform(pd.DataFrame([row]), "differences")


def _part(values: pd.Series, by: str, groups) -> list[tuple[object, np.ndarray]]:
    """The names of the two groups, and which documents are in each."""
    if groups is None:
        groups = tuple(sorted(values.dropna().unique()))
        if len(groups) != 2:
            raise ValueError(
                f"{by} has {len(groups)} values ({', '.join(map(str, groups[:5]))}); name the two to compare as "
                "groups, or one to compare with all others"
            )
    named = [] if isinstance(groups, str) else list(groups)
    if not 0 < len(named) < 3 or len(set(named)) < len(named):
        raise ValueError(
            f"groups is {groups!r}; give two values of {by}, such as ('A', 'B'), or one, such as ('A',), "
            "to compare it with all others"
        )
    chosen = [(group, (values == group).fillna(False).to_numpy(bool)) for group in named]
    return chosen if len(chosen) == 2 else [*chosen, (_OTHERS, values.notna().to_numpy() & ~chosen[0][1])]


def _by_document(table: pd.DataFrame, corpus: Corpus, column: str | None) -> tuple[np.ndarray, np.ndarray]:
    """What is summed and what it is divided by, for every document."""
    doc = number_documents(table, corpus)
    n = len(corpus.documents)
    if column is None:
        return np.bincount(doc, minlength=n).astype(float), words_of_documents(corpus.arrays).astype(float)
    score = table[column].to_numpy(np.float64, na_value=np.nan)
    known = ~np.isnan(score)
    total = np.bincount(doc[known], weights=score[known], minlength=n)
    return total, np.bincount(doc[known], minlength=n).astype(float)


def _ratio(total: np.ndarray, size: np.ndarray) -> tuple[float, float]:
    """A ratio of sums and its standard error over documents."""
    ratio = total.sum() / size.sum()
    n = len(total)
    return ratio, np.sqrt(((total - ratio * size) ** 2).sum() * n / (n - 1)) / size.sum()


def _welch(error: float, n: int, other: float, m: int) -> float:
    """The quantile of Student's t for a 95 % interval of a difference."""
    from scipy.stats import t

    if not error and not other:
        return 0.0
    degrees = (error**2 + other**2) ** 2 / (error**4 / (n - 1) + other**4 / (m - 1))
    return float(t.ppf(0.975, degrees))


def _permute(total, size, one: np.ndarray, other: np.ndarray, permutations: int, seed: int) -> float:
    docs = np.concatenate([one, other])
    total, size = total[docs], size[docs]
    deal = np.random.default_rng(seed)
    mine = np.zeros(len(docs), bool)
    mine[: len(one)] = True

    def difference(chosen: np.ndarray) -> np.ndarray:
        in_one, of_one = chosen @ total, chosen @ size
        return in_one / of_one - (total.sum() - in_one) / (size.sum() - of_one)

    seen = abs(difference(mine[None].astype(float))[0])
    at_least = 0
    for low in range(0, permutations, 1000):
        dealt = deal.permuted(np.tile(mine, (min(1000, permutations - low), 1)), axis=1).astype(float)
        at_least += int((np.abs(difference(dealt)) >= seen * (1 - 1e-12)).sum())
    return (at_least + 1) / (permutations + 1)


@checked
def count_multiverse(
    finding: Callable[..., pd.DataFrame | Mapping[str, float] | float], choices: Mapping[str, Mapping[str, object]]
) -> pd.DataFrame:
    """One finding under every combination of choices (Steegen et al. 2016).

    Parameters
    ----------
    finding : callable
        Takes one value of every choice, by name, and returns what it finds: a table, a mapping, or a number.
    choices : mapping
        Name of a choice -> label -> the value that is handed to `finding`, such as
        ``{"lexicon": {"VADER": "vader", "ours": "commentary"}, "mask": {"names": mentions, "none": None}}``.

    Returns
    -------
    DataFrame
        For every combination, in the order given, the labels (one column a choice), then the columns of what was
        found (`value` for a number). Each row is what `finding` gives when called with these values alone.

    Examples
    --------
    >>> count_multiverse(lambda a, b: a * b, {"a": {"one": 1, "two": 2}, "b": {"ten": 10}}).values.tolist()
    [['one', 'ten', 10], ['two', 'ten', 20]]
    """
    if not choices or not all(isinstance(c, Mapping) and c for c in choices.values()):
        raise ValueError(f"choices is {choices!r}; give a mapping of names to mappings of labels to values")
    tables = []
    for labels in product(*choices.values()):
        found = finding(**{name: choices[name][label] for name, label in zip(choices, labels, strict=True)})
        if not isinstance(found, pd.DataFrame):
            found = pd.DataFrame([dict(found) if isinstance(found, Mapping) else {"value": found}])
        clash = set(choices) & set(found.columns)
        if clash:
            raise ValueError(
                f"the finding has the column {min(clash)!r}, which is a choice as well; rename one of them"
            )
        own = pd.DataFrame(
            {name: pd.array([label] * len(found), "str") for name, label in zip(choices, labels, strict=True)}
        )
        tables.append(pd.concat([own, found.reset_index(drop=True)], axis=1))
    return pd.concat(tables, ignore_index=True)
