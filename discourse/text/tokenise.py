"""From text to tokens: the tokeniser and sentence splitter that everything uses.

What is one token: a run of letters and digits, with the apostrophe inside it (``don't``), the points of ``U.S.``,
``e.g.``, ``Mr.`` and ``3.5``, the commas of ``1,000`` and the brackets of ``handl[ing]``. The clitics
``'s 're 've 'll 'd 'm`` stand apart, as do hyphens and dashes, so that ``US`` is found in ``US–Russia``, ``US-led``
and ``US’s``. Other marks are one token each, a run of one mark (``...``, ``--``) is one. Every character that is not
white space is in exactly one token.

A token is stored as the code of its type, so that a corpus is an array of integers; no Python loop runs per token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd

from discourse.text._boundaries import ODD, SPILLED, Piece
from discourse.text.characters import (
    APOSTROPHES,
    DASHES,
    INVISIBLE_RANGES,
    LIGATURES,
    SOFT_HYPHEN,
    WIDE,
    Alphabet,
    pieces,
)
from discourse.text.tokens import Tokens, number_keys

_PIECE = 1 << 20  # characters a pass: enough to pay for the calls, few enough to stay near the processor

_ALIKE = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys(DASHES, "-")
_LETTERS = str.maketrans(LIGATURES | WIDE)
_FOLD = _ALIKE | LIGATURES | {wide: _ALIKE.get(char, char) for wide, char in WIDE.items()}
_FOLDED = re.compile(f"[{re.escape(''.join(char for char in _FOLD if char not in _FOLD.values()))}]")
_BROKEN = re.compile(rf"{SOFT_HYPHEN}\s*")  # also at the end of a line
_INVISIBLE = re.compile(f"[{''.join(f'{chr(low)}-{chr(high)}' for low, high in INVISIBLE_RANGES)}]")
_LONG_DASH = re.compile("(?<!-)-{2,3}(?!-)")


def fold(strings: Sequence[str]) -> list[str]:
    """The strings with typography set aside, so that a curly quote or a long dash makes no difference.

    Apostrophes and quotation marks become straight, dashes and ``--`` become ``-``, ``''`` a double quotation mark,
    ligatures their letters; characters are composed (NFC), and invisible ones and the line end in a word dropped.

    >>> fold(["Trump’s", "US–Russia", "“", "ﬁrst"])
    ["Trump's", 'US-Russia', '"', 'first']
    """
    folded = list(strings)
    special = [i for i, s in enumerate(folded) if not s.isascii()]
    for i in [i for i in special if SOFT_HYPHEN in folded[i]]:
        folded[i] = _BROKEN.sub("", folded[i])
    joined = _FOLDED.sub(lambda found: _FOLD[found[0]], "\n".join([folded[i] for i in special]))
    joined = _INVISIBLE.sub("", unicodedata.normalize("NFC", joined))
    parts = joined.split("\n") if special else []
    if len(parts) != len(special) or any("\n" in s for s in folded):
        raise ValueError("a string to fold holds a line break; fold tokens or patterns, not texts")
    for i, part in zip(special, parts, strict=True):
        folded[i] = part
    folded = [s.replace("`", "'").replace("''", '"') if "`" in s or "''" in s else s for s in folded]
    return [_LONG_DASH.sub("-", s) if "--" in s else s for s in folded]


def plain_spelling(strings: Sequence[str]) -> list[str]:
    """The strings as a reader sees them: characters composed, invisible ones left out, white space one blank.

    >>> plain_spelling(["Sa\u0303o\u00a0 Paulo\u200b", "\ufeffthe ﬁrst"])
    ['São Paulo', 'the first']
    """
    seen = (_INVISIBLE.sub("", unicodedata.normalize("NFC", _BROKEN.sub("", string))) for string in strings)
    return [" ".join(string.translate(_LETTERS).split()) for string in seen]


def make_tokens(
    documents: pd.DataFrame, sections: pd.DataFrame, roles: Sequence[str], *, texts: list[str] | None = None
) -> Tokens:
    """The tokens of the sections that have one of the roles.

    Parameters
    ----------
    documents : DataFrame with doc_id and text
    sections : DataFrame with doc_id, section_id, role, start, end, in the order of the documents
    roles : the roles to tokenise; the others never count as discourse
    texts : the texts as a list, where there is one
    """
    texts = documents["text"].tolist() if texts is None else texts
    paragraphs = _Paragraphs(documents, sections, roles)
    alphabet = Alphabet()
    spilled: dict[str, int] = {}
    capacity = sum(map(len, texts)) // 3 + 1024  # a token and its blank are rarely shorter
    types, starts = _Types(capacity), _Column(capacity)
    opening, section = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for low, high in pieces(texts, _PIECE):
        piece = Piece(texts[low:high], alphabet, paragraphs.starts(low, high, texts))
        for i in piece.spilled().tolist():  # known by their text, as their bytes do not tell them apart
            number = spilled.setdefault(piece.text(piece.start[i], piece.end[i]), len(spilled))
            piece.key[i] = SPILLED + number
        row, left, right, base = paragraphs.of(piece, low, high)
        is_first = np.zeros(len(piece.start), bool)
        is_first[piece.opens] = is_first[left] = True
        opens = np.flatnonzero(is_first)
        owner = np.searchsorted(left, opens, "right") - 1
        wanted = (owner >= 0) & (opens < right[owner]) if len(row) else np.zeros(len(opens), bool)
        opens, owner = opens[wanted], owner[wanted]
        size = right - left
        before = np.cumsum(size) - size
        opening.append(starts.size + before[owner] + opens - left[owner])
        section.append(row[owner])
        if size.sum() < len(piece.start):
            piece.keep(np.repeat(left - before, size) + np.arange(size.sum()))
        np.subtract(piece.start, np.repeat(base, size), out=starts.room(len(piece.start)), casting="unsafe")
        types.add(piece)
    of_sentence = np.concatenate(section)
    return Tokens(
        types.codes,
        pd.Index(types.words, dtype="str"),
        starts.values(),
        np.concatenate(opening),
        np.arange(len(of_sentence), dtype=np.int32),
        paragraphs.id[of_sentence],
        paragraphs.doc[of_sentence],
        pd.Index(documents["doc_id"].astype("str").array),
    )


class _Column:
    """A column of int32 that is filled piece by piece; room that is not written to takes no memory."""

    def __init__(self, capacity: int) -> None:
        self.array, self.size = np.empty(capacity, np.int32), 0

    def room(self, n: int) -> np.ndarray:
        """The next `n` values, to be written."""
        before, self.size = self.size, self.size + n
        if self.size > len(self.array):
            self.array = np.concatenate([self.array[:before], np.empty(self.size, np.int32)])
        return self.array[before : self.size]

    def values(self) -> np.ndarray:
        return self.array[: self.size]


class _Paragraphs:
    """The sections of a corpus as arrays."""

    def __init__(self, documents: pd.DataFrame, sections: pd.DataFrame, roles: Sequence[str]) -> None:
        self.doc = number_keys(sections["doc_id"], pd.Index(documents["doc_id"]))
        self.id = sections["section_id"].to_numpy(np.int32)
        self.start, self.end = sections["start"].to_numpy(np.int64), sections["end"].to_numpy(np.int64)
        self.wanted = sections["role"].isin(list(roles)).to_numpy()
        self.bounds = np.searchsorted(self.doc, np.arange(len(documents) + 1))

    def starts(self, low: int, high: int, texts: list[str]) -> np.ndarray:
        """Where the sections of these texts start, in characters from the start of the first."""
        first, last = self.bounds[low], self.bounds[high]
        return self.start[first:last] + self._base(low, high, texts[low:high])

    def _base(self, low: int, high: int, texts: list[str]) -> np.ndarray:
        """Where the text of each of their sections starts, if they follow one another."""
        offset = np.cumsum([0, *(len(t) + 1 for t in texts)])
        return offset[self.doc[self.bounds[low] : self.bounds[high]] - low]

    def of(self, piece: Piece, low: int, high: int) -> tuple[np.ndarray, ...]:
        """The wanted sections that have tokens: first token, the one behind the last, where the document starts."""
        first, last = self.bounds[low], self.bounds[high]
        base = self._base(low, high, piece.texts)
        left = np.searchsorted(piece.start, self.start[first:last] + base)
        right = np.searchsorted(piece.start, self.end[first:last] + base)
        some = np.flatnonzero(self.wanted[first:last] & (left < right))
        return first + some, left[some], right[some], base[some]


class _Types:
    """The distinct tokens, numbered as they come: a hash table over their keys, asked for a whole piece at once."""

    def __init__(self, capacity: int) -> None:
        bits = min(max(capacity.bit_length(), 12), 20)
        self._shift = np.uint64(64 - bits)
        self._code, self._taken = np.zeros(1 << bits, np.int32), np.zeros(1 << bits, bool)
        self._key = np.zeros(1 << 12, np.uint64)  # of each code
        self._crowded: dict[int, int] = {}  # the codes of keys whose slot another key holds
        self._check = np.zeros(1 << 12, np.uint32)
        self._alike: dict[str, int] = {}  # the codes of words that have the key of another word
        self._codes = _Column(capacity)
        self.words: list[str] = []

    @property
    def codes(self) -> np.ndarray:
        """The code of every token."""
        return self._codes.values()

    def add(self, piece: Piece) -> None:
        """Number the tokens of a piece."""
        key, hashed = piece.key, piece.hashed
        slot = key * ODD[0]
        slot >>= self._shift
        slot = slot.view(np.int64)
        codes = self._code.take(slot)
        new = np.flatnonzero(self._key.take(codes) != key)
        if len(new):
            number, unique = pd.factorize(key[new])
            at = np.zeros(len(unique), np.int64)
            at[number[::-1]] = new[::-1]
            codes[new] = self._enter(unique, slot[at], piece, at)[number]
        for i in hashed[self._check.take(codes[hashed]) != piece.check].tolist():
            word = piece.text(piece.start[i], piece.end[i])
            if word not in self._alike:
                self._alike[word] = len(self.words)
                self.words.append(word)
            codes[i] = self._alike[word]
        self._codes.room(len(codes))[:] = codes

    def _enter(self, keys: np.ndarray, slots: np.ndarray, piece: Piece, at: np.ndarray) -> np.ndarray:
        """The codes of keys that were not found in their slot, some of them new; `at` is one token of each."""
        codes = np.full(len(keys), -1, np.int32)
        held = np.flatnonzero(self._taken[slots])
        codes[held] = [self._crowded.get(key, -1) for key in keys[held].tolist()]
        new = np.flatnonzero(codes < 0)
        known = len(self.words)
        codes[new] = np.arange(known, known + len(new))
        place = zip(piece.start[at[new]].tolist(), piece.end[at[new]].tolist(), strict=True)
        self.words += [piece.text(start, end) for start, end in place]
        while len(self.words) > len(self._check):
            self._check = np.concatenate([self._check, np.zeros_like(self._check)])
            self._key = np.concatenate([self._key, np.zeros_like(self._key)])
        self._check[codes[new]], self._key[codes[new]] = piece.check_of(at[new]), keys[new]
        free = new[~self._taken[slots[new]]]
        slot, first = np.unique(slots[free], return_index=True)
        self._code[slot], self._taken[slot] = codes[free[first]], True
        crowded = new[~np.isin(new, free[first], assume_unique=True)]
        self._crowded.update(zip(keys[crowded].tolist(), codes[crowded].tolist(), strict=True))
        return codes
