"""Signs of Markdown are dimmed, and nothing else; no character is lost by it."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given, settings
from pages import Reader, body, layered, spans

from discourse.view.markup import find_signs
from discourse.view.page import show


def signs(text: str, source: object = "texts/a.md", **layers: pd.DataFrame) -> list[str]:
    """The signs of Markdown that are dimmed; that no character is lost is checked."""
    corpus = corpus_of(text, source=[source])
    html = body(show(corpus, "d0", **layers))
    assert "".join(char for char, _ in Reader(html).chars).replace("\n", "") == text.replace("\n", "")
    return [unescape(sign) for sign in re.findall(r'<span class="d-sign">(.*?)</span>', html, re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Heading", ["# "]),
        ("> A quotation\n> of two lines", ["> ", "> "]),
        ("> ## Both", ["> ## "]),
        ("It was *not* **so** ***very*** `bad`.", ["*", "*", "**", "**", "***", "***", "`", "`"]),
        ("It was _not_ __so__ bad.", ["_", "_", "__", "__"]),
        ("*The whole, with **one** word.*", ["*", "**", "**", "*"]),
        ("A note.[^1] Another.[^two-a]", ["[^1]", "[^two-a]"]),
        ("[^1]: What it says.", ["[^1]:"]),
        ("See [the page](https://example.org/a_(b)) and [this](x.html 'y').", ["[", "](https://example.org/a_(b))"]),
        ('A [link](a.html "its title"), a [*second*][ref].', ["[", '](a.html "its title")', "[", "*", "*", "][ref]"]),
        ("![A bridge](bridge.png)", ["![", "](bridge.png)"]),
        ("[ref]: https://example.org", ["[ref]: https://example.org"]),
        ("<https://example.org>", ["<", ">"]),
        ("Not \\*this\\*.", ["\\", "\\"]),
        ("Above\n-----", ["-----"]),
        ("- An item\n* another\n3. a third", []),
        ("5 * 3 * 2, snake_case_name, a*b*c, #hashtag, 3 > 2, [sic], x^2", []),
        ("*See the note, *and this one.", []),
    ],
)
def test_the_signs_of_markdown_are_dimmed_and_nothing_else(text, expected):
    assert signs(text) == expected


@pytest.mark.parametrize("source", ["a.MD", "a.markdown", "x/a.md.gz"])
def test_markdown_is_told_by_its_file(source):
    assert signs("A *b* c", source) == ["*", "*"]


@pytest.mark.parametrize("source", ["a.txt", "a.md.html", "The Post", None, float("nan"), 7])
def test_texts_from_other_files_are_shown_as_they_are(source):
    assert signs("# A *b* [c](d)", source) == []
    assert "d-sign" not in body(show(corpus_of("# A *b*"), "d0"))


def test_signs_below_a_span_are_dimmed_within_it_and_the_span_keeps_its_ends():
    corpus = corpus_of("So *Moscow* may.", source=["a.md"])
    html = body(show(corpus, "d0", quotes=spans((0, 16)), mentions=spans((3, 11), actor="Russia")))
    assert [(char, marks) for char, marks in Reader(html).chars][3:5] == [
        ("*", ("m-quotes", "m-mentions")),
        ("M", ("m-quotes", "m-mentions")),
    ]
    assert re.findall(r'class="m-mentions([^"]*)"><span class="d-sign">\*</span>', html) == [" is-first", " is-last"]
    assert html.count("quotes\nmentions: Russia") == 3  # the two signs, and the word between them


def test_signs_are_cut_where_a_span_ends_in_one():
    assert signs("**bold**", mentions=spans((1, 7))) == ["*", "*", "*", "*"]


@settings(max_examples=25)
@given(layered())
def test_markdown_loses_no_character_and_moves_no_mark(drawn):
    text, rows = drawn
    tables = {"mentions": spans(*[(a, b) for _, a, b in rows])}
    plain = Reader(body(show(corpus_of(text, source=["a.txt"]), "d0", **tables)))
    dimmed = Reader(body(show(corpus_of(text, source=["a.md"]), "d0", **tables)))
    assert dimmed.chars == plain.chars


@pytest.mark.parametrize(
    "piece", ["*a ", "_a ", "[a](", "[a][", "> ", "#", "*-", "`", "[^", "<https://a", "\\*", "(" * 9]
)
def test_hostile_markdown_comes_to_an_end(piece):
    text = "[a](" * (piece[0] == "(") + piece * (20_000 // len(piece))
    assert all(0 <= a < b <= len(text) for a, b in find_signs(text))  # and not after minutes
