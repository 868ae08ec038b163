"""Dates with the month in words, in any of the languages in which news databases write them.

A database writes the date of an article in the language of the reader or of the newspaper, alone or in a line with
more: `January 11, 2010 Monday 6:05 PM GMT`, `Lundi 5 octobre 2013`, `1. April 2017`, `5 de junio de 2019`,
`2013年10月5日`. Names of months are those of the CLDR, as the package Babel ships them. A name that is two months in
two languages (`listopad`) is read only where the language is known.

References
----------
Unicode Consortium (2024). Common Locale Data Repository, version 46. https://cldr.unicode.org
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache

#: Codes of ISO 639-1 of the languages whose names of months are known.
LANGUAGES = (
    "en fr de es it pt nl sv da nb nn fi is pl cs sk hu ro bg ru uk hr sr sl bs mk sq el tr ca gl eu lt lv et af id ms "
    "he ar fa vi cy ga"
).split()
_WORD = r"[^\W\d_]{3,20}"
_BETWEEN = r"(?:\s*[.,]?\s*(?:(?:de|del|of|den|de l’any)\s|d’|d')?\s*)"
# Day and month and year in the orders in which they stand; what stands before and behind is no part of a number.
_FORMS = tuple(
    re.compile(rf"(?<![\d/.-]){form}(?![\d/-])", re.IGNORECASE)
    for form in (
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°|ª)?[.\s-]{_BETWEEN}(?P<m>{_WORD})\.?[\s,-]{_BETWEEN}(?P<y>(?:1[789]|20)\d\d)",
        r"(?P<m>[^\W\d_]{3,20})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y>(?:1[789]|20)\d\d)",
        rf"(?P<y>(?:1[789]|20)\d\d)\.?\s+(?:gada\s+|m\.\s+|-(?:e|a)ko\s+)?(?P<m>{_WORD})\s+(?P<d>\d{{1,2}})",
        r"(?P<y>(?:1[789]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)",
        r"(?P<y>(?:1[789]|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
    )
)
_LONGEST = 300


@lru_cache(maxsize=2**14)  # the articles of a file share their dates
def find_date(line: str, *, language: str | None = None) -> str | None:
    """The first date in a line, as ISO 8601, or None.

    Parameters
    ----------
    line : str
        Of at most 300 characters; of a longer one nothing is read.
    language : str, optional
        The code of ISO 639-1 of the language of the line, where it is known.

    Examples
    --------
    >>> [find_date(line) for line in ("January 11, 2010 Monday 6:05 PM GMT", "Samedi 5 octobre 2013, p. 7")]
    ['2010-01-11', '2013-10-05']
    >>> find_date("5. listopada 2013"), find_date("5. listopada 2013", language="hr")
    (None, '2013-10-05')
    >>> find_date("January 2010") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    found = []
    for form in _FORMS:
        for hit in form.finditer(line):
            month = _month(hit["m"], language)
            if month and (day := _day(int(hit["y"]), month, int(hit["d"]))):
                found.append((hit.start(), day))
    return min(found)[1] if found else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 31 April
        return None


def _month(word: str, language: str | None) -> int | None:
    if word.isdecimal():
        return int(word)
    months = _months().get(_fold(word), {})
    of_language = {months[language]} if language in months else set(months.values())
    return of_language.pop() if len(of_language) == 1 else None


@cache
def _months() -> dict[str, dict[str, int]]:
    """Name of a month, folded -> language -> its number."""
    from babel import Locale

    names: dict[str, dict[str, int]] = defaultdict(dict)
    for language in LANGUAGES:
        months = Locale(language).months
        for width in ("abbreviated", "wide"):
            for context in ("format", "stand-alone"):
                for number, name in months[context][width].items():
                    if len(folded := _fold(name)) >= 3 and not folded[0].isdecimal():
                        names[folded].setdefault(language, number)
    names["sept"].setdefault("en", 9)
    return dict(names)


def _fold(word: str) -> str:
    """In small letters, without a full stop and without accents."""
    plain = unicodedata.normalize("NFD", word.casefold().rstrip("."))
    return "".join(char for char in plain if not unicodedata.combining(char))
