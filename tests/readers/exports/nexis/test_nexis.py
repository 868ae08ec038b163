"""Exports of Nexis Uni as whole files: how many articles there are, in each form and language."""

import random

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.nexis import is_export, read
from tests.nexis import DATES, FORMS, INTERFACES, Line, Piece, as_docx, as_rtf, as_txt, cover, file_of, lines_of
from tests.word import paragraph, word

LARGE = 10**8
THREE = [Piece("The ferry is late"), Piece("The school is shut", byline=None), Piece("The bus is gone")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("with_cover", [True, False])
def test_every_article_is_one_and_the_cover_is_none(form, with_cover):
    contents = FORMS[form](file_of(THREE, with_cover=with_cover))
    assert is_export(contents, form)
    articles, rejected, doubts = read(contents, form, max_bytes=LARGE)
    assert [article.docvars["title"] for article in articles] == [piece.title for piece in THREE]
    assert [article.n for article in articles] == [1, 2, 3]
    assert (rejected, doubts) == ([], [])
    assert "Reader" not in str(articles)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", INTERFACES)
def test_the_language_of_the_interface_makes_no_difference(form, language):
    if language == "unknown" and form == "txt":
        pytest.skip("without marks and with labels of no known language, nothing parts the articles")
    piece = Piece(date=f"{DATES[language]}, 2; Final", highlight="Somebody should act.")
    contents = FORMS[form](file_of([piece, piece], INTERFACES[language]))
    assert is_export(contents, form)
    articles, rejected, doubts = read(contents, form, max_bytes=LARGE)
    assert (len(articles), rejected, doubts) == (2, [], [])
    for article in articles:
        docvars = {name: value for name, value in article.docvars.items() if name not in ("export", "export_id")}
        if language == "unknown":
            docvars.setdefault("language", "ENGLISH")
        assert docvars == {
            "title": "The ferry is late",
            "outlet": "Harwick Courier",
            "date": "2024-03-04",
            "edition": "2; Final",
            "author": "Nora Feld",
            "section": "Opinion",
            "page": "A6",
            "n_words_stated": 17,
            "language": "ENGLISH",
        }
        assert [tuple(each) for each in article.paragraphs] == [
            ("The ferry is late", "title"),
            ("Somebody should act.", "standfirst"),
            (piece.body[0], None),
            (piece.body[1], None),
        ]


def test_the_form_and_the_id_are_docvars():
    (article,) = read(as_docx(file_of([Piece()])), "docx", max_bytes=LARGE).articles
    assert article.docvars["export"] == "Nexis Uni DOCX"
    assert article.docvars["export_id"].startswith("5ABC-") and article.docvars["export_id"].endswith("-00000-00")


@pytest.mark.parametrize("form", FORMS)
def test_an_article_without_a_body_and_an_error_page_are_rejected(form):
    error = "We are sorry but there is an error in this document and it is not possible to display it."
    pieces = [THREE[0], Piece("Empty", body=None), Piece("Gone", body=(error,)), Piece("Nothing", body=()), THREE[1]]
    articles, rejected, doubts = read(FORMS[form](file_of(pieces)), form, max_bytes=LARGE)
    assert [article.n for article in articles] == [1, 5]
    assert rejected == [
        (2, "article without a body: 'Empty'"),
        (3, "an error page instead of an article: 'there is an error in this document'"),
        (4, "article without a body: 'Nothing'"),
    ]
    assert doubts == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_title_and_date_twice_are_two_articles(form):
    assert len(read(FORMS[form](file_of([Piece()] * 4)), form, max_bytes=LARGE).articles) == 4


@pytest.mark.parametrize("form", FORMS)
def test_marks_that_differ_are_told(form):
    lines = cover(5) + [line for n, piece in enumerate(THREE, 1) for line in lines_of(piece, n)]
    lines = [line for line in lines if line.text != "\nEnd of Document"] + [Line("End of Document")]
    articles, rejected, doubts = read(FORMS[form](lines), form, max_bytes=LARGE)
    assert (len(articles), rejected) == (3, [])
    assert doubts == [
        ("count", "the cover states 5 articles, but the file has 3"),
        ("count", "1 ends of documents for 3 articles"),
    ]


def test_articles_whose_bookmarks_are_lost_are_found_by_their_heads():
    """Word drops the bookmarks of a file that is put into another which has them already."""
    second = [line._replace(marks=()) for line in file_of(THREE)]
    articles, rejected, doubts = read(as_docx(file_of(THREE) + second), "docx", max_bytes=LARGE)
    assert [article.docvars["title"] for article in articles] == [piece.title for piece in THREE] * 2
    assert rejected == []
    assert doubts == []


def test_a_long_copyright_is_one():
    piece = Piece(copyright="Copyright 2024 Harwick Courier Limited or its affiliates. " * 5, section="x" * 200)
    articles, rejected, doubts = read(as_txt(file_of([piece] * 3)), "txt", max_bytes=LARGE)
    assert (len(articles), rejected, doubts) == (3, [], [])


@pytest.mark.parametrize("form", FORMS)
def test_a_cover_alone_is_unreadable(form):
    assert is_export(FORMS[form](cover(3)), form)
    with pytest.raises(Unreadable, match=f"Nexis Uni {form.upper()} with a cover or list of hits and no article"):
        read(FORMS[form](cover(3)), form, max_bytes=LARGE)


def test_line_ends_make_no_difference():
    whole = read(as_txt(file_of(THREE)), "txt", max_bytes=LARGE)
    for end in ("\n", "\r", "\u2028"):
        assert read(as_txt(file_of(THREE), end=end), "txt", max_bytes=LARGE) == whole


@pytest.mark.parametrize(
    ("form", "contents"),
    [
        ("txt", b"What Nexis Uni gives ends with\n\nEnd of Document\n\nand has a line such as Length: 90 words.\n"),
        ("txt", b"Length: 90 words\nBody\nNo end.\n"),
        ("txt", b"Documents (4)\n\nAre in the box.\n\nEnd of Document\n"),
        ("txt", "\ufeff1 of 10 DOCUMENTS\n\nThe Courier\n\nMay 4, 2024\n\nTITLE\n\nLENGTH: 90 words\n".encode()),
        ("txt", b"A cover is\n\nsuch as\n\nthis\n\none:\n" + as_txt(cover(3))),
        ("rtf", b"{\\rtf1 {\\*\\bkmkstart Body}Body\\par End of Document\\par}"),
        ("rtf", b"{\\rtf1 Load-Date: is a label of Nexis Uni.\\par}"),
        ("docx", word(paragraph("Body", marks=["Bookmark"]), paragraph("End of Document"))),
        ("docx", word(paragraph("On the Load-Date of Nexis Uni"), paragraph("End of Document"))),
        ("docx", b"PK"),
    ],
)
def test_an_ordinary_file_that_speaks_of_the_database_is_no_export(form, contents):
    assert not is_export(contents, form)


def test_a_cut_head_and_what_stands_behind_the_end():
    lines = [*file_of(THREE[:2], with_cover=False), Line("The bus is gone"), Line("Harwick Courier")]
    articles, rejected, doubts = read(as_txt(lines), "txt", max_bytes=LARGE)
    assert (len(articles), rejected) == (2, [(3, "article without a body: 'The bus is gone'")])
    assert doubts == [("count", "2 ends of documents for 3 articles")]


def mutated(dice: random.Random) -> list[Line]:
    """The lines of a file that was cut, merged and put in another order."""
    blocks = [lines_of(dice.choice(THREE), n) for n in range(1, dice.randint(2, 6))]
    dice.shuffle(blocks)
    if dice.random() < 0.5:
        blocks.insert(0, cover(len(blocks)))
    if dice.random() < 0.3:
        blocks += [cover(2), lines_of(THREE[0], 1), lines_of(THREE[1], 2)]
    lines = [line for block in blocks for line in block]
    begins = [i for i, line in enumerate(lines) if line.is_title]
    stop = dice.choice([len(lines), dice.randrange(begins[0] + 8, len(lines) + 1)])
    return lines[:stop]


@pytest.mark.parametrize("form", FORMS)
def test_articles_left_in_a_mutated_file_are_documents_or_rejected(form):
    dice = random.Random(form)
    for _ in range(60):
        lines = mutated(dice)
        n = sum(line.is_title if form == "txt" else "Bookmark_" in str(line.marks) for line in lines)
        articles, rejected, _ = read(FORMS[form](lines), form, max_bytes=LARGE)
        assert len(articles) + len(rejected) == n
        places = [article.n for article in articles] + [place for place, _ in rejected]
        assert sorted(places) == list(range(1, n + 1))


@pytest.mark.parametrize("write", [as_rtf, as_txt])
def test_bytes_cut_and_turned_crash_nothing(write):
    form = "rtf" if write is as_rtf else "txt"
    whole = write(file_of(THREE))
    dice = random.Random(3)
    for _ in range(100):
        i, j = sorted(dice.sample(range(len(whole)), 2))
        damaged = whole[:i] + whole[j:] if dice.random() < 0.5 else whole[i:j]
        try:
            is_export(damaged, form)
            read(damaged, form, max_bytes=LARGE)
        except Unreadable:
            continue


@pytest.mark.parametrize(
    "resave",
    [
        lambda text: text.encode("utf-16-le"),
        lambda text: text.replace("\r\n", "\r\r\n").encode(),
        lambda text: text.replace("\r\n", "\r\n\r\n").encode(),
        lambda text: text.replace("\u00a0", " ").encode("cp1252"),
    ],
)
def test_text_that_another_program_saved_again(resave):
    contents = resave(as_txt(file_of(THREE)).decode("utf-8-sig"))
    assert is_export(contents, "txt")
    articles, rejected, doubts = read(contents, "txt", max_bytes=LARGE)
    assert [article.docvars["title"] for article in articles] == [piece.title for piece in THREE]
    assert (rejected, doubts) == ([], [])
