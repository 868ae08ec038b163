"""Line ends of texts of two and three lines: what is wrapped is one paragraph, and what is no prose stays apart."""

from __future__ import annotations

import pytest

from discourse.corpus.sections._line_ends import has_sentence, is_finished, line_goes_on
from discourse.corpus.sections._paragraphs import find_paragraphs

WRAPPED = [
    "The pact that was signed last year in Vienna has failed, and nobody in\nthe capital knows what comes next. The",
    "The pact has failed and\nnobody in the capital\nknows why.",
    "The pact has failed and nobody\r\nknows what comes next.",
    "The pact has failed and nobody\u2028knows what comes next.",
    "The pact has failed, and\n  nobody knows why it did.",
    "The talks with the United\nStates of America failed on Monday.",
    "Talks with Saudi\nArabia failed.",
    "It was said by the European\nUnion on Monday.",
    "A spokesman for the White\nHouse said no.",
    "He met the Prime\nMinister of Japan.",
    "It was President Donald\nTrump who said so.",
    "He asked Mr.\nSmith to go.",
    "We met at No.\n10 and talked.",
    "the people of the\nUnited Kingdom said no.",
    "The president spoke at length and in anger on\nMonday.",
    "“We will not go,” said the army,\n“and nobody can make us.”",
    "He said that “the\nRussians are coming” and left.",
    "Nobody in the capital (who was asked by\nReuters) knows what to do.",
    "The army left, and nobody in the government knew of\nit. So talks with the rebels began, and they met\nPutin.",
    "The army of Rus\u00ad\nsia left.",
]
APART = [
    "US–RUSSIA TALKS FAIL\nMr. Smith said no.",
    "Talks with Russia fail\nMr. Smith said no.",
    "Why We Should Talk to Russia\nThe pact has failed. It was weak.",
    "The trouble with the United States\nMr. Smith said no. He left.",
    "What they are fighting for\nRussia has to give in. It will.",
    "Lee Sees Little Chance for His House\nSpeaker John Lee said so.",
    "Eggs\nmilk\nbread",
    "Fresh eggs from the farm\nmilk for the children\nbread",
    "peace,\nbread,\nland.",
    "- the army\n- the navy",
    "1. peace\n2. land\n3. bread",
    "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:",
    "Of man’s first disobedience, and the fruit\nOf that forbidden tree, whose mortal taste\nBrought death.",
    "the sea is calm tonight\nthe tide is full, the moon lies fair.",
    "Ann Lee\n10 Downing Street\nLondon SW1A 2AA",
    "Tel. 020 7946 0000\nfax 020 7946 0001",
    "Write to the institute.\nann@meridian.org",
    "The Meridian Institute\nwww.meridian.org",
    "Dear Ann,\nThank you for the book.",
    "Yours sincerely,\nAnn Lee",
    "By Ann Lee\nThe pact has failed.",
    "Q: What now?\nA: Nothing.",
    "The pact has failed.\nThe army left.",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_a_wrapped_text_of_few_lines_is_one_paragraph(text):
    assert find_paragraphs(text) == [(0, len(text))]


@pytest.mark.parametrize("text", APART)
def test_a_headline_verse_a_list_and_an_address_are_none(text):
    assert [text[start:end] for start, end in find_paragraphs(text)] == text.split("\n")


def test_a_headline_over_a_wrapped_sentence_stays_apart():
    text = "Talks fail\nThe pact that was signed in Vienna has failed, and nobody in\nthe capital knows why."
    assert [text[start:end] for start, end in find_paragraphs(text)] == ["Talks fail", text[11:]]


def test_a_blank_line_parts_whatever_stands_there():
    assert len(find_paragraphs("The talks with the United\n\nStates of America failed.")) == 2


def test_prose_and_what_is_inside_it_go_on_where_a_headline_does_not():
    assert not line_goes_on("Lee met", "and talked.", prose=False)
    assert line_goes_on("Then he met", "and talked.", prose=True)
    assert not line_goes_on("In the evening he saw", "Putin.", prose=True)
    assert line_goes_on("In the evening he saw", "Putin.", prose=True, inside=True)


def test_marks_that_end_a_line():
    assert [is_finished(line) for line in ("It failed.", "“It failed.”", "It failed.[12]", "It failed", "and, so")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert [has_sentence(text) for text in ("It failed.\nSo", "Art. 5 of", "a. b. c.", "No stop")] == [
        True, True, False, False,
    ]  # fmt: skip
