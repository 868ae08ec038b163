"""Attribution: who says, thinks or wants what, from a reporting verb and the grammar around it.

A cue is a reporting verb with its auxiliaries and adverbs (``has also said``) or `according to`; the source is the
phrase that is its subject, the content what it reports: a quotation, a clause (``that sanctions work``), an infinitive
(``to leave``) or a phrase (``called for talks``). Source, cue and content are meant as in PARC (Pareti 2012) and
PolNeAR (Newell, Margolin and Ruths 2018): the source with its appositions, the cue with a colon that ends it, the
content with its quotation marks and without the stop behind them. If one attribution stands inside another, the outer
one counts.
What `I` and `we` say outside of quotations is the author's own and no attribution.

References
----------
Newell, E., Margolin, D. and Ruths, D. (2018). An attribution relations corpus for political news. LREC.
Pareti, S. (2012). A database of attribution relations. LREC.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from discourse._regex import Expression
from discourse.english.phrases import Stream, phrase_after, subject_before
from discourse.english.quotation_marks import Pairs
from discourse.text.tokens import Tokens
from discourse.voice._candidates import LEADS_ON, ListedVerbs, find_candidates
from discourse.voice._complements import END_PHRASE, GROUP_BACK, Attribution, Complement
from discourse.voice._phrase_cues import _LEAD, PhraseCueReader
from discourse.voice.reporting_verbs import Verb

_FINITE = Expression("[bhmvVEe]")
_ADJUNCTS = Expression("(?:(?:r|d?K|[iA])[dnN#~geruzKQoiA]{0,60})?(?=[.,|/])")  # on Monday in Paris

_HEARER = Expression("(?:O|d?[nN#~ezg]{1,12}(?:[oi]d?[nN#~g]{1,12}){0,3})(?=[.,|/rdKiA])")

_GO = frozenset("go goes going went gone".split())
_NEAR = 200  # words back in which a sentence has its subject

_PASSIVE_TO = frozenset("think speech show want urge ask".split())


def find_attributions(
    stream: Stream, tokens: Tokens, pairs: Pairs, listed: ListedVerbs, *, nouns: bool = True
) -> list[Attribution]:
    """The attributions of `tokens` with the quotations `pairs`, by the order of their cues.

    Without `nouns`, what nouns hand on (`the claim that`) is left out.
    """
    return _Finder(stream, tokens, listed).run(pairs, nouns)


class _Cue(NamedTuple):
    """A reporting verb with its auxiliaries and adverbs, and the symbols around it."""

    i: int  # the verb
    low: int  # its first auxiliary or adverb
    high: int  # one past its last word
    verb: Verb
    symbol: str
    group: str  # the symbols of auxiliaries and adverbs
    before: str
    after: str

    def begins_question(self) -> bool:
        """`Asked whether`, at the head of a clause."""
        first = self.before in "|/sW" and not self.group
        return first and self.symbol == "E" and self.after == "W" and "w" in self.verb.frames


class _Finder(PhraseCueReader):
    """Goes through the cues of a stream from left to right."""

    def __init__(self, stream: Stream, tokens: Tokens, listed: ListedVerbs) -> None:
        super().__init__(stream, tokens)
        self.listed = listed
        self.taken: set[int] = set()
        self.found: list[Attribution] = []
        self.source: tuple[int, int] | None = None  # of the last attribution
        self.latest = 0  # and where its cue begins

    def run(self, pairs: Pairs, nouns: bool) -> list[Attribution]:
        if nouns:
            self.nouns()
            self.source, self.latest = None, 0  # what nouns hand on was read first, whatever stands before it
        by_nouns = set(map(id, self.found))
        for i, low, verb in find_candidates(self.stream, self.listed):
            if verb is None:
                self.according_to(i)
            elif i not in self.taken:
                self.verb_at(i, low, verb)
        self.headlines()
        self.found = _apart(_outermost(self.found), by_nouns)
        self.add_continued(pairs)
        return self.found

    def add(self, source, cue, *content) -> None:
        self.found.append(Attribution(source, cue, list(content)))
        if source:
            self.source, self.latest = source, cue[0]

    # --- cues -------------------------------------------------------------------------------------------------------

    def verb_at(self, i: int, low: int, verb: Verb) -> None:
        text = self.text
        if text[low - 1] == "t":
            low = self.chain_before(low - 1)
            if low < 0:
                return
        verb, high = self.longest_verb(i, verb)
        if not verb.frames:
            return
        cue = _Cue(i, low, high, verb, text[i], text[low:i], text[low - 1], text[high])
        if verb.participle and ("b" in cue.group or (cue.symbol == "E" and cue.after == "y" and cue.before in "nN,")):
            self.passive_at(cue)
        elif cue.begins_question():
            self.asked_at(cue)
        else:
            self.active_at(cue)

    def longest_verb(self, i: int, verb: Verb) -> tuple[Verb, int]:
        """The verb at symbol i, with the words that make another one of it, and where it ends."""
        if verb.longer and self.text[i + 1] not in "|/":
            first = self.form(i + 1)
            for words, longer in verb.longer:
                if words[0] == first and self.follows(i + 1, words):
                    return longer, i + 1 + len(words)
        return verb, i + 1

    def chain_before(self, to: int) -> int:
        """Where `went on to say` and `has begun to doubt` begin, by the place of `to`; -1 where no such verb is."""
        k = to - 1
        if self.form(k) == "on" and self.form(k - 1) in _GO:
            k -= 1
        elif self.form(k) not in LEADS_ON:
            return -1
        low = self.stream.back(GROUP_BACK, k)
        return -1 if self.text[low - 1] == "t" else low

    def asked_at(self, cue: _Cue) -> None:
        """`Asked whether ..., he said`: the question is reported, and nobody is named who asked."""
        end = self.text.find(",", cue.high, self.stream.sentence_start(cue.low) + 60)
        if end > 0:
            self.add(None, (cue.i, cue.high), (cue.high, end))

    def active_at(self, cue: _Cue) -> None:
        """`Trump said that`, `“...,” Trump said`, and what has its subject elsewhere."""
        content = self.after(cue.high, cue.verb)
        if content is None and (cue.symbol == "G" or not cue.verb.speaks):
            return
        source = None if cue.symbol == "G" and "b" not in cue.group else subject_before(self.stream, cue.low)
        inverted = content is None and self.names_speaker(cue)
        if source is None or inverted:
            self.without_subject(cue, content)
        elif not self.gives_name(cue, source):
            self.with_subject(cue, source, content)

    def with_subject(self, cue: _Cue, source: tuple[int, int], content: Complement | None) -> None:
        """`Trump said that`, `“...,” Trump said`, `which, Trump says, failed`."""
        text, (first, _) = self.text, source
        front = self.front_of(cue, source)
        quoted = content is not None and content.quoted
        if not quoted and front != "U" and self.is_author(source):
            return
        if front == "A" and not quoted and self.as_said(cue, source):
            return
        if content is None or (front == "U" and not quoted):
            if front in "U,Q" and cue.verb.speaks:
                self.fronted(source, cue, first - (text[first - 1] in ",|"), self.past_hearer(cue))
            return
        pieces = [content.span]
        if front == "U":
            pieces.insert(0, (first - 1, first))
        elif not quoted and (moved := self.moved_from(cue, source)):
            pieces = [moved, (content.span[0], self.embedded_end(*content.span))]
        self.add(source, (cue.low, content.cue_end), *pieces)

    def past_hearer(self, cue: _Cue) -> int:
        """Past whom it is said to, where nothing but time and place follows: `..., he told reporters.`"""
        found = _HEARER.match(self.text, cue.high) if "r" in cue.verb.frames else None
        return found.end() if found else cue.high

    def moved_from(self, cue: _Cue, source: tuple[int, int]) -> tuple[int, int] | None:
        """What of the content stands before the source: `which they say failed`, `a plan he said failed`."""
        text, first = self.text, source[0]
        missing = cue.after in "bhmvVE"  # its subject stands before
        if text[first - 1] == "w" or (missing and text[first - 1] == "T"):
            return first - 1, first
        if missing and text[first] == "p" and text[first - 1] in "nNu":
            return subject_before(self.stream, first)
        return None

    def as_said(self, cue: _Cue, source: tuple[int, int]) -> bool:
        """`As Trump said, ...`, `..., as Trump put it`: the rest of the sentence is what is said."""
        ends = _ADJUNCTS.match(self.text, cue.high) and cue.verb.speaks
        if ends:
            self.around(source[0] - 1, cue.high, source, (cue.low, cue.high))
        return ends

    def gives_name(self, cue: _Cue, source: tuple[int, int]) -> bool:
        """`A group called Reform` says nothing."""
        participle = cue.verb.category == "describe" and cue.symbol == "E" and cue.before == "n"
        return participle and self.form(source[0]) in ("a", "an")

    def front_of(self, cue: _Cue, source: tuple[int, int]) -> str:
        """The symbol before the source: U where a quotation stands there that belongs to it, | where it does not."""
        front, at = self.text[source[0] - 1], source[0] - 1
        if front == "|" and self.text[at - 1] == "U" and self.ends_with(at - 1, "?!"):
            return "U"  # “Why?” Trump asked
        if front == "U" and self.ends_with(at, ".") and not _ADJUNCTS.match(self.text, cue.high):
            return "|"
        return front

    def without_subject(self, cue: _Cue, content: Complement | None) -> None:
        """`“...,” said Trump`, `..., saying that`, `and said that`."""
        if self.may_be_inverted(cue):
            end = phrase_after(self.stream, cue.high)
            if end > cue.high:
                stop = cue.low - (cue.before == ",")
                return self.fronted((cue.high, end), cue, stop, end)
        elif cue.before in "|/" and cue.low == cue.i and "q" in cue.verb.frames:
            return self.opening(cue)
        if content and (cue.symbol == "G" or cue.before in "cB,"):
            source = self.subject_further_back(cue)
            if source and source[1] <= cue.low and (content.quoted or not self.is_author(source)):
                self.add(source, (cue.low, content.cue_end), content.span)

    def opening(self, cue: _Cue) -> None:
        """`Said Trump: “...”`."""
        end = phrase_after(self.stream, cue.high)
        said = self.colon(cue.verb, end, end) if end > cue.high and self.text[end] == ":" else None
        if said:
            self.add((cue.high, end), (cue.low, cue.high), said.span)

    def may_be_inverted(self, cue: _Cue) -> bool:
        """Does the verb stand alone behind a quotation or a comma, so that its subject may follow?"""
        alone = cue.symbol != "G" and "q" in cue.verb.frames and cue.low == cue.i
        return alone and (cue.before == "U" or (cue.before == "," and self.text[cue.low - 2] not in "|/"))

    def names_speaker(self, cue: _Cue) -> bool:
        """`..., he added, said Ann Lee`: a comma before a verb that reports no name, and a name behind it."""
        speaks = cue.verb.frames >= {"q", "t"} and "r" not in cue.verb.frames
        return speaks and cue.after == "N" and cue.before == "," and self.may_be_inverted(cue)

    def subject_further_back(self, cue: _Cue) -> tuple[int, int] | None:
        """The source of the sentence so far, or the subject of another verb of it."""
        if cue.symbol == "G" and cue.before in "nNup#)":  # analysts saying, a letter asking
            return subject_before(self.stream, cue.low)
        start = self.stream.sentence_start(cue.low)
        source = self.source if self.stream.sentence_start(self.latest) == start else None
        if cue.symbol == "G" and cue.before in "iy":
            source = self.last_subject(start, cue.low) or source
        return source or self.first_subject(start, cue.low)

    def first_subject(self, start: int, stop: int) -> tuple[int, int] | None:
        """The subject of the sentence: the first phrase that stands before a finite verb."""
        text = self.text
        for found in _FINITE.finditer(text, max(start, stop - _NEAR), stop):
            low = self.stream.back(GROUP_BACK, found.start())
            if text[low - 1] in "dzoi#t" or low <= start:
                continue
            source = subject_before(self.stream, low)
            if source and text[source[0] - 1] not in "iots" and text[source[0]] != "w":
                return source
        return None

    def last_subject(self, start: int, stop: int) -> tuple[int, int] | None:
        """The subject of the last finite verb of the sentence before `stop`."""
        for i in range(stop - 1, max(start, stop - _NEAR), -1):
            if self.text[i] in "bhmvVEe":
                low = self.stream.back(GROUP_BACK, i)
                source = subject_before(self.stream, low) if self.text[low - 1] not in "dzoi#t" else None
                if source:
                    return source
        return None

    def ends_with(self, i: int, stops: str) -> bool:
        """Is the last token inside the quotation i one of these stops?"""
        return self.forms[self.codes[self.last[i] - 1]][:1] in tuple(stops)

    def passive_at(self, cue: _Cue) -> None:
        """`was rejected by Congress`, `is expected to leave`, `was told that`."""
        subject = subject_before(self.stream, cue.low)
        if subject is None:
            return
        k, cue_only = cue.high, (cue.low, cue.high)
        named = k + 2 if cue.after == "A" and self.text[k + 1] in "QU" and self.text[k + 2] == "y" else k
        if self.text[named] == "y":
            self.passive_by(named, cue_only, subject)
        elif cue.after == "t" and cue.verb.category in _PASSIVE_TO:
            self.found.append(Attribution(None, cue_only, [subject, (k, self.clause_end(k))]))
        elif cue.after in "TW" and cue.verb.frames & {"t", "T", "w"}:
            self.found.append(Attribution(None, cue_only, [(k, self.clause_end(k))]))
        elif cue.after == "i" and cue.verb.category == "ask":
            self.found.append(Attribution(None, (cue.low, k + 1), [(k + 1, self.clause_end(k + 1, END_PHRASE))]))
        elif cue.after in "AQU" and cue.verb.frames & {"a", "n"}:
            self.found.append(Attribution(None, cue_only, [subject, (k, self.clause_end(k, END_PHRASE))]))

    def passive_by(self, by: int, cue: tuple[int, int], subject: tuple[int, int]) -> None:
        """`called ‘naive’ by X`, `described by X as ‘naive’`, `rejected by X`; the subject is what X rejected."""
        text, k, end = self.text, cue[1], phrase_after(self.stream, by + 1)
        if end == by + 1:
            return
        if by > k:
            content = k + 1, k + 2
        elif text[end] == "A" and text[end + 1] in "QU":
            content = end + 1, end + 2
        else:
            content = subject
        self.add((by + 1, end), cue, content)

    def fronted(self, source: tuple[int, int], cue: _Cue, stop: int, after: int) -> None:
        """Content before the cue, up to symbol `stop`; `after` is where the text goes on behind source and cue."""
        text, start = self.text, self.stream.sentence_start(cue.low)
        after -= text[after - 1] == ","  # the one that closes an apposition
        pieces = []
        if text[stop - 1] == "U" or (text[stop - 1] == "Q" and stop - 1 <= start):
            begin = stop - 1
            if begin > start and not _LEAD.fullmatch(text, start, begin):
                begin = self.after_lead(start)
            clause = False
        else:
            if not _ADJUNCTS.match(text, after):
                return
            begin, clause = self.after_lead(start), True
            begin = begin if begin < stop else start  # Now, he says, it is dead
        if begin < stop:
            pieces.append((begin, stop))
        if text[after] == ",":
            if text[after + 1] in "UQ":
                pieces.append((after + 1, after + 2))
            elif clause and text[after + 1] not in "Gw|/":
                pieces.append((after + 1, self.clause_end(after + 1)))
        if pieces:
            self.add(source, (cue.low, cue.high), *pieces)

    def add_continued(self, pairs: Pairs) -> None:
        """Add quotations that go on (`“...,” he said. “...”`), even in the next paragraph, to their attribution."""
        text, found = self.text, self.found
        chain = dict(zip(pairs.first.tolist(), pairs.chain.tolist(), strict=True))
        owner: dict[int, int] = {}  # of each chain, the attribution
        quoted, ends = set(), []
        for n, a in enumerate(found):
            pieces = [c[0] for c in a.content if c[1] == c[0] + 1 and text[c[0]] in "QU"]
            quoted.update(pieces)
            owner.update((chain[self.first[i]], n) for i in pieces)
            ends.append((max([part[1] for part in (*a.content, a.cue, a.source) if part]), n))
        ends.sort()
        k, current = 0, None
        for mark in re.finditer("[QU]", text):
            i = mark.start()
            while k < len(ends) and ends[k][0] <= i:
                current, k = ends[k], k + 1
            if i in quoted:
                continue
            number = chain[self.first[i]]
            mine = owner.get(number)
            if mine is None and current and text[i] == "U" and text[i - 1] in "|/" and text[i + 1] in "|/":
                between = text[current[0] : i]
                breaks, paragraphs = between.count("|"), between.count("/")
                if breaks + paragraphs <= 1 or (not paragraphs and breaks == 2):
                    mine = current[1]
                elif breaks + paragraphs > 2:
                    current = None  # nor is any mark behind this one near enough
            if mine is not None:
                found[mine].content.append((i, i + 1))
                owner[number], current = mine, (i + 1, mine)


def _apart(found: list[Attribution], by_nouns: set[int]) -> list[Attribution]:
    """Without the nouns that share words with what a verb reports."""
    taken = bytearray(max((part[1] for a in found for part in a.parts), default=0))
    kept = []
    for a in sorted(found, key=lambda a: id(a) in by_nouns):
        if not (id(a) in by_nouns and any(1 in taken[low:high] for low, high in a.parts)):
            kept.append(a)
            for low, high in a.parts:
                taken[low:high] = b"\1" * (high - low)
    return sorted(kept, key=Attribution.place)


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """The attributions whose cue does not stand inside the content of another."""
    spans = sorted((low, -high, n) for n, a in enumerate(found) for low, high in a.content)
    inner: set[int] = set()
    k, reach, owner = 0, -1, -1
    for at, n in sorted((a.place(), n) for n, a in enumerate(found)):
        while k < len(spans) and spans[k][0] <= at:
            _, high, other = spans[k]
            if other not in inner and -high > reach:
                reach, owner = -high, other
            k += 1
        if at < reach and owner != n:
            inner.add(n)
    return [a for n, a in enumerate(found) if n not in inner]
