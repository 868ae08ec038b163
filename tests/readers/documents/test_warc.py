"""Archives of web pages: which answers are pages, and what is read of them."""

from __future__ import annotations

import gzip
import importlib.util
import io
import random
import re
import sys
import zlib
from collections import Counter

import pytest
from crawled import SITE, http, packed, page, record
from hostile import FOREIGN, flipped
from reading import read_html

from discourse.readers.article import Article, lay_out
from discourse.readers.documents import warc
from discourse.readers.encoding import Unreadable

pytestmark = pytest.mark.skipif(importlib.util.find_spec("fastwarc") is None, reason="FastWARC is not installed")
INFO = record(b"software: hand\r\n", kind="warcinfo", url="", media="application/warc-fields")


def read(*records: bytes, max_bytes: int = 10**6):
    return warc.read(b"".join(records), max_bytes=max_bytes)


def answer(title: str = "Count the boats", **options) -> bytes:
    return record(http(page(title), **options), url=f"{SITE}{title.replace(' ', '-')}")


def titles(found) -> list[str]:
    return [article.docvars["title"] for article in found.articles]


THREE = (answer("One boat"), answer("Two boats"), answer("No boats"))


@pytest.mark.parametrize(
    "raw",
    [b"".join([INFO, *THREE]), packed(INFO, *THREE), gzip.compress(b"".join([INFO, *THREE]), mtime=0)],
    ids=["plain", "each record packed", "the whole packed"],
)
def test_each_page_is_an_article(raw):
    found = read(raw)
    assert [(article.n, article.docvars["title"]) for article in found.articles] == [
        (1, "One boat"), (2, "Two boats"), (3, "No boats"),
    ]  # fmt: skip
    assert (found.rejected, found.doubts) == ([], [])


def test_a_page_is_read_as_a_saved_one_with_the_address_and_day_of_the_crawl():
    (article,) = read(answer()).articles
    assert article.docvars == {
        "title": "Count the boats",
        "date": "2024-03-04",
        "encoding": "utf-8",
        "n_dropped": 0,
        "url": f"{SITE}Count-the-boats",
        "crawled": "2026-03-02",
        "export": "WARC",
    }
    assert lay_out(article.paragraphs)[0] == read_html(page())["text"]


def test_the_day_of_the_crawl_is_no_date_of_an_article():
    (article,) = read(record(http(page(date="")))).articles
    assert "date" not in article.docvars
    assert article.docvars["crawled"] == "2026-03-02"


def test_what_is_no_page_is_passed_over():
    others = [
        record(http(b"\x89PNG", media="image/png")),
        record(http(b"a {}", media="text/css")),
        record(http(page(), status="404 Not Found")),
        record(http(b"", status="301 Moved Permanently", media=None, more=b"Location: /\r\n")),
        record(http(b"User-agent: *", media="text/plain"), url=f"{SITE}robots.txt"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b""), kind="revisit"),
        record(b"20260302101400\nexample.org. A 192.0.2.1", url="dns:example.org", media="text/dns"),
        record(b"fetchTimeMs: 1", kind="metadata", media="application/warc-fields"),
    ]
    found = read(INFO, *others, answer())
    assert [article.n for article in found.articles] == [1]
    assert (found.rejected, found.doubts) == ([], [])
    with pytest.raises(Unreadable, match="WARC of 10 records without a web page"):
        read(INFO, *others)


def test_answers_that_may_be_texts_are_told():
    pdf = record(http(b"%PDF-1.4", media="application/pdf"))
    found = read(pdf, answer(), pdf, record(http(b"Tea.", media="text/plain; charset=utf-8")))
    assert found.doubts == [("parts", "not read are answers that may be texts: application/pdf (2), text/plain (1)")]


def test_a_page_without_an_article_is_rejected_with_its_address():
    found = read(
        answer("One boat"), record(http(b"<html><body></body></html>"), url=f"{SITE}menu"), answer("Two boats")
    )
    assert [article.n for article in found.articles] == [1, 3]
    assert found.rejected == [(2, f"no article text in the page ({SITE}menu)")]


def test_the_same_address_twice_is_two_articles():
    found = read(answer(), answer())
    assert [(article.n, article.docvars["url"]) for article in found.articles] == [
        (1, f"{SITE}Count-the-boats"), (2, f"{SITE}Count-the-boats"),
    ]  # fmt: skip


def test_a_page_may_be_saved_without_the_answer_around_it():
    assert titles(read(record(page("One boat"), kind="resource", media="text/html"))) == ["One boat"]
    # Nobody said what it is.
    assert titles(read(record(http(page("One boat"), media=None)))) == ["One boat"]


def test_answers_in_pieces_and_packed_are_put_together():
    body = page("One boat")
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"
    packed_body = gzip.compress(body)
    records = [
        record(http(chunked, more=b"Transfer-Encoding: chunked\r\n")),
        record(http(packed_body, more=b"Content-Encoding: gzip\r\n")),
    ]
    assert titles(read(*records)) == ["One boat"] * 2


def test_the_server_says_the_charset_where_the_page_does_not():
    latin = page("Kavárna v přístavu", charset="iso-8859-2").replace(b'<meta charset="iso-8859-2">', b"")
    (article,) = read(record(http(latin, media="text/html; charset=iso-8859-2"))).articles
    assert article.docvars["title"] == "Kavárna v přístavu"
    assert article.docvars["encoding"] == "iso8859-2"
    assert article.doubts == []


def test_a_response_that_says_nothing_is_rejected():
    reason = f"not a readable server response: it has no status ({SITE})"
    assert read(record(b"\x00\x01\r\n\r\n" + page())).rejected == [(1, reason)]


# --- damage and size -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", ["17", "100000", "99999999999", "-1", ""])
def test_a_record_with_a_wrong_length_hides_no_other(length):
    assert titles(read(THREE[0], record(http(page("Two boats")), length=length), THREE[2])) == [
        "One boat", "Two boats", "No boats",
    ]  # fmt: skip


def test_other_line_ends_and_rubbish_between_records_hide_none():
    raw = b"".join(THREE)
    assert len(read(raw.replace(b"\r\n", b"\n")).articles) == 3
    assert len(read(b"rubbish\r\n".join(THREE)).articles) == 3


def test_a_file_that_is_cut_off_says_so():
    raw = b"".join(THREE)
    found = read(raw[:-500])
    assert len(found.articles) == 2
    assert re.fullmatch(rf"record cut off after [\d,]+ of [\d,]+ bytes \({SITE}No-boats\)", found.rejected[0][1])
    assert len(read(raw[:-5]).articles) == 3  # the page is whole
    found = read(packed(*THREE)[:-100])
    assert len(found.articles) == 2
    assert found.rejected[0][1].startswith("broken gzip file: ")


def test_a_record_that_is_too_large_is_rejected_packed_or_not():
    large = record(http(page("Large") + b" " * 30_000), url=f"{SITE}large")
    found = read(answer(), large, answer(), max_bytes=10**6)
    assert len(found.articles) == 3
    pieces = list(warc.read_stream(io.BytesIO(answer() + large + answer()), max_bytes=10_000))
    assert [type(piece) is Article for piece in pieces] == [True, False, True]
    assert pieces[1][1].startswith("record of 3") and pieces[1][1].endswith(f"at most 10,000 are read ({SITE}large)")
    bomb = http(gzip.compress(b"<html>" + b" " * 10**6), more=b"Content-Encoding: gzip\r\n")
    pieces = list(warc.read_stream(io.BytesIO(record(bomb)), max_bytes=10_000))
    assert pieces == [(1, f"record of more than 10,000 bytes when unpacked ({SITE})")]
    with pytest.raises(Unreadable, match=r"^more than 10,000 bytes; "):
        read(large, max_bytes=10_000)


def test_what_is_packed_wrongly_is_rejected():
    broken = http(zlib.compress(page())[:-30][10:], more=b"Content-Encoding: gzip\r\n")
    ((_, reason),) = read(record(broken)).rejected
    assert reason.startswith("not a readable server response: ")


@pytest.mark.parametrize("raw", [b"", b"Tea and milk.\r\n" * 100, gzip.compress(b"Tea", mtime=0), b"WARC"])
def test_what_is_no_archive_is_refused(raw):
    with pytest.raises(Unreadable, match="not a WARC file: it has no record"):
        read(raw)


class Endless(io.RawIOBase):
    """A file that never ends, and counts what is read of it."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = self.at + offset if whence else offset
        return self.at

    def readinto(self, buffer) -> int:
        n, at = len(buffer), self.at % len(self.raw)
        data = (self.raw * (n // len(self.raw) + 2))[at : at + n]
        buffer[:] = data
        self.at += n
        return n


@pytest.mark.parametrize("raw", [b"".join(THREE), packed(*THREE)], ids=["plain", "packed"])
def test_an_archive_is_worked_through_without_holding_it(raw):
    file = io.BufferedReader(Endless(raw))
    passed: Counter[str] = Counter()
    stream = warc.read_stream(file, max_bytes=10**6, passed=passed)
    found = [next(stream).docvars["title"] for _ in range(4)]
    assert found == ["One boat", "Two boats", "No boats", "One boat"]
    assert file.raw.at < 300_000


def test_without_the_library_the_line_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    with pytest.raises(Unreadable, match=re.escape("pip install 'discourse-toolkit[formats]'")):
        read(answer())


def test_mutated_files_lose_no_page():
    for seed in range(40):
        dice = random.Random(seed)
        records = [INFO, *THREE] * dice.randint(1, 2)
        dice.shuffle(records)
        raw = b"".join(records)
        raw = raw.replace(b"\r\n", dice.choice([b"\r\n", b"\n"]))
        if seed % 2:
            raw = raw[: dice.randrange(1, len(raw))]
        n = len(re.findall(rb"^WARC/1\.0\r?\nWARC-Type: response\r?\n", raw, re.MULTILINE))
        try:
            found = read(raw)
        except Unreadable:
            assert n <= 1
            continue
        # One that is cut off in its header is no page yet.
        assert n - len(found.articles) - len(found.rejected) in (0, 1)
        assert n == len(found.articles) + len(found.rejected) or seed % 2


def test_changed_bytes_are_read_or_told():
    for seed in range(40):
        raw = flipped(packed(INFO, *THREE) if seed % 3 else b"".join([INFO, *THREE]), seed)
        try:
            found = read(raw)
        except Unreadable as error:
            assert not FOREIGN.match(str(error))
        else:
            assert 1 <= len(found.articles) + len(found.rejected) <= 3
            assert not any(FOREIGN.match(reason) for _, reason in found.rejected)
