"""Groups and words of Rich Text: what is text, in which code page, and what is told of each paragraph."""

import pytest

from discourse.readers.documents.rtf import _groups, paragraphs_of, parse
from discourse.readers.encoding import Unreadable

FONTS = rb"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset128 MS Gothic;}{\f3 Any;}}"


def parsed(body: bytes, *, head: bytes = rb"\ansi\ansicpg1252\deff0"):
    return parse(rb"{\rtf1" + head + FONTS + body + rb"\par}")


def texts(body: bytes, **options) -> list[str]:
    return [paragraph.text for paragraph in parsed(body, **options).paragraphs]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"It\'92s", "It’s"),
        (rb"\f1 \'b3\f0 \'b3", "ł³"),
        (rb"{\f1 \'b3}\'b3", "ł³"),
        (rb"{\fonttbl{\f9\cpg1251 X;}}\f9 \'b3", "і"),
        (rb"\f1 \'b3\plain \'b3", "ł³"),
        (rb"\f2 \'82\'a0\'81@", "あ\u3000"),  # the second byte of a sign may be of ASCII
        (rb"\ltrch\f0\rtlch\af1 \'b3\ltrch \'b3\plain\af1 \'b3", "ł³³"),  # fonts of Hebrew and Arabic
        (rb"\u322?\u380 ?", "łż"),
        (b"a{ \\header h}b", "a b"),
        (rb"\uc2\u26381\'b7\'fe", "服"),
        (rb"{\uc0\u233}\u233?", "éé"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"\u55357\u56832", "😀"),
        (rb"\u128512?", "😀"),
        (rb"\u8220\ldblquote x", "“x"),
        (rb"\u8217\b x", "’x"),  # a word is never skipped
        (rb"a\~b\_c\-d\{\}\\", "a\xa0b\u2011cd{}\\"),
        (rb"a\emdash b\tab c\line d", "a—b\tc\nd"),
        (b"a\r\nb", "ab"),
        (rb"a{\v hidden}b\v not\v0 c{\deleted gone}d{\mvf moved}", "abcd"),
        (rb"a{\*\unknown {b}}{\pict\bin5 }}{{{ 00ff}{\header h}{\object{\result r}}c", "ac"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}{\listtext 1.}", "here"),
        (rb"{\upr{\'3f}{\*\ud{\u26381?}}}", "服"),
    ],
)
def test_text_is_read_as_the_file_says(body, text):
    assert texts(body) == [text]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (rb"\mac", "é"),
        (rb"\pc", "Ä"),
        (rb"\ansi\ansicpg1251", "Ћ"),
        (rb"\ansi", "Ž"),
        (rb"\ansi\ansicpg1253\deff1", "Ž"),
    ],
)
def test_the_code_page_is_that_of_the_file_unless_a_font_has_its_own(head, text):
    font = b"" if b"deff" in head else rb"\f3 "
    assert texts(font + rb"\'8e", head=head) == [text]


def test_bytes_that_are_utf_8_are_told():
    document = parsed("Łódź".encode())
    assert document.paragraphs[0].text == "Łódź"
    assert document.doubts == [("encoding", "bytes beyond ASCII are read as UTF-8, though the file says cp1252")]
    assert parsed("Łódź".encode(), head=rb"\ansi\ansicpg65001").doubts == []


def test_bytes_of_the_code_page_need_no_escape():
    assert texts("café".encode("cp1252")) == ["café"]


def test_signs_that_cannot_be_read_are_counted():
    assert parsed(rb"a\u55357? b\'81").doubts == [("encoding", "2 signs that could not be read: \ufffd stands there")]
    assert parsed(b"", head=rb"\ansi\ansicpg99").doubts == [("encoding", "code page 99 is unknown; read as cp1252")]


def test_paragraphs_are_told_with_style_level_bookmarks_and_breaks():
    styles = rb"{\stylesheet{\s0 Normal;}{\s1\b heading 2,H2;}{\*\cs3 Strong;}{\s5\outlinelevel0 \'dcberschrift;}}"
    body = (
        rb"\pard\s1\b\fs28 {\*\bkmkstart one}{\*\bkmkend one}A\par\pard\plain B{\b c}\par\pard\s5 D\par"
        rb"\pard\outlinelevel2 E\par\pard\outlinelevel9 F\par\pard\pagebb G\par\pard{\page}H\par I\page J"
        rb"\sect\sectd\sbknone K\par\par"
        rb"{\upr{\*\bkmkstart l}{\*\ud{\*\bkmkstart l\u322?}}}L\sect M"
    )
    found = parsed(styles + body).paragraphs
    assert [p.text for p in found] == ["A", "Bc", "D", "E", "F", "G", "H", "I", "J", "K", "", "L", "M"]
    assert [p.text for p in found if p.page_break] == ["G", "H", "J", "M"]
    assert {p.text: p.level for p in found if p.level} == {"A": 2, "D": 1, "E": 3}
    assert {p.text: p.bookmarks for p in found if p.bookmarks} == {"A": ("one",), "L": ("lł",)}
    assert [p.text for p in found if p.bold] == ["A"]
    assert [p.style for p in found[:3]] == ["heading 2", "Normal", "Überschrift"]
    assert (found[0].size, found[1].size) == (14, 12)


def test_a_deleted_mark_joins_two_paragraphs():
    assert texts(rb"a{\deleted x\par y} b") == ["a b"]


def test_cells_are_paragraphs():
    assert texts(rb"\trowd\cellx1\cellx2\intbl a\cell b\cell\row\pard c") == ["a", "b", "c"]


def test_a_line_end_behind_a_backslash_ends_a_paragraph():
    assert texts(b"a\\\nb\\\r\nc") == ["a", "b", "c"]


@pytest.mark.parametrize("opened", [rb"{\footnote ", rb"{\*\footnote\ftnalt ", rb"{\super\chftn{\footnote{\cs1 }"])
def test_notes_stand_apart(opened):
    closing = b"}}" if opened.startswith(rb"{\super") else b"}"
    document = parsed(b"a" + opened + rb"\pard\chftn Note\par two {\upr{?}{\*\ud{more}}}" + closing + b"b")
    assert [p.text for p in document.paragraphs] == ["ab"]
    assert [p.text for p in document.notes] == ["Note", "two more"]


def test_title_and_author_are_info():
    info = rb"{\info{\title Tea}{\author Nora F\'e9ld}{\*\company C}{\creatim\yr2026}}"
    assert parsed(info).info == {"title": "Tea", "author": "Nora Féld"}


def test_what_is_left_out_is_counted():
    assert parsed(
        rb"a{\*\annotation{\*\atnref 1} No.}{\annotation No.}{\mmath{\*\moMath{\mr x}}}{\object{\*\objdata 00}}"
    ).left_out == {
        "comment": 2,
        "formula": 1,
        "embedded object": 1,
    }


def test_text_boxes_follow_on_their_paragraph():
    box = rb"{\shp{\*\shpinst{\sp{\sn t}{\sv 1}}{\shptxt Box\par two}}{\shprslt{\*\do\dptxbx{\dptxbxtext Box}}}}"
    document = parsed(b"a" + box + rb"b\par c{\*\do\dptxbx{\dptxbxtext Old}}{\shp{\*\shpinst{\shptxt \par}}}")
    assert [p.text for p in document.paragraphs] == ["ab", "Box", "two", "c", "Old"]
    assert document.left_out == {"text box": 2}


def test_files_behind_one_another_are_one():
    one = rb"{\rtf1\ansi A\par}"
    found = paragraphs_of(one + b"\r\n" + one)
    assert [(p.text, p.page_break) for p in found] == [("A", False), ("A", True)]
    assert parse(one + b"}\r\n\0").doubts == []
    assert parse(one + b"xyz\0\n").doubts == [("parts", "3 bytes after the end of the RTF left out")]


def test_a_file_that_breaks_off_is_told():
    document = parse(rb"{\rtf1\ansi A\par{\b B")
    assert [p.text for p in document.paragraphs] == ["A", "B"]
    assert document.doubts == [("cut", "the file breaks off inside 2 groups")]


def test_groups_have_a_depth():
    deep = _groups.MAX_DEPTH
    assert paragraphs_of(rb"{\rtf1 " + b"{" * (deep - 1) + b"a" + b"}" * deep)[0].text == "a"
    with pytest.raises(Unreadable, match="RTF with more than 1,000 groups inside one another"):
        parse(rb"{\rtf1 " + b"{" * deep)


@pytest.mark.parametrize("n", [b"9999999999", b"-5", b""])
def test_binary_data_of_any_size_is_passed_over(n):
    document = parse(rb"{\rtf1 a{\pict\bin" + n + b" xx}b}")
    assert document.paragraphs[0].text in ("ab", "a")
