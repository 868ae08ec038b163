"""What one paragraph of a document looks like, by its wording, its length, and what stands around it.

Nothing here says which role a paragraph gets: the same line is a standfirst before the text and a link behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from discourse.corpus.sections._datelines import dateline_of
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
from discourse.corpus.sections._line_ends import ends_in_stop
from discourse.corpus.sections._repeats import words_of
from discourse.text.tokenise import fold

#: What a file may show of a paragraph beside its role; None is nothing.
SHAPES = frozenset(("head", "item", "quote", None))
#: Words in the lead of a report.
SHORTEST_LEAD = 8
_LONGEST_PROMPT = 70


def _on_one_line(paragraph: str) -> str:
    """The paragraph with one blank for all white space."""
    plain = paragraph.isprintable() and "  " not in paragraph  # no other white space can be printed
    return paragraph if plain else " ".join(paragraph.split())


class Looks:
    """The paragraphs of one document, and the roles that are known so far."""

    def __init__(self, paragraphs: list[str], title: str, author: str, shown: Sequence[str | None] = ()) -> None:
        self.text = [_on_one_line(p) for p in paragraphs]
        self.plain = [(MARKDOWN.sub("", p) if "#" in p else p).strip("*_ ") for p in self.text]
        self.n_words = [p.count(" ") + 1 for p in self.text]
        self.finished = [ends_in_stop(p) for p in self.plain]
        self.marked = [p[:1] in MARKS and p[-1:] in MARKS for p in self.plain]
        self.unfinished = [not f or m for f, m in zip(self.finished, self.marked, strict=True)]  # as pull quotes are
        # A line of marks, such as ---, says nothing.
        self.role: list[str | None] = [None if any(map(str.isalnum, p)) else "related" for p in paragraphs]
        self.shape: list[str | None] = [None] * len(paragraphs)
        self.shown: set[int] = set()
        if shown:
            self._enter(shown)
        self.title, self.author = words_of(title), words_of(author)
        prose = [i for i in range(len(paragraphs)) if self.finished[i] and self.n_words[i] >= 20]
        self.is_prose = set(prose)
        self._captioned: dict[int, bool] = {}

    def _enter(self, shown: Sequence[str | None]) -> None:
        """What the file shows of the paragraphs."""
        for i, told in enumerate(shown):
            if told not in SHAPES:
                self.role[i] = told
                self.shown.add(i)
            else:
                self.shape[i] = told

    def is_byline(self, i: int) -> bool:
        if self.author and words_of(self.plain[i]) == self.author:
            return True
        most = 8 if self.finished[i] else 14
        return self.n_words[i] <= most and bool(BYLINE.match(self.plain[i]))

    def is_caption(self, i: int) -> bool:
        if i not in self._captioned:
            self._captioned[i] = self.n_words[i] <= 60 and CAPTION.may_match(self.plain[i]) and self._is_credited(i)
        return self._captioned[i]

    def _is_credited(self, i: int) -> bool:
        """Does it read like a caption?"""
        plain = self.plain[i]
        if begin := self.dateline(i):
            plain = plain[begin:]
        if i in self.is_prose:  # a credit opens it or stands behind it; in between, prose may speak of pictures
            opening, last = " ".join(plain.split()[:2]), re.split(r"(?<=[.!?])[\"'”’)]* ", plain)[-1]
            plain = f"{opening} | {last}" if len(last.split()) <= 12 else opening
        return bool(CAPTION.search(plain))

    def dateline(self, i: int) -> int:
        """Where the lead of a report begins behind its dateline; 0 for all other paragraphs."""
        if not self.finished[i] or self.n_words[i] < SHORTEST_LEAD:
            return 0
        return dateline_of(self.plain[i])

    def captions(self, i: int, following: int) -> bool:
        """Is this the short form (an alternative text) of the caption behind it?"""
        if self.finished[i] or not self.is_caption(following):
            return False
        own, other = set(words_of(self.text[i])), set(words_of(self.text[following]))
        return len(own & other) >= 0.6 * len(own) > 1

    def is_alternative(self, i: int, later: list[int]) -> bool:
        """Is this the alternative text of a picture: a few words before its caption, with a standfirst to come?"""
        short = not self.finished[i] and self.n_words[i] <= 12
        return short and len(later) > 1 and self.is_caption(later[0]) and self.n_words[later[1]] >= 5

    def is_kicker(self, i: int) -> bool:
        return self.n_words[i] <= 4 and bool(KICKER.match(self.plain[i]))

    def is_above_title(self, i: int, later: list[int]) -> bool:
        """Is this a line, such as the name of a series, above the title that is known?"""
        short = not self.finished[i] and self.n_words[i] <= 6
        return bool(short and self.title) and any(words_of(self.plain[k]) == self.title for k in later)

    def is_related(self, i: int) -> bool:
        plain = self.plain[i]
        if self.n_words[i] <= 20 and i not in self.is_prose and RELATED.match(plain):
            return True
        return self.n_words[i] <= _LONGEST_PROMPT and bool(PROMPT.match(plain) or POST.search(plain[-40:]))

    def is_correction(self, i: int) -> bool:
        return self.n_words[i] <= 120 and bool(CORRECTION.match(self.plain[i]))

    def invites_letters(self, i: int) -> bool:
        return self.n_words[i] <= 60 and bool(LETTERS.search(self.plain[i]))

    def is_bio(self, i: int) -> bool:
        if self.n_words[i] > 120:
            return False
        if self.author and words_of(self.plain[i])[: len(self.author)] == self.author:
            return True
        return bool(BIO.match(self.plain[i])) and not self.is_in_the_news(i)

    def is_in_the_news(self, i: int) -> bool:
        """Does the text speak elsewhere of the person whose name opens this paragraph? Of its author it does not."""
        name = re.match(NAME, self.plain[i])
        if not name:
            return False
        surname = words_of(name.group())[-1].removesuffix("'s")
        others = range(i) if 2 * i > len(self.text) else range(len(self.text))
        said = [self.plain[k] for k in others if k != i and self.finished[k] and not BIO.match(self.plain[k])]
        return any(surname == word.removesuffix("'s") for plain in said for word in words_of(plain))

    def is_last(self, i: int) -> bool:
        """Does nothing but furniture follow?"""
        return all(self.is_furniture(k) for k in range(i + 1, len(self.text)) if self.finished[k])

    def is_furniture(self, i: int) -> bool:
        if i in self.shown:
            return self.role[i] not in ("standfirst", "heading", "body")
        if self.role[i] in ("pull_quote", "related") or self.is_related(i) or self.is_caption(i):
            return True
        if i and self.invites_letters(i):
            return True
        if NOTES.match(self.plain[i]) or self.is_correction(i):
            return True
        short = self.n_words[i] <= 120
        if i and short and (self.is_bio(i) or DISCLAIMER.search(self.plain[i])):
            return True
        return bool(i and re.match(r"\[\^?\w{1,3}\]", self.plain[i])) or (i > 1 and self.is_byline(i))

    def behind_header(self, i: int) -> bool:
        """Does a heading of furniture, such as `Related`, stand before this short paragraph, or before its list?"""
        back = i
        while back > 0 and self.may_be_listed(back):
            back -= 1
            if self.is_related(back) or NOTES.match(self.plain[back]):
                return True
        return False

    def may_be_listed(self, i: int) -> bool:
        """May it be a link below a heading: a short line, or an item of a list that the page shows?"""
        return self.shape[i] == "item" or (self.n_words[i] <= 20 and not self.finished[i])

    def is_stray(self, i: int) -> bool:
        """Is this a short line among the furniture at the end?"""
        return self.n_words[i] <= 8 and i > 1 and self.is_furniture(i - 1)

    def only_notes(self, header: int, first: int) -> bool:
        return all(self.n_words[i] <= 40 or NOTE.match(self.plain[i]) for i in range(header + 1, first))

    def may_be_title(self) -> bool:
        return bool(self.is_prose) and len(self.text) > 2 and not self.finished[0] and self.looks_like_title(0)

    def looks_like_title(self, i: int) -> bool:
        if i >= len(self.text) or MARKDOWN.match(self.text[i]):
            return i < len(self.text) and self.text[i].startswith("# ")
        ends = re.search(r"[.:;,][\"'”’)]*$", self.plain[i]) and not self.plain[i].endswith("...")
        return self.n_words[i] <= 22 and not ends

    def looks_like_heading(self, i: int) -> bool:
        if self.finished[i] or self.n_words[i] > 12 or i + 1 not in self.is_prose:
            return False
        first = self.plain[i][:1]
        return first.isupper() or first.isdigit() or fold([first])[0] in "\"'"
