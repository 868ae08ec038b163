"""The words of a corpus: their positions and their types, as frequencies, keyness and collocations count them.

A word is a token with a letter or digit. Clitics belong to the word before them, and a hyphen compound is one word
(`trade-off`, `Russo-American`, `mid-2018`), unless the dash joins two names or two numbers, which keep their own
(`US–Russia`, `2017-18`). Hyphen or en dash makes no difference; an em dash joins nothing. The type of a word is its
lower-case form with typography set aside, without the possessive or another clitic, and without the point of `Mr.`
Tables of words are ordered by their numbers, and words with the same numbers by the alphabet.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.text.tokens import Tokens, look_up
from discourse.text.vocabulary import CAPITAL, DASH, NUMBER, PREFIX, SMALL, count_types, find_types, vocabulary_of


class Words(NamedTuple):
    """The words of a corpus, in the order of the text.

    Attributes
    ----------
    first : position in `tokens` of the token with which each word starts
    kind : the number of its type
    forms : the types, by number
    """

    first: np.ndarray
    kind: np.ndarray
    forms: list[str]


def is_word(tokens: Tokens) -> np.ndarray:
    """For each row of `tokens`: does a word start there?

    Returns
    -------
    ndarray of bool, one a row.
    """
    if not len(tokens):
        return np.zeros(0, bool)
    word = look_up(_wordlike(vocabulary_of(tokens).word_class), tokens.codes)
    word[_find_parts(tokens)] = False
    return word


def find_words(tokens: Tokens) -> Words:
    """Every word of `tokens`, with its type.

    >>> import discourse as dc
    >>> text = "Trump’s trade-off was a TRADE–OFF."
    >>> words = find_words(dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]})).arrays)
    >>> [words.forms[kind] for kind in words.kind]
    ['trump', 'trade-off', 'was', 'a', 'trade-off']
    """
    kind, forms = number_words(tokens)
    first = np.flatnonzero(kind < len(forms))
    return Words(first, kind[first], forms)


def kinds_of_words(tokens: Tokens) -> tuple[np.ndarray, list[str]]:
    """The types of all words in the order of the text, by number, and these types; not where the words stand."""
    kind, forms = number_words(tokens)
    return kind[kind < len(forms)], forms


def word_ranges(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of every word; the last token is that of its last part, without clitics."""
    first = np.flatnonzero(is_word(tokens))
    last = first.copy()
    parts = _find_parts(tokens) if len(tokens) else first[:0]
    parts = parts[vocabulary_of(tokens).lettered[tokens.codes[parts]]]
    last[np.searchsorted(first, parts) - 1] = parts  # of several the last stays
    return first, last


def words_of_sentences(tokens: Tokens) -> np.ndarray:
    """The number of words of each sentence.

    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["It may. No trade-off is free."]})
    >>> words_of_sentences(dc.from_documents(texts).arrays).tolist()
    [2, 4]
    """
    return tokens.once(count_in_sentences)


def count_in_sentences(tokens: Tokens) -> np.ndarray:
    """What `words_of_sentences` keeps."""
    return tokens.count(is_word(tokens))


def words_of_documents(tokens: Tokens) -> np.ndarray:
    """The number of words of each document, by the number of the document.

    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a", "b"], "text": ["It may.", "No trade-off is free."]})
    >>> words_of_documents(dc.from_documents(frame).arrays).tolist()
    [2, 4]
    """
    return np.bincount(tokens.doc_of_sentence, words_of_sentences(tokens), len(tokens.doc_ids)).astype(np.int64)


def number_words(tokens: Tokens) -> tuple[np.ndarray, list[str]]:
    """The number of the type of the word that starts at each token, and the types by number.

    Where no word starts, the number is one that no type has: as many as there are types.
    """
    numbering = tokens.once(Numbering)
    return numbering.all(), numbering.forms


class Numbering:
    """The types of words by number; what is asked of a few tokens is worked out for those alone.

    `tokens.once(Numbering)` is theirs, worked out when somebody first counts words.

    The word that starts at a token is of the type of the token, unless a compound starts there.

    Attributes
    ----------
    forms : the types, by number; the number of none is as many as there are
    """

    def __init__(self, tokens: Tokens) -> None:
        self._codes = codes = tokens.codes
        vocabulary = vocabulary_of(tokens)
        number, single = vocabulary.counted
        self.forms = forms = list(single)
        parts = _find_parts(tokens)
        chained = np.diff(parts, prepend=-9) == 2  # to the part before, as in `state-of-the-art`
        head = (parts - 2)[~chained][np.cumsum(~chained) - 1]
        told = vocabulary.lettered[codes[parts]]  # the ’n’ of rock-’n’-roll is not
        heads, owner = np.unique(head[told], return_inverse=True)
        part = number[codes[parts[told]]]
        n_parts = np.bincount(owner, minlength=len(heads))
        begin = np.cumsum(n_parts) - n_parts
        kinds = np.empty(len(heads), np.int64)
        for length in np.unique(n_parts).tolist():  # compounds of as many parts are told apart at once
            at = np.flatnonzero(n_parts == length)
            rows = np.column_stack([number[codes[heads[at]]], part[begin[at][:, None] + np.arange(length)]])
            seen, kind = np.unique(rows, axis=0, return_inverse=True)
            kinds[at] = len(forms) + kind.reshape(-1)
            forms += ["-".join([single[i] for i in row]) for row in seen.tolist()]
        self._of_type = np.where(_wordlike(vocabulary.word_class), number, np.int32(len(forms)))
        places, kinds = np.append(parts, heads), np.append(np.full(len(parts), len(forms)), kinds)
        order = np.argsort(places)
        self._place, self._kind = places[order], kinds[order].astype(np.int32)  # where a compound makes a difference

    @cached_property
    def names(self) -> tuple[pd.api.extensions.ExtensionArray, np.ndarray]:
        """The types as a column, and the place of each in the alphabet."""
        return pd.array(self.forms, dtype="str"), rank_names(self.forms)

    def all(self) -> np.ndarray:
        """The number of the word that starts at each token."""
        kind = look_up(self._of_type, self._codes)
        kind[self._place] = self._kind
        return kind

    def at(self, places: np.ndarray) -> np.ndarray:
        """The number of the word that starts at each of these tokens."""
        kind = self._of_type[self._codes[places]]
        if len(self._place):
            near = np.minimum(np.searchsorted(self._place, places), len(self._place) - 1)
            kind = np.where(self._place[near] == places, self._kind[near], kind)
        return kind

    def count(self) -> np.ndarray:
        """How often each type occurs."""
        count = np.zeros(len(self.forms) + 1, np.int64)
        np.add.at(count, self._of_type, count_types(self._codes, len(self._of_type)))
        np.subtract.at(count, self._of_type[self._codes[self._place]], 1)
        np.add.at(count, self._kind, 1)
        return count[:-1]


def _wordlike(word_class: np.ndarray) -> np.ndarray:
    return (word_class >= SMALL) & (word_class <= PREFIX)


def _find_parts(tokens: Tokens) -> np.ndarray:
    """The positions of the tokens that a dash joins to the word before them."""
    kind, codes = vocabulary_of(tokens).word_class, tokens.codes
    wordlike = _wordlike(kind)
    dash = find_types(codes, np.flatnonzero(kind == DASH), len(kind))
    dash = dash[(dash > 0) & (dash < len(codes) - 1)]
    dash = dash[wordlike[codes[dash - 1]] & wordlike[codes[dash + 1]]]
    start = tokens.start
    dash = dash[(tokens.end_at(dash - 1) == start[dash]) & (tokens.end_at(dash) == start[dash + 1])]
    left, right = kind[codes[dash - 1]], kind[codes[dash + 1]]
    apart = (left == right) & ((left == CAPITAL) | (left == NUMBER))
    return dash[~apart] + 1


def rank_names(names: Sequence[str]) -> np.ndarray:
    """The place of each name in the order of code points.

    >>> rank_names(["war", "Peace", "peace"]).tolist()
    [2, 0, 1]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rank = np.empty(len(names), np.int64)
    rank[pc.array_sort_indices(pa.array(names, type=pa.large_string()))] = np.arange(len(names))
    return rank


def largest_first(names: Sequence[str], *numbers: np.ndarray) -> np.ndarray:
    """The rows in the order of the first numbers, of the next where these are equal, and then of the names.

    >>> largest_first(["b", "a", "c"], np.array([1, 1, 2])).tolist()
    [2, 1, 0]
    """
    return np.lexsort((rank_names(names), *(-np.asarray(n, np.float64) for n in reversed(numbers))))
