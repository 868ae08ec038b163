"""Paragraphs that repeat a stretch of another paragraph, word for word or nearly so: pull quotes.

Layout lifts a sentence out of the body and prints it again, sometimes with a word or two changed. Counting both
would count one statement twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop
from itertools import pairwise

import numpy as np

from discourse.corpus._shingles import edges
from discourse.corpus.sections._stretches import LONGEST, edits_allowed, find_shared, number_words
from discourse.text.tokenise import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHORTEST = (5, 8)  # words of a pull quote: one without a full stop, and one with it


def words_of(text: str) -> list[str]:
    """Lower-case words with typography set aside."""
    return _WORD.findall(fold([text.replace("\n", " ")])[0].lower())


def distance_within(short: Sequence[str], long: Sequence[str], most: int) -> int:
    """Fewest words to change, add or drop to find `short` somewhere in `long` (Sellers 1980), at most `most` + 1.

    The columns of Sellers' table are told by their steps, up or down, a bit each (Myers 1999).

    >>> distance_within("the talks may fail".split(), "he says that talks may fail soon".split(), 2)
    1
    """
    places: dict[str, int] = {}  # a bit for each place at which a word stands
    for i, own in enumerate(short):
        places[own] = places.get(own, 0) | 1 << i
    every, last = (1 << len(short)) - 1, len(short) - 1
    up, down, best = every, 0, len(short)
    distance = best
    for word in long if short else ():
        stands = places.get(word, 0)
        level = (((stands & up) + up) ^ up) | stands | down  # no more than in the column before, one row above
        rises, falls = down | ~(level | up), up & level
        distance += (rises >> last & 1) - (falls >> last & 1)
        rises, falls = rises << 1, falls << 1
        up, down = (falls | ~(level | rises)) & every, level & rises & every
        if distance < best:
            best = distance
            if not best:
                break
    return min(best, most + 1)


def find_repeats(pages: Sequence[Sequence[str]], unfinished: Sequence[Sequence[bool]]) -> list[dict[int, int]]:
    """Which paragraphs of each page repeat part of another, and of which.

    Parameters
    ----------
    pages : the paragraphs of each page, without line breaks
    unfinished : for each paragraph, whether it lacks a full stop at its end, as pull quotes often do

    Returns
    -------
    list of dict
        Position of the repeating paragraph -> position of the one that it repeats. Of two alike, the unfinished
        one repeats the other, else the later the earlier.
    """
    first = edges(np.array([len(page) for page in pages], np.int64))
    page_of = np.repeat(np.arange(len(pages)), np.diff(first))
    texts = _Texts([p for page in pages for p in page], [told for page in unfinished for told in page], page_of)
    repeats: list[dict[int, int]] = [{} for _ in pages]
    for i in texts.asked:
        own = texts.of[i]
        n = texts.size[own]
        most = edits_allowed(n)
        waiting = []
        for other, broken in texts.near(own):
            alike = texts.size[other] <= n + most  # neither is a part of the other: which one is the copy?
            j = texts.first_of(other, i, finished=alike and not texts.unfinished[i])
            if j is not None:
                waiting.append((broken, alike, j, other))
        heapify(waiting)
        best = (most + 1, False, -1)
        while waiting and waiting[0][:3] < best:  # there are at least as many edits as broken parts
            _, alike, j, other = heappop(waiting)
            best = min(best, (texts.count_edits(own, other), alike, j))
        if best[0] <= most:
            page = int(page_of[i])
            repeats[page][i - int(first[page])] = best[2] - int(first[page])
            texts.leave_out(i)
    return repeats


class _Texts:
    """The different texts of each page, so that what stands there again and again is compared once.

    Paragraphs and texts are numbered through all pages, as they come.

    Attributes
    ----------
    unfinished : for each paragraph, whether it is
    of : the text of each paragraph
    size : the number of words of each text
    asked : the paragraphs that may be copies, those of few words first, and of these the last
    """

    def __init__(self, paragraphs: list[str], unfinished: list[bool], page: np.ndarray) -> None:
        self._paragraphs, self.unfinished = paragraphs, unfinished
        words = number_words(paragraphs)
        number: dict[tuple[int, bytes], int] = {}
        stretches = zip(page.tolist(), pairwise(words.edge.tolist()), strict=True)
        self.of = [number.setdefault((n, words.key[low:high].tobytes()), len(number)) for n, (low, high) in stretches]
        of = np.array(self.of, np.int64)
        self._members, self._edge = np.argsort(of, kind="stable"), edges(np.bincount(of, minlength=len(number)))
        self._first = self._members[self._edge[:-1]]
        self.size = words.size[self._first].tolist()
        asked = np.flatnonzero((words.size >= np.where(unfinished, *_SHORTEST)) & (words.size <= LONGEST))
        self._parts = find_shared(words.select(self._first), page[self._first], np.unique(of[asked]))
        near = np.diff(self._edge) > 1
        near[list(self._parts)] = True
        self.asked = sorted(asked[near[of[asked]]].tolist(), key=lambda i: (self.size[self.of[i]], -i))
        #: The paragraphs of a text that repeat no other, in order: all of them, and those that are finished.
        self._live: dict[int, tuple[dict[int, None], dict[int, None]]] = {}
        self._words: dict[int, list[str]] = {}
        self._edits: dict[tuple[int, int], int] = {}

    def near(self, own: int) -> Iterator[tuple[int, int]]:
        """The texts that may hold `own`, with no more words changed than are allowed, and how many parts they lack."""
        n_parts = edits_allowed(self.size[own]) + 1
        whole = Counter({own: n_parts})
        for others in self._parts.get(own, ()):
            whole.update({*others.tolist()} - {own})
        return ((other, n_parts - n) for other, n in whole.items())

    def count_edits(self, own: int, other: int) -> int:
        """How many words are changed where `other` has `own`; one more than are allowed where it has not."""
        if (own, other) not in self._edits:
            short, long = self._words_of(own), self._words_of(other)
            most = edits_allowed(len(short))
            near = len(long) >= len(short) - most and len({*short} & {*long}) >= len({*short}) - most
            self._edits[own, other] = distance_within(short, long, most) if near else most + 1
        return self._edits[own, other]

    def first_of(self, text: int, i: int, *, finished: bool) -> int | None:
        """The first paragraph with this text, but for i and for copies; one that is finished, if need be."""
        return next((j for j in self._living(text)[finished] if j != i), None)

    def leave_out(self, i: int) -> None:
        """Paragraph i is a copy."""
        for live in self._living(self.of[i]):
            live.pop(i, None)

    def _words_of(self, text: int) -> list[str]:
        if text not in self._words:
            self._words[text] = words_of(self._paragraphs[self._first[text]])
        return self._words[text]

    def _living(self, text: int) -> tuple[dict[int, None], dict[int, None]]:
        if text not in self._live:
            members = self._members[self._edge[text] : self._edge[text + 1]].tolist()
            self._live[text] = dict.fromkeys(members), dict.fromkeys(i for i in members if not self.unfinished[i])
        return self._live[text]
