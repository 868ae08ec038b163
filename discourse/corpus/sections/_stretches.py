"""Which paragraphs of a page have a stretch of words in common: what may repeat what, found for many pages at once.

A paragraph that another repeats with at most k words changed has, of any k + 1 parts of it, one that is whole. So each
paragraph that may be a copy is cut into such parts, and the first words of each are looked up among all stretches of as
many words. All is done on numbers: a word is a polynomial of its letters, a stretch one of its words (Karp and Rabin
1987). Two that are the same have the same number. That two others have it too is rare, and harmless, as what is found
here is compared word by word (`_repeats`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from discourse._regex import Expression
from discourse.corpus._shingles import edges, ranges
from discourse.text.characters import pieces
from discourse.text.tokenise import fold

LONGEST = 80  # words of a paragraph that may be a copy
_SIZES = np.array([2, 3, 5])  # words of the stretches that are looked up
_SLOTS = 20  # bits
_BASE, _UNDONE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xF1DE83E19937733D)  # odd, and the factor that undoes it
_STEP = np.uint64(0xD6E8FEB86659FD93)
_AT_ONCE = 1 << 18  # characters
_BREAK = ord("\n")
#: What parts words becomes a blank; letters, digits and what ASCII lacks stay.
_LETTERS = bytes(i if i > 127 or i == _BREAK or chr(i).isalnum() else ord(" ") for i in range(256))
_MARK = Expression(r"[^\x00-\x7f\w]")


def edits_allowed(n: int) -> int:
    """Words that may differ in a repeated stretch of n words: none below eight, else two, or one in eight."""
    return max(2, n // 8) if n >= 8 else 0


_PARTS = np.array([edits_allowed(n) + 1 for n in range(LONGEST + 1)])  # of so many words


class Words(NamedTuple):
    """The words of paragraphs as numbers, one paragraph behind the other.

    Attributes
    ----------
    key : the number of each word
    edge : where each paragraph starts, and the number of all words
    """

    key: np.ndarray
    edge: np.ndarray

    @property
    def size(self) -> np.ndarray:
        return np.diff(self.edge)

    def select(self, chosen: np.ndarray) -> Words:
        """Some of the paragraphs."""
        size = self.size[chosen]
        return Words(self.key[ranges(self.edge[chosen], size)], edges(size))


def number_words(paragraphs: Sequence[str]) -> Words:
    """The words of paragraphs without line breaks, as `_repeats.words_of` has them.

    >>> words = number_words(["The talks of the USA", "’The’ talks"])
    >>> words.edge.tolist(), [words.key.tolist().index(key) for key in words.key.tolist()]
    ([0, 5, 7], [0, 1, 2, 0, 4, 0, 1])
    """
    plain = list(paragraphs)
    special = [i for i, line in enumerate(plain) if not line.isascii()]
    for i, line in zip(special, fold([plain[i] for i in special]), strict=True):
        plain[i] = _MARK.sub(" ", line.lower())
    parts = [_number(plain[low:high]) for low, high in pieces(plain, _AT_ONCE)] or [_number([])]
    key, size = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Words(key, edges(size))


def _number(paragraphs: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The number of each word, and how many words each paragraph has."""
    data = "\n".join([*paragraphs, ""]).encode("utf8", "surrogatepass").lower()
    data = data.replace(b"`", b"'").replace(b"''", b" ")  # as `fold` has it
    codes = np.frombuffer(data.translate(_LETTERS, b"'"), np.uint8)
    inside = np.concatenate([[False], codes > ord(" ")])
    change = np.flatnonzero(inside[1:] != inside[:-1])  # the data ends with a break
    start, end = change[::2], change[1::2]
    sums = np.cumsum(codes * _powers(_BASE, len(codes)))
    key = (sums[end - 1] - sums[start - 1] * (start > 0)) * _powers(_UNDONE, len(codes))[start]
    breaks = np.flatnonzero(codes == _BREAK)
    return key, np.diff(np.searchsorted(start, breaks), prepend=0)


@cache
def _table(base: np.uint64, bits: int) -> np.ndarray:
    return np.concatenate([np.ones(1, np.uint64), np.cumprod(np.full((1 << bits) - 1, base))])


def _powers(base: np.uint64, n: int) -> np.ndarray:
    """The first n powers of a number, from 0 on, modulo 2 ** 64."""
    return _table(base, n.bit_length())[:n]


def find_shared(words: Words, page: np.ndarray, asked: np.ndarray) -> dict[int, list[np.ndarray]]:
    """For each paragraph that is asked for, by number: for each of its parts the paragraphs that may hold it.

    Parts that nothing else holds are left out. `page` is the page of each paragraph, in order.

    >>> words = number_words(["The talks may fail again now", "He said the talks may fail again now", "They do"])
    >>> {i: [some.tolist() for some in parts] for i, parts in find_shared(words, np.zeros(3), np.array([0])).items()}
    {0: [[0, 1]]}
    """
    shared: dict[int, list[np.ndarray]] = defaultdict(list)
    size = words.size[asked]
    n_parts = _PARTS[size]
    part = np.repeat(size // n_parts, n_parts)
    owner = np.repeat(asked, n_parts)
    at = words.edge[owner] + part * ranges(np.zeros_like(n_parts), n_parts)
    looked = _SIZES[np.searchsorted(_SIZES, part, "right") - 1]
    holder = np.repeat(np.arange(len(words.size)), words.size)
    for n, key in _stretches(words.key, np.asarray(page).astype(np.uint64)[holder] * _STEP):
        chosen = looked == n
        parts = zip(owner[chosen].tolist(), _find(key, at[chosen], holder, n), strict=True)
        for i, others in parts:
            if others[0] != others[-1]:
                shared[i].append(others)
    return shared


def _stretches(key: np.ndarray, page: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The numbers of all stretches of as many words as are looked up, which are others on another page."""
    stretch = key
    for n in range(2, int(_SIZES[-1]) + 1):
        stretch = stretch[:-1] * _BASE + key[n - 1 :]
        if n in _SIZES:
            yield n, (stretch + page[: len(stretch)]) * _STEP


def _find(key: np.ndarray, at: np.ndarray, holder: np.ndarray, n: int) -> list[np.ndarray]:
    """The paragraphs, in order, that hold each of the stretches of n words that start at these places."""
    slot = (key >> np.uint64(64 - _SLOTS)).astype(np.int32)
    wanted = np.zeros(1 << _SLOTS, bool)
    wanted[slot[at]] = True
    hits = np.flatnonzero(wanted[slot])
    hits = hits[holder[hits] == holder[hits + n - 1]]
    hits = hits[np.argsort(key[hits], kind="stable")]
    found, holders = key[hits], holder[hits]
    low, high = (np.searchsorted(found, key[at], side).tolist() for side in ("left", "right"))
    return [holders[first:last] for first, last in zip(low, high, strict=True)]
