"""One article of Nexis Uni: what is its text, and what is known of it beside."""

import pytest

from discourse.readers.article import Article
from discourse.readers.documents.docx import MarkedParagraph
from discourse.readers.exports.nexis import is_export, read
from discourse.readers.exports.nexis._article import read_article
from tests.nexis import FORMS, Line, Piece, as_docx, as_rtf, as_txt, lines_of

EVERY = pytest.mark.parametrize("form", FORMS)


def article_of(piece: Piece, form: str) -> Article:
    ((article,), _, _) = read(FORMS[form](lines_of(piece)), form, max_bytes=10**8)
    return article


def text_of(article: Article) -> list[tuple[str, str | None]]:
    return [(" ".join(text.split()), role) for text, role in article.paragraphs if role != "title"]


@EVERY
def test_a_correction_appended_stands_where_the_date_does_and_the_date_of_loading_is_no_date(form):
    correction = (Line("Correction", "Correction", ("Correction",)), Line("The bus is red."), Line("The bus is red."))
    dated = Line("\nCorrection-Date: January 16, 2024, Tuesday", "Correction-Date:")
    piece = Piece(
        "Late again - Correction Appended", date=None, head=("", "Correction Appended"), behind=(*correction, dated)
    )
    article = article_of(piece, form)
    assert (article.docvars["title"], article.docvars["outlet"]) == ("Late again", "Harwick Courier")
    assert "date" not in article.docvars and "edition" not in article.docvars
    assert text_of(article)[-1] == ("The bus is red.", "notes")
    assert sum(text == "The bus is red." for text, _ in text_of(article)) == 1


@EVERY
@pytest.mark.parametrize(
    ("date", "day", "edition"),
    [
        ("June 20, 2003 Friday Correction Appended, Late Edition - Final", "2003-06-20", "Late Edition - Final"),
        ("August 13, 1996, Tuesday, Late Edition - Final", "1996-08-13", "Late Edition - Final"),
        ("July 4, 2019 Thursday 1:04 PM GMT", "2019-07-04", None),
        ("April 2, 2024 Tuesday 9:20 AM GMT, 1; Final", "2024-04-02", "1; Final"),
        ("4 mei 2019 zaterdag", "2019-05-04", None),
        ("Samedi 5 octobre 2013, Edition nationale", "2013-10-05", "Edition nationale"),
    ],
)
def test_the_edition_stands_behind_the_date(form, date, day, edition):
    docvars = article_of(Piece(date=date), form).docvars
    assert (docvars["date"], docvars.get("edition")) == (day, edition)


@EVERY
def test_a_title_with_a_date_in_it_and_a_line_above_the_date_are_not_mistaken(form):
    docvars = article_of(
        Piece("What May 3, 2020 was like", date="(Green)", head=("March 4, 2024 Monday",)), form
    ).docvars
    assert docvars["title"] == "What May 3, 2020 was like"
    assert (docvars["outlet"], docvars["date"]) == ("Harwick Courier", "2024-03-04")


@EVERY
@pytest.mark.parametrize(("stated", "outlet"), [("Courier.com.", "Courier.com"), ("Harwick Inc.", "Harwick Inc.")])
def test_a_stop_behind_the_outlet_goes_unless_it_is_of_a_short_form(form, stated, outlet):
    assert article_of(Piece(outlet=stated), form).docvars["outlet"] == outlet


@EVERY
@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By NORA FELD and BO LI; Ann Lee reported from Harwick.", "NORA FELD and BO LI"),
        ("Von Nora Feld", "Nora Feld"),
        ("Von der Heide", "Von der Heide"),
        ("Nora Feld; Bo Li", "Nora Feld; Bo Li"),
        ("; Nora Feld contributed reporting from Harwick.", "Nora Feld"),
        ("Nora Feld in Harwick", "Nora Feld in Harwick"),
    ],
)
def test_the_author_is_what_the_byline_names(form, byline, author):
    assert article_of(Piece(byline=byline), form).docvars["author"] == author


@EVERY
def test_an_author_that_runs_into_the_highlight_is_parted_from_it(form):
    article = article_of(Piece(byline="Nora Feld Highlight: It&#39;s late."), form)
    assert article.docvars["author"] == "Nora Feld"
    assert text_of(article)[0] == ("It's late.", "standfirst")


@EVERY
def test_what_stands_below_the_byline_is_an_author_or_a_line_on_her_or_nothing(form):
    article = article_of(
        Piece(byline="Nora Feld", below=("By Nora Feld", "Courier Group", "She sails on the lake.")), form
    )
    assert article.docvars["author"] == "Nora Feld"
    assert [text for text, _ in text_of(article)][:-2] == []
    article = article_of(Piece(byline="Nora Feld", below=("She sails on the lake.",)), form)
    assert text_of(article)[0] == ("She sails on the lake.", "bio")
    assert article_of(Piece(byline=None, below=("By Bo Li",)), form).docvars["author"] == "Bo Li"


@EVERY
def test_an_abstract_is_a_standfirst(form):
    article = article_of(Piece(body=("ABSTRACT", "In short.", "FULL TEXT", "It is long.", "It ends.")), form)
    assert text_of(article) == [("In short.", "standfirst"), ("It is long.", None), ("It ends.", None)]
    article = article_of(Piece(body=("ABSTRACT", "In short.", "It is long.")), form)
    assert text_of(article) == [("In short.", "standfirst"), ("It is long.", None)]


@EVERY
def test_captions_are_captions_whether_a_heading_or_their_first_word_tells(form):
    graphic = (Line("\nGraphic", "Graphic"), Line("A boat at night."), Line("The pier."))
    photo = ("The end is near.", "PHOTO: A boat. (PHOTOGRAPH BY Bo Li)")
    article = article_of(Piece(body=photo, behind=graphic), form)
    assert text_of(article) == [
        ("The end is near.", None),
        ("PHOTO: A boat. (PHOTOGRAPH BY Bo Li)", "caption"),
        ("A boat at night.", "caption"),
        ("The pier.", "caption"),
    ]


@EVERY
def test_links_to_other_articles_are_related_and_its_own_address_is_a_docvar(form):
    behind = (
        Line("\nhttps://courier.example/2024/03/ferry.html"),
        Line("Related Articles", "Related Articles"),
        Line("The bus is late, too"),
    )
    article = article_of(Piece(behind=behind), form)
    assert article.docvars["url"] == "https://courier.example/2024/03/ferry.html"
    assert text_of(article)[-1] == ("The bus is late, too", "related")
    assert "url" not in article_of(Piece(behind=(Line("\nhttp://www.courier.example"),)), form).docvars


@EVERY
def test_empty_lines_and_colons_inside_an_article_are_its_own(form):
    body = ("She asked: why?", "", "", "Subject: ferries. Language: plain.", "Answer:\u00a0nobody knows.")
    assert text_of(article_of(Piece(body=body), form)) == [(text.replace("\u00a0", " "), None) for text in body if text]


@EVERY
def test_an_article_without_labels_behind_it_ends_all_the_same(form):
    article = article_of(Piece(language=None, body=("It ends.",)), form)
    assert text_of(article) == [("It ends.", None)]
    assert "language" not in article.docvars


@EVERY
def test_a_body_without_its_heading_begins_behind_the_last_label(form):
    lines = [line for line in lines_of(Piece()) if line.text != "Body"]
    ((article,), _, _) = read(FORMS[form](lines), form, max_bytes=10**8)
    assert text_of(article) == [(text, None) for text in Piece().body]


@pytest.mark.parametrize("form", ["docx", "rtf"])
def test_where_marks_tell_an_article_needs_no_labels(form):
    piece = Piece(section=None, length=None, byline=None, copyright=None, language=None)
    lines = [line for line in lines_of(piece) if line.text != "Body"]
    assert is_export(FORMS[form](lines), form)
    ((article,), _, _) = read(FORMS[form](lines), form, max_bytes=10**8)
    assert (article.docvars["title"], article.docvars["date"]) == (piece.title, "2024-03-04")
    assert text_of(article) == [(text, None) for text in piece.body]


@EVERY
def test_a_length_that_is_missed_is_told(form):
    assert article_of(Piece(length="17"), form).doubts == []
    assert article_of(Piece(length="1,600"), form).doubts == [
        ("length", "the file states 1,600 words, but the text has 17")
    ]


def test_a_heading_of_no_known_language_is_one_by_its_looks():
    behind = (Line("\nSlikovo", "Slikovo"), Line("A boat."), Line("\nNesto: 12", "Nesto:"))
    ((article,), _, _) = read(as_docx(lines_of(Piece(behind=behind))), "docx", max_bytes=10**8)
    assert text_of(article)[-1] == ("A boat.", "caption")


def test_labels_of_no_known_language_at_the_end_are_known_by_their_blanks():
    behind = (Line("Redovi"), Line(""), *(Line(f"Label{c}:\u00a0NOWHERE (79%)") for c in "abc"))
    for write, form in ((as_rtf, "rtf"), (as_txt, "txt")):
        ((article,), _, _) = read(write(lines_of(Piece(behind=behind, language=None))), form, max_bytes=10**8)
        assert text_of(article) == [(text, None) for text in Piece().body]


def test_a_line_break_twice_parts_paragraphs():
    article = read_article(
        1,
        [
            MarkedParagraph("T"),
            MarkedParagraph("Length: 4 words"),
            MarkedParagraph("Body", marks=("Body",)),
            MarkedParagraph("A.\n\nB."),
        ],
        {},
        "",
    )
    assert text_of(article) == [("A.", None), ("B.", None)]
