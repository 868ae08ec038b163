"""Names in capitals: `RUSSIA SIGNS PACT` is Russia, and `TELL US WHY` names nobody.

Headings, datelines, transcripts and some writers set names in capitals. A name is then found as if it stood in its own
letters, if it has four letters or more or stands in a line of capitals. In such a line, on the other hand, an acronym
that is also a word (`US`, `WHO`) may be that word. There the words around it have to say that a state or organisation
is meant. The same holds for a surname that is a word (`TEN PENCE`) and for a party's adjective (`DEMOCRATIC HABITS`):
they need a title or an article before them, or the same actor in other words elsewhere in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from discourse._lists import read_rows, read_words
from discourse.actors._surnames import Hits, titles_before_names
from discourse.english import closed_classes
from discourse.english.neighbours import Bits, Look, Neighbours
from discourse.lexicon.match import find_all
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import Vocabulary, vocabulary_of

_LONG = 4  # letters of a name in capitals that is found among other words, too
_REACH = 6  # words to either side that are looked at
_MANY = 4  # words in capitals, one beside the other, that are a line in capitals
_WORDS = (
    closed_classes.PRONOUNS
    | closed_classes.DETERMINERS
    | closed_classes.PREPOSITIONS
    | closed_classes.COORDINATORS
    | closed_classes.SUBORDINATORS
    | closed_classes.INTERROGATIVES
    | closed_classes.RELATIVES
    | closed_classes.AUXILIARIES
    | closed_classes.MONTHS
    | closed_classes.WEEKDAYS
)
_SPEAKERS = closed_classes.PRONOUNS - {"it", "its", "he", "she", "his", "her", "him", "who", "us"} | {"let"}
_BIT = Bits(["word", "quiet", "the", "and", "joint", "verb", "noun", "speaker", "closed", "of", "any"])
_has = _BIT.has
_Matches = tuple[np.ndarray, np.ndarray, np.ndarray]


def find_in_capitals(tokens: Tokens, names: Sequence[str]) -> _Matches:
    """All matches of names that the text has in capitals, as (first token, last token, position of the name).

    Parameters
    ----------
    tokens : Tokens
    names : sequence of str
        Patterns as `find_all` takes them. Those without a small letter, or without a capital, are found anyway.
    """
    raised, rows = _raise(tuple(names))
    loud = vocabulary_of(tokens).once(_loud) if len(tokens) else frozenset()
    wanted = [i for i, words in enumerate(raised) if words[0].rstrip(".*") in loud]
    first, last, found = find_all(tokens, [" ".join(raised[i]) for i in wanted])
    if not len(first):
        return first, last, found
    short = [len(raised[i]) == 1 and sum(map(str.isalpha, raised[i][0])) < _LONG for i in wanted]
    at = np.flatnonzero(np.array(short, bool)[found])
    keep = np.ones(len(first), bool)
    keep[at] = _in_line(_look(tokens, first[at]), first[at])
    return first[keep], last[keep], rows[np.array(wanted)[found[keep]]]


@lru_cache(maxsize=4)
def _raise(names: tuple[str, ...]) -> tuple[list[list[str]], np.ndarray]:
    """The words of each name in capitals, and which name it is; without names that then are words of a closed class."""
    own = set(names)
    raised = [(i, name.upper()) for i, name in enumerate(names) if name not in (name.lower(), name.upper())]
    raised = [(i, name) for i, name in raised if name not in own and name.lower() not in _WORDS]
    return [name.split() for _, name in raised], np.array([i for i, _ in raised], np.int64)


def _loud(vocabulary: Vocabulary) -> frozenset[str]:
    """The types in capitals, and the parts of those with a hyphen, without their points."""
    forms = [form for form in vocabulary.forms if len(form) > 1 and form.isupper()]
    return frozenset(part.rstrip(".") for form in forms for part in (form, *form.split("-")))


def are_words(tokens: Tokens, first: np.ndarray) -> np.ndarray:
    """Which of all names of one token that were found are an ordinary word in a line of capitals (`TELL US WHY`)?

    Parameters
    ----------
    tokens : Tokens
    first : ndarray of int
        The position of each name's first token, of all names that were found.
    """
    found = np.zeros(len(first), bool)
    if not len(first):
        return found
    alike = vocabulary_of(tokens).once(_acronyms)[tokens.codes[first]]
    at = np.flatnonzero(alike)
    at = at[_in_line(_look(tokens, first[at]), first[at])] if len(at) else at
    if not len(at):
        return found
    row = tokens.row_at(first)
    beside = np.isin(row[at], row[~alike])
    found[at] = ~_is_name(_look(tokens, first[at]), first[at], beside)
    return found


def only_words(tokens: Tokens, actors: pd.DataFrame, hits: Hits) -> np.ndarray:
    """Which hits are ordinary words in a line of capitals (`TEN PENCE`, `DEMOCRATIC HABITS`), not a person or party?

    Parameters
    ----------
    tokens : Tokens
    actors : DataFrame
        Needs actor, alias, type, form.
    hits : Hits
        By position, with surnames resolved.
    """
    near = Neighbours(tokens)
    kind = actors["type"].to_numpy()[hits.row]
    surname = (kind == "person") & (hits.first == hits.last) & near.at(hits.first, _part("surname and word"))
    party = (kind == "party") & near.at(hits.first, _part("party or word")) & ~near.at(hits.last, ("party",))
    party &= actors["form"].isin(["group", "demonym"]).to_numpy()[hits.row]
    found = surname | party
    if not found.any():
        return found
    found &= vocabulary_of(tokens).once(_shouted)[tokens.codes[hits.first]]
    at = np.flatnonzero(found)
    before = hits.first[at] - 1
    told = surname[at] & near.at(before, titles_before_names(), beside=before + 1)
    told |= party[at] & near.at(before, ("the",), beside=before + 1)
    found[at] = ~told & _in_line(_look(tokens, hits.first[at]), hits.first[at])
    who, doc = actors["actor"].to_numpy()[hits.row], tokens.doc_at(hits.first)
    sure = set(zip(who[~found].tolist(), doc[~found].tolist(), strict=True))
    found[found] = [pair not in sure for pair in zip(who[found].tolist(), doc[found].tolist(), strict=True)]
    return found


def _shouted(vocabulary: Vocabulary) -> np.ndarray:
    """For each type: is it in capitals?"""
    return np.array([form.isupper() for form in vocabulary.forms], bool)


@cache
def _part(name: str) -> frozenset[str]:
    """The words of a part of names, in small letters."""
    return frozenset(map(str.lower, read_words("name_parts", "part")[name]))


def _is_name(look: Look, at: np.ndarray, beside: np.ndarray) -> np.ndarray:
    """Do the words around say that `US` or `WHO` is a name? `beside`: does the sentence have another name?"""
    before, after = look(at - 1), look(at + 1)
    said = _has(before, "the", "joint") | _has(after, "joint", "noun")
    us = ~_has(look(at), "closed")
    opens = before == 0
    around = np.array([_has(look(at + step), "speaker") for step in range(-_REACH, _REACH + 1)]).any(axis=0)
    leads = opens & ~_has(after, "closed", "and") | _has(before, "and") & beside
    # Join us, and all of us.
    object_ = (look(at - 2) == 0) & _has(before, "word") & ~_has(before, "verb", "closed", "and") | _has(before, "of")
    return said | us & ~around & ~object_ & (leads | _has(after, "verb") & ~_has(before, "verb") | beside)


def _acronyms(vocabulary: Vocabulary) -> np.ndarray:
    """For each type: is it in capitals and, in small letters, a word of a closed class?"""
    return np.array([len(form) > 1 and form.isupper() and form.lower() in _WORDS for form in vocabulary.forms], bool)


def _look(tokens: Tokens, first: np.ndarray) -> Look:
    return Neighbours(tokens).look(_classes, first, first, reach=_REACH + 1)


def _in_line(look: Look, first: np.ndarray) -> np.ndarray:
    """Does each token stand in a line of capitals: among four words or more, or in a whole sentence of two?"""
    count, whole = np.ones(len(first), int), np.ones(len(first), bool)
    for side in (-1, 1):
        live = np.ones(len(first), bool)
        for step in range(1, _REACH + 1):
            here = look(first + side * step)
            whole &= ~(live & _has(here, "quiet"))
            live &= (here != 0) & ~_has(here, "quiet")
            count += live & _has(here, "word")
    return (count >= _MANY) | whole & (count > 1)


@cache
def _politics() -> frozenset[str]:
    """Nouns of politics, of which a state or organisation is an attribute."""
    return frozenset(word for (words,) in read_rows("reading", "words", kind="heads actor") for word in words.split())


@lru_cache(maxsize=1 << 14)
def _classes(word: str) -> int:
    lower = word.lower()
    bits = _BIT["any"]
    if any(map(str.islower, word)) and lower != "'s":
        return bits | _BIT["quiet"]
    if lower == "the":
        bits |= _BIT["the"]
    if lower in ("-", "/", "(", ")", ":", "&"):
        return bits | _BIT["joint"]
    if lower in ("and", "or", ","):
        bits |= _BIT["and"]
    if lower == "of":
        bits |= _BIT["of"]
    if lower in _SPEAKERS:
        bits |= _BIT["speaker"]
    if not lower[:1].isalpha():
        return bits
    closed = lower in _WORDS and lower != "us"
    bits |= _BIT["closed"] * closed | _BIT["noun"] * (not closed and lower in _politics())
    if len(lower) > 3 and not closed and lower.endswith(("s", "ed")):
        bits |= _BIT["verb"]
    return bits | _BIT["word"] * (len(word) > 1)
