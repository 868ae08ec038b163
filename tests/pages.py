"""A page that `show` makes, read back: its characters and the marks around them."""

from __future__ import annotations

from html.parser import HTMLParser

import pandas as pd
from conftest import odd_text
from hypothesis import strategies as st

from discourse.view import page as view


class Reader(HTMLParser):
    """The characters of the paragraphs, each with the classes of the marks around it, and every element seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.chars: list[tuple[str, tuple[str, ...]]] = []
        self.said: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        self.open.append((tag, attrs.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, "elements close in the order in which they opened"

    def handle_data(self, data: str) -> None:
        names = [name for _, name in self.open]
        if {"header", "style"} & {tag for tag, _ in self.open} or "d-role" in names:
            self.said.append(data)
            return
        marks = tuple(name.split()[0] for tag, name in self.open if tag == "mark")
        self.chars += [(char, marks) for char in data]


def spans(*rows: tuple[int, int], doc_id: str = "d0", **columns) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["start", "end"]).assign(doc_id=doc_id)
    return frame.assign(**columns)


def body(page: view.Page) -> str:
    return page.html.split("</header>")[1].removesuffix("</article></div>")


@st.composite
def layered(draw) -> tuple[str, list[tuple[str, int, int]]]:
    text = draw(odd_text.filter(lambda t: t.strip() and "\r" not in t))
    ends = st.integers(0, len(text))
    rows = st.tuples(st.sampled_from(["mentions", "hedges", "quotes", "own"]), ends, ends)
    return text, [(name, min(a, b), max(a, b)) for name, a, b in draw(st.lists(rows, max_size=8))]
