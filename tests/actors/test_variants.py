"""Variants of names: which names are one actor's."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse.actors._variants import Entry, add_known, part_names


def entry(text: str, n: int = 1, **known) -> Entry:
    return Entry(text, text.split(), n, np.arange(n), **known)


def by_words(*entries: Entry) -> dict[tuple[str, ...], Entry]:
    return {tuple(e.words): e for e in entries}


def test_names_join_at_their_root_and_the_known_actor_wins():
    merkel, full, known = entry("Merkel"), entry("Angela Merkel"), entry("A. Merkel", actor="Angela Merkel")
    merkel.join(full)
    assert merkel.root is full.root is full
    full.join(known)
    assert merkel.root is known
    known.join(merkel)  # its own name
    assert known.parent is None


def test_an_unknown_name_becomes_a_name_of_the_known_one():
    known, other = entry("Moe", actor="Ada Moe"), entry("Ada Moe")
    known.join(other)
    assert other.root is known
    assert known.parent is None


def test_known_actors_take_part():
    entries = by_words(entry("US", 3))
    rows = {"actor": ["United States"] * 2, "alias": ["US", "US-led"], "type": "state", "form": ["acronym", None]}
    add_known(entries, pd.DataFrame(rows).assign(country="United States"))
    assert {words: (e.actor, e.n, e.form) for words, e in entries.items()} == {
        ("US",): ("United States", 3, "acronym"),
        ("US", "-", "led"): ("United States", 0, "name"),
    }


def test_a_name_before_a_name_is_parted_where_both_stand_alone():
    entries = by_words(
        entry("Republican Ada Moe", 2), entry("Republican", 5), entry("Ada Moe", 4), entry("New Ada Moe")
    )
    part_names(entries)
    assert {e.text: e.n for e in entries.values()} == {"Republican": 5, "Ada Moe": 6, "New Ada Moe": 1}
