"""The gallery shows every plot function; its code runs, and its page is what the script writes."""

from __future__ import annotations

import contextlib
import doctest
import re
import sys
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from scripts import load_script

import discourse as dc

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "gallery.md").read_text(encoding="utf8")
PARTS = dict(re.findall(r"^## (plot_\w+)\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M))
PLOTS = [name for name in dc.__all__ if name.startswith("plot_")]


@pytest.fixture(scope="module")
def gallery():
    return load_script("docs/gallery.py")


@pytest.fixture(scope="module")
def runs(gallery, tmp_path_factory):
    """What the script writes, entry by entry, and the Axes that it drew; no picture is made, which takes long."""
    folder, drawn = tmp_path_factory.mktemp("docs") / "gallery", []

    def keep(ax, path):
        drawn.append(ax)
        return path

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gallery, "save_picture", keep)
        page = "\n".join(gallery.write_page(folder))
    yield page, drawn
    plt.close("all")


def code_of(text: str) -> str:
    return re.search(r"```python\n(.*?)```", text, re.S)[1]


def test_every_plot_function_has_its_part():
    assert sorted(PARTS) == sorted(PLOTS)


def test_the_page_is_what_the_script_writes(runs):
    page, drawn = runs
    assert page == PAGE, "run python docs/gallery.py"
    assert len(drawn) == 2 * len(PARTS)
    assert all(isinstance(ax, Axes) for ax in drawn)


def test_figures_are_drawn_in_both_styles(runs):
    widths = [ax.figure.get_size_inches()[0] for ax in runs[1]]
    assert all(width < 5 for width in widths[::2])  # the screen
    assert sorted({round(width) for width in widths[1::2]}) == [4, 7]  # one column, two columns


@pytest.mark.parametrize("name", PLOTS)
def test_code_is_short_and_stands_alone(name, gallery):
    code = code_of(PARTS[name])
    lines = [line for line in code.splitlines() if line]
    assert lines[0] == "import discourse as dc"
    assert 4 <= len(lines) <= 9
    assert max(map(len, lines)) <= 120
    steps, draw = gallery.split_code(code)
    assert steps + draw == code
    assert draw.startswith(f"ax = dc.{name}(")


def test_the_first_code_block_of_a_part_runs_by_itself(monkeypatch):
    monkeypatch.chdir(ROOT)
    found: dict = {}
    exec(code_of(PARTS["plot_collocates"]), found)
    assert isinstance(found["ax"], Axes)
    assert dc.alt_text(found["ax"]) in PARTS["plot_collocates"]
    plt.close(found["ax"].figure)


def test_the_code_for_a_journal_makes_a_pdf_with_its_typeface(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    code, path = code_of(PAGE), tmp_path / "hedges.pdf"
    assert '"hedges.pdf"' in code
    found: dict = {}
    exec(code.replace("hedges.pdf", path.as_posix()), found)
    data = path.read_bytes()
    assert b"/FontFile2" in data
    assert b"/Type3" not in data
    assert found["ax"].figure.get_size_inches()[0] == 3.5
    plt.close(found["ax"].figure)


@pytest.mark.parametrize("name", PLOTS)
def test_every_part_has_a_question_a_table_and_two_pictures_with_words(name):
    part = PARTS[name]
    assert part.strip().splitlines()[0].endswith("?")
    assert len(re.findall(r"^\|[-:|]+\|$", part, re.M)) == 1
    pictures = re.findall(r"^!\[(.+)\]\((gallery/\w+\.png)\)$", part, re.M)
    assert [Path(path).stem for _, path in pictures] == [f"{name[5:]}_screen", f"{name[5:]}_print"]
    (seen, _), (printed, _) = pictures
    assert len(seen) > 60
    assert printed.removeprefix(seen) in (" In greys, one column wide.", " In greys, two columns wide.")
    for _, path in pictures:
        assert (ROOT / "docs" / path).stat().st_size < 60_000


def test_no_picture_is_left_over():
    linked = set(re.findall(r"\((gallery/\w+\.png)\)", PAGE))
    assert {f"gallery/{path.name}" for path in (ROOT / "docs" / "gallery").iterdir()} == linked


def test_a_picture_is_the_same_bytes_again(gallery, tmp_path):
    import pandas as pd

    pictures = []
    for name in ("a.png", "b.png"):
        ax = dc.plot_heatmap(pd.DataFrame({"source": ["A"], "target": ["B"], "n": [5]}))
        pictures.append(gallery.save_picture(ax, tmp_path / name).read_bytes())
        plt.close(ax.figure)
    assert pictures[0] == pictures[1]
    assert b"Software" not in pictures[0]


def test_examples_of_the_script_hold(gallery):
    assert doctest.testmod(gallery) == (0, 1)


def test_help_says_what_the_script_writes(gallery, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["gallery.py", "--help"])
    with contextlib.suppress(SystemExit):
        gallery.main()
    assert "docs/gallery.md" in capsys.readouterr().out
