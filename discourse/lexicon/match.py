"""The one matcher: patterns of words, found in the tokens of a corpus.

A pattern is one or more words; ``*`` stands for any letters inside a word (``govern*``). A word in lower case matches
any letter case, a word with a capital only as it is written, so that ``US`` is not ``us``; `case` (true or false)
decides this for a single pattern. Apostrophes, quotation marks and dashes match all their typographic variants. A space
in a pattern also matches a hyphen or another dash between two words (`hard work*` matches in `hard-working`), except a
dash that separates them, such as an em dash. A hyphen in a pattern does not match a space. A pattern is resolved once
against the vocabulary and then found by array operations over token codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.spans import longest
from discourse.text.tokenise import fold, make_tokens
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import WILD, Vocabulary, find_openings, may_drop_point, vocabulary_of


def match(
    tokens: Tokens, patterns: list[str], *, case: list | None = None, compounds: bool = True
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Leftmost-longest matches of patterns as (position of the first token, of the last, of the pattern).

    `compounds` says whether a blank in a pattern matches a hyphen as well.
    """
    return settle(*find_all(tokens, patterns, case=case, compounds=compounds))


def settle(first: np.ndarray, last: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of the matches that `find_all` gave, the leftmost, and of those the longest."""
    keep = longest(first, last)
    return first[keep], last[keep], row[keep]


def find_all(
    tokens: Tokens, patterns: list[str], *, case: list | None = None, compounds: bool = True
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All matches, overlapping ones too: by first token, the longest and then the closest pattern in front."""
    none = np.zeros(0, np.int64)
    if not len(patterns):
        return none, none, none
    # First, so that a wrong pattern is an error in any corpus.
    trie, tight, sizes = _compile(tuple(patterns), tuple(case or [None] * len(patterns)))
    if not len(tokens):
        return none, none, none
    codes = tokens.codes
    vocabulary = vocabulary_of(tokens)
    keys, targets = trie.transitions(vocabulary)
    section = tokens.section
    # What the first word of a match leads to is looked up by its code, what later ones lead to by binary search.
    size = np.arange(len(vocabulary) + 1)
    first_way = np.searchsorted(keys, size)
    ways = np.diff(first_way).astype(np.int32)
    on_the_way = np.zeros(len(vocabulary), bool)
    on_the_way[keys[first_way[-1] :] % len(vocabulary)] = True
    joining = vocabulary.joining & compounds
    on_the_way |= joining & on_the_way.any()
    at_root = slice(0, first_way[-1])
    whole, longer = np.zeros((2, len(vocabulary)), bool)
    whole[keys[at_root][trie.pattern[targets[at_root]] >= 0]] = True
    longer[keys[at_root][trie.inner[targets[at_root]]]] = True
    at = origin = find_openings(codes, whole, longer, on_the_way)
    low, count = first_way[codes[at]], ways[codes[at]]
    found = []
    while len(at):
        if (count == 1).all():
            node = targets[low]
        else:  # a token may be on several ways at once
            repeat = np.repeat(np.arange(len(at)), count)
            within = np.arange(len(repeat)) - np.repeat(np.cumsum(count) - count, count)
            origin, at, node = origin[repeat], at[repeat], targets[low[repeat] + within]
        ends = np.flatnonzero(trie.pattern[node] >= 0)
        found.append((origin[ends], at[ends], trie.pattern[node[ends]]))
        on = np.flatnonzero(trie.inner[node] & (at + 1 < len(codes)))
        origin, at, node = origin[on], at[on] + 1, node[on]
        dash = np.flatnonzero(joining[codes[at]])
        if len(dash):
            dash = dash[_is_tight(tokens, at[dash])]
            origin, at, node = (
                np.append(a, b) for a, b in ((origin, origin[dash]), (at, at[dash] + 1), (node, node[dash]))
            )
        on = np.flatnonzero(on_the_way[codes[at]] & (section[at] == section[origin]))
        origin, at, node = origin[on], at[on], node[on]
        key = node * len(vocabulary) + codes[at]
        low = np.searchsorted(keys, key)
        on = np.flatnonzero(keys.take(low, mode="clip") == key)
        origin, at, key, low = origin[on], at[on], key[on], low[on]
        count = np.searchsorted(keys, key, "right") - low
    first, last, row = (np.concatenate(part) for part in zip(*found, strict=True)) if found else (none, none, none)
    loose = _loose(tokens, first, last, row, tight, sizes)
    first, last, row = first[~loose], last[~loose], row[~loose]
    # By first token, the longest and then the one of highest rank in front: as one number, which is sorted fast.
    size = last - first
    place = (first + 1) * (size.max(initial=0) + 1) - size
    order = np.argsort(place * len(trie.rank) - trie.rank[row], kind="stable")
    return first[order], last[order], row[order]


def patterns_of(given: object, what: str) -> list[str]:
    """The patterns of an argument called `what`: one, several, or a lexicon table.

    >>> patterns_of("war", "node"), patterns_of(["war", "peace"], "node")
    (['war'], ['war', 'peace'])
    """
    if isinstance(given, pd.DataFrame):
        return given["pattern"].tolist()
    if isinstance(given, str):
        return [given]
    strange = isinstance(given, bytes | Mapping) or not isinstance(given, Collection)
    if strange or not all(isinstance(pattern, str) for pattern in given):  # type: ignore[attr-defined]
        raise TypeError(f"{what} is {schema.shown(given)}; a pattern, a list of patterns or a table is needed")
    return list(given)  # type: ignore[call-overload]


def check_patterns(patterns: Sequence[str]) -> None:
    """Raise an error that names the first pattern that cannot be looked for.

    >>> check_patterns(["govern*", "*"])
    Traceback (most recent call last):
    ValueError: the pattern '*' has a word without letters; write at least one letter beside *
    """
    _split(patterns)


@lru_cache(maxsize=16)  # the finders together have 9 lists, and a study may name some more
def _compile(patterns: tuple[str, ...], case: tuple) -> tuple[_Trie, np.ndarray, np.ndarray]:
    """The patterns as a trie, where their dashes are tight, and how many words they have.

    They are kept, as a list is mostly used more than once.
    """
    words, tight = _split(patterns)
    return _Trie(words, case), tight, np.array([len(own) for own in words], np.int64)


def _loose(
    tokens: Tokens, first: np.ndarray, last: np.ndarray, row: np.ndarray, tight: np.ndarray, size: np.ndarray
) -> np.ndarray:
    """Does a match have a blank beside a dash where its pattern has none (`African- American`), or one that parts?

    A match that is longer than its pattern has hyphens for blanks. These join words, and so has every dash of it to do.
    """
    loose = np.zeros(len(row), bool)
    dashed = np.flatnonzero(np.asarray(tight.any(axis=1))[row])
    longer = (last - first + 1)[dashed] > size[row[dashed]]
    plain, dashed = dashed[~longer], dashed[longer]
    parting, is_dash = vocabulary_of(tokens).parting, vocabulary_of(tokens).dashes
    for word in np.flatnonzero(tight.any(axis=0)).tolist():
        hit = plain[tight[row[plain], word]]
        at = first[hit] + word
        loose[hit] |= np.not_equal(tokens.start[at], tokens.end_at(at - 1))
        loose[hit] |= parting[tokens.codes[at]] | parting[tokens.codes[at - 1]]
    for step in range(int((last - first)[dashed].max(initial=-1)) + 1):
        hit = dashed[first[dashed] + step <= last[dashed]]
        hit = hit[is_dash[tokens.codes[first[hit] + step]]]
        loose[hit] |= ~_is_tight(tokens, first[hit] + step)
    return loose


def _is_tight(tokens: Tokens, at: np.ndarray) -> np.ndarray:
    """Does the dash there join the tokens beside it, with no blank on either side?"""
    inner = (at > 0) & (at < len(tokens) - 1)
    at = at[inner]
    joined = (tokens.start[at] == tokens.end_at(at - 1)) & (tokens.start[at + 1] == tokens.end_at(at))
    out = np.zeros(len(inner), bool)
    out[inner] = joined & vocabulary_of(tokens).joining[tokens.codes[at]]
    return out


def _split(patterns: Sequence[str]) -> tuple[list[list[str]], np.ndarray]:
    """The words of each pattern, as the tokeniser draws them, folded; and which are joined to the one before by a dash.

    The second is an array of bool with a row for each pattern and a column for each of its words.
    """
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern.strip():
            raise ValueError(f"the pattern {pattern!r} is empty; each needs a word, with * for any letters")
    texts = [p.strip().replace("*", WILD) for p in patterns]
    documents = pd.DataFrame({"doc_id": pd.Series(range(len(texts))).astype("str"), "text": texts})
    sections = documents.assign(section_id=range(len(texts)), role="body", start=0, end=[len(t) for t in texts])
    tokens = make_tokens(documents, sections, ["body"])
    types = fold(tokens.types.tolist())
    codes, owner = tokens.codes, tokens.section
    flat = [types[code] for code in codes.tolist()]
    bound = np.searchsorted(owner, np.arange(len(texts) + 1))
    out = [flat[low:high] for low, high in pairwise(bound.tolist())]
    wild = {i for i, word in enumerate(types) if set(word) == {WILD}}
    bad = set(np.flatnonzero(np.diff(bound) == 0).tolist())
    if wild:
        bad |= set(owner[np.isin(codes, list(wild))].tolist())
    if bad:
        pattern = patterns[min(bad)]
        raise ValueError(f"the pattern {pattern!r} has a word without letters; write at least one letter beside *")
    dash = np.array([word == "-" for word in types], bool)[codes]
    joined = np.flatnonzero((dash[1:] | dash[:-1]) & (owner[1:] == owner[:-1])) + 1
    start, end = tokens.start, tokens.end
    joined = joined[start[joined] == end[joined - 1]]
    tight = np.zeros((len(texts), int(np.diff(bound).max(initial=1))), bool)
    tight[owner[joined], joined - bound[owner[joined]]] = True
    return out, tight


class _Trie:
    """Patterns by their words; a node is what has been read so far."""

    def __init__(self, patterns: list[list[str]], case: Sequence) -> None:
        self.edges: list[dict[tuple[str, bool], int]] = [{}]
        ends: dict[int, int] = {}
        vocabulary = {word for words in patterns for word in words}
        capital = {word for word in vocabulary if word != word.lower()}
        wild = {word for word in vocabulary if WILD in word}
        for row, (words, settled) in enumerate(zip(patterns, case, strict=True)):
            node, free = 0, settled is None or pd.isna(settled)
            for word in words:
                exact = word in capital if free else bool(settled)
                element = (word if exact else word.lower(), exact)
                edges = self.edges[node]
                node = edges.get(element, 0)
                if not node:
                    node = edges[element] = len(self.edges)
                    self.edges.append({})
            ends[node] = row
        self.pattern = np.full(len(self.edges), -1, np.int64)
        self.pattern[list(ends)] = list(ends.values())
        self.inner = np.array([bool(e) for e in self.edges])
        # Where two patterns match the same words: the one without *, then the one with capitals, then the later.
        globs = np.array([not wild.isdisjoint(words) for words in patterns])
        with_capital = np.array([not capital.isdisjoint(words) for words in patterns])
        self.rank = np.lexsort((np.arange(len(patterns)), with_capital, ~globs)).argsort()
        #: Where each element leads from and to; its forms in the vocabulary (Mr. is Mr), by whether case counts.
        self.ways: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
        for node, edges in enumerate(self.edges):
            for element, target in edges.items():
                self.ways[element].append((node, target))
        self.globs = [element for element in self.ways if WILD in element[0]]
        self.forms: dict[bool, dict[str, str]] = {}
        for exact in (True, False):
            words = [word for word, e in self.ways if e == exact and WILD not in word]
            pointed = {word + ".": word for word in words if may_drop_point(word)}
            self.forms[exact] = pointed | {word: word for word in words}

    def transitions(self, vocabulary: Vocabulary) -> tuple[np.ndarray, np.ndarray]:
        """Sorted (node, token code) as one number, and the node that each leads to."""
        size = len(vocabulary)
        key: list[int] = []
        target_of_key: list[int] = []
        for element, codes in vocabulary.find(self.forms, self.globs):
            for node, target in self.ways[element]:
                key += [node * size + code for code in codes]
                target_of_key += [target] * len(codes)
        keys, targets = np.array(key, np.int64), np.array(target_of_key, np.int64)
        order = np.argsort(keys, kind="stable")
        return keys[order], targets[order]
