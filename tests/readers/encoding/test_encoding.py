"""Bytes become text in the encoding that reads them whole, or are refused with the reason."""

from __future__ import annotations

import gzip
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read, reasons, write

from discourse.readers.encoding import Unreadable, decode, need_encoding


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may open any file")
def test_files_without_permission(tmp_path):
    (write(tmp_path, {"a.txt": "Tea.", "b.txt": "Tea."}) / "a.txt").chmod(0)
    documents, rejected = read(tmp_path)
    assert documents["doc_id"].tolist() == ["b"]
    assert reasons(rejected) == {"a.txt": "cannot be opened: Permission denied"}


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Café ’18".encode(), "utf-8"),
        ("Café ’18".encode("utf-8-sig"), "utf-8-sig"),
        ("Café ’18".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "Café ’18".encode("utf-16-be"), "utf-16"),
        ("Café ’18".encode("utf-32"), "utf-32"),
        ("Café ’18".encode("utf-16-le"), "utf-16-le"),
        ("Café ’18".encode("utf-16-be"), "utf-16-be"),
        ("Café ’18".encode("cp1252"), "cp1252"),
        ("Кафе и чай ’18".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encodings_are_found_and_recorded(raw, encoding):
    text, found, _ = decode(raw)
    assert found == encoding
    assert text == raw.decode(encoding)
    assert text.endswith("’18")
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"caf\xe9 \x81", "broken encoding: not UTF-8 (byte 3 is 0xE9), nor cp1252 (byte 5 is 0x81)"),
        ("’’’".encode() + b"\xff", "broken encoding: not UTF-8 (byte 9 is 0xFF), though 3 other characters are"),
        (
            b"s\xc5\xe1t\xfe" * 5,
            "not UTF-8 (byte 1 is 0xC5), nor in any other encoding that is known; save it as UTF-8",
        ),
        (b"\xff\xfea", "broken encoding: the byte order mark says utf-16, but byte 2 is not utf-16"),
        (b"PK\x03\x04\x00\x01\x00\x00", "binary: it has NUL bytes"),
        (b"a\x00b\x00\x00c", "binary: it has NUL bytes"),
        ("\ufeffa\0b".encode("utf-16-le"), "binary: it has NUL bytes"),
        # Two bytes that would be a character for private use.
        (b"a\x00\x00\xe0", "binary: it has NUL bytes"),
        (b"{\\rtf1 Tea.}", "RTF, although its name says something else; save it as plain text"),
        (b"\x01" * 2 + b"a" * 98, "binary: 2 of 100 characters are control characters"),
    ],
)
def test_what_is_no_text_is_refused(raw, reason):
    with pytest.raises(Unreadable) as caught:
        decode(raw)
    assert reason in str(caught.value)


def test_few_control_characters_are_text():
    assert decode(b"\x07" + b"a" * 99) == ("\x07" + "a" * 99, "utf-8", None)


text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"), max_size=3)


@given(text, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]))
def test_text_survives_its_encoding(text, encoding):
    # UTF-16 without a mark is known by the zero bytes of a few plain letters.
    raw = ("Tea with milk and sugar: " + text).encode(encoding)
    found, name, _ = decode(raw)
    assert found == "Tea with milk and sugar: " + text
    assert raw.decode(name) == found


@given(st.binary())
def test_bytes_are_read_whole_or_refused(raw):
    try:
        found, name, _ = decode(raw)
    except Unreadable as error:
        assert str(error)
    else:
        assert raw.decode(name) == found


def test_broken_gzip_files_and_limits(tmp_path):
    whole = gzip.compress(b"Tea. " * 100)
    files = {
        "bomb.txt.gz": gzip.compress(b"\x20" * 100_000),
        "cut.txt.gz": whole[:-12],
        "fits.txt.gz": whole,
        "large.txt": b"x" * 501,
        "none.txt.gz": b"Tea.",
        "two.txt.gz": gzip.compress(b"One ") + gzip.compress(b"two."),
    }
    documents, rejected = read(write(tmp_path, files), max_bytes=500)
    assert documents["text"].tolist() == ["Tea. " * 100, "One two."]
    found = reasons(rejected)
    assert found["bomb.txt.gz"] == "more than 500 bytes when unpacked; split the file or raise max_bytes"
    assert found["large.txt"] == "more than 500 bytes; split the file or raise max_bytes"
    assert found["none.txt.gz"].startswith("broken gzip file: Not a gzipped file")
    assert found["cut.txt.gz"].startswith("broken gzip file: ")
    assert len(found) == 4


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_kr", "hz", "utf-7"])
def test_encodings_of_seven_bits(encoding):
    text = "日本" if encoding != "hz" else "中国"
    decoded = decode(f"In {text} it is.".encode(encoding))
    assert decoded.text == f"In {text} it is."
    assert (decoded.doubt is None) == encoding.startswith("iso2022")


def test_utf_7_is_told():
    assert decode(b"The caf+AOk- and Iran+IBk-s plan").doubt == "read as utf-7, as '+AOk' stands for 'é' there"


@pytest.mark.parametrize("text", ["C++ and +44-20-79", "a+b-c", "x+Tea-y +ABC-", "~{ and ~}", "1+100=101"])
def test_plus_signs_and_tildes_are_themselves(text):
    assert decode(text.encode()) == (text, "utf-8", None)


def test_an_encoding_that_is_stated_wins():
    raw = "Dvořák’s".encode("cp1250")
    assert decode(raw, encoding="windows-1250") == ("Dvořák’s", "cp1250", None)
    assert decode("é".encode(), encoding="latin-1") == (
        "Ã©",
        "iso8859-1",
        "read as iso8859-1, the stated encoding; it can also be read as UTF-8",
    )
    assert decode("\ufeffTea".encode(), encoding="utf-8").text == "Tea"
    with pytest.raises(Unreadable, match=r"not utf-8, the stated encoding \(byte 3 is 0xF8\)"):
        decode(raw, encoding="utf8")


@pytest.mark.parametrize("name", ["base64", "idna", "x", "", "rot13"])
def test_names_of_no_encoding(name):
    with pytest.raises(ValueError, match="not a text encoding that Python knows; give one such as"):
        need_encoding(name)
