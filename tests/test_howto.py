"""The examples of the start page and of the how-to pages run, and print what the pages show."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import matplotlib
import pandas as pd
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from scripts import load_script

import discourse as dc

ROOT = Path(__file__).parents[1]
#: Pages whose sentences name calls, and what these call a corpus.
TOLD = [ROOT / "README.md", ROOT / "METHODS.md", *sorted((ROOT / "docs").rglob("*.md"))]
CORPORA = ("corpus", "mine", "house", "rest", "target", "reference")
ALONE = ("start.md", "explore.md", "course/pandas.md")
PAGES = [*(ROOT / "docs" / page for page in ALONE), *sorted((ROOT / "docs" / "howto").glob("*.md"))]


@pytest.fixture(scope="module")
def examples():
    return load_script("docs/site/examples.py")


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
    for path in PAGES:
        if path.name in names:
            assert re.match(r"# [^\n]*\?\n", path.read_text(encoding="utf8")), f"{path.name} opens with no question"


def test_each_move_of_pandas_in_the_table_runs(examples):
    page = (ROOT / "docs" / "course" / "pandas.md").read_text(encoding="utf8")
    names = {"hedges": dc.find_hedges(dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may. Perhaps."]})))}
    moves = re.findall(r"^\| .+ \| `.+` \| `(.+)` \|$", page, re.M)
    assert len(moves) == 6
    for move in moves:
        assert len(eval(move, names)) >= 1


def test_what_an_example_prints_is_compared_to_the_letter(examples, tmp_path):
    page = "```python\nx = 2\nprint(x, ' ')\n```\n\n```text\n2\n```\n\n```sh\necho no  # a comment\n```\n"
    assert list(examples.outputs(page, tmp_path)) == ["2\n", "no\n"]
    assert [block.output for block in examples.blocks(page)] == ["2\n", None]
    assert examples.with_outputs(page.replace("\n2\n", "\n3\n")) == page


def calls_in_sentences(page: str) -> list[str]:
    """Calls of ours between backticks, outside of blocks."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.S | re.M)
    spans = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose)]
    return [span for span in spans if re.match(r"(?:\w+ = )?dc\.\w+\(.+\)", span) and "..." not in span]


def wrong_arguments(call: str) -> list[str]:
    """What a call gives that its function does not take: too much, too little, or no corpus where it takes one."""
    wrong = []
    for node in ast.walk(ast.parse(call)):
        if isinstance(node, ast.Call) and re.fullmatch(r"dc\.(\w+)", ast.unparse(node.func)):
            wanted = inspect.signature(getattr(dc, node.func.attr))
            try:
                given = wanted.bind(*node.args, **{word.arg: word.value for word in node.keywords}).arguments
            except TypeError as error:
                wrong.append(f"{call}: {error}")
                continue
            corpus = given.get("corpus")
            if isinstance(corpus, ast.Constant) or (isinstance(corpus, ast.Name) and corpus.id not in CORPORA):
                wrong.append(f"{call}: {ast.unparse(corpus)} is no corpus")
    return wrong


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_call_in_a_sentence_gives_what_its_function_takes(path):
    calls = calls_in_sentences(path.read_text(encoding="utf8"))
    assert [wrong for call in calls for wrong in wrong_arguments(call)] == []


def test_wrong_calls_in_sentences_are_seen():
    page = "`dc.load_codes('a.csv', sample)`, or\n`dc.kwic(corpus,\n'may', windows=3)` or `dc.find_hedges(corpus)`."
    calls = calls_in_sentences(page)
    assert len(calls) == 3
    assert [wrong for call in calls for wrong in wrong_arguments(call)] == [
        "dc.load_codes('a.csv', sample): sample is no corpus",
        "dc.kwic(corpus, 'may', windows=3): got an unexpected keyword argument 'windows'",
    ]


def test_a_command_that_fails_is_an_error(examples, tmp_path):
    with pytest.raises(RuntimeError, match=r"discourse run nothing\.toml ended with exit code 1"):
        list(examples.outputs("```sh\ndiscourse run nothing.toml\n```\n", tmp_path))
