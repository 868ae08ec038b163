"""The figures of a study: each drawn from its table alone, whatever the user has set and however many draw."""

from __future__ import annotations

from types import SimpleNamespace

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of
from figures import cross, make_means, make_rates
from studies import make_study

import discourse as dc
from discourse.study.figures import Look, draw_figure, draw_figures, files_of, looks_of
from discourse.study.manifest import output_of
from discourse.study.register import PLOTS

RATES = make_rates(cross(outlet=["Globe", "Times"]))


def job(folder, name: str, **more) -> dict:
    return {"table": RATES, "spec": {"plot": "rates", "table": "t"} | more, "stem": folder / "figures" / name}


def test_a_figure_is_three_files_and_its_words(tmp_path):
    said = draw_figure(**job(tmp_path, "rates", limit=1))
    assert said.startswith("Dots with intervals: rate per 1,000 words")
    assert said == dc.alt_text(dc.plot_rates(RATES, limit=1))
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == ["rates.pdf", "rates.png", "rates.svg"]
    plt.close("all")


def test_its_title_is_drawn_and_no_figure_stays_open(tmp_path):
    before = plt.get_fignums()
    draw_figure(**job(tmp_path, "rates", title="Who $is$ named"))
    assert plt.get_fignums() == before
    assert "Who $is$ named" in (tmp_path / "figures" / "rates.svg").read_text(encoding="utf8")


def test_settings_of_the_user_change_no_byte(tmp_path):
    draw_figure(**job(tmp_path, "plain"))
    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "red"}):
        draw_figure(**job(tmp_path, "set"))
        assert matplotlib.rcParams["font.size"] == 20
    for ending in ("svg", "png"):
        one, other = ((tmp_path / "figures" / f"{name}.{ending}").read_bytes() for name in ("plain", "set"))
        assert one == other


@pytest.mark.parametrize(
    ("score", "label"),
    [("certainty", "mean certainty, 0 to 1"), ("tone", "mean tone towards the actor, −1 to 1")],
)
def test_means_are_labelled_by_their_score(tmp_path, score, label):
    means = make_means(cross(outlet=["Globe", "Times"]))
    spec = {"plot": "tone", "table": "t"}
    assert label in draw_figure(means, spec, tmp_path / "tone", score=score)
    assert "my label" in draw_figure(means, spec | {"label": "my label"}, tmp_path / "tone", score=score)


def test_plots_of_places_are_given_the_corpus(tmp_path):
    assert [name for name, plot in PLOTS.items() if plot.takes("corpus")] == ["dispersion"]
    corpus = corpus_of("war and peace", "peace")
    said = draw_figure(dc.kwic(corpus, "peace"), {"plot": "dispersion"}, tmp_path / "places", corpus=corpus)
    assert said.startswith("X-ray: strokes at the places of 2 hits, 2 rows by doc_id.")


def test_every_plot_of_a_study_is_the_function_of_its_name():
    assert {name: plot.draw for name, plot in PLOTS.items()} == {name: getattr(dc, f"plot_{name}") for name in PLOTS}


def test_figures_come_in_their_order_and_an_error_where_it_would_be(tmp_path):
    jobs = [job(tmp_path, "a"), job(tmp_path, "b", limit=1), job(tmp_path, "c") | {"table": pd.DataFrame()}]
    drawn = draw_figures(jobs, 1)
    assert [", 1 row" in next(drawn) for _ in range(2)] == [False, True]
    with pytest.raises(ValueError, match="rates lacks the columns"):
        next(drawn)
    assert list(draw_figures([], 4)) == []


def output(**keys):
    return SimpleNamespace(output=keys, styles=tuple(keys.get("style", ())))


@pytest.mark.parametrize(
    ("asked", "looks"),
    [
        ({}, [Look()]),
        ({"columns": 2}, [Look("", ("two_columns",))]),
        ({"style": ["print"]}, [Look("", ("print", "one_column"))]),
        ({"style": ["screen", "print"], "columns": 2},
         [Look("", ("screen", "two_columns")), Look(".print", ("print", "two_columns"))]),
        ({"style": ["print", "screen"], "greys": False},
         [Look("", ("print", "colours", "one_column")), Look(".screen", ("screen",))]),
    ],
)  # fmt: skip
def test_looks_are_what_the_study_asks_for(asked, looks):
    assert list(looks_of(output(**asked))) == looks


def test_each_look_has_files_of_its_own(tmp_path):
    looks = looks_of(output(style=["screen", "print"], columns=2))
    said = draw_figure(**job(tmp_path, "rates"), looks=looks)
    assert said == dc.alt_text(dc.plot_rates(RATES))
    files = files_of(tmp_path / "figures" / "rates", looks)
    assert [path.name for path in files if path.suffix == ".svg"] == ["rates.svg", "rates.print.svg"]
    assert all(path.is_file() for path in files)
    assert {output_of(f"figures/{path.name}") for path in files} == {"figures/rates"}
    screen, printed = (plt.imread(path)[:, :, :3] for path in files if path.suffix == ".png")
    assert screen.shape[1] == printed.shape[1] == 2100
    assert np.ptp(printed, axis=2).max() == 0 < np.ptp(screen, axis=2).max()


def test_a_study_says_of_what_its_figures_are(tmp_path):
    study = make_study(tmp_path, MORE)
    said = {name: spec.get("label") for name, spec in study.figures.items()}
    assert said == {
        "named": "mentions of actors and of places per 1,000 words",
        "hedged": "hedges per 100 words in the author’s voice (category modal or verb)",
        "apart": "hedges per 1,000 words",
        "tone": "mean compound tone, −1 to 1 in quotations",
        "pairs": "sentences that name both",
        "near": None,
        "typical": None,
    }
    assert study.figures["tone"]["counted"] == "sentences"
    assert study.figures["typical"]["names"] == ["Globe", "Times"]


MORE = """
[tables.voiced]
measure = "rate"
of = "hedges"
per = 100
by = "outlet"
where = { voice = "author", category = ["modal", "verb"] }
allow_absent = true
[figures.hedged]
table = "voiced"
plot = "rates"
[tables.apart]
measure = "difference"
of = "hedges"
by = "outlet"
groups = ["Globe", "Times"]
[figures.apart]
plot = "difference"
[tables.tone]
measure = "mean"
of = "sentiment"
by = "outlet"
where = { voice = "quoted" }
[figures.tone]
plot = "tone"
[tables.pairs]
measure = "cooccurrence"
[figures.pairs]
plot = "heatmap"
[figures.near]
table = "pairs"
plot = "heatmap"
value = "jaccard"
[tables.typical]
measure = "keyness"
by = "outlet"
target = "Globe"
reference = "Times"
[figures.typical]
plot = "keyness"
"""
