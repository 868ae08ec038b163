"""What pairs of duplicates come to."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse.study.forms.overlap import overlap_of, warn_of

WORDS = pd.Series({"all": 100, "one": 40, "two": 50, "left": 30, "right": 30, "own": 150})


def pairs(*rows: tuple[str, str, int, float, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["doc_id", "other_id", "n_shared", "containment", "kind"])


HELD = [("all", "one", 38, 0.999, "excerpt"), ("all", "two", 45, 0.9, "excerpt")]
SAME = ("left", "right", 28, 1.0, "same")


def test_a_document_that_holds_others_is_told_with_what_it_holds():
    found = overlap_of(pairs(*HELD), WORDS)
    assert found.documents == "1 document holds most or all of 2 others (all holds 90 to 99 % of one and two)"
    # one 39.96 and two 45 of their own, and both of them in the one that holds them: 169.92 of 400 words.
    assert found.share == pytest.approx(169.92 / 400)
    assert warn_of(found).startswith(f"That counts by group or period are right: {found.documents}. About 42 % of all ")
    assert 'duplicates = "drop" under [corpus]' in warn_of(found)


def test_documents_that_are_the_same_text():
    found = overlap_of(pairs(SAME), WORDS)
    assert found.documents == "2 documents are the same text (left and right)"
    assert found.share == 60 / 400
    assert overlap_of(pairs(*HELD[:1], SAME), WORDS).documents == (
        "1 document holds most or all of another (all holds 99 % of one) and 2 documents are the same text "
        "(left and right)"
    )
    edited = overlap_of(pairs(("left", "right", 28, 0.9, "edited"), ("left", "one", 28, 0.9, "edited")), WORDS)
    assert edited.documents == (
        "3 documents are the same text as another or an edited one (left and right; left and one)"
    )


def test_only_the_largest_are_named():
    rows = [(f"a{i}", f"b{i}", i, 1.0, "excerpt") for i in range(1, 6)]
    assert overlap_of(pairs(*rows), WORDS).holders == (
        "5 documents hold most or all of 5 others (a5 holds 100 % of b5; a4 holds 100 % of b4; a3 holds 100 % of b3; "
        "and 2 more)"
    )
    many = [("all", f"b{i}", 9, 1.0, "excerpt") for i in range(7)]
    assert overlap_of(pairs(*many), WORDS).holders.endswith("(all holds 100 % of b0, b1, b2, b3, b4 and 2 more)")


def test_a_document_shares_no_more_words_than_it_has():
    copies = [("left", other, 28, 1.0, "same") for other in ("right", "one")]
    assert overlap_of(pairs(*copies), WORDS).share == (30 + 30 + 40) / 400


def test_little_that_stands_twice_is_told_without_alarm():
    found = overlap_of(pairs(SAME), WORDS * 0 + 30_000 * (WORDS.index == "own") + 30)
    assert not found.is_much
    assert warn_of(found) == (
        "That the texts are independent: 2 documents are the same text (left and right), and intervals may be "
        "too narrow."
    )
    assert overlap_of(pairs(), WORDS) is None
