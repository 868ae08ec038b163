"""Voices: whose words the tokens of a corpus are, according to the quotations that contain them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import find_token_ranges
from discourse.text.tokens import covered

#: Whose words a token is, by kind of quotation; of several that hold it, the one named last here.
VOICES = {"author": (), "reported": ("indirect", "mixed"), "scare": ("scare",), "quoted": ("direct",)}


def find_voices(corpus: Corpus, quotes: pd.DataFrame) -> np.ndarray:
    """For each token the number of its voice in `VOICES`; `quotes` needs doc_id, start, end, kind."""
    schema.need(quotes, ("doc_id", "start", "end", "kind"), "the quotes")
    voice = np.zeros(len(corpus.arrays), np.uint8)
    for number, kinds in enumerate(VOICES.values()):
        first, last = find_token_ranges(quotes[quotes["kind"].isin(kinds)], corpus)
        voice[covered(first, last + 1, len(voice))] = number
    return voice
