"""Paragraphs: every character but white space stands in one, and many texts are parted as each is."""

from __future__ import annotations

from itertools import pairwise

from conftest import odd_text
from hypothesis import example, given
from hypothesis import strategies as st

from discourse.corpus.sections._paragraphs import find_all_paragraphs, find_paragraphs


@given(odd_text)
@example("a\t\nb \r\n c\u2028d\x0be")
def test_paragraphs_hold_every_character_but_white_space(text):
    spans = find_paragraphs(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    inside = {i for start, end in spans for i in range(start, end)}
    assert all(char.isspace() for i, char in enumerate(text) if i not in inside)


@given(st.lists(odd_text, max_size=5))
@example(["", "a\n\n" + " " * 20 + "b", "\u2003a?\n?b", "a\x0cb", "one\ntwo\nthree\nfour\nfive\nsix"])
def test_many_texts_are_parted_as_each_is(texts):
    doc, start, end = find_all_paragraphs(texts)
    expected = [(n, *span) for n, text in enumerate(texts) for span in find_paragraphs(text)]
    assert list(zip(doc.tolist(), start.tolist(), end.tolist(), strict=True)) == expected


def test_a_line_is_a_paragraph():
    assert find_paragraphs("a b\r\n\r\n \tc\u2028d \n\n e ") == [(0, 3), (9, 10), (11, 12), (16, 17)]
    assert find_paragraphs(" \n\t\r\n") == []


def test_a_headline_over_wrapped_lines_is_a_paragraph_of_its_own():
    """Where the next word would have had room, no line was wrapped."""
    lines = [
        "The pact that was signed last year in Vienna has failed, and nobody in",
        "the capital seems to know what comes next for any of the two states or",
    ]
    lines += ["for those who live there, which have been at odds since the last great", "war. The army is weak."]
    text = "\n".join(["Talks with Moscow fail", *lines])
    assert [text[start:end] for start, end in find_paragraphs(text)] == ["Talks with Moscow fail", "\n".join(lines)]


def test_a_word_that_a_soft_hyphen_breaks_joins_its_lines():
    text = "One is here.\nTwo Rus\u00ad\nsians are here.\nThree is here.\nFour is here."
    assert [text[start:end] for start, end in find_paragraphs(text)] == [
        "One is here.", "Two Rus\u00ad\nsians are here.", "Three is here.", "Four is here.",
    ]  # fmt: skip
