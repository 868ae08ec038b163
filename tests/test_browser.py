"""The notebooks and the report in a real browser; `browsing.py` says what that needs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from browsing import IS_READY, ROOT, SECONDS_TO_RUN, Watched, needs_axe, serious

import discourse as dc
from discourse.study.load import load_study
from discourse.study.run import run_study

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


# --- the notebooks in JupyterLab ------------------------------------------------------------------------------

HAS_RUN = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const code = [...panel.content.model.cells].filter((c) => c.type === "code" && c.sharedModel.source.trim());
  const failed = code.some((c) => c.outputs.toJSON().some((o) => o.output_type === "error"));
  const ran = code.every((c) => c.executionCount) && panel.sessionContext.session.kernel.status === "idle";
  return failed || ran;
}"""
#: The pictures, pages and marks that can be seen in the outputs, and code and outputs that are wider than the window.
#: A mark that lost its style is yellow in every browser.
SEEN = """() => {
  const outputs = window.jupyterapp.shell.currentWidget.content.node;
  const seen = (node) => { const box = node.getBoundingClientRect(); return box.width > 2 && box.height > 2; };
  const wide = (image) => Math.min(image.naturalWidth, image.getBoundingClientRect().width) > 100;
  const all = (what) => [...outputs.querySelectorAll(".jp-OutputArea-output " + what)];
  return {
    figures: all("img").filter(wide).length,
    pages: all(".discourse-page").filter(seen).length,
    marks: all(".discourse-page mark").length,
    hidden: all(".discourse-page mark").filter((m) => m.textContent.trim() && !seen(m)).map((m) => m.outerHTML),
    plain: all(".discourse-page mark").filter((m) => getComputedStyle(m).backgroundColor === "rgb(255, 255, 0)").length,
    wide: [...outputs.querySelectorAll(".jp-CodeCell .cm-scroller, .jp-OutputArea-output")]
      .filter((n) => n.scrollWidth > n.clientWidth + 1).map((n) => n.textContent.slice(0, 200)),
  };
}"""


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_in_jupyterlab(chromium, lab, path):
    with Watched(chromium, lab.url) as watched:
        page = watched.page
        page.goto(f"{lab.url}/lab/tree/notebooks/{path.name}?token={lab.token}&reset")
        page.wait_for_function(IS_READY, polling=250)
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        page.wait_for_function(HAS_RUN, polling=250, timeout=SECONDS_TO_RUN * 1000)
        made = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.toJSON()")
        code = [cell for cell in made["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
        outputs = [output for cell in code for output in cell["outputs"]]
        wrong = [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
        assert not wrong, f"a cell complains: {wrong[0].get('evalue') or wrong[0].get('text')}"
        assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))

        page.wait_for_timeout(500)  # the last output is drawn
        seen = page.evaluate(SEEN)
        shown = ["".join(o.get("data", {}).get("text/html", "")) for o in outputs]
        shown = [html for html in shown if 'class="discourse discourse-page"' in html]
        pictures = sum("image/png" in o.get("data", {}) for o in outputs)
        source = "\n".join("".join(cell["source"]) for cell in code)
        assert (seen["figures"], seen["pages"]) == (pictures, len(shown))
        assert pictures >= 1
        assert len(shown) >= len(re.findall(r"^(?:dc\.)?show\(", source, re.M))
        assert (seen["plain"], seen["hidden"]) == (0, [])
        assert seen["wide"] == []
        assert seen["marks"] == sum(html.count("<mark ") for html in shown)
        if shown:
            assert seen["marks"] > len(shown)
        if os.environ.get("SCREENSHOTS"):
            outer = page.locator(".jp-WindowedPanel-outer").first
            height = outer.evaluate(
                "node => [...node.querySelectorAll('.jp-Cell')].reduce((h, c) => h + c.offsetHeight, 0)"
            )
            for n in range(int(height) // 1700 + 1):
                page.set_viewport_size({"width": 1280, "height": 1800})
                outer.evaluate(f"node => node.scrollTop = {n * 1700}")
                page.wait_for_timeout(300)
                watched.keep(f"notebook_{path.stem}_{n + 1}", full_page=False)
        assert watched.outside == []


# --- the report, opened from disk -----------------------------------------------------------------------------

NASTY = """<script>window.ran = 1</script><img src=x onerror="window.ran = 1">"""
STUDY = f"""
title = '''Two states {NASTY}'''

[corpus]
path = "texts"

[tables.mentions_by_actor]
of = "mentions"
by = "actor"

[tables.hedges_by_category]
of = "hedges"
by = "category"

[figures.mentions_by_actor]
plot = "rates"

[figures.hedges_by_category]
plot = "rates"
"""
#: France in 30 sentences, Germany in 12 of them and in 6 others: 48 mentions in 36 sentences.
TEXTS = {
    "france.txt": " ".join(f"France may sign treaty number {n}." for n in range(1, 19)),
    "both.txt": " ".join(f"Perhaps France asks Germany for gift number {n}." for n in range(1, 13)),
    "germany.txt": " ".join(f"Germany sends letter number {n}." for n in range(1, 7))
    + f"\n\nIt may rain {NASTY} there.\n",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_text(text, encoding="utf8")
    titles = '"A fine <b>title</b> <script>window.ran = 1</script>"'
    (folder / "texts" / "metadata.csv").write_text(
        f"doc_id,title\nfrance,{titles}\nboth,Both\ngermany,Germany\n", encoding="utf8"
    )
    (folder / "study.toml").write_text(STUDY, encoding="utf8")
    run_study(load_study(folder), folder / "results")
    return folder / "results" / "report.html"


def colours(page) -> tuple[float, float]:
    """How light the ground of a page is, and its text, from 0 to 1 (relative luminance)."""
    found = page.evaluate(
        """() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"""
    )
    parts = [[int(n) / 255 for n in re.findall(r"\d+", colour)[:3]] for colour in found]
    linear = [[c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb] for rgb in parts]
    ground, text = (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in linear)
    return ground, text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_opens_from_disk_and_asks_for_nothing(chromium, report, scheme):
    with Watched(chromium, report.as_uri(), scheme=scheme) as watched:
        page = watched.page
        page.goto(report.as_uri())
        assert page.locator("h1").inner_text() == f"Two states {NASTY}"
        assert page.evaluate("() => [...document.images].map((i) => i.naturalWidth > 100)") == [True, True]
        ground, text = colours(page)
        assert (ground > 0.8) == (scheme == "light")
        assert (ground < 0.1) == (scheme == "dark")
        assert (max(ground, text) + 0.05) / (min(ground, text) + 0.05) >= 7
        watched.keep(f"report_{scheme}")
        assert watched.outside == watched.complaints == []


def test_report_folds_pages_and_filters(chromium, report):
    with Watched(chromium, report.as_uri()) as watched:
        page = watched.page
        page.goto(report.as_uri())
        status, sentences = page.locator("#status"), page.locator("#found > li")

        page.get_by_role("button", name="Read the sentences behind figure 2").click()
        assert status.inner_text() == "31 rows in 31 sentences of 3 documents."
        page.get_by_role("button", name="Read the sentences behind figure 1").click()
        assert status.inner_text() == "48 rows in 36 sentences of 3 documents."
        assert page.locator("#sentences-h").evaluate("node => node === document.activeElement")
        assert page.url.endswith("#sentences")
        page.go_back()
        page.go_back()
        assert page.url == report.as_uri()
        page.wait_for_function("() => document.getElementById('figures').getBoundingClientRect().bottom > 0")

        pages = page.locator("#pager")
        first = sentences.first.inner_text()
        assert sentences.count() == 20
        assert "1–20 of 36" in pages.inner_text()
        pages.get_by_role("button", name="Next").click()
        assert sentences.count() == 16
        assert "21–36 of 36" in pages.inner_text()
        assert sentences.first.inner_text() != first
        assert pages.get_by_role("button", name="Next").is_disabled()
        watched.keep("report_second_page", full_page=False)

        page.locator("#f-key").select_option(label="Germany (18)")
        assert status.inner_text() == "18 rows in 18 sentences of 2 documents."
        assert all(text == "Germany" for text in page.locator("#found mark").all_inner_texts())
        page.locator("#f-doc").select_option(label="both")
        assert status.inner_text() == "12 rows in 12 sentences of 1 document."
        page.locator("#f-text").fill("gift number 1")
        assert status.inner_text() == "4 rows in 4 sentences of 1 document."
        watched.keep("report_filtered", full_page=False)
        page.get_by_role("button", name="Show all").click()
        assert status.inner_text() == "48 rows in 36 sentences of 3 documents."

        page.locator("#actors").get_by_role("button", name="Germany", exact=True).click()
        assert status.inner_text() == "18 rows in 18 sentences of 2 documents."

        table = page.locator("#grid-mentions")
        assert not table.is_visible()
        page.locator("#table-mentions > summary").click()
        assert table.is_visible()
        rows = table.locator("tbody tr")
        assert rows.count() == 12
        table.get_by_role("button", name="Last").click()
        assert "37–48 of 48" in table.inner_text()
        table.get_by_role("searchbox").fill("germany")
        assert "18 rows" in table.locator(".tools").first.inner_text()
        assert rows.count() == 12
        assert "1–12 of 18" in table.inner_text()
        table.get_by_role("searchbox").fill("germany both")  # in two columns of the row
        assert "12 rows" in table.locator(".tools").first.inner_text()
        table.get_by_role("searchbox").fill("nobody")
        assert rows.count() == 0
        table.get_by_role("searchbox").fill("")
        assert "1–12 of 48" in table.inner_text()
        page.locator("#table-mentions > summary").click()
        assert not table.is_visible()
        assert watched.outside == watched.complaints == []


def test_report_tables_are_sorted_copied_and_lead_to_their_files(chromium, report):
    with Watched(chromium, report.as_uri()) as watched:
        page = watched.page
        page.goto(report.as_uri())
        table = page.locator("#grid-mentions_by_actor")
        head = table.get_by_role("columnheader", name="n", exact=True)
        first = table.locator("tbody th")
        assert head.get_attribute("aria-sort") == "descending"
        assert first.all_inner_texts() == ["France", "Germany"]
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert first.all_inner_texts() == ["Germany", "France"]
        assert head.evaluate("node => getComputedStyle(node.firstChild, '::after').content").startswith('" ↑"')
        first.get_by_role("button", name="Germany").click()
        status = page.locator("#status")
        assert status.inner_text() == "18 rows in 18 sentences of 2 documents."
        assert page.locator("#f-set option:checked").inner_text() == "figure 1: mentions by actor"
        page.locator("#f-text").fill("number asks")  # both words, in any order
        assert status.inner_text() == "12 rows in 12 sentences of 1 document."
        page.locator("#f-text").fill('"gift number" 12')
        assert status.inner_text() == "1 row in 1 sentence of 1 document."

        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        table.get_by_role("button", name="Copy the table").click()
        table.get_by_text("2 rows copied").wait_for()
        lines = page.evaluate("() => navigator.clipboard.readText()").splitlines()
        assert lines[0].split("\t")[:2] == ["actor", "n"]
        assert [line.split("\t")[:2] for line in lines[1:]] == [["Germany", "18"], ["France", "30"]], "as shown"
        found = page.locator("#grid-mentions")
        page.locator("#table-mentions > summary").click()
        found.get_by_role("searchbox").fill("germany")
        found.get_by_role("button", name="Copy the table").click()
        found.get_by_text("18 rows copied").wait_for()
        lines = page.evaluate("() => navigator.clipboard.readText()").splitlines()
        assert len(lines) == 19, "what the search shows, on all pages"
        files = [link.get_attribute("href") for link in table.locator(".file a").all()]
        assert files == ["tables/mentions_by_actor.csv", "tables/mentions_by_actor.parquet"]
        links = page.eval_on_selector_all("main a", "nodes => nodes.map((a) => a.getAttribute('href'))")
        missing = [href for href in links if not href.startswith("#") and not (report.parent / href).is_file()]
        assert missing == []
        assert watched.outside == watched.complaints == []


def test_report_of_a_sample_says_what_it_holds(chromium, report):
    html = report.read_text(encoding="utf8")
    sampled = report.with_name("sampled.html")
    assert '"of":0' in html
    assert 'data-n="48"' in html
    sampled.write_text(html.replace('"of":0', '"of":999').replace('data-n="48"', 'data-n="9000"'), encoding="utf8")
    with Watched(chromium, sampled.as_uri()) as watched:
        page = watched.page
        page.goto(sampled.as_uri())
        page.get_by_role("button", name="Read the sentences behind figure 1").click()
        assert page.locator("#f-key option").all_inner_texts() == ["all", "France", "Germany"]
        assert page.locator("#status").inner_text().endswith("What was not drawn is counted, and has no mark here.")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("#table-mentions > summary").click()
        table = page.locator("#grid-mentions")
        table.get_by_role("button", name="Copy the table").click()
        table.get_by_text("48 of 9,000 rows copied: all are in the CSV").wait_for()
        table.get_by_role("searchbox").fill("germany")
        table.get_by_role("button", name="Copy the table").click()
        table.get_by_text("18 rows copied, of 48 of 9,000 that this page holds: all are in the CSV").wait_for()
    sampled.unlink()


def test_report_on_paper_and_without_script_has_sentences(chromium, report):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    sentences = page.locator("#table-mentions_by_actor .sentences li .text")
    assert [text.split(" ")[0] for text in sentences.all_inner_texts()] == ["Perhaps", "Perhaps"]
    assert page.locator("#found > li").count() == 20
    assert page.locator("#found mark").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("width", [400, 640, 1280])
def test_report_is_no_wider_than_the_window(chromium, report, width):
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(report.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.context.close()


def test_markup_in_texts_and_titles_is_shown_and_never_run(chromium, report):
    with Watched(chromium, report.as_uri()) as watched:
        page = watched.page
        page.goto(report.as_uri())
        page.get_by_role("button", name="Read the sentences behind figure 2").click()
        page.locator("#f-doc").select_option(label="germany")
        assert page.locator("#found .text").inner_text() == f"It may rain {NASTY} there."
        assert (
            "A fine <b>title</b> <script>window.ran = 1</script>" in page.locator("#grid-corpus-documents").inner_text()
        )
        page.wait_for_timeout(300)
        assert page.evaluate("() => window.ran") is None
        assert page.locator("script").count() == 2  # the data, and the script that pages them
        assert page.locator("main img").count() == 2
        assert watched.outside == watched.complaints == []


# --- accessibility --------------------------------------------------------------------------------------------

PAGE = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>A page</title><main><h1>A page</h1>{}</main></html>'


@pytest.fixture(scope="module")
def shown() -> str:
    """A commentary from a Markdown file with every layer on it."""
    corpus = dc.load_corpus(ROOT / "corpus" / "us_russia" / "texts")
    is_markdown = corpus.documents["source"].str.endswith(".md")
    layers = {
        "mentions": dc.find_mentions(corpus, dc.load_actors("world")),
        "quotes": dc.find_quotes(corpus),
        **{name: getattr(dc, f"find_{name}")(corpus) for name in ("hedges", "boosters", "negations")},
        "probability_words": dc.find_probability_words(corpus),
        "words_of_ones_own": dc.find_hedges(corpus),
    }
    html = dc.show(corpus, corpus.documents.loc[is_markdown, "doc_id"].iloc[0], **layers).html
    assert "d-sign" in html
    return html


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_and_page_are_accessible(chromium, report, shown, tmp_path, scheme):
    (tmp_path / "page.html").write_text(PAGE.format(shown), encoding="utf8")
    for path in (report, tmp_path / "page.html"):
        with Watched(chromium, path.as_uri(), scheme=scheme) as watched:
            watched.page.goto(path.as_uri())
            watched.page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            watched.page.wait_for_timeout(300)  # a table is filled when it is opened
            watched.keep(f"{path.stem}_axe_{scheme}")
            assert serious(watched.page) == []


@needs_axe
def test_what_is_not_accessible_is_found(chromium, shown, tmp_path):
    path = tmp_path / "page.html"
    pale = shown.replace("</style>", ".discourse-page .d-sign { color: #ccc; }</style>", 1)
    path.write_text(PAGE.format(pale), encoding="utf8")
    with Watched(chromium, path.as_uri()) as watched:
        watched.page.goto(path.as_uri())
        found = serious(watched.page)
    assert found
    assert all(line.startswith("color-contrast") and "d-sign" in line for line in found)
