"""Quotation marks: which mark opens, which closes, and which is an apostrophe.

Typographers mark speech with double or single, curly or straight marks; Americans put single marks inside double
ones and the British the other way round. A mark opens where a space, a bracket or a dash stands before it and a word
behind, and closes the other way round; the shape of a curly mark settles what its neighbours leave open. A single mark
behind an s may be a plural possessive (``allies’``) and is one where a better closing mark follows. A quotation that
runs over several paragraphs opens anew in each and closes in the last.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from discourse._regex import Expression
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import find_types, vocabulary_of

_DOUBLE, _SINGLE = 1, 2
_OPENING_SHAPES = frozenset("“„«‘‚‹`") | {"``"}
_CLOSING_SHAPES = frozenset("”»’›")
#: What an apostrophe at the head of a clipped word stands before: ’tis, ’em, the ’90s.
_CLIPPED = Expression(r"(?:tis|twas|em|til|cause|cuz|n|bout|round|neath|\d\ds?)", re.IGNORECASE)
_SPACE, _EDGE, _WORD, _MARK = range(4)  # what stands beside a mark: nothing, a bracket or dash, a word, a mark
_OPENING_EDGES = frozenset("([{-/")
_BEFORE_WORDS = frozenset("[($£€#@…")


class Pairs(NamedTuple):
    """Stretches between two marks, as token positions; the marks are inside. Sorted by first, the outer one first."""

    first: np.ndarray
    last: np.ndarray
    single: np.ndarray  # between single marks?
    depth: np.ndarray  # 0 for a quotation that stands in no other
    chain: np.ndarray  # the same number for the paragraphs of one quotation
    closed: np.ndarray  # does a mark close it?

    def between(self, low: int, high: int) -> Pairs:
        """Those in the tokens `low` to before `high`, whole documents, by their place among these."""
        held = slice(*np.searchsorted(self.first, (low, high)))
        first, last, single, depth, chain, closed = (of_pairs[held] for of_pairs in self)
        return Pairs(first - low, last - low, single, depth, chain - min(chain.tolist(), default=0), closed)


def pair_marks(tokens: Tokens) -> Pairs:
    """The quotations of `tokens`, by their marks alone.

    Parameters
    ----------
    tokens : Tokens
        Those of a corpus.

    Returns
    -------
    Pairs
        A double mark without its partner reaches to the end of its sentence, or of its paragraph where it opens one;
        a single one without partner is an apostrophe. Of two opening double marks in a row without enough closing
        ones the first is left out.
    """
    types, forms = tokens.types.tolist(), vocabulary_of(tokens).forms
    kinds, shapes = np.zeros((2, len(types)), np.int8)
    for i, form in enumerate(forms):
        if form[:1] in ("'", '"') and form.strip("'\"") == "":
            kinds[i] = _DOUBLE if '"' in form else _SINGLE
            shapes[i] = (types[i] in _OPENING_SHAPES) - (types[i] in _CLOSING_SHAPES)
    marks = find_types(tokens.codes, np.flatnonzero(kinds), len(types))
    code = tokens.codes[marks]
    found = _Reader(tokens, marks, kinds[code], shapes[code]).read() if len(marks) else []
    first, last, single, chain, closed = np.array(sorted(found, key=_outer_first), np.int64).reshape(-1, 5).T
    return Pairs(first, last, single.astype(bool), _depth(first, last), chain, closed.astype(bool))


def _outer_first(pair: tuple[int, ...]) -> tuple[int, int]:
    return pair[0], -pair[1]


def _depth(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """How many other pairs each pair stands in; `first` is sorted."""
    depth: list[int] = []
    around: list[int] = []
    for low, high in zip(first.tolist(), last.tolist(), strict=True):
        while around and around[-1] < low:
            around.pop()
        depth.append(len(around))
        around.append(high)
    return np.array(depth, np.int64)


class _Reader:
    """Goes through the paragraphs that have marks. All lists run over the marks, not over the tokens."""

    def __init__(self, tokens: Tokens, marks: np.ndarray, kind: np.ndarray, shape: np.ndarray) -> None:
        codes, n = tokens.codes, len(tokens)
        before, after = np.maximum(marks - 1, 0), np.minimum(marks + 1, n - 1)
        section, start, end = tokens.section_at(marks), tokens.start[marks], tokens.end_at(marks)
        inner = (marks < n - 1) & (tokens.section_at(after) == section)  # no last token of a paragraph
        outer = (marks == 0) | (tokens.section_at(before) != section)  # the first token of one
        beyond = np.append(marks, n)

        def words_at(at: np.ndarray) -> list[str]:
            unique, back = np.unique(codes[at], return_inverse=True)
            forms = fold(tokens.types.take(unique).tolist())
            return [forms[i] for i in back.tolist()]

        def beside(tight: np.ndarray, at: np.ndarray, words: list[str], is_edge) -> list[int]:
            is_mark = beyond[np.searchsorted(marks, at)] == at
            each = zip(tight.tolist(), is_mark.tolist(), words, strict=True)
            return [_SPACE if not t else _MARK if m else _EDGE if is_edge(w) else _WORD for t, m, w in each]

        self.marks, self.kind, self.shape = marks.tolist(), kind.tolist(), shape.tolist()
        self.section, self.doc = section.tolist(), tokens.doc_at(marks).tolist()
        self.opens_paragraph = outer.tolist()
        self.ahead, self.behind = words_at(before), words_at(after)
        following = tokens.start[after]
        glued = ~outer & (tokens.end_at(before) == start)
        self.left = beside(glued, before, self.ahead, _OPENING_EDGES.__contains__)
        self.right = beside(inner & (end == following), after, self.behind, _is_closing_edge)
        self.apart = (inner & (end < following)).tolist()  # a blank, and then more of the paragraph
        stop = tokens.edge[np.searchsorted(tokens.section_id, section, "right")]
        self.stop = stop.tolist()
        self.sentence_stop = tokens.after[tokens.row_at(np.minimum(marks + 1, stop - 1))].tolist()
        left, right = np.array(self.left), np.array(self.right)
        closes = ((left == _WORD) | (left == _MARK)) & (right != _WORD)
        self.balance = np.r_[0, np.cumsum(np.where(kind == _DOUBLE, np.where(closes, 1, -1), 0))].tolist()
        # From each mark on, the first where what a single mark stands in is over, or another begins; the first that
        # may close a single mark; and the first of these that is no plural possessive.
        self.over = _next_greater(self.balance)
        single = kind == _SINGLE
        self.another = _next(single & (left == _SPACE) & (right == _WORD))
        self.may_close = _next(single & closes)
        owns = [
            apart and ahead[-1:] in tuple("sSxz") and behind[:1].isalpha()
            for apart, ahead, behind in zip(self.apart, self.ahead, self.behind, strict=True)
        ]
        self.does_close = _next(single & closes & ~np.array(owns, bool))
        self.chains = 0

    def read(self) -> list[tuple[int, ...]]:
        """(first, last, single, chain, closed) of each pair."""
        section = np.array(self.section)
        bounds = np.flatnonzero(np.r_[True, section[1:] != section[:-1], True]).tolist()
        found: list[tuple[int, ...]] = []
        pending: tuple[int, int, int, int] | None = (
            None  # what the paragraph before left open: kind, section, doc, chain
        )
        for low, high in pairwise(bounds):
            here = (self.section[low], self.doc[low])
            following = self.opening_kind(high, here)
            carried = -1  # the chain that goes on in this paragraph
            if pending and pending[:3] == (self.kind[low], here[0] - 1, here[1]) and self.opens_paragraph[low]:
                carried = pending[3]
            left_open = None
            for i, j in self.paragraph(low, high, following):
                if carried >= 0 and i == low:
                    chain = carried
                else:
                    chain, self.chains = self.chains, self.chains + 1
                last = self.marks[j] if j is not None else self.end_without_partner(i, following)
                found.append((self.marks[i], last, self.kind[i] == _SINGLE, chain, j is not None))
                if j is None and following == self.kind[i]:
                    left_open = (self.kind[i], *here, chain)
            pending = left_open
        return found

    def opening_kind(self, i: int, here: tuple[int, int]) -> int:
        """The kind of mark i where it opens the paragraph after `here`, else 0."""
        if i == len(self.marks) or not self.opens_paragraph[i] or self.right[i] == _SPACE:
            return 0
        return self.kind[i] if (self.section[i] - 1, self.doc[i]) == here else 0

    def end_without_partner(self, i: int, following: int) -> int:
        whole = following == self.kind[i] or self.opens_paragraph[i]
        return (self.stop[i] if whole else self.sentence_stop[i]) - 1

    def paragraph(self, low: int, high: int, following: int) -> list[tuple[int, int | None]]:
        """Pairs (opening, closing) of the marks low to high. If a quotation is left open, its closing mark is None."""
        pairs: list[tuple[int, int | None]] = []
        stack: list[int] = []
        places: dict[int, list[int]] = {_DOUBLE: [], _SINGLE: []}  # of the marks of each kind in the stack
        target: dict[int, int | None] = {}  # of a single mark, the one that closes it
        opened: dict[int, bool] = {}
        for i in range(low, high):
            kind, left, right = self.kind[i], self.left[i], self.right[i]
            beside = opened.get(i - 1) if left == _MARK else None
            may_open = right not in (_SPACE, _EDGE) and (left in (_SPACE, _EDGE) or beside is True)
            may_close = right != _WORD and (left == _WORD or beside is False)
            inside = places[kind]
            if kind == _SINGLE:
                if inside and target[stack[inside[-1]]] == i:
                    opens = False
                elif may_open and not may_close and not _CLIPPED.fullmatch(self.behind[i]):
                    target[i] = self.closing(i, high)
                    if target[i] is None and not (following == _SINGLE and self.opens_paragraph[i]):
                        continue
                    opens = True
                else:
                    continue
            elif may_open != may_close:
                opens = may_open
            elif left == _WORD and not inside and not self.shape[i] and self.ahead[i][:1].isdigit():
                continue  # inches
            else:
                opens = self.shape[i] > 0 if self.shape[i] else not inside
            opened[i] = opens
            if opens:
                if inside and self.balance[high] - self.balance[i + 1] < 2:  # too few close: the one before never did
                    _cut(stack, places, inside[0])
                inside.append(len(stack))
                stack.append(i)
            elif inside:
                pairs.append((stack[inside[-1]], i))
                _cut(stack, places, inside[-1])
        for i in stack:
            if self.kind[i] == _DOUBLE or target[i] is None:
                return [*pairs, (i, None)]
        return pairs

    def closing(self, opening: int, high: int) -> int | None:
        """Of the marks that may close a single one, the first that is no plural possessive, else the first."""
        end = min(self.over[opening + 1] - 1, self.another[opening + 1], high)
        for closing in (self.does_close[opening + 1], self.may_close[opening + 1]):
            if closing < end:
                return closing
        return None


def _cut(stack: list[int], places: dict[int, list[int]], n: int) -> None:
    """Take what stands from place n on out of the stack, and out of the places of each kind."""
    del stack[n:]
    for own in places.values():
        while own and own[-1] >= n:
            own.pop()


def _next(marked: np.ndarray) -> list[int]:
    """For each place and the one behind the last, the first place from there on that is marked, or one behind all.

    >>> _next(np.array([False, True, False]))
    [1, 1, 3, 3]
    """
    n = len(marked)
    at = np.append(np.where(marked, np.arange(n), n), n)
    return np.minimum.accumulate(at[::-1])[::-1].tolist()


def _next_greater(values: list[int]) -> list[int]:
    """For each place, the first place behind it with a greater value, or one behind all.

    >>> _next_greater([0, -1, 0, 1])
    [3, 2, 3, 4]
    """
    found = [len(values)] * len(values)
    waiting: list[int] = []
    for i, value in enumerate(values):
        while waiting and values[waiting[-1]] < value:
            found[waiting.pop()] = i
        waiting.append(i)
    return found


def _is_closing_edge(word: str) -> bool:
    return not (word[:1].isalnum() or word[:1] in _BEFORE_WORDS or word.startswith(".."))
