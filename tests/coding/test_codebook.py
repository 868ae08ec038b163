"""Codebooks: the file as a table, and every fault of it told at once."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse import schema
from discourse.coding.codebook import Code, load_codebook, read_codes

BOOK = """\
title = "Stance of the ferry papers"

[codes.negative]
definition = "The sentence speaks badly of somebody."
not_when = "It only reports that somebody else does."
examples = ["A shabby deal.", "They failed  again."]

[codes.negative.values]
yes = "Blame, scorn, bad news."
[codes.negative.values.no]
definition = "All else."
examples = "The ferry left at nine."

[codes.hedges]
values = "number"
definition = "How many words hold back."

[codes.stance]
values = [1, 2, "3"]
definition = "1 against, 2 neither, 3 for."
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str | bytes):
        path = tmp_path / "book.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_codebook_is_a_table_with_a_line_a_code_and_a_line_a_value(write):
    table = load_codebook(write(BOOK))
    assert list(table) == list(schema.TABLES["codebook"])
    assert table[["code", "kind", "value"]].fillna("-").values.tolist() == [
        ["negative", "values", "-"], ["negative", "values", "yes"], ["negative", "values", "no"],
        ["hedges", "number", "-"],
        ["stance", "values", "-"], ["stance", "values", "1"], ["stance", "values", "2"], ["stance", "values", "3"],
    ]  # fmt: skip
    assert table["definition"].tolist()[:3] == [
        "The sentence speaks badly of somebody.", "Blame, scorn, bad news.", "All else.",
    ]  # fmt: skip
    assert table["examples"].fillna("").tolist()[:3] == [
        "A shabby deal.\nThey failed again.", "", "The ferry left at nine.",
    ]  # fmt: skip
    assert table["not_when"].notna().tolist() == [True] + [False] * 7


FAULTS = {
    "codes.a has no definition; write a sentence that says what the code means": '[codes.a]\nvalues = ["x", "y"]',
    'codes.a has no values; give a list such as ["yes", "no"], or "number", or "spans"': '[codes.a]\ndefinition = "d"',
    "codes.a: values is 'numbers'; give a list of values, or one of 'number', 'spans'": (
        '[codes.a]\ndefinition = "d"\nvalues = "numbers"'
    ),
    "codes.a has an unknown key 'definitions'; do you mean 'definition'?": (
        '[codes.a]\ndefinition = "d"\ndefinitions = "d"\nvalues = ["x", "y"]'
    ),
    "the codebook has an unknown key 'code'; do you mean 'codes'?": (
        'code = 1\n[codes.a]\ndefinition = "d"\nvalues = ["x", "y"]'
    ),
    "codes.a has the value True; write it as text, such as \"yes\"": (
        '[codes.a]\ndefinition = "d"\nvalues = [true, "no"]'
    ),
    "codes.a has the value 'Yes ' twice (letter case and blanks make no difference)": (
        '[codes.a]\ndefinition = "d"\nvalues = ["yes", "Yes "]'
    ),
    "codes.a has 1 value; a code needs at least two values": (
        '[codes.a]\ndefinition = "d"\nvalues = ["yes"]'
    ),
    "codes.a has the value 'cannot say'; leave it out: an empty cell and 'cannot say' mean that there is no code": (
        '[codes.a]\ndefinition = "d"\nvalues = ["yes", "cannot say"]'
    ),
    "the code 'text' has the same name as a column of the sample; choose another name": (
        '[codes.text]\ndefinition = "d"\nvalues = ["x", "y"]'
    ),
    "the code 'note' has the same name as a column of the sample; choose another name": (
        '[codes.note]\ndefinition = "d"\nvalues = ["x", "y"]'
    ),
    "the code ' a' cannot be the name of a column; give a name without blanks at the ends": (
        '[codes." a"]\ndefinition = "d"\nvalues = ["x", "y"]'
    ),
    "codes.a: examples is 3; give a list of texts": (
        '[codes.a]\ndefinition = "d"\nexamples = 3\nvalues = ["x", "y"]'
    ),
    "codes.a.values.x: not_when is 1; write a text": (
        '[codes.a]\ndefinition = "d"\nvalues = { x = { not_when = 1 }, y = "w" }'
    ),
    "codes.a is 1; write a section [codes.a]": "[codes]\na = 1",
}  # fmt: skip


@pytest.mark.parametrize(("says", "text"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_fault_is_told(write, says, text):
    with pytest.raises(ValueError) as raised:
        load_codebook(write(text))
    assert str(raised.value) == f"the codebook book.toml has 1 mistake:\n  {says}"


def test_all_faults_are_told_at_once(write):
    with pytest.raises(ValueError) as raised:
        load_codebook(write('[codes.a]\nvalues = ["x", "x"]\n[codes.text]\ndefinition = "d"\nvalues = "spans"'))
    assert len(str(raised.value).splitlines()) == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "cannot be read: empty file"),
        ("title = 'x'", "has no codes; write a section [codes.NAME] for each code"),
        ("[codes.a\n", "cannot be read: Expected ']' at the end of a table declaration"),
        ("title = 'caf\xe9'".encode("latin-1"), "cannot be read: it is not in UTF-8; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_codebook(write, text, says):
    with pytest.raises(ValueError) as raised:
        load_codebook(write(text))
    assert str(raised.value).startswith(f"the codebook book.toml {says}")


def test_codes_choose_among_those_of_the_codebook_and_add_others(write):
    codes, table = read_codes({"stance": ["1", "3"], "hedge": "spans"}, write(BOOK))
    assert codes == [Code("stance", "values", ("1", "3")), Code("hedge", "spans")]
    assert table["value"].fillna("-").tolist() == ["-", "1", "3", "-"]
    assert table["definition"][0] == "1 against, 2 neither, 3 for."
    codes, _ = read_codes(None, load_codebook(write(BOOK)))
    assert [code.name for code in codes] == ["negative", "hedges", "stance"]


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (None, "codes and codebook are both None; give codes, such as"),
        ({"a": ["x"]}, "codes: codes.a has 1 value;"),
        ({}, "codes is empty; name a code and its values"),
    ],
)
def test_codes_that_cannot_be(codes, says):
    with pytest.raises(ValueError) as raised:
        read_codes(codes, None)
    assert str(raised.value).startswith(says)


def test_codes_and_codebook_that_differ_are_told(write):
    with pytest.raises(ValueError) as raised:
        read_codes({"stance": ["1", "4"]}, write(BOOK))
    assert str(raised.value) == (
        "the code 'stance' is different in codes (the values 1, 4) and in the codebook (the values 1, 2, 3); change "
        "one of the two, or leave codes out"
    )
    with pytest.raises(ValueError, match="lacks the column"):
        read_codes(None, pd.DataFrame({"code": ["a"]}))
