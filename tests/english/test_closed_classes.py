"""Closed classes: words in lower case, with straight apostrophes."""

from __future__ import annotations

from discourse.english import closed_classes


def test_classes_are_folded_lower_case():
    classes = [value for value in vars(closed_classes).values() if isinstance(value, frozenset)]
    assert len(classes) > 15
    assert all(word == word.lower() and "’" not in word for words in classes for word in words)
