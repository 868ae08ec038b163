"""The report: it holds every number and every sentence behind it, asks for nothing, and runs nothing of the texts."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.study.load import load_study
from discourse.study.report import make_report

STUDY = """
title = "Two papers"
question = "Who is named?"
[corpus]
path = "texts"
[tables.by_actor]
measure = "rate"
of = "mentions"
by = "actor"
[tables.modals]
measure = "rate"
of = "hedges"
by = ["outlet", "category"]
where = { category = ["modal"] }
[tables.tone]
measure = "mean"
of = "actor_sentiment"
by = "actor"
[tables.together]
measure = "cooccurrence"
[figures.by_actor]
plot = "rates"
title = "Who is named"
"""
TEXTS = (
    "Moscow may wait. The US and Russia could talk — 👍🏽 Moscow said.",
    "Kyiv is alone. Perhaps Russia is kind.",
)
_NAMES = {
    "Moscow": "Russia",
    "Russia": "Russia",
    "US": "United States",
    "Washington": "United States",
    "Kyiv": "Ukraine",
}
ACTORS = pd.DataFrame({"actor": _NAMES.values(), "alias": _NAMES.keys()}).assign(type="state")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
VOID = {"meta", "img", "input", "br", "link"}


class Page(HTMLParser):
    """Every element with its attributes, and the text within each kind of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.text.setdefault(tag, []).append(data)

    def having(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


def parts(tmp_path, *texts: str, study: str = STUDY, **docvars) -> SimpleNamespace:
    """What a run hands to the report, made without a run."""
    (tmp_path / "study.toml").write_text(study, encoding="utf8")
    corpus = corpus_of(*texts, **docvars)
    tables = {
        "documents": corpus.documents.drop(columns="text"),
        "sections": corpus.sections,
        "rejected": corpus.rejected,
        "doubts": corpus.doubts,
        "mentions": dc.find_mentions(corpus, ACTORS),
        "hedges": dc.find_hedges(corpus),
        "sentiment": dc.score_sentiment(corpus),
    }
    tables["actor_sentiment"] = dc.score_mentions(tables["mentions"], tables["sentiment"])
    modals = tables["hedges"][tables["hedges"]["category"] == "modal"]
    tables |= {
        "by_actor": dc.count_rate(tables["mentions"], corpus, by="actor"),
        "modals": dc.count_rate(modals, corpus, by="category"),
        "tone": dc.count_mean(tables["actor_sentiment"], corpus, by="actor"),
        "together": dc.count_cooccurrence(tables["mentions"]),
    }
    (tmp_path / "by_actor.svg").write_text(SVG, encoding="utf8")
    return SimpleNamespace(
        study=load_study(tmp_path / "study.toml"),
        corpus=corpus,
        tables=tables,
        figures={"by_actor": [tmp_path / "by_actor.png", tmp_path / "by_actor.svg"]},
        alts={"by_actor": "Dots, of which Russia's is the highest."},
        behind={
            "by_actor": tables["mentions"],
            "modals": modals,
            "tone": tables["actor_sentiment"],
            "together": tables["mentions"],
        },
        versions={"discourse": "0.1.0", "python": "3.13.1"},
    )


def report(p: SimpleNamespace) -> str:
    return make_report(
        p.study, p.corpus, p.tables, p.figures, alts=p.alts, behind=p.behind, versions=p.versions
    )  # fmt: skip


def data_of(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html).group(1))


def unrun(runs: list[int]) -> list[int]:
    return [first + i for first, n in zip(runs[::2], runs[1::2], strict=True) for i in range(n)]


def spans_of(data: dict, name: str) -> list[tuple[str, str]]:
    """The key and the words of each span of a set."""
    runs = next(s["runs"] for s in data["sets"] if s["name"] == name)
    spans, sentences = data["spans"], data["sentences"]["t"]
    return [(data["keys"][spans["g"][i]], sentences[spans["s"][i]][spans["a"][i] : spans["b"][i]]) for i in unrun(runs)]


@pytest.fixture
def two(tmp_path) -> SimpleNamespace:
    docvars = {
        "title": ["Wait", "Alone"],
        "author": ["A. Writer", "B. Other"],
        "outlet": ["The Post", "The Wire"],
        "date": pd.to_datetime(["2018-07-16", "2019-01-02"]),
    }
    return parts(tmp_path, *TEXTS, **docvars)


# --- what it holds ----------------------------------------------------------------------------------------------


def test_title_question_and_numbers_of_the_corpus(two):
    page = Page(report(two))
    assert page.text["h1"] == ["Two papers"]
    assert page.text["title"] == ["Two papers"]
    numbers = re.findall(r"<dt>([a-z ]+)</dt><dd>([^<]*)</dd></div>", report(two))
    assert dict(numbers) == {
        "documents": "2",
        "words": "18",
        "sentences": "4",
        "paragraphs read": "2",
        "paragraphs set aside": "0",
        "texts rejected": "0",
        "doubts": "0",
        "dated": "2018-07-16 to 2019-01-02",
    }
    assert "Every text that was found could be read." in page.text["p"]


def test_rejected_texts_are_named_with_the_reason(tmp_path):
    p = parts(tmp_path, *TEXTS, "  ")
    html = report(p)
    assert "Every text that was found" not in html
    assert re.search(r'<th scope="row" class="wide">row 2: d2</th><td.*?>d2</td><td.*?>no text</td>', html)


def test_every_span_of_every_set_is_its_own_words(two):
    data = data_of(report(two))
    mentions, hedges = two.tables["mentions"], two.tables["hedges"]
    pairs = list(zip(mentions["actor"], mentions["text"], strict=True))
    assert len(pairs) == 6
    assert spans_of(data, "mentions") == spans_of(data, "by_actor") == pairs
    assert spans_of(data, "hedges") == list(zip(hedges["category"], hedges["text"], strict=True))
    assert spans_of(data, "modals") == [("modal", "may"), ("modal", "could")]
    assert sorted(spans_of(data, "all")) == sorted(spans_of(data, "mentions") + spans_of(data, "hedges"))


def test_every_sentence_is_there_once_with_its_document_and_place(two):
    sentences = data_of(report(two))["sentences"]
    assert sentences == {
        "t": [
            "Moscow may wait.",
            "The US and Russia could talk — 👍🏽 Moscow said.",
            "Kyiv is alone.",
            "Perhaps Russia is kind.",
        ],
        "d": [0, 0, 1, 1],
        "n": [1, 2, 1, 2],
    }
    assert [d["cite"] for d in data_of(report(two))["docs"]] == [
        "A. Writer, “Wait”, The Post, 2018-07-16",
        "B. Other, “Alone”, The Wire, 2019-01-02",
    ]


def test_behind_a_cooccurrence_stand_the_sentences_that_name_two_actors(two):
    data = data_of(report(two))
    assert [actor for actor, _ in spans_of(data, "together")] == ["United States", "Russia", "Russia"]
    assert next(s["pair"] for s in data["sets"] if s["name"] == "together") == "sentence"


def test_a_score_names_its_actor_and_value(two):
    data = data_of(report(two))
    runs = next(s["runs"] for s in data["sets"] if s["name"] == "tone")
    spans = data["spans"]
    values = [(data["keys"][spans["g"][i]], spans["v"][i]) for i in unrun(runs)]
    scored = two.tables["actor_sentiment"]
    assert values == list(zip(scored["actor"], scored["compound"].round(4), strict=True))
    assert any(value > 0 for _, value in values)


def test_sentences_can_be_chosen_by_year_outlet_and_author(two):
    assert data_of(report(two))["facets"] == [
        {"name": "year", "values": ["2018", "2019"], "codes": [0, 1]},
        {"name": "outlet", "values": ["The Post", "The Wire"], "codes": [0, 1]},
        {"name": "author", "values": ["A. Writer", "B. Other"], "codes": [0, 1]},
    ]


def test_a_figure_is_an_image_with_its_alt_text_and_caption(two):
    html = report(two)
    (image,) = Page(html).having("img")
    assert image["alt"] == "Dots, of which Russia's is the highest."
    head, code = image["src"].split(",")
    assert head == "data:image/svg+xml;base64"
    assert b64decode(code).decode() == SVG
    assert "Figure 1. Who is named</h3>" in html
    assert "Mentions of actors and of places per 1,000 words, by actor. Drawn from the table by_actor." in html
    for file in ("figures/by_actor.png", "figures/by_actor.svg"):
        assert f'<a href="{file}">{file}</a>' in html
    assert "ax = dc.plot_rates(table, label=&#39;mentions of actors and of places per 1,000 words&#39;)" in html


def test_tables_say_what_they_hold_and_what_their_columns_mean(two):
    html = report(two)
    captions = [
        text for text in Page(html).text["caption"] if "per 1,000" in text or "mention" in text or "tone" in text
    ]
    assert "Hedges per 1,000 words, by outlet and category, where category is modal" in captions
    assert "Mean tone of what is said of an actor, by actor" in captions
    assert "How often two actors are mentioned in the same sentence" in captions
    assert "<dt>n_words</dt><dd>words in the group</dd>" in html
    assert "<dt>rate</dt><dd>spans per 1,000 words; NaN in a group with no words</dd>" in html
    rate = two.tables["by_actor"].set_index("actor").loc["Russia"]
    assert '<th scope="row">Russia</th><td class="num">4</td><td class="num">18</td><td class="num">2</td>' in html
    assert f'<td class="num">{rate["rate"]:.4g}</td>' in html


def test_long_tables_stand_in_the_page_in_part_and_in_the_data_whole(two):
    rows = 1000
    long = pd.DataFrame({"actor": [f"a{i % 7}" for i in range(rows)], "n": np.arange(rows) * 3})
    two.tables["by_actor"] = long
    html = report(two)
    held = data_of(html)["tables"]["by_actor"]
    shown = re.findall(r'<tr><th scope="row">(a\d)</th><td class="num">([\d,]+)</td></tr>', html)
    names, numbers = held["columns"]
    there = shown + [(names["v"][i], n) for i, n in zip(names["i"], numbers["v"], strict=True)]
    assert there == [(f"a{i % 7}", f"{i * 3:,}") for i in reversed(range(rows))], "the largest first"
    assert '<th scope="col" class="num" aria-sort="descending">n</th>' in html
    assert len(shown) == 200
    assert "The first 200 of 1,000 rows; the file tables/by_actor.csv has all." in html


def test_of_longer_tables_the_page_holds_a_sample_and_leads_to_the_whole(two):
    two.tables["by_actor"] = pd.DataFrame({"actor": [f"a{i % 7}" for i in range(9000)], "n": np.arange(9000)})
    html = report(two)
    assert data_of(html)["tables"]["by_actor"]["n"] == 4800
    assert (
        "This page contains the first 200 rows and 4,800 drawn at random from the others, in their order, of 9,000; "
        '<a href="tables/by_actor.csv">tables/by_actor.csv</a> has all.' in html
    )


def test_the_first_screen_answers_and_says_what_does_not_follow(two):
    html = report(two)
    answer = html[html.index('<section id="answer"') : html.index('<section id="corpus"')]
    # Of 18 words, four mentions of Russia, one of the United States and of Ukraine; of two documents few is known.
    assert "Mentions of actors and of places per 1,000 words: most for Russia, 222.2 (" in answer
    assert "2 documents with 18 words read</a>" in answer
    assert "0 texts not read</a>" in answer
    assert "No hand codes correct these comparisons" in answer
    assert "3 of 3 rows of by actor" in answer
    assert html.index("What not to conclude") < html.index('<h2 id="corpus-h">')


def test_every_role_that_is_set_aside_is_in_the_sum(two, monkeypatch):
    roles = pd.DataFrame({"role": list("abcdef"), "read": 0, "set aside": 1, "words read": 0})
    monkeypatch.setattr(
        "discourse.study.report._roles", lambda *_: roles.assign(**{"words set aside": range(6, 0, -1)})
    )
    assert "21 words set aside by role (a 6, b 5, c 4, d 3, e 2, f 1)</a>" in report(two)


def test_periods_without_a_document_are_no_rows_of_the_page(two):
    years = pd.to_datetime(["2018-01-01", "2019-01-01", "2020-01-01"])
    two.tables["by_actor"] = pd.DataFrame(
        {"period": years, "n": [4, 0, 2], "n_docs": [1, 0, 1], "rate": [1.0, None, 2.0]}
    )
    html = report(two)
    table = re.search(r'<table data-grid="by_actor".*?</table>', html, re.DOTALL).group(0)
    assert re.findall(r'<th scope="row">([^<]*)</th>', table) == ["2018-01-01", "2020-01-01"]
    assert "; periods without a document are left out</caption>" in table


def test_a_column_without_a_value_is_left_out_and_named(two):
    two.tables["by_actor"] = two.tables["by_actor"].assign(low=np.nan, high=np.nan)
    html = report(two)
    table = re.search(r'<table data-grid="by_actor".*?</table>', html, re.DOTALL).group(0)
    assert ">low</th>" not in table
    assert "Columns without a value: low, high." in html


def test_a_table_has_a_sentence_for_each_of_its_first_groups(two):
    html = report(two)
    part = html[html.index('<section id="table-by_actor"') : html.index('<section id="table-modals"')]
    said = re.findall(
        r'<mark class="m-mentions is-first is-last">([^<]*)</mark>.*?<p class="cite">([^.]*)\.', part, re.S
    )
    assert [key for _, key in said] == ["Russia", "Ukraine", "United States"]


def test_a_report_without_texts_has_no_sentence(two):
    study = load_study(two.study.path)
    study.output["texts"] = False
    two.study = study
    html = report(two)
    assert data_of(html)["sets"] == data_of(html)["sentences"]["t"] == []
    assert "The results of this study do not contain the sentences of its texts." in html
    assert "data-set=" not in html
    assert "Kyiv is alone" not in html


# --- what it does not do ----------------------------------------------------------------------------------------

NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' &lt;b&gt; <!--"


def test_nothing_of_the_input_becomes_markup(tmp_path, two):
    plain = Page(report(two))
    docvars = {"title": [NASTY, "x"], "author": [NASTY, "y"], "outlet": [NASTY, "z"], NASTY: [NASTY, "w"]}
    docvars |= {"url": ["javascript:alert(1)", "https://example.org/<b>"], "date": two.corpus.documents["date"]}
    p = parts(tmp_path, f"{NASTY} Moscow may wait. {NASTY}", TEXTS[1], **docvars)
    object.__setattr__(p.study, "title", NASTY)
    object.__setattr__(p.study, "question", NASTY)
    p.alts["by_actor"] = p.versions[NASTY] = NASTY
    for name in ("mentions", "by_actor"):
        p.tables[name] = p.tables[name].assign(actor=NASTY, **{NASTY: NASTY})
    p.behind["by_actor"] = p.tables["mentions"]
    html = report(p)
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags} | {"a"}
    assert len(page.having("script")) == 2
    assert len(page.having("img")) == 1
    assert [name for _, attrs in page.tags for name in attrs if name.startswith("on")] == []
    assert page.text["h1"] == [NASTY]
    assert NASTY in page.text["th"]
    assert NASTY in page.text["td"]
    there = {a["href"] for a in page.having("a") if not a["href"].startswith("#")}
    results = re.compile(r"(tables|figures)/[a-z_]+\.(csv|parquet|svg|png)|manifest\.json")
    assert {href for href in there if not results.fullmatch(href)} == {"https://example.org/<b>"}
    assert any(NASTY in text for text in data_of(html)["sentences"]["t"])
    assert not set("<>&") & set(re.search(r'id="data">(.*?)</script>', html).group(1))


def test_asks_for_nothing_and_runs_only_its_own_script(two):
    html = report(two)
    page = Page(html)
    (policy,) = [m["content"] for m in page.having("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL).group(1)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [a for a in page.having("script") if "src" in a] == page.having("link") == []
    assert not re.search(r"url\(|@import", html)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp", script)


def test_the_same_input_gives_the_same_page_and_is_not_changed(tmp_path, two):
    before = {name: table.copy() for name, table in two.tables.items()}
    first = report(two)
    assert report(two) == first
    for name, table in before.items():
        pd.testing.assert_frame_equal(two.tables[name], table)
    assert str(tmp_path) not in first
    first.encode("utf8")


def test_a_path_of_this_machine_is_not_shown(tmp_path):
    p = parts(tmp_path, *TEXTS, study=STUDY.replace('"texts"', f"'{tmp_path / 'texts'}'"))
    html = report(p)
    assert str(tmp_path) not in html
    assert "&#34;path&#34;: &#34;texts&#34;" in html


def test_characters_that_html_forbids_are_shown_by_signs(tmp_path):
    p = parts(tmp_path, "Moscow\x00 may wait.\x1b", title=["a\x07b"])
    html = report(p)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)
    assert data_of(html)["sentences"]["t"] == ["Moscow␀ may wait."]
    assert spans_of(data_of(html), "hedges") == [("modal", "may")]


# --- who reads it -----------------------------------------------------------------------------------------------


def test_headings_landmarks_and_tables_are_in_order(two):
    page = Page(report(two))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.having("html") == [{"lang": "en"}]
    assert len(page.having("main")) == len(page.having("nav")) == 1
    assert {th.get("scope") for th in page.having("th")} == {"col", "row"}
    assert len(page.having("caption")) == len(page.having("table")) > 10
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in page.having("a") if a["href"].startswith("#")}
    assert targets <= set(ids)


def test_without_script_the_numbers_are_there_and_a_note_says_what_is_not(two):
    html = re.sub(r"<script.*?</script>", "", report(two), flags=re.DOTALL)
    page = Page(html)
    assert "but your browser does not run it" in page.text["noscript"][0]
    assert {"Russia", "United States", "Ukraine"} <= set(page.text["th"])
    assert len(page.having("form")) == 1
    assert "hidden" in page.having("form")[0]


def test_a_corpus_in_which_nothing_is_found_has_a_report(tmp_path):
    html = report(parts(tmp_path, "We sat by the sea."))
    assert data_of(html)["sets"] == []
    assert Page(html).text["h1"] == ["Two papers"]
    assert "no rows" in html


def test_tables_without_rows_behind_them_and_figures_not_drawn_are_fine(two):
    two.behind = {"by_actor": pd.DataFrame({"doc_id": ["d0"]})}
    two.figures = {}
    html = report(two)
    assert {s["name"] for s in data_of(html)["sets"]} == {"all", "mentions", "hedges"}
    assert "The figure was not drawn." in html
    assert 'data-set="by_actor"' not in html


def test_ten_thousand_mentions_are_one_small_page(tmp_path):
    p = parts(tmp_path, *["Moscow may talk to Kyiv and Washington, or so it seems to us.\n\n" * 17] * 200)
    assert len(p.tables["mentions"]) == 200 * 17 * 3
    html = report(p)
    assert len(html) < 5_000_000
    assert html.count("<tr>") < 1_000
    assert len(spans_of(data_of(html), "by_actor")) == 10_200
