"""The pages of e-books."""

import pytest

from discourse.readers.documents._chapters import read_chapter
from discourse.readers.encoding import Unreadable


def chapter(body):
    page = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>No</title></head><body>{body}</body></html>'
    )
    return read_chapter(page.encode())


def texts(body):
    return [passage.text for passage in chapter(body).passages]


def test_blocks_are_paragraphs_with_what_they_are():
    found = chapter(
        "<section><h2>The <i>pier</i></h2>\n<p>One,<br/>two</p><blockquote>Three <p>four</p></blockquote>five"
        "<ul><li>six</li><li><p>seven</p></li></ul><figure><img/><figcaption>A pier</figcaption></figure>"
        "<table><tr><td>8</td><td>9</td></tr></table></section>"
    )
    assert [(passage.text, passage.role) for passage in found.passages] == [
        ("The pier", "heading"),
        *((text, None) for text in ("One, two", "Three", "four", "five", "six", "seven")),
        ("A pier", "caption"),
        ("8", None),
        ("9", None),
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "<nav><p>x</p></nav>",
        '<section epub:type="toc"><p>x</p></section>',
        '<section epub:type="frontmatter copyright-page"><p>x</p></section>',
        '<div role="doc-index"><p>x</p></div>',
        "<script>x</script><style>x</style><svg><text>x</text></svg>",
        "<p hidden=''>x</p>",
        '<section class="pg-boilerplate pgheader"><p>x</p></section>',
        '<p><span epub:type="pagebreak">x</span></p>',
        "<p><ruby><rt>x</rt></ruby></p>",
    ],
)
def test_what_is_no_text_is_left_out(aside):
    assert texts(f"<p>a</p>{aside}<p>b</p>") == ["a", "b"]


@pytest.mark.parametrize(
    "mark",
    [
        '<a epub:type="noteref" href="#n">note</a>',
        '<a role="doc-noteref" href="#n">i</a>',
        '<sup><a href="#n">1</a></sup>',
        '<a href="notes.xhtml#n"><sup>b</sup></a>',
        '<a href="#n">[12]</a>',
        '<a href="#n">*</a>',
        '<a href="#n">↩︎</a>',
    ],
)
def test_numbers_of_notes_are_left_out(mark):
    assert texts(f"<p>It is said{mark}.</p>") == ["It is said."]


@pytest.mark.parametrize("link", ['<a href="#c">here</a>', '<a href="http://x.org">7</a>', "<sup>7</sup>", "<a>7</a>"])
def test_other_links_are_text(link):
    assert texts(f"<p>See {link}, and do it now.</p>")[0] in ("See here, and do it now.", "See 7, and do it now.")


@pytest.mark.parametrize(
    "notes",
    [
        '<aside epub:type="footnote"><p><a href="#r">1</a> First.</p></aside>',
        '<section role="doc-endnotes"><h2>First.</h2></section>',
        '<div class="x footnotes"><ol><li>First.</li></ol></div>',
        '<div class="footnote"><a href="#r">1</a>. First.</div>',
        '<ul epub:type="bibliography"><li>First.</li></ul>',
    ],
)
def test_notes_stand_apart(notes):
    found = chapter(f"<p>a</p>{notes}<p>b</p>")
    assert [passage.text for passage in found.passages] == ["a", "b"]
    assert found.notes == ["First."]


def test_a_page_of_links_is_a_table_of_contents():
    links = "".join(f'<li><a href="c{n}.xhtml">Chapter {n}</a></li>' for n in range(3))
    assert texts(f"<ul>{links}</ul>") == []
    assert texts(f"<ul>{links}</ul><p>This is what the chapters are about.</p>") != []
    assert len(texts(links.replace('"c', '"http://c'))) == 3


def test_formulas_are_counted():
    found = chapter("<p>a<math><mi>x</mi></math>b</p>")
    assert (found.passages[0].text, found.n_formulas) == ("ab", 1)


def test_signs_by_their_name_in_html_are_read():
    assert texts(
        "<p>caf&eacute;&nbsp;&amp;&#160;&lt;tea&gt; &NotEqualTilde; &nosuchsign</p>".replace(" &nosuchsign", "")
    ) == ["café & <tea> ≂̸"]


@pytest.mark.parametrize("page", ["<p>a<br>b<p>c", "<html><body><p>a &nosuch; <b>b</p><p>c</p></body></html>"])
def test_a_page_that_is_no_xml_is_read_as_browsers_do(page):
    assert read_chapter(page.encode()).passages[-1].text == "c"


@pytest.mark.parametrize("page", [b"", b"\x00\x01\x02", ("<div>" * 300 + "a" + "</div>" * 300).encode()])
def test_a_page_that_cannot_be_read_is_told(page):
    with pytest.raises(Unreadable):
        read_chapter(page)


def test_elements_inside_one_another_have_the_depth_that_the_parser_allows():
    assert texts("<div>" * 250 + "a" + "</div>" * 250) == ["a"]
