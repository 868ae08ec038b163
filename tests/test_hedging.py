"""Hedges: the modal and not the month, the longest cue, and what each row of the table holds."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import check_spans, corpus_of

import discourse as dc
from discourse import schema

CATEGORIES = "modal verb adverb adjective noun approximator quantifier shield conditional".split()


def hedges(text: str, **options) -> list[str]:
    corpus = corpus_of(text)
    found = dc.find_hedges(corpus, **options)
    check_spans(found, corpus)
    return found["text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may rain.", ["may"]),
        ("It may, in May, rain.", ["may"]),
        ("In May 2018 it rained.", []),
        ("It rained on 7 May. May 2018 was wet.", []),
        ("Theresa May left. Mrs May’s party stayed; May stayed too.", []),
        ("May left in June.", []),
        ("Nobody asked May the next day.", []),
        ("May it last! May the best win. May God help us.", ["May"] * 3),
        ("‘May we go?’ “May I?”", ["May", "May"]),
        ("It rains. May they win.", ["May"]),
        ("Does she, May, the minister, know?", []),
        ("They\nMay the best win.\n", ["May"]),
    ],
)
def test_may(text, found):
    assert hedges(text) == found


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
    assert found[["scope_start", "scope_end"]].isna().all(axis=None)
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
    assert hedges("It may be about May Day, may day or the first day of May.", lexicon=own) == ["may", "about"]


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
