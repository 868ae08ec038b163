"""Certainty: the product over hedges, what boosters take back, a row for every sentence."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of, curly_text, straighten
from hypothesis import given

import discourse as dc
from discourse import schema
from discourse.stance.boosters import find_boosters
from discourse.stance.certainty import BOOST, score_certainty


def test_the_product_over_hedges_by_hand():
    corpus = corpus_of("It may rain, perhaps. It rains.", "Certainly it may rain.")
    hedges = pd.DataFrame({"sentence_id": [0, 0, 2], "strength": [0.5, 0.2, 0.5]})
    scores = score_certainty(corpus, hedges=hedges)
    assert scores["certainty"].tolist() == pytest.approx([0.5 * 0.8, 1.0, 1 - 0.5 * (1 - BOOST)])
    assert scores[["doc_id", "sentence_id", "n_hedges", "n_boosters"]].to_numpy().tolist() == [
        ["d0", 0, 2, 0],
        ["d0", 1, 0, 0],
        ["d1", 2, 1, 1],
    ]
    assert scores[["start", "end"]].to_numpy().tolist() == [[0, 21], [22, 31], [0, 22]]


def test_by_default_all_hedges_and_boosters_count():
    corpus = corpus_of("It may certainly seem so.", "He left. No hedge is here, clearly.")
    given_ = score_certainty(corpus, hedges=dc.find_hedges(corpus), boosters=find_boosters(corpus))
    pd.testing.assert_frame_equal(score_certainty(corpus), given_)
    strength = dc.find_hedges(corpus)["strength"]
    left = (1 - strength).prod()
    assert given_["certainty"].tolist() == pytest.approx([1 - (1 - left) * (1 - BOOST), 1, 1])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Studies of the delta are needed.", None),
        ("More evidence is needed before the bridge opens.", "More evidence is needed"),
        ("The treaty warrants further study.", "warrants further study"),
        ("On tariffs the evidence is mixed.", "evidence is mixed"),
        ("The mayor relied on a small sample.", "small sample"),
        ("The mayor relied on a small bridge.", None),
        ("Why the cabinet fell is not yet known.", "not yet known"),
        ("The cause remains elusive.", "remains elusive"),
        ("The elusive minister has left.", None),
        ("The jury is still out on the new port.", "jury is still out"),
        ("The canal has the potential to change trade.", "has the potential to"),
        ("The canal is projected to lose money.", "is projected to"),
        ("The film is projected on a wall.", None),
    ],
)
def test_what_is_not_known_takes_certainty(text, cue):
    corpus = corpus_of(text)
    assert dc.find_hedges(corpus)["text"].tolist() == ([cue] if cue else [])
    assert (score_certainty(corpus)["certainty"][0] < 1) == bool(cue)


def test_a_hedge_that_leaves_nothing():
    hedges = pd.DataFrame({"sentence_id": [0, 0], "strength": [1.0, 0.3]})
    assert score_certainty(corpus_of("It may rain."), hedges=hedges)["certainty"].tolist() == [0.0]


def test_documents_by_their_mean():
    corpus = corpus_of("It may rain. It rains.", "It rains.")
    scores = score_certainty(corpus)
    means = dc.count_mean(scores, corpus, column="certainty", by="doc_id")
    assert means["mean"].tolist() == pytest.approx([(scores["certainty"][0] + 1) / 2, 1.0])


def test_columns_are_the_same_with_and_without_sentences():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["certainty"].items()}
    for texts in ((), ("It rains.",), ("It may rain.",)):
        scores = score_certainty(corpus_of(*texts))
        assert {c: str(d) for c, d in scores.dtypes.items()} == listed
        assert len(scores) == len(texts)


def test_errors_say_what_is_wrong():
    corpus = corpus_of("It may rain.")
    with pytest.raises(ValueError, match="hedges lacks the column strength"):
        score_certainty(corpus, hedges=pd.DataFrame({"sentence_id": [0]}))
    with pytest.raises(ValueError, match="hedges have a strength outside 0 to 1"):
        score_certainty(corpus, hedges=pd.DataFrame({"sentence_id": [0], "strength": [1.5]}))
    with pytest.raises(ValueError, match="sentence_id 7 is not in the corpus"):
        score_certainty(corpus, boosters=pd.DataFrame({"sentence_id": [7]}))


@given(curly_text)
def test_between_0_and_1_whatever_the_typography(text):
    scores = score_certainty(corpus_of(text))
    assert scores["certainty"].between(0, 1).all()
    assert scores["certainty"].tolist() == score_certainty(corpus_of(straighten(text)))["certainty"].tolist()
