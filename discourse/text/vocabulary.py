"""The vocabulary: the types of a corpus. Each question about a type is asked only once.

A corpus is an array of codes; whatever is asked of a token is asked of its type and then looked up. Types are seen
with typography set aside and the brackets of ``handl[ing]`` gone. Patterns are resolved here as well: which types a
word or a glob (``govern*``) stands for. `docs/core.md` says how answers are kept.
"""

from __future__ import annotations

import re
import weakref
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd

from discourse._lists import all_words
from discourse.text._boundaries import BEFORE_NUMBER
from discourse.text.tokenise import fold
from discourse.text.tokens import AT_ONCE, Keeper, Tokens, look_up

WILD = "\u01c2"  # stands for `*` while a pattern is tokenised: a letter that no pattern uses
_FEW_TYPES = 8
_FEW_WORDS = 50
_PARTING = re.compile("[—―⸺⸻]|..")

_PREFIXES = all_words("prefixes")
_CLITICS = frozenset(["'s", "'re", "'ve", "'ll", "'d", "'m"])
NO_WORD, SMALL, CAPITAL, NUMBER, PREFIX, DASH = range(6)


class Vocabulary(Keeper):
    """The types of a corpus, by their codes.

    Attributes
    ----------
    types : the types as they stand in the text
    forms : the same with typography set aside
    """

    #: The vocabulary of types by their id, for as long as somebody has the types; see `vocabulary_of`.
    _known: ClassVar[dict[int, tuple[weakref.ref, Vocabulary]]] = {}

    def __init__(self, types: pd.Index) -> None:
        self.types = types.view()  # the registry would keep the types alive, were they themselves held here
        self.forms = fold(types.tolist())
        if "\n".join(self.forms).count("[") > self.forms.count("["):
            for i in [i for i, form in enumerate(self.forms) if "[" in form and any(map(str.isalnum, form))]:
                self.forms[i] = self.forms[i].replace("[", "").replace("]", "")
        self._joined: dict[bool, tuple[str, np.ndarray]] = {}
        self._sorted: dict[bool, tuple[list[str], np.ndarray]] = {}

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def lower(self) -> list[str]:
        """The forms with letter case set aside."""
        return "\n".join(self.forms).lower().split("\n") if self.forms else []

    @cached_property
    def lettered(self) -> np.ndarray:
        """Does the type have a letter or digit, and is it no clitic?"""
        return np.array(
            [form[:1] != "'" and (form.isalnum() or any(map(str.isalnum, form))) for form in self.forms], bool
        )

    @cached_property
    def ends_lettered(self) -> np.ndarray:
        """Does the type end with a letter or digit, as what a hyphen joins does?"""
        return np.array([form[-1:].isalnum() for form in self.forms], bool)

    @cached_property
    def word_class(self) -> np.ndarray:
        """What the type is inside a compound: one of `NO_WORD`, `SMALL`, `CAPITAL`, `NUMBER`, `PREFIX`, `DASH`."""
        classes = np.array([_word_class(form) for form in self.forms], np.uint8)
        classes[self.parting] = NO_WORD
        return classes

    @cached_property
    def parting(self) -> np.ndarray:
        """Is the type a dash that parts words, with blanks around it and without: an em dash, a bar, `--`?"""
        part = np.zeros(len(self.forms), bool)
        marks = np.flatnonzero(self.dashes)
        part[marks] = [_PARTING.search(self.types[i]) is not None for i in marks.tolist()]
        return part

    @cached_property
    def dashes(self) -> np.ndarray:
        """Is the type a dash of any kind?"""
        return np.array([form == "-" for form in self.forms], bool)

    @property
    def joining(self) -> np.ndarray:
        """Is the type a dash that joins words, where no blank is beside it?"""
        return self.dashes & ~self.parting

    @cached_property
    def words(self) -> tuple[np.ndarray, list[str]]:
        """For each type the number of its lower-case form, and those forms by number."""
        number, lower = pd.factorize(np.array(self.lower, dtype=object))
        return number.astype(np.int32), lower.tolist()

    @cached_property
    def counted(self) -> tuple[np.ndarray, list[str]]:
        """The same, with the point of `Mr.` set aside, as words are counted."""
        number, lower = self.words
        plain = [form[:-1] if form[-1:] == "." and may_drop_point(form[:-1]) else form for form in lower]
        of_form, forms = pd.factorize(np.array(plain, dtype=object))
        return of_form.astype(np.int32)[number], forms.tolist()

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each lower-case form."""
        return {form: number for number, form in enumerate(self.words[1])}

    def find(
        self, wanted: dict[bool, dict[str, str]], globs: list[tuple[str, bool]]
    ) -> Iterator[tuple[tuple[str, bool], list[int]]]:
        """The elements of patterns that the vocabulary has, each with the codes of the types that it stands for.

        `wanted` has two groups of forms, those whose letter case counts (True) and the others (False). Each form has
        its element. `globs` are elements with `WILD` for any letters.
        """
        for exact, element_of in wanted.items():
            known: dict[str, list[int]] = defaultdict(list)
            if len(element_of) <= _FEW_WORDS:
                for form, element in element_of.items():
                    known[element] += self._codes_of(form, exact)
            else:
                forms = self.forms if exact else self.lower
                for code in [code for code, form in enumerate(forms) if form in element_of]:
                    known[element_of[forms[code]]].append(code)
            yield from (((word, exact), codes) for word, codes in known.items() if codes)
        yield from ((element, self._codes_of_glob(*element)) for element in globs)

    def _text(self, exact: bool) -> tuple[str, np.ndarray]:
        """The types as one text, a line each, and where each line ends."""
        if exact not in self._joined:
            forms = self.forms if exact else self.lower
            self._joined[exact] = "\n" + "\n".join(forms) + "\n", np.cumsum([len(form) + 1 for form in forms])
        return self._joined[exact]

    def _codes_of(self, form: str, exact: bool) -> list[int]:
        (text, ends), line, starts = self._text(exact), f"\n{form}\n", []
        at = text.find(line)
        while at >= 0:
            starts.append(at)
            at = text.find(line, at + 1)
        return np.searchsorted(ends, starts, "right").tolist() if starts else []

    def _codes_of_glob(self, word: str, exact: bool) -> list[int]:
        if word.index(WILD) == len(word) - 1:
            return self._beginning(word[:-1], exact)
        first, *inner, last = (re.escape(part) for part in word.split(WILD))
        # Take each inner part where it first stands and never go back, so that many `*` cost no more.
        inside = "".join(rf"(?>[^\n]*?{part})" for part in inner if part)
        glob = rf"\n{first}{inside}[^\n]*{last}(?=\n)"
        text, ends = self._text(exact)
        starts = [m.start() for m in re.finditer(glob, text)]
        return np.searchsorted(ends, np.array(starts, np.int64), "right").tolist()

    def _beginning(self, start: str, exact: bool) -> list[int]:
        """The types of a glob such as `govern*`, which stand together in the alphabet."""
        if exact not in self._sorted:
            forms = self.forms if exact else self.lower
            codes = sorted(range(len(forms)), key=forms.__getitem__)
            self._sorted[exact] = [forms[code] for code in codes], np.array(codes, np.int64)
        forms, order = self._sorted[exact]
        low = bisect_left(forms, start)
        high = bisect_left(forms, start[:-1] + chr(ord(start[-1]) + 1), low)
        return order[low:high].tolist()


def vocabulary_of(tokens: Tokens) -> Vocabulary:
    """The vocabulary of `tokens`: made once, shared by all that have the same types, and kept for as long as these."""
    types, known = tokens.types, Vocabulary._known
    kept = known.get(id(types))
    if kept is None or kept[0]() is not types:
        key = id(types)
        kept = known[key] = weakref.ref(types, lambda _: known.pop(key, None)), Vocabulary(types)
    return kept[1]


def count_types(codes: np.ndarray, n_types: int) -> np.ndarray:
    """How often each type occurs; the code `n_types` is that of no type."""
    count = np.zeros(n_types + 1, np.int64)
    for low in range(0, len(codes), AT_ONCE):
        count += np.bincount(codes[low : low + AT_ONCE], minlength=n_types + 1)
    return count[:n_types]


def find_types(codes: np.ndarray, types: np.ndarray, n_types: int) -> np.ndarray:
    """The positions of the tokens of these types, of which there may be any number."""
    if not len(codes) or not len(types):
        return np.zeros(0, np.int64)
    if len(types) > _FEW_TYPES:
        wanted = np.zeros(n_types, bool)
        wanted[types] = True
        return np.flatnonzero(look_up(wanted, codes))
    one, *others = np.asarray(types).tolist()  # plain numbers: comparing is faster than looking up
    found = []
    for low in range(0, len(codes), AT_ONCE):
        part = codes[low : low + AT_ONCE]
        hit = part == one
        for other in others:
            hit |= part == other
        found.append(np.flatnonzero(hit) + low)
    return np.concatenate(found)


def find_openings(codes: np.ndarray, whole: np.ndarray, longer: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """The positions of tokens of a type in `whole`, and of those of one in `longer` before one of a type in `inner`."""
    bits = whole | longer.astype(np.uint8) << 1 | inner.astype(np.uint8) << 2
    found = [np.zeros(0, np.int64)]
    for low in range(0, len(codes), AT_ONCE):
        of = np.append(bits.take(codes[low : low + AT_ONCE + 1], mode="clip"), np.uint8(0))
        hit = (of[:-1] | of[:-1] >> 1 & of[1:] >> 2)[:AT_ONCE] & 1
        found.append(np.flatnonzero(hit.view(bool)) + low)
    return np.concatenate(found)


def may_drop_point(word: str) -> bool:
    """Does the point behind the word make no difference (Mr., Sen.)? Not of an initial, nor of No. before a number."""
    return len(word) > 1 and word.isalpha() and word not in BEFORE_NUMBER and word.lower() not in BEFORE_NUMBER


def _word_class(form: str) -> int:
    if not form.isalnum() and not any(c.isalnum() for c in form):
        return DASH if form == "-" else NO_WORD
    if form[0] == "'" and form.lower() in _CLITICS:
        return NO_WORD
    if form.lower() in _PREFIXES:
        return PREFIX
    return NUMBER if form[0].isdigit() else CAPITAL if form[0].isupper() else SMALL
