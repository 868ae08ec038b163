"""The lines of Python that draw a figure of a study again."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from studies import make_study

from discourse.study.forms.drawing import lines_to_draw
from discourse.study.run import run_study

MORE = """
[tables.tone]
measure = "mean"
of = "sentiment"
by = "outlet"
[tables.asked]
measure = "questions"
by = "outlet"
[tables.talks]
measure = "kwic"
node = "talks"
[figures.tone]
plot = "tone"
title = "In what tone"
[figures.asked]
plot = "tone"
[figures.talks]
plot = "dispersion"
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    made = make_study(folder, MORE)
    run_study(made, folder / "out")
    return made


@pytest.mark.parametrize("name", ["named", "tone", "asked", "talks"])
def test_they_draw_what_the_run_drew(study, monkeypatch, name):
    monkeypatch.chdir(study.folder / "out")
    code = lines_to_draw(study, name).replace("load_corpus(...)", 'load_corpus("../texts")')
    exec(code, {})
    plt.close("all")
    again = (study.folder / "out" / f"{name}.svg").read_bytes()
    drawn = (study.folder / "out" / "figures" / f"{name}.svg").read_bytes()
    assert len(again) > 2000
    if name != "tone":  # its frame grows by the height of its title in a run
        assert again.count(b"<use") == drawn.count(b"<use")
