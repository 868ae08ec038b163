"""What kind of actor a name seems to be: told by its words, and by what stands around it.

The rules are a table; the first that fits decides. Names of faiths, times, currencies and the like are no actors.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from discourse._lists import read_words
from discourse.actors._name_words import given_names, group_types, head_types
from discourse.actors._variants import Entry
from discourse.actors._world_names import demonyms, places

_JOINED = ("of", "for", "and", "&", "'s")
_ROMAN = re.compile(r"[IVX]+")
_INNER_CAPITAL = re.compile(r"(?!Ma?c[A-Z]|D[eiu'][A-Z]|La[A-Z]|Le[A-Z]|Fitz|O'|Van[A-Z])[A-Z]?[^\W\d_]*[a-z][A-Z]\w*")
_SHAPED = re.compile(
    r"(?:Mac|Mc|O'|D'|Fitz)[A-Z]\w+|Fitz[a-z]+|[A-Z]\w+(?:enko|ovich|evich|vić|wicz|ssen|sson|shvili|adze|opoulos|escu|skyy?|ski)"
)
_DOCTRINE = re.compile(r"(?:isms?|i[sz]ation|phobi[ac]|esque|nomics|mania)$")
_PEOPLE = re.compile(r"(?:ist|ite|crat)s$")
_PEOPLE_IN_I = re.compile(r"(?<![aey]s)(?<!pol)is$")  # Houthis, but no Genesis and no Acropolis
_DEMONYM = re.compile(r"(?:ian|ean|ese|ish|crat|ic|ist)$")


def guess_type(entry: Entry) -> str:
    """The type that the name tells by the first rule that fits; marks the form of groups as such."""
    group = next((word for word in (entry.words[-1], entry.words[0]) if word in group_types()), None)
    if group is not None:
        entry.form = "group"
        return group_types()[group]
    lower = [word.lower().rstrip(".") for word in entry.words]
    return next((kind(entry, lower) for _, kind, test in _RULES if test(entry, lower)), _head(entry, lower) or "other")


def is_actor(entry: Entry) -> bool:
    """Is it none of the names that no actor has: Islam, the Renaissance, GDP, the title of a film?"""
    name = " ".join(entry.words).replace(" - ", "-")
    thing = (name if entry.form == "acronym" else name.lower()) in read_words("name_parts", "part")["no actor"]
    thing |= len(entry.words) == 1 and entry.form == "name" and _DOCTRINE.search(name) is not None
    return entry.titled or not (thing or (entry.work and entry.type == "other"))


# --- what a name is made of -------------------------------------------------------------------------------------


def _head(entry: Entry, lower: list[str]) -> str:
    """The type that the noun tells which heads the name: the last, or the one before `of` or `for`."""
    link = next((i for i, word in enumerate(lower) if word in ("of", "for", "against", "without", "to") and i), None)
    return head_types().get(lower[-1 if link is None else link - 1], "")


def _longer_head(entry: Entry, lower: list[str]) -> bool:
    return len(lower) > 1 and _head(entry, lower) != ""


def _given_and_surname(entry: Entry, lower: list[str]) -> bool:
    """Michael Bay, though a bay is a place; not the Michael Bay."""
    known = _is_given(entry.words[0]) and _is_surname(entry.words[-1])
    return known and len(entry.words) == 2 and _around(entry)


def _is_given(word: str) -> bool:
    return word in given_names()


def _numbered(entry: Entry, lower: list[str]) -> bool:
    return lower[0].isdigit()


def _place(entry: Entry, lower: list[str]) -> bool:
    """Virginia, which is a first name too."""
    return " ".join(entry.words) in read_words("name_parts", "part")["US state"]


def _acronym(entry: Entry, lower: list[str]) -> bool:
    """Letters that stand for a body, as most do that stand for no thing; and BuzzFeed."""
    if entry.form == "acronym":
        return not any(map(str.isdigit, entry.words[0]))
    return len(lower) == 1 and _INNER_CAPITAL.fullmatch(entry.words[0]) is not None


def _firm(entry: Entry, lower: list[str]) -> bool:
    """A firm that is called by one word."""
    name = "".join(entry.words)
    return name in read_words("name_parts", "part")["firm"] and not entry.titled and entry.placed <= 0.25


def _clan(entry: Entry, lower: list[str]) -> bool:
    """Ogo Falcons, the Moes: a name in the plural; if it is one word, behind `the`."""
    several = len(entry.words) > 1 or entry.definite > 0.5
    plural = _plural(entry.words[-1]) or _PEOPLE_IN_I.search(lower[-1]) is not None
    return entry.form == "name" and several and plural and entry.placed <= 0.25


def _people(entry: Entry, lower: list[str]) -> bool:
    """Maoists and Trotskyites: those who hold with somebody or something."""
    return len(lower) == 1 and _PEOPLE.search(lower[0]) is not None and not entry.titled


def _of_a_place(entry: Entry, lower: list[str]) -> bool:
    """Mission Norway: words, the first no first name, that end in the name of a state."""
    return len(lower) > 1 and (entry.words[-1],) in places() and not _is_given(entry.words[0]) and entry.placed < 0.25


# --- persons ----------------------------------------------------------------------------------------------------


def _around(entry: Entry) -> bool:
    """Does little speak for a place or a thing: `the` before it, a preposition of place?"""
    return entry.definite <= 0.2 and entry.placed <= 0.25


def _with_given_name(entry: Entry, lower: list[str]) -> bool:
    """A first name, then a surname: Eric Moe."""
    return _is_given(entry.words[0]) and _like_person(entry, lower, 0.5)


def _like_person(entry: Entry, lower: list[str], definite: float = 0.2) -> bool:
    """Two to five words that names of persons have, rarely behind `the` or a preposition of place."""
    words = entry.words
    apart = [not (i > 1 and words[i - 1] == "-" and words[i - 2][0].isupper()) for i in range(len(words))]
    capitals = [word for word, alone in zip(words, apart, strict=True) if alone and word[0].isupper()]
    if not 2 <= len(capitals) <= 5 or entry.definite > definite or entry.placed > 0.25:
        return False
    odd = any(word in head_types() or word in _JOINED for word in lower)
    return not odd and not any(map(_shouts, capitals))


def _shouts(word: str) -> bool:
    """Is the word in capitals, and neither an initial nor the number of a son (`III`)?"""
    return word.isupper() and len(word.rstrip(".")) > 1 and "." not in word and not _ROMAN.fullmatch(word)


def _of_no_kind(entry: Entry, lower: list[str]) -> bool:
    """Two words or more of which nothing is known, none a common one."""
    first, last = entry.words[0], entry.words[-1]
    opener = lower[0] in _no_openers() or (first,) in demonyms() or (first,) in places() or _DEMONYM.search(first)
    many = _plural(last) and not _is_surname(last)
    return entry.plain and not opener and not many and _like_person(entry, lower)


def _plural(word: str) -> bool:
    """Does it end as plurals do: the Bordurian Falcons?"""
    return word[-1] == "s" and word[-2:] not in ("ss", "us", "is", "as", "os", "es")


@cache
def _no_openers() -> frozenset[str]:
    """Words that open no name of a person."""
    parts = read_words("name_parts", "part")
    places = frozenset(word.lower() for part in ("compass", "US state") for word in parts[part])
    return parts["no person"] | parts["before"] | frozenset(head_types()) | places


def _surname(entry: Entry, lower: list[str]) -> bool:
    """A surname or a first name alone."""
    known = any(map(_is_surname, entry.words)) or _is_given(entry.words[0])
    return _one(entry) and known and _around(entry) and lower[-1] not in head_types()


def _is_surname(word: str) -> bool:
    return word in read_words("name_parts", "part")["surname"] or _SHAPED.fullmatch(word) is not None


def _one(entry: Entry) -> bool:
    """Is it one name: a word, a double one, one behind a small word (`van der Moe`)?"""
    words = [word for word in entry.words if word.lower() not in read_words("name_parts", "part")["particle"]]
    return len(words) == 1 or (len(words) == 3 and words[1] == "-")


def _with_particle(entry: Entry, lower: list[str]) -> bool:
    """`Van der Moe`."""
    return (
        len(lower) > 1 and lower[0] in ("van", "von", "de", "di", "du", "bin", "ibn") and _one(entry) and _around(entry)
    )


def _followed_by_he(entry: Entry, lower: list[str]) -> bool:
    """`Moe said that she ...`; `Moe, who ...`."""
    return _one(entry) and entry.form == "name" and entry.human >= 0.3 and _around(entry) and entry.before_noun < 0.3


def _acts(entry: Entry, lower: list[str]) -> bool:
    """`Moe refused`: one word that acts; most such names that the texts say nothing else of are persons'."""
    return _one(entry) and entry.form == "name" and entry.acts >= 0.3 and _free(entry)


def _free(entry: Entry) -> bool:
    return entry.placed == 0 and entry.definite <= 0.3 and entry.before_noun < 0.3


Test = Callable[[Entry, list[str]], bool]


def _always(kind: str) -> Callable[[Entry, list[str]], str]:
    return lambda entry, lower: kind


#: What tells the type, and which: name, type, test. The first that fits decides.
_RULES: tuple[tuple[str, Callable[[Entry, list[str]], str], Test], ...] = (
    ("2011", _always("other"), _numbered),
    ("first name and surname", _always("person"), _given_and_surname),
    ("a party inside", _always("party"), lambda entry, lower: "party" in lower[1:]),
    ("head", _head, _longer_head),
    ("cause", _always("organisation"), lambda entry, lower: not {"without", "against"}.isdisjoint(lower[1:-1])),
    ("federal state", _always("other"), _place),
    ("titled", _always("person"), lambda entry, lower: entry.titled),
    ("acronym", _always("organisation"), _acronym),
    ("firm", _always("organisation"), _firm),
    ("people", _always("organisation"), _people),
    ("first name", _always("person"), _with_given_name),
    ("of a place", _always("organisation"), _of_a_place),
    ("words of no kind", _always("person"), _of_no_kind),
    ("clan", _always("organisation"), _clan),
    ("small word", _always("person"), _with_particle),
    ("surname", _always("person"), _surname),
    ("he", _always("person"), _followed_by_he),
    ("acts", _always("person"), _acts),
)
