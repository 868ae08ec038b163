"""Valences added up, rounded and told in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse.corpus.corpus import from_documents
from discourse.text.tokens import Tokens
from discourse.tone._valence import round_half, tell_rules, token_ranges


def tokens_of(text: str) -> Tokens:
    return from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}), sections=False).arrays


def test_rules_in_words():
    notes = [("negated by", np.array([-1, 1, 0])), ("in a question", np.array([-2, -1, -2]))]
    words = np.array(["not", "never"], dtype=object)
    expected = ["in a question", "negated by never", "negated by not, in a question"]
    assert tell_rules(notes, words, 3).tolist() == expected


def test_rounding_is_pythons():
    values = np.array([0.125, 0.375, 2.675, -0.0005, 1.0005])
    assert round_half(values, 3).tolist() == [round(v, 3) for v in values.tolist()]
    assert round_half(values, 2).tolist() == [round(v, 2) for v in values.tolist()]


def test_token_ranges_leave_out_other_documents():
    tokens = tokens_of("one two three")
    spans = pd.DataFrame({"doc_id": ["b", "a", "a"], "start": [0, 4, 3], "end": [3, 13, 4]})
    rows, first, after = token_ranges(tokens, spans, "spans")
    assert rows.tolist() == [1, 2]
    assert list(zip(first.tolist(), after.tolist(), strict=True)) == [(1, 3), (1, 1)]  # a blank holds no token
