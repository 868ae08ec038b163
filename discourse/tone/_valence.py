"""Words that carry tone, and how they add up.

Whatever the rules, the tone of a sentence is a sum: every word that counts has a valence in a list, its context makes
a contribution of that, and the sum s of a sentence's contributions becomes its tone s / sqrt(s² + alpha), which lies
between -1 and 1. So each number can be taken apart again into the words that made it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse.text.tokens import Tokens, covered
from discourse.text.vocabulary import vocabulary_of


class Scored(NamedTuple):
    """The words that count in a corpus, and what its sentences hold besides."""

    first: np.ndarray  # of each word that counts: its first token
    last: np.ndarray  # its last
    valence: np.ndarray  # what the list says
    value: np.ndarray  # what it contributes
    notes: list[tuple[str, np.ndarray]]  # a rule; for each word its cause, a type (-1: none, -2: no type)
    words: np.ndarray  # the types that notes speak of
    opening: np.ndarray  # of each sentence: its first token
    n_words: np.ndarray  # its words
    emphasis: np.ndarray  # what its exclamation and question marks add
    alpha: float
    weight: float  # of a contribution beside the 1 that every word counts in the shares

    @property
    def sentence(self) -> np.ndarray:
        """The sentence of each word, counted from 0."""
        return np.searchsorted(self.opening, self.first, side="right") - 1


class Shares(NamedTuple):
    """One number a sentence each."""

    total: np.ndarray  # the contributions with the emphasis
    compound: np.ndarray
    neg: np.ndarray
    neu: np.ndarray
    pos: np.ndarray


def add_up(scored: Scored) -> Shares:
    """The sums of each sentence."""
    sentence, value, size = scored.sentence, scored.value, len(scored.opening)

    def total(rows: np.ndarray, weight: np.ndarray | None = None) -> np.ndarray:
        return np.bincount(sentence[rows], weight, minlength=size)

    # The 1 makes up for neutral words, each of which counts 1.
    up, down = np.flatnonzero(value > 0), np.flatnonzero(value < 0)
    pos, neg = total(up, scored.weight * value[up] + 1), total(down, 1 - scored.weight * value[down])
    neu = np.maximum(scored.n_words - total(up) - total(down), 0)
    tone = np.bincount(sentence, value, minlength=size)
    tone = tone + np.sign(tone) * scored.emphasis
    pos, neg = pos + scored.emphasis * (pos > neg), neg + scored.emphasis * (pos < neg)
    whole = pos + neg + neu
    whole = np.where(whole > 0, whole, 1)
    compound = tone / np.sqrt(tone * tone + scored.alpha)
    return Shares(tone, round_half(compound, 4), *(round_half(part / whole, 3) for part in (neg, neu, pos)))


def round_half(value: np.ndarray, digits: int) -> np.ndarray:
    """As Python rounds: by the exact value of the float, which NumPy's product can turn into a tie."""
    out = np.round(value, digits)
    scaled = np.abs(value) * 10**digits
    for at in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6).tolist():
        out[at] = round(float(value[at]), digits)
    return out


def tell_rules(notes: list[tuple[str, np.ndarray]], words: np.ndarray, n: int) -> np.ndarray:
    """The rules that changed each of n words, in words; NA where none did."""
    out = np.full(n, None, dtype=object)
    for rule, cause in notes:
        rows = np.flatnonzero(cause != -1)
        text = np.full(len(rows), rule, dtype=object)
        named = cause[rows] >= 0
        text[named] = text[named] + " " + words[cause[rows][named]]
        earlier = out[rows]
        again = np.array([e is not None for e in earlier], bool)
        text[again] = earlier[again] + ", " + text[again]
        out[rows] = text
    return out


def lower_types(tokens: Tokens) -> np.ndarray:
    """The types in lower case with straight marks, by their codes."""
    return np.array(vocabulary_of(tokens).lower, dtype=object)


def token_ranges(tokens: Tokens, spans: pd.DataFrame, what: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows of `spans` whose documents the tokens have; their first token and the one behind their last.

    A span that holds no token begins behind its end.
    """
    schema.need(spans, ("doc_id", "start", "end"), what)
    doc = tokens.doc_ids.get_indexer(spans["doc_id"].astype("str"))
    known = np.flatnonzero(doc >= 0)
    return known, *tokens.between(doc[known], *(spans[column].to_numpy()[known] for column in ("start", "end")))


def masked_tokens(tokens: Tokens, mask: pd.DataFrame, what: str = "mask") -> np.ndarray:
    """For each token: does it share a character with a span of the mask?"""
    _, first, after = token_ranges(tokens, mask, what)
    return covered(first, after, len(tokens))
