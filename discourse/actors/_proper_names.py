"""Names: which tokens belong to a proper name, told by capitals and by what the corpus says elsewhere.

A capital counts where the rules of spelling do not ask for one. At the head of a sentence or a quotation and in
title case a word is read as a name only if the corpus has it so elsewhere, or if what follows speaks for it. Names
are joined over small words (`Bank of England`, `Ursula von der Leyen`), parted at hyphens between names of their own
(`US-Russia`), and stripped of titles (`President Donald Trump`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.actors import _name_words as w
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens, distinct
from discourse.text.vocabulary import count_types

#: So many tokens, about, are read together.
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Names:
    """The names of a corpus, as positions in its tokens.

    Attributes
    ----------
    first, last : ndarray of int
        The first and the last token of each name.
    titled : ndarray of bool
        Whether a title stands before the name.
    pairs : list of tuple
        (first, last, acronym) of each name that an acronym in brackets follows and spells.
    bits, forms : ndarray of int, list of str
        The classes of each type (see `namewords`), and the type with typography set aside.
    n_small, n_capital : ndarray of int
        How often the corpus has the word of each type in lower case, and the type with a capital where spelling asks
        for none.
    """

    first: np.ndarray
    last: np.ndarray
    titled: np.ndarray
    pairs: list[tuple[int, int, int]]
    bits: np.ndarray
    forms: list[str]
    n_small: np.ndarray
    n_capital: np.ndarray


def find_names(tokens: Tokens) -> Names:
    """The names in the `tokens` of a corpus.

    The texts are read some documents at a time, three times: what capitals say is known when all were read once, and
    what stands in names and beside them when all were read twice.
    """
    types = _Types(tokens)
    tight = np.append(False, tokens.compare(np.equal)) if len(tokens) else np.zeros(0, bool)  # no blank before
    readers = [_Reader(types, part, low, tight) for low, part in tokens.by_documents(_AT_ONCE)]
    types.learn_capitals([reader.capitals() for reader in readers])
    types.learn_names([reader.core_names() for reader in readers])
    found = [_Found(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, bool), [])]
    found += [reader.read() for reader in readers]
    first, last, titled = (np.concatenate([column[i] for column in found]) for i in range(3))
    pairs = [pair for part in found for pair in part.pairs]
    return Names(first, last, titled, pairs, types.bits, types.forms, types.n_small, types.n_capital)


class _Found(NamedTuple):
    """What is found in some documents, as `Names` has it."""

    first: np.ndarray
    last: np.ndarray
    titled: np.ndarray
    pairs: list[tuple[int, int, int]]


class _Types:
    """What is known of types: their classes, and how the corpus uses them."""

    n_capital: np.ndarray
    strong_pairs: np.ndarray  # two types as one number, where both are surely names
    always_linked: np.ndarray  # does `of` follow wherever the type is a name?
    alone: np.ndarray  # is it a name without a dash beside it somewhere?
    piece: np.ndarray  # is it a word in lower case that stands behind a hyphen only?

    def __init__(self, tokens: Tokens) -> None:
        originals = tokens.types.tolist()
        self.forms = fold(originals)
        lower = [form.lower() for form in self.forms]
        words = w.word_classes()
        self.bits = np.array([w.classify(f, low, words) for f, low in zip(self.forms, lower, strict=True)], np.int64)
        hyphen = np.array([c in ("-", "‐", "‑") for c in originals], bool)  # a longer dash joins no names
        self.bits[hyphen] |= w.HYPHEN
        self.count = count_types(tokens.codes, len(lower))
        group = pd.factorize(np.array(lower, dtype=object))[0]
        small = np.bincount(group, np.where(self.bits & w.SMALL, self.count, 0))
        self.n_small = small[group]

    def learn_capitals(self, read: list[tuple[np.ndarray, np.ndarray]]) -> None:
        """What the capitals of all documents say."""
        none = np.zeros(len(self.bits), np.int64)
        self.n_capital = sum((n for n, _ in read), none)
        self.strong_pairs = distinct(np.concatenate([none[:0], *(pairs for _, pairs in read)]))

    def learn_names(self, read: list[np.ndarray]) -> None:
        """What stands in the names of all documents, and beside them."""
        linked, alone, behind = sum(read, np.zeros((3, len(self.bits)), np.int64))
        self.always_linked = (linked == self.n_capital) & ((self.bits & w.TITLE) == 0)
        self.alone = alone > 0
        self.piece = ((self.bits & w.SMALL) != 0) & (behind == self.count)
        for i in np.flatnonzero(self.piece).tolist():  # but not US-led
            self.piece[i] = not w.ends_compound(self.forms[i])


class _Reader:
    """Reads some documents. Between two readings it keeps little."""

    def __init__(self, types: _Types, tokens: Tokens, low: int, tight: np.ndarray) -> None:
        self.types, self.bits, self.forms, self.n_small = types, types.bits, types.forms, types.n_small
        self._tokens, self._low = tokens, low
        self._tight = tight[low : low + len(tokens)]
        self._masks: dict[int, np.ndarray] = {}

    @cached_property
    def codes(self) -> np.ndarray:
        return self._tokens.codes.astype(np.intp)  # they index tables again and again

    @cached_property
    def opens(self) -> np.ndarray:
        """Does the token start a sentence?"""
        opens = np.zeros(len(self.codes), bool)
        opens[self._tokens.opening] = True
        return opens

    @cached_property
    def tight(self) -> np.ndarray:
        """Is there no blank before the token, in its sentence?"""
        return self._tight & ~self.opens

    def rest(self) -> None:
        """Let go of what can be worked out again."""
        self._masks = {}
        for name in ("codes", "opens", "tight"):
            self.__dict__.pop(name, None)

    # --- shorthand: classes of tokens, and of their neighbours in the sentence

    def is_(self, classes: int) -> np.ndarray:
        if classes not in self._masks:
            self._masks[classes] = ((self.bits & classes) != 0).take(self.codes)
            self._masks[classes].flags.writeable = False  # it is handed out again
        return self._masks[classes]

    def after(self, mask: np.ndarray) -> np.ndarray:
        """Does the next token of the sentence pass?"""
        out = np.zeros(len(mask), bool)
        out[:-1] = mask[1:] & ~self.opens[1:]
        return out

    def before(self, mask: np.ndarray) -> np.ndarray:
        """Does the token before, in the sentence, pass?"""
        out = np.zeros(len(mask), bool)
        out[1:] = mask[:-1] & ~self.opens[1:]
        return out

    def tally(self, mask: np.ndarray) -> np.ndarray:
        """How many of the masked tokens are of each type."""
        return np.bincount(self.codes[mask], minlength=len(self.bits))

    def runs(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last token of every stretch inside a name."""
        cut = self.opens | self.cuts
        begins, ends = self.inside.copy(), self.inside.copy()
        begins[1:] &= cut[1:] | ~self.inside[:-1]
        ends[:-1] &= cut[1:] | ~self.inside[1:]
        return np.flatnonzero(begins), np.flatnonzero(ends)

    def spread(self, first: np.ndarray, last: np.ndarray, value: np.ndarray) -> np.ndarray:
        """The value of each run at all of its tokens."""
        out = np.zeros(len(self.codes), bool)
        out[self.inside] = np.repeat(value, last - first + 1)
        return out

    # --- the reading

    def capitals(self) -> tuple[np.ndarray, np.ndarray]:
        """How often each type has a capital that says something, and which pairs of types do side by side."""
        self.weak, self.banner = self._weak()
        strong = self._strong()
        pairs = distinct(self._pair()[strong & self.after(strong)])
        tally = self.tally(strong)
        self.rest()
        return tally, pairs

    def core_names(self) -> np.ndarray:
        """How often names of each type are followed by `of`, stand without a dash, and words behind a hyphen."""
        self.core = core = self._core()
        after, before, is_ = self.after, self.before, self.is_
        linked = core & after(is_(w.OF | w.FOR))
        alone = core & ~after(is_(w.DASH)) & ~before(is_(w.DASH))
        tallies = np.array([self.tally(mask) for mask in (linked, alone, before(self._hyphen()))])
        del self.weak, self.banner
        self.rest()
        return tallies

    def read(self) -> _Found:
        """The names, once it is known what the corpus says of types."""
        self.inside, self.cuts = self.core.copy(), np.zeros(len(self.codes), bool)
        self._join_links()
        self._join_hyphens()
        self._join_and()
        pairs = self._join_acronyms()
        event = self._join_events()
        self._join_groups()
        titled = self._strip_titles(event)
        first, last = self.runs()
        solid = np.concatenate([[0], np.cumsum(self.core & ~self.is_(w.LETTER))])
        whole = solid[last + 1] > solid[first]
        first, last, low = first[whole], last[whole], self._low
        self.rest()
        del self.core, self.inside, self.cuts, self.linked
        return _Found(first + low, last + low, titled[first], [(a + low, b + low, c + low) for a, b, c in pairs])

    def _strong(self) -> np.ndarray:
        """The capitals that spelling does not ask for."""
        return self.is_(w.CAPITAL) & ~self.is_(w.CLOSED) & ~self.weak

    def _pair(self) -> np.ndarray:
        """The type of each token and of the one behind it, as one number."""
        return self.codes * len(self.bits) + np.append(self.codes[1:], 0)

    def _hyphen(self) -> np.ndarray:
        return self.is_(w.HYPHEN) & self.tight & self.after(self.tight)

    def _core(self) -> np.ndarray:
        """The capitals that are read as names."""
        after, before, is_, codes = self.after, self.before, self.is_, self.codes
        name = ((self.bits & w.CAPITAL) != 0) & ((self.bits & w.CLOSED) == 0)
        weak, banner, strong, n_capital = self.weak, self.banner, self._strong(), self.types.n_capital
        core = strong | (weak & (name & (n_capital > self.n_small))[codes])
        # Heads of sentences that the corpus has nowhere else: what follows decides.
        first = weak & ~banner & name[codes]
        unknown = ((n_capital == 0) & (self.n_small == 0))[codes] & ~is_(w.ADVERB)
        next_strong = after(strong)
        speaks = next_strong | after(is_(w.VERB)) | after(is_(w.POSSESSIVE)) | after(is_(w.COMMA) & next_strong)
        core |= first & unknown & speaks & (~is_(w.PLURAL) | is_(w.ACRONYM) | next_strong | after(is_(w.SINGULAR)))
        core |= first & ~is_(w.ADVERB | w.TITLE) & after(strong & is_(w.HEAD))
        maybe = np.flatnonzero(first & ~core & next_strong & (n_capital > 0)[codes])
        elsewhere = np.isin(self._pair()[maybe], self.types.strong_pairs)
        core[maybe[elsewhere]] = True  # New York, which stands elsewhere too
        core &= ~(before(is_(w.AT)) & self.tight)
        number = is_(w.NUMBER)
        core &= ~(is_(w.LETTER) & after(is_(w.DASH) & after(number)))  # F-16
        return core & ~self._times(core)

    def _times(self, core: np.ndarray) -> np.ndarray:
        """Months and days that are no part of a name, as in Theresa May, Jan van der Moe or Bloody Sunday."""
        after, before, is_ = self.after, self.before, self.is_
        time, number = is_(w.CALENDAR), is_(w.NUMBER)
        name = core & ~time
        surname = before(name) & (~is_(w.DAY) | before(is_(w.BEFORE_DAY)))
        particle = is_(w.PARTICLE)
        heads = after(name) | after(particle & (after(name) | after(particle & after(name))))
        given = (is_(w.MONTH) | is_(w.GIVEN)) & heads & ~before(is_(w.PREPOSITION)) & ~self.opens
        return time & (before(number) | after(number) | ~(surname | given))

    def _weak(self) -> tuple[np.ndarray, np.ndarray]:
        """Where a capital says nothing: heads of sentences and quotations; and lines in title case or capitals."""
        word = self.is_(w.WORD | w.NUMBER)
        sentence = np.cumsum(self.opens) - 1
        n = int(sentence[-1]) + 1 if len(sentence) else 0
        so_far = np.cumsum(word)
        first = word & (so_far - (so_far - word)[self.opens][sentence] == 1)
        quote = self.is_(w.QUOTE)
        opening = first.copy()
        first |= word & self.before((quote & ~self.tight) | self.is_(w.COLON))
        content = self.is_(w.WORD) & ~self.is_(w.FUNCTION)
        letters = self.is_(w.WORD) & ~self.is_(w.LETTER)

        def count(mask: np.ndarray) -> np.ndarray:
            return np.bincount(sentence[mask], minlength=n)

        last = np.flatnonzero(np.append(self.opens[1:], True)) if n else np.zeros(0, np.int64)
        open_end = ~self.is_(w.STOP | w.QUOTE | w.COLON | w.COMMA)[last]
        words, capitals = count(content), count(content & self.is_(w.CAPITAL))
        banner = (words >= 3) & (capitals > 0.85 * words) & open_end & (count(opening & ~self.is_(w.SMALL)) > 0)
        words, capitals = count(letters), count(self.is_(w.LOUD))
        banner |= (words >= 4) & (capitals > 0.6 * words)
        banner = banner[sentence]
        return first | banner, banner

    def _join_links(self) -> None:
        """Small words, particles and possessives inside a name."""
        after, before, is_, core = self.after, self.before, self.is_, self.core
        common = ((self.bits & (w.HEAD | w.PLURAL)) != 0) | (self.n_small > 0)
        common &= (self.bits & w.TITLE) == 0
        link = is_(w.OF | w.FOR)
        binds = core & (common[self.codes] | (self.types.always_linked[self.codes] & ~before(core)))
        link = link & before(binds) & (is_(w.OF) | before(is_(w.BODY | w.PLURAL)))
        link |= is_(w.TO) & before(core & (is_(w.BODY) | (is_(w.PLURAL) & after(is_(w.CAPITAL)))))  # Without Borders
        near, far = after(core), after(is_(w.THE | w.A) & after(core))
        self.linked = link & (near | far)
        self.inside |= self.linked | before(link & far)
        particle = is_(w.PARTICLE) & ~core
        one = particle & before(core) & after(core)
        two = particle & before(core) & after(particle & after(core))
        self.inside |= one | two | before(two)
        leads = is_(w.LEADER) & is_(w.CAPITAL) & ~core & ~before(core)
        van = leads & after(particle & after(core))
        self.inside |= (leads & after(core)) | van | before(van)
        crowd = before(before(core)) & after(after(core & ~is_(w.HEAD)))
        self.inside |= is_(w.AMPERSAND) & before(core) & after(core) & ~crowd
        owner = core & is_(w.OWNER)
        mark = is_(w.POSSESSIVE) | (is_(w.QUOTE) & self.tight)
        self.inside |= mark & before(owner | (core & before(is_(w.OWNER)))) & after(core)

    def _join_hyphens(self) -> None:
        """Saxony-Anhalt and al-Abadi are one name, US-Russia are two."""
        after, before, is_, core = self.after, self.before, self.is_, self.core
        hyphen, alone = self._hyphen(), self.types.alone[self.codes]
        both = hyphen & before(core) & after(core)
        acronym = is_(w.ACRONYM)
        self.inside |= both & ~(before(alone) & after(alone)) & (before(acronym) == after(acronym))
        article = is_(w.ARTICLE) & ~core & after(hyphen & after(core))  # al-Abadi
        self.inside |= article | before(article) | (is_(w.AL) & after(core))
        tail = hyphen & before(core & before(core)) & after(self.types.piece[self.codes])  # Chiang Kai-shek
        tail |= hyphen & before(core & is_(w.PREFIX)) & after(is_(w.SMALL))  # Co-operation
        self.inside |= tail | before(tail)

    def _join_and(self) -> None:
        """Department of Health and Human Services: `and` between common words, behind `of` or `for`."""
        first, last = self.runs()
        total = np.concatenate([[0], np.cumsum(self.linked)])
        behind = self.spread(first, last, total[last + 1] > total[first])
        plain = self.core & (self.is_(w.PORTFOLIO) | (self.n_small > 0)[self.codes]) & ~self.is_(w.HEAD)
        self.inside |= self.is_(w.AND) & self.before(plain & behind) & self.after(plain)

    def _join_acronyms(self) -> list[tuple[int, int, int]]:
        """`Long Name (LN)`: all that the letters spell is one name."""
        pairs = []
        shut = self.after(self.after(self.is_(w.CLOSE | w.COMMA | w.STOP)))
        for i in np.flatnonzero(self.is_(w.OPEN) & self.after(self.is_(w.ACRONYM)) & shut).tolist():
            first = self._spelled(i - 1, [c for c in self.forms[self.codes[i + 1]].rstrip("s") if c.isalpha()])
            if first >= 0:
                self.inside[first:i] = self.inside[i + 1] = self.core[i + 1] = True
                self.cuts[first], self.cuts[first + 1 : i] = True, False
                pairs.append((first, i - 1, i + 1))
        return pairs

    def _spelled(self, last: int, letters: list[str]) -> int:
        """The first of the words up to `last` that the letters are the initials of, small words aside, or -1."""
        for i in range(last, max(last - 14, -1), -1):
            form, bits = self.forms[self.codes[i]], int(self.bits[self.codes[i]])
            if form[:1].upper() == letters[-1].upper() and bits & w.WORD:
                letters = letters[:-1]
                if not letters:
                    return i if bits & w.CAPITAL else -1
            elif bits & w.SMALL and self.tight[i]:
                continue  # of Co-operation
            elif bits & (w.CAPITAL | w.STOP | w.QUOTE | w.OPEN | w.CLOSE | w.COMMA | w.COLON) or (
                bits & w.SMALL and not bits & (w.CLOSED | w.PARTICLE)
            ):
                return -1
            if self.opens[i]:
                return -1
        return -1

    def _join_events(self) -> np.ndarray:
        """`2011 Irish general election`, from the year to the head, and to the place behind it."""
        heads = np.flatnonzero(self.is_(w.EVENT))
        fits = self.is_(w.CAPITAL | w.OF | w.DASH | w.NARROW | w.EVENT)
        misses = np.concatenate([[0], np.cumsum(~fits | self.opens)])
        placed = self.after(self.is_(w.IN) & self.after(self.core))
        event = np.zeros(len(self.codes), bool)
        for size in range(1, 9):
            head = heads[heads >= size]
            year = head - size
            good = self.is_(w.YEAR)[year] & (misses[head + 1] == misses[year + 1])
            good &= self.is_(w.CAPITAL)[year + 1] | (placed[head] & (size == 1))
            for a, b in zip(year[good].tolist(), head[good].tolist(), strict=True):
                b += int(placed[b])
                event[a : b + 1] = self.inside[a : b + 1] = True
                self.cuts[a], self.cuts[a + 1 : b + 1] = True, False
                if not placed[b - 1] and b + 1 < len(event):
                    self.cuts[b + 1] = True
        return event

    def _join_groups(self) -> None:
        """Groups that act under another's name: the Iraqi security forces, ISIL fighters."""
        free = ~self.inside
        head = self.before(self.core)
        narrow = free & self.is_(w.NARROW)
        one = narrow & head
        two = narrow & self.before(one)
        noun = free & self.is_(w.GROUP) & ~self.after(self.is_(w.STAFF))
        far, near = noun & self.before(two), noun & self.before(one)
        of = self.is_(w.OF) & self.before(noun & self.is_(w.NATION))  # the government of Iraq
        far_of = of & self.after(self.is_(w.THE) & self.after(self.core))
        of = far_of | (of & self.after(self.core))
        self.inside |= of | self.after(of) | self.before(far_of)
        self.inside |= (noun & head) | near | far | self.after(near) | self.after(far) | self.after(self.after(far))

    def _strip_titles(self, event: np.ndarray) -> np.ndarray:
        """Take titles and offices off the names; returns where a name follows one at once."""
        first, last = self.runs()
        total = np.concatenate([[0], np.cumsum(self.linked)])
        body = self.is_(w.HEAD)[last] & (last > first) | (total[last + 1] > total[first])
        free = self.inside & ~event
        loose = free & ~self.spread(first, last, body)
        gone = self.is_(w.TITLE) & loose
        title = gone.copy()
        for _ in range(3):
            gone |= free & self.is_(w.MODIFIER) & self.after(gone)
        for_what = self.before(self.is_(w.OF | w.FOR) & self.before(title))
        for_what |= self.before(self.is_(w.THE) & for_what)
        part = np.zeros(len(gone), bool)
        for _ in range(3):
            part |= self.inside & self.is_(w.PORTFOLIO) & (for_what | self.before(part))
        whole = self.is_(w.HEAD) & ~self.is_(w.PORTFOLIO) & self.inside  # members of the Security Council
        for _ in range(3):
            part &= ~self.after(whole)
            whole = whole | (self.is_(w.PORTFOLIO) & self.inside & self.after(whole))
        gone |= part
        self.inside &= ~gone
        return self.before(gone) & self.inside
