"""ProQuest as text: what stands between two rules is an article, and its fields are no text."""

from __future__ import annotations

import random

import pytest
from mutations import damaged, shuffled

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.proquest import is_export, read

RULE = "_" * 60
FOOTER = "Contact us at: http://example.org/contact\nDatabase copyright © 2031 Example LLC. All rights reserved."
LONG = "The mayor of Quell read the whole report aloud on Monday, and then he asked who had written it, as he had not."
FIELDS = {
    "Subject": "Mayors; Reports",
    "Location": "Quell",
    "Title": "A report that nobody wrote",
    "Author": "Marr, Ida",
    "Publication title": "Quell Gazette, Morning Edition; Quell",
    "Pages": "A6",
    "Publication year": "2031",
    "Publication date": "Mar 4, 2031",
    "Section": "Opinion",
    "Publisher": "Quell Gazette Ltd",
    "ISSN": "12345678",
    "Source type": "Newspaper",
    "Language of publication": "English",
    "Document type": "Commentary",
    "ProQuest document ID": "3100000001",
    "Document URL": "https://example.org/docview/3100000001",
    "Copyright": "Copyright Quell Gazette Ltd Mar 4, 2031",
    "Last updated": "2031-03-05",
    "Database": "Example Newsstream",
}


def article(
    body: str | None = LONG, *, abstract: str | None = None, full: str = "Full text", **fields: str | None
) -> str:
    """An article as the export has it; fields are given by their label, `_` for a blank, None for none."""
    changed = {name.replace("_", " "): value for name, value in fields.items()}
    said = {name: value for name, value in (FIELDS | changed).items() if value is not None}
    top = [said.get("Title", "No title"), f"https://example.org/docview/{said.get('ProQuest document ID', 0)}?a=1"]
    top += [f"Abstract: {abstract}"] * (abstract is not None) + [f"{full}: {body}"] * (body is not None)
    return "\n\n".join([*top, *(f"{name}: {value}" for name, value in said.items())])


def numbered(n: int, **fields: str) -> str:
    return article(f"{LONG} {n}.", Title=f"Report {n}", ProQuest_document_ID=str(n), **fields)


def export(*articles: str, cover: str = "", footer: str = FOOTER) -> str:
    parts = [cover, *articles, footer]
    return f"\n\n{RULE}\n\n".join(parts)


def pieces(text: str, encoding: str = "utf-8") -> Pieces:
    return read(text.encode(encoding), "txt", max_bytes=10**6)


def only(text: str) -> Article:
    found = pieces(export(text))
    assert len(found.articles) == 1 and found.rejected == []
    return found.articles[0]


def said(found: Article) -> list[tuple[str | None, str]]:
    return [(role, text) for text, role in found.paragraphs]


def body_of(found: Article) -> list[str]:
    return [text for text, role in found.paragraphs if role is None]


def test_an_article_is_title_abstract_and_body_and_its_fields_are_docvars():
    found = only(article(f"{LONG}\n\nHe had not.", abstract="A mayor asks."))
    assert said(found) == [
        ("title", "A report that nobody wrote"),
        ("standfirst", "A mayor asks."),
        (None, LONG),
        (None, "He had not."),
    ]
    assert found.docvars == {
        "title": "A report that nobody wrote",
        "author": "Ida Marr",
        "date": "2031-03-04",
        "outlet": "Quell Gazette",
        "edition": "Morning Edition",
        "section": "Opinion",
        "page": "A6",
        "language": "English",
        "url": "https://example.org/docview/3100000001",
        "export": "ProQuest TXT",
        "export_id": "3100000001",
    }
    assert found.doubts == []


def test_cover_contents_and_last_lines_are_no_pieces():
    found = pieces(
        export(numbered(1), numbered(2), cover="Report Information from ProQuest\n\nTable of contents\n1. Tea")
    )
    assert [piece.n for piece in found.articles] == [1, 2] and found.rejected == [] and found.doubts == []
    with pytest.raises(Unreadable, match=r"^an export of ProQuest without an article$"):
        pieces(export(cover="Report Information from ProQuest"))


def test_two_blank_lines_in_a_body_end_no_article():
    assert body_of(only(article(f"{LONG}\n\n\n\nTwo.\n \nThree."))) == [LONG, "Two.", "Three."]


def test_what_looks_like_a_field_is_body_where_body_goes_on_behind_it():
    body = f"{LONG}\n\nTitle: of what?\n\nSubject: the mayor.\n\nAuthor: nobody.\n\nSo it ended."
    assert body_of(only(article(body)))[1:] == [
        "Title: of what?",
        "Subject: the mayor.",
        "Author: nobody.",
        "So it ended.",
    ]


def test_a_last_line_of_a_dialogue_is_body():
    assert body_of(only(article(f"{LONG}\n\nTom: I wrote it.")))[-1] == "Tom: I wrote it."
    assert body_of(only(article(f"{LONG}\n\nSubject: what he wrote.")))[-1] == "Subject: what he wrote."


def test_broken_lines_are_paragraphs_between_blank_lines():
    body = "The mayor of Quell read the whole\nreport aloud on Monday.\n\nThen he asked who\nhad written it."
    assert body_of(only(article(body))) == [
        "The mayor of Quell read the whole report aloud on Monday.",
        "Then he asked who had written it.",
    ]


def test_long_lines_are_paragraphs_each():
    assert body_of(only(article(f"{LONG}\nHe had not.\nEnlarge this image."))) == [LONG, "He had not."]


@pytest.mark.parametrize("abstract", [LONG, "None available.", f"{LONG[:40]} [...] {LONG[50:70]}", ""])
def test_an_abstract_that_repeats_the_body_or_says_nothing_is_left_out(abstract):
    assert [role for role, _ in said(only(article(abstract=abstract)))] == ["title", None]


@pytest.mark.parametrize("text", [None, "", "Not available.", "Full text not available"])
def test_an_article_without_its_full_text_is_rejected(text):
    found = pieces(export(article(text, abstract="A mayor asks."), numbered(2)))
    assert [piece.n for piece in found.articles] == [2]
    assert found.rejected == [(1, "an article of ProQuest without its full text")]
    assert found.doubts == []


LANGUAGES = {
    "fr": "Titre|Auteur|Titre de la publication|Pages|Date de publication|Section|Langue de publication|"
    "ID du document ProQuest|URL du document|Base de données|Sujet|Texte intégral|4 mars 2031",
    "de": "Titel|Autor|Titel der Publikation|Seiten|Publikationsdatum|Bereich|Publikationssprache|"
    "ProQuest-Dokument-ID|Dokument-URL|Datenbank|Thema|Volltext|4. März 2031",
    "es": "Título|Autor|Título de publicación|Páginas|Fecha de publicación|Sección|Idioma de la publicación|"
    "ID del documento de ProQuest|URL del documento|Base de datos|Materia|Texto completo|Mar 4, 2031",
    "zh": "标题|作者|出版物名称|页|出版日期|章节|出版物语言|ProQuest 文档 ID|文档 URL|"
    "数据库|主题|全文|2031 年 3 月 4 日",
    "ru": "Название|Автор|Название публикации|Страницы|Дата публикации|Раздел|Язык публикации|"
    "Идентификатор документа ProQuest|URL документа|База данных|Тема|Полный текст|4 марта 2031",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("colon", [": ", "\N{NO-BREAK SPACE}: "])
def test_labels_are_in_the_language_of_the_interface(language, colon):
    *labels, subject, full, day = LANGUAGES[language].split("|")
    values = [
        "Ein Bericht",
        "Marr, Ida",
        "Quell Gazette",
        "A6",
        day,
        "Opinion",
        "English",
        "31",
        "example.org/31",
        "News",
    ]
    tail = [f"{label}{colon}{value}" for label, value in zip([subject, *labels], ["Mayors", *values], strict=True)]
    text = export("\n\n".join(["Ein Bericht", f"{full}{colon}{LONG}", *tail]))
    assert is_export(text.encode(), "txt")
    (found,) = pieces(text).articles
    assert said(found) == [("title", "Ein Bericht"), (None, LONG)]
    assert found.docvars == {
        "title": "Ein Bericht",
        "author": "Ida Marr",
        "date": "2031-03-04",
        "outlet": "Quell Gazette",
        "page": "A6",
        "section": "Opinion",
        "language": "English",
        "url": "example.org/31",
        "export": "ProQuest TXT",
        "export_id": "31",
    }


def test_the_older_layout_counts_documents_and_puts_the_outlet_into_a_line():
    text = f"""Document 1 of 2

A report

Author: Marr, Ida

Publication info: Quell Gazette [Quell] 05 Jan 2012: A.1.

http://example.org/docview/31?accountid=1

Abstract: None available.

Links: Linking Service

Full Text: {LONG}

Subject: Mayors

Title: A report

Publication title: Quell Gazette

ProQuest document ID: 31

Database: News"""
    found = only(text)
    assert said(found) == [("title", "A report"), (None, LONG)]
    assert {name: found.docvars[name] for name in ("author", "date", "outlet")} == {
        "author": "Ida Marr",
        "date": "2012-01-05",
        "outlet": "Quell Gazette",
    }


def test_fields_without_blank_lines_between_them():
    found = only(article(f"{LONG}\n\nHe had not.").replace("\n\n", "\n"))
    assert body_of(found) == [LONG, "He had not."] and found.docvars["outlet"] == "Quell Gazette"


def test_a_rule_inside_a_body_parts_no_article():
    found = pieces(export(article(f"{LONG}\n\n{RULE}\n\nHe had not."), numbered(2)))
    assert [len(piece.paragraphs) for piece in found.articles] == [3, 2]
    assert found.rejected == [] and found.doubts == []


def test_a_rule_that_is_lost_parts_articles_all_the_same():
    found = pieces(export(f"{numbered(1)}\n\n{numbered(2)}"))
    assert [said(piece) for piece in found.articles] == [
        [("title", "Report 1"), (None, f"{LONG} 1.")],
        [("title", "Report 2"), (None, f"{LONG} 2.")],
    ]


def test_a_file_that_ends_inside_an_article_is_told():
    text = export(numbered(1), numbered(2))
    found = pieces(text[: text.index("2.") + 2])
    assert [piece.doubts for piece in found.articles] == [
        [],
        [("cut", "the fields at the end of an article are missing; the file may be cut off inside it")],
    ]
    assert found.articles[1].docvars["title"] == "Report 2"


def test_numbers_of_documents_that_are_not_as_many_as_articles_are_told():
    found = pieces(export(numbered(1), numbered(2).replace("ProQuest document ID: 2\n\n", "")))
    assert found.doubts == [("count", "2 articles between the rules, and 1 numbers of documents")]
    assert [piece.docvars["export_id"] for piece in found.articles] == ["1", "2"]


def test_a_length_that_the_text_misses_is_told():
    found = only(article(f"{LONG} " * 5, Word_count="1,234"))
    assert found.docvars["n_words_stated"] == 1234
    assert found.doubts == [("length", "the file states 1,234 words, but the text has 115")]


def test_a_date_that_is_no_day_is_handed_over_as_it_stands():
    assert only(article(Publication_date="Spring 2031")).docvars["date"] == "Spring 2031"
    assert only(article(Publication_date=None)).docvars["date"] == "2031"


def test_a_label_that_is_not_known_ends_a_field():
    found = only(
        article().replace("Pages: A6", "Pages: A6\n\nReviewed by: nobody").replace("\nAuthor", "\nof Quell\n\nAuthor")
    )
    assert found.docvars["page"] == "A6" and found.docvars["title"] == "A report that nobody wrote of Quell"


def test_the_same_article_twice_is_two():
    found = pieces(export(numbered(1), numbered(1)))
    assert len(found.articles) == 2 and found.doubts == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_bytes(encoding):
    text = export(numbered(1), numbered(2))
    assert is_export(text.encode(encoding), "txt")
    assert len(pieces(text, encoding).articles) == 2


def test_an_ordinary_text_is_no_export():
    spoken = (
        f"On ProQuest\n{RULE}\nFull text: so its exports say. Title: so they say as well.\nProQuest document ID is one."
    )
    assert not is_export(spoken.encode(), "txt")
    assert not is_export(numbered(1).encode(), "txt")  # no rule
    assert not is_export(f"{RULE}\nTitle: Tea\nAuthor: Ida\nDate: 3".encode(), "txt")
    assert not is_export(b"\x00\x01" * 100 + b"_" * 60, "txt")


def test_shuffled_articles_are_counted_whatever_the_line_ends():
    dice = random.Random(5)
    parts = [numbered(1), article(None, ProQuest_document_ID="2"), numbered(3), numbered(4)]
    for _ in range(50):
        kept = shuffled(parts, dice)
        text = export(*kept, cover=dice.choice(["", "Contents"])).replace("\n", dice.choice(["\n", "\r\n", "\r"]))
        if not kept:
            continue
        found = pieces(text)
        assert len(found.articles) + len(found.rejected) == len(kept)
        assert len(found.rejected) == kept.count(parts[1])


def test_what_is_left_of_a_file_that_is_cut_is_counted():
    text = export(numbered(1), numbered(2), numbered(3))
    for stop in range(0, len(text), 7):
        cut = text[:stop]
        expected = cut.count("Full text:")
        found = pieces(cut) if expected else Pieces([])
        assert len(found.articles) + len(found.rejected) == expected
        assert not any(
            text.startswith(("Subject:", "Location:", "Title:", "_"))
            for piece in found.articles
            for text in body_of(piece)
        )


def test_damaged_files_are_read_or_refused():
    n_read = 0
    for text in damaged(export(numbered(1), article(None), numbered(3)), n=300, seed=1):
        raw = text.encode("utf-8", "replace")
        if not is_export(raw, "txt"):
            continue
        try:
            found = read(raw, "txt", max_bytes=10**6)
        except Unreadable:
            continue
        n_read += 1
        places = sorted([*(piece.n for piece in found.articles), *(n for n, _ in found.rejected)])
        assert places == list(range(1, len(places) + 1))
        assert all(RULE not in line for piece in found.articles for line, _ in piece.paragraphs)
    assert n_read > 100
