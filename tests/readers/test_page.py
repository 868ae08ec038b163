"""What a page says about itself: title, author, date, outlet and address, and nothing that it does not state."""

from __future__ import annotations

import pytest
from reading import ADDRESS, JSON_LD, page, read_html

CARD = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">'


def test_a_page_that_states_nothing_has_no_docvars_of_its_own():
    row = read_html(page())
    assert set(row) == {"title", "text", "encoding", "n_dropped"}
    assert row["title"] == "The Harbour Question"


@pytest.mark.parametrize(
    ("head", "top", "bottom"),
    [
        ("", "", "<p>© 2019-2024 The Quay</p><p>Copyright 12 April 2018</p>"),
        ("", "<p>On 12 April 2018 the council met for the first time and talked about the harbour all day.</p>", ""),
        ('<meta property="article:modified_time" content="2018-04-12">', "", ""),
        ("", "", '<div class="comments"><time datetime="2018-04-12">12 April 2018</time></div>'),
        ("", '<span class="date">12 April 2018</span>', '<span class="date">13 April 2018</span>'),
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
    ],
)  # fmt: skip
def test_dates_that_pages_state(head, top):
    assert read_html(page(head, top))["date"] == "2018-04-12"


@pytest.mark.parametrize(
    ("head", "top", "author"),
    [
        ('<meta name="author" content="https://quay.example/ann">', "", None),
        ('<meta name="author" content="No Author">', "", None),
        ('<meta name="author" content="Ann Lee, PhD">', "", "Ann Lee, PhD"),
        ('<meta name="author" content="Ann Lee, Bo Li and Cy Fox">', "", "Ann Lee; Bo Li; Cy Fox"),
        ('<meta property="og:site_name" content="The Quay"><meta name="author" content="The Quay">', "", None),
        ("", '<a rel="author" href="/ann">Ann C. Lee</a>', "Ann C. Lee"),
        ("", '<p class="byline">By Ann Lee</p>', "Ann Lee"),
        ("", '<div class="related"><p class="byline">By Ann Lee</p></div>', None),
        (
            JSON_LD
            % '[{"author": [{"@id": "#1"}, {"name": "Bo Li"}]}, {"@type": "Person", "@id": "#1", "name": "Ann Lee"}]',
            "",
            "Ann Lee; Bo Li",
        ),
        (JSON_LD % '{"author": {"@type": "Organization", "name": "X"}}', "", None),
        ("", '<p>By <a href="/x">Ann Lee</a></p>', "Ann Lee"),
        ("", '<a href="/authors/ann-lee/?p=1">Ann Lee</a>', "Ann Lee"),
        ("", '<a href="/authors/">All Our Authors</a>', None),
        ("", "<p>By Monday the quay was closed, and nobody in the whole of the town had been asked.</p>", None),
        ("", "<p>By Ann Lee’s count nine boats in ten stayed.</p>", None),
        ("", '<footer><p class="author">© 2019 The Quay</p></footer><p class="byline">Copyright Ann Lee</p>', None),
        ("", '<div class="author">Log in Email</div><span class="byline__author-link">Ann Lee</span>', "Ann Lee"),
        ("", '<div itemprop="author"><img alt="x"><span itemprop="name">Ann Lee</span> of the desk</div>', "Ann Lee"),
        (CARD, "", "Ann Lee"),
        ("", '<div class="author">Quay Desk Makes the Best Maps</div><p class="byline">By Ann Lee</p>', "Ann Lee"),
        ('<meta name="author" content="admin"><meta name="byl" content="By Ann Lee">', "", "Ann Lee"),
        ('<meta property="og:site_name" content="The Quay"><meta name="author" content="QUAY">', "", None),
        (JSON_LD % '[{"@type": "WebPage", "author": "Bo"}, {"@type": "Article", "author": "Ann Lee"}]', "", "Ann Lee"),
        (JSON_LD % "{broken" + '<meta name="dc.creator" content="Ann Lee">', "", "Ann Lee"),
    ],
)  # fmt: skip
def test_authors_of_pages(head, top, author):
    assert read_html(page(head, top)).get("author") == author


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Should we widen it?">', "The Harbour Question"),
        ('<meta property="og:title" content="The Harbour Question | The Quay">', "The Harbour Question"),
    ],
)
def test_the_title_is_the_heading_that_readers_see(head, title):
    assert read_html(page(head))["title"] == title


def test_without_a_heading_the_outlet_is_cut_from_the_title():
    raw = page('<meta property="og:site_name" content="The Quay">').replace(b"h1>", b"h3>")
    assert read_html(raw)["title"] == "The Harbour Question"


@pytest.mark.parametrize("label", ["Log In", "Sign in", "Iniciar sesión", "Just a moment...", "Quay", "THE QUAY"])
def test_labels_and_the_outlet_are_no_titles(label):
    head = f'<meta property="og:site_name" content="The Quay"><meta property="og:title" content="{label}">'
    raw = page(head).replace(b"<title>The Harbour Question - The Quay", f"<title>{label}".encode())
    assert read_html(raw.replace(b"<h1>", f"<h1>{label}</h1><h1>".encode()))["title"] == "The Harbour Question"
    bare = raw.replace(b"h1>", b"h3>").replace(b"<nav>", f"<h1>{label}</h1><nav>".encode())
    assert "title" not in read_html(bare)
