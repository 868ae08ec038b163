"""Names that texts use, proposed into a study's list of actors."""

from __future__ import annotations

import pytest

from discourse.study.load import StudyError
from discourse.study.new import start_study
from discourse.study.proposed import propose_actors


@pytest.fixture
def project(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("In Moscow, Ada Moe met the Norland Union. Then Moe left the Norland Union and Oslo.")
    start_study(tmp_path)
    return tmp_path


def test_names_that_no_list_has_are_added(project):
    proposed = propose_actors(project)
    assert (proposed.path, proposed.n, proposed.commonest) == (project / "actors.csv", 1, ["Norland Union"])
    assert (project / "actors.csv").read_text().splitlines()[1] == (
        'Norland Union,Norland Union,organisation,name,,suggested,2,1,"In Moscow, Ada Moe met the Norland Union."'
    )
    assert propose_actors(project).n == 0  # it is listed now


def test_rows_that_are_there_stay_and_lend_their_actor(project):
    own = "actor,alias,type,note\nAda B. Moe,Ada Moe,person,mine\n"
    (project / "actors.csv").write_text(own)
    assert propose_actors(project, min_n=1).n == 2
    lines = (project / "actors.csv").read_text().splitlines()
    assert lines[:2] == [
        "actor,alias,type,note,form,country,source,n,n_docs,example",
        "Ada B. Moe,Ada Moe,person,mine,,,,,,",
    ]
    assert sorted(line.split(",")[:2] for line in lines[2:]) == [["Ada B. Moe", "Moe"], ["Norland Union"] * 2]


def test_other_texts(project, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "b.txt").write_text("Then Bo Roe met Bo Roe.")
    assert propose_actors(project, corpus=other).commonest == ["Bo Roe"]


def test_a_study_without_a_list_of_its_own(project):
    path = project / "study.toml"
    path.write_text(path.read_text().replace('["world", "actors.csv"]', '["world"]'))
    with pytest.raises(StudyError, match="name a CSV file of your own beside"):
        propose_actors(project)
