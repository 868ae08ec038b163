"""The figures of a study: each drawn from its table alone, whatever the user has set and however many draw."""

from __future__ import annotations

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import corpus_of
from figures import cross, make_means, make_rates

import discourse as dc
from discourse.study.figures import draw_figure, draw_figures
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
