"""N-grams as spans: each stands where the text has its words, inside one sentence."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of, typed_text
from hypothesis import given

from discourse.measures.ngrams import find_ngrams


def test_words_and_pairs_by_hand():
    corpus = corpus_of("No War talks. War’s end.", "Talks of war")
    spans = find_ngrams(corpus, ["war", "war talks", "peace"])
    assert spans[["doc_id", "start", "text", "feature"]].values.tolist() == [
        ["d0", 3, "War", "war"],
        ["d0", 3, "War talks", "war talks"],
        ["d0", 14, "War", "war"],
        ["d1", 9, "war", "war"],
    ]
    assert spans["feature"].cat.categories.tolist() == ["war", "war talks", "peace"]


def test_no_pair_crosses_a_sentence_or_a_document():
    assert len(find_ngrams(corpus_of("It is war. Talks fail", "talks"), ["war talks", "fail talks"])) == 0


def test_a_table_of_features_and_stems():
    corpus = corpus_of("They talked. He talks.")
    assert find_ngrams(corpus, pd.DataFrame({"feature": ["talks"]}))["text"].tolist() == ["talks"]
    assert find_ngrams(corpus, ["talk"], stem=True)["text"].tolist() == ["talked", "talks"]


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([], "the features are none; give each feature once, as count_features writes it"),
        (["war", "war"], "the features have 'war' twice"),
        (["War"], "the features have 'War'; give each feature once"),
        (["war  talks"], "the features have 'war  talks'; give each feature once"),
        ("war", r"features is 'war'; give a list, such as \['war'\]"),
    ],
)
def test_features_that_no_text_can_have(features, said):
    with pytest.raises(ValueError, match=said):
        find_ngrams(corpus_of("War."), features)


@given(typed_text)
def test_a_span_has_the_words_that_were_asked_for(text):
    spans = find_ngrams(corpus_of(text), ["the", "us", "us us", "no no"])
    for found, feature in zip(spans["text"], spans["feature"], strict=True):
        assert "".join(filter(str.isalnum, found.lower())) == feature.replace(" ", "")
    assert spans["start"].is_monotonic_increasing
