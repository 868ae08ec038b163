"""Lists that ship with the library, and those of a user's own: what is read, and which line is wrong."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from discourse import _lists
from discourse._lists import all_words, read_rows
from discourse.readers.lists import check_among, check_dates, check_filled, open_list, read_lines, read_words

OWN = """kind,word,sex
noble,dame,female
noble,sir,male
address,mr,male
address,dr,
noble,dr,
"""


@pytest.fixture
def own(monkeypatch):
    """A list of five rows in place of those that ship."""
    monkeypatch.setattr(_lists, "open_list", lambda name: io.BytesIO(OWN.encode()))
    functions = (_lists._read, read_rows, read_words, all_words)
    for function in functions:
        function.cache_clear()
    yield
    for function in functions:
        function.cache_clear()


def test_rows_come_in_the_order_of_the_list(own):
    assert read_rows("own", "word", "kind")[:2] == (("dame", "noble"), ("sir", "noble"))
    assert read_rows("own", "word", kind="noble", sex="") == (("dr",),)
    assert read_rows("own", "word", kind="clerical") == ()


def test_words_stand_under_what_a_column_says(own):
    assert read_words("own", "kind") == {"noble": {"dame", "sir", "dr"}, "address": {"mr", "dr"}}
    assert read_words("own", "sex") == {"female": {"dame"}, "male": {"sir", "mr"}, "": {"dr"}}
    assert read_words("own", "sex", kind="noble") == {"female": {"dame"}, "male": {"sir"}, "": {"dr"}}


def test_all_words_each_once(own):
    assert all_words("own") == {"dame", "sir", "mr", "dr"}


def test_a_list_is_read_once(own, monkeypatch):
    read_words("own", "kind")
    monkeypatch.setattr(_lists, "open_list", None)
    assert read_words("own", "sex")["female"] == {"dame"}


def test_what_ships_is_opened_by_its_name():
    with open_list("calendar") as file:
        assert file.readline() == b"word,kind,number,point,reference\n"
    with pytest.raises(FileNotFoundError):
        open_list("no such list")


def lines(text: str, name: str = "mine.csv") -> pd.DataFrame:
    file = io.BytesIO(text.encode())
    file.name = name
    return read_lines(file, dtype="str")


def test_the_index_is_the_line_less_two():
    table = lines("actor,alias\nA,a\n,\n\nB,b\n")
    assert table.index.tolist() == [0, 3]
    assert table["actor"].tolist() == ["A", "B"]


def test_only_what_is_empty_is_missing():
    assert lines("actor,alias\nNA,None\nnull,\n")["actor"].tolist() == ["NA", "null"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.csv is no CSV file in UTF-8: No columns to parse"),
        ("a,b\n1,2,3\n", "mine.csv: its lines have more fields than the header names; name every column in the first"),
        ("a\0b\n", "mine.csv cannot be read: binary: it has NUL bytes"),
        ("," * 1001, "mine.csv cannot be read: a table of more than 1,000 columns"),
    ],
)
def test_what_is_no_list_is_told(text, said):
    with pytest.raises(ValueError, match=said):
        lines(text)


def test_a_file_that_is_not_there():
    with pytest.raises(FileNotFoundError, match=r"there is no file 'nowhere.csv'; give the path of a CSV file"):
        read_lines("nowhere.csv", dtype="str")


def test_checks_name_the_line():
    table = lines("actor,type,from\nA,state,2018-07-16\nB,planet,2018-02-30\n ,state,\n")
    with pytest.raises(ValueError, match=r"mine, line 4: actor is empty; fill it or drop the line"):
        check_filled(table, ["actor"], "mine")
    with pytest.raises(ValueError, match=r"mine, line 3: type is 'planet'; choose one of state, person"):
        check_among(table, "type", ["state", "person"], "mine")
    with pytest.raises(ValueError, match=r"mine, line 3: from is '2018-02-30'; write a date as 2018-07-16"):
        check_dates(table, ["from"], "mine")


def test_checks_pass_what_is_right():
    table = lines("actor,type,from\nA,state,2018-07-16\nB,person,\n")
    check_filled(table, ["actor", "type"], "mine")
    check_among(table, "type", ["state", "person"], "mine")
    check_dates(table, ["from"], "mine")
