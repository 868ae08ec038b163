"""Exports of Factiva, as web pages and as Rich Text, in any language of the interface.

Both show the fields of an article with their codes (full article with indexing) or without. Only the accession number
is the article's own, and it may be cut short. The number of articles is compared with that of the lines of accession
numbers in a page, and with that of the lines of lengths in Rich Text. A list of hits and the summary of the search are
no article.

`web_page` finds the articles in a page, `rich_text` those in RTF; `lines` tells the fields where their codes are not
shown, and `fields` says what each becomes.
"""

from __future__ import annotations

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.factiva import rich_text, web_page
from discourse.readers.exports.factiva.fields import Finds, article_of_fields, is_numbered, strip_number

_NAMES = {"html": "Factiva HTML", "rtf": "Factiva RTF"}
_KNOWS = {"html": web_page.is_export, "rtf": rich_text.is_export}


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
        found = web_page.find_in_page(contents, encoding=encoding, max_bytes=max_bytes)
    else:
        found = rich_text.find_in_rtf(contents, max_bytes=max_bytes)
    if not found.pieces:
        raise Unreadable(f"{_NAMES[form]} without an article: a list of hits, or the summary of a search")
    return _make_all(found, _NAMES[form])


def _make_all(found: Finds, export: str) -> Pieces:
    articles: list[Article] = []
    rejected, n_whole = [], 0
    # A running number is the page's own where each headline has one.
    headlines = [" ".join(fields["HD"]) for fields, _ in found.pieces if "HD" in fields]
    counted = len(headlines) > 1 and all(map(is_numbered, headlines))
    for n, (fields, text) in enumerate(found.pieces, 1):
        if "HD" not in fields and "WC" not in fields:
            what = f"an error page instead of an article: {text[:100]}" if text else "an article without any text"
            rejected.append((n, what))
            continue
        n_whole += 1
        headline = [strip_number(line) for line in fields.get("HD", ())] if counted else fields.get("HD", ())
        try:
            articles.append(article_of_fields(n, {**fields, "HD": headline}, export))
        except Unreadable as error:
            rejected.append((n, str(error)))
    doubts = list(found.doubts)
    doubts += [
        ("count", f"{n_whole:,} articles, and {number:,} {mark}")
        for mark, number in found.marks.items()
        if number != n_whole
    ]
    return Pieces(articles, rejected, doubts)
