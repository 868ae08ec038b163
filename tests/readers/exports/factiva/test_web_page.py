"""Web pages of Factiva: their frames, and the marks of headline, author and text."""

from __future__ import annotations

import pytest
from exports_of_factiva import LEAD, article, page

from discourse.readers.exports.factiva.web_page import find_in_page, is_export


def fields_of(text):
    return [fields for fields, _ in find_in_page(text.encode(), encoding=None, max_bytes=10**7).pieces]


def test_a_frame_may_be_inside_one_with_the_number_or_alone():
    shown = page([article(1), article(2)])
    alone = shown.replace('<div id="article-HARCOU0020240304ek3400002" class="article">', "<div>")
    assert [fields["AN"] for fields in fields_of(alone)] == [fields["AN"] for fields in fields_of(shown)]


def test_a_sub_headline_that_is_marked_is_one():
    shown = page([article()]).replace("</span>\n</div>", '</span><div class="enSubHeadline">A drink</div></div>', 1)
    assert fields_of(shown)[0]["SUB"] == ["A drink"]


def test_text_in_pre_and_with_breaks_is_paragraphs():
    shown = page([article(LP=["One<br>line.<br><br>Two."], TD=[])])
    assert fields_of(shown)[0]["LP"] == ["One line.", "Two."]
    shown = shown.replace("One<br>line.<br><br>Two.</p>", '</p><pre class="articlePre">One\n\nA\nline.\n\nTwo.</pre>')
    assert fields_of(shown)[0]["LP"] == ["One", "A line.", "Two."]


def test_paragraphs_that_are_not_marked_are_text_where_the_page_marks_none():
    shown = page([article()]).replace(' class="articleParagraph enarticleParagraph"', "")
    assert fields_of(shown)[0]["LP"][0] == LEAD


def test_a_row_without_a_code_goes_on_with_the_field_above():
    row = '<tr><td class="index"><b>NS'
    shown = page([article()], codes=True).replace(row, f"<tr><td></td><td>More.</td></tr>{row}")
    assert fields_of(shown)[0]["TD"][-1] == "More."


@pytest.mark.parametrize("title", ["Factiva", "Dow Jones Factiva"])
def test_pages_of_its_own_are_known_without_an_article(title):
    assert is_export(f"<title>{title}</title><form name='PageBaseForm'></form>".encode())
    assert not is_export(f"<title>{title}</title><form name='Search'></form>".encode())


def test_numbers_of_articles_are_counted_by_their_lines():
    found = find_in_page(page([article(1), article(2)]).encode(), encoding=None, max_bytes=10**6)
    assert found.marks == {"accession numbers": 2}
