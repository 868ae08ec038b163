"""Surname or word: is `May` the month, a modal verb or Theresa May; is `Major` a person or opens it a sentence?

Inside a sentence a capital settles it, but for months. At the head of a sentence what follows has to be what follows a
person: a verb in a form of the third person, `who`, a comma with it, the possessive, another name behind `and`.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from discourse._lists import read_words
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours
from discourse.text.tokens import Tokens

_APPOSED = frozenset("who whose whom a an the".split())
_BEFORE_A_VERB = frozenset("also never still then now himself herself".split())


def spelled_like_a_surname(tokens: Tokens, spots: np.ndarray) -> np.ndarray:
    """Is the token at each spot a word that is spelled like a surname (`in May`, `May 2018`, `Major powers`)?"""
    near = Neighbours(tokens)
    alike = near.verbatim(spots, read_words("name_parts", "part")["surname and word"])
    out = np.zeros(len(spots), bool)
    at = spots[alike]
    if not len(at):
        return out
    opens = (at == 0) | (near.sentence[at - 1] != near.sentence[at]) | near.at(at - 1, ('"', "'"), beside=at)
    month = near.at(at, closed_classes.MONTHS)
    dated = near.at(at - 1, read_words("calendar", "kind")["before a month"], beside=at)
    dated |= near.digits(at + 1) | near.digits(
        at - 1
    )  # also across the end of a sentence, which a date may seem to have
    out[alike] = (month & dated) | (opens & ~_like_person(near, at))
    return out


def _like_person(near: Neighbours, at: np.ndarray) -> np.ndarray:
    """Does what follows the first word of a sentence show that it is a person's name?"""
    after = near.after(at, _third_person()) | near.ending(at + 1, "ed", beside=at)
    adverb = near.ending(at + 1, "ly", beside=at) | near.after(at, _BEFORE_A_VERB)
    after |= adverb & (near.at(at + 2, _third_person(), beside=at) | near.ending(at + 2, "ed", beside=at))
    after |= near.after(at, ("'s", "who", "herself", "himself"))
    month = near.at(at, closed_classes.MONTHS)
    after |= near.after(at, (",",)) & (~month | near.at(at + 2, _APPOSED, beside=at))
    name = near.at(at + 2, near.capitals, beside=at) & ~near.at(at + 2, closed_classes.MONTHS, beside=at)
    return after | (near.after(at, ("and",)) & name)


@cache
def _third_person() -> frozenset[str]:
    """Forms of verbs that stand behind a name: said, wants, has."""
    acts = (form for forms in read_words("reading", "kind", of="words")["act"] for form in forms.split()[1:3])
    forms = read_words("verb_forms", "class")
    listed = forms["finite"] | forms["says"] | forms["happened"] | forms["reported in the past"]
    inflected = (form for form in listed if not {f"{form}s", f"{form}es"} & listed)
    return frozenset((*acts, *inflected, "has", "had", "is", "was", "does", "did")) | closed_classes.MODALS
