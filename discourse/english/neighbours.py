"""What stands around a token: the words beside it, letter case and typography set aside.

`Neighbours` answers for single tokens, `Around` for spans. No look goes past the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of


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


class Neighbours:
    """The words of a corpus by position, letter case and typography set aside; no look goes past the sentence."""

    def __init__(self, tokens: Tokens) -> None:
        self.codes, self.types = tokens.codes, tokens.types
        self.sentence = tokens.sentence
        vocabulary = vocabulary_of(tokens)
        (self._number, self._forms), self._index = vocabulary.words, vocabulary.index
        self._flags: dict[frozenset[str], np.ndarray] = {}

    def types_in(self, words: Collection[str]) -> np.ndarray:
        """For each type: is it one of the words?"""
        key = frozenset(words)
        if key not in self._flags:
            flags = np.zeros(len(self._forms), bool)
            flags[[self._index[word] for word in key & self._index.keys()]] = True
            self._flags[key] = flags[self._number]
        return self._flags[key]

    def _within(self, at: np.ndarray, beside: np.ndarray | None) -> np.ndarray:
        within = (at >= 0) & (at < len(self.codes))
        if beside is not None:
            within &= self.sentence.take(at, mode="clip") == self.sentence.take(beside, mode="clip")
        return within

    def at(self, at: np.ndarray, words: Collection[str], *, beside: np.ndarray | None = None) -> np.ndarray:
        """Is the word there one of these, and in the sentence of the token `beside`?"""
        return self.types_in(words)[self.codes.take(at, mode="clip")] & self._within(at, beside)

    def after(self, last: np.ndarray, words: Collection[str]) -> np.ndarray:
        """Is the next word of the sentence one of these?"""
        return self.at(last + 1, words, beside=last)

    def begins(self, at: np.ndarray) -> np.ndarray:
        """Does a sentence begin there?"""
        return (at <= 0) | (self.sentence.take(at - 1, mode="clip") != self.sentence.take(at, mode="clip"))

    def ends(self, at: np.ndarray) -> np.ndarray:
        """Does a sentence end there?"""
        behind = self.sentence.take(at + 1, mode="clip")
        return (at >= len(self.codes) - 1) | (behind != self.sentence.take(at, mode="clip"))

    def verbatim(self, at: np.ndarray, word: str) -> np.ndarray:
        return self.types.isin([word])[self.codes.take(at, mode="clip")] & self._within(at, None)

    def test(self, at: np.ndarray, passes: Callable[[str], bool], *, beside: np.ndarray | None = None) -> np.ndarray:
        """Does the word there pass, and stand in the sentence of the token `beside`?"""
        number = self._number[self.codes.take(at, mode="clip")]
        seen = np.zeros(len(self._forms), bool)
        seen[number] = True
        seen[seen] = [passes(self._forms[i]) for i in np.flatnonzero(seen).tolist()]
        return seen[number] & self._within(at, beside)

    def ending(self, at: np.ndarray, suffix: str, *, beside: np.ndarray | None = None) -> np.ndarray:
        """Does the word there end so, with two letters or more before?"""
        return self.test(at, lambda form: form.endswith(suffix) and len(form) > len(suffix) + 1, beside=beside)

    def digits(self, at: np.ndarray) -> np.ndarray:
        return self.test(at, lambda form: form[:1].isdigit())

    def letters(self, at: np.ndarray) -> np.ndarray:
        return self.test(at, lambda form: form[:1].isalpha())
