"""VADER's rules, computed over token codes.

VADER (Hutto and Gilbert 2014) looks each word up in a list of valences from -4 to 4, changes the valence by the words
before it (`very`, `not`, `never so`), by capitals, set phrases and a `but`, and adds up the words of a sentence. This
module follows the analyser of NLTK step by step, with NLTK's own constants and the word list that ships in the package
vaderSentiment. The rules run over arrays, and only at the words that have a valence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy import ndarray

from discourse.lexicon.match import match
from discourse.text.tokens import Tokens, clear_of, covered, distinct
from discourse.text.vocabulary import vocabulary_of
from discourse.tone._vader_words import (
    ANCHOR,
    AT_OR_VERY,
    BOOSTER,
    BUT,
    KIND,
    LEAST,
    LISTED,
    NEGATION,
    NEVER,
    OF,
    SO_OR_THIS,
    UPPER,
    VaderRules,
    VaderWords,
    constants,
    read_vader_words,
    straighten,
)
from discourse.tone._valence import Scored

# Numbers that stand in the code of NLTK's analyser, not among its constants.
_DAMPING = (1.0, 0.95, 0.9)  # of boosters one, two, three words before
_NEVER_SO = (1.0, 1.5, 1.25)  # for "never so" from two, three words before; at one there is none
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5
_ALPHA = 15
_WILD = re.compile(r"\w\*|\*\w")


def score(tokens: Tokens, masked: ndarray | None) -> Scored:
    """The words of VADER's list, and what they contribute; `masked` tells for each token whether it is hidden."""
    return _scored(tokens, read_vader_words(tokens, _vader(), masked))


def score_table(
    tokens: Tokens, patterns: list[str], valence: ndarray, case: list | None, masked: ndarray | None
) -> Scored:
    """The same with a list of the user's own; of several words, and of words with `*`, the longest match counts."""
    plain = np.array([p == p.lower() and len(p.split()) == 1 and not _WILD.search(p) for p in patterns], bool)
    if case is not None:
        plain &= np.array([pd.isna(c) or not c for c in case], bool)
    listed = dict(zip(straighten(pd.Index(patterns)[plain]).to_pylist(), valence[plain].tolist(), strict=True))
    words = read_vader_words(tokens, _rules(listed), masked)
    if not plain.all():
        # Plain words take part, so that the longest match is settled among all; signs such as :) cannot.
        words_only = np.flatnonzero([re.search(r"\w", p) is not None for p in patterns])
        chosen = [[column[i] for i in words_only.tolist()] for column in (patterns, case or [None] * len(patterns))]
        first, last, row = match(tokens, chosen[0], case=chosen[1])
        row = words_only[row]
        if masked is not None:
            shown = clear_of(masked, first, last + 1)
            first, last, row = first[shown], last[shown], row[shown]
        placed = ~plain[row]
        words = _place(words, first[placed], last[placed], row[placed], patterns, valence)
    return _scored(tokens, words)


def _scored(tokens: Tokens, words: VaderWords) -> Scored:
    at, value, notes = _contributions(words)
    first, last = words.token[at], words.last[at]
    first, last = _trim(tokens, first, last)
    strings = words.strings.to_numpy(zero_copy_only=False)
    valence = words.valence[words.type[at]]
    return Scored(
        first, last, valence, value, notes, strings, words.opening, words.n_words, words.emphasis, _ALPHA, 1.0
    )


def _trim(tokens: Tokens, first: ndarray, last: ndarray) -> tuple[ndarray, ndarray]:
    """The words without the marks around them; signs such as :) stay."""
    marked = np.flatnonzero(first < last)
    low, high, codes = first[marked], last[marked], tokens.codes
    lettered = vocabulary_of(tokens).lettered
    while len(at := np.flatnonzero((low <= high) & ~lettered[codes[high]])):
        high[at] -= 1
    while len(at := np.flatnonzero((low < high) & ~lettered[codes[low]])):
        low[at] += 1
    word = low <= high
    first[marked[word]], last[marked[word]] = low[word], high[word]
    return first, last


@lru_cache(maxsize=1)
def _vader() -> VaderRules:
    lines = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.strip())
    return _rules({row[0]: float(row[1]) for row in rows})


def _rules(valences: dict[str, float]) -> VaderRules:
    nltk = constants()
    kind = dict.fromkeys(valences, LISTED)
    for bit, words in (
        (BOOSTER, nltk.BOOSTER_DICT),
        (NEGATION, nltk.NEGATE),
        (BUT, ["but"]),
        (LEAST, ["least"]),
        (AT_OR_VERY, ["at", "very"]),
        (KIND, ["kind"]),
        (OF, ["of"]),
        (NEVER, ["never"]),
        (SO_OR_THIS, ["so", "this"]),
        (ANCHOR, [max(reversed(phrase), key=len) for phrase in _phrases()]),
    ):
        kind.update({word: kind.get(word, 0) | bit for word in words})
    valence, boost = (
        np.array([*(known.get(word, 0) for word in kind), 0], np.float64) for known in (valences, nltk.BOOSTER_DICT)
    )
    return VaderRules(pa.array(kind, pa.large_string()), np.array([*kind.values(), 0], np.uint16), valence, boost)


def _place(
    words: VaderWords, first: ndarray, last: ndarray, row: ndarray, patterns: list[str], valence: ndarray
) -> VaderWords:
    """The words with matches of patterns in place of theirs: the first word of each has its valence."""
    low, high = np.searchsorted(words.token, first), np.searchsorted(words.token, last, side="right")
    fine = low < high  # not behind the hyphen of a word: VADER's words are whole
    last, row, low, high = (a[fine] for a in (last, row, low, high))
    type_, kind, ends = words.type.copy(), words.kind.copy(), words.last.copy()
    inside = covered(low, high, len(type_))
    type_[inside] = 0
    kind[inside] &= UPPER
    number = len(words.strings)
    type_[low] = number + row
    capital = np.array([p != p.lower() for p in patterns], bool)[row]
    kind[low[capital]] = 0  # capitals of the pattern itself do not stand out
    kind[low] |= LISTED
    ends[low] = np.maximum(ends[low], last)
    strings = pa.concat_arrays([words.strings, pa.array(patterns, words.strings.type)])
    more = np.zeros(len(patterns))
    return words._replace(
        type=type_,
        kind=kind,
        last=ends,
        strings=strings,
        valence=np.concatenate([words.valence, valence]),
        boost=np.concatenate([words.boost, more]),
    )


def _contributions(words: VaderWords) -> tuple[ndarray, ndarray, list[tuple[str, ndarray]]]:
    """The words with a valence (places in `words`), what each adds to the tone of its sentence, and by which rules."""
    telling = np.flatnonzero(words.kind)
    kind = words.kind[telling]
    scored = telling[kind & (LISTED | BOOSTER) == LISTED]
    sentence = words.sentence[scored]
    n_upper = np.bincount(words.sentence[telling[kind & UPPER > 0]], minlength=len(words.n_words))
    mixed = (n_upper > 0) & (n_upper < words.n_words)  # capitals stand out only among other words
    # NLTK scores a word by what stands around its first occurrence in the sentence.
    which, _ = pd.factorize(sentence * np.int64(len(words.strings)) + words.type[scored])
    new = np.diff(np.maximum.accumulate(which), prepend=-1) > 0
    value, notes = _in_context(words, scored[new], mixed[sentence[new]])
    value, notes = value[which], [(rule, cause[which]) for rule, cause in notes]

    but = telling[kind & BUT > 0][::-1]
    turn = np.full(len(words.n_words), -1)
    turn[words.sentence[but]] = but  # the first of each sentence, as it is written last
    turn = turn[sentence]
    early, late = (turn >= 0) & (scored < turn), (turn >= 0) & (scored > turn)
    value[early] *= _BEFORE_BUT
    value[late] *= _AFTER_BUT
    notes += [("damped before but", _where(early)), ("raised after but", _where(late))]
    return scored, value, notes


def _where(rows: ndarray) -> ndarray:
    """The cause of a rule that no single word sets off."""
    return np.where(rows, -2, -1)


def _in_context(words: VaderWords, at: ndarray, mixed: ndarray) -> tuple[ndarray, list[tuple[str, ndarray]]]:
    """The valence of the words `at`, changed by capitals, the words before them, and set phrases; and the rules."""
    nltk = constants()
    sentence = words.sentence[at]
    place = at - (np.cumsum(words.n_words) - words.n_words)[sentence]
    room = words.n_words[sentence] - 1 - place  # words behind it

    def near(distance: int, column: ndarray, rows: ndarray | slice = slice(None)) -> ndarray:
        """The column at so many words from each word; 0 outside the sentence."""
        inside = (place[rows] + distance >= 0) & (distance <= room[rows])
        return np.where(inside, column.take(at[rows] + distance, mode="clip"), 0)

    own, one, two, three, next_ = (near(distance, words.kind) for distance in (0, -1, -2, -3, 1))
    value = words.valence[words.type[at]]
    loud = np.flatnonzero(mixed & (own & UPPER > 0))
    value[loud] += np.where(value[loud] > 0, nltk.C_INCR, -nltk.C_INCR)
    notes: list[tuple[str, ndarray]] = []

    def note(rule: str, rows: ndarray, cause: ndarray | int = -2) -> None:
        causes = np.full(len(at), -1)
        causes[rows] = cause
        notes.append((rule, causes))

    note("raised by its capitals", loud)
    so = one & SO_OR_THIS > 0
    never_so = (  # at distance three NLTK takes a "so" or "this" right before the word as well
        np.zeros(len(at), bool),
        so & (two & NEVER > 0),
        so | (two & SO_OR_THIS > 0) & (three & NEVER > 0),
    )
    for distance, kind in enumerate((one, two, three)):
        active = (place > distance) & (kind & LISTED == 0)
        rows = np.flatnonzero(active & (kind & BOOSTER > 0))
        by = near(-1 - distance, words.type, rows)
        boost = words.boost[by]
        note("boosted by", rows[boost > 0], by[boost > 0])
        note("softened by", rows[boost < 0], by[boost < 0])
        boost = np.where(value[rows] < 0, -boost, boost)
        shouted = mixed[rows] & (kind[rows] & UPPER > 0)
        boost += shouted * np.where(value[rows] > 0, nltk.C_INCR, -nltk.C_INCR)
        value[rows] += boost * _DAMPING[distance]
        never = active & never_so[distance]
        value[never] *= _NEVER_SO[distance]
        if distance:
            note("raised by never so", np.flatnonzero(never))
        rows = np.flatnonzero(active & ~never_so[distance] & (kind & NEGATION > 0))
        value[rows] *= nltk.N_SCALAR
        note("negated by", rows, near(-1 - distance, words.type, rows))
    # NLTK looks for set phrases as the last step at distance three, and only where that step is taken.
    rows = np.flatnonzero(active & ((own | one | two | three | next_ | near(2, words.kind)) & ANCHOR > 0))
    around = np.stack([near(distance, words.type, rows) for distance in range(-3, 3)], axis=1)
    before = value[rows]
    value[rows] = _in_phrases(before.copy(), around, words.strings)
    note("read as part of a set phrase", rows[value[rows] != before])
    least = (one & LEAST > 0) & (one & LISTED == 0) & (two & AT_OR_VERY == 0)
    value[least] *= nltk.N_SCALAR
    note("negated by least", np.flatnonzero(least))
    kind_of = (own & KIND > 0) & (next_ & OF > 0)
    value[kind_of] = 0
    note("kind of: no valence", np.flatnonzero(kind_of))
    return value, notes


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], float | None]:
    """Idioms with their valence, boosters of several words with none."""
    boosters = dict.fromkeys(word for word in constants().BOOSTER_DICT if " " in word)
    phrases = constants().SPECIAL_CASE_IDIOMS | boosters
    return {tuple(phrase.split()): score for phrase, score in phrases.items()}


def _in_phrases(value: ndarray, around: ndarray, strings: pa.Array) -> ndarray:
    """The valence of the fourth of each six words, changed by a set phrase that they hold."""
    seen = distinct(around)
    number = dict(zip(strings.take(pa.array(seen)).to_pylist(), seen.tolist(), strict=True))
    softened = np.zeros(len(value), bool)
    # NLTK takes the first that it finds of the phrases that end with the word or before it, then one that the
    # word begins. Here that order is turned round, and what is written last stays.
    for first, length in ((0, 2), (0, 3), (1, 2), (1, 3), (2, 2), (3, 2), (3, 3)):
        for phrase, score in _phrases().items():
            if len(phrase) == length:
                types = [number.get(word, -1) for word in phrase]
                found = (around[:, first : first + length] == types).all(axis=1)
                if score is not None:
                    value[found] = score
                elif first < 2:
                    softened |= found
    value[softened] += constants().B_DECR
    return value
