"""One file to what it holds: which reader takes it, archives of files, and articles as rows."""

import gzip
import hashlib
import io
import zipfile

import numpy as np
import pytest

from discourse.readers import files
from discourse.readers.article import Article, Paragraph, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.files import How, read_file

HOW = How("text", None, None, None, 2**20)


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return file.getvalue()


def found_in(tmp_path, name, contents):
    (tmp_path / name).write_bytes(contents)
    return list(read_file(tmp_path / name, name, HOW))


def article(n, text, **docvars):
    return Article(n, [Paragraph("Ferry", "title"), Paragraph(text)], {"title": "Ferry"} | docvars)


def test_a_zip_archive_gives_what_is_in_each_of_its_files_by_name(tmp_path):
    parts = {
        "b/one.txt": "It may sail.",
        "a.txt.gz": gzip.compress(b"It sails."),
        "__MACOSX/x.txt": "no",
        ".y.txt": "no",
    }
    raw = packed(parts)
    found = found_in(tmp_path, "all.zip", raw)
    assert [(part.source, part.single["text"]) for part in found] == [
        ("all.zip/a.txt.gz", "It sails."),
        ("all.zip/b/one.txt", "It may sail."),
    ]
    assert {part.single["sha256"] for part in found} == {hashlib.sha256(raw).hexdigest()}


def test_a_file_in_an_archive_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path):
    found = found_in(tmp_path, "all.zip", packed({"a.pages": "x", "b.txt": "Tea.", "c.zip": packed({}), "d.txt": ""}))
    assert [part.single and part.single["text"] for part in found] == [None, "Tea.", None, None]
    assert [part.bad[0][2][:20] for part in found if part.bad] == [
        "unknown format .page",
        "a zip inside a ZIP a",
        "empty file",
    ]


def test_an_archive_without_files_is_unreadable(tmp_path):
    with pytest.raises(Unreadable, match="ZIP archive without files"):
        found_in(tmp_path, "all.zip", packed({".hidden": "x"}))


@pytest.mark.parametrize(
    ("name", "contents", "told"),
    [
        ("a.doc", b"<html><p>x", "html"),
        ("a.doc", b"PK", "docx"),
        ("a.txt", b"{\\rtf1 x}", "rtf"),
        ("a.html", b"%PDF-1.4", "pdf"),
    ],
)
def test_the_first_bytes_say_what_a_file_is(name, contents, told):
    assert files._look(contents, files.format_of(name)) == told


def test_whoever_names_the_column_of_the_texts_means_it(tmp_path):
    (tmp_path / "a.json").write_text(
        '[{"web_url": "x", "headline": "Tea", "pub_date": "2018-01-01", "mine": "It is."}]'
    )
    with pytest.raises(Unreadable, match="none with its full text"):
        list(read_file(tmp_path / "a.json", "a.json", HOW))
    (found,) = read_file(tmp_path / "a.json", "a.json", HOW._replace(text="mine"))
    assert found.frame["text"].tolist() == ["It is."]


def test_old_documents_of_word_are_refused_with_a_way_out():
    with pytest.raises(Unreadable, match=r"save it as \.docx"):
        files._look(b"\xd0\xcf\x11\xe0", "doc")


def test_articles_are_rows_in_the_order_of_the_file_and_keep_roles_keys_and_doubts():
    last = article(3, "It sails.", export="Made", export_id="B", language="ENGLISH")
    pieces = Pieces(
        [
            last,
            article(1, "It may sail.", export="Made", export_id="A", author=None)._replace(
                doubts=[("length", "short")]
            ),
        ],
        [(2, "no body")],
        [("count", "3 or 4")],
    )
    found = files._gather("x.html", "html", pieces)
    assert found.frame["text"].tolist() == ["Ferry\n\nIt may sail.", "Ferry\n\nIt sails."]
    assert found.frame["language"].tolist()[1] == "en"
    assert "author" not in found.frame
    assert found.rows.tolist() == [1, 3]
    assert found.keys == ["A", "B"]
    assert found.bad == [(2, None, "no body")]
    assert found.doubts == [(0, "count", "3 or 4"), (1, "length", "short")]
    assert found.roles == {1: [(0, 5, "title")], 3: [(0, 5, "title")]}


def test_an_office_document_is_one_text():
    found = files._gather("x.odt", "odt", Pieces([article(1, "It may sail.")], doubts=[("parts", "a comment")]))
    assert found.single == {"text": "Ferry\n\nIt may sail.", "title": "Ferry", "doc_id": None}
    assert (found.frame, found.doubts, found.roles) == (None, [(0, "parts", "a comment")], {0: [(0, 5, "title")]})


def test_a_file_of_which_no_article_can_be_read_has_no_rows():
    found = files._gather("x.html", "html", Pieces([Article(1, [], {})], [(2, "an error page")]))
    assert found.frame is None
    assert found.bad == [(1, None, "no text"), (2, None, "an error page")]
    assert np.array_equal(found.rows, [])


def test_half_a_character_makes_an_article_unreadable():
    found = files._gather("x.html", "html", Pieces([article(1, "Tea."), article(2, "T\ud83d.")]))
    assert found.bad == [(2, None, "a lone surrogate")]
