"""Rich Text of Factiva: where an article begins and ends, and its fields with codes and without."""

from __future__ import annotations

import pytest
from exports_of_factiva import LEAD, TAIL, article, rich, rich_line

from discourse.readers.exports.factiva.rich_text import find_in_rtf, is_export

SUMMARY = "\\page\n" + "".join(
    map(
        rich_line,
        ["Search Summary", "Text", "ferry", "Source", "All Sources", "Results Finds", "(c) 2026 Factiva, Inc."],
    )
)


def pieces_of(contents):
    return find_in_rtf(contents, max_bytes=10**7).pieces


def fields_of(contents):
    return [fields for fields, _ in pieces_of(contents)]


@pytest.mark.parametrize("codes", [True, False])
def test_a_list_of_hits_and_a_summary_are_no_pieces(codes):
    hits = "".join(map(rich_line, ["Factiva", "Who will buy the ferry", "A second look"])) + "\\page\n"
    shown = rich([article(1), article(2)], codes=codes, tail=SUMMARY).replace(
        b"cpg1252\n", b"cpg1252\n" + hits.encode()
    )
    assert is_export(shown)
    assert [fields["HD"] for fields in fields_of(shown)] == [["Who will buy the ferry"]] * 2
    assert [fields.get("SE") for fields in fields_of(shown)] == [["Opinion"]] * 2


def test_a_code_may_stand_before_a_tab():
    lines = [
        "HD\tThe ferry",
        "WC\t5 words",
        "PD\t4 March 2024",
        "SN\tHarwick Courier",
        "LP",
        "It is old.",
        "TD",
        "RE",
        "Sold.",
    ]
    contents = (
        "{\\rtf1 " + "".join(f"{line}\\par " for line in lines) + "AN\tDocument HARCOU0020240304ek34000a1\\par}"
    ).encode()
    assert is_export(contents)
    fields = fields_of(contents)[0]
    assert (fields["HD"], fields["LP"], fields["AN"]) == (
        ["The ferry"],
        ["It is old."],
        ["Document HARCOU0020240304ek34000a1"],
    )


def test_a_line_of_the_text_that_reads_as_a_code_is_text_where_codes_are_bold():
    fields = fields_of(rich([article(TD=["IN", "AN", "They won."])]))[0]
    assert fields["TD"] == ["IN", "AN", "They won."]


def test_the_headline_is_the_line_that_is_larger_or_bold():
    shown = rich([article(BY="Nora Feld", SE="A long section of the paper")], codes=False)
    assert fields_of(shown)[0]["HD"] == ["Who will buy the ferry"]
    larger = shown.replace(b"\\plain\\b\\fs20", b"\\plain\\fs28")
    assert fields_of(larger)[0]["HD"] == ["Who will buy the ferry"]


def test_a_header_in_one_paragraph_is_its_lines():
    shown = rich([article()], codes=False).replace(b"words\\par\n\\pard\\par\n\\pard\\plain\\fs20 ", b"words\\line ")
    fields = fields_of(shown)[0]
    assert (fields["PD"], fields["LP"]) == (["4 March 2024"], [LEAD, *TAIL])


def test_an_article_may_go_on_on_another_page():
    shown = rich([article(1), article(2)]).replace(b"\\pard\\plain\\fs20 It may", b"\\page\n\\pard\\plain\\fs20 It may")
    assert [fields["TD"] for fields in fields_of(shown)] == [TAIL, TAIL]


def test_the_end_of_an_article_may_be_missing():
    shown = rich([article(1), article(2)], pages=False).replace(b"Document HARCOU0020240304ek3400001", b"")
    assert [len(fields["LP"]) for fields in fields_of(shown)] == [1, 1]


@pytest.mark.parametrize(
    "contents", [b"", b"{\\rtf1 HD PD SN\\par}", b"Document HARCOU0020240304ek34000a1", b"{\\rtf1 Tea}"]
)
def test_other_rich_text_is_none(contents):
    assert not is_export(contents)


def test_articles_behind_the_end_of_the_text_are_told():
    shown = rich([article(1), article(2)]).replace(b"\\page\n", b"}\\page\n")
    found = find_in_rtf(shown, max_bytes=10**6)
    assert (len(found.pieces), found.marks) == (1, {"lines of a length": 1, "accession numbers": 2})


def test_a_file_that_breaks_off_is_told():
    assert find_in_rtf(rich([article()])[:-1], max_bytes=10**6).doubts[0][0] == "cut"
