"""Lists of stories hold no text: they are refused as texts, and read as what is known of saved pages."""

from __future__ import annotations

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.media_cloud import is_export, read, read_stories

HEADER = "id,indexed_date,language,media_name,media_url,publish_date,title,url"
ROWS = (
    "0012,2031-05-01 10:00:00,en,Quell Gazette,example.org,2031-03-04,A report,https://www.example.org/report",
    '13,2031-05-01 10:00:00,en,Quell Herald,example.com,,"Tea, again",https://example.com/tea',
)
LIST = "\n".join([HEADER, *ROWS, ""]).encode()
OLDER = (
    b"stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url\r\n"
    b"7,2031-03-04 00:00:00,A report,https://example.org/report,en,False,,1,Quell Gazette,https://example.org\r\n"
)


@pytest.mark.parametrize("contents", [LIST, b"\xef\xbb\xbf" + LIST, LIST.decode().encode("utf-16"), OLDER])
def test_a_list_is_known_by_its_columns(contents):
    assert is_export(contents, "csv")


@pytest.mark.parametrize(
    "contents",
    [
        LIST.replace(b"indexed_date", b"text"),  # somebody has added the texts
        LIST.replace(b"indexed_date", b"story_body"),
        LIST.replace(b"media_name", b"outlet"),
        b"doc_id,text\na,media_name\n",
        b"",
        b"media_name",
    ],
)
def test_another_table_is_none(contents):
    assert not is_export(contents, "csv")
    assert not is_export(LIST, "txt")


def test_a_list_is_refused_with_its_format_and_number():
    with pytest.raises(Unreadable) as error:
        read(LIST, "csv", max_bytes=10**6)
    assert str(error.value) == (
        "a list of 2 stories of Media Cloud, which contains no texts; save the pages in this folder, and the list is "
        "joined to them by their address"
    )


def test_what_it_says_of_stories_is_docvars():
    stories = read_stories(LIST)
    assert list(stories) == ["url", "title", "date", "outlet", "language", "export_id"]
    assert stories["title"].tolist() == ["A report", "Tea, again"]
    assert stories["date"].isna().tolist() == [False, True]
    assert stories["export_id"].tolist() == ["0012", "13"]
    assert read_stories(OLDER)["export_id"].tolist() == ["7"]
