"""Paragraphs that repeat a stretch of another paragraph, word for word or nearly so: pull quotes.

Layout lifts a sentence out of the body and prints it again, sometimes with a word or two changed. Counting both
would count one statement twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

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
    words = [words_of(p) for p in paragraphs]
    where: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(words):
        for word in set(own):
            where[word].append(i)
    repeats: dict[int, int] = {}
    for i, own in sorted(enumerate(words), key=lambda pair: (len(pair[1]), -pair[0])):
        n = len(own)
        if not _SHORTEST <= n <= _LONGEST or (n < 8 and not unfinished[i]):
            continue
        most = edits_allowed(n)
        # With at most `most` words changed, one of any `most` + 1 words stands in the other paragraph.
        rare = sorted(set(own), key=lambda w: (len(where[w]), w))[: most + 1]
        near = sorted({j for w in rare for j in where[w]} - {i} - repeats.keys())
        found = []
        for j in near:
            if len(words[j]) < n - most or len(set(own) & set(words[j])) < len(set(own)) - most:
                continue
            edits = distance_within(own, words[j], most)
            alike = len(words[j]) <= n + most  # neither is a part of the other: which one is the copy?
            if edits <= most and not (alike and unfinished[j] and not unfinished[i]):
                found.append((edits, alike, j))
        if found:
            repeats[i] = min(found)[2]
    return repeats
