"""Candidates: which words may be cues, by what stands around them."""

from __future__ import annotations

import pytest
from conftest import corpus_of

from discourse.english.phrases import Stream, WordClasses
from discourse.english.quotation_marks import pair_marks
from discourse.voice._candidates import ListedVerbs, find_candidates
from discourse.voice.reporting_verbs import load_reporting_verbs, read_verbs


def candidates(text: str) -> list[str]:
    tokens = corpus_of(text).arrays
    symbols, known = read_verbs(load_reporting_verbs())
    stream = Stream(tokens, pair_marks(tokens), WordClasses(tokens, symbols))
    return [stream.form(i) for i, *_ in find_candidates(stream, ListedVerbs(stream.forms, known))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lee said that it failed.", ["said"]),
        ("According to Lee, it failed.", ["according"]),
        ("“Go,” Lee sighed.", ["sighed"]),
        ("Lee sighed and left.", []),  # takes nothing but a quotation
        ("I think that it failed.", []),  # the author's own
        ("“Go,” I said.", ["said"]),
        ("Lee made cakes.", []),  # no verb of saying by itself
        ("Lee made clear that it failed.", ["made"]),
        ("Lee came to think that it failed.", ["think"]),
        ("Lee came here to think that it failed.", []),
        ("The glad man left.", []),
        ("Lee is glad that it failed.", ["glad"]),
        ("", []),
    ],
)
def test_words_that_may_be_cues(text, words):
    assert candidates(text) == words
