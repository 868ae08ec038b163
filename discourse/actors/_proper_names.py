"""Names: which tokens belong to a proper name, told by capitals and by what the corpus says elsewhere.

A capital counts where the rules of spelling do not ask for one. At the head of a sentence or a quotation and in
title case a word is read as a name only if the corpus has it so elsewhere, or if what follows speaks for it. Names
are joined over small words (`Bank of England`, `Ursula von der Leyen`), parted at hyphens between names of their own
(`US-Russia`), and stripped of titles (`President Donald Trump`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from discourse.actors import _name_words as w
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens


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
    opens : ndarray of bool
        Whether each token starts a sentence.
    """

    first: np.ndarray
    last: np.ndarray
    titled: np.ndarray
    pairs: list[tuple[int, int, int]]
    bits: np.ndarray
    forms: list[str]
    n_small: np.ndarray
    n_capital: np.ndarray
    opens: np.ndarray


def find_names(tokens: Tokens) -> Names:
    """The names in the `tokens` of a corpus."""
    return _Reader(tokens).read()


class _Reader:
    def __init__(self, tokens: Tokens) -> None:
        originals = tokens.types.tolist()
        self.forms = fold(originals)
        lower = [form.lower() for form in self.forms]
        words = w.word_classes()
        self.bits = np.array([w.classify(f, low, words) for f, low in zip(self.forms, lower, strict=True)], np.int64)
        hyphen = np.array([c in ("-", "‐", "‑") for c in originals], bool)  # a longer dash joins no names
        self.bits[hyphen] |= w.HYPHEN
        self.codes = tokens.codes.astype(np.intp)  # they index tables again and again
        self._masks: dict[int, np.ndarray] = {}
        self.opens = np.zeros(len(tokens), bool)
        self.opens[tokens.opening] = True
        self.tight = np.zeros(len(tokens), bool)  # no blank before the token
        self.tight[1:] = ~self.opens[1:] & tokens.compare(np.equal)
        count = np.bincount(self.codes, minlength=len(lower))
        group = pd.factorize(np.array(lower, dtype=object))[0]
        small = np.bincount(group, np.where(self.bits & w.SMALL, count, 0))
        self.count, self.n_small = count, small[group]

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

    def read(self) -> Names:
        self.core = self._core()
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
        first, last = first[whole], last[whole]
        return Names(
            first,
            last,
            titled[first] if len(first) else np.zeros(0, bool),
            pairs,
            self.bits,
            self.forms,
            self.n_small,
            self.n_capital,
            self.opens,
        )

    def _core(self) -> np.ndarray:
        """The capitals that are read as names."""
        after, before, is_, codes = self.after, self.before, self.is_, self.codes
        name = ((self.bits & w.CAPITAL) != 0) & ((self.bits & w.CLOSED) == 0)
        weak, banner = self._weak()
        strong = name[codes] & ~weak
        self.n_capital = self.tally(strong)
        core = strong | (weak & (name & (self.n_capital > self.n_small))[codes])
        # Heads of sentences that the corpus has nowhere else: what follows decides.
        first = weak & ~banner & name[codes]
        unknown = ((self.n_capital == 0) & (self.n_small == 0))[codes] & ~is_(w.ADVERB)
        next_strong = after(strong)
        speaks = next_strong | after(is_(w.VERB)) | after(is_(w.POSSESSIVE)) | after(is_(w.COMMA) & next_strong)
        core |= first & unknown & speaks & (~is_(w.PLURAL) | is_(w.ACRONYM) | next_strong | after(is_(w.SINGULAR)))
        core |= first & ~is_(w.ADVERB | w.TITLE) & after(strong & is_(w.HEAD))
        pair = codes.astype(np.int64) * len(self.bits) + np.append(codes[1:], 0)
        maybe = np.flatnonzero(first & ~core & next_strong & (self.n_capital > 0)[codes])
        core[maybe[np.isin(pair[maybe], pair[strong & next_strong])]] = True  # New York, which stands elsewhere too
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
        always = (self.tally(core & after(link)) == self.n_capital) & ((self.bits & w.TITLE) == 0)
        binds = core & (common[self.codes] | (always[self.codes] & ~before(core)))
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
        hyphen = is_(w.HYPHEN) & self.tight & after(self.tight)
        alone = (self.tally(core & ~after(is_(w.DASH)) & ~before(is_(w.DASH))) > 0)[self.codes]
        both = hyphen & before(core) & after(core)
        acronym = is_(w.ACRONYM)
        self.inside |= both & ~(before(alone) & after(alone)) & (before(acronym) == after(acronym))
        article = is_(w.ARTICLE) & ~core & after(hyphen & after(core))  # al-Abadi
        self.inside |= article | before(article) | (is_(w.AL) & after(core))
        piece = ((self.bits & w.SMALL) != 0) & (self.tally(before(hyphen)) == self.count)
        for i in np.flatnonzero(piece).tolist():  # but not US-led
            piece[i] = not w.ends_compound(self.forms[i])
        tail = hyphen & before(core & before(core)) & after(piece[self.codes])  # Chiang Kai-shek
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
