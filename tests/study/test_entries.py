"""What an entry hands to its function, and the words that it makes of what a study asks for."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse.study._entries import Evidence, Measure, Plot, joined

GIVEN: dict = {}
ROWS, TABLES = pd.DataFrame({"a": [1]}), {"sentiment": "tone", "terms": "the terms"}


def count(
    spans: pd.DataFrame,
    things: pd.DataFrame,
    corpus: str,
    *,
    by: list[str] | None = None,
    column: str = "compound",
    scores: pd.DataFrame | None = None,
    per: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    GIVEN.clear()
    GIVEN.update(locals())
    return spans


MEASURE = Measure(
    count, ("hedges", "certainty"), score="column", tables={"scores": "sentiment"}, other="things",
    names={"per": "words"}, without=("seed",),
)  # fmt: skip


def test_options_are_what_a_study_is_left_to_say():
    assert list(MEASURE.options) == ["of", "by", "with", "words", "where", "allow_absent"]
    assert [key for key, option in MEASURE.options.items() if option.needed] == ["with"]
    assert MEASURE.options["of"].allowed == ("hedges", "certainty")
    assert "where" not in Measure(count, ("hedges",), without=("where",)).options
    assert {"of", "where"}.isdisjoint(Measure(count).options)


@pytest.mark.parametrize(("by", "handed"), [([], None), (["outlet"], ["outlet"])])
def test_a_measure_hands_over_what_is_asked_for_and_what_is_found(by, handed):
    spec = {"measure": "m", "of": "hedges", "by": by, "words": 10, "with": "terms", "where": {"category": "modal"}}
    assert MEASURE.make(spec, "the corpus", ROWS, TABLES, "certainty") is ROWS
    assert {
        "spans": ROWS, "things": "the terms", "corpus": "the corpus", "by": handed, "column": "certainty",
        "scores": "tone", "per": 10, "seed": 0,
    } == GIVEN  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{Of} per {words:,} words", "Probability words per 1,000 words"),
        ("{of} beside {with}", "probability words beside terms of trade"),
        ("under {choices}", "under roles and mask actors"),
        ("near {node}", "near a {b}, c"),
        (lambda spec: spec["of"], "probability_words"),
    ],
)
def test_what_is_asked_for_stands_in_the_words(words, said):
    spec = {"of": "probability_words", "with": "terms_of_trade", "node": "a {b}, c"}
    assert MEASURE.fill(words, spec | {"choices": {"roles": [], "mask_actors": []}}) == said


def test_evidence_takes_what_its_function_needs():
    def find(corpus, mentions, *, lexicon=None): ...

    assert Evidence(find).takes == ("corpus", "mentions")


def test_a_plot_gets_the_table_and_the_corpus_from_the_study():
    def draw(table, corpus, *, limit: int = 3, per=None, column=None, seed=0, ax=None): ...

    plot = Plot(draw, without=("seed",))
    assert list(plot.options) == ["limit"]
    assert plot.takes("corpus")
    assert not plot.takes("label")
    assert plot.told({}, {}) == {}


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (list("abc"), "a, b or c")]
)
def test_names_in_a_sentence(names, said):
    assert joined(names, "or") == said
