"""Reports as they are printed: what is read of a whole file, and what is refused."""

from __future__ import annotations

import importlib.util
import io
import random
import re
import sys
import zlib

import pytest
from hostile import FOREIGN, flipped
from printed import At, column, pdf

from discourse.readers.documents import pdf as reader
from discourse.readers.encoding import Unreadable

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pdfplumber") is None, reason="pdfplumber is not installed")
TITLE = At(50, 40, "Counting the boats", 20, True)
FIRST = [
    "The government of the valley spent more on ferries than on roads in each of the last",
    "four years. That is unusual, and it may be temporary, but it deserves an expla-",
    "nation that the treasury has not given. A well-known economist called it a well-",
    "known habit, and the short- and long-",
    "term costs are not known.",
]


def read(raw: bytes, *, max_bytes: int = 10**7):
    return reader.read(raw, max_bytes=max_bytes)


def paragraphs(*pages, **info) -> list[tuple]:
    return [tuple(paragraph) for paragraph in read(pdf(*pages, **info)).articles[0].paragraphs]


def docvars(*pages, **info) -> dict:
    return read(pdf(*pages, **info)).articles[0].docvars


def test_a_report_is_one_article_with_its_roles():
    page = [
        TITLE,
        At(50, 66, "Hanne Roskvist and Bram Teller"),
        At(50, 84, "1 What we know", 12, True),
        *column(FIRST),
        At(50, 200, "Figure 1: Boats a year", 9),
        *column(
            ["1 The office counts tickets.", "2 See the annual statement of the", "office for 2019."],
            top=640,
            size=8,
            leading=9,
        ),
    ]
    assert paragraphs(page) == [
        ("Counting the boats", "title"),
        ("Hanne Roskvist and Bram Teller", "byline"),
        ("1 What we know", "heading"),
        (
            "The government of the valley spent more on ferries than on roads in each of the last four years. That is "
            "unusual, and it may be temporary, but it deserves an explanation that the treasury has not given. A "
            "well-known economist called it a well-known habit, and the short- and longterm costs are not known.",
            None,
        ),
        ("Figure 1: Boats a year", "caption"),
        ("1 The office counts tickets.", "notes"),
        ("2 See the annual statement of the office for 2019.", "notes"),
    ]
    assert docvars(page) == {
        "title": "Counting the boats",
        "author": "Hanne Roskvist and Bram Teller",
        "joined": "explanation; longterm",
    }


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ({"title": "Counting the Boats"}, "Counting the Boats"),
        ({"title": "Microsoft Word - boats.docx"}, "Counting the boats"),
        ({"title": "Template of the office"}, "Counting the boats"),
        ({"title": ""}, "Counting the boats"),
    ],
)
def test_the_stated_title_stands_where_the_pages_bear_it_out(info, title):
    assert docvars([TITLE, *column(FIRST)], **info)["title"] == title


def test_a_stated_title_stands_where_the_pages_have_none():
    assert docvars(column(FIRST), title="On boats")["title"] == "On boats"
    assert "title" not in docvars(column(FIRST), title="boats.indd")


@pytest.mark.parametrize(
    ("line", "stated", "author"),
    [
        ("Institute for Small Harbours", "Institute for Small Harbours", "Institute for Small Harbours"),
        ("By Nora Feld", "office-pc-7", "Nora Feld"),
        ("Nora Feld, Bram Teller", "", "Nora Feld, Bram Teller"),
        ("Policy Paper", "", None),
        ("what nobody counts", "", None),
    ],
)
def test_the_author_stands_on_the_page(line, stated, author):
    page = [TITLE, At(50, 70, line), *column(FIRST)]
    assert docvars(page, author=stated).get("author") == author
    assert dict(paragraphs(page, author=stated))[line] == ("byline" if author else None)


def test_pages_without_text_are_told_and_a_scan_is_refused():
    (article,) = read(pdf(column(FIRST), [], column(FIRST))).articles
    assert article.doubts == [("parts", "1 of 3 pages have no text: 2")]
    with pytest.raises(Unreadable, match="PDF without a page; it may be damaged"):
        read(pdf())
    with pytest.raises(Unreadable, match="none of its 2 pages has any, so they may be scanned"):
        read(pdf([], []))


def test_a_packed_file_is_the_same():
    assert read(pdf(column(FIRST), packed=True)) == read(pdf(column(FIRST)))


# --- limits and damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Tea", "not a PDF: it does not begin with %PDF"),
        (b"%PDF-1.4\nTea", "not a readable PDF"),
        (pdf(*[column(["Tea"])] * 2001), "PDF of 2,001 pages; at most 2,000 are read"),
        (pdf(column(FIRST), packed=True).replace(b"/FlateDecode", b"[ /FlateDecode /FlateDecode ]"), "packed twice"),
    ],
    ids=["text", "no objects", "pages", "twice"],
)
def test_what_cannot_be_read_is_refused(raw, reason):
    with pytest.raises(Unreadable, match=re.escape(reason)):
        read(raw)


def test_a_file_that_unpacks_to_too_much_is_refused():
    bomb = pdf([At(50, 50, "Tea " * 10**6)], packed=True)
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="PDF that unpacks to more than 1,000,000 bytes"):
        read(bomb, max_bytes=10**6)
    with pytest.raises(Unreadable, match="more than 100 bytes; "):
        read(bomb, max_bytes=100)


def test_a_page_with_too_many_letters_is_told():
    full = [At(50, 20 + n % 700, "e" * 120) for n in range(500)]
    (article,) = read(pdf(column(FIRST), full)).articles
    assert article.doubts == [("parts", "1 of 2 pages have no text (more than 30,000 letters): 2")]


def test_a_file_with_a_password_is_refused():
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(io.BytesIO(pdf(column(FIRST))))
    writer.encrypt("tea", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Unreadable, match="PDF with a password; save it without one"):
        read(out.getvalue())


def test_without_the_library_the_line_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(Unreadable, match=re.escape("pip install 'discourse-toolkit[formats]'")):
        read(pdf(column(FIRST)))


def test_mutated_files_are_read_or_refused():
    raw = pdf([TITLE, *column(FIRST)], column(FIRST), packed=True, title="Counting the boats")
    for seed in range(60):
        dice = random.Random(seed)
        mutated = flipped(raw, seed) if seed % 2 else raw[: dice.randrange(len(raw))] + raw[dice.randrange(len(raw)) :]
        try:
            found = read(mutated)
        except Unreadable as error:
            assert not FOREIGN.match(str(error))
        else:
            assert len(found.articles) == 1
            assert found.articles[0].paragraphs


def test_text_in_a_part_that_is_damaged_is_told():
    raw = pdf(column(FIRST), column(FIRST), packed=True)
    start = raw.rindex(b"stream\n", 0, raw.rindex(b"endstream")) + 7
    broken = raw[:start] + zlib.compress(b"(")[:4] + raw[start + 4 :]
    (article,) = read(broken).articles
    assert [kind for kind, _ in article.doubts] == ["parts"]
