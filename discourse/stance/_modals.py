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

from collections.abc import Callable
from functools import cached_property

import numpy as np

from discourse._lists import all_words, read_words
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours, WordClass
from discourse.text.questions import find_asking

_READING = read_words("cue_reading", "class")
#: Marks at which a rule stops to look around.
STOPS = frozenset(". ! ? … ... ; : , ) ] \" '".split())
_PERSONAL = closed_classes.SUBJECT_PRONOUNS - {"it", "there"}
#: Nouns for people and for bodies that decide and act; names have a capital.
_ACTORS = _READING["who acts"] | all_words("titles")
_PEOPLE_IN = ("ers", "ors", "ists", "ians")
_NO_PEOPLE = _READING["no people in -ers"]
_PASSED = _READING["behind a modal"] | closed_classes.ADVERBS | {"not"}


class Modals:
    """Modals, and what stands around them: each is a hit of the matcher, from its first token to its last."""

    def __init__(self, words: Neighbours, first: np.ndarray, last: np.ndarray) -> None:
        self.words, self.first, self.last = words, first, last

    @cached_property
    def verb(self) -> np.ndarray:
        """The position of the verb that goes with each: adverbs, `not` and `to` are passed over."""
        return self.words.past(self.last + 1, _PASSED | {"to"}, beside=self.last, most=3)

    @cached_property
    def subject(self) -> np.ndarray:
        """The position of the word that ends the subject of each: adverbs are passed over."""
        return self.words.past(self.first - 1, _PASSED, beside=self.first, most=2, back=True)

    @cached_property
    def named(self) -> np.ndarray:
        """Does the subject have a capital?"""
        return self.words.at(self.subject, self.words.capitals)

    @cached_property
    def acts(self) -> np.ndarray:
        """Is the subject somebody who can act: a person, a body, a name?"""
        words, subject = self.words, self.subject
        people = np.zeros(len(subject), bool)
        for ending in _PEOPLE_IN:
            people |= words.ending(subject, ending, beside=self.first)
        people &= ~words.at(subject, _NO_PEOPLE)
        known = words.at(subject, _ACTORS | _PERSONAL | closed_classes.INDEFINITES, beside=self.first)
        return known | people | (self.named & ~words.at(subject, closed_classes.DEMONSTRATIVES | {"it"}))

    @cached_property
    def inverted(self) -> np.ndarray:
        """Does it stand at the head of its clause, before its subject (`Should there be`, `could I`)?"""
        head = self.words.begins(self.first) | self.before(STOPS | {"-", "and", "or", "but"})
        return head & self.words.after(self.last, _PERSONAL | {"it", "there"} | closed_classes.DETERMINERS)

    @property
    def asked_why(self) -> np.ndarray:
        """Does `why` or `how` ask for it (`Why should he`)?"""
        return self.before({"why", "how"}) & find_asking(self.words.tokens)[self.words.tokens.row_at(self.first)]

    def before(self, words: WordClass, *, step: int = 1) -> np.ndarray:
        """Is the word so many places before each modal one of these?"""
        return self.words.at(self.first - step, words, beside=self.first)

    def behind(self, words: WordClass, *, step: int = 1) -> np.ndarray:
        """Is the word so many places behind each modal one of these?"""
        return self.words.at(self.last + step, words, beside=self.last)

    def has_verb(self, words: WordClass) -> np.ndarray:
        """Is the verb of each modal one of these?"""
        return self.words.at(self.verb, words, beside=self.last)


Test = Callable[[Modals], np.ndarray]


def _any(tests: tuple[tuple[str, Test], ...], modals: Modals) -> np.ndarray:
    """Does one of the tests hold?"""
    return np.any([test(modals) for _, test in tests], axis=0)


# --- may


def may(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The month, a name or a wish, which have a capital; a leave or a purpose: any (name, test) of `MAY` that holds."""
    return words.verbatim(first, ["May"]) | _any(MAY, Modals(words, first, last))


def _so_that(modals: Modals) -> np.ndarray:
    steps = (3, 4, 5)
    return np.any([modals.before({"that"}, step=n - 1) & modals.before({"so", "order"}, step=n) for n in steps], axis=0)


def _willed(modals: Modals) -> np.ndarray:
    """Is it something that one does of one's own will: no mishap, no state?"""
    return ~modals.has_verb(_READING["befalls"] | closed_classes.BE)


def _ruled(modals: Modals) -> np.ndarray:
    law = modals.words.before(modals.first, _READING["provision"], reach=8, stops=STOPS - {","})
    return law & modals.acts & _willed(modals)


MAY: tuple[tuple[str, Test], ...] = (
    ("a purpose", _so_that),
    ("a prayer", lambda modals: modals.words.before(modals.first, _READING["prayer"], reach=4, stops=STOPS)),
    ("what a rule allows", _ruled),
    ("of none or of one alone", lambda modals: modals.before({"no", "only", "neither"}, step=2)),
)


# --- could


def could(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """An ability or an option: any (name, test) of `COULD` that holds."""
    return _any(COULD, Modals(words, first, last))


def _denied(modals: Modals) -> np.ndarray:
    denied = negators.deny(modals.words, modals.last + 1, negators.POSSIBILITY, beside=modals.last)
    longer = modals.behind({"no"}) & modals.behind({"longer"}, step=2)
    return denied | longer | modals.words.at(modals.first, {"couldn't"}) | modals.behind({"only"})


def _so_or_so_that(modals: Modals) -> np.ndarray:
    """`They lied so they could win`; `so it may fail` tells a result."""
    return _so_that(modals) | (modals.before({"so"}, step=2) & modals.before(_PERSONAL | {"it"}))


def _who_acts(modals: Modals) -> np.ndarray:
    """`a leader who could unite them`, not `a leader who could lose`."""
    return modals.before({"who"}) & _willed(modals)


def _option(modals: Modals) -> np.ndarray:
    """`The council could sell the hall`; of oneself and of the reader (`I could`, `you could`) one rather wonders."""
    return modals.acts & _willed(modals) & ~modals.named & ~modals.before({"i", "you", "we"})


COULD: tuple[tuple[str, Test], ...] = (
    ("denied", _denied),
    ("of the senses", lambda modals: modals.has_verb(_READING["perceive"])),
    ("of a child", lambda modals: modals.words.before(modals.first, _READING["childhood"], reach=6)),
    ("without its verb", lambda modals: modals.words.ends(modals.last) | modals.behind(STOPS)),
    (
        "of anybody or nobody",
        lambda modals: modals.words.at(modals.subject, _READING["whoever"], beside=modals.first),
    ),
    ("of one alone", lambda modals: modals.words.before(modals.first, {"only"}, reach=4, stops=STOPS)),
    (
        "under if, than or a wish",
        lambda modals: modals.words.before(modals.first, _READING["before an ability"], reach=5, stops=STOPS),
    ),
    ("a purpose", _so_or_so_that),
    ("who could", _who_acts),
    ("an option", _option),
    ("a request", lambda modals: modals.inverted & modals.behind({"you", "we", "i"})),
    ("asked how or why", lambda modals: modals.asked_why),
)


# --- should, ought to


def should(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A duty, an advice or a condition: unless one of `EXPECTS` holds, or it is at the head of its clause."""
    modals = Modals(words, first, last)
    return modals.inverted | modals.asked_why | ~_any(EXPECTS, modals)


def _by_now(modals: Modals) -> np.ndarray:
    due = modals.behind({"soon", "shortly", "eventually", "already"})
    for step in range(1, 8):
        due |= modals.behind({"by"}, step=step) & modals.behind({"now", "then"}, step=step + 1)
    return due


def _comes_about(modals: Modals) -> np.ndarray:
    return modals.has_verb(_READING["comes about"]) & ~modals.acts & ~modals.before({"who"})


def _turns_out(modals: Modals) -> np.ndarray:
    words, last = modals.words, modals.last
    quality = words.past(modals.verb + 1, _READING["degree"], beside=last, most=2)
    turns = words.at(quality, _READING["turns out"], beside=last) | words.digits(quality)
    return modals.has_verb({"be"}) & turns & ~modals.acts


def _i_should_think(modals: Modals) -> np.ndarray:
    return modals.before({"i", "we"}) & modals.behind({"think", "imagine", "guess", "expect"})


EXPECTS: tuple[tuple[str, Test], ...] = (
    ("by now", _by_now),
    ("a thing that comes about", _comes_about),
    ("a thing that turns out so", _turns_out),
    ("I should think", _i_should_think),
)


# --- would


def would(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The future as seen from the past, a habit, a will, a courtesy, a provision: any of `WOULD`."""
    return _any(WOULD, Modals(words, first, last))


def _provides(modals: Modals) -> np.ndarray:
    law = modals.words.before(modals.first, _READING["provision"], reach=8, stops=STOPS - {","})
    return (law | modals.before({"it", "this", "that", "which"})) & modals.has_verb(_READING["provides"])


def _habit(modals: Modals) -> np.ndarray:
    words, first = modals.words, modals.first
    often = modals.behind(_READING["habitual"]) | modals.before(_READING["habitual"])
    then = modals.before({"then"}, step=2)
    opening = words.sentence_start(first)
    each = words.at(opening, {"each", "every", "whenever", "sometimes", "often"}, beside=first)
    each |= words.at(opening, {"on", "in", "at"}) & words.at(opening + 1, {"weekends", "those"}, beside=first)
    return (modals.acts | modals.named) & (often | then | each) & ~modals.has_verb({"be", "have"})


def _came_later(modals: Modals) -> np.ndarray:
    go_on = modals.has_verb({"go"}) & modals.words.at(modals.verb + 1, {"on"}, beside=modals.last)
    return go_on | modals.behind({"later", "subsequently", "afterwards"})


def _those_who(modals: Modals) -> np.ndarray:
    those = modals.before({"who"}) & modals.before({"those", "people", "anyone"}, step=2)
    return those & ~modals.has_verb(closed_classes.BE | {"have"})


def _asked(modals: Modals) -> np.ndarray:
    """A question claims nothing that could be softened."""
    asks = modals.inverted | modals.words.begins(modals.first) | modals.before(closed_classes.INTERROGATIVES)
    return asks & find_asking(modals.words.tokens)[modals.words.tokens.row_at(modals.first)]


def _refuses(modals: Modals) -> np.ndarray:
    refused = modals.words.at(modals.first, {"wouldn't"}) | modals.behind({"not", "never"})
    return refused & modals.acts & modals.has_verb(_READING["refused"])


_REPORTED = read_words("verb_forms", "class")["reported in the past"] | _READING["foreseen"]
WOULD: tuple[tuple[str, Test], ...] = (
    (
        "reported in the past",
        lambda modals: modals.words.before(modals.first, _REPORTED, reach=10, stops=STOPS),
    ),
    ("a will", lambda modals: modals.has_verb(_READING["volition"])),
    ("what a bill provides", _provides),
    ("a habit", _habit),
    ("a refusal", _refuses),
    ("told ahead of its time", _came_later),
    ("a will of those who", _those_who),
    ("a request", lambda modals: modals.inverted & modals.behind({"you"})),
    ("asked why", lambda modals: modals.asked_why),
    ("asked", _asked),
)
