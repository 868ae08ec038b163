"""Exports of Factiva, as web pages and as Rich Text, in any language of the interface.

Both show the fields of an article with their codes (full article with indexing) or without (`_factiva_lines`). Only
the accession number is the article's own, and it may be cut short. The number of articles is compared with that of the
lines of accession numbers, and in Rich Text with those of lengths. A list of hits and the summary of the search are no
article.
"""

from __future__ import annotations

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.exports import _factiva_html, _factiva_rtf
from discourse.readers.exports._factiva_fields import Found, is_numbered, make_article, strip_number

_NAMES = {"html": "Factiva HTML", "rtf": "Factiva RTF"}
_KNOWS = {"html": _factiva_html.is_export, "rtf": _factiva_rtf.is_export}


def is_export(contents: bytes, form: str) -> bool:
    """Whether the bytes are such an export."""
    return form in _KNOWS and _KNOWS[form](contents)


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export.

    Raises
    ------
    Unreadable
        If it cannot be read, or holds no article.
    """
    if form == "html":
        found = _factiva_html.find(contents, encoding=encoding, max_bytes=max_bytes)
    else:
        found = _factiva_rtf.find(contents, max_bytes=max_bytes)
    if not found.pieces:
        raise Unreadable(f"{_NAMES[form]} without an article: a list of hits, or the summary of a search")
    return _make_all(found, _NAMES[form])


def _make_all(found: Found, export: str) -> Pieces:
    articles: list[Article] = []
    rejected, n_whole = [], 0
    # A running number is the page's own where each headline has one.
    headlines = [" ".join(fields["HD"]) for fields, _ in found.pieces if "HD" in fields]
    counted = len(headlines) > 1 and all(map(is_numbered, headlines))
    for n, (fields, text) in enumerate(found.pieces, 1):
        if "HD" not in fields and "WC" not in fields:
            what = f"an error page in the place of an article: {text[:100]}" if text else "an article without any text"
            rejected.append((n, what))
            continue
        n_whole += 1
        headline = [strip_number(line) for line in fields.get("HD", ())] if counted else fields.get("HD", ())
        try:
            articles.append(make_article(n, {**fields, "HD": headline}, export))
        except Unreadable as error:
            rejected.append((n, str(error)))
    doubts = list(found.doubts)
    doubts += [
        ("count", f"{n_whole:,} articles, and {number:,} {mark}")
        for mark, number in found.marks.items()
        if number != n_whole
    ]
    return Pieces(articles, rejected, doubts)
