"""Lists that come as CSV files: read line by line, and whatever is wrong in one, the line is named."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse._lists import open_list
from discourse.readers.lists import check_among, check_dates, check_filled, read_lines


def table_of(*rows: tuple, columns: str = "actor start") -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split(), dtype="str")


def test_row_n_stands_in_line_n_plus_2(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("\ufeffword,note\nNA,a\n\n,\nnull,\n", encoding="utf-8")
    table = read_lines(path, dtype="str")
    assert table.index.tolist() == [0, 3]
    assert table["word"].tolist() == ["NA", "null"]
    assert table["note"].isna().tolist() == [False, True]


def test_a_list_of_the_library_is_opened_by_its_name():
    with open_list("hedges") as file:
        assert read_lines(file, dtype="str").columns[0] == "pattern"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a,b\n1,2,3\n", r"list\.csv: its lines have more fields than the header; name every column"),
        (b"a,b\n\0,2\n", r"list\.csv cannot be read: binary: it has NUL bytes"),
        (b"a\ncaf\xe9\n", r"list\.csv is not a CSV file in UTF-8"),
        (b",".join([b"a"] * 1002), r"list\.csv cannot be read: a table of more than 1,000 columns"),
    ],
)
def test_what_is_no_list_is_an_error(tmp_path, raw, said):
    path = tmp_path / "list.csv"
    path.write_bytes(raw)
    with pytest.raises(ValueError, match=said):
        read_lines(path, dtype="str")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"there is no file '.*none\.csv'; give the path of a CSV file"):
        read_lines(tmp_path / "none.csv", dtype="str")


def test_the_line_of_what_is_wrong_is_named():
    table = table_of(("Lee", "2018-07-16"), (" ", "16 July"), ("Poe", None))
    check_filled(table[:1], ["actor", "start"], "mine.csv")
    with pytest.raises(ValueError, match=r"mine\.csv, line 3: actor is empty; fill it or drop the line"):
        check_filled(table, ["actor"], "mine.csv")
    with pytest.raises(ValueError, match=r"mine\.csv, line 4: start is empty"):
        check_filled(table, ["start"], "mine.csv")
    check_dates(table[::2], ["start"], "mine.csv")  # which may be empty
    with pytest.raises(ValueError, match=r"mine\.csv, line 3: start is '16 July'; write a date as 2018-07-16"):
        check_dates(table, ["start"], "mine.csv")
    check_among(table[:1], "actor", ("Lee", "Poe"), "mine.csv")
    with pytest.raises(ValueError, match=r"mine\.csv, line 3: actor is ' '; choose one of Lee, Poe"):
        check_among(table, "actor", ("Lee", "Poe"), "mine.csv")


cells = st.text(st.characters(categories=["L", "N"]), max_size=4)


@given(st.lists(st.tuples(cells, cells), max_size=6))
def test_every_line_with_a_value_is_read(rows):
    raw = "a,b\n" + "".join(f'"{a}","{b}"\n' for a, b in rows)
    table = read_lines(io.BytesIO(raw.encode()), dtype="str").fillna("")
    assert list(table.itertuples(name=None)) == [(n, a, b) for n, (a, b) in enumerate(rows) if a or b]
