"""What is wrong with a study is told before a run; what only the texts can tell is not asked."""

from __future__ import annotations

import pytest

from discourse.cli._study_check import check_study
from discourse.study.load import StudyError, load_study

HEAD = '[corpus]\npath = "t.csv"\n'


@pytest.fixture
def wrong_with(tmp_path):
    """What is wrong with the tables of a study of two texts, behind the name of the table."""
    (tmp_path / "t.csv").write_text("doc_id,outlet,text\n1,Globe,Talks may fail.\n2,Times,They will not.\n")

    def check(tables: str) -> list[str]:
        (tmp_path / "study.toml").write_text(HEAD + tables)
        found, wrong = check_study(load_study(tmp_path))
        assert found["documents"] == 2
        return [line.rpartition("[tables.a] ")[2].rpartition("[tables.a]: ")[2] for line in wrong]

    return check


@pytest.mark.parametrize(
    "table",
    [
        'of = "hedges"\nby = ["outlet", "category", "voice"]',
        'measure = "words"\nby = "role"',
        'measure = "difference"\nof = "sentiment"\nby = "outlet"\ngroups = ["Globe", "Times"]',
        'of = "mentions"\nwhere = { actor = "Nowhere" }',
    ],
    ids=["docvars and columns", "words", "groups that are there", "an actor whom only the texts can tell"],
)
def test_nothing_is_wrong(wrong_with, table):
    assert wrong_with(f"[tables.a]\n{table}") == []


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('of = "hedges"\nby = "outlets"', "by is 'outlets'; "),
        ('measure = "words"\nby = "roles"', "by is 'roles'; "),
        ('where = { colour = "red" }', "where is 'colour'; "),
        ('where = { reading = "seat" }', "where: reading is 'seat', which no row of mentions can have; "),
        (
            'measure = "difference"\nof = "sentiment"\nby = "outlet"\ngroups = ["Globe", "Post"]',
            "there is no outlet 'Post' in the texts; there are 'Globe', 'Times'",
        ),
    ],
    ids=["docvar", "of words", "column", "value", "group"],
)
def test_what_is_wrong(wrong_with, table, says):
    (told,) = wrong_with(f"[tables.a]\n{table}")
    assert told.startswith(says)


def test_each_table_is_looked_at(wrong_with):
    assert len(wrong_with('[tables.a]\nby = "x"\n[tables.b]\nby = "y"\n')) == 2


def test_texts_that_cannot_be_read_are_an_error(tmp_path):
    (tmp_path / "t.csv").write_text("")
    (tmp_path / "study.toml").write_text(HEAD)
    with pytest.raises(StudyError, match="no document could be read"):
        check_study(load_study(tmp_path))
