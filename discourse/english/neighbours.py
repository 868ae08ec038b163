"""The words around a token, by position and by class, inside the sentence.

Whoever reads English here looks around in one of three ways. `Neighbours` answers for tokens by their positions: which
word stands two places before, and where a word of some class stood last. `scope.Clauses` knows where a clause begins
and ends. `phrases.Stream` is the text as a string of word classes, for patterns of whole phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import numpy as np

from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens, look_up
from discourse.text.vocabulary import Vocabulary, vocabulary_of

#: A class of words: the words, in lower case with straight marks, or for each type whether it is one of them.
WordClass = Collection[str] | np.ndarray
#: Gives the classes of the word at each position, as bits.
Look = Callable[[np.ndarray], np.ndarray]


class Bits(dict[str, int]):
    """Classes of words by name, each a bit: with it the answers of a `Look` are read.

    >>> bits = Bits(["noun", "verb", "capital"])
    >>> bits.of("noun", "capital"), bits.has(np.array([0, 4, 2]), "noun", "capital").tolist()
    (5, [False, True, False])
    """

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__((name, 1 << n) for n, name in enumerate(names))

    def of(self, *names: str) -> int:
        """The bits of these classes."""
        return sum(self[name] for name in names)

    def has(self, classes: np.ndarray, *names: str) -> np.ndarray:
        """Is one of these among the classes of each word?"""
        return (classes & self.of(*names)) != 0


class Neighbours:
    """The words around the tokens of a corpus, letter case and typography set aside.

    Parameters
    ----------
    tokens : Tokens
    hidden : ndarray of bool, optional
        For each token: is it of no class, as the words of a masked span are?
    """

    def __init__(self, tokens: Tokens, *, hidden: np.ndarray | None = None) -> None:
        self.tokens, self.hidden = tokens, hidden
        self.codes, self.types = tokens.codes, tokens.types
        self.sentence = tokens.sentence
        self._flags: dict[frozenset[str], np.ndarray] = {}

    # --- classes of words

    @property
    def contracted(self) -> np.ndarray:
        """The class of the verbs with n't."""
        return vocabulary_of(self.tokens).once(_contracted)

    @property
    def capitals(self) -> np.ndarray:
        """The class of the words with a capital."""
        return vocabulary_of(self.tokens).once(_capitals)

    def types_in(self, words: WordClass) -> np.ndarray:
        """For each type: is it one of the words?"""
        if isinstance(words, np.ndarray):
            return words
        key = frozenset(words)
        if key not in self._flags:
            vocabulary = vocabulary_of(self.tokens)
            (number, forms), index = vocabulary.words, vocabulary.index
            flags = np.zeros(len(forms), bool)
            flags[[index[word] for word in key & index.keys()]] = True
            self._flags[key] = flags[number]
        return self._flags[key]

    # --- the word at a position

    def _within(self, at: np.ndarray, beside: np.ndarray | None) -> np.ndarray:
        within = (at >= 0) & (at < len(self.codes))
        if beside is not None:
            within &= self.sentence.take(at, mode="clip") == self.sentence.take(beside, mode="clip")
        return within

    def _shown(self, at: np.ndarray, beside: np.ndarray | None) -> np.ndarray:
        within = self._within(at, beside)
        return within if self.hidden is None else within & ~self.hidden.take(at, mode="clip")

    def at(self, at: np.ndarray, words: WordClass, *, beside: np.ndarray | None = None) -> np.ndarray:
        """Is the word there one of these, and in the sentence of the token `beside`?"""
        return self.types_in(words)[self.codes.take(at, mode="clip")] & self._shown(at, beside)

    def after(self, last: np.ndarray, words: WordClass) -> np.ndarray:
        """Is the next word of the sentence one of these?"""
        return self.at(last + 1, words, beside=last)

    def before(self, first: np.ndarray, words: WordClass, *, reach: int, stops: WordClass = frozenset()) -> np.ndarray:
        """Is one of the words among the `reach` before, inside the sentence, with none of `stops` there or between?"""
        open_, found = np.ones(len(first), bool), np.zeros(len(first), bool)
        for step in range(1, reach + 1):
            open_ &= ~self.at(first - step, stops, beside=first)
            found |= open_ & self.at(first - step, words, beside=first)
        return found

    def verbatim(self, at: np.ndarray, words: Collection[str]) -> np.ndarray:
        """Is the token there one of these to the letter, hidden or not?"""
        return self.types.isin(list(words))[self.codes.take(at, mode="clip")] & self._within(at, None)

    def test(self, at: np.ndarray, passes: Callable[[str], bool], *, beside: np.ndarray | None = None) -> np.ndarray:
        """Does the word there pass, hidden or not, and stand in the sentence of the token `beside`?"""
        numbers, forms = vocabulary_of(self.tokens).words
        number = numbers[self.codes.take(at, mode="clip")]
        seen = np.zeros(len(forms), bool)
        seen[number] = True
        seen[seen] = [passes(forms[i]) for i in np.flatnonzero(seen).tolist()]
        return seen[number] & self._within(at, beside)

    def ending(self, at: np.ndarray, suffix: str, *, beside: np.ndarray | None = None) -> np.ndarray:
        """Does the word there end so, with two letters or more before?"""
        return self.test(at, lambda form: _ends(form, suffix), beside=beside)

    def digits(self, at: np.ndarray) -> np.ndarray:
        """Does the word there begin with a digit?"""
        return self.test(at, lambda form: form[:1].isdigit())

    def letters(self, at: np.ndarray) -> np.ndarray:
        """Does the word there begin with a letter?"""
        return self.test(at, lambda form: form[:1].isalpha())

    def past(
        self, at: np.ndarray, words: WordClass, *, beside: np.ndarray, most: int, back: bool = False
    ) -> np.ndarray:
        """Each position, moved on (or back) over at most so many of these words and of adverbs in -ly."""
        for _ in range(most):
            skipped = self.at(at, words, beside=beside) | self.ending(at, "ly", beside=beside)
            at = at - skipped if back else at + skipped
        return at

    def look(self, classes: Callable[[str], int], first: np.ndarray, last: np.ndarray, *, reach: int) -> Look:
        """A look around spans that gives all classes of a word at once, for rules over many neighbours.

        Parameters
        ----------
        classes : callable
            Gives a word, with straight marks and its own letter case, its classes as an int of bits. It is asked once
            for each type that stands near a span.
        first, last : ndarray of int
            Positions of each span's first and last token.
        reach : int
            How many words to either side are looked at.

        Returns
        -------
        callable
            Given a position for each span, the classes of the words there; none beyond the span's sentence.
        """
        used = np.zeros(len(self.types), bool)
        for step in range(reach + 1):
            used[self.codes.take(first - step, mode="clip")] = True
            used[self.codes.take(last + step, mode="clip")] = True
        bits = np.zeros(len(self.types), np.int64)
        bits[used] = [classes(word) for word in fold(self.types[used].tolist())]
        return lambda place: np.where(self._shown(place, first), bits[self.codes.take(place, mode="clip")], 0)

    def tight(self, at: np.ndarray) -> np.ndarray:
        """Does the token there follow the one before it without a blank, and without a dash that parts words?"""
        held = np.clip(at, 1, len(self.codes) - 1)
        parting = vocabulary_of(self.tokens).parting
        close = ~parting[self.codes[held]] & ~parting[self.codes[held - 1]]
        return (held == at) & close & (self.tokens.start[held] == self.tokens.end_at(held - 1))

    # --- the sentence around a position

    def begins(self, at: np.ndarray) -> np.ndarray:
        """Does a sentence begin there?"""
        return (at <= 0) | (self.sentence.take(at - 1, mode="clip") != self.sentence.take(at, mode="clip"))

    def ends(self, at: np.ndarray) -> np.ndarray:
        """Does a sentence end there?"""
        behind = self.sentence.take(at + 1, mode="clip")
        return (at >= len(self.codes) - 1) | (behind != self.sentence.take(at, mode="clip"))

    def sentence_start(self, at: np.ndarray) -> np.ndarray:
        """The first token of the sentence of each token."""
        return self.tokens.opening[self.tokens.row_at(at)]

    def sentence_end(self, at: np.ndarray) -> np.ndarray:
        """The last token of the sentence of each token."""
        return self.tokens.after[self.tokens.row_at(at)] - 1

    # --- the nearest word of a class

    def places(self, *classes: WordClass) -> list[np.ndarray]:
        """Where the words of each class stand in the whole corpus, found in one pass."""
        bits = np.zeros(len(self.types), np.min_scalar_type((1 << len(classes)) - 1))
        for n, words in enumerate(classes):
            bits |= self.types_in(words).astype(bits.dtype) << n
        held = look_up(bits, self.codes)
        if self.hidden is not None:
            held[self.hidden] = 0
        found = np.flatnonzero(held != 0)
        held = held[found]
        return [found[held & (1 << n) > 0] for n in range(len(classes))]

    def last_before(self, places: np.ndarray, at: np.ndarray) -> np.ndarray:
        """The last of the places before each token in its sentence; -1 for none."""
        found = np.append(-1, places)[np.searchsorted(places, at)]
        return np.where(self._within(found, at), found, -1)

    def first_behind(self, places: np.ndarray, at: np.ndarray) -> np.ndarray:
        """The first of the places behind each token in its sentence; for none, the token behind the sentence."""
        found = np.append(places, len(self.codes))[np.searchsorted(places, at, "right")]
        return np.minimum(found, self.sentence_end(at) + 1)


def count_between(places: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """How many of the places lie from `low` to before `high`.

    >>> count_between(np.array([2, 5]), np.array([0, 2, 3]), np.array([2, 6, 3])).tolist()
    [0, 2, 0]
    """
    return np.searchsorted(places, high) - np.searchsorted(places, low)


def _ends(form: str, suffix: str) -> bool:
    return form.endswith(suffix) and len(form) > len(suffix) + 1


def _capitals(vocabulary: Vocabulary) -> np.ndarray:
    return np.array([form[:1].isupper() for form in vocabulary.forms], bool)


def _contracted(vocabulary: Vocabulary) -> np.ndarray:
    number, forms = vocabulary.words
    return np.array([_ends(form, "n't") for form in forms], bool)[number]
