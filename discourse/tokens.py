"""Text to tokens: the one tokeniser and sentence splitter.

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
from itertools import pairwise

import numpy as np
import pandas as pd

from discourse.boundaries import ODD, SPILLED, Piece
from discourse.characters import DASHES, Alphabet

_PIECE = 1 << 20  # characters a pass: enough to pay for the calls, few enough to stay near the processor

_FOLD = str.maketrans(
    dict.fromkeys("’‘ʼ＇‛`´′", "'") | dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys(DASHES, "-") | {"\u00ad": None}
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]")


def fold(strings: Sequence[str]) -> list[str]:
    """The strings with typography set aside, so that a curly quote or a long dash makes no difference.

    Apostrophes and quotation marks become straight, dashes ``-``, ``''`` a double quotation mark; characters are
    composed (NFC) and invisible ones dropped.

    >>> fold(["Trump’s", "US–Russia", "“"])
    ["Trump's", 'US-Russia', '"']
    """
    folded = list(strings)
    special = [i for i, s in enumerate(folded) if not s.isascii()]
    joined = "\n".join([folded[i] for i in special]).translate(_FOLD)
    joined = _INVISIBLE.sub("", unicodedata.normalize("NFC", joined))
    parts = joined.split("\n") if special else []
    if len(parts) != len(special) or any("\n" in s for s in folded):
        raise ValueError("a string to fold holds a line break; fold tokens or patterns, not texts")
    for i, part in zip(special, parts, strict=True):
        folded[i] = part
    return [s.replace("`", "'").replace("''", '"') if "`" in s or "''" in s else s for s in folded]


def make_tokens(documents: pd.DataFrame, sections: pd.DataFrame, roles: Sequence[str]) -> pd.DataFrame:
    """The `tokens` table of the sections that have one of the roles.

    Parameters
    ----------
    documents : DataFrame with doc_id and text
    sections : DataFrame with doc_id, section_id, role, start, end, in the order of the documents
    roles : the roles to tokenise; the others never count as discourse

    Returns
    -------
    DataFrame
        doc_id (category), section_id, sentence_id, start, end (code points), token (category, verbatim).
    """
    texts = documents["text"].tolist()
    paragraphs = _Paragraphs(documents, sections, roles)
    alphabet, spilled = Alphabet(), {}
    capacity = sum(map(len, texts)) // 3 + 1024  # a token and its blank are rarely shorter
    types = _Types(capacity)
    columns = {name: _Column(capacity) for name in ("sentence", "start", "end")}
    sentences = 0
    for low, high in _pieces(texts):
        piece = Piece(texts[low:high], alphabet)
        row, base = paragraphs.of(piece, low, high)
        opens = np.zeros(len(row), bool)
        opens[piece.sentence_starts()] = True
        for i in piece.spilled().tolist():  # known by their text, as their bytes do not tell them apart
            number = spilled.setdefault(piece.text(piece.start[i], piece.end[i]), len(spilled))
            piece.key[i], piece.check[i] = SPILLED + number, number + 2
        keep = np.flatnonzero(row >= 0)
        if len(keep) < len(row):
            opens[1:] |= row[1:] != row[:-1]
            opens, row, base = opens[keep], row[keep], base[keep]
            start, end, key, check = (a[keep] for a in (piece.start, piece.end, piece.key, piece.check))
        else:
            start, end, key, check = piece.start, piece.end, piece.key, piece.check
        if not len(row):
            continue
        opens[0] = True
        opens[1:] |= row[1:] != row[:-1]
        start, end = start - base, end - base
        columns["sentence"].append(np.cumsum(opens, dtype=np.int32) + np.int32(sentences - 1))
        columns["start"].append(start)
        columns["end"].append(end)
        types.add(key, check)
        sentences += int(opens.sum())
    joined = {name: column.values() for name, column in columns.items()}
    joined["section"] = np.repeat(paragraphs.id, paragraphs.n_tokens)
    joined["doc"] = np.repeat(paragraphs.doc, paragraphs.n_tokens)
    codes, words = types.result(texts, joined)
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(
                joined["doc"], pd.Index(documents["doc_id"].astype("str").array), validate=False
            ),
            "section_id": joined["section"],
            "sentence_id": joined["sentence"],
            "start": joined["start"],
            "end": joined["end"],
            "token": pd.Categorical.from_codes(codes, pd.Index(words, dtype="str"), validate=False),
        },
        copy=False,
    )


class _Column:
    """A column of int32 that is filled piece by piece; room that is not written to takes no memory."""

    def __init__(self, capacity: int) -> None:
        self.array, self.size = np.empty(capacity, np.int32), 0

    def append(self, part: np.ndarray) -> None:
        after = self.size + len(part)
        if after > len(self.array):
            self.array = np.concatenate([self.array[: self.size], np.empty(after, np.int32)])
        self.array[self.size : after] = part
        self.size = after

    def values(self) -> np.ndarray:
        return self.array[: self.size]


def _pieces(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of documents of about `_PIECE` characters together."""
    total = np.cumsum([len(t) + 1 for t in texts]) // _PIECE
    cuts = [0, *(np.flatnonzero(np.diff(total)) + 1).tolist(), len(texts)] if len(texts) else [0]
    return list(pairwise(cuts))


class _Paragraphs:
    """The sections of a corpus as arrays."""

    def __init__(self, documents: pd.DataFrame, sections: pd.DataFrame, roles: Sequence[str]) -> None:
        smallest = np.min_scalar_type(-max(len(documents), 1))  # the dtype that pandas gives the codes
        self.doc = pd.Index(documents["doc_id"]).get_indexer(sections["doc_id"]).astype(smallest)
        self.n_tokens = np.zeros(len(sections), np.int64)
        self.id = sections["section_id"].to_numpy(np.int32)
        self.start, self.end = sections["start"].to_numpy(np.int64), sections["end"].to_numpy(np.int64)
        self.wanted = sections["role"].isin(list(roles)).to_numpy()
        self.bounds = np.searchsorted(self.doc, np.arange(len(documents) + 1))

    def of(self, piece: Piece, low: int, high: int) -> tuple[np.ndarray, np.ndarray]:
        """For each token its section (-1 where not wanted), and where its document starts in the piece."""
        first, last = self.bounds[low], self.bounds[high]
        offset = np.cumsum([0, *(len(t) + 1 for t in piece.texts)])
        base = offset[self.doc[first:last] - low]
        left = np.searchsorted(piece.start, self.start[first:last] + base)
        right = np.searchsorted(piece.start, self.end[first:last] + base)
        count = np.where(self.wanted[first:last], right - left, 0)
        self.n_tokens[first:last] = count
        row = np.full(len(piece.start), -1, np.int32)
        begin = np.zeros(len(piece.start), np.int64)
        if count.sum() == len(row):  # every token is wanted: no gaps to leave
            return np.repeat(np.arange(first, last, dtype=np.int32), count), np.repeat(base, count)
        for i in np.flatnonzero(count).tolist():
            row[left[i] : right[i]] = first + i
            begin[left[i] : right[i]] = base[i]
        return row, begin


class _Types:
    """The distinct tokens, numbered as they come: a hash table over their keys, asked for a whole piece at once."""

    def __init__(self, capacity: int) -> None:
        bits = min(max(capacity.bit_length(), 12), 20)
        self._shift = np.uint64(64 - bits)
        self._code, self._taken = np.zeros(1 << bits, np.int32), np.zeros(1 << bits, bool)
        self._key = np.zeros(1 << 12, np.uint64)  # of each code
        self._crowded: dict[int, int] = {}  # the codes of keys whose slot another key holds
        self._check = np.zeros(1 << 12, np.uint32)
        self._place: list[int] = []  # where each type came first
        self._codes = _Column(capacity)
        self._collision = False

    def add(self, key: np.ndarray, check: np.ndarray) -> None:
        slot = ((key * ODD[0]) >> self._shift).astype(np.int64)
        codes = self._code.take(slot)
        new = np.flatnonzero(self._key.take(codes) != key)
        if len(new):
            number, unique = pd.factorize(key[new])
            at = np.zeros(len(unique), np.int64)
            at[number[::-1]] = new[::-1]
            codes[new] = self._enter(unique, slot[at], check[at], at)[number]
        hashed = np.flatnonzero(check)  # the others are their key
        self._collision |= bool((self._check.take(codes[hashed]) != check[hashed]).any())
        self._codes.append(codes)

    def _enter(self, keys: np.ndarray, slots: np.ndarray, checks: np.ndarray, places: np.ndarray) -> np.ndarray:
        """The codes of keys that did not stand in their slot, new ones among them."""
        codes = np.full(len(keys), -1, np.int32)
        held = np.flatnonzero(self._taken[slots])
        codes[held] = [self._crowded.get(key, -1) for key in keys[held].tolist()]
        new = np.flatnonzero(codes < 0)
        known = len(self._place)
        codes[new] = np.arange(known, known + len(new))
        self._place += (self._codes.size + places[new]).tolist()
        while len(self._place) > len(self._check):
            self._check = np.concatenate([self._check, np.zeros_like(self._check)])
            self._key = np.concatenate([self._key, np.zeros_like(self._key)])
        self._check[codes[new]], self._key[codes[new]] = checks[new], keys[new]
        free = new[~self._taken[slots[new]]]
        slot, first = np.unique(slots[free], return_index=True)
        self._code[slot], self._taken[slot] = codes[free[first]], True
        crowded = np.setdiff1d(new, free[first])
        self._crowded.update(zip(keys[crowded].tolist(), codes[crowded].tolist(), strict=True))
        return codes

    def result(self, texts: list[str], joined: dict[str, np.ndarray]) -> tuple[np.ndarray, list[str]]:
        """The code of every token, and the types."""
        if self._collision:  # two tokens share a key: number them by text
            codes, words = pd.factorize(np.array(_texts_at(texts, joined, slice(None)), dtype=object))
            return codes.astype(np.int32), words.tolist()
        return self._codes.values(), _texts_at(texts, joined, np.array(self._place, np.int64))


def _texts_at(texts: list[str], joined: dict[str, np.ndarray], at: np.ndarray | slice) -> list[str]:
    place = (joined[name][at].tolist() for name in ("doc", "start", "end"))
    return [texts[d][s:e] for d, s, e in zip(*place, strict=True)]
