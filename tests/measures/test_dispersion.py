"""Dispersion against Gries's own example and against R's package tlda."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc


def test_the_example_of_gries():
    """Gries (2008), five parts: published D .785, D2 .938, S .950, DP .18; DPnorm as corrected in 2012."""
    row = dc.score_dispersion([[1, 2, 3, 4, 5]], [9, 10, 10, 10, 11]).iloc[0]
    assert row[["n", "n_parts", "range"]].tolist() == [15, 5, 5]
    assert row[["juilland_d", "carroll_d2", "rosengren_s", "dp"]].round(3).tolist() == [0.785, 0.938, 0.95, 0.18]
    assert row["dp_norm"] == pytest.approx(0.18 / (1 - 9 / 50))


def test_the_even_and_the_uneven_end():
    table = dc.score_dispersion([[2, 2], [4, 0]], [10, 10])
    measures = ["juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm", "kld"]
    assert table.loc[0, measures].tolist() == pytest.approx([1, 1, 1, 0, 0, 0])
    assert table.loc[1, measures].tolist() == pytest.approx([0, 0, 0.5, 0.5, 1, 1])


def test_parts_are_documents_or_the_values_of_a_docvar():
    corpus = corpus_of("war war peace", "peace now", "war", outlet=["A", "B", "A"])
    by_document = dc.count_dispersion(corpus, min_n=2).set_index("feature")
    assert by_document["range"].to_dict() == {"war": 2, "peace": 2}
    assert by_document["n_parts"].tolist() == [3, 3]
    by_outlet = dc.count_dispersion(corpus, parts="outlet", min_n=2).set_index("feature")
    expected = dc.score_dispersion([[3, 0], [1, 1]], [4, 2]).assign(feature=["war", "peace"]).set_index("feature")
    pd.testing.assert_frame_equal(by_outlet, expected)


def test_documents_without_a_part_are_left_out():
    corpus = corpus_of("war peace", "war peace", "war", outlet=["A", "B", None])
    assert dc.count_dispersion(corpus, parts="outlet", min_n=1).set_index("feature")["n"].to_dict() == {
        "war": 2, "peace": 2,
    }  # fmt: skip


def test_one_part_has_no_dispersion():
    with pytest.raises(ValueError) as raised:
        dc.count_dispersion(corpus_of("war war war war war"))
    assert str(raised.value) == (
        "parts is 'doc_id', but only one part has words; evenness needs at least two parts: name a docvar with "
        "more values, or split the corpus"
    )
    with pytest.raises(ValueError, match="counts have one part; evenness needs at least two parts"):
        dc.score_dispersion([[3], [2]], [9])


def test_a_corpus_without_words_has_no_features():
    assert dc.count_dispersion(corpus_of("...")).empty


@pytest.mark.parametrize(("counts", "sizes"), [([[1, 2]], [1]), ([[1, 2]], [1, 0]), ([[1, -2]], [1, 1])])
def test_counts_and_sizes_must_fit(counts, sizes):
    with pytest.raises(ValueError, match="every size must be above 0, and no count may be negative"):
        dc.score_dispersion(counts, sizes)


def test_the_inaugural_addresses_against_tlda(shared):
    """R 4.2.2 with tlda, counts by the rule that the figures were made with."""
    documents = pd.read_json(shared / "data" / "corpora" / "inaugural.jsonl.gz", lines=True)
    gold = pd.read_csv(shared / "data" / "statistics" / "dispersion_inaugural_parts.csv")
    rule = re.compile(r"[a-z]+(?:'[a-z]+)?")
    words = [rule.findall(text.replace("’", "'").lower()) for text in documents["text"]]
    counts = [[document.count(word) for document in words] for word in gold["word"]]
    table = dc.score_dispersion(counts, [len(document) for document in words])
    for ours, theirs in {
        "n": "freq", "range": "range", "juilland_d": "D", "carroll_d2": "D2", "rosengren_s": "S",
        "dp": "DP_gries2008", "dp_norm": "DPnorm_lijffijt", "kld": "KLD_log2",
    }.items():  # fmt: skip
        np.testing.assert_allclose(table[ours], gold[theirs], rtol=1e-9, atol=1e-15, err_msg=ours)


def test_sizes_are_aligned_with_the_parts_by_label():
    counts = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    sizes = pd.Series([9, 10, 30], index=["a", "b", "c"])
    expected = dc.score_dispersion(counts.to_numpy(), sizes.to_numpy())
    pd.testing.assert_frame_equal(dc.score_dispersion(counts, sizes.iloc[::-1]), expected)
    with pytest.raises(
        ValueError, match=r"sizes has the labels \['x', 'y', 'z'\] \.\.\. and the columns of counts are"
    ):
        dc.score_dispersion(counts, sizes.set_axis(["x", "y", "z"]))
