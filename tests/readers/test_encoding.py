"""Bytes become text in the encoding that reads them whole, or are refused with the reason."""

from __future__ import annotations

import gzip
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read, reasons, write

from discourse.readers.encoding import Unreadable, decode


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
    text, found = decode(raw)
    assert found == encoding
    assert text == raw.decode(encoding)
    assert text.endswith("’18")
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"caf\xe9 \x81", "broken encoding: not UTF-8 (byte 3 is 0xE9), nor cp1252 (byte 5 is 0x81)"),
        ("’’’".encode() + b"\xff", "broken encoding: not UTF-8 (byte 9 is 0xFF), though 3 other characters are"),
        ("Чашка чая и ещё одна чашка чая, пожалуйста".encode("cp1251"), "Western European (cp1252); save it as UTF-8"),
        (b"\xff\xfea", "broken encoding: the mark says utf-16, byte 2 does not"),
        (b"PK\x03\x04\x00\x01\x00\x00", "binary: it has NUL bytes"),
        (b"a\x00b\x00\x00c", "binary: it has NUL bytes"),
        ("\ufeffa\0b".encode("utf-16-le"), "binary: it has NUL bytes"),
        # Two bytes that would be a character for private use.
        (b"a\x00\x00\xe0", "binary: it has NUL bytes"),
        (b"\x01" * 2 + b"a" * 98, "binary: 2 of 100 characters are control characters"),
    ],
)
def test_what_is_no_text_is_refused(raw, reason):
    with pytest.raises(Unreadable) as caught:
        decode(raw)
    assert reason in str(caught.value)


def test_few_control_characters_are_text():
    assert decode(b"\x07" + b"a" * 99) == ("\x07" + "a" * 99, "utf-8")


text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"), max_size=3)


@given(text, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]))
def test_text_survives_its_encoding(text, encoding):
    # UTF-16 without a mark is known by the zero bytes of a few plain letters.
    raw = ("Tea with milk and sugar: " + text).encode(encoding)
    found, name = decode(raw)
    assert found == "Tea with milk and sugar: " + text
    assert raw.decode(name) == found


@given(st.binary())
def test_bytes_are_read_whole_or_refused(raw):
    try:
        found, name = decode(raw)
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
