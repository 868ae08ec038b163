"""The chapters of an e-book: web pages in XHTML, read into paragraphs.

No article has to be found in them, as all that they hold is the book. What the book marks as cover, title page, table
of contents, index, page number or reference to a note is left out; notes stand apart.
"""

from __future__ import annotations

import html.entities
import re
from typing import Any, NamedTuple

from discourse.readers.archive import parse_xml
from discourse.readers.documents._office import Passage
from discourse.readers.encoding import Unreadable

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_BLOCKS = frozenset(
    """address article aside blockquote body center caption dd details div dl dt fieldset figcaption figure footer h1 h2
    h3 h4 h5 h6 header hgroup hr li main ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_ROLES = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading") | {
    "figcaption": "caption",
    "caption": "caption",
}
_UNSEEN = frozenset("head script style nav template svg audio video iframe noscript rp rt button select".split())
#: Values of epub:type (EPUB Structural Semantics Vocabulary 1.1), and of role with `doc-` before them (DPUB-ARIA 1.1).
_LEFT_OUT = frozenset(
    """toc toc-brief landmarks page-list pagelist loi lot loa lov cover frontcover titlepage halftitlepage halftitle
    copyright-page index colophon pagebreak noteref backlink""".split()
)
_NOTES = frozenset("footnote footnotes endnote endnotes rearnote rearnotes note-list bibliography".split())
#: Classes that older books and Project Gutenberg use.
_CLASSES_OF_NOTES = frozenset("footnote footnotes endnote endnotes".split())
_CLASSES_LEFT_OUT = frozenset({"pg-boilerplate"})
# What a link to a note, or back from it, shows; letters only if they are raised.
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§¶]{1,3}|[↩↑←^]\ufe0e?)[\])]?[.:]?")
_LETTERS = re.compile(r"[\[(]?[a-z]{1,5}[\])]?")
_BEHIND_MARKS = ".:)] "
# A page of so many paragraphs is a table of contents if this share of its signs is links inside the book.
_FEWEST, _LINKED = 3, 0.8


class Chapter(NamedTuple):
    """Paragraphs of a chapter, those of its notes, and how many formulas are not among them."""

    passages: list[Passage]
    notes: list[str]
    n_formulas: int = 0


def read_chapter(raw: bytes) -> Chapter:
    """The paragraphs of a page of a book; none if it is a table of contents.

    Raises
    ------
    Unreadable
        If it cannot be parsed, neither as XML nor as a web page.
    """
    walk = _Walk()
    walk.enter(_parse(raw), None)
    n_signs = sum(len(passage.text) for passage in walk.passages)
    if len(walk.passages) >= _FEWEST and walk.n_linked > _LINKED * n_signs:
        return Chapter([], walk.notes)
    return Chapter(walk.passages, walk.notes, walk.n_formulas)


def _parse(raw: bytes) -> Any:
    try:
        return parse_xml(_ENTITY.sub(_as_number, raw), "EPUB")
    except Unreadable:
        from discourse.readers.html import decode_page, parse_whole

        return parse_whole(decode_page(raw).text)


def _as_number(entity: re.Match[bytes]) -> bytes:
    """A named sign of HTML, which XML does not know, as its number."""
    signs = None if entity[1] in _OF_XML else html.entities.html5.get(f"{entity[1].decode()};")
    return entity[0] if signs is None else b"".join(b"&#%d;" % ord(sign) for sign in signs)


class _Walk:
    """A walk through the elements of a page, which gathers its paragraphs."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.notes: list[str] = []
        self.n_linked = self.n_formulas = 0
        self._parts: list[str] = []

    def enter(self, element: Any, role: str | None) -> None:
        """Read an element that stands in a paragraph or part of this role."""
        name, kinds = local_name(element), _kinds(element)
        if name == "math":
            self.n_formulas += 1
        elif name == "br":
            self._parts.append("\n")
        elif name in _UNSEEN or kinds & _LEFT_OUT or element.get("hidden") is not None or _is_mark(element, name):
            return
        elif name in _BLOCKS:
            self._end(role)
            role = "notes" if role == "notes" or kinds & _NOTES else _ROLES.get(name, role)
            self._inside(element, role)
            self._end(role)
        else:
            if name == "a" and _is_inside(element.get("href", "")):
                self.n_linked += len("".join(element.itertext()))
            self._inside(element, role)

    def _inside(self, element: Any, role: str | None) -> None:
        self._parts.append(element.text or "")
        for child in element:
            self.enter(child, role)
            self._parts.append(child.tail or "")

    def _end(self, role: str | None) -> None:
        """A paragraph ends."""
        text = " ".join("".join(self._parts).split())
        self._parts = []
        if text and role == "notes":
            self.notes.append(text.lstrip(_BEHIND_MARKS))
        elif text:
            self.passages.append(Passage(text, role))


def _kinds(element: Any) -> set[str]:
    """What the book says that an element is."""
    kinds: set[str] = set()
    for key, value in element.attrib.items():
        if key in ("epub:type", "{http://www.idpf.org/2007/ops}type"):
            kinds |= set(value.split())
        elif key == "role":
            kinds |= {word.removeprefix("doc-") for word in value.split() if word.startswith("doc-")}
        elif key == "class":
            classes = set(value.split())
            if classes & _CLASSES_OF_NOTES:
                kinds.add("footnote")
            if classes & _CLASSES_LEFT_OUT:
                kinds.add("colophon")
    return kinds


def _is_mark(element: Any, name: str) -> bool:
    """Whether it is a link that shows but the number of a note."""
    if name != "a" or "#" not in element.get("href", ""):
        return False
    shown = "".join(element.itertext()).strip()
    if _MARK.fullmatch(shown):
        return True
    around = element.getparent()
    raised = local_name(around) == "sup" or any(local_name(child) == "sup" for child in element)
    return raised and bool(_LETTERS.fullmatch(shown))


def _is_inside(address: str) -> bool:
    """Whether a link leads to another place of the book."""
    return bool(address) and ":" not in address.partition("#")[0]


def local_name(element: Any) -> str:
    """The name of an element without its namespace."""
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
