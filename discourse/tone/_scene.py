"""Where the mentions of a corpus stand, and what stands around each of them: titles, prepositions, verbs of speech.

Read from word order and closed classes, without a parser. A mention is as long as one word, and its own words are never
read. The words with a capital right before it are its title (`President Lee`). A preposition before it governs it
(`critics of the Lees`): then it is no subject. A verb of speech close behind it makes it the speaker of what follows.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from discourse._lists import read_words
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours, count_between
from discourse.english.quotation_marks import pair_marks
from discourse.text.tokens import Tokens, covered

_STOPS = frozenset(". ; : ! ? ( ) --".split()) | read_words("tone_shifters", "class")["clause end"]
_PRONOUNS = closed_classes.SUBJECT_PRONOUNS - {"who"}
_GOVERNS = closed_classes.PREPOSITIONS | {"than", "as"}
_BREAKS = closed_classes.OBJECT_PRONOUNS | {",", '"'}  # between a verb and what is not its object
_SAYS = read_words("verb_forms", "class")["says"]


class Scene:
    """The mentions, and what their neighbours make of them; a name is a word with a capital or another mention."""

    def __init__(self, tokens: Tokens, first: np.ndarray, last: np.ndarray) -> None:
        self.tokens, self.first, self.last = tokens, first, last
        self.inside = covered(first, last + 1, len(tokens))
        self.words = words = Neighbours(tokens, hidden=self.inside)
        self.stops, others, self._says, self.joints, self.breaks = words.places(
            _STOPS, words.types_in(_PRONOUNS) | words.capitals, _SAYS, {"and", "or"}, _BREAKS
        )
        others = others[~words.begins(others)]  # a capital there is no sign of a name
        head = self._heads()
        self.others = np.sort(np.append(others, np.flatnonzero(head)))
        self.steps = np.append(0, np.cumsum(~self.inside | head))  # words before each token

    def _heads(self) -> np.ndarray:
        """For each token: does a mention begin there, inside no other?"""
        size = len(self.inside)
        head = np.zeros(size, bool)
        head[self.first] = True
        head[1:] &= ~self.inside[:-1] | (np.bincount(self.last + 1, minlength=size + 1)[1:size] > 0)
        return head

    @cached_property
    def sentence(self) -> tuple[np.ndarray, np.ndarray]:
        """The first and the last token of the sentence of each mention."""
        return self.words.sentence_start(self.first), self.words.sentence_end(self.first)

    @cached_property
    def begin(self) -> np.ndarray:
        """Where the title before each mention begins; the mention itself where there is none."""
        capital = self.words.capitals[self.words.codes] & ~self.inside
        small = np.flatnonzero(~capital)
        return np.maximum(self.words.last_before(small, self.first) + 1, self.words.sentence_start(self.first))

    @cached_property
    def opens(self) -> np.ndarray:
        """Where the noun phrase of each mention begins: its determiner, title or name."""
        return self.begin - self.words.at(self.begin - 1, closed_classes.DETERMINERS, beside=self.first)

    @cached_property
    def governed(self) -> np.ndarray:
        """Does a preposition govern each mention?"""
        return self.words.at(self.opens - 1, _GOVERNS, beside=self.first)

    @cached_property
    def aimed_at(self) -> np.ndarray:
        """Is that preposition `of` or `against`: is what stands before about the mention (`critics of`)?"""
        return self.words.at(self.opens - 1, {"of", "against"}, beside=self.first)

    @cached_property
    def goes_on(self) -> np.ndarray:
        """Does `who` or `which` right behind each mention go on about it?"""
        behind = self.last + 1
        return self.words.at(behind + self.words.verbatim(behind, [","]), {"who", "which"})

    @cached_property
    def says(self) -> np.ndarray:
        """The verb of speech whose subject each mention is; for none, the token behind the sentence."""
        verb = self.words.first_behind(self._says, self.last)
        stops = count_between(self.stops, self.last + 1, verb) - self.goes_on
        names = count_between(self.others, self.last + 1, verb)
        passive = self.words.at(verb - 1, closed_classes.BE)
        return np.where((stops <= 0) & (names == 0) & ~passive, verb, self.words.sentence_end(self.last) + 1)

    @cached_property
    def said_of_it(self) -> np.ndarray:
        """Does a verb of speech stand right behind or before each mention (`..., said Lee`)?"""
        behind = (self.says <= self.last + 2) & (self.says <= self.words.sentence_end(self.last))
        return behind | self.words.at(self.begin - 1, _SAYS, beside=self.first)

    @cached_property
    def quoted(self) -> np.ndarray:
        """Which tokens stand inside quotation marks."""
        pairs = self.tokens.once(pair_marks)
        return covered(pairs.first, pairs.last + 1, len(self.tokens))
