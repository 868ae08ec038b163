"""Hostile files of office programs, printers, archives and databases.

Of a pair, the first is the pattern of the reason for which the file is rejected, or None where it may be read or not.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile

from crawled import http, page, record
from exports_of_factiva import article
from exports_of_factiva import page as factiva
from hostile import ARTICLE, DEEP, flipped
from printed import At, pdf
from word import paragraph, styled, word

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
STOLEN = "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
TOO_LARGE = r"^more than 1,000,000 bytes(?: when unpacked)?;"
NO_XML = "^(?:not a readable .*|.* that cannot be parsed): "


def packed(files: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, contents in files.items():
            archive.writestr(name, contents)
    return out.getvalue()


def locked(archive: bytes) -> bytes:
    """An archive that says of its files that they have a password."""
    out = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := archive.find(mark, at + 1)) >= 0:
            out[at + place] |= 1
    return bytes(out)


def with_part(name: str, contents: str | bytes, archive: bytes) -> bytes:
    """An archive with one of its files changed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        files: dict[str, str | bytes] = {part: before.read(part) for part in before.namelist()}
    return packed(files | {name: contents})


def _xml_of(part: str, archive: bytes) -> dict[str, tuple[str | None, bytes]]:
    """Hostile XML in a file of an archive."""
    return {
        "laughs": (None, with_part(part, f"{LAUGHS}<x>&a11;</x>", archive)),
        "entity-of-a-file": (None, with_part(part, f"{STOLEN}<x>&x;</x>", archive)),
        "deep": (NO_XML, with_part(part, "<x>" * 100_000, archive)),
        "bomb": (TOO_LARGE, with_part(part, b" " * 3 * 10**6, archive)),
        "no-xml": (NO_XML, with_part(part, "Tea", archive)),
        "many-files": (
            r"of 10,\d{3} files; at most 10,000",
            with_part(part, "<x/>", packed(dict.fromkeys(map(str, range(10_001)), ""))),
        ),
        "locked": ("password", locked(archive)),
        "cut": (NO_XML, archive[: len(archive) // 2]),
        "no-archive": (NO_XML, b"PK\x03\x04" + b"\0" * 500),
        "of-another-kind": (None, packed({"x": "y"})),
        **{f"flipped-{seed}": (None, flipped(archive, seed)) for seed in range(6)},
    }


DOCX = word(paragraph(ARTICLE), footnotes={"2": "Tea."})
ODT = packed(
    {
        "content.xml": '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>'
        f"<t:p>{ARTICLE}</t:p></o:text></o:body></o:document-content>"
    }
)
EPUB = packed(
    {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
        "a.opf": '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f"<html><body><p>{ARTICLE}</p></body></html>",
    }
)
PDF = pdf([At(50, 100, ARTICLE)], packed=True)
WARC = record(http(page()))
TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>{}</p></body></text></TEI>"
RIS = f"TY  - NEWS\nTI  - Tea\nAB  - {ARTICLE}\nER  - \n"
NOISE = random.Random(7).randbytes(20_000)

#: Suffix -> name -> what becomes of the file, and the file.
FILES: dict[str, dict[str, tuple[str | None, bytes]]] = {
    ".docx": _xml_of("word/document.xml", DOCX)
    | {
        "deep-tables": (None, word("<w:tbl><w:tr><w:tc>" * 80 + paragraph("Tea") + "</w:tc></w:tr></w:tbl>" * 80)),
        "styles-in-a-ring": (
            None,
            word(
                paragraph("Tea", style="a"),
                styles=[
                    styled(a, a, based_on=b)
                    for a, b in ("ab", "ba")
                ],
            ),
        ),
        "bookmarks": (None, word(*(paragraph("", marks=[f"Bookmark_{n}", f"Body_{n}"]) for n in range(3000)))),
    },
    ".xlsx": {
        "bomb": (TOO_LARGE, packed({"xl/worksheets/sheet1.xml": b" " * 3 * 10**6})),
        "laughs": (None, packed({"xl/workbook.xml": f"{LAUGHS}<x>&a11;</x>"})),
        "no-workbook": (None, packed({"x": "y"})),
        "cut": (None, packed({"xl/workbook.xml": "<x/>"})[:-9]),
        "noise": (None, b"PK" + NOISE),
    },
    ".odt": _xml_of("content.xml", ODT),
    ".epub": _xml_of("a.opf", EPUB)
    | {
        "chapter-of-laughs": (None, with_part("a.xhtml", f"{LAUGHS}<html><body>&a11;</body></html>", EPUB)),
        "paths": (None, with_part("a.opf", "<package><manifest><item id='a' href='../../etc/passwd'/>", EPUB)),
    },
    ".zip": {
        "bomb": (TOO_LARGE, packed({"a.txt": b" " * 3 * 10**6})),
        "many-files": ("at most 10,000", packed(dict.fromkeys(map(str, range(10_001)), ""))),
        "locked": ("password", locked(packed({"a.txt": "Tea."}))),
        "cut": (NO_XML, packed({"a.txt": "Tea."})[:-5]),
        "empty": ("without files", packed({})),
        "in-itself": (None, packed({"a.zip": packed({"a.txt": "Tea."})})),
        "bomb-of-gzip": (None, packed({"a.txt.gz": gzip.compress(b" " * 3 * 10**6)})),
        "paths": (None, packed({"../../a.txt": "Tea.", "/etc/a.txt": "Milk", "..\\..\\b.txt": "Jam."})),
        **{f"flipped-{seed}": (None, flipped(packed({"a.txt": ARTICLE}), seed)) for seed in range(6)},
    },
    ".rtf": {
        "deep": (None, b"{\\rtf1 " + b"{" * 10**5 + b"Tea"),
        "closed": (None, b"{\\rtf1 Tea" + b"}" * 10**5),
        "control-words": (None, b"{\\rtf1 " + b"\\a" * 10**5 + b" Tea}"),
        "huge-number": (None, b"{\\rtf1 \\u" + b"9" * 5000 + b"? Tea}"),
        "half-characters": (None, b"{\\rtf1 " + b"\\u-10179 ?" * 1000 + b"Tea}"),
        "binary": (None, b"{\\rtf1 \\bin2000000000 Tea}"),
        "pages-of-codes": (None, b"{\\rtf1\\ansicpg99999 \\'e9\\'zz Tea}"),
        "noise": (None, b"{\\rtf1 " + NOISE),
        "cut": (None, b"{\\rtf1\\ansi{\\fonttbl{\\f0 Ar"),
        "bookmarks": (None, b"{\\rtf1 " + b"{\\*\\bkmkstart Bookmark_1}{\\*\\bkmkstart Body_1}\\par" * 3000 + b"}"),
    },
    ".pdf": {
        "noise": (None, b"%PDF-1.4\n" + NOISE),
        "cut": (None, PDF[: len(PDF) // 2]),
        "begin-alone": (None, b"%PDF-1.7"),
        "without-text": ("text", pdf([])),
        "pages-in-a-ring": (None, PDF.replace(b"/Kids [", b"/Kids [2 0 R ")),
        "bomb": (None, pdf([At(50, 100, "Tea " * 10**5)] * 20, packed=True)),
        "too-large": (TOO_LARGE, PDF + b" " * 10**6),
        **{f"flipped-{seed}": (None, flipped(PDF, seed)) for seed in range(6)},
    },
    ".xml": {
        "laughs": (None, f"{LAUGHS}{TEI.format('&a11;')}".encode()),
        "entity-of-a-file": (None, f"{STOLEN}{TEI.format('&x;')}".encode()),
        "deep": (NO_XML, TEI.format("<hi>" * 100_000).encode()),
        "no-tei": (None, b"<x>Tea</x>"),
        "noise": (None, NOISE),
        "cut": (NO_XML, TEI.format(ARTICLE).encode()[:-20]),
        "nul": (NO_XML, TEI.format("Te\0a").encode()),
        "other-encoding": (None, b"<?xml version='1.0' encoding='utf-7'?>" + TEI.format("Tea").encode()),
    },
    ".warc": {
        "noise": (None, NOISE),
        "cut": (None, WARC[: len(WARC) // 2]),
        "endless": (None, record(http(page()), length=10**18)),
        "negative": (None, record(http(page()), length=-5)),
        "no-length": (None, record(http(page()), length="x")),
        "bomb": (None, gzip.compress(record(http(page() + b" " * 3 * 10**6)))),
        "headers": (None, b"WARC/1.0\r\n" + b"A: b\r\n" * 10**5),
        "coded-bomb": (
            None,
            record(http(gzip.compress(page() + b" " * 3 * 10**6), more=b"Content-Encoding: gzip\r\n")),
        ),
        **{f"flipped-{seed}": (None, flipped(WARC, seed)) for seed in range(6)},
    },
    ".ris": {
        "noise": (None, NOISE),
        "no-record": ("^not RIS", b"Tea."),
        "open": (None, RIS.replace("ER", "KW").encode()),
        "long-line": (None, (RIS.replace("Tea", "x" * 10**5)).encode()),
        "many-tags": (None, ("TY  - NEWS\n" + "AU  - Lee, Ann\n" * 20_000 + "AB  - Tea.\nER  - \n").encode()),
        "nul": (None, RIS.encode() + b"\0"),
    },
    ".doc": {
        "of-old": (r"save it as \.docx", b"\xd0\xcf\x11\xe0" + NOISE),
        "noise": (None, NOISE),
        "page": (None, f"<html><p>{ARTICLE}".encode()),
    },
    ".html": {
        "frames-in-frames": (None, factiva([article()]).replace("<div", '<div class="article enArticle"').encode()),
        "frames": (None, b'<div id="article-X" class="article enArticle">' * 200 + b"articleParagraph"),
        "anchors": (None, b'<A NAME="DOC_ID_0_1"></A><DOC NUMBER=1>' * 2000),
        "outlets": (None, b'<span class="DocPublicationName">x</span><span class="titreArticle">' * 100),
        "too-large": (TOO_LARGE, factiva([article()]).encode() + b" " * 10**6),
    },
    ".txt": {
        "documents": (None, b"\n\n          1 of 1 DOCUMENTS\n\n" * 3000 + b"LENGTH: 5 words\n"),
        "covers": (None, b"Download Request: Selected Items: 1-99999999\nTime of Request: x\n" * 3000),
        "labels": (None, b"          1 of 2 DOCUMENTS\n\n" + b"LENGTH: 5 words\n" * 20_000),
        "rules": (None, b"_" * 60 + b"\nFull text: x\nTitle: y\nProQuest document ID: 1\n" * 1000),
        "ends": (None, b"End of Document\nBody\nLength: 5 words\n" * 5000),
        "blanks": (None, b" " * 500_000 + b"1 of 2 DOCUMENTS\nLENGTH: 5 words"),
    },
    ".json": {
        "deep": ("nested too deeply", b'{"webTitle": 1, "webUrl": 1, "apiUrl": ' + DEEP.encode() + b"}"),
        "lists": (None, b'{"results": [' * 500 + b'{"webTitle": "x", "webUrl": "x", "apiUrl": "x"}' + b"]}" * 500),
        "wrong-kinds": (
            None,
            json.dumps([{"webTitle": 1, "webUrl": [], "apiUrl": {}, "fields": 7, "blocks": [3]}]).encode(),
        ),
        "numbers": (None, b'{"web_url": 1e999, "headline": ' + b"9" * 5000 + b', "pub_date": 1}'),
    },
}  # fmt: skip
