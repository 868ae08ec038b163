"""Negations: words that deny.

Whole words and the contracted `n't` count; affixes (`unclear`, `powerless`) do not. If a word of denial denies
nothing, it is no negation: in set phrases (`not only`, `nothing but`), in tags and in questions that expect a yes (`is
it not?`, `don't you think?`, `Did the minister not say so?`). Nor is `No` for number (`No 10`).

References
----------
Huddleston, R., & Pullum, G. K. (2002). The Cambridge Grammar of the English Language. Cambridge: CUP. Chapter 9.
Morante, R., & Blanco, E. (2012). *SEM 2012 shared task: resolving the scope and focus of negation.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours
from discourse.english.scope import Clauses
from discourse.lexicon.terms import load_shipped
from discourse.readers.lists import read_shipped
from discourse.stance._two_lives import match_cues

_OPENING = frozenset("\" ' ( [ , -".split())
_SUBJECT = 5  # words from the verb that opens a question to its `not`


def load_negations() -> pd.DataFrame:
    """The list of negations that ships with the library.

    Returns
    -------
    DataFrame
        pattern, category (as in the table `negations`; ``none`` marks a longer phrase that is not a negation),
        reference, note.

    Examples
    --------
    >>> import discourse as dc
    >>> negations = dc.load_negations()
    >>> negations[negations["pattern"].isin(["never", "not only"])].set_index("pattern")["category"].to_dict()
    {'never': 'adverb', 'not only': 'none'}
    """
    phrases = load_shipped("negations")
    words = read_shipped("negators")
    words = words[words["counted"] == "yes"]
    words = words.assign(pattern=words["word"].replace("n't", "*n't"))[phrases.columns]
    return pd.concat([words, phrases]).sort_values("pattern", ignore_index=True)


@checked
def find_negations(corpus: Corpus, *, lexicon: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every negation, with its scope (the words that it negates). If several overlap, the longest is taken.

    Parameters
    ----------
    corpus : Corpus
    lexicon : DataFrame, optional
        Your own list with pattern and category; by default the list that ships (`load_negations`).

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, category (particle, determiner, pronoun, adverb,
        coordinator or preposition), scope_start, scope_end: the scope goes from the cue to the end of its clause, or
        with `without` to the end of its noun phrase. A contraction (`won’t`) is one cue.

    References
    ----------
    Huddleston & Pullum (2002) for the words, Vincze et al. (2008) for the scope.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "He can’t stay, can he not? Not only talks failed: nobody won."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.find_negations(corpus)["text"].tolist()
    ['can’t', 'nobody']
    """
    if lexicon is None:
        lexicon = load_negations()
    schema.need(lexicon, ("pattern", "category"), "the list of negations")
    words = Neighbours(corpus.arrays)
    first, last, row = match_cues(words, lexicon)
    clauses = Clauses(words)
    keep = ~(_asks(clauses, first, last) | negators.counts_up(words, first))
    first, last, row = first[keep], last[keep], row[keep]
    category = lexicon["category"].to_numpy(dtype=object)[row]
    end = clauses.clause_end(last)
    own = np.flatnonzero(category == "preposition")
    end[own] = np.minimum(end[own], clauses.phrase_end(last[own]))
    found = make_spans(corpus, first, last).assign(
        category=category,
        scope_start=corpus.arrays.start[first],
        scope_end=corpus.arrays.end_at(end),
    )
    return schema.conform(found, "negations")


def _asks(clauses: Clauses, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Is it a tag (`is it not?`, `isn't it?`) or a question that expects a yes (`Don't you think so?`)?"""
    words = clauses.words
    contracted = words.at(first, words.contracted)
    pronoun = words.after(last, closed_classes.SUBJECT_PRONOUNS)
    tag = words.at(last + 1, {"?"}, beside=last) | words.at(last + 1, {","}, beside=last)
    tag &= words.at(first, {"not"}) & words.at(first - 1, closed_classes.SUBJECT_PRONOUNS, beside=first)
    tag &= words.at(first - 2, closed_classes.AUXILIARIES, beside=first)
    tag |= contracted & pronoun & words.at(last + 2, {"?"}, beside=last)
    question = clauses.asks(last)
    opens = words.begins(first) | (words.begins(first - 1) & words.at(first - 1, _OPENING, beside=first))
    inverted = contracted & pronoun & opens
    head = words.sentence_start(first)
    for _ in range(2):
        head = head + words.at(head, _OPENING | closed_classes.COORDINATORS, beside=first)
    near = (head < first) & (first - head <= _SUBJECT) & ~words.before(first, {","}, reach=_SUBJECT)
    inverted |= words.at(first, {"not"}) & words.at(head, closed_classes.AUXILIARIES) & near
    return tag | (inverted & question)
