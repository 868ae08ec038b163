"""Key words in context: what stands around them, never beyond the paragraph; counts as quanteda has them."""

from __future__ import annotations

import re
import tracemalloc

import pandas as pd
import pytest
from conftest import corpus_of, straighten, typed_text
from hypothesis import given

import discourse as dc

TEXT = "The US may talk to “Moscow”. It may not.\n\nMay talks end? Trump’s envoys may."
CORPUS = corpus_of(TEXT, outlet=["A"])


def lines(table: pd.DataFrame) -> list[list[str]]:
    return table[["pre", "keyword", "post"]].values.tolist()


def test_a_word_in_its_window():
    assert lines(dc.kwic(CORPUS, "may", window=2)) == [
        ["The US", "may", "talk to “"],
        ["Moscow”. It", "may", "not."],
        ["", "May", "talks end?"],
        ["Trump’s envoys", "may", "."],
    ]


def test_the_whole_sentence():
    assert lines(dc.kwic(CORPUS, "may", window=None))[:2] == [
        ["The US", "may", "talk to “Moscow”."],
        ["It", "may", "not."],
    ]


def test_no_window_is_the_word_alone():
    assert lines(dc.kwic(CORPUS, "envoys", window=0)) == [["", "envoys", ""]]


def test_patterns_of_every_kind():
    assert lines(dc.kwic(CORPUS, "talk*", window=1)) == [["may", "talk", "to “"], ["May", "talks", "end?"]]
    assert dc.kwic(CORPUS, ["may not", "US"])["pattern"].tolist() == ["US", "may not"]
    assert dc.kwic(CORPUS, re.compile("[Tt]alks?"))["keyword"].tolist() == ["talk", "talks"]
    mentions = dc.find_mentions(CORPUS, dc.load_actors("world"))
    found = dc.kwic(CORPUS, mentions)
    assert found["keyword"].tolist() == mentions["text"].tolist()
    assert found["pattern"].isna().all()
    lexicon = pd.DataFrame({"pattern": ["us"], "category": ["c"], "case": [True]})
    assert len(dc.kwic(CORPUS, lexicon)) == 0


def test_sorted_by_what_stands_beside():
    assert dc.kwic(CORPUS, "may", sort="1R")["post"].str.split().str[0].fillna("").tolist() == [
        ".", "not.", "talk", "talks",
    ]  # fmt: skip
    assert dc.kwic(CORPUS, "may", sort=["1L", "2L"])["pre"].str.split().str[-1].fillna("").tolist() == [
        "", "envoys", "It", "US",
    ]  # fmt: skip


def test_columns_on_request():
    table = dc.kwic(CORPUS, "may", columns=["role", "outlet"])
    assert table[["role", "outlet"]].drop_duplicates().values.tolist() == [["body", "A"]]
    with pytest.raises(ValueError, match=r"corpus\.documents lacks the column author"):
        dc.kwic(CORPUS, "may", columns=["author"])


def test_wrong_places_and_windows():
    with pytest.raises(ValueError, match="sort is 'left'; give positions such as '1L'"):
        dc.kwic(CORPUS, "may", sort="left")
    with pytest.raises(ValueError, match="window is -1; give a whole number of words, or None for the sentence"):
        dc.kwic(CORPUS, "may", window=-1)


def test_nothing_found_and_nothing_there():
    for corpus in (CORPUS, corpus_of()):
        table = dc.kwic(corpus, "grain", columns=["role"])
        assert len(table) == 0
        assert list(table.columns) == [
            "doc_id",
            "sentence_id",
            "start",
            "end",
            "pre",
            "keyword",
            "post",
            "pattern",
            "role",
        ]


@given(typed_text)
def test_the_three_parts_are_the_text_and_typography_changes_nothing(text):
    corpus = corpus_of(text or "a", "a then a")
    table = dc.kwic(corpus, ["a", "then"])
    texts = corpus.documents.set_index("doc_id")["text"]
    for row in table.to_dict("records"):
        assert texts[row["doc_id"]][row["start"] : row["end"]] == row["keyword"]
        joined = "".join((row["pre"] + row["keyword"] + row["post"]).split())
        assert joined in "".join(texts[row["doc_id"]].split())
    straight = dc.kwic(corpus_of(straighten(text or "a"), "a then a"), ["a", "then"])
    assert len(straight) == len(table)


def test_the_inaugural_addresses_against_quanteda(shared):
    """kwic of quanteda 4.3.1; it keeps the clitic of government's in the word, where ours stands apart."""
    documents = pd.read_json(shared / "data" / "corpora" / "inaugural.jsonl.gz", lines=True, dtype={"id": "str"})
    corpus = dc.from_documents(documents.rename(columns={"id": "doc_id"})[["doc_id", "text"]], sections=False)
    for pattern, name in (("govern*", "govern_glob"), ("foreign policy", "foreign_policy")):
        gold = pd.read_csv(shared / "data" / "statistics" / f"quanteda431_kwic_{name}.csv")
        table = dc.kwic(corpus, pattern)
        assert table["doc_id"].tolist() == gold["docname"].tolist()
        ours, theirs = table["keyword"].str.lower(), gold["keyword"].str.replace("’", "'").str.removesuffix("'s")
        assert ours.tolist() == theirs.tolist()


@pytest.mark.parametrize("window", [10**3, 10**9, 10**30])
def test_a_huge_window_is_the_whole_paragraph_and_takes_no_more_memory(window):
    corpus = corpus_of("So it may be, or not. It did.\n\nNo." + "\n\nTea may be had at noon." * 500)
    pre, post = dc.kwic(corpus, "may", window=window)[["pre", "post"]].iloc[0]
    assert (pre, post) == ("So it", "be, or not. It did.")
    tracemalloc.start()
    dc.kwic(corpus, "may", window=5)
    few = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    dc.kwic(corpus, "may", window=window)
    assert tracemalloc.get_traced_memory()[1] < 1.5 * few
    tracemalloc.stop()


def test_any_number_of_marks_may_stand_between_the_words():
    table = dc.kwic(corpus_of("Is it desirable . ! ? . ; : may it be?"), "may", window=1)
    assert lines(table) == [["desirable . ! ? . ; :", "may", "it"]]


def test_places_to_sort_by_are_words_without_their_marks():
    corpus = corpus_of("may (Zoe). may “ann”! may ...bob...")
    assert dc.kwic(corpus, "may", window=1, sort="1R")["post"].tolist() == ["“ann”!", "...bob...", "(Zoe)."]
