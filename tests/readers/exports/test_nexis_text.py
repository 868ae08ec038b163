"""The older exports of LexisNexis as text: round trips, traps, and files that are damaged."""

from __future__ import annotations

import random
import re
import textwrap

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.nexis_text import is_export, read

BODY = (
    "The council of Wexmoor met on Monday to talk about the price of tea, which has doubled since the harbour closed "
    "and the ferries stopped.",
    "Nobody who spoke could say when it would fall again.",
)
COVER = """



Download Request: Selected Items: 1-{n}
Time Of Request: Friday, March 20, 2018  16:51:31

Send To:

PERSON, PAULA
WEXMOOR UNIVERSITY LIBRARY
1 HARBOUR STREET

Terms: (tea w/5 price) and not (TYPE(web))

Source: The Wexmoor Echo
Project ID: None


"""


def centre(*lines: str) -> str:
    return "\n".join(line.center(76).rstrip() for line in lines)


def label(name: str, value: str) -> str:
    return "\n".join(textwrap.wrap(f"{name}: {value}", 76))


def piece(
    n: int = 1,
    *,
    of: int = 1,
    mark: str = "{n} of {of} DOCUMENTS",
    head: tuple[str, ...] = (centre("The Wexmoor Echo"), centre("January 11, 2010 Monday")),
    title: str = "Tea is dear",
    labels: tuple[str, ...] = (label("BYLINE", "By Ada Quill"), label("LENGTH", "34 words")),
    body: tuple[str, ...] = BODY,
    behind: tuple[str, ...] = (label("LOAD-DATE", "January 12, 2010"), label("LANGUAGE", "ENGLISH")),
    owner: str = centre("Copyright 2010 Wexmoor Press", "All Rights Reserved"),
) -> str:
    wrapped = ("\n".join(textwrap.wrap(text, 76)) for text in body)
    parts = [centre(mark.format(n=n, of=of)) + "\n\n", *head, title, *labels, *wrapped, *behind, owner]
    return "\n\n".join(part for part in parts if part) + "\n\n"


def one(**changes):
    """The article of a file of one."""
    return only(piece(**changes))


def only(text: str):
    found = load(text)
    assert found.rejected == [] and len(found.articles) == 1
    return found.articles[0]


def load(text: str, encoding: str = "utf-8"):
    raw = text.encode(encoding)
    assert is_export(raw, "txt")
    return read(raw, "txt", max_bytes=10**7)


def texts(article) -> list[tuple[str | None, str]]:
    return [(role, text) for text, role in article.paragraphs]


def test_an_article_comes_back_as_it_was_written():
    article = one(
        labels=(label("BYLINE", "By Ada Quill"), label("SECTION", "NEWS; Pg. A6"), label("LENGTH", "34 words")),
        behind=(
            label("LOAD-DATE", "January 12, 2010"),
            label("GRAPHIC", "A cup of tea, which nobody in the whole of Wexmoor can pay for any longer; Ada Quill"),
            label("LANGUAGE", "ENGLISH"),
            label("PUBLICATION-TYPE", "Newspaper"),
        ),
    )
    assert texts(article) == [
        ("title", "Tea is dear"),
        (None, BODY[0]),
        (None, BODY[1]),
        ("caption", "A cup of tea, which nobody in the whole of Wexmoor can pay for any longer; Ada Quill"),
    ]
    assert article.docvars == {
        "title": "Tea is dear",
        "author": "Ada Quill",
        "date": "2010-01-11",
        "outlet": "The Wexmoor Echo",
        "section": "NEWS",
        "page": "A6",
        "language": "ENGLISH",
        "n_words_stated": 34,
        "export": "Nexis TXT",
    }
    assert article.doubts == []


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\r\r\n"])
def test_all_articles_are_found_whatever_ends_the_lines(ends):
    text = COVER.format(n=3) + "".join(piece(n, of=3, title=f"Tea {n}") for n in (1, 2, 3))
    found = load(text.replace("\n", ends))
    assert [article.docvars["title"] for article in found.articles] == ["Tea 1", "Tea 2", "Tea 3"]
    assert [texts(article)[1:] for article in found.articles] == [[(None, BODY[0]), (None, BODY[1])]] * 3
    assert (found.rejected, found.doubts) == ([], [])


def test_the_person_who_asked_for_the_articles_is_nowhere():
    found = load(COVER.format(n=1) + piece() + COVER.format(n=1) + piece())
    assert len(found.articles) == 2 and found.doubts == []
    assert not re.search("PAULA|HARBOUR STREET|Request|Send To", repr(found))


def test_a_file_of_a_cover_only_is_refused():
    raw = COVER.format(n=12).encode()
    assert is_export(raw, "txt")
    with pytest.raises(Unreadable, match=r"^Nexis TXT with 0 articles: it holds a cover page or a list of hits only$"):
        read(raw, "txt", max_bytes=10**6)


def test_labels_that_all_stand_behind_the_text():
    article = one(
        head=(centre("The Wexmoor Echo"), "Tea is dear", centre("April 20, 2003, Sunday", "23:22 Western Time")),
        title="",
        labels=(),
        behind=(label("SECTION", "Trade"), label("LENGTH", "34 words"), label("LOAD-DATE", "May 8, 2003")),
    )
    assert texts(article) == [("title", "Tea is dear"), (None, BODY[0]), (None, BODY[1])]
    assert (article.docvars["date"], article.docvars["section"]) == ("2003-04-20", "Trade")


def test_a_highlight_behind_the_text_is_a_standfirst():
    article = one(behind=(label("UPDATE", "14. April 2003"), "HIGHLIGHT:", "Nobody pays.", label("GRAFIK", "A cup")))
    assert texts(article)[1:] == [
        ("standfirst", "Nobody pays."),
        (None, BODY[0]),
        (None, BODY[1]),
        ("caption", "A cup"),
    ]


@pytest.mark.parametrize(
    "line", ["PUB-TYPE: Paper", "TRANSCRIPT: 011101CN.V12", "WXMR", "ISSN: 1234-5678", "DISTRIBUTION: Every Zone"]
)
def test_what_stands_among_the_labels_behind_the_text_is_none(line):
    article = one(behind=(label("LOAD-DATE", "January 12, 2010"), line, label("LANGUAGE", "ENGLISH")))
    assert texts(article)[1:] == [(None, BODY[0]), (None, BODY[1])]


@pytest.mark.parametrize("stated", ["34 words", "34  words", "34\u00a0words", "34 Woerter"])
def test_a_length_may_have_several_blanks_in_it(stated):
    article = one(labels=(f"LENGTH: {stated}",))
    assert (article.docvars["n_words_stated"], len(article.paragraphs)) == (34, 3)


@pytest.mark.parametrize(
    "head",
    [
        (
            centre("Copyright 2010 Wexmoor Monitor International Ltd., All", "Rights Reserved"),
            centre("The Wexmoor Echo"),
            centre("January 11, 2010"),
        ),
        (
            centre("The Wexmoor Echo"),
            "Prepared by the Wexmoor Information Services, which takes sole responsibility for\n"
            + centre("accuracy of transcription."),
            centre("January 11, 2010"),
        ),
    ],
)
def test_centred_lines_may_run_over(head):
    article = one(head=head)
    assert (article.docvars["outlet"], article.docvars["title"]) == ("The Wexmoor Echo", "Tea is dear")
    assert len(article.paragraphs) == 3


def test_an_address_behind_the_highlight_is_that_of_the_article():
    article = one(labels=(label("HIGHLIGHT", "The harbour is closed.; http://example.org/0,1518,817.html"),))
    assert texts(article)[1] == ("standfirst", "The harbour is closed.")
    assert article.docvars["url"] == "http://example.org/0,1518,817.html"


def test_the_number_of_hits_is_not_that_of_articles():
    found = load("".join(piece(n, of=2146) for n in (2001, 2002)))
    assert (len(found.articles), [article.n for article in found.articles], found.doubts) == (2, [1, 2], [])


def test_a_cover_that_asks_for_more_is_a_doubt():
    found = load(COVER.format(n=3).replace("1-3", "1-3, 7") + piece(1) + piece(2))
    assert found.doubts == [("count", "2 articles begin in the file, and its cover states 4")]


def test_more_lengths_than_articles_are_a_doubt():
    found = load(piece(1) + piece(2, mark="") + piece(3))
    assert len(found.articles) == 2
    assert found.doubts == [("count", "2 articles begin in the file, and 3 lengths are stated")]


def test_a_file_that_begins_within_an_article_is_a_doubt():
    text = piece(1) + piece(2) + piece(3)
    found = load(text[text.index("The council") :])
    assert len(found.articles) == 2
    assert found.doubts == [("parts", "48 words before the first article or cover page are in no text")]


GERMAN = {
    "mark": "Dokument {n} von {of}",
    "head": (centre("Wexmoorer Bote"), centre("13. Februar 2012")),
    "title": "Tee ist teuer",
    "labels": (
        label("AUTOR", "Von Ada Quill"),
        label("RUBRIK", "POLITIK; S. 12 Nr. 7"),
        label("LÄNGE", "1.234 Wörter"),
        label("HIGHLIGHT", "Der Hafen ist zu."),
    ),
    "behind": (
        label("UPDATE", "14. Februar 2012"),
        label("SPRACHE", "GERMAN; DEUTSCH"),
        label("GRAFIK", "Eine Tasse"),
        label("PUBLICATION-TYPE", "Zeitschrift"),
        label("ZEITUNGS-CODE", "wxb"),
    ),
    "owner": centre("Copyright 2012 Wexmoor Verlag GmbH", "Alle Rechte vorbehalten"),
}
FRENCH = {
    "mark": "Document {n} de {of}",
    "head": (centre("Le Wexmoor"), centre("Samedi 5 Octobre 2013")),
    "title": "Le thé est cher",
    "labels": (
        label("AUTEUR", "Ada Quill"),
        label("RUBRIQUE", "FRANCE; Pg. 7"),
        label("LONGUEUR", "1 234 mots"),
        label("ENCART", "Der Hafen ist zu."),
    ),
    "behind": (label("DATE-CHARGEMENT", "6 octobre 2013"), label("LANGUE", "FRENCH; FRANÇAIS")),
    "owner": centre("Copyright 2013 Wexmoor SA", "tous droits réservés"),
}


@pytest.mark.parametrize(
    ("parts", "date", "section", "page"),
    [(GERMAN, "2012-02-13", "POLITIK; S. 12 Nr. 7", "12"), (FRENCH, "2013-10-05", "FRANCE", "7")],
)
def test_the_labels_of_other_interfaces_are_read(parts, date, section, page):
    article = one(**parts)
    assert {
        name: article.docvars[name] for name in ("title", "author", "date", "section", "page", "n_words_stated")
    } == {
        "title": parts["title"],
        "author": "Ada Quill",
        "date": date,
        "section": section,
        "page": page,
        "n_words_stated": 1234,
    }
    assert texts(article)[:4] == [
        ("title", parts["title"]),
        ("standfirst", "Der Hafen ist zu."),
        (None, BODY[0]),
        (None, BODY[1]),
    ]
    assert [kind for kind, _ in article.doubts] == ["length"]


def test_the_layout_before_2006_has_labels_for_title_and_text():
    article = only(
        centre("FOCUS - 1 of 1 DOCUMENT")
        + "\n\n\n"
        + centre("Copyright 2004 The Wexmoor Company", "The Wexmoor Times")
        + "\n\n"
        + centre("February 1, 2004, Sunday, Late Edition - Final")
        + "\n\nSECTION: Section 4; Column 1; Editorial Desk; Pg. 12\n\nLENGTH: 34 words\n\n"
        "HEADLINE: Tea;\nand what it costs\n\nBYLINE:  By ADA QUILL\n\nDATELINE: WEXMOOR, Jan. 31\n\nBODY:\n   "
        + "\n\n   ".join(BODY)
        + "\n\nURL: http://www.example.org\n\nGRAPHIC: Photo: A cup. (pg. 1)\n\nChart: Prices since 1990.\n\n"
        "LOAD-DATE: February 1, 2004\n"
    )
    assert texts(article) == [
        ("title", "Tea; and what it costs"),
        (None, BODY[0]),
        (None, BODY[1]),
        ("caption", "Photo: A cup. (pg. 1)"),
        ("caption", "Chart: Prices since 1990."),
    ]
    assert article.docvars["url"] == "http://www.example.org"
    assert article.docvars["outlet"] == "The Wexmoor Times"
    assert (article.docvars["date"], article.docvars["edition"]) == ("2004-02-01", "Late Edition - Final")
    assert (article.docvars["author"], article.docvars["page"]) == ("ADA QUILL", "12")


@pytest.mark.parametrize(
    ("lines", "date", "edition"),
    [
        (("January 11, 2010 Monday 6:05 PM GMT",), "2010-01-11", None),
        (("January 11, 2010 Monday", "Edition 1;", "Scotland"), "2010-01-11", "Edition 1; Scotland"),
        (("December 19, 1991, Sunday, Second Edition",), "1991-12-19", "Second Edition"),
        (
            ("January 28, 1993, Tuesday, Late Edition - Final", "Correction Appended"),
            "1993-01-28",
            "Late Edition - Final",
        ),
        (("10.Dezember 2019 Dienstag",), "2019-12-10", None),
        (("12 augustus 2008 dinsdag",), "2008-08-12", None),
        (("Correction Appended",), None, None),
        (("January 2010",), "January 2010", None),
    ],
)
def test_the_line_of_the_date_holds_the_edition_too(lines, date, edition):
    article = one(head=(centre("The Wexmoor Echo"), centre(*lines)))
    assert (article.docvars.get("date"), article.docvars.get("edition")) == (date, edition)
    assert (article.docvars["outlet"], article.docvars["title"]) == ("The Wexmoor Echo", "Tea is dear")
    assert texts(article)[1:] == [(None, BODY[0]), (None, BODY[1])]


def test_the_date_of_loading_is_never_the_date():
    assert "date" not in one(head=(centre("The Wexmoor Echo"),)).docvars


def test_a_title_of_several_lines_is_one_and_a_title_with_a_date_is_a_title():
    article = one(title="Tea is dear: \nwhat was said on January 5, 2009;\nand what was not")
    assert article.docvars["title"] == "Tea is dear: what was said on January 5, 2009; and what was not"
    assert article.docvars["date"] == "2010-01-11"
    article = one(
        title="What was said on January 5, 2009", head=(centre("The Wexmoor Echo"), centre("Correction Appended"))
    )
    assert (article.docvars["title"], "date" in article.docvars) == ("What was said on January 5, 2009", False)


def test_the_author_does_not_run_into_the_highlight():
    article = one(
        labels=("BYLINE: Ada Quill\nHIGHLIGHT: The harbour is closed.\n\nAnd it stays so.", "LENGTH: 34 words")
    )
    assert article.docvars["author"] == "Ada Quill"
    assert texts(article)[1:3] == [("standfirst", "The harbour is closed."), ("standfirst", "And it stays so.")]
    assert texts(article)[3:] == [(None, BODY[0]), (None, BODY[1])]


def test_two_blank_lines_inside_an_article_part_nothing():
    article = only(piece().replace("Nobody who spoke", "\n\n\nNobody who spoke"))
    assert texts(article)[1:] == [(None, BODY[0]), (None, BODY[1])]


def test_text_that_looks_like_a_label_is_text():
    body = (
        "NOTE: the prices are rounded.",
        "LANGUAGE: never stop to learn a new one, says the teacher.",
        "UPDATE: the ferries are back.",
        "GRAPHIC: this is the word with which the painter began his speech.",
        *BODY,
        "QUILL: And who pays?",
        "He looked at page 3 of 7 DOCUMENTS and",
        "2 of 3 documents were lost.",
    )
    assert texts(one(body=body))[1:] == [(None, text) for text in body]


def test_a_correction_is_a_note_and_its_paragraphs_too():
    behind = (
        label("LANGUAGE", "ENGLISH"),
        label("CORRECTION-DATE", "January 28, 2010, Thursday"),
        "CORRECTION:",
        "An article on Monday misspelt a name.",
        "It is Quill.",
        label("GRAPHIC", "Photo"),
    )
    assert texts(one(behind=behind))[3:] == [
        ("caption", "Photo"),
        ("notes", "An article on Monday misspelt a name."),
        ("notes", "It is Quill."),
    ]


def test_a_correction_may_be_the_article():
    article = one(body=("CORRECTION: An article on Monday misspelt the name of Ada Quill.",))
    assert texts(article)[1:] == [(None, "An article on Monday misspelt the name of Ada Quill.")]


def test_an_article_without_text_and_an_error_page_are_rejected_with_their_reason():
    found = load(
        piece(1)
        + piece(2, body=())
        + piece(3, body=(), behind=(label("GRAPHIC", "A cup"), label("LANGUAGE", "ENGLISH")))
        + piece(4, head=(), title="Sorry", labels=(), body=("This document is not available.",), behind=(), owner="")
        + piece(5, head=(), title="", labels=(), body=(), behind=(), owner="")
        + piece(6)
    )
    assert [article.n for article in found.articles] == [1, 6]
    assert found.rejected == [
        (2, "an article without text: it has labels and a title only"),
        (3, "an article without text: it has labels and a title only"),
        (4, "an error page instead of an article"),
        (5, "an empty article"),
    ]


def test_the_same_article_twice_is_two():
    found = load(piece(1) + piece(2))
    first, second = found.articles
    assert first.paragraphs == second.paragraphs
    assert first.docvars == second.docvars
    assert (first.n, second.n) == (1, 2)


def test_a_file_in_windows_1252_is_read():
    found = load(piece(title="Zoë’s café").replace("\n", "\r\n"), "cp1252")
    assert found.articles[0].docvars["title"] == "Zoë’s café"


def test_paragraphs_that_are_set_in_or_not_wrapped_are_parted():
    long = "The ferries stopped for good, " * 6 + "they say."
    lines = "   The council of Wexmoor met on Monday to talk about the\nprice of tea.\n"
    lines += "   Nobody who spoke could say when it would fall again, or\nwhy."
    article = only(piece(body=()).replace("LOAD-DATE", f"{lines}\n\n{long}\n{long}\n\nLOAD-DATE"))
    assert [text for role, text in texts(article) if role is None] == [
        "The council of Wexmoor met on Monday to talk about the price of tea.",
        "Nobody who spoke could say when it would fall again, or why.",
        long,
        long,
    ]


def test_labels_without_a_blank_line_are_labels():
    text = piece().replace("LENGTH: 34 words\n\n", "LENGTH: 34 words\n").replace("again.\n\nLOAD", "again.\nLOAD")
    assert text.count("\n\n") == piece().count("\n\n") - 2
    assert texts(only(text)) == texts(one())


def test_a_name_that_fills_the_line_and_a_title_before_the_date_are_told_apart():
    name = "The Wexmoor Echo and Harbour Gazette with which the Quayside Courier was merged"
    article = one(head=(name, "Tea is dear", centre("January 11, 2010 Monday")), title="")
    assert (article.docvars["outlet"], article.docvars["title"]) == (name, "Tea is dear")


def test_an_article_without_its_number_is_read_if_it_is_the_only_one():
    article = only(piece().split("DOCUMENTS")[1].lstrip("\n"))
    assert (article.n, texts(article)) == (1, texts(one()))


@pytest.mark.parametrize(
    "text",
    [
        "Nexis writes LENGTH: 355 words\n\nand LOAD-DATE: January 11, 2010.\n",
        "How to read a file\n\nEvery article begins with\n\n" + piece() + "and so on.\n",
        "He had 1 of 10 DOCUMENTS with him.\n\nLENGTH: 355 words\n",
        "Send To: the editor\n\nPrint Request: yes\n\nOrdinary words.\n",
        "Length: 355 words\n\nBody\n\nTea is good.\n\nEnd of Document\n",
        "",
        "\n" * 1000,
    ],
)
def test_other_texts_are_no_export(text):
    assert not is_export(text.encode(), "txt")


def test_a_text_in_utf_16_is_known():
    assert is_export(piece().encode("utf-16"), "txt")
    assert len(read(piece().encode("utf-16"), "txt", max_bytes=10**6).articles) == 1


def test_a_file_beyond_the_limit_is_refused():
    with pytest.raises(Unreadable, match="more than 100 bytes"):
        read(piece().encode(), "txt", max_bytes=100)


def damage(text: str, rng: random.Random) -> str:
    """The text cut, merged, reordered, or with other line ends."""
    lines = text.split("\n")
    at, to = sorted(rng.randrange(len(lines)) for _ in range(2))
    changed = rng.choice(
        [
            lines[at:],
            lines[:at],
            lines[:at] + lines[to:],
            lines + lines[at:to],
            lines[:at] + rng.sample(lines[at:to], to - at) + lines[to:],
            [line for line in lines if rng.random() < 0.9],
            [line[: rng.randrange(1, 90)] for line in lines],
        ]
    )
    return rng.choice(["\n", "\r\n", "\r"]).join(changed)


def test_damaged_files_lose_no_article_that_begins():
    rng = random.Random(19)
    whole = COVER.format(n=4) + "".join(
        piece(n, of=4, **parts) for n, parts in enumerate(({}, GERMAN, FRENCH, {"body": ()}), 1)
    )
    n_read = 0
    for _ in range(150):
        text = damage(whole, rng)
        n_starts = len(
            re.findall(r"(?:^|[\r\n]) {10,}(?:\d of \d DOCUMENTS|Do[ck]ument \d (?:von|de) \d)(?=[\r\n]|$)", text)
        )
        if n_starts and is_export(text.encode(), "txt"):
            found = read(text.encode(), "txt", max_bytes=10**6)
            assert len(found.articles) + len(found.rejected) == n_starts
            n_read += n_starts
    assert n_read > 200
