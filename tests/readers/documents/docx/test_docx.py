"""Word documents."""

import random

import pytest

from discourse.readers.documents.docx import read
from discourse.readers.encoding import Unreadable
from tests.hostile import flipped
from tests.word import paragraph, roles_of, run, word, zipped

LARGE = 10**8


def test_a_level_of_outline_makes_a_heading_unless_it_is_that_of_text():
    body = paragraph("Milk", level=9), paragraph("Tea", level=0)
    assert roles_of(word(*body)) == [("Milk", None), ("Tea", "heading")]


def test_notes_stand_at_the_end_in_the_order_in_which_the_text_refers_to_them():
    def note(key):
        return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'

    body = paragraph(run("Tea"), note(3), run(" is good."), note(2)), paragraph("Milk is not.")
    contents = word(*body, footnotes={"0": "", "2": "Says Ann.", "3": "Green.", "4": "Nobody asks."})
    assert roles_of(contents) == [
        ("Tea is good.", None),
        ("Milk is not.", None),
        ("Green.", "notes"),
        ("Says Ann.", "notes"),
    ]


def test_a_text_box_is_read_once_and_told_as_comments_are():
    box = f"<w:txbxContent>{paragraph('A box.')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        "<w:commentReference/></w:r>"
    )
    (article,) = read(word(paragraph("Tea.", drawing, drawing), paragraph("Milk.")), max_bytes=LARGE).articles
    assert [text for text, _ in article.paragraphs] == ["Tea.", "A box.", "A box.", "Milk."]
    assert article.doubts == [
        ("parts", "2 comments left out"),
        ("parts", "2 text boxes read after the paragraph that contains them"),
    ]


@pytest.mark.parametrize(
    ("core", "docvars"),
    [
        ("<dc:title>On tea</dc:title><dc:creator>Ann Lee</dc:creator>", {"title": "On tea", "author": "Ann Lee"}),
        ("<dc:title>Microsoft Word - tea.doc</dc:title><dc:creator>python-docx</dc:creator>", {}),
        ("<dc:title> </dc:title><dc:creator>User</dc:creator><dc:language>en-GB</dc:language>", {"language": "en-GB"}),
        ("<dcterms:created>2024-01-02T03:04:05Z</dcterms:created>", {}),
        ("<dc:title>broken", {}),
        ("", {}),
    ],
)
def test_properties_are_docvars_unless_a_program_has_made_them_up(core, docvars):
    (article,) = read(word(paragraph("Tea."), core=core), max_bytes=LARGE).articles
    assert article.docvars == docvars


def test_title_and_author_among_the_paragraphs_are_known():
    core = "<dc:title>Draft</dc:title><dc:creator>Ann Lee</dc:creator>"
    body = paragraph("On tea", style="Title"), paragraph("By Ann Lee", style="Subtitle"), paragraph("Tea is good.")
    contents = word(*body, core=core)
    assert read(contents, max_bytes=LARGE).articles[0].docvars == {"title": "On tea", "author": "Ann Lee"}
    assert roles_of(contents) == [("On tea", "title"), ("By Ann Lee", "byline"), ("Tea is good.", None)]


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        (b"", "not a readable DOCX"),
        (b"{\\rtf1 Tea}", "not a readable DOCX"),
        (zipped({"a.txt": "Tea"}), "ZIP archive without word/document.xml: not a DOCX file"),
        (zipped({"word/document.xml": "<w:document"}), "DOCX that cannot be parsed"),
        (word(paragraph("")), "DOCX without text; if its pages are pictures, have their text recognised first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", r"an older Word document \(.doc\); save it as DOCX"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "DOCX with a password; save it without one",
        ),
    ],
)
def test_what_is_no_docx_or_empty_is_refused_with_the_reason(contents, reason):
    with pytest.raises(Unreadable, match=reason):
        read(contents, max_bytes=LARGE)


def test_a_bomb_and_xml_nested_too_deep_are_refused():
    with pytest.raises(Unreadable, match="when unpacked"):
        read(word(paragraph("tea " * 10**5)), max_bytes=10**5)
    with pytest.raises(Unreadable, match="DOCX that cannot be parsed"):
        read(word("<w:sdt>" * 10**4 + "</w:sdt>" * 10**4), max_bytes=LARGE)


def test_a_damaged_file_is_read_or_refused_and_nothing_else():
    whole = word(paragraph("Tea.", marks=["a"]), footnotes={"2": "Green."}, core="<dc:title>Tea</dc:title>")
    dice = random.Random(7)
    for seed in range(200):
        damaged = flipped(whole, seed) if seed % 3 else whole[: dice.randrange(len(whole))]
        try:
            pieces = read(damaged, max_bytes=LARGE)
        except Unreadable:
            continue
        assert len(pieces.articles) == 1
