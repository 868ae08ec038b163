"""Articles of the older exports of LexisNexis, from their blocks."""

from __future__ import annotations

import pytest

from discourse.readers.article import Article
from discourse.readers.exports._upper_articles import LabelledBlock, make_block, read_blocks

HEADER = [make_block(["The Wexmoor Echo"], centred=True), make_block(["January 11, 2010 Monday"], centred=True)]


def article(*lines: str, header: list[LabelledBlock] = HEADER) -> Article:
    found = read_blocks(1, [*header, *(make_block([line]) for line in lines)], "Nexis")
    assert isinstance(found, Article)
    return found


def body(found: Article) -> list[str]:
    return [text for text, role in found.paragraphs if role is None]


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("BY ADA QUILL, City Editor", "ADA QUILL, City Editor"),
        ("From Ada Quill in Wexmoor", "Ada Quill in Wexmoor"),
        ("Von Ada Quill", "Ada Quill"),
        ("From our own correspondent", "From our own correspondent"),
        ("Byron Quill", "Byron Quill"),
    ],
)
def test_the_word_before_the_name_is_left_out(stated, author):
    assert article("Tea", f"BYLINE: {stated}", "LENGTH: 2 words", "Is good.").docvars["author"] == author


@pytest.mark.parametrize(
    ("stated", "section", "page"),
    [
        ("NEWS; Pg. 6", "NEWS", "6"),
        ("FEATURES; OPINION, COLUMNS; Pg. A6", "FEATURES; OPINION, COLUMNS", "A6"),
        ("Pg. 12,13", None, "12,13"),
        ("Section A; Column 1; Pg. 22", "Section A; Column 1", "22"),
        ("Seite 7", None, "7"),
        ("SPORT; S. 12 Nr. 7", "SPORT; S. 12 Nr. 7", "12"),
        ("Sports 2010", "Sports 2010", None),
        ("Pages of history", "Pages of history", None),
    ],
)
def test_the_page_is_parted_from_the_section(stated, section, page):
    docvars = article("Tea", f"SECTION: {stated}", "LENGTH: 2 words", "Is good.").docvars
    assert (docvars.get("section"), docvars.get("page")) == (section, page)


def test_a_line_below_the_title_is_an_author_or_a_standfirst():
    found = article("Tea", "By Ada Quill", "The harbour is closed", "LENGTH: 2 words", "Is good.")
    assert found.docvars["author"] == "Ada Quill"
    assert [(role, text) for text, role in found.paragraphs] == [
        ("title", "Tea"),
        ("standfirst", "The harbour is closed"),
        (None, "Is good."),
    ]


def test_an_article_without_labels_has_a_title_and_a_text():
    found = article("Tea", "Is good.", "Is dear.", "Is gone.", "Is back.", "Is good.")
    assert found.docvars["title"] == "Tea"
    assert body(found) == ["Is good.", "Is dear.", "Is gone.", "Is back.", "Is good."]


def test_what_begins_with_several_paragraphs_has_no_title():
    found = read_blocks(1, [*HEADER, LabelledBlock(["Is good.", "Is dear."]), LabelledBlock(["Is gone."])], "Nexis")
    assert isinstance(found, Article) and body(found) == ["Is good.", "Is dear.", "Is gone."]
    assert "title" not in found.docvars


def test_a_mark_of_a_correction_above_the_title_is_no_title():
    found = article("Correction Appended", "Tea", "LENGTH: 2 words", "Is good.", header=HEADER[:1])
    assert (found.docvars["title"], body(found)) == ("Tea", ["Is good."])


def test_the_number_of_the_database_is_the_id():
    assert article("Tea", "LENGTH: 2 words", "Is good.", "ACC-NO: A2010x1").docvars["export_id"] == "A2010x1"


def test_a_date_below_the_title_is_the_date():
    found = article("Tea", "January 11, 2010 Monday", "LENGTH: 2 words", "Is good.", header=HEADER[:1])
    assert (found.docvars["date"], found.docvars["title"], body(found)) == ("2010-01-11", "Tea", ["Is good."])
    assert len(found.paragraphs) == 2


def test_without_centred_lines_a_short_one_with_a_date_ends_the_header():
    lines = ("The Wexmoor Echo", "January 11, 2010 Monday", "Tea", "On May 5, 2009, " + "tea was good. " * 9)
    found = article(*lines, header=[])
    assert (found.docvars["outlet"], found.docvars["date"]) == ("The Wexmoor Echo", "2010-01-11")
    assert (found.docvars["title"], body(found)) == ("Tea", [lines[3]])
    assert "date" not in article("The Wexmoor Echo", "Tea", lines[3], header=[]).docvars


def test_a_programme_among_the_centred_lines_is_no_text():
    header = [HEADER[0], HEADER[1], make_block(["SHOW: Morning in Wexmoor 10:00 AM"], centred=True)]
    found = article("Tea", "LENGTH: 2 words", "QUILL: Is it good?", header=header)
    assert (found.docvars["title"], body(found)) == ("Tea", ["QUILL: Is it good?"])


def test_the_owner_stands_for_the_outlet_where_none_is_named():
    header = [make_block(["Copyright 2010 The Wexmoor Echo"], centred=True), HEADER[1]]
    assert article("Tea", "LENGTH: 2 words", "Is good.", header=header).docvars["outlet"] == "The Wexmoor Echo"


def test_the_address_above_the_title_is_the_url():
    header = [HEADER[0], make_block(["http://www.example.org/tea"], centred=True), HEADER[1]]
    docvars = article("Tea", "LENGTH: 2 words", "Is good.", header=header).docvars
    assert (docvars["url"], docvars["outlet"]) == ("http://www.example.org/tea", "The Wexmoor Echo")


def test_labels_of_subjects_are_no_text_behind_it_and_text_in_it():
    found = article(
        "Tea", "LENGTH: 2 words", "CITY: a word.", "Is good.", "CITY: WEXMOOR", "LANGUAGE: ENGLISH", "NAME: Q"
    )
    assert body(found) == ["CITY: a word.", "Is good."]


def test_the_cover_of_another_file_is_no_text():
    owner = make_block(["Copyright 2010 Wexmoor Press"], centred=True)
    blocks = [*HEADER, *(make_block([line]) for line in ("Tea", "LENGTH: 2 words", "Is good.", "LANGUAGE: ENGLISH"))]
    found = read_blocks(1, [*blocks, owner, make_block(["Bestellung: 5"]), make_block(["QUILL, ADA"])], "Nexis")
    assert isinstance(found, Article) and body(found) == ["Is good."]


def test_time_is_linear_in_the_number_of_blocks():
    lines = ["Tea", "LENGTH: 2 words", *["GRAPHIC: a cup", "HIGHLIGHT: a cup", "Is good."] * 30_000]
    assert len(body(article(*lines))) > 60_000
