"""Tables in pieces: columns, masks and rows are those of the table in one piece."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from discourse.study import _outputs
from discourse.study._outputs import write_table
from discourse.study.parts.stored import PartFile, Stored, as_frame

WHOLE = pd.DataFrame(
    {
        "doc_id": pd.array(["a", "a", "b", "c", "c"], dtype="str"),
        "sentence_id": np.array([0, 2, 3, 5, 6], np.int32),
        "kind": pd.Categorical(["x", "y", "x", "x", "y"], categories=["y", "x", "z"]),
        "n": pd.array([1, None, 3, 4, 5], dtype="Int32"),
    }
)


@pytest.fixture
def stored(tmp_path) -> Stored:
    pieces, before = [], [0, 3, 5]
    for number, (low, high) in enumerate([(0, 2), (2, 3), (3, 5)]):
        rows = WHOLE.iloc[low:high].reset_index(drop=True)
        rows["sentence_id"] -= np.int32(before[number])
        rows.to_parquet(tmp_path / f"{number}.parquet", index=False)
        keys = {"sentence_id": before[number]}
        pieces.append(PartFile(tmp_path / f"{number}.parquet", high - low, keys, {"kind": ["y", "x", "z"]}))
    return Stored(tuple(pieces))


def test_a_table_in_pieces_is_the_table(stored):
    pd.testing.assert_frame_equal(stored.frame(), WHOLE)
    pd.testing.assert_series_equal(stored["kind"], WHOLE["kind"])
    assert len(stored) == 5 and list(stored) == list(WHOLE) and "n" in stored and "m" not in stored
    with pytest.raises(KeyError, match="m"):
        stored["m"]


def test_rows_are_chosen_as_of_a_table(stored):
    mask = WHOLE["kind"] == "x"
    pd.testing.assert_frame_equal(stored[mask].frame(), WHOLE[mask])
    pd.testing.assert_frame_equal(stored[mask].iloc[[2, 0]].frame(), WHOLE[mask].iloc[[2, 0]])
    pd.testing.assert_frame_equal(stored.iloc[1:3].frame(["n", "doc_id"]), WHOLE.iloc[1:3][["n", "doc_id"]])
    pd.testing.assert_frame_equal(stored.iloc[:0].frame(), WHOLE.iloc[:0].set_axis(pd.Index([], dtype="int64")))
    assert [len(rows) for rows in stored[mask].each()] == [1, 1, 1]


def test_columns_are_put_beside_for_all_rows_and_for_some(stored):
    more = stored.assign(new=pd.Series(range(5)))
    assert more["new"].tolist() == [0, 1, 2, 3, 4] and list(more.columns)[-1] == "new"
    some = stored[WHOLE["kind"] == "x"].assign(kind=pd.Categorical(["x", "x", "x"], categories=["x", "w"]))
    assert some["kind"].cat.categories.tolist() == ["x", "w"] and some["kind"].tolist() == ["x", "x", "x"]
    pd.testing.assert_frame_equal(as_frame(some, ["doc_id"]), WHOLE[WHOLE["kind"] == "x"][["doc_id"]])
    assert as_frame(WHOLE) is WHOLE and list(as_frame(WHOLE, ["n"])) == ["n"]


@pytest.mark.parametrize("rows", [2, 3, 2**20])
def test_pieces_are_written_as_the_bytes_of_the_whole(stored, tmp_path, monkeypatch, rows):
    monkeypatch.setattr(_outputs, "_ROW_GROUP", rows)
    write_table(stored, tmp_path / "pieces")
    write_table(WHOLE, tmp_path / "whole")
    assert (tmp_path / "pieces.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    WHOLE.to_parquet(tmp_path / "whole.parquet", index=False, row_group_size=rows)
    assert (tmp_path / "pieces.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
