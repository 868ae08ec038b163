"""Results are verified: what is the same, what is not, and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from studies import EVIDENCE

import discourse.study.verify
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
        f"there is no study {tmp_path / 'alone' / '../study.toml'}, which made {tmp_path / 'alone'}; say where it is "
        "now, with --study, or as study="
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
    found = unlike(out, corpus=tmp_path / "moved")
    assert set(found) <= {("report", "report.html")}, "which may name the folder of texts"
    assert set(found.values()) <= {"bytes differ; parameters: corpus.path was my others, is moved"}


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
    ]
    assert table["same"].all()


# --- what was changed in the results --------------------------------------------------------------------------------

EDITED = " changed since the run: edited by hand, or left by a run that was broken off"


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
        ("table", "mine"): "the manifest does not list it: left by another run, or put there by hand",
        ("figure", "hedges_by_category"): "figures/hedges_by_category.svg missing in the results",
    }


def test_an_old_manifest_beside_tables_of_a_newer_run_that_was_broken_off(project, monkeypatch):
    """The newer run is stopped after each of the files that it moves into place."""
    (project / "texts" / "lee.txt").write_text("Freedonia may wait.")
    replace, moved = discourse.study._outputs.os.replace, []

    class Killed(BaseException):
        pass

    def fall(source, target):
        if len(moved) == 3:
            raise Killed
        moved.append(Path(target).relative_to(project / "results").as_posix())
        replace(source, target)

    monkeypatch.setattr(discourse.study._outputs.os, "replace", fall)
    with pytest.raises(Killed):
        run_study(load_study(project), project / "results")
    monkeypatch.undo()
    assert moved == [
        "figures/hedges_by_category.pdf",
        "figures/hedges_by_category.png",
        "figures/hedges_by_category.svg",
    ]
    drawn = ", ".join(sorted(moved))
    assert unlike(project / "results")["figure", "hedges_by_category"] == drawn + EDITED
    (project / "texts" / "lee.txt").write_text(TEXTS["lee.txt"])
    assert unlike(project / "results") == {("figure", "hedges_by_category"): drawn + EDITED}
    run_study(load_study(project), project / "results")
    assert unlike(project / "results") == {}


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
        ("table", "size"): f"the results lack it; {why}",
        ("table", "words"): f"the study does not make it any more; {why}",
        ("figure", "hedges_by_category"): f"bytes of .pdf, .png, .svg differ; {why}",
        ("report", "report.html"): f"bytes differ; {why}",
    }


def test_a_remark_in_the_study_changes_no_table(project):
    (project / "study.toml").write_text(STUDY + "# a remark\n")
    assert {kind for kind, _ in unlike(project / "results")} <= {"report"}


def test_word_lists_that_changed(project):
    lists = json.loads((project / "results" / "manifest.json").read_text())["word_lists"]
    edit_manifest(project / "results", word_lists=lists | {"data/hedges.csv": "0" * 64})
    assert unlike(project / "results") == {}, "all values are the same, whatever the list was"
    path = project / "results" / "tables" / "hedges.parquet"
    pd.read_parquet(path).iloc[1:].to_parquet(path, index=False)
    found = discourse.study.verify.digests(project / "results")
    edit_manifest(project / "results", outputs=found)
    assert unlike(project / "results") == {
        ("table", "hedges"): "rows were 2, are 3; word lists: data/hedges.csv changed"
    }


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
        f"the drawn table is equal, bytes are not compared across versions of matplotlib; {because}"
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
        f"{tmp_path} has no manifest.json: it holds no results, or those of a run that was broken off"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1); run the study"),
        ("[" * 100_000, "is no JSON: "),
        ("[]", "lacks command, outputs, left_out, inputs, parameters, word_lists, versions: another version or hand "),
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
    assert str(raised.value) == f"{path} names {name!r}, which no run writes; run the study again"
    assert output_of(name) is None


@pytest.mark.parametrize("command", ["", "discourse run", "discourse run 'x", "discourse run x --corpus"])
def test_a_command_that_names_no_study(project, command):
    edit_manifest(project / "results", command=command)
    with pytest.raises(StudyError) as raised:
        verify_results(project / "results")
    assert str(raised.value) == f"the command of the manifest names no study: {command!r}; give the study"
