"""The wording of page furniture: lines made up for each pattern, and lines of prose that look alike."""

from __future__ import annotations

import pytest

from discourse.corpus.sections import _furniture as furniture

#: Pattern -> how it is asked, lines that it is for, and lines of prose that it leaves alone.
LINES = {
    "BYLINE": (
        "match",
        ["By Ada Moe", "Commentary by Ada Moe", "12 May 2018", "Published on May 12th, 2018", "4 min read"],
        ["By the end of May they had left.", "In May 2018 they left.", "Ada Moe left on 12 May 2018 and came back."],
    ),
    "CAPTION": (
        "search",
        ["Photo: Ann Lee", "A ship at night (Reuters)", "Image courtesy of the port", "Figure 2: Ships", "© Ann Lee"],
        ["The photo was taken at night.", "They lost credit with us."],
    ),
    "DISCLAIMER": (
        "search",
        ["The views expressed here are those of the author.", "All rights reserved.", "First published in The Quay."],
        ["His views on herring have changed.", "They first met in Rome."],
    ),
    "BIO": (
        "match",
        ["Ada Moe is a senior fellow at the Institute.", "About the author", "Ada Moe teaches history.", "@adamoe"],
        ["Ada Moe is right.", "The minister is a member of the party."],
    ),
    "NOTES": ("match", ["Notes", "Footnotes:", "Works cited"], ["Notes on a quarrel"]),
    "CORRECTION": ("match", ["Correction: the port is deep.", "Editor’s note: it is."], ["Corrections were made."]),
    "NOTE": ("match", ["[1] See above.", "3. See above.", "[^a]: See", "* See"], ["1990 was cold.", "See [1]"]),
    "RELATED": (
        "match",
        ["Read more", "Sign up for our newsletter", "Topics: herring", "Share this", "Leave a comment"],
        ["Reading more is good.", "They share a border with three neighbours, and have done so for many long years."],
    ),
    "LETTERS": ("search", ["Send letters to desk@quay.example."], ["They send letters.", "It is at desk@quay.example"]),
    "KICKER": ("match", ["Opinion", "World | Europe", "Op-ed"], ["World leaders met.", "Opinion is divided"]),
    "MARKDOWN": ("match", ["# Herring", "### Herring"], ["#herring", "No. # 1"]),
}


@pytest.mark.parametrize("name", LINES)
def test_each_wording_is_known_and_prose_is_left_alone(name):
    how, lines, prose = LINES[name]
    ask = getattr(getattr(furniture, name), how)
    assert [line for line in lines if not ask(line)] == []
    assert [line for line in prose if ask(line)] == []
