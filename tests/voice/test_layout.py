"""Speech that layout alone tells of: labels of speakers, authors of epigraphs."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

from discourse.stance.hedges import find_hedges
from discourse.voice.quotes import find_quotes, with_voice


def turns(*paragraphs: str) -> list[list[str]]:
    table = find_quotes(corpus_of("\n\n".join(paragraphs)))
    return table.loc[table["cue"].isna() & table["source"].notna(), ["source", "text"]].values.tolist()


def test_labels_of_speakers_give_them_their_paragraphs():
    corpus = corpus_of("Smith: We may go home.\n\nJones: They might stay.\n\nSmith: Perhaps.")
    quotes = find_quotes(corpus)
    assert quotes[["kind", "source", "text"]].values.tolist() == [
        ["direct", "Smith", "We may go home."],
        ["direct", "Jones", "They might stay."],
        ["direct", "Smith", "Perhaps."],
    ]
    assert quotes["cue"].isna().all()
    assert set(with_voice(find_hedges(corpus), quotes)["voice"]) == {"quoted"}


@pytest.mark.parametrize(
    ("paragraphs", "speakers"),
    [
        (["Q: Why now?", "A: We can."], ["Q", "A"]),
        (["Q. Why now?", "A. We can.", "Q. Really?"], ["Q.", "A.", "Q."]),
        (["SEN. SMITH: Go on.", "MR. JONES (via interpreter): We left.", "SEN. SMITH: I see."], None),
        (["Mr. Smith: Go.", "Ms. Jones: No.", "Mr. Smith: Go."], ["Mr. Smith", "Ms. Jones", "Mr. Smith"]),
        (
            ["THE PRESIDENT: Yes.", "REPORTER: Why?", "THE PRESIDENT: So."],
            ["THE PRESIDENT", "REPORTER", "THE PRESIDENT"],
        ),
        (["Interviewer:", "Why?", "Lee:", "Because.", "Interviewer:", "Oh."], ["Interviewer", "Lee", "Interviewer"]),
        (["Ann Lee: Go.", "Bo Dahl: No.", "Ann Lee: Go.", "Bo Dahl: No."], ["Ann Lee", "Bo Dahl"] * 2),
    ],
)
def test_labels_come_in_many_forms(paragraphs, speakers):
    speakers = speakers or ["SEN. SMITH", "MR. JONES (via interpreter)", "SEN. SMITH"]
    assert [source for source, _ in turns(*paragraphs)] == speakers


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Note: it is late.", "Source: a paper.", "Note: more of it."],
        ["Germany: a new start. It was good.", "The end: nothing."],
        ["Smith: We go.", "He never came back."],
        ["Strengths: many.", "Weaknesses: few.", "Strengths: more."],
        ["what he said: nothing.", "what she said: more.", "what he said: nothing."],
    ],
)
def test_other_paragraphs_with_a_colon_have_no_speaker(paragraphs):
    assert turns(*paragraphs) == []


def test_a_speaker_goes_on_until_the_next_label():
    found = turns("Lee: We left.", "It was late.", "Dahl: I see.", "Lee: Yes.", "The hearing ended.")
    assert found == [["Lee", "We left."], ["Lee", "It was late."], ["Dahl", "I see."], ["Lee", "Yes."]]


def test_what_a_labelled_speaker_reports_is_in_his_words():
    table = find_quotes(corpus_of("Lee: Dahl said that “all” is well.\n\nDahl: No.\n\nLee: Yes."))
    assert table["source"].tolist() == ["Lee", "Dahl", "Lee"]


def test_an_epigraph_has_its_author():
    assert turns("“All is lost.”", "— Ann Lee, poet", "It was not.") == [["Ann Lee, poet", "“All is lost.”"]]
    assert turns("“All is lost.” — Ann Lee", "It was not.") == [["Ann Lee", "“All is lost.”"]]


def test_labels_of_one_document_say_nothing_of_another():
    texts = ["Talks.\n\nSmith: We go.\n\nJones: No.", "Talks.\n\nSmith: We go.\n\nOther things."]
    assert find_quotes(corpus_of(*texts)).empty
    both = find_quotes(corpus_of("Lee: Go.\n\nDahl: No.\n\nLee: Go.", "Talks.\n\nLee: We go."))
    assert pd.unique(both["doc_id"].astype(str)).tolist() == ["d0"]
