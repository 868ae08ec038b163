"""Attribution without a verb: `according to Smith`, `in Smith’s words`, `her claim that`.

A noun of saying, thinking or judging hands what follows it to the one whom its possessive names (`her claim that`,
`Smith’s criticism of`) or whom `by` names (`the claim by Smith that`). A phrase with `in` does it for its sentence
(`in the view of Smith`). What is the author's own (`in my view`) is no attribution.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from discourse._lists import read_rows, read_words
from discourse._regex import Expression
from discourse.english.phrases import WordClasses, is_symbol, phrase_after, subject_before
from discourse.voice._complements import GROUP_BACK, Attribution, ComplementReader

_LEAD = Expression("(?:[cB],?|r,)?")
_NOUN_PHRASE_BACK = Expression("[nergN~u]{0,3}")
_END = Expression(r"[;|/:,)(\-sBAkKTwm]|[bhV]|(?<=[nN#])[vE]|[iA]d?[K#]|c[rx]*[vEVbhm]")
_MAIN_CLAUSE = Expression("([^,|/]{1,30}?[bhmvVEeQU][^,|/]{1,60}),[dNnp][^,|/]{0,20}[bhmvV]")
_HEADLINE = Expression(r"(?:^|/)/(N{1,4}):([^|/:]{3,40})")  # of a document's first paragraph
_OURS = frozenset("my our your".split())
NOBODY_ELSE = frozenset("i we there".split())
_WHOSE = frozenset("his her their its".split())
_MADE_OF = frozenset("words word telling phrase phrasing".split())  # by which a quotation is meant


class Noun(NamedTuple):
    """What is known of a noun of saying, thinking or judging."""

    frames: frozenset[str]  # t: a clause with that; i: an infinitive; m: the manner, behind `in`
    prepositions: frozenset[str]


class _Maker(NamedTuple):
    """The verb by which somebody makes a claim, and its subject."""

    verb: int
    low: int
    subject: tuple[int, int]


def _read_nouns() -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for word, frames, prepositions in read_rows("reporting_nouns", "noun", "frames", "prepositions"):
        noun = Noun(frozenset(frames.split()), frozenset(prepositions.split()))
        plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
        nouns |= {word: noun, plural: noun}
    return nouns


NOUNS = _read_nouns()


def _are_nouns(classes: WordClasses) -> np.ndarray:
    """Which types are such nouns, and which of them have a manner."""
    manner = {word for word, noun in NOUNS.items() if "m" in noun.frames}
    return np.array([classes.marked(NOUNS), classes.marked(manner)])


_NO_LABEL = read_words("quotation_words", "class")["no speaker"]
_LIGHT = read_words("verb_forms", "class")["light verb"]


class PhraseCueReader(ComplementReader):
    """Reads what no verb reports."""

    found: list[Attribution]
    taken: set[int]  # verbs that stand in the cue of a noun

    def add(self, source, cue, *content) -> None:
        raise NotImplementedError

    def is_author(self, source: tuple[int, int]) -> bool:
        """`I` and `we` are the author, `there` is nobody."""
        return self.text[source[0]] == "p" and self.form(source[0]) in NOBODY_ELSE

    def after_lead(self, start: int) -> int:
        """Where the sentence starts behind `But`, `And` and the like."""
        return _LEAD.match(self.text, start).end()

    def according_to(self, i: int) -> None:
        if self.text[i + 1] == "t":
            end = phrase_after(self.stream, i + 2, appositions=self.after_lead(self.stream.sentence_start(i)) < i)
            self.around(i, end, (i + 2, end), (i, i + 2))

    def around(self, low: int, end: int, source: tuple[int, int], cue: tuple[int, int]) -> None:
        """What a phrase from symbol `low` to `end` hands to its source: its sentence, before and behind it."""
        text = self.text
        if source[0] == source[1]:
            return
        end -= text[end - 1] == ","  # the one that closes an apposition
        start = self.stream.sentence_start(low)
        first = self.after_lead(start)
        stop = low - (text[low - 1] == ",")
        if first >= low:
            at = end + (text[end] == ",")
            if text[at] not in ".|/":
                self.add(source, cue, (at, at + 1) if text[at] == "U" else (at, self.sentence_end(at)))
        elif stop < low and text[end] == "," and stop > start:
            self.add(source, cue, (first, stop), (end + 1, self.clause_end(end + 1)))
        elif text[stop - 1] == "U" and stop - 1 <= start:
            self.add(source, cue, (stop - 1, stop))
        elif first < stop:
            self.add(source, cue, (first, stop))

    def headlines(self) -> None:
        """`Brown: The treaty is dead`, a headline; where that has a source of its own, the name is a mere topic."""
        told = sorted(a.cue[0] for a in self.found if a.cue and a.source)
        for found in _HEADLINE.finditer(self.text):
            (low, high), end = found.span(1), found.end()
            at = bisect_left(told, high)
            if self.form(high - 1) not in _NO_LABEL and not (at < len(told) and told[at] < end):
                self.add((low, high), (high, high + 1), (high + 1, self.sentence_end(high + 1)))

    # --- nouns ------------------------------------------------------------------------------------------------------

    def nouns(self) -> None:
        """All nouns of saying and thinking."""
        text = self.stream.symbols
        wanted, manner = self.stream.classes.once(_are_nouns)
        at = np.flatnonzero(is_symbol("nueEN", text))
        code = self.stream.code(at)
        at, code = at[wanted[code]], code[wanted[code]]
        is_noun = (text[at] != ord("N")) | is_symbol("|/", text[at - 1])
        is_verb = (text[at] == ord("u")) & is_symbol("pw", text[at - 1])
        told = is_symbol("TtyoiA", text[at + 1]) | manner[code]
        for i in at[told & is_noun & ~is_verb].tolist():
            self.noun_at(i, NOUNS[self.form(i)])

    def noun_at(self, i: int, noun: Noun) -> None:
        low = self.stream.back(_NOUN_PHRASE_BACK, i)
        source = self.owner_before(low)
        if "m" in noun.frames and self.in_phrase(i, low, source):
            return
        if source is None and self.text[low - 1] in "dz" and self.is_mine(low - 1):
            return
        told = self.told_by(i + 1, noun)
        if told is None:
            return
        by, cue_end, content = told
        maker = None if by else self.maker_before(low, i)
        if maker:
            self.taken.add(maker.verb)
            self.add(maker.subject, (maker.low, cue_end), content)
        elif source or by or self.text[content[0]] == "T":
            self.add(source or by, (low if source else i, cue_end), content)

    def told_by(self, k: int, noun: Noun) -> tuple[tuple[int, int] | None, int, tuple[int, int]] | None:
        """Behind a noun: who `by` names, where the cue ends, and what is said."""
        by, cue_end = None, k
        if self.text[k] == "y":
            end = phrase_after(self.stream, k + 1, appositions=False)
            by, k = ((k + 1, end), end) if end > k + 1 else (None, k)
        head = self.text[k]
        if head == "T" and "t" in noun.frames and self.text[k + 1] not in "bhmvVE":
            return by, cue_end, (k, self.noun_clause_end(k))
        if head == "t" and "i" in noun.frames:
            return by, cue_end, (k, self.clause_end(k))
        if not by and head in "oitA" and self.form(k) in noun.prepositions and self.text[k + 1] in "dNnpOQgeWu#zTU":
            return by, k + 1, (k + 1, self.clause_end(k + 1, _END))
        return None

    def noun_clause_end(self, k: int) -> int:
        """The end of the clause with `that` at symbol k: a comma before the subject of the main clause ends it, too."""
        end = self.clause_end(k)
        comma = _MAIN_CLAUSE.match(self.text, k, end)
        return comma.end(1) if comma else end

    def maker_before(self, low: int, i: int) -> _Maker | None:
        """`Smith made the claim`, `Smith raised new doubts`: who does by a verb that says little itself."""
        for verb in range(low - 1 - (self.text[low - 1] == "d"), i):
            if self.text[verb] in "d,|/":
                continue
            if self.form(verb) in _LIGHT:
                group = self.stream.back(GROUP_BACK, verb)
                subject = subject_before(self.stream, group)
                return _Maker(verb, group, subject) if subject and not self.is_author(subject) else None
        return None

    def is_mine(self, i: int) -> bool:
        return self.text[i] == "d" and self.form(i) in _OURS

    def owner_before(self, low: int) -> tuple[int, int] | None:
        """Whom a possessive right before symbol `low` names: `her`, `Smith’s`."""
        before = self.text[low - 1]
        if before == "d" and self.form(low - 1) in _WHOSE:
            return low - 1, low
        owner = subject_before(self.stream, low - 1) if before == "z" else None
        return owner and (owner[0], low)

    def in_phrase(self, i: int, low: int, source: tuple[int, int] | None) -> bool:
        """`in Smith’s words`, `in the words of Smith`."""
        text = self.text
        if source is None and text[i + 1] == "o" and text[low - 1] == "d" and not self.is_mine(low - 1):
            end = phrase_after(self.stream, i + 2, appositions=False)
            source, begin, cue = (i + 2, end), low - 2, (low - 2, i + 2)
        elif source is not None:
            end, begin, cue = i + 1, source[0] - 1, (i, i + 1)
        else:
            return False
        if text[begin] != "i" or self.form(begin) not in ("in", "to"):
            return False
        at = end + (text[end] in ",:")
        if text[at] in "UQ":
            self.add(source, cue, (at, at + 1))
        elif self.form(i) not in _MADE_OF or text[begin - 1 - (text[begin - 1] == ",")] in "UQ":
            self.around(begin, end, source, cue)
        return True
