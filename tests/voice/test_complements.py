"""Complements: what a reporting verb is followed by, and where that ends."""

from __future__ import annotations

import pytest
from conftest import corpus_of

from discourse.english.phrases import Stream, WordClasses
from discourse.english.quotation_marks import pair_marks
from discourse.voice import _complements
from discourse.voice._complements import ComplementReader
from discourse.voice.quotes import find_quotes
from discourse.voice.reporting_verbs import FRAMES, load_reporting_verbs, read_verbs

SYMBOLS, VERBS = read_verbs(load_reporting_verbs())


def behind(text: str, verb: str) -> tuple[str, bool] | None:
    """The content behind the verb, and whether it is a quotation; None where there is none."""
    tokens = corpus_of(text).arrays
    stream = Stream(tokens, pair_marks(tokens), WordClasses(tokens, SYMBOLS))
    read = ComplementReader(stream, tokens)
    at = next(i for i, symbol in enumerate(stream.text) if symbol not in "|/" and read.form(i) == verb)
    found = read.after(at + 1, VERBS[verb])
    if found is None:
        return None
    _, (low, high), quoted = found
    return text[tokens.start[stream.first[low]] : tokens.end_at(stream.last[high - 1 : high])[0]], quoted


@pytest.mark.parametrize(
    ("text", "verb", "content"),
    [
        ("Lee said: “Go.”", "said", ("“Go.”", True)),
        ("Lee said that talks failed.", "said", ("that talks failed", False)),
        ("Lee said talks had failed.", "said", ("talks had failed", False)),
        ("Lee said on Monday that talks failed.", "said", ("that talks failed", False)),
        ("Lee told reporters in Rome that talks failed.", "told", ("that talks failed", False)),
        ("Lee asked whether talks failed.", "asked", ("whether talks failed", False)),
        ("Lee promised to leave.", "promised", ("to leave", False)),
        ("Lee rejected the plan in June.", "rejected", ("the plan", False)),
        ("Lee called the plan a trap.", "called", ("the plan a trap", False)),
        ("Lee called for talks.", "called", ("talks", False)),
        ("Lee promised.", "promised", None),
    ],
)
def test_what_may_follow_a_verb(text, verb, content):
    assert behind(text, verb) == content


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Lee said talks failed, but he had no proof; the war goes on.", ["talks failed"]),
        ("Lee said talks failed, adding that he left.", ["talks failed", "that he left"]),
        ("Lee said that, if asked, he would go.", ["that, if asked, he would go"]),
    ],
)
def test_what_is_said_ends_where_the_author_goes_on(text, contents):
    assert find_quotes(corpus_of(text))["text"].tolist() == contents


# --- each row of the table by its name ---------------------------------------------------------------------------

ROWS = [
    ("Lee said: “We go.”", "a colon", "“We go.”"),
    ("Lee said on Monday: all is lost.", "a colon", "all is lost"),
    ("Lee said, “We go.”", "a quotation", "“We go.”"),
    ("Lee said “peace” was near.", "a quotation", "“peace” was near"),
    ("Lee told reporters in Rome that all is lost; he was wrong.", "a clause with that", "that all is lost"),
    ("Lee asked whether all is lost.", "a question", "whether all is lost"),
    ("Lee promised to leave the town.", "an infinitive", "to leave the town"),
    ("Lee said the deal was dead.", "a clause without that", "the deal was dead"),
    ("Lee called the plan a trap.", "an object and what is said of it", "the plan a trap"),
    ("Lee rejected the plan in June.", "a phrase", "the plan"),
]


def read(text: str) -> tuple[_complements.ComplementReader, int, str]:
    """The reader of a text, the symbol behind its first reporting verb, and that verb."""
    tokens = corpus_of(text).arrays
    reader = _complements.ComplementReader(Stream(tokens, pair_marks(tokens), WordClasses(tokens, SYMBOLS)), tokens)
    at = next(i for i in range(1, len(reader.text) - 1) if reader.text[i] not in "/|QU" and reader.form(i) in VERBS)
    return reader, at + 1, reader.form(at)


def words_of(text: str, reader: _complements.ComplementReader, span: tuple[int, int]) -> str:
    tokens = corpus_of(text).arrays
    return text[tokens.start[reader.first[span[0]]] : tokens.end[reader.last[span[1] - 1]]]


@pytest.mark.parametrize(("text", "row", "content"), ROWS)
def test_each_row_by_its_name(monkeypatch, text, row, content):
    reader, k, form = read(text)
    monkeypatch.setattr(_complements, "COMPLEMENTS", [r for r in _complements.COMPLEMENTS if r[0] == row])
    assert words_of(text, reader, reader.after(k, VERBS[form]).span) == content


@pytest.mark.parametrize(("text", "row", "content"), ROWS)
def test_no_row_before_it_takes_its_example(monkeypatch, text, row, content):
    reader, k, form = read(text)
    names = [name for name, *_ in _complements.COMPLEMENTS]
    monkeypatch.setattr(_complements, "COMPLEMENTS", _complements.COMPLEMENTS[: names.index(row)])
    assert reader.after(k, VERBS[form]) is None


def test_every_row_has_an_example_above_and_asks_for_frames_that_there_are():
    assert {row for _, row, _ in ROWS} == {name for name, *_ in _complements.COMPLEMENTS}
    assert frozenset().union(*(frames for _, frames, *_ in _complements.COMPLEMENTS)) <= set(FRAMES)


def test_prepositions_come_first_and_belong_to_the_cue():
    text = "Lee called for talks."
    reader, k, form = read(text)
    found = reader.after(k, VERBS[form])
    assert (words_of(text, reader, found.span), found.cue_end - k, found.quoted) == ("talks", 1, False)


def test_nothing_is_reported_where_the_sentence_ends():
    reader, k, form = read("So Lee said. All is lost.")
    assert reader.after(k, VERBS[form]) is None
