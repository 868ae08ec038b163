"""Tables of parts as one table: ids are counted on, as those of the corpora are."""

from __future__ import annotations

import pandas as pd
import pytest

import discourse as dc

TEXTS = {
    "a": "Moscow may wait. It is late.\n\n“Talks failed,” said Ada Moe, “and nobody came.”",
    "b": "It rains.",
    "c": "Nobody may know. Washington said that Moscow might talk.",
}


def corpus_of(*names: str) -> dc.Corpus:
    return dc.from_documents(pd.DataFrame({"doc_id": list(names), "text": [TEXTS[name] for name in names]}))


@pytest.mark.parametrize("find", [dc.find_hedges, dc.find_quotes, dc.score_sentiment, lambda corpus: corpus.sections])
def test_tables_of_parts_are_that_of_the_whole(find):
    parts = [corpus_of("a"), corpus_of("b"), corpus_of("c")]
    joined = dc.concat_tables([find(part) for part in parts], corpora=parts)
    pd.testing.assert_frame_equal(joined, find(corpus_of("a", "b", "c")))


def test_without_the_parts_ids_go_on_behind_the_highest_of_the_table():
    rows = [dc.find_hedges(corpus_of(name)) for name in "abc"]
    assert [table["sentence_id"].tolist() for table in rows] == [[0], [], [0, 1]]
    assert dc.concat_tables(rows)["sentence_id"].tolist() == [0, 1, 2]  # there are three in a, and one in b


def test_gaps_stay_and_so_do_dtypes_and_columns():
    one = pd.DataFrame({"doc_id": ["a"], "section_id": [4], "duplicate_of": pd.array([None], "Int32")})
    two = pd.DataFrame({"doc_id": ["b"], "section_id": [1], "duplicate_of": pd.array([0], "Int32")})
    found = dc.concat_tables([one.astype({"section_id": "int32"}), two.astype({"section_id": "int32"})])
    assert found["section_id"].tolist() == [4, 6] and found["section_id"].dtype == "int32"
    assert found["duplicate_of"].isna().tolist() == [True, False] and found["duplicate_of"][1] == 5
    assert found["duplicate_of"].dtype == "Int32"


def test_no_tables_are_an_empty_one_and_what_is_given_stays():
    assert dc.concat_tables([]).empty
    one, two = (pd.DataFrame({"doc_id": [name], "quote_id": [0]}) for name in "ab")
    assert dc.concat_tables([one, two])["quote_id"].tolist() == [0, 1]
    assert two["quote_id"].tolist() == [0]


def test_a_document_of_two_tables_is_told():
    table = pd.DataFrame({"doc_id": ["a"], "sentence_id": [0]})
    with pytest.raises(
        ValueError, match="1 doc_id are in more than one table, such as 'a'; each document belongs to one p"
    ):
        dc.concat_tables([table, table])


def test_there_is_a_corpus_for_each_table():
    with pytest.raises(ValueError, match="there are 1 tables and 0 corpora; give the corpus of each table"):
        dc.concat_tables([pd.DataFrame({"doc_id": ["a"]})], corpora=[])
