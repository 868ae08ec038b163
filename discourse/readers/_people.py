"""The names of authors: what a page says of who wrote it, and what it only seems to.

What stands where an author is expected may be an address, a handle, the house itself, its staff, or a form to log in.
None of these is a name, and no name is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PREFIX = re.compile(
    r"^(?:(?:(?:published|posted|written|submitted|reported|reviewed|words|story|text|date|author|authors|analysis|opinion)"
    r"\b:?\s*)?(?:(?:on|by|from)\b:?\s*)?)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|©|copyright|\b(?:e-?mail|password|contraseña|passwort|log ?in|sign ?(?:in|up)"
    r"|iniciar sesi[oó]n|cookies?|newsletter|subscribe|facebook|twitter|comments?|read more|share|follow|click"
    r"|rights reserved)\b",
    re.IGNORECASE,
)
# Whole values that are nobody: https://schema.org/author is filled with these by publishing systems.
_NOBODY = frozenset(
    (
        *("admin", "administrator", "author", "by", "contributor", "contributors", "editor", "editors", "editorial"),
        *("editorial board", "editorial staff", "editorial team", "guest", "guest author", "guest contributor"),
        *(
            "news desk",
            "newsroom",
            "no author",
            "none",
            "null",
            "online desk",
            "press release",
            "redaction",
            "redaktion",
        ),
        *("redacción", "rédaction", "staff", "staff report", "super user"),
        *("system", "team", "the editor", "the editors", "undefined", "unknown", "user", "web desk", "webmaster"),
        *("web editor", "website", "anonymous", "associated press", "reuters", "afp"),
    )
)
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){1,3}$")
_AND = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*;\s*")
_LETTERS = re.compile(r"[\W_]+")
_LONGEST = 100
_MOST_WORDS = 8  # of a value that is one name, with a degree and an office


def names_in(values: Iterable[str | None], *, houses: Iterable[str | None] = ()) -> str | None:
    """The people in these values, joined by `; `, or None; the names of `houses` are no people.

    >>> names_in(["By Ann Lee, Bo Li and Cy Fox", "The Quay"], houses=["The Quay"])
    'Ann Lee; Bo Li; Cy Fox'
    >>> names_in(["Iniciar Sesión Email", "Editorial Staff", "https://quay.example/ann"]) is None
    True
    """
    own = {key for house in houses if (key := letters_of(house))}
    names: list[str] = []
    for value in values:
        names += [name for name in _names(value or "") if letters_of(name) not in own]
    return "; ".join(dict.fromkeys(names)) or None


def letters_of(text: str | None) -> str:
    """Letters and digits alone, in small letters, without an article before them.

    >>> letters_of("The Quay-Side"), letters_of("quayside")
    ('quayside', 'quayside')
    """
    return _LETTERS.sub("", re.sub(r"^the\s", "", (text or "").strip(), flags=re.IGNORECASE)).lower()


def is_full_name(text: str) -> bool:
    """Two to four words with capitals."""
    return _FULL_NAME.match(text) is not None


def _names(value: str) -> list[str]:
    name = _PREFIX.sub("", " ".join(value.split())).strip(" ,;:|")
    # An address, a handle or a paragraph is no name.
    if not name or len(name) > _LONGEST or _NO_NAME.search(name):
        return []
    parts = [part for part in _AND.split(name) if part]
    # "Ann Lee, Bo Li and Cy Fox" are three; "Ann Lee, PhD" is one.
    names = parts if all(map(is_full_name, parts)) else [name]
    return [name for name in names if name.lower() not in _NOBODY and len(name.split()) <= _MOST_WORDS]
