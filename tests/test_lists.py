"""Lists of words that ship with the library: rows, words by a column, all words; each file is read once."""

from __future__ import annotations

import io

import pytest

from discourse import _lists
from discourse._lists import all_words, open_list, read_rows, read_words

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
    assert read_words("own", "word", of="kind")["dr"] == {"address", "noble"}
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
