"""How an evaluative word is related to a mention in its sentence: who does it, to whom it is done, whom it describes.

Read from word order and closed classes, without a parser: a clause ends at a stop or at a word that opens another one,
a name or a subject pronoun between a verb and a mention takes the verb to itself, and a mention behind a preposition is
hardly a subject. What a mention says is hardly about it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from discourse._lists import read_words
from discourse.english import closed_classes
from discourse.english.neighbours import count_between
from discourse.tone._scene import Scene

# How a word may stand to a mention, how much it then counts, and which of its values: for itself, or as a verb that of
# who does it (agent), of whom it is done to (patient) or half of both (either). Weights are rounded from regressions on
# annotated sentences (benchmarks/tone_valence.py).
RELATIONS: list[tuple[str, float, str]] = [
    ("behind, in its clause", 1.0, "valence"),
    ("behind, beyond another name or and", 0.6, "valence"),
    ("behind, and a preposition governs the name", 0.6, "valence"),
    ("behind, in another clause", 0.4, "valence"),
    ("before, next to it", 0.8, "valence"),
    ("before, with of or against", 1.2, "valence"),
    ("before, in its clause", 0.4, "valence"),
    ("before, in another clause", 0.4, "valence"),
    ("before, in another clause, beyond another name", 0.2, "valence"),
    ("in what it says", 0.35, "valence"),
    ("does it", 1.3, "agent"),
    ("does it, further off", 0.7, "agent"),
    ("does it, and a preposition governs the name", 0.6, "agent"),
    ("does it, behind by", 0.4, "agent"),
    ("it is done to", 2.2, "patient"),
    ("it is done to, further off", 1.1, "patient"),
    ("is done to, in the passive", 1.1, "patient"),
    ("a verb elsewhere in its clause", 0.7, "either"),
    ("a verb in another clause", 0.5, "either"),
    ("a verb in a clause before", 0.5, "either"),
    ("a verb in a clause before, beyond another name", 0.25, "either"),
    ("a verb in what it says", 0.35, "either"),
]
_NAMES = [name for name, _, _ in RELATIONS]
WEIGHTS = np.array([weight for _, weight, _ in RELATIONS])
VALUES = np.array([value for _, _, value in RELATIONS])
_NEAR, _CLOSE, _BY = 8, 3, 4  # words between

_BE_WORDS = closed_classes.BE | closed_classes.GET
_PARTICIPLES = read_words("verb_forms", "class")["participle"]


class _Way(NamedTuple):
    """The way between a word and a mention, for pairs of them."""

    before: np.ndarray  # is the word before the mention?
    words: np.ndarray  # words between
    joined: np.ndarray  # in one clause
    alone: np.ndarray  # no other name between
    linked: np.ndarray  # no `and` or `or` between
    whole: np.ndarray  # no comma, quotation mark or object between
    spoken: np.ndarray  # the word is in what the mention says

    @property
    def near(self) -> np.ndarray:
        return self.joined & (self.words <= _NEAR)

    @property
    def close(self) -> np.ndarray:
        return self.joined & self.alone & self.whole & (self.words <= _CLOSE)


def relate(
    scene: Scene, first: np.ndarray, last: np.ndarray, verb: np.ndarray, owner: np.ndarray, hit: np.ndarray
) -> np.ndarray:
    """How each word stands to each mention, as a row of `RELATIONS`.

    Parameters
    ----------
    scene : Scene
    first, last, verb : ndarray
        The tokens of each word of the list, and whether it is a verb.
    owner, hit : ndarray of int
        Pairs of a mention and a word.
    """
    way = _way(scene, first[hit], last[hit], owner)
    by = scene.words.verbatim(last + 1, ["by"])[hit] & way.before & (way.words <= _BY)
    passive, verb = _is_passive(scene, first, verb)[hit], verb[hit]
    out = np.full(len(hit), -1)
    # The first that fits.
    for name, fits in (*_of_verbs(scene, way, owner, by, passive), *_of_others(scene, way, owner)):
        kind = VALUES[_NAMES.index(name)] != "valence"
        out[(out < 0) & (verb == kind) & fits] = _NAMES.index(name)
    return out


def _of_verbs(
    scene: Scene, way: _Way, owner: np.ndarray, by: np.ndarray, passive: np.ndarray
) -> list[tuple[str, np.ndarray]]:
    """The relations of verbs, each with where it fits; the first that fits is the one."""
    behind = ~way.before
    subject = behind & way.joined & way.alone
    told = way.spoken & ~(subject & passive)
    return [
        ("does it, behind by", by),
        ("it is done to", way.close & way.before & (way.words <= scene.begin[owner] - scene.opens[owner])),
        ("it is done to, further off", way.close & way.before),
        ("a verb in what it says", told),
        ("is done to, in the passive", subject & passive),
        ("does it, and a preposition governs the name", subject & scene.governed[owner]),
        ("does it", subject & way.linked & (way.words <= _CLOSE)),
        ("does it, further off", subject),
        ("a verb elsewhere in its clause", way.near),
        ("a verb in another clause", behind),
        ("a verb in a clause before", way.before & way.alone),
        ("a verb in a clause before, beyond another name", way.before),
    ]


def _of_others(scene: Scene, way: _Way, owner: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """The relations of other words, as `_of_verbs` has those of verbs."""
    behind, near = ~way.before, way.near
    return [
        ("before, with of or against", way.before & way.joined & way.alone & scene.aimed_at[owner] & (way.words <= 2)),
        ("before, next to it", way.before & way.joined & way.whole & (way.words <= 1)),
        ("in what it says", way.spoken),
        ("behind, beyond another name or and", behind & near & ~(way.alone & way.linked)),
        ("behind, and a preposition governs the name", behind & near & scene.governed[owner]),
        ("behind, in its clause", behind & near),
        ("behind, in another clause", behind),
        ("before, in its clause", near),
        ("before, in another clause", way.before & way.alone),
        ("before, in another clause, beyond another name", way.before),
    ]


def _way(scene: Scene, start: np.ndarray, end: np.ndarray, owner: np.ndarray) -> _Way:
    before = end < scene.first[owner]
    low = np.where(before, end + 1, scene.last[owner] + 1)
    high = np.maximum(np.where(before, scene.begin[owner], start), low)
    stops = count_between(scene.stops, low, high)
    stops = stops - (~before & scene.goes_on[owner] & (stops > 0))
    return _Way(
        before,
        scene.steps[high] - scene.steps[low],
        stops == 0,
        count_between(scene.others, low, high) == 0,
        count_between(scene.joints, low, high) == 0,
        count_between(scene.breaks, low, high) == 0,
        np.where(before, scene.said_of_it[owner], scene.says[owner] < start),
    )


def _is_passive(scene: Scene, first: np.ndarray, verb: np.ndarray) -> np.ndarray:
    """Is it a verb, and a participle with a form of `be` or `get` in the two words before?"""
    passive = verb & (scene.words.at(first - 1, _BE_WORDS) | scene.words.at(first - 2, _BE_WORDS))
    passive[passive] = scene.words.test(first[passive], _is_participle)
    return passive


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn", "ung", "orn")) or word in _PARTICIPLES
