"""The role of each paragraph of a document: what is discourse, and what is page furniture around it.

Roles come from place, length, wording and likeness to other paragraphs. Pull quotes are found first, as they stand
anywhere; then what stands before the text, what stands behind it, and what stands in between. Where nothing speaks for
another role, a paragraph is body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from discourse.corpus.sections._furniture import DISCLAIMER, MARKDOWN, NOTE, NOTES
from discourse.corpus.sections._head import HEAD, HeadLine
from discourse.corpus.sections._looks import SHAPES, Looks
from discourse.corpus.sections._repeats import edits_allowed, find_repeats, words_of

_MARKED = re.compile(r"\[\^\w+\]:")  # a note of Markdown
_REFRAIN = 3  # times that a paragraph stands there
_FORMULAS = 3  # copies with words changed, and
_AGAIN = 10  # of any kind, that do not look like quotations
_SHOWS_HEADINGS = 2  # with so many headings of its own, a file shows them all


class Page(NamedTuple):
    """What is known of a document: its paragraphs, the words of its title and author, what its file shows."""

    paragraphs: list[str]
    title: str = ""
    author: str = ""
    shown: Sequence[str | None] = ()

    @property
    def told(self) -> list[str] | None:
        """The role of each paragraph, where the file shows all of them."""
        roles = [role for role in self.shown if role and role not in SHAPES]
        return roles if len(roles) == len(self.paragraphs) else None


def find_roles(pages: Sequence[Page]) -> list[tuple[list[str], dict[int, int]]]:
    """For each page the role of each paragraph, and what the pull quotes among them repeat.

    Roles that the file itself shows stand, and shapes that it shows help.
    """
    told = [page.told for page in pages]
    finders = [_RoleFinder(*page) for page, roles in zip(pages, told, strict=True) if roles is None]
    copies = find_repeats([finder.text for finder in finders], [finder.unfinished for finder in finders])
    found = (finder.find(own) for finder, own in zip(finders, copies, strict=True))
    return [next(found) if roles is None else (roles, {}) for roles in told]


class _RoleFinder(Looks):
    """The paragraphs of one document while their roles are found."""

    def __init__(self, paragraphs: list[str], title: str, author: str, shown: Sequence[str | None] = ()) -> None:
        super().__init__(paragraphs, title, author, shown)
        self.copies: dict[int, int] = {}

    def find(self, copies: dict[int, int]) -> tuple[list[str], dict[int, int]]:
        """The roles, and which of the `copies` are lifted from what."""
        self.repeats(copies)
        self.head()
        self.tail()
        self.middle()
        return [role or "body" for role in self.role], self.copies

    def repeats(self, copies: dict[int, int]) -> None:
        """Pull quotes: they may stand anywhere, so they go first."""
        for i, j in self._lifted(copies).items():
            if i in self.shown or self.shape[i] in ("head", "item"):
                continue
            if self.title and words_of(self.text[i]) == self.title:
                continue
            if i == 0 and not self.title and self.may_be_title() and not self.looks_like_title(1):
                continue  # a title may quote its text
            if j == 0 and (not self.finished[0] or self.looks_like_title(0)):
                continue
            if self.is_caption(j) or (self.is_bio(i) and self.is_last(i)):
                continue
            if j not in self.is_prose and (self.is_caption(i) or self.is_byline(i)):
                continue
            if j == 0 and i > 1 and self.n_words[i] == self.n_words[0] and self.looks_like_title(1):
                i, j = j, i  # the one that stands above the title is the copy
            self.role[i], self.copies[i] = "pull_quote", j
        for i, j in list(self.copies.items()):  # a copy of a copy repeats the original
            while j in self.copies:
                j = self.copies[j]
            self.copies[i] = j

    def _lifted(self, copies: dict[int, int]) -> dict[int, int]:
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
            looks = self.unfinished[i] or self.shape[i] == "quote"
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
            return {i: j for i, j in lifted.items() if self.unfinished[i] or self.shape[i] == "quote"}
        return {i: j for i, j in lifted.items() if len(formulas) < _FORMULAS or i not in formulas}

    def head(self) -> None:
        """Title, byline, captions and standfirst: what stands before the first paragraph of prose."""
        head = self._before_prose()
        titled = any(self.role[i] == "title" for i in self.shown)
        introduced = any(self.role[i] == "standfirst" for i in self.shown)
        signed = False
        for k, i in enumerate(head):
            line = HeadLine(self, i, head[k + 1 :], titled, introduced, signed)
            role = next((role for _, role, holds in HEAD if holds(line)), None)
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
        stop = next((k for k, i in enumerate(open_) if i in self.is_prose and not self.is_furniture(i)), len(open_))
        # A finished paragraph that a byline or caption parts from the text is a standfirst as well.
        if 0 < stop < len(open_) - 1 and self.is_byline(open_[stop + 1]) and self.n_words[open_[stop]] <= 60:
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
            if NOTES.match(self.plain[header]) and self.only_notes(header, first):
                return self._last_discourse(header)
        return first

    def _last_discourse(self, stop: int) -> int:
        """One past the last paragraph before `stop` that is no furniture."""
        while stop > 0 and (
            self.is_furniture(stop - 1)
            or (self.may_be_listed(stop - 1) and self.behind_header(stop - 1))
            or (not self.finished[stop - 1] and self.is_stray(stop - 1))
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
            if self.is_caption(i) or (following is not None and self.captions(i, following)):
                self.role[i] = "caption"
            elif self.is_related(i) and len(open_) > 2:
                self.role[i] = "related"
            elif (self.text[i].startswith("[^") and _MARKED.match(self.text[i])) or (i and self.is_correction(i)):
                self.role[i] = "notes"
            elif MARKDOWN.match(self.text[i]) or self.shape[i] == "head":
                self.role[i] = "heading"
            elif following is not None and self.looks_like_heading(i) and self.shape[i] is None and not shown:
                headings.append(i)
        if 3 * len(headings) <= len(open_):  # verse and lists are no headings
            for i in headings:
                self.role[i] = "heading"


#: The role of a paragraph behind the text, by what the paragraphs before it were (`zone`); the first row that holds
#: decides. Without one the zone goes on.
_TAIL: tuple[tuple[str, str, Callable[[_RoleFinder, int, str | None], bool]], ...] = (
    ("a heading of notes", "notes", lambda page, i, _: bool(NOTES.match(page.plain[i]))),
    ("a correction", "notes", lambda page, i, _: page.is_correction(i)),
    ("a link", "related", lambda page, i, _: page.is_related(i)),
    ("an invitation to write", "related", lambda page, i, _: page.invites_letters(i)),
    ("a note on the author", "bio", lambda page, i, _: page.is_bio(i)),
    ("a disclaimer", "disclaimer", lambda page, i, _: bool(DISCLAIMER.search(page.plain[i]))),
    (
        "a note with its number",
        "notes",
        lambda page, i, zone: bool(NOTE.match(page.plain[i])) and (zone == "notes" or page.plain[i].startswith("[")),
    ),
    ("a caption", "caption", lambda page, i, _: page.is_caption(i)),
    ("a byline", "byline", lambda page, i, _: page.is_byline(i)),
)
