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
        A table of spans to compare rates, or a table of scores to compare means. It needs doc_id. To compare means, it
        also needs `column`.
    corpus : Corpus
    by : str
        The docvar that divides the documents into groups.
    groups : tuple or list, optional
        Two values of this docvar, or one value, such as ``("The Meridian",)``. One group is compared with all other
        documents that have a value. Without `groups`, the docvar must have exactly two values.
    column : str, optional
        The score whose means are compared. Without a column, the rates of spans are compared.
    per : float
        The number of words that a rate is for. It does not affect means.
    permutations : int
        How often the documents are assigned to the groups at random. At least 1.
    seed : int
        The seed of the random assignments, 0 or more. The same seed gives the same p.

    Returns
    -------
    DataFrame
        One row with these columns:

        - group and other: the names of the two groups. If you named one group, other is ``all others``.
        - value and other_value: the rate or the mean of each group.
        - difference: value - other_value.
        - low and high: the ends of the 95 % interval of the difference, over documents.
        - p: the two-sided p value of the permutation test (Manly 2007).
        - n_docs and other_n_docs: the number of documents in each group.
        - few: true if a group has fewer than 10 documents or fewer than 3 independent events.

    Raises
    ------
    ValueError
        If `groups` is not given and the docvar does not have exactly two values. If `groups` does not name one or two
        groups. If a group has fewer than two documents. If a number is out of range, or a score is infinite.
    TypeError
        If a score is not a number.

    Notes
    -----
    The documents are assigned to the two groups at random, many times. p is the share of these assignments with a
    difference that is at least as large as the difference in the data. Each difference is first divided by half the
    width of its own interval, on the side that faces 0. Because of this, p is also right for groups that have the same
    mean but different variances, if there are many documents (Janssen 1997).

    Usually the interval excludes 0 if p is below .05, and contains 0 if p is above. METHODS.md says how often they
    disagree, and in which cases.

    Examples
    --------
    >>> import pandas as pd
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
        raise ValueError(
            f"choices is {choices!r}; for each choice, give its name, its labels and their values, such as "
            "{'lexicon': {'VADER': 'vader', 'ours': 'commentary'}}"
        )
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
