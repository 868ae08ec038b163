"""Arrows point one way: texts, then annotators, then measures; plots draw tables; nothing knows the command line."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import discourse

PACKAGE = Path(discourse.__file__).parent
LAYERS = {
    "text": """
        schema arrays expressions characters boundaries tokens vocabulary words ordering grammar paragraphs furniture
        repeats sections spans lexicon dictionaries scope ambiguity readers reading nested resolving namewords names
        aliases lists holders quotation clauses reporting complements attribution titles offices valence vader_words
        vader commentary_tone relation saved
    """,
    "corpus": """
        corpus docvars
    """,
    "annotators": """
        actors suggestion hedging boosting sentiment actor_tone voice speakers negation probability
    """,
    "scores": """
        certainty
    """,
    "measures": """
        intervals grouping rates comparison features ngrams network concordance keyness collocation dispersion
        sampling reliability agreement
    """,
    "plots": """
        drawing frames heatmap probability_plot plots word_plots dispersion_plot network_layout
        network_plot multiverse_plot markup view
    """,
    "study": """
        study outputs figures manifest run report verify proposal starting evidence measuring multiverse traces
        questions
    """,
    "top": """
        __init__ cli
    """,
}
LAYER = {module: layer for layer, modules in LAYERS.items() for module in modules.split()}
#: From which layers a module of each may import. Annotators do not know their siblings, nor measures annotators.
MAY_IMPORT = {
    "text": {"text"},
    "corpus": {"text", "corpus"},
    "annotators": {"text", "corpus"},
    "scores": {"text", "corpus", "annotators"},
    "measures": {"text", "corpus", "measures"},
    "plots": {"text", "corpus", "plots"},
    "study": {"text", "corpus", "annotators", "scores", "measures", "plots", "study"},
    "top": set(LAYERS),
}


def modules() -> dict[str, list[Path]]:
    """The modules of the package; a folder such as `readers` counts as one."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        found.setdefault(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), []).append(path)
    return found


def imports_of(source: str) -> set[str]:
    """The modules of the package that the code imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {(f"{alias.name}.__init__").split(".")[1] for alias in node.names if in_package(alias.name)}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "import from discourse by its full name"
            if node.module == "discourse":
                found |= {alias.name if alias.name in LAYER else "__init__" for alias in node.names}
            elif in_package(node.module):
                found.add(node.module.split(".")[1])
    return found


def in_package(name: str) -> bool:
    return name.split(".")[0] == "discourse"


def test_imports_of_sees_every_way_to_import():
    source = (
        "import discourse.rates as r\ndef f():\n    from discourse import plots, find_terms\nimport numpy, discourse"
    )
    assert imports_of(source) == {"rates", "plots", "__init__"}
    assert imports_of("from discourse.readers.html import read_page\nfrom os import path") == {"readers"}


def test_every_module_has_a_layer():
    assert set(modules()) <= set(LAYER), "give the new module its layer above"


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_go_one_way(module):
    imported = {name for path in modules()[module] for name in imports_of(path.read_text(encoding="utf-8"))}
    allowed = MAY_IMPORT[LAYER[module]]
    assert {name for name in imported - {module} if LAYER[name] not in allowed} == set()


def test_importing_the_package_loads_no_study_and_none_of_the_heavy_libraries():
    heavy = ["nltk", "matplotlib", "trafilatura", "yaml", "discourse.study", "discourse.run"]
    code = f"import sys, discourse; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
