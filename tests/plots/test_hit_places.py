"""Where hits stand: words counted by hand, rows by document, by docvar and by a column of the spans."""

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.plots._hit_places import find_places, keep_largest


@pytest.fixture
def corpus():
    texts = ["War, and peace.", "No war - war!", "Peace."]
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": texts, "outlet": ["X", "Y", "X"], "year": [3, 2, 1]})
    return dc.from_documents(documents, sections=False)


def hits_of(found):
    return sorted(zip(found.hits["row"].tolist(), found.hits["word"].tolist(), strict=True))


def test_each_document_a_row(corpus):
    found = find_places(dc.kwic(corpus, "war"), corpus, "doc_id", None)
    assert found.rows.to_dict("list") == {"name": ["a", "b", "c"], "n": [1, 2, 0], "n_words": [3, 3, 1]}
    assert hits_of(found) == [(0, 0.5), (1, 1.5), (1, 2.5)]
    assert found.ends.empty
    assert (found.unread, found.total) == (0, 3)


def test_documents_of_a_group_stand_one_behind_the_other(corpus):
    found = find_places(dc.kwic(corpus, "peace"), corpus, "outlet", None)
    assert found.rows.to_dict("list") == {"name": ["X", "Y"], "n": [2, 0], "n_words": [4, 3]}
    assert hits_of(found) == [(0, 2.5), (0, 3.5)]
    assert found.ends.values.tolist() == [[0, 3]]


def test_in_the_order_of_a_docvar(corpus):
    found = find_places(dc.kwic(corpus, "peace"), corpus, "outlet", "year")  # c, b, a
    assert found.rows["name"].tolist() == ["X", "Y"]
    assert hits_of(found) == [(0, 0.5), (0, 3.5)]
    assert found.ends.values.tolist() == [[0, 1]]


def test_a_column_of_the_spans_has_the_whole_corpus_in_each_row(corpus):
    spans = pd.concat([dc.kwic(corpus, word) for word in ("peace", "war")])
    found = find_places(spans, corpus, "pattern", None)
    assert found.rows.to_dict("list") == {"name": ["war", "peace"], "n": [3, 2], "n_words": [7, 7]}
    assert hits_of(found) == [(0, 0.5), (0, 4.5), (0, 5.5), (1, 2.5), (1, 6.5)]
    assert found.ends.values.tolist() == [[0, 3], [0, 6], [1, 3], [1, 6]]


def test_a_hit_of_marks_alone_has_the_place_of_the_word_before(corpus):
    spans = pd.DataFrame({"doc_id": ["a"], "start": [3], "end": [4]})  # the comma
    assert hits_of(find_places(spans, corpus, "doc_id", None)) == [(0, 0.5)]


def test_only_the_rows_with_the_most_hits_are_kept(corpus):
    found = keep_largest(find_places(dc.kwic(corpus, "war"), corpus, "doc_id", None), 1)
    assert (found.rows["name"].tolist(), found.total) == (["b"], 3)
    assert len(keep_largest(found, None).rows) == 1


def test_nothing_at_all():
    empty = corpus_of()
    for by in ("doc_id", "pattern"):
        found = find_places(dc.kwic(empty, "war"), empty, by, None)
        assert (len(found.rows), len(found.hits), len(found.ends), found.unread) == (0, 0, 0, 0)
