"""Adjudication: what coders agree on is taken over, the rest is decided, and what stands on codes takes it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.coding._coder import GivenCode
from discourse.coding.adjudication import adjudicate

pytest.importorskip("anywidget", reason="comes with the extra lab")
#: Of traitlets and ipykernel themselves.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CODES = {"hedged": ["yes", "no"]}
ANNA = ["yes", "no", "cannot say", "no", "yes", ""]
BEN = ["YES", "yes", "no", "no", "", ""]


@pytest.fixture
def corpus() -> dc.Corpus:
    return corpus_of("It may rain. It is so.", "We might go. Nobody knows.", "So be it. Well.")


@pytest.fixture
def sample(corpus) -> pd.DataFrame:
    return dc.sample_sentences(corpus, n=6, seed=1, codes="hedged").sort_values(["doc_id", "start"])


@pytest.fixture
def files(sample, tmp_path) -> dict[str, Path]:
    files = {name: tmp_path / f"{name}.csv" for name in ("anna", "ben")}
    sample.assign(hedged=ANNA, note=["", "odd", *[""] * 4]).to_csv(files["anna"], index=False)
    sample.assign(hedged=BEN).to_csv(files["ben"], index=False)
    return files


@pytest.fixture
def agreed(files, corpus, tmp_path):
    return lambda **options: adjudicate(files, corpus, tmp_path / "agreed.csv", **({"codes": CODES} | options))


def decide(coding, *values: str) -> None:
    for row, value in zip(coding.coder.queue, values, strict=True):
        assert coding.coder.give(GivenCode(row, "hedged", value, "")) == ""


def test_only_what_coders_differ_on_is_asked_for_with_what_they_gave(agreed, sample):
    coding = agreed()
    assert coding.table["hedged"].fillna("").tolist() == ["yes", "", "", "no", "yes", ""]
    assert coding.coder.state()["rows"] == [1, 2]
    assert coding.coder.unit(0)["opinions"]["hedged"] == [
        {"coder": "anna", "value": "no", "note": "odd"}, {"coder": "ben", "value": "yes", "note": ""},
    ]  # fmt: skip
    decide(coding, "no", "no")
    assert coding.table["hedged"].fillna("").tolist() == ["yes", "no", "no", "no", "yes", ""]
    assert list(coding.table) == [
        *sample.columns[:6], "hedged", "hedged_anna", "note_anna", "hedged_ben", "note_ben", "note",
    ]  # fmt: skip


def test_all_that_stands_on_codes_takes_the_result(agreed, corpus, tmp_path):
    coding = agreed()
    decide(coding, "no", "yes")
    table = dc.load_codes(tmp_path / "agreed.csv", corpus)
    before = dc.count_reliability(table, columns=["hedged_anna", "hedged_ben"], uncoded="skip")
    assert before[["n", "agreement"]].values.tolist() == [[3, 2 / 3]], "cannot say is no code"
    after = dc.count_reliability(table, columns=["hedged_anna", "hedged"], uncoded="skip")
    assert after["agreement"].tolist() == [1]
    coded = table[table["hedged"].notna()]
    assert dc.count_agreement(coded, dc.find_hedges(corpus), column="hedged")["n_coded"].tolist() == [3]
    scores = dc.score_spans(dc.find_hedges(corpus), corpus)[:5]  # all but the row that nobody coded
    corrected = dc.with_correction(scores, coded, column="n", code="hedged")
    assert corrected["corrected"].tolist() == [1, 0, 1, 0, 1]


def test_what_was_decided_stays_but_where_a_coder_has_changed_a_code(agreed, files):
    coding = agreed()
    decide(coding, "no", "yes")
    assert agreed().table["hedged"].fillna("").tolist() == ["yes", "no", "yes", "no", "yes", ""]
    rows = pd.read_csv(files["ben"])
    rows.assign(hedged=["yes", "no", "yes", "yes", pd.NA, pd.NA]).to_csv(files["ben"], index=False)
    coding = agreed()
    # They agree on row 1 now, differ on row 3, and row 2 has other codes.
    assert coding.table["hedged"].fillna("").tolist() == ["yes", "no", "", "", "yes", ""]
    assert coding.coder.told == ["had decisions on 1 code that coders have changed since; it is asked for again"]
    assert coding.coder.queue == [2, 3]
    saved = pd.read_csv(coding.coder.file.path, keep_default_na=False)
    assert saved["hedged_ben"].tolist() == ["yes", "no", "yes", "yes", "", ""]


def test_values_are_those_that_were_given_where_no_codes_are_named(agreed, files):
    assert agreed(codes=None).widget.book["hedged"]["values"][0]["value"] in ("yes", "YES")
    assert [value["value"].lower() for value in agreed(codes=None).widget.book["hedged"]["values"]] == ["yes", "no"]
    rows = pd.read_csv(files["ben"])
    rows.drop(columns="hedged").to_csv(files["ben"], index=False)
    with pytest.raises(ValueError) as raised:
        agreed(codes=None)
    assert str(raised.value) == (
        "no code with several values is in all files; the columns that all files have are only those of a sample; name "
        "the codes in codes"
    )


def test_where_coders_agree_there_is_nothing_to_decide(agreed, files, sample):
    sample.assign(hedged=["yes", "no"] * 3).to_csv(files["anna"], index=False)
    sample[:4].assign(hedged=["yes", "no"] * 2).to_csv(files["ben"], index=False)
    coding = agreed()
    assert coding.coder.state()["rows"] == []
    assert coding.coder.about == ["2 units are coded for hedged by only one coder. These codes are the final codes."]
    assert repr(coding) == "agreed.csv: 0 of 0 units coded"
    assert pd.read_csv(coding.coder.file.path)["hedged"].tolist() == ["yes", "no"] * 3


def test_rows_of_one_coder_alone_are_taken_over(agreed, files, sample):
    sample[3:].assign(hedged=BEN[3:]).to_csv(files["ben"], index=False)
    assert agreed().table["hedged"].fillna("").tolist() == ["yes", "no", "cannot say", "no", "yes", ""]
    sample[:2].assign(hedged=ANNA[:2]).to_csv(files["anna"], index=False)
    (files["anna"].parent / "agreed.csv").unlink()
    table = agreed().table
    assert table["hedged"].fillna("").tolist() == ["yes", "no", "no", "", ""]
    assert table["text"].notna().all() and table["probability"].tolist() == [1.0] * 5


def test_what_a_decision_lacks_is_told(agreed, files, sample):
    sample.to_csv(files["ben"], index=False)
    coding = agreed()
    assert coding.coder.queue == []
    assert coding.coder.about == [
        "ben has not coded hedged yet.",
        "5 units are coded for hedged by only one coder. These codes are the final codes.",
        "1 unit is not coded for hedged by anybody. You are not asked about them here.",
    ]
    sample.assign(hedged=["no"] * 6).to_csv(files["ben"], index=False)
    coding = agreed()  # what Anna alone had coded was no decision, so none is asked for again
    assert (coding.coder.queue, coding.coder.told) == ([0, 2, 4], [])
    assert coding.table["hedged"].fillna("").tolist() == ["", "no", "", "no", "", "no"]
    assert coding.coder.about == ["1 unit is coded for hedged by only one coder. These codes are the final codes."]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda files, _: files.pop("ben"), "name at least two coders, each with a file"),
        (lambda files, rows: pd.concat([rows, rows[:1]]).to_csv(files["ben"], index=False), "the file of ben has 'd0'"),
        (lambda files, rows: rows.drop(columns="hedged").to_csv(files["ben"], index=False), "the file of ben lacks"),
        (lambda files, _: files.update(eva=files["ben"].with_name("agreed.csv")), "agreed.csv cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(agreed, files, change, says):
    change(files, pd.read_csv(files["ben"]))
    with pytest.raises(ValueError) as raised:
        agreed()
    assert says in str(raised.value)


def test_the_file_of_a_coder_is_not_written_over(files, corpus):
    before = files["ben"].read_bytes()
    with pytest.raises(ValueError, match="which is the file of a coder; name another file for the final codes"):
        adjudicate(files, corpus, files["ben"], codes=CODES)
    assert files["ben"].read_bytes() == before
