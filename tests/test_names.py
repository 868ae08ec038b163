"""Names lead to one door: no two modules define public functions or classes with the same name."""

from __future__ import annotations

import ast
from pathlib import Path

import discourse

PACKAGE = Path(discourse.__file__).parent
#: Names that two modules share on purpose, each with the reason.
SHARED = {
    "score": "tone/commentary and tone/_vader answer the same question, each by its own lexicon; sentiment picks one",
    "is_export": "what every module of readers/exports has, which `recognise` asks one after the other",
    "read": "what every module of readers/exports and readers/documents has: the articles of a file",
}


def defined(source: str) -> list[str]:
    """The public functions and classes at the top of a module."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    names = (node.name for node in ast.parse(source).body if isinstance(node, kinds))
    return [name for name in names if not name.startswith("_")]


def homes(sources: dict[str, str]) -> dict[str, list[str]]:
    """Every name that more than one module defines, with the modules."""
    found: dict[str, list[str]] = {}
    for module, source in sources.items():
        for name in dict.fromkeys(defined(source)):
            found.setdefault(name, []).append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def test_a_name_in_two_modules_is_seen():
    sources = {"a": "def f(): ...\nclass C: ...\ndef _g(): ...", "b": "class f: ...\ndef _g(): ...\nC = 1"}
    assert homes(sources) == {"f": ["a", "b"]}


def test_no_two_modules_define_the_same_public_name():
    sources = {
        path.relative_to(PACKAGE).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    found = homes(sources)
    new = {name: modules for name, modules in found.items() if name not in SHARED}
    assert not new, "rename one of each, so that a reader is not led to the wrong one; or say in SHARED why not"
    assert set(SHARED) == set(found), "take out of SHARED what is shared no more"
