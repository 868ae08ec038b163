"""E-books (EPUB 2 and 3): a ZIP archive with a web page for each chapter, and a list of their order.

A book is one document. Chapters are read in the order of the spine; notes, wherever the book has them, follow at the
end.

References
----------
W3C (2023). EPUB 3.3. Recommendation.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from discourse.readers.archive import Archive, parse_xml
from discourse.readers.article import Pieces
from discourse.readers.documents._chapters import Chapter, local_name, read_chapter
from discourse.readers.documents._office import Passage, counted, office_article
from discourse.readers.encoding import Unreadable

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_PACKAGE, _PAGES = "application/oebps-package+xml", ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
#: Fonts that are made unusable outside the book: no protection of its text.
_OF_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
# What the guide of an EPUB 2 may say of a page that is no text, if the page has no more signs than such pages have.
_NO_TEXT = frozenset("cover toc title-page copyright-page index loi lot colophon".split())
_SHORT = 3_000
_DATE = re.compile(r"(?:1[5-9]|20)\d\d(?:-\d\d(?:-\d\d)?)?")


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The book as one article, with title, author, language, date and publisher (as outlet) as docvars.

    Raises
    ------
    Unreadable
        If it is no EPUB, its text is encrypted, it is too large, or holds no text.
    """
    archive = Archive(contents, max_bytes=max_bytes, what="EPUB")
    _refuse_protected(archive)
    name = _name_of_package(archive)
    package = parse_xml(archive.read(name), "EPUB")
    passages: list[Passage] = []
    notes: list[str] = []
    left_out: Counter[str] = Counter()
    lost: list[str] = []
    for path, aside in _pages(package, name):
        try:
            chapter = read_chapter(archive.read(path))
        except Unreadable:
            lost.append(path)
            continue
        passages += [] if _is_aside(chapter, aside) else chapter.passages
        notes += chapter.notes
        left_out["formula"] += chapter.n_formulas
    if lost and not passages:
        raise Unreadable(f"EPUB without a readable chapter; the first that cannot be read is {lost[0]}")
    pieces = office_article(passages, notes, _properties(package), left_out, what="EPUB")
    if lost:
        pieces.articles[0].doubts.append(
            ("cut", f"{counted(len(lost), 'chapter')} that cannot be read, such as {lost[0]}")
        )
    return pieces


def _refuse_protected(archive: Archive) -> None:
    if _ENCRYPTION not in archive.names:
        return
    for element in parse_xml(archive.read(_ENCRYPTION), "EPUB").iter():
        if local_name(element) == "encrypteddata" and not _OF_FONTS & {
            inner.get("Algorithm") for inner in element if local_name(inner) == "encryptionmethod"
        }:
            raise Unreadable("EPUB with copy protection (DRM), whose text is encrypted; get a copy without it")


def _name_of_package(archive: Archive) -> str:
    """The name of the file that lists the parts of the book."""
    if _CONTAINER in archive.names:
        for element in parse_xml(archive.read(_CONTAINER), "EPUB").iter():
            if local_name(element) == "rootfile" and element.get("media-type", _PACKAGE) == _PACKAGE:
                return posixpath.normpath(unquote(element.get("full-path", "")))
    found = [name for name in archive.names if name.lower().endswith(".opf")]
    if not found:
        raise Unreadable(f"ZIP archive without {_CONTAINER}: not an EPUB file")
    return found[0]


def _pages(package: Any, name: str) -> Iterator[tuple[str, bool]]:
    """The paths of the pages in the order of reading, each once, and whether the book says that one is no text."""
    folder = posixpath.dirname(name)
    items = {item.get("id"): item for item in package.iter() if local_name(item) == "item"}
    no_text = {
        _path(folder, reference.get("href", ""))
        for reference in package.iter()
        if local_name(reference) == "reference"
        and reference.get("type") in _NO_TEXT
        and "#" not in reference.get("href", "")
    }
    seen: set[str] = set()
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if item is None or item.get("media-type") not in _PAGES or "nav" in item.get("properties", "").split():
            continue
        path = _path(folder, item.get("href", ""))
        if path not in seen:
            seen.add(path)
            yield path, reference.get("linear") == "no" or path in no_text


def _path(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _is_aside(chapter: Chapter, aside: bool) -> bool:
    return aside and sum(len(passage.text) for passage in chapter.passages) <= _SHORT


def _properties(package: Any) -> dict[str, str]:
    """What the package says of the book."""
    said: dict[str, list[Any]] = {}
    refined: dict[tuple[str, str], str] = {}
    for element in package.iter():
        name = local_name(element)
        if name == "meta" and element.get("refines"):
            refined[element.get("refines").lstrip("#"), element.get("property", "")] = _text(element)
        elif _text(element):
            said.setdefault(name, []).append(element)

    def refinement(element: Any, what: str) -> str:
        own = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == what), "")
        return own or refined.get((element.get("id", ""), what), "")

    titles = said.get("title", [])
    main = [title for title in titles if refinement(title, "title-type") == "main"] or titles
    roles = [(refinement(creator, "role") or "aut", _text(creator)) for creator in said.get("creator", [])]
    dates = [date for date in said.get("date", []) if refinement(date, "event") in ("", "publication")]
    day = _DATE.match(_text(dates[0])) if dates else None
    found = {
        "title": _text(main[0]) if main else "",
        "author": "; ".join(name for role, name in roles if role == "aut"),
        "language": next(map(_text, said.get("language", [])), ""),
        "outlet": next(map(_text, said.get("publisher", [])), ""),
        "date": day[0] if day else "",
    }
    return {name: value for name, value in found.items() if value}


def _text(element: Any) -> str:
    return " ".join((element.text or "").split())
