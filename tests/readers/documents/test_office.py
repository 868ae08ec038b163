"""What office documents have in common."""

from collections import Counter

import pytest

from discourse.readers.documents._office import CONTENTS, Passage, office_article, role_of_style
from discourse.readers.encoding import Unreadable


def article(*passages, notes=(), left_out=None, **properties):
    made = office_article(list(passages), list(notes), properties, Counter(left_out or {}), what="RTF")
    return made.articles[0]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("heading 3", "heading"),
        ("Heading", "heading"),
        ("Überschrift 1", "heading"),
        ("Titre 2", "heading"),
        ("Titre", "title"),
        ("Title", "title"),
        ("Sub-title", "standfirst"),
        ("Caption", "caption"),
        ("toc 1", CONTENTS),
        ("Contents Heading", CONTENTS),
        ("Normal", None),
        ("List 2", None),
        ("Body Text", None),
        ("", None),
        ("1", None),
    ],
)
def test_a_style_says_what_a_paragraph_is(name, role):
    assert role_of_style(name) == role


def test_a_title_in_its_style_stands_before_that_of_the_properties():
    made = article(Passage("On\n tea", "title"), Passage("On milk"), title="On milk")
    assert made.docvars == {"title": "On tea"}
    assert made.paragraphs == [("On tea", "title"), ("On milk", None)]


def test_the_title_of_the_properties_is_found_in_the_text():
    made = article(
        Passage("On Tea", "heading", 1), Passage("By Nora Feld"), Passage("x"), title="On tea", author="Nora  Feld"
    )
    assert made.docvars == {"title": "On tea", "author": "Nora Feld"}
    assert [role for _, role in made.paragraphs] == ["title", "byline", None]


def test_each_of_several_authors_may_have_a_line():
    made = article(Passage("Nora Feld"), Passage("by Bo Li"), Passage("x"), author="Nora Feld; Bo Li")
    assert [role for _, role in made.paragraphs] == ["byline", "byline", None]


def test_a_single_heading_of_the_first_level_on_top_is_the_title():
    assert article(Passage("Tea", "heading", 1), Passage("x"), Passage("More", "heading", 2)).docvars == {
        "title": "Tea"
    }
    assert article(Passage("Tea", "heading", 1), Passage("More", "heading", 1), Passage("x")).docvars == {}
    assert article(Passage("x"), Passage("Tea", "heading", 1)).docvars == {}


@pytest.mark.parametrize("title", ["", "Untitled 1", "Microsoft Word - a.doc", "essay.rtf", "---"])
@pytest.mark.parametrize("author", ["", "Microsoft Office User", "admin", "Author", "?"])
def test_what_a_program_has_put_there_is_no_title_and_no_author(title, author):
    assert article(Passage("x"), title=title, author=author).docvars == {}


def test_notes_come_last_and_tables_of_contents_not_at_all():
    made = article(Passage("Tea ... 2", CONTENTS), Passage("x"), Passage(" "), notes=["A\nnote.", " "])
    assert made.paragraphs == [("x", None), ("A note.", "notes")]


def test_what_is_not_in_its_place_is_told():
    made = article(Passage("x"), left_out={"comment": 2, "text box": 1, "formula": 1, "embedded object": 0})
    assert made.doubts == [
        ("parts", "2 comments left out"),
        ("parts", "1 formula left out"),
        ("parts", "1 text box read after the paragraph that contains it"),
    ]
    assert article(Passage("x"), left_out={"text box": 2}).doubts == [
        ("parts", "2 text boxes read after the paragraph that contains them")
    ]


@pytest.mark.parametrize("passages", [[], [Passage(" ")], [Passage("Tea 2", CONTENTS)]])
def test_a_document_without_text_is_told(passages):
    with pytest.raises(Unreadable, match="RTF without text; if its pages are pictures"):
        article(*passages)
