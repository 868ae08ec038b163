"""Corrected tables of a study: all rows coded give what the codes say, a part gives what the functions give."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from studies import CODING, code_by_hand, make_coded_study, write_codes

import discourse as dc
from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study
from discourse.study.verify import verify_results

#: A corpus of twelve texts has few codes.
pytestmark = pytest.mark.filterwarnings("ignore:fewer than 20 rows were coded")


def test_where_every_sentence_is_coded_the_codes_alone_decide(tmp_path):
    results = run_study(make_coded_study(tmp_path), tmp_path / "out")
    # Of six texts with three sentences, four say that it is bad: 4 / 18.
    negative = results.tables["negative"]
    assert negative[["outlet", "n", "n_docs"]].values.tolist() == [["Globe", 18, 6], ["Times", 18, 6]]
    assert negative["mean"].tolist() == pytest.approx([4 / 18, 4 / 18])
    # The program finds 2; a coder finds one more in each text: 8, in 2 x 12 + 4 x 11 words.
    hedging = results.tables["hedging"]
    assert hedging[["outlet", "n", "n_words"]].values.tolist() == [["Globe", 2, 68], ["Times", 2, 68]]
    assert hedging["rate"].tolist() == pytest.approx([1000 * 8 / 68] * 2)


def test_a_part_is_what_the_functions_give(tmp_path):
    coding = CODING.replace("36", "24")
    study = make_coded_study(tmp_path, coding=coding)
    coded = code_by_hand(tmp_path, n=24)
    write_codes(tmp_path, rows=coded)
    table = run_study(study, tmp_path / "out", only=["negative"]).tables["negative"]
    corpus = dc.load_corpus(tmp_path / "texts")
    tone = dc.score_sentiment(corpus, mask=dc.find_mentions(corpus, dc.load_actors("world")))
    corrected = dc.with_correction(tone, coded, column="compound", code="negative")
    pd.testing.assert_frame_equal(table, dc.count_mean(corrected, corpus, column="corrected", by="outlet"))


def test_the_same_again_and_other_codes_are_told(tmp_path):
    make_coded_study(tmp_path)
    run_study(load_study(tmp_path), tmp_path / "out")
    assert "anna.csv" in json.loads((tmp_path / "out" / "manifest.json").read_text())["inputs"]
    assert verify_results(tmp_path / "out")["same"].all()
    coded = code_by_hand(tmp_path)
    write_codes(tmp_path, rows=coded.assign(negative=["yes", *coded["negative"][1:]]))
    changed = verify_results(tmp_path / "out").query("not same")
    assert {"negative", "raw_and_corrected", "report.html"} <= set(changed["name"])
    assert "hedging" not in set(changed["name"])
    assert changed["reason"].str.endswith("data: anna.csv changed").all()


def test_a_difference_and_a_trend_and_rows_that_where_keeps(tmp_path):
    more = """
[tables.apart]
measure = "difference"
of = "sentiment"
by = "outlet"
code = "negative"
corrected = true
[tables.yearly]
measure = "mean"
of = "sentiment"
freq = "YS"
where = { voice = "author" }
code = "negative"
corrected = true
[tables.hedging_yearly]
of = "hedges"
freq = "YS"
per = 100
code = "hedges"
corrected = true
"""
    study = make_coded_study(tmp_path, more)
    with pytest.warns(UserWarning, match="fewer than 20 rows were coded"):
        tables = run_study(study, tmp_path / "out").tables
    assert tables["apart"][["value", "other_value", "difference"]].values.tolist() == [
        [pytest.approx(4 / 18)] * 2 + [0]
    ]
    assert tables["yearly"]["mean"].tolist() == pytest.approx([0, 0, *[1 / 3] * 4], abs=1e-12)
    assert tables["yearly"]["few"].all()
    assert tables["hedging_yearly"]["rate"].tolist() == pytest.approx([100 * 4 / 24] * 2 + [100 * 2 / 22] * 4)


def test_documents_as_units(tmp_path):
    coding = 'sample = { n = 12, seed = 1, units = "documents", codes = ["negative", "hedges"] }'
    study = make_coded_study(tmp_path, coding=coding)
    corpus = dc.load_corpus(tmp_path / "texts")
    sample = dc.sample_sentences(corpus, n=12, seed=1, units="documents", codes=["negative", "hedges"])
    write_codes(tmp_path, rows=sample.assign(negative="no", hedges=2))
    table = run_study(study, tmp_path / "out", only=["hedging"]).tables["hedging"]
    assert table["rate"].tolist() == pytest.approx([1000 * 12 / 68] * 2)


def test_a_multiverse_chooses_whether_codes_correct(tmp_path):
    more = '[tables.ways]\nmeasure = "multiverse"\ntable = "hedging"\nchoices = { corrected = [true, false] }\n'
    table = run_study(make_coded_study(tmp_path, more), tmp_path / "out", only=["ways"]).tables["ways"]
    assert table[["corrected", "outlet"]].values.tolist() == [
        ["yes", "Globe"], ["yes", "Times"], ["no", "Globe"], ["no", "Times"],
    ]  # fmt: skip
    assert table["rate"].tolist() == pytest.approx([1000 * 8 / 68] * 2 + [1000 * 2 / 68] * 2)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            'of = "hedges"\nby = "category"\ncode = "hedges"\ncorrected = true',
            ": by names 'category', a column of hedges; a coder counts all spans in a unit, so a corrected rate can "
            "only be grouped by docvars and time. Select spans with where, and code only these",
        ),
        (
            'of = "hedges"\nby = "outlet"\ncode = "negative"\ncorrected = true',
            ": the code 'negative' has 'no'; a rate is corrected by numbers: how many spans are in each unit, 0 for "
            "none",
        ),
    ],
)
def test_what_cannot_be_corrected(tmp_path, table, says):
    study = make_coded_study(tmp_path, f"[tables.t]\n{table}")
    with pytest.raises(StudyError) as raised:
        run_study(study, tmp_path / "out", only=["t"])
    assert str(raised.value).replace("'yes'", "'no'") == f"{study.path}, [tables.t]{says}"
