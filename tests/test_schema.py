"""The contract of the tables: empty ones, tables made to fit, and errors that say what is missing."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse import schema


@pytest.mark.parametrize("name", schema.TABLES)
def test_an_empty_table_has_every_column_and_dtype_and_fits(name):
    table = schema.empty(name)
    assert len(table) == 0
    assert {c: str(d) for c, d in table.dtypes.items()} == {c: dtype for c, (dtype, _) in schema.TABLES[name].items()}
    pd.testing.assert_frame_equal(schema.conform(table, name), table)


def test_a_table_is_made_to_fit():
    frame = pd.DataFrame({"extra": [1, 2], "reason": ["no text", None], "source": ["a.txt", "b.txt"]}, index=[7, 3])
    before = frame.copy()
    table = schema.conform(frame, "rejected")
    assert table.columns.tolist() == ["source", "doc_id", "reason", "extra"]
    assert table.index.tolist() == [0, 1]
    assert table["reason"].isna().tolist() == [False, True]
    assert schema.conform(frame[["source"]], "rejected")["reason"].isna().all()
    pd.testing.assert_frame_equal(frame, before)


def test_what_is_missing_is_named():
    frame = pd.DataFrame({"a": [1]})
    schema.need(frame, ("a",), "the frame")
    with pytest.raises(ValueError, match=r"the frame lacks the column b; it has a\. Add or rename the column\."):
        schema.need(frame, ("a", "b"), "the frame")
    with pytest.raises(ValueError, match="the frame lacks the columns b, c; it has none"):
        schema.need(frame[[]], ["b", "c"], "the frame")
    with pytest.raises(TypeError, match="the frame is a dict; a pandas DataFrame with a, b is needed"):
        schema.need({}, ("a", "b"), "the frame")


def test_one_of_few_values():
    schema.one_of("x", ("x", "y"), "kind")
    with pytest.raises(ValueError, match="kind is 'z'; choose one of 'x', 'y'"):
        schema.one_of("z", ("x", "y"), "kind")
