"""Paragraphs of lines, and what they are."""

from __future__ import annotations

import pytest

from discourse.readers.documents._pdf_layout import Line
from discourse.readers.documents._pdf_pages import Word
from discourse.readers.documents._pdf_paragraphs import Text

WIDTH = 300


def line(
    text: str, top: float, *, x: float = 50, size: float = 10, bold: bool = False, page: int = 0, column: int = 0
) -> Line:
    words = []
    for word in text.split():
        words.append(Word(word, x, x + len(word) * size / 2, top, top + size, size, bold))
        x += (len(word) + 0.6) * size / 2
    return Line(words, page=page, column=column, left=50, right=50 + WIDTH)


#: Wide enough that no word would have had room.
FULL = "Nobody in the valley has counted the boats since the winter"


def paragraphs(*lines: Line) -> list[tuple]:
    return [tuple(paragraph) for paragraph in Text(list(lines)).paragraphs]


def texts(*lines: Line) -> list[str]:
    return [text for text, _ in paragraphs(*lines)]


def body(n: int = 4, top: float = 100, **options) -> list[Line]:
    return [line(FULL + ("." if k == n - 1 else ""), top + 12 * k, **options) for k in range(n)]


def test_lines_that_follow_are_a_paragraph():
    assert texts(*body(3)) == [" ".join([FULL] * 3) + "."]


def test_a_gap_an_indent_and_room_for_more_part_paragraphs():
    assert len(texts(*body(3), *body(3, top=152))) == 2
    assert len(texts(*body(3), line(FULL, 136, x=62), *body(3, top=148))) == 2
    assert len(texts(*body(3), line("Since the winter.", 136), *body(3, top=148))) == 2
    assert len(texts(*body(3), *body(3, top=136))) == 1


def test_a_sentence_goes_on_in_the_next_column_and_page():
    head = [line(FULL, 100 + 12 * n) for n in range(3)]
    assert len(texts(*head, line("and it may rain", 100, column=1))) == 1
    assert len(texts(*head, line("and it may rain", 100, page=1))) == 1
    assert len(texts(*body(3), line("And it may rain", 100, page=1))) == 2
    caption = line("Figure 2. Boats", 100, size=8, page=1)
    assert paragraphs(*head, caption, line("and it may rain", 120, page=1)) == [
        (" ".join([FULL] * 3) + " and it may rain", None),
        ("Figure 2. Boats", "caption"),
    ]


def test_headings_are_larger_or_bold_and_short():
    assert paragraphs(line("Why boats", 70, size=11), *body())[0] == ("Why boats", "heading")
    assert paragraphs(line("Why boats", 80, bold=True), *body())[0] == ("Why boats", "heading")
    assert paragraphs(line("Why boats", 80), *body())[0][1] is None
    bold = [line(FULL, 30 + 12 * n, bold=True) for n in range(3)]
    assert paragraphs(*bold, *body(9))[0][1] is None


def test_a_bold_word_at_the_end_of_a_line_is_no_heading():
    first, last = line("Nobody", 100, bold=True), line("counted them.", 112)
    assert texts(first, last, *body(top=150))[0] == "Nobody counted them."


def test_the_largest_lines_of_the_first_page_are_the_title():
    lines = [line("Counting", 20, size=20), line("the boats", 42, size=20), line("A study", 70, size=14), *body()]
    assert paragraphs(*lines)[:2] == [("Counting the boats", "title"), ("A study", "heading")]
    assert Text(lines).title == "Counting the boats"
    assert Text([*body(), line("Appendix", 20, size=20, page=1)]).title == ""


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Figure 1. Boats a year", "caption"),
        ("Table 2: Ferries", "caption"),
        ("Abbildung 3.1 – Boote", "caption"),
        ("Fig. 4", "caption"),
        ("Figure 1 shows that boats are few", None),
        ("Tables 1 and 2 differ", None),
        ("Table talk is cheap", None),
    ],
)
def test_captions_begin_with_what_they_name(text, role):
    assert paragraphs(*body(), line(text, 200), *body(top=300))[1] == (text, role)


def test_small_print_at_the_foot_is_notes():
    notes = [
        line("1 See the statement.", 600, size=8),
        line("2 Held in January and", 610, size=8),
        line("February.", 620, size=8),
    ]
    assert paragraphs(*body(), *notes)[1:] == [
        ("1 See the statement.", "notes"),
        ("2 Held in January and February.", "notes"),
    ]
    # Not at the foot, or no mark.
    assert paragraphs(notes[0], *body(top=700))[0][1] is None
    assert paragraphs(*body(), line("Printed in Harwick", 600, size=8))[1][1] is None


def test_notes_part_no_sentence():
    head = [line(FULL, 100 + 12 * n) for n in range(3)]
    note = line("1 See the statement.", 600, size=8)
    assert texts(*head, note, line("and it may rain.", 100, page=1)) == [
        " ".join([FULL] * 3) + " and it may rain.",
        note.text,
    ]


def test_lists_have_a_paragraph_an_item():
    items = [line("• boats and", 200), line("piers", 212, x=60), line("• roads", 224)]
    assert texts(*body(), *items)[1:] == ["• boats and piers", "• roads"]


def test_lines_of_a_list_of_contents_are_no_discourse():
    contents = [line(f"{n} Boats . . . . . . . . {n}", 100 + 12 * n) for n in (1, 2)]
    assert paragraphs(*contents, *body(top=300))[:2] == [(one.text, "related") for one in contents]


def test_the_source_of_a_figure_is_a_caption():
    assert paragraphs(*body(), line("Source: the harbour office", 200, size=8), *body(top=300))[1][1] == "caption"


def test_no_lines_are_no_paragraphs():
    assert paragraphs() == []
