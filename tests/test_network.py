"""Who is mentioned together with whom: units counted by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse import schema
from discourse.network import count_cooccurrence

COLUMNS = list(schema.TABLES["cooccurrence"])


def mentions_of(sentences: dict[tuple[str, int], str]) -> pd.DataFrame:
    """Mentions from {(doc_id, sentence_id): initials of the actors}."""
    rows = [(doc, sentence, actor) for (doc, sentence), actors in sentences.items() for actor in actors]
    return pd.DataFrame(rows, columns=["doc_id", "sentence_id", "actor"])


def rows(table: pd.DataFrame) -> list[tuple]:
    return list(table.itertuples(index=False, name=None))


@pytest.fixture
def mentions() -> pd.DataFrame:
    # A and B share three sentences of two documents, A and C one; B and C never meet in a sentence, D meets no one.
    return mentions_of({("x", 0): "AB", ("x", 1): "BAA", ("x", 2): "C", ("y", 3): "AB", ("y", 4): "CA", ("z", 5): "DD"})


def test_sentences_by_hand(mentions):
    assert rows(count_cooccurrence(mentions)) == [
        ("A", "B", 3, 4, 3, 2, 3 / 4),
        ("A", "C", 1, 4, 2, 1, 1 / 5),
        ("A", "D", 0, 4, 1, 0, 0.0),
        ("B", "C", 0, 3, 2, 0, 0.0),
        ("B", "D", 0, 3, 1, 0, 0.0),
        ("C", "D", 0, 2, 1, 0, 0.0),
    ]


def test_documents_by_hand(mentions):
    assert rows(count_cooccurrence(mentions, unit="document")) == [
        ("A", "B", 2, 2, 2, 2, 1.0),
        ("A", "C", 2, 2, 2, 2, 1.0),
        ("B", "C", 2, 2, 2, 2, 1.0),
        ("A", "D", 0, 2, 1, 0, 0.0),
        ("B", "D", 0, 2, 1, 0, 0.0),
        ("C", "D", 0, 2, 1, 0, 0.0),
    ]


def test_columns_and_dtypes(mentions):
    table = count_cooccurrence(mentions)
    assert table.dtypes.astype(str).to_dict() == {c: dtype for c, (dtype, _) in schema.TABLES["cooccurrence"].items()}
    assert table.index.tolist() == list(range(6))


@pytest.mark.parametrize(
    "sentences", [{}, {("x", 0): "A"}, {("x", 0): "AA", ("y", 1): "A"}], ids=["none", "one", "one, often"]
)
def test_fewer_than_two_actors_give_no_pairs(sentences):
    for unit in ("sentence", "document"):
        pd.testing.assert_frame_equal(
            count_cooccurrence(mentions_of(sentences), unit=unit), schema.empty("cooccurrence")
        )


def test_the_source_comes_first_in_the_alphabet_whatever_the_order_of_a_categorical(mentions):
    as_category = mentions.assign(actor=pd.Categorical(mentions["actor"], categories=list("EDCBA")))
    pd.testing.assert_frame_equal(count_cooccurrence(as_category), count_cooccurrence(mentions))


def test_mentions_without_an_actor_are_left_out(mentions):
    nobody = pd.DataFrame({"doc_id": ["x"], "sentence_id": [0], "actor": [None]})
    with_nobody = pd.concat([mentions, nobody], ignore_index=True)
    pd.testing.assert_frame_equal(count_cooccurrence(with_nobody), count_cooccurrence(mentions))


def test_the_input_is_not_changed(mentions):
    before = mentions.copy(deep=True)
    count_cooccurrence(mentions)
    pd.testing.assert_frame_equal(mentions, before)


def test_errors(mentions):
    with pytest.raises(ValueError) as raised:
        count_cooccurrence(mentions, unit="paragraph")
    assert str(raised.value) == "unit is 'paragraph'; choose one of 'sentence', 'document'"
    with pytest.raises(ValueError) as raised:
        count_cooccurrence(mentions[["doc_id", "actor"]])
    assert str(raised.value) == (
        "mentions lacks the column sentence_id; it has doc_id, actor. Add or rename the column."
    )


@given(st.lists(st.text("ABCD", max_size=5), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_as_sets_of_sentences_have_it(sentences, random):
    mentions = mentions_of({("xyz"[i % 3], i): actors for i, actors in enumerate(sentences)})
    order = np.arange(len(mentions))
    random.shuffle(order)
    found = {(r.source, r.target): r for r in count_cooccurrence(mentions.iloc[order]).itertuples()}
    present = sorted(set("".join(sentences)))
    assert set(found) == set(combinations(present, 2))
    for (a, b), row in found.items():
        of_a, of_b = ({i for i, actors in enumerate(sentences) if name in actors} for name in (a, b))
        assert (row.n, row.n_source, row.n_target) == (len(of_a & of_b), len(of_a), len(of_b))
        assert row.n_docs == len({i % 3 for i in of_a & of_b})
        assert row.jaccard == len(of_a & of_b) / len(of_a | of_b)
