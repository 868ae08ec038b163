"""Answers of the Guardian, the New York Times and NewsAPI, saved as JSON."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from mutations import damaged, shuffled

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.interfaces import is_export, read

BODY = "<p>The mayor of Quell read <a href='#'>the report</a>.</p><h2>Who?</h2><p>Then he asked.</p>"
GUARDIAN: dict[str, Any] = {
    "id": "quell/a-report",
    "sectionName": "Opinion",
    "webPublicationDate": "2031-03-04T06:00:11Z",
    "webTitle": "A report | Ida Marr",
    "webUrl": "https://example.org/quell/a-report",
    "apiUrl": "https://api.example.org/quell/a-report",
    "fields": {
        "headline": "A report",
        "trailText": "A <b>mayor</b> asks.",
        "byline": "Ida Marr",
        "body": BODY,
        "bodyText": "The mayor of Quell read the report. Who? Then he asked.",
        "wordcount": "10",
        "publication": "The Quell Gazette",
        "newspaperPageNumber": 14,
        "lang": "en",
    },
}
NYT: dict[str, Any] = {
    "web_url": "https://example.org/a-report.html",
    "abstract": "A mayor asks.",
    "lead_paragraph": "The mayor of Quell read the report.",
    "headline": {"main": "A report"},
    "pub_date": "2031-03-04T05:00:00+0000",
    "byline": {"original": "By Ida Marr"},
    "source": "The Quell Gazette",
    "section_name": "Opinion",
    "print_section": "A",
    "print_page": "6",
    "word_count": 700,
    "_id": "nyt://article/1",
}
NEWSAPI: dict[str, Any] = {
    "source": {"id": None, "name": "Quell Gazette"},
    "author": "Ida Marr",
    "title": "A report",
    "description": "A mayor asks.",
    "url": "https://example.org/a-report",
    "urlToImage": None,
    "publishedAt": "2031-03-04T09:30:00Z",
    "content": "The mayor of Quell read the report, and then he… [+1234 chars]",
}


def of_guardian(*items: Any) -> dict:
    return {"response": {"status": "ok", "total": len(items), "results": list(items)}}


def of_nyt(*items: Any) -> dict:
    return {"copyright": "c", "response": {"docs": list(items), "meta": {"hits": len(items)}}}


def of_newsapi(*items: Any) -> dict:
    return {"status": "ok", "totalResults": len(items), "articles": list(items)}


def pieces(value: Any, form: str = "json") -> Pieces:
    raw = (value if isinstance(value, str) else json.dumps(value)).encode()
    assert is_export(raw, form)
    return read(raw, form, max_bytes=10**6)


def said(found: Article) -> list[tuple[str | None, str]]:
    return [(role, text) for text, role in found.paragraphs]


def guardian(**fields: Any) -> dict:
    kept = {name: value for name, value in (GUARDIAN["fields"] | fields).items() if value is not None}
    return GUARDIAN | {"fields": kept}


def test_an_article_of_the_guardian():
    (found,) = pieces(of_guardian(GUARDIAN)).articles
    assert said(found) == [
        ("title", "A report"),
        ("standfirst", "A mayor asks."),
        (None, "The mayor of Quell read the report."),
        ("heading", "Who?"),
        (None, "Then he asked."),
    ]
    assert found.docvars == {
        "title": "A report",
        "author": "Ida Marr",
        "date": "2031-03-04T06:00:11Z",
        "outlet": "The Quell Gazette",
        "section": "Opinion",
        "page": "14",
        "language": "en",
        "n_words_stated": 10,
        "url": "https://example.org/quell/a-report",
        "export": "Guardian API JSON",
        "export_id": "quell/a-report",
    }


def test_what_the_guardian_gives_where_not_all_was_asked_for():
    (found,) = pieces(of_guardian(guardian(body=None, headline=None, byline=None, trailText=None))).articles
    assert said(found) == [
        ("title", "A report | Ida Marr"),
        (None, "The mayor of Quell read the report. Who? Then he asked."),
    ]
    blocks = {"body": [{"bodyHtml": BODY}, {"bodyHtml": "<p>More.</p>"}, 7]}
    tags = [{"type": "contributor", "webTitle": "Jon Pell"}, {"type": "keyword", "webTitle": "Mayors"}]
    (found,) = pieces(of_guardian({**GUARDIAN, "fields": {}, "blocks": blocks, "tags": tags})).articles
    assert [text for _, text in said(found)][-2:] == ["Then he asked.", "More."]
    assert found.docvars["author"] == "Jon Pell" and found.docvars["outlet"] == "The Guardian"


def test_articles_of_the_guardian_without_a_text_are_rejected():
    none = {name: value for name, value in GUARDIAN.items() if name != "fields"}
    barred = guardian(body="<!-- Redistribution rights for this field are unavailable -->")
    found = pieces(of_guardian(none, GUARDIAN, barred, 7))
    assert [piece.n for piece in found.articles] == [2]
    assert found.rejected == [
        (1, "an article of the Guardian without its text; request show-fields=body from the API"),
        (3, "The Guardian may not pass on the text of this article"),
        (4, "no article of the Guardian's interface"),
    ]
    with pytest.raises(Unreadable) as error:
        pieces(of_guardian(none, none))
    assert str(error.value) == (
        "JSON of the Guardian's interface with 2 articles, none with its full text: request it with show-fields=body"
    )


@pytest.mark.parametrize(
    ("saved", "form"),
    [
        (of_guardian(GUARDIAN, GUARDIAN), "json"),
        (of_guardian(GUARDIAN, GUARDIAN)["response"], "json"),
        ([of_guardian(GUARDIAN), of_guardian(GUARDIAN)], "json"),
        ([GUARDIAN, GUARDIAN], "json"),
        ([[GUARDIAN], [GUARDIAN]], "json"),
        ([{"response": {"status": "ok", "content": GUARDIAN}}, GUARDIAN], "json"),
        ("\n".join(json.dumps(of_guardian(GUARDIAN)) for _ in range(2)), "jsonl"),
        ("\n\n".join(json.dumps(GUARDIAN) for _ in range(2)), "jsonl"),
        ("\n".join(json.dumps(GUARDIAN) for _ in range(2)), "json"),
    ],
)
def test_however_answers_were_saved(saved, form):
    found = pieces(saved, form)
    assert [piece.n for piece in found.articles] == [1, 2] and found.rejected == []


def test_articles_of_the_new_york_times_are_refused_for_want_of_text():
    with pytest.raises(Unreadable) as error:
        pieces(of_nyt(NYT, NYT, NYT))
    assert str(error.value) == (
        "JSON of the New York Times API with 3 articles, none with its full text: it only gives abstract and "
        "lead_paragraph; save the pages at web_url"
    )


def test_a_text_that_somebody_has_added_is_read():
    found = pieces(of_nyt(NYT, NYT | {"full_text": "word " * 700}))
    assert found.rejected == [(1, "an article of the New York Times without its full text")]
    (article,) = found.articles
    assert [role for role, _ in said(article)] == ["title", "standfirst", None] and article.doubts == []
    assert article.docvars == {
        "title": "A report",
        "author": "Ida Marr",
        "date": "2031-03-04T05:00:00+0000",
        "outlet": "The Quell Gazette",
        "section": "Opinion",
        "page": "A6",
        "n_words_stated": 700,
        "url": "https://example.org/a-report.html",
        "export": "New York Times API JSON",
        "export_id": "nyt://article/1",
    }


def test_newsapi_is_read_and_what_is_cut_is_told():
    found = pieces(of_newsapi(NEWSAPI, NEWSAPI | {"content": "He had not.", "description": "He had not."}))
    assert said(found.articles[0]) == [
        ("title", "A report"),
        ("standfirst", "A mayor asks."),
        (None, "The mayor of Quell read the report, and then he"),
    ]
    assert said(found.articles[1]) == [("title", "A report"), (None, "He had not.")]
    assert [piece.doubts for piece in found.articles] == [
        [("cut", "NewsAPI only gives the beginning: 1,234 characters are missing")],
        [],
    ]
    assert found.articles[0].docvars == {
        "title": "A report",
        "author": "Ida Marr",
        "date": "2031-03-04T09:30:00Z",
        "outlet": "Quell Gazette",
        "url": "https://example.org/a-report",
        "export": "NewsAPI JSON",
    }


def test_newsapi_without_content():
    found = pieces(of_newsapi(NEWSAPI, NEWSAPI | {"content": None}, NEWSAPI | {"content": "[Removed]"}))
    assert found.rejected == [(n, "an article of NewsAPI without content") for n in (2, 3)]
    with pytest.raises(Unreadable, match=r"^JSON of NewsAPI with 1 articles, none with its full text"):
        pieces(of_newsapi(NEWSAPI | {"content": None}))


@pytest.mark.parametrize(
    "value",
    [
        [{"text": "webTitle, webUrl and apiUrl are fields of the Guardian."}],
        [{"text": "Tea.", "webTitle": "Tea", "webUrl": "example.org"}],
        [{"content": "Tea.", "source": "Quell", "publishedAt": "2031-03-04", "url": "example.org/tea"}],
        {"webTitle": 1, "other": {"webUrl": 2, "apiUrl": 3}},
        {"response": {"status": "error", "message": "webTitle webUrl apiUrl"}},
        {"response": {"results": [], "asked": {"webTitle": 1, "webUrl": 1, "apiUrl": 1}}},
        7,
    ],
)
def test_other_json_is_none(value):
    assert not is_export(json.dumps(value).encode(), "json")
    assert not is_export(json.dumps(of_guardian(GUARDIAN)).encode()[:-2], "json")


def test_values_of_kinds_that_nobody_expects():
    for odd in (None, 7, [], {}, True, "\ud800 \0 tea"):
        fields = dict.fromkeys(GUARDIAN["fields"], odd) | {"bodyText": "Tea."}
        found = pieces(of_guardian(dict.fromkeys(GUARDIAN, odd) | {"fields": fields}))
        assert [text for text, _ in found.articles[0].paragraphs][-1] in ("Tea.", "? tea", "?  tea")
        for answer, item in ((of_nyt, NYT | {"text": "Tea."}), (of_newsapi, NEWSAPI)):
            kept = ("text", "content")
            odd_item = {name: value if name in kept else odd for name, value in item.items()}
            assert len(pieces(answer(odd_item)).articles) == 1


def test_deep_and_long_files_end():
    raw = (json.dumps(GUARDIAN) + "\n" + "[" * 100_000).encode()
    assert is_export(raw, "jsonl")
    found = read(raw, "jsonl", max_bytes=10**6)
    assert (len(found.articles), found.rejected) == (1, [(2, "no article of the Guardian's interface")])
    assert not is_export(b"[" * 100_000 + json.dumps(GUARDIAN).encode(), "json")


def test_shuffled_and_damaged_answers_are_counted():
    dice = random.Random(3)
    parts = [json.dumps(of_guardian(GUARDIAN)), json.dumps(of_guardian(guardian(body="", bodyText="")))]
    for _ in range(30):
        kept = shuffled(parts * 2, dice)
        n_none = kept.count(parts[1])
        if n_none < len(kept):
            found = pieces("\n".join(kept), "jsonl")
            assert (len(found.articles), len(found.rejected)) == (len(kept) - n_none, n_none)
    n_read = 0
    for text in damaged("\n".join(json.dumps(GUARDIAN) for _ in range(6)), n=300, seed=4):
        raw = text.encode("utf-8", "replace")
        if is_export(raw, "jsonl"):
            found = read(raw, "jsonl", max_bytes=10**6)
            n_read += 1
            assert len(found.articles) + len(found.rejected) <= len(text.split("\n"))
    assert n_read > 100
