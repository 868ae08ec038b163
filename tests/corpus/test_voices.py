"""Whose words a token is: the author's where no quotation holds it, else by the kind of quotation."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

from discourse.corpus.voices import VOICES, find_voices


def quotes_of(*rows: tuple[int, int, str], doc_id: str = "d0") -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["start", "end", "kind"]).assign(doc_id=doc_id)


def voices_of(corpus, quotes: pd.DataFrame) -> list[str]:
    return [list(VOICES)[number] for number in find_voices(corpus, quotes)]


def test_a_token_has_the_voice_of_the_quotation_that_holds_it():
    corpus = corpus_of("one two three four five")
    quotes = quotes_of((4, 7, "direct"), (8, 13, "indirect"), (14, 18, "scare"))
    assert voices_of(corpus, quotes) == ["author", "quoted", "reported", "scare", "author"]
    assert voices_of(corpus, quotes_of((4, 7, "mixed"))) == ["author", "reported", *["author"] * 3]


def test_of_several_quotations_the_marked_one_counts():
    corpus = corpus_of("one two three")
    for rows in ([(0, 13, "mixed"), (4, 7, "direct")], [(4, 7, "direct"), (0, 13, "mixed")]):
        assert voices_of(corpus, quotes_of(*rows)) == ["reported", "quoted", "reported"]


def test_quotations_of_other_documents_and_none_at_all():
    corpus = corpus_of("one two", "three")
    assert voices_of(corpus, quotes_of((0, 5, "direct"), doc_id="d1")) == ["author", "author", "quoted"]
    assert voices_of(corpus, quotes_of()) == ["author"] * 3
    assert voices_of(corpus_of(), quotes_of()) == []


def test_what_is_missing_is_named():
    with pytest.raises(ValueError, match="the quotes lacks the column kind; it has start, end, doc_id"):
        find_voices(corpus_of("one"), quotes_of().drop(columns="kind"))
