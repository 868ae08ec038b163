"""Names of authors and outlets as databases and reference managers write them.

Of an author the surname stands first, behind it a comma; of an outlet, its edition and place stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGIT = re.compile(r"\d")
_MOST_WORDS = 4  # of a surname, and of what stands before it; more is a line about the author
_EDITION = re.compile(r"(?P<outlet>.+?),\s+(?P<edition>[^,;]*\b[Ee]dition\b.*)")
_LONGEST = 300
#: What follows a comma and is no first name.
_NO_NAME = frozenset("inc ltd llc jr sr ii iii phd md staff reporter editor correspondent".split())


def natural_order(name: str) -> str:
    """A name with the first name first; what is no inverted name stays as it is.

    Examples
    --------
    >>> natural_order("Feld, Nora"), natural_order("Ines Okoro and Bram Teller"), natural_order("Courier, Inc.")
    ('Nora Feld', 'Ines Okoro and Bram Teller', 'Courier, Inc.')
    """
    name = " ".join(name.split()).rstrip(",")
    surname, comma, first = name.partition(", ")
    if (
        not comma
        or "," in first
        or " and " in name
        or _DIGIT.search(name)
        or max(len(surname.split()), len(first.split())) > _MOST_WORDS
        or first.split()[0].rstrip(".").casefold() in _NO_NAME
    ):
        return name
    return f"{first} {surname}"


def join_authors(names: Iterable[str]) -> str | None:
    """All authors of a text in one cell, or None where there is none.

    >>> join_authors(["Okoro, Ines", "Teller, Bram", " "])
    'Ines Okoro; Bram Teller'
    """
    found = [natural_order(name) for name in names if name.strip()]
    return "; ".join(dict.fromkeys(found)) or None


def split_outlet(stated: str) -> dict[str, str]:
    """The outlet without its place, and its edition where one is stated.

    Examples
    --------
    >>> split_outlet("Harwick Courier, Late Edition (East); Harwick")
    {'outlet': 'Harwick Courier', 'edition': 'Late Edition (East)'}
    """
    name = " ".join(stated.partition(";")[0].split())
    found = _EDITION.fullmatch(name) if len(name) <= _LONGEST else None
    return found.groupdict() if found else {"outlet": name}
