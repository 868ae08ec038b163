"""How an evaluative word is related to a mention in its sentence: who does it, to whom it is done, whom it describes.

Read from word order and closed classes, without a parser: a clause ends at a stop or at a word that opens another one,
and a name or a subject pronoun between a verb and a mention takes the verb to itself.
"""

from __future__ import annotations

import numpy as np

from discourse._lists import read_words
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours, count_between
from discourse.english.quotation_marks import pair_marks
from discourse.text.tokens import Tokens, covered
from discourse.text.vocabulary import vocabulary_of

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

_STOPS = frozenset(". ; : ! ? ( ) --".split()) | read_words("tone_shifters", "class")["clause end"]
_BE_WORDS = closed_classes.BE | closed_classes.GET
_PRONOUNS = closed_classes.SUBJECT_PRONOUNS - {"who"}
_PARTICIPLES = read_words("verb_forms", "class")["participle"]


class Scene:
    """How words stand to mentions; each mention is as long as one word, and says nothing."""

    def __init__(self, tokens: Tokens, first: np.ndarray, last: np.ndarray) -> None:
        self.tokens, self.first, self.last = tokens, first, last
        self.inside = covered(first, last + 1, len(tokens))
        self.words = words = Neighbours(tokens, hidden=self.inside)
        capital = np.array([form[:1].isupper() for form in vocabulary_of(tokens).forms], bool)
        self._stops, others = words.places(_STOPS, words.types_in(_PRONOUNS) | capital)
        others = others[~words.begins(others)]  # a capital there is no sign of a name
        head = self._heads()
        self._others = np.sort(np.append(others, np.flatnonzero(head)))
        self.steps = np.append(0, np.cumsum(~self.inside | head))  # words before each token

    def _heads(self) -> np.ndarray:
        """For each token: does a mention begin there, inside no other?"""
        size = len(self.inside)
        head = np.zeros(size, bool)
        head[self.first] = True
        head[1:] &= ~self.inside[:-1] | (np.bincount(self.last + 1, minlength=size + 1)[1:size] > 0)
        return head

    def relate(
        self, hit_first: np.ndarray, hit_last: np.ndarray, verb: np.ndarray, owner: np.ndarray, hit: np.ndarray
    ) -> np.ndarray:
        """How each word stands to each mention."""
        start, end = hit_first[hit], hit_last[hit]
        before = end < self.first[owner]
        low = np.where(before, end + 1, self.last[owner] + 1)
        high = np.maximum(np.where(before, self.first[owner], start), low)
        words = self.steps[high] - self.steps[low]
        stops = count_between(self._stops, low, high)
        stops = stops - (~before & self._goes_on()[owner] & (stops > 0))
        alone = count_between(self._others, low, high) == 0
        near = (stops == 0) & (words <= _NEAR)

        passive = self._is_passive(hit_first, verb)[hit]
        by = self.words.verbatim(hit_last + 1, ["by"])[hit]
        verb = verb[hit]
        agent_behind = verb & before & by & (words <= 4)
        out = np.full(len(hit), BEHIND)
        out[~before] = np.where(near, BEHIND, BEHIND_FAR)[~before]
        out[before] = np.where((words <= 1) & (stops == 0), NEXT, np.where(near, BEFORE, BEFORE_FAR))[before]
        out[verb] = np.where(near, ELSEWHERE, FAR)[verb]
        plain = (stops == 0) & alone
        out[verb & ~before & ~passive & plain] = DOES
        out[verb & ~before & passive & plain] = PASSIVE
        out[verb & before & plain & (words <= _CLOSE)] = DONE_TO
        out[agent_behind] = BY
        return out

    def _goes_on(self) -> np.ndarray:
        """Does `who` or `which` right behind each mention go on about it?"""
        behind = self.last + 1
        return self.words.at(behind + self.words.verbatim(behind, [","]), {"who", "which"})

    def _is_passive(self, first: np.ndarray, verb: np.ndarray) -> np.ndarray:
        """Is it a verb, and a participle with a form of `be` or `get` in the two words before?"""
        passive = verb & (self.words.at(first - 1, _BE_WORDS) | self.words.at(first - 2, _BE_WORDS))
        passive[passive] = self.words.test(first[passive], _is_participle)
        return passive

    @property
    def quoted(self) -> np.ndarray:
        """Which tokens stand inside quotation marks."""
        pairs = pair_marks(self.tokens)
        return covered(pairs.first, pairs.last + 1, len(self.tokens))


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn", "ung", "orn")) or word in _PARTICIPLES
