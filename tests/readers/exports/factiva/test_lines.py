"""Articles of Factiva that are shown without the codes of their fields: what each line is."""

from __future__ import annotations

import pytest

from discourse.readers.exports.factiva.lines import MarkedLine, has_header, name_lines, source_of, split_code

HEADER = ["120 words", "4 March 2024", "Harwick Courier", "HARCOU", "English", "(c) 2024 Harwick Courier Ltd."]
BODY = ["The ferry is for sale.", "Nobody wants it."]
END = "Document HARCOU0020240304ek34000a1"


def fields_of(above, header=HEADER, below=(*BODY, END)):
    return name_lines([MarkedLine(text) for text in (*above, *header, *below)])


@pytest.mark.parametrize(
    ("above", "said"),
    [
        (["The ferry"], {"HD": ["The ferry"]}),
        (["Opinion", "The ferry"], {"SE": ["Opinion"], "HD": ["The ferry"]}),
        (["The ferry", "By Nora Feld"], {"HD": ["The ferry"], "BY": ["By Nora Feld"]}),
        (["Who will buy the old ferry", "Nora Feld"], {"HD": ["Who will buy the old ferry"], "BY": ["Nora Feld"]}),
        (["Opinion", "The ferry", "Nora Feld"], {"SE": ["Opinion"], "HD": ["The ferry"], "BY": ["Nora Feld"]}),
        (["Opinion", "The ferry", "Von N. F.", "UPI"], {"SE": ["Opinion"], "HD": ["The ferry"], "BY": ["Von N. F."]}),
    ],
)  # fmt: skip
def test_what_stands_above_the_length(above, said):
    fields = fields_of(above)
    assert {code: fields[code] for code in ("SE", "HD", "BY") if code in fields} == said
    assert (fields["LP"], fields["AN"]) == (BODY, ["HARCOU0020240304ek34000a1"])


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["Harwick Courier", "HARCOU"], {"SN": ["Harwick Courier"]}),
        (["Harwick CourierHARCOU"], {"SN": ["Harwick Courier"]}),
        (["Harwick Courier HARCOU", "A6"], {"SN": ["Harwick Courier"], "PG": ["A6"]}),
        (["10:32 AM", "Harwick Courier", "HARCOU", "6,7"], {"SN": ["Harwick Courier"], "PG": ["6,7"]}),
        (["HARWICK", "HARCOU", "1; National", "13"], {"SN": ["HARWICK"], "ED": ["1; National"], "PG": ["13"]}),
        (["Harwick Courier", "HARCOU", "11:21:59", "0"], {"SN": ["Harwick Courier"], "PG": ["0"]}),
        (["Harwick Courier", "HARCOU", "National"], {"SN": ["Harwick Courier"], "ED": ["National"]}),
        (["Harwick Courier", "HARCOU", "9", "Volume 12; Issue 3"], {"SN": ["Harwick Courier"], "PG": ["9"]}),
    ],
)
def test_what_stands_between_date_and_language(header, said):
    fields = fields_of(["The ferry"], ["120 words", "4 March 2024", *header, "English", "Copyright 2024 A. B."])
    assert {code: fields[code] for code in ("SN", "ED", "PG") if code in fields} == said
    assert (fields["PD"], fields["LA"], fields["LP"]) == (["4 March 2024"], ["English"], BODY)


@pytest.mark.parametrize("header", [HEADER[:5], HEADER[:4], HEADER[:4] + HEADER[5:], [HEADER[0], *HEADER[2:]]])
def test_a_header_without_one_of_its_lines(header):
    fields = fields_of(["The ferry"], header)
    assert (fields["HD"], fields["SN"], fields["LP"]) == (["The ferry"], ["Harwick Courier"], BODY)


def test_a_header_without_a_length():
    fields = fields_of(["Opinion", "The ferry"], HEADER[1:])
    assert (fields["HD"], fields["SN"], fields["LP"]) == (["The ferry"], ["Harwick Courier"], BODY)


@pytest.mark.parametrize("header", [HEADER[1:], HEADER[2:4]])
def test_a_header_without_a_length_is_no_text_where_the_body_is_marked(header):
    lines = [("The ferry", "HD"), *((text, "head") for text in header), *((text, "LP") for text in BODY)]
    fields = name_lines([MarkedLine(*line) for line in lines])
    assert fields["LP"] == BODY
    assert fields.get("SN") == (["Harwick Courier"] if len(header) > 2 else None)


def test_a_publisher_is_no_text_and_a_short_last_line_is():
    assert fields_of(["The ferry"], below=(*BODY, "Harwick Courier Ltd", END))["LP"] == BODY
    assert fields_of(["The ferry"], below=(*BODY, "Nora Feld is a poet", END))["LP"] == [*BODY, "Nora Feld is a poet"]


def test_what_stands_behind_marked_paragraphs():
    lines = [("The ferry", "HD"), *((text, "head") for text in HEADER), *((text, "LP") for text in BODY)]
    tail = ["A ferry at the pier.", "PMG92853-/feature/ferry", "Correction: it is green.", "Harwick Courier Ltd", END]
    fields = name_lines([MarkedLine(*line) for line in (*lines, *((text, "tail") for text in tail))])
    assert (fields["ART"], fields["CX"]) == (["A ferry at the pier."], ["Correction: it is green."])
    assert "Harwick Courier Ltd" not in str(fields.get("ART"))


def test_no_header_is_none():
    assert name_lines([MarkedLine("We cannot show this article."), MarkedLine(END)]) == {
        "AN": ["HARCOU0020240304ek34000a1"]
    }
    assert name_lines([]) == {}
    assert not has_header([MarkedLine("We cannot show this article.")])
    assert has_header([MarkedLine("120 words")])


def test_codes_and_sources():
    assert [split_code(text) for text in ("HD\tThe ferry", "HD  The ferry", "TD", "HD The ferry", "Tea\tmilk")] == [
        ("HD", "The ferry"), ("HD", "The ferry"), ("TD", ""), None, None,
    ]  # fmt: skip
    assert source_of("J000000020240304ek34000a1") == "J"
