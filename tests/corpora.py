"""Small corpora with the ids a, b, ..., and whether two are the same: what the tests of the room `corpus` share."""

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
