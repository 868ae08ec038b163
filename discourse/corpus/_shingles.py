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

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from discourse.text.tokens import Tokens, look_up
from discourse.text.vocabulary import vocabulary_of

#: A text of fewer shingles is held in too many others to be called an excerpt: it is compared as a whole.
LEAST = 8
#: So many words, candidates, or shingles of candidates are looked at together.
_AT_ONCE = 1 << 19
#: So many shingles, about, are in a range of their hashes, and sorted together.
_SORTED_AT_ONCE = 1 << 19
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
        """Some of the texts, by a mask."""
        if chosen.all():
            return self
        return Texts(self.words[np.repeat(chosen, self.size)], edges(self.size[chosen]))

    def stretches(self) -> Iterator[tuple[int, Texts]]:
        """Some texts at a time, each with the number of the first."""
        for part in _parts(self.size):
            edge = self.edge[part.start : part.stop + 1]
            yield part.start, Texts(self.words[edge[0] : edge[-1]], edge - edge[0])


class Alike(NamedTuple):
    """Pairs of texts by their numbers: the longer and the shorter (of two alike, the first), and what they share."""

    longer: np.ndarray
    shorter: np.ndarray
    shared: np.ndarray


class _Sets(NamedTuple):
    """The shingles that several texts share, by text and by shingle; the rarest have the lowest numbers.

    Attributes
    ----------
    shingles : those of each text, text by text, sorted
    first : of each text, where its own start; then how many there are
    holders : the texts that hold a shingle, shingle by shingle
    edge : of each shingle, its first holder; then the number of holders
    """

    shingles: np.ndarray
    first: np.ndarray
    holders: np.ndarray
    edge: np.ndarray

    @property
    def size(self) -> np.ndarray:
        """How many of the shingles each text has."""
        return np.diff(self.first)

    def of(self, texts: np.ndarray, n: np.ndarray) -> np.ndarray:
        """The first `n` shingles of each of these texts, the rarest."""
        return self.shingles[ranges(self.first[texts], n)]

    def select(self, texts: np.ndarray) -> _Sets:
        """The sets of some texts, by a mask."""
        size = np.where(texts, self.size, 0)
        chosen = np.flatnonzero(texts)
        shingles = self.of(chosen, size[chosen])
        counts = np.bincount(shingles, minlength=len(self.edge) - 1)
        return _Sets(shingles, edges(size), self.holders[texts[self.holders]], edges(counts))


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
    sums = np.concatenate([_sum_of_words(some) for _, some in texts.stretches()])[live]
    order = np.lexsort((live, sums, size[live]))
    other, sums = live[order], sums[order]
    opens = _opens(sums) | _opens(size[other])
    alike = other[opens][np.cumsum(opens) - 1]
    one, two = alike[~opens], other[~opens]
    same = _have_same_words(texts, one, two)
    first[two[same]] = one[same]
    return first


def _sum_of_words(texts: Texts) -> np.ndarray:
    """A number for each text that hardly any other text has; 0 for those without words."""
    live = np.flatnonzero(texts.size)
    place = (np.arange(len(texts.words)) - np.repeat(texts.edge[:-1], texts.size)).astype(np.uint64)
    sums = np.zeros(len(texts.size), np.uint64)
    if len(live):
        mixed = _mix(texts.words.astype(np.uint64) << np.uint64(32) | place)
        sums[live] = np.add.reduceat(mixed, texts.edge[live])
    return sums


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


def find_pairs(ranges_: Iterable[Shingles], n: int, threshold: float, most: int) -> tuple[Alike, np.ndarray]:
    """All pairs of texts of which the longer holds `threshold` of the shorter, and the number of shingles of each text.

    `ranges_` are the shingles of all `n` texts, one range of hashes after the other, as `shingles_of` has them.
    A text of fewer than `LEAST` shingles must hold as much of the longer one as well. `TooMany` is raised beyond `most`
    pairs.
    """
    sets, size = _make_sets(ranges_, n)
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


class Shingles(NamedTuple):
    """Some shingles, each as a number, and the text of each; texts do not fall."""

    number: np.ndarray
    text: np.ndarray


def shingles_of(texts: Texts) -> Iterator[Shingles]:
    """The shingles of texts, those of one range of hashes after the other, so that few are in memory at a time.

    The same shingles have the same number, which means nothing in another range.
    """
    n = len(texts.words) // _SORTED_AT_ONCE + 1
    of = hash_ranges(texts, n)
    for number in range(n):
        yield pick(texts, np.flatnonzero(of == number))


def hash_ranges(texts: Texts, n: int) -> np.ndarray:
    """The range of hashes, of `n`, of the shingle that starts at each word; `n` itself where none starts."""
    out = np.full(len(texts.words), n, np.min_scalar_type(n))
    for first, some in texts.stretches():
        place, size = np.arange(len(some.words)), some.size
        left = np.repeat(some.edge[1:], size) - place
        at = np.flatnonzero((left >= 3) | (np.repeat(some.edge[:-1], size) == place))  # one or two words are one, too
        _, *words = triples_at(some, at)
        hashed = _mix(
            np.bitwise_xor.reduce([_mix(own.astype(np.uint64) + np.uint64(k)) for k, own in enumerate(words)])
        )
        out[texts.edge[first] + at] = hashed % np.uint64(n)
    return out


def pick(texts: Texts, at: np.ndarray) -> Shingles:
    """The shingles that start at some words."""
    return number_together([triples_at(texts, at)])


class Triples(NamedTuple):
    """Words in a row: the text in which they stand, the first, and the two behind it; 0 behind the end of the text."""

    text: np.ndarray
    first: np.ndarray
    second: np.ndarray
    third: np.ndarray


def triples_at(texts: Texts, at: np.ndarray) -> Triples:
    """The words at these places, each with the two behind it."""
    text = np.repeat(np.arange(len(texts.size), dtype=np.int32), np.diff(np.searchsorted(at, texts.edge)))
    left = texts.edge[1:][text] - at
    second, third = (np.where(left > ahead, texts.words.take(at + ahead, mode="clip"), 0) for ahead in (1, 2))
    return Triples(text, texts.words[at], second, third)


def number_together(parts: Sequence[Triples]) -> Shingles:
    """The shingles of several parts of a corpus; texts are those of the whole."""
    text, first, second, third = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Shingles(_pack(first, second, third), text)


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


def _make_sets(ranges_: Iterable[Shingles], n: int) -> tuple[_Sets, np.ndarray]:
    """The shingles that several texts share, and the number of different shingles of each text."""
    size = np.zeros(n, np.int64)
    holders, counts = [], []
    for some in ranges_:
        alone, held, count = _group(*some)
        size += np.bincount(alone, minlength=n) + np.bincount(held, minlength=n)
        common = count > 1  # a shingle that one text repeats is its own
        holders.append(held[np.repeat(common, count)].astype(np.int32))
        counts.append(count[common])
    return _arrange(holders, counts, n), size


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


def _arrange(holders: list[np.ndarray], counts: list[np.ndarray], n: int) -> _Sets:
    """The sets, their shingles numbered anew from the rarest on; the lists are emptied."""
    start, edge = _order(np.concatenate([*counts, np.zeros(0, np.int64)]))
    held, size, done = np.empty(edge[-1], np.int32), np.zeros(n, np.int64), 0
    while holders:
        count, own = counts.pop(0), holders.pop(0)
        size += np.bincount(own, minlength=n)
        held[ranges(start[done : done + len(count)], count)] = own
        done += len(count)
    del start
    first = edges(size)
    return _Sets(_by_text(held, edge, first), first, held, edge)


def _order(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the holders of each shingle start once the rarest come first; and where those of one meet the next."""
    order = np.argsort(counts, kind="stable")
    edge = edges(counts[order])
    start = np.empty(len(counts), np.int64)
    start[order] = edge[:-1]
    return start, edge


def _by_text(held: np.ndarray, edge: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The shingles of each text, of the texts that hold each shingle; for some texts at a time."""
    out = np.empty(len(held), np.int32)
    for part in _parts(np.diff(first)):
        at = np.flatnonzero((held >= part.start) & (held < part.stop))
        shingle = np.searchsorted(edge, at, "right") - 1
        out[first[part.start] : first[part.stop]] = np.sort(held[at].astype(np.int64) << 32 | shingle) & _LOW
    return out


# --- the search -------------------------------------------------------------------------------------------------


def _search(
    sets: _Sets, size: np.ndarray, shorter: np.ndarray, threshold: float, most: int, *, whole: bool = False
) -> Iterator[Alike]:
    """The pairs whose shorter text is one of those that the mask marks, some at a time.

    If `whole`, the shorter text holds as much of the longer one, too.
    """
    there, needed = sets.size, _needed(size, threshold)
    hits = 1 + needed // 5  # more of the rarest are looked at, and so many have to be shared: few texts do
    asked = np.where(shorter & (there >= needed), there - needed + hits, 0)
    live = np.flatnonzero(asked > 0)
    for own in (live[part] for part in _parts(asked[live])):
        for one, held in _holders_of(sets, own, asked[own]):
            fits = (size[held] > size[one]) | ((size[held] == size[one]) & (held < one))
            if whole:
                fits &= needed[held] <= size[one]
            pairs = np.sort(one[fits] << 32 | held[fits])
            first = np.flatnonzero(_opens(pairs))
            pairs = pairs[first]
            pairs = pairs[np.diff(first, append=int(fits.sum())) >= hits[pairs >> 32]]
            longer, short = pairs & _LOW, pairs >> 32
            for some in _parts(there[longer] + there[short]):
                shared = _count_shared(sets, longer[some], short[some])
                enough = shared >= needed[(longer if whole else short)[some]]
                most -= int(enough.sum())
                if most < 0:
                    raise TooMany
                yield Alike(longer[some][enough], short[some][enough], shared[enough])


def _holders_of(sets: _Sets, texts: np.ndarray, n: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The texts once for each holder of the first `n` shingles of each, and these holders; some texts at a time."""
    shingles, owner = sets.of(texts, n), np.repeat(texts, n)
    count = sets.edge[shingles + 1] - sets.edge[shingles]
    edge = edges(n)
    for part in _parts(np.add.reduceat(count, edge[:-1])):
        rows = slice(edge[part.start], edge[part.stop])
        yield np.repeat(owner[rows], count[rows]), sets.holders[ranges(sets.edge[shingles[rows]], count[rows])]


def _count_shared(sets: _Sets, longer: np.ndarray, shorter: np.ndarray) -> np.ndarray:
    """How many shingles of the one text stand in the other, for each pair."""
    texts, number = np.unique(longer, return_inverse=True)
    size = sets.size
    held = np.repeat(np.arange(len(texts)) << 32, size[texts]) | sets.of(texts, size[texts])
    wanted = np.repeat(number << 32, size[shorter]) | sets.of(shorter, size[shorter])
    pair = np.repeat(np.arange(len(shorter)), size[shorter])
    place = np.searchsorted(held, wanted)
    return np.bincount(pair[held.take(place, mode="clip") == wanted], minlength=len(shorter))


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
