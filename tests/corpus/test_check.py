"""What a folder of texts holds."""

from __future__ import annotations

import pandas as pd
from conftest import corpus_of

import discourse as dc
from discourse.corpus import duplicates
from discourse.corpus.check import check_corpus, records, say_exports


def test_a_corpus_in_numbers():
    frame = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["War may end.", "Tea.", None],
            "date": pd.to_datetime(["2018-04-03", None, None]),
            "outlet": ["Quay", None, None],
        }
    )
    found = check_corpus(dc.from_documents(frame))
    assert (found["documents"], found["words"]) == (2, 4)
    assert found["sizes"] == {"least": 1, "median": 2, "most": 3}
    assert found["dates"] == {"first": "2018-04-03", "last": "2018-04-03", "missing": 1}
    assert found["docvars"] == {"date": 1, "outlet": 1}
    assert found["rejected"] == [{"source": "row 2: c", "doc_id": "c", "reason": "no text"}]
    assert sum(found["roles"].values()) == 2


def test_an_empty_corpus():
    found = check_corpus(corpus_of())
    assert (found["documents"], found["words"], found["sizes"], found["doubts"]) == (0, 0, {}, [])
    assert found["dates"] == {"first": None, "last": None, "missing": 0}


def test_what_is_missing_is_none():
    assert records(pd.DataFrame({"a": [1, None], "b": ["x", None]})) == [{"a": 1.0, "b": "x"}, {"a": None, "b": None}]


def test_exports_are_told_by_database_with_files_articles_and_gaps_of_dates():
    docs = {"doc_id": list("abcd"), "text": "War.", "source": ["x", "x", "y", "z"]}
    docs |= {"export": ["Factiva HTML", "Factiva HTML", "Factiva HTML", None]}
    corpus = dc.from_documents(pd.DataFrame(docs | {"date": pd.to_datetime(["2018-04-03", None, "2018-05-01", None])}))
    assert check_corpus(corpus)["exports"] == {"Factiva HTML": {"files": 2, "articles": 3, "copies": 2, "undated": 1}}
    assert say_exports(check_corpus(corpus)) == ["2 Factiva HTML files, 3 articles, 2 duplicates, 1 without date"]
    assert say_exports(check_corpus(corpus_of("Tea."))) == []


def test_copies_in_exports_are_not_told_where_they_are_too_many(monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 0)
    docs = {"doc_id": list("ab"), "text": "War.", "source": "x", "export": "Factiva HTML"}
    found = check_corpus(dc.from_documents(pd.DataFrame(docs)))
    assert say_exports(found) == ["1 Factiva HTML file, 2 articles, 2 without date"]


def test_copies_are_counted(monkeypatch):
    corpus = corpus_of("War may come.", "war may come", "Peace.", "War may come!")
    assert check_corpus(corpus)["duplicates"] == {"pairs": 3, "copies": 2}
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 2)
    assert check_corpus(corpus)["duplicates"] == {"pairs": None, "copies": None}
