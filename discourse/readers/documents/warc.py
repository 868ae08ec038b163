"""WARC: archives of web pages, of which each article page is an article.

A crawler writes down all that servers answered: pages, pictures, style sheets, redirections, errors. Pages that were
there (status 200, HTML) are the pieces. What is found in one is what `discourse.readers.html` finds in a saved page,
and a page without an article is rejected with its address. All else is passed over. Only where it may be text, such as
PDF, a doubt tells how much there is. The day of the crawl is no date of an article, and stands in a docvar of its own.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from discourse.readers.article import Article, Pieces
from discourse.readers.documents._warc_records import Record, read_records
from discourse.readers.encoding import Unreadable, check_size
from discourse.readers.html import decode_page, read_whole

PAGES = ("text/html", "application/xhtml+xml")
#: Beginnings of media types that are not read and may hold a text.
TEXTS = (
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.openxmlformats",
    "application/vnd.oasis",
    "application/epub",
    "text/plain",
)
_OF_PAGE = ("title", "author", "date", "outlet", "encoding", "n_dropped")


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The articles of an archive that is in memory; `read_stream` needs less of it.

    Parameters
    ----------
    contents : bytes
        A WARC file, packed or not.
    max_bytes : int
        Most bytes of the file, and of a record.

    Raises
    ------
    Unreadable
        If the bytes are no WARC file, or it holds no page.
    """
    check_size(len(contents), max_bytes)
    passed: Counter[str] = Counter()
    articles: list[Article] = []
    rejected: list[tuple[int, str]] = []
    for piece in read_stream(io.BytesIO(contents), max_bytes=max_bytes, passed=passed):
        if isinstance(piece, Article):
            articles.append(piece)
        else:
            rejected.append(piece)
    if not articles and not rejected:
        n = passed.total()
        raise Unreadable(f"WARC of {n:,} records without a web page" if n else "not a WARC file: it has no record")
    texts = {kind: n for kind, n in sorted(passed.items()) if kind.startswith(TEXTS)}
    listed = ", ".join(f"{kind} ({n:,})" for kind, n in texts.items())
    return Pieces(articles, rejected, [("parts", f"not read are answers that may be texts: {listed}")] if texts else [])


def read_stream(
    file: BinaryIO, *, max_bytes: int, passed: Counter[str] | None = None
) -> Iterator[Article | tuple[int, str]]:
    """The pages of an archive, one at a time, however large it is.

    Parameters
    ----------
    file : binary file
        Open at its beginning; packed by gzip, as a whole or each record, or not packed.
    max_bytes : int
        Most bytes of a record, packed and unpacked; a larger one is rejected.
    passed : Counter, optional
        Into which the records that are no pages are counted, by their media type, else by the type of record.

    Yields
    ------
    Article, or tuple of its place among the pages and the reason why it is none
    """
    n = 0
    passed = Counter() if passed is None else passed
    for record in read_records(file, max_bytes=max_bytes):
        try:
            if (piece := _read_page(record, passed, max_bytes)) is None:
                continue
            n += 1
            yield piece._replace(n=n)
        except Unreadable as error:
            n += 1
            url = _url(record)
            yield n, f"{error} ({url})" if url else str(error)


def _read_page(record: Record, passed: Counter[str], max_bytes: int) -> Article | None:
    """The article of a page; None for other records, which are counted."""
    kind = record.field("WARC-Type").lower()
    if not record.header:
        raise Unreadable(str(record.reason))
    if kind not in ("response", "resource") or (kind == "resource" and _media(record) not in PAGES):
        passed[_media(record) if kind in ("resource", "conversion") else kind] += 1
        return None
    charset, page = None, record.block
    if kind == "response":
        if not _is_of_web(record):
            passed[kind] += 1
            return None
        answer = record.answer()
        if answer.status is None or (record.reason and not answer.media):
            raise Unreadable(record.reason or "not a readable server response: it has no status")
        page = answer.page(max_bytes) if not answer.media else b""
        media = answer.media or _guess(page)
        if answer.status != 200 or media not in PAGES:
            passed[kind if answer.status != 200 or _is_for_crawlers(record) else media or kind] += 1
            return None
        charset, page = answer.charset, page or answer.page(max_bytes)
    if record.reason is not None and b"</html" not in page[-1000:].lower():
        raise Unreadable(record.reason)
    return _article(record, page, charset)


def _article(record: Record, page: bytes, charset: str | None) -> Article:
    decoded = decode_page(page, declared=charset)
    row, paragraphs = read_whole(page, decoded=decoded)
    docvars: dict[str, Any] = {name: row[name] for name in _OF_PAGE if name in row}
    docvars |= {"url": _url(record), "crawled": record.field("WARC-Date")[:10], "export": "WARC"}
    return Article(0, paragraphs, docvars, [("encoding", decoded.doubt)] if decoded.doubt else [])


def _url(record: Record) -> str:
    return record.field("WARC-Target-URI").strip("<>")


def _media(record: Record) -> str:
    return record.field("Content-Type").partition(";")[0].strip().lower()


def _guess(page: bytes) -> str:
    """The media type of an answer that states none."""
    start = page[:1000].lstrip().lower()
    return PAGES[0] if start.startswith((b"<!doctype html", b"<html")) else ""


def _is_of_web(record: Record) -> bool:
    """Whether a response came from a server of pages, and not from one of names (`dns:`) or files."""
    return _media(record) in ("application/http", "") or _url(record).lower().startswith("http")


def _is_for_crawlers(record: Record) -> bool:
    return _url(record).endswith(("/robots.txt", "/ads.txt", "/security.txt"))
