"""An article of Factiva that is shown without the codes of its fields: lines, told by their order.

    [column] [section] HEADLINE [author] [credit] LENGTH DATE [time] OUTLET [code of the outlet] [edition] [page]
    [volume] LANGUAGE COPYRIGHT body [captions] [references] [corrections] [publisher] ACCESSION NUMBER

The line of the length (`808 words`) and the one of the accession number (`Document HARCOU00...`) are firm. A web page
also marks the headline, the author and the paragraphs of the body; Rich Text sets the headline in bold letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from discourse.readers.exports.factiva.fields import CODES, accession_of, code_of_language, count_of
from discourse.readers.worded_dates import find_date


class MarkedLine(NamedTuple):
    """A line or paragraph, and what the file marks it as: a code, `head` or `tail`, or "" where it marks nothing."""

    text: str
    mark: str = ""


#: Lines above that of the length, at most.
BEFORE = 5
# Lines below it, and words of a short line.
_HEADER, _SHORT = 14, 12
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AP]M)?(?:\s[A-Z]{2,5})?", re.IGNORECASE)
_SOURCE = re.compile(r"[A-Z0-9]{2,8}")
_PAGE = re.compile(r"(?=.*\d)[^;:]{1,30}|[A-Z]|[ivxlc]{1,6}")
_VOLUME = re.compile(r"(?:vol|volume|band|issn|issue|jahrgang|tome)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)|\(©\)|copyright|版权|版權|著作権", re.IGNORECASE)
_RIGHTS = re.compile(r"\b(?:rights|rechte|droits|derechos|diritti|direitos)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\b", re.IGNORECASE)
_CORRECTION = re.compile(
    r"(?:correction|clarification|editor[’']s note|korrektur|berichtigung|rectificati|corrección|correzione|correção)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|llc|plc|gmbh|ag|kg|s\.?a\.?s?|s\.?p\.?a|s\.?r\.?l|b\.?v|n\.?v|co|corp|company|"
    r"group|verlag|media|publi\w+|newspapers?|press|éditions?|editorial|editora|editrice|\(full text\))(?![^\W\d_])",
    re.IGNORECASE,
)


def has_header(lines: Sequence[MarkedLine]) -> bool:
    """Whether the lines hold a headline that is marked, or the line of a length with a date below it."""
    return any(line.mark == "HD" for line in lines) or find_length(lines) is not None


def name_lines(lines: Sequence[MarkedLine], *, body_marked: bool = False) -> dict[str, list[str]]:
    """The fields of an article, each by its code, from its lines; those that are empty are left out.

    `body_marked` says whether the file marks the paragraphs of bodies, so that an article without a mark has none.
    """
    lines, accession = _cut_at_end([line for line in lines if line.text])
    fields: dict[str, list[str]] = {"AN": [accession]} if accession else {}
    length = find_length(lines)
    if length is None and (place := _find_date(lines)):
        lines, length = [*lines[:place], MarkedLine(""), *lines[place:]], place
    headline = _find_headline(lines, length)
    if headline is None:
        return fields
    _name_top(lines, headline, length, fields)
    start = headline + 1 if length is None else _name_header(lines, length, fields)
    _name_rest(lines[start:], fields, body_marked=body_marked)
    return fields


def source_of(accession: str) -> str:
    """The code of the outlet, with which an accession number begins.

    >>> source_of("HARCOU0020240304ek34000a1")
    'HARCOU'
    """
    return accession[:8].rstrip("0")


def _cut_at_end(lines: list[MarkedLine]) -> tuple[list[MarkedLine], str | None]:
    """The lines before that of the accession number, and the number."""
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].mark != "LP" and (accession := accession_of(lines[place].text)):
            return lines[:place], accession
    return lines, None


def find_length(lines: Sequence[MarkedLine]) -> int | None:
    """Where the length stands: in words that are known, or as a number and a word above a date."""
    for place, line in enumerate(lines):
        if line.mark in ("", "head") and len(line.text) <= 40:
            if count_of(line.text) is not None:
                return place
            if count_of(line.text, any_unit=True) is not None and find_date(_text(lines, place + 1)):
                return place
    return None


def _find_date(lines: Sequence[MarkedLine]) -> int | None:
    """Where the date of a header without a length stands: alone in its line, a language below it."""
    for place, line in enumerate(lines[:_HEADER]):
        if len(line.text) <= 40 and find_date(line.text):
            below = lines[place + 1 : place + _HEADER]
            return place if any(code_of_language(other.text) for other in below) else None
    return None


def _find_headline(lines: Sequence[MarkedLine], length: int | None) -> int | None:
    """Where the headline stands: where it is marked, else above the length, before what reads as a byline."""
    marked = next((place for place, line in enumerate(lines) if line.mark == "HD"), None)
    if marked is not None or not length:
        return marked
    first = max(length - BEFORE, 0)
    above = [line.text for line in lines[first:length]]
    if len(above) == 1:
        return first
    byline = next((place for place, text in enumerate(above) if place and _BYLINE.match(text)), None)
    if byline is not None:
        return first + byline - 1
    if len(above) == 2 and len(above[0].split()) > max(len(above[1].split()), 3):
        return first
    return first + 1


def _name_top(lines: Sequence[MarkedLine], headline: int, length: int | None, fields: dict[str, list[str]]) -> None:
    """Column, section, headline, sub-headline, author and credit."""
    above = [line.text for line in lines[max(headline - 2, 0) : headline]]
    _put(fields, "SE", above[-1:])
    _put(fields, "CLM", above[:-1])
    _put(fields, "HD", [lines[headline].text])
    below = lines[headline + 1 : length] if length is not None else lines[headline + 1 :]
    _put(fields, "SUB", [line.text for line in below if line.mark == "SUB"])
    _put(fields, "BY", [line.text for line in below if line.mark == "BY"])
    if length is not None and "BY" not in fields:
        _put(fields, "BY", [line.text for line in below if line.mark == ""][:1])


def _name_header(lines: Sequence[MarkedLine], length: int, fields: dict[str, list[str]]) -> int:
    """Length, date, outlet, edition, page and language; gives the place where the text begins."""
    fields["WC"] = [lines[length].text]
    end = next((n for n in range(length, len(lines)) if lines[n].mark in ("LP", "tail")), None)
    header = [line.text for line in lines[length + 1 : min(len(lines) if end is None else end, length + _HEADER)]]
    language = next((n for n, text in enumerate(header) if n > 1 and code_of_language(text)), None)
    rest = header if language is None else header[:language]
    if rest and find_date(rest[0]):
        fields["PD"] = rest[:1]
        rest = rest[1:]
    rest = rest[1:] if rest and _TIME.fullmatch(rest[0]) else rest
    n_read = _name_outlet(rest, fields)
    if language is None and end is None:  # nothing says where the header ends but its copyright line
        notice = next((n for n, text in enumerate(header) if _is_copyright(text)), None)
        n_header = notice + 1 if notice is not None else len(header) - len(rest) + n_read
        return length + 1 + n_header
    if language is None:
        notice = next((n for n, text in enumerate(rest) if n >= n_read and _is_copyright(text)), len(rest))
        _name_places(rest[n_read:notice], fields)
        return length + 1 + len(header)
    fields["LA"] = [header[language]]
    _name_places(rest[n_read:], fields)
    if end is not None:
        return end
    return length + 2 + language + bool(_is_copyright("".join(header[language + 1 : language + 2])))


def _name_outlet(lines: list[str], fields: dict[str, list[str]]) -> int:
    """The outlet, also where its code runs on in the same line; gives how many lines these are."""
    if not lines:
        return 0
    source = source_of("".join(fields.get("AN", ())))
    outlet = lines[0]
    if len(source) > 1 and len(outlet) > len(source) and outlet.endswith(source):
        fields["SN"] = [outlet.removesuffix(source).rstrip()]
        return 1
    fields["SN"] = [outlet]
    return 2 if len(lines) > 1 and (_SOURCE.fullmatch(lines[1]) or lines[1] == source) else 1


def _name_places(lines: list[str], fields: dict[str, list[str]]) -> None:
    """Page and edition, of the lines between the code of the outlet and the language."""
    places = [text for text in lines if not _VOLUME.match(text)]
    if places and _PAGE.fullmatch(places[-1]) and not _TIME.fullmatch(places[-1]):
        fields["PG"] = [places.pop()]
    if places and not _TIME.fullmatch(places[-1]):
        fields["ED"] = [places[-1]]


def _name_rest(lines: Sequence[MarkedLine], fields: dict[str, list[str]], *, body_marked: bool) -> None:
    """The body and what follows it."""
    marked = [place for place, line in enumerate(lines) if line.mark == "LP"]
    end = marked[-1] + 1 if marked else 0 if body_marked else len(lines)
    first = marked[0] if marked else 0
    body = [line.text for place, line in enumerate(lines[:end]) if place >= first or line.mark != "head"]
    tail = [line.text for line in lines[end:]]
    if tail and _may_be_publisher(tail[-1]):
        tail.pop()
    if not marked and body and _is_publisher(body[-1], fields):
        body.pop()
    if not marked and len(body) > 1 and _CORRECTION.match(body[-1]):
        tail.append(body.pop())
    _put(fields, "LP", body)
    _put(fields, "CX", [text for text in tail if _CORRECTION.match(text)])
    _put(fields, "ART", [text for text in tail if " " in text and not _CORRECTION.match(text)])


def _may_be_publisher(line: str) -> bool:
    """Whether the last line before the accession number is a name rather than a sentence."""
    return len(line.split()) <= _SHORT and (line[-1] not in ".!?…”\"'" or bool(_COMPANY.search(line)))


def _is_publisher(line: str, fields: dict[str, list[str]]) -> bool:
    """Whether the last line of a text that marks nothing is a publisher: it needs a word that only these have."""
    return _may_be_publisher(line) and (bool(_COMPANY.search(line)) or line == "".join(fields.get("SN", ())))


def _is_copyright(line: str) -> bool:
    return len(line) <= 300 and bool(_COPYRIGHT.match(line) or (_YEAR.search(line) and _RIGHTS.search(line)))


def _text(lines: Sequence[MarkedLine], place: int) -> str:
    return lines[place].text if place < len(lines) else ""


def _put(fields: dict[str, list[str]], code: str, texts: list[str]) -> None:
    if texts:
        fields[code] = texts


def split_code(text: str) -> tuple[str, str] | None:
    r"""The code of a field and what follows it in the line, where the line opens a field.

    >>> split_code("HD\tThe ferry"), split_code("WC"), split_code("TD A boat") is None
    (('HD', 'The ferry'), ('WC', ''), True)
    """
    if not text[:2].isupper():
        return None
    code, _, rest = text.partition("\t")
    if not rest:
        code, _, rest = text.partition("  ")
    return (code.strip(), rest.strip()) if code.strip() in CODES else None
