"""Articles as readers hand them over."""

import pytest

from discourse.corpus.sections import ROLES
from discourse.readers.article import Paragraph, check_length, lay_out
from discourse.readers.encoding import Unreadable


def test_the_text_has_a_blank_line_between_paragraphs_and_roles_know_their_place():
    text, roles = lay_out([Paragraph("Ferry", "title"), Paragraph("It may sail."), Paragraph("A note.", "notes")])
    assert text == "Ferry\n\nIt may sail.\n\nA note."
    assert [(text[start:end], role) for start, end, role in roles] == [("Ferry", "title"), ("A note.", "notes")]
    assert {role for *_, role in roles} <= set(ROLES)


def test_an_article_without_a_sign_is_unreadable():
    with pytest.raises(Unreadable, match="no text"):
        lay_out([Paragraph(" \n\t")])


@pytest.mark.parametrize(
    ("stated", "told"), [(100, False), (91, False), (111, False), (112, True), (85, True), (None, False), (49, False)]
)
def test_a_stated_length_may_be_missed_by_a_tenth(stated, told):
    assert bool(check_length(stated, [Paragraph("word " * 100)])) == told


def test_a_stated_length_may_count_title_and_captions():
    paragraphs = [Paragraph("word " * 40, "caption"), Paragraph("word " * 100)]
    assert [bool(check_length(n, paragraphs)) for n in (100, 120, 140, 170)] == [False, False, False, True]
