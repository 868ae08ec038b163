"""OpenDocument texts (ODT, and FODT: the same as one XML file), as LibreOffice writes them.

The walk goes through the text as it is read: paragraphs, headings, lists, and the cells of tables row by row. Tracked
deletions, hidden sections and paragraphs, tables of contents and indexes are left out. Foot- and endnotes follow at the
end. Text boxes follow on the paragraph that holds them, and comments are left out; both are told.

References
----------
OASIS (2021). Open Document Format for Office Applications (OpenDocument) version 1.3, part 3.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from discourse.readers.archive import Archive, parse_xml
from discourse.readers.article import Pieces
from discourse.readers.documents._office import Passage, office_article, role_of_style
from discourse.readers.encoding import Unreadable, check_size

_NAMES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_SPACES = {name: uri for uri, name in _NAMES.items()}
_LEFT_OUT = frozenset(
    """text:tracked-changes text:table-of-content text:illustration-index text:table-index text:object-index
    text:user-index text:alphabetical-index text:sequence-decls text:variable-decls text:user-field-decls
    text:dde-connection-decls text:alphabetical-index-auto-mark-file text:hidden-text text:hidden-paragraph
    text:note-citation text:ruby-text text:script office:forms office:event-listeners
    table:covered-table-cell""".split()
)
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_BLANKS = 1_000  # text:s says how many there are
_LONGEST_CHAIN = 20  # of styles, each based on another


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The document as one article, with title and author as docvars.

    Headings are known by their element, titles and captions by their style.

    Raises
    ------
    Unreadable
        If it is no OpenDocument text, has a password, is too large, or holds no text.
    """
    content, others = _parts(contents, max_bytes)
    text = _find(content, "office:body", "office:text")
    if text is None:
        raise Unreadable("an OpenDocument file that is not a text; save spreadsheets as .xlsx or .csv")
    walk = _Walk(_Styles([content, *others]))
    walk.passages_of(text)
    properties = next((found for root in (*others, content) if (found := _properties(root))), {})
    return office_article(walk.passages, walk.notes, properties, walk.left_out, what="ODT")


def _parts(contents: bytes, max_bytes: int) -> tuple[Any, list[Any]]:
    """The root of the content, and those of the properties and styles beside it."""
    if contents.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        check_size(len(contents), max_bytes)
        return parse_xml(contents, "ODT"), []
    archive = Archive(contents, max_bytes=max_bytes, what="ODT")
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable("ODT with a password; save it without one")
    others = [archive.read(name) for name in ("meta.xml", "styles.xml") if name in archive.names]
    return parse_xml(archive.read("content.xml"), "ODT"), [root for raw in others if (root := _try(raw)) is not None]


def _try(raw: bytes) -> Any:
    """The root of a part that can be done without."""
    try:
        return parse_xml(raw, "ODT")
    except Unreadable:
        return None


def _properties(root: Any) -> dict[str, str]:
    """Title and author, the first one rather than who saved it last."""
    meta = _find(root, "office:meta")
    if meta is None:
        return {}
    said = {_name(element.tag): element.text or "" for element in meta}
    author = said.get("meta:initial-creator", "").strip() or said.get("dc:creator", "")
    return {"title": said.get("dc:title", ""), "author": author}


class _Styles:
    """What the styles of a document say of paragraphs and words, by their names and what they are based on."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles: dict[str, Any] = {}
        for root in roots:
            for group in ("office:styles", "office:automatic-styles"):
                for style in _children(_find(root, group), "style:style"):
                    self._styles.setdefault(_get(style, "style:name"), style)
        self._roles: dict[str, str | None] = {}

    def role(self, name: str) -> str | None:
        """The role of the first style in the chain that gives one."""
        if name not in self._roles:
            names = self._chain(name)
            self._roles[name] = next((role for each in names if (role := self._role(each))), None)
        return self._roles[name]

    def _role(self, name: str) -> str | None:
        style = self._styles.get(name)
        shown = "" if style is None else _get(style, "style:display-name")
        return role_of_style(shown) or role_of_style(name.replace("_20_", " "))

    def _chain(self, name: str) -> list[str]:
        names: list[str] = []
        while name and name not in names and len(names) < _LONGEST_CHAIN:
            names.append(name)
            style = self._styles.get(name)
            name = "" if style is None else _get(style, "style:parent-style-name")
        return names

    def hides(self, name: str) -> bool:
        """Whether words in this style are hidden."""
        properties = _find(self._styles.get(name), "style:text-properties")
        return properties is not None and _get(properties, "text:display") == "none"


class _Walk:
    """A walk through the XML of a text, which gathers its paragraphs."""

    def __init__(self, styles: _Styles) -> None:
        self.passages: list[Passage] = []
        self.notes: list[str] = []
        self.left_out: Counter[str] = Counter()
        self._styles = styles

    def passages_of(self, parent: Any) -> None:
        """Go through what holds paragraphs: the text, a list, a cell, a note, a text box."""
        for element in parent:
            name = _name(element.tag)
            if name in ("text:p", "text:h"):
                self._paragraph(element, name)
            elif name == "text:bibliography":
                self.notes += [passage.text for passage in self._apart(element)]
            elif name.startswith("draw:"):
                self._boxes(element)
            elif not self._is_left_out(element, name):
                self.passages_of(element)

    def _apart(self, parent: Any) -> list[Passage]:
        """The paragraphs in an element, which have another place than it."""
        around, self.passages = self.passages, []
        self.passages_of(parent)
        found, self.passages = self.passages, around
        return [passage for passage in found if passage.text.strip()]

    def _paragraph(self, element: Any, name: str) -> None:
        style = _get(element, "text:style-name")
        if self._styles.hides(style):
            return
        role, level = self._styles.role(style), None
        if name == "text:h" and role != "title":
            stated = _get(element, "text:outline-level")
            role, level = role or "heading", int(stated) if stated.isdecimal() else 1
        place = len(self.passages)
        text = "".join(self._pieces(element))
        self.passages.insert(place, Passage(text, role, level))  # before its text boxes

    def _pieces(self, parent: Any) -> list[str]:
        """The text in a paragraph, in pieces."""
        pieces = [parent.text or ""]
        for element in parent:
            name = _name(element.tag)
            if name == "text:s":
                count = _get(element, "text:c")
                pieces.append(" " * (min(int(count), _MOST_BLANKS) if count.isdecimal() else 1))
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "text:note":
                self.notes.append(" ".join(passage.text for passage in self._apart(element)))
            elif name.startswith("draw:"):
                self._boxes(element)
            elif not self._is_left_out(element, name):
                pieces += self._pieces(element)
            pieces.append(element.tail or "")
        return pieces

    def _is_left_out(self, element: Any, name: str) -> bool:
        if name == "office:annotation":
            self.left_out["comment"] += 1
            return True
        if name == "text:section" and _get(element, "text:display") == "none":
            return True
        if name == "text:span" and self._styles.hides(_get(element, "text:style-name")):
            return True
        return name in _LEFT_OUT

    def _boxes(self, element: Any) -> None:
        """The text in a drawing. What stands in the style of captions is that of a picture, and in its place."""
        name = _name(element.tag)
        if name in ("draw:frame", "draw:a", "draw:g"):
            self.passages_of(element)
        elif name in ("draw:object", "draw:object-ole"):
            self.left_out["embedded object"] += 1
        else:
            found = self._apart(element)
            self.passages += found
            self.left_out["text box"] += any(passage.role != "caption" for passage in found)


@lru_cache(maxsize=1000)
def _name(tag: Any) -> str:
    """A name such as `text:p`, whatever the prefix in the file; only the local one where the space is not known."""
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag.rpartition("}")
    prefix = _NAMES.get(uri[1:])
    return f"{prefix}:{local}" if prefix else local


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _get(element: Any, name: str) -> str:
    """The value of an attribute, or nothing."""
    return element.get(_qualified(name), "")


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else element.findall(_qualified(name))


def _find(element: Any, *names: str) -> Any:
    """The first child of that name, and its first child of the next name."""
    for name in names:
        if element is None:
            return None
        element = element.find(_qualified(name))
    return element
