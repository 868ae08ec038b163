"""Where a word of the list is no evaluation: one form with two lives, names, and parts of compounds.

`They like the plan` praises it, `people like him` praises nobody; `a fair price` is not `the book fair`. The words
around tell, mostly, and each rule here is one such reading. A capital inside a sentence makes a name of a word
(`Vanity Fair`), unless the sentence is set in capitals as headlines are. A word that is joined to another by a hyphen
counts if the compound is listed itself, or belongs to a pattern that keeps its value (`scandal-plagued`, `much-loved`).

References
----------
Huddleston, R., & Pullum, G. K. (2002). The Cambridge Grammar of the English Language. Cambridge: CUP.
Quirk, R., Greenbaum, S., Leech, G., & Svartvik, J. (1985). A Comprehensive Grammar of the English Language. Longman.
"""

from __future__ import annotations

import numpy as np

from discourse._lists import read_words
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours
from discourse.lexicon.namesakes import Rules, find_namesakes
from discourse.text.vocabulary import Vocabulary, vocabulary_of
from discourse.tone._shifters import CLASSES, STOPS

_READING = read_words("tone_reading", "class")
_DEGREES = CLASSES["raiser"] | CLASSES["softener"] | {"as", "how", "too", "not"}
_LINKING = closed_classes.BE | read_words("verb_forms", "class")["copular"]
_BEFORE_PREDICATE = _LINKING | _DEGREES
_DETERMINERS = closed_classes.ARTICLES | closed_classes.POSSESSIVES | closed_classes.DEMONSTRATIVES | {"'s"}
_VERB_NEXT = closed_classes.MODALS | {"to"}
_PLURAL_SUBJECTS = frozenset("i you we they who".split())
_BEHIND_NOUN = (
    STOPS
    | closed_classes.PREPOSITIONS
    | closed_classes.AUXILIARIES
    | closed_classes.SUBORDINATORS
    | closed_classes.RELATIVES
    | {",", '"', "to", "'s"}
)
_BEHIND_PHRASE = _BEHIND_NOUN | closed_classes.COORDINATORS
_HEADLINE = 0.8  # of the words of a headline that have capitals


def _predicate(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """Is it said of a subject, or with a degree?"""
    return words.at(first - 1, _BEFORE_PREDICATE, beside=first) | words.at(first - 1, words.contracted, beside=first)


def _ends(words: Neighbours, last: np.ndarray, behind: frozenset[str] = _BEHIND_NOUN) -> np.ndarray:
    """Does a noun phrase end there?"""
    return words.ends(last) | words.after(last, behind)


def _determined(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """Does it stand behind a determiner?"""
    return words.at(first - 1, _DETERMINERS, beside=first)


def _like(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The preposition, what one would like, and as you like it."""
    before = first - 1 - words.ending(first - 1, "ly", beside=first) - words.at(first - 1, closed_classes.ADVERBS)
    before = before - words.at(before, {"not"}, beside=first)
    verb = words.at(before, _PLURAL_SUBJECTS | closed_classes.DO | {"to", "will", "can", "may", "might"}, beside=first)
    verb |= words.at(before, words.contracted, beside=first) & ~words.at(before, closed_classes.BE)
    return ~verb | words.ends(last) | words.after(last, {".", ",", "?"})


def _kind(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A sort of thing."""
    sort = words.after(last, {"of"}) | words.at(first - 1, _READING["kind the noun"], beside=first)
    return sort | ~(_predicate(words, first) | ~_ends(words, last, _BEHIND_PHRASE) | words.begins(first))


def _kindly(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A request: `Kindly stop`, `would you kindly`."""
    head = words.begins(first) & ~words.after(last, {",", "old", "and"})
    return head | words.at(first - 1, {"you", "please", "and"}, beside=first)


def _sound(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """What is heard, or how something sounds."""
    said = _predicate(words, first) & ~words.after(last, {"like", "as", "of"})
    before = words.at(first - 1, {"a", "of", "with", "and", "on", "no", "any", "or"}, beside=first) | words.begins(
        first
    )
    return ~(said | (before & ~_ends(words, last, _BEHIND_PHRASE) & words.letters(last + 1)))


def _right(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A direction, a side of politics, an entitlement; or exactly (`right now`)."""
    noun = (_determined(words, first) | words.at(first - 1, {"far", "no", "any"}, beside=first)) & _ends(
        words, last, _BEHIND_PHRASE
    )
    noun |= words.at(first - 1, _READING["side of politics"], beside=first)
    said = words.at(first - 1, _LINKING, beside=first)
    return noun | (words.after(last, _READING["place or time"]) & ~said) | words.after(last, {"wing", "winger"})


def _noun(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The noun: between a determiner and the end of its phrase."""
    return _determined(words, first) & _ends(words, last)


def _fair(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A market."""
    return _noun(words, first, last) | words.at(first - 1, _READING["fair the noun"], beside=first)


def _fine(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A penalty, or to impose one."""
    verb = words.at(first - 1, _VERB_NEXT, beside=first) & words.after(
        last, closed_classes.DETERMINERS | closed_classes.OBJECT_PRONOUNS
    )
    return _noun(words, first, last) | verb | (words.digits(first - 1) & _ends(words, last))


def _just(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The adverb: only, a moment ago."""
    said = (_predicate(words, first) | words.at(first - 1, {"and", "or"}, beside=first)) & _ends(
        words, last, STOPS | {",", "and", '"'}
    )
    return ~(said | words.after(last, _READING["just the adjective"]))


def _mean(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The verb, and the average."""
    said = _predicate(words, first) & _ends(words, last, STOPS | {",", "and", "to", '"'})
    said &= ~words.at(first - 1, {"not"}, beside=first) | words.at(first - 2, closed_classes.BE, beside=first)
    said &= ~words.at(first - 1, closed_classes.DO) & ~words.at(first - 1, words.contracted)
    return ~(said | (words.at(first - 1, {"a"}, beside=first) & ~_ends(words, last, _BEHIND_PHRASE)))


def _said(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The noun: not said of a subject (`the content`, `a patient`)."""
    return ~(_predicate(words, first) & _ends(words, last, _BEHIND_PHRASE))


def _novel(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The book."""
    return ~(_predicate(words, first) | _determined(words, first)) | (_determined(words, first) & _ends(words, last))


def _critical(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Important."""
    return words.after(last, _READING["critical the important"])


def _credit(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Of banks and taxes."""
    return words.after(last, _READING["credit behind"]) | words.at(first - 1, _READING["credit before"], beside=first)


def _natural(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Of nature."""
    return words.after(last, _READING["natural behind"])


def _respect(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """A point of view: `in this respect`, `with respect to`."""
    view = words.at(first - 1, _READING["respect before"], beside=first)
    return view & (words.after(last, {"to"}) | words.at(first - 2, {"in"}, beside=first))


READINGS: Rules = (
    (("like",), _like),
    (("kind",), _kind),
    (("kindly",), _kindly),
    (("sound",), _sound),
    (("right",), _right),
    (("fair",), _fair),
    (("fine",), _fine),
    (("just",), _just),
    (("mean",), _mean),
    (("content", "patient"), _said),
    (("novel",), _novel),
    (("critical",), _critical),
    (("credit",), _credit),
    (("natural",), _natural),
    (("respect",), _respect),
    (("firm", "grave", "object"), _noun),
)


def no_evaluation(
    words: Neighbours, first: np.ndarray, last: np.ndarray, row: np.ndarray, patterns: list[str]
) -> np.ndarray:
    """For each word of the list found in a corpus: is it no evaluation?

    Parameters
    ----------
    words : Neighbours
    first, last : ndarray of int
        Positions of the first and last token of each word.
    row : ndarray of int
        Which of the patterns it is.
    patterns : list of str
    """
    out = _name(words, first, last) | _inside_compound(words, first, last) | negators.counts_up(words, first)
    return out | find_namesakes(words, first, last, row, patterns, READINGS)


# --- compounds


def _joined(words: Neighbours, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Is each word joined to the one before it, and to the one behind it, by a hyphen?"""
    before = words.at(first - 1, {"-"}, beside=first) & words.tight(first) & words.tight(first - 1)
    behind = words.at(last + 1, {"-"}, beside=last) & words.tight(last + 1) & words.tight(last + 2)
    return before, behind


def turned(words: Neighbours, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Does the rest of its compound turn each word (`anti-corruption`, `crime-free`), and which token does so?"""
    before, behind = _joined(words, first, last)
    before &= words.at(first - 2, _READING["turns the value"], beside=first)
    behind &= words.at(last + 2, _READING["free of it"], beside=last)
    return before | behind, np.where(before, first - 2, last + 2)


def _inside_compound(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Is it part of a compound that is not listed, and of no pattern that keeps its value?"""
    before, behind = _joined(words, first, last)
    head = words.ending(last, "ing") | words.ending(last, "ed") | words.at(last, _READING["full of it"])
    kept = words.at(first - 2, _READING["keeps the value"] | _READING["turns the value"], beside=first)
    out = before & ~(head | kept)
    return out | (behind & ~words.at(last + 2, _READING["full of it"] | _READING["free of it"], beside=last))


# --- names


def _name(words: Neighbours, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Does a capital inside the sentence make a name of it?"""
    capital = vocabulary_of(words.tokens).once(_capitals)

    def capitals(at: np.ndarray) -> np.ndarray:
        known = words.at(at, capital, beside=first)
        return known & ~words.at(at, closed_classes.DETERMINERS | closed_classes.SUBJECT_PRONOUNS)

    inside = ~words.begins(first) & ~words.at(first - 1, _OPENING, beside=first)
    beside = capitals(first - 1) | capitals(last + 1)
    beside |= words.at(first - 1, {"of", "and", "for"}) & capitals(first - 2)
    beside |= words.at(last + 1, {"of", "and", "for"}) & capitals(last + 2)
    titled = words.at(first, vocabulary_of(words.tokens).once(_titled), beside=first)
    given = words.at(first, _READING["given name"], beside=first)
    name = titled & ((inside & beside & ~words.at(first, _READING["event"])) | (given & (inside | capitals(last + 1))))
    name[name] = ~_headline(words, first[name], capital)
    return name


_OPENING = frozenset("\" ' ( [ : ; . … ... - -- --- —".split())


def _headline(words: Neighbours, at: np.ndarray, capital: np.ndarray) -> np.ndarray:
    """Do most words of the sentence have capitals?"""
    vocabulary = vocabulary_of(words.tokens)
    counts = vocabulary.lettered & ~words.types_in(closed_classes.SMALL_IN_TITLES | closed_classes.DETERMINERS)
    start, end = words.sentence_start(at) + 1, words.sentence_end(at) + 1  # the first word has one anyhow
    total, large = (np.append(0, np.cumsum(flags[words.codes])) for flags in (counts, counts & capital))
    return large[end] - large[start] >= _HEADLINE * (total[end] - total[start])


def _capitals(vocabulary: Vocabulary) -> np.ndarray:
    """Which types begin with a capital?"""
    return np.array([form[:1].isupper() and form != "I" for form in vocabulary.forms], bool)


def _titled(vocabulary: Vocabulary) -> np.ndarray:
    """Which types have a capital and then small letters?"""
    return np.array([form[:1].isupper() and not form.isupper() for form in vocabulary.forms], bool)
