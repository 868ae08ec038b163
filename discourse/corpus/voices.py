"""Voices: whose words the tokens of a corpus are, by the quotations that hold them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.spans import find_token_ranges

#: Whose words a token is, by kind of quotation; of several that hold it, the one named last here.
VOICES = {"author": (), "reported": ("indirect", "mixed"), "scare": ("scare",), "quoted": ("direct",)}


def find_voices(corpus, quotes: pd.DataFrame) -> np.ndarray:
    """For each token the number of its voice in `VOICES`; `quotes` needs doc_id, start, end, kind."""
    schema.need(quotes, ("doc_id", "start", "end", "kind"), "the quotes")
    voice = np.zeros(len(corpus.arrays), np.uint8)
    for number, kinds in enumerate(VOICES.values()):
        first, last = find_token_ranges(quotes[quotes["kind"].isin(kinds)], corpus)
        edge = np.zeros(len(voice) + 1, np.int32)
        np.add.at(edge, first, 1)
        np.add.at(edge, last + 1, -1)
        voice[np.cumsum(edge[:-1]) > 0] = number
    return voice
