"""The widget without a browser: what the page sends, what it is sent, and what is left of it without Python."""

from __future__ import annotations

import json
import sys

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.coding import widget as module
from discourse.coding.widget import Coding, book_of, code_sample
from discourse.view.page import read_template

pytest.importorskip("anywidget", reason="comes with the extra lab")
#: Of traitlets and ipykernel themselves.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CODES = {"negative": ["yes", "no"]}


@pytest.fixture
def corpus() -> dc.Corpus:
    return corpus_of("It may rain. <b>No</b> it is. Well.", outlet=["The Globe"])


@pytest.fixture
def coding(corpus, tmp_path) -> Coding:
    sample = dc.sample_sentences(corpus, n=3, seed=1, codes="negative").sort_values("start")
    return code_sample(sample, corpus, tmp_path / "anna.csv", codes=CODES)


def say(coding: Coding, act: str, **more) -> dict:
    """What the page sends, and what it is answered."""
    answers = []
    coding.widget.send = answers.append
    coding._act({"do": act, **more})
    json.dumps(answers)
    return answers[0] if answers else {}


def answer(row: int, value: str, *, name: str = "negative", before: str = "", number: int = 0) -> dict:
    return {"id": f"{number or row}", "row": row, "name": name, "value": value, "before": before, "again": False}


def test_what_the_page_sends_is_done_and_answered(coding):
    sent = [answer(1, "yes"), answer(0, "no"), answer(2, "perhaps"), answer(0, "hm", name="note", number=9)]
    assert say(coding, "give", answers=sent)["results"] == [
        {"id": "1", "why": ""}, {"id": "0", "why": ""},
        {"id": "2", "why": "perhaps is not a possible code for negative"},
        {"id": "9", "why": ""},
    ]  # fmt: skip
    assert coding.table[["negative", "note"]].fillna("").values.tolist() == [["no", "hm"], ["yes", ""], ["", ""]]
    assert say(coding, "look") == {"problem": ""}
    assert say(coding, "reload")["state"]["cells"][1] == {"negative": {"given": "yes", "done": True}}
    assert list(say(coding, "units", first=1)["units"]) == [1, 2]
    assert say(coding, "no such act") == {}
    state = coding.widget.get_state()["state"]
    assert state["cells"][0]["note"]["given"] == "hm", "a page that is loaded again has what was coded by then"


def test_an_answer_that_comes_twice_counts_once(coding):
    first, second = answer(0, "yes", number=1), answer(0, "", before="yes", number=2)
    assert [one["id"] for one in say(coding, "give", answers=[first, second, first])["results"]] == ["1", "2", "1"]
    assert coding.table["negative"].fillna("").tolist() == ["", "", ""]


def test_what_cannot_be_saved_now_has_no_result_and_can_be_sent_again(coding):
    coding.coder.file.path.write_text("mine")
    told = say(coding, "give", answers=[answer(0, "yes")])
    assert told["results"] == [] and "changed elsewhere" in told["problem"]
    assert coding.coder.file.path.read_text() == "mine"


def test_units_go_over_in_pieces(coding, monkeypatch):
    monkeypatch.setattr(module, "_MOST_AT_ONCE", 1)
    assert list(coding._units_from(1)) == [1]


def test_words_are_marked_from_the_page(corpus, tmp_path):
    sample = dc.sample_sentences(corpus, n=3, seed=1).sort_values("start")
    coding = code_sample(sample, corpus, tmp_path / "anna.csv", codes={"hedge": "spans"})
    say(coding, "give", answers=[answer(0, [[3, 6]], name="hedge")])
    assert dc.find_coded(coding.table, corpus, code="hedge")["text"].tolist() == ["may"]


def test_a_saved_notebook_shows_what_was_coded(coding, monkeypatch):
    assert repr(coding) == "anna.csv: 0 of 3 units coded"
    assert "<table>" not in coding._repr_html_()
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *what, **how: shown.append((what, how)))
    say(coding, "give", answers=[answer(1, "no")])
    html = coding._repr_html_()
    assert "What anna.csv had when this was last written here: 1 of 3 units coded" in html
    assert "&lt;b&gt;No&lt;/b&gt; it is." in html and "<b>No" not in html
    assert "<script" not in html and "http" not in html


def test_it_is_displayed_as_a_widget_and_as_html(coding, monkeypatch):
    shown = []

    class Handle:
        def update(self, html):
            shown.append(html.data)

    def display(what, **how):
        shown.append((what, how))
        return Handle()

    monkeypatch.setattr("IPython.display.display", display)
    coding._ipython_display_()
    (data, raw), (html, how) = shown
    assert raw == {"raw": True} and how == {"display_id": True}
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"] == "Coding by hand: anna.csv"
    assert "0 of 3 units coded" in html.data
    say(coding, "give", answers=[answer(0, "yes")])
    say(coding, "show")
    assert "1 of 3 units coded" in shown[-1]


def test_the_page_asks_nobody_and_writes_no_markup():
    script, style = read_template("coder_work.js") + read_template("coder.js"), read_template("coder.css")
    for word in ("http", "import(", "fetch", "innerHTML", "eval", "XMLHttpRequest", "url("):
        assert word not in script and word not in style


def test_docvars_are_shown_where_they_are_asked_for(corpus, tmp_path):
    sample = dc.sample_sentences(corpus, n=3, seed=1)
    hidden = code_sample(sample, corpus, tmp_path / "anna.csv", codes=CODES).widget.units[0]
    asked = code_sample(sample, corpus, tmp_path / "ben.csv", codes=CODES, show="outlet").widget.units[0]
    assert (hidden["shown"], asked["shown"]) == ([], [["outlet", "The Globe"]])


def test_the_codebook_stands_beside_the_codes(corpus, tmp_path):
    (tmp_path / "book.toml").write_text(
        '[codes.negative]\ndefinition = "Bad."\nexamples = ["It rains."]\nvalues = { yes = "Bad.", no = "Not bad." }'
    )
    sample = dc.sample_sentences(corpus, n=3, seed=1)
    coding = code_sample(sample, corpus, tmp_path / "anna.csv", codebook=tmp_path / "book.toml")
    book = coding.widget.book["negative"]
    assert (book["kind"], book["definition"], book["examples"]) == ("values", "Bad.", "It rains.")
    assert [value["definition"] for value in book["values"]] == ["Bad.", "Not bad."]
    assert book_of([], pd.DataFrame(columns=["code", "value", "definition", "not_when", "examples"])) == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"path": "nowhere/anna.csv"}, "there is no folder 'nowhere' for anna.csv; make the folder first"),
        ({"path": "anna.xlsx"}, "path is 'anna.xlsx'; name a CSV file, such as 'anna.csv'"),
        ({"context": -1}, "context is -1; give a whole number of sentences from 0 on"),
        ({"show": "editor"}, "lacks the column editor"),
        ({"codes": None}, "codes and codebook are both None"),
    ],
)
def test_what_cannot_be_is_told(corpus, tmp_path, monkeypatch, change, says):
    monkeypatch.chdir(tmp_path)
    sample = dc.sample_sentences(corpus, n=3, seed=1)
    options = {"path": "anna.csv", "codes": CODES} | change
    with pytest.raises(ValueError) as raised:
        code_sample(sample, corpus, options.pop("path"), **options)
    assert says in str(raised.value)


def test_a_sample_of_other_texts_or_of_none_is_told(corpus, tmp_path):
    sample = dc.sample_sentences(corpus, n=3, seed=1)
    with pytest.raises(ValueError, match=r"3 of 3 rows of the sample are not in the corpus \(another text: "):
        code_sample(sample, corpus_of("Some other text, which is long enough."), tmp_path / "a.csv", codes=CODES)
    with pytest.raises(ValueError, match="the sample has no rows; draw one with sample_sentences"):
        code_sample(sample.head(0), corpus, tmp_path / "a.csv", codes=CODES)
    assert not list(tmp_path.iterdir())


def test_without_anywidget_the_line_that_installs_it_is_given(corpus, tmp_path, monkeypatch):
    module._widget_class.cache_clear()
    monkeypatch.setitem(sys.modules, "anywidget", None)
    sample = dc.sample_sentences(corpus, n=3, seed=1)
    with pytest.raises(ImportError) as raised:
        code_sample(sample, corpus, tmp_path / "anna.csv", codes=CODES)
    assert str(raised.value) == 'coding in the notebook needs anywidget: pip install "discourse-toolkit[lab]"'
    assert not list(tmp_path.iterdir()), "nothing is written before it can be coded"
