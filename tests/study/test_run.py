"""The run of a study: what is chosen with what it needs, years as dates, and the steps that are told."""

from __future__ import annotations

import pytest
from studies import make_study

from discourse.study.load import StudyError
from discourse.study.run import choose, run_study


def test_everything_is_made_unless_something_is_chosen(tmp_path):
    study = make_study(tmp_path)
    every = choose(study, None)
    assert every.tables == set(study.all_tables)
    assert every.figures == ["named"]
    some = choose(study, ["hedged"])
    assert some.tables == {"hedged", "hedges", "quotes", "mentions", "documents", "sections", "rejected", "doubts"}
    assert some.figures == []
    assert choose(study, ["named"]).figures == ["named"]
    assert choose(study, []).tables == {"documents", "sections", "rejected", "doubts"}
    with pytest.raises(StudyError, match=r"study\.toml has no table or figure 'tone'; choose from 'named', 'hedged'"):
        choose(study, ["tone"])


def test_steps_are_told_in_their_order_and_jobs_is_a_number(tmp_path):
    study, told = make_study(tmp_path), []

    def progress(steps):
        told.extend(name for name, _ in steps)
        return steps

    results = run_study(study, tmp_path / "out", progress=progress, only=["named", "hedged"])
    assert told == ["finding spans and scoring tone", "named", "hedged", "writing tables", "named"]
    assert results.tables["named"][["actor", "n"]].values.tolist() == [["Freedonia", 2], ["Sylvania", 2]]
    assert results.tables["hedged"][["outlet", "n"]].values.tolist() == [["Globe", 2], ["Times", 1]]
    assert "report.html" in results.left_out
    for jobs in (0, 1.0, True):
        with pytest.raises(StudyError, match=r"jobs is .*; give a whole number of processes, from 1"):
            run_study(study, tmp_path / "out", jobs=jobs)


def test_years_stand_for_dates(tmp_path):
    study = make_study(tmp_path, '[tables.by_year]\nmeasure = "rate"\nof = "hedges"\nfreq = "YS"')
    table = run_study(study, tmp_path / "out", only=["by_year"]).tables["by_year"]
    assert table.assign(period=table["period"].dt.year)[["period", "n"]].values.tolist() == [
        [2016, 2], [2017, 0], [2018, 1],
    ]  # fmt: skip
