"""The rows of a table of a study: a typing error is no finding, and no rows have a reason."""

from __future__ import annotations

import pytest
from studies import make_study

from discourse.study.load import StudyError
from discourse.study.run import run_study

TABLE = '[tables.t]\nmeasure = "{measure}"\nof = "{of}"\nby = "{by}"\nwhere = {{ {where} }}\n{more}'


def made(folder, where: str, *, of: str = "mentions", by: str = "actor", more: str = "", measure: str = "rate"):
    study = make_study(folder, TABLE.format(of=of, by=by, where=where, more=more, measure=measure))
    return run_study(study, folder / "out", only=["t"]).tables["t"]


@pytest.mark.parametrize(
    ("of", "where", "says"),
    [
        ("mentions", "actor = 'Fredonia'", " has; did you mean 'Freedonia'?"),
        ("mentions", "actor = ['freedonia']", " has; did you mean 'Freedonia'?"),
        ("mentions", "actor = 'Peru'", " has; there are 'Freedonia', 'Sylvania'. If it is correct and may"),
        ("mentions", "voice = 'qoted'", " can have; choose from 'author', 'quoted', 'reported', 'scare'"),
        ("mentions", "reading = 'actors'", " can have; choose from 'actor', 'place'"),
        ("quotes", "kind = 'quoted'", " can have; choose from 'direct', 'indirect', 'mixed', 'scare'"),
        ("hedges", "category = 'modle'", " has; did you mean 'modal'?"),
        ("mentions", "reading = 'place'", " has. If it is correct and may be absent, add allow_absent = true"),
    ],
)  # fmt: skip
def test_a_value_that_no_row_has_is_an_error(tmp_path, of, where, says):
    column, value = where.split()[0], where.split("'")[1]
    with pytest.raises(StudyError) as raised:
        made(tmp_path, where, of=of, by=column)
    said = f"[tables.t] where: {column} is {value!r}, which no row of {of}{says}"
    assert str(raised.value).startswith(f"{tmp_path}/study.toml, {said}")


@pytest.mark.parametrize("where", ["reading = 'place'", "voice = 'scare'", "actor = 'Peru'"])
def test_what_may_be_absent_is_a_row_of_zero(tmp_path, where):
    column = where.split()[0]
    table = made(tmp_path, where, by=column, more="allow_absent = true")
    assert table[[column, "n"]].values.tolist() == [[where.split("'")[1], 0]]


@pytest.mark.parametrize("where", ["actor = 'Fredonia'", "voice = 'qoted'"])
def test_a_typing_error_is_none_that_may_be_absent(tmp_path, where):
    with pytest.raises(StudyError, match=r"which no row of mentions (has|can have)"):
        made(tmp_path, where, more="allow_absent = true")


def test_an_empty_list_and_a_number_in_quotation_marks(tmp_path):
    with pytest.raises(StudyError, match="where: actor is an empty list; name the values to keep"):
        made(tmp_path, "actor = []")
    (tmp_path / "other").mkdir()
    with pytest.raises(
        StudyError, match="which no row of certainty has; write 1 as it is in the table, without quotation"
    ):
        made(tmp_path / "other", "n_hedges = '1'", of="certainty", by="outlet", measure="mean")


def test_a_role_and_a_docvar_called_role(tmp_path):
    study = make_study(tmp_path, '[tables.w]\nmeasure = "words"\nby = ["role_doc", "role_span"]\n')
    (tmp_path / "texts" / "metadata.csv").write_text("file,role\nlee.txt,minister\nroe.txt,envoy\n")
    table = run_study(study, tmp_path / "out", only=["w"]).tables["w"]
    assert table[["role_doc", "role_span"]].values.tolist() == [["envoy", "body"], ["minister", "body"]]


def test_values_of_which_each_is_there_may_have_no_row_together(tmp_path):
    table = made(tmp_path, "actor = 'Freedonia', voice = 'quoted'")
    assert table[["actor", "n"]].values.tolist() == [["Freedonia", 0]]


def test_a_multiverse_reads_texts_in_which_a_value_is_absent(tmp_path):
    more = '[tables.m]\nmeasure = "multiverse"\ntable = "t"\nchoices = { roles = [["body"], ["title"]] }\n'
    study = make_study(
        tmp_path, TABLE.format(of="mentions", by="actor", where="actor = 'Freedonia'", more=more, measure="rate")
    )
    table = run_study(study, tmp_path / "out", only=["m"]).tables["m"]
    assert table[["roles", "actor", "n"]].values.tolist() == [["body", "Freedonia", 2], ["title", "Freedonia", 0]]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('measure = "rate"\nof = "boosters"\nby = "category"', "there are no boosters in these texts"),
        ('measure = "cooccurrence"\nwhere = { actor = "Sylvania" }', "fewer than two actors are mentioned"),
        ('measure = "kwic"\nnode = "peace"', "the node does not occur in these texts"),
        ('measure = "contested"', "nothing is in scare quotes"),
        ('measure = "features"\nmin_n = 99', "no word occurs often enough"),
        ('measure = "rows"\nof = "mentions"\nwhere = { actor = "Freedonia", voice = "quoted" }',
         "none of the 4 mentions fits where"),
    ],
)  # fmt: skip
def test_no_rows_have_a_reason_in_the_report(tmp_path, table, why):
    study = make_study(tmp_path, f"[tables.t]\n{table}\n")
    results = run_study(study, tmp_path / "out")
    assert len(results.tables["t"]) == 0
    assert f"no rows: {why}" in (tmp_path / "out" / "report.html").read_text(encoding="utf8")


def test_no_rows_have_a_reason_in_the_figure(tmp_path):
    study = make_study(tmp_path, '[tables.t]\nof = "boosters"\nby = "category"\n[figures.t]\nplot = "rates"\n')
    run_study(study, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert "There are none, as there are no boosters in these texts." in page
