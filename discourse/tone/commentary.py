"""The tone of political prose: a list of evaluative words, and how their clause changes them.

The list holds words by which opinion pieces praise and blame, hope and warn, in the classes of Martin and White's
appraisal (2005) and with the verbs of conflict and cooperation that students of international events code; names of
offices and set phrases that only look like praise (`security council`, `a great deal`) are listed as neutral. What
stands around a word in its clause changes it: a negation turns it round and weakens it, and so does what falls, is
prevented or ends (`_shifters`); `very` raises, `if` and `should` leave open whether it is so, a `but` shifts the weight
behind it. Negations and words such as `without` have a tone of their own: denials are heard as negative (Potts 2011).
Where a word is another (`like` the preposition), a name or part of a compound, it does not count (`_readings`).

References
----------
Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. London: Palgrave Macmillan.
Polanyi, L. and Zaenen, A. (2006). Contextual valence shifters. In Computing Attitude and Affect in Text. Springer.
Potts, C. (2011). On the negativity of negation. Semantics and Linguistic Theory 20, 636-659.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.english import negators
from discourse.english.neighbours import Neighbours, count_between
from discourse.lexicon.match import match
from discourse.lexicon.terms import load_shipped
from discourse.text.tokens import Tokens, clear_of, distinct
from discourse.text.words import is_word
from discourse.tone import _readings, _shifters
from discourse.tone._shifters import Shifters
from discourse.tone._valence import Scored, lower_types

_SHIFTERS = _shifters.CLASSES

# Weights, set by hand in round numbers; half of the rated sentences were in view (data/README.md).
_REACH = 4  # from a negation or an undoer to the word that it bears on
_RAISE, _SOFTEN = 1.3, 0.7
_NEGATE_GOOD, _NEGATE_BAD = -0.6, -0.4
_LESS_GOOD, _LESS_BAD = -0.6, -0.4
_MORE = 1.3
_UNDO = 0.3
_LEAVE_OPEN_GOOD, _LEAVE_OPEN_BAD = 0.8, 0.9
_BEFORE_BUT, _AFTER_BUT = 0.7, 1.2
_ASK_GOOD = 0.6
_SPENT = 0.5  # of a negation's own tone, where it bears on a word
_ALPHA, _WEIGHT = 4.0, 4.0


def load_tone() -> pd.DataFrame:
    """The list of evaluative words that ships with the library.

    Returns
    -------
    DataFrame
        pattern, category (the class, as in the README beside the list), lemma, part (of speech), grade (-1 to 1, set by
        hand), valence (the grade adjusted to readers' ratings), agent and patient (for verbs, the values for the two
        sides; NA for other words), reference.

    Examples
    --------
    >>> import discourse as dc
    >>> tone = dc.load_tone()
    >>> tone.loc[tone["pattern"] == "praised", ["category", "lemma", "part"]].values.tolist()
    [['for', 'praise', 'verb']]
    """
    return load_shipped("tone").astype(dict.fromkeys(("grade", "valence", "agent", "patient"), "float64"))


class List(NamedTuple):
    """The list as arrays."""

    patterns: list[str]
    valence: np.ndarray
    negation: np.ndarray  # is it one?
    verb: np.ndarray
    agent: np.ndarray  # 0 for words that are no verbs
    patient: np.ndarray


@lru_cache(maxsize=1)
def listed() -> List:
    """The shipped list, read once."""
    table = load_tone()
    agent, patient = (table[column].to_numpy() for column in ("agent", "patient"))
    return List(
        table["pattern"].tolist(),
        table["valence"].to_numpy(),
        (table["category"] == "negation").to_numpy(),
        ~np.isnan(agent),
        np.nan_to_num(agent),
        np.nan_to_num(patient),
    )


def find_evaluative(words: Neighbours) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First token, last token and row in the list of every word that evaluates; hidden words do not."""
    tone = listed()
    first, last, row = match(words.tokens, tone.patterns)
    keep = tone.valence[row] != 0
    if words.hidden is not None:
        keep &= clear_of(words.hidden, first, last + 1)
    first, last, row = first[keep], last[keep], row[keep]
    keep = ~_readings.no_evaluation(words, first, last, row, tone.patterns)
    return first[keep], last[keep], row[keep]


#: A rule, the words that it changes, what their value is multiplied by, and the token that caused it, if one did.
_Change = tuple[str, np.ndarray, float | np.ndarray, np.ndarray | None]


def weigh(
    words: Neighbours,
    first: np.ndarray,
    valence: np.ndarray,
    negation: np.ndarray,
    *,
    last: np.ndarray | None = None,
    steps: np.ndarray | None = None,
) -> tuple[np.ndarray, list[tuple[str, np.ndarray]]]:
    """What the words of the list contribute, and the rules that made it so.

    Parameters
    ----------
    words : Neighbours
    first, valence : ndarray
        The first token of each word of the list, and its valence.
    negation : ndarray of bool
        Which of them are themselves negations?
    last : ndarray, optional
        The last token of each word of the list; by default each is one token.
    steps : ndarray, optional
        How far into the corpus each token is, in words that count as distance; by default all do.

    Returns
    -------
    ndarray, list of (str, ndarray)
        The contributions; each rule with the type that caused it for each word (-1: not changed, -2: by no one type).
    """
    value = valence.copy()
    notes: list[tuple[str, np.ndarray]] = []
    context = _Context(words, first, first if last is None else last, valence, negation, steps)
    for rule, rows, factor, cause in context.changes():
        value[rows] *= factor[rows] if isinstance(factor, np.ndarray) else factor
        causes = np.full(len(first), -1)
        causes[rows] = -2 if cause is None else words.codes[cause[rows]]
        notes.extend(context.told(rule, causes, cause))
    return value, notes


class _Context:
    """The words of the list, and what stands around them."""

    def __init__(
        self,
        words: Neighbours,
        first: np.ndarray,
        last: np.ndarray,
        valence: np.ndarray,
        negation: np.ndarray,
        steps: np.ndarray | None,
    ) -> None:
        self.words, self.first, self.last, self.valence, self.negation = words, first, last, valence, negation
        self.steps = steps
        self.shifters = Shifters.found(words)
        self.guarded = self.shifters.guarded(len(words.codes))
        self.good = valence > 0
        self.start, self.end = words.sentence_start(first), words.sentence_end(first)

    def distance(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """From one token to another, in words that count."""
        return high - low if self.steps is None else self.steps[high] - self.steps[low]

    def told(self, rule: str, causes: np.ndarray, cause: np.ndarray | None) -> Iterator[tuple[str, np.ndarray]]:
        """The rule with its causes; phrases of several words are named by the rule itself."""
        phrases = np.flatnonzero(self.shifters.first < self.shifters.last)
        if cause is not None and len(phrases):
            place = np.append(self.shifters.last[phrases], -1)
            at = np.searchsorted(place[:-1], cause)
            named = (causes >= 0) & (place[at] == cause)
            texts = self.shifters.texts(phrases)
            for text in dict.fromkeys(texts[at[named]].tolist()):
                rows = named.copy()
                rows[named] = texts[at[named]] == text
                yield f"{rule} {text}", np.where(rows, -2, -1)
            causes = np.where(named, -1, causes)
        yield rule, causes

    def changes(self) -> Iterator[_Change]:
        """The rules, in the order in which they work on a value."""
        words, first, start, negation, good = self.words, self.first, self.start, self.negation, self.good
        every, undoers, openers, stops, commas, buts, questions = words.places(
            negators.types_in(words, negators.TONE),
            _SHIFTERS["undoer"],
            _SHIFTERS["opener"],
            _shifters.STOPS,
            {","},
            {"but"},
            {"?"},
        )
        stops, buts = stops[~self.guarded[stops]], buts[~self.guarded[buts]]
        deniers = self.shifters.only(self.shifters.has("denier"))
        utmost = _shifters.beyond_better(words, every)
        denying = negators.deny(words, every, negators.TONE, beside=every) & ~self.guarded[every]
        too = _shifters.too_to(words)
        spared = _shifters.spared(words, self.shifters)
        denials = distinct(np.concatenate([every[denying & ~utmost], deniers.last, too, spared]))
        clause = np.maximum(words.last_before(stops, first) + 1, start)

        def bears(cause: np.ndarray) -> np.ndarray:
            """Does it stand in the clause of the word, and near?"""
            return (cause >= clause) & (self.distance(cause, first) <= _REACH)

        for rule, degrees, factor in (
            ("raised by", _SHIFTERS["raiser"], _RAISE),
            ("softened by", _SHIFTERS["softener"], _SOFTEN),
        ):
            degree = words.at(first - 1, degrees, beside=first) & ~self.guarded[first - 1]
            yield rule, degree & ~negation, factor, first - 1
        cause = words.last_before(denials, first)
        within = self.guarded[first] & words.at(first - 1, {"no"}, beside=first)
        cause = np.where(within, first - 1, cause)  # `no problem` denies the problem, and nothing behind it
        turned = bears(cause) & (cause > words.last_before(commas, first)) & ~negation
        bearing = _shifters.bear(words, self.shifters, first, self.last, denials, self.distance)
        shifter, bound = np.append(self.shifters.last, -1)[bearing.shifter], bearing.shifter >= 0
        bound &= ~negation & ~(turned & (cause > shifter) & (shifter < first))
        turned &= ~bound
        contrary = np.where(good, _NEGATE_GOOD, _NEGATE_BAD)
        yield "negated by", turned, contrary, cause
        yield "negated by", *self._turned_beside(too, contrary)
        compound, joined = _readings.turned(words, first, self.last)
        yield "negated by", compound, contrary, joined
        shifting = bound & ~bearing.denied
        turns = shifting & bearing.less
        yield "turned by", turns, np.where(good, _LESS_GOOD, _LESS_BAD), shifter
        yield "strengthened by", shifting & ~bearing.less, _MORE, shifter
        undoer = words.last_before(undoers, first)
        yield "undone by", bears(undoer) & ~turned & ~turns & ~negation & (self.valence < 0), _UNDO, undoer
        yield "bears on another word", negation & np.isin(first, cause[turned]), _SPENT, None
        idle = self.shifters.whole(first, self.last) | (negation & np.isin(first, every[utmost]))
        yield "denies nothing", idle & ~turned & ~np.isin(first, cause[turned]), 0.0, None
        outcome = np.where(bearing.less, -self.valence, self.valence)
        spent = self._spent(bearing.shifter, shifting, bound & bearing.denied, outcome)
        bad = turned & ~good & ~np.isin(first, self.shifters.first)
        spent |= ~negation & np.isin(self.last, np.intersect1d(cause[bad], deniers.last))  # `anything but a failure`
        yield "turns another word", spent, 0.0, None
        opener = words.last_before(openers, first)
        left_open = opener >= np.maximum(clause - 1, start)  # `if` opens the clause, and is its stop
        yield "left open by", left_open, np.where(good, _LEAVE_OPEN_GOOD, _LEAVE_OPEN_BAD), opener
        yield "damped before but", words.first_behind(buts, first) <= self.end, _BEFORE_BUT, None
        yield "raised after but", words.last_before(buts, first) > start + 1, _AFTER_BUT, None
        yield "damped in a question", (count_between(questions, start, self.end + 1) > 0) & good, _ASK_GOOD, None

    def _turned_beside(self, too: np.ndarray, contrary: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Too much of a good thing: `too proud to help`, but not `only too glad to help`."""
        words, first = self.words, self.first
        rows = self.good & words.at(first - 1, {"too"}, beside=first) & np.isin(self.last + 1, too)
        return rows & ~words.at(first - 2, {"only"}, beside=first), contrary, first - 1

    def _spent(self, shifter: np.ndarray, shifting: np.ndarray, denied: np.ndarray, outcome: np.ndarray) -> np.ndarray:
        """Which words of the list are shifters that bear on others, and denied, or contrary to what comes of it?"""
        size = len(self.shifters.first)
        if not size:
            return shifting
        total = np.bincount(shifter[shifting], outcome[shifting], minlength=size)
        at = np.searchsorted(self.shifters.first, self.last, "right") - 1  # the last shifter that begins in it
        held = (at >= 0) & (self.shifters.first[at] >= self.first)
        return held & ((total[at] * self.valence < 0) | np.isin(at, shifter[denied]))


def score(tokens: Tokens, masked: np.ndarray | None) -> Scored:
    """The words of the shipped list, and what they contribute; `masked` tells for each token whether it is hidden."""
    tone, words = listed(), Neighbours(tokens, hidden=masked)
    first, last, row = find_evaluative(words)
    valence, opening = tone.valence[row], tokens.opening
    value, notes = weigh(words, first, valence, tone.negation[row], last=last)
    counts = np.append(0, np.cumsum(is_word(tokens)))
    n_words = counts[tokens.after] - counts[opening]
    silent = np.zeros(len(opening))
    return Scored(first, last, valence, value, notes, lower_types(tokens), opening, n_words, silent, _ALPHA, _WEIGHT)
