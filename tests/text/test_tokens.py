"""The tokens of a corpus as arrays, and the table that is made of them."""

from __future__ import annotations

import gc
import pickle
from dataclasses import replace
from functools import cached_property
from inspect import signature

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, odd_text, typed_text
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse.text.tokens import Tokens, concat_tokens

TEXTS = "It may rain. It won’t.", "“War,” he said.\n\nAnd peace.", "One two."
EVERY = ("codes", "start", "end", "opening", "size", "sentence_id", "section_id", "sentence", "section", "doc")


def assert_same(left: Tokens, right: Tokens) -> None:
    for name in EVERY:
        assert getattr(left, name).tolist() == getattr(right, name).tolist(), name
    assert left.types.tolist() == right.types.tolist()
    assert left.doc_ids.tolist() == right.doc_ids.tolist()


def test_the_columns_of_the_table():
    tokens = corpus_of("It may rain. It won’t.", "War.").arrays
    assert tokens.table[["doc_id", "sentence_id", "start", "end", "token"]].values.tolist() == [
        ["d0", 0, 0, 2, "It"],
        ["d0", 0, 3, 6, "may"],
        ["d0", 0, 7, 11, "rain"],
        ["d0", 0, 11, 12, "."],
        ["d0", 1, 13, 15, "It"],
        ["d0", 1, 16, 21, "won’t"],
        ["d0", 1, 21, 22, "."],
        ["d1", 2, 0, 3, "War"],
        ["d1", 2, 3, 4, "."],
    ]
    assert tokens.opening.tolist() == [0, 4, 7]
    assert tokens.size.tolist() == [4, 3, 2]


@given(st.lists(odd_text | typed_text, max_size=4))
def test_arrays_of_a_table_are_those_that_it_was_made_of(texts):
    corpus = corpus_of(*texts)
    assert_same(Tokens.of(corpus.tokens.copy()), corpus.arrays)


@given(st.lists(odd_text | typed_text, max_size=4))
def test_what_is_asked_of_some_tokens_is_what_stands_in_the_table(texts):
    for known in (False, True):  # whether the table was made before
        tokens = corpus_of(*texts).arrays
        table = tokens.table if known else Tokens.of(tokens.table).table
        if not known:
            tokens = corpus_of(*texts).arrays
        at = np.arange(len(tokens))[::2]
        assert tokens.end_at(at).tolist() == table["end"].iloc[at].tolist()
        assert tokens.sentence_at(at).tolist() == table["sentence_id"].iloc[at].tolist()
        assert tokens.section_at(at).tolist() == table["section_id"].iloc[at].tolist()
        assert tokens.doc_at(at).tolist() == table["doc_id"].cat.codes.iloc[at].tolist()
        glued = (table["start"].to_numpy()[1:] == table["end"].to_numpy()[:-1]).tolist()
        assert tokens.compare(np.equal).tolist() == glued


@given(st.lists(odd_text | typed_text, min_size=1, max_size=3), st.data())
def test_tokens_between_two_places_are_those_that_share_a_character(texts, data):
    corpus = corpus_of(*texts)
    tokens = corpus.arrays
    for doc, text in enumerate(corpus.documents["text"]):
        low = data.draw(st.integers(0, len(text) - 1))
        high = data.draw(st.integers(low + 1, len(text)))
        (first,), (after,) = tokens.between(np.array([doc]), np.array([low]), np.array([high]))
        table = tokens.table[(tokens.table["doc_id"].cat.codes == doc)]
        inside = table.index[(table["start"] < high) & (table["end"] > low)].tolist()
        assert list(range(first, after)) == inside


def test_a_stretch_of_sentences_and_a_choice_of_them():
    tokens = corpus_of(*TEXTS).arrays
    every = tokens.table
    keep = np.array([False, True, False, True, True])
    for chosen in (tokens.select(slice(1, 3)), tokens.select(keep)):
        rows = every[every["sentence_id"].isin(chosen.sentence_id)].reset_index(drop=True)
        pd.testing.assert_frame_equal(chosen.table, rows)


@pytest.mark.parametrize(("most", "sizes"), [(1, [3, 5, 3]), (4, [8, 3]), (8, [8, 3]), (9, [11]), (99, [11])])
def test_parts_are_whole_documents_until_there_are_enough_tokens(most, sizes):
    tokens = corpus_of("It may.", "It did. So be", "It is.").arrays
    parts = list(tokens.by_documents(most))
    assert [len(part) for _, part in parts] == sizes
    assert [low for low, _ in parts] == np.cumsum([0, *sizes[:-1]]).tolist()
    assert np.concatenate([part.codes for _, part in parts]).tolist() == tokens.codes.tolist()
    assert list(corpus_of("").arrays.by_documents(most)) == []


def test_other_words_in_the_table_keep_their_places():
    corpus = corpus_of("They gave. It may.")
    lemmas = corpus.tokens["token"].astype("str").replace({"gave": "give up"}).astype("category")
    changed = replace(corpus, tokens=corpus.tokens.assign(token=lemmas))
    assert changed.tokens["end"].tolist() == corpus.tokens["end"].tolist()
    assert dc.find_terms(changed, pd.DataFrame({"pattern": ["."]}))["start"].tolist() == [9, 17]
    fewer = replace(corpus, tokens=corpus.tokens[corpus.tokens["token"] != "."])
    assert dc.find_hedges(fewer)["text"].tolist() == ["may"]
    assert len(fewer.arrays) == 4


def test_a_corpus_with_other_documents_has_the_same_arrays():
    corpus = corpus_of(*TEXTS)
    assert replace(corpus, documents=corpus.documents.assign(n=1)).arrays is corpus.arrays
    other = corpus.with_documents(corpus.documents.assign(n=1))
    assert other.arrays is corpus.arrays
    assert other.texts is corpus.texts
    assert other.documents["n"].tolist() == [1, 1, 1]


def made_of(tokens: Tokens) -> list[str]:
    """Everything that tokens work out when it is asked for, after it was asked for."""
    names = [name for name, value in vars(type(tokens)).items() if isinstance(value, cached_property)]
    for name in names:
        getattr(tokens, name)
    tokens.once(len)
    return [*names, "_kept"]


def test_another_process_is_sent_what_nothing_else_tells():
    tokens = corpus_of(*TEXTS).arrays
    before = pickle.dumps(tokens)
    made = made_of(tokens)
    assert {"table", "end", "doc", "_kept"} <= set(made) <= set(vars(tokens))
    assert set(tokens.__getstate__()) == set(signature(Tokens).parameters)
    assert pickle.dumps(tokens) == before
    sent = pickle.loads(before)
    assert not set(made) & set(vars(sent))
    assert_same(sent, tokens)
    assert_same(pickle.loads(pickle.dumps(sent)), tokens)


def test_a_new_cached_thing_is_not_sent_though_nobody_lists_it():
    class More(Tokens):
        @cached_property
        def extra(self):
            return np.arange(len(self))

    state = corpus_of(*TEXTS).arrays.__getstate__()
    tokens = More(**state)
    assert "extra" in made_of(tokens)
    assert set(tokens.__getstate__()) == set(state)


def test_ends_that_a_table_stated_are_sent_those_of_the_types_are_not():
    corpus = corpus_of("They gave. It may.")
    lemmas = corpus.tokens["token"].astype("str").replace({"gave": "give up"}).astype("category")
    stated = Tokens.of(corpus.tokens.assign(token=lemmas))
    plain = Tokens.of(corpus.tokens.copy())
    assert plain.stated_end is None
    for tokens in (stated, pickle.loads(pickle.dumps(stated)), stated.select(slice(0, 2))):
        assert tokens.stated_end.tolist() == tokens.end.tolist() == corpus.tokens["end"].tolist()
        assert tokens.end_at(np.array([1])).tolist() == [9]
    assert stated.select(np.array([False, True])).end.tolist() == corpus.tokens["end"].tolist()[3:]
    joined = concat_tokens([stated, plain], [0, 2], stated.doc_ids)
    assert joined.stated_end.tolist() == 2 * corpus.tokens["end"].tolist()


def test_arrays_are_found_by_their_table_for_as_long_as_somebody_has_them():
    corpus = corpus_of(*TEXTS)
    table = corpus.tokens
    assert Tokens.of(table) is corpus.arrays
    assert Tokens.of(table.copy()) is not corpus.arrays
    number = id(table)
    assert number in Tokens._made
    del corpus
    gc.collect()
    assert number not in Tokens._made


def test_what_is_made_of_tokens_is_made_once():
    tokens, seen = corpus_of("It may.").arrays, []
    for _ in range(2):
        assert tokens.once(seen.append) is None
    assert seen == [tokens]


def test_texts_are_those_of_the_documents():
    corpus = corpus_of(*TEXTS)
    later = dc.filter_corpus(corpus, np.array([False, True, True]))
    for each in (corpus, later, dc.concat_corpora([later, dc.filter_corpus(corpus, np.array([True, False, False]))])):
        assert each.texts == each.documents["text"].tolist()


def test_the_table_cannot_be_exchanged_in_place():
    corpus = corpus_of("It may.")
    with pytest.raises(AttributeError):
        corpus.tokens = corpus.tokens.copy()
