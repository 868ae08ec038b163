"""Figures in words and in files: what alt_text says, and the same bytes in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from figures import QUARTERS, cross, make_means, pairs, tiny

import discourse as dc
from discourse.plots import groups as plots


def test_description_says_what_the_table_says():
    assert dc.alt_text(plots.plot_rates(tiny())) == (
        "Dots with intervals: rate per 1,000 words (95 % interval) by outlet, 4 rows. n is 0 to 9. "
        "Largest: B, 3.00 (2.00 to 4.50), n = 9. Smallest: C, 0 (0 to 0), n = 0. "
        "2 rows with under 10 documents or 3 events. 1 row with no value."
    )
    assert dc.alt_text(dc.plot_heatmap(pairs())) == (
        "Cells: units that name both by source and target, 2 rows. n is 0 to 5. Largest: A, B, 5. Smallest: A, C, 0."
    )
    ax = dc.plot_trend(make_means(cross(outlet=["A"], period=QUARTERS[:2])), label="tone")
    assert dc.alt_text(ax).startswith("Lines with bands: tone (95 % interval) by period and outlet, 2 rows.")


def test_the_old_name_of_alt_text_warns():
    ax = plots.plot_rates(tiny())
    with pytest.warns(FutureWarning, match="describe is now called alt_text; describe will be removed in version 0.3"):
        assert dc.describe(ax) == dc.alt_text(ax)


SCRIPT = """
import sys
sys.path[:0] = [{tests!r}]
import matplotlib
matplotlib.use("Agg")
import discourse as dc
from figures import figure_of
for name in ("trend_6_years", "heat_tone"):
    ax = figure_of(name)
    for ending in ("svg", "pdf", "png"):
        dc.save_figure(ax, f"{folder}/{name}.{ending}", dpi=60)
for name in ("key_toy", "near_toy", "xray_3", "net_30", "net_arrows"):
    dc.save_figure(figure_of(name), f"{folder}/{name}.svg")
"""


def test_files_are_the_same_bytes_in_every_process(tmp_path):
    for seed in ("0", "1"):
        folder = tmp_path / seed
        folder.mkdir()
        tests = str(Path(__file__).parents[1])
        script = SCRIPT.replace("{tests!r}", repr(tests)).replace("{folder}", str(folder))
        subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    files = sorted(path.name for path in (tmp_path / "0").iterdir())
    assert len(files) == 6 + 5
    assert [f for f in files if (tmp_path / "0" / f).read_bytes() != (tmp_path / "1" / f).read_bytes()] == []


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_a_file_has_the_description_and_no_date(tmp_path, ending):
    before = dict(matplotlib.rcParams)
    ax = plots.plot_rates(tiny())
    path = dc.save_figure(ax, tmp_path / f"a.{ending}", dpi=100)
    data = path.read_bytes()
    assert dict(matplotlib.rcParams) == before
    assert b"Date" not in data
    assert b"dc:date" not in data
    if ending == "png":
        from PIL import Image

        with Image.open(path) as image:
            assert image.info["Description"] == dc.alt_text(ax)
            assert image.size == tuple(int(100 * inches) for inches in ax.figure.get_size_inches())
    elif ending == "svg":
        assert dc.alt_text(ax) in data.decode()
    else:
        assert dc.alt_text(ax).replace("(", r"\(").replace(")", r"\)").encode() in data
    assert dc.save_figure(ax, str(tmp_path / f"b.{ending}"), dpi=100).read_bytes() == data


def test_wrong_values_are_named():
    with pytest.raises(ValueError, match="this Axes has no description"):
        dc.alt_text(plt.figure().subplots())
    with pytest.raises(ValueError, match=r"the ending of path is '.jpg'; choose one of '.svg', '.pdf', '.png'"):
        dc.save_figure(plots.plot_rates(tiny()), "figure.jpg")
