"""The one matcher: every pattern found where a longest-match regular expression finds it, however it is typed."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from conftest import check_spans, corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema


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


# --- the table --------------------------------------------------------------------------------------------------


def test_every_column_of_the_lexicon_rides_along():
    corpus = corpus_of("so", "It may, perhaps, hold. May it hold!")
    table = lexicon_of("may", "perhaps", "likely", weight=[0.5, 0.3, 0.1], note=["m", None, "l"])
    found = dc.find_terms(corpus, table)
    assert found.columns.tolist() == [*schema.TABLES["terms"], "weight", "note"]
    assert found[["doc_id", "sentence_id", "start", "text", "pattern"]].to_numpy().tolist() == [
        ["d1", 1, 3, "may", "may"],
        ["d1", 1, 8, "perhaps", "perhaps"],
        ["d1", 2, 23, "May", "may"],
    ]
    assert found["weight"].tolist() == [0.5, 0.3, 0.5]
    assert found["note"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("texts", [(), ("Peace.",), ("War.",)])
@pytest.mark.parametrize("patterns", [(), ("peace",)])
def test_columns_and_dtypes_are_the_same_with_and_without_matches(texts, patterns):
    table = lexicon_of(*patterns, weight=np.ones(len(patterns)))
    found = dc.find_terms(corpus_of(*texts), table)
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["terms"].items()} | {"weight": "float64"}
    assert {c: str(d) for c, d in found.dtypes.items()} == listed
    assert list(found.columns) == list(listed)
    assert len(found) == (texts == ("Peace.",) and len(patterns))


def test_inputs_are_left_as_they_are():
    corpus, table = corpus_of("May it be."), lexicon_of("may", "be", weight=[1, 2]).set_index(pd.Index([7, 7]))
    copies = [t.copy(deep=True) for t in (corpus.documents, corpus.sections, corpus.tokens, table)]
    assert len(dc.find_terms(corpus, table)) == 2
    for before, after in zip(copies, (corpus.documents, corpus.sections, corpus.tokens, table), strict=True):
        pd.testing.assert_frame_equal(before, after)


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


# --- files and errors -------------------------------------------------------------------------------------------


def test_load_lexicon_reads_every_column_and_takes_no_word_for_a_gap(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "\ufeffpattern,category,weight,case\nNA,none,1,true\n\nnull,,2,\nUS,state,3,false\n", encoding="utf-8"
    )
    table = dc.load_lexicon(path)
    assert table["pattern"].tolist() == ["NA", "null", "US"]
    assert table["category"].isna().tolist() == [False, True, False]
    assert table["weight"].tolist() == [1, 2, 3]
    assert dc.find_terms(corpus_of("na NA us NULL"), table)["text"].tolist() == ["NA", "us", "NULL"]
    path.write_text("pattern,category\n")
    assert [str(d) for d in dc.load_lexicon(path).dtypes] == ["str", "str"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("word,category\na,b\n", r"the lexicon .*list.csv lacks the column pattern; it has word, category\. Add or"),
        ("pattern,category\na,b\n\n ,c\n", r"list.csv, line 4: the pattern is empty; fill it or drop the line"),
    ],
)
def test_load_lexicon_names_what_is_wrong_and_where(tmp_path, lines, message):
    path = tmp_path / "list.csv"
    path.write_text(lines)
    with pytest.raises(ValueError, match=message):
        dc.load_lexicon(path)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pd.DataFrame({"word": ["a"]}), "the lexicon lacks the column pattern; it has word. Add or rename the column."),
        (
            lexicon_of("a", start=[1], text=["x"]),
            "the lexicon has the columns start, text, which the matches need; ren",
        ),
        (lexicon_of("a", " "), "the pattern ' ' is empty; each needs a word"),
        (lexicon_of("a", None), "the pattern nan is empty; each needs a word"),
        (lexicon_of("in *"), r"the pattern 'in \*' has a word without letters; write at least one letter beside \*"),
        (lexicon_of("a", case=["no"]), "the lexicon's column case has 'no'; write true or false, or leave it empty"),
    ],
)
@pytest.mark.parametrize("text", ["a word", ""])
def test_errors_name_the_value_and_the_way_out(table, message, text):
    with pytest.raises(ValueError, match=message):
        dc.find_terms(corpus_of(text), table)


def test_a_lexicon_that_is_no_table_is_named_as_such():
    with pytest.raises(TypeError, match="the lexicon is a list; a pandas DataFrame with pattern is needed"):
        dc.find_terms(corpus_of("a"), ["a"])
