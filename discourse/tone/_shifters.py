"""Words that change the value of another word: what they are, where they stand, and on which word they bear.

Things rise, fall and come to an end. A verb or noun that says so turns what it bears on: less of a bad thing is good,
less of a good thing is bad (Polanyi and Zaenen 2006; Moilanen and Pulman 2007). What it bears on follows from its class
and its place (Levin 1993, 45.6): `crime fell`, `the fall in crime` and `falling crime`, but `it fell on hard times`;
`they cut crime`, `crime was cut`. The words and phrases stand in `discourse/data/tone_shifters.csv`, a class each.

References
----------
Levin, B. (1993). English Verb Classes and Alternations. Chicago: University of Chicago Press.
Moilanen, K. and Pulman, S. (2007). Sentiment composition. Proceedings of RANLP 2007, 378-382.
Neviarouskaya, A., Prendinger, H. and Ishizuka, M. (2009). Semantically distinct verb classes involved in sentiment
analysis. Proceedings of IADIS Applied Computing 2009, 27-34.
Polanyi, L. and Zaenen, A. (2006). Contextual valence shifters. In Computing Attitude and Affect in Text. Springer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from discourse._lists import read_rows, read_words
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Bits, Neighbours
from discourse.lexicon.match import match
from discourse.text.tokens import clear_of, covered

CLASSES = read_words("tone_shifters", "class")
#: What ends a clause.
STOPS = frozenset(". ; : ! ? ... … ( ) [ ] -- --- —".split()) | CLASSES["clause end"]
#: Classes of what is matched as a phrase, longest first; set phrases of denial are matched to protect their words.
_MATCHED = (
    "falls",
    "lowers",
    "fall of",
    "rises",
    "raises",
    "rise of",
    "ends",
    "end of",
    "less",
    "denier",
    "set phrase",
    "saver",
)
_BITS = Bits(_MATCHED)
_LESS = ("falls", "lowers", "fall of", "ends", "end of", "less")
_VERBS = ("lowers", "raises", "ends")
_NOUNS = ("fall of", "rise of", "end of")
_INTRANSITIVE = ("falls", "rises")

_READING = read_words("tone_reading", "class")
_PARTICIPLES = read_words("verb_forms", "class")["participle"]
_OBJECT, _BESIDE, _SUBJECT, _CHAIN = 4, 2, 5, 4  # how far they reach, in words
_SPARED = 6  # from a verb to its `from`
_PASSIVE = closed_classes.BE | closed_classes.GET
_HELPERS = closed_classes.AUXILIARIES | closed_classes.GET | closed_classes.ADVERBS | negators.TONE - {"without"}
_LINKS = frozenset("of in to for".split())
_INSIDE = closed_classes.PREPOSITIONS - {"of"}
#: What cannot stand between a verb and the head of its object.
_NO_OBJECT = STOPS | _INSIDE | closed_classes.AUXILIARIES | closed_classes.SUBJECT_PRONOUNS | {",", "to", "and", "or"}
_NOT_BESIDE = _NO_OBJECT | closed_classes.DETERMINERS | {"of"}
_NOT_SUBJECT = STOPS | closed_classes.FINITE_AUXILIARIES | {",", "and", "or"}
_BEHIND_SUBJECT = closed_classes.PREPOSITIONS - {"to"}
#: What follows a verb that has no object.
_NO_OBJECT_NEXT = (
    (closed_classes.PREPOSITIONS - {"of"})
    | closed_classes.COORDINATORS
    | closed_classes.SUBORDINATORS
    | closed_classes.ADVERBS
    | closed_classes.TIMES
    | closed_classes.RELATIVES
    | STOPS
    | {",", '"', "'"}
    | _READING["how much or when"]
)


def _phrases() -> dict[str, int]:
    """The bits of each word or phrase."""
    held: dict[str, int] = {}
    for name in _MATCHED:
        for phrase in CLASSES[name]:
            held[phrase] = held.get(phrase, 0) | _BITS[name]
    for (phrase,) in read_rows("negations", "pattern", category="none"):
        held.setdefault(phrase, _BITS["set phrase"])
    return held


_PHRASES = _phrases()
_TEXTS = np.array(list(_PHRASES), dtype=object)
_CLASSES_OF = np.array(list(_PHRASES.values()))


class Shifters(NamedTuple):
    """The words and phrases of some classes in a corpus, in the order of the text."""

    first: np.ndarray
    last: np.ndarray
    row: np.ndarray  # which of `texts`

    @classmethod
    def found(cls, words: Neighbours) -> Shifters:
        """All of a corpus."""
        first, last, row = match(words.tokens, list(_PHRASES))
        if words.hidden is not None:
            shown = clear_of(words.hidden, first, last + 1)
            first, last, row = first[shown], last[shown], row[shown]
        return cls(first, last, row)

    def has(self, *names: str) -> np.ndarray:
        """Is each of one of these classes?"""
        return _BITS.has(_CLASSES_OF[self.row], *names)

    def only(self, chosen: np.ndarray) -> Shifters:
        """Those chosen."""
        return Shifters(self.first[chosen], self.last[chosen], self.row[chosen])

    def guarded(self, size: int) -> np.ndarray:
        """For each of `size` tokens: is it part of a phrase, in which it is no shifter of its own?"""
        phrases = self.only(self.first < self.last)
        return covered(phrases.first, phrases.last + 1, size)

    def whole(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Does each stretch lie in one set phrase?"""
        sets = self.only(self.has("set phrase") & (self.first < self.last))
        at = np.searchsorted(sets.first, first, "right") - 1
        return (at >= 0) & (last <= np.append(sets.last, -1)[at])

    def texts(self, at: np.ndarray) -> np.ndarray:
        """The words or phrases there, as listed."""
        return _TEXTS[self.row[at]]


class Bearing(NamedTuple):
    """What bears on each word of the list."""

    shifter: np.ndarray  # its place among the shifters; -1 for none
    denied: np.ndarray  # is that itself denied (`did not prevent`)?
    less: np.ndarray  # does it say that there is less of it, or an end?


Distance = Callable[[np.ndarray, np.ndarray], np.ndarray]


def bear(
    words: Neighbours, shifters: Shifters, first: np.ndarray, last: np.ndarray, denials: np.ndarray, distance: Distance
) -> Bearing:
    """Which verb or noun of rise, fall or end bears on each word from `first` to `last`.

    Parameters
    ----------
    words : Neighbours
    shifters : Shifters
    first, last : ndarray of int
        The words of the list.
    denials : ndarray of int
        Where something denies.
    distance : callable
        From one token to another, in words.
    """
    size = len(shifters.first)
    opens, kind = _objects(words, shifters)
    shifter = np.full(len(first), -1)
    for reach, blockers, which in (
        (_BESIDE, _NOT_BESIDE, kind == 1),
        (_OBJECT, _NO_OBJECT, kind == 2),
    ):
        chosen = np.flatnonzero(which)
        at = np.searchsorted(opens[chosen], first, "right") - 1
        nearest = np.append(chosen, -1)[at] if len(chosen) else np.full(len(first), -1)
        opening = np.append(opens, 0)[nearest]
        near = (nearest >= 0) & (words.sentence[opening] == words.sentence[first]) if size else nearest >= 0
        near &= distance(opening, first) < reach
        (blocks,) = words.places(blockers)
        near &= words.last_before(blocks, first) < opening
        shifter = np.where(near, nearest, shifter)
    behind = _subject(words, shifters, first, last, distance)
    shifter = np.where(shifter < 0, behind, shifter)
    return Bearing(
        shifter,
        np.append(_denied(words, shifters, denials), False)[shifter],
        np.append(shifters.has(*_LESS), False)[shifter],
    )


def _objects(words: Neighbours, shifters: Shifters) -> tuple[np.ndarray, np.ndarray]:
    """Where what a shifter bears on may begin behind it; and 1 if that is next to it, 2 if near it, 0 if nowhere."""
    last = shifters.last
    linked = shifters.has(*_NOUNS) & words.at(last + 1, _LINKS, beside=last)
    object_ = shifters.has(*_VERBS) & ~words.at(last + 1, _NO_OBJECT, beside=last) & ~words.ends(last)
    object_ &= ~words.ending(last + 1, "ly", beside=last)  # `ended sadly`
    beside = shifters.has(*_INTRANSITIVE) & words.ending(last, "ing") & (shifters.first == last)
    beside = (beside | shifters.has("less")) & ~words.at(last + 1, _NOT_BESIDE, beside=last)
    return last + 1 + linked, np.where(linked | object_, 2, np.where(beside, 1, 0))


def _chain(words: Neighbours, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The token before the auxiliaries and adverbs before each verb; and is a passive among them?"""
    at, beside, passive = at - 1, at, np.zeros(len(at), bool)
    for _ in range(_CHAIN):
        skip = words.at(at, _HELPERS, beside=beside) | words.at(at, words.contracted, beside=beside)
        skip |= words.ending(at, "ly", beside=beside)
        passive |= skip & words.at(at, _PASSIVE, beside=beside)
        at = at - skip
    return at, passive


def _subject(
    words: Neighbours, shifters: Shifters, first: np.ndarray, last: np.ndarray, distance: Distance
) -> np.ndarray:
    """The verb of which each word is, or belongs to, the subject; -1 for none."""
    verb_last = shifters.last
    end, passive = _chain(words, shifters.first)
    alone = words.ends(verb_last) | words.at(verb_last + 1, _NO_OBJECT_NEXT, beside=verb_last)
    alone |= words.ending(verb_last + 1, "ly", beside=verb_last) | words.digits(verb_last + 1)
    alone &= ~words.at(verb_last + 1, _READING["falls otherwise"], beside=verb_last) | words.digits(verb_last + 2)
    participle = words.ending(shifters.first, "ed") | words.at(shifters.first, _PARTICIPLES)
    passive &= participle & shifters.has(*_VERBS)
    passive &= ~words.at(verb_last + 1, {"to"}, beside=verb_last) | words.digits(verb_last + 2)  # `reduced to tears`
    cut_short = participle & shifters.has(*_VERBS) & words.at(verb_last + 1, {"by"}, beside=verb_last)
    usable = (shifters.has(*_INTRANSITIVE) & alone) | passive | (cut_short & (end == shifters.first - 1))
    chosen = np.flatnonzero(usable & ~words.begins(shifters.first))
    if not len(chosen):
        return np.full(len(first), -1)
    at = np.searchsorted(shifters.first[chosen], last, "right")
    verb = np.append(chosen, -1)[at]
    head = np.append(end, -1)[verb]
    same = (verb >= 0) & (words.sentence.take(head, mode="clip") == words.sentence[first])
    inside = (last == head) | ((last == head - 1) & ~words.at(head, _NO_OBJECT | closed_classes.DETERMINERS))
    (blocks,) = words.places(_NOT_SUBJECT)
    linked = words.at(last + 1, _BEHIND_SUBJECT, beside=last) & (last < head) & (distance(last, head) <= _SUBJECT)
    linked &= words.first_behind(blocks, last) > head
    return np.where(same & (inside | linked), verb, -1)


def spared(words: Neighbours, shifters: Shifters) -> np.ndarray:
    """Where a `from` names what somebody is saved from."""
    (at,) = words.places({"from"})
    saver = words.last_before(shifters.only(shifters.has("saver")).first, at)
    (blocks,) = words.places(STOPS | {","})
    return at[(saver >= 0) & (at - saver <= _SPARED) & (words.last_before(blocks, at) < saver)]


def _denied(words: Neighbours, shifters: Shifters, denials: np.ndarray) -> np.ndarray:
    """Is each shifter denied by what stands before it (`did not fall`, `failed to prevent`, `no end to`)?"""
    denial = words.last_before(denials, shifters.first)
    (blocks,) = words.places(STOPS | {","})
    asked = words.begins(shifters.first) | words.at(shifters.first - 1, {"kindly", "please"}, beside=shifters.first)
    asked &= words.ending(shifters.last + 1, "ing", beside=shifters.last)  # `Stop fighting` says that they fight
    near = (denial >= 0) & (shifters.first - denial <= 3) & (words.last_before(blocks, shifters.first) < denial)
    return near | asked


def beyond_better(words: Neighbours, denials: np.ndarray) -> np.ndarray:
    """Which denials say that no more is possible (`could not be happier`, `couldn't agree more`)?"""
    could = words.at(denials - 1, _READING["could"], beside=denials) | words.at(denials, _READING["could not"])
    ever = words.at(denials, {"never", "rarely", "seldom"})
    be = words.at(denials + 1, {"be", "been"}, beside=denials)
    more = _more(words, denials + 2, denials)
    verb_more = ~be & more & (words.ends(denials + 2) | words.at(denials + 3, STOPS | {",", "with"}, beside=denials))
    return ((could | ever) & be & more) | (could & verb_more)


def _more(words: Neighbours, at: np.ndarray, beside: np.ndarray) -> np.ndarray:
    """Is it a comparative?"""
    known = words.at(at, _READING["comparative"], beside=beside)
    return known | (words.ending(at, "er", beside=beside) & ~words.at(at, _READING["no comparative"], beside=beside))


def too_to(words: Neighbours) -> np.ndarray:
    """Where a `to` denies what follows it: behind `too` and an adjective (`too proud to help`)."""
    (at,) = words.places({"to"})
    behind = words.at(at - 2, {"too"}, beside=at) | (
        words.at(at - 3, {"too"}, beside=at) & ~words.at(at - 1, STOPS | {","}, beside=at)
    )
    behind &= ~words.at(at - 3, {"only"}, beside=at)  # `only too glad to help`
    return at[behind & ~words.at(at + 1, closed_classes.DETERMINERS | closed_classes.PRONOUNS, beside=at)]
