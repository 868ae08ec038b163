"""Marks: what a pair of quotation marks does that no reporting verb governs.

It may hold somebody's words (a fragment in a sentence that reports, an utterance with nobody named), the title of a
work or another name, a word that is spoken of as a word (the term ‘reset’), or words that the writer keeps at a
distance: scare quotes (Predelli 2003). Titles and words as words are told by the nouns and verbs of metalanguage that
stand beside them (Wilson 2012), titles also by their capitals; speech by signs of saying in the sentence and by
the shape of what is quoted. What has no such sign is a scare quote.

References
----------
Predelli, S. (2003). Scare quotes and their relation to other semantic issues. Linguistics and Philosophy, 26, 1-28.
Wilson, S. (2012). The creation of a corpus of English metalanguage. ACL.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, cast

import numpy as np

from discourse._lists import read_words
from discourse._regex import Expression
from discourse.english import closed_classes
from discourse.english.phrases import Stream
from discourse.english.quotation_marks import Pairs
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of
from discourse.voice._attribution import Attribution
from discourse.voice.reporting_verbs import Verb

_LISTED = read_words("quotation_words", "class")
_WORK, _NAMED, _NAMING = _LISTED["work"], _LISTED["named"], _LISTED["naming"]
_WORD, _GLOSS, _DEFINING, _LANGUAGE = (_LISTED[c] for c in ("word", "gloss", "defining", "language"))
_SAYING, _DISTANCE = _LISTED["saying"], _LISTED["distance"]

#: Categories of reporting verbs that tell of words; those of thought, stance and finding do not.
_SPOKEN = frozenset("speech tell claim ask warn promise describe judge_for judge_against concede urge discuss".split())
_NO_SAYING = frozenset("feel judge_for judge_against describe want show stand_for think".split())
_ME = frozenset("i we you he she it they this there that these those what who why how if let's".split())
_FINITE = closed_classes.FINITE_AUXILIARIES | frozenset("n't 're 've 'll 'd 'm isn't".split())
_CALLED = frozenset("known called termed dubbed named nicknamed".split())
_HEADLINE = frozenset({"headline", "headlines"})
_OF_SENSE = frozenset("definition definitions meaning meanings sense".split())

_LONGEST_TERM = 3  # words of a scare quote
_LONGEST_TITLE = 11
_FIRST = 24  # tokens that are looked at: enough for a title
_SENTENCE = 4  # words from which a quotation that ends in a stop is a sentence
_CLAUSE = 3  # words from which a quotation may be a clause
_NEAR = 6  # words around a mark that are looked at
_FAR = 200  # symbols of the sentence that are looked at, on either side
_PARAGRAPH = 400  # and of the paragraph
_VERB_FAR, _NOUN_FAR = 12, 4  # symbols between a verb or noun of saying and the marks

_LINK = frozenset("like as such including of or a an the called named titled entitled is was , : (".split())
_DEMONYM = Expression(r"\w+(?:an|ian|ish|ese|ic|ist|ite|ism|ean)s?")
_IN_A_ROW = Expression(r"(?:\([^()|/QU]{1,6}\))?(?:,?c|,)?r?")
_GLOSSED = Expression(r"\([^()|/N#]{1,6}\)")
_BOOKISM = Expression(r"\|?(?:p|[dn]{0,4}N{1,4}|d[nN]{1,5})[evVEu]r?(?=[.,;:|/cisAtodnpG-]|$)")
_TOLD_AFTER = Expression(r"[^;:|/-]{0,40},A?(?:p|[dnNu]{1,6})[rbhm]{0,3}[vE]")
_MARK, _END = Expression("[QU]"), Expression("[|/]")
_PREDICATE = Expression("b[xr]?d?$")
_WORDS_OF_CLASS = Expression("[NngeVvEGu]")


class Mark(NamedTuple):
    """A pair of marks and what stands around it in its sentence."""

    words: tuple[str, ...]  # those between the marks, as they are written; only the first ones of a long quotation
    stopped: bool  # do they end with a comma or a stop?
    ended: bool  # with one that ends a sentence?
    before: tuple[str, ...]  # the words before, in lower case, the nearest first
    after: tuple[str, ...]
    left: str  # the symbols before, from left to right
    right: str
    reader: MarkReader  # answers what few rules ask, so that it is looked up only then
    at: int  # the symbol

    @property
    def told(self) -> bool:
        """Does a word of saying stand before, in the same clause?"""
        return self.reader.told(self.at, self.at - len(self.left))

    @property
    def near(self) -> bool:
        """Does the paragraph have an attribution?"""
        return self.reader.reports(self.at)

    @property
    def plain(self) -> bool:
        """Is it one word that the document also writes small?"""
        return len(self.words) == 1 and self.words[0].lower() in self.reader.forms_of_document()

    @property
    def echo(self) -> bool:
        """Does a title of the document begin with these words?"""
        return self.words[0][0].isupper() and tuple(map(str.lower, self.words)) in self.reader.titles

    @property
    def capital(self) -> bool:
        return not self.words[0][0].islower()

    @property
    def capitals(self) -> bool:
        """Are all words written large that titles write large?"""
        large = [w for w in self.words if w.lower() not in closed_classes.SMALL_IN_TITLES]
        return bool(large) and self.words[0][0].isupper() and not any(w[0].islower() for w in large)

    @property
    def in_headline(self) -> bool:
        """Are nearly all other words of the sentence written large?"""
        words = _WORDS_OF_CLASS.findall(self.left + self.right)
        return len(words) > 2 and words.count("N") >= 0.8 * len(words)

    @property
    def exclaimed(self) -> bool:
        """Does it end with an exclamation or question mark?"""
        return self.ended and self.reader.ends_with(self.at, "?!")

    @property
    def clausal(self) -> bool:
        """Is it a clause, by its subject pronoun or its auxiliary?"""
        low = [word.lower() for word in self.words]
        return len(low) >= _CLAUSE and (low[0] in _ME or not _FINITE.isdisjoint(low))

    @property
    def predicate(self) -> bool:
        return bool(_PREDICATE.search(self.left))

    @property
    def distant(self) -> bool:
        """Does `so-called` or the like stand right before?"""
        compound = f"{self.before[2]}-{self.before[0]}" if self.before[1] == "-" else self.before[0]
        return compound in _DISTANCE

    @property
    def short(self) -> bool:
        return len(self.words) <= _LONGEST_TITLE

    def behind(self, nouns: frozenset[str]) -> bool:
        """Do the marks stand right behind one of these words, or with `such as`, a comma or a colon between?"""
        for word in self.before[:4]:
            if word in nouns:
                return True
            if word not in _LINK:
                return False
        return False

    def ahead_of(self, nouns: frozenset[str]) -> bool:
        return not self.stopped and self.right[:1] in tuple("nNueE") and not nouns.isdisjoint(self.after[:2])


def _in_capitals(mark: Mark) -> bool:
    """`in “War and Peace”`; a word alone may be large for its own sake, as that of a nation is."""
    if not (mark.capitals and mark.short) or mark.in_headline:
        return False
    return len(mark.words) > 1 or not (mark.plain or _DEMONYM.fullmatch(mark.words[0].lower()) or mark.words[0] == "I")


def _glossed(mark: Mark) -> bool:
    """`“jihad” (struggle)`, `“jihad,” meaning struggle`."""
    after = mark.after[1:2] if mark.after[0] == "," else mark.after[:1]
    return not _GLOSS.isdisjoint(after) or (len(mark.words) < 3 and bool(_GLOSSED.match(mark.right)))


def _explains(mark: Mark) -> bool:
    """`jihad means “struggle”`, `is translated as “struggle”`, `Arabic for “struggle”`."""
    near, far = mark.before[:2]
    return near in _GLOSS or (near in ("as", "to") and far in _GLOSS) or (near == "for" and far in _LANGUAGE)


def _defined(mark: Mark) -> bool:
    """`defined “freedom”`, `the meaning of “freedom”`, `what “freedom” is`."""
    near, far = mark.before[:2]
    of_sense = near == "of" and far in _OF_SENSE
    return near in _DEFINING or of_sense or (near == "what" and mark.after[0] in closed_classes.BE)


def _named(mark: Mark) -> bool:
    return mark.capital and mark.short and not _NAMING.isdisjoint(mark.before[:2])


def _called(mark: Mark) -> bool:
    """`a practice known as “double dipping”`."""
    near, far = mark.before[:2]
    return not mark.capital and (near in _CALLED or (near == "as" and far in _CALLED))


def _nickname(mark: Mark) -> bool:
    """`Dwayne “The Rock” Johnson`."""
    return len(mark.words) < 4 and mark.left[-1:] == "N" == mark.right[:1] and not (mark.stopped or mark.in_headline)


def _utterance(mark: Mark) -> bool:
    """`“No,” he grumbled.`, `He shook his head: “No.”`, and what is a sentence of its own."""
    if mark.left[-1:] == ":":
        return mark.ended or mark.words[0][0].isupper()
    if mark.stopped and not mark.left and _BOOKISM.match(mark.right):
        return True
    return mark.ended and mark.left[-1:] in ("", "Q", "U") and mark.right[:1] in ("", "Q", "U")


#: What marks do: what tells so, the kind, and the test. The first row that holds counts; if none does, they keep at a
#: distance.
RULES: tuple[tuple[str, str, Callable[[Mark], bool]], ...] = (
    ("behind so-called", "scare", lambda m: m.distant),
    ("behind word, term and the like", "word", lambda m: m.behind(_WORD)),
    ("before word, term and the like", "word", lambda m: m.ahead_of(_WORD)),
    ("words in a list", "word", lambda m: m.left[-1:] == ":" and not _WORD.isdisjoint(m.before)),
    ("explained", "word", _glossed),
    ("explains a word", "word", _explains),
    ("defined", "word", _defined),
    ("called so", "word", _called),
    ("behind the noun of a work", "title", lambda m: m.capital and m.short and m.behind(_WORK)),
    ("a headline", "title", lambda m: m.ahead_of(_HEADLINE)),
    ("before the noun of a work", "title", lambda m: m.capital and m.short and m.ahead_of(_WORK)),
    ("behind what is named", "title", lambda m: m.capitals and m.short and m.behind(_NAMED)),
    ("named so", "title", _named),
    ("a nickname", "title", _nickname),
    ("by its author", "title", lambda m: m.capital and m.short and m.right[:2] == "yN"),
    ("with its year", "title", lambda m: m.capital and m.short and m.right[:3] == "(#)"),
    ("a title of before", "title", lambda m: m.echo),
    ("an utterance", "direct", _utterance),
    ("in capitals", "title", _in_capitals),
    ("exclaimed or asked", "direct", lambda m: m.exclaimed and len(m.words) > 1),
    ("longer than a term", "direct", lambda m: len(m.words) > _LONGEST_TERM),
    ("a sentence", "direct", lambda m: m.stopped and m.words[0][0].isupper() and len(m.words) >= _SENTENCE),
    ("a clause", "direct", lambda m: m.clausal),
    ("in a headline", "direct", lambda m: m.in_headline),
    ("told of", "direct", lambda m: m.told),
    ("told of afterwards", "direct", lambda m: bool(_TOLD_AFTER.match(m.right))),
    ("behind that", "direct", lambda m: m.left[-1:] == "T"),
    ("behind as", "direct", lambda m: m.left.endswith(("A", "Ad"))),
    ("what somebody is said to be or do", "direct", lambda m: m.left[-1:] in tuple("mhb") and len(m.words) > 1),
    ("in a paragraph that reports", "direct", lambda m: m.near and (m.stopped or m.predicate or len(m.words) > 2)),
    ("behind to", "direct", lambda m: m.left[-1:] == "t" and len(m.words) > 1),
    ("before remark, comment and the like", "direct", lambda m: m.ahead_of(_SAYING)),
)


def _word(form: str) -> str:
    """The type, if it is a word."""
    return form if any(map(str.isalnum, form)) and form[0] != "'" else ""


class MarkReader:
    """Reads the marks of a stream, by the order in which they stand."""

    def __init__(self, tokens: Tokens, stream: Stream, pairs: Pairs, known: dict[str, Verb]) -> None:
        self.cues: list[int] = []  # of the attributions with a source
        self.owners: list[int] = []  # and their numbers
        self.stream, self.text, self.known = stream, stream.text, known
        self.places = [mark.start() for mark in _MARK.finditer(self.text)]
        self.types, self.doc = vocabulary_of(tokens).forms, tokens.doc
        # Views give plain numbers, which lists of Python are quick to look up, and copy nothing.
        self.first, self.last, self.codes = (
            memoryview(cast(Any, a)) for a in (stream.first, stream.last, tokens.codes)
        )
        self.chains = dict(zip(pairs.first.tolist(), pairs.chain.tolist(), strict=True))
        self.long = np.bincount(pairs.chain)
        self.loose = dict(zip(pairs.first.tolist(), (~pairs.closed).tolist(), strict=True))
        self.word_of = cache(lambda code: _word(self.types[code]))
        self.titles: set[tuple[str, ...]] = set()  # how those of the document begin
        self.terms: dict[str, str] = {}  # what its short quotations do
        self.forms: frozenset[str] = frozenset()
        self.number = -1  # of the document
        self.latest, self.kind_before = -1, ""  # the mark before, and its kind

    def words(self, i: int) -> tuple[str, ...]:
        """The words between the marks; only the first ones of a long quotation."""
        first, last = int(self.first[i]), int(self.last[i])
        last = min(last, first + _FIRST)
        return tuple(filter(None, map(self.word_of, self.codes[first + 1 : last + self.loose[first]])))

    def chain(self, i: int) -> int:
        return self.chains[int(self.first[i])]

    def mark(self, i: int, words: tuple[str, ...]) -> Mark:
        text = self.text
        start = max(self.stream.sentence_start(i), i - _FAR)
        found = _END.search(text, i + 1, i + _FAR)
        end = found.start() if found else min(i + _FAR, len(text))
        form = self.stream.forms
        before = [form[self.codes[self.first[k]]] for k in range(i - 1, max(start, i - _NEAR) - 1, -1)]
        after = [form[self.codes[self.first[k]]] for k in range(i + 1, min(end, i + _NEAR))]
        return Mark(
            words=words,
            stopped=text[i] == "U",
            ended=text[i] == "U" and self.ends_with(i, ".?!…"),
            before=(*before, "", "", ""),
            after=(*after, "", ""),
            left=text[start:i],
            right=text[i + 1 : end],
            reader=self,
            at=i,
        )

    def ends_with(self, i: int, stops: str) -> bool:
        """Is the last token between the marks one of these stops?"""
        closing = int(self.last[i]) - (not self.loose[int(self.first[i])])
        return self.stream.forms[self.codes[closing]][:1] in tuple(stops)

    def forms_of_document(self) -> frozenset[str]:
        """The types of the document that is read, as they are written."""
        if not self.forms:
            here = self.doc.dtype.type(self.number)  # of its own type, so that nothing is copied
            low, high = self.doc.searchsorted(here), self.doc.searchsorted(here, "right")
            self.forms = frozenset(map(self.types.__getitem__, self.codes[low:high]))
        return self.forms

    def reports(self, i: int) -> bool:
        """Does the paragraph of symbol i have an attribution?"""
        low, high = self.text.rfind("/", max(0, i - _PARAGRAPH), i), self.text.find("/", i, i + _PARAGRAPH)
        return self.has_cue(max(low, i - _PARAGRAPH), high if high > 0 else i + _PARAGRAPH)

    def told(self, i: int, start: int) -> bool:
        """Does a word of saying stand before the marks, in the same clause and near enough?"""
        for k in range(i - 1, max(start, i - _VERB_FAR) - 1, -1):
            symbol = self.text[k]
            if symbol in ";(" or (symbol == ":" and k < i - 1):
                return False
            if symbol in "vEGnu" and self.says(k, symbol, i - k):
                return True
        return False

    def has_cue(self, low: int, high: int) -> bool:
        at = bisect_left(self.cues, low)
        return at < len(self.cues) and self.cues[at] < high

    def attribution_of(self, i: int) -> int | None:
        """The attribution of the sentence that a fragment belongs to: the last one before it, else the next one."""
        start = self.stream.sentence_start(i)
        found = _END.search(self.text, i + 1, i + _FAR)
        low, at, high = (bisect_left(self.cues, k) for k in (start, i, found.start() if found else i))
        return self.owners[at - 1] if at > low else self.owners[at] if at < high else None

    def says(self, k: int, symbol: str, away: int) -> bool:
        """Is the word a verb of saying, or the noun of one?"""
        form = self.stream.forms[self.codes[self.first[k]]]
        if symbol in "vEG" or (symbol == "u" and self.text[k - 1] in "pwN,c)mrt"):
            return self.known[form].category in _SPOKEN
        return form in _SAYING and away <= _NOUN_FAR

    def is_no_speech(self, attribution: Attribution) -> bool:
        """Is all that it reports a title, or a mere term that somebody feels about or judges (`hates “reform”`)?"""
        return self.is_title(attribution) or self.is_term(attribution)

    def is_term(self, attribution: Attribution) -> bool:
        """Do verbs of feeling, judging and naming govern marks in which nobody speaks?"""
        (low, high), *more = attribution.content
        if more or high > low + 1 or self.text[low] not in "QU" or attribution.cue is None:
            return False
        forms = [self.stream.forms[self.codes[self.first[k]]] for k in range(*attribution.cue)]
        verbs = [self.known[form] for form in forms if form in self.known]
        if not verbs or any(verb.category not in _NO_SAYING for verb in verbs):
            return False
        words = self.words(low)
        kind = self.kind_of(low, words) if 0 < len(words) <= _LONGEST_TITLE else "direct"
        return kind in ("title", "word") or (kind == "scare" and len(words) <= _LONGEST_TERM)

    def is_title(self, attribution: Attribution) -> bool:
        """Is all that the attribution reports the title of a work (`reads in the novel “Bleak House”`)?"""
        (low, high), *more = attribution.content
        long = self.last[low] - self.first[low] > 2 * _LONGEST_TITLE
        if more or high > low + 1 or long or self.text[low] not in "QU":
            return False
        words = self.words(low)
        if not words or words[0][0].islower():
            return False
        mark = self.mark(low, words)
        return mark.capitals and mark.short and mark.behind(_WORK | _NAMING)

    def read(self, found: list[Attribution]) -> dict[int, str | None]:
        """What each mark does, by its symbol; None if no word stands in it, or no text."""
        sourced = [n for n, a in enumerate(found) if a.source]
        self.cues, self.owners = [found[n].place() for n in sourced], sourced
        inside: dict[int, bool] = {}  # of a mark in an attribution, is it a whole piece of what that reports?
        for low, high in (piece for a in found for piece in a.content):
            inside.update((i, high == low + 1) for i in self.marks_in(low, high))
        kinds = {i: self.kind(i, inside.get(i)) for i in self.places}
        for i, following in zip(self.places[-2::-1], self.places[:0:-1], strict=True):
            if (
                kinds[i] == "scare"
                and kinds[following] == "direct"
                and _IN_A_ROW.fullmatch(self.text, i + 1, following)
            ):
                kinds[i] = "direct"
        return kinds

    def marks_in(self, low: int, high: int) -> list[int]:
        return self.places[bisect_left(self.places, low) : bisect_left(self.places, high)]

    def kind(self, i: int, whole: bool | None) -> str | None:
        if whole:
            self.latest, self.kind_before = i, "direct"
            return "direct"
        words = self.words(i)
        if not words or self.in_markup(i):
            return None
        if self.doc[self.first[i]] != self.number:
            self.number = int(self.doc[self.first[i]])
            self.titles, self.terms, self.forms = set(), {}, frozenset()
        kind = "direct" if len(words) > _LONGEST_TITLE else self.kind_of(i, words)
        if whole is None and len(words) <= _LONGEST_TERM and kind in ("scare", "direct"):  # one sense per document
            kind = self.terms.setdefault(" ".join(words).lower(), kind)
        if whole is not None and kind == "scare":
            kind = "direct"
        self.remember(i, words, kind)
        return kind

    def remember(self, i: int, words: tuple[str, ...], kind: str) -> None:
        self.latest, self.kind_before = i, kind
        if kind == "title" and len(words) > 1:
            low = tuple(w.lower() for w in words)
            self.titles |= {low[:1], low[:2]}

    def in_markup(self, i: int) -> bool:
        """Are the marks those of a value, as in `id="7"`?"""
        first = self.first[i]
        before = self.stream.forms[self.codes[first - 1]] if first else ""
        return before == "=" and self.doc[first - 1] == self.doc[first]

    def kind_of(self, i: int, words: tuple[str, ...]) -> str:
        if self.long[self.chain(i)] > 1:
            return "direct"
        mark = self.mark(i, words)
        if self.in_a_row(i, mark):
            return self.kind_before
        return next((kind for _, kind, test in RULES if test(mark)), "scare")

    def in_a_row(self, i: int, mark: Mark) -> bool:
        """Do the marks stand in a row with those before, and do the same (`“A”, “B” and “C”`)?"""
        near = 0 <= self.latest < i <= self.latest + 9
        if not near or self.kind_before == "scare" or (self.kind_before == "title" and not mark.capital):
            return False
        return bool(_IN_A_ROW.fullmatch(self.text, self.latest + 1, i))
