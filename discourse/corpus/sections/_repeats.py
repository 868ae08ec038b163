"""Paragraphs that repeat a stretch of another paragraph, word for word or nearly so: pull quotes.

Layout lifts a sentence out of the body and prints it again, sometimes with a word or two changed. Counting both
would count one statement twice.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop
from itertools import pairwise

from discourse.text.tokenise import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHORTEST, _LONGEST = 5, 80  # words of a pull quote


def words_of(text: str) -> list[str]:
    """Lower-case words with typography set aside."""
    return _WORD.findall(fold([text.replace("\n", " ")])[0].lower())


def edits_allowed(n: int) -> int:
    """Words that may differ in a repeated stretch of n words: none below eight, else two, or one in eight."""
    return max(2, n // 8) if n >= 8 else 0


def distance_within(short: Sequence[str], long: Sequence[str], most: int) -> int:
    """Fewest words to change, add or drop to find `short` somewhere in `long` (Sellers 1980), at most `most` + 1.

    >>> distance_within("the talks may fail".split(), "he says that talks may fail soon".split(), 2)
    1
    """
    column = list(range(len(short) + 1))
    best = column[-1]
    for word in long:
        diagonal, column[0] = column[0], 0
        for i, own in enumerate(short, 1):
            cost = min(diagonal + (own != word), column[i] + 1, column[i - 1] + 1)
            diagonal, column[i] = column[i], cost
        best = min(best, column[-1])
        if best == 0:
            break
    return min(best, most + 1)


def find_repeats(paragraphs: Sequence[str], unfinished: Sequence[bool]) -> dict[int, int]:
    """Which paragraphs repeat part of another, and of which.

    Parameters
    ----------
    paragraphs : the paragraphs of one document
    unfinished : for each, whether it lacks a full stop at its end, as pull quotes often do

    Returns
    -------
    dict
        Position of the repeating paragraph -> position of the one that it repeats. Of two alike, the unfinished
        one repeats the other, else the later the earlier.
    """
    texts = _Texts([words_of(p) for p in paragraphs], unfinished)
    repeats: dict[int, int] = {}
    for i, own in sorted(enumerate(texts.of), key=lambda pair: (len(texts.words[pair[1]]), -pair[0])):
        n = len(texts.words[own])
        if not _SHORTEST <= n <= _LONGEST or (n < 8 and not unfinished[i]):
            continue
        most = edits_allowed(n)
        waiting = []
        for other, broken in texts.near(own):
            alike = len(texts.words[other]) <= n + most  # neither is a part of the other: which one is the copy?
            j = texts.first_of(other, i, finished=alike and not unfinished[i])
            if j is not None:
                waiting.append((broken, alike, j, other))
        heapify(waiting)
        best = (most + 1, False, -1)
        while waiting and waiting[0][:3] < best:  # there are at least as many edits as broken parts
            _, alike, j, other = heappop(waiting)
            best = min(best, (texts.count_edits(own, other), alike, j))
        if best[0] <= most:
            repeats[i] = best[2]
            texts.leave_out(i)
    return repeats


class _Texts:
    """The different texts among the paragraphs, by number, so that what stands there again and again is compared once.

    A stretch with at most k words changed has, of any k + 1 parts of it, one that is whole. So only texts that share
    such a part are compared word by word.

    Attributes
    ----------
    words : the words of each text
    of : the text of each paragraph
    """

    def __init__(self, words: list[list[str]], unfinished: Sequence[bool]) -> None:
        number: dict[tuple[str, ...], int] = {}
        self.of = [number.setdefault(tuple(own), len(number)) for own in words]
        self.words = list(number)
        #: The paragraphs of each text that repeat no other, in order: all of them, and those that are finished.
        self._live: list[tuple[dict[int, None], dict[int, None]]] = [({}, {}) for _ in number]
        for i, text in enumerate(self.of):
            for live in self._live[text][: 1 if unfinished[i] else 2]:
                live[i] = None
        #: The words of each text two by two, by which a part is looked up, and the texts with each two.
        self._pairs = [{*pairwise(own)} for own in self.words]
        self._texts_with: dict[tuple[str, str], list[int]] = defaultdict(list)
        for text, pairs in enumerate(self._pairs):
            for pair in pairs:
                self._texts_with[pair].append(text)
        self._edits: dict[tuple[int, int], int] = {}

    def near(self, own: int) -> Iterator[tuple[int, int]]:
        """The texts that may hold `own`, with no more words changed than are allowed, and how many parts they lack."""
        words = self.words[own]
        parts = edits_allowed(len(words)) + 1
        size = len(words) // parts
        whole: Counter[int] = Counter()
        for low in range(0, parts * size, size):
            pairs = {*pairwise(words[low : low + size])}
            rarest = min(pairs, key=lambda pair: len(self._texts_with[pair]))
            whole.update(other for other in self._texts_with[rarest] if pairs <= self._pairs[other])
        return ((other, parts - n) for other, n in whole.items())

    def count_edits(self, own: int, other: int) -> int:
        """How many words are changed where `other` has `own`; one more than are allowed where it has not."""
        if (own, other) not in self._edits:
            short, long = self.words[own], self.words[other]
            most = edits_allowed(len(short))
            near = len(long) >= len(short) - most and len({*short} & {*long}) >= len({*short}) - most
            self._edits[own, other] = distance_within(short, long, most) if near else most + 1
        return self._edits[own, other]

    def first_of(self, text: int, i: int, *, finished: bool) -> int | None:
        """The first paragraph with this text, but for i and for copies; one that is finished, if need be."""
        return next((j for j in self._live[text][finished] if j != i), None)

    def leave_out(self, i: int) -> None:
        """Paragraph i is a copy."""
        for live in self._live[self.of[i]]:
            live.pop(i, None)
