"""Words with two lives: is it the hedge or booster this time, or its namesake?

A list of words cannot tell the modal `may` from the month, nor `could` of possibility from `could` of ability. The few
words around it can, mostly. Each rule here is one such reading, asked of the hits of some cues only: it looks at the
words before and after inside the sentence and says where the cue is a namesake.

References
----------
Huddleston, R., & Pullum, G. K. (2002). The Cambridge Grammar of the English Language. Cambridge: CUP. Chapters 3 and 6.
Palmer, F. R. (1990). Modality and the English Modals. 2nd edition. London: Longman.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse._lists import read_words
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours
from discourse.lexicon.match import match
from discourse.lexicon.namesakes import Rules, find_namesakes
from discourse.stance import _modals
from discourse.text.questions import find_asking

_READING = read_words("cue_reading", "class")
_VERBS = read_words("verb_forms", "class")

_NUMBERS = closed_classes.NUMERALS | frozenset("$ £ €".split())
#: What is counted after `a`: `about a dozen`.
_COUNTED = _READING["counted"]
#: What a text is about; a number after it counts topics.
_TOPIC = _READING["topic"]
#: After `appear`: it came into sight, or before an audience, a court, a reader.
_PLACES = (closed_classes.PREPOSITIONS - {"like", "to"}) | closed_classes.COORDINATORS | {"when", "where", "here"}
_PROPOSALS = _READING["proposal"]
_THINGS = _READING["no verb in -ing"]
_ELATIVES = _READING["utmost"]
_NO_SUPERLATIVE = _READING["no superlative in -est"]
#: What all but happened after `almost`, beside forms in -ed.
_PAST = _VERBS["happened"]
_MULTIPLY = _READING["multiple"]
_AFTER_NOUN = (
    closed_classes.PREPOSITIONS
    | closed_classes.COORDINATORS
    | closed_classes.AUXILIARIES
    | closed_classes.SUBORDINATORS
    | closed_classes.RELATIVES
    | {"here", "there"}
)
_PLAIN = closed_classes.BE | _READING["plain to see"]
_BEFORE_NOUN = closed_classes.ARTICLES | closed_classes.POSSESSIVES | _READING["before a noun"] | {"'s"}


def match_cues(
    words: Neighbours, lexicon: pd.DataFrame, rules: Rules = ()
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First token, last token and row in the list of every cue, without namesakes and cues of category none."""
    patterns = lexicon["pattern"].tolist()
    # Hyphens make an adjective or a noun of a phrase, which is no cue: `a crystal-clear apple`, `a proof-of-concept`.
    first, last, row = match(words.tokens, patterns, compounds=False)
    keep = (lexicon["category"] != "none").to_numpy()[row]
    first, last, row = first[keep], last[keep], row[keep]
    keep = ~find_namesakes(words, first, last, row, patterns, rules)
    return first[keep], last[keep], row[keep]


def _about(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A topic: not before a number, or after a word that has topics."""
    number = words.digits(last + 1) | words.after(last, _NUMBERS)
    number |= words.after(last, {"a", "an", "one"}) & words.at(last + 2, _COUNTED)
    told = words.at(first - 1, closed_classes.BE, beside=first) & words.at(first - 2, _TOPIC, beside=first)
    return ~number | told | words.at(first - 1, _TOPIC, beside=first)


def _appear(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Coming into sight: before a place, a stop or the end, save after `it`."""
    follow = last + 1 + words.ending(last + 1, "ly", beside=last)
    arrives = words.ends(follow - 1) | words.at(follow, _PLACES | _modals.STOPS, beside=last)
    return arrives & ~words.at(first - 1, frozenset("it so would".split()), beside=first)


def _suggest(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A proposal: to do something, that others should; or a suggested price."""
    doing = words.ending(last + 1, "ing", beside=last) & ~words.after(last, _THINGS)
    should = words.after(last, {"a", "an"}) & (
        words.at(last + 2, _PROPOSALS, beside=last) | words.at(last + 3, _PROPOSALS, beside=last)
    )
    for step in range(2, 7):
        bare = words.at(last + step, {"be"}, beside=last)
        bare &= ~words.at(last + step - 1, closed_classes.MODALS | {"to", "not", "never", "also"}, beside=last)
        should |= words.at(last + step, {"should", "ought"}, beside=last) | bare
    return (
        doing
        | should
        | words.after(last, {"you"})
        | words.at(first - 1, closed_classes.ARTICLES | closed_classes.POSSESSIVES, beside=first)
    )


def _possible(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """An utmost degree (`the best deal possible`), or what can be done (`possible to sail`)."""
    utmost = words.after(last, {"to"}) | words.before(first, _ELATIVES, reach=2)
    for word in (first - 1, first - 2, first - 3):
        utmost |= negators.deny(words, word, negators.POSSIBILITY, beside=first)
        utmost |= words.ending(word, "est", beside=first) & ~words.at(word, _NO_SUPERLATIVE)
    return utmost


def _almost(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A near miss, which did not happen and leaves no doubt of it (`he almost died`)."""
    acts = words.at(last + 1, _PAST, beside=last)
    acts |= words.ending(last + 1, "ed", beside=last) & ~words.at(first - 1, closed_classes.BE, beside=first)
    return acts & ~words.after(last, _MULTIPLY)


def _potential(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A capacity: the noun, not before another noun; or somebody in a role to come (`potential buyers`)."""
    noun = words.ends(last) | ~words.letters(last + 1) | words.after(last, _AFTER_NOUN)
    return noun | words.after(last, _READING["a role to come"])


def _apparent(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Plain to see: what is or becomes apparent, more or most so."""
    return words.at(first - 1, _PLAIN, beside=first)


def _noun(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A thing or a person: after a determiner."""
    return words.at(first - 1, _BEFORE_NOUN, beside=first)


def _possibly(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """No doubt but stress: behind a denial (`cannot possibly`), or before an ability (`all I possibly can`)."""
    stressed = words.after(last, {"can", "could"})
    for word in (first - 1, first - 2):
        stressed |= negators.deny(words, word, negators.POSSIBILITY, beside=first)
    return stressed


def _assume(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """An office, a burden or a shape is taken on (`assumed office`, `assumes a leading role`)."""
    taken = words.before(first, {"an", "the", "under"}, reach=1)
    for step in (1, 2, 3):
        taken |= words.at(last + step, _READING["office"], beside=last)
    return taken


def _believe(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """What somebody refuses, finds hard or wants to believe, and what a person holds (`whom they believed to be`)."""
    willing = words.at(first - 1, {"to"}, beside=first) & words.at(first - 2, _READING["to believe"], beside=first)
    active = words.at(first - 1, closed_classes.SUBJECT_PRONOUNS, beside=first) & words.at(last, {"to"})
    return willing | active


def _trust(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Trust or faith: `I believe in` somebody or something."""
    return words.after(last, {"in"})


def _think(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Thinking, not an opinion: an order (`just think`), or asked of somebody (`do they think`)."""
    ordered = words.begins(first) | words.at(first - 1, {"just", "to", '"', "'"}, beside=first)
    return ordered | (
        words.before(first, closed_classes.DO, reach=4) & find_asking(words.tokens)[words.tokens.row_at(first)]
    )


def _supposed(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A duty or a plan (`supposed to protect`), save `supposed to have`, which reports."""
    return words.after(last, {"to"}) & ~words.at(last + 2, {"have"}, beside=last)


def _kind_of(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A good deed (`kind of you`), or a class of things: behind a determiner or an adjective of order."""
    return words.after(last, closed_classes.OBJECT_PRONOUNS | {"you"}) | words.at(first - 1, _CLASSES, beside=first)


def _sure(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """`certain` for sure, which is a booster."""
    return ~_certain(words, first, last)


def _topic(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A topic (`the chorus of doubts`): no claim follows (`doubts that`), and none is said to be there."""
    claim = words.after(last, closed_classes.BE | {"that", "whether", "as", "to"})
    for step in (2, 3, 4):
        claim |= words.at(first - step, {"there"}, beside=first)
    return ~claim


def _condition(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A condition (`if any doubt remains`): no aside, which a mark or the end closes (`few, if any,`)."""
    return ~(words.ends(last) | words.at(last + 1, _modals.STOPS))


#: Nouns of doubt and belief, which a text can also talk about.
_TOPICS = tuple(
    "assumption assumptions doubts indication indications possibilities presumption speculation suggestion suggestions "
    "suspicion suspicions tendencies tendency uncertainties".split()
)
_CLASSES = closed_classes.DETERMINERS | _READING["before a noun"]

HEDGES: Rules = (
    (("may",), _modals.may),
    (("could", "couldn't", "could've"), _modals.could),
    (("should", "shouldn't", "should've", "ought to", "ought not", "oughtn't"), _modals.should),
    (("about", "around"), _about),
    (("appear", "appears", "appeared"), _appear),
    (("suggest", "suggests", "suggested", "suggesting"), _suggest),
    (("would", "wouldn't"), _modals.would),
    (("possible", "it is possible"), _possible),
    (("almost", "nearly"), _almost),
    (("potential",), _potential),
    (("apparent",), _apparent),
    (("hint", "hints", "suspect", "guess"), _noun),
    (("possibly",), _possibly),
    (("assume", "assumed", "assumes", "assuming"), _assume),
    (("believe that", "believes that", "believed to", "think that", "thinks that", "feel that"), _believe),
    (("i believe", "we believe"), _trust),
    (("think", "suppose"), _think),
    (("supposed",), _supposed),
    (("kind of", "sort of"), _kind_of),
    (("certain",), _sure),
    (_TOPICS, _topic),
    (("if any", "if ever", "if at all", "if true", "if correct", "if accurate", "if confirmed"), _condition),
)


_ASSERTS = closed_classes.BE | _VERBS["copular"] | _READING["degree of certainty"]


def _certain(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Some, not named (`certain states`): not said of a subject. `Sure,` at the head of a sentence agrees."""
    said = words.at(first - 1, _ASSERTS, beside=first) | words.after(last, {"that"})
    said |= words.begins(first) & words.after(last, {","}) & words.at(first, {"sure"})
    return ~said | words.after(last, {"-"})


def _clear(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A quality (`a clear sky`) or a verb (`to clear the way`): no clause follows that is said to be plain."""
    clause = words.after(last, {"that"}) | (words.after(last, {"why", "how", "what", ":"}))
    it_is = words.at(first - 1, _ASSERTS, beside=first) & (
        words.at(first - 2, {"it", "this", "that", "what"}, beside=first)
        | (words.at(first - 2, _ASSERTS, beside=first) & words.at(first - 3, {"it", "this", "what"}, beside=first))
    )
    return ~(clause | it_is | (words.begins(first) & words.after(last, {"enough"})))


def _inevitable(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Before its noun (`the inevitable end`): not said of it."""
    return ~words.at(first - 1, _ASSERTS | closed_classes.BE, beside=first)


def _really(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A degree (`really good`), or a question: no auxiliary beside it whose truth is stressed."""
    beside = words.at(first - 1, closed_classes.MODALS | closed_classes.DO | closed_classes.HAVE, beside=first)
    beside |= words.after(last, closed_classes.AUXILIARIES)
    return ~beside | find_asking(words.tokens)[words.tokens.row_at(first)]


def _knows(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Somebody or a craft is known, or asked about: no clause follows that is taken as a fact."""
    clause = words.after(last, closed_classes.SUBJECT_PRONOUNS | {"that", "there", "full"})
    aside = words.after(last, {","}) & words.at(first - 2, {","}, beside=first)
    no_fact = words.at(first - 1, closed_classes.MODALS | closed_classes.DO | {"to", "who"}, beside=first)
    return ~(clause | aside) | no_fact | find_asking(words.tokens)[words.tokens.row_at(first)]


def _must(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A duty: `must be` before a participle."""
    return words.ending(last + 1, "ed", beside=last) | words.at(last + 1, _DUTIES, beside=last)


_DUTIES = _VERBS["participle"] | {"able", "ready", "willing"}

BOOSTERS: Rules = (
    (("certain", "sure"), _certain),
    (("clear", "evident", "obvious", "plain"), _clear),
    (("inevitable", "unavoidable", "definite", "glaring"), _inevitable),
    (("really",), _really),
    (("know", "knows", "knew", "i know"), _knows),
    (("must be",), _must),
)
