"""What the tables of a study found, in sentences, and what does not follow."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from discourse.study.forms.answer import answers, cautions
from discourse.study.forms.overlap import Overlap

RATE = {"measure": "rate", "of": "hedges", "by": ["outlet"]}


def rates(**columns) -> pd.DataFrame:
    table = pd.DataFrame(
        {"n": 9, "rate": [1.0, 4.0, 2.5], "low": [0.5, 3.0, 2.0], "high": [1.5, 5.0, 3.25], "few": False}
    )
    return table.assign(**{"outlet": ["a", "b", "c"]} | columns)


def told(spec: dict, table: pd.DataFrame) -> str:
    study = SimpleNamespace(tables={"t": {"by": []} | spec})
    return " / ".join(answer.text for answer in answers(study, {"t": table}))


def test_the_largest_stand_first_with_their_intervals():
    assert told(RATE, rates()) == (
        "Hedges per 1,000 words: most for b, 4.00 (95 % interval 3.00 to 5.00); then c, 2.50 (2.00 to 3.25); "
        "then a, 1.00 (0.50 to 1.50); of the first two, the intervals overlap."
    )


def test_groups_of_few_documents_are_left_out_where_there_are_others():
    assert told(RATE, rates(few=[False, True, False])).startswith(
        "Hedges per 1,000 words: of the 2 groups with enough documents (10 or more), most for c, 2.50 (95 %"
    )
    assert told(RATE, rates(few=True)).startswith("Hedges per 1,000 words: most for b, 4.00")
    assert told(RATE, rates(few=True)).endswith("(All of these have few documents.)")


def test_a_mean_has_a_highest_and_a_lowest():
    table = rates().rename(columns={"rate": "mean"})
    assert told({"measure": "mean", "of": "sentiment", "by": ["outlet"]}, table).endswith(
        "highest for b, 4.00 (95 % interval 3.00 to 5.00), and lowest for a, 1.00 (0.50 to 1.50); the intervals do not "
        "overlap."
    )


def test_of_two_groups_the_largest_in_each():
    table = rates(outlet=["a", "a", "b"], category=["x", "y", "z"])
    assert told(RATE | {"by": ["outlet", "category"]}, table) == (
        "Hedges per 1,000 words, the most for each outlet: a: y, 4.00 (95 % interval 3.00 to 5.00); "
        "b: z, 2.50 (2.00 to 3.25)."
    )


def test_over_time_the_first_and_the_last_period_that_rest_on_enough():
    table = rates(outlet="a", period=pd.to_datetime(["2014-01-01", "2015-01-01", "2016-01-01"]))
    spec = RATE | {"freq": "YS"}
    assert told(spec, table) == (
        "Hedges per 1,000 words, over time: a from 1.00 (95 % interval 0.50 to 1.50) in 2014 to 2.50 (2.00 to 3.25) in "
        "2016, where the intervals do not overlap."
    )
    assert "in 2015 to 2.50" in told(spec, table.assign(few=[True, False, False]))
    assert told(spec, table.assign(few=True)).endswith("on few documents. (2014 to 2016 have too few documents.)")
    assert told(spec, table.assign(few=[True, False, False])).endswith(". (2014 has too few documents.)")
    assert told(spec, table.assign(few=[False, True, False])).endswith(". (2015 has too few documents.)")
    assert told(spec, table.assign(few=[True, True, False], n_docs=[0, 3, 12])).endswith(
        ". (2015 has too few documents.)"
    )


def test_numbers_have_the_decimals_of_the_table():
    table = rates(few=[False, True, True], rate=[1.0, 40.0, 50.0])
    assert told(RATE, table) == (
        "Hedges per 1,000 words: 1.0 (95 % interval 0.5 to 1.5) for a, the only group with enough documents (10 or "
        "more)."
    )


def test_a_number_alone_a_difference_and_pairs():
    assert told(RATE | {"by": []}, rates().iloc[[0]]) == "Hedges per 1,000 words: 1.00 (95 % interval 0.50 to 1.50)."
    difference = pd.DataFrame({"group": ["a"], "other": ["b"], "difference": [1.5], "low": [-0.5], "high": [3.5]})
    assert told({"measure": "difference", "of": "hedges", "by": ["outlet"]}, difference).endswith(
        "a less b: 1.50 (95 % interval -0.50 to 3.50); the interval contains 0, so the texts do not show a difference "
        "between the two."
    )
    pairs = pd.DataFrame({"source": ["a", "a"], "target": ["b", "c"], "n": [7, 0]})
    assert (
        told({"measure": "cooccurrence", "of": "mentions"}, pairs)
        == "Most often in the same sentence: a and b (7) sentences."
    )
    assert (
        told({"measure": "speakers", "of": "mentions"}, pairs) == "Who speaks most often of whom: a of b (7) mentions."
    )
    words = pd.DataFrame({"feature": ["war", "peace"]})
    assert told({"measure": "keyness", "target": "Globe"}, words) == "Most typical of Globe: war and peace."


@pytest.mark.parametrize("table", [pd.DataFrame(), pd.DataFrame({"n": [1]}), rates(rate=float("nan"))])
def test_what_a_table_does_not_say_is_not_told(table):
    assert told(RATE, table) == ""


def test_what_does_not_follow():
    study = SimpleNamespace(tables={"t": RATE | {"of": "mentions"}})
    twice = Overlap("1 document holds most or all of another (a holds 99 % of b)", "", 0.3)
    said = cautions(study, {"t": rates(few=[True, False, False])}, unchecked=["t"], overlap=twice, doubts=1)
    assert len(said) == 7
    assert said[0].startswith("That counts by group or period are right: 1 document holds most or all of another (a ")
    assert "1 of 3 rows of t." in said[2]
    quiet = SimpleNamespace(tables={})
    assert cautions(quiet, {}, unchecked=[], overlap=None, doubts=0) == [
        "Anything about texts that are not in this corpus, unless the corpus is a random sample of them."
    ]
