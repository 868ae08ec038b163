"""Modal verbs: is it a possibility or an expectation that they tell of, or a duty, an ability, a leave, a habit?

Most English modals have an epistemic sense, which hedges, and others that do not (Palmer 1990; Coates 1983):
`could` of what one is able or free to do, `should` of duty, `may` of permission, `would` of habit, of a will, of the
future as seen from the past, and of what a bill provides. No parser is here: the verb behind and the subject before
decide, with the few words that join them.

References
----------
Coates, J. (1983). The Semantics of the Modal Auxiliaries. London: Croom Helm.
Huddleston, R., & Pullum, G. K. (2002). The Cambridge Grammar of the English Language. Cambridge: CUP. Chapter 3.
Palmer, F. R. (1990). Modality and the English Modals. 2nd edition. London: Longman.
"""

from __future__ import annotations

import numpy as np

from discourse._lists import all_words, read_words
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours
from discourse.text.questions import find_asking

_READING = read_words("cue_reading", "class")
_STOPS = frozenset(". ! ? … ... ; : , ) ] \" '".split())
_PERSONAL = closed_classes.SUBJECT_PRONOUNS - {"it", "there"}
#: Nouns for people and for bodies that decide and act; names have a capital.
_ACTORS = _READING["who acts"] | all_words("titles")
_PEOPLE_IN = ("ers", "ors", "ists", "ians")
_NO_PEOPLE = _READING["no people in -ers"]
_BETWEEN = _READING["behind a modal"] | closed_classes.ADVERBS | {"not"}


def _verb_behind(words: Neighbours, last: np.ndarray) -> np.ndarray:
    """The position of the verb that goes with each modal: adverbs, `not` and `to` are passed over."""
    verb = last + 1
    for _ in range(3):
        verb = verb + (words.at(verb, _BETWEEN | {"to"}, beside=last) | words.ending(verb, "ly", beside=last))
    return verb


def _subject_before(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """The position of the word that ends the subject of each modal: adverbs are passed over."""
    subject = first - 1
    for _ in range(2):
        subject = subject - (words.at(subject, _BETWEEN, beside=first) | words.ending(subject, "ly", beside=first))
    return subject


def _acts(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """Is the subject somebody who can act: a person, a body, a name?"""
    subject = _subject_before(words, first)
    people = np.zeros(len(first), bool)
    for ending in _PEOPLE_IN:
        people |= words.ending(subject, ending, beside=first)
    people &= ~words.at(subject, _NO_PEOPLE)
    known = words.at(subject, _ACTORS | _PERSONAL | closed_classes.INDEFINITES, beside=first)
    return known | people | (words.capital(subject) & ~words.at(subject, closed_classes.DEMONSTRATIVES | {"it"}))


def _inverted(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Does the modal stand at the head of its clause, before its subject (`Should there be`, `could I`)?"""
    head = words.begins(first) | words.at(first - 1, _STOPS | {"-", "and", "or", "but"}, beside=first)
    return head & words.after(last, _PERSONAL | {"it", "there"} | closed_classes.DETERMINERS)


def _asked_why(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """Does `why` or `how` ask for it (`Why should he`)?"""
    return words.at(first - 1, {"why", "how"}, beside=first) & find_asking(words.tokens)[words.sentence[first]]


# --- may


def may(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The month, a name, a wish or a leave: with a capital in a sentence in small letters."""
    return words.verbatim(first, ["May"])


# --- could


def could(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """An ability or an option: any (name, test) of `COULD` that holds."""
    return _any(COULD, words, first, last)


def _denied(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    denied = negators.deny(words, last + 1, negators.POSSIBILITY, beside=last)
    longer = words.after(last, {"no"}) & words.at(last + 2, {"longer"}, beside=last)
    return denied | longer | words.at(first, {"couldn't"}) | words.after(last, {"only"})


def _senses(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.at(_verb_behind(words, last), _READING["perceive"], beside=last)


def _child(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.before(first, _READING["childhood"], reach=6)


def _without_verb(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.ends(last) | words.after(last, _STOPS)


def _whoever(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.at(_subject_before(words, first), _READING["whoever"], beside=first)


def _only_one(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.before(first, {"only"}, reach=4, stops=_STOPS)


def _on_condition(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.before(first, _READING["before an ability"], reach=5, stops=_STOPS)


def _so_that(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    joined = words.at(first - 2, {"so"}, beside=first) & words.at(first - 1, _PERSONAL | {"it"}, beside=first)
    for step in (3, 4, 5):
        that = words.at(first - step + 1, {"that"}, beside=first)
        joined |= that & words.at(first - step, {"so", "order"}, beside=first)
    return joined


def _who_acts(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """`a leader who could unite them`, not `a leader who could lose`."""
    who = words.at(first - 1, {"who"}, beside=first)
    return who & ~words.at(_verb_behind(words, last), _READING["befalls"] | closed_classes.BE, beside=last)


def _request(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return _inverted(words, first, last) & words.after(last, {"you", "we", "i"})


COULD = (
    ("denied", _denied),
    ("of the senses", _senses),
    ("of a child", _child),
    ("without its verb", _without_verb),
    ("of anybody or nobody", _whoever),
    ("of one alone", _only_one),
    ("under if, than or a wish", _on_condition),
    ("a purpose", _so_that),
    ("who could", _who_acts),
    ("a request", _request),
    ("asked how or why", lambda words, first, last: _asked_why(words, first)),
)


# --- should, ought to


def should(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A duty, an advice or a condition: unless one of `EXPECTS` holds, or it is at the head of its clause."""
    return _inverted(words, first, last) | _asked_why(words, first) | ~_any(EXPECTS, words, first, last)


def _by_now(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    due = np.zeros(len(first), bool)
    for step in range(1, 8):
        due |= words.at(last + step, {"by"}, beside=last) & words.at(last + step + 1, {"now", "then"}, beside=last)
    return due | words.after(last, {"soon", "shortly", "eventually", "already"})


def _comes_about(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    verb = words.at(_verb_behind(words, last), _READING["comes about"], beside=last)
    return verb & ~_acts(words, first) & ~words.at(first - 1, {"who"}, beside=first)


def _turns_out(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    verb = _verb_behind(words, last)
    quality = verb + 1
    for _ in range(2):
        degree = words.at(quality, _READING["degree"], beside=last) | words.ending(quality, "ly", beside=last)
        quality = quality + degree
    turns = words.at(quality, _READING["turns out"], beside=last) | words.digits(quality)
    return words.at(verb, {"be"}, beside=last) & turns & ~_acts(words, first)


def _i_should_think(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.at(first - 1, {"i", "we"}, beside=first) & words.after(last, {"think", "imagine", "guess", "expect"})


EXPECTS = (
    ("by now", _by_now),
    ("a thing that comes about", _comes_about),
    ("a thing that turns out so", _turns_out),
    ("I should think", _i_should_think),
)


# --- would


def would(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The future as seen from the past, a habit, a will, a courtesy, a provision: any of `WOULD`."""
    return _any(WOULD, words, first, last)


def _reported(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.before(first, _REPORTED, reach=10, stops=_STOPS)


def _likes(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return words.at(_verb_behind(words, last), _READING["volition"], beside=last)


def _provides(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    verb = _verb_behind(words, last)
    law = words.before(first, _READING["provision"], reach=8, stops=_STOPS - {","})
    law |= words.at(first - 1, {"it", "this", "that", "which"}, beside=first)
    return law & words.at(verb, _READING["provides"], beside=last)


def _habit(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    person = words.at(_subject_before(words, first), _PERSONAL | closed_classes.INDEFINITES, beside=first)
    person |= words.capital(_subject_before(words, first)) | _acts(words, first)
    often = words.after(last, _READING["habitual"]) | words.at(first - 1, _READING["habitual"], beside=first)
    then = words.at(first - 2, {"then"}, beside=first)
    opening = words.sentence_start(first)
    each = words.at(opening, {"each", "every", "whenever", "sometimes", "often"}, beside=first)
    each |= words.at(opening, {"on", "in", "at"}) & words.at(opening + 1, {"weekends", "those"}, beside=first)
    return person & (often | then | each) & ~words.at(_verb_behind(words, last), {"be", "have"}, beside=last)


def _refuses(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    refused = words.at(first, {"wouldn't"}) | words.after(last, {"not", "never"})
    return refused & _acts(words, first) & words.at(_verb_behind(words, last), _READING["refused"], beside=last)


def _would_you(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return _inverted(words, first, last) & words.after(last, {"you"})


_REPORTED = read_words("verb_forms", "class")["reported in the past"] | _READING["foreseen"]
WOULD = (
    ("reported in the past", _reported),
    ("a will", _likes),
    ("what a bill provides", _provides),
    ("a habit", _habit),
    ("a refusal", _refuses),
    ("a request", _would_you),
    ("asked why", lambda words, first, last: _asked_why(words, first)),
)


def _any(tests, words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Does one of the tests hold?"""
    return np.any([test(words, first, last) for _, test in tests], axis=0)
