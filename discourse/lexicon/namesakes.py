"""Namesakes: where a word of a list is a different word with the same form.

A list of words cannot tell `like` the verb from the preposition, nor the modal `may` from the month. The few words
around it can, mostly. Each row of a table of rules is for some words of a list. Its rule looks at the words around a
hit and says whether the hit is a namesake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from discourse.english.neighbours import Neighbours

#: Asked of hits, from their first token to their last: which of them are namesakes?
Rule = Callable[[Neighbours, np.ndarray, np.ndarray], np.ndarray]
Rules = tuple[tuple[tuple[str, ...], Rule], ...]


def find_namesakes(
    words: Neighbours, first: np.ndarray, last: np.ndarray, row: np.ndarray, patterns: Sequence[str], rules: Rules
) -> np.ndarray:
    """For each hit of a list: is it a namesake?

    Parameters
    ----------
    words : Neighbours
    first, last : ndarray of int
        Positions of the first and last token of each hit.
    row : ndarray of int
        Which of the patterns it is.
    patterns : sequence of str
        The list; letter case is set aside.
    rules : Rules
        Each with the words that it is asked of, in lower case.

    Returns
    -------
    ndarray of bool
    """
    out = np.zeros(len(first), bool)
    ruled = {word for some, _ in rules for word in some}
    rows: dict[str, list[int]] = {}
    for i, pattern in enumerate(patterns):
        if (lower := pattern.lower()) in ruled:
            rows.setdefault(lower, []).append(i)
    order = np.argsort(row, kind="stable")
    ordered = row[order]
    for some, rule in rules:
        listed = [i for word in some for i in rows.get(word, ())]
        hits = [order[slice(*np.searchsorted(ordered, [i, i + 1]))] for i in listed]
        at = np.sort(np.concatenate(hits or [order[:0]]))
        if len(at):
            out[at] |= rule(words, first[at], last[at])
    return out
