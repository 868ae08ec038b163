"""Records of an archive; damage is tested with the pages in it, in `test_warc`."""

from __future__ import annotations

import importlib.util
import io

import pytest
from crawled import http, page, record

from discourse.readers.documents._warc_records import read_records
from discourse.readers.encoding import Unreadable


def records(raw: bytes, max_bytes: int = 10**6):
    return list(read_records(io.BytesIO(raw), max_bytes=max_bytes))


def test_a_record_has_a_header_and_bytes():
    (one,) = records(record(b"Tea: milk\r\n", kind="metadata"))
    assert (one.field("warc-type"), one.field("WARC-Nothing"), one.block) == ("metadata", "", b"Tea: milk\r\n")
    assert one.reason is None


def test_a_header_in_a_page_is_no_record():
    inner = record(b"Tea", kind="metadata")
    found = records(record(inner, kind="resource") + record(b"Milk", kind="metadata"))
    assert [one.field("WARC-Type") for one in found] == ["resource", "metadata"]
    assert found[0].block == inner


def test_once_a_length_is_wrong_none_is_trusted():
    found = records(record(b"Tea", length=1) + record(b"Milk", length=2) + record(b"Jam"))
    assert [one.block.strip() for one in found] == [b"Tea", b"Milk", b"Jam"]


@pytest.mark.skipif(importlib.util.find_spec("fastwarc") is None, reason="FastWARC is not installed")
def test_an_answer_has_a_status_and_a_page():
    (one,) = records(record(http(page(), media="Text/HTML; charset=koi8-r", status="203 Changed")))
    answer = one.answer()
    assert (answer.status, answer.media, answer.charset) == (203, "text/html", "koi8-r")
    assert answer.page(10**6) == page()
    with pytest.raises(Unreadable, match="more than 10 bytes when unpacked"):
        one.answer().page(10)


def test_headers_have_a_limit():
    assert len(records(b"WARC/1.0\r\n" + b"a: b\r\n" * 10**6)) == 1
