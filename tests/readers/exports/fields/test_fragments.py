"""Pieces of HTML in a field become paragraphs."""

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports.fields.fragments import plain_text, read_fragment


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>One <a href='#'>link</a>.</p><p>Two.</p>", [(None, "One link."), (None, "Two.")]),
        ("<h2>Head</h2>text<br>more", [("heading", "Head"), (None, "text"), (None, "more")]),
        (
            "<figure><img src='a'><figcaption>A mayor.</figcaption></figure><p>One.</p>",
            [("caption", "A mayor."), (None, "One.")],
        ),
        ("<ul><li>One</li><li><p>Two</p> three</li></ul>", [(None, "One"), (None, "Two"), (None, "three")]),
        (
            "<p>One.</p><aside class='element element-rich-link'><p>Related: Tea</p></aside>tail",
            [(None, "One."), (None, "tail")],
        ),
        ("<p>One.<script>x = 1</script> Two.</p><style>p {}</style>", [(None, "One. Two.")]),
        ("Tea &amp; cake &#8211; &lt;b&gt;", [(None, "Tea & cake – <b>")]),
        ("a < b and b > c", [(None, "a < b and b > c")]),
        ("One.\n\nTwo.\r\nThree.", [(None, "One."), (None, "Two."), (None, "Three.")]),
        ("<!-- nothing -->", []),
        (" \n", []),
        ("", []),
        ("<p>One.\x00\x08</p>", [(None, "One.")]),
    ],
)
def test_blocks_are_paragraphs(markup, paragraphs):
    assert [(role, text) for text, role in read_fragment(markup)] == paragraphs


def test_one_line_of_it():
    assert plain_text("<p>One <b>and</b></p><p>two.</p>") == "One and two."
    assert plain_text(7) == ""


def test_what_is_nested_too_deeply_is_refused():
    with pytest.raises(Unreadable, match="nested too deeply"):
        read_fragment("<div>" * 5_000 + "Tea.")
