"""ZIP archives and XML under limits."""

import io
import zipfile

import pytest

from discourse.readers.archive import Archive, parse_xml
from discourse.readers.encoding import Unreadable


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return file.getvalue()


def test_files_are_read_by_name_in_the_order_of_the_archive():
    archive = Archive(packed(b=b"Tea", a=b"Milk"))
    assert archive.names == ["b", "a"]
    assert archive.read("a") == b"Milk"


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(Unreadable, match="ZIP archive without c"):
        Archive(packed(a=b"")).read("c")


def test_more_than_may_be_unpacked_is_refused():
    with pytest.raises(Unreadable, match="more than 1,000 bytes when unpacked"):
        Archive(packed(a=bytes(600), b=bytes(600)), max_bytes=1000)


def test_an_archive_that_lies_about_its_size_is_refused_too():
    raw = bytearray(packed(a=bytes(5000)))
    place = raw.rfind(b"PK\x01\x02") + 24  # the size in the directory, which says 10
    raw[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        Archive(bytes(raw), max_bytes=1000).read("a")


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x03\x04rest", b"{\\rtf1}"])
def test_what_is_no_archive_is_told(raw):
    with pytest.raises(Unreadable, match="not a readable ZIP archive"):
        Archive(raw)


def test_entities_are_not_followed():
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><a>&b;</a>'
    assert "".join(parse_xml(bomb).itertext("a")) == ""


@pytest.mark.parametrize("raw", [b"", b"<a>", b"<a/><b/>", b"<a>" * 300 + b"</a>" * 300])
def test_what_is_no_xml_is_told(raw):
    with pytest.raises(Unreadable, match="TEI that cannot be parsed"):
        parse_xml(raw, "TEI")
