"""Pieces of HTML in the fields of records: a body of paragraphs, a standfirst with a link, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from discourse.readers.article import Paragraph
from discourse.readers.encoding import Unreadable

#: Elements that are paragraphs of their own, and what the text in some of them is.
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li main ol p pre section table tbody td tfoot th thead tr ul".split()
)
_ROLES = {"figcaption": "caption", "caption": "caption"} | {f"h{n}": "heading" for n in range(1, 7)}
#: What is no text of the article: code, and boxes that lead to other articles (the Guardian's rich links).
_UNSEEN = frozenset("script style template iframe svg noscript button form".split())
_UNSEEN_CLASS = re.compile(r"element-rich-link|element-membership|newsletter-sign-?up|submeta", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\w+|\w+);")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read_fragment(markup: str) -> list[Paragraph]:
    """The paragraphs of a piece of HTML, headings and captions with their role; of plain text its lines.

    Raises
    ------
    Unreadable
        If the elements are nested more deeply than a page is.

    Examples
    --------
    >>> read_fragment("<h2>Tea</h2><p>It is <b>good</b>.</p>")
    [Paragraph(text='Tea', role='heading'), Paragraph(text='It is good.', role=None)]
    >>> read_fragment("Tea &amp; cake")
    [Paragraph(text='Tea & cake', role=None)]
    """
    if not _MARKUP.search(markup):
        return [Paragraph(line) for line in markup.splitlines() if line.strip()]
    return list(_paragraphs(_parse(markup)))


def plain_text(markup: object) -> str:
    """The text of a piece of HTML in one line; the empty string where there is none.

    >>> plain_text('By <a href="/feld">Nora Feld</a>'), plain_text(None)
    ('By Nora Feld', '')
    """
    if not isinstance(markup, str):
        return ""
    return " ".join(" ".join(paragraph.text.split()) for paragraph in read_fragment(markup))


def _parse(markup: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(f"<body>{_INVALID.sub('', markup)}</body>".encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"HTML that cannot be parsed: {error}") from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise Unreadable("HTML that cannot be parsed whole: it is nested too deeply, or damaged")
    return tree


def _paragraphs(tree: Any) -> Iterator[Paragraph]:
    from lxml import etree

    parts: list[str] = []
    open_roles: list[str] = []
    unseen = 0

    def flush() -> Iterator[Paragraph]:
        if text := " ".join("".join(parts).split()):
            yield Paragraph(text, open_roles[-1] if open_roles else None)
        parts.clear()

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = element.tag in _UNSEEN or bool(_UNSEEN_CLASS.search(element.get("class", "")))
        role = _ROLES.get(element.tag)
        if event == "start":
            if element.tag in _BLOCKS:
                yield from flush()
            open_roles += [role] if role else []
            unseen += hidden
            parts += [element.text] if element.text and not unseen else []
        else:
            if element.tag in _BLOCKS:
                yield from flush()
            open_roles = open_roles[:-1] if role else open_roles
            unseen -= hidden
            parts += [element.tail] if element.tail and not unseen else []
    yield from flush()
