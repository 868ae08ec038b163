"""What stands before the text: title, byline, captions and standfirst, told by the order in which pages have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from discourse.corpus.sections._datelines import is_signature
from discourse.corpus.sections._furniture import MARKDOWN
from discourse.corpus.sections._looks import SHORTEST_LEAD, Looks
from discourse.corpus.sections._repeats import words_of

_SIGNED = re.compile(r"(?:\w+ )?by\b", re.IGNORECASE)


class HeadLine(NamedTuple):
    """A paragraph of the head, and what is known when it is read."""

    page: Looks
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
        if page.is_caption(i) or (later and page.captions(i, later[0])):
            return True
        return self.titled and page.is_alternative(i, later)

    def is_above_title(self) -> bool:
        page, i, later = self.page, self.i, self.later
        return not self.titled and bool(later) and (page.is_kicker(i) or page.is_above_title(i, later))

    def names_somebody(self) -> bool:
        """Does this byline name who wrote the text, and not only when?"""
        known = bool(self.page.author) and words_of(self.plain) == self.page.author
        return known or _SIGNED.match(self.plain) is not None or is_signature(self.plain)

    def follows_signature(self) -> bool:
        """Is this the first sentence behind the signature, with no other line of it to come?"""
        signing = bool(self.later) and self.page.is_byline(self.later[0])
        return self.signed and self.finished and self.n_words >= SHORTEST_LEAD and not signing

    def may_introduce(self) -> bool:
        return self.n_words >= 5 and (not self.finished or not self.needs_title)


#: The role of a paragraph before the text; the first row that holds decides. A role of None leaves it open, and body
#: says that the text has begun.
HEAD: tuple[tuple[str, str | None, Callable[[HeadLine], bool]], ...] = (
    ("the title that is known", "title", HeadLine.is_title),
    ("a byline", "byline", lambda line: line.page.is_byline(line.i)),
    ("a caption, or its alternative text", "caption", HeadLine.is_caption),
    ("a link", "related", lambda line: line.page.is_related(line.i)),
    ("a lead with its dateline", "body", lambda line: bool(line.page.dateline(line.i))),
    ("a signature", "byline", lambda line: line.titled and not line.finished and is_signature(line.plain)),
    ("a rubric above the title", "related", HeadLine.is_above_title),
    ("an item of a list", None, lambda line: line.shape == "item"),
    ("a line like a title", "title", lambda line: line.needs_title and line.page.looks_like_title(line.i)),
    ("a heading of Markdown", "heading", lambda line: bool(MARKDOWN.match(line.page.text[line.i]))),
    ("a heading of the page", "heading", lambda line: line.shape == "head" and not (line.titled and line.finished)),
    ("a sentence behind the signature", "body", HeadLine.follows_signature),
    ("more than one standfirst", None, lambda line: line.may_introduce() and line.introduced),
    ("a standfirst", "standfirst", HeadLine.may_introduce),
    ("a line behind the title", "heading", lambda line: line.titled and not line.finished),
    ("a sentence before any title", "body", lambda line: line.needs_title and line.n_words >= 8),
)
