"""The rules by which a paragraph behind the text gets its role, each by its name, and what they do to pages."""

import pytest

from discourse.corpus.sections import ROLES, _roles

PROSE = "The war has gone on for a year, and nobody in either of the two capitals can say when or how it may end."
SIEGE = "What the two sides want has changed since the spring, and so has what they may be able to get in the end."
SHIPS = "No ship has left the harbour since March, while grain for a whole winter lies in the stores beside the quay."


def roles_of(paragraphs: list[str], *known, **told) -> list[str]:
    """The roles of one page."""
    return _roles.find_roles([_roles.Page(paragraphs, *known, **told)])[0][0]


TAIL = [
    ("This article was amended on 5 May to correct a name.", None, "a correction"),
    ("Already a subscriber? Log in.", None, "a link"),
    ("Notes", None, "a heading of notes"),
    ("Correction: an earlier version had it wrong.", None, "a correction"),
    ("Read more: The war", None, "a link"),
    ("Write to letters@paper.com", None, "an invitation to write"),
    ("Ann Lee is a fellow at the Institute.", None, "a note on the author"),
    ("The views expressed are the author's own.", None, "a disclaimer"),
    ("[1] See Smith 2012.", None, "a note with its number"),
    ("1. See Smith 2012.", "notes", "a note with its number"),
    ("1. See Smith 2012.", None, None),
    ("Putin in Moscow. Photo: Reuters", None, "a caption"),
    ("By Ann Lee", None, "a byline"),
    ("Thank you.", "notes", None),
]


@pytest.mark.parametrize(("line", "zone", "rule"), TAIL)
def test_rules_behind_the_text(line, zone, rule):
    finder = _roles._RoleFinder([PROSE, PROSE, line], "", "")
    assert next((name for name, _, holds in _roles._TAIL if holds(finder, 2, zone)), None) == rule


def test_every_rule_has_an_example_above():
    assert {rule for *_, rule in TAIL if rule} == {name for name, *_ in _roles._TAIL}


def test_every_rule_gives_a_role_of_the_table():
    assert {role for _, role, _ in _roles._TAIL if role} <= set(ROLES)


def test_a_zone_goes_on_until_something_else_begins():
    page = [PROSE, SIEGE, "Notes", "1. See Smith 2012.", "Ann Lee is a fellow at the Institute.", "Thank you"]
    assert roles_of(page) == ["body", "body", "notes", "notes", "bio", "related"]


def test_headings_that_a_file_shows_are_all_that_it_has_and_may_be_furniture():
    plain = ["The war", "Why it began", PROSE, "Tanks and guns", SIEGE, "See also", "The siege"]
    assert roles_of(plain) == ["title", "heading", "body", "heading", "body", "related", "related"]
    shown = ["head", "head", None, None, None, "head", "head"]
    assert roles_of(plain, "The war", "", shown) == [
        *("title", "heading", "body", "body", "body", "related", "related")
    ]


def test_a_heading_of_more_words_or_with_a_full_stop_is_known_by_its_shape():
    line = "Who would have thought, before the first winter, that both sides would still be here now?"
    page = [PROSE, line, SIEGE, "It goes on.", SHIPS]
    assert roles_of(page) == ["body"] * 5
    assert roles_of(page, shown=[None, "head", None, "head", None]) == [*("body", "heading", "body", "heading", "body")]


def test_an_item_of_a_list_is_no_heading_and_no_copy():
    copied = " ".join(PROSE.split()[:9])
    page = [PROSE, copied, "Tanks", SIEGE, SHIPS]
    assert roles_of(page) == ["body", "pull_quote", "heading", "body", "body"]
    assert roles_of(page, shown=[None, "item", "item", None, None]) == ["body"] * 5


def test_a_list_below_a_heading_of_links_goes_with_it():
    links = [
        "The harbour: it was dug by hand and is deeper than the one beside it, which nobody uses any more today."
    ] * 2
    page, shown = [PROSE, SIEGE, SHIPS, "See also:", *links], [None, None, None, "head", "item", "item"]
    assert roles_of(page, shown=shown)[3:] == ["related"] * 3
    page[3] = "What was dug"
    assert roles_of(page, shown=shown)[3:] == ["heading", "body", "body"]


COPY = "Each side may keep the bridges that it holds on the day of the vote, and none of the roads behind them."


def test_words_that_are_only_parallel_are_no_copies():
    lines = [
        f"The {side} side must open its {what} roads to all traffic." for side, what in zip("abc", "xyz", strict=True)
    ]
    assert roles_of([PROSE, *lines, SIEGE]) == ["body"] * 5  # a list with full stops
    assert roles_of([PROSE, COPY, SIEGE, COPY, SHIPS, COPY]) == ["body"] * 6  # a refrain
    assert roles_of([PROSE, COPY, SIEGE, COPY, SHIPS])[3] == "pull_quote"  # printed twice


def test_a_sentence_with_words_changed_is_a_copy_unless_a_page_is_full_of_them():
    changed = [text.replace(" the ", " this ", 1) for text in (PROSE, SIEGE, SHIPS)]
    longer = [
        f"{text} {more}" for text, more in zip((PROSE, SIEGE, SHIPS), ("No.", "It is so.", "So be it."), strict=True)
    ]
    longer = [f"{COPY} {text}" for text in longer]
    assert roles_of([*longer, changed[0]])[-1] == "pull_quote"
    assert "pull_quote" not in roles_of([*longer, *changed])


def test_a_page_that_prints_paragraph_after_paragraph_again_is_a_form():
    lines = [f"Question {n} of the form asks for the name of the {n} harbour." for n in "abcdefghij"]
    asked = [
        f"{line} {more} is the answer that was given by the man on the quay."
        for line, more in zip(lines, "abcdefghij", strict=True)
    ]
    assert "pull_quote" not in roles_of([*asked, *asked, f"“{asked[0][11:60]}”"])[:-1]
    assert roles_of([*asked, *asked, f"“{asked[0][11:60]}”"])[-1] == "pull_quote"


def test_pages_are_read_each_for_itself_and_a_file_that_tells_all_is_believed():
    shown = _roles.Page([COPY, COPY], shown=["body", "notes"])
    pages = [_roles.Page([PROSE, COPY]), shown, _roles.Page([PROSE, COPY, SIEGE, COPY])]
    assert _roles.find_roles(pages) == [
        (["body", "body"], {}),
        (["body", "notes"], {}),
        (["body", "body", "body", "pull_quote"], {3: 1}),
    ]
    assert _roles.find_roles([]) == []
