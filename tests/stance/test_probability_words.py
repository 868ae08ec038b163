"""Words of estimative probability: what each scale says, negation and intensifiers, and the figures of the list."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import check_spans, corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given
from hypothesis import strategies as st

from discourse import schema
from discourse.stance.probability_words import SCALES, find_probability_words, load_probability_words

REPO = Path(__file__).resolve().parents[2]
SURVEY = REPO.parent / "shared/data/probability_words/wadefagen_survey-results.csv"


def odds(text: str, scale: str = "survey") -> list[tuple]:
    corpus = corpus_of(text)
    found = find_probability_words(corpus, scale=scale)
    check_spans(found, corpus)
    return list(found[["text", "phrase", "low", "high"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("scale", "text", "expected"),
    [
        ("icd203", "likely", ("likely", 0.55, 0.80)),
        ("icd203", "very unlikely", ("very unlikely", 0.05, 0.20)),
        ("icd203", "almost certainly", ("almost certain", 0.95, 0.99)),
        ("phia", "remote chance", ("remote chance", 0.0, 0.05)),
        ("phia", "realistic possibility", ("realistic possibility", 0.40, 0.50)),
        ("ipcc", "extremely likely", ("extremely likely", 0.95, 1.0)),
        ("ipcc", "about as likely as not", ("about as likely as not", 0.33, 0.66)),
        ("kent", "probable", ("probable", 0.63, 0.87)),
        ("kent", "almost certain", ("almost certain", 0.87, 0.99)),
        ("survey", "probably", ("probably", 0.60, 0.75)),
        ("survey", "better than even", ("better than even", 0.55, 0.60)),
    ],
)
def test_what_each_scale_says(scale, text, expected):
    assert odds(f"War is {text} now.", scale) == [(text, *expected)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is not likely.", [("not likely", "unlikely")]),
        ("It isn’t at all likely.", [("isn’t at all likely", "unlikely")]),
        ("It is not improbable.", [("not improbable", "probable")]),
        ("It is far from likely.", [("far from likely", "unlikely")]),
        ("It is not fast, but likely.", [("likely", "likely")]),
        ("He said not that it is likely.", [("likely", "likely")]),
        ("Nobody is likely to go.", [("Nobody is likely", "unlikely")]),
        (
            "No one is likely to go. None seem likely.",
            [("No one is likely", "unlikely"), ("None seem likely", "unlikely")],
        ),
        ("Nowhere is it likely.", [("Nowhere is it likely", "unlikely")]),
        ("Rarely is it likely.", [("Rarely is it likely", "unlikely")]),
        (
            "It seldom is likely, it cannot be likely.",
            [("seldom is likely", "unlikely"), ("cannot be likely", "unlikely")],
        ),
        ("It is not only likely.", [("likely", "likely")]),
        ("Few are likely to go without likely friends.", [("likely", "likely")] * 2),
        ("It will probably not rain.", [("probably not", "probably not")]),
        ("It probably won’t rain.", [("probably won’t", "probably not")]),
        ("It probably will not.", [("probably will not", "probably not")]),
        ("He almost certainly did not go.", [("almost certainly did not", "almost no chance")]),
        ("It is highly improbable.", [("highly improbable", "highly unlikely")]),
        ("It is very unlikely.", [("very unlikely", "highly unlikely")]),
        ("There is no chance.", [("no chance", "almost no chance")]),
        ("There is little chance.", [("little chance", "little chance")]),
        ("The chances are slim.", [("chances are slim", "chances are slight")]),
        ("The odds are about even.", [("about even", "about even")]),
        ("Likely voters are more likely to vote.", []),
        ("More likely than not, he lost.", [("More likely than not", "better than even")]),
        ("It may rain. He had an unlikely ally.", []),
    ],
)
def test_negation_and_intensifiers(text, found):
    assert [(text_, phrase) for text_, phrase, _, _ in odds(text)] == found


def test_odds_for_which_the_scale_has_no_phrase():
    assert odds("It is not almost certain.") == [("not almost certain", "not almost certain", 0.0, 0.9)]
    assert odds("It is almost certainly not so.", "ipcc") == [
        ("almost certainly not", "virtually certain not", 0.0, 0.01)
    ]


def test_a_phrase_of_other_scales_is_not_read_in_part():
    assert [t for t, *_ in odds("It is extremely likely.", "kent")] == ["extremely likely"]
    assert odds("It is quite probable.", "ipcc") == []


def test_an_unknown_scale_names_the_valid_ones():
    for function in (
        lambda: find_probability_words(corpus_of("a"), scale="cia"),
        lambda: load_probability_words(scale="cia"),
    ):
        with pytest.raises(
            ValueError, match="scale is 'cia'; choose one of 'survey', 'icd203', 'phia', 'ipcc', 'kent'"
        ):
            function()


def test_columns_are_the_same_with_and_without_words():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["probability_words"].items()}
    for texts in ((), ("It rains.",), ("It is likely.",)):
        for scale in SCALES:
            found = find_probability_words(corpus_of(*texts), scale=scale)
            assert {c: str(d) for c, d in found.dtypes.items()} == listed
            assert len(found) == (texts == ("It is likely.",))
            assert (found["scale"] == scale).all()


@pytest.mark.parametrize("scale", SCALES)
def test_the_list(scale):
    table = load_probability_words(scale=scale)
    own = table[table["scale"] == scale]
    assert table["pattern"].is_unique
    assert (own["low"] <= own["high"]).all()
    assert own[["low", "high"]].min().min() >= 0
    assert own[["low", "high"]].max().max() <= 1
    assert own.groupby("phrase")[["low", "high"]].nunique().eq(1).all(axis=None)
    for column in ("denied", "mirrored"):
        assert set(own[column]) - {""} <= set(own["phrase"])
    assert own["reference"].map(lambda r: bool(re.fullmatch(r".+ \(\d{4}\)", r))).all()


def test_the_survey_is_computed_from_the_answers(tmp_path):
    """Three people: the quartiles of 10, 20, 60 are 15 and 40; the column on age is no phrase."""
    answers = tmp_path / "answers.csv"
    answers.write_text('"""Likely""",Age Range\n10,18-25\n20,26-35\n60,26-35\n', encoding="utf-8")
    listed = tmp_path / "list.csv"
    listed.write_text("pattern,scale,phrase,low,high\nlikely,survey,likely,0.15,0.5\n", encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable,
            str(REPO / "benchmarks/probability_survey.py"),
            "--data",
            str(answers),
            "--check",
            str(listed),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r"likely +3 +0\.15 +0\.2 +0\.4\n", run.stdout)
    assert "1 phrases in the list; the largest difference is 0.100" in run.stdout


def test_the_figures_of_the_survey_are_those_of_the_answers():
    if not SURVEY.is_file():
        pytest.skip("the answers stand in ../shared, which is not here")
    sys.path.insert(0, str(REPO / "benchmarks"))
    try:
        from probability_survey import quartiles
    finally:
        sys.path.pop(0)
    found = quartiles(SURVEY)
    own = load_probability_words().query("scale == 'survey'").drop_duplicates("phrase").set_index("phrase")
    assert set(own.index) == set(found.index)
    assert (own[["low", "high"]] - found.loc[own.index, ["low", "high"]]).abs().max(axis=None) < 0.0006


_PIECES = (
    "not n’t isn’t likely unlikely very almost certainly probably won’t no chance even , . — “better than even” far"
).split()


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join) | curly_text, st.sampled_from(list(SCALES)))
def test_typography_makes_no_difference(text, scale):
    columns = ["sentence_id", "start", "end", "phrase", "low", "high"]
    curly, straight = (find_probability_words(corpus_of(t), scale=scale)[columns] for t in (text, straighten(text)))
    pd.testing.assert_frame_equal(curly, straight)


@given(
    st.lists(odd_text | typed_text | st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join), max_size=3),
    st.sampled_from(list(SCALES)),
)
def test_on_any_text(texts, scale):
    corpus = corpus_of(*texts)
    found = find_probability_words(corpus, scale=scale)
    check_spans(found, corpus)
    assert ((found["low"] >= 0) & (found["low"] <= found["high"]) & (found["high"] <= 1)).all()
