"""Boosters: what closes the door on doubt, and what only looks like it."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import check_spans, corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.stance.boosters import find_boosters, load_boosters

CATEGORIES = {"adverb", "adjective", "noun", "verb", "modal"}


def boosters(text: str) -> list[str]:
    corpus = corpus_of(text)
    found = find_boosters(corpus)
    check_spans(found, corpus)
    return found["text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clearly, it is over, of course.", ["Clearly", "of course"]),
        ("It will certainly fail. It will almost certainly fail.", ["certainly"]),
        ("It is certain that he lost. Certain states lost a certain battle.", ["It is certain that"]),
        ("It was certain. It is clear. Clear the way, and clear of debt, to clear it.", ["certain", "clear"]),
        ("It is not clear; it isn’t obvious; never certain, hardly inevitable.", []),
        ("It is less certain, far from clear. If indeed so.", []),
        ("This shows that he lied. A show that ends. It shows a map.", ["shows that", "show that"]),
        ("There is no doubt that, without a doubt, he won.", ["no doubt that", "without a doubt"]),
        ("Make sure. I am sure. Be sure to go.", ["I am sure"]),
        ("Not now, but it is clearly over.", ["clearly"]),
        ("It must be war. It must be stopped. He must go.", ["must be"]),
        ("Always late, inevitably, in fact.", ["inevitably", "in fact"]),
        ("Not always late.", []),
    ],
)
def test_what_boosts(text, found):
    assert boosters(text) == found


@pytest.mark.parametrize(
    "who", ["Not all", "Nobody", "No one", "None", "Nothing", "Neither", "Never", "Hardly anyone", "Few", "Little"]
)
def test_every_negator_denies_a_booster(who):
    assert boosters(f"{who} clearly won.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("None of the parties to the deal has clearly won.", []),
        ("Nobody in the room can be absolutely certain of it.", []),
        ("Nowhere in his long speech is it clearly said. Nor has it ever been clearly said.", []),
        ("Rarely has the world faced a choice more clear.", []),
        ("He says that no member of the House clearly won.", []),
        ("Nobody came because it was clearly over.", ["clearly"]),
        ("Nobody came, and he clearly lost. Nobody came and he clearly lost.", ["clearly", "clearly"]),
        ("Nobody won; he clearly lost. Nobody won. He clearly lost.", ["clearly", "clearly"]),
        ("Without aid from them the war will certainly go on.", ["certainly"]),
        ("It is without a clear plan.", []),
        ("What isn’t used in war is truly lost.", ["truly"]),
        ("Nobody in the room denied the undeniable facts.", ["undeniable"]),
        ("A few clearly won. The few who came clearly won.", ["clearly", "clearly"]),
        ("It is not only clearly wrong. No matter how clearly it is said.", ["clearly", "clearly"]),
        ("No doubt he clearly won.", ["No doubt", "clearly"]),
    ],
)
def test_a_negator_at_the_head_denies_its_clause(text, found):
    assert boosters(text) == found


def test_the_scope_is_the_rest_of_the_clause():
    text = "He left; clearly, talks will fail, but this shows that men err."
    found = find_boosters(corpus_of(text))
    assert [text[start:end] for start, end in zip(found["scope_start"], found["scope_end"], strict=True)] == [
        "clearly, talks will fail",
        "shows that men err",
    ]


def test_columns_are_the_same_with_and_without_boosters():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["boosters"].items()}
    for texts in ((), ("It rains.",), ("It certainly rains.",)):
        found = find_boosters(corpus_of(*texts))
        assert {c: str(d) for c, d in found.dtypes.items()} == listed
        assert len(found) == (texts == ("It certainly rains.",))


def test_the_shipped_list():
    table = load_boosters()
    assert table.columns.tolist() == ["pattern", "category", "reference", "note"]
    assert table["pattern"].is_unique
    assert table["pattern"].tolist() == sorted(table["pattern"])
    assert set(table["category"]) == CATEGORIES | {"none"}
    cited = table["reference"].map(lambda r: bool(re.fullmatch(r"[A-Z].+ \(\d{4}\)", r)))
    assert (cited | (table["category"] == "none")).all()


def test_no_word_is_a_hedge_and_a_booster():
    hedges = dc.load_hedges()
    listed = load_boosters()
    both = set(hedges.loc[hedges["category"] != "none", "pattern"])
    both &= set(listed.loc[listed["category"] != "none", "pattern"])
    assert both == {"certain"}  # a vague quantity before its noun, certainty when said of a subject
    corpus = corpus_of("It is certain. Certain men left.")
    assert dc.find_hedges(corpus, vague=True)["text"].tolist() == ["Certain"]
    assert find_boosters(corpus)["text"].tolist() == ["certain"]


def test_a_list_without_category_is_an_error():
    with pytest.raises(ValueError, match="the list of boosters lacks the column category; it has pattern"):
        find_boosters(corpus_of("a"), lexicon=pd.DataFrame({"pattern": ["a"]}))


_PIECES = (
    "clearly certain sure clear it is n’t isn’t not , . “no doubt” of course — almost must be that (shows) ?".split()
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join) | curly_text)
def test_typography_makes_no_difference(text):
    columns = ["sentence_id", "start", "end", "category", "scope_start", "scope_end"]
    curly, straight = (find_boosters(corpus_of(t))[columns] for t in (text, straighten(text)))
    pd.testing.assert_frame_equal(curly, straight)


@given(st.lists(odd_text | typed_text | st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join), max_size=3))
def test_on_any_text(texts):
    corpus = corpus_of(*texts)
    found = find_boosters(corpus)
    check_spans(found, corpus)
    assert (found["scope_start"] <= found["start"]).all()
    assert (found["scope_end"] >= found["end"]).all()
