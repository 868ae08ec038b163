"""Signs in their place: how odd the letters and signs beyond ASCII are where they stand.

Bytes that are read in the wrong encoding come out as signs in places where nobody writes them: a capital inside a word
(`DonÕt`), a currency sign between letters (`Mal¢ga`). Each sign gets points by what it is and by what stands beside
it: about as many as the bits that it would take to say that it stands there. `BAD` is for what writing does not have.
The points are rules of thumb.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

#: Points of a sign that does not stand there in any writing.
BAD = 10.0
_ODD, _RARE, _SOME, _USUAL, _COMMON = 8.0, 6.0, 4.0, 2.5, 1.5

# A sign with what stands before it and the two characters after it.
_IN_PLACE = re.compile("(?<=(.))(?=([^\x00-\x7f])(.)(.))", re.DOTALL)
_LONGEST_WORD = 20
_LATIN_END = "\u024f"
_COMMON_LETTERS = frozenset("éàáâäçèêëíîïñóôöúüÉÀÁÂÄÇÈÊËÍÎÏÑÓÔÖÚÜ")
_ALONE = frozenset("éèêàáíòôöøåæýÀÉÈÓÖØÅÆÜÝÁÍ")
_WORDS_OF_ONE_LETTER = frozenset("аивкосуяіїєзйжбАИВКОСУЯІЄЗοηΟΗو")
_OPENING, _CLOSING = "“„‚‘", "”’"
_FRACTIONS = frozenset("½¼¾²³¹")
_MATHS = frozenset("×÷±")
_SIGNS = {"£": _COMMON, "€": _COMMON, "¥": 5.0}
_AFTER_MONEY = re.compile("[\\d \xa0\u202f,.;:)]|m\\W|[bmtk]n?\\W|\\W")
# Letters by Unicode's count that stand among others: ʻ in Hawaiʻi, ⁿ, ℃, bold letters for mathematics.
_NO_SCRIPTS = frozenset({"MODIFIER", "SUPERSCRIPT", "MATHEMATICAL", "FEMININE", "MASCULINE", "FULLWIDTH", "HALFWIDTH"})
_SMALL = (
    "the|a|an|this|these|those|and|or|but|not|nor|so|which|who|what|how|when|where|there|as|than|then|if|because|of|in|to|for"
    "|with|at|on|by|from|is|was|are|were|be|it|he|she|they|we|you|i|that|his|her|their|its|our|my|all|some|no|even"
)
_BESIDE_SMALL = re.compile(rf"[–—\xa0](?:{_SMALL})\b|\b(?:{_SMALL})[–—\xa0]", re.IGNORECASE)


class Oddness(NamedTuple):
    """Points of all signs beyond ASCII in a text, the number of coders, and how many of them are `BAD`."""

    points: float
    n: int
    n_bad: int


def oddness_of(text: str) -> Oddness:
    """How odd the signs beyond ASCII are in their places.

    Examples
    --------
    >>> oddness_of("Don’t go to the café.")
    Oddness(points=2.5, n=2, n_bad=0)
    >>> oddness_of("DonÕt go to the cafŽ.")
    Oddness(points=20.0, n=2, n_bad=2)
    """
    places = Counter(found.groups() for found in _IN_PLACE.finditer(f" {text}  "))
    rated = [(_points(*place), n) for place, n in places.items()]
    points = sum(rate * n for rate, n in rated)
    # A dash or a no-break space without other spaces beside a small English word is what it seems to be.
    points -= _SOME * len(_BESIDE_SMALL.findall(text))
    return Oddness(points, sum(places.values()), sum(n for rate, n in rated if rate >= BAD))


def word_out_of_place(text: str) -> str:
    """The first word with a sign that is `BAD` where it stands, or an empty text.

    Examples
    --------
    >>> word_out_of_place("The café isnÕt open.")
    'isnÕt'
    """
    padded = f" {text}  "
    for found in _IN_PLACE.finditer(padded):
        if _points(*found.groups()) >= BAD:
            start = max(padded.rfind(" ", 0, found.start()), found.start() - _LONGEST_WORD) + 1
            return padded[start : start + 2 * _LONGEST_WORD].split()[0]
    return ""


@lru_cache(maxsize=50_000)
def _points(before: str, sign: str, after: str, then: str) -> float:
    if sign.isalpha() and sign not in "ªº":
        return _points_of_letter(before, sign, after, then)
    if sign in "’":
        return _points_of_apostrophe(before, after, then)
    if sign in _OPENING:
        at_start = _opens(before) and not after.isspace()
        return _USUAL if at_start else _SOME if sign in "“‘" and not before.isspace() and _ends(after) else _ODD
    if sign in _CLOSING:
        return 2.0 if not before.isspace() and _ends(after) else _ODD
    if sign in _SIGNS:
        return _points_of_money(before, sign, after, then)
    category = unicodedata.category(sign)
    if category in ("Cc", "Cn", "Co", "Cs") or sign == "\ufffd":
        return BAD
    return _points_of_sign(before, sign, after, then, category)


def _points_of_letter(before: str, letter: str, after: str, then: str) -> float:
    if letter > _LATIN_END and _script(letter) != "LATIN":
        return _points_of_other_script(before, letter, after)
    if any(other.isalpha() and other > _LATIN_END and _script(other) != "LATIN" for other in (before, after)):
        return BAD
    if letter == "ƒ":
        return BAD
    common = _points_by_letter(letter) + 1.5 * (letter.isupper() and not before.isupper())
    if not before.isalpha() and not after.isalpha():
        return _points_of_letter_alone(before, letter, after)
    if letter.islower():
        if before.isdigit():
            return _ODD
        if before.isupper() and after.isupper():
            return BAD
        return _RARE if after.isupper() else common
    if before in "hntb" and letter in "ÁÉÍÓÚ" and after.islower():
        return _ODD  # Irish, hÉireann
    if before.islower() or (before.isupper() and after.islower()):
        return BAD
    if not before.isalpha() and after.isupper() and (then.islower() or not then.isalpha()):
        return _RARE if not then.isalpha() else BAD
    return common


def _points_by_letter(letter: str) -> float:
    if letter == "é":
        return _COMMON
    if letter in _COMMON_LETTERS:
        return _USUAL
    return 3.5 if letter <= "ÿ" and letter != "ß" else _SOME


def _points_of_letter_alone(before: str, letter: str, after: str) -> float:
    if letter not in _ALONE or not (_opens(before) or before in "'’") or not (after.isspace() or after in ",'’-.)"):
        return BAD
    return _SOME if letter.islower() else 7.0


def _points_of_other_script(before: str, letter: str, after: str) -> float:
    script = _script(letter)
    if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        beside = [other for other in (before, after) if other > "\x7f"]
        if (before.isascii() and before.islower()) or (after.isascii() and after.islower()):
            return BAD
        common = "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"
        return (_USUAL if beside else 5.0) if common else _ODD
    if script in _NO_SCRIPTS:
        return _RARE
    beside = [other for other in (before, after) if other.isalpha() or unicodedata.category(other)[0] == "M"]
    if any(_script(other) not in (script, "COMBINING", *_NO_SCRIPTS) for other in beside):
        return BAD
    if letter.isupper() and before.islower():
        return BAD
    if beside:
        return 2.0 if letter.isupper() else 1.0
    return _RARE if letter in _WORDS_OF_ONE_LETTER and before.isspace() else BAD


def _points_of_apostrophe(before: str, after: str, then: str) -> float:
    if before.isalpha() and after.isalpha():
        clitic = (after in "stdmSTDM" and not then.isalpha()) or (after + then).lower() in ("re", "ve", "ll")
        return 1.0 if clitic else 5.0
    if before.isalpha() or (before.isdigit() and after == "s"):
        return 2.0
    return _USUAL if not before.isspace() and _ends(after) else 3.0 if after.isdigit() else _SOME


def _points_of_money(before: str, sign: str, after: str, then: str) -> float:
    if before.isalpha():
        return BAD if after.isalpha() else _ODD
    if after.isdigit() or (sign == "€" and (before.isdigit() or before.isspace())):
        return _SIGNS[sign]
    return _SOME if _AFTER_MONEY.match(after + then) else BAD


def _points_of_sign(before: str, sign: str, after: str, then: str, category: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if sign in "–—":
        if before.isspace() and after.isspace():
            return 2.0
        if before.isdigit() and after.isdigit():
            return 2.0 if sign == "–" else _SOME
        return 5.0 if inside and not (before.isupper() or after.isupper()) else _SOME
    if sign in "\xa0\u202f":
        return 3.0 if inside else 0.5
    if sign in "…":
        return BAD if before == after == "-" else _SOME if inside else _USUAL
    if sign == "\xad":
        return 3.0 if inside else _RARE
    if sign in "«»‹›":
        return _ODD if inside else 3.0
    if sign in "¡¿":
        begins = after in "¡¿“«" or (after.isalpha() and (then.isalpha() or after in "AEIOUYaeiouy"))
        return 3.0 if _opens(before) and begins else BAD
    if sign in "°ºª":
        return _USUAL if before.isdigit() and sign == "°" else BAD if inside and before not in "Nn" else _SOME
    if sign in "´·":
        return _SOME if inside or sign == "·" else _RARE
    if category.startswith("M"):  # an accent of its own
        stands = before.isalpha() or unicodedata.category(before).startswith("M")
        return 1.0 if stands and _script(sign) in ("COMBINING", _script(before)) else BAD
    if sign == "¤" or (inside and sign < "\u2190"):
        return BAD
    if sign in _FRACTIONS or sign in _MATHS:
        return _SOME
    if sign in "§©®™•":
        return _SOME if sign in "§©•" or (before.isalpha() and not after.isalpha()) else _RARE
    if "\u2500" <= sign <= "\u259f":
        return BAD if before.isalpha() or after.isalpha() else _ODD
    if "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uff65":
        return 2.0 if before > "\x7f" or after > "\x7f" else _ODD
    return BAD if before.islower() and sign <= "\xff" else 7.0


def _opens(before: str) -> bool:
    """Whether a word may begin after this."""
    return before.isspace() or before in "([{\"'-/–—“‘«„‚¿¡=>*_|,;:\ufeff"


def _ends(after: str) -> bool:
    """Whether a word has ended before this."""
    return not after.isalnum()


@lru_cache(maxsize=50_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
