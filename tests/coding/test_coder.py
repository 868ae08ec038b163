"""A coder at work: codes, keys and a file that has it all after each of them."""

from __future__ import annotations

import os

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.coding._coder import Coder, GivenCode, refuse_one_place
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


def give(coder: Coder, row: int, name: str, value: str | list, before: str | list = "", **how) -> str | None:
    return coder.give(GivenCode(row, name, value, before, **how))


def test_every_code_is_in_the_file_at_once(begin, sample):
    coder = begin()
    assert saved(coder).columns.tolist() == [*sample.columns, "note"]
    for row, value in [(2, "no"), (0, "yes"), (3, "YES"), (1, "cannot say")]:
        assert give(coder, row, "negative", value) == ""
    assert saved(coder)["negative"].tolist() == ["yes", "cannot say", "no", "yes"]
    assert coder.n_done == 4
    assert saved(coder)["text"].tolist() == sample["text"].tolist()
    assert coder.table()["probability"].tolist() == sample["probability"].tolist()


def test_it_goes_on_with_what_a_spreadsheet_wrote(begin, sample):
    coder = begin()
    rows = saved(coder).assign(negative=["YES ", "", "no", ""], mine=list("abcd"))[::-1]
    rows.to_csv(coder.file.path, index=False, sep=";")
    coder = begin()
    assert [coder.is_done(at) for at in range(4)] == [True, False, True, False]
    assert coder.state()["cells"][0] == {"negative": {"given": "yes", "done": True}}
    give(coder, 1, "negative", "no")
    assert saved(coder)["negative"].tolist() == ["yes", "no", "no", ""]
    assert saved(coder)["mine"].tolist() == list("abcd"), "a column of the coder's own stays"


def test_what_is_no_value_counts_as_not_coded_and_is_told(begin):
    coder = begin(NEGATIVE, HEDGES)
    saved(coder).assign(negative=["2-Jan", "no", "", ""], hedges=["", "two", "", ""]).to_csv(
        coder.file.path, index=False
    )
    coder = begin(NEGATIVE, HEDGES)
    assert coder.told == [
        "has 1 cell in negative that cannot be a code, such as '2-Jan' in row 1. Possible codes are yes, no. Such a "
        "cell counts as not coded, and stays as it is until you give a code",
        "has 1 cell in hedges that cannot be a code, such as 'two' in row 2. Possible codes are numbers. Such a cell "
        "counts as not coded, and stays as it is until you give a code",
    ]
    assert coder.state()["cells"][0]["negative"] == {"given": "2-Jan", "done": False}
    give(coder, 0, "negative", "yes", "2-Jan")
    assert saved(coder)[["negative", "hedges"]].values.tolist()[:2] == [["yes", ""], ["no", "two"]]
    assert give(coder, 0, "negative", "2-Jan", "yes") == "2-Jan is not a possible code for negative"
    assert give(coder, 0, "negative", "2-Jan", "yes", again=True) == "", "an undo puts back what was there"


def test_a_file_of_another_sample_is_refused_and_not_touched(begin, sample):
    path = begin().file.path
    other = sample.assign(start=sample["start"] + 1)
    other.to_csv(path, index=False)
    before = path.read_bytes()
    with pytest.raises(ValueError) as raised:
        begin()
    assert str(raised.value) == (
        "anna.csv has 0 of the 4 rows that this sample has, so it is for another sample. Name another file, or draw "
        "the same sample again"
    )
    path.write_text("")
    with pytest.raises(ValueError, match=r"anna.csv cannot be read: empty file|anna.csv cannot be read: no rows"):
        begin()
    path.write_bytes(before)
    assert path.read_bytes() == before


def test_an_answer_goes_to_its_unit_and_only_over_what_the_coder_has_seen(begin):
    coder = begin(NEGATIVE, HEDGES)
    assert give(coder, 1, "hedges", "2") == ""
    assert give(coder, 1, "hedges", "2") == "", "the same once more is no harm"
    assert give(coder, 1, "hedges", "3") == "the file now has 2 for hedges, so 3 was not saved"
    assert give(coder, 1, "hedges", "", "2") == ""
    assert give(coder, 1, "note", "“hm”") == ""
    assert give(coder, 1, "hedges", "two") == "two is not a possible code for hedges"
    assert give(coder, 1, "negative", "2") == "2 is not a possible code for negative"
    assert give(coder, 9, "negative", "yes") == "there is no negative in row 10"
    assert give(coder, 1, "tone", "yes") == "there is no tone in row 2"
    assert saved(coder)[["negative", "hedges", "note"]].values.tolist()[1] == ["", "", "“hm”"]


def test_words_are_marked(begin):
    coder = begin(MARKS)
    assert coder.unit(0)["words"] == [[0, 2], [3, 6], [7, 11]]
    give(coder, 0, "hedge", [[3, 6]])
    assert saved(coder)["hedge"][0] == "may (3-6)"
    give(coder, 0, "hedge", [[7, 11], [3, 6]], [[3, 6]])
    assert saved(coder)["hedge"][0] == "may (3-6); rain (7-11)"
    assert begin(MARKS).state()["cells"][0]["hedge"] == {
        "given": "may (3-6); rain (7-11)", "done": True, "marks": [[3, 6], [7, 11]]
    }  # fmt: skip
    assert give(coder, 0, "hedge", [[13, 15]], [[3, 6], [7, 11]]) == "It (13-15) is not a possible code for hedge"
    give(coder, 0, "hedge", "", [[3, 6], [7, 11]])
    give(coder, 1, "hedge", "None")
    assert saved(coder)["hedge"].tolist() == ["", "none", "", ""]


def test_who_comes_second_is_told_and_nothing_is_written_over(begin):
    first, second = begin(), begin()
    give(first, 0, "negative", "yes")
    assert give(second, 0, "negative", "no") is None
    assert second.problem == (
        "anna.csv has been changed elsewhere, perhaps in another tab. It was not overwritten. Press r to continue "
        "with the file as it is now"
    )
    second.look()
    assert give(second, 1, "negative", "no") is None
    assert saved(first)["negative"].tolist() == ["yes", "", "", ""]
    assert second.cells["negative"] == [""] * 4, "what is shown is what is saved"
    second.reload()
    assert (second.problem, second.n_done) == ("", 1)
    assert give(second, 0, "negative", "no") == "the file now has yes for negative, so no was not saved"
    assert give(second, 1, "negative", "no") == "", "what waited, and is in nobody's way, is saved"
    first.look()
    assert "changed elsewhere" in first.problem
    second.file.path.write_text("doc_id,start\n")
    first.reload()
    assert first.problem.endswith("Correct this, and press r")


def test_where_the_file_cannot_be_written_it_is_told_and_can_be_tried_again(begin, monkeypatch):
    coder = begin()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert give(coder, 0, "negative", "yes") is None
    assert coder.problem == "anna.csv cannot be written (No space left on device). Press r to try again"
    coder.reload()
    assert give(coder, 0, "negative", "yes") == ""
    assert saved(coder)["negative"][0] == "yes"


def test_only_the_queue_is_asked_for(begin):
    coder = begin(queue=[1, 3])
    assert coder.state()["n"] == 2
    assert coder.state()["rows"] == [1, 3]
    give(coder, 1, "negative", "yes")
    assert (coder.n_done, coder.is_done(0)) == (1, True)
    assert begin(queue=[]).state()["n"] == 0


def test_nothing_of_the_program_and_nothing_of_the_document_is_shown(begin, sample):
    coder = begin(rows=sample.assign(compound=0.3), shown={"outlet": ["Globe"] * 4})
    sent = coder.unit(0), coder.state()
    assert sent[0]["shown"] == [["outlet", "Globe"]]
    assert "d0" not in str(sent) and "0.3" not in str(sent)


def test_two_rows_in_one_place_need_what_tells_them_apart(sample):
    twice = pd.concat([sample, sample]).assign(actor=list("aaaabbbb"))
    with pytest.raises(
        ValueError, match=r"several rows of the sample have the same place, 'd0' from 0 to 12; keep one row of each"
    ):
        refuse_one_place(twice, [])
    refuse_one_place(twice, ["actor"])
