"""The rules by which a paragraph before the text gets its role, each by its name."""

from __future__ import annotations

import pytest

from discourse.corpus.sections import ROLES
from discourse.corpus.sections._head import HEAD as RULES
from discourse.corpus.sections._head import HeadLine
from discourse.corpus.sections._looks import Looks

PROSE = "The war has gone on for a year, and nobody in either of the two capitals can say when or how it may end."

LINES: list[tuple[str, dict, str | None]] = [
    ("What now", {"titled": True, "shape": "head"}, "a heading of the page"),
    ("The war is over", {"shape": "head"}, "a line like a title"),
    ("Nobody knows how it will end.", {"titled": True, "shape": "head"}, "a standfirst"),
    ("Tanks", {"shape": "item"}, "an item of a list"),
    ("PARIS (AP) — Nobody knows how it will end.", {"titled": True}, "a lead with its dateline"),
    (
        "Nobody knows today how or when it will end.",
        {"titled": True, "signed": True},
        "a sentence behind the signature",
    ),
    ("Jo Bray in Nairobi", {"titled": True}, "a signature"),
    ("Log in to continue reading", {"titled": True}, "a link"),
    ("The war is over", {"title": "The War Is Over"}, "the title that is known"),
    ("By Ann Lee", {}, "a byline"),
    ("Putin in Moscow. Photo: Reuters", {}, "a caption, or its alternative text"),
    ("Related: The war", {}, "a link"),
    ("OPINION", {}, "a rubric above the title"),
    ("The war is over", {}, "a line like a title"),
    ("## The war", {"titled": True}, "a heading of Markdown"),
    ("Nobody knows how it will end.", {"titled": True, "introduced": True}, "more than one standfirst"),
    ("Nobody knows how it will end.", {"titled": True}, "a standfirst"),
    ("What now", {"titled": True}, "a line behind the title"),
    ("Nobody knows how or when it will end.", {}, "a sentence before any title"),
    ("Nobody knows.", {}, None),
]


@pytest.mark.parametrize(("line", "known", "rule"), LINES)
def test_rules_before_the_text(line, known, rule):
    state = {name: known.get(name, False) for name in ("titled", "introduced", "signed")}
    shapes = [known.get("shape"), None, None]
    page = Looks([line, "Another line", PROSE], known.get("title", ""), "", shapes)
    read = HeadLine(page, 0, [1], **state)
    assert next((name for name, _, holds in RULES if holds(read)), None) == rule


def test_every_rule_has_an_example_above_and_gives_a_role_of_the_table():
    assert {rule for *_, rule in LINES if rule} == {name for name, *_ in RULES}
    assert {role for _, role, _ in RULES if role} <= set(ROLES)
