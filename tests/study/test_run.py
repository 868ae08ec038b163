"""The run of a study: what is chosen with what it needs, years as dates, and the steps that are told."""

from __future__ import annotations

import pytest
from studies import make_study, make_study_of_copies

from discourse.corpus import duplicates
from discourse.study.load import StudyError
from discourse.study.manifest import read_manifest
from discourse.study.run import choose, run_study
from discourse.study.verify import verify_results


def test_everything_is_made_unless_something_is_chosen(tmp_path):
    study = make_study(tmp_path)
    every = choose(study, None)
    assert every.tables == set(study.all_tables)
    assert every.figures == ["named"]
    some = choose(study, ["hedged"])
    always = {"documents", "sections", "rejected", "doubts", "duplicates"}
    assert some.tables == {"hedged", "hedges", "quotes", "mentions"} | always
    assert some.figures == []
    assert choose(study, ["named"]).figures == ["named"]
    assert choose(study, []).tables == always
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


# Duplicates ---------------------------------------------------------------------------------------------------------

SAID = '<h3 id="duplicates">Duplicates</h3>\n<p>'


@pytest.mark.parametrize("duplicates", [None, "keep"])
def test_duplicates_are_listed_and_kept(tmp_path, duplicates):
    results = run_study(make_study_of_copies(tmp_path, duplicates), tmp_path / "out")
    assert len(results.corpus.documents) == 3
    assert results.tables["duplicates"].astype("str").to_dict("records") == [
        {
            "doc_id": "roe", "other_id": "web", "n_shared": "7", "jaccard": "1.0", "containment": "1.0",
            "kind": "same", "days": "2", "title": "No rain", "other_title": "Rain", "outlet": "Times",
            "other_outlet": "Times", "date": "2018-03-03", "other_date": "2018-03-01",
        }
    ]  # fmt: skip
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    # Of 27 words read, the 9 of each copy stand in the other as well.
    assert f"{SAID}<strong>2 documents are the same text (roe and web).</strong></p>" in page
    assert "<p>About 67 % of all words read are also in another document: all of them are counted as" in page
    assert (
        "counts by group and period are wrong until this is decided. To decide this: duplicates = &#34;drop&#34;"
        in page
    )
    assert "<p>1 pair of documents shares text: 1 of the kind same.</p>" in page
    assert '<ul class="cautions"><li class="loud">That counts by group or period are right: 2 documents are the' in page
    assert ">1 pair of documents that share their text</a>" in page
    assert "<dt>kind</dt><dd>same, edited (each contains most of the other) or excerpt" in page


def test_copies_are_left_out_where_a_study_says_so(tmp_path):
    results = run_study(make_study_of_copies(tmp_path, "drop"), tmp_path / "out")
    assert results.tables["documents"]["doc_id"].tolist() == ["lee", "web"], "the earliest stays"
    assert results.tables["rejected"].values.tolist() == [["roe.txt", "roe", "copy of web"]]
    assert results.tables["duplicates"][["doc_id", "other_id"]].values.tolist() == [["roe", "web"]]
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert (
        f"{SAID}1 pair of documents shares text: 1 of the kind same. Of each text the earliest document stays" in page
    )
    assert "1 copy is left out, and listed as rejected." in page
    manifest = read_manifest(tmp_path / "out")
    assert {"lee.txt", "roe.txt", "web.txt"} <= set(manifest["inputs"]), "a copy was read, too"
    assert verify_results(tmp_path / "out")["same"].all()


def test_a_study_without_duplicates_says_so(tmp_path):
    results = run_study(make_study(tmp_path), tmp_path / "out")
    assert len(results.tables["duplicates"]) == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert f"{SAID}No two documents share text.</p>" in page


def test_too_many_duplicates_stop_only_a_study_that_drops_them(tmp_path, monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 0)
    study = make_study_of_copies(tmp_path, None)
    with pytest.warns(UserWarning, match="duplicates are not listed: there are more than 0 pairs"):
        assert len(run_study(study, tmp_path / "out", only=[]).tables["duplicates"]) == 0
    (tmp_path / "other").mkdir()
    study = make_study_of_copies(tmp_path / "other", "drop")
    with pytest.raises(StudyError, match=r"study\.toml, \[corpus\] duplicates: there are more than 0 pairs"):
        run_study(study, tmp_path / "out")


def test_duplicates_are_kept_or_dropped(tmp_path):
    with pytest.raises(StudyError, match=r"\[corpus\] duplicates is 'merge'; choose one of 'keep', 'drop'"):
        make_study_of_copies(tmp_path, "merge")
