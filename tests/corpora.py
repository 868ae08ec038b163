"""What the tests of the room `corpus` share: small corpora with the ids a, b, ..., whether two are the same, and texts
of words that no other text has, from which copies and excerpts are made."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse.corpus.corpus import Corpus, from_documents

TABLES = ("documents", "sections", "tokens", "rejected")


def corpus_of(*texts: str, ids: str = "abcdefgh", **docvars) -> Corpus:
    """A corpus of the documents a, b, ..., every paragraph body."""
    frame = pd.DataFrame({"doc_id": list(ids[: len(texts)]), "text": list(texts)} | docvars)
    return from_documents(frame, sections=False)


def assert_same(left: Corpus, right: Corpus) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(left, name), getattr(right, name))


ROLE_ERROR = (
    "a role is 'boddy'; choose one of 'title', 'standfirst', 'byline', 'caption', 'heading', 'body', 'pull_quote', "
    "'bio', 'disclaimer', 'notes', 'related'"
)


def message(error: type[Exception], function, *args, **options) -> str:
    with pytest.raises(error) as raised:
        function(*args, **options)
    return str(raised.value)


WORDS = [f"{a}{b}{c}" for a in "bdfg" for b in "aeiou" for c in "klmnr"]  # 100 words, each of which is used once


def text_of(*stretches: tuple[int, int]) -> str:
    """Stretches of the hundred words as a text; a stretch is a paragraph."""
    return "\n\n".join(" ".join(WORDS[start:stop]) for start, stop in stretches)


def changed(text: str, *places: int) -> str:
    words = text.split(" ")
    for place in places:
        words[place] = f"other{place}"
    return " ".join(words)


WHOLE = text_of((0, 40))
