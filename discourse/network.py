"""Networks of actors: who is mentioned together with whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema

_UNITS = {"sentence": "sentence_id", "document": "doc_id"}


def count_cooccurrence(mentions: pd.DataFrame, *, unit: str = "sentence") -> pd.DataFrame:
    """How often two actors are mentioned in the same unit.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, sentence_id and actor.
    unit : {"sentence", "document"}
        Where both have to be mentioned; a unit counts once, however often it names them.

    Returns
    -------
    DataFrame
        source, target (in alphabetical order), n, n_source, n_target (units), n_docs, jaccard (0 to 1; Jaccard
        1901). Every pair of the actors mentioned is a row, also those that never meet; most frequent first.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1, 2], "actor": ["Russia", "Iran", "Iran"]})
    >>> count_cooccurrence(mentions)[["source", "target", "n", "jaccard"]].values.tolist()
    [['Iran', 'Russia', 1, 0.5]]
    """
    schema.one_of(unit, tuple(_UNITS), "unit")
    schema.need(mentions, ("doc_id", "sentence_id", "actor"), "mentions")
    column = _UNITS[unit]
    seen = mentions[["doc_id", column, "actor"]].dropna().loc[:, lambda t: ~t.columns.duplicated()].drop_duplicates()
    actors, names = pd.factorize(seen["actor"].astype("str"), sort=True)
    units, _ = pd.factorize(seen[column])
    docs, _ = pd.factorize(seen["doc_id"])
    if len(names) < 2:
        return schema.empty("cooccurrence")
    together = _pairs(units, actors, len(names))
    doc_of_unit = np.zeros(units.max() + 1, np.int64)
    doc_of_unit[units] = docs
    low, high, unit_of_pair = together
    key = low * len(names) + high
    n = np.bincount(key, minlength=len(names) ** 2)
    in_docs = pd.unique(key * (docs.max() + 1) + doc_of_unit[unit_of_pair]) // (docs.max() + 1)
    n_docs = np.bincount(in_docs, minlength=len(names) ** 2)
    single = np.bincount(actors, minlength=len(names))
    left, right = np.triu_indices(len(names), 1)
    pair = left * len(names) + right
    table = pd.DataFrame(
        {
            "source": names.take(left),
            "target": names.take(right),
            "n": n[pair],
            "n_source": single[left],
            "n_target": single[right],
            "n_docs": n_docs[pair],
            "jaccard": n[pair] / (single[left] + single[right] - n[pair]),
        }
    )
    table = table.sort_values(["n", "source", "target"], ascending=[False, True, True], ignore_index=True)
    return schema.conform(table, "cooccurrence")


def _pairs(units: np.ndarray, actors: np.ndarray, n_actors: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every two actors of a unit (smaller number first), and the unit."""
    order = np.lexsort((actors, units))
    units, actors = units[order], actors[order]
    last = np.searchsorted(units, units, side="right")
    count = last - np.arange(len(units)) - 1  # actors behind this one in its unit
    first = np.repeat(np.arange(len(units)), count)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
    return actors[first], actors[second], units[first]
