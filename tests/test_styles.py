"""The style sheets: opted into by name, read by matplotlib, safe in greyscale, of the width of a column."""

import io
from importlib.resources import files
from itertools import combinations

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.colors import to_rgb
from test_plots import FIGURES as MEASURES
from test_plots import drawn_texts, figure_of
from test_word_plots import FIGURES as WORDS

from discourse import drawing

NAMES = ["one_column", "print", "screen", "two_columns"]
#: Fixed colours of these have nothing to do with groups.
GROUPED = ["rates_hue", "tone_hue", "trend_quarters"]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def use(*names):
    return plt.style.context([f"discourse.styles.{name}" for name in names])


def draw(name):
    return figure_of(name) if name in MEASURES else WORDS[name]()


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


@pytest.mark.parametrize("name", [*GROUPED, *WORDS])
def test_nothing_is_coloured_in_print(name):
    with use("print"):
        image = pixels(draw(name))
    assert np.ptp(image, axis=2).max() == 0
    assert image.min() < 0.3


@pytest.mark.parametrize("styles", [("print", "one_column"), ("screen", "two_columns")])
@pytest.mark.parametrize("name", ["rates_hue", "trend_quarters", "key_many", "near_toy", "xray_40", "net_30"])
def test_text_is_apart_and_inside_in_every_style(name, styles):
    with use(*styles):
        ax = draw(name)
        texts = drawn_texts(ax.figure)
        boxes = [text.get_window_extent() for text in texts]
        page = ax.figure.bbox
        scale = ax.figure.dpi / 100
    for text, box in zip(texts, boxes, strict=True):
        inside = box.x0 >= -0.5 and box.y0 >= -0.5 and box.x1 <= page.x1 + 0.5 and box.y1 <= page.y1 + 0.5
        assert inside, f"{text.get_text()!r} at {box} leaves {page}"
    for (a, box_a), (b, box_b) in combinations(zip(texts, boxes, strict=True), 2):
        wide = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
        high = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
        assert wide < 0.5 * scale or high < 1.5 * scale, f"{a.get_text()!r} and {b.get_text()!r} overlap"
