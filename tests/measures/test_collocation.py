"""Collocates and collocations counted by hand, and against quanteda 4.3.1."""

from __future__ import annotations

import re
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc

COLD = corpus_of("The cold war ended. A cold, cold war is war.", "War is cold.")


def test_the_window_is_counted_in_words_and_ends_with_the_sentence():
    near = dc.collocates(COLD, "cold", window=2).set_index("collocate")
    # 1: the | war ended; 2 and 3: a, cold | cold, war, is; 4: war is
    assert near["n"].to_dict() == {"war": 4, "is": 2, "cold": 2, "a": 2, "the": 1, "ended": 1}
    assert near["n_left"].to_dict() == {"war": 1, "is": 1, "cold": 1, "a": 2, "the": 1, "ended": 0}
    assert (near["n_left"] + near["n_right"]).tolist() == near["n"].tolist()
    assert near.loc["war", ["n_docs", "n_node", "n_collocate", "total"]].tolist() == [2, 4, 4, 13]


def test_expected_with_and_without_the_span():
    with_span = dc.collocates(COLD, "cold", window=2).set_index("collocate")
    without = dc.collocates(COLD, "cold", window=2, span=False).set_index("collocate")
    assert without.loc["war", "expected"] == pytest.approx(4 * 4 / 13)
    assert with_span.loc["war", "expected"] == pytest.approx(4 * 4 / 13 * 4)


def test_nodes_may_be_phrases_lexica_or_spans():
    phrase = dc.collocates(COLD, "cold war", window=1)
    assert phrase.set_index("collocate")["n"].to_dict() == {"the": 1, "ended": 1, "cold": 1, "is": 1}
    lexicon = pd.DataFrame({"pattern": ["cold war"], "category": ["c"]})
    pd.testing.assert_frame_equal(dc.collocates(COLD, lexicon, window=1), phrase)
    spans = dc.find_terms(COLD, lexicon).drop(columns="pattern")
    pd.testing.assert_frame_equal(dc.collocates(COLD, spans, window=1), phrase)


def test_a_node_that_is_nowhere_has_no_collocates():
    none = dc.collocates(COLD, "peace")
    assert len(none) == 0
    assert list(none.columns) == list(dc.collocates(COLD, "cold").columns)


def test_a_window_must_be_a_number_of_words():
    with pytest.raises(ValueError, match="window is 0; give a whole number of words, at least 1"):
        dc.collocates(COLD, "cold", window=0)


def test_association_of_one_pair_by_hand():
    pair = pd.DataFrame({"n": [10], "n_node": [20], "n_collocate": [40], "total": [100]})
    row = dc.score_association(pair).iloc[0]
    assert row["expected"] == 8
    assert row["mi"] == pytest.approx(np.log2(10 / 8))
    assert row["mi3"] == pytest.approx(np.log2(1000 / 8))
    assert row["t"] == pytest.approx(2 / np.sqrt(10))
    assert row["z"] == pytest.approx(2 / np.sqrt(8))
    cells = np.array([10, 10, 30, 50]) * np.log(np.array([10 / 8, 10 / 12, 30 / 32, 50 / 48]))
    assert row["g2"] == pytest.approx(2 * cells.sum())
    assert row["log_dice"] == pytest.approx(14 + np.log2(20 / 60))
    assert row["delta_p_collocate"] == pytest.approx(10 / 20 - 30 / 80)
    assert row["delta_p_node"] == pytest.approx(10 / 40 - 10 / 60)
    assert row["npmi"] == pytest.approx(np.log2(10 / 8) / -np.log2(0.1))


def test_two_words_that_stand_together_by_hand():
    corpus = corpus_of("cold war cold war cold peace", "no war")
    row = dc.collocations(corpus, min_n=2).set_index("collocation", drop=False).loc["cold war"]
    # six bigrams: cold war 2, war cold 2, cold peace 1, no war 1
    assert row[["collocation", "n", "n_docs", "length"]].tolist() == ["cold war", 2, 1, 2]
    cells = np.array([2, 1, 1, 2]) + 0.5
    assert row["lambda_"] == pytest.approx(np.log(cells) @ [1, -1, -1, 1])
    assert row["z"] == pytest.approx(row["lambda_"] / np.sqrt((1 / cells).sum()))


@pytest.mark.parametrize("size", [1, 6, True])
def test_the_size_of_a_collocation(size):
    with pytest.raises(ValueError, match="give a whole number of words from 2 to 5"):
        dc.collocations(COLD, size=size)


def test_pairs_of_the_inaugural_addresses_against_formulas(shared):
    gold = pd.read_csv(shared / "data" / "statistics" / "bigram_association_inaugural_min10.csv")
    pairs = gold.rename(columns={"f": "n", "f1": "n_node", "f2": "n_collocate", "N": "total"})
    table = dc.score_association(pairs[["n", "n_node", "n_collocate", "total"]])
    for ours, theirs in {
        "expected": "E", "mi": "MI", "mi3": "MI3", "t": "t", "z": "z", "log_dice": "logDice",
        "delta_p_collocate": "deltaP_2given1", "delta_p_node": "deltaP_1given2", "npmi": "NPMI",
    }.items():  # fmt: skip
        np.testing.assert_allclose(table[ours], gold[theirs], rtol=1e-9, err_msg=ours)
    np.testing.assert_allclose(table["g2"].abs(), gold["G2_4cell"], rtol=1e-9)


@pytest.mark.parametrize("size", [2, 3])
def test_collocations_of_the_inaugural_addresses_against_quanteda(shared, size):
    """textstat_collocations, quanteda.textstats 0.97.2, on tokens by the rule that the figures were made with."""
    documents = pd.read_json(shared / "data" / "corpora" / "inaugural.jsonl.gz", lines=True)
    gold = pd.read_csv(shared / "data" / "statistics" / f"quanteda431_collocations_size{size}.csv")
    rule = re.compile(r"[a-z]+(?:'[a-z]+)?")
    # A clitic would stand apart, so its apostrophe is spelt out; a document is one sentence.
    texts = [" ".join(rule.findall(text.replace("’", "'").lower())).replace("'", "qq") for text in documents["text"]]
    table = dc.collocations(corpus_of(*texts), size=size, min_n=10).set_index("collocation")
    table = table.loc[gold["collocation"].str.replace("'", "qq")]
    assert table["n"].tolist() == gold["count"].tolist()
    np.testing.assert_allclose(table["lambda_"], gold["lambda"], rtol=1e-9)
    np.testing.assert_allclose(table["z"], gold["z"], rtol=1e-9)


@pytest.mark.parametrize("window", [10**9, 10**30])
def test_a_huge_window_is_the_whole_sentence_and_takes_no_more_memory(window):
    corpus = corpus_of("Cold and warm, cold or warm. " * 40 + "Cold " * 2000)
    near = dc.collocates(corpus, "cold", window=window, span=False)
    assert near.equals(dc.collocates(corpus, "cold", window=2000, span=False))
    # In the first 40 sentences each of two nodes meets the other; in the last each of 2,000 meets 1,999.
    assert near.set_index("collocate")["n"].to_dict() == {"cold": 80 + 2000 * 1999, "warm": 160, "and": 80, "or": 80}
    tracemalloc.start()
    dc.collocates(corpus, "cold", window=1)
    few = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    dc.collocates(corpus, "cold", window=window)
    assert tracemalloc.get_traced_memory()[1] < 1.5 * few
    tracemalloc.stop()
