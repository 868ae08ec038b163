"""Words that line ends break: which are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.readers.documents._pdf_hyphens import Joiner


@pytest.mark.parametrize(
    ("lines", "text", "joined"),
    [
        (["an expla-", "nation"], "an explanation", ["explanation"]),
        (["It is well-", "known. A well-known man"], "It is well-known. A well-known man", []),
        # Both stand elsewhere: the word is joined.
        (["co-", "operate cooperate co-operate"], "cooperate cooperate co-operate", ["cooperate"]),
        (["the post-", "Soviet years"], "the post-Soviet years", []),
        (["from 2019-", "2023"], "from 2019-2023", []),
        (["short-", "and long-term"], "short- and long-term", []),
        (["Zusammen-", "arbeit"], "Zusammenarbeit", ["Zusammenarbeit"]),
        (["a soft\u00ad", "ware"], "a software", ["software"]),
        (["state-of-the-", "art"], "state-of-theart", ["state-of-theart"]),
        (["state-of-the-", "art state-of-the-art"], "state-of-the-art state-of-the-art", []),
        (["he said -", "twice"], "he said - twice", []),
        (["Tea", "and", "milk"], "Tea and milk", []),
    ],
)
def test_what_the_document_has_decides(lines, text, joined):
    joiner = Joiner(lines)
    assert joiner.join(lines) == text
    assert joiner.joined == joined


def test_a_word_of_another_line_decides():
    joiner = Joiner(["an over-", "all view", "overall, a long-", "term view is a long-term one"])
    assert joiner.join(["an over-", "all view"]) == "an overall view"
    assert joiner.join(["a long-", "term view"]) == "a long-term view"


@given(st.lists(st.text(alphabet="ab-\u00ad C1’", min_size=1, max_size=6), min_size=1, max_size=6))
def test_nothing_but_hyphens_and_line_ends_changes(lines):
    text = Joiner(lines).join(lines)
    bare = str.maketrans("", "", "-\u00ad ")
    assert text.translate(bare) == "".join(lines).translate(bare)
