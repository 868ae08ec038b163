"""The wording of page furniture: lines made up for each pattern, and lines of prose that look alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse._regex import Guarded
from discourse.corpus.sections import _furniture as furniture

#: Pattern -> how it is asked, lines that it is for, and lines of prose that it leaves alone.
LINES = {
    "BYLINE": (
        "match",
        [
            "By Ada Moe",
            "Commentary by Ada Moe",
            "12 May 2018",
            "Published on May 12th, 2018",
            "4 min read",
            "Latest update May 6th, 2022 12:49 AM",
            "Estimated reading time: 6 minutes",
        ],
        ["By the end of May they had left.", "In May 2018 they left.", "Ada Moe left on 12 May 2018 and came back."],
    ),
    "CAPTION": (
        "search",
        [
            *("Photo: Ann Lee", "A ship on the quay. AFP PHOTO / Ann Lee", "A ship. (Ann Lee/The Associated Press)"),
            *(
                "A ship at night (Reuters)",
                "Image courtesy of the port",
                "Figure 2: Ships",
                "© Ann Lee",
                "REUTERS/Ann Lee",
            ),
        ],
        ["The photo was taken at night.", "They lost credit with us.", "The men of the AP and/or the BBC left."],
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
    "CORRECTION": (
        "match",
        [
            *("Correction: the port is deep.", "Editor’s note: it is.", "Correction appended"),
            *("This article was amended on 5 May to name the port.", "This story has been updated."),
            *("An earlier version of this article named another port.", "An earlier version misstated the depth."),
            *("The headline of this article was changed on 5 May.", "Updated on 5 May 2019"),
        ],
        [
            *("Corrections were made.", "An earlier version of the bill would have closed the port."),
            *("This article of faith was never amended.", "The story has been changed by those who told it."),
        ],
    ),
    "PROMPT": (
        "match",
        [
            *("This article is for subscribers only. Subscribe now.", "Subscribe to continue reading"),
            *("To read the full story, please log in.", "Already a subscriber? Sign in", "Not a member?"),
            *("You have 2 free articles remaining this month.", "You've reached your limit of free articles."),
            *("Get the best of the quay delivered straight to your inbox.", "Enter your email"),
            *("By signing up, you agree to our terms.", "Thank you for subscribing!", "Sign-up successful!"),
            *("We use cookies to make the site better.", "This website uses cookies.", "Accept all cookies"),
            *("Please enable JavaScript to go on.", "This video could not be played.", "View this post on Instagram"),
            *("A post shared by Ann Lee (@annlee)", "— Ann Lee (@annlee) May 5, 2019", "Story continues below"),
            *("Scroll down for more", "This post contains affiliate links.", "We may earn a commission from links."),
            *("Start your free trial", "Become a member to read on, and get access", "Have a news tip? Email us."),
            *("Get the Quay by email each day.", "Never miss a story: sign up.", "Never miss our alerts."),
            *("I have read and understood the Privacy Notice.", "I would like to receive offers by phone and email."),
        ],
        [
            *(
                "This article of the treaty binds all members.",
                "This story is about a port and its subscribers' money.",
            ),
            *("To read is to travel.", "Already a member of the council, she ran again.", "You have reached the port."),
            *("Get the men out of the water.", "By signing the treaty, the minister lost the vote.", "We use ships."),
            *("I have read and reread the report.", "I agree to differ.", "Never miss a tide.", "Get there by tram."),
            *("This video is no work of art.", "Start with the port.", "Have a story told, and it lives."),
        ],
    ),
    "POST": ("search", ["So sad! https://t.co/aB1", "Look pic.twitter.com/aB1"], ["It is at t.co/ab for all to see."]),
    "NOTE": ("match", ["[1] See above.", "3. See above.", "[^a]: See", "* See"], ["1990 was cold.", "See [1]"]),
    "RELATED": (
        "match",
        [
            *("Read more", "Sign up for our newsletter", "Topics: herring", "Share this", "Leave a comment"),
            *("À lire aussi » Le port", "Lesen Sie auch: Der Hafen", "Lea también", "Leggi anche", "See all articles"),
        ],
        [
            "See all that they did.",
            "Alire went.",
            "Reading more is good.",
            "They share a border with three neighbours, and have done so for many long years.",
        ],
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


@pytest.mark.parametrize("name", [name for name, found in vars(furniture).items() if isinstance(found, Guarded)])
@given(st.data())
def test_whatever_a_guarded_pattern_matches_has_a_word_that_guards_it(name, data):
    guarded = getattr(furniture, name)
    plain = re.compile(*guarded._arguments)
    ask = LINES[name][0] if name in LINES else "search"
    line = " ".join(data.draw(st.from_regex(plain)).split())
    assert bool(getattr(guarded, ask)(line)) == bool(getattr(plain, ask)(line))
