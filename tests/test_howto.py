"""The examples of the start page and of the how-to pages run, and print what the pages show."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "docs" / "start.md", ROOT / "docs" / "explore.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]


@pytest.fixture(scope="module")
def examples():
    spec = importlib.util.spec_from_file_location("examples", ROOT / "docs" / "site" / "examples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", [path for path in PAGES if path.stem != "index"], ids=lambda path: path.stem)
def test_examples_print_what_the_page_shows(path, examples, tmp_path):
    page = path.read_text(encoding="utf8")
    made = list(examples.outputs(page, tmp_path))
    plt.close("all")
    shown = [(block.output or "") if block.language == "python" else block.output for block in examples.blocks(page)]
    assert made
    assert [now if then is not None else None for now, then in zip(made, shown, strict=True)] == shown, (
        "python docs/site/examples.py writes what is printed now"
    )


def test_every_block_that_looks_like_an_example_is_run(examples):
    for path in PAGES:
        page = path.read_text(encoding="utf8")
        assert len(re.findall(r"^```(?:python|sh)$", page, re.M)) == len(examples.blocks(page)), path.name


def test_the_page_of_how_to_pages_asks_the_question_of_each():
    index = (ROOT / "docs" / "howto" / "index.md").read_text(encoding="utf8")
    names = [path.name for path in PAGES if path.parent.name == "howto" and path.stem != "index"]
    assert sorted(re.findall(r"\]\((\w+\.md)\)", index)) == sorted(names)
    assert sorted(re.findall(r"^(\w+)$", index.partition("```{toctree}")[2], re.M)) == [n[:-3] for n in sorted(names)]
    for path in PAGES[2:]:
        if path.stem != "index":
            assert re.match(r"# [^\n]*\?\n", path.read_text(encoding="utf8")), f"{path.name} opens with no question"


def test_what_an_example_prints_is_compared_to_the_letter(examples, tmp_path):
    page = "```python\nx = 2\nprint(x, ' ')\n```\n\n```text\n2\n```\n\n```sh\necho no  # a comment\n```\n"
    assert list(examples.outputs(page, tmp_path)) == ["2\n", "no\n"]
    assert [block.output for block in examples.blocks(page)] == ["2\n", None]
    assert examples.with_outputs(page.replace("\n2\n", "\n3\n")) == page


def test_a_command_that_fails_is_an_error(examples, tmp_path):
    with pytest.raises(RuntimeError, match=r"discourse run nothing\.toml ended with exit code 1"):
        list(examples.outputs("```sh\ndiscourse run nothing.toml\n```\n", tmp_path))
