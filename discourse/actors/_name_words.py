"""The words of names: what a single word can be in a proper name, before its context is known.

Titles, the heads of names of institutions and places, the small words that join names, all of which are listed; and the
shapes of words: a capital, letters only, a number. A class is one bit, so that the classes of a token are one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from discourse._lists import all_words, read_rows, read_words
from discourse.english import closed_classes

WORD, CAPITAL, SMALL, ACRONYM, NUMBER, YEAR, LETTER, LOUD = (1 << n for n in range(8))
CLOSED, FUNCTION, CALENDAR, TITLE, MODIFIER, PORTFOLIO, HEAD, BODY = (1 << n for n in range(8, 16))
OF, FOR, IN, THE, AND, PARTICLE, ARTICLE, OWNER, EVENT, GROUP, NARROW = (1 << n for n in range(16, 27))
PLACE, VERB, ADVERB, PLURAL, PREFIX, CHAMBER, AL, A, SINGULAR, THING, STAFF, NATION = (1 << n for n in range(27, 39))
STOP, COMMA, COLON, QUOTE, OPEN, CLOSE, DASH, HYPHEN, AMPERSAND, POSSESSIVE, AT = (1 << n for n in range(39, 50))
HE, WHO, GIVEN, MONTH, DAY, PREPOSITION, LEADER, TO, BEFORE_DAY = (1 << n for n in range(50, 59))

#: The classes of words that `name_parts.csv` lists, by its column part.
_PARTS = {
    "modifier": MODIFIER,  # narrows a title: Vice President, Press Secretary
    "portfolio": PORTFOLIO | MODIFIER,  # what an office is for: Minister of Foreign Affairs, Defence Secretary
    "particle": PARTICLE,
    "article": ARTICLE,
    "owner": OWNER,
    "narrow": NARROW,  # what may stand between: the 2011 Irish general election, the Iraqi security forces
    "staff": STAFF,  # no group is named in government officials, army chief
}
#: Of those that `name_heads.csv` lists, by the column that marks them.
_HEADS = {
    "body": BODY,  # may bind `for`, `on` and `against`: Centre for Policy Studies, Council on Foreign Relations
    "chamber": CHAMBER,  # names a body on its own, though it heads longer names too
    "event": EVENT,
}
#: The very words that rules ask for.
_SINGLE = {
    OF: ("of",),
    FOR: ("for", "on", "against"),
    TO: ("to", "without", "for", "against"),
    IN: ("in", "of"),
    PLACE: ("in", "at"),
    THE: ("the",),
    A: ("a", "an"),
    AND: ("and",),
    AL: ("al",),
    NATION: ("government", "people"),
    HE: ("he", "she", "his", "her", "him", "himself", "herself"),
    WHO: ("who", "whose", "whom"),
    LEADER: ("van", "von", "de", "di", "du", "della", "bin", "ibn", "ter"),  # open the name of Van der Moe
    CLOSED: ("whatever", "whoever", "whichever", "wherever", "whenever", "oh"),
}
_MARKS = {",": COMMA, ":": COLON, "(": OPEN, ")": CLOSE, "&": AMPERSAND, "'s": POSSESSIVE, "@": AT, "#": AT, "/": AT}
_MARKS |= {".": STOP, "!": STOP, "?": STOP, ";": STOP, "...": STOP, "•": COLON, "*": COLON, "-": DASH}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ACRONYM = re.compile(r"[A-Z]\d{1,3}|[A-Z]{2,}s|[A-Z][a-z]?[A-Z]{2,}|(?:[A-Z]\.?){2,}|[A-Z][A-Z0-9&]+")
_COMMON = (
    closed_classes.DETERMINERS | closed_classes.PREPOSITIONS | closed_classes.COORDINATORS | closed_classes.AUXILIARIES
)
_CLOSED_CLASSES = (
    _COMMON
    | closed_classes.PRONOUNS
    | closed_classes.SUBORDINATORS
    | closed_classes.RELATIVES
    | closed_classes.INTERROGATIVES
)
_NAMES_OF_TIME = ("month", "month, shortened", "weekday", "weekday, shortened", "season", "feast")


@cache
def head_types() -> dict[str, str]:
    """The type of actor that a word tells as the head of a name: `ministry` a government."""
    return _values("name_heads", "type")


@cache
def given_names() -> frozenset[str]:
    """First names that are no place."""
    return read_words("name_given", "place")[""]


@cache
def group_types() -> dict[str, str]:
    """The type of the groups that act under another's name: the Iraqi government, ISIL fighters."""
    return _values("name_heads", "group")


def _values(name: str, column: str) -> dict[str, str]:
    """Each word of a list with what a column says of it, where that is not empty."""
    return {word: value for value, words in read_words(name, column).items() if value for word in words}


@cache
def word_classes() -> dict[str, int]:
    """Lower-case word -> its classes."""
    bits: dict[str, int] = {}
    for kind, words in _classes():
        for word in words:
            bits[word] = bits.get(word, 0) | kind
    return bits


def _classes() -> Iterator[tuple[int, Iterable[str]]]:
    """The words of each class."""
    parts, types = read_words("name_parts", "part"), read_words("name_heads", "type")
    yield from ((kind, parts[part]) for part, kind in _PARTS.items())
    yield from ((kind, read_words("name_heads", column)["yes"]) for column, kind in _HEADS.items())
    yield from _SINGLE.items()
    yield HEAD, head_types()
    yield THING, types["other"] | types["state"]
    yield GROUP, group_types()
    verbs = parts["verb"] | closed_classes.AUXILIARIES
    yield from ((VERB, verbs), (SINGULAR, [verb for verb in verbs if verb.endswith("s")]))
    yield TITLE | STAFF, read_words("titles", "inside")[""]
    yield PREFIX, all_words("prefixes")
    yield from ((PLACE, words.split()) for kind, words in read_rows("reading", "kind", "words") if kind == "where")
    yield FUNCTION, _COMMON
    yield CLOSED, (_CLOSED_CLASSES | all_words("openers")) - closed_classes.MONTHS  # the month May
    days = read_words("calendar", "kind")
    yield GIVEN, [name.lower() for name in given_names()]
    yield MONTH, days["month"]
    yield DAY, days["weekday"]
    yield PREPOSITION, closed_classes.PREPOSITIONS
    yield BEFORE_DAY, parts["day"]
    yield CALENDAR, frozenset().union(*(days[kind] for kind in _NAMES_OF_TIME), (f"{day}s" for day in days["weekday"]))


def ends_compound(word: str) -> bool:
    """May a hyphen tie the word to a name that is then no longer one (`US-led`)?"""
    return word.endswith(tuple(read_words("name_parts", "part")["ending"]))


def classify(form: str, lower: str, words: dict[str, int]) -> int:
    """The classes of a type: its shape and, set in lower case, what word it is."""
    mark = _MARKS.get(form)
    if mark is not None:
        return mark
    head = form[:1]
    if not head.isalpha():
        if head.isdigit():
            return NUMBER | YEAR * bool(_YEAR.fullmatch(form)) | WORD * any(map(str.isalpha, form))
        return QUOTE * (head in "\"'" and not form.strip("\"'"))
    bits = WORD | words.get(lower[:-1] if lower[-1] == "." and len(lower) > 2 else lower, 0)
    if form == lower or (head.islower() and not form.isalnum()):
        return bits | SMALL | VERB * (lower[-2:] == "ed" and len(lower) > 3)
    bits |= CAPITAL | PLURAL * (lower[-1] == "s" and lower[-2:] not in ("ss", "us", "is"))
    bits |= ADVERB * lower.endswith(("ly", "ing"))
    if len(form.rstrip(".")) == 1:
        return bits | LETTER | CLOSED * (form == "I")
    if _ACRONYM.fullmatch(form):
        bits = bits & ~CLOSED | ACRONYM
    return bits | LOUD * (form.isupper() and form.isalpha())
