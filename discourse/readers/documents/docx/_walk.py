"""The walk through the XML of a Word document, in the order in which it is read.

Tracked insertions are taken, deletions are left out, and what was moved stands where it was moved to. Of what stands
there in several versions, one for each generation of Word, the first is read. Hidden text and the codes of fields are
no text. Text boxes stand behind the paragraph that holds them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from discourse.readers.archive import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: Names of the strict form of the standard -> those of the form that Word writes.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _MATH[1:-1].encode(),
}
VALUE = f"{W}val"
#: Levels of outline are counted from 0; this is that of text.
TEXT_LEVEL = 9
_PARAGRAPH, _RUN, _TEXT, _MARK = f"{W}p", f"{W}r", f"{W}t", f"{W}bookmarkStart"
_OF_PARAGRAPH, _OF_RUN = f"{W}pPr", f"{W}rPr"
_STYLE, _LEVEL, _BOLD, _HIDDEN, _STYLE_OF_RUN = (f"{W}{n}" for n in ("pStyle", "outlineLvl", "b", "vanish", "rStyle"))
_ALTERNATIVES, _VERSIONS = f"{_MC}AlternateContent", (f"{_MC}Choice", f"{_MC}Fallback")
_FORM, _ROW, _BOX, _RUBY = f"{W}sdt", f"{W}tr", f"{W}txbxContent", f"{W}ruby"
_GONE = (f"{W}del", f"{W}moveFrom")
_SIGNS = {
    f"{W}{n}": sign for n, sign in {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.items()
}
_NOTES = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote")}
_DRAWINGS = {f"{W}{n}" for n in ("drawing", "pict", "object")} | {_ALTERNATIVES}
_HOLD_PARAGRAPHS = {f"{W}{n}" for n in "body sdt sdtContent tbl tr tc customXml ins moveTo smartTag".split()}
_NOT_READ = {*_GONE, *(f"{W}{n}" for n in "pPr rPr sdtPr sdtEndPr fldData".split()), f"{_MATH}ctrlPr"}
_MAY_BE_GONE = re.compile(rb"<\w+:(?:del|moveFrom)\b")
_MAY_BE_HIDDEN = re.compile(rb"[<:]vanish\b")
_OFF = ("0", "false", "off")


class MarkedParagraph(NamedTuple):
    """A paragraph as it stands in the document.

    `level` is its own level of outline, if it has one; `lead` the bold words that it begins with; `marks` the names of
    the bookmarks that begin in it or right before it; `links` the ids of its hyperlinks.
    """

    text: str
    style: str = ""
    level: int | None = None
    lead: str = ""
    marks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def parse_word(raw: bytes) -> Any:
    """The root of some XML of a Word document, with the names that Word writes; Unreadable if it cannot be parsed."""
    for strict, usual in _STRICT.items():
        raw = raw.replace(strict, usual)
    return parse_xml(raw, "DOCX")


class Walk:
    """A walk that gathers the paragraphs, the ids of the notes that they refer to, and counts what it leaves out.

    `hidden` are the styles that hide what has them; `raw` is the XML, which says what need not be looked for.
    """

    def __init__(self, hidden: set[str], raw: bytes = b"") -> None:
        self.blocks: list[MarkedParagraph] = []
        self.references: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.left_out: Counter[str] = Counter()
        self._hidden = hidden
        self._may_hide = bool(hidden) or _MAY_BE_HIDDEN.search(raw) is not None
        self._may_be_gone = _MAY_BE_GONE.search(raw) is not None
        self._fields: list[bool] = []  # of each field that is open, whether its code is over
        self._marks: list[str] = []
        self._new_paragraph()

    def _new_paragraph(self) -> None:
        self._text: list[str] = []
        self._links: list[str] = []
        self._lead: list[str] = []
        self._leads = True  # until a word stands that is not bold
        self._boxes: list[Any] = []

    def through(self, parent: Iterable[Any]) -> None:
        """Go through what holds paragraphs: the body, a cell, a note, a text box."""
        for element in parent:
            tag = element.tag
            if tag == _PARAGRAPH:
                self._paragraph(element)
            elif tag == _MARK:
                self._marks.append(element.get(f"{W}name", ""))
            elif tag == f"{W}altChunk":
                self.left_out["embedded file"] += 1
            elif tag == _ALTERNATIVES:
                self.through(_first_version(element))
            elif tag in _HOLD_PARAGRAPHS and not (
                (tag == _FORM and _asks_to_be_filled(element)) or (tag == _ROW and _is_gone(element, f"{W}trPr"))
            ):
                self.through(element)

    def _paragraph(self, element: Any) -> None:
        style, level, goes_on = "", None, False
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag == _OF_PARAGRAPH:
                style, level = _style_and_level(child)
                goes_on = self._may_be_gone and _is_gone(child, _OF_RUN)
            else:
                self._inline(child)
        if goes_on and any(self._text):  # the end of the paragraph is deleted: the next one goes on with it
            return
        if style not in self._hidden:
            text, lead = "".join(self._text), "".join(self._lead).strip()
            self.blocks.append(MarkedParagraph(text, style, level, lead, tuple(self._marks), tuple(self._links)))
            self._marks = []
        boxes = self._boxes
        self._new_paragraph()
        for box in boxes:
            self.left_out["text box"] += 1
            self.through(box)

    def _inlines(self, parent: Iterable[Any]) -> None:
        for child in parent:
            self._inline(child)

    def _inline(self, element: Any) -> None:
        """Read what stands in a paragraph."""
        tag = element.tag
        if tag == _RUN:
            self._run(element)
        elif tag == _MARK:
            self._marks.append(element.get(f"{W}name", ""))
        elif tag == _ALTERNATIVES:
            self._inlines(_first_version(element))
        elif tag == f"{_MATH}t":
            self._say(element.text or "", bold=False)
        elif tag not in _NOT_READ and not (tag == _FORM and _asks_to_be_filled(element)):
            if tag == f"{W}hyperlink":
                self._links.append(element.get(f"{_R}id", ""))
            self._inlines(element)

    def _run(self, run: Any) -> None:
        bold = False
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._say(child.text or "", bold)
            elif tag == _OF_RUN:
                if self._may_hide and self._is_hidden(child):
                    return
                bold = self._leads and is_on(child, _BOLD)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], bold)
            else:
                self._beside(child, tag)

    def _beside(self, element: Any, tag: str) -> None:
        """Note what stands in a run and is no text of its own."""
        if tag == f"{W}fldChar":
            self._field(element.get(f"{W}fldCharType"))
        elif tag in _NOTES:
            self.references[_NOTES[tag]].append(element.get(f"{W}id", ""))
        elif tag == f"{W}commentReference":
            self.left_out["comment"] += 1
        elif tag == _RUBY:
            for base in element.iterchildren(f"{W}rubyBase"):
                self._inlines(base)
        elif tag in _DRAWINGS:
            self._boxes += _text_boxes(element)

    def _is_hidden(self, properties: Any) -> bool:
        style = next((child.get(VALUE) for child in properties.iterchildren(_STYLE_OF_RUN)), None)
        return style in self._hidden or is_on(properties, _HIDDEN)

    def _say(self, text: str, bold: bool) -> None:
        if not all(self._fields):
            return
        if self._leads and text.strip():
            self._leads = bold
        if self._leads:
            self._lead.append(text)
        self._text.append(text)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()


def is_on(properties: Any, tag: str) -> bool:
    """Whether a property is set and not switched off."""
    for child in properties.iterchildren(tag):  # noqa: SIM110 (asked of every run; `any` takes twice as long)
        if child.get(VALUE) not in _OFF:
            return True
    return False


def level_of(value: str | None) -> int | None:
    """A level of outline, from 0."""
    return int(value) if value and value.isdecimal() and len(value) < 3 else None


def _style_and_level(properties: Any) -> tuple[str, int | None]:
    style, level = "", None
    for child in properties.iterchildren(_STYLE, _LEVEL):
        if child.tag == _STYLE:
            style = child.get(VALUE, "")
        else:
            level = level_of(child.get(VALUE))
    return style, level


def _first_version(element: Any) -> Iterable[Any]:
    """What the first of several versions holds."""
    return next(element.iterchildren(*_VERSIONS), ())


def _text_boxes(element: Any) -> Iterator[Any]:
    """The text boxes in a drawing."""
    if element.tag == _BOX:
        yield element
    else:
        for child in _first_version(element) if element.tag == _ALTERNATIVES else element:
            yield from _text_boxes(child)


def _asks_to_be_filled(form: Any) -> bool:
    """Whether a form field holds nothing but the words that ask to fill it in."""
    return any(is_on(child, f"{W}showingPlcHdr") for child in form.iterchildren(f"{W}sdtPr"))


def _is_gone(element: Any, properties: str) -> bool:
    """Whether a row of a table, or the end of a paragraph, is a tracked deletion."""
    return any(True for child in element.iterchildren(properties) for _ in child.iterchildren(*_GONE))
