"""A coder at work: codes, keys and a file that has it all after each of them."""

from __future__ import annotations

import os

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.coding._coder import Coder, refuse_one_place
from discourse.coding._passages import Passages
from discourse.coding.codebook import Code

TEXT = "It may rain. It is so. We might go. Nobody knows."
NEGATIVE, HEDGES, MARKS = Code("negative", "values", ("yes", "no")), Code("hedges", "number"), Code("hedge", "spans")


@pytest.fixture
def corpus() -> dc.Corpus:
    return corpus_of(TEXT)


@pytest.fixture
def sample(corpus) -> pd.DataFrame:
    return dc.sample_sentences(corpus, n=4, seed=1, codes=["negative"]).sort_values("start").reset_index(drop=True)


@pytest.fixture
def begin(corpus, sample, tmp_path):
    def begin(*codes: Code, rows: pd.DataFrame = sample, **options) -> Coder:
        return Coder(rows, list(codes or [NEGATIVE]), tmp_path / "anna.csv", Passages(rows, corpus, 1), **options)

    return begin


def saved(coder: Coder) -> pd.DataFrame:
    return pd.read_csv(coder.file.path, keep_default_na=False, dtype="str")


def test_every_code_is_in_the_file_before_the_next_unit_is_shown(begin, sample):
    coder = begin()
    assert saved(coder).columns.tolist() == [*sample.columns, "note"]
    for n, value in enumerate(["yes", "no", "no", "yes"]):
        assert coder.state()["at"] == n
        coder.give(value)
        assert saved(coder)["negative"].tolist()[: n + 1] == ["yes", "no", "no", "yes"][: n + 1]
    assert coder.said == "negative: yes. All units are coded"
    assert (coder.state()["at"], coder.n_done) == (3, 4)
    assert saved(coder)["text"].tolist() == sample["text"].tolist()
    assert coder.table()["probability"].tolist() == sample["probability"].tolist()


def test_it_goes_on_where_it_stopped_also_with_what_a_spreadsheet_wrote(begin, sample):
    coder = begin()
    coder.give("yes")
    assert begin().state()["at"] == 1
    rows = saved(coder).assign(negative=["YES ", "", "no", ""], mine=list("abcd"))[::-1]
    rows.to_csv(coder.file.path, index=False, sep=";")
    coder = begin()
    assert coder.state()["at"] == 1
    coder.give("no")
    assert coder.state()["at"] == 3, "what is coded is passed over"
    assert saved(coder)["negative"].tolist() == ["yes", "no", "no", ""]
    assert saved(coder)["mine"].tolist() == list("abcd"), "a column of the coder's own stays"


def test_what_is_no_value_counts_as_not_coded_and_is_told(begin):
    coder = begin(NEGATIVE, HEDGES)
    saved(coder).assign(negative=["2-Jan", "no", "", ""], hedges=["", "two", "", ""]).to_csv(
        coder.file.path, index=False
    )
    coder = begin(NEGATIVE, HEDGES)
    assert coder.told == [
        "has 1 codes of negative that are none, such as '2-Jan' in row 1 (yes, no can be given). They count as not "
        "coded, and stay until you give another",
        "has 1 codes of hedges that are none, such as 'two' in row 2 (a number can be given). They count as not "
        "coded, and stay until you give another",
    ]
    assert coder.state()["codes"][0] == {"name": "negative", "given": "2-Jan", "done": False, "opinions": []}
    coder.give("yes")
    assert saved(coder)[["negative", "hedges"]].values.tolist()[:2] == [["yes", ""], ["no", "two"]]


def test_a_file_of_another_sample_is_refused_and_not_touched(begin, sample):
    path = begin().file.path
    other = sample.assign(start=sample["start"] + 1)
    other.to_csv(path, index=False)
    before = path.read_bytes()
    with pytest.raises(ValueError) as raised:
        begin()
    assert str(raised.value) == (
        "anna.csv has 0 of the 4 rows that this sample has: it is of another one. Name another file, or draw the "
        "sample as it was drawn"
    )
    path.write_text("")
    with pytest.raises(ValueError, match=r"anna.csv cannot be read: empty file|anna.csv cannot be read: no rows"):
        begin()
    path.write_bytes(before)
    assert path.read_bytes() == before


def test_undo_takes_back_one_after_the_other(begin):
    coder = begin(NEGATIVE, HEDGES)
    coder.give("yes")
    coder.give("2")
    coder.note("hm", 1)
    coder.note("hm, no", 1)  # one note, however many letters
    coder.undo()
    assert (saved(coder)["note"][1], coder.said) == ("", "Undone. Unit 2 of 4")
    coder.undo()
    assert coder.state()["at"] == 0 and coder.state()["code"] == 1
    coder.undo()
    assert saved(coder)[["negative", "hedges"]].values.tolist() == [["", ""]] * 4
    coder.undo()
    assert coder.said == "There is nothing to undo"
    assert not coder.state()["can_undo"]


def test_codes_of_a_unit_are_asked_for_one_after_the_other(begin):
    coder = begin(NEGATIVE, HEDGES)
    assert coder.state()["code"] == 0
    coder.give("no")
    assert (coder.state()["at"], coder.state()["code"]) == (0, 1)
    coder.give("x")
    assert coder.said == "x cannot be given for hedges"
    coder.give("0")
    assert (coder.state()["at"], coder.state()["code"]) == (1, 0)
    coder.choose(1)
    coder.cannot_say()
    assert (coder.state()["at"], coder.state()["code"]) == (1, 0)
    assert saved(coder)["hedges"].tolist() == ["0", "cannot say", "", ""]
    coder.go(99)
    assert coder.said == "Unit 4 of 4"
    coder.choose(9)
    coder.go_on()
    assert coder.said == "negative is not given yet; f goes forward without it"
    coder.give("yes")
    assert coder.said == "negative: yes. Next: hedges"


def test_a_code_that_is_changed_later_leads_on_to_what_is_not_coded(begin):
    coder = begin()
    for value in ("yes", "yes"):
        coder.give(value)
    coder.go(0)
    coder.give("no")
    assert coder.state()["at"] == 2
    coder.go(3)
    coder.give("no")
    assert coder.state()["at"] == 2, "from the end to what was left out"


def test_words_are_marked_and_unmarked(begin):
    coder = begin(MARKS)
    coder.mark(1, 1)
    assert (saved(coder)["hedge"][0], coder.state()["at"]) == ("may (3-6)", 0)
    coder.mark(2, 2)
    assert saved(coder)["hedge"][0] == "may (3-6); rain (7-11)"
    assert coder.state()["codes"][0]["marked"] == [1, 2]
    coder.mark(1, 2)  # over both
    assert saved(coder)["hedge"][0] == "may rain (3-11)"
    coder.mark(1, 1)  # one word of what is marked
    assert saved(coder)["hedge"][0] == ""
    coder.mark(0, 9)
    coder.mark(2, 1)
    assert saved(coder)["hedge"][0] == ""
    coder.give("none")
    assert coder.state()["at"] == 1
    coder.mark(0, 0)
    coder.go_on()
    assert coder.state()["at"] == 2
    assert begin(MARKS).cells["hedge"] == ["none", "It (13-15)", "", ""]


def test_who_comes_second_is_told_and_nothing_is_written_over(begin):
    first, second = begin(), begin()
    first.give("yes")
    second.give("no")
    assert second.problem == (
        "anna.csv has been changed elsewhere, perhaps in another tab. Nothing was written over it, and this code is "
        "not saved. Press r to go on from what the file has now"
    )
    assert second.said == "Not saved: see above"
    second.look()
    second.give("no")
    assert second.said == "Not saved: see above"
    second.undo()
    second.note("x")
    assert saved(first)["negative"].tolist() == ["yes", "", "", ""]
    assert second.cells["negative"] == [""] * 4, "what is shown is what is saved"
    second.reload()
    assert (second.problem, second.state()["at"]) == ("", 1)
    second.give("no")
    first.look()
    assert first.problem == (
        "anna.csv has been changed elsewhere, perhaps in another tab. Nothing was written over it. Press r to go on "
        "from what the file has now"
    )
    second.file.path.write_text("doc_id,start\n")
    first.reload()
    assert first.problem.endswith("Put it right, and press r")


def test_where_the_file_cannot_be_written_it_is_told_and_can_be_tried_again(begin, monkeypatch):
    coder = begin()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        coder.give("yes")
    assert coder.problem == (
        "anna.csv cannot be written (No space left on device): this code is not saved. Press r to try again"
    )
    coder.reload()
    coder.give("yes")
    assert saved(coder)["negative"][0] == "yes"


def test_only_the_queue_is_asked_for(begin):
    coder = begin(queue=[1, 3])
    assert coder.state()["n"] == 2
    coder.give("yes")
    coder.give("no")
    assert saved(coder)["negative"].tolist() == ["", "yes", "", "no"]
    assert begin(queue=[]).state()["n"] == 0


def test_nothing_of_the_program_and_nothing_of_the_document_is_shown(begin, sample):
    coder = begin(rows=sample.assign(compound=0.3), shown={"outlet": ["Globe"] * 4})
    state = coder.state()
    assert state["shown"] == [["outlet", "Globe"]]
    assert "d0" not in str(state) and "0.3" not in str(state)


def test_two_rows_in_one_place_need_what_tells_them_apart(sample):
    twice = pd.concat([sample, sample]).assign(actor=list("aaaabbbb"))
    with pytest.raises(
        ValueError, match=r"several rows of the sample stand in 'd0' from 0 to 12; keep one row of each"
    ):
        refuse_one_place(twice, [])
    refuse_one_place(twice, ["actor"])
