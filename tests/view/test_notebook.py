"""A widget with a page below it: what a notebook keeps, and what is told where anywidget is missing."""

from __future__ import annotations

import sys

import pytest

from discourse.view.notebook import Below, need_anywidget


class Widget:
    def _repr_mimebundle_(self):
        return {"application/x": 1, "text/plain": "a long one"}, {}


class Shown:
    def __init__(self, html):
        self.html = html

    def update(self, html):
        self.html = html


def test_each_display_has_a_page_below_that_is_brought_up_to_date(monkeypatch):
    display = pytest.importorskip("IPython.display")
    said = []

    def shows(value, raw=False, display_id=False):
        said.append(value)
        return Shown(value) if display_id else None

    monkeypatch.setattr(display, "display", shows)
    below = Below()
    for _ in range(2):
        below.display(Widget(), plain="short", html="<p>1</p>")
    assert said[0] == {"application/x": 1, "text/plain": "short"}
    assert [page.html.data for page in below._shown] == ["<p>1</p>"] * 2
    below.update(lambda: "<p>2</p>")
    assert [page.html.data for page in below._shown] == ["<p>2</p>"] * 2


def test_a_page_that_nobody_sees_is_not_made():
    Below().update(lambda: pytest.fail("it was made"))


def test_without_anywidget_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ImportError, match=r'^drawing in the notebook needs anywidget: pip install "discourse-toolkit'):
        need_anywidget("drawing")
