"""Who is mentioned together with whom: units counted by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse import schema
from discourse.measures.networks import count_affiliations, count_cooccurrence, count_speakers, make_graph, save_graph

COLUMNS = list(schema.TABLES["cooccurrence"])


def mentions_of(sentences: dict[tuple[str, int], str]) -> pd.DataFrame:
    """Mentions from {(doc_id, sentence_id): initials of the actors}."""
    rows = [(doc, sentence, actor) for (doc, sentence), actors in sentences.items() for actor in actors]
    return pd.DataFrame(rows, columns=["doc_id", "sentence_id", "actor"])


def rows(table: pd.DataFrame) -> list[tuple]:
    return list(table[COLUMNS[:7]].itertuples(index=False, name=None))


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


# --- weights, tone, two modes, speakers ---------------------------------------------------------------------------


def test_normalised_weights_by_hand(mentions):
    row = count_cooccurrence(mentions).iloc[0]
    assert row["average"] == pytest.approx(3 / 3.5)
    assert row["cosine"] == pytest.approx(3 / np.sqrt(12))
    assert np.isnan(row["tone"])


def test_the_tone_of_an_edge_is_that_of_the_sentences_of_both(mentions):
    scores = pd.DataFrame({"doc_id": list("xxxyyz"), "sentence_id": range(6), "compound": [0.5, -0.5, 1, 0.3, 0.2, 1]})
    table = count_cooccurrence(mentions, scores=scores).set_index(["source", "target"])["tone"]
    assert table["A", "B"] == pytest.approx((0.5 - 0.5 + 0.3) / 3)
    assert table["A", "C"] == pytest.approx(0.2)
    assert np.isnan(table["B", "C"])


def test_actors_and_terms_by_hand(mentions):
    terms = pd.DataFrame({"doc_id": list("xxy"), "sentence_id": [0, 0, 4], "category": ["war", "war", "peace"]})
    table = count_affiliations(mentions, terms)
    met = {(r.source, r.target): r.n for r in table.itertuples() if r.n}
    assert met == {("A", "war"): 1, ("B", "war"): 1, ("A", "peace"): 1, ("C", "peace"): 1}
    assert len(table) == 4 * 2
    assert table.set_index(["source", "target"]).loc[("A", "war"), ["n_source", "n_target", "n_docs"]].tolist() == [
        4,
        1,
        1,
    ]
    by_document = count_affiliations(mentions, terms, unit="document")
    assert {(r.source, r.target) for r in by_document.itertuples() if r.n} == {
        ("A", "war"), ("B", "war"), ("C", "war"), ("A", "peace"), ("B", "peace"), ("C", "peace"),
    }  # fmt: skip


def test_an_actor_and_a_term_of_one_name_are_two_nodes(mentions):
    terms = pd.DataFrame({"doc_id": ["x"], "sentence_id": [0], "category": ["A"]})
    table = count_affiliations(mentions, terms)
    assert {(r.source, r.target) for r in table.itertuples() if r.n} == {("A", "A"), ("B", "A")}


def test_who_speaks_of_whom_by_hand():
    mentions = pd.DataFrame(
        {
            "doc_id": ["x", "x", "y", "y", "y"],
            "sentence_id": [0, 1, 2, 2, 3],
            "actor": ["A", "A", "A", "B", "B"],
            "speaker": ["B", "B", "B", "B", None],
        }
    )
    scores = pd.DataFrame({"sentence_id": [0, 1, 2, 3], "compound": [0.3, 0.6, -0.3, 1]})
    table = count_speakers(mentions, scores=scores)
    assert table.values.tolist() == [["B", "A", 3, 2, pytest.approx(0.2)]]
    assert count_speakers(mentions)["tone"].isna().all()
    assert list(count_speakers(mentions.iloc[:0]).columns) == list(schema.TABLES["speakers"])


# --- graphs -------------------------------------------------------------------------------------------------------


def test_a_graph_has_every_actor_and_the_pairs_that_meet(mentions):
    graph = make_graph(count_cooccurrence(mentions), weight="cosine")
    assert list(graph) == ["A", "B", "C", "D"]
    assert sorted(graph.edges) == [("A", "B"), ("A", "C")]
    assert graph.nodes["A"] == {"n": 4}
    assert graph.edges["A", "B"]["weight"] == pytest.approx(3 / np.sqrt(12))
    assert "tone" not in graph.edges["A", "B"]


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_graph_is_read_back(mentions, tmp_path, ending):
    networkx = pytest.importorskip("networkx")
    graph = make_graph(count_cooccurrence(mentions))
    file = save_graph(graph, tmp_path / f"actors{ending}")
    back = (networkx.read_graphml if ending == ".graphml" else networkx.read_gexf)(file)
    assert {(*sorted(e[:2]), e[2]["weight"]) for e in back.edges(data=True)} == {("A", "B", 3.0), ("A", "C", 1.0)}
    first = file.read_bytes()
    assert save_graph(graph, file).read_bytes() == first


def test_igraph_reads_the_graph(mentions, tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph, which R's users have, is not installed")
    directed = pd.DataFrame({"source": ["B"], "target": ["A"], "n": [3]})
    file = save_graph(make_graph(directed, directed=True), tmp_path / "speakers.graphml")
    graph = igraph.Graph.Read_GraphML(str(file))
    assert graph.is_directed()
    assert [(graph.vs[e.source]["id"], graph.vs[e.target]["id"], e["weight"]) for e in graph.es] == [("B", "A", 3.0)]


def test_a_list_of_edges(mentions, tmp_path):
    file = save_graph(make_graph(count_cooccurrence(mentions)), tmp_path / "edges.csv")
    table = pd.read_csv(file)
    assert table[["source", "target", "n", "weight"]].values.tolist() == [["A", "B", 3, 3.0], ["A", "C", 1, 1.0]]


def test_a_graph_of_another_kind_is_refused(mentions, tmp_path):
    with pytest.raises(
        ValueError, match=r"the ending of the file is '\.dot'; choose one of '\.graphml', '\.gexf', '\.csv'"
    ):
        save_graph(make_graph(count_cooccurrence(mentions)), tmp_path / "x.dot")


def test_terms_that_stand_nowhere_are_zeros_where_they_are_categories():
    mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 2, 2], "actor": ["Russia", "Iran", "Russia"]})
    terms = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1], "category": ["war", "peace"]})
    named = terms.assign(category=pd.Categorical(terms["category"], categories=["war", "truce", "peace"]))
    table = count_affiliations(mentions, named)
    assert table[["source", "target", "n", "n_source", "n_target"]].values.tolist() == [
        ["Russia", "peace", 1, 2, 1], ["Russia", "war", 1, 2, 1], ["Iran", "peace", 0, 1, 1],
        ["Iran", "truce", 0, 1, 0],
        ["Iran", "war", 0, 1, 1], ["Russia", "truce", 0, 2, 0],
    ]  # fmt: skip
    plain = count_affiliations(mentions, terms)
    pd.testing.assert_frame_equal(table[table["target"] != "truce"].reset_index(drop=True), plain)
    none = count_affiliations(mentions, named.iloc[:0])
    assert (len(none), none["n"].sum()) == (6, 0)
    assert none[["jaccard", "average", "cosine"]].eq(0).all(axis=None)
    assert len(count_affiliations(mentions, terms.iloc[:0])) == 0


def test_pairs_that_never_meet_are_rows_where_they_are_asked_for():
    mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1, 2], "actor": ["Russia", "Iran", "Cuba"]})
    every, met = (count_cooccurrence(mentions, zeros=zeros) for zeros in (True, False))
    assert every["n"].tolist() == [1, 0, 0]
    pd.testing.assert_frame_equal(met, every.head(1))
    terms = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 2], "category": ["war", "peace"]})
    every, met = (count_affiliations(mentions, terms, zeros=zeros) for zeros in (True, False))
    assert (len(every), len(met)) == (6, 3)
    pd.testing.assert_frame_equal(met, every.head(3))
