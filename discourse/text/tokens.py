"""The tokens of a corpus as arrays.

Each token has its type and the place where it starts, each sentence its paragraph and its first token. The table
`tokens` and all its other columns follow from these, and are made when they are asked for. `docs/core.md` says what is
kept, what is made, and what another process is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from inspect import signature
from itertools import pairwise
from typing import ClassVar, Self, TypeVar
from weakref import WeakValueDictionary

import numpy as np
import pandas as pd

_T = TypeVar("_T")
#: Tokens that stay in the processor's cache while something is done to them.
AT_ONCE = 1 << 18


class Keeper:
    """Keeps what functions work out about it, so that each of them runs once."""

    def once(self, make: Callable[[Self], _T]) -> _T:
        """The result of `make(self)`, which is kept for as long as this object is."""
        kept = self.__dict__.setdefault("_kept", {})
        if make not in kept:
            kept[make] = make(self)
        return kept[make]

    def know(self, make: Callable[[Self], _T], made: _T) -> None:
        """Keep what `make(self)` would give, as it is known already."""
        self.__dict__.setdefault("_kept", {})[make] = made


class Tokens(Keeper):
    """The tokens of a corpus.

    Attributes
    ----------
    codes : the number of the type of each token
    types : the types, as they stand in the text
    start : where each token starts in its document (code points)
    opening : the first token of each sentence
    sentence_id, section_id, doc_of_sentence : of each sentence; the document by its number
    doc_ids : the keys of the documents, by number
    stated_end : where each token ends, if a table said so; else None, and tokens end where their types do
    """

    #: The arrays of every table that was made of some, by the id of the table; see `of`.
    _made: ClassVar[WeakValueDictionary[int, Tokens]] = WeakValueDictionary()

    def __init__(
        self,
        codes: np.ndarray,
        types: pd.Index,
        start: np.ndarray,
        opening: np.ndarray,
        sentence_id: np.ndarray,
        section_id: np.ndarray,
        doc_of_sentence: np.ndarray,
        doc_ids: pd.Index,
        stated_end: np.ndarray | None = None,
    ) -> None:
        self.codes, self.types, self.start, self.opening = codes, types, start, opening
        self.sentence_id, self.section_id, self.doc_ids = sentence_id, section_id, doc_ids
        self.doc_of_sentence = _smallest(doc_of_sentence, len(doc_ids))
        self.stated_end = stated_end

    @classmethod
    def of(cls, table: pd.DataFrame) -> Tokens:
        """The arrays of a table `tokens`: those that it was made of, if it was."""
        made = cls._made.get(id(table))
        if made is not None and made.table is table:  # an id may be that of an older table, which is gone
            return made
        token, doc = (table[name].astype("category").array for name in ("token", "doc_id"))
        sentence, start, end = (table[name].to_numpy() for name in ("sentence_id", "start", "end"))
        opening = np.flatnonzero(np.diff(sentence, prepend=sentence[:1] - 1))
        columns = sentence[opening], table["section_id"].to_numpy()[opening], doc.codes[opening]
        tokens = cls(token.codes.astype(np.int32), token.categories, start, opening, *columns, doc.categories)
        if not np.array_equal(tokens.end, end):  # somebody gave them other names
            tokens.stated_end = tokens.end = end
        return tokens

    def __len__(self) -> int:
        return len(self.codes)

    def __getstate__(self) -> dict:
        """What another process is sent: what `__init__` was given, as all else follows from it."""
        return {name: value for name, value in self.__dict__.items() if name in _GIVEN}

    @cached_property
    def table(self) -> pd.DataFrame:
        """doc_id (category), section_id, sentence_id, start, end, token (category, verbatim)."""
        table = pd.DataFrame(
            {
                "doc_id": pd.Categorical.from_codes(self.doc, self.doc_ids, validate=False),
                "section_id": self.section,
                "sentence_id": self.sentence,
                "start": np.require(self.start, requirements="W"),  # as it may not be once it was read from a file
                "end": self.end,
                "token": pd.Categorical.from_codes(
                    np.require(self.codes, requirements="W"), self.types, validate=False
                ),
            },
            copy=False,
        )
        self._made[id(table)] = self
        return table

    @cached_property
    def edge(self) -> np.ndarray:
        """Where sentences meet: the first token of each, and the number of all tokens."""
        return np.append(self.opening, len(self))

    @property
    def after(self) -> np.ndarray:
        """The token behind each sentence."""
        return self.edge[1:]

    @cached_property
    def size(self) -> np.ndarray:
        """The number of tokens of each sentence."""
        return np.diff(self.edge)

    @cached_property
    def length(self) -> np.ndarray:
        """The number of characters of each type."""
        return self.types.str.len().to_numpy(dtype=np.int32)

    @cached_property
    def end(self) -> np.ndarray:
        """Where each token ends."""
        if self.stated_end is not None:
            return self.stated_end
        return self.start + look_up(self.length, self.codes) if len(self) else self.start

    @cached_property
    def sentence(self) -> np.ndarray:
        """The sentence_id of each token."""
        return np.repeat(self.sentence_id, self.size)

    @cached_property
    def section(self) -> np.ndarray:
        """The section_id of each token."""
        return np.repeat(self.section_id, self.size)

    @cached_property
    def doc(self) -> np.ndarray:
        """The number of the document of each token."""
        return np.repeat(self.doc_of_sentence, self.size)

    @property
    def _knows_end(self) -> bool:
        """Is `end` there, so that the types need not be asked?"""
        return self.stated_end is not None or "end" in self.__dict__

    def compare(self, test: np.ufunc) -> np.ndarray:
        """Compare the start of each token but the first with the end of the token before, which is less or the same."""
        if self._knows_end:
            return test(self.start[1:], self.end[:-1])
        out = np.empty(max(len(self) - 1, 0), bool)
        for low in range(0, len(out), AT_ONCE):
            part = slice(low, min(low + AT_ONCE, len(out)))
            end = self.start[part] + self.length.take(self.codes[part], mode="clip")
            test(self.start[part.start + 1 : part.stop + 1], end, out=out[part])
        return out

    def end_at(self, at: np.ndarray) -> np.ndarray:
        """Where these tokens end."""
        if self._knows_end:
            return self.end[at]
        return self.start[at] + self.length[self.codes[at]]

    def sentence_at(self, at: np.ndarray) -> np.ndarray:
        """The sentence_id of these tokens."""
        return self._of_sentence("sentence", self.sentence_id, at)

    def section_at(self, at: np.ndarray) -> np.ndarray:
        """The section_id of these tokens."""
        return self._of_sentence("section", self.section_id, at)

    def doc_at(self, at: np.ndarray) -> np.ndarray:
        """The number of the document of these tokens."""
        return self._of_sentence("doc", self.doc_of_sentence, at)

    def _of_sentence(self, name: str, values: np.ndarray, at: np.ndarray) -> np.ndarray:
        return self.__dict__[name][at] if name in self.__dict__ else values[self.row_at(at)]

    def count(self, mask: np.ndarray) -> np.ndarray:
        """How many tokens of each sentence the mask marks; numpy would make a number of each token first."""
        out = np.empty(len(self.opening), np.int64)
        step = max(AT_ONCE * len(out) // max(len(self), 1), 1)
        for low in range(0, len(out), step):
            part = slice(low, min(low + step, len(out)))
            opening = self.opening[part]
            out[part] = np.add.reduceat(mask[opening[0] : self.edge[part.stop]], opening - opening[0], dtype=np.int64)
        return out

    def between(self, doc: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The first token that shares a character with each stretch of a document, and the one behind the last.

        Where none does, the first is not before the other.
        """
        low, high = (self.edge[np.searchsorted(self.doc_of_sentence, doc, side)] for side in ("left", "right"))
        first = _bisect(self.end_at, start, np.less_equal, low, high)
        return first, _bisect(self.start.__getitem__, end, np.less, low, high)

    def row_at(self, at: np.ndarray) -> np.ndarray:
        """The number of the sentence, among the sentences, of these tokens."""
        return np.searchsorted(self.opening, at, "right") - 1

    def of_documents(self, doc_ids: pd.Index) -> Tokens:
        """The tokens of these documents alone."""
        number = doc_ids.get_indexer(self.doc_ids)[self.doc_of_sentence]
        tokens = self.select(number >= 0)
        tokens.doc_ids, tokens.doc_of_sentence = doc_ids, _smallest(number[number >= 0], len(doc_ids))
        return tokens

    def by_documents(self, most: int) -> Iterator[tuple[int, Tokens]]:
        """Some documents at a time, of about `most` tokens, so that the same memory serves for one after another.

        With each the number of the tokens before it.
        """
        doc, cuts = self.doc_of_sentence, [0]
        while cuts[-1] < len(doc):
            reach = np.searchsorted(self.opening, self.opening[cuts[-1]] + most)
            cuts.append(int(np.searchsorted(doc, doc[reach - 1], side="right")))
        return ((int(self.opening[low]), self.select(slice(low, high))) for low, high in pairwise(cuts))

    def select(self, keep: np.ndarray | slice) -> Tokens:
        """The tokens of these sentences: a mask, or a slice, for which no array is copied."""
        size = self.size[keep]
        kept: np.ndarray | slice
        if isinstance(keep, slice):
            kept = slice(self.edge[keep.start], self.edge[keep.stop])
        else:
            kept = np.repeat(keep, self.size)
        tokens = Tokens(
            self.codes[kept],
            self.types,
            self.start[kept],
            np.cumsum(size) - size,
            self.sentence_id[keep],
            self.section_id[keep],
            self.doc_of_sentence[keep],
            self.doc_ids,
            None if self.stated_end is None else self.stated_end[kept],
        )
        if "end" in self.__dict__:
            tokens.end = self.end[kept]
        if "length" in self.__dict__:
            tokens.length = self.length
        return tokens


#: What a `Tokens` is made of. A new cached property is no part of it, and need not be listed anywhere.
_GIVEN = frozenset(signature(Tokens).parameters)


def _smallest(doc: np.ndarray, n: int) -> np.ndarray:
    """The numbers of documents in the type that pandas gives the codes of a category."""
    return doc.astype(np.min_scalar_type(-max(n, 1)))


def concat_tokens(parts: Sequence[Tokens], n_sections: Sequence[int], doc_ids: pd.Index) -> Tokens:
    """The tokens of several corpora one after another; `n_sections` is the number of sections before each corpus.

    Sentences and sections are numbered on. `doc_ids` are the documents of all.
    """
    words = pd.api.types.union_categoricals(
        [pd.Categorical.from_codes(part.codes, part.types, validate=False) for part in parts]
    )
    n_tokens = np.cumsum([0, *map(len, parts)])
    n_sentences = np.cumsum([0, *(part.sentence_id.max(initial=-1) + 1 for part in parts)], dtype=np.int32)
    join = lambda arrays: np.concatenate(list(arrays))  # noqa: E731
    return Tokens(
        words.codes.astype(np.int32),
        words.categories,
        join(part.start for part in parts),
        join(part.opening + before for part, before in zip(parts, n_tokens[:-1], strict=True)),
        join(part.sentence_id + before for part, before in zip(parts, n_sentences[:-1], strict=True)),
        join(part.section_id + np.int32(before) for part, before in zip(parts, n_sections, strict=True)),
        join(doc_ids.get_indexer(part.doc_ids)[part.doc_of_sentence] for part in parts),
        doc_ids,
        join(part.end for part in parts) if any(part.stated_end is not None for part in parts) else None,
    )


def covered(first: np.ndarray, after: np.ndarray, n: int) -> np.ndarray:
    """Which of `n` places lie in a stretch; a stretch goes from its first place to before the one behind its last.

    >>> covered(np.array([0, 3]), np.array([2, 3]), 4).tolist()  # the second is empty
    [True, True, False, False]
    """
    edge = np.zeros(n + 1, np.int32)
    np.add.at(edge, first, 1)
    np.subtract.at(edge, after, 1)
    return np.cumsum(edge[:-1], dtype=np.int32) > 0


def clear_of(mask: np.ndarray, first: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Which stretches hold no place that the mask marks.

    >>> clear_of(np.array([False, True, False]), np.array([0, 2]), np.array([2, 3])).tolist()
    [False, True]
    """
    marked = np.append(0, np.cumsum(mask))
    return marked[after] == marked[first]


def _bisect(value_at, wanted: np.ndarray, before: np.ufunc, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The first token of each stretch whose value is not before the wanted one."""
    low, high = low.copy(), high.copy()
    while len(live := np.flatnonzero(low < high)):
        middle = (low[live] + high[live]) // 2
        behind = before(value_at(middle), wanted[live])
        low[live[behind]], high[live[~behind]] = middle[behind] + 1, middle[~behind]
    return low


def number_keys(keys: pd.Series, ids: pd.Index) -> np.ndarray:
    """The number of each key among `ids`, or -1; rows with the same key mostly stand together, and are asked once.

    >>> number_keys(pd.Series(["b", "b", "a", "x"]), pd.Index(["a", "b"])).tolist()
    [1, 1, 0, -1]
    """
    new = (keys != keys.shift()).to_numpy(bool)
    return ids.get_indexer(keys[new])[np.cumsum(new) - 1]


def distinct(values: np.ndarray) -> np.ndarray:
    """Each of these numbers once, the smallest first.

    Sorting takes a small part of the time of a table of hashes, by which `np.unique` and `pd.unique` go.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    values = np.sort(values, axis=None)
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new]


def look_up(of_type: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """`of_type[codes]`, part by part: numpy would first make 64-bit indices of all codes, which takes longer."""
    out = np.empty(len(codes), of_type.dtype)
    for low in range(0, len(codes), AT_ONCE):
        part = slice(low, low + AT_ONCE)
        np.take(of_type, codes[part], out=out[part], mode="clip")
    return out
