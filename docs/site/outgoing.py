"""What a built page would load from another server: nothing is allowed to be on this list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

#: Elements of a page that load what their attribute names. A link (`a`) loads nothing.
LOADS = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_NAMED_ONLY = {"canonical", "search", "next", "prev", "license", "author"}  # links that name a page and load nothing
_OUT = re.compile(r"^\s*(?:https?:)?//")
_IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")


class _Loads(HTMLParser):
    """Collects the addresses on other servers that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found += _IN_STYLE.findall(values.get("style") or "")
        if tag == "link" and set((values.get("rel") or "").split()) & _NAMED_ONLY:
            return
        self.found += [value for key in LOADS.get(tag, ()) if _OUT.match(value := values.get(key) or "")]


def loads(page: str) -> list[str]:
    """The addresses on other servers that the text of a page loads."""
    parser = _Loads()
    parser.feed(page)
    return parser.found + [
        out for style in re.findall(r"<style.*?</style>", page, re.S) for out in _IN_STYLE.findall(style)
    ]


def requests_of(site: Path) -> Iterator[tuple[str, str]]:
    """File and address of everything that a built site would load from elsewhere."""
    for path in sorted(site.rglob("*.html")):
        yield from ((path.relative_to(site).as_posix(), out) for out in loads(path.read_text(encoding="utf8")))
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf8")
        yield from ((path.relative_to(site).as_posix(), out) for out in _IN_STYLE.findall(text))
