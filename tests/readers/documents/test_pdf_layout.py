"""Lines of pages in the order in which they are read."""

from __future__ import annotations

import pytest

from discourse.readers.documents._pdf_layout import columns_of, lines_of_pages, set_in_rows
from discourse.readers.documents._pdf_pages import PrintedPage, Word


def words(text: str, x: float = 50, top: float = 100, size: float = 10) -> list[Word]:
    """Words that are 5 points a letter wide."""
    out = []
    for word in text.split():
        out.append(Word(word, x, x + len(word) * size / 2, top, top + size, size, False))
        x += (len(word) + 0.6) * size / 2
    return out


def page(*lines: list[Word], height: float = 800) -> PrintedPage:
    return PrintedPage([word for line in lines for word in line], 600, height)


def block(name: str, n: int, *, x: float, top: float = 100) -> list[list[Word]]:
    return [words(f"{name}{k} runs on and on here", x, top + 12 * k) for k in range(n)]


def read(*pages: PrintedPage, **options) -> list[str]:
    return [line.text for line in lines_of_pages(list(pages), **options)]


def firsts(*pages: PrintedPage) -> list[str]:
    return [text.split()[0] for text in read(*pages)]


def test_one_column_is_read_from_top_to_bottom():
    assert firsts(page(*block("b", 2, x=50, top=200), *block("a", 2, x=50))) == ["a0", "a1", "b0", "b1"]


@pytest.mark.parametrize("offset", [0, 4])
def test_two_columns_are_read_one_after_the_other(offset):
    two = page(*block("b", 4, x=220, top=100 + offset), *block("a", 4, x=50))
    assert firsts(two) == ["a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3"]


def test_three_columns():
    three = page(*block("a", 4, x=50), *block("b", 4, x=220), *block("c", 4, x=390))
    assert firsts(three) == [f"{name}{n}" for name in "abc" for n in range(4)]


def test_what_stands_across_parts_the_columns():
    across = words("Across both of the columns there is a line that goes on and on", 50, 160)
    parted = page(
        *block("a", 4, x=50),
        *block("b", 4, x=220),
        across,
        *block("c", 2, x=50, top=200),
        *block("d", 2, x=220, top=200),
    )
    names = "a0 a1 a2 a3 b0 b1 b2 b3 Across c0 c1 d0 d1".split()
    assert firsts(parted) == names


def test_blanks_below_one_another_are_no_gap():
    # On four lines a wide blank ends at one place, and on three of them the same happens by chance elsewhere.
    lines = [
        words("Nobody in the valley has", 50, 100 + 12 * n) + words("counted the boats", x, 100 + 12 * n)
        for n, x in enumerate((200, 210, 224, 200))
    ]
    assert len(firsts(page(*lines))) == 4


def test_a_few_lines_stand_in_the_columns_that_another_page_shows():
    whole = page(*block("a", 5, x=50), *block("b", 5, x=220))
    rest = page(*block("c", 2, x=50), *block("d", 2, x=220))
    assert firsts(rest) == ["c0", "c1"]
    assert firsts(rest, whole)[:4] == ["c0", "c1", "d0", "d1"]


def test_figures_and_pages_beside_a_text_are_no_column():
    table = page(
        *(words(f"row{n} of the table here", 50, 100 + 12 * n) + words(f"{n}00", 300, 100 + 12 * n) for n in range(6))
    )
    assert read(table)[0] == "row0 of the table here 000"


def test_empty_pages_have_no_lines():
    assert read(page(), page()) == []
    assert list(columns_of([], [])) == []


# --- lines ---------------------------------------------------------------------------------------------------


def test_a_small_raised_sign_is_on_its_line():
    raised = Word("2", 50, 53.8, 98, 104, 6, False)
    assert [line.text for line in set_in_rows([*words("Interviews were held", 54), raised])] == [
        "2Interviews were held"
    ]


def test_the_raised_number_of_a_note_is_left_out():
    tea, one = words("Tea.")[0], Word("12", 70, 76, 98, 104, 6, False)
    assert set_in_rows([tea, one, *words("Milk", 80)])[0].text == "Tea. Milk"
    # A power, and a number that is not raised, are no marks.
    assert set_in_rows([words("km")[0], one._replace(x0=60, x1=63, text="2")])[0].text == "km2"
    assert set_in_rows([tea, one._replace(top=104, bottom=110)])[0].text == "Tea.12"


def test_a_word_in_two_fonts_is_one():
    parts = [Word("an", 50, 60, 100, 110, 10, False), Word("swer", 60.4, 80, 100, 110, 10, True)]
    assert set_in_rows(parts)[0].text == "answer"


def test_an_initial_begins_its_line():
    initial = Word("T", 50, 70, 100, 136, 34, True)
    lines = [words("he council met.", 72, 100), words("Nobody came.", 72, 112), words("It was late.", 50, 138)]
    assert read(page([initial], *lines)) == ["The council met.", "Nobody came.", "It was late."]


# --- page headers and footers --------------------------------------------------------------------------------


def framed(number: int, *, head: str = "Small Harbours 12", foot: str = "page", top: float = 30) -> PrintedPage:
    text = words(f"Text of page {number} stands here", 50, 300)
    return page(words(f"{head} {number}", 50, top), text, words(f"{foot} {number}", 250, 770))


def test_headers_and_footers_of_pages_are_set_aside():
    assert read(framed(1), framed(2)) == ["Text of page 1 stands here", "Text of page 2 stands here"]


def test_what_stands_once_or_elsewhere_is_text():
    assert read(framed(1), framed(2, head="Another"))[0] == "Small Harbours 12 1"
    assert len(read(framed(1), framed(2, top=60))) == 4


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 7 of 12", "xiv", "7/12", "Seite 7", "[7]"])
def test_page_numbers_are_no_text_on_one_page_either(number):
    assert read(page(words("Tea and milk", 50, 300), words(number, 300, 770))) == ["Tea and milk"]


@pytest.mark.parametrize("line", ["7 boats", "civilian", "2019 was good"])
def test_other_lines_at_the_edge_are_text(line):
    assert line in read(page(words("Tea and milk", 50, 300), words(line, 300, 770)))


def test_a_number_in_the_text_is_text():
    assert read(page(words("Tea", 50, 300), words("7", 50, 320), words("Milk", 50, 340))) == ["Tea", "7", "Milk"]


def test_the_title_may_head_the_pages_behind_the_first():
    first = page(words("On boats", 50, 50), words("Text 1", 50, 301))
    other = page(words("On boats", 50, 30), words("Text 2", 50, 302))
    assert read(first, other, title="On Boats") == ["On boats", "Text 1", "Text 2"]
    assert read(first, other) == ["On boats", "Text 1", "On boats", "Text 2"]
