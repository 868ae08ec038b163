"""Hedges: the longest cue, its category and strength, the clause that is in doubt."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import check_spans, corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema

CATEGORIES = "modal verb adverb adjective noun approximator quantifier shield conditional".split()


def hedges(text: str, **options) -> list[str]:
    corpus = corpus_of(text)
    found = dc.find_hedges(corpus, **options)
    check_spans(found, corpus)
    return found["text"].tolist()


def test_every_hedge_has_its_category_and_strength():
    corpus = corpus_of("It could fail.", "Perhaps it seems possible.", "It fails.")
    found = dc.find_hedges(corpus)
    assert found[["doc_id", "sentence_id", "text", "category"]].to_numpy().tolist() == [
        ["d0", 0, "could", "modal"],
        ["d1", 1, "Perhaps", "adverb"],
        ["d1", 1, "seems", "verb"],
        ["d1", 1, "possible", "adjective"],
    ]
    assert found["strength"].between(0, 1, inclusive="right").all()
    assert set(found["category"]) <= set(CATEGORIES)


def test_the_longest_cue_wins():
    assert hedges("It is, to some extent, in my view rightly or wrongly so.") == [
        "to some extent",
        "in my view",
        "rightly or wrongly",
    ]


def test_longer_phrases_that_are_no_hedge_shield_the_words_in_them():
    own = pd.DataFrame(
        {
            "pattern": ["may", "may day", "about"],
            "category": ["modal", "none", "approximator"],
            "strength": [0.5, 0, 0.2],
        }
    )
    assert hedges("It may be about 9 on May Day, may day or the first day of May.", lexicon=own) == ["may", "about"]


def test_columns_and_dtypes_are_the_same_with_and_without_hedges():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["hedges"].items()}
    for texts in ((), ("It rains.",), ("It may rain.",)):
        for lexicon in (None, dc.load_hedges().iloc[:0]):
            found = dc.find_hedges(corpus_of(*texts), lexicon=lexicon)
            assert {c: str(d) for c, d in found.dtypes.items()} == listed
            assert list(found.columns) == list(listed)
            assert len(found) == (texts == ("It may rain.",) and lexicon is None)


def test_the_shipped_list_is_a_lexicon_and_is_left_as_it_is():
    table = dc.load_hedges()
    assert table.columns[:3].tolist() == ["pattern", "category", "strength"]
    copy = table.copy(deep=True)
    corpus = corpus_of("It may seem so.")
    pd.testing.assert_frame_equal(dc.find_hedges(corpus, lexicon=table), dc.find_hedges(corpus))
    pd.testing.assert_frame_equal(table, copy)


def test_a_list_without_strength_is_an_error():
    with pytest.raises(ValueError, match="the list of hedges lacks the column strength; it has pattern, category"):
        dc.find_hedges(corpus_of("a"), lexicon=pd.DataFrame({"pattern": ["a"], "category": ["modal"]}))


def test_likely_is_an_adverb_between_the_verbs_and_at_the_head():
    found = dc.find_hedges(
        corpus_of("It will likely rain. Most likely he lost. Rain is likely. Likely to lose, he fled.")
    )
    assert found["category"].tolist() == ["adverb", "adverb", "adjective", "adjective"]
    assert dc.find_hedges(corpus_of("It is unlikely."))["category"].tolist() == ["adjective"]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Talks may fail, but he will go.", ["may fail"]),
        ("Talks may fail because he lied; he left.", ["may fail"]),
        ("He left, and talks may, in May, fail.", ["may, in May, fail"]),
        ("In Rome, the talks seem to fail.", ["the talks seem to fail"]),
        ("It seems that talks fail.", ["seems that talks fail"]),
        ("Yet the deal could be signed today (in Rome).", ["the deal could be signed today"]),
        ("It might be signed.", ["might be signed"]),
        ("Russia is unlikely to win, whereas Iran won.", ["Russia is unlikely to win"]),
        ("It is unclear whether he won.", ["unclear whether he won"]),
        ("He knows that if it rains, nearly 300 ships will sink.", ["nearly 300 ships"]),
        ("A possible war in Asia is near.", ["possible war in Asia"]),
        ("It happened (perhaps in May) again.", ["perhaps in May"]),
        ("He may or will go.", ["may or will go"]),
        ("A man who may go left — perhaps early.", ["may go left", "perhaps early"]),
        (
            "One that seems dead, rightly or wrongly, stays.",
            ["that seems dead, rightly or wrongly, stays", "rightly or wrongly, stays"],
        ),
        ("Perhaps.", ["Perhaps"]),
    ],
)
def test_the_scope_is_the_clause_in_doubt(text, scopes):
    found = dc.find_hedges(corpus_of(text))
    assert [text[start:end] for start, end in zip(found["scope_start"], found["scope_end"], strict=True)] == scopes


def check_scopes(found: pd.DataFrame, corpus: dc.Corpus) -> None:
    """A scope holds its cue and stays in the sentence."""
    tokens = corpus.tokens.groupby("sentence_id").agg(start=("start", "min"), end=("end", "max"))
    sentence = tokens.loc[found["sentence_id"]]
    assert (found["scope_start"].to_numpy() <= found["start"].to_numpy()).all()
    assert (found["scope_end"].to_numpy() >= found["end"].to_numpy()).all()
    assert (found["scope_start"].to_numpy() >= sentence["start"].to_numpy()).all()
    assert (found["scope_end"].to_numpy() <= sentence["end"].to_numpy()).all()


_HEDGED = (
    "it may seem to be likely that he could not , see about 40 men suggest leaving possible fastest almost died "
    "(perhaps) — – ; but and would said “some” ‘May God’ appear ’s not n’t potential . ? who that"
).split()
hedged_text = st.lists(st.sampled_from(_HEDGED), max_size=40).map(" ".join)


@given(st.lists(st.one_of(hedged_text, odd_text, typed_text), max_size=3))
def test_on_any_text(texts):
    corpus = corpus_of(*texts)
    found = dc.find_hedges(corpus)
    check_spans(found, corpus)
    check_scopes(found, corpus)
    assert found["strength"].between(0, 1, inclusive="right").all()


@given(st.one_of(hedged_text, curly_text))
def test_typography_makes_no_difference(text):
    columns = ["sentence_id", "start", "end", "category", "strength", "scope_start", "scope_end"]
    curly, straight = (dc.find_hedges(corpus_of(t))[columns] for t in (text, straighten(text)))
    pd.testing.assert_frame_equal(curly, straight)


def test_on_the_seed_commentary(seed_text):
    found = dc.find_hedges(corpus_of(seed_text, sections=True))["text"].str.lower()
    count = found.value_counts()
    assert count["possibility"] >= 2
    for cue in (
        "seemingly; in certain respects; unclear; largely; tended to; essentially; nearly; unlikely; "
        "rightly or wrongly; may; appear"
    ).split("; "):
        assert count.get(cue, 0) >= 1, cue


def test_vague_quantities_are_found_where_asked_for():
    text = "Some critics say so; many men left, and some 300 stayed, perhaps."
    corpus = corpus_of(text)
    assert dc.find_hedges(corpus)[["text", "category"]].to_numpy().tolist() == [
        ["some", "quantifier"],
        ["perhaps", "adverb"],
    ]
    vague = dc.find_hedges(corpus, vague=True)
    assert vague["text"].tolist() == ["Some critics", "many", "some", "perhaps"]
    assert vague["category"].tolist() == ["vague", "vague", "quantifier", "adverb"]
