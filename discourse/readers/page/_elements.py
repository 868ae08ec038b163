"""The elements of a page that are about its own article, and where they stand to its title.

An author or a date is looked for at the top, between the title and the text. Further up stand the house and the day on
which the page was saved, further down other articles; comments, footers and menus are left out altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from discourse.readers.page._people import letters_of

# By class or id: parts of a page about other texts; but what is below a post is its own.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|recommended|recirc\w*|trending|popular|teasers?|(?<!post-)(?<!entry-)(?<!article-)footer)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_OWN_FOOTER = re.compile(r"(?:post|entry|article)[\s_-]*footer", re.IGNORECASE)
# They say nothing that could be a name or a date.
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "path", "use", "title", "link", "img", "br", "hr"}
)
_SAYS_KIND = ("class", "id", "data-testid", "data-component")
_HALF = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_PROSE = 80  # characters of a text without a tag in it
_TOP = 3  # so many of them, and the article is under way: a standfirst and a caption may come before its date
_NEAR = 200  # characters between the title and the title above it
_STEPS = 3  # from either of them to the element that holds both
#: A longer text, or one after so many others, is no title, name, date or class; so hostile pages take no more time.
LONGEST = 1_000


class Own(NamedTuple):
    """An element, its class and id and its kin, and whether it stands above the title, at the top, in the text or
    behind it."""

    element: Any
    kind: str
    place: str


def find_own(tree: Any, title: str | None) -> list[Own]:
    """The elements that are not within a part of the page about other texts, in their order."""
    heading = _heading(tree, title)
    near = set(_ancestors(heading)) if heading is not None else set()
    found: list[tuple[Any, int, int]] = []
    at = None if heading is not None else (0, 0)
    read = prose = 0  # characters, and texts of some length, so far
    for element, text in _walk(tree):
        if element is not None:
            if element is heading:
                at = (read, prose)
            if element.tag not in _UNSEEN:
                found.append((element, read, prose))
        n = len(text.strip())
        read += n
        prose += n >= _PROSE
    start, before = at or (read, prose)
    places = []
    for element, seen, n in found:
        if seen < start:
            beside = start - seen <= _NEAR and not near.isdisjoint(_ancestors(element))
            places.append("top" if beside else "above")
        else:
            places.append("top" if n < before + _TOP else "end" if n == prose else "text")
    return [Own(element, kind_of(element), place) for (element, *_), place in zip(found, places, strict=True)]


def _heading(tree: Any, title: str | None) -> Any:
    """The element with the title, or else the first main heading."""
    headings = list(tree.iter("h1", "h2", "h3"))
    headings.sort(key=lambda element: element.tag)
    wanted = letters_of(title)
    same = (one for one in headings if wanted and wanted in letters_of(said_in(one)))
    return next(same, next((one for one in headings if one.tag == "h1"), None))


def _ancestors(element: Any) -> Iterator[Any]:
    for n, one in enumerate(element.iterancestors()):
        if n == _STEPS or one.tag in ("body", "html"):
            return
        yield one


def _walk(tree: Any) -> Iterator[tuple[Any, str]]:
    """Every element of its own with the text that it opens with, and the texts behind elements without one."""
    from lxml import etree

    aside = [False]  # of the open elements, the innermost last
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag="*"):
        if event == "end":
            aside.pop()
            if not aside[-1] and element.tail:
                yield None, element.tail
            continue
        aside.append(aside[-1] or _is_aside(element))
        if not aside[-1]:
            yield element, "" if element.tag in _UNSEEN else element.text or ""


def _is_aside(element: Any) -> bool:
    if element.tag in ("body", "html"):
        return False
    if element.tag in ("aside", "nav"):
        return True
    named, own = element.get("class"), element.get("id")
    if not (named or own):
        return bool(element.tag == "footer")
    kind = f"{(named or '')[:LONGEST]} {(own or '')[:LONGEST]}"
    return _ASIDE.search(kind) is not None or (element.tag == "footer" and not _OWN_FOOTER.search(kind))


def kind_of(element: Any) -> str:
    """The class, the id and what else says what an element is for."""
    return " ".join([value[:LONGEST] for name in _SAYS_KIND if (value := element.get(name))])


def said_in(element: Any, between: str = "") -> str | None:
    """The text within an element on one line, or None if there is none or too much."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 2 * LONGEST:
            return None
    return clean(between.join(parts))


def clean(value: Any) -> str | None:
    """`value` on one line, or None if it is no text; JSON may hold halves of characters, which are none."""
    return (_SPACE.sub(" ", value).strip() or None) if isinstance(value, str) and not _HALF.search(value) else None


def first(values: Iterable[str | None]) -> str | None:
    """The first value that is one."""
    return next(filter(None, values), None)
