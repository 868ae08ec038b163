"""Closed classes, asked of types and answered for tokens."""

from __future__ import annotations

import pandas as pd

import discourse as dc
from discourse.english import closed_classes


def tokens(text: str) -> pd.DataFrame:
    return dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}), sections=False).arrays


def test_among_ignores_case_and_typography():
    found = closed_classes.among(tokens("They’ve said that THE talks won’t fail"), closed_classes.AUXILIARIES)
    assert found.tolist() == [False, True, False, False, False, False, True, False]


def test_test_sees_the_word_as_written_when_asked():
    shouted = closed_classes.test(tokens("the US and us"), str.isupper, lower=False)
    assert shouted.tolist() == [False, True, False, False]


def test_no_tokens_no_answers():
    empty = dc.from_documents(pd.DataFrame({"doc_id": [], "text": []})).arrays
    assert closed_classes.among(empty, closed_classes.MODALS).tolist() == []


def test_classes_are_folded_lower_case():
    classes = [value for value in vars(closed_classes).values() if isinstance(value, frozenset)]
    assert len(classes) > 15
    assert all(word == word.lower() and "’" not in word for words in classes for word in words)
