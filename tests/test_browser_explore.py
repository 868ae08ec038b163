"""The explorer in JupyterLab, in Chromium and in a file: brush, click, read, choose, and the same rows by code."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from browsing import AXE, IS_READY, ROOT, Lab, Watched, needs_axe, serious
from conftest import corpus_of

import discourse as dc

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("kernels"),
    pytest.mark.skipif(not find_spec("anywidget"), reason="anywidget is not installed; it comes with: make browser"),
]
CELLS = (
    """\
import discourse as dc
corpus = dc.load_corpus("../corpus/us_russia", languages=["en"])
mentions, hedges = dc.find_mentions(corpus, dc.load_actors("world")), dc.find_hedges(corpus)
view = dc.explore(corpus, mentions=mentions, hedges=hedges, sentiment=dc.score_sentiment(corpus))
view""",
    "",
)
EXACT = ".x-explorer[data-exact='true']"


@pytest.fixture(scope="module")
def found() -> tuple[dc.Corpus, pd.DataFrame]:
    """What the notebook finds."""
    corpus = dc.load_corpus(ROOT / "corpus" / "us_russia", languages=["en"])
    return corpus, dc.find_mentions(corpus, dc.load_actors("world"))


def open_notebook(page, lab: Lab, name: str) -> None:
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.folder / "looking").mkdir(exist_ok=True)
    (lab.folder / "looking" / f"{name}.ipynb").write_text(json.dumps(made), encoding="utf8")
    page.goto(f"{lab.url}/lab/tree/looking/{name}.ipynb?token={lab.token}&reset")
    page.wait_for_function(IS_READY, polling=100)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    page.wait_for_selector(EXACT)


def bar(page, view: str, label: str):
    return page.locator(f".x-{view} .x-bar", has=page.locator(f".x-label:text-is('{label}')"))


def counted(page, n: int) -> None:
    """Wait until Python has answered with this count, and print what the browser took before."""
    page.wait_for_selector(f"{EXACT}[data-n='{n}']")
    print(f"{n} rows, counted in the browser in {page.locator(EXACT).get_attribute('data-milliseconds')} ms")


def brush(page, low: float, high: float) -> None:
    """Draw over the timeline, from one part of its width to another."""
    chart = page.locator(".x-time")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + low * box["width"], box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + high * box["width"], box["y"] + 60, steps=4)
    page.mouse.up()


RUN = """async (source) => {
  const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
  const cell = content.widgets[1];
  cell.model.sharedModel.setSource(source);
  content.activeCellIndex = 1;
  await window.jupyterapp.commands.execute("notebook:run-cell");
  const outputs = cell.model.toJSON().outputs;
  return outputs.map((o) => o.text || o.evalue || "").join("");
}"""


def test_from_a_bar_to_a_sentence_and_to_the_same_rows_by_code(chromium, lab, found):
    corpus, mentions = found
    russia = mentions[mentions["actor"] == "Russia"]
    years = russia["doc_id"].map(corpus.documents.set_index("doc_id")["date"].dt.year)
    with Watched(chromium, lab.url) as watched:
        page = watched.page
        open_notebook(page, lab, "from_a_bar")
        counted(page, len(mentions))
        rates = dc.count_rate(mentions, corpus, by="actor").nlargest(1, "n").iloc[0]
        told = page.locator(".x-who .x-bar").first.get_attribute("aria-label")
        assert told.startswith(
            f"{rates['actor']}: {rates['n']} mentions, {rates['rate']:.3g} per 1,000 words, interval"
        )
        assert f"{rates['low']:.3g} to {rates['high']:.3g}" in told
        bar(page, "who", "Russia").click()
        counted(page, len(russia))
        brush(page, 0.6, 0.8)  # 2017 and 2018, of six years
        counted(page, int(years.isin([2017, 2018]).sum()))
        page.locator(".x-chart").focus()
        page.keyboard.press("ArrowRight")
        counted(page, int((years == 2019).sum()))
        page.keyboard.press("ArrowLeft")
        counted(page, int((years == 2018).sum()))
        page.keyboard.press("Shift+ArrowRight")
        counted(page, int(years.isin([2018, 2019]).sum()))
        assert page.locator(".x-chip").all_inner_texts() == ["actor: Russia ✕", "when: 2018 to 2019 ✕"]
        watched.keep("explorer_chosen", full_page=False)

        first = page.locator(".x-list > li").first
        assert first.locator("mark.is-counted").count() >= 1
        first.get_by_role("button", name="Whole text").click()
        page.wait_for_selector(".x-list .discourse-page")
        first.get_by_role("button", name="Whole text").click()
        page.locator(".x-lines").get_by_label("sorted by").select_option("1L")
        page.locator(".x-search").fill("sanction*, war")
        page.keyboard.press("Enter")
        chosen = russia[years.isin([2018, 2019])]
        hits = dc.kwic(corpus, ["sanction*", "war"])["sentence_id"]
        counted(page, int(chosen["sentence_id"].isin(hits).sum()))
        page.wait_for_function("() => /with sanction\\*, war/.test(document.querySelector('.x-lines').innerText)")
        page.locator(".x-search").fill("* ")
        page.keyboard.press("Enter")
        page.wait_for_selector(".x-problem:not(:empty)")
        page.get_by_role("button", name="Remove the filter with: *").click()
        counted(page, len(chosen))

        for box in page.locator(".x-list input").all()[:2]:
            box.check()
        page.get_by_role("button", name="Keep the chosen sentences alone").click()
        page.wait_for_function("() => document.querySelectorAll('.x-list > li').length === 2")
        page.wait_for_selector(EXACT)
        n = int(page.locator(EXACT).get_attribute("data-n"))
        page.locator(".x-code summary").click()
        code = page.locator(".x-code pre").inner_text()
        made = page.evaluate(RUN, f"{code}\nprint(selection.equals(view.selection), len(selection), code == view.query)"
                             .replace("code ==", f"{code!r} =="))  # fmt: skip
        assert made.strip() == f"True {n} True"
        page.evaluate(RUN, 'view.choose({"actor": "Russia", "year": 2019})')
        counted(page, int((years == 2019).sum()))
        page.wait_for_timeout(1500)  # the page rests, and what is seen is what stays
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        page.locator(".x-words summary").click()
        page.wait_for_selector(".x-words table")
        seen_well(watched, "dark", 1)
        seen_well(watched, "light", 2)
        for session in lab.ask("sessions"):  # whoever opens it without Python sees the page of the last view
            lab.ask(f"sessions/{session['id']}", "DELETE")
        page.goto(f"{lab.url}/lab/tree/looking/from_a_bar.ipynb?token={lab.token}&reset")
        page.wait_for_selector(".x-static ol mark.is-counted")
        assert page.locator(".x-explorer").count() == 0
        page.wait_for_function(IS_READY, polling=100)  # a kernel that is starting would keep the server from ending
        assert watched.outside == []
    saved = json.loads((lab.folder / "looking" / "from_a_bar.ipynb").read_text(encoding="utf8"))
    pieces = ["".join(o["data"]["text/html"]) for o in saved["cells"][0]["outputs"] if "text/html" in o.get("data", {})]
    (last,) = pieces
    assert f"{(years == 2019).sum()} mentions in" in last and "actor: Russia" in last and "is-counted" in last


def seen_well(watched: Watched, scheme: str, zoom: int) -> None:
    """It has no serious violation in a theme of JupyterLab at some zoom, and nothing is cut off."""
    page, theme = watched.page, f"JupyterLab {scheme.capitalize()}"
    page.set_viewport_size({"width": 1280 // zoom, "height": 1000 // zoom})
    page.evaluate("(theme) => { window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }", theme)
    page.wait_for_selector(f"[data-jp-theme-name='{theme}']", state="attached")
    page.wait_for_selector("#jupyterlab-splash", state="detached")
    watched.keep(f"explorer_{scheme}_{zoom}", full_page=False)
    assert not AXE or serious(page, ".x-explorer") == []
    assert page.locator(".x-explorer").evaluate("node => node.scrollWidth <= node.clientWidth + 1")


# --- a file of its own ----------------------------------------------------------------------------------------------


def look(chromium, path: Path, **options) -> Watched:
    watched = Watched(chromium, path.as_uri(), **options)
    watched.page.goto(path.as_uri())
    watched.page.wait_for_selector(".x-explorer[data-n]")
    return watched


@needs_axe
@pytest.mark.parametrize("width", [1280, 380])
def test_a_file_filters_by_itself_and_counts_as_the_tables_do(chromium, found, tmp_path, width):
    corpus, mentions = found
    hedges = dc.find_hedges(corpus)
    path = dc.explore(corpus, mentions=mentions, hedges=hedges).save(tmp_path / "explore.html")
    with look(chromium, path, width=width, scheme="dark" if width < 500 else "light") as watched:
        page = watched.page
        assert "interval" in page.locator(".x-who .x-bar").first.get_attribute("aria-label")
        bar(page, "how", "modal").click()
        inside = hedges[hedges["category"] == "modal"]["sentence_id"]
        chosen = mentions[mentions["sentence_id"].isin(inside)]
        told = page.locator(".x-who .x-bar").all()
        rates = dc.count_rate(chosen, corpus, by="actor").sort_values(["n", "actor"], ascending=[False, True])
        shown = [bar.get_attribute("aria-label") for bar in told]
        assert shown == [f"{r.actor}: {r.n} mention{'s' * (r.n != 1)}, {r.rate:.3g} per 1,000 words"
                         for r in rates.head(12).itertuples()]  # fmt: skip
        assert page.locator(".x-explorer").get_attribute("data-n") == str(len(chosen))
        assert f"1–10 of {chosen['sentence_id'].nunique():,}" in page.locator(".x-sentences .pager").inner_text()
        page.locator(".x-lines").get_by_label("sorted by").select_option("1R")
        lines = dc.kwic(corpus, chosen[["doc_id", "start", "end"]], window=1, sort="1R")
        assert page.locator(".x-key").first.inner_text() == lines["keyword"].iloc[0]
        watched.keep(f"explorer_file_{width}")
        assert serious(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert watched.outside == [] and watched.complaints == []


def test_twenty_thousand_spans_are_filtered_in_the_browser(chromium, tmp_path):
    names = ["Norland", "Soria", "Utopia", "Erewhon"]
    texts = [" ".join(f"{names[(d + s) % 4]} may go." for s in range(50)) for d in range(200)]
    corpus = corpus_of(*texts, outlet=[f"Outlet {d % 7}" for d in range(200)],
                       date=pd.to_datetime([f"{2010 + d % 10}-05-01" for d in range(200)]))  # fmt: skip
    starts = dc.find_sentences(corpus)
    words = starts["text"].str.split().str[0]
    mentions = starts.assign(end=starts["start"] + words.str.len(), text=words, actor=words)
    mentions = mentions[["doc_id", "sentence_id", "start", "end", "text", "actor"]]
    view = dc.explore(corpus, mentions=mentions, hedges=dc.find_hedges(corpus))
    assert len(view.selection) + len(view.rows("hedges")) == 20_000
    with look(chromium, view.save(tmp_path / "explore.html")) as watched:
        page = watched.page
        for act in (bar(page, "who", "Soria").click, bar(page, "how", "modal").click, lambda: brush(page, 0.3, 0.7)):
            act()
            print(f"20,000 spans: {page.locator('.x-explorer').get_attribute('data-milliseconds')} ms")
        assert page.locator(".x-chip").count() == 3
        assert watched.outside == [] and watched.complaints == []
