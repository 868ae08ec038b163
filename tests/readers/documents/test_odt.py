"""OpenDocument texts."""

import io
import random
import zipfile

import pytest

from discourse.readers.documents.odt import read
from discourse.readers.encoding import Unreadable

SPACES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
STYLES = (
    '<style:style style:name="Heading"/><style:style style:name="Title" style:parent-style-name="Heading"/>'
    '<style:style style:name="Caption"/><style:style style:name="Illustration" style:parent-style-name="Caption"/>'
    '<style:style style:name="Own" style:display-name="Heading 3"/>'
)
AUTOMATIC = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:parent-style-name="P2"/>'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
)
META = "<dc:title>Draft</dc:title><meta:initial-creator>Ines Okoro</meta:initial-creator><dc:creator>Bo</dc:creator>"


def content(body, styles=AUTOMATIC):
    return (
        f"<?xml version='1.0'?><office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def packed(body="", meta=META, **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", parts.get("content") or content(body))
        archive.writestr(
            "meta.xml", f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:styles>{STYLES}</office:styles></office:document-styles>",
        )
        archive.writestr("META-INF/manifest.xml", parts.get("manifest", "<manifest/>"))
    return file.getvalue()


def article(body, **options):
    return read(packed(body, **options), max_bytes=100_000).articles[0]


def texts(body):
    return [paragraph.text for paragraph in article(body).paragraphs]


def test_an_essay_is_one_article():
    made = article(
        '<text:h text:style-name="P1">On the ferry</text:h><text:p>Ines Okoro</text:p>'
        '<text:h text:outline-level="1">Money</text:h>'
        '<text:p>It may pay.<text:note text:note-class="endnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>The minutes.</text:p><text:p>All.</text:p></text:note-body></text:note> Or not."
        "</text:p>"
        '<text:p text:style-name="Illustration">The pier</text:p><text:p text:style-name="Own">Last</text:p>'
    )
    assert made.docvars == {"title": "On the ferry", "author": "Ines Okoro"}
    assert made.paragraphs == [
        ("On the ferry", "title"),
        ("Ines Okoro", "byline"),
        ("Money", "heading"),
        ("It may pay. Or not.", None),
        ("The pier", "caption"),
        ("Last", "heading"),
        ("The minutes. All.", "notes"),
    ]
    assert made.doubts == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a<text:s/>b<text:s text:c='3'/>c<text:tab/>d<text:line-break/>e", "a b c d e"),
        ("a<text:span>b<text:a>c</text:a></text:span>d", "abcd"),
        ("a<text:span text:style-name='T1'>hidden</text:span>b", "ab"),
        ("a<text:bookmark-start text:name='x'/>b<text:soft-page-break/>c", "abc"),
        ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>", "漢"),
        ("a<text:s text:c='99999999999'/>b", "a b"),
        ("a<text:s text:c='x'/>b", "a b"),
    ],
)
def test_a_paragraph_is_read_with_what_stands_in_it(body, text):
    assert texts(f"<text:p>{body}</text:p>") == [text]


def test_lists_sections_and_cells_are_read_in_their_order():
    assert texts(
        "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><text:section><text:p>c</text:p></text:section>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>d</text:p></table:table-cell>"
        "<table:table-cell><text:p>e</text:p><text:p>f</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows></table:table>"
    ) == list("abcdef")


@pytest.mark.parametrize(
    "left_out",
    [
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>x</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>",
        "<text:table-of-content><text:index-body><text:p>x</text:p></text:index-body></text:table-of-content>",
        "<text:section text:display='none'><text:p>x</text:p></text:section>",
        "<text:p text:style-name='T1'>x</text:p>",
        "<text:p text:style-name='Contents_20_1'>x</text:p>",
        "<office:forms><text:p>x</text:p></office:forms>",
    ],
)
def test_what_is_no_text_is_left_out(left_out):
    made = article(f"<text:p>a</text:p>{left_out}<text:p>b</text:p>")
    assert [paragraph.text for paragraph in made.paragraphs] == ["a", "b"]
    assert made.doubts == []


def test_comments_text_boxes_and_objects_are_told():
    box = "<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>"
    picture = (
        "<draw:frame><draw:text-box><text:p text:style-name='Illustration'><draw:frame><draw:image/></draw:frame>"
        "The pier</text:p></draw:text-box></draw:frame>"
    )
    comment = "<office:annotation><dc:creator>Bo</dc:creator><text:p>No.</text:p></office:annotation>"
    formula = "<draw:frame><draw:object/><draw:image/></draw:frame>"
    made = article(f"<text:p>a{box}{comment}b{picture}</text:p><text:p>c{formula}</text:p>{box}")
    assert made.paragraphs == [("ab", None), ("Box", None), ("The pier", "caption"), ("c", None), ("Box", None)]
    assert [detail for _, detail in made.doubts] == [
        "1 comment left out",
        "1 embedded object left out",
        "2 text boxes read after the paragraph that contains them",
    ]


def test_a_bibliography_is_notes():
    made = article(
        "<text:bibliography><text:index-body><text:p>Feld 2020</text:p></text:index-body></text:bibliography>"
    )
    assert made.paragraphs == [("Feld 2020", "notes")]


def test_properties_that_are_damaged_or_missing_are_done_without():
    assert article("<text:p>a</text:p>", meta="<broken").docvars == {}
    assert article("<text:p>a</text:p>", meta="<dc:creator>Bo Li</dc:creator>").docvars == {"author": "Bo Li"}


def test_the_same_as_one_file():
    flat = (
        f"<office:document {SPACES}><office:meta>{META}</office:meta><office:styles>{STYLES}</office:styles>"
        "<office:body><office:text><text:h text:style-name='Title'>Tea</text:h><text:p>a</text:p></office:text>"
        "</office:body></office:document>"
    )
    made = read(b"\xef\xbb\xbf" + flat.encode(), max_bytes=10_000).articles[0]
    assert made.docvars == {"title": "Tea", "author": "Ines Okoro"}
    assert made.paragraphs == [("Tea", "title"), ("a", None)]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a readable ODT"),
        (b"Tea", "not a readable ODT"),
        (b"<a>", "ODT that cannot be parsed"),
        (packed("<text:p> </text:p>"), "ODT without text"),
        (packed("<text:p>a</text:p>", manifest="<a><manifest:encryption-data/></a>"), "ODT with a password"),
        (packed(content="<office/>"), "an OpenDocument file that is not a text; save spreadsheets as .xlsx or .csv"),
        (packed(content="<a>"), "ODT that cannot be parsed"),
        (packed("<text:p>" * 300 + "</text:p>" * 300), "ODT that cannot be parsed"),
        (packed("<text:p>" + "a" * 200_000 + "</text:p>"), "more than 100,000 bytes when unpacked"),
    ],
)
def test_what_cannot_be_read_is_told(raw, why):
    with pytest.raises(Unreadable, match=why):
        read(raw, max_bytes=100_000)


def test_entities_are_not_followed():
    bomb = content("<text:p>a&b;</text:p>").replace(
        "<office:document-content", '<!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '">]><office:document-content', 1
    )
    assert read(packed(content=bomb), max_bytes=100_000).articles[0].paragraphs == [("a&b;", None)]


def test_drawings_inside_one_another_have_the_depth_that_the_parser_allows():
    n = 80
    body = (
        "<text:p><draw:frame><draw:text-box>" * n + "<text:p>a</text:p>" + "</draw:text-box></draw:frame></text:p>" * n
    )
    assert texts(body) == ["a"]


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_file_is_read_or_refused(seed):
    draw = random.Random(seed)
    whole = (
        "<text:h>Tea</text:h><text:p>a<text:s/>b</text:p>"
        "<text:list><text:list-item><text:p>c</text:p></text:list-item></text:list>"
    )
    raw = packed(content=content(whole)) if seed % 2 else content(whole).encode()
    low, high = sorted(draw.randrange(len(raw)) for _ in range(2))
    raw = draw.choice([raw[:high], raw[:low] + raw[high:], raw[:high] + raw[low:], raw + raw, raw[high:] + raw[:high]])
    try:
        (made,) = read(raw, max_bytes=100_000).articles
    except Unreadable:
        return
    assert {paragraph.text for paragraph in made.paragraphs} <= {"Tea", "a b", "c"}
