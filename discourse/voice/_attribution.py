"""Attribution: who says, thinks or wants what, from a reporting verb and the grammar around it.

A cue is a reporting verb with its auxiliaries and adverbs (``has also said``) or `according to`; the source is the
phrase that is its subject, the content what it reports: a quotation, a clause (``that sanctions work``), an infinitive
(``to leave``) or a phrase (``called for talks``). Source, cue and content are meant as in PARC (Pareti 2012) and
PolNeAR (Newell, Margolin and Ruths 2018): the source with its appositions, the cue with a colon that ends it, the
content with its quotation marks and without the stop behind them. Of attributions inside one another the outer counts.
What `I` and `we` say outside of quotations is the author's own and no attribution.

References
----------
Newell, E., Margolin, D. and Ruths, D. (2018). An attribution relations corpus for political news. LREC.
Pareti, S. (2012). A database of attribution relations. LREC.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from discourse._regex import Expression
from discourse.english import closed_classes
from discourse.english.phrases import Stream, phrase_after, subject_before
from discourse.english.quotation_marks import Pairs
from discourse.text.tokens import Tokens
from discourse.voice._complements import Complements
from discourse.voice.reporting_verbs import Verb, read_verbs

_CUE = Expression(r"[vEGk]|(?<=[pwnN,c)rxmbh])u")
_GROUP_BACK = Expression("[rx]*(?:[bhm][rx]*)*(?:z(?=[pw]))?")  # has also, will not, ’s
_FINITE = Expression("[bhmvVEe]")
_LEAD = Expression("[cBr]?,?")
_ADJUNCTS = Expression("(?:(?:r|d?K|[iA])[dnN#~geruzKQoiA]{0,60})?(?=[.,|/])")  # on Monday in Paris

_NEAR = 200  # words back in which a sentence has its subject

_PRONOUN_LIKE = closed_classes.PRONOUN_LIKE
_NOBODY_ELSE = frozenset("i we there".split())  # the author, or nobody
_PASSIVE_TO = frozenset("think speech show want urge ask".split())


class Attribution(NamedTuple):
    """Ranges of symbols of a `Stream`, ends exclusive; content may have several pieces."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: list[tuple[int, int]]


def find_attributions(tokens: Tokens, pairs: Pairs, verbs: pd.DataFrame) -> tuple[Stream, list[Attribution]]:
    """The attributions of `tokens` with the quotations `pairs`, by the order of their cues, and the stream read."""
    symbols, known = read_verbs(verbs)
    stream = Stream(tokens, pairs, symbols)
    return stream, _Finder(stream, tokens, known).run(pairs)


class _Finder(Complements):
    def __init__(self, stream: Stream, tokens: Tokens, known: dict[str, Verb]) -> None:
        super().__init__(stream, tokens)
        self.known = known
        self.found: list[Attribution] = []
        self.source: tuple[int, int] | None = None  # of the last attribution
        self.sentence = -1  # and the sentence where it stands

    def run(self, pairs: Pairs) -> list[Attribution]:
        for found in _CUE.finditer(self.text):
            i = found.start()
            if self.text[i] == "k":
                self.according_to(i)
            else:
                self.verb_at(i)
        self.found = _outermost(self.found)
        self.add_continued(pairs)
        return self.found

    def after_lead(self, start: int) -> int:
        """Where the sentence starts behind `But`, `And` and the like."""
        return _LEAD.match(self.text, start).end()

    def add(self, source, cue, *content) -> None:
        self.found.append(Attribution(source, cue, list(content)))
        if source:
            self.source, self.sentence = source, self.stream.sentence_start(cue[0])

    # --- cues -------------------------------------------------------------------------------------------------------

    def verb_at(self, i: int) -> None:
        text, stream = self.text, self.stream
        symbol, verb = text[i], self.known[self.form(i)]
        low = stream.back(_GROUP_BACK, i)
        group, before = text[low:i], text[low - 1]
        if before == "t" or (not set(group) & set("mbhx") and not self.is_verb(i, low)):
            return
        if verb.participle and "b" in group:
            return self.passive_at(i, low, verb)
        start = self.stream.sentence_start(low)
        if symbol == "E" and before in "|/sW" and text[i + 1] == "W" and "w" in verb.frames and not group:
            end = text.find(",", i + 1, start + 60)
            if end > 0:  # Asked whether ..., he said
                self.add(None, (i, i + 1), (i + 1, end))
            return
        content = self.after(i + 1, verb)
        if content is None and (symbol == "G" or not verb.frames & {"q", "t", "T"}):
            return
        source = None if symbol == "G" and "b" not in group else subject_before(stream, low)
        if source is None:
            return self.without_subject(i, low, start, verb, content)
        if verb.category == "describe" and symbol == "E" and before == "n" and self.form(source[0]) in ("a", "an"):
            return  # a group called Reform
        front = text[source[0] - 1]
        if front == "|" and text[source[0] - 2] == "U" and self.ends_with(source[0] - 2, "?!"):
            front = "U"  # “Why?” Trump asked
        elif front == "U" and self.ends_with(source[0] - 1, ".") and not _ADJUNCTS.match(text, i + 1):
            front = "|"
        quoted = content is not None and content[2]
        if not quoted and front != "U" and self.is_author(source):
            return
        if content is None or (front == "U" and not quoted):
            if front in "U,Q" and verb.frames & {"q", "t", "T"}:
                self.fronted(source, (low, i + 1), source[0] - (text[source[0] - 1] in ",|"), start, i + 1)
            return
        end, reported, _ = content
        pieces = [reported]
        if text[source[0] - 1] in "wT" and text[source[0]] != "w" and text[i + 1] in "bhmvVE":
            pieces.insert(0, (source[0] - 1, source[0]))  # which they say failed
        elif front == "U":
            pieces.insert(0, (source[0] - 1, source[0]))
        self.add(source, (low, end), *pieces)

    def without_subject(self, i: int, low: int, start: int, verb: Verb, content) -> None:
        """`“...,” said Trump`, `..., saying that`, `and said that`."""
        text = self.text
        before = text[low - 1]
        participle = text[i] == "G"
        if (
            not participle
            and "q" in verb.frames
            and low == i
            and (before == "U" or (before == "," and low - 2 >= start))
        ):
            end = phrase_after(self.stream, i + 1)
            if end > i + 1:
                return self.fronted((i + 1, end), (low, i + 1), low - (before == ","), start, end)
        if content and (participle or before in "cB,"):
            source = self.source if self.sentence == start else None
            if participle and before in "iy":
                source = self.last_subject(start, low) or source
            source = source or self.first_subject(start, low)
            if source and source[1] <= low and (content[2] or not self.is_author(source)):
                self.add(source, (low, content[0]), content[1])

    def first_subject(self, start: int, stop: int) -> tuple[int, int] | None:
        """The subject of the sentence: the first phrase that stands before a finite verb."""
        text = self.text
        for found in _FINITE.finditer(text, max(start, stop - _NEAR), stop):
            low = self.stream.back(_GROUP_BACK, found.start())
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
                low = self.stream.back(_GROUP_BACK, i)
                source = subject_before(self.stream, low) if self.text[low - 1] not in "dzoi#t" else None
                if source:
                    return source
        return None

    def is_verb(self, i: int, low: int) -> bool:
        """Is the word a finite verb, where it could be a noun (`claims`) or a participle (`the alleged deal`)?"""
        symbol, before = self.text[i], self.text[low - 1]
        if symbol == "E" and before in "dzoi":
            return before == "d" and self.form(low - 1) in _PRONOUN_LIKE
        if symbol != "u":
            return True
        if before not in "pwnN,c)":
            return False
        if before in "nN" and self.text[i + 1] == "o":
            return False
        behind = self.text[low - 4 : low - 1]
        if before == "n" and "o" not in behind and "i" not in behind:  # a verb agrees with its subject, unless far away
            return _ends_in_s(self.form(i)) != _ends_in_s(self.form(low - 1))
        return True

    def is_author(self, source: tuple[int, int]) -> bool:
        return self.text[source[0]] == "p" and self.form(source[0]) in _NOBODY_ELSE

    def ends_with(self, i: int, stops: str) -> bool:
        """Is the last token inside the quotation i one of these stops?"""
        return self.forms[self.codes[self.last[i] - 1]][:1] in tuple(stops)

    def passive_at(self, i: int, low: int, verb: Verb) -> None:
        """`was rejected by Congress`, `is expected to leave`, `was told that`."""
        text = self.text
        subject = subject_before(self.stream, low)
        if subject is None:
            return
        k = i + 1
        named = k + 2 if text[k] == "A" and text[k + 1] in "QU" and text[k + 2] == "y" else k  # called ‘naive’ by X
        if text[named] == "y":
            end = phrase_after(self.stream, named + 1)
            if end > named + 1:
                said = (k + 1, k + 2) if named > k else (end + 1, end + 2)
                as_said = named > k or (text[end] == "A" and text[end + 1] in "QU")
                self.add((named + 1, end), (low, k), said if as_said else subject)
        elif text[i + 1] == "t" and verb.category in _PASSIVE_TO:
            self.found.append(Attribution(None, (low, i + 1), [subject, (i + 1, self.clause_end(i + 1))]))
        elif text[i + 1] in "TW" and verb.frames & {"t", "T", "w"}:
            self.found.append(Attribution(None, (low, i + 1), [(i + 1, self.clause_end(i + 1))]))

    def according_to(self, i: int) -> None:
        text, stream = self.text, self.stream
        if text[i + 1] != "t":
            return
        start = self.stream.sentence_start(i)
        opens = self.after_lead(start) >= i
        end = phrase_after(stream, i + 2, appositions=not opens)
        if end == i + 2:
            return
        source, cue = (i + 2, end), (i, i + 2)
        stop = i - (text[i - 1] == ",")
        if opens:
            at = end + (text[end] == ",")
            if text[at] not in ".|/":
                self.add(source, cue, (at, at + 1) if text[at] == "U" else (at, self.sentence_end(at)))
        elif stop < i and text[end] == "," and stop > start:
            self.add(source, cue, (self.after_lead(start), stop), (end + 1, self.clause_end(end + 1)))
        elif text[stop - 1] == "U" and stop - 1 <= start:
            self.add(source, cue, (stop - 1, stop))
        elif self.after_lead(start) < stop:
            self.add(source, cue, (self.after_lead(start), stop))

    def fronted(self, source, cue, stop: int, start: int, after: int) -> None:
        """Content before the cue, up to symbol `stop`; `after` is where the text goes on behind source and cue."""
        text = self.text
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
        if begin < stop:
            pieces.append((begin, stop))
        if text[after] == ",":
            if text[after + 1] in "UQ":
                pieces.append((after + 1, after + 2))
            elif clause and text[after + 1] not in "G|/":
                pieces.append((after + 1, self.clause_end(after + 1)))
        if pieces:
            self.add(source, cue, *pieces)

    def add_continued(self, pairs: Pairs) -> None:
        """Give quotations that go on (`“...,” he said. “...”`), be it in the next paragraph, to their attribution."""
        text, found = self.text, self.found
        chain = dict(zip(pairs.first.tolist(), pairs.chain.tolist(), strict=True))
        owner: dict[int, int] = {}  # of each chain, the attribution
        quoted, ends = set(), []
        for n, a in enumerate(found):
            pieces = [c[0] for c in a.content if c[1] == c[0] + 1 and text[c[0]] in "QU"]
            quoted.update(pieces)
            owner.update((chain[self.first[i]], n) for i in pieces)
            if pieces:
                ends.append((max(part[1] for part in (*a.content, a.cue, a.source) if part), n))
        ends.sort()
        k, current = 0, None
        for mark in re.finditer("[QU]", text):
            i = mark.start()
            while k < len(ends) and ends[k][0] <= i:
                current, k = ends[k], k + 1
            if i in quoted:
                continue
            number = chain[self.first[i]]
            n = owner.get(number)
            if n is None and current and text[i] == "U" and text[i - 1] in "|/" and text[i + 1] in "|/":
                between = text[current[0] : i]
                breaks, paragraphs = between.count("|"), between.count("/")
                if breaks + paragraphs <= 1 or (not paragraphs and breaks == 2):
                    n = current[1]
            if n is not None:
                found[n].content.append((i, i + 1))
                owner[number], current = n, (i + 1, n)


def _ends_in_s(form: str) -> bool:
    return form.endswith("s") and not form.endswith(("ss", "us", "is"))


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Without those whose cue stands inside the content of another."""
    spans = sorted((low, -high, n) for n, a in enumerate(found) for low, high in a.content)
    inner: set[int] = set()
    k, reach, owner = 0, -1, -1
    for at, n in sorted((a.cue[0], n) for n, a in enumerate(found)):
        while k < len(spans) and spans[k][0] <= at:
            _, high, other = spans[k]
            if other not in inner and -high > reach:
                reach, owner = -high, other
            k += 1
        if at < reach and owner != n:
            inner.add(n)
    return [a for n, a in enumerate(found) if n not in inner]
