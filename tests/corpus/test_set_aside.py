"""Words of each role, and documents of which most is set aside, counted by hand."""

from __future__ import annotations

import pandas as pd
from conftest import corpus_of

import discourse as dc
from discourse.corpus.check import check_corpus
from discourse.corpus.set_aside import FEWEST_WORDS, find_set_aside, words_of_sections

LINE = "one two three four five six seven eight nine ten"


def table(*roles: str, doc_id: str = "a") -> tuple[pd.DataFrame, pd.DataFrame]:
    """A document of paragraphs of ten words, with these roles."""
    documents = pd.DataFrame({"doc_id": [doc_id], "text": ["\n".join([LINE] * len(roles))]})
    start = [i * (len(LINE) + 1) for i in range(len(roles))]
    end = [first + len(LINE) for first in start]
    return documents, pd.DataFrame({"doc_id": doc_id, "role": roles, "start": start, "end": end})


def test_words_stand_between_blanks():
    documents, sections = table("title", "body")
    assert words_of_sections(sections, documents).tolist() == [10, 10]
    assert words_of_sections(sections.iloc[:0], documents.iloc[:0]).tolist() == []


def test_a_document_of_which_most_is_set_aside_is_a_doubt():
    documents, sections = table(*["body"] * 4, *["related"] * 5, "notes")
    found = find_set_aside(documents, sections, ["body"])
    assert found.values.tolist() == [["a", "furniture", "60 of 100 words are set aside (related 50, notes 10)"]]
    half = find_set_aside(*table(*["body"] * 5, *["related"] * 5), ["body"])
    short = find_set_aside(*table(*["related"] * (FEWEST_WORDS // 10 - 1)), ["body"])
    assert half.empty
    assert short.empty
    assert find_set_aside(documents, sections, ["body", "related", "notes"]).empty


def test_only_the_documents_in_question_are_told():
    (one, first), (two, second) = table(*["body"] * 10), table(*["related"] * 10, doc_id="b")
    found = find_set_aside(pd.concat([one, two]), pd.concat([first, second], ignore_index=True), ["body"])
    assert found["doc_id"].tolist() == ["b"]


LINKS = "\n\n".join(f"Read more: the {word} of the harbour" for word in ["ships", "gulls", "lamps", "nets"] * 6)


def test_a_corpus_has_the_doubt_and_the_words_of_each_role():
    text = f"The council may widen the harbour before the winter, though nobody has asked for it.\n\n{LINKS}"
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["x"], "text": [text], "source": ["x.html"]}))
    assert corpus.doubts[["source", "doc_id", "kind"]].values.tolist() == [["x.html", "x", "furniture"]]
    assert check_corpus(corpus)["words_of_roles"] == {"related": 168, "body": 15}
    assert corpus_of(text).doubts.empty  # without roles nothing is set aside
