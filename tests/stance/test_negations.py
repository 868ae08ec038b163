"""Negations: whole words and n't, what denies nothing, and the words that are denied."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import check_spans, corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given
from hypothesis import strategies as st

from discourse import schema
from discourse.stance.negations import find_negations, load_negations

CATEGORIES = {"particle", "determiner", "pronoun", "adverb", "coordinator", "preposition"}


def negations(text: str) -> list[str]:
    corpus = corpus_of(text)
    found = find_negations(corpus)
    check_spans(found, corpus)
    return found["text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He did not go.", ["not"]),
        ("He can’t and won't and cannot go.", ["can’t", "won't", "cannot"]),
        ("Nobody won; no one lost, none of us.", ["Nobody", "no one", "none of"]),
        ("Never say no without reason.", ["Never", "no", "without"]),
        ("Neither he nor she went.", ["Neither", "nor"]),
        ("Not only he but she went. Not just now.", []),
        ("It is nothing but noise, none other than his, and nonetheless loud.", []),
        ("He is no longer here, by no means gone, and not yet old.", ["no longer", "by no means", "not yet"]),
        ("There is no doubt that it is, and he had no doubt.", ["There is no doubt", "had no doubt"]),
        ("It is unclear and impossible, powerless, a nonstarter.", []),
        ("You came, did you not? You came, didn’t you?", []),
        ("Don’t you think so? Is it not so?", []),
        ("Why don’t you go? Why did you not go?", ["don’t", "not"]),
        ("Don’t go. Don’t you dare.", ["Don’t", "Don’t"]),
        ("Knot the note; nothing notable.", ["nothing"]),
        ("Nowhere was it said. It came out of nowhere, from nowhere, in the middle of nowhere.", ["Nowhere"]),
        ("Rarely was it so, seldom and hardly, barely, scarcely; few came, little was left.", []),
    ],
)
def test_what_denies(text, found):
    assert negations(text) == found


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("He did not go, but she went.", ["not go"]),
        ("No one knew that; he won’t say.", ["No one knew that", "won’t say"]),
        ("He left without a word and is rich.", ["without a word"]),
        ("It is not known (yet).", ["not known"]),
    ],
)
def test_the_scope_is_the_rest_of_the_clause(text, scopes):
    found = find_negations(corpus_of(text))
    assert [text[start:end] for start, end in zip(found["scope_start"], found["scope_end"], strict=True)] == scopes


def test_what_each_row_holds():
    found = find_negations(corpus_of("He is not here.", "Nobody came. He won’t."))
    assert found[["doc_id", "sentence_id", "text", "category"]].to_numpy().tolist() == [
        ["d0", 0, "not", "particle"],
        ["d1", 1, "Nobody", "pronoun"],
        ["d1", 2, "won’t", "particle"],
    ]


def test_columns_are_the_same_with_and_without_negations():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["negations"].items()}
    for texts in ((), ("It rains.",), ("It does not rain.",)):
        found = find_negations(corpus_of(*texts))
        assert {c: str(d) for c, d in found.dtypes.items()} == listed
        assert len(found) == (texts == ("It does not rain.",))


def test_a_list_of_ones_own():
    own = pd.DataFrame({"pattern": ["refuse*", "refused talks"], "category": ["verb", "none"]})
    assert find_negations(corpus_of("He refuses. He refused talks."), lexicon=own)["text"].tolist() == ["refuses"]
    with pytest.raises(ValueError, match="the list of negations lacks the column category; it has pattern"):
        find_negations(corpus_of("a"), lexicon=own[["pattern"]])


def test_the_shipped_list():
    table = load_negations()
    assert table.columns.tolist() == ["pattern", "category", "reference", "note"]
    assert table["pattern"].is_unique
    assert set(table["category"]) == CATEGORIES | {"none"}
    assert table["reference"].notna().all()


_PIECES = "not n’t don’t isn't is it he you ? . , — “no” ‘never’ without only but doubt why did (nobody)".split()


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join) | curly_text)
def test_typography_makes_no_difference(text):
    columns = ["sentence_id", "start", "end", "category", "scope_start", "scope_end"]
    curly, straight = (find_negations(corpus_of(t))[columns] for t in (text, straighten(text)))
    pd.testing.assert_frame_equal(curly, straight)


@given(st.lists(odd_text | typed_text | st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join), max_size=3))
def test_on_any_text(texts):
    corpus = corpus_of(*texts)
    found = find_negations(corpus)
    check_spans(found, corpus)
    assert (found["scope_start"] <= found["start"]).all()
    assert (found["scope_end"] >= found["end"]).all()
