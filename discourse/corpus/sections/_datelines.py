"""How news opens: the dateline of a lead, and the line that signs a report.

An agency opens a report with where it is from, when, and its own name, in an order of its own: `LONDON (AP) — The
minister said`, `(Reuters) - A judge`, `Madrid, Jan 8 (EFE).- The law`. What stands behind it is the first sentence of
the text, whatever the agency in brackets looks like. A signature names who reports, and often from where: `Tom Hale in
Nairobi`.
"""

from __future__ import annotations

from functools import cache

from discourse._lists import read_rows, read_words
from discourse._regex import Expression, any_of

_CALENDAR, _WORDS = read_words("calendar", "kind"), read_words("furniture", "kind")
_MONTH = rf"(?i:{any_of(_CALENDAR['month'] | _CALENDAR['month, shortened'])})\.?"
_WEEKDAY = rf"(?i:{any_of(_CALENDAR['weekday'] | _CALENDAR['weekday, shortened'])})\.?"
_AGENCY = rf"(?i:{any_of(_WORDS['agency'])})"
_LETTER = "[A-ZÀ-ÖØ-Þ]"
_LARGE = rf"{_LETTER}[A-ZÀ-ÖØ-Þ.'’-]+(?:[ /](?:{_LETTER}[A-ZÀ-ÖØ-Þ.'’-]*|(?:ON|UPON|DE|LA|OF|THE)\b))*"
_TITLED = rf"{_LETTER}[\w.'’-]+(?:[ /]{_LETTER}[\w.'’-]+){{0,3}}"
_PLACE = rf"(?:{_LARGE}|{_TITLED})(?:, {_TITLED})?"
_DAY = rf",? (?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH})(?:,? \d{{4}})?"
_PLACE_AND_DAY = rf"{_PLACE}(?:{_DAY})?"
_BRACKETS = rf"[(\[](?:{_LETTER}[\w.&/ -]{{1,30}}|{_AGENCY})[)\]]"
_DASH = r"(?: ?(?:—|–|--+|―)| ?\.-| [-_]) ?"
_STOP = rf"(?:{_DASH}|: | ?\| )"
_BEHIND = rf"(?=[\"'“‘«]?(?:{_LETTER}|\d))"

#: The forms of a dateline. What the groups `large` and `place` hold may be something else.
_FORMS = tuple(
    (name, Expression(pattern + _BEHIND))
    for name, pattern in (
        ("an agency, then perhaps a place", rf"{_BRACKETS}{_DASH}(?:{_TITLED}{_DAY}{_DASH})?"),
        ("a well-known agency", rf"\({_AGENCY}\) ?"),
        ("a place in brackets", rf"\[{_LARGE}\] "),
        ("a place and an agency in brackets", rf"{_PLACE_AND_DAY} ?{_BRACKETS}{_STOP}"),
        ("the same without a dash", rf"{_PLACE_AND_DAY} \({_AGENCY}\) "),
        ("a place, a dash, an agency", rf"{_PLACE_AND_DAY}{_DASH}\({_AGENCY}\)(?:{_DASH}| )"),
        ("a place, an agency", rf"{_PLACE_AND_DAY}[,.] ?(?:/{_AGENCY}/\.?|{_AGENCY}{_DASH}) ?"),
        ("a place and a day", rf"{_PLACE}{_DAY}(?:{_STOP}|\. )"),
        ("a place in capitals", rf"(?P<large>{_LARGE})(?:, {_TITLED})?{_STOP}"),
        ("a place", rf"(?P<place>{_TITLED})(?:, {_TITLED})?(?P<stop>{_STOP})"),
    )
)
_NAMES = rf"{_LETTER}[\w.'’-]*(?: (?:(?:de|van|von|der|al|bin|la) )*{_LETTER}[\w.'’-]*){{1,3}}"
_SIGNED = rf"{_NAMES}(?:,? (?:in|at|reports? from) (?:the )?{_TITLED})?"
_AND = r"(?:,| and|,? &|;| \|| [–—-])"
_FOR = rf"(?:,? (?:for|of) (?:the )?{_TITLED})?"
_SIGNATURE = Expression(rf"{_SIGNED}(?:{_AND} (?:{_SIGNED}|{_TITLED}|(?i:the )?{_AGENCY}))*{_FOR}$")
_MOST = 14  # words of a signature


def dateline_of(paragraph: str) -> int:
    """Where the text begins behind the dateline; 0 where there is none.

    >>> dateline_of("LONDON (AP) — The talks failed."), dateline_of("London is a place — The Place, to some.")
    (14, 0)
    """
    if paragraph[:1] not in "([" and not paragraph[:1].isupper():
        return 0
    for _, form in _FORMS:
        if (found := form.match(paragraph)) and _is_place(found.groupdict()):
            return found.end()
    return 0


def is_signature(line: str) -> bool:
    """Is it a line of one or more people, perhaps with where they are?

    >>> is_signature("Tom Hale in Nairobi"), is_signature("ANNA REYES and TOM HALE"), is_signature("The War in Sudan")
    (True, True, False)
    """
    words = line.split()
    if not 2 <= len(words) <= _MOST or not _SIGNATURE.match(line):
        return False
    return words[0].title().strip(".,") in read_words("name_given", "place")[""]


def _is_place(said: dict[str, str]) -> bool:
    """Does a place stand there, and no label, such as `FILE` or `Update`?"""
    if "large" in said:
        return said["large"].lower().rstrip(".") not in _labels()
    if "place" not in said:
        return True
    if said["place"].lower() in _labels():
        return False
    dashed = not said["stop"].startswith((":", " |"))
    return said["place"] in _places() or (dashed and said["place"].split()[0].lower() not in _openers())


@cache
def _labels() -> frozenset[str]:
    """What else stands before a dash or a colon."""
    return frozenset(_WORDS["label"] | _WORDS["rubric"])


@cache
def _places() -> frozenset[str]:
    return frozenset(alias for (alias,) in read_rows("actors_world", "alias"))


@cache
def _openers() -> frozenset[str]:
    """Words that open a sentence and are no names."""
    words = read_words("closed_classes", "class")
    return frozenset().union(*words.values()) - words["also a name"]
