"""The multiverse of a study: each row is the run with those choices, and what two share is found once."""

from __future__ import annotations

import pytest
from studies import make_study, make_study_of_copies

from discourse.study import register
from discourse.study.load import StudyError
from discourse.study.run import run_study

CHOICES = """
[tables.tone]
measure = "mean"
of = "sentiment"
[tables.many]
measure = "multiverse"
table = "tone"
choices = { lexicon = ["vader", "commentary"], mask_actors = [true, false] }
"""
ROLES = """
[tables.many]
measure = "multiverse"
table = "hedged"
choices = { roles = [["body"], ["title"]] }
"""
COPIES = """
[tables.many]
measure = "multiverse"
table = "hedged"
choices = { duplicates = ["keep", "drop"], roles = [["body"], ["title"]] }
"""


def test_each_row_is_the_single_run(tmp_path):
    study = make_study(tmp_path, CHOICES)
    table = run_study(study, tmp_path / "out", only=["many"]).tables["many"]
    assert table[["lexicon", "mask_actors"]].values.tolist() == [
        ["vader", "yes"], ["vader", "no"], ["commentary", "yes"], ["commentary", "no"],
    ]  # fmt: skip
    for n, (lexicon, mask) in enumerate([("vader", "true"), ("commentary", "false")]):
        folder = tmp_path / lexicon
        folder.mkdir()
        settings = f'[sentiment]\nlexicon = "{lexicon}"\nmask_actors = {mask}\n'
        alone = make_study(folder, CHOICES.split("[tables.many]")[0], settings)
        single = run_study(alone, folder / "out", only=["tone"]).tables["tone"]
        assert table.loc[3 * n, "mean"] == pytest.approx(single["mean"][0])
        assert table.loc[3 * n, "n"] == single["n"][0]


def test_other_roles_are_other_words(tmp_path):
    table = run_study(make_study(tmp_path, ROLES), tmp_path / "out", only=["many"]).tables["many"]
    by_roles = table.groupby("roles", sort=False)[["n", "n_words"]].sum()
    assert by_roles.values.tolist() == [[3, 18], [0, 0]]


def test_what_two_runs_share_is_found_once(tmp_path, monkeypatch):
    study, asked = make_study(tmp_path, CHOICES), []
    find = register.find_quotes
    monkeypatch.setattr(register, "find_quotes", lambda corpus: asked.append(corpus) or find(corpus))
    run_study(study, tmp_path / "out", only=["many"])
    assert len(asked) == 1


@pytest.mark.parametrize("duplicates", [None, "drop"])
def test_duplicates_are_a_choice_whatever_the_study_does(tmp_path, duplicates):
    study = make_study_of_copies(tmp_path, duplicates, COPIES)
    table = run_study(study, tmp_path / "out", only=["many"]).tables["many"]
    numbers = table.groupby(["duplicates", "roles"], sort=False)[["n", "n_words"]].sum()
    assert numbers.reset_index().values.tolist() == [
        ["keep", "body", 4, 27], ["keep", "title", 0, 0], ["drop", "body", 3, 18], ["drop", "title", 0, 0],
    ]  # fmt: skip


def test_a_choice_of_duplicates_is_keep_or_drop(tmp_path):
    with pytest.raises(StudyError, match="choices: duplicates is 'merge'; choose one of 'keep', 'drop'"):
        make_study(tmp_path, COPIES.replace('"drop"', '"merge"'))
