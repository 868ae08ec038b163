"""Word documents (DOCX, and DOCM with its macros left alone): a ZIP archive with the text in XML.

Paragraphs are read in their order, and the cells of tables row by row (`_walk`); what role they have is said by their
styles, in any language (`_styles`). Footnotes and endnotes follow at the end. Tables of contents, page headers and page
footers are no text. Comments are left out and told, text boxes are told.

References
----------
ECMA (2016). Office Open XML file formats, ECMA-376, 5th edition, part 1, chapter 17.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from discourse.readers.archive import Archive, parse_xml
from discourse.readers.article import Pieces
from discourse.readers.documents._office import Passage, office_article
from discourse.readers.documents.docx._styles import Styles
from discourse.readers.documents.docx._walk import TEXT_LEVEL, MarkedParagraph, W, Walk, parse_word
from discourse.readers.encoding import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN, _CORE = "word/document.xml", "docProps/core.xml"
_PROPERTIES = {"title": "title", "creator": "author", "language": "language"}


class Document(NamedTuple):
    """A document: its paragraphs in the order of reading, its notes, and what of it is not among them.

    `styles` gives the role of a style, `targets` what the ids of hyperlinks point to.
    """

    blocks: list[MarkedParagraph]
    notes: list[str]
    left_out: Counter[str]
    styles: Styles
    targets: dict[str, str]
    properties: dict[str, str]


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The document as one article, with its notes at the end and its title and author as docvars.

    Raises
    ------
    Unreadable
        If it is no DOCX, has a password, is too large, or holds no text.
    """
    document = open_document(contents, max_bytes=max_bytes)
    passages = [Passage(block.text, *_look(block, document.styles)) for block in document.blocks]
    return office_article(passages, document.notes, document.properties, document.left_out, what="DOCX")


def _look(block: MarkedParagraph, styles: Styles) -> tuple[str | None, int | None]:
    """The role of a paragraph, and its level from 1: of its style, unless it has a level of its own."""
    role, level = styles.look(block.style)
    if block.level is not None and block.level < TEXT_LEVEL:
        return role or "heading", block.level + 1
    return role, level


def open_document(contents: bytes, *, max_bytes: int) -> Document:
    """The parts of a DOCX that hold text; Unreadable as in `read`."""
    if contents.startswith(_OLE):
        locked = _ENCRYPTED in contents
        raise Unreadable(
            "DOCX with a password; save it without one" if locked else "an older Word document (.doc); save it as DOCX"
        )
    archive = Archive(contents, max_bytes=max_bytes, what="DOCX")
    main = _main_part(archive)
    raw = archive.read(main)
    root = parse_word(raw)
    parts, targets = _relations(archive, main)
    named = parts.get("styles", "word/styles.xml")
    styles = Styles(parse_word(archive.read(named)) if named in archive.names else None)
    walk = Walk(styles.hidden, raw)
    walk.through(root)
    notes = [note for kind in ("footnote", "endnote") for note in _notes(archive, parts, kind, walk, styles)]
    return Document(walk.blocks, notes, walk.left_out, styles, targets, _properties(archive))


def main_xml(contents: bytes) -> bytes:
    """The XML of the text itself, for a quick look; Unreadable if there is none."""
    archive = Archive(contents, what="DOCX")
    return archive.read(_main_part(archive))


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive.names:
        for _, kind, target in _relationships(archive, "_rels/.rels"):
            if kind == "officeDocument" and target.lstrip("/") in archive.names:
                return target.lstrip("/")
    if _MAIN not in archive.names:
        raise Unreadable(f"ZIP archive without {_MAIN}: not a DOCX file")
    return _MAIN


def _relationships(archive: Archive, name: str) -> Iterator[tuple[str, str, str]]:
    """Id, kind and target of each relationship of a part."""
    for element in parse_xml(archive.read(name), "DOCX"):
        yield element.get("Id", ""), element.get("Type", "").rpartition("/")[2], element.get("Target", "")


def _relations(archive: Archive, main: str) -> tuple[dict[str, str], dict[str, str]]:
    """Kind of a part -> its name in the archive; id of a hyperlink -> its target."""
    folder, file = posixpath.split(main)
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    parts: dict[str, str] = {}
    targets: dict[str, str] = {}
    for key, kind, target in _relationships(archive, name) if name in archive.names else ():
        if kind == "hyperlink":
            targets[key] = target
        else:
            parts.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return parts, targets


def _notes(archive: Archive, parts: dict[str, str], kind: str, walk: Walk, styles: Styles) -> Iterator[str]:
    """The notes of one kind, in the order in which the text refers to them."""
    name = parts.get(f"{kind}s", f"word/{kind}s.xml")
    if not walk.references[kind] or name not in archive.names:
        return
    raw = archive.read(name)
    known = {note.get(f"{W}id", ""): note for note in parse_word(raw).iterchildren(f"{W}{kind}")}
    for key in dict.fromkeys(walk.references[kind]):
        if key in known:
            inner = Walk(styles.hidden, raw)
            inner.through(known[key])
            walk.left_out.update(inner.left_out)
            yield " ".join(block.text for block in inner.blocks)


def _properties(archive: Archive) -> dict[str, str]:
    """Title, author and language as the properties of the file state them."""
    if _CORE not in archive.names:
        return {}
    try:
        root = parse_xml(archive.read(_CORE), "DOCX")
    except Unreadable:  # they are no part of the text
        return {}
    stated = {str(element.tag).rpartition("}")[2]: element.text or "" for element in root}
    return {name: stated[key].strip() for key, name in _PROPERTIES.items() if key in stated}
