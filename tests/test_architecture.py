"""The contract of the rooms: arrows point down, siblings do not know each other, and there are no circles.

Each line of `ORDER` may import from the lines below it, and each room from itself. The rooms of a line do not know
one another. A module that stands in no room (`schema.py`) is a room of its own.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import discourse

PACKAGE = Path(discourse.__file__).parent
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
ORDER = """
    __init__ cli
    study
    explorer
    coding | plots
    actors | voice | stance | tone | measures | view
    lexicon
    corpus | english
    text | readers
    _arguments
    schema | _lists | _regex | _types
"""
RANK = {room: n for n, line in enumerate(ORDER.split("\n")[::-1]) for room in re.findall(r"\w+", line)}
#: Rooms of the first line know one another: the command line has the version of the package.
TOGETHER = {"__init__", "cli"}
#: Modules of one concept, and no room for whatever has no other place.
MOST_MODULES, MOST_FILES = 18, 8
#: Rooms with one door (`readers/__init__`, `study/run`), whose other modules are the stations behind it.
STATIONS = {"readers", "study"}
NO_ROOMS = {"utils", "util", "common", "helpers", "misc", "shared"}


def modules(package: Path = PACKAGE) -> dict[str, str]:
    """The source of every module by its dotted name below the package; that of a folder is `__init__`."""
    return {
        ".".join(path.relative_to(package).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
    }


def imports_of(source: str, known: set[str]) -> set[str]:
    """The modules of the package that the code imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "import from discourse by its full name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {module_of(name, known) for name in names if name.split(".")[0] == "discourse"}
    return found


def module_of(name: str, known: set[str]) -> str:
    """The module that a dotted name means: itself, its folder, or the module that holds it."""
    parts = name.split(".")[1:]
    for n in range(len(parts), -1, -1):
        for module in (".".join(parts[:n]), ".".join([*parts[:n], "__init__"])):
            if module in known:
                return module
    return "__init__"


def room_of(module: str) -> str:
    return module.split(".")[0]


def folder_of(module: str) -> str:
    return module.rpartition(".")[0]


def broken(sources: dict[str, str]) -> list[str]:
    """Every import that the contract does not allow."""
    out = []
    for module, source in sources.items():
        for other in imports_of(source, set(sources)) - {module}:
            here, there = room_of(module), room_of(other)
            together = here == there or {here, there} <= TOGETHER
            if not together and RANK[here] <= RANK[there]:
                out.append(f"{module} imports {other}")
            if other.split(".")[-1].startswith("_") and not other.endswith("__init__") and here != there:
                private = other.split(".")[:-1]
                if module.split(".")[: len(private)] != private:
                    out.append(f"{module} imports {other}, which is for its own folder")
    return sorted(out)


def test_every_way_to_import_is_seen():
    known = {"__init__", "measures.__init__", "measures.rates", "plots.__init__", "readers.html", "study.__init__"}
    source = (
        "import discourse.measures.rates as r\ndef f():\n    from discourse import plots, find_terms\n"
        "import numpy, discourse\nfrom discourse.readers.html import read_page\nfrom discourse.measures import rates"
    )
    assert imports_of(source, known) == {"measures.rates", "plots.__init__", "__init__", "readers.html"}
    assert imports_of("from os import path\nfrom discourse.study import x", known) == {"study.__init__"}


def test_every_room_has_its_place_in_the_order():
    assert {room_of(module) for module in modules()} - {"styles"} <= set(RANK), "give the new room a line in ORDER"


def test_imports_go_down():
    assert broken(modules()) == []


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("stance.hedges", "import discourse.plots.groups", "stance.hedges imports plots.groups"),
        ("stance.hedges", "from discourse.tone import sentiment", "stance.hedges imports tone.sentiment"),
        ("text.words", "def f():\n    from discourse import find_terms", "text.words imports __init__"),
        (
            "study.run",
            "from discourse.tone._vader import match",
            "study.run imports tone._vader, which is for its own folder",
        ),
    ],
)
def test_the_contract_fails_when_a_forbidden_import_is_added(module, line, told):
    sources = modules()
    assert module in sources
    sources[module] += f"\n{line}\n"
    assert broken(sources) == [told]


def test_there_are_no_circles_among_the_benchmarks():
    scripts = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in BENCHMARKS.glob("*.py")}
    graph = {
        name: {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        for name, tree in scripts.items()
    }
    assert "speed_words" in graph["speed"]
    list(TopologicalSorter({name: used & scripts.keys() for name, used in graph.items()}).static_order())


def test_there_are_no_circles():
    sources = modules()
    graph = {name: imports_of(source, set(sources)) - {name} for name, source in sources.items()}
    list(TopologicalSorter(graph).static_order())
    graph["schema"] = {"measures.rates"}
    with pytest.raises(CycleError):
        list(TopologicalSorter(graph).static_order())


def test_rooms_are_small_and_named_for_what_they_hold():
    folders = [folder for folder in PACKAGE.rglob("*") if folder.is_dir() and list(folder.glob("*.py"))]
    assert folders
    for folder in folders:
        assert folder.name not in NO_ROOMS
        assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= MOST_MODULES, folder
    assert len([path for path in PACKAGE.iterdir() if path.is_file()]) <= MOST_FILES


@pytest.mark.parametrize("room", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
def test_a_room_says_what_it_is_for_and_names_its_modules(room):
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    held = {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__"}
    told = set(re.findall(r"`(\w+)`", said))
    assert held <= told, f"discourse/{room}/__init__.py does not say what {sorted(held - told)} is for"
    everywhere = {name.split(".")[-1] for name in modules()}
    gone = {name for name in told & everywhere if name not in held and not (PACKAGE / room / name).is_dir()}
    assert not gone, f"discourse/{room}/__init__.py names modules that it does not hold"


def test_what_a_folder_keeps_to_itself_has_an_underscore():
    sources = modules()
    users: dict[str, set[str]] = {name: set() for name in sources}
    for name, source in sources.items():
        for other in imports_of(source, set(sources)) - {name}:
            users[other].add(folder_of(name))
    kept = {
        name for name in sources if "." in name and not name.endswith("__init__") and users[name] <= {folder_of(name)}
    }
    bare = {name for name in kept if not name.split(".")[-1].startswith("_") and room_of(name) not in STATIONS}
    assert not bare, "only their own folder imports these: give them an underscore"


@pytest.mark.parametrize("name", [m.name for m in pkgutil.walk_packages(discourse.__path__, "discourse.")])
def test_no_function_hides_a_module(name):
    module = importlib.import_module(name)
    code = f"import {name} as module; print(module.__name__)"
    namespace: dict = {}
    exec(code.split(";")[0], namespace)
    assert namespace["module"] is module


def test_importing_the_package_loads_no_study_and_none_of_the_heavy_libraries():
    heavy = ["nltk", "matplotlib", "trafilatura", "yaml", "discourse.study.load", "discourse.study.run"]
    code = f"import sys, discourse; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("code", ["import discourse", "from discourse.cli import main; main(['--help'])"])
def test_help_is_there_without_pandas(code):
    heavy = "print('\\n', {'numpy', 'pandas', 'pyarrow'} & set(sys.modules))"
    run = [sys.executable, "-c", f"import sys\ntry: {code}\nfinally: {heavy}"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()[-1] == "set()"


def test_a_public_name_comes_from_where_type_checkers_are_told_that_it_does():
    tree = ast.parse(Path(discourse.__file__).read_text(encoding="utf-8"))
    told = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module.startswith("discourse.")
        for alias in node.names
    }
    assert told == {name: f"discourse.{module}" for name, module in discourse._MODULES.items()}
    assert sorted(told) == sorted(discourse.__all__)
    assert set(told) <= set(dir(discourse))
    for name, module in told.items():
        assert getattr(discourse, name) is getattr(importlib.import_module(module), name)


def test_a_name_that_is_not_public_is_refused():
    with pytest.raises(AttributeError, match="module 'discourse' has no attribute 'find_nothing'"):
        discourse.find_nothing  # noqa: B018
