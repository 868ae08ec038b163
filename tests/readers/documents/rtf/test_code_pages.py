"""The code pages of Rich Text."""

import codecs

import pytest

from discourse.readers.documents.rtf._code_pages import _NUMBERED, OF_CHARSETS, STATED, CodePages, codec_of


@pytest.mark.parametrize("name", sorted({*STATED.values(), *OF_CHARSETS.values(), *_NUMBERED.values()}))
def test_python_has_every_codec_that_is_named(name):
    assert codecs.lookup(name)


@pytest.mark.parametrize(
    ("number", "raw", "text"),
    [(1252, b"\x93", "“"), (1250, b"\xb3", "ł"), (10000, b"\x8e", "é"), (936, b"\xc4\xe3", "你")],
)
def test_a_numbered_page_reads_its_bytes(number, raw, text):
    assert raw.decode(codec_of(number)) == text


@pytest.mark.parametrize("number", [-1, 1, 99999])
def test_a_page_that_python_lacks_is_none(number):
    assert codec_of(number) is None


def test_a_font_may_have_a_page_of_its_own():
    pages = CodePages()
    pages.set_page(1253)
    pages.set_plain(2)
    for font, charset in ((0, 238), (1, 2), (2, 204)):
        pages.enter(font)
        pages.set_charset(charset)
    pages.set_page_of_font(1255)
    pages.set_page_of_font(99)
    assert [pages.codec(font) for font in (0, 1, 2, 3, None)] == ["cp1250", "cp1253", "cp1255", "cp1253", "cp1255"]
