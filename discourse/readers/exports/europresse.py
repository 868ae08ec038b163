"""Exports of Europresse (Eureka) as web pages.

The newer layout has an `article` for each text, with its parts in elements of their own: outlet and date (`DocHeader`),
title, authors, text, illustrations, and the number of the document below. The older one is a table an article, of which
only outlet, date and title are marked: the author is the line below the title that ends before the first paragraph, and
the text goes as far as the copyright notice or the number of the document.

An article may show two numbers; the one of its certificate, the last, is its own. What stands above the title is a
heading of the page and no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from discourse.readers.article import Article, Paragraph, Pieces, check_length
from discourse.readers.encoding import Unreadable
from discourse.readers.exports._tree import (
    decode_export,
    ends_line,
    find_in_tags,
    marked_blocks,
    paragraphs_in,
    parse_export,
    part_frames,
)
from discourse.readers.worded_dates import find_date

_CLASS = rb"\bclass\s*=\s*[\"']?[^\"'<>=]{0,80}?(?<![\w-])"
_OUTLET = re.compile(_CLASS + rb"DocPublicationName\b", re.IGNORECASE)
_HEADLINE = re.compile(_CLASS + rb"titreArticleVisu\b", re.IGNORECASE)
_PARTS = re.compile(_CLASS + rb"(?:titreArticle|DocHeader|docOcurrContainer|DocText)", re.IGNORECASE)
# Class or id, in small letters -> what the element holds.
_MARKS = {
    "docpublicationname": "outlet", "docheader": "header", "titrearticlevisu": "title", "rdp__articletitle": "title",
    "grandtitre": "title", "rdp__subtitle": "subtitle", "docauthors": "author", "doctext": "body",
    "dococurrcontainer": "body", "rdp__newsdoc": "aside", "apd-wrapper": "foot", "doc-legalinfo": "foot",
    "public_lblnodoc": "number", "public-lblnodoc": "number", "txtcertificat": "foot", "celpdf": "foot",
}  # fmt: skip
_TAGS = {"header": "head", "aside": "aside", "footer": "foot"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_BELOW_TITLE = "sm-margin-bottomnews"  # authors in exports that do not mark them, if it comes after the title
_NUMBER = re.compile(r"(?<!\w)[a-z]{2,10}[·•]\d{8}[·•][\w·•.-]{3,60}")
_NUMBERED = re.compile(r"(?:numéro de document|document number|news document|número de documento)\b", re.IGNORECASE)
_ISSUE = re.compile(r"\s*,\s*(?:no|n°|nº|nos|vol|num|numéro|issue|number)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_WORDS = re.compile(r"(\d[\d\s.,]{0,8})\s(?:mots?|words?|palabras|wörter|parole)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?=[^,]*\d)")
_PAGE = re.compile(r"(?:(?:pp?|s|págs?)\.|pages?\s)\s*(\S.*)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:cet article est paru dans|this article (?:appeared|was published) in)\b", re.IGNORECASE)
# What a label beside the text says of what follows it.
_BESIDE: tuple[tuple[str | None, re.Pattern[str]], ...] = (
    ("caption", re.compile(r"illustration|photo|image|graph|tableau|carte|légende", re.IGNORECASE)),
    (None, re.compile(r"encadré|box", re.IGNORECASE)),
)
_LANGUAGES = ("fr", "en", "es", "de", "it", "pt", "nl")
_SHORT = 12  # words of an author's line, at most
_LONGEST = 300  # characters of the line with the date
_LABEL = 40  # characters of a label


class _Block(NamedTuple):
    """Text with its mark; `ends_line` says whether a <br> stands behind it."""

    mark: str
    paragraphs: list[str]
    ends_line: bool

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


def is_export(contents: bytes, form: str) -> bool:
    """Whether the page marks outlets and articles as those of Europresse do."""
    page = contents.replace(b"\0", b"") if b"\0" in contents[:100] else contents
    return form == "html" and any(find_in_tags(page, _OUTLET)) and any(find_in_tags(page, _PARTS))


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export.

    Raises
    ------
    Unreadable
        If it cannot be read, or holds no article.
    """
    page, _, doubt = decode_export(contents, encoding=encoding, max_bytes=max_bytes)
    tree = parse_export(page)
    frames = _frames(tree)
    pieces = [_blocks(frame) for frame in frames] if frames else _split(_blocks(tree))
    if not pieces:
        raise Unreadable("Europresse HTML without an article: a list of hits")
    articles: list[Article] = []
    rejected = []
    for n, piece in enumerate(pieces, 1):
        try:
            articles.append(_make_article(n, piece))
        except Unreadable as error:
            rejected.append((n, str(error)))
    doubts = [("encoding", doubt)] if doubt else []
    n_whole = sum(any(block.mark in ("outlet", "title") for block in piece) for piece in pieces)
    mark, signs = ("outlets", _OUTLET) if frames else ("headlines", _HEADLINE)
    if (number := sum(1 for _ in find_in_tags(page.encode(), signs))) != n_whole:
        doubts.append(("count", f"{n_whole:,} articles, and {number:,} {mark}"))
    return Pieces(articles, rejected, doubts)


def _frames(tree: Any) -> list[Any]:
    """The frames of articles in the newer layout, none inside another."""
    frames = list(tree.iter("article"))
    part_frames(frames)
    return frames


def _blocks(element: Any) -> list[_Block]:
    return [_Block(mark, paragraphs_in(text), ends_line(text)) for text, mark in marked_blocks(element, _mark_of)]


def _mark_of(node: Any, around: str) -> str:
    """What an element holds, by its class, its id or its name."""
    names = f"{node.get('class') or ''} {node.get('id') or ''}".lower().split()
    for name in names:
        if name in _MARKS:
            return _MARKS[name]
    if node.tag in _TAGS:
        return _TAGS[node.tag]
    if around in ("", "head", "box"):
        return "box" if "titrearticle" in names else "line" if _BELOW_TITLE in names and around != "box" else around
    return "heading" if around == "body" and node.tag in _HEADINGS else around


def _split(blocks: list[_Block]) -> list[list[_Block]]:
    """The articles of the older layout: each begins with its outlet."""
    pieces: list[list[_Block]] = []
    for block in blocks:
        if block.mark == "outlet":
            pieces.append([])
        if pieces:
            pieces[-1].append(block)
    return pieces


def _make_article(n: int, blocks: list[_Block]) -> Article:
    """The article of these blocks.

    Raises
    ------
    Unreadable
        If they hold no body.
    """
    if not any(block.mark in ("outlet", "title") for block in blocks):
        text = " ".join(block.text for block in blocks)
        raise Unreadable(
            f"an error page instead of an article: {text[:100]}" if text else "an article without any text"
        )
    place = _find_title(blocks)
    title = blocks[place].text if place is not None else ""
    below = blocks if place is None else blocks[place + 1 :]
    authors, body = _read_body(below)
    if not any(paragraph.text for paragraph in body):
        raise Unreadable(f"article without a body: {title[:100] or 'it has no headline either'}")
    authors = _texts(below, "author") or authors
    standfirst = _texts(below, "subtitle", "box", "head") + (_texts(below, "line") if authors else [])
    authors = authors or _texts(below, "line")
    header = _read_header(" ".join(_texts(blocks, "header")))
    docvars = {"title": title, "author": "; ".join(authors), "outlet": _ISSUE.split(_first(blocks, "outlet"), 1)[0]}
    docvars |= header | {"export": "Europresse HTML", "export_id": _find_number(blocks)}
    paragraphs = [Paragraph(title, "title"), *(Paragraph(text, "standfirst") for text in standfirst), *body]
    paragraphs += _read_beside(_texts(below, "aside"))
    known = {name: value for name, value in docvars.items() if value not in (None, "")}
    return Article(n, paragraphs, known, check_length(header.get("n_words_stated"), paragraphs))


def _find_title(blocks: Sequence[_Block]) -> int | None:
    """Where the title stands: in its own element, else first in that around titles."""
    for mark in ("title", "box"):
        for place, block in enumerate(blocks):
            if block.mark == mark:
                return place
    return None


def _read_body(below: Sequence[_Block]) -> tuple[list[str], list[Paragraph]]:
    """The author, where only his place tells him, and the paragraphs of the text."""
    marked = [block for block in below if block.mark in ("body", "heading")]
    if marked:
        roles = [
            (text, "heading" if block.mark == "heading" else None) for block in marked for text in block.paragraphs
        ]
        if _ELSEWHERE.match(roles[-1][0]):
            roles.pop()
        return [], [Paragraph(text, role) for text, role in roles]
    plain = [block for block in below if block.mark == ""]
    authors = [plain[0].text] if plain and _is_author(plain[0]) else []
    texts = _cut_at_number([text for block in plain[len(authors) :] for text in block.paragraphs])
    return authors, [Paragraph(text) for text in texts]


def _is_author(block: _Block) -> bool:
    """Whether it is one short line that ends before the first paragraph begins."""
    text = block.text
    return block.ends_line and len(block.paragraphs) == 1 and len(text.split()) <= _SHORT and text[-1] not in ".!?…:"


def _cut_at_number(texts: list[str]) -> list[str]:
    """The paragraphs as far as the copyright notice above the number of the document, or the number."""
    end = next((n for n, text in enumerate(texts) if _NUMBERED.match(text) or _NUMBER.match(text)), None)
    texts = texts[:end]
    if texts and _COPYRIGHT.match(texts[-1]):
        texts.pop()
    return texts


def _read_beside(texts: Sequence[str]) -> list[Paragraph]:
    """What stands beside the text, by the labels in it: captions, a box, or notes."""
    role: str | None = "notes"
    paragraphs = []
    for text in texts:
        label, colon, rest = text.partition(":")
        if colon and len(label) <= _LABEL and (found := [to for to, words in _BESIDE if words.match(label)]):
            role, text = found[0], rest.strip()
        elif colon and len(label) <= _LABEL and not rest.strip():
            role, text = "notes", ""
        if text:
            paragraphs.append(Paragraph(text, role))
    return paragraphs


def _read_header(line: str) -> dict[str, Any]:
    """Section, date, page and length in a line such as `Débats, jeudi 12 septembre 2024 623 mots, p. 7`.

    >>> _read_header("Débats, jeudi 12 septembre 2024 623 mots, p. A7")
    {'page': 'A7', 'n_words_stated': 623, 'date': '2024-09-12', 'section': 'Débats'}
    >>> _read_header("Opinions, Thursday, October 5, 2023, p. 3")
    {'page': '3', 'date': '2023-10-05', 'section': 'Opinions'}
    """
    found: dict[str, Any] = {}
    parts = [part.strip(" ,") for part in line[:_LONGEST].split(", ") if part.strip(" ,")]
    for place, part in enumerate(parts):
        if page := _PAGE.fullmatch(part):
            found["page"] = ", ".join([page[1], *parts[place + 1 :]])
            parts = parts[:place]
            break
    for place, part in enumerate(parts):
        if words := _WORDS.search(_without_year(part)):
            found["n_words_stated"] = int(re.sub(r"\D", "", words[1]))
            parts[place] = part.replace(words[0], " ").strip()
    start = len(parts)
    ends = (end for end in range(1, len(parts) + 1) if find_date(", ".join(parts[:end])))
    if end := next(ends, 0):
        start = next(n for n in range(end - 1, -1, -1) if find_date(", ".join(parts[n:end])))
        found["date"] = find_date(", ".join(parts[start:end]))
    elif len(parts) > 1:
        start = 1
    section = [part for part in parts[:start] if part.casefold() not in _weekdays()]
    return found | ({"section": ", ".join(section)} if section else {})


def _without_year(part: str) -> str:
    """The part with the year taken out, which would run on into a number of words."""
    return _YEAR.sub(" | ", part)


def _find_number(blocks: Sequence[_Block]) -> str:
    """The number of the document: that of the certificate, which comes last."""
    texts = (text for block in reversed(blocks) if block.mark != "body" for text in reversed(block.paragraphs))
    return next((found[-1] for text in texts if (found := _NUMBER.findall(text))), "")


def _texts(blocks: Sequence[_Block], *marks: str) -> list[str]:
    return [text for block in blocks if block.mark in marks for text in block.paragraphs]


def _first(blocks: Sequence[_Block], mark: str) -> str:
    return next((block.text for block in blocks if block.mark == mark), "")


@cache
def _weekdays() -> frozenset[str]:
    from babel import Locale

    days = (Locale(language).days["format"]["wide"].values() for language in _LANGUAGES)
    return frozenset(day.casefold() for names in days for day in names)
