"""Coders, program and corrected figures side by side."""

from __future__ import annotations

import pandas as pd
import pytest
from studies import code_by_hand, make_coded_study, write_codes

from discourse.study.run import run_study

#: A corpus of twelve texts has few codes.
pytestmark = pytest.mark.filterwarnings("ignore:fewer than 20 rows were coded")


def test_the_three_tables(tmp_path):
    tables = run_study(make_coded_study(tmp_path, coders=("anna", "ben")), tmp_path / "out").tables
    # Ben differs in the 12 sentences on the talks, of 36; hedges are the same.
    reliability = tables["reliability"]
    assert reliability["compares"].unique().tolist() == ["coders with one another"]
    assert reliability["value"].fillna("-").tolist() == ["-", "no", "yes"] * 2
    reliability = reliability[reliability["value"].isna()].set_index("code")
    assert reliability["agreement"].tolist() == pytest.approx([24 / 36, 1])
    # By chance they would agree in 8/36 x 20/36 + 28/36 x 16/36.
    chance = (8 * 20 + 28 * 16) / 36**2
    assert reliability.loc["negative", "kappa"] == pytest.approx((24 / 36 - chance) / (1 - chance))
    assert reliability["reason"].tolist() == ["", ""]
    # The program finds the 4 sentences that may be good; the coder has these and 12 more.
    agreement = tables["agreement"].set_index(["table", "figure"])["value"]
    assert agreement["hedging", "precision of units with any"] == 1
    assert agreement["hedging", "recall of units with any"] == pytest.approx(4 / 16)
    assert agreement["hedging", "F1 of units with any"] == pytest.approx(8 / 20)
    assert agreement["negative", "correlation of score and code"] < -0.5
    side = tables["raw_and_corrected"]
    assert side[["table", "group", "n_coded"]].values.tolist() == [
        ["negative", "Globe", 18], ["negative", "Times", 18], ["hedging", "Globe", 18], ["hedging", "Times", 18],
    ]  # fmt: skip
    assert side["raw"].tolist()[2:] == pytest.approx([1000 * 2 / 68] * 2)
    assert side["corrected"].tolist() == pytest.approx([4 / 18] * 2 + [1000 * 8 / 68] * 2)
    assert side["few"].all()
    assert side["reason"].unique().tolist() == ["fewer than 20 rows are coded"]


def test_what_cannot_be_told_has_its_reason(tmp_path):
    study = make_coded_study(tmp_path, coders=("anna", "ben"))
    for name in ("anna", "ben"):
        write_codes(tmp_path, name, code_by_hand(tmp_path, name).assign(hedges=0))
    tables = run_study(study, tmp_path / "out").tables
    reliability = tables["reliability"].set_index("code").loc["hedges"]
    assert pd.isna(reliability["alpha"])
    assert reliability["reason"].startswith("anna.csv and ben.csv gave the same code to all 36 units")
    agreement = tables["agreement"].query("table == 'hedging'")
    assert agreement["reason"].str.startswith("all 36 rows have the same code in 'hedges'").all()


def test_a_difference_is_a_row(tmp_path):
    more = (
        '[tables.apart]\nmeasure = "difference"\nof = "sentiment"\nby = "outlet"\ncode = "negative"\ncorrected = true\n'
    )
    side = run_study(make_coded_study(tmp_path, more), tmp_path / "out").tables["raw_and_corrected"]
    assert side.query("table == 'apart'")[["group", "n_coded", "corrected"]].values.tolist() == [
        ["Globe - Times", 18, 0]
    ]


def test_the_report_has_a_section_and_figures_say_whether_they_are_corrected(tmp_path):
    more = '[tables.plain]\nof = "hedges"\nby = "outlet"\n[figures.plain]\nplot = "rates"\n'
    study = make_coded_study(tmp_path, more, coders=("anna", "ben"))
    run_study(study, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert "Hand codes: anna.csv and ben.csv. The codes of anna.csv are used for the correction." in page
    for name in ("reliability", "agreement", "raw_and_corrected"):
        assert page.count(f'id="grid-{name}"') == 1
    assert "<strong>Not corrected by hand coding:</strong> plain." in page
    captions = [part.partition("</figcaption>")[0] for part in page.split("<figcaption>")[1:]]
    assert ["Not corrected by hand coding" in caption for caption in captions] == [False, True]
    assert captions[0].startswith("Mean of the code negative, corrected by hand codes, by outlet.")
    svg = (tmp_path / "out" / "figures" / "plain.svg").read_text(encoding="utf8")
    assert "Not corrected by hand coding." in svg
    assert "Not corrected by hand coding." not in (tmp_path / "out" / "figures" / "negative.svg").read_text()


def test_agreement_before_and_after_adjudication(tmp_path):
    study = make_coded_study(tmp_path, 'adjudicated = "agreed.csv"', coders=("anna", "ben"))
    write_codes(tmp_path, "agreed", code_by_hand(tmp_path))
    table = run_study(study, tmp_path / "out").tables["reliability"]
    table = table[table["value"].isna() & (table["code"] == "negative")]
    assert table[["compares", "coders"]].values.tolist() == [
        ["coders with one another", "anna.csv, ben.csv"],
        ["a coder with the agreed codes", "anna.csv, agreed.csv"],
        ["a coder with the agreed codes", "ben.csv, agreed.csv"],
    ]
    assert table["agreement"].tolist() == pytest.approx([24 / 36, 1, 24 / 36])
