"""Which texts share their words: sets of shingles, and all pairs of texts of which one holds most of the other.

A shingle is three words in a row (Broder 1997). Texts are compared by the sets of theirs. Three is what detectors of
copied text take: most trigrams of a text stand in no other, and three words still fit between two edits (Lyon, Malcolm
and Dickerson 2001). Three words are also one number of 64 bits, so that nothing is hashed away. Words are tokens with
a letter or digit, with case and typography set aside; sentences and paragraphs make no difference. A text of fewer
words than three is one shingle.

The search is exact, and does not compare all pairs. A text that is to share a given part of its shingles with another
shares at least one of its rarest ones (prefix filtering: Bayardo, Ma and Srikant 2007; Xiao et al. 2011). These mostly
stand nowhere else, and what stands in very many texts is hardly ever among them. Each candidate is then counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from discourse.text.tokens import Tokens, look_up
from discourse.text.vocabulary import vocabulary_of

#: A text of fewer shingles is held in too many others to be called an excerpt: it is compared as a whole.
LEAST = 8
#: So many candidates, or shingles of candidates, are looked at together.
_AT_ONCE = 1 << 22
#: So many shingles are sorted together.
_SORTED_AT_ONCE = 1 << 25
_ROUNDING = 1e-9
_LOW = (1 << 32) - 1


class TooMany(ValueError):
    """More pairs than were allowed."""


class Texts(NamedTuple):
    """Texts as numbers of words, one behind the other.

    Attributes
    ----------
    words : the number of each word, from 1 on; 0 is none
    edge : where each text starts, and the number of all words
    """

    words: np.ndarray
    edge: np.ndarray

    @property
    def size(self) -> np.ndarray:
        return np.diff(self.edge)

    def select(self, chosen: np.ndarray) -> Texts:
        """Some of the texts."""
        size = self.size[chosen]
        return Texts(self.words[ranges(self.edge[chosen], size)], edges(size))


class Alike(NamedTuple):
    """Pairs of texts by their numbers: the longer and the shorter (of two alike, the first), and what they share."""

    longer: np.ndarray
    shorter: np.ndarray
    shared: np.ndarray


class _Sets(NamedTuple):
    """The shingles that several texts share, by text and by shingle; the rarest have the lowest numbers.

    Attributes
    ----------
    rows : text and shingle as one number (text times 2^32), sorted
    first : of each text, its first row; then the number of rows
    holders : the texts that hold a shingle, shingle by shingle
    edge : of each shingle, its first holder; then the number of holders
    """

    rows: np.ndarray
    first: np.ndarray
    holders: np.ndarray
    edge: np.ndarray

    def select(self, texts: np.ndarray) -> _Sets:
        """The sets of some texts, by a mask."""
        kept = texts[self.holders]
        rows = self.rows[texts[self.rows >> 32]]
        return _Sets(
            rows,
            np.searchsorted(rows, np.arange(len(self.first)) << 32),
            self.holders[kept],
            np.append(0, np.cumsum(kept))[self.edge],
        )


def texts_of(tokens: Tokens) -> Texts:
    """The words of each document of a corpus, by number."""
    if not len(tokens):
        return Texts(np.zeros(0, np.int64), np.zeros(len(tokens.doc_ids) + 1, np.int64))
    vocabulary = vocabulary_of(tokens)
    number, _ = vocabulary.counted
    words = look_up(np.where(vocabulary.lettered, number + 1, 0).astype(np.int32), tokens.codes)
    lettered = words > 0
    per_document = np.bincount(tokens.doc_of_sentence, tokens.count(lettered), len(tokens.doc_ids)).astype(np.int64)
    return Texts(words[lettered], edges(per_document))


def edges(size: np.ndarray) -> np.ndarray:
    """Where stretches of these sizes start, and where the last ends.

    >>> edges(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    return np.append(0, np.cumsum(size, dtype=np.int64))


def ranges(start: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The places of stretches, one stretch behind the other.

    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    edge = edges(size)
    return np.arange(edge[-1]) + np.repeat(start - edge[:-1], size)


def number_same(texts: Texts) -> np.ndarray:
    """For each text the number of the first that has the same words in the same order.

    >>> number_same(Texts(np.array([7, 8, 7, 8, 7]), np.array([0, 2, 4, 5]))).tolist()
    [0, 0, 2]
    """
    n = len(texts.edge) - 1
    first, size = np.arange(n), texts.size
    live = np.flatnonzero(size)
    if not len(live):
        return first
    sums = np.add.reduceat(_mix(texts.words.astype(np.uint64) << np.uint64(32) | _place(texts)), texts.edge[live])
    order = np.lexsort((live, sums, size[live]))
    other, sums = live[order], sums[order]
    opens = _opens(sums) | _opens(size[other])
    alike = other[opens][np.cumsum(opens) - 1]
    one, two = alike[~opens], other[~opens]
    same = _have_same_words(texts, one, two)
    first[two[same]] = one[same]
    return first


def _place(texts: Texts) -> np.ndarray:
    """The place of each word in its text."""
    return (np.arange(len(texts.words)) - np.repeat(texts.edge[:-1], texts.size)).astype(np.uint64)


def _have_same_words(texts: Texts, one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """Are these texts those, word by word? They are as long, and their sums are the same."""
    size = texts.size[one]
    differ = texts.words[ranges(texts.edge[one], size)] != texts.words[ranges(texts.edge[two], size)]
    return np.bincount(np.repeat(np.arange(len(one)), size)[differ], minlength=len(one)) == 0


def _mix(values: np.ndarray) -> np.ndarray:
    """Numbers without pattern in place of these (the finaliser of SplitMix64)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        values = (values ^ values >> np.uint64(shift)) * np.uint64(factor)
    return values ^ values >> np.uint64(31)


def find_pairs(texts: Texts, threshold: float, most: int) -> tuple[Alike, np.ndarray]:
    """All pairs of texts of which the longer holds `threshold` of the shorter, and the number of shingles of each text.

    A text of fewer than `LEAST` shingles must hold as much of the longer one as well. `TooMany` is raised beyond `most`
    pairs.
    """
    sets, size = _make_sets(texts)
    found = list(_search(sets, size, size >= LEAST, threshold, most))
    left = most - sum(len(pairs.shared) for pairs in found)
    short = sets.select(size < LEAST / threshold + 1)
    found += _search(short, size, (size > 0) & (size < LEAST), threshold, left, whole=True)
    found.append(Alike(*[np.zeros(0, np.int64)] * 3))
    return Alike(*map(np.concatenate, zip(*found, strict=True))), size


def _needed(size: np.ndarray, threshold: float) -> np.ndarray:
    """How many shingles `threshold` of so many are."""
    return np.ceil(size * threshold - _ROUNDING).astype(np.int64)


# --- sets of shingles -------------------------------------------------------------------------------------------


def _number_shingles(texts: Texts) -> tuple[np.ndarray, np.ndarray]:
    """The shingles as numbers, in the order of the texts, with the text of each."""
    size = texts.size
    n = len(texts.words)
    text = np.repeat(np.arange(len(size), dtype=np.int32), size)
    left = np.repeat(texts.edge[1:], size) - np.arange(n)  # words from here to the end
    opens = np.zeros(n, bool)
    opens[texts.edge[:-1][size > 0]] = True
    at = np.flatnonzero((left >= 3) | opens)  # a text of one or two words is a shingle, too
    words = np.append(texts.words, [0, 0])
    second, third = (np.where(left[at] > ahead, words[at + ahead], 0) for ahead in (1, 2))
    return _pack(words[at], second, third), text[at]


def _pack(first: np.ndarray, second: np.ndarray, third: np.ndarray, most: int = 1 << 64) -> np.ndarray:
    """One number for three, another one for each three; `most` is how many numbers there are.

    >>> _pack(np.array([1, 1]), np.array([2, 2]), np.array([2, 1])).tolist()
    [17, 16]
    """
    base = int(max(part.max(initial=0) for part in (first, second, third))) + 1
    pair = first.astype(np.uint64) * np.uint64(base) + second.astype(np.uint64)
    if base**3 > most:  # more than 2,642,245 different words
        pair = np.unique(pair, return_inverse=True)[1].astype(np.uint64)
    return pair * np.uint64(base) + third.astype(np.uint64)


def _make_sets(texts: Texts) -> tuple[_Sets, np.ndarray]:
    """The shingles that several texts share, and the number of different shingles of each text."""
    n = len(texts.edge) - 1
    shingles, text = _number_shingles(texts)
    n_parts = len(shingles) // _SORTED_AT_ONCE + 1
    part_of = (_mix(shingles) % np.uint64(n_parts)).astype(np.int32) if n_parts > 1 else None
    size = np.zeros(n, np.int64)
    holders, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part in range(n_parts):
        chosen = slice(None) if part_of is None else part_of == part
        alone, held, count = _group(shingles[chosen], text[chosen])
        size += np.bincount(alone, minlength=n) + np.bincount(held, minlength=n)
        common = count > 1  # a shingle that one text repeats is its own
        holders.append(held[np.repeat(common, count)])
        counts.append(count[common])
    return _arrange(np.concatenate(holders), np.concatenate(counts), n), size


def _group(shingles: np.ndarray, text: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The texts of shingles that stand once; those of the others, shingle by shingle, and how many each has."""
    order = np.argsort(shingles)
    opens = _opens(shingles[order])
    once = opens & np.append(opens[1:], True)[: len(opens)]
    rows = np.sort(np.cumsum(opens)[~once] << 32 | text[order[~once]])
    rows = rows[_opens(rows)]  # a set has each shingle once
    first = np.flatnonzero(_opens(rows >> 32))
    return text[order[once]], rows & _LOW, np.diff(first, append=len(rows))


def _opens(values: np.ndarray) -> np.ndarray:
    """Which of the sorted values are the first of their kind?

    >>> _opens(np.array([3, 3, 5])).tolist()
    [True, False, True]
    """
    opens = np.ones(len(values), bool)
    opens[1:] = values[1:] != values[:-1]
    return opens


def _arrange(holders: np.ndarray, counts: np.ndarray, n: int) -> _Sets:
    """The sets, their shingles numbered anew from the rarest on."""
    order = np.argsort(counts, kind="stable")
    held = holders[ranges(edges(counts)[:-1][order], counts[order])]
    edge = edges(counts[order])
    rows = np.sort(held << 32 | np.repeat(np.arange(len(counts)), counts[order]))
    return _Sets(rows, np.searchsorted(rows, np.arange(n + 1) << 32), held, edge)


# --- the search -------------------------------------------------------------------------------------------------


def _search(
    sets: _Sets, size: np.ndarray, shorter: np.ndarray, threshold: float, most: int, *, whole: bool = False
) -> Iterator[Alike]:
    """The pairs whose shorter text is one of those that the mask marks, some at a time.

    If `whole`, the shorter text holds as much of the longer one, too.
    """
    there, needed = np.diff(sets.first), _needed(size, threshold)
    hits = 1 + needed // 5  # more of the rarest are looked at, and so many have to be shared: few texts do
    asked = np.where(shorter & (there >= needed), there - needed + hits, 0)
    live = np.flatnonzero(asked > 0)
    shingles = sets.rows[ranges(sets.first[live], asked[live])] & _LOW
    owner = np.repeat(live, asked[live])
    count = np.diff(sets.edge)[shingles]
    for part in _parts(np.add.reduceat(count, edges(asked[live])[:-1]) if len(live) else live):
        rows = slice(*np.searchsorted(owner, [live[part.start], live[part.stop - 1] + 1]))
        held = sets.holders[ranges(sets.edge[shingles[rows]], count[rows])]
        one = np.repeat(owner[rows], count[rows])
        fits = (size[held] > size[one]) | ((size[held] == size[one]) & (held < one))
        if whole:
            fits &= needed[held] <= size[one]
        pairs = np.sort(one[fits] << 32 | held[fits])
        first = np.flatnonzero(_opens(pairs))
        pairs = pairs[first]
        pairs = pairs[np.diff(first, append=int(fits.sum())) >= hits[pairs >> 32]]
        for some in _parts(there[pairs >> 32]):
            longer, short = pairs[some] & _LOW, pairs[some] >> 32
            shared = _count_shared(sets, longer, short)
            enough = shared >= needed[longer if whole else short]
            most -= int(enough.sum())
            if most < 0:
                raise TooMany
            yield Alike(longer[enough], short[enough], shared[enough])


def _count_shared(sets: _Sets, longer: np.ndarray, shorter: np.ndarray) -> np.ndarray:
    """How many shingles of the one text stand in the other, for each pair."""
    size = np.diff(sets.first)[shorter]
    wanted = sets.rows[ranges(sets.first[shorter], size)] & _LOW | np.repeat(longer << 32, size)
    place = np.minimum(np.searchsorted(sets.rows, wanted), len(sets.rows) - 1)
    pair = np.repeat(np.arange(len(size)), size)
    return np.bincount(pair[sets.rows[place] == wanted], minlength=len(size))


def _parts(work: np.ndarray) -> Iterator[slice]:
    """Stretches of pieces of work that are done together; one that is large is done alone.

    >>> list(_parts(np.array([1, _AT_ONCE, 1, 1])))
    [slice(0, 1, None), slice(1, 2, None), slice(2, 4, None)]
    """
    done = edges(work)
    start = 0
    while start < len(work):
        stop = max(int(np.searchsorted(done, done[start] + _AT_ONCE, "right")) - 1, start + 1)
        yield slice(start, stop)
        start = stop
