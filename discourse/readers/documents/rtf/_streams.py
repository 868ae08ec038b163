"""Streams of text in Rich Text, and what holds inside a group of it.

The body, each note and each name are streams. A stream gets text, bytes and the ends of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

#: Size of text of which nothing is said, in half points.
PLAIN_SIZE = 24
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127])  # all but tab and line feed


class RtfParagraph(NamedTuple):
    """A paragraph, empty ones too.

    `style` is the name of its style ("" where it has none), `level` that of the heading (from 1, None for text),
    `bookmarks` are the names of those that start in it. `page_break` says whether a page or section begins with it,
    `bold` whether all of its text is bold, `size` how large the smallest of its text is, in points.
    """

    text: str
    style: str = ""
    level: int | None = None
    bookmarks: tuple[str, ...] = ()
    page_break: bool = False
    bold: bool = False
    size: float = PLAIN_SIZE / 2


class TextStream:
    """Text that belongs together: the body, a note, a name. `close` gets it, and the state in which it ended."""

    def __init__(self, close: Callable[[TextStream, State], None]) -> None:
        self.close = close
        self.done: list[RtfParagraph] = []
        self.boxes: list[RtfParagraph] = []  # text boxes of the paragraph that has begun
        self.pending, self.codec = bytearray(), ""
        self._begin()

    def _begin(self) -> None:
        self.parts: list[str] = []
        self.bookmarks: list[str] = []
        self.boxes = []
        self.break_before, self.bold, self.size = "", True, 0

    def add(self, text: str) -> None:
        if self.pending:
            self._decode()
        self.parts.append(text)

    def add_bytes(self, some: bytes, codec: str) -> None:
        """Bytes that may go on: a sign of Chinese has two."""
        if self.pending and codec != self.codec:
            self._decode()
        self.codec = codec
        self.pending += some

    def _decode(self) -> None:
        self.parts.append(self.pending.decode(self.codec, "replace"))
        self.pending.clear()

    @property
    def text(self) -> str:
        """What has been said since the last paragraph."""
        if self.pending:
            self._decode()
        text = "".join(self.parts)
        if _SURROGATE.search(text):  # halves of a sign beyond the 65,536 that `\\u` can name
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text.translate(_CONTROLS)

    def end(self, style: str, level: int | None) -> None:
        """Here ends a paragraph."""
        text = self.text
        bold, size = self.bold and bool(text.strip()), (self.size or PLAIN_SIZE) / 2
        self.done.append(RtfParagraph(text, style, level, tuple(self.bookmarks), bool(self.break_before), bold, size))
        self.done += self.boxes
        self._begin()


class State:
    """What holds inside a group: where it stands, and how its text and paragraph look."""

    def __init__(self, place: int, stream: TextStream) -> None:
        self.place: int = place
        self.stream: TextStream | None = stream
        self.around = stream  # the last one, where there is none now
        self.opened = False  # did the stream begin with this group?
        self.outside: tuple[int, TextStream | None] = (
            place,
            stream,
        )  # of `\upr`, whose first group is for those who cannot read the second
        self.font: int | None = None
        self.font_of_right: int | None = None  # of text that runs from right to left
        self.is_right = False
        self.skipped = 1  # bytes behind `\u` that stand for the same sign
        self.plain()
        self.pard()

    def plain(self) -> None:
        self.bold, self.deleted, self.hidden, self.size = False, False, False, PLAIN_SIZE

    def pard(self) -> None:
        self.style, self.page_before = 0, False
        self.level: int | None = None

    def copy(self) -> State:
        new = object.__new__(State)
        new.__dict__.update(self.__dict__)
        new.opened = False
        return new

    @property
    def font_now(self) -> int | None:
        return self.font_of_right if self.is_right else self.font

    @property
    def heard(self) -> TextStream | None:
        """The stream that text goes into, or None where it is not read."""
        return None if self.deleted or self.hidden else self.stream
