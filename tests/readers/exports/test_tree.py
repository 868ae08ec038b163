"""Trees of web pages that hold many articles."""

from __future__ import annotations

import pytest

from discourse.readers.encoding import Unreadable
from discourse.readers.exports import _tree
from discourse.readers.exports._tree import (
    decode_export,
    ends_line,
    line_of,
    lines_of,
    marked_blocks,
    paragraphs_in,
    parse_export,
    part_frames,
)


def test_a_page_larger_than_one_of_a_single_article_is_read():
    page = "<html><body>" + "<div><p>Tea is good.</p></div>" * 60_000 + "</body></html>"
    assert len(parse_export(page).findall(".//p")) == 60_000


def test_pages_one_behind_the_other_are_one_tree():
    page = "<HTML><HEAD><STYLE><!-- p {} --></STYLE><TITLE>A</TITLE></HEAD><BODY><P>Tea</P></BODY></HTML>\n"
    assert [line_of(element) for element in parse_export(page * 3).iter("p")] == ["Tea"] * 3


def test_a_break_is_a_line_and_a_line_end_of_the_source_is_none():
    tree = parse_export("<div><p>A list:<br>&nbsp;<br/>one\nand <b>two<br></b>three</p> and more</div>")
    paragraph = tree.find(".//p")
    assert lines_of(paragraph) == ["A list:", "", "one and two", "three"]
    assert line_of(paragraph) == "A list: one and two three"


def test_the_page_is_decoded_whatever_it_declares():
    page = '<meta charset="utf-8"><p>Café “Zoë”</p>'.encode("cp1252")
    decoded = decode_export(page, max_bytes=1_000)
    assert (decoded.encoding, "Café “Zoë”" in decoded.text) == ("cp1252", True)


def test_a_page_that_is_too_large_is_refused(monkeypatch):
    with pytest.raises(Unreadable, match="web page of 18 bytes; at most 10 are read"):
        decode_export(b"<p>Tea is good</p>", max_bytes=10)
    monkeypatch.setattr(_tree, "MAX_TAGS", 3)
    with pytest.raises(Unreadable, match="web page of some 4 tags; at most 3 are read; split the file"):
        parse_export("<p>Tea</p><p>Milk</p>")


@pytest.mark.parametrize("page", ["<div>" * 300 + "Tea", "<p>" + "tea " * 2_700_000])
def test_a_page_that_the_parser_gives_up_is_refused(page):
    with pytest.raises(Unreadable, match="web page that cannot be parsed whole"):
        parse_export(page)


@pytest.mark.parametrize("page", ["", " ", "<!-- nothing -->"])
def test_a_page_of_nothing_is_refused(page):
    with pytest.raises(Unreadable):
        parse_export(page)


def test_frames_inside_others_are_parted_and_what_follows_them_stays():
    tree = parse_export("<section>One<section>Two<section>Three</section></section> and one</section>")
    frames = list(tree.iter("section"))
    part_frames(frames)
    assert [line_of(frame) for frame in frames] == ["One and one", "Two", "Three"]


def test_blocks_end_where_the_mark_changes():
    tree = parse_export(
        "<div>A <b>bold</b> word<i class=x>marked</i><br>more<p>New<pre>a\n\nb</pre><script>no</script>"
    )
    blocks = marked_blocks(tree, lambda node, around: node.get("class") or around, "all")
    assert [(paragraphs_in(text), mark) for text, mark in blocks] == [
        (["A bold word"], "all"), (["marked"], "x"), (["more"], "all"), (["New"], "all"), (["a", "b"], "all"),
    ]  # fmt: skip


def test_a_block_says_whether_a_break_ends_it():
    tree = parse_export("<p>Nora Feld<br> \n</p><p>Nora Feld</p>")
    assert [ends_line(text) for text, _ in marked_blocks(tree, lambda node, around: around)] == [True, False]
