"""The tests mirror the rooms: every module has a test file of its name, in the folder of its room.

`discourse/actors/_surnames.py` is tested in `tests/actors/test_surnames.py`, the `__init__` of a room that holds code
in `tests/ROOM/test_ROOM.py`. Modules without a file, and files that are about more than one module, stand below with
the reason. What is about the whole (the command, the architecture, the documentation, hostile files) stands on top.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import discourse

PACKAGE, TESTS = Path(discourse.__file__).parent, Path(__file__).parent

#: Modules without a test file, each with the reason.
WITHOUT = {
    "__init__": "it hands on names of the rooms; test_architecture.py holds where each comes from",
    "cli/__main__": "tests/cli/test_cli starts it as a program",
}
#: Test files in a room that are about more than a module, each with what it is about.
BEYOND = {
    "actors/test_actors_data": "the shipped table of actors, row by row",
    "plots/test_every_figure": "what all figures keep to, whichever module draws them",
    "plots/test_styles": "the style sheets, which are no module",
    "stance/test_hedges_data": "the shipped list of hedges, row by row",
}


def modules() -> dict[str, str]:
    """Every module that holds code, by its path below the package, and the test file that it asks for."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("")
        if path.stem != "__init__":
            found[name.as_posix()] = (name.parent / f"test_{path.stem.lstrip('_')}").as_posix()
        elif any(isinstance(node, ast.FunctionDef) for node in ast.parse(path.read_text(encoding="utf-8")).body):
            found[name.as_posix()] = (name.parent / f"test_{name.parent.name}").as_posix()
    return found


def files_of_rooms() -> list[str]:
    """The test files of the rooms, by their path below the tests."""
    paths = (path.relative_to(TESTS).with_suffix("") for path in TESTS.rglob("test_*.py") if path.parent != TESTS)
    return sorted(path.as_posix() for path in paths)


@pytest.mark.parametrize("module", modules())
def test_a_module_has_a_test_file_or_a_reason(module):
    wanted = modules()[module]
    there = (TESTS / f"{wanted}.py").is_file()
    assert there or module in WITHOUT, f"write tests/{wanted}.py, or say in WITHOUT what tests the module"
    assert not (there and module in WITHOUT), f"tests/{wanted}.py is there: take {module} out of WITHOUT"


def test_a_test_file_is_of_a_module_or_says_what_it_is_about():
    strange = set(files_of_rooms()) - set(modules().values()) - set(BEYOND)
    assert not strange, "call these after their module, or say in BEYOND what they are about"
    assert set(BEYOND) <= set(files_of_rooms())


def test_what_is_listed_is_there():
    assert set(WITHOUT) <= set(modules())


def test_a_test_folder_is_a_room():
    folders = {path.parent.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py")} - {"."}
    assert folders == {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("__init__.py")} - {"."}
