"""The older exports of LexisNexis as a web page: round trips, traps, and pages that are damaged."""

from __future__ import annotations

import random
import re
from html import escape

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports import _tree
from discourse.readers.exports.nexis_html import is_export, read

BODY = (
    "The council of Wexmoor met on Monday to talk about the price of tea.",
    "Nobody who spoke could say when it would fall again.",
)
HEAD = """<HTML>
<HEAD>
<STYLE TYPE="text/css"><!--
.c0 { text-align: center; }
.c1 { text-align: center; margin-top: 0em; margin-bottom: 0em; }
.c2 { font-family: Arial; font-size: 10pt; }
.c3 { text-align: center; margin-left: 13%; margin-right: 13%; }
.c4 { text-align: left; }
.c5 { text-align: left; margin-top: 0em; margin-bottom: 0em; }
--></STYLE>
<!-- LXNComment 1826:609315775 -->
<TITLE>&nbsp;</TITLE>
<META TOPIC="null" DOCUMENTS="146" UPDATED="Monday, June 19, 2017  18:25:14" /></HEAD>
<BODY>
"""
FOOT = "</BODY></HTML>\n"


def para(text: str, style: str = "c5") -> str:
    lines = "<BR>".join(escape(line) or "&nbsp;" for line in text.split("\n"))
    return f'<P CLASS="{style}"><SPAN CLASS="c2">{lines}</SPAN></P>'


def div(*paras: str, style: str = "c4") -> str:
    return f'<BR><DIV CLASS="{style}">' + "\n".join(paras) + "\n</DIV>\n"


def centre(text: str) -> str:
    return div(para(text, "c1"), style="c3")


def label(name: str, value: str, *more: str) -> str:
    first = f'<P CLASS="c5"><SPAN CLASS="c7">{name}: </SPAN><SPAN CLASS="c2">{escape(value)}</SPAN></P>'
    return div(first, *map(para, more))


def piece(
    n: int = 1,
    *,
    mark: str = "{n} of 2146 DOCUMENTS",
    head: tuple[str, ...] = (centre("The Wexmoor Echo"), centre("January 11, 2010 Monday")),
    title: str = "Tea is dear",
    labels: tuple[str, ...] = (label("BYLINE", "By Ada Quill"), label("LENGTH", "34 words")),
    body: tuple[str, ...] = BODY,
    behind: tuple[str, ...] = (label("LOAD-DATE", "January 12, 2010"), label("LANGUAGE", "ENGLISH")),
    owner: str = centre("Copyright 2010 Wexmoor Press"),
) -> str:
    text = div(para("\u00a0"), *(para(f" {line}", "c8") for line in body), '<P CLASS="c8"></P>')
    parts = [div(para(mark.format(n=n), "c1"), style="c0"), *head, div(para(title)), *labels, text, *behind, owner]
    return (
        f'<A NAME="DOC_ID_0_{n - 1}"></A><!-- Hide XML section from browser\n<DOC NUMBER={n}>\n<DOCFULL> -->\n'
        + "".join(parts)
        + '<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n<DIV CLASS="c10"/>\n'
    )


def load(*pieces: str, encoding: str = "utf-8"):
    raw = (HEAD + "".join(pieces) + FOOT).encode(encoding)
    assert is_export(raw, "html")
    return read(raw, "html", max_bytes=10**7)


def one(**changes):
    found = load(piece(**changes))
    assert found.rejected == [] and len(found.articles) == 1
    return found.articles[0]


def texts(article) -> list[tuple[str | None, str]]:
    return [(role, text) for text, role in article.paragraphs]


def test_an_article_comes_back_as_it_was_written():
    article = one(
        labels=(
            label("BYLINE", "By Ada Quill"),
            label("SECTION", "Section 5; Part 2; Page 16; Column 2; Desk"),
            label("LENGTH", "25 words"),
            label("DATELINE", "WEXMOOR"),
            label("HIGHLIGHT", "The harbour is closed.", "And it stays so."),
        ),
        behind=(
            label("LOAD-DATE", "January 12, 2010"),
            label("LANGUAGE", "ENGLISH"),
            label("GRAPHIC", "A cup of tea", "A chart of prices"),
        ),
    )
    assert texts(article) == [
        ("title", "Tea is dear"),
        ("standfirst", "The harbour is closed."),
        ("standfirst", "And it stays so."),
        (None, BODY[0]),
        (None, BODY[1]),
        ("caption", "A cup of tea"),
        ("caption", "A chart of prices"),
    ]
    assert article.docvars == {
        "title": "Tea is dear",
        "author": "Ada Quill",
        "date": "2010-01-11",
        "outlet": "The Wexmoor Echo",
        "section": "Section 5; Part 2; Page 16; Column 2; Desk",
        "page": "16",
        "language": "ENGLISH",
        "n_words_stated": 25,
        "export": "Nexis UK HTML",
    }
    assert article.doubts == []


def test_articles_are_counted_by_their_anchors_and_not_by_hits():
    found = load(piece(2001), piece(2002, title="Tea again"))
    assert [(article.n, article.docvars["title"]) for article in found.articles] == [
        (1, "Tea is dear"),
        (2, "Tea again"),
    ]
    assert (found.rejected, found.doubts) == ([], [])


def test_anchors_and_elements_that_differ_are_a_doubt():
    found = load(piece(1), piece(2).replace('<A NAME="DOC_ID_0_1"></A>', ""), piece(3))
    assert len(found.articles) == 2
    assert found.doubts == [("count", "2 anchors of articles, and 3 DOC elements")]


def test_the_cover_of_another_page_behind_the_last_article_is_no_text():
    cover = div(para("Download Request: Selected Items: 1-2<BR>Send To:<BR>PERSON, PAULA"))
    found = load(piece(1, body=()), cover, piece(2))
    assert [reason for _, reason in found.rejected] == ["an article without text: it has labels and a title only"]
    assert len(found.articles) == 1 and "PAULA" not in repr(found)


def test_pages_one_behind_the_other_are_read_to_the_end():
    page = HEAD + piece(1) + piece(2) + FOOT
    found = read((page * 200).encode(), "html", max_bytes=10**8)
    assert (len(found.articles), found.rejected, found.doubts) == (400, [], [])
    assert {tuple(texts(article)) for article in found.articles} == {tuple(texts(one()))}


@pytest.mark.parametrize(
    ("line", "date", "edition"),
    [
        ("December 19, 1991, Sunday, Second Edition", "1991-12-19", "Second Edition"),
        ("January 28, 1993, Tuesday, Late Edition - Final\nCorrection Appended", "1993-01-28", "Late Edition - Final"),
        ("Correction Appended", None, None),
        ("13. Februar 2012", "2012-02-13", None),
    ],
)
def test_the_line_of_the_date_holds_the_edition_too(line, date, edition):
    article = one(head=(centre("The Wexmoor Echo"), centre(line)))
    assert (article.docvars.get("date"), article.docvars.get("edition")) == (date, edition)
    assert (article.docvars["outlet"], article.docvars["title"]) == ("The Wexmoor Echo", "Tea is dear")


def test_a_title_of_two_lines_is_one_and_empty_lines_part_paragraphs():
    article = one(title="First part;\nSecond part", body=("A list:\n\nOne\nof them", "And more"))
    assert texts(article) == [("title", "First part; Second part")] + [
        (None, text) for text in ("A list:", "One of them", "And more")
    ]


def test_the_labels_of_other_interfaces_are_read():
    article = one(
        mark="Dokument {n} von 2146",
        labels=(label("AUTOR", "Ada Quill"), label("RUBRIK", "POLITIK; S. 12"), label("LÄNGE", "1.234 Wörter")),
        behind=(
            label("UPDATE", "14. Februar 2012"),
            label("SPRACHE", "GERMAN; DEUTSCH"),
            label("GRAFIK", "Eine Tasse"),
        ),
        owner=centre("Copyright 2012 Wexmoor Verlag GmbH\nAlle Rechte vorbehalten"),
    )
    assert texts(article) == [("title", "Tea is dear"), (None, BODY[0]), (None, BODY[1]), ("caption", "Eine Tasse")]
    assert (article.docvars["section"], article.docvars["page"]) == ("POLITIK", "12")
    assert (article.docvars["n_words_stated"], article.docvars["language"]) == (1234, "GERMAN; DEUTSCH")


def test_a_correction_is_a_note_and_text_that_looks_like_a_label_is_text():
    body = ("NOTE: the prices are rounded.", "GRAPHIC: this is the word with which he began.", *BODY)
    behind = (
        label("LANGUAGE", "ENGLISH"),
        label("CORRECTION-DATE", "January 28, 1993, Wednesday, Late Edition - Final"),
        div('<P CLASS="c6"><SPAN CLASS="c8"> CORRECTION:<BR></SPAN></P>', para("A name was misspelt.")),
        label("GRAPHIC", "Table"),
    )
    assert texts(one(body=body, behind=behind))[1:] == [
        *((None, text) for text in body),
        ("caption", "Table"),
        ("notes", "A name was misspelt."),
    ]


def test_the_author_does_not_run_into_the_highlight_nor_the_length_into_the_text():
    both = label("BYLINE", "Ada Quill").replace(
        "\n</DIV>", '\n<P CLASS="c5"><SPAN CLASS="c7">HIGHLIGHT: </SPAN><SPAN CLASS="c2">It is so.</SPAN></P></DIV>'
    )
    article = one(labels=(both, label("LENGTH", "34 words", "This is text.")))
    assert article.docvars["author"] == "Ada Quill"
    assert texts(article)[1:3] == [("standfirst", "It is so."), (None, "This is text.")]


def test_an_article_without_text_and_an_error_page_are_rejected_with_their_reason():
    sorry = piece(4, head=(), title="Sorry", labels=(), body=("This document is not available.",), behind=(), owner="")
    bare = piece(4, head=(), title="We are sorry but there is an error", labels=(), body=(), behind=(), owner="")
    empty = '<A NAME="DOC_ID_0_4"></A>\n'
    deep = "<A NAME='DOC_ID_0_2'></A>" + "<div>" * 300 + "<p>Tea</p>"
    found = load(piece(1), piece(2, body=()), deep, sorry, bare, empty, piece(6))
    assert [article.n for article in found.articles] == [1, 7]
    assert [reason for _, reason in found.rejected if "parsed whole" not in reason] == [
        "an article without text: it has labels and a title only",
        "an error page instead of an article",
        "an error page instead of an article",
        "an empty article",
    ]
    assert [n for n, _ in found.rejected] == [2, 3, 4, 5, 6]


def test_a_page_in_windows_1252_that_says_utf_8_is_read():
    head = HEAD.replace("<HEAD>", '<HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">')
    raw = (head + piece(title="Zoë’s café") + FOOT).encode("cp1252")
    assert is_export(raw, "html")
    assert read(raw, "html", max_bytes=10**6).articles[0].docvars["title"] == "Zoë’s café"


def test_a_page_without_a_style_sheet_is_read():
    raw = (HEAD[: HEAD.index("<STYLE")] + "</HEAD><BODY>" + piece() + FOOT).encode()
    article = read(raw, "html", max_bytes=10**6).articles[0]
    assert (texts(article), article.docvars) == (texts(one()), one().docvars)


def test_a_table_is_told():
    table = div("<TABLE><TR><TD><P>Tea</P></TD><TD><P>5</P></TD></TR></TABLE>")
    article = one(behind=(table, label("LANGUAGE", "ENGLISH")))
    assert texts(article) == texts(one())
    assert article.doubts == [("parts", "tables that are not in the text: 1")]


def test_other_pages_are_no_export_and_limits_hold(monkeypatch):
    speaks = "<p>Nexis writes &lt;A NAME=&quot;DOC_ID_0_1&quot;&gt; and 1 of 10 DOCUMENTS</p><A NAME='top'></A>"
    assert not is_export(speaks.encode(), "html")
    assert not is_export(b"", "html")
    with pytest.raises(Unreadable, match=r"^Nexis UK HTML with 0 articles: no anchor of one is in the page$"):
        read(speaks.encode(), "html", max_bytes=10**6)
    monkeypatch.setattr(_tree, "MAX_EXPORT", 100)
    with pytest.raises(Unreadable, match="at most 100 are read"):
        load(piece())


def test_a_page_in_utf_16_is_known():
    assert len(load(piece(), encoding="utf-16").articles) == 1


def damage(page: str, rng: random.Random) -> str:
    """The page cut, merged, reordered, or with other line ends."""
    at, to = sorted(rng.randrange(len(page)) for _ in range(2))
    lines = page.split("\n")
    n, m = sorted(rng.randrange(len(lines)) for _ in range(2))
    changed = rng.choice(
        [
            page[at:],
            page[:at],
            page[:at] + page[to:],
            page + page[at:to],
            page[:at] + page[at:].replace("-->", "", 1),
            page[:at] + '"' + page[at:],
            page[:at] + "<!--" + page[at:],
            "\n".join(lines[:n] + rng.sample(lines[n:m], m - n) + lines[m:]),
            "".join(lines),
        ]
    )
    return changed.replace("\n", rng.choice(["\n", "\r\n", "\r"]))


def test_damaged_pages_lose_no_article_that_begins():
    rng = random.Random(19)
    whole = HEAD + piece(1) + piece(2, body=()) + piece(3) + piece(4) + FOOT
    n_read = 0
    for _ in range(150):
        page = damage(whole, rng)
        if n_starts := len(re.findall(r'<A NAME="DOC_ID_\d_\d">', page)):
            assert is_export(page.encode(), "html")
            found = read(page.encode(), "html", max_bytes=10**6)
            assert len(found.articles) + len(found.rejected) == n_starts
            n_read += n_starts
    assert n_read > 300
