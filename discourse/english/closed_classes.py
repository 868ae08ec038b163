"""The closed classes of English words: what stands around a name or a verb, without a parser.

Annotators tell a clause's subject from a place, or a cue of speech from a noun, by the few hundred words of these
classes. They are facts of the language, listed in any reference grammar (Huddleston and Pullum 2002).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of

ARTICLES = frozenset("a an the".split())
DEMONSTRATIVES = frozenset("this that these those".split())
POSSESSIVES = frozenset("my your his her its our their whose".split())
QUANTIFIERS = frozenset(
    """
    all another any both each either enough every few fewer less little many more most much neither no none several
    some such
    """.split()
)
DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES | QUANTIFIERS
SUBJECT_PRONOUNS = frozenset("i you he she it we they who".split())
OBJECT_PRONOUNS = frozenset("me you him her it us them whom".split())
REFLEXIVES = frozenset("myself yourself himself herself itself ourselves yourselves themselves oneself".split())
INDEFINITES = frozenset(
    """
    anybody anyone anything everybody everyone everything nobody nothing one ones others somebody someone something
    """.split()
)
PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS | REFLEXIVES | INDEFINITES

BE = frozenset("am is are was were be been being 'm 're ain't isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've haven't hasn't hadn't".split())
DO = frozenset("do does did doing done don't doesn't didn't".split())
MODALS = frozenset(
    """
    can could may might must shall should will would ought cannot can't couldn't mayn't mightn't mustn't shan't
    shouldn't won't wouldn't oughtn't 'll 'd
    """.split()
)
AUXILIARIES = BE | HAVE | DO | MODALS

PREPOSITIONS = frozenset(
    """
    aboard about above across after against along alongside amid amidst among amongst around as at atop before behind
    below beneath beside besides between beyond by concerning despite down during except for from in inside into like
    near of off on onto opposite out outside over past per regarding since through throughout till to toward towards
    under underneath unlike until unto up upon versus via with within without
    """.split()
)
COORDINATORS = frozenset("and but or nor yet so".split())
SUBORDINATORS = frozenset(
    """
    after although as because before if lest once since than that though till unless until when whenever where whereas
    wherever whether while whilst
    """.split()
)
RELATIVES = frozenset("that which who whom whose where when why".split())
INTERROGATIVES = frozenset("how what when where whether which who whom whose why".split())

MONTHS = frozenset("january february march april may june july august september october november december".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def among(tokens: Tokens, words: Collection[str]) -> np.ndarray:
    """For each row of `tokens`: is it one of these words (lower case, straight apostrophes)?"""
    return test(tokens, words.__contains__)


def test(tokens: Tokens, predicate: Callable[[str], bool], *, lower: bool = True) -> np.ndarray:
    """For each row of `tokens`: does its type, folded and by default in lower case, pass the test?

    The test is asked once for each type, not for each token.
    """
    vocabulary = vocabulary_of(tokens)
    passed = np.array([bool(predicate(t)) for t in (vocabulary.lower if lower else vocabulary.forms)], bool)
    codes = tokens.codes
    return passed.take(codes) if len(passed) else np.zeros(len(codes), bool)


class Around:
    """The classes of the words around spans, as bits, so that rules over neighbours are array operations.

    Parameters
    ----------
    tokens : DataFrame
        The `tokens` of a corpus.
    first, last : ndarray of int
        Positions of each span's first and last token.
    classes : callable
        Gives a word, folded, its classes as an int of bits. It is asked once for each type that stands near a span.
    reach : int
        How many words to either side are looked at.
    """

    def __init__(
        self,
        tokens: Tokens,
        first: np.ndarray,
        last: np.ndarray,
        classes: Callable[[str], int],
        *,
        reach: int,
    ) -> None:
        self.first, self.last = first, last
        self._tokens = tokens
        self._sentence = tokens.sentence
        self._codes = tokens.codes
        near = np.zeros(len(self._codes), bool)
        for step in range(reach + 1):
            near[np.maximum(first - step, 0)] = True
            near[np.minimum(last + step, len(near) - 1)] = True
        types = tokens.types
        used = np.zeros(len(types), bool)
        used[self._codes[near]] = True
        self._bits = np.zeros(len(types), np.int64)
        self._bits[used] = [classes(word) for word in fold(types[used].tolist())]

    def at(self, place: np.ndarray) -> np.ndarray:
        """The classes of the words at these positions, one a span; none beyond the span's sentence."""
        held = np.clip(place, 0, len(self._codes) - 1)
        inside = (held == place) & (self._sentence[held] == self._sentence[self.first])
        return np.where(inside, self._bits[self._codes[held]], 0)

    def tight(self, place: np.ndarray) -> np.ndarray:
        """Does the token at each position follow the one before it without a blank?"""
        held = np.clip(place, 1, len(self._codes) - 1)
        return (held == place) & (self._tokens.start[held] == self._tokens.end_at(held - 1))
