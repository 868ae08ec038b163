"""Boosters: the words by which an author closes the door on doubt.

Boosters are the counterpart of hedges (Holmes 1984; Hyland 2005): `clearly`, `of course`, `shows that`. If a word of
certainty is denied (`not certain`) or held back (`almost certainly`), it is no booster. `must` is left out, as in
commentary it mostly tells what ought to be done; only `must surely` counts, and `must be` if no participle follows.

References
----------
Holmes, J. (1984). Modifying illocutionary force. Journal of Pragmatics, 8(3), 345-365.
Hyland, K. (2005). Metadiscourse. London: Continuum.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse._lists import read_words
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.english import negators
from discourse.english.neighbours import Neighbours
from discourse.english.scope import Clauses
from discourse.lexicon.terms import load_shipped
from discourse.stance._two_lives import BOOSTERS, match_cues

_HELD_BACK = read_words("cue_reading", "class")["holds back"]
_PARTED = frozenset(", ; : but and".split())


def load_boosters() -> pd.DataFrame:
    """The list of boosters that ships with the library.

    Returns
    -------
    DataFrame
        pattern, category (as in the table `boosters`; ``none`` marks a longer phrase that is not a booster), reference,
        note.

    Examples
    --------
    >>> import discourse as dc
    >>> boosters = dc.load_boosters()
    >>> boosters.loc[boosters["pattern"] == "clearly", ["category", "reference"]].values.tolist()
    [['adverb', 'Hyland (2005)']]
    """
    return load_shipped("boosters")


@checked
def find_boosters(corpus: Corpus, *, lexicon: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every booster, with its scope. If several overlap, the longest is taken.

    Parameters
    ----------
    corpus : Corpus
    lexicon : DataFrame, optional
        Your own list with pattern and category; by default the list that ships (`load_boosters`).

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, category (adverb, adjective, noun, verb or modal),
        scope_start, scope_end: the scope goes from the cue to the end of its clause.

    References
    ----------
    Hyland (2005) for the construct and most cues; the list names a work for each.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "Clearly, the deal is dead. It is not certain that it shows that, of course."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.find_boosters(corpus)["text"].tolist()
    ['Clearly', 'shows that', 'of course']
    """
    if lexicon is None:
        lexicon = load_boosters()
    schema.need(lexicon, ("pattern", "category"), "the list of boosters")
    words = Neighbours(corpus.arrays)
    clauses = Clauses(words)
    first, last, row = match_boosters(words, lexicon, clauses)
    end = clauses.clause_end(last, skip=1)
    found = make_spans(corpus, first, last).assign(
        category=lexicon["category"].to_numpy(dtype=object)[row],
        scope_start=corpus.arrays.start[first],
        scope_end=corpus.arrays.end_at(end),
    )
    return schema.conform(found, "boosters")


def match_boosters(
    words: Neighbours, lexicon: pd.DataFrame, clauses: Clauses | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first token, the last token and the row of the list of every booster."""
    first, last, row = match_cues(words, lexicon, BOOSTERS)
    keep = ~(_is_denied(words, first) | _in_denied_clause(words, clauses or Clauses(words), first))
    return first[keep], last[keep], row[keep]


def _is_denied(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """Does a negator, `almost` or `if` stand in the three words before, with no comma between?"""
    denied = words.before(first, _HELD_BACK, reach=3, stops=_PARTED)
    open_ = np.ones(len(first), bool)
    for word in (first - 1, first - 2, first - 3):
        open_ &= ~words.at(word, _PARTED, beside=first)
        denied |= open_ & negators.deny(words, word, negators.BOOSTERS, beside=first)
    return denied


def _in_denied_clause(words: Neighbours, clauses: Clauses, first: np.ndarray) -> np.ndarray:
    """Does a negator open the clause (`Nobody has clearly won`, `Nowhere is it clearly said`)?

    What `the` makes definite is taken for granted all the same (`nobody denies the obvious facts`).
    """
    head = clauses.clause_start(first)
    denied = negators.deny(words, head, negators.BOOSTERS & negators.OPENING, beside=first)
    denied &= ~words.at(first - 1, {"the"}, beside=first)
    return denied & (head < first) & (clauses.clause_end(head) >= first)
