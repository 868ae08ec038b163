"""What others put into an article: posts of social media, and boxes that ask readers for something.

Their words are not the author's, and they stand between the paragraphs. The page says what they are: by the class that
the makers of the insert ask for, by a link to the post in a block quotation, or by the class of the box. A box of many
words is left alone, as some houses name whole articles so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# Classes in the code that the networks give out for embedding.
_POSTS = frozenset(
    (
        *("twitter-tweet", "twitter-video", "twitter-timeline", "instagram-media", "tiktok-embed", "fb-post"),
        *("reddit-card", "reddit-embed-bq", "bluesky-embed", "mastodon-embed", "threads-embed", "text-post-media"),
        *("telegram-post", "imgur-embed-pub", "pinterest-embed"),
    )
)
# Addresses of single posts.
_POST = re.compile(
    r"https?://(?:[\w-]+\.)?(?:(?:twitter|x)\.com/\w+/status(?:es)?/|instagram\.com/(?:p|reel)/|tiktok\.com/@"
    r"|facebook\.com/[\w./-]+/(?:posts|videos)/|bsky\.app/profile/|t\.me/\w+/\d|threads\.net/@)"
)
_BOX = re.compile(r"(?:^|[\s_-])(?:newsletters?|sign-?up|subscribe|cookies?|gdpr|consent)(?:$|[\s_-])", re.IGNORECASE)
_BOXES = ("div", "section", "aside", "form", "ul")
_LONGEST_POST = 120  # words
_LONGEST_BOX = 60
_LONGEST_CLASS = 1_000


def remove_inserts(tree: Any) -> None:
    """Take the inserts out of the page."""
    for element in list(_inserts(tree)):
        if element.getparent() is not None:
            element.drop_tree()


def _inserts(tree: Any) -> Iterator[Any]:
    for element in tree.iter("blockquote", *_BOXES):
        kind = (element.get("class") or "")[:_LONGEST_CLASS]
        looks = _shows_post(element) if element.tag == "blockquote" else _is_box(element, kind)
        if looks or not _POSTS.isdisjoint(kind.split()):
            yield element


def _is_box(element: Any, kind: str) -> bool:
    """Is it named as a box, and is it too small for an article?"""
    named = _BOX.search(f"{kind} {(element.get('id') or '')[:_LONGEST_CLASS]}") is not None
    return named and _is_within(element, _LONGEST_BOX) and element.find(".//h1") is None


def _shows_post(quotation: Any) -> bool:
    """Does a block quotation link to the post that it shows?"""
    linked = any(_POST.match(link.get("href") or "") for link in quotation.iter("a"))
    return linked and _is_within(quotation, _LONGEST_POST)


def _is_within(element: Any, most: int) -> bool:
    """Has the element no more words than that?"""
    n = 0
    for text in element.itertext():
        n += len(text.split())
        if n > most:
            return False
    return True
