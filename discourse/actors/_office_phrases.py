"""Titles in their phrases: what the words around `president` say, whose president, a former one, or none at all.

A title in general (`a president`, `as prime minister`, `the president of the bank`) stands for nobody, nor does one
beside a name (`President Obama`; `the German president, Frank-Walter Steinmeier`), which the name stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from discourse._lists import all_words, read_rows, read_words
from discourse._regex import Expression, any_of
from discourse.english import closed_classes

#: phrase -> the titles that it may stand for; a title in the table of holders also stands for itself
PHRASES: dict[str, tuple[str, ...]] = {}
for _phrase, _title in read_rows("office_words", "word", "title", kind="office"):
    PHRASES[_phrase] = (*PHRASES.get(_phrase, ()), *filter(None, [_title]))  # none of his successor
HEADS = PHRASES["leader"]  # the first that a state has is its leader
_WORDS = read_words("office_words", "kind")
#: phrases that are no office unless state or organisation are named beside them
_BOUND = _WORDS["bound"]
_PRESENT, _PAST = _WORDS["present"], _WORDS["past"]
#: what precedes a title that is predicated of somebody, or that is another office
_ROLE = _WORDS["role"]
_STATE_WORDS = _WORDS["state"]
_DEFINITE = _WORDS["definite"]  # `our president` is that of whoever speaks
_INDEFINITE = (closed_classes.DETERMINERS | {"which", "what"}) - closed_classes.POSSESSIVES - {"such", "the", "this"}
_INDEFINITE |= {"whose"}
_CLOSING = frozenset(", . ; : ) ? ! -".split())
#: what may follow a noun that often stands before another: no word, a verb, a closed class
_ENDS = Expression(
    r"\W*|'s|.+(?:ed|s)|"
    + any_of(_WORDS["behind"] | closed_classes.PREPOSITIONS | closed_classes.AUXILIARIES | closed_classes.COORDINATORS)
)
_CALENDAR = closed_classes.MONTHS | closed_classes.WEEKDAYS


class Phrase(NamedTuple):
    """What the words around a title say: whose office, whether of the past, and whom they name."""

    owner: int = -1  # the mention that names the state or organisation
    past: bool = False  # former, then
    named: int = -1  # the mention before a comma: Vladimir Putin, the president
    closed: bool = False  # the phrase ends with a mark


def read_phrase(
    name: str, words: list[str], left: list[int], right: list[str], ahead: list[int], type_of: Sequence[str]
) -> Phrase | None:
    """The phrase around a title, from the words before (nearest first) and after it; None for a title in general.

    `left` and `ahead` are the mentions that cover these words, or -1, and `type_of` gives the type of a mention.
    """
    if right[0] == "for" and name == "secretary of state":
        return None  # a British minister
    if name == "chief" and not _ENDS.fullmatch(right[0].lower()):
        return None  # the UN chief negotiator
    owner, past, definite, i = -1, False, False, 0
    while i < len(words) and not definite:
        word = words[i].lower()
        if left[i] >= 0:
            if owner >= 0:
                break
            owner = left[i]
            while i < len(left) and left[i] == owner:
                i += 1
            continue
        if word in ("'s", "'") and owner < 0 and i + 1 < len(words):
            definite = words[i + 1].lower() in _STATE_WORDS  # the country's president
            if not definite and left[i + 1] < 0:
                return None
        elif word == "-":
            if "".join(words[i + 1 : i + 2]).lower() not in _PAST:
                return None  # the pro-Russian president
        elif word in _PAST:
            past = True
        elif word in _DEFINITE:
            definite = True
        elif word not in _PRESENT:
            break
        i += 1
    if definite:  # then the director; with Petraeus as its director
        past |= words[i : i + 1] == ["then"]
        i += words[i : i + 1] == ["then"]
        if words[i : i + 1] == ["as"] and words[i - 1].lower() != "the":
            return None
    stop = "" if definite or i >= len(words) else words[i]
    if stop.lower() in _INDEFINITE or stop[:1].isdigit():
        return None
    if stop[:1].isupper() and i == 0 and stop.lower() not in closed_classes.PREPOSITIONS:
        return None  # Texas Attorney General
    named = left[i + 1] if words[i : i + 1] == [","] and i + 1 < len(words) else -1
    i = 0
    if right[0] == "of":
        i = 2 if right[1].lower() == "the" else 1
        if ahead[i] < 0 and right[i].lower() in _STATE_WORDS and right[i + 1] == "of":  # of the Republic of the Niger
            i += 3 if right[i + 2].lower() == "the" else 2
        elif ahead[i] < 0 and right[i].lower() in _STATE_WORDS:
            i += 1
        if owner >= 0 or not definite or (ahead[i] < 0 and right[i - 1].lower() not in _STATE_WORDS):
            return None  # the president of the bank
        owner = ahead[i]
        while i < len(right) - 2 and owner >= 0 and ahead[i] == owner:
            i += 1
    elif ahead[0] >= 0 and type_of[ahead[0]] == "person":
        return None  # President Obama
    elif right[0][:1].isupper() and ahead[0] < 0 and right[0].lower() not in _CALENDAR:
        return None  # President Somebody
    if names_follow(right[i:], ahead[i:], type_of):
        return None  # the Russian president, Vladimir Putin
    if owner < 0 and (not definite or name in _BOUND):
        return None
    if stop.lower() in _ROLE and not past:
        return None  # became, next
    return Phrase(owner, past, named, not right[i] or right[i] in _CLOSING)


def names_follow(right: list[str], ahead: list[int], type_of: Sequence[str]) -> bool:
    """Does a comma and a person's name follow, `, Mr. Ban Ki-moon`?"""
    at = 2 if len(right) > 2 and right[1].lower().rstrip(".") in all_words("titles") and ahead[1] < 0 else 1
    return right[0] == "," and len(right) > at and ahead[at] >= 0 and type_of[ahead[at]] == "person"
