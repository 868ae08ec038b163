"""Who wrote a page: people that it names as its authors, and nobody else."""

from __future__ import annotations

import pytest
from reading import JSON_LD, PARAGRAPHS, page, read_html

CARD = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">'


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
        # As readers see it.
        (JSON_LD % '{"author": "Ann"}', '<p class="full-name">Ann Lee</p>', "Ann Lee"),
        ('<meta name="author" content="alee">', '<p class="byline">By Ann Lee</p>', "Ann Lee"),
        ('<meta name="author" content="Bo">', '<p class="byline">By Ann Lee</p>', "Bo"),
        ("", "<p>---- by Ann Lee</p>", "Ann Lee"),
        ("", "<p>Posted on April 12, 2018 by Ann Lee</p>", "Ann Lee"),
        ("", "<p>12th April 2018 | By Ann Lee | Harbours</p>", "Ann Lee"),
        ("", "<p><b>By</b></p><p>Ann Lee</p>", "Ann Lee"),
        ("", "<p>Stand by Ann Lee</p>", None),
        ("", '<i class="author">Ann Lee</i> and <i class="author">Bo Li</i>', "Ann Lee; Bo Li"),
        ("", '<div class="byline"><a href="/author/ann-lee">Ann Lee</a><span>Harbour Editor</span></div>', "Ann Lee"),
        ("", '<p class="byline-title">Harbour Editor</p><p class="byline-name">Ann Lee</p>', "Ann Lee"),
        ("", '<meta itemprop="author" content="Ann Lee">', "Ann Lee"),
        ("", '<p class="authority">Port Authority</p>', None),
        (JSON_LD % "{broken" + '<meta name="dc.creator" content="Ann Lee">', "", "Ann Lee"),
    ],
)  # fmt: skip
def test_authors_of_pages(head, top, author):
    assert read_html(page(head, top)).get("author") == author


@pytest.mark.parametrize(
    ("language", "line", "author"),
    [
        ("de", "Von Ann Lee", "Ann Lee"),
        ("en", "Von Ann Lee", None),
        ("it", "di Ann Lee e Bo Li", "Ann Lee; Bo Li"),
        ("fr", "Par Ann Lee", "Ann Lee"),
    ],
)
def test_bylines_in_the_language_of_the_page(language, line, author):
    raw = page(top=f"<p>{line}</p>").replace(b'lang="en"', f'lang="{language}"'.encode())
    assert read_html(raw).get("author") == author


def test_a_line_in_the_text_is_no_byline_and_one_below_it_is():
    line = "<p>By Ann Lee</p>"
    text = f"<p>{PARAGRAPHS[1]}</p>" * 3
    inside = page(top=text).replace(b"<blockquote>", (line + "<blockquote>").encode())
    below = page(top=text, bottom=line)
    # The title stands behind the first three paragraphs; three more are between it and the line.
    more = inside.replace(b"<h2>", (text + "<h2>").encode())
    assert "author" not in read_html(more)
    assert read_html(below)["author"] == "Ann Lee"


def test_what_stands_below_a_post_is_its_own():
    line = '<div class="post-footer"><span class="post-author">Posted by <span>Ann Lee</span></span></div>'
    assert read_html(page(bottom=line))["author"] == "Ann Lee"
    assert "author" not in read_html(page(bottom=line.replace("post-footer", "site-footer")))
