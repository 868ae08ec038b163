"""Questions: which sentences ask.

A sentence is a question if it ends with a question mark. Closing marks after it are ignored (`“Why now?”`,
`(Is it so?)`), and so is the exclamation mark of `Really?!`. A sentence without the mark (`He asked why.`) is not a
question, nor is a longer sentence that contains one (`“Why?” he asked.`).
"""

from __future__ import annotations

import numpy as np

from discourse.text.tokens import Tokens
from discourse.text.vocabulary import Vocabulary, vocabulary_of

_ASKING, _CRYING, _CLOSING = frozenset("?？‽"), frozenset("!！"), frozenset("\"'»›)]}*_")
_OTHER, _ASKS, _CRIES, _CLOSES = range(4)


def find_asking(tokens: Tokens) -> np.ndarray:
    """For each sentence: does it ask?"""
    return tokens.once(_find_asking)


def _find_asking(tokens: Tokens) -> np.ndarray:
    kind = vocabulary_of(tokens).once(_kinds)
    at = tokens.after - 1
    while (closing := (kind[tokens.codes[at]] == _CLOSES) & (at > tokens.opening)).any():
        at = at - closing
    last, before = kind[tokens.codes[at]], kind[tokens.codes[np.maximum(at - 1, tokens.opening)]]
    return (last == _ASKS) | ((last == _CRIES) & (before == _ASKS))


def _kinds(vocabulary: Vocabulary) -> np.ndarray:
    """What each type is at the end of a sentence."""
    return np.array([_kind(form) for form in vocabulary.forms], np.uint8)


def _kind(form: str) -> int:
    """What a token is at the end of a sentence.

    >>> [_kind(form) for form in ("why", "??", "?!", "!", ")", ".")]
    [0, 1, 1, 2, 3, 0]
    """
    if form[:1].isalnum():
        return _OTHER
    marks = set(form)
    if marks & _ASKING and marks <= _ASKING | _CRYING:
        return _ASKS
    return _CRIES if marks <= _CRYING else _CLOSES if marks <= _CLOSING else _OTHER
