"""Addresses that name the same page, and what a list says of pages that were saved."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse.readers.addresses import join_by_address, plain_address


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://www.example.org/tea", "http://example.org/tea/"),
        ("example.org/tea", "//example.org/tea"),
        ("https://example.org:443/tea#top", "https://EXAMPLE.org/tea"),
        ("https://example.org/tea?utm_source=x&utm_medium=y&fbclid=1", "https://example.org/tea"),
        ("https://example.org/tea?b=2&a=1&ref=home", "https://example.org/tea?a=1&b=2"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        (" https://example.org ", "https://example.org/"),
    ],
)
def test_the_same_page(url, same):
    assert plain_address(url) == plain_address(same) is not None


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://example.org/tea?id=1", "https://example.org/tea?id=2"),
        ("https://example.org/Tea", "https://example.org/tea"),
        ("https://news.example.org/tea", "https://example.org/tea"),
        ("https://example.org:8080/tea", "https://example.org/tea"),
    ],
)
def test_other_pages(url, other):
    assert plain_address(url) != plain_address(other)


@pytest.mark.parametrize(
    "url",
    [
        None,
        7,
        "",
        "tea",
        "ftp://example.org/tea",
        "http://[::1",
        "http://a b.org",
        "http://example.org:x/",
        "x" * 9_999,
    ],
)
def test_what_is_no_address(url):
    assert plain_address(url) is None


def test_a_list_fills_what_a_page_does_not_say():
    documents = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["One.", "Two.", "Three."],
            "url": ["https://example.org/1?utm_source=x", "https://example.org/other", None],
            "title": ["Its own", None, None],
            "date": [None, "2031-01-01", None],
        }
    )
    pages = pd.DataFrame(
        {
            "url": ["http://www.example.org/1/", "example.org/1", "example.org/2", None],
            "title": ["Listed", "Again", "Two", "None"],
            "date": ["2031-03-04", "2030-01-01", None, None],
            "n": [7, 8, 9, 10],
        }
    )
    before = documents.copy()
    joined, found, notes = join_by_address(documents, pages, name="list.csv")
    assert found.tolist() == [True, False, False]
    assert joined["title"].fillna("").tolist() == ["Its own", "", ""]
    assert joined["date"].fillna("").tolist() == ["2031-03-04", "2031-01-01", ""]
    assert joined["n"].fillna(0).tolist() == [7, 0, 0]
    assert joined["url"].fillna("").tolist() == documents["url"].fillna("").tolist()
    assert notes == ["list.csv: 1 of 2 pages was not saved here: example.org/2"]
    pd.testing.assert_frame_equal(documents, before)


def test_nothing_to_join():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["One."]})
    pages = pd.DataFrame({"url": ["example.org/1", "example.org/2"], "title": ["One", "Two"]})
    joined, found, notes = join_by_address(documents, pages)
    assert joined is documents and found.tolist() == [False]
    assert notes == ["the list of pages: 2 of 2 pages were not saved here: example.org/1, example.org/2"]
    assert join_by_address(documents, pages[:0])[2] == []


def test_two_copies_of_a_page_have_both_what_the_list_says():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "url": ["example.org/1", "http://example.org/1"]}, index=[5, 3])
    joined, found, notes = join_by_address(documents, pd.DataFrame({"url": ["example.org/1"], "title": ["One"]}))
    assert joined["title"].tolist() == ["One", "One"] and joined.index.tolist() == [5, 3]
    assert found.tolist() == [True, True] and notes == []
