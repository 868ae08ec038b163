"""The tone of political prose: a list of evaluative words, and what their clause makes of them.

The list holds words by which opinion pieces praise and blame, hope and warn, in the classes of Martin and White's
appraisal (2005) and with the verbs of conflict and cooperation that students of international events code; names of
offices and set phrases that only look like praise (`security council`, `a great deal`) are listed as neutral. What
stands before a word in its clause changes it: a negation turns it round and weakens it, `prevent` or `end` undoes a bad
thing, `very` raises, `if` and `should` leave open whether it is so, a `but` shifts the weight behind it. Negations and
words such as `without` have a tone of their own: denials are heard as negative (Potts 2011).

References
----------
Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. London: Palgrave Macmillan.
Polanyi, L. and Zaenen, A. (2006). Contextual valence shifters. In Computing Attitude and Affect in Text. Springer.
Potts, C. (2011). On the negativity of negation. Semantics and Linguistic Theory 20, 636-659.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.lexicon.match import match
from discourse.lexicon.terms import load_shipped
from discourse.text.tokens import Tokens, clear_of
from discourse.text.vocabulary import vocabulary_of
from discourse.text.words import is_word
from discourse.tone._valence import Scored, lower_types

_NEGATOR, _UNDOER, _RAISER, _SOFTENER, _STOP, _COMMA, _BUT, _OPEN, _QUESTION = (1 << bit for bit in range(9))

_NEGATORS = frozenset(
    """
    not never no none neither nor cannot without hardly barely scarcely nobody nothing rarely seldom
    """.split()
)
#: Words that undo a bad thing.
_UNDOERS = frozenset(
    """
    lack lacks lacked lacking fail fails failed prevent prevents prevented preventing avoid avoids avoided avoiding
    reduce reduces reduced reducing end ends ended ending combat combats fight fights fighting against eliminate
    eliminates eliminated eliminating curb curbs curbing stop stops stopped stopping protect protects protecting
    protection from relieve relief ease eases easing solve solves solved solving overcome few fewer less little
    """.split()
)
_RAISERS = frozenset(
    """
    very so extremely highly deeply truly really utterly absolutely completely totally entirely especially particularly
    enormously hugely immensely incredibly more most profoundly seriously terribly wholly thoroughly such far much
    increasingly remarkably unusually exceptionally quite
    """.split()
)
_SOFTENERS = frozenset(
    """
    somewhat slightly rather fairly relatively partly mildly moderately marginally almost nearly less least
    """.split()
)
_STOPS = frozenset(
    """
    . ; : ! ? ... … ( ) [ ] -- --- — but because although though while whereas that which who when if
    """.split()
)
_OPENERS = frozenset("if would could might may should must ought unless whether perhaps".split())

# Weights, set by hand in round numbers; half of the rated sentences were in view (data/README.md).
_REACH = 4  # from a negation or an undoer to the word that it bears on
_RAISE, _SOFTEN = 1.3, 0.7
_NEGATE_GOOD, _NEGATE_BAD = -0.6, -0.4
_UNDO = 0.3
_LEAVE_OPEN_GOOD, _LEAVE_OPEN_BAD = 0.8, 0.9
_BEFORE_BUT, _AFTER_BUT = 0.7, 1.2
_ASK_GOOD = 0.6
_SPENT = 0.5  # of a negation's own tone, where it bears on a word
_ALPHA, _WEIGHT = 4.0, 4.0


def load_tone() -> pd.DataFrame:
    """The shipped list of evaluative words.

    Returns
    -------
    DataFrame
        pattern, category (the class, as in the README beside the list), lemma, part (of speech), grade (-1 to 1, set by
        hand), valence (the same, adjusted to readers' ratings), agent and patient (of verbs: what is said of who does
        it and of whom it is done to; NA for others), reference.

    Examples
    --------
    >>> tone = load_tone()
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


class Context:
    """What stands around words: the places of negations, of the ends of clauses, of `but`; hidden words left out."""

    def __init__(self, tokens: Tokens, hidden: np.ndarray | None = None) -> None:
        lower, known = vocabulary_of(tokens).lower, _table()
        bits = np.array([known.get(word, 0) for word in lower], np.uint16)
        bits[[i for i, word in enumerate(lower) if word[-3:] == "n't"]] = _NEGATOR
        self.codes = tokens.codes
        kind = bits.take(self.codes) if len(bits) else np.zeros(0, np.uint16)
        if hidden is not None:
            kind[hidden] = 0
        self.kind = kind
        self.steps = np.arange(len(kind) + 1)  # how far into the corpus each token is, in words that count as distance
        self.opening = tokens.opening
        self.after = tokens.after
        telling = np.flatnonzero(kind)
        self._telling, self._bits = telling, kind[telling]

    def places(self, bit: int) -> np.ndarray:
        return self._telling[self._bits & bit > 0]

    def sentence(self, at: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.opening, at, side="right") - 1

    def clause(self, at: np.ndarray) -> np.ndarray:
        """Where the clause of each token begins: behind the last stop before it."""
        stops = np.append(self.places(_STOP), -1)
        before = stops[np.searchsorted(stops[:-1], at) - 1]
        return np.maximum(before + 1, self.opening[self.sentence(at)])

    def last(self, bit: int, at: np.ndarray) -> np.ndarray:
        """The last word of the class before each token; -1 for none."""
        places = np.append(self.places(bit), -1)
        return places[np.searchsorted(places[:-1], at) - 1]


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    classes: dict[str, int] = {}
    for bit, words in (
        (_NEGATOR, _NEGATORS),
        (_UNDOER, _UNDOERS),
        (_RAISER, _RAISERS),
        (_SOFTENER, _SOFTENERS),
        (_STOP, _STOPS),
        (_COMMA, {","}),
        (_BUT, {"but"}),
        (_OPEN, _OPENERS),
        (_QUESTION, {"?"}),
    ):
        for word in words:
            classes[word] = classes.get(word, 0) | bit
    return classes


def negated(context: Context, first: np.ndarray) -> np.ndarray:
    """The negation that bears on each word; -1 for none."""
    clause = context.clause(first)
    cause = context.last(_NEGATOR, first)
    near = (
        (cause >= clause)
        & (context.steps[first] - context.steps[cause] <= _REACH)
        & (cause > context.last(_COMMA, first))
    )
    return np.where(near, cause, -1)


def weigh(
    context: Context, first: np.ndarray, valence: np.ndarray, negation: np.ndarray
) -> tuple[np.ndarray, list[tuple[str, np.ndarray]]]:
    """What the words that begin at `first` contribute, and the rules that made it so.

    `negation` tells which of them are themselves negations.
    """
    value, good = valence.copy(), valence > 0
    clause, sentence = context.clause(first), context.sentence(first)
    notes: list[tuple[str, np.ndarray]] = []

    def note(rule: str, rows: np.ndarray, cause: np.ndarray | None = None) -> None:
        causes = np.full(len(first), -1)
        causes[rows] = -2 if cause is None else context.codes[cause[rows]]
        notes.append((rule, causes))

    before = np.maximum(first - 1, 0)
    degree = np.where(before >= context.opening[sentence], context.kind.take(before, mode="clip"), 0)
    degree[(first == before) | negation] = 0
    raised, softened = degree & _RAISER > 0, degree & _SOFTENER > 0
    value[raised] *= _RAISE
    value[softened] *= _SOFTEN
    note("raised by", raised, before)
    note("softened by", softened, before)

    cause = negated(context, first)
    turned = (cause >= 0) & ~negation
    value[turned] *= np.where(good[turned], _NEGATE_GOOD, _NEGATE_BAD)
    note("negated by", turned, cause)
    undoer = context.last(_UNDOER, first)
    undone = (
        (undoer >= clause)
        & (context.steps[first] - context.steps[undoer] <= _REACH)
        & ~turned
        & ~negation
        & (valence < 0)
    )
    value[undone] *= _UNDO
    note("undone by", undone, undoer)
    spent = negation & np.isin(first, cause[turned])
    value[spent] *= _SPENT
    note("bears on another word", spent)

    opener = context.last(_OPEN, first)
    left_open = opener >= np.maximum(clause - 1, context.opening[sentence])  # `if` opens the clause, and is its stop
    value[left_open] *= np.where(good[left_open], _LEAVE_OPEN_GOOD, _LEAVE_OPEN_BAD)
    note("left open by", left_open, opener)

    but = context.places(_BUT)
    ends = context.after[sentence]
    next_ = np.append(but, len(context.kind))[np.searchsorted(but, first)]
    early = next_ < ends
    late = context.last(_BUT, first) > context.opening[sentence] + 1
    value[early] *= _BEFORE_BUT
    value[late] *= _AFTER_BUT
    note("damped before but", early)
    note("raised after but", late)
    asks = np.zeros(len(context.opening) + 1, bool)
    asks[context.sentence(context.places(_QUESTION))] = True
    asked = asks[sentence] & good
    value[asked] *= _ASK_GOOD
    note("damped in a question", asked)
    return value, notes


def score(tokens: Tokens, masked: np.ndarray | None) -> Scored:
    """The words of the shipped list, and what they contribute; `masked` tells for each token whether it is hidden."""
    words = listed()
    first, last, row = match(tokens, words.patterns)
    keep = words.valence[row] != 0
    if masked is not None:
        keep &= clear_of(masked, first, last + 1)
    first, last, row = first[keep], last[keep], row[keep]
    context = Context(tokens, masked)
    value, notes = weigh(context, first, words.valence[row], words.negation[row])
    counts = np.append(0, np.cumsum(is_word(tokens)))
    n_words = counts[context.after] - counts[context.opening]
    types = lower_types(tokens)
    silent = np.zeros(len(context.opening))
    return Scored(
        first, last, words.valence[row], value, notes, types, context.opening, n_words, silent, _ALPHA, _WEIGHT
    )
