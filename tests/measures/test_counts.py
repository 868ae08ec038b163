"""How much text there is: documents, words, types and sentences of each group of the corpus."""

from __future__ import annotations

import pytest
from conftest import corpus_of, typed_text
from hypothesis import given
from hypothesis import strategies as st

from discourse.measures.counts import count_words

COLUMNS = ["n_docs", "n_words", "n_types", "n_sentences"]


def test_groups_that_the_corpus_has_by_hand():
    corpus = corpus_of("War ends. War began.", "Peace, the Peace talks.", "War", outlet=["A", "B", "A"], year=[1, 1, 2])
    assert count_words(corpus)[COLUMNS].values.tolist() == [[3, 9, 6, 4]]
    assert count_words(corpus, by="outlet").values.tolist() == [["A", 2, 5, 3, 3], ["B", 1, 4, 3, 1]]
    assert count_words(corpus, by=["outlet", "year"])[["outlet", "year", "n_words"]].values.tolist() == [
        ["A", 1, 4],
        ["A", 2, 1],
        ["B", 1, 4],
    ]


def test_what_cannot_be_grouped_by_is_named():
    with pytest.raises(ValueError, match="paper"):
        count_words(corpus_of("War."), by="paper")


@given(st.lists(st.tuples(typed_text.filter(str.strip), st.sampled_from("AB")), min_size=1, max_size=5))
def test_groups_add_up_to_the_whole(rows):
    texts, outlets = zip(*rows, strict=True)
    corpus = corpus_of(*texts, outlet=list(outlets))
    whole, parts = count_words(corpus), count_words(corpus, by="outlet")
    added = parts[["n_docs", "n_words", "n_sentences"]].sum()
    assert added.tolist() == whole[added.index].iloc[0].tolist()
    assert (parts["n_types"] <= parts["n_words"]).all()
    assert parts["n_types"].max() <= whole["n_types"][0] <= parts["n_types"].sum()
    assert count_words(corpus, by="doc_id")["n_docs"].tolist() == [1] * len(corpus.documents)
