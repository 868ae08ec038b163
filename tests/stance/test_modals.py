"""Modals: a possibility or an expectation, or a duty, an ability, a leave, a habit?"""

from __future__ import annotations

import pytest
from conftest import corpus_of

import discourse as dc
from discourse.stance._modals import COULD, EXPECTS, MAY, WOULD


def hedges(text: str) -> list[str]:
    return dc.find_hedges(corpus_of(text))["text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The government should resign. We should not wait. Taxes should be cut.", []),
        ("Exports ought to be taxed, and the minister ought not to lie.", []),
        ("There should be no doubt. Should there be a war, we lose. Should he fail, call me.", []),
        ("Why should they pay? How should we vote?", []),
        ("The rain should help. The new rule ought to lead to lower prices.", ["should", "ought to"]),
        ("The cure should be easy. The repairs should be ready next week.", ["should", "should"]),
        ("They should be home by now. I should imagine so.", ["should", "should"]),
    ],
)
def test_duty_is_no_expectation(text, found):
    assert hedges(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The truce could fail. Prices could well rise.", ["could", "could well"]),
        ("Nobody could miss it. Anyone could apply. Only a saint could forgive that.", []),
        ("If they could agree, all would be well.", ["would"]),
        ("He left early so that she could sleep. They lied so they could win.", []),
        ("She was one who could unite the party; he is one who could lose it.", ["could"]),
        ("It cost more than we could pay. It could no longer float, could only sink.", []),
        ("Could you help? How could he know?", []),
        ("The council could sell the hall; guests could choose a room.", []),
        ("The rebels could strike again. The council could lose. Moscow could wait. You could try.", ["could"] * 4),
    ],
)
def test_ability_is_no_possibility(text, found):
    assert hedges(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The tariff would hurt farmers. It would be a mistake.", ["would", "would"]),
        ("The bill would require labels. This would ban smoking. It would change little.", ["would"]),
        ("They hoped that rain would come. She knew it would end.", []),
        ("He would always sing. Then he would leave. Every night they would dance.", []),
        ("I would like to stay. Would you wait? Why would they lie?", []),
        ("The minister would not say who paid. The tide would not say.", ["would"]),
        ("Anna would later lead the party; he would go on to win. The war would go the other way.", ["would"]),
        ("Those who would save it met those who would be rich.", ["would"]),
        ("What would she do in office? Would the mayor pay for it? It would fail, would it not?", ["would"]),
    ],
)
def test_habit_future_in_the_past_and_provisions_are_no_predictions(text, found):
    assert hedges(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We may lose. May we win. In May it rained.", ["may"]),
        ("He left so that she may rest. They pray that rain may come. So it may fail.", ["may"]),
        ("Under the law a judge may enter the house; the law may fail.", ["may"]),
        ("No minister may lie; only citizens may vote. The minister may lie.", ["may"]),
    ],
)
def test_leave_and_purpose_are_no_possibility(text, found):
    assert hedges(text) == found


@pytest.mark.parametrize("tests", [MAY, COULD, EXPECTS, WOULD])
def test_each_test_has_a_name_of_its_own(tests):
    names = [name for name, _ in tests]
    assert len(set(names)) == len(names) > 3


@pytest.mark.parametrize(
    "text", ["Nobody knows who would buy it.", "Would it rain?", "Why would he go?", "Did they not think so?"]
)
def test_a_document_of_a_filtered_corpus_is_read_as_it_is_alone(text):
    corpus = corpus_of("One. Is it two? Three? Four.", text, "It may rain. Will it?")
    kept = dc.filter_corpus(corpus, corpus.documents["text"] == text)
    for find in (dc.find_hedges, dc.find_negations, dc.find_boosters):
        columns = ["start", "end", "text", "category"]
        assert find(kept)[columns].equals(find(corpus_of(text))[columns])
