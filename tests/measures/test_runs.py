"""Runs of words: counted some documents at a time, they are those of a plain count."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from discourse.measures import _runs
from discourse.measures._runs import count_runs
from discourse.text.words import kinds_of_words

documents = st.lists(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=7), max_size=3), max_size=7)


def counted(corpus, n: int) -> list[tuple[str, int, int]]:
    runs = count_runs(corpus.arrays, *kinds_of_words(corpus.arrays), n)
    return sorted(zip(runs.names(), runs.n.tolist(), runs.n_docs.tolist(), strict=True))


def plainly_counted(texts: list[list[list[str]]], n: int) -> list[tuple[str, int, int]]:
    found = [Counter(" ".join(words[i : i + n]) for words in text for i in range(len(words) - n + 1)) for text in texts]
    total = sum(found, Counter())
    return sorted((run, times, sum(run in own for own in found)) for run, times in total.items())


@given(documents, st.integers(2, 4), st.sampled_from([1, 5, 1 << 19]))
def test_runs_are_those_of_a_plain_count(texts, n, at_once):
    named = [[[f"word{word}" for word in words] for words in text] for text in texts]
    corpus = corpus_of(*(" ".join(" ".join(words).capitalize() + "." for words in text) for text in named))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_runs, "_AT_ONCE", at_once)
        assert counted(corpus, n) == plainly_counted(named, n)


def test_no_run_crosses_a_sentence_or_a_document():
    assert counted(corpus_of("No war. Now talks", "talks go on"), 2) == [
        ("go on", 1, 1),
        ("no war", 1, 1),
        ("now talks", 1, 1),
        ("talks go", 1, 1),
    ]


def test_without_words_there_are_no_runs():
    runs = count_runs(corpus_of("", "?!").arrays, np.zeros(0, np.int32), [], 3)
    assert runs.names() == [] and runs.words.shape == (0, 3)
