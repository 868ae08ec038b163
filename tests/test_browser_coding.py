"""Coding by hand in Chromium: by keys alone, with a busy kernel, over a reload and a restart, with nothing lost.

What JupyterLab has no part in is tried on a page of its own, with Python at the other end and a kernel that can be
held.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec

import pandas as pd
import pytest
from browsing import IS_READY, Lab, Watched, needs_axe, serious
from conftest import corpus_of

import discourse as dc

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not find_spec("anywidget"), reason="anywidget is not installed; it comes with: make browser"),
]
CODES = {"negative": ["yes", "no"]}
ALL_KINDS = {"negative": ["yes", "no"], "hedges": "number", "hedge": "spans"}
PAGE = "http://coding.test/"
#: A frame with a model as JupyterLab has it: what is sent waits while the kernel is busy, and is lost where it is dead.
DRAWN = """async ({ esm, css, state }) => {
  document.body.innerHTML = "<div id='frame'></div>";
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  const heard = {};
  const waiting = [];
  const kernel = { status: "idle" };
  let free = Promise.resolve();
  const pass = async (said) => { for (const answer of await window.toPython(said)) heard["msg:custom"](answer); };
  window.kernel = kernel;
  window.release = async () => { kernel.status = "idle"; while (waiting.length) await pass(waiting.shift()); };
  const model = {
    get: (name) => state[name],
    on: (name, then) => { heard[name] = then; },
    send: (said) => {
      if (kernel.status === "busy") waiting.push(said);
      else if (kernel.status === "idle") free = free.then(() => pass(said));
    },
    widget_manager: { kernel },
  };
  const code = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const made = (await import(code)).default();
  made.initialize({ model });
  made.render({ model, el: document.getElementById("frame") });
}"""
HAS_TABLE = "(text) => document.querySelector('.discourse-coded').textContent.includes(text)"
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
    """A key, what the widget says after it, and that it is saved."""
    page.keyboard.press(key)
    page.wait_for_function(
        """(then) => {
          const said = document.querySelector('.discourse-coder').innerText;
          return said.includes(then) && said.includes("saved in ");
        }""",
        arg=then,
        polling=20,
    )


def codes_of(lab: Lab, coder: str) -> list:
    return pd.read_csv(lab.folder / "coding" / f"{coder}.csv", keep_default_na=False)["negative"].tolist()


class Frame:
    """The frame of a coding on a page of its own."""

    def __init__(self, watched: Watched, make) -> None:
        self.page, self.make = watched.page, make
        watched.context.route(re.compile(re.escape(PAGE)), lambda route: route.fulfill(body="<!doctype html><body>"))
        self.page.expose_function("toPython", self._hear)
        self.page.on("dialog", lambda dialog: dialog.accept())  # answers wait, and the page is left all the same
        self.page.goto(PAGE)
        self.draw()

    def draw(self) -> None:
        """The frame of a new kernel."""
        self.coding, self.answers = self.make(), []
        self.coding.widget.send = self.answers.append
        names = ["key", "codes", "book", "units", "state"]
        state = json.loads(json.dumps(self.coding.widget.get_state(names)))
        esm, css = (getattr(self.coding.widget, name) for name in ("_esm", "_css"))
        self.page.evaluate(DRAWN, {"esm": str(esm), "css": str(css), "state": state})
        self.page.locator(".discourse-coder").focus()

    def _hear(self, said: dict) -> list:
        self.coding._act(said)
        answers = json.loads(json.dumps(self.answers))
        self.answers.clear()
        return answers

    def reload(self) -> None:
        self.page.reload()
        self.draw()

    def hold(self, status: str) -> None:
        self.page.evaluate("(status) => { window.kernel.status = status; }", status)

    def keys(self, keys: str) -> None:
        for key in keys.split():
            self.page.keyboard.press(key)

    @property
    def text(self) -> str:
        return self.page.locator(".discourse-coder").inner_text()

    def wait_for(self, text: str) -> None:
        self.page.wait_for_function(
            "(text) => document.querySelector('.discourse-coder').innerText.includes(text)", arg=text, polling=20
        )

    def cells(self, name: str = "negative") -> list[str]:
        return pd.read_csv(self.coding.coder.file.path, keep_default_na=False, dtype="str")[name].tolist()


@pytest.fixture
def frame(chromium, tmp_path):
    """A frame for twelve sentences, or a corpus and a sample of one's own."""
    opened = []

    def begin(codes: dict, *, corpus=None, sample=None, **options) -> Frame:
        corpus = corpus or corpus_of(*[f"It may rain on day {n}. It is so." for n in range(6)])
        sample = dc.find_sentences(corpus) if sample is None else sample
        opened.append(Watched(chromium, PAGE.rstrip("/"), **options))
        return Frame(opened[-1], lambda: dc.code_sample(sample, corpus, tmp_path / "anna.csv", codes=codes))

    yield begin
    for watched in opened:
        watched.context.close()
        assert watched.outside == [] and watched.complaints == []


def test_keys_that_come_while_python_is_busy_go_to_their_units(frame):
    frame = frame(CODES)
    frame.hold("busy")
    frame.keys("1 2 2 1 1 2 1 2 2 x")
    assert frame.cells() == [""] * 12
    assert "Unit 11 of 12" in frame.text and "10 coded" in frame.text
    frame.wait_for("Python is busy. 10 answers are not saved yet and kept in this tab")
    frame.page.evaluate("() => window.release()")
    frame.wait_for("saved in anna.csv")
    assert frame.cells() == ["yes", "no", "no", "yes", "yes", "no", "yes", "no", "no", "cannot say", "", ""]
    assert "busy" not in frame.text


def test_what_waits_outlives_a_page_that_is_loaded_again_and_a_kernel_that_ends(frame):
    frame = frame(CODES)
    frame.keys("1")
    frame.wait_for("saved in anna.csv")
    frame.hold("busy")
    frame.keys("2 1 u 2")
    frame.reload()
    frame.wait_for("saved in anna.csv")
    assert frame.cells()[:4] == ["yes", "no", "no", ""]
    frame.hold("dead")
    frame.keys("1")
    frame.wait_for("Python is gone, or was restarted. 1 answer is not saved yet and kept in this tab")
    frame.keys("2 1")
    frame.wait_for("3 answers are not saved yet")
    assert frame.cells()[:4] == ["yes", "no", "no", ""]
    frame.draw()  # the cell is run again
    frame.wait_for("saved in anna.csv")
    assert frame.cells()[:7] == ["yes", "no", "no", "yes", "no", "yes", ""]
    assert "Unit 7 of 12" in frame.text


def test_a_kernel_that_is_free_between_two_cells_is_not_taken_for_one_that_is_gone(frame):
    frame = frame(CODES)
    frame.hold("busy")
    frame.keys("1")
    frame.wait_for("Python is busy.")
    frame.page.evaluate("""() => {
      window.seen = [];
      setInterval(() => window.seen.push(document.querySelector(".c-problem").textContent), 50);
      window.kernel.status = "idle";
      setTimeout(() => { window.kernel.status = "busy"; }, 1200);
    }""")
    frame.page.wait_for_timeout(2000)
    assert all("Python is busy." in said for said in frame.page.evaluate("() => window.seen"))
    frame.keys("2 1")
    frame.page.evaluate("() => window.release()")
    frame.wait_for("saved in anna.csv")
    assert frame.cells()[:4] == ["yes", "no", "yes", ""]


def test_what_was_given_beside_a_file_that_has_changed_is_told_and_in_nobodys_way(frame):
    frame = frame(CODES)
    rows = pd.read_csv(frame.coding.coder.file.path)
    rows.assign(negative=["yes", *[None] * 11]).to_csv(frame.coding.coder.file.path, index=False)
    frame.hold("busy")
    frame.keys("2 1")
    frame.page.evaluate("() => window.release()")
    frame.wait_for("changed elsewhere")
    frame.wait_for("2 answers wait here, not saved")
    frame.keys("r")
    frame.wait_for("Unit 1: the file now has yes for negative, so no was not saved")
    assert frame.cells()[:3] == ["yes", "yes", ""]
    assert "Unit 3 of 12" in frame.text


def test_any_unit_can_be_gone_to_and_undo_leads_back(frame):
    frame = frame(CODES)
    frame.keys("1 g 9 Enter")
    frame.wait_for("Unit 9 of 12")
    frame.keys("2")
    frame.wait_for("Unit 10 of 12")
    frame.keys("g 9 9 Enter")
    frame.wait_for("There is no unit 99; type a number from 1 to 12")
    frame.keys("Enter")
    frame.wait_for("negative is not given yet; f goes forward without it, g to any unit")
    frame.keys("u u u")
    frame.wait_for("There is nothing to undo")
    assert "Unit 1 of 12" in frame.text and "0 coded" in frame.text
    frame.wait_for("saved in anna.csv")
    assert frame.cells() == [""] * 12


def test_a_field_is_left_by_tab_escape_and_shift_enter(frame):
    frame = frame({"hedges": "number"})
    is_field = "() => document.activeElement.matches('.c-number')"
    frame.keys("1 2")
    assert frame.page.evaluate(is_field)
    frame.keys("Escape")
    assert frame.page.evaluate("() => document.activeElement.matches('.discourse-coder')")
    for key in ("Tab", "Shift+Enter"):
        frame.page.locator(".c-number").focus()
        frame.keys(key)
        frame.page.wait_for_timeout(200)
        assert not frame.page.evaluate(is_field), key
    assert frame.cells("hedges") == [""] * 12
    frame.page.locator(".discourse-coder").focus()
    frame.keys("3 Enter 4")
    frame.wait_for("saved in anna.csv")
    assert frame.page.locator(".c-number").input_value() == "4", "an answer that comes takes away nothing that is typed"
    frame.keys("0 Enter")
    frame.page.get_by_role("button", name="Save the number").wait_for()
    frame.wait_for("2 coded")
    frame.wait_for("saved in anna.csv")
    assert frame.cells("hedges")[:3] == ["3", "40", ""]


def test_question_and_keys_are_in_view_with_large_letters_and_a_long_text(frame):
    corpus = corpus_of("It rained for years, and nobody knew why. " * 60, "Short.")
    sample = corpus.documents[["doc_id"]].assign(start=0, end=[len(text) for text in corpus.texts])
    frame = frame(ALL_KINDS, corpus=corpus, sample=sample, width=640, height=380)
    for key, then in (("1", "hedges ← asked now"), ("2", ""), ("Enter", "hedge ← asked now")):
        frame.keys(key)
        frame.wait_for(then)
        top, bottom = frame.page.evaluate("""() => {
          const asked = document.querySelector(".is-asked").getBoundingClientRect();
          return [asked.top, document.querySelector(".is-asked .c-keys").getBoundingClientRect().bottom];
        }""")
        assert 0 <= top < bottom <= 380, then
    assert frame.page.locator(".c-what").bounding_box()["y"] < 380


def test_units_that_come_later_are_waited_for(frame, monkeypatch):
    monkeypatch.setattr("discourse.coding.widget._MOST_AT_ONCE", 1)
    frame = frame(CODES)
    frame.hold("busy")
    frame.keys("f f f f")
    frame.wait_for("This unit is on its way from Python")
    frame.page.evaluate("() => window.release()")
    frame.wait_for("It may rain on day 2.")


@pytest.mark.usefixtures("kernels")
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
        page.wait_for_function(HAS_TABLE, arg="20 of 50 units coded")
        assert not page.locator(".discourse-coded").is_visible(), "beside the frame it would say the same, later"
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
        page.keyboard.press("1" if wanted[35] == "yes" else "2")  # the old widget has nobody to tell, and says so
        page.wait_for_selector(".discourse-coder .c-problem:not(:empty)")
        assert "Python is gone, or was restarted." in page.locator(".discourse-coder .c-problem").inner_text()
        watched.keep("coder_without_kernel", full_page=False)
        assert codes_of(lab, "anna")[35:] == [""] * 15
        run(page)
        page.wait_for_function("() => document.querySelector('.discourse-coder').innerText.includes('36 coded')")
        page.locator(".discourse-coder").focus()
        code(36, 50)  # what waited is saved
        assert "that is all" in page.locator(".discourse-coder").inner_text()
        assert codes_of(lab, "anna") == wanted
        assert watched.outside == []


@pytest.mark.usefixtures("kernels")
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
@pytest.mark.usefixtures("kernels")
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
        page.keyboard.type("12")
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
        page.wait_for_function(HAS_TABLE, arg="1 x u")
        page.evaluate("() => document.querySelector('.discourse-coder').parentElement.remove()")  # as without Python
        page.locator(".discourse-coded summary").click()
        assert serious(page, ".discourse-coded") == []
        assert watched.outside == []
