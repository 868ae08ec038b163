"""Marks of quotation: which open, which close, which are apostrophes; over paragraphs, nested, out of balance."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, odd_text, typed_text
from hypothesis import given

from discourse.english.quotation_marks import pair_marks


def quoted(text: str, *, all_depths: bool = True) -> list[str]:
    tokens = corpus_of(text).arrays
    pairs = pair_marks(tokens)
    start, end = tokens.start, tokens.end
    keep = np.ones(len(pairs.first), bool) if all_depths else pairs.depth == 0
    return [text[start[i] : end[j]] for i, j in zip(pairs.first[keep], pairs.last[keep], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go” and ‘stay’.", ["“go”", "‘stay’"]),
        ("He said \"go\" and 'stay'.", ['"go"', "'stay'"]),
        ("He said ''go'' and ``stay''.", ["''go''", "``stay''"]),
        ("The allies’ goal is the allies’.", []),
        ("The allies’ ‘sacred cows’ fell.", ["‘sacred cows’"]),
        ("‘Grand bargains’ fail, as the allies’ aims do.", ["‘Grand bargains’"]),
        ("‘The allies’ goal is clear’, he said.", ["‘The allies’ goal is clear’"]),
        ("It’s rock’n’roll in the ’90s, ’tis said.", []),
        ("It's rock'n'roll in the '90s, 'tis said.", []),
        ("Putin was ‘handl[ing] him’ – or ‘[not] at all’.", ["‘handl[ing] him’", "‘[not] at all’"]),
        ("(“one”)—“two”—[“three”]", ["“one”", "“two”", "“three”"]),
        ('A 6\'2" man said "hi".', ['"hi"']),
    ],
)
def test_marks_are_told_from_apostrophes(text, expected):
    assert quoted(text) == expected


def test_marks_inside_marks_american_and_british():
    american, british = "“He said ‘yes’ to ‘us’,” she wrote.", "‘He said “yes” to “us”’, she wrote."
    assert quoted(american) == ["“He said ‘yes’ to ‘us’,”", "‘yes’", "‘us’"]
    assert quoted(british) == ["‘He said “yes” to “us”’", "“yes”", "“us”"]
    assert quoted(british, all_depths=False) == ["‘He said “yes” to “us”’"]
    assert quoted("“They call it “peace” here,” he said.") == ["“They call it “peace” here,”", "“peace”"]


def test_a_quotation_over_paragraphs_opens_anew_in_each():
    tokens = corpus_of("“One.\n\n“Two.\n\n“Three,” he said. “Four.”").arrays
    pairs = pair_marks(tokens)
    assert quoted("“One.\n\n“Two.\n\n“Three,” he said. “Four.”") == ["“One.", "“Two.", "“Three,”", "“Four.”"]
    assert pairs.chain.tolist() == [0, 0, 0, 1]
    assert pairs.closed.tolist() == [False, False, True, True]
    assert quoted("‘One.\n\n‘Two’, he said.") == ["‘One.", "‘Two’"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“To the end of it. All of it.\n\nNot this.", ["“To the end of it. All of it."]),
        ("He said “up to here. Not this.", ["“up to here."]),
        ("He called it “bad. He left. “Good,” she said.", ["“Good,”"]),
        ("It ends” here. And ‘starts here.", []),
        ("“”", ["“”"]),
        ('"', ['"']),
        ("", []),
    ],
)
def test_marks_out_of_balance(text, expected):
    assert quoted(text) == expected


def test_documents_and_far_paragraphs_are_never_joined():
    tokens = corpus_of("“One.", "“Two.” “Three.”").arrays
    assert pair_marks(tokens).chain.tolist() == [0, 1, 2]


@given(typed_text | odd_text)
def test_pairs_lie_in_their_paragraph_and_nest(text):
    tokens = corpus_of(text).arrays
    pairs = pair_marks(tokens)
    assert (pairs.first <= pairs.last).all()
    section = tokens.section
    assert (section[pairs.first] == section[pairs.last]).all()
    assert (np.diff(pairs.first) > 0).all()
    outer = pairs.depth == 0
    assert (pairs.first[outer][1:] > pairs.last[outer][:-1]).all()


def test_any_depth_of_marks_is_paired():
    pairs = pair_marks(corpus_of("“a " * 500 + "b” " * 500).arrays)
    assert pairs.depth.tolist() == list(range(500))
    assert pairs.closed.all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is a ‘dog’s life’ here.", ["‘dog’s life’"]),
        ("The ‘cats’ tail’ fell.", ["‘cats’ tail’"]),
        ("The ‘dogs’ end.", ["‘dogs’"]),
        ("“‘So’ it is,” he said.", ["“‘So’ it is,”", "‘So’"]),
        ("“It ‘is” so’ he said.", ["“It ‘is”"]),
    ],
)
def test_what_closes_a_single_mark(text, expected):
    found = pair_marks(tokens := corpus_of(text).arrays)
    assert [text[tokens.start[i] : tokens.end[j]] for i, j in zip(found.first, found.last, strict=True)] == expected
