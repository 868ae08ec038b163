"""Candidates: the words that may be cues, chosen by a look at the whole text at once.

Most forms of reporting verbs report nothing where they stand: `I think`, `to make a case`, `he sighed and left`. What
their neighbours rule out is left out here, by arrays, before each of the others is read (`_attribution`).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from discourse._lists import read_words
from discourse.english import closed_classes
from discourse.english.phrases import Stream, is_symbol
from discourse.voice._complements import COMPLEMENTS
from discourse.voice._phrase_cues import NOBODY_ELSE
from discourse.voice.reporting_verbs import Verb

_BETWEEN = "rKiAdt"  # what may stand before the content: time, place, those who are told
_ADDRESSED = "OdnN#~ez"
_BEHIND_PASSIVE = "yAtTWiQU"
_BEHIND_FRONTED = ".,;|/rdKiA"  # behind `the plan, Lee said`
_NEAR = 14  # symbols on either side in which a quotation must stand, if a cue needs one
_FAR = 60  # and in which it must stand before the subject that parts it from the cue
LEADS_ON = read_words("verb_forms", "class")["leads to another verb"]


class ListedVerbs:
    """What is known of the verbs in a list, by the types of a corpus that are forms of theirs.

    Attributes
    ----------
    known : the verbs by form
    verbs : the same by the code of the type
    adjective, alone, only_quoted, speaks : which types are forms of such verbs
    may_follow, begins : of the frames of a type (`row`), which symbols may stand behind it, and begin what it reports
    """

    def __init__(self, forms: list[str], known: dict[str, Verb]) -> None:
        self.known = known
        self.verbs = {code: known[form] for code, form in enumerate(forms) if form in known}
        self.phrases = {(form, words[0]) for form, verb in known.items() if not verb.frames for words, _ in verb.longer}

        def each(test: Callable[[Verb], object]) -> np.ndarray:
            mask = np.zeros(len(forms), bool)
            mask[[code for code, verb in self.verbs.items() if test(verb)]] = True
            return mask

        self.adjective, self.alone = each(lambda verb: verb.adjective), each(lambda verb: verb.frames)
        self.only_quoted = each(lambda verb: verb.frames == {"q"} and not verb.longer)
        self.speaks = each(lambda verb: verb.speaks)
        rows: dict[tuple, int] = {}
        self.row = np.zeros(len(forms), np.int64)
        for code, verb in self.verbs.items():
            key = verb.frames, bool(verb.prepositions or verb.longer), verb.participle
            self.row[code] = rows.setdefault(key, len(rows))
        self.may_follow, self.begins = np.zeros((2, max(len(rows), 1), 128), bool)
        for (frames, longer, participle), at in rows.items():
            symbols = "".join(heads for _, some, heads, _ in COMPLEMENTS if some & frames)
            symbols += _BEHIND_PASSIVE * participle + _ADDRESSED * ("r" in frames)
            self.begins[at, list(symbols.encode("ascii"))] = True
            self.begins[at] |= longer
            self.may_follow[at] = self.begins[at]
            self.may_follow[at, list(_BETWEEN.encode("ascii"))] = True


def find_candidates(stream: Stream, listed: ListedVerbs) -> list[tuple[int, int, Verb | None]]:
    """The symbols that may be cues, from left to right.

    With each, where its auxiliaries and adverbs begin, and its verb; `according` has none.
    """
    found = _Candidates(stream, listed)
    for test in (found.are_verbs, found.begin_phrases, found.may_report):
        found.keep(test() | (found.symbol == ord("k")))
    verbs = map(listed.verbs.get, found.code.tolist())
    return list(zip(found.at.tolist(), found.low.tolist(), verbs, strict=True))


class _Candidates:
    """Words in forms of reporting verbs, and what stands around them, as arrays. Tests give an answer for each."""

    def __init__(self, stream: Stream, listed: ListedVerbs) -> None:
        self.stream, self.text, self.listed = stream, stream.symbols, listed
        at = np.flatnonzero(is_symbol("vEGuk", self.text))
        self.at = at[(self.text[at] != ord("u")) | is_symbol("pwnN,c)rxmbh", self.text[at - 1])]
        self.low = self.groups()
        self.code = stream.code(self.at)
        self.symbol, self.before, self.after = (self.text[i] for i in (self.at, self.low - 1, self.at + 1))
        self.be = self.hold("b", self.low, self.at)
        begins = np.append(0, stream.document_ends + 1)
        document = np.searchsorted(begins, self.at) - 1
        self.opens, self.ends = begins[document], np.append(stream.document_ends, len(self.text))[document]

    def groups(self) -> np.ndarray:
        """Where the auxiliaries and adverbs of each begin: `GROUP_BACK` in arrays."""
        others = np.flatnonzero(~is_symbol("rxbhm", self.text))
        low = others[np.searchsorted(others, self.at) - 1] + 1
        return low - ((self.text[low - 1] == ord("z")) & is_symbol("pw", self.text[low - 2]))

    def keep(self, mask: np.ndarray) -> None:
        for name in ("at", "low", "code", "symbol", "before", "after", "be", "opens", "ends"):
            setattr(self, name, getattr(self, name)[mask])

    def back(self, places: np.ndarray, n: int) -> np.ndarray:
        """So many symbols before each, but not in another document."""
        return np.maximum(places - n, self.opens)

    def hold(self, symbols: str, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Does one of the symbols stand from low to high?"""
        places = np.append(np.flatnonzero(is_symbol(symbols, self.text)), len(self.text))
        return places[np.searchsorted(places, low)] < high

    def where(self, mask: np.ndarray, test: Callable[..., object], *places: np.ndarray) -> np.ndarray:
        """Is the mask true, and the test of the words at these places?"""
        rows = np.flatnonzero(mask)
        words = [[self.stream.forms[code] for code in self.stream.code(at[rows]).tolist()] for at in places]
        found = np.zeros(len(mask), bool)
        found[rows] = [bool(test(*each)) for each in zip(*words, strict=True)]
        return found

    def are_verbs(self) -> np.ndarray:
        """Is it a verb, where it could be a noun (`claims`) or a participle (`the alleged deal`)?"""
        text, at, low, before = self.text, self.at, self.low, self.before
        owned = (self.symbol == ord("E")) & (before == ord("d"))
        participle = is_symbol("EG", self.symbol) & is_symbol("dzoi", before)
        participle &= ~self.where(owned, closed_classes.PRONOUN_LIKE.__contains__, low - 1)
        noun = ~is_symbol("pwnN,c)", before) | (is_symbol("nN", before) & (self.after == ord("o")))
        far = np.logical_or.reduce([is_symbol("oi", text[self.back(low, n)]) for n in (2, 3, 4)])
        agree = (self.symbol == ord("u")) & (before == ord("n")) & ~noun & ~far
        noun |= self.where(agree, _disagree, at, low - 1)
        plain = ~participle & ~(noun & (self.symbol == ord("u")))
        return np.where(self.listed.adjective[self.code], self.be, plain | self.be | self.hold("mhx", low, at))

    def begin_phrases(self) -> np.ndarray:
        """Is it a verb by itself, or by the word behind it, and none behind `to` but in `came to say`?"""
        led = self.before == ord("t")
        led &= ~self.where(led, (LEADS_ON | {"on"}).__contains__, self.low - 2)
        alone = self.listed.alone[self.code]
        longer = self.where(~alone, lambda *words: words in self.listed.phrases, self.at, self.at + 1)
        return (alone | longer) & ~led

    def may_report(self) -> np.ndarray:
        """May it have a content, behind it or before, that somebody else than the author says?"""
        at, low, front = self.at, self.low, self.text[self.low - 2]
        end = np.minimum(at + _NEAR, self.ends)
        quoted = self.hold("QU:", self.back(low, _NEAR), end)
        out = self.listed.only_quoted[self.code] & ~quoted
        mine = (self.before == ord("p")) & ~self.be & ~quoted & ~is_symbol("UQ", front)
        out |= self.where(mine, NOBODY_ELSE.__contains__, low - 1)
        row = self.listed.row[self.code]
        may, needs = self.listed.may_follow[row, self.after], ~self.listed.begins[row, self.after]
        parted = self.hold("QU,", self.back(at, _NEAR), at)
        fronted = parted & (self.symbol != ord("G")) & self.listed.speaks[self.code]
        fronted &= ~is_symbol("pw", self.before) | is_symbol("UQ,A|", front)
        far = self.hold("QU", self.back(at, _FAR), at)
        fronted &= is_symbol(_BEHIND_FRONTED, self.after) | (self.before == ord(",")) | far
        return ~out & (may & (self.hold("TUQWK:", at + 1, end) | parted | ~needs) | fronted)


def _disagree(verb: str, noun: str) -> bool:
    """A verb agrees with its subject, unless that is far away: `the report claims`, `reports claim`."""
    return _ends_in_s(verb) == _ends_in_s(noun)


def _ends_in_s(form: str) -> bool:
    return form.endswith("s") and not form.endswith(("ss", "us", "is"))
