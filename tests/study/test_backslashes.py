"""Paths of Windows in a study file: the error says what to write."""

from __future__ import annotations

import pytest

from discourse.study._backslashes import hint, misread
from discourse.study.load import StudyError, load_study

INSTEAD = r"""write / in its place, as in "C:/texts", or single quotes, as in 'C:\texts'"""


def said(folder, study):
    (folder / "study.toml").write_text(study, encoding="utf8")
    with pytest.raises(StudyError) as raised:
        load_study(folder)
    return str(raised.value).removeprefix(str(folder / "study.toml"))


@pytest.mark.parametrize("path", [r"C:\Users\ann\texts", r"C:\data\texts", r"C:\xyz", "C:\\texts\\", r"\\server\share"])
def test_a_path_that_is_no_toml(path, tmp_path):
    message = said(tmp_path, f'[corpus]\npath = "{path}"\n')
    assert message.startswith(" is not a TOML file: ")
    assert message.endswith(f"; a backslash in double quotes begins an escape: {INSTEAD}")


@pytest.mark.parametrize(
    ("study", "key", "path", "escape"),
    [
        (r'[corpus]|path = "C:\temp"', "[corpus]: path", "C:\temp", r"\t"),
        (r'[corpus]|path = "C:\new\texts"', "[corpus]: path", "C:\new\texts", r"\t"),
        (
            r'[corpus]|path = "."|[actors]|lists = ["world", "lists\boris.csv"]',
            "[actors]: lists",
            "lists\boris.csv",
            r"\b",
        ),
        (r'[corpus]|path = "."|[coding]|edits = "codes\round.csv"', "[coding]: edits", "codes\round.csv", r"\r"),
    ],
)
def test_a_path_whose_backslash_became_something_else(study, key, path, escape, tmp_path):
    assert said(tmp_path, study.replace("|", "\n")) == (
        f", {key} has {path!r}; it holds {escape}, an escape in double quotes; if a backslash is meant, {INSTEAD}"
    )


def test_a_file_of_such_a_name_may_be_there(tmp_path):
    (tmp_path / "a\tb").mkdir()
    (tmp_path / "study.toml").write_text('[corpus]\npath = "a\\tb"\n', encoding="utf8")
    assert load_study(tmp_path).corpus["path"] == "a\tb"


def test_what_has_no_backslash_has_no_hint():
    assert hint(b"title = = 3", "Invalid value (at line 1, column 9)") == ""
    assert hint(b"title = 'C:\\x' = 3", "Expected newline (at line 1, column 9)") == ""
    assert hint(b'a = "C:\\x"', "of another kind") == ""
    assert misread("C:/temp") is None
