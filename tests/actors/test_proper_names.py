"""Which tokens belong to a name: read off capitals, small words inside names, and titles before them."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, odd_text, typed_text
from hypothesis import given
from hypothesis import strategies as st

from discourse.actors._proper_names import find_names


def names(*texts: str) -> list[str]:
    corpus = corpus_of(*texts)
    tokens = corpus.arrays
    found = find_names(tokens)
    places = zip(tokens.doc_at(found.first), tokens.start[found.first], tokens.end_at(found.last), strict=True)
    return [corpus.texts[doc][start:end] for doc, start, end in places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They saw the Bank of England.", ["Bank of England"]),
        ("They met Ursula von der Leyen there.", ["Ursula von der Leyen"]),
        ("They met President Donald Trump there.", ["Donald Trump"]),
        ("They saw Russia. The US-Russia talks with the US end.", ["Russia", "US", "Russia", "US"]),
        ("They live in Saxony-Anhalt now.", ["Saxony-Anhalt"]),
        ("They fear the Iraqi security forces.", ["Iraqi security forces"]),
        ("They asked the European Union (EU).", ["European Union", "EU"]),
        ("They lost the 2011 Irish general election.", ["2011 Irish general election"]),
        ("Nobody is named here.", []),
        ("", []),
    ],
)
def test_where_a_name_begins_and_ends(text, found):
    assert names(text) == found


def test_the_head_of_a_sentence_is_a_name_if_it_is_one_elsewhere():
    assert names("Walls fell.") == []
    assert names("Moscow fell. They left Moscow.") == ["Moscow", "Moscow"]


def test_titles_and_acronyms_are_told():
    tokens = corpus_of("They asked the European Union (EU) and Senator Ada Moe.").arrays
    found = find_names(tokens)
    assert found.titled.tolist() == [False, False, True]
    (first, last, short), *others = found.pairs
    assert others == []
    assert [str(tokens.types[tokens.codes[i]]) for i in (first, last, short)] == ["European", "Union", "EU"]


@given(st.lists(odd_text | typed_text, max_size=3))
def test_names_follow_one_another_inside_their_sentences(texts):
    tokens = corpus_of(*texts).arrays
    found = find_names(tokens)
    assert (found.first <= found.last).all()
    assert (found.first[1:] > found.last[:-1]).all()
    assert (tokens.sentence[found.first] == tokens.sentence[found.last]).all()
    assert np.isin([first for first, _, _ in found.pairs], np.arange(len(tokens))).all()
