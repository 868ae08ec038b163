"""The names of authors: what a page says of who wrote it, and what it only seems to.

What stands where an author is expected may be an address, a handle, the house itself, its staff, or a form to log in.
None of these is a name, and no name is better than a wrong one. Behind a name stand the office, the house, the place
or the day; they are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PREFIX = re.compile(
    r"^(?:[-–—•|*~]+\s*)?(?:(?:(?:published|posted|written|submitted|reported|reviewed|article|words|story|text|texte?|texto|testo"
    r"|date|author|authors|autor|auteur|autore|analysis|opinion)\b:?\s*)?(?:(?:on|by|from)\b:?\s*)?)",
    re.IGNORECASE,
)
# `By` in other languages, before two words at least: Von is a name as well.
_FOREIGN = re.compile(r"^(?:von|par|por|door|av|af|di|autor|auteur)\b:?\s+(?=(?-i:[^\W\d_a-z])\S*\s)", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|©|copyright|\b(?:e-?mail|password|contraseña|passwort|log ?in|sign ?(?:in|up)"
    r"|iniciar sesi[oó]n|cookies?|newsletter|subscribe|facebook|twitter|comments?|read more|share|follow|click"
    r"|rights reserved|min(?:ute)?s? read|advertisement|updated|published)\b",
    re.IGNORECASE,
)
# Whole values that are nobody: https://schema.org/author is filled with these by publishing systems.
_NOBODY = frozenset(
    (
        *("admin", "administrator", "author", "by", "contributor", "contributors", "editor", "editors", "editorial"),
        *("editorial board", "editorial staff", "editorial team", "guest", "guest author", "guest contributor"),
        *("news desk", "newsroom", "no author", "none", "null", "online desk", "press release", "redaction"),
        *("redaktion", "redacción", "rédaction", "redazione", "redactie", "редакция", "la redacción", "la rédaction"),
        *("staff", "staff report", "super user", "system", "team", "the editor", "the editors", "undefined"),
        *("article", "courtesy", "courtesy photo", "cortesía", "cortesia", "courtoisie", "handout"),
        *("unknown", "user", "web desk", "webmaster", "web editor", "website", "anonymous", "associated press"),
        *("reuters", "afp", "about the author", "about the authors", "view all posts", "all posts", "default"),
    )
)
# The last word of a name of many.
_COLLECTIVE = re.compile(
    r"\b(?:staff|team|desk|editors|newsroom|kitchens|family|bureau|agenc(?:y|ies)|wires?|reporters|correspondents"
    r"|contributors|department|foundation|institute|committee|council|association|university|magazine|news|media"
    r"|network|inc|llc|ltd|gmbh|services|communications|online|redaktion|rédaction|redacción|redazione|redactie)\.?$",
    re.IGNORECASE,
)
# Behind a comma: the office or the house of the person before it, with which a place may stand.
_OFFICE = re.compile(
    r"^the\s|\b(?:editor|correspondent|reporter|columnist|writer|fellow|professor|director|analyst|contributor|chief"
    r"|bureau|president|minister|news|staff|team|desk|university|institute|college|school|cent(?:er|re)|magazine"
    r"|reuters|bbc|cnn|afp|associated press|bloomberg|producer|journalist|researcher|lecturer|author|chair|secretary"
    r"|ambassador|redakteur\w*|korrespondent\w*|journaliste|professeur|periodista)\b",
    re.IGNORECASE,
)
# What stands behind names: a rule and whatever follows, brackets, a preposition, a handle, a date.
_BEHIND = re.compile(
    r"\s+[-–—/|•·]\s.*|\s*[|•·(\[].*|,?\s+(?:in|for|at|on|is|was|are|from|reports?|reporting|contributed)\s.*"
    r"|,?\s+(?:updated|published|posted|last|modified|follow|e-?mail|@\w|\d|https?:).*"
    r"|,?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d.*",
    re.IGNORECASE,
)
_WORD = r"(?:(?:al|el)-|d['’])?[^\W\d_a-z][\w.'’-]*"
_PARTICLES = r"(?:(?:de|del|della|da|di|do|dos|du|van|von|der|den|ten|zu|bin|ibn|al|el|la|le|y)\s+){0,3}"
_FULL_NAME = re.compile(rf"{_WORD}(?:\s+{_PARTICLES}{_WORD}){{1,3}}$")
_AND = re.compile(r"(\s*,\s*(?:(?:and|und|et|&)\s+)?|\s+(?:and|&|und|et|y|e|og|och|en|with)\s+|\s*[;/]\s*)")
_LETTERS = re.compile(r"[\W_]+")
_LONGEST = 100
_LONGEST_LINE = 300
_MOST_WORDS = 8  # of a value that is one name, with a degree and an office


def names_in(values: Iterable[str | None], *, houses: Iterable[str | None] = ()) -> str | None:
    """The people in these values, joined by `; `, or None; the names of `houses` and their parts are no people.

    >>> names_in(["By Ann Lee, Bo Li and Cy Fox", "The Quay"], houses=["The Quay"])
    'Ann Lee; Bo Li; Cy Fox'
    >>> names_in(["Ann Lee, Quay News, Northport", "Bo Li and Cy Fox - Harbour Team"])
    'Ann Lee; Bo Li; Cy Fox'
    >>> names_in(["Iniciar Sesión Email", "Editorial Staff", "https://quay.example/ann"]) is None
    True
    """
    own = [key for house in houses if (key := letters_of(house))]
    names: list[str] = []
    for value in values:
        names += [name for name in _names(value or "") if not _is_house(name, own)]
    return "; ".join(dict.fromkeys(names)) or None


def letters_of(text: str | None) -> str:
    """Letters and digits alone, in small letters, without an article before them.

    >>> letters_of("The Quay-Side"), letters_of("quayside")
    ('quayside', 'quayside')
    """
    return _LETTERS.sub("", re.sub(r"^the\s", "", (text or "").strip(), flags=re.IGNORECASE)).lower()


def is_full_name(text: str) -> bool:
    """Two to four words with capitals, and particles before them.

    >>> [is_full_name(name) for name in ("Ludwig van Beethoven", "d'Arc Jeanne", "ann lee")]
    [True, True, False]
    """
    return _FULL_NAME.match(text) is not None


def _is_house(name: str, houses: list[str]) -> bool:
    """Is it one of the houses, or a part of one, such as `Quay Sport`?"""
    words = name.split()
    return any(letters_of(" ".join(words[:n])) in houses for n in range(1, len(words) + 1))


def _names(value: str) -> list[str]:
    if len(value) > _LONGEST_LINE:
        return []
    name = _FOREIGN.sub("", _PREFIX.sub("", " ".join(value.split()))).strip(" ,;:|")
    people = _full_names(_BEHIND.sub("", name))
    # An address, a handle or a paragraph is no name.
    if not people and (not name or len(name) > _LONGEST or _NO_NAME.search(name)):
        return []
    return [one for one in people or [name] if _may_be_name(one)]


def _may_be_name(name: str) -> bool:
    nobody = name.lower() in _NOBODY or _NO_NAME.search(name) or _COLLECTIVE.search(name)
    return not nobody and len(name.split()) <= _MOST_WORDS


def _full_names(line: str) -> list[str]:
    """The names in a line of nothing but full names and the offices behind them; else none."""
    names: list[str] = []
    office = False
    parts = _AND.split(line)
    for between, part in zip(("", *parts[1::2]), parts[::2], strict=True):
        comma = between.strip() == ","
        office = comma and bool(names) and (office or _OFFICE.search(part) is not None)
        if office or not part:
            continue
        if not is_full_name(part):
            return []
        names.append(part)
    return names
