"""Exports of Europresse in both layouts: what is read of them, and that no article is lost or made."""

from __future__ import annotations

import random

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.europresse import is_export, read

TEXT = ["Le vieux bac de Harwick est à vendre, et personne sur l’île ne sait qui l’achètera.", "On verra en été."]


def article(n=1, **parts):
    made = {
        "outlet": "Le Courrier de Harwick, no. 4512", "header": "Débats, lundi 4 mars 2024, p. A7", "above": "TRIBUNE",
        "title": "Qui achètera le <mark>bac</mark> ?", "subtitle": "Un quai ne suffit pas.",
        "author": "Solène Marchais",
        "text": TEXT, "aside": "", "number": f"news·20240304·XX·{n:05}",
    }  # fmt: skip
    return made | parts


def newer(articles):
    """The layout in elements."""
    shown = []
    for made in articles:
        text = "".join(f"<p>{text}</p>" for text in made["text"])
        author = f'<div class="docAuthors">{made["author"]}</div>' if made["author"] else ""
        shown.append(
            '<article> <header> <div class="rdp__DocPublicationName"> '
            f'<span class="DocPublicationName">{made["outlet"]}</span> </div>\n'
            f'<div> <span class="DocHeader">{made["header"]}</span> </div> <div><p>{made["above"]}</p></div>\n'
            f'<div class="titreArticle"> <p class="titreArticleVisu">{made["title"]}</p>'
            f'<p class="sm-margin-bottom">{made["subtitle"]}</p></div>\n{author} </header>\n'
            f'<section> <div class="DocText clearfix"> <div class="docOcurrContainer">{text}</div> </div> </section>\n'
            f"<aside>{made['aside']}</aside> <footer> <small>© 2024 Le Courrier. Tous droits réservés.</small>\n"
            f'<p>Numéro de document : {made["number"]}</p> <div id="divPubliC">'
            f'<span id="PubliC_lblNodoc">{made["number"]}</span> <span>Ce certificat est émis à <b>Nous</b></span>'
            "</div> </footer> </article>\n"
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n{"".join(shown)}</body></html>'


def older(articles):
    """The layout in tables."""
    shown = []
    for made in articles:
        text = "<p></p>".join(made["text"])
        author = f"{made['author']}<br>\n<p></p>" if made["author"] else ""
        header = "".join(f'<span class="DocHeader">{part}</span>' for part in made["header"].partition(", "))
        shown.append(
            '<table><tr><td><table id="tbHeaderImages"><tr><td id="celPublication"><img><br></td></tr></table>'
            f'<span class="DocPublicationName">{made["outlet"]}</span><br>{header}<br><br>{made["above"]}<br>'
            f'<span class="TitreArticleVisu">{made["title"]}</span><br><br>{author}\n{text}<p></p>'
            "<b><i>© 2024 Le Courrier. Tous droits réservés.</i></b><p></p>\n"
            f'Numéro de document : news·20200101·ZZ·9<br><br><table><tr><td align="center">{made["number"]}</td></tr>'
            '<tr><td class="txtCertificat">Le présent document est protégé par les lois.</td></tr></table>'
            "</td></tr></table>\n<p><br>"
        )
    return f'<html><head><meta http-equiv="x" content="text/html; charset=ISO-8859-1"></head><body>{"".join(shown)}'


every_layout = pytest.mark.parametrize("layout", [newer, older])


def pieces_of(page, **options):
    return read(page if isinstance(page, bytes) else page.encode(), "html", max_bytes=10**7, **options)


@every_layout
def test_both_layouts_give_the_same_article(layout):
    page = layout([article(1), article(2, author="", header="jeudi 7 mars 2024")])
    assert is_export(page.encode(), "html")
    found = pieces_of(page)
    assert (found.rejected, found.doubts) == ([], [])
    first, second = found.articles
    standfirst = [("Un quai ne suffit pas.", "standfirst")] if layout is newer else []
    assert [tuple(paragraph) for paragraph in first.paragraphs] == [
        ("Qui achètera le bac ?", "title"), *standfirst, *((text, None) for text in TEXT),
    ]  # fmt: skip
    assert first.docvars == {
        "title": "Qui achètera le bac ?", "author": "Solène Marchais", "date": "2024-03-04",
        "outlet": "Le Courrier de Harwick", "section": "Débats", "page": "A7", "export": "Europresse HTML",
        "export_id": "news·20240304·XX·00001",
    }  # fmt: skip
    assert {"author", "section", "page"} & second.docvars.keys() == set()
    assert second.docvars["date"] == "2024-03-07"


@every_layout
@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Débats, lundi 4 mars 2024 623 mots, p. 12", {"section": "Débats", "page": "12", "n_words_stated": 623}),
        ("Op, Monday, March 4, 2024 1,623 words, p. 6, 7", {"section": "Op", "page": "6, 7", "n_words_stated": 1623}),
        ("Monday, March 4, 2024", {}),
        ("Débats ; Idées, lundi 4 mars 2024 - 06:00:00 +0100", {"section": "Débats ; Idées"}),
        ("Opinión, lunes 4 marzo 2024, p. 3", {"section": "Opinión", "page": "3"}),
    ],
)  # fmt: skip
def test_the_line_below_the_outlet(layout, header, said):
    docvars = pieces_of(layout([article(header=header)])).articles[0].docvars
    assert {name: docvars.get(name) for name in ("section", "page", "n_words_stated")} == {
        "section": None, "page": None, "n_words_stated": None,
    } | said  # fmt: skip
    assert docvars["date"] == "2024-03-04"


def test_a_line_without_a_day_states_no_date():
    docvars = pieces_of(newer([article(header="Débats, automne 2012")])).articles[0].docvars
    assert (docvars["section"], docvars.get("date")) == ("Débats", None)


def test_authors_are_found_where_no_class_marks_them():
    unmarked = newer([article(), article(2)]).replace('<div class="docAuthors">', '<p class="sm-margin-bottomNews">', 1)
    unmarked = unmarked.replace("<div><p>TRIBUNE</p></div>", '<p class="sm-margin-bottomNews">TRIBUNE</p>')
    found = [piece.docvars["author"] for piece in pieces_of(unmarked).articles]
    assert found == ["Solène Marchais", "Solène Marchais"]


def test_what_stands_beside_the_text_has_its_role():
    beside = (
        "<div><p><b>Illustration(s) : </b></p><div><p>Le bac au quai.</p></div></div>"
        "<div><p>Note(s) :</p><p>L’auteure enseigne à Harwick.</p></div><div><p>Encadré : Trois dates.</p></div>"
    )
    found = pieces_of(newer([article(aside=beside)])).articles[0].paragraphs[-3:]
    assert [tuple(paragraph) for paragraph in found] == [
        ("Le bac au quai.", "caption"), ("L’auteure enseigne à Harwick.", "notes"), ("Trois dates.", None),
    ]  # fmt: skip


def test_headings_in_the_text_and_the_line_that_says_where_it_stood():
    text = [TEXT[0], "</p><h3>Un été</h3><p>", TEXT[1], 'Cet article est paru dans <a href="x">Le Courrier</a>']
    found = pieces_of(newer([article(text=text)])).articles[0].paragraphs[2:]
    assert [tuple(paragraph) for paragraph in found] == [(TEXT[0], None), ("Un été", "heading"), (TEXT[1], None)]


@every_layout
def test_an_article_without_a_body_is_rejected(layout):
    found = pieces_of(layout([article(1), article(2, text=[], author=""), article(3)]))
    assert found.rejected == [(2, "article without a body: Qui achètera le bac ?")]
    assert ([piece.n for piece in found.articles], found.doubts) == ([1, 3], [])


def test_an_error_page_in_the_place_of_an_article_is_rejected():
    first, second = newer([article(1)]), newer([article(2)])
    found = pieces_of(first + "<article><p>Document introuvable.</p></article>" + second)
    assert found.rejected == [(2, "an error page instead of an article: Document introuvable.")]
    assert (len(found.articles), found.doubts) == (2, [])


@every_layout
def test_two_marks_that_differ_are_a_doubt(layout):
    page = layout([article(1), article(2)])
    lost, mark = ("DocPublicationName", "outlets") if layout is newer else ("TitreArticleVisu", "headlines")
    found = pieces_of(page.replace(f'class="{lost}"', "", 1))
    assert found.doubts == [("count", f"2 articles, and 1 {mark}")]


@every_layout
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_the_bytes_say_how_they_are_to_be_read(layout, codec):
    page = layout([article()])
    title = pieces_of(page.encode(codec, "ignore")).articles[0].docvars["title"]
    assert title == "Qui achètera le bac ?"


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>Europresse</title><p>To read it: span.DocPublicationName holds the outlet.</p></html>",
        "<article><header><p class='title'>Europresse</p></header><section><p>Tea.</p></section></article>",
        '<p>&lt;span class="DocPublicationName"&gt;, &lt;span class="DocHeader"&gt;</p>',
    ],
)
def test_what_speaks_of_the_database_is_none_of_its_exports(page):
    assert not is_export(page.encode(), "html")
    assert not is_export(newer([article()]).encode(), "txt")


@every_layout
@pytest.mark.parametrize("seed", range(40))
def test_no_article_is_lost_or_made_in_files_that_were_cut_and_merged(layout, seed):
    dice = random.Random(seed)
    made = [article(1), article(2, author=""), article(3, text=[], author=""), article(4)]
    parts = [layout([dice.choice(made)]) for _ in range(dice.randint(1, 5))]
    lines = parts[-1].splitlines(keepends=True)
    parts[-1] = "".join(lines[: dice.randint(1, len(lines))])
    page = "".join(parts).replace("\n", dice.choice(["\n", "\r\n", "\r"]))
    left = page.count("<article>" if layout is newer else 'class="DocPublicationName"')
    if left:
        found = pieces_of(page)
        assert len(found.articles) + len(found.rejected) == left


def test_a_page_without_an_article_is_refused():
    with pytest.raises(Unreadable, match="Europresse HTML without an article: a list of hits"):
        pieces_of("<p><span class='DocPublicationName'></span><span class='DocHeader'></span>")
