"""Elements of a page: which are of its own article, and where they stand to its title."""

from __future__ import annotations

from lxml import html

from discourse.readers.page._elements import clean, find_own, first, said_in

PROSE = "The council may widen the harbour, although nobody on the quay has asked for it, and the bill is large."


def places(body: str, title: str | None = "The Quay") -> dict[str, str]:
    """The ids of the elements of a page, each with its place."""
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return {one.element.get("id"): one.place for one in find_own(tree, title) if one.element.get("id")}


def test_places():
    found = places(
        f'<div><p id="day">Monday</p></div><p>{PROSE}</p><div><p id="kicker">Port</p><h1>The Quay</h1></div>'
        f'<p id="byline">By</p><p>{PROSE}</p><p>{PROSE}</p><p id="third">{PROSE}</p><p id="fourth">{PROSE}</p>'
        f'<p>{PROSE}</p><p id="bio">Ann</p>'
    )
    assert found == {
        **{"day": "above", "kicker": "top", "byline": "top", "third": "top", "fourth": "text", "bio": "end"},
    }


def test_the_heading_is_the_one_with_the_title_and_without_one_the_page_begins_at_the_top():
    body = f'<h1>Port News</h1><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><h2>The Quay</h2><p id="byline">By</p>'
    assert places(body) == {"byline": "top"}
    assert places(body, "Something else") == {"byline": "end"}
    assert places('<p id="byline">By</p>', None) == {"byline": "top"}


def test_asides_are_left_out():
    body = "".join(
        f'<{tag} class="{kind}"><p id="{n}">x</p></{tag}>'
        for n, (tag, kind) in enumerate(
            [
                *(("div", "comments"), ("aside", ""), ("nav", ""), ("footer", ""), ("div", "related-stories")),
                *(("div", "footer"), ("div", "post-footer"), ("footer", "entry-footer"), ("div", "uncommented")),
            ]
        )
    )
    assert list(places(body)) == ["6", "7", "8"]


def test_texts_of_elements():
    tree = html.fromstring("<p> Ann <b>Lee</b><i>Bo</i></p>")
    assert (said_in(tree), said_in(tree, " | ")) == ("Ann LeeBo", "Ann | Lee | Bo")
    assert said_in(html.fromstring(f"<p>{'x' * 2_001}</p>")) is None
    assert [clean(value) for value in (" a  b ", "", 3, "\ud800")] == ["a b", None, None, None]
    assert first([None, "", "a", "b"]) == "a"
