"""The role of each paragraph of a document: what is discourse, and what is page furniture around it.

Roles come from place, length, wording and likeness to other paragraphs. Pull quotes are found first, as they stand
anywhere; then what stands before the text, what stands behind it, and what stands in between. Where nothing speaks for
another role, a paragraph is body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from discourse.corpus.sections._datelines import dateline_of, is_signature
from discourse.corpus.sections._furniture import (
    BIO,
    BYLINE,
    CAPTION,
    CORRECTION,
    DISCLAIMER,
    KICKER,
    LETTERS,
    MARKDOWN,
    MARKS,
    NAME,
    NOTE,
    NOTES,
    POST,
    PROMPT,
    RELATED,
)
from discourse.corpus.sections._line_ends import FINISHED
from discourse.corpus.sections._repeats import edits_allowed, find_repeats, words_of
from discourse.text.tokenise import fold

_SHAPES = frozenset(("head", "item", "quote", None))
_SIGNED = re.compile(r"(?:\w+ )?by\b", re.IGNORECASE)
_SHORTEST_LEAD = 8  # words
_LONGEST_PROMPT = 70
_REFRAIN = 3  # times that a paragraph stands there
_FORMULAS = 3  # copies with words changed, and
_AGAIN = 10  # of any kind, that do not look like quotations
_SHOWS_HEADINGS = 2  # with so many headings of its own, a file shows them all


def find_roles(
    paragraphs: list[str], title: str = "", author: str = "", shown: list[str | None] | None = None
) -> tuple[list[str], dict[int, int]]:
    """The role of each paragraph of one document, and what the pull quotes among them repeat.

    Roles that the file itself shows stand, and shapes that it shows help.
    """
    if shown and _SHAPES.isdisjoint(shown):
        return [role or "body" for role in shown], {}
    finder = _RoleFinder(paragraphs, title, author, shown)
    finder.repeats()
    finder.head()
    finder.tail()
    finder.middle()
    return [role or "body" for role in finder.role], finder.copies


class _RoleFinder:
    """The paragraphs of one document while their roles are found."""

    def __init__(self, paragraphs: list[str], title: str, author: str, shown: list[str | None] | None = None) -> None:
        self.text = [" ".join(p.split()) for p in paragraphs]
        self.plain = [MARKDOWN.sub("", p).strip("*_ ") for p in self.text]
        self.n_words = [len(p.split()) for p in self.text]
        self.finished = [bool(FINISHED.search(p)) for p in self.plain]
        # A line of marks, such as ---, says nothing.
        self.role: list[str | None] = [None if any(map(str.isalnum, p)) else "related" for p in paragraphs]
        self.shape: list[str | None] = [None] * len(paragraphs)
        self.shown: set[int] = set()
        if shown:
            self._enter(shown)
        self.copies: dict[int, int] = {}
        self.title, self.author = words_of(title), words_of(author)
        prose = [i for i in range(len(paragraphs)) if self.finished[i] and self.n_words[i] >= 20]
        self.is_prose = set(prose)

    def _enter(self, shown: list[str | None]) -> None:
        """What the file shows of the paragraphs."""
        for i, told in enumerate(shown):
            if told not in _SHAPES:
                self.role[i] = told
                self.shown.add(i)
            else:
                self.shape[i] = told

    def repeats(self) -> None:
        """Pull quotes: they may stand anywhere, so they go first."""
        marked = [p[:1] in MARKS and p[-1:] in MARKS for p in self.plain]
        copies = find_repeats(self.text, [not f or m for f, m in zip(self.finished, marked, strict=True)])
        for i, j in self._lifted(copies, marked).items():
            if i in self.shown or self.shape[i] in ("head", "item"):
                continue
            if self.title and words_of(self.text[i]) == self.title:
                continue
            if i == 0 and not self.title and self._may_be_title() and not self._looks_like_title(1):
                continue  # a title may quote its text
            if j == 0 and (not self.finished[0] or self._looks_like_title(0)):
                continue
            if self._is_caption(j) or (self._is_bio(i) and self._is_last(i)):
                continue
            if j not in self.is_prose and (self._is_caption(i) or self._is_byline(i)):
                continue
            if j == 0 and i > 1 and self.n_words[i] == self.n_words[0] and self._looks_like_title(1):
                i, j = j, i  # the one that stands above the title is the copy
            self.role[i], self.copies[i] = "pull_quote", j
        for i, j in list(self.copies.items()):  # a copy of a copy repeats the original
            while j in self.copies:
                j = self.copies[j]
            self.copies[i] = j

    def _lifted(self, copies: dict[int, int], marked: list[bool]) -> dict[int, int]:
        """The copies without wording that is only parallel: refrains, lists, legal phrases.

        What is printed again word for word is lifted, unless it stands there a third time. Where words are changed, the
        look of a quotation has to speak for it, or else that it repeats one sentence of several; and a page on which
        that happens again and again is written in formulas.
        """
        if not copies:
            return copies
        said = {k: " ".join(words_of(self.text[k])) for k in {*copies, *copies.values()}}
        times = Counter(said.values())
        lifted, formulas, again = {}, [], 0
        for i, j in copies.items():
            own, other = said[i], said[j]
            n = own.count(" ") + 1
            looks = marked[i] or not self.finished[i] or self.shape[i] == "quote"
            if f" {own} " not in f" {other} ":
                alike = other.count(" ") + 1 <= n + edits_allowed(n)
                if alike and not (looks and j in self.is_prose):
                    continue
                if not looks:
                    formulas.append(i)
            if times[own] < _REFRAIN:
                lifted[i] = j
                again += not looks
        if again >= _AGAIN:
            return {i: j for i, j in lifted.items() if marked[i] or not self.finished[i] or self.shape[i] == "quote"}
        return {i: j for i, j in lifted.items() if len(formulas) < _FORMULAS or i not in formulas}

    def head(self) -> None:
        """Title, byline, captions and standfirst: what stands before the first paragraph of prose."""
        head = self._before_prose()
        titled = any(self.role[i] == "title" for i in self.shown)
        introduced = any(self.role[i] == "standfirst" for i in self.shown)
        signed = False
        for k, i in enumerate(head):
            line = _HeadLine(self, i, head[k + 1 :], titled, introduced, signed)
            role = next((role for _, role, holds in _HEAD if holds(line)), None)
            if role == "body":
                break  # the text has begun
            self.role[i] = role
            titled |= role == "title"
            introduced |= role == "standfirst" and self.finished[i]
            signed |= role == "byline" and line.names_somebody()

    def _before_prose(self) -> list[int]:
        """The paragraphs before the first that is prose; none where all may be verse or a list."""
        open_ = [i for i in range(len(self.text)) if self.role[i] is None]
        if len(open_) < 3 and not self.title:
            return []
        stop = next((k for k, i in enumerate(open_) if i in self.is_prose and not self._is_furniture(i)), len(open_))
        # A finished paragraph that a byline or caption parts from the text is a standfirst as well.
        if 0 < stop < len(open_) - 1 and self._is_byline(open_[stop + 1]) and self.n_words[open_[stop]] <= 60:
            stop += 1
        return open_[:stop] if stop < len(open_) else []

    def tail(self) -> None:
        """Note on the author, disclaimer, footnotes, links: everything behind the last paragraph of discourse."""
        zone = None  # what goes on until something else begins
        for i in range(self._first_of_tail(), len(self.text)):
            if self.role[i]:
                continue
            role = next((role for _, role, holds in _TAIL if holds(self, i, zone)), zone or "related")
            self.role[i] = role
            if role not in ("caption", "byline"):
                zone = None if role in ("bio", "disclaimer") else role

    def _first_of_tail(self) -> int:
        n = len(self.text)
        first = self._last_discourse(n)
        for header in range(n // 3, first):  # notes are sentences too: only their heading tells
            if NOTES.match(self.plain[header]) and self._only_notes(header, first):
                return self._last_discourse(header)
        return first

    def _last_discourse(self, stop: int) -> int:
        """One past the last paragraph before `stop` that is no furniture."""
        while stop > 0 and (
            self._is_furniture(stop - 1)
            or (self._may_be_listed(stop - 1) and self._behind_header(stop - 1))
            or (not self.finished[stop - 1] and self._is_stray(stop - 1))
            or (stop > 1 and self.shape[stop - 1] == "head")  # nothing stands below it
        ):
            stop -= 1
        return stop

    def middle(self) -> None:
        """Captions, links, bylines and headings between the paragraphs of the text."""
        open_ = [i for i in range(len(self.text)) if self.role[i] is None]
        shown = self.shape.count("head") >= _SHOWS_HEADINGS  # then no other line is one
        headings = []
        for k, i in enumerate(open_):
            following = open_[k + 1] if k + 1 < len(open_) else None
            if self._is_caption(i) or (following is not None and self._captions(i, following)):
                self.role[i] = "caption"
            elif self._is_related(i) and len(open_) > 2:
                self.role[i] = "related"
            elif re.match(r"\[\^\w+\]:", self.text[i]) or (i and self._is_correction(i)):
                self.role[i] = "notes"
            elif MARKDOWN.match(self.text[i]) or self.shape[i] == "head":
                self.role[i] = "heading"
            elif following is not None and self._looks_like_heading(i) and self.shape[i] is None and not shown:
                headings.append(i)
        if 3 * len(headings) <= len(open_):  # verse and lists are no headings
            for i in headings:
                self.role[i] = "heading"

    # --- what one paragraph looks like -----------------------------------------------------------------------

    def _is_byline(self, i: int) -> bool:
        own = words_of(self.plain[i])
        if self.author and own and own == self.author:
            return True
        most = 8 if self.finished[i] else 14
        return self.n_words[i] <= most and bool(BYLINE.match(self.plain[i]))

    def _is_caption(self, i: int) -> bool:
        plain = self.plain[i]
        if begin := self._dateline(i):
            plain = plain[begin:]
        if i in self.is_prose:  # a credit opens it or stands behind it; in between, prose may speak of pictures
            opening, last = " ".join(plain.split()[:2]), re.split(r"(?<=[.!?])[\"'”’)]* ", plain)[-1]
            plain = f"{opening} | {last}" if len(last.split()) <= 12 else opening
        return self.n_words[i] <= 60 and bool(CAPTION.search(plain))

    def _dateline(self, i: int) -> int:
        """Where the lead of a report begins behind its dateline; 0 for all other paragraphs."""
        if not self.finished[i] or self.n_words[i] < _SHORTEST_LEAD:
            return 0
        return dateline_of(self.plain[i])

    def _captions(self, i: int, following: int) -> bool:
        """Is this the short form (an alternative text) of the caption behind it?"""
        if self.finished[i] or not self._is_caption(following):
            return False
        own, other = set(words_of(self.text[i])), set(words_of(self.text[following]))
        return len(own & other) >= 0.6 * len(own) > 1

    def _is_alternative(self, i: int, later: list[int]) -> bool:
        """Is this the alternative text of a picture: a few words before its caption, with a standfirst to come?"""
        short = not self.finished[i] and self.n_words[i] <= 12
        return short and len(later) > 1 and self._is_caption(later[0]) and self.n_words[later[1]] >= 5

    def _is_kicker(self, i: int) -> bool:
        return self.n_words[i] <= 4 and bool(KICKER.match(self.plain[i]))

    def _is_above_title(self, i: int, later: list[int]) -> bool:
        """Is this a line, such as the name of a series, above the title that is known?"""
        short = not self.finished[i] and self.n_words[i] <= 6
        return bool(short and self.title) and any(words_of(self.plain[k]) == self.title for k in later)

    def _is_related(self, i: int) -> bool:
        plain = self.plain[i]
        if self.n_words[i] <= 20 and i not in self.is_prose and RELATED.match(plain):
            return True
        return self.n_words[i] <= _LONGEST_PROMPT and bool(PROMPT.match(plain) or POST.search(plain[-40:]))

    def _is_correction(self, i: int) -> bool:
        return self.n_words[i] <= 120 and bool(CORRECTION.match(self.plain[i]))

    def _invites_letters(self, i: int) -> bool:
        return self.n_words[i] <= 60 and bool(LETTERS.search(self.plain[i]))

    def _is_bio(self, i: int) -> bool:
        if self.n_words[i] > 120:
            return False
        if self.author and words_of(self.plain[i])[: len(self.author)] == self.author:
            return True
        return bool(BIO.match(self.plain[i])) and not self._is_in_the_news(i)

    def _is_in_the_news(self, i: int) -> bool:
        """Does the text speak elsewhere of the person whose name opens this paragraph? Of its author it does not."""
        name = re.match(NAME, self.plain[i])
        if not name:
            return False
        surname = words_of(name.group())[-1].removesuffix("'s")
        others = range(i) if 2 * i > len(self.text) else range(len(self.text))
        said = [self.plain[k] for k in others if k != i and self.finished[k] and not BIO.match(self.plain[k])]
        return any(surname == word.removesuffix("'s") for plain in said for word in words_of(plain))

    def _is_last(self, i: int) -> bool:
        """Does nothing but furniture follow?"""
        return all(self._is_furniture(k) for k in range(i + 1, len(self.text)) if self.finished[k])

    def _is_furniture(self, i: int) -> bool:
        if i in self.shown:
            return self.role[i] not in ("standfirst", "heading", "body")
        if self.role[i] in ("pull_quote", "related") or self._is_related(i) or self._is_caption(i):
            return True
        if i and self._invites_letters(i):
            return True
        if NOTES.match(self.plain[i]) or self._is_correction(i):
            return True
        short = self.n_words[i] <= 120
        if i and short and (self._is_bio(i) or DISCLAIMER.search(self.plain[i])):
            return True
        return bool(i and re.match(r"\[\^?\w{1,3}\]", self.plain[i])) or (i > 1 and self._is_byline(i))

    def _behind_header(self, i: int) -> bool:
        """Does a heading of furniture, such as `Related`, stand before this short paragraph, or before its list?"""
        back = i
        while back > 0 and self._may_be_listed(back):
            back -= 1
            if self._is_related(back) or NOTES.match(self.plain[back]):
                return True
        return False

    def _may_be_listed(self, i: int) -> bool:
        """May it be a link below a heading: a short line, or an item of a list that the page shows?"""
        return self.shape[i] == "item" or (self.n_words[i] <= 20 and not self.finished[i])

    def _is_stray(self, i: int) -> bool:
        """Is this a short line among the furniture at the end?"""
        return self.n_words[i] <= 8 and i > 1 and self._is_furniture(i - 1)

    def _only_notes(self, header: int, first: int) -> bool:
        return all(self.n_words[i] <= 40 or NOTE.match(self.plain[i]) for i in range(header + 1, first))

    def _may_be_title(self) -> bool:
        return bool(self.is_prose) and len(self.text) > 2 and not self.finished[0] and self._looks_like_title(0)

    def _looks_like_title(self, i: int) -> bool:
        if i >= len(self.text) or MARKDOWN.match(self.text[i]):
            return i < len(self.text) and self.text[i].startswith("# ")
        ends = re.search(r"[.:;,][\"'”’)]*$", self.plain[i]) and not self.plain[i].endswith("...")
        return self.n_words[i] <= 22 and not ends

    def _looks_like_heading(self, i: int) -> bool:
        plain = self.plain[i]
        upright = plain[:1].isupper() or plain[:1].isdigit() or fold([plain[:1]])[0] in "\"'"
        return upright and not self.finished[i] and self.n_words[i] <= 12 and i + 1 in self.is_prose


class _HeadLine(NamedTuple):
    """A paragraph of the head, and what is known when it is read."""

    page: _RoleFinder
    i: int
    later: list[int]  # the paragraphs of the head that follow
    titled: bool  # has the title stood?
    introduced: bool  # has a standfirst that ends in a full stop?
    signed: bool = False  # has a byline with a name?

    @property
    def plain(self) -> str:
        return self.page.plain[self.i]

    @property
    def finished(self) -> bool:
        return self.page.finished[self.i]

    @property
    def n_words(self) -> int:
        return self.page.n_words[self.i]

    @property
    def needs_title(self) -> bool:
        """Has no title stood, and is none known that may still come?"""
        return not self.titled and not self.page.title

    def is_title(self) -> bool:
        return bool(self.page.title) and words_of(self.plain) == self.page.title

    @property
    def shape(self) -> str | None:
        return self.page.shape[self.i]

    def is_caption(self) -> bool:
        page, i, later = self.page, self.i, self.later
        if page._is_caption(i) or (later and page._captions(i, later[0])):
            return True
        return self.titled and page._is_alternative(i, later)

    def is_above_title(self) -> bool:
        page, i, later = self.page, self.i, self.later
        return not self.titled and bool(later) and (page._is_kicker(i) or page._is_above_title(i, later))

    def names_somebody(self) -> bool:
        """Does this byline name who wrote the text, and not only when?"""
        known = bool(self.page.author) and words_of(self.plain) == self.page.author
        return known or _SIGNED.match(self.plain) is not None or is_signature(self.plain)

    def follows_signature(self) -> bool:
        """Is this the first sentence behind the signature, with no other line of it to come?"""
        signing = bool(self.later) and self.page._is_byline(self.later[0])
        return self.signed and self.finished and self.n_words >= _SHORTEST_LEAD and not signing

    def may_introduce(self) -> bool:
        return self.n_words >= 5 and (not self.finished or not self.needs_title)


#: The role of a paragraph before the text; the first row that holds decides. A role of None leaves it open, and body
#: says that the text has begun.
_HEAD: tuple[tuple[str, str | None, Callable[[_HeadLine], bool]], ...] = (
    ("the title that is known", "title", _HeadLine.is_title),
    ("a byline", "byline", lambda line: line.page._is_byline(line.i)),
    ("a caption, or its alternative text", "caption", _HeadLine.is_caption),
    ("a link", "related", lambda line: line.page._is_related(line.i)),
    ("a lead with its dateline", "body", lambda line: bool(line.page._dateline(line.i))),
    ("a signature", "byline", lambda line: line.titled and not line.finished and is_signature(line.plain)),
    ("a rubric above the title", "related", _HeadLine.is_above_title),
    ("an item of a list", None, lambda line: line.shape == "item"),
    ("a line like a title", "title", lambda line: line.needs_title and line.page._looks_like_title(line.i)),
    ("a heading of Markdown", "heading", lambda line: bool(MARKDOWN.match(line.page.text[line.i]))),
    ("a heading of the page", "heading", lambda line: line.shape == "head" and not (line.titled and line.finished)),
    ("a sentence behind the signature", "body", _HeadLine.follows_signature),
    ("more than one standfirst", None, lambda line: line.may_introduce() and line.introduced),
    ("a standfirst", "standfirst", _HeadLine.may_introduce),
    ("a line behind the title", "heading", lambda line: line.titled and not line.finished),
    ("a sentence before any title", "body", lambda line: line.needs_title and line.n_words >= 8),
)

#: The role of a paragraph behind the text, by what the paragraphs before it were (`zone`); the first row that holds
#: decides. Without one the zone goes on.
_TAIL: tuple[tuple[str, str, Callable[[_RoleFinder, int, str | None], bool]], ...] = (
    ("a heading of notes", "notes", lambda page, i, _: bool(NOTES.match(page.plain[i]))),
    ("a correction", "notes", lambda page, i, _: page._is_correction(i)),
    ("a link", "related", lambda page, i, _: page._is_related(i)),
    ("an invitation to write", "related", lambda page, i, _: page._invites_letters(i)),
    ("a note on the author", "bio", lambda page, i, _: page._is_bio(i)),
    ("a disclaimer", "disclaimer", lambda page, i, _: bool(DISCLAIMER.search(page.plain[i]))),
    (
        "a note with its number",
        "notes",
        lambda page, i, zone: bool(NOTE.match(page.plain[i])) and (zone == "notes" or page.plain[i].startswith("[")),
    ),
    ("a caption", "caption", lambda page, i, _: page._is_caption(i)),
    ("a byline", "byline", lambda page, i, _: page._is_byline(i)),
)
