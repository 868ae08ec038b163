"""An abstract is a standfirst unless the body says it, word for word."""

import pytest

from discourse.readers.article import Paragraph
from discourse.readers.exports.fields.standfirsts import find_standfirst, says_nothing

BODY = [Paragraph("The mayor read  the report."), Paragraph("Then he asked."), Paragraph("He had not.")]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["A mayor asks."], ["A mayor asks."]),
        (["A mayor asks.", " ", "Who wrote it?"], ["A mayor asks.", "Who wrote it?"]),
        (["The mayor read the report. Then he asked."], []),
        (["The mayor read the report...", "He had not."], []),
        (["The mayor read the report. [...] He had not."], []),
        (["The mayor read the report. And then?"], ["The mayor read the report. And then?"]),
        (["None available."], []),
        ([], []),
    ],
)
def test_what_is_no_part_of_the_body_is_kept(lines, kept):
    assert find_standfirst(lines, BODY) == [Paragraph(line, "standfirst") for line in kept]


@pytest.mark.parametrize(
    "text", ["None available", "Not available.", "Abstract not available", "No disponible.", " nicht verfügbar "]
)
def test_nothing_is_said_in_several_languages(text):
    assert says_nothing(text) and not says_nothing(f"{text} He had not.")
