"""Nearness: spans within a number of words of other spans, such as terms near an actor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_whole
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import read_at, read_ranges
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of

_FAR = np.iinfo(np.int64).max


@checked
def find_near(spans: pd.DataFrame, others: pd.DataFrame, corpus: Corpus, *, window: int = 10) -> pd.DataFrame:
    """The spans that are near one of some other spans.

    Parameters
    ----------
    spans : DataFrame
        Needs doc_id, start, end: terms, hedges, ...
    others : DataFrame
        Needs doc_id, start, end: mentions of an actor, ...
    corpus : Corpus
        The corpus of both.
    window : int
        The largest distance in words, to the left or to the right. With 1, the spans are next to each other. Each part
        of a compound is one word. Spans in different paragraphs are never near.

    Returns
    -------
    DataFrame
        The rows of `spans` that are near one of `others`, each once. The columns near, near_start and near_end give
        text and place of the nearest one (of two equally near ones, the one to the left), and distance is in words (0
        if they overlap). ``merge`` on doc_id, near_start and near_end adds the other columns of `others`.

    Raises
    ------
    ValueError
        If `window` is not a whole number of at least 0.

    Notes
    -----
    Users of quanteda do this with ``tokens_keep(window = 10)`` before they count a dictionary (Watanabe and Müller
    2024, Quanteda Tutorials). Spans outside the text that is read are not near anything.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["War came. Iran wants no war, he says."]}))
    >>> war, iran = (dc.kwic(corpus, word)[["doc_id", "start", "end"]] for word in ("war", "iran"))
    >>> dc.find_near(war, iran, corpus, window=2)[["start", "near", "distance"]].values.tolist()
    [[0, 'Iran', 2]]
    """
    need_whole(window, "window", "give a whole number of words, at least 0, such as 10", least=0)
    schema.need(spans, ("doc_id", "start", "end"), "the spans")
    schema.need(others, ("doc_id", "start", "end"), "the others")
    spans, *places = read_ranges(spans, corpus)
    others, *other_places = read_ranges(others, corpus)
    tokens = corpus.arrays
    nearest, distance = _nearest(tokens, places, other_places)
    near = np.flatnonzero(distance <= window)
    nearest = nearest[near]
    start, end = (others[edge].to_numpy(np.int32)[nearest] for edge in ("start", "end"))
    text = read_at(corpus.texts, tokens.doc_at(other_places[0][nearest]), start, end)
    return spans.iloc[near].assign(
        near=pd.array(text, dtype="str"), near_start=start, near_end=end, distance=distance[near]
    )


def _nearest(
    tokens: Tokens, spans: Sequence[np.ndarray], others: Sequence[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """For each span the number of the nearest of the others, and how many words away it is.

    Both are given by their first and last tokens. Three of the others can be the nearest: one that overlaps the span,
    the one that ends last before it, and the one that begins first behind it.
    """
    (first, last), (other_first, other_last) = spans, others
    by_first, by_last = np.argsort(other_first, kind="stable"), np.argsort(other_last, kind="stable")
    behind = np.searchsorted(other_first[by_first], last, "right")
    reach = np.maximum.accumulate(other_last[by_first])
    widest = np.searchsorted(reach, reach)  # the first of the others that reaches so far
    candidates = (
        np.append(-1, by_first[widest])[behind],
        np.append(-1, by_last)[np.searchsorted(other_last[by_last], first)],
        np.append(by_first, -1)[behind],
    )
    before = np.append(0, np.cumsum(vocabulary_of(tokens).lettered[tokens.codes]))  # words before each token
    distance = np.full((3, len(first)), _FAR)
    for row, other in enumerate(candidates):
        live = np.flatnonzero(other >= 0)
        low, high = other_first[other[live]], other_last[other[live]]
        left, right = np.minimum(high, last[live]), np.maximum(low, first[live])  # the ends that face each other
        near = tokens.section_at(left) == tokens.section_at(right)
        apart = np.where(left >= right, 0, before[right] - before[np.minimum(left, right - 1) + 1] + 1)
        distance[row, live] = np.where(near | (left >= right), apart, _FAR)
    which = distance.argmin(axis=0)
    place = np.arange(len(first))
    return np.stack(candidates)[which, place], distance[which, place]
