"""Complements: what a reporting verb is followed by, and where that ends."""

from __future__ import annotations

import pytest
from conftest import corpus_of

from discourse.english.phrases import Stream
from discourse.english.quotation_marks import pair_marks
from discourse.voice._complements import Complements
from discourse.voice.quotes import find_quotes
from discourse.voice.reporting_verbs import load_reporting_verbs, read_verbs

SYMBOLS, VERBS = read_verbs(load_reporting_verbs())


def behind(text: str, verb: str) -> tuple[str, bool] | None:
    """The content behind the verb, and whether it is a quotation; None where there is none."""
    tokens = corpus_of(text).arrays
    stream = Stream(tokens, pair_marks(tokens), SYMBOLS)
    read = Complements(stream, tokens)
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
