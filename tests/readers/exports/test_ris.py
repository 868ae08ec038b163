"""RIS: a record with a text is an article, whoever wrote the file."""

from __future__ import annotations

import random

import pytest
from mutations import damaged, shuffled

from discourse.readers.article import Article, Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.ris import is_export, read

TEXT = "The mayor of Quell read the report aloud. Then he asked who had written it."
NOTE = " ".join(["He had not."] * 20)
RECORD = f"""TY  - NEWS
TI  - A report
AU  - Marr, Ida
AU  - Pell, Jon
T2  - Quell Gazette
AB  - {TEXT}
DA  - 2031/03/04/
PY  - 2031
SP  - A6
LA  - en
SE  - Opinion
UR  - https://example.org/report
AN  - 31
KW  - mayors
ER  -\x20
"""
CUT = ("cut", "the texts come from the fields for abstracts (AB, N2) or notes; RIS rarely contains a whole article")


def pieces(text: str, encoding: str = "utf-8") -> Pieces:
    return read(text.encode(encoding), "ris", max_bytes=10**6)


def record(**fields: str) -> str:
    return "\n".join(["TY  - NEWS", *(f"{tag}  - {said}" for tag, said in fields.items()), "ER  - "]) + "\n\n"


def only(**fields: str) -> Article:
    return pieces(record(**fields)).articles[0]


def said(found: Article) -> list[tuple[str | None, str]]:
    return [(role, text) for text, role in found.paragraphs]


def test_a_record_as_zotero_writes_it():
    found = pieces("\ufeff" + RECORD)
    assert found.rejected == [] and found.doubts == [CUT]
    assert said(found.articles[0]) == [("title", "A report"), (None, TEXT)]
    assert found.articles[0].docvars == {
        "title": "A report",
        "author": "Ida Marr; Jon Pell",
        "date": "2031-03-04",
        "outlet": "Quell Gazette",
        "section": "Opinion",
        "page": "A6",
        "language": "en",
        "url": "https://example.org/report",
        "export": "RIS",
        "export_id": "31",
    }


def test_a_record_as_proquest_writes_it():
    found = only(
        T1="A report that nobody wrote", TI="A report", A1="Marr, Ida", JF="Quell Gazette", N2=TEXT, DA="2031 Mar 4",
        SP="14", EP="15", N1="Copyright - Copyright Quell Gazette",
    )  # fmt: skip
    assert said(found) == [("title", "A report that nobody wrote"), (None, TEXT)]
    assert found.docvars | {"export": ""} == {
        "title": "A report that nobody wrote",
        "author": "Ida Marr",
        "date": "2031-03-04",
        "outlet": "Quell Gazette",
        "page": "14-15",
        "export": "",
    }


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ({"DA": "2031/03/04/"}, "2031-03-04"),
        ({"DA": "2031/3/4"}, "2031-03-04"),
        ({"PY": "2031", "Y1": "2031/03/04/Spring"}, "2031-03-04"),
        ({"PY": "2031///", "DA": "March 4, 2031"}, "2031-03-04"),
        ({"DA": "2031-03-04"}, "2031-03-04"),
        ({"DA": "2031/03//"}, "2031-03"),
        ({"PY": "2031"}, "2031"),
        ({}, None),
    ],
)
def test_dates(stated, date):
    assert only(AB=TEXT, **stated).docvars.get("date") == date


def test_a_text_over_several_lines_and_in_html():
    assert said(only(TI="A report", AB=f"{TEXT}\n\nHe had not.\nUK - he said - was far."))[1:] == [
        (None, TEXT),
        (None, "He had not."),
        (None, "UK - he said - was far."),
    ]
    assert said(only(TI="A <i>report</i>", N1=f"<p>{NOTE}</p><p>Two.</p>")) == [
        ("title", "A report"),
        (None, NOTE),
        (None, "Two."),
    ]


def test_the_longer_of_two_abstracts_is_the_text():
    assert said(only(TI="A report", AB="A mayor asks.", N2=TEXT)) == [
        ("title", "A report"),
        ("standfirst", "A mayor asks."),
        (None, TEXT),
    ]
    assert said(only(TI="A report", AB=TEXT, N2=TEXT, N1=NOTE)) == [("title", "A report"), (None, TEXT)]


@pytest.mark.parametrize("fields", [{}, {"N1": "To read."}, {"N1": f"Copyright - {NOTE}"}, {"AB": " "}])
def test_a_record_without_a_text_is_rejected(fields):
    found = pieces(record(TI="Tea", **fields) + RECORD)
    assert [piece.n for piece in found.articles] == [2]
    assert found.rejected == [(1, "a record of RIS without a text: no abstract (AB, N2), no notes (N1) in prose")]
    with pytest.raises(Unreadable, match=r"^RIS with 1 records, none with a text: they have no abstract \(AB, N2\)$"):
        pieces(record(TI="Tea", **fields))


def test_a_record_without_its_end_is_one_and_told():
    found = pieces(RECORD.replace("ER  - \n", "") + RECORD + RECORD.partition("DA  -")[0])
    assert [len(piece.doubts) for piece in found.articles] == [1, 0, 1]
    assert found.articles[0].doubts == [("cut", "the record has no end (ER); the file may be cut off inside it")]
    assert found.doubts == [("count", "3 records begin (TY), and 1 have an end (ER)"), CUT]


@pytest.mark.parametrize("change", [("  - ", " - "), ("\n", "\r\n"), ("\n", "\r"), ("ER  - ", "ER  -")])
def test_blanks_and_line_ends_as_others_write_them(change):
    found = pieces(RECORD.replace(*change))
    assert said(found.articles[0]) == [("title", "A report"), (None, TEXT)]
    assert found.articles[0].docvars["export_id"] == "31" and found.articles[0].doubts == []


def test_encodings():
    for encoding in ("utf-16", "utf-8-sig"):
        assert is_export(RECORD.encode(encoding), "ris") and len(pieces(RECORD, encoding).articles) == 1
    found = pieces(RECORD.replace("Gazette", "Gazette é’"), "cp1252")
    assert found.articles[0].docvars["outlet"] == "Quell Gazette é’"


def test_another_file_is_none():
    assert not is_export(b"TYPE  - NEWS\nTea.\n", "ris") and not is_export(RECORD.encode(), "txt")
    with pytest.raises(Unreadable, match=r"^not RIS: no line begins with TY  -$"):
        pieces("Tea.\nAB  - Milk.\nER  - \n")


def test_shuffled_and_damaged_records_are_counted():
    dice = random.Random(7)
    parts = [RECORD, record(TI="Tea"), record(TI="Rum", AB=TEXT)]
    for _ in range(30):
        kept = shuffled(parts, dice)
        if kept.count(parts[1]) < len(kept):
            found = pieces("".join(kept))
            assert (len(found.articles), len(found.rejected)) == (
                len(kept) - kept.count(parts[1]),
                kept.count(parts[1]),
            )
    n_read = 0
    for text in damaged("".join(parts * 2), n=300, seed=2):
        try:
            found = read(text.encode("utf-8", "replace"), "ris", max_bytes=10**6)
        except Unreadable:
            continue
        n_read += 1
        begun = sum(line.startswith("TY  - ") for line in text.replace("\r", "\n").split("\n"))
        assert len(found.articles) + len(found.rejected) >= begun
    assert n_read > 100
