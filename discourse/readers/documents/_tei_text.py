"""The elements of a TEI text as paragraphs.

TEI marks what a paragraph is: a heading, a line of verse, a note, the label before a turn in a play. Here each block
becomes a paragraph with its role. What an edition says about the page (running heads, deleted words, variants) is no
text. A text that is cut into words and signs, as annotated corpora are, is put together again.

References
----------
TEI Consortium (2024). TEI P5: Guidelines for electronic text encoding and interchange. https://tei-c.org/guidelines
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from discourse.readers.article import Paragraph

#: The attributes that XML itself names.
ID, LANG = (f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("id", "lang"))
#: Elements that are a paragraph, and its role. What is in none of them is looked into.
BLOCKS: dict[str, str | None] = {
    "p": None, "ab": None, "lg": None, "l": None, "seg": None, "item": None, "salute": None, "trailer": None,
    "head": "heading", "label": "heading", "docTitle": "title", "titlePart": "title",
    "speaker": "byline", "byline": "byline", "docAuthor": "byline", "signed": "byline", "dateline": "byline",
    "note": "notes", "stage": "notes", "bibl": "notes", "biblStruct": "notes", "figDesc": "caption",
}  # fmt: skip
#: Elements that hold blocks of one role, whatever these are elsewhere.
HOLDERS = {"figure": "caption", "note": "notes", "listBibl": "notes", "castList": "notes", "argument": "standfirst"}
#: What is said of a text and is none: events of a transcript, running heads, what was struck out, other readings.
SILENT = frozenset(
    "teiHeader vocal kinesic incident gap desc pause shift writing time fw del rdg surplus docImprint docDate table "
    "formula figure note stage sic orig abbr linkGrp spanGrp standOff facsimile sourceDoc xenoData include timeline "
    "index graphic media".split()
)
# Of these a block shows what stands beside them only in a `choice`.
_ALTERNATIVES = frozenset({"sic", "orig", "abbr"})
_TOKENS = frozenset({"w", "pc"})
# Elements that part words when nothing is written between them.
_BREAKS = frozenset({"lb", "pb", "cb", "l", "p", "item", "head", "seg", "s", "ab", "lg", "label", "row", "cell"})
# Of an element inside a block a paragraph of its own is made.
_ASIDE = frozenset({"note", "figure", "stage"})


def tag_of(element: Any) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> list[Any]:
    """The elements right below one that have one of the names; all where none is given."""
    return [child for child in element if tag_of(child) in names or (not names and tag_of(child))]


def below(element: Any, *names: str) -> list[Any]:
    """All elements in one, at any depth, that have one of the names."""
    return list(element.iter(*[f"{{*}}{name}" for name in names]))


def plain(element: Any) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def text_of(element: Any) -> str:
    """The running text of an element, with white space as it comes; notes and events in it are left out."""
    return "".join(_words(element) if _has_tokens(element) else _run(element))


def tei_paragraphs(element: Any, role: str | None = None) -> Iterator[Paragraph]:
    """The blocks of a text, each a paragraph; notes and figures in a block follow it.

    Parameters
    ----------
    element : element
        A part of a text.
    role : str, optional
        The role of whatever is in it.
    """
    for child in children(element):
        name = tag_of(child)
        own = role or HOLDERS.get(name)
        if name in HOLDERS or name in BLOCKS:
            yield from _block(child, own or BLOCKS.get(name), own)
        elif name not in SILENT:
            yield from tei_paragraphs(child, own)


def _block(element: Any, role: str | None, of_parts: str | None) -> Iterator[Paragraph]:
    """A block and what stands aside in it, or the blocks that it holds."""
    held = (tag_of(child) for child in element)
    if tag_of(element) in HOLDERS and any(name in BLOCKS and name not in _ASIDE for name in held):
        yield from tei_paragraphs(element, of_parts)
        return
    yield Paragraph(text_of(element), role)
    for part in below(element, *_ASIDE):
        # A note in a note comes with the outer one.
        if part is not element and not any(tag_of(outer) in _ASIDE for outer in _between(part, element)):
            own = HOLDERS.get(tag_of(part)) or BLOCKS.get(tag_of(part))
            yield from _block(part, of_parts or own, of_parts or own)


def _between(part: Any, block: Any) -> Iterator[Any]:
    """The elements that `part` is in, up to `block`."""
    outer = part.getparent()
    while outer is not None and outer is not block:
        yield outer
        outer = outer.getparent()


def _run(element: Any) -> Iterator[str]:
    """The text of an element in pieces; one that is silent says nothing here unless it is asked itself."""
    yield element.text or ""
    for child in element:
        name = tag_of(child)
        parts = name in _BREAKS and child.get("break") != "no"
        if parts:
            yield " "
        if name and not _is_silent(child, name):
            yield from _run(child)
        if parts:
            yield " "
        yield child.tail or ""


def _is_silent(element: Any, name: str) -> bool:
    if name in _ALTERNATIVES:
        return tag_of(element.getparent()) == "choice"
    return name in SILENT


def _has_tokens(element: Any) -> bool:
    return next(element.iter("{*}w"), None) is not None


def _words(element: Any) -> Iterator[str]:
    """The words and signs of an element, separated by spaces except where the file joins them."""
    blank = ""
    for token in element.iter("{*}w", "{*}pc"):
        if tag_of(token.getparent()) in _TOKENS:  # a part of a word that is written as one
            continue
        join = token.get("join", "")
        yield ("" if join in ("left", "both") else blank) + "".join(token.itertext()).strip()
        blank = "" if join in ("right", "both") else " "
