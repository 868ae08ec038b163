"""Line ends: whether a sentence goes on behind one.

A long text that is wrapped by hand shows the width at which its lines break. A text of two or three lines does not: it
may be wrapped, or a headline and a sentence, a list, verse or an address. There the words tell. A line goes on if the
next one is prose in lower case, if it breaks off with a word that ends no sentence (`the`, `of`, `Mr.`), or if a name
stands over the end (`United` and `States`).
"""

from __future__ import annotations

from functools import cache

from discourse._lists import read_rows, read_words
from discourse._regex import Expression

_STOPS = frozenset(".!?…:;,")
FINISHED = Expression(r"[.!?…:;,][\"'”’»)\]*_]*(?:\[?\d{1,3}\]?)?$")
_LONG = 40  # characters: no line of a list or of an address, and hardly a headline
_LONGEST_VERSE = 60
_FEW_WORDS = 3
_LONGEST_NAME = 4  # words before the line end, and behind it
_STOP = Expression(r"[^\W\d_]{2}[.!?…][\"'”’»)\]]*(?:\s|$)")
_NO_PROSE = Expression(r"[-–—•*·>#|]|(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{2,4})[.)]\s")  # lists, tables, quoted mail
_ADDRESS = Expression(r"@|://|www\.|\.(?:com|org|net|edu|gov|uk)\b")
_COMMA = Expression(r",[\"'”’»]*$")
_OPENING = "\"'“‘«(["
_CLOSING = ".,;:!?…\"'”’»)]"

# Words that break a sentence off wherever they stand last, and those that also end questions and verbs (`come by`).
_BREAKS_OFF = frozenset(
    "a an the and or nor of from with than my your its our their whose against between among".split()
)
_MAY_END = frozenset("at as to into for in on by about before after under over through since until if that".split())
_MAY_END |= frozenset("because although when while which who said told".split())
# Words behind which the name of a place goes on.
_OPENS_PLACE = frozenset("East North South West Eastern Northern Southern Western Central United Saudi New San".split())


def is_finished(line: str) -> bool:
    """Does the line end with a mark, as a sentence or a clause does?"""
    return bool(FINISHED.search(line[-8:]))


def ends_in_stop(paragraph: str) -> bool:
    """Does the paragraph end with such a mark, whatever closes behind it, or with the number of a note?"""
    last = paragraph[-1:]
    return last in _STOPS if last in _STOPS or last.isalpha() else bool(FINISHED.search(paragraph))


def has_sentence(text: str) -> bool:
    """Is there a word with a stop behind it?"""
    return bool(_STOP.search(text))


def line_goes_on(line: str, following: str, *, prose: bool, inside: bool = False) -> bool:
    """Does the sentence of a line go on in the following one?

    `prose` says whether it is one of prose, with a capital at its start and a stop, and `inside` whether the line
    itself goes on with the one before it, so that it is no headline.

    >>> line_goes_on("The talks with the United", "States failed.", prose=True)
    True
    >>> line_goes_on("US–RUSSIA TALKS FAIL", "Mr. Smith said no.", prose=True)
    False
    """
    words, (first, *_) = line.split(), following.split(maxsplit=1)
    last = words[-1]
    if _is_shortened(last, first):
        return True
    if line.isupper() or _NO_PROSE.match(following) or _ADDRESS.search(f"{last} {first}"):
        return False
    if is_finished(line) and not _COMMA.search(last):
        return False
    if first.lstrip(_OPENING)[:1].islower():
        return len(line) >= _LONG or (prose and len(words) >= _FEW_WORDS and not last.isdigit())
    if is_finished(line):  # with a comma: speech and who speaks, or too long for verse and addresses
        return prose and first[0].isupper() and (last[-1] != "," or inside or len(line) >= _LONGEST_VERSE)
    if first.strip(_OPENING + _CLOSING).lower() in _closed_classes():  # a sentence begins, or a line of verse
        return False
    if last in _BREAKS_OFF or (last in _MAY_END and len(line) >= _LONG) or _is_open(line, following):
        return True
    if not first[0].isupper() or not last[0].isalnum():
        return False
    return _is_name(words, following.split()) or (_is_sentence(words) and (inside or _is_person(last, first)))


def _is_shortened(last: str, first: str) -> bool:
    """Is it an abbreviation that something has to follow: `Mr.` and a name, `No.` and a number?"""
    never_last, before_number = _abbreviations()
    return (last in never_last and first[0].isupper()) or (last in before_number and first[0].isdigit())


def _is_sentence(words: list[str]) -> bool:
    """Has the line words in lower case that a title writes large? It is no title, then, and no list of names."""
    small = read_words("closed_classes", "class")["small in titles"]
    return len(words) >= _FEW_WORDS and any(word.islower() and word not in small for word in words)


def _is_open(line: str, following: str) -> bool:
    """Is a quotation or a bracket opened in the line, and closed in the following one?"""
    for left, right in ("“”", "«»", "()", "[]"):
        behind = following.partition(right)
        if line.count(left) > line.count(right) and behind[1] and left not in behind[0]:
            return True
    return line.count('"') % 2 == following.count('"') % 2 == 1


def _is_name(words: list[str], following: list[str]) -> bool:
    """Does the name of a place stand over the line end, or one that we list?"""
    last, first = words[-1], following[0].strip(_CLOSING)
    if not last[0].isupper() or f"{first}." in _abbreviations()[0]:
        return False
    if last in _OPENS_PLACE:
        return True
    before = [" ".join(words[-n:]) for n in range(1, _LONGEST_NAME + 1)]
    behind = [
        " ".join(following[:n]).rstrip(_CLOSING).removesuffix("’s").removesuffix("'s")
        for n in range(1, _LONGEST_NAME + 1)
    ]
    return any(f"{left} {right}" in _known_names() for left in before for right in behind)


def _is_person(last: str, first: str) -> bool:
    """Does the name or the office of a person stand over the line end, or what somebody owns?"""
    given = read_words("name_given", "place")[""]
    if not last[0].isupper() or f"{first}." in _abbreviations()[0]:
        return False
    office = last.lower() in _of_offices() and first.lower() in _offices()
    title = last.lower() in _offices() and first in given
    return office or title or last in given or last in _titles() or last.endswith(("’s", "'s"))


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Those that end no sentence, and those that stand before numbers, with their point."""
    titles = [word.capitalize() for (word,) in read_rows("titles", "word", point="never last")]
    points = read_words("abbreviations", "point")
    return (
        frozenset(f"{word}." for word in (*titles, *points["never last"])),
        frozenset(f"{word}." for word in points["before a number"]),
    )


@cache
def _closed_classes() -> frozenset[str]:
    """Words that are no names: with a capital, they open something."""
    words = read_words("closed_classes", "class")
    return frozenset().union(*words.values()) - words["also a name"]


@cache
def _titles() -> frozenset[str]:
    """Titles behind which a person is named, without a point: `Mr`, `Sir`."""
    return frozenset(word.capitalize() for (word,) in read_rows("titles", "word", person="yes"))


@cache
def _offices() -> frozenset[str]:
    """Heads of offices: `Minister`, `Secretary`."""
    titles = read_words("titles", "kind")
    return titles["political"] | titles["administrative"] | titles["military"] | titles["legal"]


@cache
def _of_offices() -> frozenset[str]:
    """What stands before the head of an office: `Prime`, `Foreign`, `Vice`."""
    parts = read_words("name_parts", "part")
    return parts["modifier"] | parts["portfolio"]


@cache
def _known_names() -> frozenset[str]:
    return frozenset(alias for (alias,) in read_rows("actors_world", "alias") if " " in alias)
