"""Passages: what a coder reads, which is a unit in its sentence, with the sentences around it.

A unit that is smaller than its sentence, as a mention is, is marked in it. What a coder is to mark words in is cut into
words, so that a word can be chosen by keys as well as with the pointer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus, number_documents
from discourse.corpus.spans import ranges_of
from discourse.text.words import is_word
from discourse.view.wording import showable

_BREAK = re.compile(r"\n\s*\n")


class Stretch(NamedTuple):
    """A stretch of a passage.

    Attributes
    ----------
    text : str
    look : "context", "sentence" (around the unit) or "unit"
    word : the number of the word of the unit, or None
    """

    text: str
    look: str
    word: int | None = None


class UnitWord(NamedTuple):
    """A word of a unit, and where it stands (code points of its document)."""

    text: str
    start: int
    end: int


class Passages:
    """The passages of the rows of a sample.

    Parameters
    ----------
    rows : DataFrame
        doc_id, start, end.
    corpus : Corpus
    context : int
        How many sentences before and behind the sentence of a unit are shown.
    """

    def __init__(self, rows: pd.DataFrame, corpus: Corpus, context: int) -> None:
        self.corpus, self.context = corpus, context
        self.doc = number_documents(rows, corpus, "the sample")
        self.start, self.end = (rows[edge].tolist() for edge in ("start", "end"))
        self.first, self.after = ranges_of(rows, corpus, "the sample")

    def words(self, row: int) -> list[UnitWord]:
        """The words of a unit."""
        tokens, text = self.corpus.arrays, self.corpus.texts[self.doc[row]]
        at = np.arange(self.first[row], self.after[row])
        at = at[is_word(tokens)[at]]
        places = zip(tokens.start[at].tolist(), tokens.end_at(at).tolist(), strict=True)
        return [UnitWord(text[start:end], start, end) for start, end in places]

    def paragraphs(self, row: int, *, in_words: bool = False) -> list[list[Stretch]]:
        """What is read of a unit, a list of pieces for each paragraph."""
        start, end = self.start[row], self.end[row]
        (low, high), (left, right) = self._around(row, self.context), self._around(row, 0)
        cuts = [(low, left, "context"), (left, start, "sentence"), (start, end, "unit"), (end, right, "sentence")]
        cuts.append((right, high, "context"))
        words = self.words(row) if in_words else []
        pieces = [piece for a, b, look in cuts if a < b for piece in self._cut(row, a, b, look, words)]
        return _paragraphs(pieces)

    def _around(self, row: int, context: int) -> tuple[int, int]:
        """From where to where the sentences of a unit go, and so many around them in its document."""
        start, end, first, after = self.start[row], self.end[row], int(self.first[row]), int(self.after[row])
        if first >= after:
            return start, end
        tokens = self.corpus.arrays
        of = tokens.doc_of_sentence
        low, high = tokens.row_at(np.array([first, after - 1])).tolist()
        for _ in range(context):
            low -= low > 0 and of[low - 1] == self.doc[row]
            high += high + 1 < len(of) and of[high + 1] == self.doc[row]
        opens, ends = int(tokens.start[tokens.opening[low]]), int(tokens.end_at(tokens.after[high : high + 1] - 1)[0])
        return min(start, opens), max(end, ends)

    def _read(self, row: int, low: int, high: int) -> str:
        """What is read of a stretch of the document; what is set aside (a caption, a pull quote) is a new paragraph."""
        tokens, text = self.corpus.arrays, self.corpus.texts[self.doc[row]]
        first, after = np.searchsorted(tokens.doc_of_sentence, [self.doc[row], self.doc[row] + 1]).tolist()
        start = tokens.start[tokens.opening[first:after]]
        end = tokens.end_at(tokens.after[first:after] - 1)
        inside = (start >= low) & (end <= high)
        parts, at = [], low
        for opens, ends in [*zip(start[inside].tolist(), end[inside].tolist(), strict=True), (high, high)]:
            gap = text[at:opens]
            parts += ["\n\n" if gap.strip() else gap, text[opens:ends]]
            at = ends
        return "".join(parts)

    def _cut(self, row: int, low: int, high: int, look: str, words: list[UnitWord]) -> list[Stretch]:
        text = self.corpus.texts[self.doc[row]]
        if look == "context":
            return [Stretch(self._read(row, low, high), look)]
        if look != "unit":
            return [Stretch(text[low:high], look)]
        pieces, at = [], low
        for number, word in enumerate(words):
            pieces += [Stretch(text[at : word.start], look)] * (at < word.start) + [Stretch(word.text, look, number)]
            at = word.end
        return [*pieces, *([Stretch(text[at:high], look)] * (at < high))]


def _paragraphs(pieces: list[Stretch]) -> list[list[Stretch]]:
    """Pieces cut at empty lines, with white space as it is read: as one blank."""
    out: list[list[Stretch]] = [[]]
    for text, look, word in pieces:
        for number, part in enumerate(_BREAK.split(text)):
            if number:
                out.append([])
            if part:
                out[-1].append(Stretch(showable(re.sub(r"\s+", " ", part)), look, word))
    return [paragraph for paragraph in out if any(piece.text.strip() for piece in paragraph)]
