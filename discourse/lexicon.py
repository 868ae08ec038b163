"""Lexicons, and the one matcher that finds their patterns in a corpus.

A pattern is one or more words; ``*`` stands for any letters inside a word (``govern*``). A word in lower case
matches any letter case, a word with a capital only as it is written, so that ``US`` is not ``us``; a column `case`
(true or false) settles it for an entry. Apostrophes, quotation marks and dashes match all their typographic variants.
A pattern is resolved once against the vocabulary and then found by array operations over token codes.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict

import numpy as np
import pandas as pd

from discourse import schema
from discourse.boundaries import BEFORE_NUMBER
from discourse.spans import longest, make_spans
from discourse.tokens import fold, make_tokens

_WILD = "\u01c2"  # stands for `*` while a pattern is tokenised: a letter that no pattern uses


def load_lexicon(path: str | os.PathLike) -> pd.DataFrame:
    """A lexicon from a CSV file with the columns pattern and category; other columns ride along into the matches.

    Returns
    -------
    DataFrame
        pattern, category, then the file's other columns.

    Raises
    ------
    ValueError
        If a column is missing or a pattern is empty; the message names the line.
    """
    table = read_lines(path, dtype={"pattern": "str", "category": "str"})
    name = getattr(path, "name", path)
    schema.need(table, ("pattern", "category"), f"the lexicon {name}")
    blank = table["pattern"].isna() | (table["pattern"].str.strip() == "")
    if blank.any():
        raise ValueError(f"{name}, line {blank.idxmax() + 2}: the pattern is empty; fill it or drop the line")
    return schema.conform(table, "lexicon")


def read_lines(source, *, dtype) -> pd.DataFrame:
    """A CSV file whose row n stands in line n + 2; lines without any value are left out."""
    read = {"keep_default_na": False, "na_values": [""], "encoding": "utf-8-sig", "skip_blank_lines": False}
    table = pd.read_csv(source, dtype=dtype, **read)
    if not isinstance(table.index, pd.RangeIndex):  # pandas takes what the header does not name for an index
        name = getattr(source, "name", source)
        raise ValueError(
            f"{name}: its lines have more fields than the header names; name every column in the first line"
        )
    return table.dropna(how="all")


def find_terms(corpus, lexicon: pd.DataFrame) -> pd.DataFrame:
    """Every place where a pattern of the lexicon stands; where several do, the longest.

    Parameters
    ----------
    corpus : Corpus
    lexicon : DataFrame
        Needs pattern. `category` and every other column ride along; a true or false in `case` says whether letter
        case counts. Of two rows with the same pattern the later one wins.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, pattern, category, and the lexicon's other columns.
        Spans never overlap and never leave their paragraph.

    Examples
    --------
    >>> import discourse as dc
    >>> text = "It told us that the US–Russia talks govern."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.find_terms(corpus, pd.DataFrame({"pattern": ["US", "govern*"], "category": "c"}))["text"].tolist()
    ['US', 'govern']
    """
    schema.need(lexicon, ("pattern",), "the lexicon")
    taken = {"doc_id", "sentence_id", "start", "end", "text"} & set(lexicon.columns)
    if taken:
        raise ValueError(f"the lexicon has the columns {', '.join(sorted(taken))}, which the matches need; rename them")
    case = lexicon["case"].tolist() if "case" in lexicon else None
    wrong = [value for value in case or [] if not (pd.isna(value) or value in (True, False))]
    if wrong:
        raise ValueError(f"the lexicon's column case has {wrong[0]!r}; write true or false, or leave it empty")
    first, last, row = match(corpus.tokens, lexicon["pattern"].tolist(), case=case)
    spans = make_spans(corpus, first, last)
    matched = lexicon.iloc[row].reset_index(drop=True)
    return schema.conform(pd.concat([spans, matched], axis=1), "terms")


def match(
    tokens: pd.DataFrame, patterns: list[str], *, case: list | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Leftmost-longest matches of patterns as (position of the first token, of the last, of the pattern)."""
    return settle(*find_all(tokens, patterns, case=case))


def settle(first: np.ndarray, last: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of the matches that `find_all` gave, the leftmost, and of those the longest."""
    keep = longest(first, last)
    return first[keep], last[keep], row[keep]


def find_all(
    tokens: pd.DataFrame, patterns: list[str], *, case: list | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All matches, overlapping ones too: by first token, the longest and then the closest pattern in front."""
    none = np.zeros(0, np.int64)
    words = _split(patterns)  # first, so that a wrong pattern is an error in any corpus
    if not len(tokens) or not len(patterns):
        return none, none, none
    trie = _Trie(words, case or [None] * len(patterns))
    codes = tokens["token"].cat.codes.to_numpy()
    vocabulary = tokens["token"].cat.categories.tolist()
    keys, targets = trie.transitions(vocabulary)
    section = tokens["section_id"].to_numpy()
    # What the first word of a match leads to is looked up by its code, what later ones lead to by binary search.
    size = np.arange(len(vocabulary) + 1)
    first_way = np.searchsorted(keys, size)
    ways = np.diff(first_way).astype(np.int32)
    on_the_way = np.zeros(len(vocabulary), bool)
    on_the_way[keys[first_way[-1] :] % len(vocabulary)] = True
    at_root = slice(0, first_way[-1])
    whole, longer = np.zeros((2, len(vocabulary)), bool)
    whole[keys[at_root][trie.pattern[targets[at_root]] >= 0]] = True
    longer[keys[at_root][trie.inner[targets[at_root]]]] = True
    begins = whole.take(codes)
    begins[:-1] |= longer.take(codes[:-1]) & on_the_way.take(codes[1:])
    at = origin = np.flatnonzero(begins)
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
        on = np.flatnonzero(on_the_way[codes[at]] & (section[at] == section[origin]))
        origin, at, node = origin[on], at[on], node[on]
        key = node * len(vocabulary) + codes[at]
        low = np.searchsorted(keys, key)
        on = np.flatnonzero(keys.take(low, mode="clip") == key)
        origin, at, key, low = origin[on], at[on], key[on], low[on]
        count = np.searchsorted(keys, key, "right") - low
    first, last, row = (np.concatenate(part) for part in zip(*found, strict=True)) if found else (none, none, none)
    order = np.lexsort((-trie.rank[row], -last, first))
    return first[order], last[order], row[order]


def _split(patterns: list[str]) -> list[list[str]]:
    """The words of each pattern, as the tokeniser draws them."""
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern.strip():
            raise ValueError(f"the pattern {pattern!r} is empty; each needs a word, with * for any letters")
    texts = [p.strip().replace("*", _WILD) for p in patterns]
    documents = pd.DataFrame({"doc_id": pd.Series(range(len(texts))).astype("str"), "text": texts})
    sections = documents.assign(section_id=range(len(texts)), role="body", start=0, end=[len(t) for t in texts])
    tokens = make_tokens(documents, sections, ["body"])
    out: list[list[str]] = [[] for _ in texts]
    for i, token in zip(tokens["section_id"], tokens["token"].astype("str"), strict=True):
        out[i].append(token)
    for pattern, words in zip(patterns, out, strict=True):
        if not words or any(set(w) == {_WILD} for w in words):
            raise ValueError(f"the pattern {pattern!r} has a word without letters; write at least one letter beside *")
    return out


def _may_drop_point(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word not in BEFORE_NUMBER and word.lower() not in BEFORE_NUMBER


class _Trie:
    """Patterns by their words; a node is what has been read so far."""

    def __init__(self, patterns: list[list[str]], case: list) -> None:
        self.edges: list[dict[tuple[str, bool], int]] = [{}]
        ends: dict[int, int] = {}
        for row, (words, settled) in enumerate(zip(patterns, case, strict=True)):
            node = 0
            for word in fold(words):
                exact = word != word.lower() if settled is None or pd.isna(settled) else bool(settled)
                element = (word if exact else word.lower(), exact)
                if element not in self.edges[node]:
                    self.edges[node][element] = len(self.edges)
                    self.edges.append({})
                node = self.edges[node][element]
            ends[node] = row
        self.pattern = np.full(len(self.edges), -1, np.int64)
        self.pattern[list(ends)] = list(ends.values())
        self.inner = np.array([bool(e) for e in self.edges])
        # Where two patterns match the same words: the one without *, then the one with capitals, then the later.
        globs = np.array([any(_WILD in w for w in words) for words in patterns])
        exact = np.array([any(w != w.lower() for w in words) for words in patterns])
        self.rank = np.lexsort((np.arange(len(patterns)), exact, ~globs)).argsort()

    def transitions(self, vocabulary: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Sorted (node, token code) as one number, and the node that each leads to."""
        resolve = _Resolver(vocabulary, {element for edges in self.edges for element in edges})
        keys, targets = [], []
        for node, edges in enumerate(self.edges):
            for element, target in edges.items():
                codes = resolve.codes(element)
                keys += [node * len(vocabulary) + code for code in codes]
                targets += [target] * len(codes)
        keys, targets = np.array(keys, np.int64), np.array(targets, np.int64)
        order = np.argsort(keys, kind="stable")
        return keys[order], targets[order]


class _Resolver:
    """Which words of a vocabulary an element of a pattern stands for."""

    def __init__(self, vocabulary: list[str], elements: set[tuple[str, bool]]) -> None:
        forms = fold(vocabulary)
        mended = [i for i, form in enumerate(forms) if "[" in form and len(form) > 1]
        for i in mended:  # handl[ing] is handling
            forms[i] = forms[i].replace("[", "").replace("]", "")
        lower = "\n".join(forms).lower().split("\n")
        self.forms = {True: forms, False: lower}
        self.known: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for exact in (True, False):
            wanted = {word for word, e in elements if e == exact and _WILD not in word}
            for code, form in enumerate(self.forms[exact]) if wanted else ():
                if form in wanted:
                    self.known[form, exact].append(code)
                elif form[-1:] == "." and form[:-1] in wanted and _may_drop_point(form[:-1]):  # Mr. is Mr
                    self.known[form[:-1], exact].append(code)
        self.joined = {e: "\n" + "\n".join(self.forms[e]) + "\n" for e in {e for w, e in elements if _WILD in w}}
        self.ends = {e: np.cumsum([len(f) + 1 for f in self.forms[e]]) for e in self.joined}

    def codes(self, element: tuple[str, bool]) -> list[int]:
        word, exact = element
        if _WILD not in word:
            return self.known.get(element, [])
        parts = [re.escape(part) for part in word.split(_WILD)]
        starts = [m.start() + 1 for m in re.finditer("\n" + r"[^\n]*".join(parts) + "(?=\n)", self.joined[exact])]
        return np.searchsorted(self.ends[exact], np.array(starts, np.int64) - 1, "right").tolist()
