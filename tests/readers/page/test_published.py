"""The day of publication: what a page states, and nothing that is the day of something else."""

from __future__ import annotations

import pytest
from reading import ADDRESS, JSON_LD, page, read_html


@pytest.mark.parametrize(
    ("head", "top", "bottom"),
    [
        ("", "", "<p>© 2019-2024 The Quay</p><p>Copyright 12 April 2018</p>"),
        ("", "<p>On 12 April 2018 the council met for the first time and talked about the harbour all day.</p>", ""),
        ('<meta property="article:modified_time" content="2018-04-12">', "", ""),
        ("", "", '<div class="comments"><time datetime="2018-04-12">12 April 2018</time></div>'),
        ("", "", '<span class="date">12 April 2018</span><span class="date">13 April 2018</span>'),
        ("", '<p class="date">Updated: 12 April 2018</p><p>Last updated on 12 April 2018</p>', ""),
        ("", "", "<p>12 April 2018</p>"),
        ("", "<p>On 12 April 2018 it rained.</p>", ""),
        ("", '<div class="related-stories"><time datetime="2018-04-12">12 April 2018</time></div>', ""),
        ("", '<span class="last-updated">12 April 2018</span>', ""),
        ('<meta name="date" content="03/04/2018">', "", ""),
        ('<meta itemprop="copyrightYear" content="2018">', "", ""),
        (JSON_LD % '{"@type": "Comment", "datePublished": "2018-04-12"}', "", ""),
        (ADDRESS % "2018/04/", "", ""),
        (ADDRESS % "214809/04", "", ""),
        (ADDRESS % "2018/041/2", "", ""),
    ],
)
def test_dates_of_pages_are_never_invented(head, top, bottom):
    assert "date" not in read_html(page(head, top, bottom))


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<meta name="dc.date" content="12 April 2018">', ""),
        (JSON_LD % '{"@graph": [{"@type": "NewsArticle", "datePublished": "2018-04-12"}]}', ""),
        # The address has the day at the place of issue.
        (ADDRESS % "2018/04/12/harbour" + '<meta name="date" content="2018-04-13T01:00Z">', ""),
        (ADDRESS % "2018/4/12/", ""),
        ("", '<time datetime="2018-04-12T10:00">yesterday</time>'),
        ("", '<abbr class="published" title="2018-04-12T10:00:00-07:00">10:00 AM</abbr>'),
        ('<meta itemprop="datePublished" content="2018-04-12">', ""),
        (ADDRESS % "2018/apr/12/harbour", ""),
        (ADDRESS % "news/20180412/harbour", ""),
        ("", '<time itemprop="datePublished">April 12, 2018</time><time datetime="2018-05-01">later</time>'),
        ("", '<p class="article-date">Published on 12 April 2018</p>'),
        # By the title, marked or not, and in the language of the page; when it was changed is another day.
        ("", '<p class="date">Written: 2018-04-12 15:03:30 / Updated: 2018-04-13 15:30:46</p>'),
        ("", "<p>Apr 12, 2018</p>"),
        ("", "<div><span>Thursday, 12 April 2018, 10:30 am</span></div>"),
        ("", '<span class="date">12 April 2018</span><span class="date">1 March 2018</span>'),
        ("", "<p>Publié le 12 avril 2018 à 10h30</p>"),
        ("", "<p>12. April 2018</p>"),
        ('<meta name="date" content="2018-04-12 10:00:00.0 EDT (UTC-4)">', ""),
        (JSON_LD % '[{"datePublished": "2018-05-01"}, {"@type": "Report", "datePublished": "2018-04-12"}]', ""),
        (JSON_LD % '{"@type": "NewsArticle", "dateCreated": "2018-04-12", "dateModified": "2018-04-13"}', ""),
    ],
)  # fmt: skip
def test_dates_that_pages_state(head, top):
    assert read_html(page(head, top))["date"] == "2018-04-12"


def test_a_date_above_the_title_is_its_own_where_it_stands_by_it():
    above = page().replace(b"<article>", b"<article><p>12 April 2018</p>")
    assert read_html(above)["date"] == "2018-04-12"
    masthead = page().replace(b"<nav>", b"<header><p>12 April 2018</p></header><nav>")
    assert "date" not in read_html(masthead)


def test_a_date_in_the_text_is_none_of_the_page():
    raw = page().replace(b"<blockquote>", b"<p>12 April 2018</p><blockquote>")
    assert read_html(raw)["date"] == "2018-04-12"  # one paragraph in, a line by itself may still be the dateline
    late = page(bottom="<p>12 April 2018</p>")
    assert "date" not in read_html(late)
