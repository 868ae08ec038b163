"""The vocabulary: each type of a corpus asked once what it is, and which types a pattern stands for."""

from __future__ import annotations

import fnmatch
import gc

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from discourse.text.vocabulary import (
    CAPITAL,
    DASH,
    NO_WORD,
    NUMBER,
    PREFIX,
    SMALL,
    WILD,
    Vocabulary,
    count_types,
    find_openings,
    find_types,
    may_drop_point,
    vocabulary_of,
)


def vocabulary(*types: str) -> Vocabulary:
    return Vocabulary(pd.Index(types, dtype="str"))


def test_what_a_type_is():
    found = vocabulary("Trade", "anti", "mid", "2018", "-", "—", "’s", "’S", "$", "handl[ing]", "[")
    assert found.word_class.tolist() == [
        CAPITAL, PREFIX, PREFIX, NUMBER, DASH, NO_WORD, NO_WORD, NO_WORD, NO_WORD, SMALL, NO_WORD,
    ]  # fmt: skip
    assert found.forms[-3:] == ["$", "handling", "["]
    assert found.lettered.tolist() == [True] * 4 + [False] * 5 + [True, False]


def test_forms_are_counted_with_case_and_points_set_aside():
    found = vocabulary("Mr", "mr.", "MR.", "No.", "no", "W.", "w")
    number, forms = found.counted
    assert [forms[n] for n in number] == ["mr", "mr", "mr", "no.", "no", "w.", "w"]
    assert [found.index[form] for form in ("mr", "mr.", "no.")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("word", "may"),
    [("Mr", True), ("Sen", True), ("W", False), ("No", False), ("no", False), ("U.S", False), ("", False)],
)
def test_whether_a_point_makes_a_difference(word, may):
    assert may_drop_point(word) == may


def test_the_types_of_a_word_and_of_a_glob():
    found = vocabulary("govern", "Govern", "GOVERNS", "ungoverned", "don’t")
    wanted = {False: {"govern": "govern", "don't": "don’t"}, True: {"Govern": "Govern"}}
    globs = [(f"govern{WILD}", False), (f"{WILD}govern{WILD}", False), (f"G{WILD}n", True)]
    assert dict(found.find(wanted, globs)) == {
        ("govern", False): [0, 1],
        ("don’t", False): [4],
        ("Govern", True): [1],
        (f"govern{WILD}", False): [0, 1, 2],
        (f"{WILD}govern{WILD}", False): [0, 1, 2, 3],
        (f"G{WILD}n", True): [1],
    }


def test_many_words_are_found_as_few_are():
    found = vocabulary("war", "War", "peace")
    many = {word: word for word in ["war", "peace", *(f"x{n}" for n in range(60))]}
    assert dict(found.find({False: many}, [])) == {("war", False): [0, 1], ("peace", False): [2]}


types = st.lists(st.text("abAB", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


@given(types, st.lists(st.sampled_from(["a", "b", "ab", "*"]), min_size=1, max_size=4).map("".join))
def test_a_glob_stands_for_what_fnmatch_finds(words, glob):
    if "*" not in glob or not glob.strip("*"):
        glob = f"a{glob}*"
    ((_, codes),) = vocabulary(*words).find({}, [(glob.replace("*", WILD), False)])
    assert sorted(codes) == [i for i, word in enumerate(words) if fnmatch.fnmatchcase(word.lower(), glob)]


@given(st.lists(st.integers(0, 11), max_size=40), st.sets(st.integers(0, 11)))
def test_types_are_counted_and_found(codes, wanted):
    codes = np.array(codes, np.int32)
    assert count_types(codes, 11).tolist() == [(codes == n).sum() for n in range(11)]  # 11 is no type
    found = find_types(codes, np.array(sorted(wanted - {11}), np.int64), 12)
    assert found.tolist() == [i for i, code in enumerate(codes.tolist()) if code in wanted - {11}]


def test_types_that_open_a_pattern():
    # 0 1 2 0 2 1: type 0 by itself; type 1 only before type 2
    whole, longer, inner = (np.array(flags, bool) for flags in ([1, 0, 0], [0, 1, 0], [0, 0, 1]))
    assert find_openings(np.array([0, 1, 2, 0, 2, 1]), whole, longer, inner).tolist() == [0, 1, 3]
    assert find_openings(np.zeros(0, np.int64), whole, longer, inner).tolist() == []


def test_the_vocabulary_of_tokens_is_made_once():
    tokens = corpus_of("It may.").arrays
    assert vocabulary_of(tokens) is vocabulary_of(tokens)
    assert len(vocabulary_of(tokens)) == 3


def test_a_part_of_a_corpus_shares_the_vocabulary_of_the_whole():
    tokens = corpus_of("It may.", "War, it may.").arrays
    assert vocabulary_of(tokens.select(slice(1, 2))) is vocabulary_of(tokens)
    assert vocabulary_of(tokens.of_documents(tokens.doc_ids[1:])) is vocabulary_of(tokens)


def test_a_vocabulary_is_kept_for_as_long_as_its_types():
    tokens = corpus_of("It may.").arrays
    vocabulary_of(tokens).once(len)
    number = id(tokens.types)
    assert number in Vocabulary._known
    del tokens
    gc.collect()
    assert number not in Vocabulary._known
