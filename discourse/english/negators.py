"""Negators: the single words that negate, and what each of them negates.

English negates a clause with few words (Klima 1964): absolutely (`not`, `nobody`, `nowhere`) or all but (`hardly`,
`few`: the approximate negators of Huddleston and Pullum 2002, ch. 9, and Quirk et al. 1985, 10.58-60). They stand in
`discourse/data/negators.csv`, with what each does to a word beside it. A negator that opens its clause, as its subject
or fronted, denies all of it (`none of the parties has clearly won`). In a set phrase it may deny nothing (`not only`,
`no doubt`, `a few`), and `No` before a figure is no negator, but short for number (`No 10`).

References
----------
Huddleston, R., & Pullum, G. K. (2002). The Cambridge Grammar of the English Language. Cambridge: CUP. Chapter 9.
Klima, E. S. (1964). Negation in English. In J. A. Fodor & J. J. Katz (Eds.), The Structure of Language. Prentice-Hall.
Quirk, R., Greenbaum, S., Leech, G., & Svartvik, J. (1985). A Comprehensive Grammar of the English Language. Longman.
"""

from __future__ import annotations

import numpy as np

from discourse._lists import all_words, read_words
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours

#: What turns a word's tone, a word of certainty, a word of probability, and a word of possibility to its contrary.
TONE = read_words("negators", "tone")["yes"]
BOOSTERS = read_words("negators", "booster")["yes"]
ODDS = read_words("negators", "odds")["yes"]
POSSIBILITY = read_words("negators", "possibility")["yes"]

_CATEGORY = read_words("negators", "category")
#: Negators that may be the subject of a clause or a part of it, or stand before it.
OPENING = _CATEGORY["adverb"] | _CATEGORY["coordinator"] | _CATEGORY["determiner"] | _CATEGORY["pronoun"]
_QUANTITIES = read_words("negators", "kind")["approximate"] & _CATEGORY["determiner"]
_KNOWN = closed_classes.ARTICLES | closed_classes.DEMONSTRATIVES | closed_classes.POSSESSIVES | {"last", "next", "past"}


def _set_phrases() -> dict[str, frozenset[str]]:
    """Of the set phrases of two words that deny nothing, the second words by the first: `no` -> doubt, matter."""
    phrases = [phrase.split() for phrase in read_words("negations", "category", of="pattern")["none"]]
    pairs = [phrase for phrase in phrases if len(phrase) == 2 and phrase[0] in all_words("negators")]
    return {word: frozenset(behind for first, behind in pairs if first == word) for word, _ in pairs}


#: Where a negator denies nothing: behind (-1) or before (1) which words.
_DENIES_NOTHING: tuple[tuple[frozenset[str], int, frozenset[str]], ...] = (
    (_QUANTITIES, -1, _KNOWN),  # a few, the little
    (frozenset(["nowhere"]), -1, closed_classes.PREPOSITIONS),  # out of nowhere
    *((frozenset([word]), 1, behind) for word, behind in _set_phrases().items()),  # not only, no doubt
)


def types_in(words: Neighbours, which: frozenset[str]) -> np.ndarray:
    """For each type: is it one of these negators, n't at the end of a verb among them?"""
    return words.types_in(which) | words.contracted if "n't" in which else words.types_in(which)


def deny(words: Neighbours, at: np.ndarray, which: frozenset[str], *, beside: np.ndarray) -> np.ndarray:
    """Does one of these negators stand there and deny, in the sentence of the token `beside`? n't may end a verb.

    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Few won. A few won. No doubt. It isn't."]})
    >>> words = Neighbours(dc.from_documents(texts).arrays)
    >>> places = np.arange(len(words.codes))
    >>> [words.types[words.codes[i]] for i in np.flatnonzero(deny(words, places, BOOSTERS, beside=places))]
    ['Few', "isn't"]
    """
    found = words.at(at, types_in(words, which), beside=beside)
    hits = np.flatnonzero(found)  # few, so that the set phrases are asked of these alone
    here = at[hits]
    for negators, side, others in _DENIES_NOTHING:
        found[hits] &= ~(words.at(here, negators) & words.at(here + side, others, beside=here))
    found[hits] &= ~counts_up(words, here)
    return found


def counts_up(words: Neighbours, at: np.ndarray) -> np.ndarray:
    """Is the word there `No`, short for number, before a figure (`No 10 said so`, `the no 1 target`)?

    In small letters it is so only behind a determiner: `the no 2 seed`, but `there were no 12 jurors`. A figure that is
    part of a compound counts what is denied (`No 10-year plan`).
    """
    small = words.verbatim(at, ["no"]) & words.at(at - 1, _KNOWN | {"'s"}, beside=at)
    figure = words.test(at + 1, str.isdecimal, beside=at) & ~words.at(at + 2, {"-"}, beside=at)
    return (words.verbatim(at, ["No", "NO"]) | small) & figure
