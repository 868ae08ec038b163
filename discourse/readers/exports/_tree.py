"""Web pages that hold many articles, as trees.

The limits of a page of one article (`discourse.readers.html`) are too small for them: a page of some hundred articles
is ordinary. What is done with such a tree takes time in proportion to its size, so only the memory asks for a limit.
The parser's own limits, of levels and of the size of one text, stay: a page that it cannot parse whole is refused.
"""

from __future__ import annotations

import re
from typing import Any

from discourse.readers.encoding import Decoded, Unreadable
from discourse.readers.html import decode_page, parse_whole

#: Most bytes and most tags of an export as a web page. 250 articles have some 1.5 MB and 20,000 tags.
MAX_EXPORT = 128 * 2**20
MAX_TAGS = 3_000_000
# Pages that were put one behind the other: libxml2 sets what follows an end apart, beside the tree.
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
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
