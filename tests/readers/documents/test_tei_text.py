"""Elements of TEI as paragraphs; the roles are tested with the files that have them, in `test_tei`."""

from __future__ import annotations

from discourse.readers.archive import parse_xml
from discourse.readers.documents._tei_text import below, children, plain, tag_of, tei_paragraphs, text_of

TEXT = parse_xml(b'<d xmlns="urn:x"><p>A<lb/>boat <note>N<note>M</note></note></p><p>B</p></d>')


def test_names_have_no_namespace():
    assert tag_of(TEXT) == "d"
    assert [tag_of(child) for child in children(TEXT)] == ["p", "p"]
    assert children(TEXT, "note") == []
    assert len(below(TEXT, "note")) == 2


def test_the_text_of_an_element_is_what_runs_on():
    assert text_of(TEXT[0]) == "A  boat "
    assert plain(TEXT[0]) == "Aboat NM"


def test_a_note_in_a_note_comes_with_it():
    assert [tuple(p) for p in tei_paragraphs(TEXT)] == [("A  boat ", None), ("N", "notes"), ("M", "notes"), ("B", None)]
