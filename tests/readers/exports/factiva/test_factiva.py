"""Exports of Factiva: what is read of them in each of their displays, and that no article is lost or made."""

from __future__ import annotations

import random

import pytest
from exports_of_factiva import LEAD, N_WORDS, TAIL, article, page, rich

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.factiva import is_export, read

DISPLAYS = {
    "page": lambda articles: (page(articles).encode(), "html"),
    "page without frames": lambda articles: (page(articles, frames=False).encode(), "html"),
    "page with codes": lambda articles: (page(articles, codes=True).encode(), "html"),
    "rtf with codes": lambda articles: (rich(articles), "rtf"),
    "rtf without codes": lambda articles: (rich(articles, codes=False), "rtf"),
    "rtf without page breaks": lambda articles: (rich(articles, pages=False), "rtf"),
}
every_display = pytest.mark.parametrize("display", DISPLAYS)


def pieces_of(contents, form="html", **options):
    return read(contents if isinstance(contents, bytes) else contents.encode(), form, max_bytes=10**7, **options)


@every_display
def test_every_display_gives_the_same_article(display):
    contents, form = DISPLAYS[display]([article(1), article(2, BY=None, HD="A second look")])
    assert is_export(contents, form)
    found = pieces_of(contents, form)
    assert (found.rejected, found.doubts) == ([], [])
    first, second = found.articles
    assert [tuple(paragraph) for paragraph in first.paragraphs] == [
        ("Who will buy the ferry", "title"), (LEAD, None), *((text, None) for text in TAIL),
    ]  # fmt: skip
    assert first.docvars == {
        "title": "Who will buy the ferry", "author": "Nora Feld", "date": "2024-03-04", "outlet": "Harwick Courier",
        "section": "Opinion", "page": "14", "edition": "1; Final", "language": "en", "n_words_stated": N_WORDS,
        "export": f"Factiva {form.upper()}", "export_id": "HARCOU0020240304ek3400001",
    }  # fmt: skip
    assert (first.n, first.doubts, second.n) == (1, [], 2)
    assert second.docvars["title"] == "A second look"
    assert "author" not in second.docvars, "the author of one article is not that of all"


@every_display
def test_captions_and_corrections_are_told_and_what_is_around_the_text_is_left_out(display):
    made = article(ART="A ferry at the pier in the morning sun.", CX="Correction: the ferry is green.", CR="Agency")
    contents, form = DISPLAYS[display]([made, article(2)])
    found = pieces_of(contents, form).articles[0]
    beside = {(text, role) for text, role in found.paragraphs if role in ("caption", "notes")}
    assert ("Correction: the ferry is green.", "notes") in beside
    text = "\n".join(paragraph.text for paragraph in found.paragraphs)
    assert "A ferry at the pier" in text
    for other in ("Ltd", "Document", "words", "HARCOU", "English", "Agency", "gpol", "Opinion"):
        assert other not in text


@every_display
@pytest.mark.parametrize("page_shown", ["A6", "6,7", "14"])
def test_pages_are_as_stated(display, page_shown):
    contents, form = DISPLAYS[display]([article(PG=page_shown), article(2)])
    assert pieces_of(contents, form).articles[0].docvars["page"] == page_shown


@every_display
@pytest.mark.parametrize(
    ("count", "day", "language", "date"),
    [
        (f"{N_WORDS} Wörter", "1 Mai 2017", "Englisch", "2017-05-01"),
        (f"{N_WORDS} mots", "29 décembre 2011", "Anglais", "2011-12-29"),
        (f"{N_WORDS} palabras", "5 de junio de 2019", "Inglés", "2019-06-05"),
        (f"{N_WORDS} parole", "3 febbraio 2020", "Inglese", "2020-02-03"),
        (f"{N_WORDS} palavras", "9 março 2021", "Inglês", "2021-03-09"),
        (f"{N_WORDS} слов", "7 августа 2018", "Английский", "2018-08-07"),
        (f"{N_WORDS} 字", "2018 年 5 月 28 日", "英文", "2018-05-28"),
        (f"{N_WORDS} ワード", "2018年5月28日", "英語", "2018-05-28"),
        (f"{N_WORDS} vocaboli", "8 agosto 2018", "Inglese", "2018-08-08"),
    ],
)
def test_the_interface_may_be_in_any_language(display, count, day, language, date):
    contents, form = DISPLAYS[display]([article(WC=count, PD=day, LA=language), article(2)])
    found = pieces_of(contents, form).articles[0]
    said = {name: found.docvars.get(name) for name in ("title", "author", "n_words_stated", "date", "language", "page")}
    assert said == {
        "title": "Who will buy the ferry", "author": "Nora Feld", "n_words_stated": N_WORDS, "date": date,
        "language": "en", "page": "14",
    }  # fmt: skip
    assert found.paragraphs[1].text == LEAD


@every_display
def test_an_article_without_a_body_is_rejected(display):
    contents, form = DISPLAYS[display]([article(1), article(2, LP=[], TD=[]), article(3)])
    found = pieces_of(contents, form)
    assert [piece.n for piece in found.articles] == [1, 3]
    assert found.rejected == [(2, "article without a body: Who will buy the ferry")]
    assert found.doubts == []


def test_an_error_page_in_the_place_of_an_article_is_rejected():
    shown = page([article(1), article(3)])
    error = '<div id="article-HARCOU0020240304ek3400002" class="article"><p>We cannot show this article.</p></div>'
    broken = shown.replace('<div id="article-HARCOU0020240304ek3400003"', error + '<div id="article-HARCOU3"')
    found = pieces_of(broken)
    assert found.rejected == [(2, "an error page instead of an article: We cannot show this article.")]
    assert ([piece.n for piece in found.articles], found.doubts) == ([1, 3], [])
    lines = rich([article(1), article(3)]).split(b"\\page\n")
    between = b"\\page\n\\pard We cannot show this article.\\par\n\\page\n".join(lines)
    assert pieces_of(between, "rtf").rejected == found.rejected


def test_running_numbers_of_the_page_are_no_part_of_headlines():
    counted = page([article(HD="1) The ferry"), article(2)]).replace("enHeadline", "enHeadline counted", 1)
    assert pieces_of(counted).articles[0].docvars["title"] == "The ferry"
    articles = [article(1, HD="1) The ferry"), article(2, HD="2) The mill")]
    for contents, form in (display(articles) for display in DISPLAYS.values()):
        titles = [piece.docvars["title"] for piece in pieces_of(contents, form).articles]
        assert titles == ["The ferry", "The mill"]
    alone = page([article(HD="7) Reasons to stay"), article(2)])
    assert pieces_of(alone).articles[0].docvars["title"] == "7) Reasons to stay"


def test_the_same_headline_and_day_twice_are_two_articles():
    found = pieces_of(page([article(1), article(2)]))
    assert len({piece.docvars["export_id"] for piece in found.articles}) == 2


def test_an_accession_number_that_is_cut_short_is_taken_from_the_frame():
    shown = page([article(1)]).replace("<p>Document HARCOU0020240304ek3400001", "<p>Document HARCOU002024")
    assert pieces_of(shown).articles[0].docvars["export_id"] == "HARCOU0020240304ek3400001"


def test_a_stated_length_that_the_text_misses_is_told():
    found = pieces_of(page([article(WC="400 words")])).articles[0]
    assert found.doubts == [("length", f"the file states 400 words, but the text has {N_WORDS - 5}")]


@every_display
def test_two_marks_that_differ_are_a_doubt(display):
    contents, form = DISPLAYS[display]([article(1), article(2)])
    end, count = b"Document HARCOU0020240304ek3400002", str(N_WORDS).encode() + b" words"
    lost = contents.replace(end, b"") if form == "html" else contents.replace(count, b"", 1)
    if display == "page without frames":
        lost = contents
    mark = "accession numbers" if form == "html" else "lines of a length"
    told = [] if lost == contents else [("count", f"2 articles, and 1 {mark}")]
    assert pieces_of(lost, form).doubts == told


def test_articles_whose_ends_are_missing_are_told_apart():
    broken = page([article(1), article(2), article(3)]).replace("</div></div>", "")
    assert [piece.docvars["export_id"][-1] for piece in pieces_of(broken).articles] == ["1", "2", "3"]
    assert all(piece.paragraphs[1].text == LEAD for piece in pieces_of(broken).articles)


def test_a_list_of_hits_and_a_summary_are_no_pieces():
    summary = "<table><tr><td>Search Summary</td></tr><tr><td>Source</td><td>All Sources</td></tr></table>"
    assert len(pieces_of(page([article(1)], tail=summary)).articles) == 1
    alone = page([], tail=summary).encode()
    assert is_export(alone, "html")
    with pytest.raises(Unreadable, match="Factiva HTML without an article: a list of hits, or the summary of a search"):
        pieces_of(alone)


@pytest.mark.parametrize(
    ("head", "codec"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-8", "utf-8"), ("utf-8", "utf-16")]
)
def test_the_bytes_say_how_they_are_to_be_read(head, codec):
    shown = page([article(HD="Zoë’s café")]).replace('charset="utf-8"', f'charset="{head}"')
    contents = shown.encode(codec)
    assert is_export(contents, "html")
    assert pieces_of(contents).articles[0].docvars["title"] == "Zoë’s café"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (
            "<html><title>How to parse Factiva</title><p>&lt;div class='article enArticle'&gt; holds an article.</p>",
            "html",
        ),
        ("<html><title>Factiva</title><p>Factiva is a database of news.</p></html>", "html"),
        ("<div class='article mainArticle'><h1>Tea</h1><p class='articleParagraph'>Is late.</p></div>", "html"),
        ("<div class='article myArticle'><h1>Tea</h1><p>Is late.</p></div>", "html"),
        ("<html><div class='article'><p>An article about Factiva, 808 words.</p></div></html>", "html"),
        (r"{\rtf1 We used Factiva (HD, PD and SN), and cite HARCOU0020240304ek3400001.\par 808 words\par}", "rtf"),
        ("Document HARCOU0020240304ek3400001", "rtf"),
        ("Document HARCOU0020240304ek3400001", "txt"),
    ],
)
def test_what_speaks_of_the_database_is_none_of_its_exports(text, form):
    assert not is_export(text.encode(), form)


def mutated(parts, dice):
    """Some of the parts, in another order, one of them perhaps twice, the last perhaps cut, with other line ends."""
    chosen = [dice.choice(parts) for _ in range(dice.randint(1, 5))]
    dice.shuffle(chosen)
    if dice.random() < 0.5:
        lines = chosen[-1].splitlines(keepends=True)
        chosen[-1] = "".join(lines[: dice.randint(1, len(lines))])
    end = dice.choice(["\n", "\r\n", "\r"])
    return chosen, lambda text: text.replace("\n", end)


@pytest.mark.parametrize("seed", range(60))
def test_no_article_is_lost_or_made_in_files_that_were_cut_and_merged(seed):
    dice = random.Random(seed)
    articles = [article(1), article(2, BY=None), article(3, LP=[], TD=[]), article(4, ART="A photograph.")]
    codes = dice.random() < 0.5
    parts = [page([made], codes=codes).replace("</p>", "</p>\n").replace("</div>", "</div>\n") for made in articles]
    chosen, ends = mutated(parts, dice)
    text = "".join(chosen)
    left = text.count('class="article">')  # the outer frame of each
    found = pieces_of(ends(text)) if left else None
    assert found is None or len(found.articles) + len(found.rejected) == left
    assert found is None or [piece.n for piece in found.articles] == sorted({piece.n for piece in found.articles})


@pytest.mark.parametrize("seed", range(60))
def test_no_article_is_lost_or_made_in_rich_text(seed):
    dice = random.Random(seed)
    articles = [article(1), article(2, BY=None), article(3, LP=[], TD=[]), article(4, ART="A photograph.")]
    parts = [rich([made]).decode().removeprefix("{\\rtf1\\ansi\\ansicpg1252\n").removesuffix("}") for made in articles]
    chosen, ends = mutated(parts, dice)
    between = dice.choice(["", "\\page\n"])
    text = "{\\rtf1\\ansi\n" + between.join(chosen) + dice.choice(["}", ""])
    left = text.count("\\b\\fs20 HD\\par\n")
    if left:
        found = pieces_of(ends(text), "rtf")
        assert len(found.articles) + len(found.rejected) - left in (
            0,
            1,
        )  # 1: what stands before a headline that is cut


@pytest.mark.parametrize("seed", range(30))
def test_a_file_cut_anywhere_is_read_or_refused(seed):
    dice = random.Random(seed)
    for contents, form in (display([article(1), article(2)]) for display in DISPLAYS.values()):
        cut = contents[: dice.randrange(len(contents))]
        if is_export(cut, form):
            try:
                found = pieces_of(cut, form)
            except Unreadable as error:
                assert "without an article" in str(error) or "cannot be parsed" in str(error)
            else:
                assert 1 <= len(found.articles) + len(found.rejected) <= 2
