"""JSON-LD as pages have it: the shapes of schema.org, and JSON that is nearly right."""

from __future__ import annotations

import json

import pytest
from lxml import html
from reading import JSON_LD

from discourse.readers.page._json_ld import read_json_ld

ARTICLE = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Lee"}}'


def authors(*scripts: str) -> list[str | None]:
    tree = html.document_fromstring(
        f"<html><head>{''.join(JSON_LD % said for said in scripts)}</head><body></body></html>"
    )
    return [name for names in read_json_ld(tree).authors() for name in names]


@pytest.mark.parametrize(
    "author",
    [
        "Ann Lee",
        ["Ann Lee"],
        [["Ann Lee"]],
        {"name": "Ann Lee"},
        {"name": ["Ann Lee"]},
        {"@list": [{"name": "Ann Lee"}]},
        {"@type": "Person", "givenName": "Ann", "familyName": "Lee"},
        [{"@type": "Organization", "name": "The Quay"}, {"@type": "Person", "name": " Ann  Lee "}],
        {"@type": ["Person", "Organization"], "name": "Ann Lee"},
        [None, 3, {"name": {"first": "Ann"}}, "Ann Lee"],
    ],
)
def test_shapes_of_authors(author):
    assert authors(json.dumps({"@type": "NewsArticle", "author": author})) == ["Ann Lee"]
    assert authors(json.dumps({"@type": "BlogPosting", "creator": author})) == ["Ann Lee"]


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        f'{{"@type": "WebSite", "mainEntityOfPage": {ARTICLE}}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        ARTICLE.replace("}}", ",},}"),
        f"{ARTICLE};",
        f'{{"@type": "WebSite"}}\n{ARTICLE}',
        ARTICLE.replace("Ann Lee", "Ann\n Lee"),
    ],
)
def test_places_of_articles_and_json_that_is_nearly_right(script):
    assert authors(script) == ["Ann Lee"]


@pytest.mark.parametrize("script", ["", "{", "[" * 100_000, "null", "3", '{"@type": 3}', '{"author": null}'])
def test_what_names_nobody(script):
    assert authors(script, ARTICLE) == ["Ann Lee"]


def test_articles_come_before_other_objects_and_parts_not_at_all():
    page, comment = '{"@type": "WebPage", "author": "Bo Li"}', '{"@type": "Comment", "author": "Cy Fox"}'
    assert authors(page, comment, ARTICLE) == ["Ann Lee", "Bo Li"]


def test_names_that_stand_elsewhere():
    person = '{"@id": "#1", "@type": "Person", "name": "Ann Lee"}'
    house = '{"@id": "#2", "@type": "Organization", "name": "The Quay"}'
    article = '{"@type": "Article", "author": [{"@id": "#1"}, {"@id": "#2"}, {"@id": "#3"}]}'
    assert authors(f"[{article}, {person}, {house}]") == ["Ann Lee"]
