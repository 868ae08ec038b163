"""Runs of words and how often each stands, counted some documents at a time.

A list with a number for every place of a text in which a run starts takes many times the memory of the text. So runs
are counted a stretch of documents at a time, and what was counted is put together. Runs are numbered word by word: a
run of three words is a known pair and a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from discourse.text.tokens import Tokens, distinct
from discourse.text.words import words_of_sentences

#: So many words are looked at together; a document is never parted.
_AT_ONCE = 1 << 19


class Runs(NamedTuple):
    """The different runs of words of a corpus.

    Attributes
    ----------
    words : the numbers of the words of each run, a row a run
    n : how often each stands
    n_docs : in how many documents
    forms : the types of words, by number
    """

    words: np.ndarray
    n: np.ndarray
    n_docs: np.ndarray
    forms: list[str]

    def names(self, at: np.ndarray | slice = slice(None)) -> list[str]:
        """How some of the runs are written."""
        columns = [[self.forms[i] for i in column.tolist()] for column in self.words[at].T]
        return list(map(" ".join, zip(*columns, strict=True)))


def count_runs(tokens: Tokens, word: np.ndarray, forms: list[str], n: int) -> Runs:
    """The runs of n words, 2 or more; none crosses a sentence.

    `word` has the type of each word, by its number among `forms`.

    >>> import pandas as pd, discourse as dc
    >>> from discourse.text.words import kinds_of_words
    >>> tokens = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["No war. No war now."]})).arrays
    >>> runs = count_runs(tokens, *kinds_of_words(tokens), 2)
    >>> runs.names(), runs.n.tolist(), runs.n_docs.tolist()
    (['no war', 'war now'], [2, 1], [1, 1])
    """
    kind, stretches = word, list(_stretches(tokens))
    shorter: list[np.ndarray] = []
    for size in range(2, n):
        kind, known = _number(stretches, kind, word, size, len(forms))
        shorter.append(known)
    key, times, docs = _put_together(_count(*some) for some in _keys(stretches, kind, word, n, len(forms)))
    return Runs(_words_of(key, shorter, len(forms)), times, docs, forms)


_NONE = np.zeros(0, np.int64)


def _number(
    stretches: list[_Stretch], kind: np.ndarray, word: np.ndarray, size: int, n_forms: int
) -> tuple[np.ndarray, np.ndarray]:
    """The number of the run of `size` words that starts at each word, and each of these runs as a key."""
    known = distinct(
        np.concatenate([_NONE, *(distinct(key) for _, key, _ in _keys(stretches, kind, word, size, n_forms))])
    )
    number = np.zeros(len(word), np.int32)
    for at, key, _ in _keys(stretches, kind, word, size, n_forms):
        some, back = np.unique(key, return_inverse=True)
        number[at] = np.searchsorted(known, some)[back]
    return number, known


class _Stretch(NamedTuple):
    """Some documents: where their words start and end, how many each sentence has, and its document."""

    low: int
    high: int
    n_words: np.ndarray
    doc: np.ndarray


def _stretches(tokens: Tokens) -> Iterator[_Stretch]:
    n_words, doc = words_of_sentences(tokens), tokens.doc_of_sentence
    edge, low = np.append(0, np.cumsum(n_words)), 0
    while low < len(doc):
        reach = int(np.searchsorted(edge, edge[low] + _AT_ONCE))
        high = int(np.searchsorted(doc, doc[min(max(reach, low + 1), len(doc)) - 1], side="right"))
        yield _Stretch(int(edge[low]), int(edge[high]), n_words[low:high], doc[low:high])
        low = high


def _keys(
    stretches: list[_Stretch], kind: np.ndarray, word: np.ndarray, size: int, n_forms: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Stretch by stretch the words with which runs of `size` words start, each run as a key, and its document.

    `kind` is the number of the run that is shorter by a word. A key is that and the last word as one number.
    """
    for low, high, n_words, doc in stretches:
        left = np.repeat(np.cumsum(n_words), n_words) - np.arange(high - low)
        at = low + np.flatnonzero(left >= size)
        yield at, kind[at].astype(np.int64) * n_forms + word[at + size - 1], np.repeat(doc, n_words)[at - low]


#: Keys in their order, how often each stands, and in how many documents.
_Counts = tuple[np.ndarray, np.ndarray, np.ndarray]


def _count(at: np.ndarray, key: np.ndarray, doc: np.ndarray) -> _Counts:
    """The counts of some documents; these do not fall.

    >>> [column.tolist() for column in _count(np.arange(4), np.array([7, 5, 7, 7]), np.array([0, 0, 0, 1]))]
    [[5, 7], [1, 3], [1, 2]]
    """
    order = np.argsort(key, kind="stable")
    key, doc = key[order], doc[order]
    new = np.diff(key, prepend=-1) != 0
    opens = np.flatnonzero(new)
    met = new | (np.diff(doc, prepend=doc[:1]) != 0)
    docs = np.add.reduceat(met, opens, dtype=np.int64) if len(opens) else opens
    return key[opens], np.diff(opens, append=len(key)), docs


def _put_together(counts: Iterable[_Counts]) -> _Counts:
    """The counts of all; what waits to be put together is never much more than what was put together."""
    waiting: list[_Counts] = [(_NONE, _NONE, _NONE)]
    for some in counts:
        waiting.append(some)
        if sum(len(key) for key, _, _ in waiting[1:]) > max(len(waiting[0][0]), _AT_ONCE):
            waiting = [_sum(waiting)]
    return _sum(waiting)


def _sum(counts: list[_Counts]) -> _Counts:
    key = np.concatenate([own for own, _, _ in counts])
    order = np.argsort(key, kind="stable")
    key = key[order]
    opens = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(opens):
        return counts[0]
    times, docs = (np.add.reduceat(np.concatenate([own[i] for own in counts])[order], opens) for i in (1, 2))
    return key[opens], times, docs


def _words_of(key: np.ndarray, shorter: list[np.ndarray], n_forms: int) -> np.ndarray:
    """The words of runs; `shorter` are the keys of runs of two words, of three, and so on, which these go on."""
    words = []
    for known in (*reversed(shorter), None):
        key, last = np.divmod(key, max(n_forms, 1))
        words.append(last)
        key = key if known is None else known[key]
    return np.column_stack([key, *reversed(words)]).astype(np.int32)
