"""The manifest: the way from results back to their study, and what differs between two makings."""

from __future__ import annotations

import json

import pytest
from studies import make_study

from discourse.study.load import StudyError
from discourse.study.manifest import (
    changes,
    command_of,
    output_of,
    read_command,
    read_manifest,
    unlike,
    versions,
    write_manifest,
)

MADE = {
    "command": "discourse run ../study.toml --out .",
    "title": "Two states",
    "question": "",
    "alt_texts": {},
    "outputs": {"tables/words.csv": "00"},
    "left_out": [],
    "inputs": {"lee.txt": "1", "roe.txt": "2"},
    "parameters": {"tables": {"words": {"by": "outlet"}}},
    "word_lists": {"data/hedges.csv": "3"},
    "versions": {"python": "3.11.7"},
}


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("tables/words.csv", "tables/words"),
        ("figures/words.svg", "figures/words"),
        ("report.html", "report.html"),
        ("tables/words.svg", None),
        ("tables/deep/words.csv", None),
        ("tables/../words.csv", None),
        ("/tables/words.csv", None),
        ("tables\\words.csv", None),
        ("words.csv", None),
    ],
)
def test_only_what_a_run_writes_is_an_output(name, of):
    assert output_of(name) == of


def test_what_differs_is_told_by_its_cause():
    assert changes(MADE, MADE) == []
    new = MADE | {
        "inputs": {"lee.txt": "9", "poe.txt": "2"},
        "parameters": {"tables": {"words": {"by": "author"}}},
        "word_lists": {"data/hedges.csv": "4"},
        "versions": {"python": "3.13.0"},
    }
    assert changes(MADE, new) == [
        "data: poe.txt added, roe.txt missing, lee.txt changed",
        "parameters: tables.words.by was outlet, is author",
        "word lists: data/hedges.csv changed",
        "versions: python was 3.11.7, is 3.13.0",
    ]
    many = {"inputs": {f"{n}.txt": "1" for n in range(7)}}
    assert changes(MADE | {"inputs": {}}, MADE | many)[0].endswith("4.txt added and 2 more")


def test_manifests_are_alike_whatever_the_command_and_the_versions():
    assert unlike(MADE, MADE | {"command": "discourse run study.toml --out .", "versions": {"python": "3.13.0"}}) == []
    assert unlike(MADE, MADE | {"word_lists": {}}) == ["word_lists: different from what the run says"]
    assert unlike(MADE, MADE | {"word_lists": {}, "versions": {}}) == []
    assert unlike(MADE | {"note": 1}, MADE | {"mark": 1, "question": "Who?"}) == [
        "mark added",
        "note: not something that a run writes",
        "question: different from what the run says",
    ]


def test_a_part_describes_the_figures_that_it_has():
    new = MADE | {"alt_texts": {"words": "Dots.", "hedges": "Bars."}}
    old = MADE | {"outputs": {"figures/words.svg": "00"}, "alt_texts": {"words": "Dots."}}
    assert unlike(old, new) == []


def test_a_command_names_its_study_and_its_texts(tmp_path):
    study, out = make_study(tmp_path), tmp_path / "my results"
    out.mkdir()
    assert command_of(study, out) == "discourse run ../study.toml --out ."
    assert command_of(study, out, ["named"]) == "discourse run ../study.toml --out . --only named"
    assert read_command(command_of(study, out)) == ("../study.toml", None)
    assert read_command("discourse run s.toml --out . --corpus '../my texts'") == ("s.toml", "../my texts")
    for command in ("discourse run", "discourse run 'open", "discourse run s.toml --corpus", "rm -r s.toml"):
        with pytest.raises(StudyError, match=r"the command of the manifest names no study: .*; give the study"):
            read_command(command)


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    write_manifest(MADE | {"title": "Łódź"}, tmp_path / "manifest.json")
    assert read_manifest(tmp_path) == MADE | {"title": "Łódź"}
    assert "Łódź" in (tmp_path / "manifest.json").read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "has no manifest.json: it contains no results, or the results of a run that was broken off"),
        ("{", "manifest.json is no JSON: .*; run the study again"),
        ("[]", "manifest.json lacks command, title, question, outputs, alt_texts, left_out, inputs, "),
        (
            json.dumps(MADE | {"inputs": []}),
            "manifest.json lacks inputs: another version wrote it, or it was changed by hand",
        ),
        (
            json.dumps(MADE | {"left_out": [{}]}),
            r"manifest.json has \{\} in left_out, but a run writes texts there; run the",
        ),
        (json.dumps(MADE | {"outputs": {"../x.csv": "0"}}), r"names '\.\./x\.csv', but no run writes such a file"),
    ],
)
def test_what_is_no_manifest_is_an_error(tmp_path, text, said):
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StudyError, match=said):
        read_manifest(tmp_path)


def test_versions_are_those_of_the_library_of_python_and_of_packages():
    assert list(versions())[:2] == ["discourse", "python"]
    assert "unknown" not in versions().values()
