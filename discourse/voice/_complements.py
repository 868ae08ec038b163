"""Complements: what a reporting verb is followed by, and where that ends.

Time and place may follow a verb (`said on Monday`), then those who are told (`told reporters`), and then what is said:
a quotation, a clause, an infinitive or a phrase, by the frames of the verb. A clause ends at the end of its sentence,
or where the author speaks again: at a semicolon or dash, a comma before a conjunction or relative, the next cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, cast

from discourse._regex import Expression
from discourse.english.phrases import Stream
from discourse.text.tokens import Tokens
from discourse.voice.reporting_verbs import OUTSPOKEN, Verb

# What may stand between the cue and its content. Bounds keep a text without marks from being read over and over.
_WHEN = Expression("(?:r|[iA]?d?K#?|i#)*")
_WHERE = Expression("(?:r|d?K#?|[iA](?:d?[nN#~geruzK]{1,30}|O)(?:[io]d?[nN#~gerzK]{1,30}){0,8}){0,3}(?=,?[TU]|:)")
_ASIDE = Expression("(?:r|d?K)?(?:[iAs][^|/;:TQUw.-]{1,30}|,(?!T)[^|/;:TQUwp.-]{1,24},)(?=T[^bhmvV]|,U)")
_TO_WHOM = Expression("[it](?:O|d?[nN#~ezg]{1,30}(?:[oi]d?[nN#~g]{1,30}){0,8})(?:r|i?d?K#?)*(?=T)")
_RECIPIENT = Expression(
    "(?:O|p(?=T)|d?[nN#~ezgGEur]{1,30}(?:[oi]d?[nN~z]{1,30})?|d)(?=(?:r|i?K#?|[iA]d?[nNge~z]{1,30}){0,8}(?:[TWtx:]|,?[UQ]))"
)
_SHORT_RECIPIENT = Expression("(?:O|d(?=p)|d?[nN~EGug]{1,6}?(?:[io]d?[nN]{1,3}?)?)(?=(?:i?K)?[pd])")
GROUP_BACK = Expression("[rx]*(?:[bhm][rx]*)*(?:z(?=[pw]))?")  # before a verb: has also, will not, ’s
# Is it a clause?
_ANYTHING = Expression("[^,;:|/.()-]{3}|.[eVvE]|m[^,;:|/.()-]|[pdnN]{1,3}[QU]|p,|[nN]{1,5},[gw]")
_PLAIN_CLAUSE = Expression(
    "p[rx]*[EevVu]|d[nN~]{1,6}[xr]*[EevV]|(?:p|d?[rnNge#~Qu]{0,30}(?:[oi]d?[nNge#~]{1,30})?)[rx]*[bhmVz]"
)
# Where it ends.
_NEXT_VERB = Expression("c[rx]*[bhmvVEe]")  # said “no” and left
_TO_VERB = Expression("(?:,[^,|/]{0,60},)?[^|/;]{0,60}?[bhmvVEeQU]")
_OUTER_VERB = Expression("(?<=[nN#KOvVeEg])(?:[bhm]|(?<![vVeEg])V)")
_DASHES = Expression("-[^-|/]{1,25}-")
_END = Expression("[|/]")
_END_CLAUSE = Expression(
    r"[;|/]|-(?!cT)|,?[cB][rx]*(?:[bhm][rx]*)*[vE](?=[TWQUdpNn:O])|,[rc]*G|,s|,w|,[cB](?!T)|,(?=[rx]*[bhmvV])|,[^,|/]{1,12}[vE][.,|]|\)(?=[|/])"
)
END_PHRASE = Expression(r"[;|/:,)(\-sBkK]|[iA]d?[K#]|c[rx]*[vEVGbhm]")
_END_OBJECT = Expression(r"[;|/:,)\-s]|(?<=U)c|c[rx]*[vEGbhm]")
_ENDS_OBJECT = ".,;|/iAsKr"
_LONGEST = 400  # words of what is reported: more only where a text has no marks


class Attribution(NamedTuple):
    """Ranges of symbols of a `Stream`, ends exclusive; content may have several pieces."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None  # None where layout alone tells who speaks
    content: list[tuple[int, int]]

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The cue and the pieces of the content."""
        return [*([self.cue] if self.cue else []), *self.content]

    def place(self) -> int:
        """The first symbol of the cue, or of the source where there is none."""
        return (self.cue or self.source or (0, 0))[0]


class Complement(NamedTuple):
    """What a verb reports: symbols of a stream, ends exclusive."""

    cue_end: int  # the cue reaches to here: to its preposition or colon, else to the verb
    span: tuple[int, int]
    quoted: bool = False  # is it a quotation?


class ComplementReader:
    """Reads a stream from a given symbol on."""

    def __init__(self, stream: Stream, tokens: Tokens) -> None:
        self.stream, self.text, self.forms = stream, stream.text, stream.forms
        self.readers = cache(_readers)
        # Views give plain numbers, which lists of Python are quick to look up, and copy nothing.
        self.first, self.last, self.codes = (
            memoryview(cast(Any, a)) for a in (stream.first, stream.last, tokens.codes)
        )

    def form(self, i: int) -> str:
        return self.forms[self.codes[self.first[i]]]

    def after(self, k: int, verb: Verb) -> Complement | None:
        """What follows a verb that ends before k, if that is what the verb reports."""
        if verb.prepositions and (found := self.after_preposition(k, verb)):
            return found
        near = self.skip_adjuncts(k)
        if self.text[near] not in "TUQ:" and verb.speaks:
            near = self.skip_aside(near)
        j = self.skip_hearer(near, verb)
        if self.text[j] == "t" and near < j and "a" in verb.frames:
            j = near  # asked them to leave
        for read in self.readers(verb.frames, self.text[j]):
            if found := read(self, verb, k, j):
                return found
        return None

    def after_preposition(self, k: int, verb: Verb) -> Complement | None:
        """`called for talks`, `pointed out that`, where the verb takes these words."""
        first = self.form(k) if self.text[k] not in "|/" else ""
        for words in verb.prepositions:
            if words[0] == first and self.follows(k, words):
                j = k + len(words) - (words[-1] == "that")
                if words == ("to",) and "i" in verb.frames and self.text[j] in "nu":
                    return None  # agreed to leave
                if self.text[j] in "dNnpOQgeWu#zT":
                    end = self.clause_end(j, END_PHRASE if self.text[j] not in "TW" else _END_CLAUSE)
                    return Complement(j, (j, end))
        return None

    def skip_hearer(self, j: int, verb: Verb) -> int:
        """Past whom it is said to: `to reporters that`, `told reporters`."""
        text = self.text
        if text[j] in "it" and verb.clausal:
            found = _TO_WHOM.match(text, j)
            j = found.end() if found else j
        if "r" in verb.frames:
            found = _RECIPIENT.match(text, j) or _SHORT_RECIPIENT.match(text, j)
            j = self.skip_adjuncts(found.end()) if found else j
        return j

    # --- what begins at symbol j; the verb ends before k ------------------------------------------------------------

    def colon(self, verb: Verb, k: int, j: int) -> Complement | None:
        """What follows the colon, be it a quotation in the next paragraph."""
        text, cue_end = self.text, j + 1 if j == k else k
        j += 2 if text[j + 1] in "|/" and text[j + 2 : j + 3] in ("U", "Q") else 1
        if text[j] in "|/":
            return None
        quoted = text[j] in "UQ"
        return Complement(cue_end, (j, j + 1 if quoted else self.sentence_end(j)), quoted)

    def quotation(self, verb: Verb, k: int, j: int) -> Complement | None:
        """A quotation, or a clause that begins with one (`said “peace” was near`)."""
        text, at = self.text, j + (self.text[j] == ",")
        if text[at] not in "UQ":
            return None
        whole = at > j or text[at] == "U" or text[at + 1] in ".,;:|/)-" or _NEXT_VERB.match(text, at + 1)
        return Complement(k, (at, at + 1 if whole else self.clause_end(at)), bool(whole))

    def clause(self, verb: Verb, k: int, j: int) -> Complement:
        return Complement(k, (j, self.clause_end(j)))

    def infinitive(self, verb: Verb, k: int, j: int) -> Complement | None:
        """`to leave`, `not to leave`."""
        to = j + (self.text[j] == "x")
        return self.clause(verb, k, j) if self.text[to] == "t" else None

    def bare_clause(self, verb: Verb, k: int, j: int) -> Complement | None:
        """A clause without `that`. Verbs that hardly mean anything else need less of a sign of it."""
        sure = verb.category in OUTSPOKEN and "r" not in verb.frames
        return self.clause(verb, k, j) if (_ANYTHING if sure else _PLAIN_CLAUSE).match(self.text, j) else None

    def object_and_more(self, verb: Verb, k: int, j: int) -> Complement:
        return Complement(k, (j, self.clause_end(j, _END_OBJECT)))

    def phrase(self, verb: Verb, k: int, j: int) -> Complement | None:
        """What somebody rejects or wants. Who shows or finds `it` need not tell of it."""
        if verb.category == "show" and self.text[j] in "pO" and self.text[j + 1] in _ENDS_OBJECT:
            return None
        return Complement(k, (j, self.clause_end(j, END_PHRASE)))

    # --- how far ----------------------------------------------------------------------------------------------------

    def follows(self, k: int, words: tuple[str, ...]) -> bool:
        within = not _END.search(self.text, k, k + len(words))
        return within and all(self.form(k + n) == word for n, word in enumerate(words))

    def skip_adjuncts(self, j: int) -> int:
        """Past `on Monday`, `in a statement`."""
        if self.text[j] not in "riAdK#":
            return j
        near, far = _WHEN.match(self.text, j).end(), _WHERE.match(self.text, j)
        return max(near, far.end()) if far else near

    def skip_aside(self, j: int) -> int:
        """Past what stands between the verb and `that`: `, however,`, `after a lunch in Paris`."""
        found = _ASIDE.match(self.text, j)
        return found.end() if found else j

    def clause_end(self, k: int, pattern: Expression = _END_CLAUSE) -> int:
        """One past the last symbol of what begins at symbol k."""
        text, at = self.text, k + 1
        if pattern is _END_CLAUSE and text[k] not in "bhmvVE":  # no comma ends a clause that has not had its verb
            verb = _TO_VERB.match(text, at)
            at = verb.end() if verb else at
        found = pattern.search(text, at, k + _LONGEST)
        while found and found.group() == "-":
            pair = _DASHES.match(text, found.start())
            if not pair:
                break
            found = pattern.search(text, pair.end(), k + _LONGEST)
        return self.without_stop(k, found)

    def embedded_end(self, k: int, end: int) -> int:
        """Where a relative clause ends whose verb is symbol k: before the verb of the sentence around it."""
        found = _OUTER_VERB.search(self.text, k + 1, end)
        return found.start() if found else end

    def sentence_end(self, k: int) -> int:
        return self.without_stop(k, _END.search(self.text, k + 1, k + _LONGEST))

    def without_stop(self, k: int, found: re.Match | None) -> int:
        end = found.start() if found else min(k + _LONGEST, len(self.text) - 1)
        while end > k + 1 and self.text[end - 1] in ".,":
            end -= 1
        return end


Reader = Callable[[ComplementReader, Verb, int, int], Complement | None]
#: What may follow a verb: a name for it, the frames (any one) that the verb needs, the symbols that it begins with, and
#: what reads it. The first row that reads something holds.
COMPLEMENTS: tuple[tuple[str, frozenset[str], str, Reader], ...] = (
    ("a colon", frozenset("qtT"), ":", ComplementReader.colon),
    ("a quotation", frozenset("q"), "UQ,", ComplementReader.quotation),
    ("a clause with that", frozenset("tT"), "T", ComplementReader.clause),
    ("a question", frozenset("wtT"), "W", ComplementReader.clause),
    ("an infinitive", frozenset("i"), "tx", ComplementReader.infinitive),
    ("a clause without that", frozenset("t"), "pdNn#geQruzBOUbhmVvE", ComplementReader.bare_clause),
    ("an object and what is said of it", frozenset("a"), "dNnOpQ#gezu", ComplementReader.object_and_more),
    ("a phrase", frozenset("n"), "dNnOpQ#gezuW", ComplementReader.phrase),
)


def _readers(frames: frozenset[str], head: str) -> list[Reader]:
    """What reads the symbol `head` behind a verb of these frames."""
    return [read for _, some, heads, read in COMPLEMENTS if head in heads and not some.isdisjoint(frames)]
