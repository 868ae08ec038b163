"""Figures of real corpora, with their longest names and most groups: no text is cut, and none touches another.

They are drawn where the variable CORPORA names the folder of the corpora. What stands in `tests/plots` draws figures as
hard as these of made-up tables, wherever the tests run.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from drawn import clashes, drawn_texts
from PIL import Image
from scripts import load_script

import discourse as dc

ROOT = Path(__file__).parents[1]
CORPORA = os.environ.get("CORPORA")


@pytest.fixture(scope="module")
def hard():
    return load_script("docs/hard_figures.py")


def test_every_plot_function_is_drawn(hard):
    source = (ROOT / "docs" / "hard_figures.py").read_text(encoding="utf8")
    assert [name for name in dc.__all__ if name.startswith("plot_") and f"dc.{name}," not in source] == []


def test_a_corpus_that_is_not_there_is_passed_over(hard, tmp_path):
    assert list(hard.draw_all(tmp_path)) == []


def test_pictures_stand_side_by_side_on_a_sheet(hard, tmp_path):
    pictures = []
    for i, size in enumerate([(300, 200), (300, 100), (500, 100)]):
        pictures.append(tmp_path / f"{i}.png")
        Image.new("RGB", size, "red").save(pictures[-1])
    hard.make_sheet(pictures, tmp_path / "sheet.png", width=700, gap=10)
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (700, 330)
        assert [sheet.getpixel(at) == (255, 0, 0) for at in [(10, 10), (320, 10), (320, 150), (10, 220)]] == [
            True, True, False, True,
        ]  # fmt: skip


@pytest.mark.slow  # counts three corpora, and draws every figure five times
@pytest.mark.skipif(not CORPORA, reason="no corpora: name their folder in CORPORA")
def test_no_text_is_cut_or_touches_another(hard):
    found = {}
    drawn = 0
    for name, look, ax in hard.draw_all(Path(CORPORA)):
        drawn += 1
        assert len(drawn_texts(ax.figure)) > 5
        if bad := clashes(ax.figure):
            found[name, look] = bad
    assert drawn
    assert found == {}
