"""The article inside a saved web page.

trafilatura finds the article; what is kept of it is the extracted text, one paragraph to a block, with a
blank line between blocks. Menus, related links, tables of figures and readers' comments are not discourse of the
article: they are left out, and the number of blocks left out is recorded, so that a page of which little was
kept can be seen. So are posts of social media and boxes for newsletters, which `_inserts` takes out. A table of
words stays, as houses lay out text in tables, too. A block that is a heading, an item of a list, a cell of a table
or a quotation has that as its shape. The page is parsed once, here, because the parser stops without a word where
elements are nested too deeply or one text is too long; such a page is refused rather than read in part.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from discourse.readers._inserts import remove_inserts
from discourse.readers.article import Paragraph
from discourse.readers.encoding import Decoded, Unreadable, decode
from discourse.readers.page import read_page

#: Largest page that is read, in bytes, in elements, in elements counted with all that they are in, and in attributes
#: of one element: parsing and the search for the article take more than linear time, and no article has a tenth of
#: that.
MAX_PAGE = 20 * 2**20
MAX_ELEMENTS = 50_000
MAX_LEVELS = 2_000_000
MAX_ATTRIBUTES = 1_000
_DEEPEST = 256  # levels that the parser reads
# Characters; of a longer attribute, such as an image written into the page, nothing is needed.
_LONG_ATTRIBUTE = 10_000

_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_NO_TAGS = re.compile(r"<(?:script|style)\b.*?(?:</|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"\"[^\"<]*\"|'[^'<]*'")
_TAG = re.compile(rf"<[a-zA-Z](?>[^<>\"']+|{_QUOTED.pattern}|[\"'])*")
_ATTRIBUTE = re.compile(r"[\s/][a-zA-Z_:@]")
# libxml2 takes the end of definitions in it for text.
_DOCTYPE = re.compile(r"(\s*(?:<\?xml[^<>]*>\s*)?)<!DOCTYPE\s[^<>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Elements of trafilatura's result that stand on their own line; all others run on in the text around them.
_BLOCKS = frozenset({"body", "p", "head", "quote", "code", "list", "item", "div", "table", "row", "cell"})
_RUNNING = frozenset({"p", "head", "item", "hi", "ref", "del", "cell"})
# What a block within them is; the outermost decides. A cell is like an item, unless it holds a block with a shape.
_SHAPES = {"head": "head", "item": "item", "quote": "quote", "cell": "cell"}
# A table is text if its cells have so many words on average, and no more of them than that share are figures.
_WORDS_IN_CELL = 3
_FIGURES = 0.3
_LONG_ARTICLE = 3_000  # characters; trafilatura tries again with what is shorter
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_COUNTED = _HEADINGS | {"p", "li", "blockquote", "figcaption"}
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg"})
_LONG = 25
_BETWEEN = "\n\n"
_SPACE = re.compile(r"\s+")


def decode_page(
    raw: bytes, *, encoding: str | None = None, declared: str | None = None, max_bytes: int | None = None
) -> Decoded:
    """The text of a page, in the encoding that is stated, that it or else its server declares, or that is found."""
    most = MAX_PAGE if max_bytes is None else max_bytes
    if len(raw) > most:
        raise Unreadable(f"web page of {len(raw):,} bytes; at most {most:,} are read")
    if found := _CHARSET.search(raw[:4096]):
        declared = found[1].decode("ascii", "replace")
    return decode(raw, declared=declared, encoding=encoding)


class WholePage(NamedTuple):
    """A page: its row of `documents`, and its paragraphs with the shape that the page gives them."""

    row: dict[str, Any]
    paragraphs: list[Paragraph]

    def shown(self) -> list[tuple[int, int, str]]:
        """Start, end and shape of the paragraphs in the text that have one."""
        spans, at = [], 0
        for text, shape in self.paragraphs:
            if shape is not None:
                spans.append((at, at + len(text), shape))
            at += len(text) + len(_BETWEEN)
        return spans


def read_whole(raw: bytes, *, decoded: Decoded | None = None) -> WholePage:
    """One row of `documents` from the bytes of a web page, and its paragraphs.

    Parameters
    ----------
    raw : bytes
        The page, in an encoding that it declares or that `decode` finds.
    decoded : Decoded, optional
        What `decode_page` made of it already.

    Returns
    -------
    WholePage
        The row: text, the article with a blank line between paragraphs; encoding; n_dropped, the number of blocks
        (paragraphs, list items, headings, quotations, captions) with text of their own that are not in
        `text`; and title, author, date, outlet and url where the page states them (see `read_page`). The
        paragraphs, each with its shape or None: head, item (of a list) or quote.

    Raises
    ------
    Unreadable
        If the page cannot be decoded, is too large or too deeply nested, or holds no article.

    References
    ----------
    Barbaresi, A. (2021). Trafilatura: A web scraping library and command-line tool for text discovery and
    extraction. Proceedings of ACL-IJCNLP 2021: System Demonstrations, 122-131.
    """
    page, encoding, _ = decoded or decode_page(raw)
    tree = _parse(page)
    row: dict[str, Any] = dict(read_page(tree))
    blocks = _own_blocks(tree)
    remove_inserts(tree)
    n_prose = sum(len(text.strip()) for tag, text in blocks if tag == "p")
    paragraphs = _mark_headings(_extract(tree, n_prose), blocks)
    if not paragraphs:
        raise Unreadable("no article text in the page")
    texts = [text for text, _ in paragraphs]
    row["text"] = _BETWEEN.join(texts)
    row["encoding"] = encoding
    row["n_dropped"] = sum(not held for held in _are_held([text for _, text in blocks], texts))
    return WholePage(row, paragraphs)


def parse_whole(page: str, *, plain: bool = False) -> Any:
    """The tree of a page of whatever size, without comments, or Unreadable when the parser gave up part of it.

    Plain elements have no methods of `lxml.html`, and are quicker to walk through.
    """
    from lxml import etree, html

    if any(map(_may_have_too_many, page.split("<"))):
        _refuse_attributes(page)
    # Not huge_tree: its limits (256 levels, 10 MB a text) keep the process from running out of stack.
    make = etree.HTMLParser if plain else html.HTMLParser
    parser = make(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        page = _INVALID.sub("", page)
        if found := _DOCTYPE.match(page):
            page = found[1] + page[found.end() :]
        tree = html.document_fromstring(page.encode(), parser=parser)
    except etree.LxmlError as error:
        raise Unreadable(f"not a web page: {error}") from error
    for entry in parser.error_log:
        if entry.level == etree.ErrorLevels.FATAL:
            message = entry.message.partition(", use")[0].partition(", try")[0]
            raise Unreadable(f"web page that cannot be parsed whole: {message}")
    return tree


def _may_have_too_many(piece: str) -> bool:
    """Has the tag that opens a piece of a page more attributes than are read, unless it is text of a script?"""
    tag = _TAG.match(f"<{piece}") if len(piece) > MAX_ATTRIBUTES else None
    return tag is not None and _has_too_many(tag[0])


def _has_too_many(tag: str) -> bool:
    return len(tag) > MAX_ATTRIBUTES and len(_ATTRIBUTE.findall(_QUOTED.sub("", tag))) > MAX_ATTRIBUTES


def _refuse_attributes(page: str) -> None:
    for tag in _TAG.finditer(_NO_TAGS.sub(" ", page)):
        if _has_too_many(tag[0]):
            raise Unreadable(f"web page with an element of more than {MAX_ATTRIBUTES:,} attributes")


def _parse(page: str) -> Any:
    """The tree of a page of one article, within the limits of the search for it."""
    tree = parse_whole(page)
    for value in tree.xpath(f"//@*[string-length() > {_LONG_ATTRIBUTE}]"):
        del value.getparent().attrib[value.attrname]
    n_elements = int(tree.xpath("count(//*)"))
    # No element is deeper than the parser goes, so a page of few elements need not be walked.
    n_levels = _count_levels(tree) if n_elements * _DEEPEST > MAX_LEVELS else 0
    if n_elements > MAX_ELEMENTS:
        raise Unreadable(f"web page of {n_elements:,} elements; at most {MAX_ELEMENTS:,} are read")
    if n_levels > MAX_LEVELS:
        raise Unreadable(f"web page of {n_elements:,} elements, {n_levels // n_elements} levels deep on average")
    return tree


def _count_levels(tree: Any) -> int:
    """The elements of a page, each counted with all that it is in."""
    from lxml import etree

    level = n_levels = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        n_levels += level if event == "start" else 0
    return n_levels


def _extract(tree: Any, n_prose: int) -> list[Paragraph]:
    """The paragraphs of the article on a page with so many characters in its elements `p`.

    trafilatura compares its article with that of other programs, which it takes where they find twice as much or it
    found little. A long article with half of the prose of the page is its own in any case, so it is asked for that
    first.
    """
    if n_prose >= _LONG_ARTICLE:
        found = _ask(tree, fast=True)
        n = sum(len(text) for text, _ in found)
        if n >= max(_LONG_ARTICLE, n_prose / 2) and len(found) > 1:
            return found
    return _ask(tree, fast=False)


def _ask(tree: Any, *, fast: bool) -> list[Paragraph]:
    with warnings.catch_warnings(), silence("trafilatura", "justext"):
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction

        # In any format the tree is the same; this one spares the text of the format that is for Python.
        found = bare_extraction(tree, include_comments=False, include_tables=True, output_format="txt", fast=fast)
    if not found:
        return []
    body = cast(Any, found).body
    for table in list(body.iter("table")):
        if not _is_text(table):
            table.clear(keep_tail=True)
    return list(_paragraphs(body))


def _is_text(table: Any) -> bool:
    """Do the cells of a table hold words rather than figures and their names?"""
    cells = [text for cell in table.iter("cell") if (text := "".join(cell.itertext()).strip())]
    n_words = sum(len(cell.split()) for cell in cells)
    n_figures = sum(sum(map(str.isdigit, cell)) >= sum(map(str.isalpha, cell)) for cell in cells)
    return n_words >= _WORDS_IN_CELL * len(cells) and n_figures <= _FIGURES * len(cells)


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    """Text and shape of each block of trafilatura's result; a line left empty by line breaks ends a paragraph."""
    from lxml import etree

    parts: list[str] = []
    within: list[str] = []  # shapes of the open blocks

    def flush() -> Iterator[Paragraph]:
        for piece in re.split(r"\n\s*\n", "".join(parts)):
            lines = (_SPACE.sub(" ", line).strip() for line in piece.split("\n"))
            if paragraph := "\n".join(filter(None, lines)):
                yield Paragraph(paragraph, _shape(within))
        parts.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        parent = element.getparent()
        # <q> and <code> inside a sentence belong to it.
        inline = element.tag in ("quote", "code") and parent is not None and parent.tag in _RUNNING
        if element.tag in _BLOCKS and not inline:
            yield from flush()
            if shape := _SHAPES.get(element.tag):
                within.append(shape) if event == "start" else within.pop()
        if event == "start":
            text = element.text or ""
            parts.append("\n" if element.tag == "lb" else text if element.tag == "code" else _one_line(text))
        elif element is not body:
            parts.append(_one_line(element.tail or ""))
    yield from flush()


def _shape(within: list[str]) -> str | None:
    """The shape of a block, from those of the blocks that it is in."""
    shapes = [shape for shape in within if shape != "cell"]
    return shapes[0] if shapes else "item" if within else None


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def _own_blocks(tree: Any) -> list[tuple[str, str]]:
    """Tag and text of each block of the page, the text of blocks nested in it left out."""
    from lxml import etree

    own: list[list[str]] = []  # the text of the open blocks, the innermost last
    blocks: list[tuple[str, str]] = []
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        step = 1 if event == "start" else -1
        if element.tag in _UNSEEN:
            unseen += step
        if element.tag in _COUNTED:
            if event == "start":
                own.append([])
            else:
                blocks.append((element.tag, "".join(own.pop())))
        text = element.text if event == "start" else element.tail
        if own and text and not unseen:
            own[-1].append(text)
    return blocks


def _mark_headings(paragraphs: list[Paragraph], blocks: list[tuple[str, str]]) -> list[Paragraph]:
    """The paragraphs; those that are headings of the page, and no other block, are headings here as well.

    Where trafilatura falls back on another way of finding the article, it makes plain paragraphs of all blocks.
    """
    headings: set[str] = set()
    others: set[str] = set()
    for tag, text in blocks:
        (headings if tag in _HEADINGS else others).add(_SPACE.sub("", text))
    headings -= others
    return [
        Paragraph(text, "head") if shape is None and _SPACE.sub("", text) in headings else Paragraph(text, shape)
        for text, shape in paragraphs
    ]


def _are_held(blocks: list[str], paragraphs: list[str]) -> Iterator[bool]:
    """For each block that is not empty, whether it is a paragraph or, if long, part of one; white space aside.

    A short block, such as a menu entry, would be found in many an article, so it must be a paragraph.
    """
    kept = [paragraph.split() for paragraph in paragraphs]
    exact = {"".join(words) for words in kept}
    whole = "\n".join("".join(words) for words in kept)
    # What stands at the beginning of a word: a look-up that spares most searches, which makes large pages quick.
    starts = set()
    for words in kept:
        compact, place = "".join(words), 0
        for word in words:
            starts.add(compact[place : place + _LONG])
            place += len(word)
    place = 0
    for key in filter(None, (_SPACE.sub("", block) for block in blocks)):
        if key in exact:
            yield True
        elif key[:_LONG] in starts and len(key) >= _LONG:
            # Mostly in the order of the page.
            found = whole.find(key, place)
            found = whole.find(key) if found < 0 else found
            place = max(found, 0)
            yield found >= 0
        else:
            yield False


@contextmanager
def silence(*names: str) -> Iterator[None]:
    """Keep what other libraries log out of the notebook; what matters is in `rejected`."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
