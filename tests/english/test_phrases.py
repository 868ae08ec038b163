"""A text as a string of word classes, and the phrases that are read off it."""

from __future__ import annotations

import pytest
from conftest import corpus_of, odd_text, typed_text
from hypothesis import given

from discourse.english.phrases import SYMBOLS, Stream, WordClasses, phrase_after, subject_before
from discourse.english.quotation_marks import pair_marks
from discourse.voice.reporting_verbs import load_reporting_verbs, read_verbs

VERBS = {"said": "v", "noted": "E", "noting": "G", "claims": "u"}


def stream_of(*texts: str) -> tuple[Stream, list[str]]:
    corpus = corpus_of(*texts)
    stream = Stream(corpus.arrays, pair_marks(corpus.arrays), WordClasses(corpus.arrays, VERBS))
    return stream, corpus.tokens["token"].astype("str").tolist()


def phrase(words: list[str], stream: Stream, low: int, high: int) -> str:
    return " ".join(words[stream.first[low] : stream.last[high - 1] + 1])


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("The envoy of Russia said that he would not go.", "/dnoNvTpmxV./"),
        ("It failed. “Go. Now,” he said.", "/pe.|Upv./"),
        ("One\n\nTwo", "/#/#/"),
        ("US-led talks, noting their claims quickly – or not", "/N~nn,Gdur-cx/"),
        ("On Monday Trump’s ‘deal’ ran to $5", "/iKNzQVt##/"),
        ("", "//"),
    ],
)
def test_one_symbol_a_word_and_one_a_quotation(text, symbols):
    assert stream_of(text)[0].text == symbols


def test_each_symbol_knows_its_tokens():
    stream, words = stream_of("He said: “Go. Now.” And went.")
    at = stream.text.index("U")
    assert words[stream.first[at] : stream.last[at] + 1] == ["“", "Go", ".", "Now", ".", "”"]
    assert phrase(words, stream, at + 2, at + 4) == "And went"
    assert stream.sentence_start(at) == 1
    assert stream.sentence_start(at + 3) == at + 2


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Trump said", "Trump"),
        ("But they said", "they"),
        ("On Monday, an unnamed State Department official said", "an unnamed State Department official"),
        ("Democrats and Republicans said", "Democrats and Republicans"),
        ("He won in Iowa, and Ann Lee said", "Ann Lee"),
        ("Some in Congress said", "Some in Congress"),
        ("Lee, a former envoy to Iran, said", "Lee , a former envoy to Iran ,"),
        ("Lee, however, said", "Lee"),
        ("Lee (R-Utah) said", "Lee ( R - Utah )"),
        ("the president’s most loyal aides said", "the president ’s most loyal aides"),
        ("those who said", "who"),
        ("Recently, said", None),
        ("Firms that had insured the mine said", "Firms that had insured the mine"),
        ("Those who have sketched a plan for Lee said", "Those who have sketched a plan for Lee"),
        ("The last man to climb a mountain said", "The last man to climb a mountain"),
        ("A report that appeared in the Lancet said", "A report that appeared in the Lancet"),
        ("Others in the party said", "Others in the party"),
        ("The board this week said", "The board"),
        ("The envoy on Monday said", "The envoy"),
        ("A study by the Ames Centre said", "A study by the Ames Centre"),
        ("Ann Lee, head of Acme Fruit, a firm in Leeds, said", "Ann Lee , head of Acme Fruit , a firm in Leeds ,"),
        ("Firms, including Acme, said", "Firms , including Acme ,"),
        ("Lee, in a statement, said", "Lee"),
    ],
)
def test_the_subject_before_a_verb(text, subject):
    stream, words = stream_of(text)
    found = subject_before(stream, stream.text.rindex("v"))
    assert (found and phrase(words, stream, *found)) == subject


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("said Trump.", "Trump"),
        ("said he, and left", "he"),
        ("said Ann Lee, a former envoy to Iran.", "Ann Lee , a former envoy to Iran"),
        ("said Ann Lee, 44, a nurse, on Monday", "Ann Lee , 44 , a nurse ,"),
        ("said an official who left early.", "an official who left early"),
        ("said.", ""),
    ],
)
def test_the_phrase_after_a_verb(text, after):
    stream, words = stream_of(text)
    low = stream.text.index("v") + 1
    high = phrase_after(stream, low)
    assert (phrase(words, stream, low, high) if high > low else "") == after


@given(typed_text | odd_text)
def test_any_text_becomes_symbols_and_every_token_has_its_place(text):
    stream, words = stream_of(text)
    assert set(stream.text) <= set(SYMBOLS)
    assert len(stream.text) == len(stream.reverse) == len(stream.first) == len(stream.last)
    inside = [i for i, symbol in enumerate(stream.text) if symbol not in "|/"]
    covered = [n for i in inside for n in range(stream.first[i], stream.last[i] + 1)]
    assert covered == list(range(len(words)))


def test_the_table_of_symbols_has_each_that_a_word_may_get():
    verbs, _ = read_verbs(load_reporting_verbs())
    words = "the that he him who what is had may not of to by as in according and but after 's 7 soon Monday Lee go"
    text = (
        f"{words} went walking walked town, and; or: so (one) - well-known! “Why”, “so.”\n\nNow he left. It said noting"
    )
    stream, _ = stream_of(text)
    assert set(SYMBOLS) - set(stream.text) - {"E", "u"} == set()
    assert set(verbs.values()) == {"v", "E", "G", "u"} <= set(SYMBOLS)
