"""The label of a tone towards an actor: negative, neutral or positive.

Positive and negative have a score each, beside neutral, which has 0; the highest names the label. A score is a sum: a
constant, what good words and bad ones count for by how they stand to the mention, and circumstances of the mention that
hold no word of tone, such as whether it begins the sentence. What words count for is taken as its logarithm: the second
word of a kind adds less than the first. The label never contradicts the sign of the tone. How much each summary
adds is fitted to annotated sentences (`benchmarks/tone_label.py`) and stands in `discourse/data/tone_label.csv`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from discourse._lists import read_rows
from discourse.english import closed_classes
from discourse.english.neighbours import count_between
from discourse.tone._relation import RELATIONS
from discourse.tone._scene import Scene

_GAIN = 4.0  # of a sum, before its logarithm

#: What is summed, good words and bad ones apart: words in one of these relations to the mention.
SUMS: dict[str, tuple[str, ...]] = {
    "behind it": ("behind, in its clause",),
    "further behind": ("behind, beyond another name or and", "behind, and a preposition governs the name"),
    "in a clause behind": ("behind, in another clause",),
    "next to it": ("before, next to it", "before, with of or against"),
    "before it": (
        "before, in its clause",
        "before, in another clause",
        "before, in another clause, beyond another name",
    ),
    "in what it says": ("in what it says", "a verb in what it says"),
    "done by it": ("does it",),
    "perhaps done by it": (
        "does it, further off",
        "does it, and a preposition governs the name",
        "does it, behind by",
    ),
    "done to it": ("it is done to", "it is done to, further off"),
    "done to it, in the passive": ("is done to, in the passive",),
    "done by others": (
        "a verb elsewhere in its clause",
        "a verb in another clause",
        "a verb in a clause before",
        "a verb in a clause before, beyond another name",
    ),
}
#: For each of `RELATIONS`, the place of its sum among `SUMS`.
SUM_OF = np.array([next(n for n, held in enumerate(SUMS.values()) if name in held) for name, _, _ in RELATIONS])


def _other_names(scene: Scene) -> np.ndarray:
    start, end = scene.sentence
    return np.sqrt(np.maximum(count_between(scene.others, start, end + 1) - 1, 0))


def _words_before(scene: Scene) -> np.ndarray:
    return np.sqrt(scene.steps[scene.first] - scene.steps[scene.sentence[0]])


def _words(scene: Scene) -> np.ndarray:
    start, end = scene.sentence
    return np.sqrt(scene.steps[end + 1] - scene.steps[start])


#: Of each mention, whatever words of tone there are: 0 or 1, or the root of a number.
CIRCUMSTANCES: dict[str, Callable[[Scene], np.ndarray]] = {
    "a preposition governs it": lambda scene: scene.governed,
    "begins the sentence": lambda scene: scene.begin == scene.sentence[0],
    "in quotation marks": lambda scene: scene.quoted[scene.first],
    "before a form of be": lambda scene: scene.words.at(scene.last + 1, closed_classes.BE, beside=scene.last),
    "other names of the sentence": _other_names,
    "words before it": _words_before,
    "words of the sentence": _words,
}


def circumstances(scene: Scene) -> np.ndarray:
    """The circumstances of each mention, a column each."""
    return np.column_stack([np.asarray(of(scene), float) for of in CIRCUMSTANCES.values()])


def summaries() -> list[tuple[str, str]]:
    """The name of each summary, and the words it is of: good, bad, or none."""
    sums = [(name, words) for words in ("good", "bad") for name in SUMS]
    return [("constant", ""), *sums, *((name, "") for name in CIRCUMSTANCES)]


def summarise(good: np.ndarray, bad: np.ndarray, around: np.ndarray) -> np.ndarray:
    """The summaries of each mention, a column each, in the order of `summaries`.

    Parameters
    ----------
    good, bad : ndarray
        What the words of each side count for, from 0: a row a mention, a column each of `SUMS`.
    around : ndarray
        As `circumstances` gives it.
    """
    return np.column_stack([np.ones(len(good)), np.log1p(_GAIN * good), np.log1p(_GAIN * bad), around])


def weights() -> np.ndarray:
    """How much each summary adds to the score of positive and to that of negative, a column each."""
    rows = {row[:2]: row[2:] for row in read_rows("tone_label", "summary", "words", "positive", "negative")}
    return np.array([rows[key] for key in summaries()], dtype=float)


def tell_label(good: np.ndarray, bad: np.ndarray, around: np.ndarray, *, by: np.ndarray | None = None) -> np.ndarray:
    """1 for positive, -1 for negative, 0 for neutral.

    Parameters
    ----------
    good, bad, around : ndarray
        As in `summarise`.
    by : ndarray, optional
        How much each summary adds; by default the shipped `weights`.

    Examples
    --------
    >>> said = np.zeros((1, len(SUMS)))
    >>> said[0, list(SUMS).index("behind it")] = 1.0
    >>> none, around = np.zeros_like(said), np.zeros((1, len(CIRCUMSTANCES)))
    >>> [tell_label(*sides, around).item() for sides in ((said, none), (none, said), (none, none))]
    [1, -1, 0]
    """
    positive, negative = (summarise(good, bad, around) @ (weights() if by is None else by)).T
    tone = good.sum(axis=1) - bad.sum(axis=1)
    side = np.where(positive > np.maximum(negative, 0), 1, np.where(negative > 0, -1, 0))
    return np.where(side * tone > 0, side, 0)
