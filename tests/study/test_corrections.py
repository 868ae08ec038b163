"""Corrections in a study: made before anything is counted, told line by line, part of the inputs."""

from __future__ import annotations

import json

import pytest
from studies import make_study

from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study

HEAD = "table,doc_id,start,end,edit,actor,category,note\n"
# In lee.txt stand Freedonia 0-9, may 10-13, Sylvania 23-31, seem 43-47.
EDITS = (
    HEAD + "mentions,lee,0,9,drop,,,a play\nmentions,lee,23,31,set,Freedonia,,\nhedges,lee,43,47,drop,,,\n"
    "hedges,lee,48,52,add,,adjective,\nmentions,lee,1,2,drop,,,nobody there\nboosters,lee,1,2,drop,,,\n"
)
CODING = '[coding]\nedits = "corrections.csv"\n'


def study_with(folder, edits: str):
    make_study(folder, CODING)
    (folder / "corrections.csv").write_text(edits, encoding="utf8")
    return load_study(folder / "study.toml")


def test_edits_are_made_before_anything_is_counted(tmp_path):
    study = study_with(tmp_path, EDITS)
    with pytest.warns(UserWarning, match=r"corrections\.csv, line 6: not made: there is no span at this place"):
        results = run_study(study, tmp_path / "out")
    assert results.tables["named"][["actor", "n"]].values.tolist() == [["Freedonia", 2], ["Sylvania", 1]]
    hedges = results.tables["hedges"]
    assert hedges.loc[hedges["doc_id"] == "lee", ["text", "category", "voice"]].values.tolist() == [
        ["may", "modal", "author"], ["slow", "adjective", "author"],
    ]  # fmt: skip
    tone = results.tables["actor_sentiment"]
    assert tone.loc[tone["doc_id"] == "lee", "actor"].tolist() == ["Freedonia"]


def test_the_report_says_what_came_of_each_line_and_the_manifest_knows_the_file(tmp_path):
    study = study_with(tmp_path, EDITS)
    with pytest.warns(UserWarning, match="not made"):
        run_study(study, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    part = page[page.index('id="grid-corpus-edits"') : page.index('id="figures"')]
    said = ["dropped", "set", "added", "there is no span at this place", "its table is not made in this run", "a play"]
    assert [word for word in said if f">{word}</td>" not in part] == []
    assert "corrections.csv" in json.loads((tmp_path / "out" / "manifest.json").read_text())["inputs"]


def test_certainty_follows_the_hedges_that_are_left(tmp_path):
    make_study(tmp_path, CODING, '[tables.sure]\nmeasure = "mean"\nof = "certainty"\nby = "doc_id"\n')
    (tmp_path / "corrections.csv").write_text(HEAD + "hedges,lee,10,13,drop,,,\nhedges,lee,43,47,drop,,,\n")
    table = run_study(load_study(tmp_path / "study.toml"), tmp_path / "out", only=["sure"]).tables["sure"]
    assert table.loc[table["doc_id"] == "lee", "mean"].tolist() == [1.0]


def test_an_edited_mention_changes_no_other_of_its_actor(tmp_path):
    make_study(tmp_path, CODING)
    (tmp_path / "actors.csv").write_text(
        "actor,alias,type,country\nFreedonia,Freedonia,state,Freedonia\nRoe,Roe,person,Sylvania\n"
    )
    (tmp_path / "corrections.csv").write_text(HEAD + "mentions,lee,0,9,set,Roe,,\n")
    tone = run_study(load_study(tmp_path / "study.toml"), tmp_path / "out").tables["actor_sentiment"]
    roe = tone[tone["actor"] == "Roe"]
    assert roe[["doc_id", "type", "country"]].values.tolist() == [
        ["lee", "state", "Freedonia"],
        ["roe", "person", "Sylvania"],
    ]


def test_a_mention_that_is_added_is_of_an_actor(tmp_path):
    table = '[tables.acting]\nof = "mentions"\nby = "actor"\nwhere = { reading = "actor" }\n'
    make_study(tmp_path, CODING, table)
    (tmp_path / "corrections.csv").write_text(HEAD + "mentions,lee,33,42,add,Sylvania,,\n")
    results = run_study(load_study(tmp_path / "study.toml"), tmp_path / "out", only=["acting"])
    assert results.tables["acting"]["n"].tolist() == [2, 3]
    added = results.tables["mentions"].query("start == 33")
    assert added[["text", "type", "reading"]].values.tolist() == [["The talks", "state", "actor"]]


def test_a_kind_of_quotation_that_is_none(tmp_path):
    edits = "table,doc_id,start,end,edit,kind\nquotes,roe,0,19,set,Scare\n"
    with pytest.raises(StudyError, match=r"\[coding\] edits: the kind of a quote is 'Scare'; choose one of"):
        run_study(study_with(tmp_path, edits), tmp_path / "out")


def test_a_study_without_edits_has_no_such_part(tmp_path):
    run_study(make_study(tmp_path), tmp_path / "out")
    assert "Corrections by hand" not in (tmp_path / "out" / "report.html").read_text(encoding="utf8")


def test_a_file_of_edits_among_the_texts_is_no_text(tmp_path):
    make_study(tmp_path)
    (tmp_path / "texts" / "corrections.csv").write_text(HEAD)
    assert len(run_study(load_study(tmp_path / "study.toml"), tmp_path / "out", only=[]).corpus.rejected) == 0


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        (
            HEAD + "mention,lee,0,9,drop,,,\n",
            ", line 2: table is 'mention'; choose one of mentions, hedges",
        ),
        (
            HEAD + "mentions,lee,0,9,delete,,,\n",
            ", line 2: edit is 'delete'; choose one of drop, add, set",
        ),
        (HEAD + "mentions,lee,,9,drop,,,\n", ", line 2: start is empty; fill it or drop the line"),
        (
            "doc_id,start,end,edit\nlee,0,9,drop\n",
            " lacks the column table; it has doc_id, start, end, edit",
        ),
    ],
)
def test_a_file_of_edits_that_cannot_be_read(tmp_path, edits, says):
    with pytest.raises(StudyError) as raised:
        run_study(study_with(tmp_path, edits), tmp_path / "out")
    assert str(raised.value).startswith(f"{tmp_path}/study.toml, [coding] edits: corrections.csv{says}")


def test_a_column_that_the_table_lacks_is_named(tmp_path):
    edits = "table,doc_id,start,end,edit,strength\nmentions,lee,0,9,set,0.5\n"
    with pytest.raises(StudyError, match=r"corrections\.csv, of table mentions: .* lacks the column strength"):
        run_study(study_with(tmp_path, edits), tmp_path / "out")


@pytest.mark.parametrize("name", ["nowhere.csv", "../corrections.csv"])
def test_a_file_that_is_not_beside_the_study(tmp_path, name):
    (tmp_path / "corrections.csv").write_text(HEAD)
    (tmp_path / "inner").mkdir()
    study = make_study(tmp_path / "inner", CODING.replace("corrections.csv", name))
    with pytest.raises(StudyError, match=r"\[coding\] edits: .*(there is no file|is outside the folder)"):
        run_study(study, tmp_path / "out")
