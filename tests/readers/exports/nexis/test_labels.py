"""The labels of Nexis Uni."""

import pytest

from discourse.readers.documents.docx import MarkedParagraph
from discourse.readers.exports.nexis import _labels as labels


def test_a_label_means_one_thing():
    said = [label for words in labels._LABELS.values() for label in words.split()]
    assert len(said) == len(set(said)) == len(labels.FIELDS)


@pytest.mark.parametrize(
    ("block", "label"),
    [
        (MarkedParagraph("Load-Date: May 4, 2024"), ("load_date", "May 4, 2024")),
        (MarkedParagraph("LÄNGE: 1.238 Wörter"), ("length", "1.238 Wörter")),
        (MarkedParagraph("La\u0308nge: 9 Wörter"), ("length", "9 Wörter")),
        (MarkedParagraph("Nom d’utilisateur\u00a0: A."), ("cover", "A.")),
        (MarkedParagraph("Series: Ferries", lead="Series:"), ("furniture", "Ferries")),
        (MarkedParagraph("Nekaj: Ferries", lead="Nekaj:"), (None, "Ferries")),
        (MarkedParagraph("Nekaj: Ferries"), None),
        (MarkedParagraph("Nekaj\u00a0: Ferries"), None),
        (MarkedParagraph("https://example.org"), None),
        (MarkedParagraph("It is late."), None),
    ],
)
def test_what_a_label_means_is_said_by_the_table_or_by_its_looks(block, label):
    assert labels.read_label(block) == label


@pytest.mark.parametrize(
    ("value", "n"),
    [("937 words", 937), ("1 238 mots", 1238), ("1,238 words", 1238), ("12字", 12), ("90 minutes", None), ("", None)],
)
def test_a_length_is_of_words(value, n):
    assert labels.words_stated(value) == n


@pytest.mark.parametrize(
    ("stated", "section", "page"),
    [
        ("BUITENLAND; Blz. 6", "BUITENLAND", "6"),
        ("Section A; ; Section A; Page 12; Column 1;", "Section A; Section A; Column 1", "12"),
        ("Section ; Column 0; OpEd; Pg.", "Section; Column 0; OpEd", ""),
        ("POLITICS; Version:28", "POLITICS", ""),
        ("Politik; S. 2, 3", "Politik", "2, 3"),
        ("Sports; Pages of history", "Sports; Pages of history", ""),
        ("", "", ""),
    ],
)
def test_the_page_stands_in_the_line_of_the_section(stated, section, page):
    assert labels.section_and_page(stated) == (section, page)


@pytest.mark.parametrize("text", ["Documents (4)", "Dokumente (1234)", "文档（3）"])
def test_a_cover_states_how_many(text):
    assert labels.COVER_COUNT.fullmatch(text)


def test_the_end_is_known_in_bytes_and_text():
    for text in ("End of Document", "\n Fin del documento ", "文档结束"):
        assert labels.END.fullmatch(text) and labels.may_be_in(text.encode())
    assert labels.may_be_in("Slut på dokument".encode("latin-1"))
    assert not labels.END.fullmatch("At the end of document 4")
    assert not labels.may_be_in(b"The end. ???? A document.")


def test_days_of_the_week_are_known():
    assert {"tuesday", "mardi", "dienstag"} <= labels.weekdays()
