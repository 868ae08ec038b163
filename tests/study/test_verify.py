"""Results are verified: what is the same, what is not, and why."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from studies import EVIDENCE

import discourse.study.verify
from discourse.study._outputs import sha256
from discourse.study.load import StudyError, load_study
from discourse.study.manifest import output_of
from discourse.study.run import run_study
from discourse.study.verify import verify_results

STUDY = """
[corpus]
path = "texts"

[actors]
lists = ["actors.csv"]

[tables.hedges_by_category]
of = "hedges"
by = "category"

[tables.words]
measure = "words"

[figures.hedges_by_category]
plot = "rates"
"""
TEXTS = {"lee.txt": "Freedonia may wait for Sylvania.", "roe.txt": "Perhaps Sylvania will help. It may."}
OUTPUTS = [
    *(("table", name) for name in sorted([*EVIDENCE, "hedges_by_category", "words"])),
    ("figure", "hedges_by_category"),
    ("report", "report.html"),
    ("manifest", "manifest.json"),
]
NOTHING = "nothing that the manifest records has changed"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project with its results; tests copy it."""
    folder = tmp_path_factory.mktemp("made") / "project"
    (folder / "texts").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_text(text)
    (folder / "actors.csv").write_text("actor,alias\nFreedonia,Freedonia\nSylvania,Sylvania\n")
    (folder / "study.toml").write_text(STUDY)
    run_study(load_study(folder), folder / "results")
    return folder


@pytest.fixture
def project(made, tmp_path) -> Path:
    return shutil.copytree(made, tmp_path / "elsewhere")


def unlike(folder: Path, **options) -> dict[tuple[str, str], str]:
    """What is not the same, with the reason."""
    table = verify_results(folder, **options)
    assert table.columns.tolist() == ["kind", "name", "same", "reason"]
    assert [str(dtype) for dtype in table.dtypes] == ["str", "str", "bool", "str"]
    return {(row.kind, row.name): row.reason for row in table[~table["same"]].itertuples(index=False)}


def edit_manifest(folder: Path, **changed) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | changed))


# --- the same -----------------------------------------------------------------------------------------------------


def test_results_that_were_moved_with_their_study_are_the_same_and_stay_as_they_are(project):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    table = verify_results(project / "results")
    assert list(zip(table["kind"], table["name"], strict=True)) == OUTPUTS
    assert table["same"].all()
    assert table["reason"].unique().tolist() == [""], "byte by byte, so that there is nothing to say"
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_results_that_were_moved_alone_need_to_be_told_the_study(project, tmp_path):
    shutil.move(project / "results", tmp_path / "alone")
    with pytest.raises(StudyError) as raised:
        verify_results(tmp_path / "alone")
    assert str(raised.value) == (
        f"there is no study {tmp_path / 'alone' / '../study.toml'}, from which {tmp_path / 'alone'} was made; say "
        "where it is now, with --study, or as study="
    )
    # The title of a study that has none is the name of its folder; here that of the folder where it was run.
    assert unlike(tmp_path / "alone", study=project) == {}
    assert unlike(tmp_path / "alone", study=project / "study.toml") == {}


def test_texts_that_the_run_was_given_are_given_again(project, tmp_path):
    (tmp_path / "my others").mkdir()
    (tmp_path / "my others" / "poe.txt").write_text("Sylvania may sleep.")
    out = tmp_path / "out"
    run_study(load_study(project, corpus=tmp_path / "my others"), out)
    assert unlike(out) == {}
    shutil.move(tmp_path / "my others", tmp_path / "moved")
    assert unlike(out, corpus=tmp_path / "moved") == {}, "the report names the folder as it was called then"


def test_a_part_is_verified_as_a_part(project, tmp_path):
    run_study(load_study(project), tmp_path / "out", only=["words"])
    table = verify_results(tmp_path / "out")
    assert list(zip(table["kind"], table["name"], strict=True)) == [
        ("table", "documents"),
        ("table", "doubts"),
        ("table", "duplicates"),
        ("table", "rejected"),
        ("table", "sections"),
        ("table", "words"),
        ("manifest", "manifest.json"),
    ]
    assert table["same"].all()


# --- what was changed in the results --------------------------------------------------------------------------------

SAYS = "{}: different from what the run says"
EDITED = " changed since the run: edited by hand, or from a run that was broken off"


def test_a_file_edited_by_hand(project):
    for name in ("tables/words.csv", "figures/hedges_by_category.pdf", "report.html"):
        with (project / "results" / name).open("ab") as file:
            file.write(b" ")
    assert unlike(project / "results") == {
        ("table", "words"): "tables/words.csv" + EDITED,
        ("figure", "hedges_by_category"): "figures/hedges_by_category.pdf" + EDITED,
        ("report", "report.html"): "report.html" + EDITED,
    }


def test_a_file_edited_with_its_sha256(project):
    """The manifest was made to fit; the run says otherwise."""
    path = project / "results" / "tables" / "words.parquet"
    table = pd.read_parquet(path)
    table.assign(n_words=table["n_words"] + 1).to_parquet(path, index=False)
    outputs = json.loads((project / "results" / "manifest.json").read_text())["outputs"]
    edit_manifest(
        project / "results", outputs=outputs | {"tables/words.parquet": discourse.study.verify.digests(path.parents[1])[
            "tables/words.parquet"]}
    )  # fmt: skip
    # Five words in lee (Freedonia may wait for Sylvania) and six in roe.
    assert unlike(project / "results") == {("table", "words"): f"n_words of row 1 was 12, is 11; {NOTHING}"}


def test_files_that_are_missing_or_that_no_run_made(project):
    (project / "results" / "figures" / "hedges_by_category.svg").unlink()
    (project / "results" / "tables" / "mine.csv").write_text("x\n")
    (project / "results" / "notes.md").write_text("not a result")
    assert unlike(project / "results") == {
        ("table", "mine"): "the manifest does not list it: it is from another run, or was put there by hand",
        ("figure", "hedges_by_category"): "figures/hedges_by_category.svg missing in the results",
    }


KILLED = """
import os, sys
from discourse.study import _outputs
from discourse.study.load import load_study
from discourse.study.run import run_study

replace, moved = os.replace, []

def fall(source, target):
    moved.append(target)
    if len(moved) == 4:
        os._exit(9)
    replace(source, target)

os.replace = fall
run_study(load_study(sys.argv[1]), sys.argv[1] + "/results")
"""


def test_an_old_manifest_beside_tables_of_a_newer_run_that_was_killed(project):
    """The newer run is killed when it has moved three files into place; the next one cleans up."""
    (project / "texts" / "lee.txt").write_text("Freedonia may wait.")
    assert subprocess.run([sys.executable, "-c", KILLED, project]).returncode == 9
    drawn = ", ".join(f"figures/hedges_by_category{suffix}" for suffix in (".pdf", ".png", ".svg"))
    assert unlike(project / "results")["figure", "hedges_by_category"] == drawn + EDITED
    (project / "texts" / "lee.txt").write_text(TEXTS["lee.txt"])
    assert unlike(project / "results") == {("figure", "hedges_by_category"): drawn + EDITED}
    assert len(list((project / "results").glob(".draft-*"))) == 1
    run_study(load_study(project), project / "results")
    assert unlike(project / "results") == {}
    assert list((project / "results").glob(".*")) == []


# --- the manifest -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("question", "Who?", "question: different from what the run says"),
        ("title", "Forged", "title: different from what the run says"),
        ("corpus", {"documents": 999}, "corpus: different from what the run says"),
        ("alt_texts", {"hedges_by_category": "<b>"}, "alt_texts: different from what the run says"),
        ("inputs", {"lee.txt": "0"}, "data: actors.csv added, roe.txt added, study.toml added, lee.txt changed"),
        ("word_lists", {}, "word_lists: different from what the run says"),
        (
            "parameters",
            {"figures": 5},
            "parameters: actors.lists added, corpus.path added, figures.hedges_by_category.plot added, ",
        ),
        ("mine", 1, "mine: not something that a run writes"),
    ],
)
def test_a_manifest_that_says_something_else(made, tmp_path, monkeypatch, key, value, says):
    """What the run of today makes is made once: the results themselves."""
    project = shutil.copytree(made, tmp_path / "project")
    if key == "title":  # that of a study that has one
        study = project / "study.toml"
        study.write_text('title = "Two states"\n' + STUDY)
        run_study(load_study(project), project / "results")
    shutil.copytree(project / "results", tmp_path / "again")
    monkeypatch.setattr(discourse.study.verify, "run_study", lambda _, out: shutil.copytree(tmp_path / "again", out))
    assert unlike(project / "results") == {}
    edit_manifest(project / "results", **{key: value})
    assert unlike(project / "results")["manifest", "manifest.json"].startswith(says)


def test_of_other_versions_word_lists_and_descriptions_may_differ(project):
    edit_manifest(project / "results", versions={"python": "2.7"}, word_lists={}, alt_texts={})
    table = verify_results(project / "results").set_index("kind")
    assert table["same"].all()
    assert table.loc["manifest", "reason"].startswith("word lists: ")


def test_a_table_forged_in_one_of_its_files(project):
    """The sha256 of the CSV was made to fit, and the Parquet file left as it was."""
    results = project / "results"
    path = results / "tables" / "hedges.csv"
    path.write_text(path.read_text().replace("Perhaps", "Surely"))
    outputs = json.loads((results / "manifest.json").read_text())["outputs"]
    edit_manifest(results, outputs=outputs | {"tables/hedges.csv": sha256(path)})
    assert unlike(results) == {
        ("table", "hedges"): f"tables/hedges.csv: text of row 2 was Surely, is Perhaps; {NOTHING}"
    }


def test_what_is_missing_is_left_out_by_a_part_alone(project):
    results = project / "results"
    (results / "report.html").unlink()
    outputs = json.loads((results / "manifest.json").read_text())["outputs"]
    del outputs["report.html"]
    edit_manifest(results, outputs=outputs, left_out=["report.html"])
    assert unlike(results) == {("report", "report.html"): f"it is not in the results; {NOTHING}"}


# --- what was changed in what they were made from ---------------------------------------------------------------------


def test_data_that_changed(project):
    (project / "texts" / "lee.txt").write_text("Freedonia waits for Sylvania.")  # one hedge and one word less
    (project / "texts" / "poe.txt").write_text("Sylvania sleeps.")
    (project / "actors.csv").write_text((project / "actors.csv").read_text() + "Fredville,Fredville\n")
    data = "data: poe.txt added, actors.csv changed, lee.txt changed"
    found = unlike(project / "results")
    assert found["table", "words"] == f"n_docs of row 1 was 2, is 3; {data}"
    assert found["table", "hedges"] == f"rows were 3, are 2; {data}"
    assert found["figure", "hedges_by_category"] == f"bytes of .pdf, .png, .svg differ; {data}"
    assert found["report", "report.html"] == f"bytes differ; {data}"
    assert found["manifest", "manifest.json"] == f"{SAYS.format('alt_texts')}; {SAYS.format('corpus')}; {data}"
    assert ("table", "rejected") not in found


def test_parameters_that_changed(project):
    study = project / "study.toml"
    study.write_text(
        STUDY.replace('of = "hedges"', 'of = "hedges"\nper = 100').replace("[tables.words]", "[tables.size]")
    )
    why = (
        "data: study.toml changed; parameters: tables.hedges_by_category.per added, tables.size.measure added, "
        "tables.words.measure missing"
    )
    # Of 11 words one is an adverb that hedges (perhaps) and two are modals (may, may).
    assert unlike(project / "results") == {
        (
            "table",
            "hedges_by_category",
        ): f"rate of row 1 was 90.9090909090909, is 9.090909090909092 (2 rows differ); {why}",
        ("table", "size"): f"it is not in the results; {why}",
        ("table", "words"): f"the study no longer makes it; {why}",
        ("figure", "hedges_by_category"): f"bytes of .pdf, .png, .svg differ; {why}",
        ("report", "report.html"): f"bytes differ; {why}",
        ("manifest", "manifest.json"): f"{SAYS.format('alt_texts')}; {why}",
    }


def test_a_remark_in_the_study_changes_no_table(project):
    (project / "study.toml").write_text(STUDY + "# a remark\n")
    assert unlike(project / "results") == {("manifest", "manifest.json"): "data: study.toml changed"}


def test_word_lists_that_changed(project):
    lists = json.loads((project / "results" / "manifest.json").read_text())["word_lists"]
    edit_manifest(project / "results", word_lists=lists | {"data/hedges.csv": "0" * 64})
    said = {("manifest", "manifest.json"): "word_lists: different from what the run says"}
    assert unlike(project / "results") == said, "all values are the same, whatever the list was"
    path = project / "results" / "tables" / "hedges.parquet"
    pd.read_parquet(path).iloc[1:].to_parquet(path, index=False)
    found = discourse.study.verify.digests(project / "results")
    edit_manifest(project / "results", outputs=found)
    assert (
        unlike(project / "results")
        == {("table", "hedges"): "rows were 2, are 3; word lists: data/hedges.csv changed"} | said
    )


@pytest.fixture
def of_another_version(project) -> Path:
    """Results whose figure and report another version of matplotlib has made."""
    folder = project / "results"
    for file in (folder / "figures" / "hedges_by_category.png", folder / "report.html"):
        file.write_bytes(file.read_bytes() + b"\n")
    versions = json.loads((folder / "manifest.json").read_text())["versions"]
    found = discourse.study.verify.digests(folder)
    edit_manifest(folder, outputs=found, versions=versions | {"matplotlib": "3.0"})
    return folder


def test_figures_of_another_version_are_the_same_if_their_table_is(of_another_version):
    import matplotlib

    table = verify_results(of_another_version).set_index("kind")
    assert table["same"].all()
    because = f"versions: matplotlib was 3.0, is {matplotlib.__version__}"
    assert table.loc["figure", "reason"] == (
        f"the drawn table is equal; bytes are not compared across versions of matplotlib; {because}"
    )
    assert table.loc["report", "reason"] == f"what it shows is equal, bytes are not; {because}"


def test_figures_of_another_version_are_not_the_same_if_their_table_is_not(of_another_version):
    folder = of_another_version
    (folder.parent / "texts" / "lee.txt").write_text("Freedonia waits.")
    found = unlike(folder)
    assert found["figure", "hedges_by_category"].startswith(
        "the drawn table or the options of the figure differ; data: "
    )
    assert found["report", "report.html"].startswith("bytes differ; data: ")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ([1.0, None, 0.0], [1.0 + 5e-10, None, 1e-15], ""),
        ([1.0, 2.0, 3.0], [1.0, 2.0 + 5e-9, 3.1], "x of row 2 was 2.0, is 2.000000005 (2 rows differ)"),
        ([1.0, None, 3.0], [1.0, 2.0, 3.0], "x of row 2 was nan, is 2.0"),
        (["a", None], ["a", None], ""),
        (["a", None], ["a", "b"], "x of row 2 was nan, is b"),
        ([True, False], [True, True], "x of row 2 was False, is True"),
        ([1, 2], ["1", "2"], "x of row 1 was 1, is 1 (2 rows differ)"),
        ([1, 2], [1], "rows were 2, are 1"),
        (["0.1", "1e-16"], ["0.1000000000000000056", "0.0"], ""),
        (["0.1", "007"], ["0.2", "7"], "x of row 1 was 0.1, is 0.2 (2 rows differ)"),
    ],
)
def test_how_tables_differ(old, new, says):
    old, new = pd.DataFrame({"x": old}), pd.DataFrame({"x": new})
    assert discourse.study.verify._difference(old, new) == says
    assert discourse.study.verify._difference(old, new.rename(columns={"x": "y"})) == "columns were x, are y"


# --- what cannot be verified ------------------------------------------------------------------------------------------


def test_a_folder_without_results(tmp_path):
    with pytest.raises(StudyError) as raised:
        verify_results(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path} has no manifest.json: it contains no results, or the results of a run that was broken off"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1); run the study"),
        ("[" * 100_000, "is no JSON: "),
        ("[]", "lacks command, title, question, outputs, alt_texts, left_out, inputs, parameters, word_lists, "),
    ],
    ids=["no JSON", "too deep", "no table"],
)  # fmt: skip
def test_a_manifest_that_is_none(tmp_path, text, says):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StudyError) as raised:
        verify_results(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / 'manifest.json'} {says}")


@pytest.mark.parametrize(
    "name", ["../secret", "tables/../../x.csv", "/etc/passwd", "tables/x.exe", "tables\\x.csv", "x"]
)
def test_a_manifest_cannot_name_files_elsewhere(project, name):
    edit_manifest(project / "results", outputs={name: "0" * 64})
    with pytest.raises(StudyError) as raised:
        verify_results(project / "results")
    path = project / "results" / "manifest.json"
    assert str(raised.value) == f"{path} names {name!r}, but no run writes such a file; run the study again"
    assert output_of(name) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("left_out", {}), ("left_out", 1), ("outputs", 7), ("versions", None), ("alt_texts", ["x"]), ("inputs", {"a": 1})],
)
def test_a_manifest_with_odd_values(project, key, value):
    edit_manifest(project / "results", **{key: [value] if key == "left_out" else {"tables/words.csv": value}})
    with pytest.raises(StudyError) as raised:
        verify_results(project / "results")
    path = project / "results" / "manifest.json"
    assert str(raised.value) == f"{path} has {value!r} in {key}, but a run writes texts there; run the study again"


@pytest.mark.parametrize(
    "command",
    ["", "discourse run", "discourse run 'x", "discourse run x --corpus", "rm -r x", "discourse run x --out . --as y"],
)
def test_a_command_that_names_no_study(project, command):
    edit_manifest(project / "results", command=command)
    with pytest.raises(StudyError) as raised:
        verify_results(project / "results")
    assert str(raised.value) == f"the command of the manifest names no study: {command!r}; give the study"
