"""The role of every paragraph: what is discourse, and what is page furniture around it.

A commentary pasted from a page brings its title, photo captions, pull quotes, a note on the author and a disclaimer
along. Roles come from place, length, wording and likeness to other paragraphs; where nothing speaks for another
role, a paragraph is body.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus._furniture import (
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
    RELATED,
)
from discourse.corpus._paragraphs import FINISHED, find_all_paragraphs
from discourse.corpus._repeats import find_repeats, words_of
from discourse.text.tokenise import fold

#: Every role, in the order in which they usually stand on a page.
ROLES = (
    "title", "standfirst", "byline", "caption", "heading", "body", "pull_quote",
    "bio", "disclaimer", "notes", "related",
)  # fmt: skip
_NUMBER = {name: i for i, name in enumerate(ROLES)}


def find_sections(documents: pd.DataFrame, *, furniture: bool = True, texts: list[str] | None = None) -> pd.DataFrame:
    """The `sections` table: every paragraph of every document with its role.

    Parameters
    ----------
    documents : DataFrame
        Needs doc_id and text; title and author are used where they are given.
    furniture : bool
        Whether to look for roles at all; if not, every paragraph is body.
    texts : list of str, optional
        The texts as a list, where there is one.

    Returns
    -------
    DataFrame
        doc_id, section_id (counted through the corpus), role, start, end, duplicate_of (the section that a pull
        quote repeats, else NA).
    """
    schema.need(documents, ("doc_id", "text"), "documents")
    texts = documents["text"].tolist() if texts is None else texts
    doc, start, end = find_all_paragraphs(texts)
    codes, twins = np.full(len(doc), _NUMBER["body"], np.int8), np.full(len(doc), -1, np.int32)
    if furniture and len(doc):
        _enter_roles(documents, texts, np.searchsorted(doc, np.arange(len(texts) + 1)), start, end, codes, twins)
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].astype("str").array.take(doc),
            "section_id": np.arange(len(doc), dtype=np.int32),
            "role": pd.Categorical.from_codes(codes, categories=list(ROLES)),
            "start": start,
            "end": end,
            "duplicate_of": pd.arrays.IntegerArray(np.maximum(twins, 0), twins < 0),
        }
    )


def _enter_roles(
    documents: pd.DataFrame,
    texts: list[str],
    bounds: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    codes: np.ndarray,
    twins: np.ndarray,
) -> None:
    """Find the roles of the paragraphs, and which of them repeat which; `bounds` parts them by document."""
    columns = [documents[c].tolist() if c in documents else [None] * len(texts) for c in ("title", "author")]
    for low, high, text, *named in zip(bounds[:-1].tolist(), bounds[1:].tolist(), texts, *columns, strict=True):
        places = zip(start[low:high].tolist(), end[low:high].tolist(), strict=True)
        roles, repeats = _roles([text[s:e] for s, e in places], *(n if isinstance(n, str) else "" for n in named))
        codes[low:high] = [_NUMBER[role] for role in roles]
        twins[[low + i for i in repeats]] = [low + i for i in repeats.values()]


def _roles(paragraphs: list[str], title: str = "", author: str = "") -> tuple[list[str], dict[int, int]]:
    """The role of each paragraph of one document, and what the pull quotes among them repeat."""
    page = _Page(paragraphs, title, author)
    page.repeats()
    page.head()
    page.tail()
    page.middle()
    return [role or "body" for role in page.role], page.copies


class _Page:
    """The paragraphs of one document while their roles are found."""

    def __init__(self, paragraphs: list[str], title: str, author: str) -> None:
        self.text = [" ".join(p.split()) for p in paragraphs]
        self.plain = [MARKDOWN.sub("", p).strip("*_ ") for p in self.text]
        self.n_words = [len(p.split()) for p in self.text]
        self.finished = [bool(FINISHED.search(p)) for p in self.plain]
        # A line of marks, such as ---, says nothing.
        self.role: list[str | None] = [None if any(map(str.isalnum, p)) else "related" for p in paragraphs]
        self.copies: dict[int, int] = {}
        self.title, self.author = words_of(title), words_of(author)
        prose = [i for i in range(len(paragraphs)) if self.finished[i] and self.n_words[i] >= 20]
        self.is_prose = set(prose)

    def repeats(self) -> None:
        """Pull quotes: they may stand anywhere, so they go first."""
        marked = [p[:1] in MARKS and p[-1:] in MARKS for p in self.plain]
        copies = find_repeats(self.text, [not f or m for f, m in zip(self.finished, marked, strict=True)])
        for i, j in copies.items():
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

    def head(self) -> None:
        """Title, byline, captions and standfirst: what stands before the first paragraph of prose."""
        open_ = [i for i in range(len(self.text)) if self.role[i] is None]
        if len(open_) < 3 and not self.title:
            return
        stop = next((k for k, i in enumerate(open_) if i in self.is_prose and not self._is_furniture(i)), len(open_))
        # A finished paragraph that a byline or caption parts from the text is a standfirst as well.
        for k in range(stop + 1, min(stop + 4, len(open_))):
            if self._is_byline(open_[k]) and stop > 0 and self.n_words[open_[stop]] <= 60 and k == stop + 1:
                stop = k
                break
        head = open_[:stop] if stop < len(open_) else []
        titled = introduced = False
        for k, i in enumerate(head):
            following = head[k + 1] if k + 1 < len(head) else None
            if self.title and words_of(self.plain[i]) == self.title:
                self.role[i], titled = "title", True
            elif self._is_byline(i):
                self.role[i] = "byline"
            elif (
                self._is_caption(i)
                or (following is not None and self._captions(i, following))
                or (titled and self._is_alternative(i, head[k + 1 :]))
            ):
                self.role[i] = "caption"
            elif (RELATED.match(self.plain[i]) and self.n_words[i] <= 20) or (
                not titled and following is not None and (self._is_kicker(i) or self._is_above_title(i, head[k + 1 :]))
            ):
                self.role[i] = "related"
            elif not titled and not self.title and self._looks_like_title(i):
                self.role[i], titled = "title", True
            elif MARKDOWN.match(self.text[i]):
                self.role[i] = "heading"
            elif self.n_words[i] >= 5 and (not self.finished[i] or titled or self.title):
                if not introduced:  # of several short paragraphs that end in a full stop one is the standfirst
                    self.role[i], introduced = "standfirst", self.finished[i]
            elif not self.finished[i] and titled:
                self.role[i] = "heading"
            elif not titled and not self.title and self.n_words[i] >= 8:
                break  # the text has begun

    def tail(self) -> None:
        """Note on the author, disclaimer, footnotes, links: everything behind the last paragraph of discourse."""
        n = len(self.text)
        first = self._last_discourse(n)
        for header in range(n // 3, first):  # notes are sentences too: only their heading tells
            if NOTES.match(self.plain[header]) and self._only_notes(header, first):
                first = self._last_discourse(header)
                break
        zone = None
        for i in range(first, n):
            if self.role[i]:
                continue
            plain = self.plain[i]
            if NOTES.match(plain) or CORRECTION.match(plain):
                zone = "notes"
            elif self._is_related(i) or self._invites_letters(i):
                zone = "related"
            elif self._is_bio(i):
                zone = "bio"
            elif DISCLAIMER.search(plain):
                zone = "disclaimer"
            elif NOTE.match(plain) and (zone == "notes" or plain.startswith("[")):
                zone = "notes"
            elif self._is_caption(i):
                self.role[i] = "caption"
                continue
            elif self._is_byline(i):
                self.role[i] = "byline"
                continue
            self.role[i] = zone or "related"
            if zone in ("bio", "disclaimer"):
                zone = None

    def _last_discourse(self, stop: int) -> int:
        """One past the last paragraph before `stop` that is no furniture."""
        while stop > 0 and (
            self._is_furniture(stop - 1)
            or (not self.finished[stop - 1] and (self._behind_header(stop - 1) or self._is_stray(stop - 1)))
        ):
            stop -= 1
        return stop

    def middle(self) -> None:
        """Captions, links, bylines and headings between the paragraphs of the text."""
        open_ = [i for i in range(len(self.text)) if self.role[i] is None]
        headings = []
        for k, i in enumerate(open_):
            following = open_[k + 1] if k + 1 < len(open_) else None
            if self._is_caption(i) or (following is not None and self._captions(i, following)):
                self.role[i] = "caption"
            elif self._is_related(i) and len(open_) > 2:
                self.role[i] = "related"
            elif re.match(r"\[\^\w+\]:", self.text[i]):
                self.role[i] = "notes"
            elif MARKDOWN.match(self.text[i]):
                self.role[i] = "heading"
            elif following is not None and self._looks_like_heading(i):
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
        if i in self.is_prose:  # a credit opens it or stands behind it; in between, prose may speak of pictures
            opening, last = " ".join(plain.split()[:2]), re.split(r"(?<=[.!?])[\"'”’)]* ", plain)[-1]
            plain = f"{opening} | {last}" if len(last.split()) <= 12 else opening
        return self.n_words[i] <= 60 and bool(CAPTION.search(plain))

    def _captions(self, i: int, following: int) -> bool:
        """Is this the short form (an alternative text) of the caption behind it?"""
        if self.finished[i] or not self._is_caption(following):
            return False
        own, other = set(words_of(self.text[i])), set(words_of(self.text[following]))
        return len(own & other) >= 0.6 * len(own) > 1

    def _is_alternative(self, i: int, behind: list[int]) -> bool:
        """Is this the alternative text of a picture: a few words before its caption, with a standfirst to come?"""
        short = not self.finished[i] and self.n_words[i] <= 12
        return short and len(behind) > 1 and self._is_caption(behind[0]) and self.n_words[behind[1]] >= 5

    def _is_kicker(self, i: int) -> bool:
        return self.n_words[i] <= 4 and bool(KICKER.match(self.plain[i]))

    def _is_above_title(self, i: int, behind: list[int]) -> bool:
        """Is this a line, such as the name of a series, above the title that is known?"""
        short = not self.finished[i] and self.n_words[i] <= 6
        return bool(short and self.title) and any(words_of(self.plain[k]) == self.title for k in behind)

    def _is_related(self, i: int) -> bool:
        return self.n_words[i] <= 20 and i not in self.is_prose and bool(RELATED.match(self.plain[i]))

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
        if self.role[i] in ("pull_quote", "related") or self._is_related(i) or self._is_caption(i):
            return True
        if i and self._invites_letters(i):
            return True
        if NOTES.match(self.plain[i]) or CORRECTION.match(self.plain[i]):
            return True
        short = self.n_words[i] <= 120
        if i and short and (self._is_bio(i) or DISCLAIMER.search(self.plain[i])):
            return True
        return bool(i and re.match(r"\[\^?\w{1,3}\]", self.plain[i])) or (i > 1 and self._is_byline(i))

    def _behind_header(self, i: int) -> bool:
        """Does a heading of furniture, such as `Related`, stand before this short paragraph?"""
        back = i
        while back > 0 and self.n_words[back] <= 20 and not self.finished[back]:
            back -= 1
            if self._is_related(back) or NOTES.match(self.plain[back]):
                return True
        return False

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
