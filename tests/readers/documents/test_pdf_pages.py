"""Words of pages, and what is set aside."""

from __future__ import annotations

import base64
import importlib.util
import zlib

import pytest
from printed import At, pdf

from discourse.readers.documents._pdf_pages import check_streams, read_pages
from discourse.readers.encoding import Unreadable

needs_pdfplumber = pytest.mark.skipif(importlib.util.find_spec("pdfplumber") is None, reason="pdfplumber is missing")


def words(*lines: At) -> list[str]:
    return [word.text for word in read_pages(pdf(list(lines)), max_bytes=10**6).pages[0].words]


@needs_pdfplumber
def test_words_have_a_place_and_a_size():
    (page,) = read_pages(pdf([At(50, 100, "Tea", 12, True)]), max_bytes=10**6).pages
    (word,) = page.words
    assert (word.text, word.size, word.bold) == ("Tea", 12, True)
    assert (word.x0, round(word.x1), round(word.bottom - word.top)) == (50, 71, 12)
    assert (page.width, page.height, page.reason) == (600, 800, None)


@needs_pdfplumber
def test_text_on_its_side_outside_of_the_page_and_printed_twice_is_set_aside():
    tea = At(50, 100, "Tea")
    assert words(tea, tea._replace(x=50.2), At(20, 400, "Downloaded", turned=True), At(50, 900, "Milk")) == ["Tea"]


@needs_pdfplumber
def test_marks_of_the_printer_beside_the_page_are_set_aside():
    raw = pdf([At(50, 100, "Tea"), At(10, 5, "boats.indd 12")])
    cropped = raw.replace(b"/MediaBox [0 0 600 800]", b"/MediaBox [0 0 600 800] /CropBox [20 20 580 780]")
    assert len(cropped) > len(raw)
    assert [word.text for word in read_pages(cropped, max_bytes=10**6).pages[0].words] == ["Tea"]


@needs_pdfplumber
def test_what_the_file_says_of_itself():
    assert read_pages(pdf([], title="Boats", author="Nora"), max_bytes=10**6).info == {
        "title": "Boats",
        "author": "Nora",
    }


def stream(said: bytes, data: bytes) -> bytes:
    return b"1 0 obj\n<< " + said + b" >>\nstream\n" + data + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("said", "data", "refused"),
    [
        (b"/Filter /FlateDecode", zlib.compress(b" " * 5000), True),
        (b"/Filter /FlateDecode", zlib.compress(b" " * 500), False),
        (b"/Filter [ /ASCII85Decode /FlateDecode ]", base64.a85encode(zlib.compress(b" " * 5000)) + b"~>", True),
        # Pictures are not unpacked.
        (b"/Subtype /Image /Filter /FlateDecode", zlib.compress(b" " * 5000), False),
        (b"/Filter /FlateDecode", b"damaged", False),
        (b"", b" " * 5000, False),
    ],
)
def test_what_is_packed_has_a_limit(said, data, refused):
    raw = stream(said, data)
    if refused:
        with pytest.raises(Unreadable, match="PDF that unpacks to more than 1,000 bytes"):
            check_streams(raw, 1000)
    else:
        check_streams(raw, 1000)
    with pytest.raises(Unreadable, match="packed twice"):
        check_streams(stream(b"/Filter [/FlateDecode/LZWDecode]", data), 1000)


def test_many_parts_without_an_end_are_looked_at_once():
    raw = b"%PDF-1.4\n" + b"1 0 obj<</Filter/FlateDecode>>stream\n" * 20_000
    check_streams(raw, 1000)
    with pytest.raises(Unreadable, match="PDF that unpacks to more than 1,000 bytes"):
        check_streams(raw + zlib.compress(b" " * 5000), 1000)
