"""The style sheets: opted into by name, read by matplotlib, safe in greyscale, of the width of a column."""

import io
from importlib.resources import files
from itertools import combinations

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawn import clashes
from figures import FIGURES, QUARTERS, WORDS, cross, figure_of, make_means, make_rates
from matplotlib.colors import to_rgb

import discourse as dc
from discourse.plots import _drawing as drawing

NAMES = ["colours", "one_column", "print", "screen", "two_columns"]
#: Fixed colours of these have nothing to do with groups.
GROUPED = ["rates_hue", "tone_hue", "trend_quarters"]
MINISTRY = "Ministry of Foreign Affairs of the Russian Federation"
TWO, TWELVE = [MINISTRY, "Iran"], [MINISTRY, *(f"Actor number {i}" for i in range(2, 12)), "Iran"]
LABEL = f"mean tone towards the {MINISTRY}, −1 to 1"


def odds(*groups):
    """Of every group 'likely' twice and 'we doubt' once."""
    one = pd.DataFrame({"phrase": ["likely", "likely", "we doubt"], "scale": "survey", "low": [0.65, 0.65, 0.1]})
    one["high"] = [0.75, 0.75, 0.3]
    return pd.concat([one.assign(ministry=group) for group in groups], ignore_index=True)


def multiverse(few=False):
    """A finding of eight combinations of three choices, one of them with a long name."""
    table = cross(lexicon=["VADER", "made for political prose"], masked_names=[MINISTRY, "none"], voice=["all", "own"])
    return make_means(table).assign(few=few)


def runs(**options):
    return dc.plot_multiverse(
        multiverse(**options), choices=["lexicon", "masked_names", "voice"], value="mean", label=LABEL
    )


def near(k):
    words = pd.DataFrame({"collocate": [MINISTRY, "sanction", "law"][:k], "n": 4718, "n_left": 4000, "n_right": 718})
    return words.assign(log_dice=10.6)


#: Few and many groups, long names, long labels: name -> function that draws.
HARD = {
    "two": lambda: dc.plot_rates(make_rates(cross(ministry=TWO))),
    "twelve": lambda: dc.plot_rates(make_rates(cross(actor=["Cuba", "Oman"], ministry=TWELVE))),
    "long_header": lambda: dc.plot_rates(make_rates(cross(ministry_or_agency_that_is_named=["A", "B"]))),
    "tone_long": lambda: dc.plot_tone(make_means(cross(actor=TWO, ministry=TWO)), label=LABEL),
    "tone_one": lambda: dc.plot_tone(make_means(cross(ministry=[MINISTRY]))),
    "trend_twelve": lambda: dc.plot_trend(make_rates(cross(ministry=TWELVE, period=QUARTERS[::4]))),
    "trend_long": lambda: dc.plot_trend(make_means(cross(ministry=TWO, period=QUARTERS[::4])), label=LABEL),
    "trend_once": lambda: dc.plot_trend(make_rates(cross(ministry=TWO, period=QUARTERS[:1]))),
    "heat_long": lambda: dc.plot_heatmap(make_means(cross(ministry=TWO, outlet=["A", "B"])), label=LABEL),
    "heat_one": lambda: dc.plot_heatmap(make_rates(cross(ministry=["Iran"], outlet=["A"]))),
    "near_one": lambda: dc.plot_collocates(near(1)),
    "odds": lambda: dc.plot_probability(odds("x")),
    "odds_two": lambda: dc.plot_probability(odds(*TWO), by="ministry"),
    "odds_twelve": lambda: dc.plot_probability(odds(*TWELVE), by="ministry", limit=11),
    "runs": runs,
    "runs_few": lambda: runs(few=True),
    "runs_one": lambda: dc.plot_multiverse(multiverse()[:1], choices=["voice"], value="mean"),
}


def use(*names):
    return plt.style.context([f"discourse.styles.{name}" for name in names])


def draw(name):
    return figure_of(name) if name in FIGURES else HARD[name]()


def pixels(ax):
    target = io.BytesIO()
    ax.figure.savefig(target, format="png", dpi=100)
    target.seek(0)
    return plt.imread(target)[:, :, :3]


def test_the_sheets_are_in_the_package():
    found = sorted(path.name.removesuffix(".mplstyle") for path in files("discourse").joinpath("styles").iterdir()
                   if path.name.endswith(".mplstyle"))  # fmt: skip
    assert found == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_style_is_opted_into_and_left_again(name):
    before = dict(matplotlib.rcParams)
    with use(name):
        assert dict(matplotlib.rcParams) != before
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(("name", "width"), [("one_column", 3.5), ("two_columns", 7)])
def test_width_of_new_figures(name, width):
    with use("print", name):
        assert plt.figure().get_size_inches()[0] == width
        for figure in ("rates_3", "trend_quarters", "heat_tone", "key_toy", "xray_3", "net_toy"):
            assert draw(figure).figure.get_size_inches()[0] == pytest.approx(width, abs=0.15)


@pytest.mark.parametrize("name", ["print", "screen"])
def test_type_and_files(name):
    with use(name):
        sizes = ("font.size", "axes.labelsize", "xtick.labelsize", "ytick.labelsize", "legend.fontsize")
        assert min(matplotlib.rcParams[size] for size in sizes) >= drawing.SMALL
        assert matplotlib.rcParams["pdf.fonttype"] == 42
        assert matplotlib.rcParams["svg.fonttype"] == "path"
        assert matplotlib.rcParams["font.family"] == ["DejaVu Sans"]  # that which comes with matplotlib


def test_screen_has_the_colours_of_the_figures():
    with use("screen"):
        assert [colour.upper() for colour in drawing.colours()] == list(drawing.OKABE_ITO)
    assert drawing.colours() == drawing.OKABE_ITO


def test_colours_of_print_are_greys_far_apart():
    with use("print"):
        greys = np.array([to_rgb(colour) for colour in drawing.colours()])
        pairs = {drawing.style_of(i)[:2] for i in range(28)}
    assert (np.ptp(greys, axis=1) == 0).all()
    light = np.where(greys[:, 0] <= 0.04045, greys[:, 0] / 12.92, ((greys[:, 0] + 0.055) / 1.055) ** 2.4)
    for a, b in combinations(light[:3], 2):
        assert (max(a, b) + 0.05) / (min(a, b) + 0.05) > 2  # three groups differ by their greys alone
    assert light.max() < 0.5  # and stand out from the paper
    assert len(pairs) == 28


@pytest.mark.parametrize("name", [*GROUPED, *WORDS, *HARD, "heat_rates", "heat_tone", "heat_pairs"])
def test_nothing_is_coloured_in_print(name):
    with use("print"):
        image = pixels(draw(name))
    assert np.ptp(image, axis=2).max() == 0
    assert image.min() < 0.3


@pytest.mark.parametrize("styles", [("print", "one_column"), ("screen", "two_columns")])
@pytest.mark.parametrize("name", ["rates_hue", "trend_quarters", "key_many", "near_toy", "xray_40", "net_30", *HARD])
def test_text_is_apart_and_inside_in_every_style(name, styles):
    with use(*styles):
        ax = draw(name)
        assert clashes(ax.figure) == []


def test_in_greys_the_tone_of_a_cell_is_told_by_its_shade():
    table = pd.DataFrame({"actor": ["A", "A", "B", "B"], "outlet": ["X", "Y"] * 2, "mean": [-0.4, -0.1, 0.1, 0.4]})
    for styles, rises in ((("screen",), False), (("print",), True)):
        with use(*styles):
            mesh = dc.plot_heatmap(table, label="tone").collections[0]
            light = mesh.cmap(mesh.norm(table["mean"].to_numpy()))[:, :3] @ [0.2126, 0.7152, 0.0722]
        assert (np.diff(light) > 0.05).all() == rises  # on the screen colours tell, of which the middle is light


def test_lines_of_one_grey_differ():
    with use("print"):
        looks = [drawing.style_of(i)[::2] for i in range(12)]
    assert len(set(looks)) == 12
    assert [drawing.style_of(i)[2] for i in range(8)] == list(drawing.LINES) * 2


def test_marks_of_a_single_period_stand_side_by_side():
    ax = HARD["trend_once"]()
    first, second = (line.get_xdata()[0] for line in ax.lines if line.get_label() in TWO)
    assert first < ax.get_xticks()[0] < second
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2014-01-01"]
    alone = dc.plot_trend(make_rates(cross(period=QUARTERS[:1])))
    marks = [x for line in alone.lines if line.get_label() in ("_dots", "_few") for x in line.get_xdata()]
    assert marks == list(alone.get_xticks())


@pytest.mark.parametrize("how", ["save_figure", "savefig"])
def test_a_pdf_brings_its_typeface(tmp_path, how):
    path = tmp_path / "a.pdf"
    with use("print", "one_column"):
        ax = figure_of("rates_3")
        dc.save_figure(ax, path) if how == "save_figure" else ax.figure.savefig(path)
    data = path.read_bytes()
    assert data.count(b"/FontFile2") >= 1  # the outlines of the letters, as TrueType
    assert b"/Type3" not in data  # which some journals refuse
    assert b"DejaVuSans" in data
