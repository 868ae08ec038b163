"""E-books."""

import io
import random
import zipfile

import pytest

from discourse.readers.documents.epub import read
from discourse.readers.encoding import Unreadable

CONTAINER = (
    '<container><rootfiles><rootfile full-path="OEBPS/a%20b.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
METADATA = (
    "<dc:title id='t2'>A short book</dc:title><dc:title id='t1'>Harwick</dc:title><meta refines='#t1' "
    "property='title-type'>main</meta><dc:creator id='c1'>Nora Feld</dc:creator><dc:creator id='c2'>Bo Li</dc:creator>"
    "<dc:creator id='c3'>Jan Vos</dc:creator><meta refines='#c3' property='role'>ill</meta>"
    "<dc:language>en-GB</dc:language><dc:publisher>Tarn Press</dc:publisher><dc:date>2025-05-01T00:00:00Z</dc:date>"
)


def page(body):
    return f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'


PAGES = {
    "c1.xhtml": page('<h1>The pier</h1><p>It may<a epub:type="noteref" href="n.xhtml#1">1</a> pay.</p>'),
    "n.xhtml": page('<section epub:type="endnotes"><h1>Notes</h1><p>The minutes.</p></section>'),
    "c2.xhtml": page("<h1>The bus</h1><p>It runs.</p>"),
    "nav.xhtml": page("<nav><h1>Contents</h1></nav>"),
}


def package(pages, *, metadata=METADATA, spine=None, guide=""):
    items = "".join(
        f'<item id="i{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages))) if spine is None else spine
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0"><metadata>{metadata}</metadata><manifest>'
        f"{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )


def packed(pages=PAGES, *, parts=None, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        everything = {"META-INF/container.xml": CONTAINER, "OEBPS/a b.opf": package(pages, **options)}
        everything |= {f"OEBPS/{name}": contents for name, contents in pages.items()} | (parts or {})
        for name, contents in everything.items():
            if contents is not None:
                archive.writestr(name, contents)
    return file.getvalue()


def book(pages=PAGES, **options):
    return read(packed(pages, **options), max_bytes=100_000).articles[0]


def test_a_book_is_one_article_with_its_notes_at_the_end():
    made = book()
    assert made.docvars == {
        "title": "Harwick",
        "author": "Nora Feld; Bo Li",
        "language": "en-GB",
        "outlet": "Tarn Press",
        "date": "2025-05-01",
    }
    assert made.paragraphs == [
        ("The pier", "heading"),
        ("It may pay.", None),
        ("The bus", "heading"),
        ("It runs.", None),
        ("Notes", "notes"),
        ("The minutes.", "notes"),
    ]
    assert made.doubts == []


def test_pages_are_read_in_the_order_of_the_spine_and_once():
    spine = '<itemref idref="i2"/><itemref idref="i0"/><itemref idref="i2"/><itemref idref="none"/>'
    assert [text for text, role in book(spine=spine).paragraphs if role == "heading"] == ["The bus", "The pier"]


def test_the_metadata_of_epub_2():
    made = book(
        metadata="<dc:title>Tea</dc:title><dc:creator opf:role='aut'>Nora Feld</dc:creator><dc:creator opf:role='trl'>"
        "Bo</dc:creator><dc:date opf:event='modification'>2020-01-01</dc:date><dc:date opf:event='publication'>1998"
        "</dc:date>"
    )
    assert made.docvars == {"title": "Tea", "author": "Nora Feld", "date": "1998"}


def test_metadata_that_say_nothing_are_none():
    assert book(metadata="<dc:title/><dc:creator>Unknown</dc:creator><dc:date>0101-01-01</dc:date>").docvars == {}


def test_pages_that_the_guide_calls_no_text_are_left_out_if_they_are_short():
    pages = {
        "cover.xhtml": page("<p>Cover</p>"),
        "c 1.xhtml": page("<p>Text</p>"),
        "all.xhtml": page("<p>Long. </p>" * 700),
    }
    guide = "".join(
        f'<reference type="cover" href="{name}"/>' for name in ("cover.xhtml", "all.xhtml", "c%201.xhtml#top")
    )
    texts = [text for text, _ in book(pages, guide=guide).paragraphs]
    assert "Cover" not in texts
    assert texts.count("Text") == 1
    assert texts.count("Long.") == 700


def test_pages_beside_the_order_give_their_notes_only():
    spine = '<itemref idref="i0"/><itemref idref="i1" linear="no"/><itemref idref="i2" linear="no"/>'
    assert [text for text, _ in book(spine=spine).paragraphs] == ["The pier", "It may pay.", "Notes", "The minutes."]


def test_a_chapter_that_cannot_be_read_is_told():
    made = book(parts={"OEBPS/c1.xhtml": None})
    assert made.doubts == [("cut", "1 chapter that cannot be read, such as OEBPS/c1.xhtml")]
    assert made.paragraphs[0].text == "The bus"


def test_formulas_are_told():
    assert book({"c.xhtml": page("<p>a<math/></p>")}).doubts == [("parts", "1 formula left out")]


def test_an_archive_without_container_is_read_by_its_package():
    assert book(parts={"META-INF/container.xml": None}).docvars["title"] == "Harwick"


def encrypted(algorithm):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><enc:EncryptedData '
        f'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod Algorithm="{algorithm}"/>'
        "</enc:EncryptedData></encryption>"
    )


def test_fonts_may_be_encrypted():
    assert book(parts={"META-INF/encryption.xml": encrypted("http://www.idpf.org/2008/embedding")}).paragraphs


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a readable EPUB"),
        (packed(parts={"META-INF/encryption.xml": encrypted("aes256-cbc")}), r"EPUB with copy protection \(DRM\)"),
        (packed(parts={"META-INF/container.xml": None, "OEBPS/a b.opf": None}), "not an EPUB"),
        (packed(parts={"OEBPS/a b.opf": None}), "EPUB without OEBPS/a b.opf"),
        (packed(parts={"OEBPS/a b.opf": "<a>"}), "EPUB that cannot be parsed"),
        (packed({"c.xhtml": page("<img/>")}), "EPUB without text"),
        (packed({"c.xhtml": ""}), "EPUB without a readable chapter; the first that cannot be read is OEBPS/c.xhtml"),
        (packed(spine=""), "EPUB without text"),
        (packed({"c.xhtml": page("a" * 200_000)}), "more than 100,000 bytes when unpacked"),
    ],
)
def test_what_cannot_be_read_is_told(raw, why):
    with pytest.raises(Unreadable, match=why):
        read(raw, max_bytes=100_000)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://x.org/a"])
def test_nothing_outside_of_the_archive_is_read(path):
    with pytest.raises(Unreadable, match="without a readable chapter"):
        read(packed({path: None}), max_bytes=100_000)


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_book_is_read_or_refused(seed):
    draw = random.Random(seed)
    raw = packed()
    if seed % 2:  # a part is damaged, and the archive is whole
        name = draw.choice(["OEBPS/a b.opf", "OEBPS/c1.xhtml", "META-INF/container.xml"])
        whole = {
            "OEBPS/a b.opf": package(PAGES),
            "OEBPS/c1.xhtml": PAGES["c1.xhtml"],
            "META-INF/container.xml": CONTAINER,
        }[name]
        low, high = sorted(draw.randrange(len(whole)) for _ in range(2))
        raw = packed(parts={name: draw.choice([whole[:high], whole[:low] + whole[high:], whole[high:] + whole[:high]])})
    else:
        low, high = sorted(draw.randrange(len(raw)) for _ in range(2))
        raw = draw.choice([raw[:high], raw[:low] + raw[high:], raw + raw, raw[high:] + raw[:high]])
    try:
        (made,) = read(raw, max_bytes=100_000).articles
    except Unreadable:
        return
    assert any(paragraph.text for paragraph in made.paragraphs)
