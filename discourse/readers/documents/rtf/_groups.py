"""The groups and control words of Rich Text (RTF), read into paragraphs.

The format is groups in braces, control words and bytes. A group that opens with a destination (a footnote, a style, a
bookmark) holds a stream of its own; all others add to the stream around them. What is deleted or hidden, headers,
footers and the numbers of lists are left out; comments and formulas are left out and told. Text boxes follow on the
paragraph that holds them.

striprtf is of no help here: in its string, bookmarks, page breaks, styles and notes are lost. Words as in the Rich Text
Format Specification 1.9.1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from discourse.readers.documents._office import counted
from discourse.readers.documents.rtf._code_pages import STATED, CodePages
from discourse.readers.documents.rtf._streams import PLAIN_SIZE, RtfParagraph, State, TextStream
from discourse.readers.encoding import Unreadable

#: Most groups inside one another, and most groups and words of a file: a book has less than a million.
MAX_DEPTH, MAX_WORDS = 1_000, 20_000_000
START = re.compile(r"(?:\xef\xbb\xbf)?[\s\0]*\{\\rtf")
_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|([{}])|([^\\{}\r\n]+)|\\'([0-9A-Fa-f]{2})|\\(\r\n|.)|[\r\n]+", re.DOTALL
)
_HEADING = re.compile(r"heading ?([1-9])$", re.IGNORECASE)
_LOST = "\ufffd"

_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "tab": "\t", "line": "\n", "softline": "\n",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "_": "\u2011", ":": ":", "\t": "\t"}  # `\-` says where a word may be broken, and is no sign

# Where a group stands: in text, in the lists at the head of the file, in a name, in a drawing, or in what is not read.
_TEXT, _INFO, _FONTS, _STYLES, _NAME, _DRAWING, _UNREAD = range(7)
# Destinations that are not read although no `\*` says so.
_UNREAD_WORDS = frozenset(
    """colortbl filetbl listtable listoverridetable revtbl rsidtbl pict nonshppict shprslt header headerl
    headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pntext pntxta pntxtb
    pn listtext fldinst xe tc rxe txe template background nonesttables private""".split()
)
# Destinations that are left out and told, and text boxes, which stand in drawings.
_TOLD = {"annotation": "comment", "moMath": "formula", "object": "embedded object"}
_BOXES = ("shptxt", "dptxbxtext")
_DRAWINGS = frozenset({"shp", "shpinst", "shpgrp", "do", "dpgroup", "mmath"})


class RtfDocument(NamedTuple):
    """The paragraphs of the body, those of foot- and endnotes, title and author as stated.

    `left_out` counts comments, formulas and text boxes; `doubts` are about the file.
    """

    paragraphs: list[RtfParagraph]
    notes: list[RtfParagraph]
    info: dict[str, str]
    left_out: Counter[str]
    doubts: list[tuple[str, str]]


class Reader:
    """A walk over the words of a file, `source`: its bytes as Latin-1."""

    def __init__(self, source: str, *, utf8: bool) -> None:
        self._source, self._utf8 = source, utf8
        self._pages = CodePages()
        self._styles: dict[int, tuple[str, int | None]] = {}
        self._info: dict[str, str] = {}
        self._left_out: Counter[str] = Counter()
        self._doubts: dict[str, str] = {}
        self._notes: list[RtfParagraph] = []
        self._body = TextStream(lambda stream, state: None)
        self._stack: list[State] = []
        self._state = State(_TEXT, self._body)
        self._first = False  # does the group begin here, where a destination may stand?
        self._starred = False
        self._to_skip = 0

    def read(self) -> RtfDocument:
        """The whole file."""
        at: int | None = 0
        while at is not None:
            at = self._walk(at)
        if self._stack:
            self._doubts["cut"] = f"the file breaks off inside {counted(len(self._stack), 'group')}"
            while self._stack:
                self._leave()
        if self._body.text.strip() or self._body.bookmarks or self._body.boxes:
            self._end_paragraph(self._body)
        return RtfDocument(self._body.done, self._notes, self._info, self._left_out, self._all_doubts())

    def _walk(self, at: int) -> int | None:
        """Read from a place; the place to go on behind binary data, or None at the end."""
        for token in _TOKEN.finditer(self._source, at):
            word, number, brace, text, hexed, symbol = token.groups()
            if text is not None:
                self._read_text(text)
            elif word is not None:
                if word == "bin":
                    return token.end() + max(int(number or 0), 0)
                self._read_word(word, None if number is None else int(number))
            elif hexed is not None:
                self._read_hex(hexed)
            elif brace == "{":
                self._enter()
            elif brace == "}":
                self._leave()
                if not self._stack and not self._goes_on(token.end()):
                    return None
            elif symbol is not None:
                self._read_symbol(symbol)
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether another file follows behind the end of this one."""
        if START.match(self._source, at):
            self._break("page")
            self._state = State(_TEXT, self._body)
            return True
        if n_left := len(self._source[at:].strip("}\0\t\r\n\x1a ")):
            self._doubts["parts"] = f"{counted(n_left, 'byte')} after the end of the RTF left out"
        return False

    # Groups

    def _enter(self) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Unreadable(f"RTF with more than {MAX_DEPTH:,} groups inside one another")
        self._stack.append(self._state)
        self._state = self._state.copy()
        self._to_skip, self._first, self._starred = 0, True, False
        if self._state.place == _STYLES:
            self._open(_NAME, self._name_style)

    def _leave(self) -> None:
        if not self._stack:
            return
        self._to_skip, self._first, self._starred = 0, False, False
        closed, self._state = self._state, self._stack.pop()
        if closed.opened and closed.stream is not None:
            closed.stream.close(closed.stream, closed)

    def _open(self, place: int, close: Callable[[TextStream, State], None]) -> None:
        """The group has a stream of its own from here on."""
        stream = TextStream(close)
        self._state.place, self._state.stream, self._state.opened = place, stream, True
        self._state.around = stream
        self._state.plain()
        self._state.pard()

    def _shut(self, place: int = _UNREAD) -> None:
        """Nothing that stands in the group is text."""
        self._state.place, self._state.stream, self._state.opened = place, None, False

    def _name_style(self, stream: TextStream, state: State) -> None:
        name = re.split("[,;]", stream.text, maxsplit=1)[0].strip()  # behind a comma stand other names of it
        heading = _HEADING.match(name)
        self._styles[state.style] = name, int(heading[1]) if heading else state.level

    def _note(self, stream: TextStream, state: State) -> None:
        if stream.text.strip():
            stream.end("", None)
        self._notes += [note for note in stream.done if note.text.strip()]

    def _is_destination(self, word: str) -> bool:
        """Follow a word that says what the group is; False if it says nothing of it."""
        state = self._state
        if word == "ud":
            state.place, state.stream = state.outside
        elif word == "upr":
            state.outside = state.place, state.stream
            self._shut()
        elif state.place == _INFO and word in ("title", "author"):
            self._open(_NAME, lambda stream, _: self._info.__setitem__(word, stream.text.strip()))
        elif state.place in (_TEXT, _DRAWING) and word in _BOXES:
            self._open_box()
        elif state.place in (_TEXT, _DRAWING) and word in _TOLD:
            self._left_out[_TOLD[word]] += 1
            self._shut()
        elif state.place in (_TEXT, _DRAWING) and word in _DRAWINGS:
            self._shut(_DRAWING)
        elif state.place == _TEXT and word in _OPENED:
            _OPENED[word](self)
        elif word in _UNREAD_WORDS or self._starred:
            self._shut()
        else:
            return False
        return True

    def _open_note(self) -> None:
        self._open(_TEXT, self._note)

    def _open_box(self) -> None:
        around = self._state.around
        self._open(_TEXT, lambda stream, _: self._end_box(stream, around))

    def _end_box(self, stream: TextStream, around: TextStream) -> None:
        if stream.text.strip():
            stream.end("", None)
        if any(paragraph.text.strip() for paragraph in stream.done):
            self._left_out["text box"] += 1
            around.boxes += stream.done

    def _open_bookmark(self) -> None:
        around = self._state.around
        self._open(_NAME, lambda stream, _: around.bookmarks.append(stream.text.strip()))

    # Words

    def _read_word(self, word: str, number: int | None) -> None:
        first, self._first = self._first, False
        if first and self._is_destination(word):
            return
        if word in _SIGNS:
            if not self._is_skipped():
                self._add(_SIGNS[word])
        elif action := _ACTIONS.get(word):
            self._to_skip = 0
            action(self, number)

    def _is_skipped(self) -> bool:
        """Whether a sign stands for the one before it, which `\\u` gave already."""
        if self._to_skip:
            self._to_skip -= 1
            return True
        return False

    def _read_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
            return
        self._first = False
        if symbol in "\r\n":  # `\` and a line end, as macOS writes
            self._end_of_paragraph(None)
        elif not self._is_skipped():
            if symbol in "\\{}":
                self._add_bytes(symbol)
            elif symbol in _SYMBOLS:
                self._add(_SYMBOLS[symbol])

    def _read_text(self, text: str) -> None:
        self._first = self._first and text.isspace()
        if self._to_skip:
            n = min(self._to_skip, len(text))
            text, self._to_skip = text[n:], self._to_skip - n
        if text:
            self._add_bytes(text)

    def _read_hex(self, hexed: str) -> None:
        self._first = False
        if not self._is_skipped():
            self._add_bytes(chr(int(hexed, 16)), literal=False)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) + (0x10000 if (number or 0) < 0 else 0)
        self._add(chr(code) if 0 < code <= 0x10FFFF else _LOST)
        self._to_skip = self._state.skipped

    # Text

    def _add(self, text: str) -> None:
        stream = self._state.heard
        if stream is not None:
            stream.add(text)

    def _add_bytes(self, text: str, *, literal: bool = True) -> None:
        """Add bytes that stand in the file, or that an escape names."""
        stream = self._state.heard
        if stream is None:
            return
        if not text.isspace():
            stream.bold &= self._state.bold
            stream.size = min(stream.size or self._state.size, self._state.size)
        if text.isascii() and not stream.pending:
            stream.parts.append(text)
        elif literal and self._utf8 and not text.isascii():
            stream.add_bytes(text.encode("latin-1"), "utf-8")
            if self._pages.of_file != "utf-8":
                told = f"bytes beyond ASCII are read as UTF-8, though the file says {self._pages.of_file}"
                self._doubts["encoding"] = told
        else:
            stream.add_bytes(text.encode("latin-1"), self._pages.codec(self._state.font_now))

    # Paragraphs

    def _end_of_paragraph(self, _: int | None) -> None:
        if self._state.place == _TEXT and self._state.heard is not None:  # a mark that is deleted joins two
            self._end_paragraph(self._state.heard)

    def _end_paragraph(self, stream: TextStream) -> None:
        name, level = self._styles.get(self._state.style, ("", None))
        if self._state.page_before:
            stream.break_before = "page"
        stream.end(name, self._state.level or level)

    def _break(self, kind: str) -> None:
        """A page, section or column ends, and with it a paragraph that holds text."""
        stream = self._state.stream
        if self._state.place == _TEXT and stream is not None:
            if stream.text.strip():
                self._end_paragraph(stream)
            stream.parts.clear()
            stream.break_before = kind or stream.break_before

    def _unbreak(self, _: int | None) -> None:
        """The section goes on on the same page."""
        stream = self._state.stream
        if stream is not None and stream.break_before == "section":
            stream.break_before = ""

    # Looks and lists

    def _set_font(self, number: int | None) -> None:
        if self._state.place == _FONTS:
            self._pages.enter(number or 0)
        else:
            self._state.font = number

    def _describe_font(self, tell: Callable[[CodePages, int], None], number: int | None) -> None:
        if self._state.place == _FONTS and number is not None:
            tell(self._pages, number)

    def _set_plain(self, _: int | None) -> None:
        self._state.plain()
        self._state.font, self._state.font_of_right, self._state.is_right = None, None, False

    def _set_level(self, number: int | None) -> None:
        self._state.level = number + 1 if number is not None and 0 <= number < 9 else None  # 9 is text

    def _all_doubts(self) -> list[tuple[str, str]]:
        if self._pages.unknown is not None:
            page = self._pages.unknown
            self._doubts["encoding"] = f"code page {page} is unknown; read as {self._pages.of_file}"
        if n_lost := sum(p.text.count(_LOST) for p in (*self._body.done, *self._notes)):
            self._doubts["encoding"] = f"{counted(n_lost, 'sign')} that could not be read: {_LOST} stands there"
        return list(self._doubts.items())


def _sets(name: str, value: Callable[[int | None], object]) -> Callable[[Reader, int | None], None]:
    """What a word does that sets something of the state."""
    return lambda reader, number: setattr(reader._state, name, value(number))


def _is_on(number: int | None) -> bool:
    return number != 0


_OPENED: dict[str, Callable[[Reader], None]] = {
    "fonttbl": lambda reader: reader._shut(_FONTS),
    "stylesheet": lambda reader: reader._shut(_STYLES),
    "info": lambda reader: reader._shut(_INFO),
    "footnote": Reader._open_note,
    "bkmkstart": Reader._open_bookmark,
}
_ACTIONS: dict[str, Callable[[Reader, int | None], None]] = {
    "u": Reader._unicode,
    "par": Reader._end_of_paragraph,
    "cell": Reader._end_of_paragraph,
    "nestcell": Reader._end_of_paragraph,
    "page": lambda reader, _: reader._break("page"),
    "sect": lambda reader, _: reader._break("section"),
    "column": lambda reader, _: reader._break(""),
    "sbknone": Reader._unbreak,
    "pard": lambda reader, _: reader._state.pard(),
    "plain": Reader._set_plain,
    "f": Reader._set_font,
    "af": _sets("font_of_right", lambda number: number),
    "rtlch": _sets("is_right", lambda _: True),
    "ltrch": _sets("is_right", lambda _: False),
    "fcharset": lambda reader, number: reader._describe_font(CodePages.set_charset, number),
    "cpg": lambda reader, number: reader._describe_font(CodePages.set_page_of_font, number),
    "ansicpg": lambda reader, number: reader._pages.set_page(number or 0),
    "outlinelevel": Reader._set_level,
    "deff": lambda reader, number: reader._pages.set_plain(number or 0),
    "s": _sets("style", lambda number: number or 0),
    "pagebb": _sets("page_before", _is_on),
    "b": _sets("bold", _is_on),
    "v": _sets("hidden", _is_on),
    "deleted": _sets("deleted", _is_on),
    "mvf": _sets("deleted", _is_on),
    "fs": _sets("size", lambda number: number or PLAIN_SIZE),
    "uc": _sets("skipped", lambda number: min(max(number or 0, 0), 16)),
} | {word: lambda reader, _, codec=codec: setattr(reader._pages, "of_file", codec) for word, codec in STATED.items()}
