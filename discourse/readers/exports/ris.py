"""RIS, in which reference managers and databases hand over records: a tag of two characters, and what it says.

A record begins with `TY` and ends with `ER`. Its text is its abstract (`AB`, `N2`), where people and databases also
keep whole articles, and for want of both its notes (`N1`), where these are prose. A record with none of them describes
an article that it does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from discourse.readers.article import Article, Paragraph, Pieces
from discourse.readers.encoding import Unreadable, decode
from discourse.readers.exports.fields.fragments import plain_text, read_fragment
from discourse.readers.exports.fields.names import join_authors
from discourse.readers.exports.fields.standfirsts import find_standfirst
from discourse.readers.worded_dates import find_date

# One blank or two before the hyphen, and none behind it where an editor has cut blanks.
_TAG = re.compile(r"[ \t]{0,3}([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]+(.*)|[ \t]*)$")
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t]{0,3}TY[ \t]{1,3}-")
_KNOWN = frozenset(
    "TY ER A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP ED EP ET ID IS J1 J2 "
    "JA JF JO KW L1 L2 L3 L4 LA LB LK LL LM M1 M2 M3 N1 N2 NO NV OP PB PP PY RI RN RP SE SN SO SP ST SV T1 T2 T3 TA TI "
    "TT U1 U2 U3 U4 U5 UR VL VO WP WT Y1 Y2 YR".split()
)
#: What notes of databases begin with that are no text: `Copyright - Copyright Harwick Courier Ltd`.
_HOUSEKEEPING = re.compile(
    r"(?:copyright|last updated|date|export date|cited by|accession number|publication type|name|people|location|"
    r"subjects? ?terms?|docid|source|issn|isbn|doi|document (?:type|feature))\b\s*[-:–]",
    re.IGNORECASE,
)
_FEWEST_WORDS = 50  # of notes that are a text
_SLASHES = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/.*)?")
_ABSTRACTS = "the texts come from the fields for abstracts (AB, N2) or notes; RIS rarely contains a whole article"
_OUTLETS = ("T2", "JO", "JF", "BT", "SO", "JA", "J2", "J1", "T3", "PB")
_DATES = ("DA", "Y1", "PY", "YR")

_Record = dict[str, list[str]]


def is_export(contents: bytes, form: str) -> bool:
    """Whether a line begins a record."""
    return form == "ris" and any(map(_BEGINS.match, contents.replace(b"\0", b"").splitlines()))


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The records that hold a text; the others are rejected.

    Raises
    ------
    Unreadable
        If there is no record, or none with a text.
    """
    text, _, doubt = decode(contents, encoding=encoding)
    records = list(_records(text.splitlines()))
    if not records:
        raise Unreadable("not RIS: no line begins with TY  -")
    articles: list[Article] = []
    rejected: list[tuple[int, str]] = []
    for n, record in enumerate(records, start=1):
        tag, said = _body(record)
        if tag:
            articles.append(_article(n, record, tag, said))
        else:
            rejected.append((n, "a record of RIS without a text: no abstract (AB, N2), no notes (N1) in prose"))
    if not articles:
        raise Unreadable(f"RIS with {len(records)} records, none with a text: they have no abstract (AB, N2)")
    doubts = [] if doubt is None else [("encoding", doubt)]
    return Pieces(articles, rejected, [*doubts, *_doubt_ends(records), ("cut", _ABSTRACTS)])


def _records(lines: list[str]) -> Iterator[_Record]:
    """The fields of each record; a line without a tag goes on with the field above it."""
    fields: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _TAG.match(line)
        if not found or found[1] not in _KNOWN:
            if fields:
                fields[-1][1].append(line.strip())
            continue
        if found[1] == "TY" and fields:  # its end is lost
            yield _gather(fields)
            fields = []
        if fields or found[1] == "TY":
            fields.append((found[1], [(found[2] or "").strip()]))
        if found[1] == "ER" and fields:
            yield _gather(fields)
            fields = []
    if fields:
        yield _gather(fields)


def _gather(fields: list[tuple[str, list[str]]]) -> _Record:
    record: _Record = {}
    for tag, said in fields:
        if (value := "\n".join(said).strip()) or tag in ("TY", "ER"):
            record.setdefault(tag, []).append(value)
    return record


def _first(record: _Record, *tags: str) -> str | None:
    return next((record[tag][0] for tag in tags if tag in record), None)


def _body(record: _Record) -> tuple[str, str]:
    """The tag of the field with the text, and what it says; two empty strings where there is none."""
    abstracts = [(tag, "\n".join(record[tag])) for tag in ("AB", "N2") if tag in record]
    if abstracts:
        return max(abstracts, key=lambda field: len(field[1]))
    notes = "\n".join(note for note in record.get("N1", []) if not _HOUSEKEEPING.match(plain_text(note)))
    return ("N1", notes) if len(plain_text(notes).split()) >= _FEWEST_WORDS else ("", "")


def _article(n: int, record: _Record, tag: str, said: str) -> Article:
    body = read_fragment(said)
    titles = [record[name][0] for name in ("TI", "T1") if name in record] or [_first(record, "TT", "CT", "ST") or ""]
    title = plain_text(max(titles, key=len))  # some databases cut one of them short
    others = [line for other in ("AB", "N2") if other != tag for line in record.get(other, [])]
    docvars: dict[str, Any] = {
        "title": title,
        "author": join_authors([*record.get("AU", []), *record.get("A1", [])]),
        "date": _date(record),
        "outlet": _first(record, *_OUTLETS),
        "section": _first(record, "SE"),
        "page": "-".join(dict.fromkeys(page for name in ("SP", "EP") if (page := _first(record, name)))),
        "edition": _first(record, "ET"),
        "language": _first(record, "LA"),
        "url": _first(record, "UR", "LK"),
        "export": "RIS",
        "export_id": _first(record, "AN", "ID"),
    }
    paragraphs = [Paragraph(title, "title"), *find_standfirst(others, body), *body]
    doubts = [] if "ER" in record else [("cut", "the record has no end (ER); the file may be cut off inside it")]
    return Article(n, paragraphs, {name: value for name, value in docvars.items() if value}, doubts)


def _date(record: _Record) -> str | None:
    """The first single day that is stated, as ISO 8601, else what is stated first.

    Examples
    --------
    >>> _date({"DA": ["2024 Aug 7"], "PY": ["2024"]}), _date({"PY": ["2024///"]}), _date({"Y1": ["2024/03/04/Spring"]})
    ('2024-08-07', '2024', '2024-03-04')
    """
    stated = [value for tag in _DATES for value in record.get(tag, [])]
    days = [_SLASHES.sub(_with_hyphens, value, count=1) for value in stated]
    return next((day for value in days if (day := find_date(value))), days[0] if days else None)


def _with_hyphens(found: re.Match) -> str:
    return "-".join(part.zfill(2) for part in found.groups() if part)


def _doubt_ends(records: list[_Record]) -> list[tuple[str, str]]:
    """The doubt where records do not have an end each."""
    n_ends = sum("ER" in record for record in records)
    if n_ends == len(records):
        return []
    return [("count", f"{len(records)} records begin (TY), and {n_ends} have an end (ER)")]
