"""How an evaluative word stands to a mention in its sentence: a verb to who does it, an adjective to who is meant.

Read from word order and closed classes, without a parser: a clause ends at a stop or at a word that opens another one,
and a name or a subject pronoun between a verb and a mention takes the verb to itself.
"""

from __future__ import annotations

import numpy as np

from discourse.english import closed_classes
from discourse.english.quotation_marks import pair_marks
from discourse.readers.lists import read_words
from discourse.text.tokens import Tokens, covered
from discourse.text.vocabulary import vocabulary_of
from discourse.tone.commentary import Context

# How a word may stand to a mention, and how much it then counts. Weights are rounded from a regression on annotated
# news (benchmarks/tone_valence.py).
RELATIONS: list[tuple[str, float]] = [
    ("behind, in its clause", 1.0),
    ("behind, in another clause", 0.5),
    ("before, next to it", 0.9),
    ("before, in its clause", 0.45),
    ("before, in another clause", 0.3),
    ("does it", 1.1),
    ("it is done to", 1.2),
    ("is done to, in the passive", 0.8),
    ("does it, behind by", 0.4),
    ("a verb elsewhere in its clause", 0.7),
    ("a verb in another clause", 0.5),
]
BEHIND, BEHIND_FAR, NEXT, BEFORE, BEFORE_FAR, DOES, DONE_TO, PASSIVE, BY, ELSEWHERE, FAR = range(len(RELATIONS))
WEIGHTS = np.array([weight for _, weight in RELATIONS])
_NEAR, _CLOSE = 8, 3  # words between

_STOP, _OTHER, _BE, _WHO = (1 << bit for bit in range(4))
_STOPS = frozenset(". ; : ! ? ( ) --".split()) | read_words("tone_shifters", "class")["clause end"]
_BE_WORDS = closed_classes.BE | closed_classes.GET
_CLASSES = {
    word: sum(
        bit
        for bit, words in (
            (_STOP, _STOPS),
            (_BE, _BE_WORDS),
            (_WHO, {"who", "which"}),
            (_OTHER, closed_classes.SUBJECT_PRONOUNS - {"who"}),
        )
        if word in words
    )
    for word in _STOPS | _BE_WORDS | closed_classes.SUBJECT_PRONOUNS | {"which"}
}
_PARTICIPLES = read_words("verb_forms", "class")["participle"]


class Scene:
    """The tokens around mentions, each mention as one word that says nothing."""

    def __init__(self, tokens: Tokens, first: np.ndarray, last: np.ndarray) -> None:
        size = len(tokens)
        self.tokens, self.first, self.last = tokens, first, last
        self.inside = covered(first, last + 1, size)
        self.context = Context(tokens, self.inside)
        voc = vocabulary_of(tokens)
        bits = np.array([_CLASSES.get(word, 0) for word in voc.lower], np.uint8)
        bits |= np.array([form[:1].isupper() for form in voc.forms], bool) * np.uint8(_OTHER)
        kind = bits.take(tokens.codes)
        kind[self.context.opening] &= ~np.uint8(_OTHER)  # a capital there is no sign of a name
        kind[self.inside] = 0
        head = np.zeros(size, bool)
        head[first] = True
        head[1:] &= ~self.inside[:-1] | (np.bincount(last + 1, minlength=size + 1)[1:size] > 0)
        kind[head] |= _OTHER
        self.kind = kind
        self.stops, self.others = (np.append(0, np.cumsum(kind & bit > 0)) for bit in (_STOP, _OTHER))
        self.length = np.append(0, np.cumsum(~self.inside | head))  # words before each token
        self.context.steps = self.length

    def relate(
        self, hit_first: np.ndarray, hit_last: np.ndarray, verb: np.ndarray, owner: np.ndarray, hit: np.ndarray
    ) -> np.ndarray:
        """How each word stands to each mention."""
        last = len(self.kind) - 1
        start, end = hit_first[hit], hit_last[hit]
        before = end < self.first[owner]
        low = np.where(before, end + 1, self.last[owner] + 1)
        high = np.where(before, self.first[owner], start)
        high = np.maximum(high, low)
        words = self.length[high] - self.length[low]
        stops = self.stops[high] - self.stops[low]
        # `who` right behind the mention goes on about it.
        behind = np.minimum(self.last + 1, last)
        comma = self.context.codes[behind] == _code(self.tokens, ",")
        stops = stops - (~before & (self.kind[np.minimum(behind + comma, last)] & _WHO > 0)[owner] & (stops > 0))
        alone = (self.others[high] - self.others[low]) == 0
        near = (stops == 0) & (words <= _NEAR)

        be = [self.kind[np.maximum(hit_first - step, 0)] & _BE > 0 for step in (1, 2)]
        passive = verb & (be[0] | be[1])
        where, forms = np.flatnonzero(passive), vocabulary_of(self.tokens).lower
        passive[where] = [_is_participle(forms[code]) for code in self.context.codes[hit_first[where]].tolist()]
        passive = passive[hit]
        by = (self.context.codes[np.minimum(hit_last + 1, last)] == _code(self.tokens, "by"))[hit]
        verb = verb[hit]
        agent_behind = verb & before & by & (words <= 4)
        out = np.full(len(hit), BEHIND)
        out[~before] = np.where(near, BEHIND, BEHIND_FAR)[~before]
        out[before] = np.where((words <= 1) & (stops == 0), NEXT, np.where(near, BEFORE, BEFORE_FAR))[before]
        out[verb] = np.where(near, ELSEWHERE, FAR)[verb]
        plain = (stops == 0) & alone
        out[verb & ~before & ~passive & plain] = DOES
        out[verb & ~before & passive & plain] = PASSIVE
        out[verb & before & (stops == 0) & alone & (words <= _CLOSE)] = DONE_TO
        out[agent_behind] = BY
        return out

    def apart(self, hit: np.ndarray, mention: np.ndarray) -> np.ndarray:
        """Does one of the two stand inside quotation marks that the other is outside of?"""
        pairs = pair_marks(self.tokens)
        quoted = covered(pairs.first, pairs.last + 1, len(self.kind))
        return quoted[hit] != quoted[mention]


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn", "ung", "orn")) or word in _PARTICIPLES


def _code(tokens: Tokens, word: str) -> int:
    """The code of a type; -2 where the corpus lacks it."""
    place = tokens.types.get_indexer([word])[0]
    return int(place) if place >= 0 else -2
