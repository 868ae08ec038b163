"""Expressions are compiled when they are first used, and then do what `re` does."""

from __future__ import annotations

import copy
import re

import pytest

from discourse._regex import Expression, Guarded


def test_it_does_what_re_does():
    late, soon = Expression(r"(\w)an", re.I), re.compile(r"(\w)an", re.I)
    assert late.findall("Iran and Japan") == soon.findall("Iran and Japan") == ["r", "p"]
    assert late.sub("*", "ANAN ban") == soon.sub("*", "ANAN ban")
    assert late.match("ban").span(1) == (0, 1)
    assert late.groups == 1


def test_it_is_compiled_when_it_is_first_used(monkeypatch):
    seen = []
    compiled = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: seen.append(given) or compiled(*given))
    late = Expression("[–—]")
    assert seen == []
    assert [late.sub("-", text) for text in ("a–b", "c—d")] == ["a-b", "c-d"]
    assert seen == [("[–—]", 0)]
    with pytest.raises(re.error):
        Expression("(").search("a")


def test_what_an_expression_lacks_is_an_error_and_a_copy_works():
    with pytest.raises(AttributeError, match="finditerate"):
        Expression("a").finditerate  # noqa: B018
    assert copy.deepcopy(Expression("a+")).findall("aab") == ["aa"]


@pytest.mark.parametrize(
    ("text", "tried"),
    [("See", True), ("sea", True), ("a post", True), ("at", False), ("", True), ("“See", True), ("so: Letter", True)],
)
def test_a_guarded_expression_is_tried_where_a_word_is_there(text, tried):
    assert Guarded("", holds=["letter"], opens=["see", "a"]).may_match(text) is tried


def test_a_guarded_expression_does_what_re_does():
    late = Guarded("x|letters?", re.I, holds=["x", "letter"])
    assert late.search("The Letters").span() == (4, 11)
    assert late.search("The end") is late.match("The Letters") is None
    assert late.match("letter").group() == "letter"
    assert late.findall("X, letter") == ["X", "letter"]
    assert Guarded("(", holds=["a"]).search("b") is None  # not compiled
