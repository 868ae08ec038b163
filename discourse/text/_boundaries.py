"""Where tokens and sentences begin and end, in one stretch of text, as array passes over its bytes.

Bytes become classes, classes become boundaries, and a token's identity is its bytes packed into one 64-bit key. Only
the rare characters that need a second look (points, apostrophes, commas) are looked at by position.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

import numpy as np

from discourse._lists import read_rows, read_words
from discourse._regex import Expression
from discourse.text.characters import (
    APOSTROPHE,
    APOSTROPHES,
    COMMA,
    DASHES,
    DIGIT,
    DOT,
    EXTEND,
    LOWER,
    MARK,
    NEWLINE,
    OPENING_APOSTROPHES,
    REWRITTEN,
    SPACE,
    UPPER,
    Alphabet,
    rewrite,
)

_QUOTES = '"“”‟″' + APOSTROPHES  # straight ones have no direction, so none has
_OPENERS = _QUOTES + "„«‹([{" + DASHES + "•*_"
_CLOSERS = _QUOTES + "»›)]}*_"
_OWNERS = '.)]”“"' + APOSTROPHES
_STOPS = ".!?…。！？‽"
_CRIES = "?!？！‽"
_FAR = 80  # characters: who spoke stands in them
_FEW_CLOSERS = 8  # marks behind a stop that are looked at one by one
_RUNS = ".-!?*=_~`" + DASHES  # several of one in a row are one token


def _abbreviations(point: str) -> frozenset[str]:
    """The abbreviations, as they are written, whose point does this; titles, months and usage are in lower case."""
    small = [word for name in ("titles", "calendar") for (word,) in read_rows(name, "word", point=point)]
    small += [word for (word,) in read_rows("abbreviations", "word", point=point, kind="usage")]
    return read_words("abbreviations", "point")[point].union(map(str.capitalize, small))


# Abbreviations that a point belongs to. The first never end a sentence; the second may, and do before a word that
# opens sentences; the third count only before a number.
_NEVER_LAST = _abbreviations("never last")
_MAY_BE_LAST = _abbreviations("may be last")
BEFORE_NUMBER = _abbreviations("before a number")
_OPENS_SENTENCE = [word.capitalize() for word in read_words("openers", "sentence")["yes"]]

_ENDS = read_words("abbreviations", "point")["last"]  # a noun alone: a capital behind its point opens a sentence
# Behind a question or a cry in quotation marks a name with such a verb tells who spoke (“Why now?” Bob asked.), unless
# one of the others goes on.
_TAGS = read_words("quotation_words", "class")["tag"]
_NO_TAG = frozenset("that whether if why how what to nothing it he she they we there this no not".split())
_LONGEST_NAME = 4  # words, titles among them

# Each opens with a rare mark that is searched for fast.
_MENDED = Expression(r"\[[^\W\d_]+\]")  # by an editor: handl[ing], [h]e
_ADDRESSES = [Expression(p) for p in (r"://\S*[\w/]", r"www\.\S*[\w/]", r"@[\w-]+(?:\.[\w-]+)+")]

_MASK = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [2**64 - 1], np.uint64)
_LONG, SPILLED = np.uint64(0xFF << 56), np.uint64(0xFE << 56)  # bytes that no character in a short key has
ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


def _word_keys(words: Iterable[str]) -> np.ndarray:
    return np.sort(np.array([int.from_bytes(w.encode("ascii"), "little") for w in words if len(w) <= 8], np.uint64))


_ABBREVIATION_KEYS = _word_keys(_NEVER_LAST | _MAY_BE_LAST)
_NUMBERED_KEYS = _word_keys(BEFORE_NUMBER)
_NEVER_LAST_KEYS = _word_keys([*(f"{word}." for word in _NEVER_LAST | BEFORE_NUMBER), "e.g.", "i.e.", "c."])
_OPENS_KEYS = _word_keys(_OPENS_SENTENCE)
_ENDS_KEYS = _word_keys(f"{word}." for word in _ENDS)
_LONGEST_ABBREVIATION = max(map(len, _NEVER_LAST | _MAY_BE_LAST | BEFORE_NUMBER))
_PAIR_OF_ABBREVIATION = np.zeros(1 << 16, bool)  # its last two letters, told before the word is looked up
for _word in _NEVER_LAST | _MAY_BE_LAST | BEFORE_NUMBER:
    _PAIR_OF_ABBREVIATION.reshape(256, 256)[ord(_word[-2]) if len(_word) > 1 else slice(None), ord(_word[-1])] = True
_LAST_OF_CLITIC = np.isin(np.arange(256), list(b"sdmSDM"))
_PAIR_OF_CLITIC = np.zeros(1 << 16, bool)
_PAIR_OF_CLITIC[[int.from_bytes(pair, "big") for pair in (b"re", b"ve", b"ll")]] = True


def _is_tag(text: str) -> bool:
    """Does the text begin with a name and a verb that says that somebody spoke?

    >>> _is_tag("Mr. Lee asked."), _is_tag("Lee said that it was late."), _is_tag("Lee left.")
    (True, False, False)
    """
    for word, behind in pairwise([*text.split(None, _LONGEST_NAME + 2)[: _LONGEST_NAME + 2], ""]):
        if not word[0].isupper():
            verb = word.rstrip(".,;:")
            return verb in _TAGS and (verb != word or behind not in _NO_TAG)
    return False


def _is_known(keys: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Is each key one of the sorted known ones?"""
    return known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys


class Piece:
    """The tokens of one or more texts.

    Attributes
    ----------
    start, end : of each token, in characters from the start of the piece
    key : its identity: the bytes themselves up to eight of them, a hash of more
    hashed, check : the tokens of more than eight bytes, and a second hash of those
    opens : the tokens that open a sentence behind a stop; the first of a paragraph does in any case
    """

    start: np.ndarray
    end: np.ndarray
    key: np.ndarray

    def __init__(self, texts: list[str], alphabet: Alphabet, paragraphs: np.ndarray | None = None) -> None:
        """`paragraphs` is where these start, in characters from the start of the piece."""
        self.texts, self.alphabet = texts, alphabet
        self._paragraphs = np.zeros(0, np.int64) if paragraphs is None else paragraphs
        data = alphabet.encode(texts)
        kind = alphabet.classes(data)
        rewritten = rewrite(texts) if alphabet.rewrites and (kind == REWRITTEN).any() else None
        if rewritten:
            data = alphabet.encode_points(rewritten.points)
            kind = alphabet.classes(data)
            kind = np.where(kind == REWRITTEN, np.uint8(EXTEND), kind)  # joiners that stay
            self._paragraphs = np.searchsorted(rewritten.place, self._paragraphs)
        self._read = rewritten
        self.size = len(data)
        padded = np.frombuffer(data + bytes(16), np.uint8)
        self.codes = padded[: self.size]
        # The eight bytes from any position on as one number.
        self._windows = np.ndarray((self.size + 8,), "<u8", buffer=padded, strides=(1,))
        self.kind = kind
        self._extends = self._absorb() if alphabet.extends or rewritten else None
        self._find_tokens()
        self.key, self.hashed, self.check = self._keys(self.start, self.end - self.start)
        self.opens = self._sentence_starts()
        odd = alphabet.is_spilled(self.codes) if alphabet.spills else None
        if rewritten:
            odd = rewritten.changed if odd is None else odd | rewritten.changed
        self._odd = np.add.reduceat(odd, self.start) > 0 if odd is not None and len(self.start) else None
        if rewritten:
            self._put_back(rewritten.place)

    def _put_back(self, place: np.ndarray) -> None:
        """Turn to the places of the tokens in the texts: what is left out inside a word, or before a mark, is in it."""
        size = self.end - self.start
        touches = np.append(self.start[1:] == self.end[:-1], False) if len(size) else np.zeros(0, bool)
        self.end = np.where(touches, place[self.end], place[np.maximum(self.end, 1) - 1] + 1)
        self.start = place[self.start]
        if len(size):
            self._odd = self._odd | (self.end - self.start != size)

    def text(self, start: int, end: int) -> str:
        """The characters from `start` to `end`."""
        return self._joined[start:end]

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self.texts)

    @cached_property
    def _as_read(self) -> str:
        """The text whose characters have a byte each."""
        if not self._read:
            return self._joined
        return self._read.points.tobytes().decode("utf-32-le", "surrogatepass")

    def keep(self, at: np.ndarray) -> None:
        """Leave out all tokens but these."""
        self.start, self.end, self.key = (a[at] for a in (self.start, self.end, self.key))
        kept = np.isin(self.hashed, at)
        self.hashed, self.check = np.searchsorted(at, self.hashed[kept]), self.check[kept]

    def check_of(self, at: np.ndarray) -> np.ndarray:
        """The second hash of these tokens, 0 for the short ones."""
        place = np.searchsorted(self.hashed, at)
        known = np.append(self.hashed, -1).take(place) == at
        return np.where(known, np.append(self.check, 0).take(place), 0)

    def spilled(self) -> np.ndarray:
        """Positions of tokens that are known by their text: only classes of some characters are, or they are others."""
        return np.zeros(0, np.int64) if self._odd is None else np.flatnonzero(self._odd)

    def _absorb(self) -> np.ndarray | None:
        """Let accents and joiners take the class of the character before them."""
        extends = self.kind == EXTEND
        if not extends.any():
            return None
        real = np.maximum.accumulate(np.where(extends, 0, np.arange(self.size)))
        before = self.kind[real]
        self.kind = np.where(extends & (before <= NEWLINE), MARK, before).astype(np.uint8)
        return extends

    # --- tokens ------------------------------------------------------------------------------------------------

    def _find_tokens(self) -> None:
        kind = self.kind
        solid = kind > NEWLINE
        inside = (kind - LOWER) <= DIGIT - LOWER  # characters of words, with the marks that belong into them
        self._marks = mark = np.flatnonzero(kind >= MARK)
        which = kind[mark]
        apostrophe = mark[which == APOSTROPHE]
        clitic = self._apostrophes(apostrophe, inside)
        comma = mark[which == COMMA]
        inside[comma[(self._kind(comma - 1) == DIGIT) & (self._kind(comma + 1) == DIGIT)]] = True
        dot = mark[which == DOT]
        points = self._dots(dot, inside)
        self._literals(comma, dot, inside)

        start = solid.copy()
        start[1:] &= ~(inside[1:] & inside[:-1])
        start[clitic] = True
        again = 1 + np.flatnonzero((np.diff(mark) == 1) & (self.codes[mark[1:]] == self.codes[mark[:-1]]))
        twice = mark[again[self.alphabet.mask_of(_RUNS)[self.codes[mark[again]]]]]
        start[twice[~inside[twice] & ~inside[twice - 1]]] = False
        opens = self.alphabet.mask_of(OPENING_APOSTROPHES)[self.codes[apostrophe]]
        twice = apostrophe[1:][(np.diff(apostrophe) == 1) & (opens[1:] == opens[:-1])]  # straight or curly
        start[twice[~inside[twice]]] = False
        if self._extends is not None:
            self._join_extended(start, solid)
        self._abbreviations(points, start, inside)
        self._inside = inside
        self.start = np.flatnonzero(start)
        self.end = end = np.append(self.start[1:], self.size)[: len(self.start)]  # but for the blanks between
        live = np.flatnonzero(~solid.take(end - 1))
        while len(live):
            end[live] -= 1
            live = live[~solid.take(end[live] - 1)]

    def _kind(self, at: np.ndarray) -> np.ndarray:
        """The class of the characters there; white space outside the text."""
        known = self.kind.take(at, mode="clip")
        return np.where((at >= 0) & (at < self.size), known, np.uint8(SPACE))

    def _code(self, at: np.ndarray) -> np.ndarray:
        return self.codes.take(at, mode="clip")

    def _beyond(self, at: np.ndarray) -> np.ndarray:
        """The first character behind each place that is no blank; the end of the piece where a paragraph begins."""
        beyond = at + 1
        live = np.flatnonzero(self._kind(beyond) <= NEWLINE)
        while len(live := live[beyond[live] < self.size]):
            beyond[live] += 1
            live = live[self._kind(beyond[live]) <= NEWLINE]
        here, there = (np.searchsorted(self._paragraphs, place, "right") for place in (at, beyond))
        return np.where(here == there, beyond, self.size)

    def _is_word(self, at: np.ndarray) -> np.ndarray:
        kind = self._kind(at)
        return (kind >= LOWER) & (kind <= DIGIT)

    def _apostrophes(self, at: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Put apostrophes between letters into their word; the positions of those that open a clitic."""
        at = at[self._is_word(at + 1)]
        behind = self._is_word(at - 1)
        one, two = self._code(at + 1), self._code(at + 2)
        single = _LAST_OF_CLITIC[one] & ~self._is_word(at + 2)
        pair = (one | 32).astype(np.uint16) << 8 | (two | 32)
        double = _PAIR_OF_CLITIC[pair] & ~self._is_word(at + 3)
        # The possessive also stands behind a point, a bracket or a mark of quotation: the U.S.'s, “Brexit”’s.
        ends = self.alphabet.mask_of(_OWNERS)[self._code(at - 1)] & (at > 0)
        clitic = behind & (single | double) | ends & single & ((one | 32) == ord("s"))
        inside[at[behind | clitic]] = True
        return at[clitic]

    def _dots(self, at: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Put the points of `U.S.`, `W.` and `3.5` into their word; the positions of other points behind words."""
        before, after = self._kind(at - 1), self._kind(at + 1)
        follows_letter = (before == LOWER) | (before == UPPER)
        joined = follows_letter & ((after == LOWER) | (after == UPPER))
        joined &= (before != LOWER) | (after != UPPER) | (self._kind(at + 2) != LOWER)  # not "the end.The next"
        inside[at[joined | (before == DIGIT) & (after == DIGIT)]] = True
        left = at[~joined & follows_letter]
        closes = (self._kind(left - 2) == DOT) & inside[np.maximum(left - 2, 0)]  # the last point of U.S.
        initial = (self.kind[left - 1] == UPPER) & ~self._is_word(left - 2)  # George W. Bush, but not "so did I."
        initial &= (self._kind(left - 2) != APOSTROPHE) | ~inside[np.maximum(left - 2, 0)]
        alone = np.flatnonzero(initial & (self.codes[left - 1] == ord("I")))
        beyond = self._beyond(left[alone])
        another = (beyond > left[alone] + 1) & (self._kind(beyond) == UPPER) & (self._kind(beyond + 1) == DOT)
        initial[alone[~another]] = False
        inside[left[closes | initial]] = True
        return left[~(closes | initial)]

    def _literals(self, comma: np.ndarray, dot: np.ndarray, inside: np.ndarray) -> None:
        """Mark words with brackets in them, and addresses, as the one token that they are."""
        marks, code = self._marks, self.codes[self._marks]
        colon = comma[self.codes[comma] == ord(":")]
        places = [
            (_MENDED, marks[code == ord("[")]),
            (_ADDRESSES[0], colon[self._code(colon + 1) == ord("/")]),
            (_ADDRESSES[1], dot[(self._code(dot - 1) == ord("w")) & (self._code(dot - 2) == ord("w"))] - 3),
            (_ADDRESSES[2], marks[code == ord("@")]),
        ]
        if not any(len(at) for _, at in places):
            return
        text = self._as_read
        for pattern, at in places:
            reach = 0
            for i in at.tolist():
                found = pattern.match(text, i) if i >= reach else None  # an address in an address is the same one
                if not found:
                    continue
                low, high = found.span()
                reach = high
                if pattern is _MENDED:
                    if not (text[low - 1 : low].isalnum() or text[high : high + 1].isalnum()):
                        continue
                else:
                    before = "._+-" if text[low] == "@" else ""
                    while low and (text[low - 1].isalnum() or text[low - 1] in before):
                        low -= 1
                inside[low:high] = self.kind[low:high] > NEWLINE

    def _join_extended(self, start: np.ndarray, solid: np.ndarray) -> None:
        joiner = self.alphabet.code[0x200D]
        after_solid = np.zeros(self.size, bool)
        after_solid[1:] = solid[:-1]
        start &= ~(self._extends & after_solid)
        if joiner:  # the parts of one emoji
            start[1:] &= self.codes[:-1] != joiner
            start |= solid & ~after_solid

    def _abbreviations(self, points: np.ndarray, start: np.ndarray, inside: np.ndarray) -> None:
        """Give the point of `Mr.` and `No. 10` to its word."""
        pair = self._code(points - 2).astype(np.uint16) << 8 | self._code(points - 1)
        points = points[_PAIR_OF_ABBREVIATION[pair]]
        points = points[start[points] & (self._code(points + 1) != ord("."))]
        owner = points - 1
        for _ in range(_LONGEST_ABBREVIATION):
            owner -= ~start[owner]
        key = self._windows[owner] & _MASK[np.minimum(points - owner, 8)]
        known = _is_known(key, _ABBREVIATION_KEYS)
        number = np.flatnonzero(_is_known(key, _NUMBERED_KEYS))
        known[number] |= self._kind(self._beyond(points[number])) == DIGIT
        points = points[known]
        start[points] = False
        inside[points] = True

    def _keys(self, start: np.ndarray, length: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        key = self._windows.take(start)
        key &= _MASK.take(length, mode="clip")
        check = np.zeros(0, np.uint32)
        long = np.flatnonzero(length > 8)
        if len(long):
            at, left = start[long] + 8, length[long] - 8
            first, second = key[long] * ODD[0], key[long] * ODD[1]
            live = np.arange(len(long))
            while len(live):
                part = self._windows[at[live]] & _MASK.take(left[live], mode="clip")
                first[live] = (first[live] ^ (first[live] >> np.uint64(29)) ^ part) * ODD[1] + ODD[2]
                second[live] = (second[live] ^ (second[live] >> np.uint64(31)) ^ part) * ODD[2] + ODD[0]
                at, left = at + 8, left - 8
                live = live[left[live] > 0]
            key[long] = first >> np.uint64(8) | _LONG  # so that no short one is like it
            check = (second >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
        return key, long, check

    # --- sentences ---------------------------------------------------------------------------------------------

    def _sentence_starts(self) -> np.ndarray:
        """Positions of the tokens that open a sentence behind a stop."""
        n, start, end, codes = len(self.start), self.start, self.end, self.codes
        mask_of = self.alphabet.mask_of
        mark = self._marks[mask_of(_STOPS)[codes[self._marks]]]
        stopped = np.searchsorted(end, mark + 1)
        stopped = stopped[(stopped < n - 1) & (end.take(stopped, mode="clip") == mark + 1)]

        def is_mark(at: np.ndarray, chars: str) -> np.ndarray:
            first = start.take(at, mode="clip")
            return mask_of(chars)[codes[first]] & ~self._inside[first]

        def touches(at: np.ndarray) -> np.ndarray:  # no blank between this token and the next
            return (end.take(at, mode="clip") == start.take(at + 1, mode="clip")) & (at < n - 1)

        def step(at: np.ndarray) -> np.ndarray:  # to what goes on with the sentence that ends there, if anything does
            on = at + 1
            closes = is_mark(on, _CLOSERS) & (~touches(on) | is_mark(on + 1, _CLOSERS + _STOPS))
            bracketed = is_mark(on, "[") & (self._kind(start.take(on, mode="clip") + 1) == DIGIT)
            bracketed &= touches(on) & touches(on + 1) & is_mark(on + 2, "]")  # [12]
            taken = touches(at) & (closes | bracketed | is_mark(on, _STOPS))
            return np.where(taken, on + 2 * bracketed, at)

        abbreviated = self._inside[end[stopped] - 1]
        # Closing marks and footnote numbers behind the stop belong to its sentence.
        place = stopped.copy()
        live = np.flatnonzero(touches(place))
        on = place[live] + 1
        first = start[on]
        note = (self.kind[first] == DIGIT) & (end[on] - first <= 3) & ~abbreviated[live] & ~touches(on)
        place[live[note]] += 1
        live = live[~note]
        for _ in range(_FEW_CLOSERS):
            moved = step(place[live])
            live, moved = live[moved > place[live]], moved[moved > place[live]]
            place[live] = moved
        if len(live):  # a run of hundreds of stops, perhaps: then all go on together, in steps twice as long each time
            reach = step(np.arange(n))
            while not np.array_equal(further := reach[reach], reach):
                reach = further
            place[live] = reach[place[live]]
        following = np.minimum(place + 1, n - 1)
        first = start[following]
        no_blank = touches(place) & (place == stopped) & ~abbreviated
        no_blank &= (self.kind[first] == UPPER) & (self._kind(first + 1) == LOWER)
        ok = (place + 1 < n) & (~touches(place) | no_blank)
        # The next sentence opens with a capital, a number or a symbol, be it behind a quotation mark or bracket.
        word = following.copy()
        live = np.arange(len(word))
        for _ in range(3):
            live = live[is_mark(word[live], _OPENERS)]
            on = word[live]
            after = start.take(on + 1, mode="clip")
            live = live[(after - end[on] <= 1) & (self.kind[after - 1] != NEWLINE) & (on + 1 < n)]
            word[live] += 1
        ok &= (self.kind[start[word]] != LOWER) & ~is_mark(following, _STOPS + ",;:)]")
        # An abbreviation ends a sentence only before a word that opens one.
        at = np.flatnonzero(ok & abbreviated)
        ends = _is_known(self.key[stopped[at]], _ENDS_KEYS) & (self.kind[start[word[at]]] == UPPER)
        opens = _is_known(self.key[word[at]], _OPENS_KEYS) & ~_is_known(self.key[stopped[at]], _NEVER_LAST_KEYS)
        ok[at] = ends | opens
        # A question or a cry in quotation marks goes on with who spoke.
        spoken = (
            ok & (place > stopped) & mask_of(_CRIES)[codes[end[stopped] - 1]] & mask_of(_QUOTES)[codes[end[place] - 1]]
        )
        spoken &= (following == word) & (self.kind[first] == UPPER)
        ok[np.flatnonzero(spoken)] = [not _is_tag(self._as_read[i : i + _FAR]) for i in first[spoken].tolist()]
        return following[ok]
