"""The explorer without a browser: what the page sends, what it is told, and what Python has then."""

from __future__ import annotations

import sys

import pandas as pd
import pytest
from exploring import corpus, tables

import discourse as dc
from discourse.explorer import widget as module
from discourse.explorer.widget import Explorer, explore

pytest.importorskip("anywidget", reason="comes with the extra lab")
#: Of traitlets and ipykernel themselves.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ALL = {"spans": [], "documents": [], "when": None, "words": "", "sentences": None}


@pytest.fixture
def view() -> Explorer:
    return explore(corpus(), freq="YS", **tables())


def ask(view: Explorer, do: str, monkeypatch, chosen: dict | None = None, **more) -> dict:
    """What the page is told when it asks."""
    told: list[dict] = []
    monkeypatch.setattr(type(view.widget), "send", lambda _, content: told.append(content))
    chosen = ALL | (chosen or {})
    view._act({"do": do, "ask": 7, "chosen": chosen, "count": view._count, **more})
    assert len(told) == 1 and (told[0]["answer"], told[0]["to"]) == (7, do)
    return told[0]


def test_a_click_chooses_in_python(view, monkeypatch):
    assert len(view.selection) == 10 and view.filter is corpus()
    told = ask(view, "numbers", monkeypatch, {"spans": [["mentions", "actor", [1]]], "documents": [["outlet", [0]]]},
               facets=[["mentions", "actor"]], docvar="outlet")  # fmt: skip
    assert told["numbers"]["whole"]["n"] == 2
    assert view.selection["text"].tolist() == ["Soria", "Soria"]
    assert view.filter.documents["doc_id"].tolist() == ["d0", "d2"]
    assert view.rows("hedges")["text"].tolist() == ["may"]
    assert view.widget.state["chosen"]["spans"] == [["mentions", "actor", [1]]]
    assert repr(view) == "2 mentions: actor: Soria · outlet: A"
    space = {"corpus": corpus(), **tables()}
    exec(view.query, space)
    pd.testing.assert_frame_equal(space["selection"], view.selection)


def test_every_question_is_answered(view, monkeypatch):
    assert ask(view, "sentences", monkeypatch, low=0)["sentences"]["n"] == 8
    assert ask(view, "lines", monkeypatch, sort="1R", low=0)["lines"]["n"] == 10
    assert ask(view, "words", monkeypatch, {"spans": [["mentions", "actor", [1]]]})["words"]
    assert "discourse-page" in ask(view, "text", monkeypatch, s=0)["html"]
    assert ask(view, "rest", monkeypatch)


def test_a_pattern_that_is_none_is_told_and_chooses_nothing(view, monkeypatch):
    told = ask(view, "lines", monkeypatch, {"words": "*"}, sort="", low=0)
    assert "pattern" in told["problem"] and len(view.selection) == 10


def test_what_python_chooses_is_what_the_page_has(view):
    rates = dc.count_rate(tables()["mentions"], corpus(), by=["actor", "outlet"], freq="YS")
    row = rates[rates["n"] > 1].iloc[0]
    view.choose(row)
    assert len(view.selection) == row["n"] and view.widget.state["chosen"]["when"]
    view.choose()
    assert view.widget.state["chosen"] == ALL
    assert len(explore(corpus(), freq="YS", start=row, **tables()).selection) == row["n"]


def test_the_notebook_shows_a_widget_and_a_page_of_the_last_view(view, monkeypatch, tmp_path):
    shown = []

    def display(what, **options):
        shown.append(what if options.get("raw") else what.data)

    monkeypatch.setattr("IPython.display.display", display)
    view._ipython_display_()
    assert shown[0]["text/plain"] == "10 mentions: everything"
    assert "application/vnd.jupyter.widget-view+json" in shown[0]
    assert f'data-of="{view.widget.of}"' in shown[1] and "<script" not in shown[1]
    path = view.save(tmp_path / "explore.html")
    assert "Norland waits" in path.read_text(encoding="utf8")
    view.save(path, texts=False)
    assert "waits" not in path.read_text(encoding="utf8")
    with pytest.raises(ValueError, match=r"^path is 'explore.txt'; name an HTML file, such as 'explore.html'$"):
        view.save("explore.txt")


def test_texts_can_be_left_out_altogether(tmp_path, monkeypatch):
    view = explore(corpus(), texts=False, **tables())
    assert ask(view, "text", monkeypatch, s=0)["html"] == ""
    assert ask(view, "lines", monkeypatch, sort="", low=0)["lines"]["rows"] == []
    assert "waits" not in view.save(tmp_path / "a.html", texts=True).read_text(encoding="utf8") + view._repr_html_()


def test_what_is_wrong_is_told():
    with pytest.raises(ValueError, match=r"^there is nothing to explore; give a table such as mentions="):
        explore(corpus())
    with pytest.raises(ValueError, match=r"^count is 'quotes'; choose one of 'mentions', 'hedges', 'sentiment'"):
        explore(corpus(), count="quotes", **tables())
    with pytest.raises(TypeError, match=r"^terms is a str; a table of spans or None is needed$"):
        explore(corpus(), terms="war")
    with pytest.raises(TypeError, match=r"^start is a str; a mapping, a row of a table or None is needed$"):
        explore(corpus(), start="war", **tables())
    with pytest.raises(ValueError, match=r"layer is 'quotes'"):
        explore(corpus(), **tables()).rows("quotes")


def test_without_the_extra_the_line_that_installs_it_is_told(monkeypatch):
    module._widget_class.cache_clear()
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ImportError, match=r'needs anywidget: pip install "discourse-toolkit\[lab\]"$'):
        explore(corpus(), **tables())
    module._widget_class.cache_clear()


def test_the_page_is_told_what_python_chose_and_not_what_it_chose_itself(view, monkeypatch):
    ask(view, "sentences", monkeypatch, {"words": "talk"}, low=0)
    assert (view.widget.state["by"], view.widget.state["chosen"]["words"]) == ("page", "talk")
    view.choose({"words": "talk"})
    assert view.widget.state["by"] == "python"
