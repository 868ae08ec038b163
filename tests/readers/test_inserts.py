"""What others put into an article: which elements of a page are taken out, and which look alike and stay."""

from __future__ import annotations

import pytest
from lxml import html

from discourse.readers._inserts import remove_inserts

WORDS = "The lamp on the mole was lit again. "
POST = '<blockquote{0}><p>{1}</p>Cy Fox <a href="{2}">May 3</a></blockquote>'


def left(inner: str) -> str:
    """What is left of an element between two paragraphs."""
    tree = html.document_fromstring(f"<body><p>One.</p>{inner}<p>Two.</p></body>")
    remove_inserts(tree)
    return " ".join(tree.text_content().split()).removeprefix("One.").removesuffix("Two.").strip()


@pytest.mark.parametrize(
    "insert",
    [
        POST.format(' class="twitter-tweet tw-align-center" lang="en"', WORDS, "#"),
        POST.format(' class="instagram-media"', WORDS, "#"),
        POST.format("", WORDS, "https://twitter.com/cyfox/status/1?ref=x"),
        POST.format("", WORDS, "https://mobile.x.com/cyfox/status/1"),
        POST.format("", WORDS, "https://www.facebook.com/cy.fox/posts/1"),
        f'<div class="tiktok-embed"><section>{WORDS * 40}</section></div>',
        f'<div class="c-newsletter-box">{WORDS}</div>',
        f'<section id="cookie-notice"><div class="gdpr">{WORDS}</div></section>',
        f'<form class="sign-up">{WORDS}</form>',
    ],
)
def test_inserts_go(insert):
    assert left(insert) == ""


@pytest.mark.parametrize(
    "kept",
    [
        POST.format("", WORDS, "https://twitter.com/cyfox"),  # a person, and no post
        POST.format("", WORDS * 20, "https://twitter.com/cyfox/status/1"),  # a long quotation
        f'<p>{WORDS}<a href="https://twitter.com/cyfox/status/1">He said so.</a></p>',
        f'<div class="newsletter">{WORDS * 20}</div>',  # a whole newsletter
        f'<div class="newsletter"><h1>{WORDS}</h1></div>',
        f'<p class="subscribe">{WORDS}</p>',
        f'<div class="cookiesheet">{WORDS}</div>',
    ],
)
def test_what_looks_alike_stays(kept):
    assert left(kept).startswith(WORDS.strip())


def test_what_follows_an_insert_in_the_same_element_stays():
    assert left(f'<div><blockquote class="fb-post">{WORDS}</blockquote> So he wrote.</div>') == "So he wrote."
