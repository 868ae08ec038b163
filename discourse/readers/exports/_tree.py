"""Web pages that hold many articles, as trees.

The limits of a page of one article (`discourse.readers.html`) are too small for them: a page of some hundred articles
is ordinary. What is done with such a tree takes time in proportion to its size, so only the memory asks for a limit.
The parser's own limits, of levels and of the size of one text, stay: a page that it cannot parse whole is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from discourse.readers.encoding import Decoded, Unreadable
from discourse.readers.html import decode_page, parse_whole

#: Most bytes and most tags of an export as a web page. 250 articles have some 1.5 MB and 20,000 tags.
MAX_EXPORT = 128 * 2**20
MAX_TAGS = 3_000_000
# Pages that were put one behind the other: libxml2 sets what follows an end apart, beside the tree.
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_BLOCKS = frozenset(
    "div p table tbody thead tfoot tr td th ul ol li dl dt dd pre blockquote h1 h2 h3 h4 h5 h6 "
    "header section article aside footer main form body".split()
)
_LONGEST_TAG = 300
_UNREAD = frozenset("script style noscript template head title".split())
_BREAK = "\u2028"  # where the page has <br>; a line end of the source is a mere blank


def decode_export(contents: bytes, *, encoding: str | None = None, max_bytes: int) -> Decoded:
    """The text of the page, in the encoding that is stated, that it declares, or that is found."""
    return decode_page(contents, encoding=encoding, max_bytes=min(max_bytes, MAX_EXPORT))


def parse_export(page: str) -> Any:
    """The tree of the page, without comments; of its elements `lines_of` gives the text.

    Raises
    ------
    Unreadable
        If it has more than `MAX_TAGS` tags, or cannot be parsed whole.
    """
    if (n_tags := page.count("<")) > MAX_TAGS:
        raise Unreadable(f"web page of some {n_tags:,} tags; at most {MAX_TAGS:,} are read; split the file")
    tree = parse_whole(_ENDS.sub("", page), plain=True)
    for element in tree.iter("br"):
        element.tail = _BREAK + (element.tail or "")
    return tree


def lines_of(element: Any) -> list[str]:
    """The text of an element of the tree in its lines, white space as single blanks; an empty line where one is seen.

    Examples
    --------
    >>> lines_of(parse_export("<p> First&nbsp;part;<br>second\\n<b>part</b></p>"))
    ['First part;', 'second part']
    """
    text = "".join(element.itertext())
    if _BREAK not in text:
        return [" ".join(text.split())]
    return [" ".join(line.split()) for line in text.split(_BREAK)]


def line_of(element: Any) -> str:
    """The text of an element as one line.

    Examples
    --------
    >>> line_of(parse_export("<p>First part;<br>second part</p>"))
    'First part; second part'
    """
    return " ".join("".join(element.itertext()).split())


def find_in_tags(page: bytes, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """The matches that stand inside a tag of the page: what is shown as text is none.

    Examples
    --------
    >>> len(list(find_in_tags(b"<p class='x'>class='x'</p>", re.compile(b"class='x'"))))
    1
    """
    for found in pattern.finditer(page):
        first = max(found.start() - _LONGEST_TAG, 0)
        if page.rfind(b"<", first, found.start()) > page.rfind(b">", first, found.start()):
            yield found


def marked_blocks(element: Any, mark_of: Callable[[Any, str], str], mark: str = "") -> list[tuple[str, str]]:
    """The text of an element in its blocks, as it stands in the tree, each with its mark; empty blocks are left out.

    `mark_of` says for an element and the mark around it how its text is marked; where the mark changes, a block ends.

    Examples
    --------
    >>> page = parse_export("<div>Tea <b>and</b> <i class=x>milk</i><p>Cups</div>")
    >>> marked_blocks(page, lambda node, around: node.get("class") or around)
    [('Tea and ', ''), ('milk', 'x'), ('Cups', '')]
    """
    blocks: list[tuple[str, str]] = []
    parts: list[str] = []

    def flush(mark: str, tag: str = "") -> None:
        if not parts:
            return
        text = "".join(parts)
        parts.clear()
        if not text.isspace():
            blocks.append((text.replace("\n", _BREAK) if tag == "pre" else text, mark))

    def walk(node: Any, around: str) -> None:
        own = mark_of(node, around)
        apart = node.tag in _BLOCKS or own != around
        if apart:
            flush(around)
        if node.text:
            parts.append(node.text)
        for child in node:
            if child.tag not in _UNREAD:
                walk(child, own)
            if child.tail:
                parts.append(child.tail)
        if apart:
            flush(own, node.tag)

    walk(element, mark)
    flush(mark)
    return blocks


def paragraphs_in(block: str) -> list[str]:
    r"""The paragraphs in a block of text: an empty line parts them, a single <br> is a blank.

    >>> paragraphs_in("The ferry\u2028is late.\u2028 \n\u2028It\nwaits.")
    ['The ferry is late.', 'It waits.']
    """
    if _BREAK not in block:
        return [line] if (line := " ".join(block.split())) else []
    lines = [" ".join(line.split()) for line in block.split(_BREAK)]
    return [" ".join(part) for filled, part in groupby(lines, key=bool) if filled]


def ends_line(block: str) -> bool:
    """Whether a <br> ends the block."""
    return block.rstrip(" \t\n\r\xa0").endswith(_BREAK)


def part_frames(frames: Iterable[Any]) -> None:
    """Take frames of articles out of each other, as they are where an end is missing."""
    chosen = set(frames)
    for frame in frames:
        if any(outer in chosen for outer in frame.iterancestors()):
            place = frame.makeelement("div")
            place.tail, frame.tail = frame.tail, None
            frame.getparent().replace(frame, place)
