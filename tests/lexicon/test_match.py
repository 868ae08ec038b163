"""The one matcher: every pattern found where a longest-match regular expression finds it, however it is typed."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import check_spans, corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse.lexicon.match import _compile, match


def lexicon_of(*patterns: str, **columns: list) -> pd.DataFrame:
    return pd.DataFrame({"pattern": list(patterns), "category": "test"}).assign(**columns)


def terms(text: str, *patterns: str, **columns: list) -> list[str]:
    corpus = corpus_of(text)
    found = dc.find_terms(corpus, lexicon_of(*patterns, **columns))
    check_spans(found, corpus)
    return found["text"].tolist()


# --- what a pattern matches -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "patterns", "found"),
    [
        ("A grand bargain, a Grand Bargain.", ["grand bargain"], ["grand bargain", "Grand Bargain"]),
        ("He governs a government ungoverned.", ["govern*"], ["governs", "government"]),
        ("Realism is no isms.", ["*ism"], ["Realism"]),
        ("Unwanted, undone, unwilling.", ["un*ed"], ["Unwanted"]),
        ("They colour it, color it, cooler.", ["colo*r"], ["colour", "color"]),
        ("govern governs", ["*govern*"], ["govern", "governs"]),
        ("a peace deal or peace dealers", ["peace deal*"], ["peace deal", "peace dealers"]),
        ("the trade-off, the trade–off", ["trade-off"], ["trade-off", "trade–off"]),
        ("US–Russia, US-Russia", ["US–Russia"], ["US–Russia", "US-Russia"]),
        ("I don’t; they don't", ["don’t"], ["don’t", "don't"]),
        ("Nato’s, Congress's, allies’", ["Nato", "Congress", "allies"], ["Nato", "Congress", "allies"]),
        ("the US-led, US–Russia, (US) US’s", ["US"], ["US"] * 4),
        ("handl[ing] cafe\u0301", ["handling", "café"], ["handl[ing]", "cafe\u0301"]),
        ("co\u00adoperation", ["cooperation"], ["co\u00adoperation"]),
        ("Mr. Lee, Mr Lee", ["Mr Lee"], ["Mr. Lee", "Mr Lee"]),
        ("No. 10 said no.", ["No. 10", "no"], ["No. 10", "no"]),
        ("the U.S. and the U.S.-led", ["U.S."], ["U.S.", "U.S."]),
        ("nothing here", ["peace"], []),
    ],
)
def test_patterns(text, patterns, found):
    assert terms(text, *patterns) == found


@pytest.mark.parametrize(
    ("text", "patterns", "found"),
    [
        ("African-American, African–American", ["African-American"], ["African-American", "African–American"]),
        ("African- American, African -American, African - American", ["African-American"], []),
        ("African- American", ["African-American", "African"], ["African"]),
        ("Russo-American, Russo -", ["Russo-"], ["Russo-"]),
        ("no - fly, no-fly", ["no - fly"], ["no - fly", "no-fly"]),
        ("mid-term vote-rigging, mid-term vote- rigging", ["mid-term vote-rigging"], ["mid-term vote-rigging"]),
    ],
)
def test_a_dash_is_tight_where_the_pattern_has_it_tight(text, patterns, found):
    assert terms(text, *patterns) == found


def test_a_capital_counts_and_lower_case_matches_any():
    text = "us US Us"
    assert terms(text, "US") == ["US"]
    assert terms(text, "us") == ["us", "US", "Us"]
    assert terms("Free World, free World", "free World") == ["Free World", "free World"]
    assert terms("NATO-led, Nato-led", "NATO*") == ["NATO"]


def test_the_column_case_settles_it_for_an_entry():
    assert terms("us US Us", "US", case=[False]) == ["us", "US", "Us"]
    assert terms("us US Us", "us", case=[True]) == ["us"]
    assert terms("us US eu EU", "US", "eu", case=[None, None]) == ["US", "eu", "EU"]


def test_the_longest_match_wins_and_of_two_the_leftmost():
    assert terms("free trade area deal", "free trade", "free trade area", "trade area deal") == ["free trade area"]
    assert terms("a b c d e", "a b", "b c d", "c d", "d e") == ["a b", "c d"]
    assert terms("b b b", "b b") == ["b b"]


def test_no_match_leaves_its_paragraph_or_document():
    corpus = corpus_of("grand\nbargain grand", "bargain. Grand\tbargain")
    found = dc.find_terms(corpus, lexicon_of("grand bargain"))
    assert found[["doc_id", "text", "start"]].to_numpy().tolist() == [["d1", "Grand\tbargain", 9]]


def test_of_two_rows_with_the_same_words_the_plainer_or_later_wins():
    table = lexicon_of("Trump’s", "us", "US", "u*", "trump's", tag=list("abcde"))
    found = dc.find_terms(corpus_of("Trump’s us US ups"), table)
    assert found["tag"].tolist() == ["a", "b", "c", "d"]
    later = pd.concat([table, lexicon_of("Trump's", "us", tag=["later", "last"])])
    assert dc.find_terms(corpus_of("Trump’s us US"), later)["tag"].tolist() == ["later", "last", "c"]


# --- against a regular expression -------------------------------------------------------------------------------


VOCABULARY = ["peace", "Peace", "PEACE", "pea", "talk", "talks", "US", "us", "2018", "don’t", "don't", "."]
soup = st.lists(st.one_of(st.sampled_from(VOCABULARY), st.just("\n")), max_size=40).map(" ".join)
one_word = st.sampled_from(["peace", "Peace", "pea", "talk", "talks", "US", "us", "2018", "don't"])
glob = st.sampled_from(["pea*", "P*", "*s", "*e*", "t*k", "ta*s", "u*", "U*", "*8", "do*t"])
pattern_lists = st.lists(
    st.lists(st.one_of(one_word, glob), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8
)


def regular_expression(patterns: list[str]) -> re.Pattern:
    """Alternatives with more words go first, so that the leftmost match is the longest as well."""
    out = []
    for pattern in sorted(patterns, key=lambda p: -len(p.split())):
        words = []
        for word in pattern.split():
            form = re.escape(word).replace(r"\*", r"\S*").replace("'", "['’]")
            words.append(f"(?i:{form})" if word == word.lower() else form)
        out.append(" ".join(words))
    return re.compile(rf"(?<!\S)(?:{'|'.join(out)})(?!\S)")


@given(soup.filter(str.strip), pattern_lists)
def test_matches_are_those_of_a_longest_match_regular_expression(text, patterns):
    found = dc.find_terms(corpus_of(text), lexicon_of(*patterns))
    wanted = [m.span() for m in regular_expression(patterns).finditer(text)]
    assert list(zip(found["start"], found["end"], strict=True)) == wanted


def test_one_pipeline_compiles_each_of_its_lists_once():
    corpus = corpus_of("France may not, perhaps, praise Iran.")
    world = dc.load_actors("world")

    def pipeline() -> int:
        """How many lists are compiled for it."""
        before = _compile.cache_info().misses
        mentions = dc.find_mentions(corpus, world)
        for find in (dc.find_hedges, dc.find_boosters, dc.find_negations, dc.find_probability_words, dc.find_quotes):
            find(corpus)
        dc.score_certainty(corpus)
        dc.score_sentiment(corpus, lexicon="commentary")
        dc.score_actor_sentiment(corpus, mentions)
        return _compile.cache_info().misses - before

    _compile.cache_clear()
    assert pipeline() > 4
    assert pipeline() == 0


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("hard work*", "hard-working, hard–working, hard\u2011working, hard work", 4),
        ("hard work*", "hard—working, hard--working, hard―working, hard - working, hard- working, hard-", 0),
        ("self interest*", "Self-interest and self interests.", 2),
        ("out of the way", "an out-of-the-way inn, out-of the way", 2),
        ("African-American vote", "the African-American-vote; African- American-vote; African American vote", 1),
        ("hard-working", "hard working, hard-working, hard—working", 1),
        ("Austro-", "Then Austro- and Austro-Hungarian, Austro — said, Austro—", 2),
        ("-elect", "president-elect, president -elect, president - elect", 2),
    ],
)
def test_a_blank_in_a_pattern_matches_a_hyphen_between_two_words(pattern, text, found):
    corpus = corpus_of(text)
    assert len(dc.find_terms(corpus, pd.DataFrame({"pattern": [pattern], "category": "x"}))) == found


def test_the_phrase_with_a_hyphen_goes_before_its_word():
    lexicon = pd.DataFrame({"pattern": ["hard", "hard work*"], "category": ["bad", "good"]})
    found = dc.find_terms(corpus_of("A hard-working man, working hard."), lexicon)
    assert found[["text", "category"]].values.tolist() == [["hard-working", "good"], ["hard", "bad"]]
    assert len(match(corpus_of("A crystal-clear case.").arrays, ["crystal clear"], compounds=False)[0]) == 0
