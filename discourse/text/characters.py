"""Characters as bytes: what lets the tokeniser work on arrays.

ASCII stands for itself, every other character gets a byte of a shared alphabet as it comes, and the rarest are known
by their class only. A byte's class says whether it is a letter, a digit, a mark or white space.

Some characters change no word: those that nobody sees, ligatures, and the wide letters of East Asian type. They are
rewritten before the text is read, and `Rewritten` knows where each character stood.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

import numpy as np

from discourse._regex import Expression

SPACE, NEWLINE, LOWER, UPPER, DIGIT, MARK, EXTEND, APOSTROPHE, DOT, COMMA, REWRITTEN = range(11)

OPENING_APOSTROPHES = "‘‛`"  # that stand at the head of a quotation as well
APOSTROPHES = "'’ʼ´′ʹʻʽˈ" + OPENING_APOSTROPHES
DASHES = "-‐‑‒–—―−⸺⸻"
SOFT_HYPHEN = "\u00ad"
#: What rules of tokens and sentences name.
_TYPOGRAPHY = APOSTROPHES[1:].replace("`", "") + DASHES[1:] + "“”„‟″«»‹›…。‽•"
#: What nobody sees: soft hyphens, zero-width blanks and joiners, marks of direction, selectors of variants, tags.
INVISIBLE_RANGES = [
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE007F), (0xE0100, 0xE01EF),
]  # fmt: skip
INVISIBLE = "".join(chr(code) for low, high in INVISIBLE_RANGES for code in range(low, high + 1))
#: Letters that are others in another form: ligatures, and the wide ones of East Asian type.
LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆĳĲ", "ff fi fl ffi ffl st st ij IJ".split(), strict=True))
_TO_NARROW = 0xFEE0
WIDE = {chr(code + _TO_NARROW): chr(code) for code in range(ord("!"), ord("~") + 1)}
_LINE_END = Expression(
    rf"(?<=[^\W\d_]|[\u0300-\u036f]){SOFT_HYPHEN}++(?=[ \t\r\n\f\v])[ \t\r\f\v]*+\n?+[ \t\r\f\v]*+(?=[^\W\d_])"
)
_SUSPENDED = Expression(r"(?:and|or|to)\b")  # pre- and post-war
_JOINER = 0x200D
_FIRST_SPILLED = 251  # bytes from here on stand for a whole class


def pieces(texts: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Runs of texts that have about `size` characters together.

    >>> pieces(["War", "and", "peace", ""], 4)
    [(0, 1), (1, 2), (2, 4)]
    """
    reach = np.cumsum([len(text) + 1 for text in texts]) // size
    return list(pairwise([0, *(np.flatnonzero(np.diff(reach)) + 1).tolist(), len(texts)])) if len(texts) else []


def find_broken_words(text: str) -> list[tuple[int, int]]:
    r"""Where a soft hyphen breaks a word at the end of a line: its start, and the end of the white space behind it.

    The word goes on in lower case, or is in capitals as a whole: there are other words behind `anti-` and `US-`.

    >>> find_broken_words("Rus\u00ad\nsia and RUS\u00ad\r\n SIA are no anti\u00ad\nAmericans.")
    [(3, 5), (16, 20)]
    """
    if text.isascii() or SOFT_HYPHEN not in text:
        return []
    found = []
    for low, high in (match.span() for match in _LINE_END.finditer(text)):
        capitals = text[low - 1].isupper() and text[high].isupper() and not text[high + 1 : high + 2].islower()
        if capitals or (text[high].islower() and not _SUSPENDED.match(text, high)):
            found.append((low, high))
    return found


class Rewritten(NamedTuple):
    """Texts without the characters that change no word.

    Attributes
    ----------
    points : the code points that are read
    place : where each of them stands in the texts, and the length of these
    changed : is it another character than the one that stands there?
    """

    points: np.ndarray
    place: np.ndarray
    changed: np.ndarray


def rewrite(texts: Sequence[str]) -> Rewritten:
    """The texts, with a line break between them, as they are read.

    Invisible characters are left out, and so is the end of the line in a word that a soft hyphen breaks there. The
    joiner stays between the parts of one emoji.

    >>> found = rewrite(["ﬁ\u200bt ＵＳ"])
    >>> "".join(map(chr, found.points)), found.place.tolist()
    ('fit US', [0, 0, 2, 3, 4, 5, 6])
    """
    joined = "\n".join(texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    many = np.ones(len(points), np.int64)
    many[_is_one_of(points, INVISIBLE)] = 0
    joiner = np.flatnonzero(points == _JOINER)
    many[joiner[[_is_symbol(joined[i - 1 : i]) and _is_symbol(joined[i + 1 : i + 2]) for i in joiner.tolist()]]] = 1
    begin = 0
    for text in texts:
        for low, high in find_broken_words(text):
            many[begin + low : begin + high] = 0
        begin += len(text) + 1
    for char, letters in LIGATURES.items():
        many[points == ord(char)] = len(letters)
    place = np.repeat(np.arange(len(points)), many)
    read = points[place]
    wide = _is_one_of(read, "".join(WIDE))
    read[wide] -= _TO_NARROW
    for char, letters in LIGATURES.items():
        at = np.flatnonzero(read == ord(char))
        read[at] = np.tile([ord(letter) for letter in letters], len(at) // len(letters))
    return Rewritten(read, np.append(place, len(points)), read != points[place])


def _is_one_of(points: np.ndarray, chars: str) -> np.ndarray:
    """Is each code point one of the characters?"""
    known = np.zeros(sys.maxunicode + 1, bool)
    known[[ord(char) for char in chars]] = True
    return known[points]


def _is_symbol(char: str) -> bool:
    """Is it a part of an emoji, as far as its class tells?"""
    return class_of(char) in (MARK, EXTEND, REWRITTEN) if char else False


def class_of(char: str) -> int:
    """The class of a character."""
    if char in INVISIBLE or char in LIGATURES or char in WIDE:
        return REWRITTEN
    if char in "\n\r\x0c\x85\u2028\u2029":  # a vertical tab breaks a line, and no paragraph
        return NEWLINE
    if char in APOSTROPHES:
        return APOSTROPHE
    if char in ".,:":
        return DOT if char == "." else COMMA
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return EXTEND
    if category[0] in "ZC":
        return MARK if category in ("Co", "Cn") else SPACE  # Cn: newer than the Unicode tables in use
    if category[0] == "L":
        return UPPER if category in ("Lu", "Lt") else LOWER
    return DIGIT if category[0] == "N" else MARK


class Alphabet:
    """The bytes of the characters seen so far."""

    _SPILLED: ClassVar = {SPACE: 32, NEWLINE: 10, LOWER: 251, UPPER: 252, DIGIT: 253, MARK: 254, EXTEND: 255}
    _REWRITTEN: ClassVar = 250  # the byte of all that are rewritten, and of the joiner where it stays

    def __init__(self) -> None:
        self.code = np.zeros(sys.maxunicode + 1, np.uint8)
        self.code[:128] = np.arange(128)
        self.kind = bytearray([class_of(chr(i)) for i in range(128)] + [MARK] * 128)
        self.kind[self._REWRITTEN :] = REWRITTEN, LOWER, UPPER, DIGIT, MARK, EXTEND
        self.chars = [chr(i) for i in range(128)]
        self.spills = self.extends = self.rewrites = False
        self._flags: dict[str, tuple[int, np.ndarray]] = {}
        for char in _TYPOGRAPHY:  # never to be spilled, whatever else comes first
            self._add(ord(char))

    def encode(self, texts: list[str]) -> bytes:
        """The texts as bytes, one a character, with a line break between them."""
        return b"\n".join([t.encode("ascii") if t.isascii() else self._encode(t) for t in texts])

    def _encode(self, text: str) -> bytes:
        return self.encode_points(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32))

    def encode_points(self, points: np.ndarray) -> bytes:
        """The characters with these code points as bytes."""
        codes = self.code.take(points)
        new = points[(codes == 0) & (points != 0)]
        if len(new):
            for point in np.unique(new):
                self._add(int(point))
            codes = self.code.take(points)
        return codes.tobytes()

    def _add(self, point: int) -> None:
        kind = class_of(chr(point))
        self.extends |= kind == EXTEND
        self.rewrites |= kind == REWRITTEN
        if kind in (SPACE, NEWLINE):
            self.code[point] = self._SPILLED[kind]
        elif kind == REWRITTEN:
            self.code[point] = self._REWRITTEN
        elif len(self.chars) < self._REWRITTEN:
            self.code[point] = len(self.chars)
            self.kind[len(self.chars)] = kind
            self.chars.append(chr(point))
        else:
            self.code[point] = self._SPILLED.get(kind, self._SPILLED[MARK])
            self.spills = True

    def classes(self, data: bytes) -> np.ndarray:
        """The class of every byte."""
        return np.frombuffer(data.translate(self.kind), np.uint8)

    def is_spilled(self, codes: np.ndarray) -> np.ndarray:
        """Is only the class of the character known?"""
        return codes >= _FIRST_SPILLED

    def mask_of(self, chars: str) -> np.ndarray:
        """For each byte: is it one of these characters?"""
        size, known = self._flags.get(chars, (-1, np.zeros(0, bool)))
        if size != len(self.chars):
            known = np.array([i < len(self.chars) and self.chars[i] in chars for i in range(256)])
            self._flags[chars] = len(self.chars), known
        return known
