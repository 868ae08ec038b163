"""Comparison: does one group of documents differ from another, and does a finding survive other choices?

References
----------
Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses. Statistics and Probability Letters 36.
Manly, B. F. J. (2007). Randomization, Bootstrap and Monte Carlo Methods in Biology. 3rd ed. Chapman and Hall.
Steegen, S. et al. (2016). Increasing transparency through a multiverse analysis. Perspectives on Psych. Science 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_per, need_whole
from discourse.corpus.corpus import Corpus, number_documents
from discourse.corpus.docvars import refuse_other, resolve_names
from discourse.corpus.spans import read_spans
from discourse.measures.corrected import codes_of, tell_few_codes
from discourse.measures.intervals.differences import Difference, mean_difference, rate_difference
from discourse.measures.means import scale_of, scores_of
from discourse.text.words import words_of_documents

_OTHERS = "all others"
_ROUNDING = 1e-9  # what distances differ by, and a difference from none, where they do not
_MOST_PERMUTATIONS = 10**8
_AT_ONCE = 1 << 18  # documents times dealings in one step, few enough to stay near the processor


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
    """The difference between two groups of documents, with its interval and a permutation test.

    Parameters
    ----------
    table : DataFrame
        Spans, for rates, or scores, for means. Needs doc_id and, for means, `column`.
    corpus : Corpus
    by : str
        The docvar that divides the documents into groups.
    groups : tuple or list, optional
        Two of its values; or one, such as ``("The Meridian",)``, which is compared with all other documents that have a
        value. By default the two values, if the docvar has exactly two.
    column : str, optional
        The score whose means are compared; without it, rates of spans are compared.
    per : float
        Rates are given per this number of words; it does not change means.
    permutations : int
        How often documents are assigned to the groups at random; at least once.
    seed : int
        The seed of the random assignment, 0 or more; the same seed gives the same p.

    Returns
    -------
    DataFrame
        One row: group, other (``all others`` if one group was named); value, other_value (rate or mean); difference
        (value - other_value), low, high (its 95 % interval over documents: see
        `discourse.measures.intervals.differences`); p (two-sided: the share of random assignments that are at least as
        far from no difference; Manly 2007); n_docs, other_n_docs; few (either group has fewer than 10 documents or 3
        independent events).

    Raises
    ------
    ValueError
        If no groups are named and `by` does not have exactly two values, if `groups` does not name one or two groups,
        if a group has fewer than two documents, if a number is out of range, or if a score is infinite.
    TypeError
        If a score is not a number.

    Notes
    -----
    For p, the distance from no difference uses the interval: it is the difference divided by its distance to the end of
    the interval on the side of 0. With many documents, p is then right even if the groups have the same mean but
    different variances (Janssen 1997). Interval and p usually agree about 0; METHODS.md says how often they do not, and
    where.

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
    need_per(per)
    remedy = "a whole number of at least {} is needed, such as {}"
    need_whole(permutations, "permutations", remedy.format(1, 9999), most=_MOST_PERMUTATIONS)
    need_whole(seed, "seed", remedy.format(0, 0), least=0)
    schema.need(table, ("doc_id",), "the table")
    if column is not None:
        table = table.assign(**{column: scores_of(table, column, "the table")})
    _, corpus = resolve_names([by], table, corpus)
    schema.need(corpus.documents, (by,), "corpus.documents")
    refuse_other(by, table, corpus)
    table = read_spans(table, corpus)
    sums = _by_document(table, corpus, column)
    codes = sums[2:]
    parted = [
        (name, np.flatnonzero(chosen & (sums[1] > 0))) for name, chosen in _part(corpus.documents[by], by, groups)
    ]
    for group, docs in parted:
        if len(docs) < 2:
            raise ValueError(
                f"{by} {group!r} has {len(docs)} document{'s' * (len(docs) != 1)} with "
                f"{'a score' if column else 'words'}; at least two are needed"
            )
    (first, one), (second, other) = parted
    compare: Callable[..., Difference] = rate_difference
    if column is not None:
        ends, seen = scale_of(table[column], column)
        compare = partial(mean_difference, ends=ends, seen=seen)
    found = compare(*(tuple(of_docs[docs] for of_docs in sums) for docs in (one, other)))
    if codes:
        tell_few_codes([(str(name), codes[0][docs].sum()) for name, docs in parted])
    scale = 1 if column else per
    row = {
        "group": str(first),
        "other": str(second),
        "value": found.one * scale,
        "other_value": found.other * scale,
        "difference": found.value * scale,
        "low": found.low * scale,
        "high": found.high * scale,
        "p": _permute(compare, sums, one, other, permutations, seed),
        "n_docs": len(one),
        "other_n_docs": len(other),
        "few": found.few,
    }
    return schema.conform(pd.DataFrame([row]), "differences")


def _part(values: pd.Series, by: str, groups) -> list[tuple[object, np.ndarray]]:
    """The names of the two groups, and which documents are in each."""
    if groups is None:
        groups = tuple(sorted(values.dropna().unique()))
        if len(groups) != 2:
            raise ValueError(
                f"{by} has {len(groups)} values ({', '.join(map(str, groups[:5]))}); name two of them to compare, as "
                f"groups, or one to compare with all others"
            )
    # A set has no order, and so no first group.
    named = list(groups) if isinstance(groups, tuple | list | np.ndarray | pd.Series) else []
    if not 0 < len(named) < 3 or not all(map(pd.api.types.is_scalar, named)) or len(set(named)) < len(named):
        raise ValueError(
            f"groups is {schema.shown(groups)}; give two values of {by}, such as ('A', 'B'), or one, such as ('A',), "
            "to compare it with all others"
        )
    chosen = [(group, (values == group).fillna(False).to_numpy(bool)) for group in named]
    return chosen if len(chosen) == 2 else [*chosen, (_OTHERS, values.notna().to_numpy() & ~chosen[0][1])]


def _by_document(table: pd.DataFrame, corpus: Corpus, column: str | None) -> list[np.ndarray]:
    """What is summed and what it is divided by, for every document; of corrected scores, what `codes_of` gives too."""
    doc = number_documents(table, corpus)
    n = len(corpus.documents)
    if column is None:
        return [np.bincount(doc, minlength=n).astype(float), words_of_documents(corpus.arrays).astype(float)]
    known = table[column].notna().to_numpy()
    rows, doc = table[known], doc[known]
    summed = [rows[column], pd.Series(1.0, rows.index), *codes_of(rows, column)]
    return [np.bincount(doc, weights=numbers.to_numpy(np.float64), minlength=n) for numbers in summed]


def _permute(
    compare: Callable[..., Difference],
    sums: list[np.ndarray],
    one: np.ndarray,
    other: np.ndarray,
    permutations: int,
    seed: int,
) -> float:
    """The share of dealings that are as far from no difference as the groups are, which count as a dealing too."""
    docs = np.concatenate([one, other])
    sums = [of_docs[docs][:, None] for of_docs in sums]
    mine = np.arange(len(docs))[:, None] < len(one)

    def distance(mine: np.ndarray) -> np.ndarray:
        return _from_none(compare(*(tuple(of_docs * part for of_docs in sums) for part in (mine, ~mine))))

    seen, at_least, deal = float(distance(mine)[0]), 1, np.random.default_rng(seed)
    step = max(_AT_ONCE // len(docs), 1)
    for done in range(0, permutations, step):
        dealt = deal.permuted(np.repeat(mine, min(step, permutations - done), axis=1), axis=0)
        at_least += int((distance(dealt) >= seen - _ROUNDING * max(seen, 1)).sum())
    return at_least / (permutations + 1)


def _from_none(difference: Difference) -> np.ndarray:
    """How far from 0: the difference by how far its end on the side of 0 is from it; above 1 where 0 is outside."""
    reach = np.where(difference.value > 0, difference.value - difference.low, difference.high - difference.value)
    known = reach > 0  # not where all scores are one number, on a scale that nobody knows
    return np.where(known, np.abs(difference.value) / np.where(known, reach, 1), 0)


@checked
def count_multiverse(
    finding: Callable[..., pd.DataFrame | Mapping[str, float] | float], choices: Mapping[str, Mapping[str, object]]
) -> pd.DataFrame:
    """One finding under every combination of choices (Steegen et al. 2016).

    Parameters
    ----------
    finding : callable
        Takes one value of every choice, by name, and returns its result: a table, a mapping, or a number.
    choices : mapping
        Name of a choice -> label -> the value that is passed to `finding`, such as ``{"lexicon": {"VADER": "vader",
        "ours": "commentary"}, "mask": {"names": mentions, "none": None}}``.

    Returns
    -------
    DataFrame
        For every combination, in the order given: the labels (one column per choice), then the columns of the result
        (`value` for a number). Each row is exactly what `finding` returns for these values.

    Examples
    --------
    >>> import discourse as dc
    >>> dc.count_multiverse(lambda a, b: a * b, {"a": {"one": 1, "two": 2}, "b": {"ten": 10}}).values.tolist()
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
                f"the finding has the column {min(clash)!r}, which is also the name of a choice; rename one of them"
            )
        own = pd.DataFrame(
            {name: pd.array([label] * len(found), "str") for name, label in zip(choices, labels, strict=True)}
        )
        tables.append(pd.concat([own, found.reset_index(drop=True)], axis=1))
    return pd.concat(tables, ignore_index=True)
