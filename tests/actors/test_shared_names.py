"""Names that several states have are left out where another state is meant."""

from __future__ import annotations

import pandas as pd
import pytest

import discourse as dc


def actors_in(text: str, world: pd.DataFrame, **docvars) -> list[str]:
    frame = pd.DataFrame({"doc_id": ["a"], "text": [text], **{name: [value] for name, value in docvars.items()}})
    return dc.find_mentions(dc.from_documents(frame, sections=False), world)["actor"].tolist()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Congress met in Leeds.", []),
        ("Congress met in June.", ["US Congress"]),
        ("The Democrats in Norway lost.", ["Norway"]),
        ("Norway’s Labour won.", ["Norway"]),
        ("The Congress party won in India.", ["Indian National Congress", "India"]),
        ("Congress debated the war in Norway.", ["US Congress", "Norway"]),
        ("Republicans won in the United States.", ["Republican Party", "United States"]),
        ("The US waits while the administration delays the administration of aid.", ["United States", "US Government"]),
        ("The administration of the school waits.", []),
        ("A Senate would sit. They want a Senate, and a Senate of elders.", []),
        ("A Senate vote was lost.", ["US Senate"]),
        ("It must pass a Senate that has said no. A Senate that would sit is planned.", ["US Senate"]),
        ("A European Senate would sit.", ["Europe"]),
        ("Welsh rain fell. The Welsh Environmental Protection Agency knew.", ["Wales", "Wales"]),
        ("An Irish Federal Communications Commission met.", ["Ireland"]),
        ("The American Environmental Protection Agency met.", ["United States", "Environmental Protection Agency"]),
    ],
)
def test_whose_name_it_is(world, text, actors):
    assert actors_in(text, world) == actors


def test_the_outlet_counts_where_nothing_else_tells(world):
    assert actors_in("Congress voted.", world, outlet="The Guardian") == []
    assert actors_in("Congress voted.", world, outlet="The Washington Post") == ["US Congress"]
    assert actors_in("Congress voted. Obama left.", world, outlet="The Guardian") == ["US Congress", "Barack Obama"]
    assert actors_in("Labour voted.", world, outlet="The Guardian") == ["Labour Party"]


def test_the_state_that_the_document_is_about_counts(world):
    britain = ["United Kingdom", "United Kingdom"]
    assert actors_in("Britain waits. Britain has a Department of Education.", world) == britain
    assert actors_in("Britain waits. Britain reads. The Senate waits.", world) == britain
    assert actors_in("Britain waits. The Senate waits.", world) == ["United Kingdom", "US Senate"]
    found = actors_in("Britain waits. Britain reads. The Senate waits. America waits.", world)
    assert found == [*britain, "US Senate", "United States"]
    assert actors_in("Norway waits. Norway reads. The Senate waits.", world) == ["Norway", "Norway", "US Senate"]
    assert actors_in("Ireland waits. Ireland reads. The Republican tradition waits.", world) == ["Ireland", "Ireland"]
    text = "Britain waits. Britain reads. Congress waits."
    assert actors_in(text, world, outlet="The Washington Post") == [*britain, "US Congress"]
