"""What a paragraph looks like: by its wording, its length and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from discourse.corpus.sections._looks import Looks, _on_one_line

PROSE = "The war has gone on for a year, and nobody in either of the two capitals can say when or how it may end."


def looks(*lines: str, title: str = "", author: str = "", shown: Sequence[str | None] = ()) -> Looks:
    return Looks(list(lines), title, author, shown)


def test_what_a_file_shows_is_a_role_or_a_shape():
    page = looks("Notes", "Tanks", PROSE, "---", shown=["notes", "item", None, None])
    assert page.role == ["notes", None, None, "related"]  # a line of marks says nothing
    assert (page.shape, page.shown, page.is_prose) == ([None, "item", None, None], {0}, {2})


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("By Ann Lee", "is_byline"),
        ("Ann Lee", "is_byline"),  # the author that is known
        ("A ship. Photo: Reuters", "is_caption"),
        ("OPINION", "is_kicker"),
        ("Read more: The war", "is_related"),
        ("This article was amended on 5 May to correct a name.", "is_correction"),
        ("Write to letters@quay.example", "invites_letters"),
        ("Ann Lee is a fellow at the Institute.", "is_bio"),
        ("What now", "looks_like_title"),
    ],
)
def test_what_one_line_looks_like(line, asked):
    assert getattr(looks(PROSE, line, author="Ann Lee"), asked)(1)
    assert not getattr(looks(PROSE, PROSE, author="Ann Lee"), asked)(1)


def test_a_lead_begins_behind_its_dateline():
    page = looks("PARIS (AP) — Nobody in the town knows how it will end.", "PARIS (AP) — Nobody.")
    assert (page.dateline(0), page.dateline(1)) == (len("PARIS (AP) — "), 0)


def test_what_stands_below_a_heading_of_links():
    page = looks("See also", "The harbour", f"1. {PROSE}", PROSE, shown=["head", None, "item", None])
    assert [page.behind_header(i) for i in (1, 2, 3)] == [True, True, False]
    assert [page.may_be_listed(i) for i in (1, 2, 3)] == [True, True, False]


def test_whom_the_text_speaks_of_is_not_its_author():
    line = "Ann Lee is a fellow at the Institute."
    assert looks(PROSE, PROSE, line).is_bio(2)
    assert not looks(f"{PROSE} Lee said so.", PROSE, line).is_bio(2)


@pytest.mark.parametrize("blank", ["  ", "\n", "\t", "\u00a0", "\u2003 ", "\x1f"])
def test_white_space_is_one_blank(blank):
    assert _on_one_line(f"The war{blank}is over") == "The war is over"
