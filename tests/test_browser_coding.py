"""Coding by hand in JupyterLab and Chromium: by keys alone, over a reload and a restart, with nothing lost."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pandas as pd
import pytest
from browsing import IS_READY, Lab, Watched, needs_axe, serious

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("kernels"),
    pytest.mark.skipif(not find_spec("anywidget"), reason="anywidget is not installed; it comes with: make browser"),
]
CODES = {"negative": ["yes", "no"]}
ALL_KINDS = {"negative": ["yes", "no"], "hedges": "number", "hedge": "spans"}
#: Asks Python whether the file has changed, and counts what is drawn from here on.
ANSWER = """() => {
  const root = document.querySelector(".discourse-coder");
  window.drawn = 0;
  new MutationObserver(() => { window.drawn += 1; }).observe(root.querySelector(".c-main"), { childList: true });
  root.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
}"""
HAS_STARTED = "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"


def write_notebook(lab: Lab, name: str, coder: str, codes: dict, **options) -> None:
    """A notebook in which a coder codes 50 sentences of the sample corpus."""
    told = "".join(f", {key}={value!r}" for key, value in options.items())
    source = f"""\
import discourse as dc
corpus = dc.load_corpus("../corpus/us_russia")
sample = dc.sample_sentences(corpus, n=50, seed=1, codes=["negative"])
dc.code_sample(sample, corpus, "{coder}.csv", codes={codes!r}{told})"""
    cell = {"cell_type": "code", "id": "c0", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.folder / "coding").mkdir(exist_ok=True)
    (lab.folder / "coding" / f"{name}.ipynb").write_text(json.dumps(made), encoding="utf8")


def open_notebook(page, lab: Lab, name: str) -> None:
    page.goto(f"{lab.url}/lab/tree/coding/{name}.ipynb?token={lab.token}&reset")
    page.wait_for_function(IS_READY, polling=100)


def run(page) -> None:
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    page.wait_for_selector(".discourse-coder .c-unit")


def press(page, key: str, then: str) -> None:
    """A key, and what the widget says after it."""
    page.keyboard.press(key)
    page.wait_for_function(
        "(then) => document.querySelector('.discourse-coder').innerText.includes(then)", arg=then, polling=20
    )


def codes_of(lab: Lab, coder: str) -> list:
    return pd.read_csv(lab.folder / "coding" / f"{coder}.csv", keep_default_na=False)["negative"].tolist()


def test_fifty_units_by_keys_over_a_reload_and_a_restart(chromium, lab):
    write_notebook(lab, "fifty", "anna", CODES)
    wanted = ["yes" if n % 3 else "no" for n in range(50)]
    with Watched(chromium, lab.url) as watched:
        page = watched.page
        open_notebook(page, lab, "fifty")
        run(page)
        page.locator(".discourse-coder").focus()

        def code(first: int, after: int) -> None:
            for n in range(first, after):
                press(page, "1" if wanted[n] == "yes" else "2", f"{n + 1} coded")
                assert codes_of(lab, "anna")[: n + 1] == wanted[: n + 1]

        code(0, 20)
        watched.keep("coder_in_the_midst", full_page=False)
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        saved = (lab.folder / "coding" / "fifty.ipynb").read_text(encoding="utf8")
        assert "20 of 50 units coded" in saved, "it is there without Python, too"
        page.reload()
        page.wait_for_selector(".discourse-coder .c-unit")  # the kernel goes on, and so does the widget
        assert "20 coded" in page.locator(".discourse-coder").inner_text()
        page.locator(".discourse-coder").focus()
        code(20, 35)
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
        page.wait_for_function(HAS_STARTED, polling=100)
        page.locator(".discourse-coder").first.focus()
        page.keyboard.press("1")  # the old widget has nobody to tell, and says so
        page.wait_for_selector(".discourse-coder .c-problem:not(:empty)")
        assert "not saved" in page.locator(".discourse-coder .c-problem").inner_text()
        watched.keep("coder_without_kernel", full_page=False)
        assert codes_of(lab, "anna")[35:] == [""] * 15
        run(page)
        page.wait_for_function("() => document.querySelector('.discourse-coder').innerText.includes('35 coded')")
        page.locator(".discourse-coder").focus()
        code(35, 50)
        assert "that is all" in page.locator(".discourse-coder").inner_text()
        assert codes_of(lab, "anna") == wanted
        assert watched.outside == []


def test_the_second_of_two_tabs_is_told_and_nothing_is_lost(chromium, lab):
    for name in ("one", "two"):
        write_notebook(lab, name, "ben", CODES)
    with Watched(chromium, lab.url) as first, Watched(chromium, lab.url) as second:
        for watched, name in ((first, "one"), (second, "two")):
            open_notebook(watched.page, lab, name)
            run(watched.page)
        first.page.locator(".discourse-coder").focus()
        for n in range(3):
            press(first.page, "1", f"{n + 1} coded")
        second.page.locator(".discourse-coder").focus()
        second.page.keyboard.press("2")
        second.page.wait_for_selector(".discourse-coder .c-problem:not(:empty)")
        assert "changed elsewhere" in second.page.locator(".c-problem").inner_text()
        second.keep("coder_second_tab", full_page=False)
        assert codes_of(lab, "ben") == ["yes"] * 3 + [""] * 47
        press(second.page, "r", "Unit 4 of 50")
        press(second.page, "2", "4 coded")
        assert codes_of(lab, "ben") == ["yes"] * 3 + ["no"] + [""] * 46
        assert first.outside == second.outside == []


@needs_axe
@pytest.mark.parametrize(("scheme", "zoom"), [("light", 1), ("dark", 1), ("light", 2)])
def test_it_is_accessible_in_light_and_dark_and_at_any_zoom(chromium, lab, scheme, zoom):
    write_notebook(lab, f"seen_{scheme}_{zoom}", f"eva_{scheme}_{zoom}", ALL_KINDS, show="outlet", context=2)
    with Watched(chromium, lab.url, width=1280 // zoom, height=1000 // zoom) as watched:
        page = watched.page
        open_notebook(page, lab, f"seen_{scheme}_{zoom}")
        theme = f"JupyterLab {scheme.capitalize()}"
        page.evaluate("(theme) => { window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }", theme)
        page.wait_for_selector(f"[data-jp-theme-name='{theme}']", state="attached")
        run(page)
        coder = page.locator(".discourse-coder")
        coder.focus()
        assert serious(page, ".discourse-coder") == []
        press(page, "1", "hedges ← asked now")
        page.keyboard.type("1")
        page.evaluate(ANSWER)  # an answer that comes while a number is typed does not take it away
        page.wait_for_function("() => window.drawn >= 1", polling=20)
        page.keyboard.type("2")
        press(page, "Enter", "hedge ← asked now")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        press(page, "1", "Marked:")
        page.keyboard.press("ArrowRight")
        watched.keep(f"coder_{scheme}_{zoom}", full_page=False)
        assert serious(page, ".discourse-coder") == []
        assert coder.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
        press(page, "Enter", "Unit 2 of 50")
        press(page, "u", "Unit 1 of 50")
        press(page, "n", "Note on this unit")
        page.keyboard.type("1 x u")  # letters, not keys
        page.keyboard.press("Escape")
        page.wait_for_function("() => document.activeElement.matches('.discourse-coder')")
        press(page, "f", "Unit 2 of 50")
        rows = pd.read_csv(lab.folder / "coding" / f"eva_{scheme}_{zoom}.csv", keep_default_na=False, dtype="str")
        assert rows.loc[0, ["negative", "hedges", "hedge", "note"]].tolist() == ["yes", "12", "", "1 x u"]
        page.locator(".discourse-coded summary").click()
        assert serious(page, ".discourse-coded") == []
        assert watched.outside == []
