"""The role of every paragraph: what is discourse, and what is page furniture around it.

A commentary pasted from a page brings its title, photo captions, pull quotes, a note on the author and a disclaimer
along. Roles come from place, length, wording and likeness to other paragraphs; where nothing speaks for another
role, a paragraph is body.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from discourse import schema
from discourse.repeats import find_repeats, words_of
from discourse.tokens import fold

#: Every role, in the order in which they usually stand on a page.
ROLES = (
    "title", "standfirst", "byline", "caption", "heading", "body", "pull_quote",
    "bio", "disclaimer", "notes", "related",
)  # fmt: skip

_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n") | {ord("\r"): " "}
_BREAK_CHARS = "".join(map(chr, _BREAKS))
_LINE = re.compile(r"\S[^\n]*")
_FINISHED = re.compile(r"[.!?…:;,][\"'”’»)\]*_]*(?:\[?\d{1,3}\]?)?$")


class _Any:
    """Any of several patterns, compiled when first asked for."""

    def __init__(self, *patterns: str) -> None:
        self._patterns = patterns

    @cached_property
    def _compiled(self) -> re.Pattern:
        return re.compile("|".join(self._patterns), re.I)

    def match(self, text: str) -> re.Match | None:
        return self._compiled.match(text)

    def search(self, text: str) -> re.Match | None:
        return self._compiled.search(text)


# The wording of page furniture. Patterns for `match` speak of how a paragraph opens, those for `search` of any part.
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:{_DAY} {_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_BYLINE = _Any(  # match
    r"(?:written |words |posted |published |commentary |opinion |analysis )?(?:by|from)\W+(?:the )?(?-i:[A-Z])\S*"
    r"(?:$|,? (?:(?-i:[A-Z])|(?:and|staff|desk|correspondent|contributor|de|van|von|al|bin)\b))",
    r"(?:commentary|opinion|analysis|published|posted|updated|last updated|date)?\W*(?:on\W+)?"
    rf"{_DATE}\b.{{0,40}}$",
    rf"(?-i:[A-Z])[\w'’.-]*(?: [\w'’.-]+){{1,3}}, {_DATE}$",
    r"\d+[- ]min(?:ute)?s?\.? read",
)
_CAPTION = _Any(  # search
    r"(?<!\w )courtesy of\b",
    r"\bphoto(?:graph)?s?(?: credit)?(?: by\b| courtesy\b|:|/)",
    r"\bphotographer:",
    r"\bimages? (?:by|courtesy|credit|via|source)\b",
    r"\bpicture(?: credit)?(?: by\b|:)",
    r"\b(?:image|pictured|credit|file photo|main image|cover image):",
    r"\b(?:getty images|wikimedia|shutterstock|flickr|alamy|ap photo|istock|unsplash|creative commons)\b",
    r"\((?:photo|image|picture|credit|reuters|ap|afp|epa|getty)\b[^)]*\)$",
    r"^(?:figure|fig\.|table|chart|map|photo|image|above|below|left|right|pictured)\s?\d*\s?[:.|]",
    "©",
)
_DISCLAIMER = _Any(  # search
    r"\b(?:views?|opinions?|positions?|conclusions?)\b[^.]{0,90}\b(?:are|is|remain|represent)\b[^.]{0,60}"
    r"\b(?:author|writer|his|her|their|own|solely|alone)",
    r"\b(?:do|does|did|should|may|need)(?: not|n't)\b[^.]{0,40}"
    r"\b(?:reflect|represent|endorse|be (?:taken|attributed|construed)|speak for)",
    r"\b(?:views?|opinions?)\b[^.]{0,60}\bbelong\b",
    r"\b(?:takes?|has|have|holds?) no (?:\w+ )?positions?\b",
    r"\bendors(?:es?|ing) (?:none|no|neither)\b",
    r"\bin (?:an?|his|her|their) (?:personal|private|individual) capacity\b",
    r"\bviews expressed\b",
    r"\ball rights reserved\b",
    r"\binstitutional (?:positions?|views?)\b",
    r"\b(?:first|originally) (?:appeared|published|ran|posted)\b",
    r"\b(?:republished|reprinted)\b",
    r"\bno conflicts? of interest\b",
    r"^(?:©|copyright\b)",
)
_JOB = (
    r"(?:professor|fellow|student|candidate|director|editor|columnist|correspondent|journalist|reporter|writer|author"
    r"|researcher|analyst|lecturer|scholar|historian|economist|ambassador|diplomat|advis[eo]r|consultant|associate"
    r"|scientist|expert|officer|president|chair|chairman|minister|senator|strategist|head|commentator|contributor"
    r"|member|founder)\b"
)
_DOES = (
    r"(?:teaches|writes|works|worked|served|serves|speciali[sz]es|researches|studies|covers|covered|reports|reported"
    r"|holds|lives)\b"
)
_NAME = (
    r"(?:(?:dr|prof|professor|sir|lord|mr|ms|mrs)\.? )?"
    r"(?-i:[A-Z][\w'’.-]*(?: (?:de |von |van |al-)?[A-Z][\w'’.-]*){1,4})"
)
_BIO = _Any(  # match
    r"about the author\b",
    r"(?:the|our) (?:writer|author|columnist)s? (?:is|are|was|were|has|have|teaches|writes)\b",
    rf"{_NAME},? (?:\([^)]*\),? )?(?:is|was|has been|are|were)\b[^.]{{0,120}}\b(?:{_JOB}|{_DOES})",
    rf"{_NAME} (?:{_JOB}|{_DOES})",
    r"(?:follow|contact|email) (?:him|her|them|the author|on )",
    r"@\w+$",
)
_NOTES = _Any(r"(?:(?:foot|end)?notes?|references|bibliography|sources|works cited):?$")  # match
_CORRECTION = _Any(r"(?:corrections?|clarifications?|editor['’]?s['’]? note|updated?)\b[^.]{0,40}:")  # match
_NOTE = re.compile(r"(?:\[\^?\w{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.)]?)\s+\S|\[\^\w+\]:|[*†‡]\s?\S")
_RELATED = _Any(  # match
    r"explore\b.{0,40}$",
    r"related\b.{0,40}$",
    r"(?:read (?:more|next|also|on)|see also|also read|more (?:from|on|by|like|in)|in this (?:series|issue|section))\b",
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy)|recommended|trending|most (?:read|popular)|advertisement)\b",
    r"(?:subscribe|sign up|follow us|listen to|support (?:us|our)|donate|join the (?:conversation|discussion))\b",
    r".{0,60}\bnewsletter\b",
    r"share(?: this| on| via)?\b.{0,40}$",
    r"download\b.{0,60}$",
    r"(?:tags?|topics?|keywords?|filed under|categories|regions?)\b\s*:",
    r"(?:print(?: this)?(?: page)?|comments?(?: \(\d+\))?|leave a (?:comment|reply)|back to top)$",
)
_KICKER = _Any(  # match
    r"(?:commentary|opinions?|op-ed|analysis|comment|editorials?|columns?|blog|essay|feature|perspective|insight"
    r"|briefing|world|politics)(?: [|/] .*)?$"
)
_MARKDOWN = re.compile(r"#{1,6}\s")
_MARKS = frozenset("'\"‘’“”«»")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, white space around it left out.

    A line is a paragraph, unless the text is wrapped by hand at a fixed width: then a blank line parts them, or a
    full stop before the margin.

    >>> find_paragraphs("One.\\n\\n  Two, \\nand three.")
    [(0, 4), (8, 12), (14, 24)]
    """
    lines = text.translate(_BREAKS) if any(c in text for c in _BREAK_CHARS) else text
    spans = [m.span() for m in _LINE.finditer(lines)]
    if any(lines[end - 1].isspace() for _, end in spans):
        spans = [(start, start + len(lines[start:end].rstrip())) for start, end in spans]
    broken = len(spans) >= 4 and any(lines.count("\n", a[1], b[0]) == 1 for a, b in pairwise(spans))
    width = _wrap_width(lines, spans) if broken else 0
    if not width:
        return spans
    joined = spans[:1]
    for (start, end), (after, stop) in pairwise(spans):
        if lines.count("\n", end, after) > 1 or (end - start < 0.75 * width and _is_finished(lines[start:end])):
            joined.append((after, stop))
        else:
            joined[-1] = (joined[-1][0], stop)
    return joined


def _is_finished(line: str) -> bool:
    return bool(_FINISHED.search(line[-8:]))


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> float:
    """The width at which the lines of paragraphs break; 0 where they do not."""
    broken, total, capitals = [], 0, 0  # lines that run on into the next; those that go on with a capital, as verse
    for (start, end), (after, stop) in pairwise(lines):
        if text.count("\n", end, after) == 1:
            total += 1
            if not _is_finished(text[start:end]):
                broken.append(end - start)
                capitals += text[after].isupper() and not text[after:stop].isupper()
    if total < 3 or total < len(lines) / 3 or len(broken) < total / 2 or capitals > len(broken) / 2:
        return 0
    width = np.quantile(broken, 0.9)  # a long address or a table may stand out
    longest = np.quantile([end - start for start, end in lines], 0.9)
    return width if longest <= 120 and np.median(broken) > width * 0.75 else 0


def find_sections(documents: pd.DataFrame, *, furniture: bool = True) -> pd.DataFrame:
    """The `sections` table: every paragraph of every document with its role.

    Parameters
    ----------
    documents : DataFrame
        Needs doc_id and text; title and author are used where they are given.
    furniture : bool
        Whether to look for roles at all; if not, every paragraph is body.

    Returns
    -------
    DataFrame
        doc_id, section_id (counted through the corpus), role, start, end, duplicate_of (the section that a pull
        quote repeats, else NA).
    """
    schema.need(documents, ("doc_id", "text"), "documents")
    doc, start, end, role, twin = [], [], [], [], []
    titles = documents.get("title", pd.Series(None, index=documents.index, dtype="object"))
    authors = documents.get("author", pd.Series(None, index=documents.index, dtype="object"))
    columns = (column.tolist() for column in (documents["text"], titles, authors))
    for n, (text, title, author) in enumerate(zip(*columns, strict=True)):
        spans = find_paragraphs(text)
        first = len(start)
        doc += [n] * len(spans)
        start += [s for s, _ in spans]
        end += [e for _, e in spans]
        if furniture:
            named = [str(x) if isinstance(x, str) else "" for x in (title, author)]
            found, repeats = _roles([text[s:e] for s, e in spans], *named)
            role += found
            twin += [first + repeats[i] if i in repeats else -1 for i in range(len(spans))]
    number = {name: i for i, name in enumerate(ROLES)}
    codes = np.array([number[r] for r in role], np.int8) if furniture else np.full(len(doc), number["body"], np.int8)
    twins = np.array(twin, np.int32) if furniture else np.full(len(doc), -1, np.int32)
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].astype("str").array.take(np.array(doc, np.int64)),
            "section_id": np.arange(len(doc), dtype=np.int32),
            "role": pd.Categorical.from_codes(codes, categories=list(ROLES)),
            "start": np.array(start, np.int32),
            "end": np.array(end, np.int32),
            "duplicate_of": pd.arrays.IntegerArray(np.maximum(twins, 0), twins < 0),
        }
    )


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
        self.plain = [_MARKDOWN.sub("", p).strip("*_ ") for p in self.text]
        self.n_words = [len(p.split()) for p in self.text]
        self.finished = [bool(_FINISHED.search(p)) for p in self.plain]
        self.role: list[str | None] = [None] * len(paragraphs)
        self.copies: dict[int, int] = {}
        self.title, self.author = words_of(title), words_of(author)
        prose = [i for i in range(len(paragraphs)) if self.finished[i] and self.n_words[i] >= 20]
        self.is_prose = set(prose)

    def repeats(self) -> None:
        """Pull quotes: they may stand anywhere, so they go first."""
        marked = [p[:1] in _MARKS and p[-1:] in _MARKS for p in self.plain]
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
            elif (_RELATED.match(self.plain[i]) and self.n_words[i] <= 20) or (
                not titled and self._is_kicker(i) and following is not None
            ):
                self.role[i] = "related"
            elif not titled and not self.title and self._looks_like_title(i):
                self.role[i], titled = "title", True
            elif _MARKDOWN.match(self.text[i]):
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
            if _NOTES.match(self.plain[header]) and self._only_notes(header, first):
                first = self._last_discourse(header)
                break
        zone = None
        for i in range(first, n):
            if self.role[i]:
                continue
            plain = self.plain[i]
            if _NOTES.match(plain) or _CORRECTION.match(plain):
                zone = "notes"
            elif self._is_related(i):
                zone = "related"
            elif self._is_bio(i):
                zone = "bio"
            elif _DISCLAIMER.search(plain):
                zone = "disclaimer"
            elif _NOTE.match(plain) and (zone == "notes" or plain.startswith("[")):
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
            elif _MARKDOWN.match(self.text[i]):
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
        return self.n_words[i] <= most and bool(_BYLINE.match(self.plain[i]))

    def _is_caption(self, i: int) -> bool:
        plain = self.plain[i]
        if i in self.is_prose:  # a credit opens it or stands behind it; in between, prose may speak of pictures
            opening, last = " ".join(plain.split()[:2]), re.split(r"(?<=[.!?])[\"'”’)]* ", plain)[-1]
            plain = f"{opening} | {last}" if len(last.split()) <= 12 else opening
        return self.n_words[i] <= 60 and bool(_CAPTION.search(plain))

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
        return self.n_words[i] <= 4 and bool(_KICKER.match(self.plain[i]))

    def _is_related(self, i: int) -> bool:
        return self.n_words[i] <= 20 and i not in self.is_prose and bool(_RELATED.match(self.plain[i]))

    def _is_bio(self, i: int) -> bool:
        if self.n_words[i] > 120:
            return False
        if self.author and words_of(self.plain[i])[: len(self.author)] == self.author:
            return True
        return bool(_BIO.match(self.plain[i])) and not self._is_in_the_news(i)

    def _is_in_the_news(self, i: int) -> bool:
        """Does the text speak elsewhere of the person whose name opens this paragraph? Of its author it does not."""
        name = re.match(_NAME, self.plain[i])
        if not name:
            return False
        surname = words_of(name.group())[-1].removesuffix("'s")
        others = range(i) if 2 * i > len(self.text) else range(len(self.text))
        said = [self.plain[k] for k in others if k != i and self.finished[k] and not _BIO.match(self.plain[k])]
        return any(surname == word.removesuffix("'s") for plain in said for word in words_of(plain))

    def _is_last(self, i: int) -> bool:
        """Does nothing but furniture follow?"""
        return all(self._is_furniture(k) for k in range(i + 1, len(self.text)) if self.finished[k])

    def _is_furniture(self, i: int) -> bool:
        if self.role[i] == "pull_quote" or self._is_related(i) or self._is_caption(i):
            return True
        if _NOTES.match(self.plain[i]) or _CORRECTION.match(self.plain[i]):
            return True
        short = self.n_words[i] <= 120
        if i and short and (self._is_bio(i) or _DISCLAIMER.search(self.plain[i])):
            return True
        return bool(i and re.match(r"\[\^?\w{1,3}\]", self.plain[i])) or (i > 1 and self._is_byline(i))

    def _behind_header(self, i: int) -> bool:
        """Does a heading of furniture, such as `Related`, stand before this short paragraph?"""
        back = i
        while back > 0 and self.n_words[back] <= 20 and not self.finished[back]:
            back -= 1
            if self._is_related(back) or _NOTES.match(self.plain[back]):
                return True
        return False

    def _is_stray(self, i: int) -> bool:
        """Is this a short line among the furniture at the end?"""
        return self.n_words[i] <= 8 and i > 1 and self._is_furniture(i - 1)

    def _only_notes(self, header: int, first: int) -> bool:
        return all(self.n_words[i] <= 40 or _NOTE.match(self.plain[i]) for i in range(header + 1, first))

    def _may_be_title(self) -> bool:
        return bool(self.is_prose) and len(self.text) > 2 and not self.finished[0] and self._looks_like_title(0)

    def _looks_like_title(self, i: int) -> bool:
        if i >= len(self.text) or _MARKDOWN.match(self.text[i]):
            return i < len(self.text) and self.text[i].startswith("# ")
        ends = re.search(r"[.:;,][\"'”’)]*$", self.plain[i]) and not self.plain[i].endswith("...")
        return self.n_words[i] <= 22 and not ends

    def _looks_like_heading(self, i: int) -> bool:
        plain = self.plain[i]
        upright = plain[:1].isupper() or plain[:1].isdigit() or fold([plain[:1]])[0] in "\"'"
        return upright and not self.finished[i] and self.n_words[i] <= 12 and i + 1 in self.is_prose
