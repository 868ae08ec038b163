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
    ],
)
def test_whose_name_it_is(world, text, actors):
    assert actors_in(text, world) == actors


def test_the_outlet_counts_where_nothing_else_tells(world):
    assert actors_in("Congress voted.", world, outlet="The Guardian") == []
    assert actors_in("Congress voted.", world, outlet="The Washington Post") == ["US Congress"]
    assert actors_in("Congress voted. Obama left.", world, outlet="The Guardian") == ["US Congress", "Barack Obama"]
    assert actors_in("Labour voted.", world, outlet="The Guardian") == ["Labour Party"]
