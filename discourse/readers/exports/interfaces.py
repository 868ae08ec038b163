"""Answers of the interfaces (APIs) of newspapers and of NewsAPI, saved as JSON.

A file holds one answer, a list of answers, the articles of several, or any of these a line. What an answer holds of an
article differs: the Guardian gives the whole text where it was asked for it, the New York Times an abstract and the
first paragraph, and NewsAPI the first 200 characters. An article of the New York Times without its text is no document.
One of NewsAPI is read, as some are whole; the others are a doubt each, which says how much is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from discourse.readers.article import Article, Paragraph, Pieces, check_length
from discourse.readers.encoding import Unreadable, decode
from discourse.readers.exports.fields.fragments import plain_text, read_fragment
from discourse.readers.exports.fields.standfirsts import find_standfirst

_MOST_LEVELS = 6
_TOP = 1_000_000
#: Fields in which people keep the whole text of an article that an interface gives without it.
_ADDED = ("full_text", "fulltext", "fullText", "body", "text", "content")
_CUT = re.compile(r"\[\+(\d{1,9}) chars\]$")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_NO_RIGHTS = re.compile(r"<!--\s*Redistribution rights", re.IGNORECASE)


class _Interface(NamedTuple):
    """How the answers of an interface are known and read."""

    name: str
    fields: frozenset[str]  # of every article
    lists: tuple[str, ...]  # what holds articles, in an answer
    why: str  # an article may have no text
    read: Callable[[int, dict], Article]  # Unreadable where it has none


def is_export(contents: bytes, form: str) -> bool:
    """Whether the bytes are answers of an interface that is known."""
    head = contents[:_TOP].replace(b"\0", b"")
    if not any(all(f'"{field}"'.encode() in head for field in known.fields) for known in _INTERFACES):
        return False
    try:
        return _find(_values(contents, None)) is not None
    except Unreadable:
        return False


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the answers.

    Raises
    ------
    Unreadable
        If none of the articles has its text, with their number.
    """
    found = _find(_values(contents, encoding))
    if found is None:
        raise Unreadable("JSON of an unknown API, or without an article")
    known, items = found
    articles: list[Article] = []
    rejected: list[tuple[int, str]] = []
    for n, item in enumerate(items, start=1):
        try:
            if not known.fields <= item.keys():
                raise Unreadable(f"no article of {known.name}")
            articles.append(known.read(n, item))
        except Unreadable as error:
            rejected.append((n, str(error)))
    if not articles:
        raise Unreadable(f"JSON of {known.name} with {len(items)} articles, none with its full text: {known.why}")
    doubt = decode(contents, encoding=encoding).doubt
    return Pieces(articles, rejected, [] if doubt is None else [("encoding", doubt)])


def _values(contents: bytes, encoding: str | None) -> list[Any]:
    """The JSON of a file: one value, or one a line."""
    text = decode(contents, encoding=encoding).text
    try:
        return [json.loads(text)]
    except RecursionError:
        raise Unreadable("JSON nested too deeply") from None
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise Unreadable(f"no JSON: {error}") from None
    return [_value(line) for line in lines]


def _value(line: str) -> Any:
    """The value of a line; of one that is cut or damaged an empty article, which is rejected."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return {}


def _find(values: list[Any]) -> tuple[_Interface, list[dict]] | None:
    """The interface that the values are of, and the articles in them."""
    for known in _INTERFACES:
        items = [item for value in values for item in _items(value, known, 0)]
        if any(known.fields <= item.keys() for item in items):
            return known, items
    return None


def _items(value: Any, known: _Interface, level: int) -> Iterator[dict]:
    """The articles in an answer, in a list of them, or in what holds answers; what is no article is empty."""
    if isinstance(value, list):
        for part in value:
            yield from _items(part, known, level + 1) if level < _MOST_LEVELS else ()
    elif not isinstance(value, dict) or known.fields <= value.keys():
        yield value if isinstance(value, dict) else {}
    else:
        inner = next(
            (value[name] for name in ("response", *known.lists) if isinstance(value.get(name), dict | list)), None
        )
        if inner is None:
            yield {}
        elif level < _MOST_LEVELS:
            yield from _items(inner, known, level + 1)


def _text(value: Any) -> str:
    """A value where it is text, else the empty string; without NUL and lone surrogates, which no table can store."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode().replace("\0", "")


def _field(item: dict, *names: str) -> Any:
    """What stands at a path of fields, or None."""
    for name in names:
        item = item.get(name) if isinstance(item, dict) else None  # type: ignore[assignment]
    return item


def _whole(value: Any) -> int | None:
    said = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 and int(said) else None


def _article(
    n: int, title: str, standfirst: str, body: list[Paragraph], docvars: dict[str, Any], doubts: list[tuple[str, str]]
) -> Article:
    above = find_standfirst([paragraph.text for paragraph in read_fragment(standfirst)], body)
    paragraphs = [Paragraph(title, "title"), *above, *body]
    docvars = {"title": title, **docvars}
    doubts = [*doubts, *([] if doubts else check_length(docvars.get("n_words_stated"), paragraphs))]
    return Article(n, paragraphs, {name: value for name, value in docvars.items() if value}, doubts)


def _read_guardian(n: int, item: dict) -> Article:
    fields = item["fields"] if isinstance(item.get("fields"), dict) else {}
    body = _guardian_body(item, fields)
    byline = plain_text(_text(fields.get("byline"))) or "; ".join(_contributors(item))
    docvars = {
        "author": byline,
        "date": _text(item.get("webPublicationDate")),
        "outlet": _text(fields.get("publication")) or "The Guardian",
        "section": _text(item.get("sectionName")),
        "page": str(_whole(fields.get("newspaperPageNumber")) or _text(fields.get("newspaperPageNumber"))),
        "language": _text(fields.get("lang")),
        "n_words_stated": _whole(fields.get("wordcount")),
        "url": _text(item.get("webUrl")),
        "export": "Guardian API JSON",
        "export_id": _text(item.get("id")),
    }
    title = plain_text(_text(fields.get("headline"))) or plain_text(_text(item["webTitle"]))
    standfirst = _text(fields.get("standfirst")) or _text(fields.get("trailText"))
    return _article(n, title, standfirst, body, docvars, [])


def _guardian_body(item: dict, fields: dict) -> list[Paragraph]:
    """The body from the field that says most: HTML, text, or the blocks of which a page is made."""
    blocks = _field(item, "blocks", "body")
    blocks = [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    for said in (
        _text(fields.get("body")),
        "\n".join(_text(block.get("bodyHtml")) for block in blocks),
        _text(fields.get("bodyText")),
        "\n".join(_text(block.get("bodyTextSummary")) for block in blocks),
        *(_text(item.get(name)) for name in _ADDED),
    ):
        if _NO_RIGHTS.search(said):
            raise Unreadable("The Guardian may not pass on the text of this article")
        if paragraphs := read_fragment(said):
            return paragraphs
    raise Unreadable("an article of the Guardian without its text; request show-fields=body from the API")


def _contributors(item: dict) -> Iterator[str]:
    tags = item.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict) and tag.get("type") == "contributor":
            yield _text(tag.get("webTitle"))


def _read_nyt(n: int, item: dict) -> Article:
    text = next((said for name in _ADDED if (said := _text(item.get(name)).strip())), "")
    body = read_fragment(text)
    if not body:
        raise Unreadable("an article of the New York Times without its full text")
    headline = item["headline"]
    title = _text(_field(headline, "main")) if isinstance(headline, dict) else _text(headline)
    byline = item.get("byline")
    byline = _text(_field(byline, "original")) if isinstance(byline, dict) else _text(byline)
    docvars = {
        "author": _BY.sub("", byline),
        "date": _text(item["pub_date"]),
        "outlet": _text(item.get("source")) or "The New York Times",
        "section": _text(item.get("section_name")) or _text(item.get("news_desk")),
        "page": f"{_text(item.get('print_section'))}{item.get('print_page') or ''}",
        "n_words_stated": _whole(item.get("word_count")),
        "url": _text(item["web_url"]),
        "export": "New York Times API JSON",
        "export_id": _text(item.get("_id")),
    }
    return _article(n, plain_text(title), _text(item.get("abstract")), body, docvars, [])


def _read_newsapi(n: int, item: dict) -> Article:
    text = _text(item["content"]).strip()
    if cut := _CUT.search(text[-30:]):
        text = text.removesuffix(cut[0]).rstrip().removesuffix("…").removesuffix("...")
    body = read_fragment(text)
    if not body or text == "[Removed]":
        raise Unreadable("an article of NewsAPI without content")
    docvars = {
        "author": _text(item.get("author")),
        "date": _text(item["publishedAt"]),
        "outlet": _text(_field(item, "source", "name")),
        "url": _text(item["url"]),
        "export": "NewsAPI JSON",
    }
    doubts = [("cut", f"NewsAPI only gives the beginning: {int(cut[1]):,} characters are missing")] if cut else []
    return _article(n, plain_text(_text(item.get("title"))), _text(item.get("description")), body, docvars, doubts)


_INTERFACES = (
    _Interface(
        "the Guardian's interface",
        frozenset(("webTitle", "webUrl", "apiUrl")),
        ("results", "content"),
        "request it with show-fields=body",
        _read_guardian,
    ),
    _Interface(
        "the New York Times API",
        frozenset(("web_url", "headline", "pub_date")),
        ("docs",),
        "it only gives abstract and lead_paragraph; save the pages at web_url",
        _read_nyt,
    ),
    _Interface(
        "NewsAPI",
        frozenset(("publishedAt", "url", "urlToImage", "content")),
        ("articles",),
        "the content is empty; save the pages at url",
        _read_newsapi,
    ),
)
