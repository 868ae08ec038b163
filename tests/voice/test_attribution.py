"""Attribution: source, cue and content of what is reported, and what is no report."""

from __future__ import annotations

import pytest
from conftest import corpus_of

from discourse.voice.quotes import find_quotes


def found(text: str) -> list[tuple]:
    """(kind, text, source, cue) of each row."""
    table = find_quotes(corpus_of(text)).fillna({"source": "", "cue": ""})
    return list(table[["kind", "text", "source", "cue"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"),
    [
        ("“We will go,” she said.", "she", "said", "“We will go,”", "direct"),
        ("‘We will go’, she said.", "she", "said", "‘We will go’", "direct"),
        ("'We will go', she said.", "she", "said", "'We will go'", "direct"),
        ("“We will go,” said Ann Lee, a former envoy.", "Ann Lee, a former envoy", "said", "“We will go,”", "direct"),
        ("“Will we go?” Lee asked.", "Lee", "asked", "“Will we go?”", "direct"),
        ("She has also said: “We will go.”", "She", "has also said:", "“We will go.”", "direct"),
        ("As an unnamed State Department official told the Post: ‘We go’.",
         "an unnamed State Department official", "told", "‘We go’", "direct"),
        ("Some in Congress said that it was dead.", "Some in Congress", "said", "that it was dead", "indirect"),
        ("Lee said on Monday the deal was dead.", "Lee", "said", "the deal was dead", "indirect"),
        ("Lee told reporters that the deal was dead.", "Lee", "told", "that the deal was dead", "indirect"),
        ("The deal is dead, officials say.", "officials", "say", "The deal is dead", "indirect"),
        ("According to the ministry, talks failed.", "the ministry", "According to", "talks failed", "indirect"),
        ("Talks failed, according to the ministry.", "the ministry", "according to", "Talks failed", "indirect"),
        ("Lee did not say whether she would go.", "Lee", "did not say", "whether she would go", "indirect"),
        ("She refused to leave.", "She", "refused", "to leave", "indirect"),
        ("Lee rejected the plan in June.", "Lee", "rejected", "the plan", "indirect"),
        ("Lee called for talks.", "Lee", "called for", "talks", "indirect"),
        ("Lee blinked, adding that talks had failed.", "Lee", "adding", "that talks had failed", "indirect"),
        ("Lee sighed and said that talks had failed.", "Lee", "said", "that talks had failed", "indirect"),
        ("It was attacked by Democrats (and Republicans) as ‘naive’.",
         "Democrats (and Republicans)", "was attacked", "‘naive’", "direct"),
        ("The plan was rejected by Lee.", "Lee", "was rejected", "The plan", "indirect"),
        ("“Go”, according to Lee.", "Lee", "according to", "“Go”", "direct"),
        ("Said Lee: “We will go.”", "Lee", "Said", "“We will go.”", "direct"),
        ("“We will go,” Lee deadpanned.", "Lee", "deadpanned", "“We will go,”", "direct"),
        ("“We will go,” Lee shot back.", "Lee", "shot back", "“We will go,”", "direct"),
        ("As Lee put it, “we will go”.", "Lee", "put it", "“we will go”", "direct"),
        ("As Lee says, the plan failed.", "Lee", "says", "the plan failed", "indirect"),
        ("The plan failed, as Lee says.", "Lee", "says", "The plan failed", "indirect"),
        ("Lee continues to insist that it failed.", "Lee", "continues to insist", "that it failed", "indirect"),
        ("Lee went on to say that it failed.", "Lee", "went on to say", "that it failed", "indirect"),
        ("Lee made clear that it failed.", "Lee", "made clear", "that it failed", "indirect"),
        ("Lee took issue with the plan.", "Lee", "took issue with", "the plan", "indirect"),
        ("Lee asked them to leave.", "Lee", "asked", "them to leave", "indirect"),
        ("They are glad that it failed.", "They", "are glad", "that it failed", "indirect"),
        ("Lee left, with analysts saying that it failed.", "analysts", "saying", "that it failed", "indirect"),
        ("Lee announced new rules that bite.", "Lee", "announced", "new rules that bite", "indirect"),
        ("Lee said “no” and left.", "Lee", "said", "“no”", "direct"),
    ],
)  # fmt: skip
def test_source_cue_and_content(text, source, cue, content, kind):
    assert found(text) == [(kind, content, source, cue)]


@pytest.mark.parametrize(
    ("text", "pieces", "source"),
    [
        ("The plan, which officials say will fail, goes on.", ["which", "will fail"], "officials"),
        (
            "A school which he said was the best in town was closed.",
            ["which", "was the best in town"],
            "he",
        ),
        ("The plan was seen as dead.", ["The plan", "as dead"], ""),
        ("Now, he says, at least seven have left.", ["Now", "at least seven have left"], "he"),
        (
            "It is “unfair,” she said. “It is over.”",
            ["It is “unfair,”", "“unfair,”", "“It is over.”"],
            "she",
        ),
    ],
)
def test_content_in_pieces(text, pieces, source):
    rows = found(text)
    assert [row[1] for row in rows] == pieces
    assert {row[2] for row in rows} == {source}


def test_nouns_and_participles_are_no_cues():
    for text in (
        "The report claims of fraud.",
        "The alleged deal failed.",
        "A group called Reform won.",
        "Smaller states win.",
    ):
        assert found(text) == []


def test_what_the_author_thinks_is_the_authors_own_and_what_the_author_quotes_is_not():
    for text in ("I think that talks failed.", "We hope to leave.", "There say.", "I came, arguing that talks failed."):
        assert found(text) == []
    assert found("“Go,” I said.") == [("direct", "“Go,”", "I", "said")]


def test_of_attributions_inside_one_another_the_outer_counts():
    rows = found("Lee said that Putin believed that talks had failed.")
    assert rows == [("indirect", "that Putin believed that talks had failed", "Lee", "said")]


def test_a_question_before_its_answer_is_reported_and_nobody_is_named_who_asked():
    assert found("Asked whether talks had failed, he left.") == [("indirect", "whether talks had failed", "", "Asked")]


def test_what_stands_on_both_sides_of_according_to_is_reported():
    rows = found("The deal, according to Lee, was dead.")
    assert rows == [("indirect", said, "Lee", "according to") for said in ("The deal", "was dead")]
    assert found("According to Lee.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lee himself said that it works.", ("Lee himself", "said", "that it works")),
        ("Guards — and some drivers — say that it works.", ("Guards — and some drivers —", "say", "that it works")),
        ("Others, however, say that it works.", ("Others", "say", "that it works")),
        ("It works, Lee told the Herald.", ("Lee", "told", "It works")),
        ("Lee said, however, that it works.", ("Lee", "said", "that it works")),
        ("Lee told me they liked it.", ("Lee", "told", "they liked it")),
        ("Lee said that it works, and that it lasts.", ("Lee", "said", "that it works, and that it lasts")),
        ("Lee rejects the plan and has left.", ("Lee", "rejects", "the plan")),
        ("The poll shows a lead of two points.", ("The poll", "shows", "a lead of two points")),
        ("Brown: The treaty is dead.\n\nIt was signed in May.", ("Brown", ":", "The treaty is dead")),
        ("They agreed to leave.", ("They", "agreed", "to leave")),
    ],
)
def test_sources_cues_and_contents_have_these_edges(text, found):
    table = find_quotes(corpus_of(text))
    assert table[["source", "cue", "text"]].values.tolist() == [list(found)]


@pytest.mark.parametrize("text", ["Lee showed it in the hall.", "Note: The shop is shut.\n\nIt opens in May."])
def test_these_report_nothing(text):
    assert find_quotes(corpus_of(text)).empty
