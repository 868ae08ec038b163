"""The study that fits a corpus: what is known of its texts, and a study file that can be read."""

from __future__ import annotations

import tomllib

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.study._proposal import Known, look_at, write_study


def known_of(**docvars) -> Known:
    return look_at(corpus_of(*["France may talk."] * 20, **docvars))


@pytest.mark.parametrize(
    ("docvars", "group"),
    [
        ({}, None),
        ({"author": ["Ann", "Bo"] * 10, "outlet": ["Globe", "Times"] * 10}, "outlet"),
        ({"author": ["Ann", "Bo"] * 10, "outlet": ["Globe"] * 20}, "author"),
        ({"Author": ["Ann", "Bo"] * 10}, "Author"),
        ({"region": ["North", "South"] * 10}, "region"),
        ({"region": [f"r{n}" for n in range(20)]}, None),  # one that tells every text from every other
        ({"title": ["A", "B"] * 10, "n": [1, 2] * 10}, None),
    ],
)
def test_the_docvar_to_compare_by(docvars, group):
    assert known_of(**docvars).group == group


@pytest.mark.parametrize(
    ("docvars", "freq"),
    [
        ({}, None),
        ({"date": pd.date_range("2018-01-01", periods=20, freq="D")}, "W"),
        ({"date": pd.date_range("2010-01-01", periods=20, freq="6MS")}, "YS"),
        ({"date": pd.date_range("2018-01-01", periods=20, freq="MS")}, "QS"),
        ({"date": [pd.Timestamp("2018-01-01")] * 20}, None),
        ({"year": [1900 + n for n in range(20)]}, "5YS"),
        ({"date": [*pd.date_range("2018-01-01", periods=14, freq="MS"), *[pd.NaT] * 6]}, "QS"),
        ({"date": [*pd.date_range("2018-01-01", periods=13, freq="MS"), *[pd.NaT] * 7]}, None),  # a third is missing
    ],
)
def test_the_periods_that_hold_texts_enough(docvars, freq):
    assert known_of(**docvars).freq == freq


def test_the_actors_that_are_named_most():
    corpus = corpus_of("France met Germany. France met Spain.", "France, Germany, Spain and Italy talk. Germany left.")
    assert look_at(corpus).actors == ["France", "Germany", "Spain"]


@pytest.mark.parametrize("group", [None, "outlet", "my group"])
@pytest.mark.parametrize("freq", [None, "QS"])
@pytest.mark.parametrize("actors", [[], ["France", 'Saint "K"']])
def test_the_study_file_asks_for_what_is_known(group, freq, actors):
    text = write_study(Known(group, freq, actors), title="T", path="texts", command="discourse run .")
    tables = tomllib.loads(text)["tables"]
    slug = {None: "text", "my group": "my_group"}.get(group, group)
    assert f"hedges_by_{slug}" in tables
    assert (f"mentions_by_actor_and_{slug}" in tables) == (group is not None)
    assert ("hedges_over_time" in tables) == (freq is not None)
    assert ("mentions_over_time" in tables) == (freq is not None and bool(actors))
    if freq and actors:
        assert tables["mentions_over_time"]["where"] == {"actor": actors, "reading": "actor"}
    assert tables["mentions_by_actor"]["where"] == {"reading": "actor"}
    assert "towards an actor" in text
    # What is not known is there as a remark: without its marks, the file asks for it too.
    later = "\n".join(line.removeprefix("# ") for line in text.split("# --- over time")[1].splitlines()[1:])
    assert "[tables.tone_over_time]" in later


def test_a_docvar_that_is_called_as_a_column_of_the_spans_is_told_apart():
    known = Known("speaker", None, [], frozenset(["doc_id", "speaker", "category", "actor"]))
    tables = tomllib.loads(write_study(known, title="T", path="texts", command="discourse run ."))["tables"]
    assert tables["words_by_speaker"]["by"] == "speaker"
    assert tables["hedges_by_speaker"]["by"] == tables["tone_by_speaker"]["by"] == "speaker_doc"
    assert tables["mentions_by_actor_and_speaker"]["by"] == ["actor_span", "speaker_doc"]
    assert tables["hedges_by_category"]["by"] == "category_span"


@settings(max_examples=20)
@given(st.text(), st.text(), st.text())
def test_any_title_path_and_group_can_be_written(title, path, group):
    text = write_study(Known(group or None, None, []), title=title, path=path, command="discourse\nrun")
    read = tomllib.loads(text)
    said = title.encode("utf8", "backslashreplace").decode()
    assert (read["title"], read["corpus"]["path"]) == (said, path.encode("utf8", "backslashreplace").decode())
