"""Hedges: the words by which an author holds back from full commitment.

Hedging as Hyland (1998, 2005) has it: a writer presents a claim as an opinion or a possibility rather than a fact.
Every cue of the list carries its category, a strength and a reference; the README beside the list says how strengths
were estimated.

References
----------
Hyland, K. (1998). Hedging in Scientific Research Articles. Amsterdam: Benjamins.
Hyland, K. (2005). Metadiscourse. London: Continuum.
"""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pandas as pd

from discourse import schema
from discourse.lexicon import load_lexicon, match
from discourse.spans import make_spans

#: What may follow a capital `May` that opens a sentence and is the modal verb, not the month or a name.
_AFTER_MODAL = frozenset(
    """
    i you he she it we they the this that these those there be god his her their our my all
    """.split()
)
_OPENING = frozenset("'\"‘“([")


def load_hedges() -> pd.DataFrame:
    """The shipped list of hedges.

    Returns
    -------
    DataFrame
        pattern, category (as in the table `hedges`; ``none`` marks a longer phrase that is no hedge), strength
        in (0, 1] (0 for none), reference, note.
    """
    with files("discourse").joinpath("data/hedges.csv").open("rb") as file:
        table = load_lexicon(file)
    return table.astype({"strength": "float64"})


def find_hedges(corpus, *, lexicon: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every hedge, the longest where several overlap. The month and the name `May` are none.

    Parameters
    ----------
    corpus : Corpus
    lexicon : DataFrame, optional
        A list of one's own with pattern, category and strength; by default the shipped one (`load_hedges`).

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, category, strength in (0, 1], scope_start, scope_end
        (both NA as yet).

    References
    ----------
    Hyland (2005) for the construct and most cues; the list names one for each.

    Examples
    --------
    >>> import discourse as dc
    >>> text = "It may seem unlikely. Since May 2018, May has perhaps changed."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.find_hedges(corpus)["text"].tolist()
    ['may', 'seem', 'unlikely', 'perhaps']
    """
    if lexicon is None:
        lexicon = load_hedges()
    schema.need(lexicon, ("pattern", "category", "strength"), "the list of hedges")
    first, last, row = match(corpus.tokens, lexicon["pattern"].tolist())
    keep = (lexicon["category"] != "none").to_numpy()[row]
    keep &= ~_is_month_or_name(corpus.tokens, first, last)
    first, last, row = first[keep], last[keep], row[keep]
    cue = lexicon[["category", "strength"]].iloc[row].reset_index(drop=True)
    return schema.conform(pd.concat([make_spans(corpus, first, last), cue], axis=1), "hedges")


def _is_month_or_name(tokens: pd.DataFrame, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Is the match a capital `May` other than the modal verb at the head of a sentence?"""
    types = tokens["token"].cat
    capital = types.categories.get_indexer(["May"])[0]
    codes = types.codes.to_numpy()
    at = np.flatnonzero((codes[first] == capital) & (first == last)) if len(first) and capital >= 0 else []
    out = np.zeros(len(first), bool)
    if len(at):
        sentence = tokens["sentence_id"].to_numpy()
        following = types.categories.take(codes[np.minimum(first[at] + 1, len(codes) - 1)]).str.lower()
        for hit, word in zip(at.tolist(), following, strict=True):
            i = before = first[hit]
            while before and sentence[before - 1] == sentence[i] and types.categories[codes[before - 1]] in _OPENING:
                before -= 1
            heads = before == 0 or sentence[before - 1] != sentence[i]
            follows = i + 1 < len(codes) and sentence[i + 1] == sentence[i] and word in _AFTER_MODAL
            out[hit] = not (heads and follows)
    return out
